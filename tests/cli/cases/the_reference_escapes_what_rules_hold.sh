cp -r "$sources/fixtures/rules/tiny" rules
chmod -R u+w rules
mkdir -p rules/checks
cp "$sources"/rules/checks/*.yaml rules/checks
cat >rules/restrictions/zzz.yaml <<'YAML'
family: 'zzz<b>'
language: 'x" onclick="y'
about: '</table><script>alert("1")</script> & more'
phrases:
  - id: 'zzz<b>.a "b" c'
    about: "<img src='https://example.com/x'/>\e[31m"
    source: '&amp; &#60;'
    pattern: 'frobnicate'
    reads: {nothing: true}
    good: ['<q>FROBNICATE</q>', "\u202EFROBNICATE"]
    bad: ["]]> --> </style>", "none"]
YAML
captionlint rules reference --rules rules --format html
expect_status 0
expect_error_lines 0
expect_output 'zzz&lt;b&gt;.a &quot;b&quot; c'
expect_output '<article id="zzz%3Cb%3E.a%20%22b%22%20c">'
expect_output '&lt;/table&gt;&lt;script&gt;alert(&quot;1&quot;)'
expect_output '<q lang="x&quot; onclick=&quot;y">'
expect_output '&amp;amp; &amp;#60;'
expect_output '\u202eFROBNICATE'
for markup in '<script' '<img' 'onclick="' ']]>'; do
    expect_no_output "$markup"
done
captionlint rules reference --rules rules
expect_status 0
expect_output '\u001b[31m'
