mkdir -p in/a in/b locked
jpeg in/a/1.jpg 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
jpeg in/a/2.jpg 'A crowd in Paris on Monday.'
printf '\377\330\377\356' >in/a/3.jpg
: >in/b/empty.txt
ln -s nowhere in/b/gone.txt
caption in/b/4.txt 'NO SALES. MANDATORY CREDIT: Ann Bee/AFP'
chmod 000 locked
i=0
while [ "$i" -lt 200 ]; do
    printf '{"id": "r%s", "caption": "A street, picture %s. / JAPAN OUT"}\n' "$i" "$i"
    i=$((i + 1))
done >in/c.ndjson
printf 'no record\n\n{"id": "last", "caption": "CHINA OUT"}' >>in/c.ndjson
for format in text json ndjson; do
    for n in 1 2 8; do
        captionlint check -q --no-config --territory KR --at 2026-11-22T12:00Z --format $format -j $n in locked missing.jpg \
            in/a/1.jpg "$sources/fixtures/pictures"
        expect_status 2
        cp "$there/out" "out.$n"
        cp "$there/err" "err.$n"
    done
    for n in 2 8; do
        cmp out.1 "out.$n" || fail "$format: the report of $n threads differs"
        cmp err.1 "err.$n" || fail "$format: what is told with $n threads differs"
    done
done
grep -q '"id":"r199"' out.8 || fail "not all records are there"
# As many as there are processors.
captionlint check -q --no-config --territory KR --at 2026-11-22T12:00Z --format ndjson in locked missing.jpg in/a/1.jpg \
    "$sources/fixtures/pictures"
cmp out.1 "$there/out" || fail "the report of all processors differs"
for n in 0 -1 257 two ''; do
    captionlint check -q --no-config --jobs "$n" in
    expect_status 2
    expect_error_lines 1
    expect_error 'is no number of threads; give one from 1 to 256'
done
