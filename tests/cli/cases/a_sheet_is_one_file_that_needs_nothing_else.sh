caption a.txt 'A pier <script>alert(1)</script>. (Photo by Jane Doe/AFP) UK OUT'
printf 'A pier. \033[31m\342\200\256red' >b.txt
captionlint check --no-config --territory GB --format html --title 'Night <desk>' a.txt b.txt
expect_status 1
expect_output '<title>Night &lt;desk&gt;</title>'
expect_output 'default-src '"'none'"'; img-src data:; style-src '"'sha256-"
expect_output 'class="note restriction'
expect_output '&lt;script&gt;alert(1)&lt;/script&gt;'
expect_no_output '<script>alert'
expect_output '\u202ered'
expect_no_output "$(printf '\033')"
expect_no_output "$(printf '\342\200\256')"
# Nothing is loaded: no address stands where one would be followed.
! grep -oE '(src|href)="[^"#]*' "$there/out" | grep -vE '"(data:image|)$|"data:image/' >"$there/links" ||
    fail "an address: $(head -1 "$there/links")"
# The same whatever the number of threads, and from a cache.
export SOURCE_DATE_EPOCH=1487980800
for i in 1 2 3 4 5 6 7 8 9; do caption "c$i.txt" "Picture $i. JAPAN OUT"; done
captionlint check --no-config --territory GB --format html -j 1 .
cp "$there/out" one
captionlint check --no-config --territory GB --format html -j 4 --cache kept.db .
captionlint check --no-config --territory GB --format html -j 4 --cache kept.db .
cmp one "$there/out" || fail "threads or the cache change the sheet"
# What could not be read is told in the page.
captionlint check --no-config --territory GB --format html a.txt missing.jpg
expect_status 2
expect_output 'missing.jpg'
captionlint extract --no-config --format html a.txt
expect_status 0
