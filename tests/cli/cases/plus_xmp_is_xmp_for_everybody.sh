# Rights as a packet: whatever stands in a caption, each line is a document of its own, and what was
# read in the record is read in the packet.
cat >records.ndjson <<'RECORDS'
{"id": "plain", "caption": "A tram. SOUTH KOREA OUT. NO CROPPING", "licensor": "Harbour Press", "usage_terms": "Ask first."}
{"id": "hostile", "caption": "]]> <script>alert(1)</script> -- --> \u0000\u001b[31m\u202e & <!ENTITY x> %0A::error::x NO SALES", "instructions": "=cmd() \u0007 JAPAN OUT</rdf:RDF>"}
{"id": "--><rdf:RDF>", "caption": "MANDATORY CREDIT \"A & B <C>\""}
RECORDS
captionlint extract --as plus-xmp records.ndjson
expect_status 0
[ "$(wc -l <"$there/out")" = 3 ] || fail 'there is not a line a record'
n=0
while IFS= read -r packet; do
    n=$((n + 1))
    printf '%s\n' "$packet" >"$n.xmp"
    if command -v xmllint >/dev/null; then
        xmllint --noout "$n.xmp" || fail "packet $n is not well-formed"
    fi
done <"$there/out"
expect_no_output '<script'
expect_no_output "$(printf '\033')"
expect_no_output "$(printf '\342\200\256')"

captionlint extract --format ndjson 1.xmp
expect_json '"kind":"territory","effect":"deny","values":["KR"]'
expect_json '"kind":"alteration","effect":"deny","values":["cropping"]'
expect_json '"name":"licensor","value":"HarbourPress"'
captionlint extract --format ndjson 2.xmp
expect_json '"kind":"territory","effect":"deny","values":["JP"]'
expect_json '"kind":"resale","effect":"deny","values":["sales"]'
expect_json '"findings":[]'

if command -v exiftool >/dev/null; then
    exiftool -s -s -s -XMP-plus:LicensorName 1.xmp | grep -qx 'Harbour Press' ||
        fail 'exiftool reads no licensor'
    exiftool -s -s -s -XMP-plus:ImageAlterationConstraints 1.xmp | grep -q 'No Cropping' ||
        fail 'exiftool reads no alteration constraint'
    exiftool -s -s -s -XMP-xmpRights:UsageTerms 1.xmp | grep -qx 'Ask first.' ||
        fail 'exiftool reads no usage terms'
fi
