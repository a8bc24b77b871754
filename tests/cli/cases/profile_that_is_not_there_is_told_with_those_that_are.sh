caption fine.txt 'A crowd in Paris on Monday.'
captionlint check --no-config --profile publish-wb fine.txt
expect_status 2
expect_error_lines 1
expect_error 'no profile is named "publish-wb"; there are: archive, iptc-core, publish-print, publish-web, wire-in'
printf 'profile: wire\n' >captionlint.yaml
captionlint check fine.txt
expect_status 2
expect_error_lines 1
expect_error 'captionlint.yaml:1:10: no profile is named "wire"'
captionlint check --profile
expect_status 2
expect_error_lines 1
captionlint extract --profile archive fine.txt
expect_status 2
expect_error_lines 1
expect_error '--profile says nothing to'
