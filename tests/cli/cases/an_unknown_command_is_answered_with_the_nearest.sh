captionlint chekc x.txt
expect_status 2
expect_error_lines 1
expect_error 'did you mean check?'
captionlint
expect_status 2
expect_error_lines 1
captionlint check
expect_status 2
expect_error 'nothing to check'
captionlint rules lst
expect_status 2
expect_error 'captionlint rules list?'
