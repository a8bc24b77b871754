mkdir house
printf 'editions:\n  web-it: {territory: IT, use: editorial}\n  web-fr: {territory: FR, use: editorial}\n' >house/captionlint.yaml
jpeg house/a.jpg 'A crowd in Rome on Monday. (Photo: Jane Doe/AFP) / ITALY OUT'
hash=$(sha256sum house/a.jpg | cut -d ' ' -f 1)
captionlint check -q --config house/captionlint.yaml house/a.jpg
expect_status 1

# waiver NOTE RULE EDITION EXPIRES
waiver() {
    cat <<YAML
  - picture: sha256:$hash
    note: "$1"
    rule: $2
    edition: $3
    reason: cleared with the agency
    approved_by: A. Editor
    expires: $4
YAML
}
{
    printf '# kept by the desk\nwaivers:\n'
    waiver 'ITALY  OUT' territory.denied web-it 2199-05-01
} >house/captionlint-waivers.yaml
captionlint check -q --config house/captionlint.yaml house/a.jpg
expect_status 0
expect_error_lines 0
expect_output 'WAIVED web-it: Italy barred by "ITALY OUT"'
expect_output 'waived until 2199-05-01 by A. Editor: cleared with the agency'
captionlint check -q --config house/captionlint.yaml --format ndjson house/a.jpg
expect_status 0
expect_json '"waived":{"reason":"clearedwiththeagency","approved_by":"A.Editor","expires":"2199-05-01"}'
expect_json '"name":"web-it","verdict":"ok"'
expect_no_json '"rule":"waiver.'
# Not for --fail-on at any level: what France is told of has nothing to do with it.
captionlint check -q --config house/captionlint.yaml --edition web-it --fail-on info house/a.jpg
expect_status 0
captionlint check -q --config house/captionlint.yaml --no-waivers house/a.jpg
expect_status 1
expect_no_output 'WAIVED'
# Another copy of the same bytes is waived, an edited one is not.
cp house/a.jpg house/b.jpg
captionlint check -q --config house/captionlint.yaml house/b.jpg
expect_status 0
jpeg house/a.jpg 'A crowd in Rome on Tuesday. (Photo: Jane Doe/AFP) / ITALY OUT'
captionlint check -q --config house/captionlint.yaml house/a.jpg
expect_status 1
expect_no_output 'WAIVED'
# A text and a record are known by their bytes, too.
caption house/c.txt 'A crowd in Rome on Monday. (Photo: Jane Doe/AFP) / ITALY OUT'
printf '%s\n' '{"id": "r1", "instructions": "ITALY OUT"}' '  {"id": "r2", "instructions": "ITALY OUT"}' >house/d.ndjson
{
    printf 'waivers:\n'
    hash=$(sha256sum house/c.txt | cut -d ' ' -f 1)
    waiver 'ITALY OUT' territory.denied web-it 2199-05-01T12:00+01:00
    hash=$(printf '%s' '{"id": "r2", "instructions": "ITALY OUT"}' | sha256sum | cut -d ' ' -f 1)
    waiver 'ITALY OUT' territory.denied web-it 2199-05-01
} >elsewhere.yaml
captionlint check -q --waivers elsewhere.yaml house/c.txt
expect_status 0
captionlint check -q --waivers elsewhere.yaml --format ndjson --edition web-it house/d.ndjson
expect_status 1
[ "$(grep -c '"waived"' "$there/out")" -eq 1 ] || fail "not one record is waived"
grep '"waived"' "$there/out" | grep -q '"id": *"r2"' || fail "another record is waived"
captionlint check -q --waivers missing.yaml house/c.txt
expect_status 2
expect_error 'missing.yaml: No such file'
# On the sheet as well it stands against the editions that have no waiver.
printf 'editions:\n  one: {territory: IT, use: editorial}\n  two: {territory: IT, use: editorial}\n' >house/captionlint.yaml
{
    printf 'waivers:\n'
    hash=$(sha256sum house/c.txt | cut -d ' ' -f 1)
    waiver 'ITALY OUT' territory.denied one 2199-05-01
} >house/captionlint-waivers.yaml
captionlint check -q --config house/captionlint.yaml --format html -o sheet.html house/c.txt
expect_status 1
[ "$(grep -o '<p class="message">Italy barred by' sheet.html | wc -l)" = 2 ] ||
    fail "a waiver for one edition hides the block of the other"
grep -q 'Stands against it' sheet.html || fail "nothing stands against the other edition"
