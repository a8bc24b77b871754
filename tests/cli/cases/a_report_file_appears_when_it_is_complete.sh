caption fine.txt 'A crowd in Paris on Monday.'
printf 'old' >report.json
captionlint check --no-config --territory FR --format json -o report.json fine.txt
expect_status 0
[ ! -s "$there/out" ] || fail "standard output is not empty"
grep -q 'fine.txt' report.json || fail "the report is not in its file"
set -- .report.json.*
[ ! -e "$1" ] || fail "a temporary file was left: $1"
# A run that stops before it reports leaves the old file alone.
captionlint check --no-config --territory Atlantis --format json -o report.json fine.txt
expect_status 2
grep -q 'fine.txt' report.json || fail "the old report is gone"
