# 2 MiB of names are kept at once; these are more, in an order that is not that of the folder.
mkdir in
long=$(printf '%0200d' 0)
i=0
while [ "$i" -lt 12000 ]; do
    n=$((i * 7919 % 12000 + 10000))
    case $n in
    *000) caption "in/$n-$long.txt" 'A crowd in Paris on Monday.' ;;
    *) : >"in/$n-$long.doc" ;;
    esac
    i=$((i + 1))
done
: >in/.hidden
captionlint extract --format ndjson in
expect_status 0
expect_error '11988 of other kinds, 1 hidden, 0 linked folders'
grep -o '"path":"in/[0-9]*' "$there/out" | tr -dc '0-9\n' >order
i=10000
while [ "$i" -lt 22000 ]; do
    echo "$i"
    i=$((i + 1000))
done | cmp -s - order || fail "order: $(cat order)"
