{
    printf '\357\273\277{"id": "first", "caption": "A crowd in Paris on Monday."}\r\n'
    printf '{"id": "broken", "caption": \n'
    printf '\n'
    printf '{"id": "long", "caption": "'
    head -c 1100000 /dev/zero | tr '\0' 'x'
    printf '"}\n'
    printf '{"caption": "A crowd in Seoul on Monday. / SOUTH KOREA OUT"}'
} >records.ndjson
captionlint extract --format ndjson records.ndjson
expect_status 2
expect_error_lines 0
[ "$(wc -l <"$there/out")" -eq 4 ] || fail "not four records"
expect_json '"id":"first"'
expect_json '"damage.record"'
expect_json '"id":"line4"'
expect_json '"damage.limit"'
expect_json '"id":"line5"'
expect_json '"values":["KR"]'
