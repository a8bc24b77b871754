#!/bin/sh
# What is read of every picture of fixtures/formats, against the NAME.expected beside it, which a
# person has read and found right. CAPTIONLINT_UPDATE=1 rewrites them; read the diff.
# usage: formats.sh READ_FIELDS SOURCE_FOLDER
set -eu
cd "$2/fixtures/formats"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
count=0
for picture in *; do
    case $picture in *.expected) continue ;; esac
    "$1" "$picture" >"$work/out" 2>&1 || failed=1
    if [ "${CAPTIONLINT_UPDATE:-}" = 1 ]; then
        cp "$work/out" "$picture.expected"
    fi
    diff -u "$picture.expected" "$work/out" || failed=1
    count=$((count + 1))
done
echo "$count pictures"
[ "$count" -gt 0 ] && [ "$failed" = 0 ]
