cp -r "$sources/rules" rules
chmod -R u+w rules
for version in 0.1 2026-13-01 2026-02-29 2026-11-2 20261122 2026-11-00 2026/11/22; do
    printf 'name: mine\nversion: "%s"\n' "$version" >rules/pack.yaml
    captionlint rules list --rules rules
    expect_status 2
    expect_error_lines 1
    expect_error 'pack.yaml:2:10: "version" is the day of the rules'
done
printf 'name: mine\nversion: 2028-02-29\n' >rules/pack.yaml
captionlint rules reference --rules rules
expect_status 0
expect_output 'mine 2028-02-29'
