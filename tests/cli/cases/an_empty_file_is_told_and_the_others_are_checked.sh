: >empty.jpg
caption fine.txt 'A crowd in Paris on Monday.'
captionlint check -q --no-config --territory FR --format ndjson empty.jpg fine.txt
expect_status 2
expect_error_lines 0
expect_json '"damage.empty"'
expect_output 'fine.txt'
