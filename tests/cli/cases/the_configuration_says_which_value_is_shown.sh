# The fixture says one credit in IIM and XMP; here the two differ.
cp "$sources/fixtures/diff/credit-changed/old.jpg" a.jpg
LC_ALL=C sed -i 's|<photoshop:Credit>Example Press<|<photoshop:Credit>Another Name_<|' a.jpg
captionlint extract --no-config a.jpg
expect_status 0
expect_output 'XMP photoshop:Credit at byte'
grep -q 'XMP photoshop:Credit.*shown' "$there/out" || fail 'XMP is not shown'
printf 'shown: iim-first\n' >captionlint.yaml
captionlint extract a.jpg
expect_status 0
grep -q 'IIM 2:110.*shown' "$there/out" || fail 'IIM is not shown'
captionlint check --territory FR --medium newspaper --use editorial a.jpg
expect_status 0
expect_output 'IIM 2:110 is'
expect_output 'drift.rights'
captionlint extract --no-config --format json a.jpg
expect_json '"origin":"XMPphotoshop:Credit"'
printf 'shown: newest\n' >captionlint.yaml
captionlint extract a.jpg
expect_status 2
expect_error 'captionlint.yaml:1:8: "shown" must be'
