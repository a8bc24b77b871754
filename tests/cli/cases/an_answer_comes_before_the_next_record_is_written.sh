# A program that writes a record, waits for the answer, and only then writes the next must get it;
# the same for a list of paths. Whatever the number of threads.
command -v timeout >/dev/null || skip 'no timeout'
mkfifo questions answers
converse() {
    # Whoever waits in vain is to fail, not to hang.
    timeout 60 "$command" check -q --no-config --territory KR --format ndjson "$@" <questions >answers \
        2>"$there/err" &
    pid=$!
    exec 3>questions 4<answers
    for i in 1 2 3; do
        next "$i" >&3
        IFS= read -r answer <&4 || fail "no answer to question $i"
        case $answer in
        *"$expected"*"crowd $i. / SOUTH KOREA OUT"*) ;;
        *) fail "another answer to question $i: $answer" ;;
        esac
    done
    exec 3>&-
    [ -z "$(cat <&4)" ] || fail "more than was asked"
    exec 4<&-
    wait "$pid"
    status=$?
    expect_status 1
}
next() { printf '{"caption": "A crowd %s. / SOUTH KOREA OUT"}\n' "$1"; }
for jobs in 1 4; do
    expected='"line '
    converse -j $jobs -
    converse -j $jobs --stdin-format ndjson -
done
for i in 1 2 3; do
    caption "$i.txt" "A crowd $i. / SOUTH KOREA OUT"
done
next() { echo "$1.txt"; }
for jobs in 1 4; do
    expected='"path":"'
    converse -j $jobs --files-from -
done

# Lines, places and limits are those of the whole.
{
    printf '\357\273\277\n\n{"caption": "One. / JAPAN OUT"}\n'
    printf '{"caption": "'
    head -c 3000000 /dev/zero | tr '\0' 'x'
    printf '"}\n   \n{"caption": "Two. / JAPAN OUT"}\n{"caption":\n\n{"caption": "Three. / JAPAN OUT"}'
} >all.ndjson
captionlint extract --no-config --format ndjson all.ndjson
sed 's/"path":"all.ndjson"/"path":"-"/' "$there/out" >whole
captionlint extract --no-config --format ndjson - <all.ndjson
cmp whole "$there/out" || fail 'records on standard input are read otherwise than in a file'
cat all.ndjson | "$command" extract --no-config --format ndjson - >"$there/out" 2>"$there/err"
cmp whole "$there/out" || fail 'records in a pipe are read otherwise than in a file'
[ "$(wc -l <whole)" -eq 5 ] || fail 'not all records were told'
grep -q '"line 4 is longer' whole || fail 'the long line has another number'
printf '  \n\n' | "$command" extract --no-config --format ndjson --stdin-format ndjson - \
    >"$there/out" 2>"$there/err"
status=$?
expect_status 2
expect_json 'damage.empty'

# A stream may end without a record.
for more in '' '--format ndjson'; do
    # shellcheck disable=SC2086 # a list of words
    captionlint check --no-config --stdin-format ndjson $more - </dev/null
    expect_status 0
done
[ ! -s "$there/out" ] || fail 'an answer to nothing'
captionlint check --no-config - </dev/null
expect_status 2
