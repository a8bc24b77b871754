mkdir folder
caption a.txt 'A bridge.'
for arguments in '' 'a.txt' 'a.txt a.txt a.txt'; do
    # shellcheck disable=SC2086 # several arguments
    captionlint diff --no-config $arguments
    expect_status 2
    expect_error_lines 1
    expect_error 'captionlint diff OLD NEW'
done
captionlint diff --no-config a.txt folder
expect_status 2
expect_error 'one is a folder'
captionlint diff --no-config - a.txt
expect_status 2
expect_error 'no standard input'
captionlint diff --no-config --format html a.txt a.txt
expect_status 2
expect_error 'there are: text, json'
captionlint diff --fail-on info a.txt a.txt
expect_status 2
expect_error '--fail-on says nothing to'
captionlint diff --no-config --territory NOWHERELAND a.txt a.txt
expect_status 2
captionlint diff --no-config -o out.txt a.txt a.txt
expect_status 0
grep -q '1 SAME' out.txt || fail 'the report is not in its file'
