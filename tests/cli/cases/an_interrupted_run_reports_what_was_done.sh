command -v env >/dev/null && env --default-signal=INT true 2>/dev/null || skip 'no env --default-signal'
caption one.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
mkfifo list

# interrupt SIGNAL ARGUMENTS: a run that waits for more paths gets the signal.
interrupt() {
    signal=$1
    shift
    : >"$there/out"
    env --default-signal=INT "$command" check --no-config --territory KR --format json \
        --files-from list "$@" >"$there/out" 2>"$there/err" &
    run=$!
    exec 3>list
    i=0
    while [ "$i" -lt 300 ]; do
        echo one.txt
        i=$((i + 1))
    done >&3
    tries=0
    while ! grep -q '"path"' "$watched"* 2>/dev/null && [ "$tries" -lt 300 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill "-$signal" "$run"
    wait "$run"
    status=$?
    exec 3>&-
}

watched=$there/out
interrupt INT -j 2
expect_status 130
expect_error 'were done, the rest was not looked at'
expect_error_lines 1
told=$(grep -o 'interrupted: [0-9]*' "$there/err" | tr -dc '0-9')
python3 -c '
import json, sys
pictures = json.load(open(sys.argv[1]))["pictures"]
sys.exit(len(pictures) != int(sys.argv[2]) or len(pictures) < 1)' "$there/out" "$told" ||
    fail "the report is not a whole document of $told pictures"
interrupt TERM -j 1
expect_status 143
# A report in a file is complete or not there.
echo old >report.json
watched=.report.json.
interrupt INT -o report.json
expect_status 130
expect_error 'a report that is not complete was not written to report.json'
[ "$(cat report.json)" = old ] || fail "the old report is gone"
set -- .report.json.*
[ ! -e "$1" ] || fail "a temporary file was left: $1"
