[ -c /dev/full ] || skip "no /dev/full here"
caption fine.txt 'A crowd in Paris on Monday.'
"$command" check --no-config --territory FR fine.txt >/dev/full 2>"$there/err"
status=$?
expect_status 2
expect_error_lines 1
expect_error 'standard output: No space left on device'
captionlint check --no-config --territory FR -o /dev/full fine.txt
expect_status 2
expect_error_lines 1
expect_error '/dev/full: No space left on device'
captionlint check --no-config --territory FR -o no/such/folder/report fine.txt
expect_status 2
expect_error_lines 1
"$command" --help >/dev/full 2>"$there/err"
status=$?
expect_status 2
expect_error_lines 1
"$command" check --no-config --territory FR fine.txt 2>"$there/err" >&-
status=$?
expect_status 2
expect_error_lines 1
