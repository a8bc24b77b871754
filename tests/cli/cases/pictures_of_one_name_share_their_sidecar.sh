mkdir in
sidecar() {
    cat >"$1" <<XMP
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" $3
 photoshop:Instructions="$2"/></rdf:RDF></x:xmpmeta>
XMP
}
line_of() {
    grep -F "\"$1\"" "$there/out" | head -1
}
jpeg in/a.jpg 'a crowd'
jpeg in/a.JPEG 'a crowd'
sidecar in/a.xmp 'SOUTH KOREA OUT' ''
captionlint extract --format ndjson in
expect_status 0
[ "$(wc -l <"$there/out")" -eq 2 ] || fail "the sidecar was read by itself"
[ "$(grep -cF 'KR' "$there/out")" -eq 2 ] || fail "the sidecar was not read with both"
# One that names its picture belongs to that one.
sidecar in/a.xmp 'SOUTH KOREA OUT' 'photoshop:SidecarForExtension="jpeg"'
captionlint extract --format ndjson in
expect_status 0
line_of in/a.JPEG | grep -qF 'KR' || fail "the sidecar of a.JPEG was not read"
line_of in/a.jpg | grep -qF 'KR' && fail "the sidecar of a.JPEG was read with a.jpg"
line_of in/a.jpg | grep -qF 'it belongs to the picture that ends in .jpeg' ||
    fail "nobody says why it was not read"
# Where that picture is not, nothing is lost.
rm in/a.JPEG
captionlint extract --format ndjson in
expect_status 0
[ "$(wc -l <"$there/out")" -eq 1 ] || fail "the sidecar was read by itself"
line_of in/a.jpg | grep -qF 'KR' || fail "the sidecar was not read"
expect_output 'it was read with this one'
# The name of a sidecar that holds the ending says enough.
mv in/a.xmp in/a.jpg.xmp
captionlint extract --format ndjson in
line_of in/a.jpg | grep -qF 'KR' || fail "a.jpg.xmp was not read"
expect_no_output 'it was read with this one'
# Capitals on either side.
mv in/a.jpg.xmp in/a.XMP
mv in/a.jpg in/a.JPG
captionlint extract --format ndjson in
[ "$(wc -l <"$there/out")" -eq 1 ] || fail "a.XMP was read by itself"
line_of in/a.JPG | grep -qF 'KR' || fail "a.XMP was not read"
# A folder of that name is no sidecar.
rm in/a.XMP
mkdir in/a.xmp
captionlint extract --format ndjson in
expect_status 0
