for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
    printf '{"id": "%s", "caption": "A street. SOUTH KOREA OUT"}\n' $i
done >run.ndjson
printf '{"id": "killed", "caption": "PICTURE KILL: do not use this picture."}\n' >>run.ndjson
captionlint check -q --no-config --territory KR --format github run.ndjson
expect_status 1
head -n 1 "$there/out" | grep -q 'title=notice.kill' || fail "the kill is not the first"
expect_output 'more: '
[ "$(grep -c '^::error' "$there/out")" -eq 10 ] || fail "not the ten worst"
