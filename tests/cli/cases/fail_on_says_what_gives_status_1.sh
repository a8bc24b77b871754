caption a.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
captionlint check --no-config --territory KR --fail-on never a.txt
expect_status 0
captionlint check --no-config --territory KR --fail-on warning a.txt
expect_status 1
captionlint check --no-config --territory KR --fail-on eror a.txt
expect_status 2
expect_error_lines 1
expect_error 'did you mean error?'
