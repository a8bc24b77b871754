caption 'one
line.txt' 'A crowd in Paris on Monday.'
caption two.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
printf '%s\0' 'one
line.txt' two.txt >list
captionlint check -q --no-config --territory KR --format ndjson --files-from list -0
expect_status 1
expect_error_lines 0
expect_output 'one\nline.txt'
expect_output 'two.txt'
captionlint check -q --no-config --territory KR --files-from - -0 <list
expect_status 1
expect_output 'two.txt'
printf 'missing.txt\n\ntwo.txt\n' >lines
captionlint check -q --no-config --territory KR --files-from lines
expect_status 2
expect_error_lines 1
expect_error 'missing.txt: No such file'
expect_output 'two.txt'
# Forgetting -0 is told.
captionlint check -q --no-config --territory KR --files-from list
expect_status 2
expect_error 'add -0'
captionlint check -q --no-config --territory KR --files-from nowhere
expect_status 2
expect_error_lines 1
expect_error 'nowhere: No such file'
