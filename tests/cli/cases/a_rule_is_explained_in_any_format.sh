captionlint explain territory.denied --format markdown
expect_status 0
expect_error_lines 0
expect_output 'territory.denied: the edition publishes where the picture is barred'
expect_output '- **Says:** {names} barred by'
expect_output '- **Speaks on:**'
expect_output 'territory.yaml:'
captionlint explain notice.handout --format html -o page.html
expect_status 0
expect_error_lines 0
grep -q '<!DOCTYPE html>' page.html || fail "it is no page"
[ "$(grep -c '<h2 ' page.html)" -eq 2 ] || fail "not both, the phrase and the check, are told"
! grep -q '<script' page.html || fail "a page that needs scripts"
captionlint explain territory.denied --colour always
expect_status 0
esc=$(printf '\033')
grep -q "$esc\[1mterritory.denied" "$there/out" || fail "the heading does not stand out"
captionlint explain territory.denied --format marckdown
expect_status 2
expect_error_lines 1
expect_error 'there are: text, markdown, html'
captionlint rules reference --format markdown
expect_status 0
expect_output '# The rules of captionlint'
expect_output '[territory.denied](#territory.denied)'
