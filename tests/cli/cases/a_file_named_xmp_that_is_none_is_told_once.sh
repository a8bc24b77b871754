# Its name makes it a sidecar, but not its own.
caption a.xmp 'SOUTH KOREA OUT'
captionlint check --no-config --territory KR --format ndjson a.xmp
expect_status 2
expect_output 'damage.unknown-format'
expect_no_output 'sidecar a.xmp'
