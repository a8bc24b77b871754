export SOURCE_DATE_EPOCH=1487980800
caption a.txt 'A pier. JAPAN OUT'
caption b.txt 'A bridge. EDITORIAL USE ONLY'
check_to() {
    captionlint check --no-config --territory JP --format ndjson -q -o "$@"
}
check_to monday.ndjson a.txt b.txt
caption b.txt 'A bridge. NO SALES IN JAPAN'
caption c.txt 'A tower. JAPAN OUT'
check_to tuesday.ndjson b.txt c.txt
captionlint report monday.ndjson tuesday.ndjson -o sheet.html
expect_status 0
expect_error '3 pictures of 2 files; 1 record was replaced by a later one'
grep -q 'NO SALES IN JAPAN' sheet.html || fail "the later record is not there"
! grep -q 'EDITORIAL USE ONLY' sheet.html || fail "the replaced record is there"
# Pictures of one run never replace each other, though their names, which are no UTF-8, read the same.
caption "$(printf 'x\377.txt')" 'A pier. JAPAN OUT'
caption "$(printf 'x\376.txt')" 'A bridge. ITALY OUT'
check_to same.ndjson x*.txt
captionlint report same.ndjson -o same.html
expect_status 0
expect_error '2 pictures of 1 file'
grep -q 'JAPAN OUT' same.html || fail "a picture of the run is lost"
grep -q 'ITALY OUT' same.html || fail "a picture of the run is lost"
captionlint report -q --since same.ndjson same.ndjson -o same.html
expect_status 0
grep -q 'Nothing is new, changed or resolved' same.html || fail "a run differs from itself"
: >fewer.ndjson
captionlint report -q --since same.ndjson fewer.ndjson -o gone.html
expect_status 0
[ "$(grep -o '<b dir="auto">x' gone.html | wc -l)" = 2 ] || fail "a picture that is gone is not told"
# The sheet of a run is what the run itself makes.
captionlint check --no-config --territory JP --format html -o own.html a.txt
check_to one.ndjson a.txt
captionlint report - -q <one.ndjson
expect_status 0
expect_output 'JAPAN OUT'
captionlint report -q --since monday.ndjson tuesday.ndjson
expect_status 0
expect_output 'monday.ndjson'
# A time that no calendar has is not waited for, week by week.
SOURCE_DATE_EPOCH=9223372036854775807
(ulimit -t 60 && captionlint report -q one.ndjson && [ "$status" = 0 ]) || fail "weeks are counted for ever"
SOURCE_DATE_EPOCH=1487980800
# What is no run is told with its line, and no page appears.
printf '{"caption": "A pier"}\n' >captions.ndjson
cat one.ndjson captions.ndjson >mixed.ndjson
captionlint report mixed.ndjson -o broken.html
expect_status 2
expect_error_lines 1
expect_error 'mixed.ndjson:2: no record of captionlint'
[ ! -e broken.html ] || fail "a page that is not complete is there"
captionlint report missing.ndjson
expect_status 2
expect_error 'missing.ndjson: No such file'
captionlint report
expect_status 2
expect_error 'nothing to report'
captionlint report - --since -
expect_status 2
expect_error 'more than once'
captionlint report --fail-on error one.ndjson
expect_status 2
expect_error '--fail-on says nothing to `captionlint report`'
