captionlint rules list
sed 's/ .*//' "$there/out" | sort >ids
captionlint rules reference
expect_status 0
expect_error_lines 0
expect_output 'captionlint-rules 20'
hash=$(sed -n 's/^  SHA-256 *//p' "$there/out")
[ "${#hash}" -eq 64 ] || fail "the hash is $hash"
sed -n -e 's/^  \([a-z][^ :]*\.[^ :]*\)\(:.*\)\{0,1\}$/\1/p' -e 's/^  \([a-z-]*\): .*/\1/p' "$there/out" | sort -u >text
sort -u ids | comm -23 - text >missing
[ ! -s missing ] || fail "not in the text: $(head -3 missing)"
captionlint rules reference --format html -o rules.html
expect_status 0
expect_error_lines 0
sed -n 's/^<article id="\(check:\)\{0,1\}\([^"]*\)">$/\2/p' rules.html | sort >html
cmp -s ids html || fail "other rules: $(diff ids html | head -3)"
grep -qF "$hash" rules.html || fail "the page has not the hash of the rules"
grep -q '^<html .*lang="en">' rules.html || fail "the page tells no language"
# Links lead to something, and nothing is asked of the network.
grep -o 'href="#[^"]*"' rules.html | sed 's/href="#\(.*\)"/\1/' | sort -u >targets
grep -o ' id="[^"]*"' rules.html | sed 's/ id="\(.*\)"/\1/' | sort >anchors
[ -z "$(uniq -d anchors)" ] || fail "twice: $(uniq -d anchors | head -3)"
comm -23 targets anchors >nowhere
[ ! -s nowhere ] || fail "links to nothing: $(head -3 nowhere)"
! grep -E '(src|href)="[^#]|<script|url\(|@import' rules.html || fail "the page needs more than itself"
captionlint rules reference --format pdf
expect_status 2
expect_error_lines 1
expect_error 'there are: text, markdown, html'
captionlint rules list --format html
expect_status 2
expect_error_lines 1
