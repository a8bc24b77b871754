caption one.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
jpeg two.jpg 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'

# Fills the cache; files that changed a moment ago are not kept.
fill() {
    tries=0
    while [ "$tries" -lt 50 ]; do
        captionlint check --no-config --territory KR --cache cache --cache-stats "$@"
        grep -q " $# hits" "$there/err" && return
        sleep 0.1
        tries=$((tries + 1))
    done
    fail "it is never kept"
}

fill one.txt two.jpg
expect_status 1
expect_output 'South Korea'
# The same size, and the times that anybody may set.
cp -p one.txt before
printf '%s\n' 'A crowd in Seoul on Monday. / NORTH KOREA OUT' >one.txt
touch -r before one.txt
captionlint check --no-config --territory KR --cache cache --cache-stats one.txt
expect_error '0 hits, 0 misses, 1 stale'
expect_no_output 'BLOCK'
# A sidecar that comes and goes is part of the picture.
cp "$sources/fixtures/pictures/sidecar.xmp" two.xmp
captionlint check --no-config --territory KR --cache cache --cache-stats two.jpg
expect_error '0 hits, 0 misses, 1 stale'
captionlint extract --no-config two.jpg
expect_output 'two.xmp'
rm two.xmp
captionlint check --no-config --territory KR --cache cache --cache-stats two.jpg
expect_no_output 'two.xmp'
# Another file under the old name.
fill two.jpg
jpeg three.jpg 'A crowd in Seoul on Monday. / NORTH KOREA OUT'
mv three.jpg two.jpg
captionlint check --no-config --territory KR --cache cache --cache-stats two.jpg
expect_error '0 hits, 0 misses, 1 stale'
expect_no_output 'BLOCK'
# What could not be read whole is not kept.
printf '\377\330\377\356' >broken.jpg
sleep 0.2
captionlint check --no-config --cache cache broken.jpg
captionlint check --no-config --cache cache --cache-stats broken.jpg
expect_status 2
expect_error '0 hits, 1 misses, 0 stale, 0 added'
captionlint check --no-config --cache cache --cache-stats missing.jpg
expect_status 2
expect_error 'missing.jpg: No such file'
# The list of killed pictures stands in a file of its own, beside the configuration.
mkdir house
printf 'policies:\n  kill_list: killed.txt\n' >house/captionlint.yaml
: >house/killed.txt
caption house/AFP-123.txt 'A crowd in Seoul on Monday.'
tries=0
while ! grep -q ' 1 hits' "$there/err" && [ "$tries" -lt 50 ]; do
    sleep 0.1
    captionlint check --territory KR --cache cache --cache-stats house/AFP-123.txt
    tries=$((tries + 1))
done
expect_error ' 1 hits'
expect_status 0
echo 'AFP-123' >house/killed.txt
captionlint check --territory KR --cache cache --cache-stats house/AFP-123.txt
expect_error ' 0 hits'
expect_status 1
