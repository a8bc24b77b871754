mkdir in
sidecar() {
    cat >"$1" <<XMP
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Instructions="$2"/></rdf:RDF></x:xmpmeta>
XMP
}
jpeg in/a.jpg 'a crowd'
sidecar in/a.xmp 'SOUTH KOREA OUT'
jpeg in/b.JPG 'a crowd'
sidecar in/b.JPG.xmp 'FRANCE OUT'
sidecar in/alone.xmp 'ITALY OUT'
captionlint extract --format ndjson in
expect_status 0
expect_error_lines 0
[ "$(wc -l <"$there/out")" -eq 3 ] || fail "not three pictures"
grep -F 'in/a.jpg' "$there/out" | grep -qF 'KR' || fail "the sidecar of a.jpg was not read"
grep -F 'in/b.JPG' "$there/out" | grep -qF 'FR' || fail "the sidecar of b.JPG was not read"
grep -F 'in/alone.xmp' "$there/out" | grep -qF 'IT' || fail "alone.xmp was not read"
# Named, a sidecar is read by itself.
captionlint extract --format ndjson in/a.xmp
expect_status 0
expect_json '"values":["KR"]'
# A broken one makes its picture incomplete.
: >in/a.xmp
captionlint extract --format ndjson in/a.jpg
expect_status 2
expect_output 'sidecar in/a.xmp'
