# NAME.xmp would belong to both of two pictures; NAME.ext.xmp belongs to one.
jpeg tram.jpg 'A tram in Hale. SOUTH KOREA OUT'
jpeg tram.tif 'A tram in Hale.'
captionlint fix --yes tram.jpg
expect_status 0
[ -e tram.jpg.xmp ] || fail 'there is no tram.jpg.xmp'
[ ! -e tram.xmp ] || fail 'there is a tram.xmp'
captionlint extract --format json tram.tif
expect_no_json 'SOUTHKOREAOUT'
