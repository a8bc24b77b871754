jpeg whole.jpg 'a comment of some length'
head -c 12 whole.jpg >cut.jpg
caption fine.txt 'A crowd in Paris on Monday.'
captionlint check --no-config --territory FR --format ndjson cut.jpg fine.txt
expect_status 2
expect_output '"damage.'
expect_output 'fine.txt'
