captionlint check --no-config --territory FR "$(printf 'a\033[31mred.jpg')"
expect_status 2
expect_error 'a\x1b[31mred.jpg'
expect_error_lines 1
