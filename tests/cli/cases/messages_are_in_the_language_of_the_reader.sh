cp "$sources/fixtures/demo.yaml" "$sources/fixtures/pictures/afp-kcna-block.jpg" .
export LC_ALL=
check() {
    captionlint check --config demo.yaml "$@" afp-kcna-block.jpg
    expect_status 1
}
# All that people read of a verdict: the word, the reason, the duty, the territory.
check --lang de
expect_output 'Südkorea'
expect_output 'Ausgabe "web-kr"'
expect_output 'Nachweis drucken: AFP PHOTO/KCNA VIA KNS'
for language in de:Südkorea fr:Corée es:Corea it:Corea ja:韓国 ko:대한민국; do
    check --lang "${language%%:*}"
    expect_output "${language#*:}"
    ! grep -q 'because' "$there/out" || fail "a reason in English"
done
# The locale is followed where people read, the system need not have it, and machines read English.
export LANG=ko_KR.UTF-8
check
expect_output '크레딧'
check --format csv
expect_output '대한민국'
for format in json ndjson sarif junit checkstyle gcc github; do
    check --format "$format"
    expect_output 'South Korea barred by'
done
check --format ndjson --lang ko
expect_output '대한민국'
# Another language is another result: ids of findings are not.
check --format ndjson
grep -o '"id":"[0-9a-f]*"' "$there/out" >english
check --format ndjson --lang ja
grep -o '"id":"[0-9a-f]*"' "$there/out" | cmp -s - english || fail "ids hang on the language"
# What the cache has of one language is not given in another.
for language in de ja de; do
    check --lang $language --cache results.sqlite
    case $language in
    de) expect_output 'Südkorea' ;;
    ja) expect_output '韓国' ;;
    esac
done
# Errors are English, also those that the system has words for.
captionlint check --lang de --config demo.yaml missing.jpg
expect_status 2
expect_error 'missing.jpg: No such file or directory; check the path'
captionlint check --lang de --config demo.yaml --files-from missing.txt
expect_status 2
expect_error 'missing.txt: No such file or directory; check the path of the list'
captionlint check --lang xx --config demo.yaml afp-kcna-block.jpg
expect_status 2
expect_error_lines 1
expect_error 'there are: en, de, es, fr, it, ja, ko'
captionlint check --lang ../../tmp --config demo.yaml afp-kcna-block.jpg
expect_status 2
expect_error_lines 1
