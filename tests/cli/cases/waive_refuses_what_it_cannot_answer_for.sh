printf 'editions:\n  web: {territory: IT, use: editorial}\n' >captionlint.yaml
caption a.txt 'A crowd in Rome. / ITALY OUT'
caption kill.txt 'PHOTO KILL: wrong person'
refuse() {
    expect=$1
    shift
    captionlint waive "$@"
    expect_status 2
    expect_error_lines 1
    expect_error "$expect"
    [ ! -e captionlint-waivers.yaml ] || fail "something was written"
}
all='--edition web --approved-by me --reason why'
refuse '--expires' a.txt $all --rule territory.denied
refuse '--reason' a.txt --edition web --approved-by me --rule territory.denied --expires 1d
refuse 'one --edition' a.txt --approved-by me --reason why --rule territory.denied --expires 1d
refuse '--rule or --finding' a.txt $all --expires 1d
refuse 'no time of expiry' a.txt $all --rule territory.denied --expires tomorrow
refuse 'no time of expiry' a.txt $all --rule territory.denied --expires 2199-05-01T12:00
refuse 'is over already' a.txt $all --rule territory.denied --expires 2020-05-01
refuse 'nothing is found of medium.denied for edition "web"; there is: ' a.txt $all --rule medium.denied --expires 1d
refuse '24 hours are the most' kill.txt $all --rule notice.kill --expires 25h
refuse 'no edition is named "radio"' a.txt --edition radio --approved-by me --reason why --rule territory.denied --expires 1d
refuse 'wants one file' a.txt kill.txt $all --rule territory.denied --expires 1d
refuse 'No such file' missing.txt $all --rule territory.denied --expires 1d
printf '\377\330\377\356' >broken.jpg
refuse 'cannot be waived: what was not read' broken.jpg $all --rule damage.truncated --expires 1h
captionlint waive kill.txt $all --rule notice.kill --expires 24h
expect_status 0
# Nothing is added to a file that is malformed, or in a folder where nothing can be written.
printf 'waivers: [\n' >captionlint-waivers.yaml
cp captionlint-waivers.yaml before
captionlint waive a.txt $all --rule territory.denied --expires 1d
expect_status 2
expect_error 'mend it before'
cmp -s before captionlint-waivers.yaml || fail "the file was changed"
captionlint waive a.txt $all --rule territory.denied --expires 1d --waivers no/such.yaml
expect_status 2
expect_error 'no/such.yaml: No such file'
