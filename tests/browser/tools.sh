# Read by run.sh and large.sh: what they need, in $work; exits with 77 where it cannot be had.
skip() {
    echo "skipped: $1"
    exit 77
}
for tool in node npm; do
    command -v $tool >/dev/null || skip "no $tool"
done
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$CHROMIUM" ] || skip "no chromium"
export CHROMIUM

# The packages of package-lock.json, installed once a build folder and again when the list changed.
mkdir -p "$CAPTIONLINT_NODE"
if ! cmp -s "$here/package-lock.json" "$CAPTIONLINT_NODE/installed.json"; then
    cp "$here/package.json" "$here/package-lock.json" "$CAPTIONLINT_NODE/"
    (cd "$CAPTIONLINT_NODE" && npm ci --no-audit --no-fund --ignore-scripts >npm.log 2>&1) ||
        skip "npm packages: $(tail -n 1 "$CAPTIONLINT_NODE/npm.log")"
    cp "$here/package-lock.json" "$CAPTIONLINT_NODE/installed.json"
fi
