printf 'editions:\n  web: {territory: IT, use: editorial}\n' >captionlint.yaml
caption a.txt 'A crowd in Rome. / ITALY OUT'
caption b.txt 'A crowd in Milan. / ITALY OUT'
caption kill.txt 'PHOTO KILL: wrong person'
captionlint check -q a.txt kill.txt --write-baseline known
expect_status 1
expect_error 'known: 1 finding is known'
grep -qE '^[0-9a-f]{32} territory.denied web$' known || fail "no line for the finding"
# What is known is neither shown nor counted for the status; the verdict stays.
captionlint check -q --baseline known a.txt
expect_status 0
expect_output 'BLOCK       a.txt'
expect_output '1 known finding is not shown (baseline)'
expect_no_output 'barred by'
captionlint check -q --baseline known --format ndjson a.txt
expect_json '"verdict":"block"'
expect_json '"known":1'
expect_json '"findings":[]'
# What is new is shown, and a kill always.
captionlint check -q --baseline known a.txt b.txt
expect_status 1
expect_output '2 pictures: 2 BLOCK; 1 known finding is not shown (baseline)'
captionlint check -q --baseline known kill.txt
expect_status 1
expect_output 'killed by the agency'
# Threads change nothing, and the cache knows of it.
captionlint check -q --baseline known -j 1 a.txt b.txt kill.txt
cp "$there/out" one
captionlint check -q --baseline known -j 4 a.txt b.txt kill.txt
cmp -s "$there/out" one || fail "threads change the report"
sleep 0.2
captionlint check -q --baseline known --cache cache a.txt b.txt kill.txt
captionlint check -q --baseline known --cache cache --cache-stats a.txt b.txt kill.txt
expect_error '3 hits'
cmp -s "$there/out" one || fail "the cache changes the report"
captionlint check -q --cache cache a.txt
expect_status 1
expect_output 'barred by'
# More is added; what is known stays known, each once.
captionlint check -q --write-baseline known --fail-on never b.txt a.txt
expect_error 'known: 2 findings are known'
sort -c known 2>/dev/null || tail -n +3 known | sort -c || fail "it is not sorted"
captionlint check -q --baseline known a.txt b.txt
expect_status 0
# A note that bars two countries is known for the one that it was found for.
caption two.txt 'A pier. / ITALY AND KOREA OUT'
captionlint check -q --no-config --territory IT --write-baseline italy two.txt
captionlint check -q --no-config --territory IT --baseline italy two.txt
expect_status 0
captionlint check -q --no-config --territory KR --baseline italy two.txt
expect_status 1
expect_output 'South Korea barred by'
# What is no baseline is refused and left alone.
echo 'my notes' >notes
captionlint check -q --baseline notes a.txt
expect_status 2
expect_error 'notes:1: no baseline'
captionlint check -q --write-baseline notes a.txt
expect_status 2
expect_error 'notes:1: no baseline'
[ "$(cat notes)" = 'my notes' ] || fail "the file was changed"
# JUnit goes by verdicts: it says why a case fails that shows nothing.
captionlint check -q --baseline known --format junit a.txt
expect_status 0
expect_output '<failure type="block" message="1 known finding is not shown (baseline)">'
