caption a.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
captionlint check -q --no-config --format ndjson a.txt
expect_status 0
expect_error_lines 1
expect_error 'no edition was given'
expect_json '"name":"any","verdict":"review"'
captionlint check -q --no-config --fail-on warning a.txt
expect_status 1
