#!/bin/sh
# The report on every fixture picture, for the two editions of fixtures/demo.yaml, against what a
# person has read and found right. CAPTIONLINT_UPDATE=1 rewrites it; read the diff.
# usage: run.sh COMMAND SOURCE_FOLDER
set -eu
cd "$2"
golden=tests/golden/fixtures.expected
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
"$1" check --config fixtures/demo.yaml --edition web-kr --edition web-it --at 2026-01-15T12:00Z \
    --colour never fixtures/pictures     >"$work/out" 2>"$work/err" || status=$?
{
    cat "$work/out"
    echo "--- standard error"
    cat "$work/err"
    echo "--- exit status $status"
} >"$work/all"
if [ "${CAPTIONLINT_UPDATE:-}" = 1 ]; then
    cp "$work/all" "$golden"
fi
diff -u "$golden" "$work/all"
