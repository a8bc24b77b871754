printf 'A crowd in Seoul on Monday. / SOUTH KOREA OUT\n' >text
printf '{"id": "one", "caption": "A crowd. / SOUTH KOREA OUT"}\n' >records
jpeg picture 'SOUTH KOREA OUT'
captionlint extract --format ndjson - <text
expect_status 0
expect_json '"format":"text"'
expect_json '"values":["KR"]'
captionlint extract --format ndjson - <records
expect_status 0
expect_json '"id":"one"'
captionlint extract --format ndjson --stdin-format ndjson - <records
expect_status 0
expect_json '"id":"one"'
captionlint extract --format ndjson - <picture
expect_status 0
expect_json '"format":"JPEG"'
captionlint extract --format ndjson --stdin-format picture - <text
expect_status 2
expect_json '"damage.unknown-format"'
captionlint extract --format ndjson - </dev/null
expect_status 2
expect_json '"damage.empty"'
captionlint extract - - <text
expect_status 2
expect_error 'more than once'
captionlint extract --stdin-format jpg - <text
expect_status 2
expect_error_lines 1
