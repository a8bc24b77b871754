# As when it is cut while it is read: the system states a page and gives some bytes.
file=/sys/kernel/mm/transparent_hugepage/enabled
[ -r "$file" ] && [ "$(wc -c <"$file")" -lt "$(stat -c %s "$file")" ] || skip "no such file"
ln -s "$file" a.txt
ln -s "$file" captionlint.yaml
captionlint check --no-config --territory FR a.txt
expect_status 2
expect_error_lines 0
expect_output 'the file became shorter while it was read'
captionlint check --config captionlint.yaml a.txt
expect_status 2
expect_error_lines 1
expect_error 'captionlint.yaml: became shorter while it was read'
