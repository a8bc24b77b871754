caption fine.txt 'A crowd in Paris on Monday.'
captionlint check --no-config --territory FR --format jsn fine.txt
expect_status 2
expect_error_lines 1
expect_error 'unknown report format "jsn"'
expect_error 'json'
