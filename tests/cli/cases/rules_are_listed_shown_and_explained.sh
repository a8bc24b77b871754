captionlint rules list
expect_status 0
expect_error_lines 0
expect_output 'territory.out '
expect_output 'territory.denied '
expect_output 'damage.truncated '
for id in territory.out territory.denied damage.truncated; do
    captionlint explain $id
    expect_status 0
    expect_error_lines 0
    expect_output "$id"
    captionlint rules show $id
    expect_status 0
    expect_output "id: $id"
done
captionlint rules show territory.out
expect_output 'bad:'
[ "$(grep -c '^[# -]*.*id: ' "$there/out")" -eq 1 ] || fail "more than one rule is shown"
captionlint explain teritory.out
expect_status 2
expect_error_lines 1
expect_error 'did you mean territory.out?'
captionlint explain
expect_status 2
expect_error_lines 1
# A phrase and the check of what it reads may have one id: both are told.
captionlint explain notice.handout
expect_status 0
expect_output 'It reads'
expect_output 'Speaks on'
captionlint rules show notice.handout
expect_status 0
expect_output 'pattern:'
expect_output 'message:'
