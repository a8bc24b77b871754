export XDG_CACHE_HOME="$here/kept"
cp -r "$sources/rules" rules
chmod -R u+w rules
# A few phrases are compiled sooner than all.
find rules/restrictions rules/credits rules/unread* -name '*.yaml' ! -name 'territory*' -exec rm {} +
caption note.txt 'JAPAN OUT, NO SALES'

kept() {
    ls "$here/kept/captionlint" 2>/dev/null
}

captionlint extract --no-config --rules rules --format ndjson --no-cache note.txt
expect_status 0
expect_output 'territory.out'
cp "$there/out" "$there/uncached"
[ -z "$(kept)" ] || fail "--no-cache wrote: $(kept)"
export CAPTIONLINT_NO_CACHE=1
captionlint rules list --rules rules
expect_status 0
[ -z "$(kept)" ] || fail "CAPTIONLINT_NO_CACHE=1 wrote: $(kept)"
unset CAPTIONLINT_NO_CACHE

captionlint extract --no-config --rules rules --format ndjson note.txt
expect_status 0
cmp "$there/uncached" "$there/out" || fail "the first run with a cache says something else"
name=$(kept)
[ -n "$name" ] || fail "nothing is kept"
[ "$(find kept/captionlint -perm 0700)" = kept/captionlint ] || fail "others can look into the folder"
[ -n "$(find kept/captionlint -name "$name" -perm 0600)" ] || fail "others can read the file"

captionlint extract --no-config --rules rules --format ndjson note.txt
expect_status 0
cmp "$there/uncached" "$there/out" || fail "the second run says something else"

printf 'family: more\nphrases:\n  - {id: more.one, pattern: xyz, reads: {nothing: true}, ' \
    >rules/restrictions/more.yaml
printf 'good: [xyz, a xyz], bad: [x, y]}\n' >>rules/restrictions/more.yaml
captionlint rules list --rules rules
expect_output 'more.one'
sed 's/more\.one/more.two/' rules/restrictions/more.yaml >changed
cat changed >rules/restrictions/more.yaml
captionlint rules list --rules rules
expect_output 'more.two'
captionlint rules test --rules rules more.two
expect_status 0
expect_output '4 examples, 0 failed'
rm rules/restrictions/more.yaml
captionlint rules list --rules rules
expect_no_output 'more.'

printf 'x' >>"kept/captionlint/$name"
captionlint extract --no-config --rules rules --format ndjson note.txt
expect_status 0
cmp "$there/uncached" "$there/out" || fail "damage of the kept file changes what is said"
printf '' >"kept/captionlint/$name"
captionlint extract --no-config --rules rules --format ndjson note.txt
expect_status 0
cmp "$there/uncached" "$there/out" || fail "an empty kept file changes what is said"
expect_error_lines 0

# Two programs at once, neither of which finds anything.
rm -r kept
"$command" rules list --rules rules >"$there/one" 2>&1 &
captionlint rules list --rules rules
wait $! || fail "the other of two programs failed"
cmp "$there/one" "$there/out" || fail "two programs at once say different things"
[ "$(kept)" = "$name" ] || fail "something is left: $(kept)"
