pictures=$sources/fixtures/pictures
captionlint diff --no-config "$pictures/clean-credit.jpg" "$pictures/damaged/truncated.jpg"
expect_status 2
expect_output 'could not be read whole'
captionlint diff --no-config "$pictures/clean-credit.jpg" nothing.jpg
expect_status 2
expect_error_lines 1
expect_error 'nothing.jpg'
captionlint diff --no-config nothing.jpg "$pictures/clean-credit.jpg"
expect_status 2
expect_error 'nothing.jpg'
captionlint diff --no-config nothing.ndjson other.ndjson
expect_status 2
expect_error_lines 1
# 2 wins over 1, and the others are compared all the same.
mkdir old new
cp "$pictures/clean-credit.jpg" old/a.jpg
cp "$pictures/damaged/truncated.jpg" new/a.jpg
cp "$sources/fixtures/diff/credit-changed/old.jpg" old/b.jpg
cp "$sources/fixtures/diff/credit-changed/new.jpg" new/b.jpg
captionlint diff --no-config old new
expect_status 2
expect_output 'LOST        old/b.jpg'
