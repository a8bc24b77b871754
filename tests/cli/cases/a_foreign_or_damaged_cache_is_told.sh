caption one.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
set -- check --no-config --territory KR --at 2026-11-22T12:00Z --format ndjson
captionlint "$@" "$sources/fixtures/pictures"
cp "$there/out" plain
# A text, and a database of somebody else: neither is touched.
cp one.txt text
python3 -c 'import sqlite3
d = sqlite3.connect("other"); d.execute("CREATE TABLE result(a)"); d.commit()'
for file in text other; do
    cp "$file" copy
    captionlint "$@" --cache "$file" one.txt
    expect_status 2
    expect_error_lines 1
    expect_error "$file: no cache of this version of captionlint, or a damaged one"
    [ ! -s "$there/out" ] || fail "something was reported"
    cmp "$file" copy || fail "$file was changed"
done
captionlint "$@" --cache . one.txt
expect_status 2
expect_error_lines 1
captionlint "$@" --cache nowhere/cache one.txt
expect_status 2
expect_error 'nowhere/cache: No such file or directory'
# Damage anywhere in a cache never changes a result.
captionlint "$@" --cache cache "$sources/fixtures/pictures"
captionlint "$@" --cache cache --cache-stats "$sources/fixtures/pictures"
hits=$(grep -oE '[0-9]+ hits' "$there/err" | tr -dc '0-9')
[ "$hits" -gt 5 ] || fail "only $hits hits"
python3 -c '
import random
whole = open("cache", "rb").read()
chance = random.Random(5)
for i in range(8):
    bytes = bytearray(whole)
    for k in range(40 * (i + 1)):
        bytes[chance.randrange(4096 if i > 3 else 100, len(bytes))] = chance.randrange(256)
    open("damaged%d" % i, "wb").write(bytes)
open("cut", "wb").write(whole[:len(whole) // 2])'
used=0
for file in damaged? cut; do
    captionlint "$@" --cache "$file" "$sources/fixtures/pictures"
    if grep -q "$file: no cache" "$there/err"; then
        expect_status 2
        [ ! -s "$there/out" ] || fail "something was reported"
        continue
    fi
    cmp plain "$there/out" || fail "$file changed the report"
    grep -q "$file: .*; what it did not give was read anew" "$there/err" && used=$((used + 1))
done
[ "$used" -gt 0 ] || fail "no damage was told"
