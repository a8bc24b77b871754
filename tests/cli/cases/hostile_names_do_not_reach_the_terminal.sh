captionlint check --no-config --territory FR "$(printf 'a\033[31mred.jpg')"
expect_status 2
expect_error 'a\x1b[31mred.jpg'
expect_error_lines 1

# The same control in one character of UTF-8 and alone, and a mark that turns the text round.
captionlint check --no-config --territory FR "$(printf 'a\302\23331mred\233.jpg')"
expect_status 2
expect_error 'a\xc2\x9b31mred\x9b.jpg'
captionlint check --no-config --territory FR "$(printf 'a\342\200\256gpj.é.jpg')"
expect_status 2
expect_error 'a\xe2\x80\xaegpj.é.jpg'
