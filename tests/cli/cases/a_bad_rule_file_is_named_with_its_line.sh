cp -r "$sources/rules" rules
chmod -R u+w rules
cat >rules/restrictions/zzz.yaml <<'YAML'
family: zzz
phrases:
  - id: zzz.bad
    about: A pattern that is not closed.
    source: made up
    pattern: '(unclosed'
    reads: {kind: use, effect: deny, values: [commercial]}
    good: ["unclosed"]
    bad: ["closed"]
YAML
caption fine.txt 'A crowd in Paris on Monday.'
captionlint check --no-config --rules rules --territory FR fine.txt
expect_status 2
expect_error_lines 1
expect_error 'rules/restrictions/zzz.yaml:6:'
captionlint check --no-config --rules nowhere --territory FR fine.txt
expect_status 2
expect_error_lines 1
expect_error 'nowhere'
