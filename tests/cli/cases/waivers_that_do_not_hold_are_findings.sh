printf 'editions:\n  web: {territory: IT, use: editorial}\n' >captionlint.yaml
caption a.txt 'A crowd in Rome on Monday. / ITALY OUT'
caption kill.txt 'PHOTO KILL: wrong person'

# waiver FILE NOTE RULE EXPIRES
waiver() {
    cat <<YAML
  - picture: sha256:$(sha256sum "$1" | cut -d ' ' -f 1)
    name: $1
    note: $2
    rule: $3
    edition: web
    reason: cleared
    approved_by: A. Editor
    expires: $4
YAML
}
waivers() {
    printf 'waivers:\n' >captionlint-waivers.yaml
    waiver "$@" >>captionlint-waivers.yaml
}
# Over: what it covered counts again, and why is said.
waivers a.txt 'ITALY OUT' territory.denied 2020-05-01
captionlint check -q a.txt
expect_status 1
expect_output 'BLOCK Italy barred'
expect_output 'the waiver of territory.denied is over: it held until 2020-05-01'
expect_output 'waiver.expired'
# For nothing that is found.
waivers a.txt 'JAPAN OUT' territory.denied 2199-05-01
captionlint check -q --fail-on warning a.txt
expect_status 1
expect_output 'BLOCK Italy barred'
expect_output 'the waiver of territory.denied is not used'
# For bytes that were changed since.
waivers a.txt 'ITALY OUT' territory.denied 2199-05-01
echo >>a.txt
captionlint check -q a.txt
expect_status 1
expect_output 'the waiver of territory.denied is not for this file'
# A kill is waived for a day at most.
waivers kill.txt 'PHOTO KILL' notice.kill "$(date -u -d '+25 hours' +%Y-%m-%dT%H:%MZ)"
captionlint check -q kill.txt
expect_status 1
expect_output 'BLOCK killed by the agency'
expect_output 'the waiver of notice.kill does not hold'
waivers kill.txt 'PHOTO KILL' notice.kill "$(date -u -d '+23 hours' +%Y-%m-%dT%H:%MZ)"
captionlint check -q kill.txt
expect_status 0
expect_output 'WAIVED killed by the agency'
# What was not read cannot be waived at all.
printf '\377\330\377\356' >broken.jpg
waivers broken.jpg x damage.truncated 2199-05-01
sed -i '/note:/d' captionlint-waivers.yaml
captionlint check -q broken.jpg
expect_status 2
expect_output 'damage.truncated cannot be waived'
# A waiver for a picture that is not in the run is not looked for.
captionlint check -q a.txt
expect_no_output 'waiver.'
