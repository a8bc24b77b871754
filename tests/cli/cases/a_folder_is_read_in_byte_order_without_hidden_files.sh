mkdir -p in/b in/.git
caption in/b/2.txt 'A crowd in Paris on Monday.'
caption in/a.txt 'A crowd in Paris on Monday.'
caption in/C.TXT 'A crowd in Paris on Monday.'
caption in/.hidden.txt 'A crowd in Paris on Monday.'
caption in/notes.doc 'A crowd in Paris on Monday.'
ln -s .. in/b/up
captionlint extract --format ndjson in
expect_status 0
expect_error_lines 1
expect_error '1 of other kinds, 2 hidden, 1 linked folders'
grep -oE 'in/[a-zA-Z0-9/]*\.(txt|TXT)' "$there/out" | uniq >order
printf 'in/C.TXT\nin/a.txt\nin/b/2.txt\n' | cmp -s - order || fail "order: $(cat order)"
mkdir nothing
captionlint extract nothing
expect_status 2
expect_error_lines 1
expect_error 'nothing was checked'
