command -v xmllint >/dev/null || skip "xmllint is not installed"
captionlint rules reference --format html -o rules.html
expect_status 0
xmllint --noout --nonet rules.html 2>"$there/err" || fail "the page is not well-formed"
