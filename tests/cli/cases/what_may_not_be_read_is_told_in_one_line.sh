mkdir closed
caption closed/in.txt 'A crowd in Paris on Monday.'
caption locked.txt 'A crowd in Paris on Monday.'
caption fine.txt 'A crowd in Paris on Monday.'
chmod 000 closed locked.txt
if [ "$(id -u)" -eq 0 ]; then
    # Root may read everything: give it up.
    command -v setpriv >/dev/null || skip "root without setpriv"
    chmod 755 "$here"
    captionlint() {
        setpriv --reuid=65534 --regid=65534 --clear-groups "$command" "$@" \
            >"$there/out" 2>"$there/err"
        status=$?
    }
    captionlint --version
    [ "$status" -eq 0 ] || skip "another user cannot run the command"
fi
captionlint check --no-config --territory FR closed locked.txt missing.jpg fine.txt
expect_status 2
expect_error_lines 3
expect_error 'captionlint: closed: Permission denied;'
expect_error 'captionlint: locked.txt: Permission denied;'
expect_error 'captionlint: missing.jpg: No such file or directory;'
expect_output 'fine.txt'
