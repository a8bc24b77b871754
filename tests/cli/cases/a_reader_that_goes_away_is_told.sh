i=0
while [ $i -lt 400 ]; do
    printf '{"id": "%d", "caption": "A crowd in Seoul on Monday. / SOUTH KOREA OUT"}\n' $i
    i=$((i + 1))
done >many.ndjson
mkfifo pipe || skip "no named pipes here"
head -c 1 pipe >/dev/null &
"$command" check --no-config --territory FR --format json many.ndjson >pipe 2>"$there/err"
status=$?
wait
expect_status 2
expect_error_lines 1
expect_error 'Broken pipe'
