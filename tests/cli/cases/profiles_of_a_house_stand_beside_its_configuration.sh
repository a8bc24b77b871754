mkdir -p desk
cat >desk/our-web.yaml <<'YAML'
profile: our-web
title: what our site wants
for: Pictures of our site.
extends: publish-web
without: [licence-link-missing, licensor-link-missing]
checks:
  - id: headline-long
    level: error
    title: the headline does not fit
    field: headline
    max_words: 5
    message: '{number} words in the headline; {limit} fit'
    fix: 'shorten it'
    why: |
      The tile has room for five words.
    good: [{headline: "One two three four five six"}]
    bad: [{headline: "One two three four five"}]
YAML
cat >desk/captionlint.yaml <<'YAML'
profiles: [our-web.yaml]
editions:
  web: {territory: FR, profile: our-web}
YAML
printf '%s\n' '{"id": "a", "headline": "Bridge reopens after the long flood"}' >desk/a.ndjson
captionlint check -q --format ndjson desk/a.ndjson
expect_status 1
expect_error_lines 0
expect_json '"level":"error","message":"6wordsintheheadline;5fit"'
expect_json '"rule":"publish-web.alt-text-missing"'
expect_no_json '"rule":"publish-web.licence-link-missing"'
# Its checks are rules like others where the configuration is named.
captionlint explain our-web.headline-long
expect_status 2
expect_error 'with --config'
captionlint explain --config desk/captionlint.yaml our-web.headline-long
expect_status 0
expect_output 'The tile has room for five words.'
captionlint rules test --config desk/captionlint.yaml our-web
expect_status 0
expect_output '2 examples, 0 failed'
captionlint rules list --config desk/captionlint.yaml
expect_output 'our-web.headline-long '
# Another folder of rules may hold profiles too.
cp -r "$sources/rules" rules
chmod -R u+w rules
cp desk/our-web.yaml rules/profiles/
captionlint check -q --no-config --rules rules --profile our-web --format ndjson desk/a.ndjson
expect_json '"rule":"our-web.headline-long"'
sed 's/max_words: 5/max_wrods: 5/' desk/our-web.yaml >desk/bad.yaml
printf 'profiles: bad.yaml\n' >desk/bad-config.yaml
captionlint check -q --config desk/bad-config.yaml desk/a.ndjson
expect_status 2
expect_error_lines 1
expect_error 'desk/bad.yaml:11:5: '
expect_error 'max_wrods'
sed 's/One two three four five six/One/' desk/our-web.yaml >desk/our-web2.yaml
sed -i 's/profile: our-web/profile: our-web2/' desk/our-web2.yaml
printf 'profiles: our-web2.yaml\n' >desk/second.yaml
captionlint rules test --config desk/second.yaml our-web2
expect_status 1
expect_output 'desk/our-web2.yaml:16: our-web2.headline-long does not speak of this good example'
