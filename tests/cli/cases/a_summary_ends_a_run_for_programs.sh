caption one.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
caption two.txt 'A crowd in Paris on Monday.'
: >three.jpg
set -- --no-config --territory KR --medium internet --use editorial
captionlint check --format ndjson "$@" one.txt two.txt three.jpg gone.jpg
expect_status 2
expect_error_lines 2
expect_error 'captionlint: gone.jpg: No such file'
tail -1 "$there/err" | grep -qE '^captionlint: 3 pictures checked in [0-9.]+ s: 1 block, 1 incomplete, 1 ok; 1 input could not be read at all$' ||
    fail 'another summary'
# A report for a person says it by itself, unless it goes into a file.
captionlint check "$@" one.txt two.txt
expect_error_lines 0
captionlint check "$@" -o report.txt one.txt two.txt
expect_error_lines 1
expect_error '2 pictures checked'
captionlint check "$@" -q -o report.txt one.txt two.txt
expect_error_lines 0
captionlint extract --format json --no-config one.txt
expect_error_lines 0
# What it came to.
captionlint check "$@" --stats one.txt two.txt three.jpg
expect_error_lines 4
expect_error '3 pictures checked'
expect_error 'formats: text 2, unknown 1'
expect_error 'findings by rule: damage.empty 1, territory.denied 1'
captionlint extract --no-config --stats one.txt
expect_error '1 picture read in'
# The cache knows it too.
captionlint check "$@" --format csv --cache cache one.txt two.txt
captionlint check "$@" --format csv --cache cache --stats one.txt two.txt
expect_error '2 came out of the cache'
expect_error 'formats: text 2'
expect_error 'findings by rule: territory.denied 1'
captionlint check "$@" --stats --quiet one.txt
expect_status 2
expect_error_lines 1
# Nothing is added to why a report could not be written.
"$command" check --format csv "$@" one.txt >/dev/full 2>"$there/err"
expect_error_lines 1
