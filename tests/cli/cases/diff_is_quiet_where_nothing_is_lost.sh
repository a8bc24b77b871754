pairs=$sources/fixtures/diff
for name in saved-without-iim-and-nothing-lost note-moved-to-the-instructions nothing-lost; do
    captionlint diff --no-config "$pairs/$name/old.jpg" "$pairs/$name/new.jpg"
    expect_status 0
    expect_no_output 'lost:'
    expect_no_output 'changed:'
done
expect_output 'gone: the EXIF block'
captionlint diff --no-config "$pairs/nothing-lost/old.jpg" "$pairs/nothing-lost/old.jpg"
expect_status 0
expect_output '1 SAME'
# A note that is new is no loss.
captionlint diff --no-config "$pairs/saved-without-iim/new.jpg" "$pairs/saved-without-iim/old.jpg"
expect_status 0
expect_output 'added: SOUTH KOREA OUT (stands in IIM 2:40)'
