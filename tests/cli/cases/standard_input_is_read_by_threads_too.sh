i=0
while [ "$i" -lt 300 ]; do
    printf '{"id": "r%s", "caption": "Picture %s. / JAPAN OUT"}\n' "$i" "$i"
    i=$((i + 1))
done >records
for n in 1 4; do
    captionlint extract --format ndjson -j $n - <records
    expect_status 0
    cp "$there/out" "out.$n"
done
cmp out.1 out.4 || fail "the reports differ"
[ "$(wc -l <out.4)" -eq 300 ] || fail "not all records are there"
# More than is copied for a thread: a text of 2 MB.
head -c 2000000 /dev/zero | tr '\0' 'a' >text
captionlint extract --format ndjson -j 4 --stdin-format text - <text
cp "$there/out" out.4
captionlint extract --format ndjson -j 1 --stdin-format text - <text
cmp out.4 "$there/out" || fail "the reports of a large text differ"
