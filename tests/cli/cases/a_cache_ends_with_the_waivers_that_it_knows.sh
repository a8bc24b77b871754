printf 'editions:\n  web: {territory: IT, use: editorial}\n' >captionlint.yaml
caption a.txt 'A crowd in Rome on Monday. / ITALY OUT'
waivers() {
    cat >captionlint-waivers.yaml <<YAML
waivers:
  - picture: sha256:$(sha256sum a.txt | cut -d ' ' -f 1)
    note: ITALY OUT
    rule: territory.denied
    edition: web
    reason: cleared
    approved_by: A. Editor
    expires: $1
YAML
}
waivers 2199-05-01
tries=0
while ! grep -q ' 1 hits' "$there/err" 2>/dev/null && [ "$tries" -lt 50 ]; do
    sleep 0.1
    captionlint check -q --cache cache --cache-stats a.txt
    tries=$((tries + 1))
done
expect_error ' 1 hits'
expect_status 0
expect_output 'WAIVED'
# Other waivers are another result.
waivers 2199-05-02
captionlint check -q --cache cache --cache-stats a.txt
expect_error ' 0 hits'
expect_output '2199-05-02'
# A result ends when its waiver does.
end=$(date -u -d 2199-05-03 +%s)
held=$(captionlint check -q --cache cache a.txt; sqlite3 cache 'SELECT max(until) FROM result' 2>/dev/null) || skip 'no sqlite3'
[ "$held" = "$end" ] || fail "it is kept until $held, not $end"
