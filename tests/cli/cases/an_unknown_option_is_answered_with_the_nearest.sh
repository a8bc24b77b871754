caption fine.txt 'A crowd in Paris on Monday.'
captionlint check --teritory FR fine.txt
expect_status 2
expect_error_lines 1
expect_error 'did you mean --territory?'
captionlint check --zzzzzzzzzz fine.txt
expect_status 2
expect_error_lines 1
captionlint check -x fine.txt
expect_status 2
expect_error 'unknown option -x'
captionlint check fine.txt --territory
expect_status 2
expect_error '--territory wants a value'
captionlint check --no-config=yes fine.txt
expect_status 2
expect_error 'takes no value'
captionlint extract --territory FR fine.txt
expect_status 2
expect_error 'says nothing to `captionlint extract`'
