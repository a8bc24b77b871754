mkdir -p house delivery
printf 'A bridge. ITALY AND KOREA OUT\n' >delivery/bridge.txt
cat >delivery/captionlint.yaml <<'YAML'
editions:
  web:
    territory: [IT]
    medium: internet
    use: editorial
YAML
cp delivery/captionlint.yaml house/
waive() {
    captionlint waive --edition web --rule territory.denied --reason cleared --approved-by 'A. Editor' \
        --expires 2d "$@" delivery/bridge.txt
}
waive --config delivery/captionlint.yaml --waivers delivery/captionlint-waivers.yaml
expect_status 0
grep -q 'values: "IT"' delivery/captionlint-waivers.yaml || fail "the waiver does not say for what"
for path in delivery delivery/bridge.txt; do
    captionlint check -q "$path"
    expect_status 1
    expect_error 'was not used'
    captionlint check -q --config house/captionlint.yaml "$path"
    expect_status 1
    captionlint check -q --waivers delivery/captionlint-waivers.yaml "$path"
    expect_status 0
done
# Where one works, the waivers are one's own.
(cd delivery && "$command" check -q bridge.txt >"$there/out" 2>"$there/err") || fail "not used at home"
# An edition that grew is not what was approved.
captionlint check -q --waivers delivery/captionlint-waivers.yaml --edition web --territory IT,KR delivery/bridge.txt
expect_status 1
