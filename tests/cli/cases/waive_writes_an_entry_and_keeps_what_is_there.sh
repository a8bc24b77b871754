printf 'editions:\n  web: {territory: IT, use: editorial}\n' >captionlint.yaml
caption a.txt 'NO USE ON TEA TOWELS ALLOWED. A crowd walks in Rome. ITALY OUT. (Photo: Jane Doe/AFP) PLEASE DO NOT PUT ON MUGS'
captionlint waive a.txt --edition web --rule territory.denied --reason 'cleared: "yes" # really' \
    --approved-by 'A. Editor' --expires 3d
expect_status 0
expect_output 'captionlint-waivers.yaml:'
expect_output 'note: "ITALY OUT"'
expect_output 'reason: "cleared: \"yes\" # really"'
cp captionlint-waivers.yaml first
captionlint check -q a.txt
expect_status 0
expect_output 'WAIVED'
expect_output 'by A. Editor: cleared: "yes" # really'
captionlint waive a.txt --edition web --rule territory.denied --reason again --approved-by me --expires 3d
expect_status 2
expect_error 'territory.denied is waived already'
# Several of a rule are told with their ids, and nothing is written.
captionlint waive a.txt --edition web --rule unread.text --reason r --approved-by me --expires 12h
expect_status 2
expect_error 'name one by its id'
cmp -s first captionlint-waivers.yaml || fail "the file was changed"
id=$(grep -oE '[0-9a-f]{32} unread.text' "$there/err" | head -1 | cut -d ' ' -f 1)
[ -n "$id" ] || fail "no id was told"
# Comments and all else stay byte for byte.
{
    printf '# the desk keeps this\r\n'
    cat first
    printf '    # last words'
} >captionlint-waivers.yaml
cp captionlint-waivers.yaml second
captionlint waive a.txt --edition web --finding "$id" --reason r --approved-by me --expires 12h
expect_status 0
head -c "$(wc -c <second)" captionlint-waivers.yaml | cmp -s - second || fail "what was there changed"
captionlint check -q --format ndjson a.txt
[ "$(grep -o '"waived"' "$there/out" | wc -l)" -eq 2 ] || fail "not two findings are waived"
[ "$(find . -name '*waivers*' | wc -l)" -eq 1 ] || fail "something was left behind"
