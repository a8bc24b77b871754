pairs=$sources/fixtures/diff
captionlint diff --no-config --territory KR "$pairs/saved-without-iim/old.jpg" \
    "$pairs/saved-without-iim/new.jpg"
expect_status 1
expect_error_lines 0
expect_output 'lost: SOUTH KOREA OUT (stood in IIM 2:40)'
expect_output 'gone: the IIM block'
expect_output 'verdict for command line: block → '
captionlint diff --no-config "$pairs/caption-trimmed-of-its-note/old.jpg" \
    "$pairs/caption-trimmed-of-its-note/new.jpg"
expect_status 1
expect_output 'lost: SOUTH KOREA OUT (stood in EXIF ImageDescription, XMP'
captionlint diff --no-config "$pairs/credit-changed/old.jpg" "$pairs/credit-changed/new.jpg"
expect_status 1
expect_output 'changed: credit "Example Press" is now "Example Images"'
captionlint diff --no-config "$pairs/note-names-fewer-territories/old.jpg" \
    "$pairs/note-names-fewer-territories/new.jpg"
expect_status 1
expect_output 'no longer names'
