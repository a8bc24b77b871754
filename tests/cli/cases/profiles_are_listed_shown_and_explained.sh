captionlint rules list
expect_status 0
expect_error_lines 0
for name in archive iptc-core publish-print publish-web wire-in; do
    grep -Eq "^$name +profile +" "$there/out" || fail "no profile $name"
    grep -Eq "^$name\.[a-z0-9-]+ +(error|warning|info) +" "$there/out" || fail "no check of $name"
done
captionlint explain publish-web.alt-text-missing
expect_status 0
expect_output 'publish-web.alt-text-missing: the picture has no text'
expect_output 'Profile     publish-web'
expect_output 'Looks at    alt_text'
expect_output 'Asks        required: true'
expect_output 'Speaks on'
captionlint explain iptc-core.iim-32-bytes
expect_output 'Asks        max_bytes: 32'
expect_output 'Only for    values in IIM'
captionlint explain publish-web
expect_status 0
expect_output 'publish-web: what a picture needs before it goes on the web'
expect_output 'publish-web.alt-text-missing (warning)'
captionlint rules show publish-web.alt-text-missing
expect_status 0
expect_output 'id: alt-text-missing'
expect_output 'required: true'
expect_no_output 'id: alt-text-long'
captionlint rules show publish-web
expect_output 'profile: publish-web'
expect_output 'id: alt-text-long'
captionlint explain publish-web.alt-text-mising
expect_status 2
expect_error_lines 1
expect_error 'did you mean publish-web.alt-text-missing?'
captionlint rules test publish-web
expect_status 0
expect_output ', 0 failed'
captionlint rules test publish-web.alt-text-missing
expect_status 0
expect_output '2 examples, 0 failed'
captionlint rules reference
expect_status 0
expect_output 'publish-web: what a picture needs before it goes on the web'
expect_output 'publish-web.alt-text-missing: the picture has no text'
captionlint rules reference --format html
expect_status 0
expect_output 'publish-web.alt-text-missing'
