printf 'editions:\n  web: {territory: IT, use: editorial}\n' >captionlint.yaml
caption a.txt 'A crowd in Rome on Monday. / ITALY OUT'
caption b.txt 'A crowd in Rome on Tuesday. / ITALY OUT'

# waiver FILE
waiver() {
    cat <<YAML
  - picture: sha256:$(sha256sum "$1" | cut -d ' ' -f 1)
    note: ITALY OUT
    rule: territory.denied
    edition: web
    reason: cleared
    approved_by: A. Editor
    expires: 2199-05-01
YAML
}
{
    echo 'waivers:'
    waiver a.txt | sed '/approved_by/d'
    waiver b.txt
    waiver b.txt | sed 's/reason/raeson/'
} >captionlint-waivers.yaml
captionlint check --format json -o report.json a.txt b.txt
expect_status 2
expect_error 'captionlint-waivers.yaml:2:5: a waiver needs "approved_by"'
expect_error 'captionlint-waivers.yaml:19:5: unknown key "raeson"'
cp report.json "$there/out"
# They stand in the report as well, before all pictures.
expect_json '"format":"waivers"'
expect_json '"rule":"damage.waiver"'
[ "$(grep -c '"rule": "damage.waiver"' report.json)" -eq 2 ] || fail "not both are findings"
[ "$(grep -c '"waived": ' report.json)" -eq 1 ] || fail "not one finding is waived"
captionlint check a.txt b.txt
expect_status 2
expect_output 'INCOMPLETE  '
expect_output 'BLOCK       a.txt'
# A file that is no YAML waives nothing.
echo 'waivers: [' >captionlint-waivers.yaml
captionlint check -q b.txt
expect_status 2
expect_error_lines 1
expect_error 'captionlint-waivers.yaml:2:1:'
expect_output 'BLOCK       b.txt'
