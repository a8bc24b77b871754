captionlint --help
expect_status 0
expect_error_lines 0
expect_output 'Exit status:'
expect_output '--territory'
captionlint check --help
expect_status 0
expect_output 'Examples:'
captionlint --version
expect_status 0
expect_output 'captionlint 0.1.0'
