pictures=$sources/fixtures/pictures
captionlint check --no-config --territory KR --at 2026-11-22T12:00Z --format ndjson "$pictures"
cp "$there/out" plain
for i in 1 2 3 4; do
    "$command" check --no-config --territory KR --at 2026-11-22T12:00Z --format ndjson --cache cache -j 2 "$pictures" \
        >"out.$i" 2>"err.$i" &
done
wait
for i in 1 2 3 4; do
    cmp plain "out.$i" || fail "a report differs"
    ! grep 'cache' "err.$i" || fail "there is trouble with the cache"
done
captionlint check --no-config --territory KR --at 2026-11-22T12:00Z --format ndjson --cache cache --cache-stats "$pictures"
cmp plain "$there/out" || fail "the last report differs"
hits=$(grep -oE '[0-9]+ hits' "$there/err" | tr -dc '0-9')
[ "$hits" -gt 5 ] || fail "only $hits hits"
