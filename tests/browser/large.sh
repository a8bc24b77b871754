#!/bin/sh
# usage: large.sh COMMAND SOURCE BUILD [COUNT]
# How large the sheet of 2,000 pictures is, how long it takes to make, and to open: figures, no test.
# COMMAND should be a release build; a sanitized one is many times slower.
set -eu
command=$1 source=$2 build=$3

work=$build/browser
here=$source/tests/browser
export CAPTIONLINT_RULES="$source/rules" CAPTIONLINT_NODE="$work/npm"
. "$here/tools.sh"

rm -rf "$work/drawn"
node "$here/make_pictures.js" "$source/fixtures/sheet/drawn.json" "$work/drawn" >"$work/drawn.txt"
node "$here/large.js" "$command" "$source" "$work" "${4:-2000}"
