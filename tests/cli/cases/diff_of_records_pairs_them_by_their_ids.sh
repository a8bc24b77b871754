{
    echo '{"id": "first", "caption": "A bridge. JAPAN OUT"}'
    echo '{"id": "second", "instructions": "NO SALES"}'
    echo '{"id": "gone", "instructions": "NO SALES"}'
    echo '{"instructions": "NO ARCHIVE"}'
} >old.ndjson
{
    echo '{"id": "new", "instructions": "NO SALES"}'
    echo '{"id": "second", "usage_terms": "NO SALES"}'
    echo
    echo '{"instructions": "NO ARCHIVE"}'
    printf '{"id": "first", "caption": "A bridge."}'
} >new.ndjson
captionlint diff --no-config --format json old.ndjson new.ndjson
expect_status 1
expect_error_lines 0
expect_json '"id":"first","result":"lost"'
expect_json '"message":"lost:JAPANOUT(stoodincaption)"'
expect_json '"id":"second","result":"same"'
expect_json '"id":"gone","result":"missing"'
expect_json '"id":"line4","result":"same"'
expect_json '"id":"new","result":"new"'
# Two of one id are told apart by their order.
echo '{"id": "a", "instructions": "NO SALES"}' >twice.ndjson
echo '{"id": "a", "instructions": "JAPAN OUT"}' >>twice.ndjson
captionlint diff --no-config twice.ndjson twice.ndjson
expect_status 0
expect_output '2 SAME'
# One record and one caption are two pictures like any others.
caption one.txt 'A bridge. JAPAN OUT'
echo '{"caption": "A bridge.", "instructions": "JAPAN OUT"}' >one.ndjson
captionlint diff --no-config one.txt one.ndjson
expect_status 0
echo '{"id": ' >broken.ndjson
captionlint diff --no-config one.ndjson broken.ndjson
expect_status 2
