seed=${CL_SHARED:-$sources/../shared}/seed.txt
[ -r "$seed" ] || skip "there is no $seed"
captionlint extract --format ndjson "$seed"
expect_status 0
expect_error_lines 0
expect_json '"text":"AFPPHOTO/KCNAVIAKNS","role":"mandatory"'
expect_json '"text":"STR/AFP/GettyImages","role":"requested"'
expect_json '"kind":"territory","effect":"deny","values":["KR"]'
expect_output 'South Korea OUT'
expect_output 'REPUBLIC OF KOREA OUT'
expect_json '"kind":"use","effect":"only","values":["editorial"]'
expect_json '"kind":"third-party"'
expect_json '"unread":[]'
tr -d ' \n' <"$there/out" | grep -qE '"kind":"use","effect":"deny","values":\[("marketing","advertising"|"advertising","marketing")\]' ||
    tr -d ' \n' <"$there/out" | grep -qE '"effect":"deny","values":\["(marketing|advertising)"\]' ||
    fail "marketing and advertising are not denied"
# Nothing stands beyond the first paragraph.
first=$(head -n 1 "$seed" | LC_ALL=C.UTF-8 wc -m)
for end in $(grep -oE '"end": ?[0-9]+' "$there/out" | grep -oE '[0-9]+'); do
    [ "$end" -le "$first" ] || fail "something was read at $end, beyond $first"
done
captionlint check --no-config --territory KR "$seed"
expect_status 1
expect_output 'South Korea OUT'
expect_output 'REPUBLIC OF KOREA OUT'
captionlint check --no-config --territory KR --format ndjson "$seed"
expect_json '"verdict":"block"'
captionlint check --no-config --territory IT --medium internet --use editorial "$seed"
expect_status 0
expect_output 'AFP PHOTO/KCNA VIA KNS'
captionlint check --no-config --territory IT --medium internet --use editorial --format ndjson "$seed"
expect_json '"verdict":"duty"'
captionlint check --no-config --territory IT --medium internet --use editorial --credit AFP "$seed"
expect_status 1
captionlint check --no-config --territory IT --medium internet --use advertising --format ndjson "$seed"
expect_status 1
expect_json '"verdict":"block"'
