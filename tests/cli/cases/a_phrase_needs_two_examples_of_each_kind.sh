cp -r "$sources/rules" rules
chmod -R u+w rules
cat >rules/restrictions/zzz.yaml <<'YAML'
family: zzz
about: For this test.
phrases:
  - id: zzz.thin
    about: One example of each.
    source: made up
    pattern: '{left}frobnicate{stop}'
    reads: {nothing: true}
    good: ["FROBNICATE"]
    bad: ["frobnicated"]
  - id: zzz.enough
    about: Two of each.
    source: made up
    pattern: '{left}defenestrate{stop}'
    reads: {nothing: true}
    good: ["DEFENESTRATE", "defenestrate."]
    bad: ["defenestrated", "undefenestrate"]
YAML
captionlint rules test --rules rules zzz.thin
expect_status 1
expect_output 'zzz.yaml:4: zzz.thin: has 1 good and 1 bad examples'
captionlint rules test --rules rules zzz.enough
expect_status 0
expect_output ' 0 failed'
