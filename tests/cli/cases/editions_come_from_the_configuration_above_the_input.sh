mkdir -p desk/incoming
cat >desk/captionlint.yaml <<'YAML'
editions:
  web-kr:
    territory: KR
  web-fr:
    territory: FR
YAML
caption desk/incoming/a.txt 'A crowd in Seoul on Monday. / SOUTH KOREA OUT'
captionlint check -q --format ndjson desk/incoming/a.txt
expect_status 1
expect_error_lines 0
expect_json '"name":"web-kr","verdict":"block"'
expect_json '"name":"web-fr","verdict":"ok"'
captionlint check -q --format ndjson --edition web-fr desk/incoming/a.txt
expect_status 0
expect_no_json '"name":"web-kr"'
# An option beside --edition changes that edition for this run.
captionlint check -q --format ndjson --edition web-fr --territory KR desk/incoming/a.txt
expect_status 1
expect_json '"name":"web-fr","verdict":"block"'
captionlint check -q --no-config --config desk/captionlint.yaml desk/incoming/a.txt
expect_status 2
expect_error '--config and --no-config together'
printf 'editons:\n  web: {territory: FR}\n' >bad.yaml
captionlint check -q --config bad.yaml desk/incoming/a.txt
expect_status 2
expect_error_lines 1
expect_error 'bad.yaml:1:1:'
