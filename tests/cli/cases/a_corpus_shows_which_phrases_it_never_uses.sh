caption first.txt 'A bridge. (AP Photo/Jane Doe) JAPAN OUT'
echo '{"instructions": "NO SALES"}' >second.ndjson
captionlint rules test --coverage first.txt second.ndjson
expect_status 0
expect_error_lines 0
expect_output 'territory.out stands in no text'
expect_no_output 'territory.out-caption stands'
expect_output ' of them in none of 2 texts'
captionlint rules test --coverage
expect_status 2
expect_error 'wants a corpus'
captionlint rules test --coverage nothing.txt
expect_status 2
expect_error 'nothing.txt'
captionlint check --coverage first.txt
expect_status 2
expect_error '--coverage says nothing to'
