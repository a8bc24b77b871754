jpeg one.jpg 'SOUTH KOREA OUT'
jpeg two.jpg 'EDITORIAL USE ONLY'
captionlint extract --as odrl one.jpg
expect_status 0
expect_output '  "@type": "Set",'
expect_output '"@id": "http://cvx.iptc.org/iso3166-1a3/KOR"'
captionlint extract --as odrl one.jpg two.jpg
expect_status 0
expect_output '"leftOperand":"purpose","operator":"isNoneOf"'
expect_no_output '  "@type"'
captionlint extract --as schema one.jpg
expect_status 2
expect_error 'schema.org'
captionlint extract --as odrl --format json one.jpg
expect_status 2
expect_error 'give one of them'
captionlint check --as odrl one.jpg
expect_status 2
