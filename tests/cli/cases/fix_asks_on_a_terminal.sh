# On a terminal it asks; only a yes is one.
command -v script >/dev/null || skip 'there is no script(1) to make a terminal'
jpeg tram.jpg 'A tram in Hale. SOUTH KOREA OUT'

# answer WORD: what the command does when somebody types that.
answer() {
    printf '%s\n' "$1" | script -qec "$command fix tram.jpg" /dev/null >"$there/out" 2>"$there/err"
    status=$?
}

for word in '' n yesterday 'no, y'; do
    answer "$word"
    expect_output '[y/N]'
    expect_status 1
    [ ! -e tram.xmp ] || fail "\"$word\" was taken for a yes"
done
answer y
expect_output 'write tram.xmp? [y/N]'
expect_status 0
[ -e tram.xmp ] || fail 'y was no yes'
