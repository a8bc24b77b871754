pairs=$sources/fixtures/diff
mkdir -p old/a new/a
cp "$pairs/nothing-lost/old.jpg" old/a/same.jpg
cp "$pairs/nothing-lost/old.jpg" new/a/same.jpg
cp "$pairs/credit-changed/old.jpg" old/credit.jpg
cp "$pairs/credit-changed/new.jpg" new/credit.jpg
captionlint diff --no-config old/ new
expect_status 1
expect_output 'SAME        old/a/same.jpg'
expect_output 'LOST        old/credit.jpg → new/credit.jpg'
expect_output '2 pictures: 1 LOST, 1 SAME'
rm old/credit.jpg
captionlint diff --no-config old new
expect_status 0
expect_output 'NEW         new/credit.jpg'
rm new/a/same.jpg
captionlint diff --no-config old new
expect_status 1
expect_output 'MISSING     old/a/same.jpg'
# A sidecar belongs to its picture.
mkdir here there
caption here/a.txt 'A bridge.'
cp "$sources/fixtures/pictures/sidecar.jpg" "$sources/fixtures/pictures/sidecar.xmp" here
cp "$sources/fixtures/pictures/sidecar.jpg" there
caption there/a.txt 'A bridge.'
captionlint diff --no-config here there
expect_status 1
expect_output 'lost: GERMANY OUT (stood in XMP photoshop:Instructions of sidecar.xmp)'
expect_output 'gone: the XMP block of the sidecar'
expect_no_output 'MISSING'
mkdir nothing nowhere
captionlint diff --no-config nothing nowhere
expect_status 2
expect_error 'nothing was compared'
