captionlint --help
expect_status 0
expect_error_lines 0
expect_output 'Exit status:'
expect_output '--territory'
# The manual page has every option, and no other.
grep -o -e '--[a-z][a-z-]*' "$there/out" | sed 's/^--//' | sort -u >told
sed -n 's/^\.It //p' "$sources/docs/captionlint.1" | grep -o 'Fl -[a-z-]*\|, -[a-z][a-z-]*' | sed 's/.* -//' | sort -u >written
cmp -s told written || fail "the manual differs: $(diff told written | head -5)"
captionlint check --help
expect_status 0
expect_output 'Examples:'
captionlint --version
expect_status 0
expect_output 'captionlint 0.1.0'
