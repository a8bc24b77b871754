# A device never ends: neither one entry without an end nor entries without a byte keep us there.
[ -c /dev/zero ] || skip "no /dev/zero"
captionlint check --no-config --territory FR --files-from /dev/zero
expect_status 2
expect_error "it holds no paths; the rest was not read"
captionlint check --no-config --territory FR -0 --files-from /dev/zero
expect_status 2
expect_error_lines 1
expect_error "it holds no paths; the rest was not read"
