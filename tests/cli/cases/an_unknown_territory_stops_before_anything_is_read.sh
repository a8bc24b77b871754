caption fine.txt 'A crowd in Paris on Monday.'
captionlint check --no-config --territory Atlantis fine.txt
expect_status 2
expect_error_lines 1
expect_error 'Atlantis'
expect_no_output 'fine.txt'
captionlint check --no-config --territory FR --use shouting fine.txt
expect_status 2
expect_error_lines 1
expect_error 'shouting'
