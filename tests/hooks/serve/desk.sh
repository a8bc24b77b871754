#!/bin/sh
# usage: desk.sh COMMAND SOURCE BUILD [PICTURES]
# Starts the real server and drives its desk page in Chromium; PICTURES are dropped at once in one of
# the steps. Exits with 77, which ctest shows as skipped, where Chromium, node or the npm packages
# cannot be had.
set -eu
command=$1 source=$2 build=$3

work=$build/desk
here=$source/tests/browser
mkdir -p "$work"
export CAPTIONLINT_RULES="$source/rules" CAPTIONLINT_NODE="$build/browser/npm"
. "$here/tools.sh"

rm -rf "$work/drawn"
node "$here/make_pictures.js" "$source/fixtures/sheet/drawn.json" "$work/drawn" >"$work/drawn.txt"
exec node "$source/tests/hooks/serve/desk.js" "$command" "$source" "$work" "${4:-40}"
