printf ' \n' >blank.txt
captionlint check --territory KR blank.txt
expect_status 2
expect_output 'nothing but white space'
printf '{"id": "one"}\n{"id": "two", "caption": "A street. (Ann Bee/AFP)"}\n' >records.ndjson
captionlint check --territory KR records.ndjson
expect_status 2
expect_output 'no field with a text'
expect_output 'two'
# Blanks that ASCII lacks: no-break and ideographic.
printf '\302\240\343\200\200\n' >blank.txt
captionlint check --territory KR blank.txt
expect_status 2
expect_output 'nothing but white space'
printf '{"id": "three", "caption": "\\u00a0", "headline": "\\u3000"}\n' >records.ndjson
captionlint check --territory KR records.ndjson
expect_status 2
expect_output 'no field with a text'
