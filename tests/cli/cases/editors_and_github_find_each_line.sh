mkdir in
for i in 1 2 3 4 5 6 7; do
    caption "in/$i.txt" "A crowd in Paris. / CHINA OUT / NO SALES"
done
caption "in/$(printf '8,line=9\n::error::x.txt')" 'A crowd. %0A::error::y / FRANCE OUT / ASK DESK FIRST'
printf '{"id": "P-1", "caption": "A crowd"}\n{"caption": "A crowd / CHINA OUT"}\n' >in/r.ndjson

captionlint check --no-config --territory CN,FR --medium internet --use editorial --format gcc in
expect_status 1
expect_output 'in/1.txt:1:21: error: '
expect_output 'in/r.ndjson:2: error: '
lines=$(grep -cE '^[^:]+:[0-9]+(:[0-9]+)?: (error|warning|note): .* \[[a-z.-]+\]$' "$there/out")
odd=$(grep -cE '^in/8,line=9 ::error::x\.txt:1' "$there/out")
[ $((lines + odd)) -eq "$(wc -l <"$there/out")" ] || fail "a line is not as compilers write it"

captionlint check --no-config --territory CN,FR --medium internet --use editorial --format github in
expect_status 1
expect_output '::error file=in/8%2Cline=9%0A%3A%3Aerror%3A%3Ax.txt,line=1,'
expect_no_output '%0A::error::y/'
[ "$(wc -l <"$there/out")" -eq 11 ] || fail "not ten lines and one for the rest"
! grep -vE '^::(error|warning|notice) ' "$there/out" || fail "a line is no command"
sed 's/^::\([a-z]*\).*/\1/' "$there/out" >order
sort order >sorted # error, notice, warning: by chance not the order wanted
[ "$(head -n 9 order | sort -u)" = error ] || fail "the nine errors do not come first"
tail -n 1 "$there/out" | grep -q ' more: 0 errors, ' || fail "the last line does not count the rest"
