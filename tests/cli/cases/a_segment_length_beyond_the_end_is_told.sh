printf '\377\330\377\341\377\000Exif' >long.jpg
captionlint check -q --no-config --territory FR --format ndjson long.jpg
expect_status 2
expect_error_lines 0
expect_output '"damage.'
