truncate -s 1G zeros.jpg zeros.txt || skip "no sparse files here"
caption fine.txt 'A crowd in Paris on Monday.'
start=$(date +%s)
captionlint check -q --no-config --territory FR --format ndjson zeros.jpg zeros.txt fine.txt
taken=$(($(date +%s) - start))
expect_status 2
expect_error_lines 0
expect_output '00 00 00 00'
expect_json '"damage.unknown-format"'
expect_json '"damage.limit"'
expect_output 'fine.txt'
[ "$taken" -lt 10 ] || fail "it took $taken seconds"
