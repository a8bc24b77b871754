# A sidecar that cannot be added to with nothing lost is left as it is, and the reason is told.
open='<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
close='</rdf:RDF></x:xmpmeta>'

# refused NAME SAYS: the picture NAME.jpg cannot be fixed, and its sidecar stays as it is.
refused() {
    jpeg "$1.jpg" 'A tram in Hale. SOUTH KOREA OUT'
    cp "$1.xmp" before
    captionlint fix --yes "$1.jpg"
    expect_status 2
    expect_error "$1.jpg: nothing is written"
    expect_error "$2"
    cmp -s "$1.xmp" before || fail "$1.xmp was changed"
    [ ! -e "$1.xmp~" ] || fail 'a backup was made'
}

printf '%s<rdf:Description rdf:about="">%s' "$open" "$close" >broken.xmp
refused broken 'it could not be read whole'
printf '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>' >empty.xmp
refused empty 'its rdf:RDF is empty'
printf '%s<rdf:Description rdf:about="a"/><rdf:Description rdf:about="b"/>%s' "$open" "$close" >two.xmp
refused two 'it describes more than one thing'

# A link may lead anywhere.
printf '%s<rdf:Description rdf:about=""/>%s' "$open" "$close" >elsewhere
ln -s elsewhere link.xmp
refused link 'is a symbolic link'
[ -L link.xmp ] || fail 'the link is gone'
jpeg dangling.jpg 'A tram in Hale. SOUTH KOREA OUT'
ln -s nowhere dangling.xmp
captionlint fix --yes dangling.jpg
expect_status 2
expect_error 'is a symbolic link'
[ ! -e nowhere ] || fail 'it was written through the link'

# What is no picture has no sidecar.
caption note.txt 'A tram in Hale. SOUTH KOREA OUT'
captionlint fix --yes note.txt
expect_status 2
expect_error 'it is no picture'

# In a folder the others go on.
jpeg good.jpg 'A tram in Hale. SOUTH KOREA OUT'
captionlint fix --yes .
expect_status 2
expect_error '1 sidecar written'
[ -e good.xmp ] || fail 'the good one was not written'
[ ! -e note.xmp ] || fail 'a caption got a sidecar'
