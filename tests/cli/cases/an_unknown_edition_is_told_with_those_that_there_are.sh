caption fine.txt 'A crowd in Paris on Monday.'
captionlint check --no-config --edition web-kr fine.txt
expect_status 2
expect_error_lines 1
expect_error 'no edition is named "web-kr"'
cat >captionlint.yaml <<'YAML'
editions:
  web-fr:
    territory: FR
YAML
captionlint check --edition web-kr fine.txt
expect_status 2
expect_error_lines 1
expect_error 'there are: web-fr'
