# What other programs wrote stays, byte for byte; the sidecar as it was is kept beside it.
jpeg tram.jpg 'A tram in Hale. SOUTH KOREA OUT. EDITORIAL USE ONLY'
cat >tram.xmp <<'XMP'
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <!-- by hand -->
    <Description xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about=""
        xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:plus="https://example.com/plus/"
        photoshop:Instructions="Ask the desk.">
      <plus:Shift   r:parseType="Resource"><plus:Name>Night &amp; day</plus:Name></plus:Shift>
    </Description>
  </RDF>
</x:xmpmeta>
<?xpacket end="w"?>
XMP
chmod 640 tram.xmp
cp tram.xmp before.xmp

captionlint fix --yes tram.jpg
expect_status 0
expect_no_output '-    '
expect_output '+++ tram.xmp'
diff before.xmp tram.xmp | grep '^<' && fail 'something was taken away'
grep -qF 'photoshop:Instructions="Ask the desk."' tram.xmp || fail 'the instructions are gone'
grep -qF '<photoshop:Instructions>' tram.xmp && fail 'there are two instructions'
grep -qF 'EDITORIAL USE ONLY | SOUTH KOREA OUT' tram.xmp || fail 'the notes are not there'
cmp -s before.xmp tram.xmp~ || fail 'the sidecar as it was is not kept'
[ "$(stat -c %a tram.xmp)" = 640 ] || fail "its mode is $(stat -c %a tram.xmp)"
if command -v xmllint >/dev/null; then
    xmllint --noout tram.xmp || fail 'it is not well-formed'
fi

captionlint extract --format json tram.jpg
expect_json '"name":"instructions","value":"Askthedesk."'
expect_json '"name":"region_constraints","value":"SOUTHKOREAOUT"'
expect_no_json '"twice"'
captionlint fix --yes tram.jpg
expect_error '0 sidecars written, 0 still to write'

# As most programs write one; for a reader of others that takes no property twice.
jpeg bus.jpg 'A bus in Hale. SOUTH KOREA OUT'
cat >bus.xmp <<'XMP'
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    photoshop:City="Hale" photoshop:Instructions=""/>
 </rdf:RDF>
</x:xmpmeta>
XMP
captionlint fix --yes bus.jpg
expect_status 0
[ "$(grep -c 'photoshop:Instructions' bus.xmp)" = 1 ] || fail 'there are two instructions'
if command -v exiv2 >/dev/null; then
    exiv2 -PXkt pr bus.xmp >exiv2.out 2>exiv2.err || fail 'exiv2 cannot read it'
    [ ! -s exiv2.err ] || fail "exiv2 says: $(cat exiv2.err)"
    grep -q 'Xmp.photoshop.City *Hale' exiv2.out || fail 'exiv2 reads no City'
    grep -q 'Xmp.plus.RegionConstraints.*SOUTH KOREA OUT' exiv2.out ||
        fail 'exiv2 reads no RegionConstraints'
    grep -q 'Xmp.xmpRights.UsageTerms.*SOUTH KOREA OUT' exiv2.out ||
        fail 'exiv2 reads no UsageTerms'
fi
