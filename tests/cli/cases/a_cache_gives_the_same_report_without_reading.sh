export CAPTIONLINT_RULES="$sources/rules"
pictures=$sources/fixtures/pictures
set -- --no-config --territory KR --medium internet --at 2026-11-22T12:00Z "$pictures"
for format in text json ndjson; do
    captionlint check -q --format $format "$@"
    before=$status
    cp "$there/out" plain
    cp "$there/err" plain.err
    captionlint check -q --format $format --cache cache "$@"
    cmp plain "$there/out" || fail "$format: the report that fills the cache differs"
    for n in 1 4; do
        captionlint check -q --format $format --cache cache --cache-stats -j $n "$@"
        expect_status "$before"
        cmp plain "$there/out" || fail "$format: the report from the cache differs"
        grep -v '^captionlint: cache:' "$there/err" | cmp - plain.err || fail "errors differ"
    done
done
hits=$(grep -oE '[0-9]+ hits' "$there/err" | tr -dc '0-9')
[ "$hits" -gt 5 ] || fail "only $hits hits"
[ "$(stat -c %a cache)" = 600 ] || fail "the cache can be read by others"
# Another edition, another format, another list of what is asked for: nothing is taken.
captionlint check -q --format ndjson --cache cache --cache-stats --credit AFP "$@"
expect_error ' 0 hits'
captionlint extract --format ndjson --no-config --cache cache --cache-stats "$pictures"
expect_error ' 0 hits'
# Other rules.
cp -r "$CAPTIONLINT_RULES" rules
echo '# more' >>rules/README.md
echo >>rules/territories.tsv
captionlint check -q --format ndjson --rules rules --cache cache --cache-stats "$@"
expect_error ' 0 hits'
captionlint check -q --cache-stats one.txt
expect_status 2
expect_error '--cache-stats without --cache'
