caption blocked.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
captionlint check --no-config --territory KR blocked.txt
expect_status 1
expect_error_lines 0
expect_output 'blocked.txt'
expect_output 'SOUTH KOREA OUT'
captionlint check --no-config --territory FR blocked.txt
expect_status 0
expect_error_lines 0
