printf '%s\n' '{"id": "a", "caption": "A bridge at dawn. SOUTH KOREA OUT", "headline": "Bridge reopens NO SALES"}' >a.ndjson
# Without a profile nobody asks for an alt text.
captionlint check -q --no-config --territory FR --at 2026-11-22T12:00Z --format ndjson a.ndjson
expect_no_json '"publish-web.'
expect_no_json '"profile"'
captionlint check -q --no-config --territory FR --at 2026-11-22T12:00Z --profile publish-web --format ndjson a.ndjson
expect_status 1
expect_error_lines 0
expect_json '"profile":"publish-web"'
expect_json '"level":"warning","message":"noalttext:whocannotseethepictureistoldnothing"'
expect_json '"rule":"publish-web.desk-note"'
# A text report shows them like all other findings.
captionlint check -q --no-config --territory FR --profile publish-web --colour never a.ndjson
expect_output 'REVIEW no alt text: who cannot see the picture is told nothing'
expect_output 'publish-web.alt-text-missing'
expect_output '^^^^^^^^'
# Alone it describes no edition.
captionlint check -q --no-config --profile archive --format ndjson a.ndjson
expect_json '"name":"any","profile":"archive"'
expect_error 'no edition was given'
cat >captionlint.yaml <<'YAML'
profile: wire-in
editions:
  web-fr: {territory: FR, profile: publish-web}
  paper: {territory: FR}
  raw: {territory: FR, profile: none}
YAML
captionlint check -q --format ndjson a.ndjson
expect_json '"name":"web-fr","profile":"publish-web"'
expect_json '"name":"paper","profile":"wire-in"'
expect_json '"name":"raw","verdict"'
captionlint check -q --format ndjson --profile archive a.ndjson
expect_json '"name":"web-fr","profile":"archive"'
expect_json '"name":"raw","profile":"archive"'
captionlint check -q --format ndjson --profile none a.ndjson
expect_no_json '"profile"'
