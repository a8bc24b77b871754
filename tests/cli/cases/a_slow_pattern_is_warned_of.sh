cp -r "$sources/rules" rules
chmod -R u+w rules
cat >rules/restrictions/zzz.yaml <<'YAML'
family: zzz
about: For this test.
phrases:
  - id: zzz.nested
    about: A repeat inside a repeat.
    source: made up
    pattern: '{left}frobnicate (?:\w+ ?)+{stop}'
    reads: {nothing: true}
    good: ["FROBNICATE that", "frobnicate it."]
    bad: ["frobnicated", "defrobnicate"]
  - id: zzz.adjacent
    about: Two repeats of the same characters.
    source: made up
    pattern: '{left}defenestrate \w+[a-z]+{stop}'
    reads: {nothing: true}
    good: ["DEFENESTRATE it", "defenestrate this."]
    bad: ["defenestrated", "dedefenestrate"]
  - id: zzz.wordless
    about: No word is needed.
    source: made up
    pattern: '(?<!\w)\d{3}-\d{5}(?!\w)'
    reads: {nothing: true}
    good: ["123-45678", "(999-12345)"]
    bad: ["123-456789", "a123-45678"]
  - id: zzz.quick
    about: The same with nothing to warn of.
    source: made up
    pattern: '{left}twiddle (?:\w++ ?)+{stop}'
    reads: {nothing: true}
    good: ["TWIDDLE all", "twiddle it."]
    bad: ["twiddled", "detwiddle"]
YAML
captionlint rules test --rules rules zzz.nested
expect_status 0
expect_output 'zzz.yaml:4: zzz.nested: warning: "\w+" is repeated inside "(?:\w+\s?)+"'
captionlint rules test --rules rules zzz.adjacent
expect_status 0
expect_output 'zzz.yaml:11: zzz.adjacent: warning: "\w+" and behind it "[a-z]+" take the same characters'
expect_output '4 examples, 0 failed, 1 warnings'
captionlint rules test --rules rules zzz.wordless
expect_status 0
expect_output 'zzz.yaml:18: zzz.wordless: warning: no word'
captionlint rules test --rules rules zzz.quick
expect_status 0
expect_no_output 'warning'
caption fine.txt 'frobnicate it'
captionlint extract --rules rules fine.txt
expect_error_lines 0
expect_no_output 'warning'
