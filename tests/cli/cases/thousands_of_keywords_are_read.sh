python3 - <<'PYTHON'
import json
words = ["keyword number %d" % i for i in range(3500)] + ["JAPAN OUT"]
with open("many.ndjson", "w") as out:
    print(json.dumps({"id": "many", "caption": "A street.", "keywords": words}), file=out)
PYTHON
captionlint check --territory JP many.ndjson
expect_status 0
expect_output 'Japan barred by "JAPAN OUT"'
! grep -q 'needs more than' "$there/out" || fail "keywords take memory that they do not need"
