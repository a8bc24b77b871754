# Without --yes, and without a terminal to ask on, what would be written is shown and nothing is.
jpeg tram.jpg 'A tram in Hale. SOUTH KOREA OUT. (AP Photo/Jane Doe)'
cp tram.jpg before.jpg

captionlint fix --dry-run tram.jpg
expect_status 1
expect_output '--- /dev/null'
expect_output '+++ tram.xmp'
expect_output '+   <photoshop:Instructions>SOUTH KOREA OUT</photoshop:Instructions>'
expect_error '1 picture: 0 sidecars written, 1 still to write'
expect_error_lines 1

captionlint fix tram.jpg </dev/null
expect_status 1
expect_output '+++ tram.xmp'
expect_error 'no terminal to ask on; give --yes'

[ ! -e tram.xmp ] || fail 'a sidecar was written'
cmp -s tram.jpg before.jpg || fail 'the picture was changed'

captionlint fix --yes --dry-run tram.jpg
expect_status 2
captionlint fix
expect_status 2
captionlint fix -
expect_status 2
