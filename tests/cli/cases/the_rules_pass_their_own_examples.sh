captionlint rules test
expect_status 0
expect_error_lines 0
expect_output ' 0 failed'
captionlint rules test territory.out
expect_status 0
cp -r "$sources/rules" rules
chmod -R u+w rules
cat >rules/restrictions/zzz.yaml <<'YAML'
family: zzz
about: For this test.
phrases:
  - id: zzz.wrong
    about: Its examples do not hold.
    source: made up
    pattern: '{left}frobnicate{stop}'
    reads: {kind: use, effect: deny, values: [commercial]}
    good:
      - {text: "FROBNICATE", values: [editorial]}
      - "NOTHING OF THE KIND"
    bad: ["FROBNICATE"]
YAML
captionlint rules test --rules rules zzz.wrong
expect_status 1
expect_output 'zzz.yaml:10'
expect_output 'gives other values'
expect_output 'is not read'
expect_output 'must not be read so'
