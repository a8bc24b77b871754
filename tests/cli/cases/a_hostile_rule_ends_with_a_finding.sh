# Rules that would search for hours without limits. The time allowed is generous: it is for builds
# with sanitizers, which load rules slowly.
cp -r "$sources/rules" rules
chmod -R u+w rules
cat >rules/restrictions/zzz.yaml <<'YAML'
family: zzz
about: For this test.
phrases:
  - id: zzz.exponential
    about: Every way to cut a word into pieces.
    source: made up
    pattern: 'frobnicate (?:[a-p]+)+;:'
    reads: {nothing: true}
    good: ["frobnicate a;:", "frobnicate ab;:"]
    bad: ["frobnicate", "frobnicate a"]
  - id: zzz.cubic
    about: Every way to cut a word in three.
    source: made up
    pattern: '[a-p]*[a-p]*[a-p]*frobnicate(?:[a-p]|(?=.*;:)[a-p])*[a-p]*[a-p]*;:'
    reads: {nothing: true}
    good: ["frobnicatea;:", "afrobnicateab;:"]
    bad: ["frobnicate", "frobnicatea"]
YAML
word=$(printf '%0500d' 0 | tr 0 a)
{
    printf '{"id": "one", "instructions": "frobnicate '
    for i in 1 2 3 4 5 6 7 8 9 10; do printf '%s' "$word"; done
    printf ' :;"}\n{"id": "many", "instructions": "'
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        printf 'frobnicate %sfrobnicate%s ' "$word" "$word"
    done
    printf ' :;"}\n{"id": "fine", "instructions": "NO SALES"}\n'
} >hostile.ndjson
begun=$(date +%s)
captionlint extract --rules rules --format ndjson hostile.ndjson
expect_status 2
[ $(($(date +%s) - begun)) -le 30 ] || fail "it took more than 30 seconds"
expect_output '"rule":"damage.limit"'
expect_output 'zzz.exponential took too long'
[ "$(grep -c '"rule":"damage.limit"' "$there/out")" -eq 2 ] || fail "not both of the two are told"
