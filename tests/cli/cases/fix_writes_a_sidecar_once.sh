# Notes of a caption get their properties; the picture stays as it is; a second run finds nothing.
jpeg tram.jpg 'A tram. SOUTH KOREA OUT. NO AI TRAINING. NOT FOR USE AFTER 31 DECEMBER 2024. MANDATORY CREDIT "AFP PHOTO/KCNA VIA KNS"'
cp tram.jpg before.jpg
captionlint extract --format json before.jpg
cp "$there/out" before.json

captionlint fix --yes tram.jpg
expect_status 0
expect_error '1 sidecar written'
cmp -s tram.jpg before.jpg || fail 'the picture was changed'
for property in '<photoshop:Credit>AFP PHOTO/KCNA VIA KNS<' 'vocab/CR-CAI<' \
    'vocab/DMI-PROHIBITED-AIMLTRAINING<' '<plus:LicenseEndDate>2024-12-31<' \
    '<rdf:li xml:lang="x-default">SOUTH KOREA OUT<' 'SidecarForExtension>jpg<'; do
    grep -qF -- "$property" tram.xmp || fail "the sidecar lacks $property"
done
[ "$(ls)" = "$(printf 'before.jpg\nbefore.json\ntram.jpg\ntram.xmp')" ] || fail "more was left: $(ls)"

# Read again with its sidecar it says the same, and the same again.
captionlint diff before.jpg tram.jpg
expect_status 0
captionlint extract --as plus-xmp tram.jpg
expect_output 'SOUTH KOREA OUT'
cp tram.xmp first.xmp
captionlint fix --yes tram.jpg
expect_status 0
expect_no_output '+++'
expect_error '0 sidecars written, 0 still to write'
cmp -s tram.xmp first.xmp || fail 'the sidecar was written again'

# Programs of others read it, where they are.
if command -v xmllint >/dev/null; then
    xmllint --noout tram.xmp || fail 'it is not well-formed'
fi
if command -v exiftool >/dev/null; then
    exiftool -s -s -s -XMP-plus:RegionConstraints tram.xmp | grep -qx 'SOUTH KOREA OUT' ||
        fail 'exiftool reads no RegionConstraints'
    exiftool -s -s -s -n -XMP-plus:DataMining tram.xmp | grep -q 'DMI-PROHIBITED-AIMLTRAINING' ||
        fail 'exiftool reads no DataMining'
    exiftool -s -s -s -XMP-photoshop:Credit tram.xmp | grep -qx 'AFP PHOTO/KCNA VIA KNS' ||
        fail 'exiftool reads no Credit'
    exiftool -s -s -s -XMP-plus:CreditLineRequired tram.xmp | grep -q 'Adjacent' ||
        fail 'exiftool knows no such CreditLineRequired'
fi
