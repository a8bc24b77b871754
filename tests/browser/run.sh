#!/bin/sh
# usage: run.sh COMMAND SOURCE BUILD
# Makes the sheet of sixty pictures with the real command and drives it in Chromium. Exits with 77,
# which ctest shows as skipped, where Chromium, node or the npm packages cannot be had.
set -eu
command=$1 source=$2 build=$3

work=$build/browser
here=$source/tests/browser
export CAPTIONLINT_RULES="$source/rules" CAPTIONLINT_NODE="$work/npm"
. "$here/tools.sh"

# An empty folder each time: a picture of an earlier run would be checked too.
rm -rf "$work/drawn"
node "$here/make_pictures.js" "$source/fixtures/sheet/drawn.json" "$work/drawn" >"$work/drawn.txt"

pictures=$source/fixtures/pictures
set -- "$work/drawn" "$source/fixtures/sheet/pictures"
for name in afp-kcna-block.jpg clean-credit.jpg editorial-only.webp extended-xmp.jpg \
    handout-no-sales.png kyodo-japan-out-iim-latin1-only.jpg plus-terms.jpg sidecar.jpg uk-out.tif \
    damaged/empty.jpg damaged/not-a-picture.jpg damaged/segment-beyond-end.jpg \
    damaged/truncated.jpg; do
    set -- "$@" "$pictures/$name"
done
set -- "$@" "$source/fixtures/sheet/captions.ndjson"

# There are damaged pictures among them: 2.
lint() {
    status=0
    "$command" "$@" 2>"$work/said.txt" || status=$?
    [ "$status" = 2 ] || { cat "$work/said.txt"; echo "exit status $status, not 2: $*"; exit 1; }
}
config=$source/fixtures/sheet/captionlint.yaml
lint check --config "$config" --format html -o "$work/sheet.html" "$@"
# An earlier night, when one edition was made for another country; and the week's summary.
lint check --config "$config" --format ndjson --edition print-it --territory FI \
    -o "$work/then.ndjson" "$source/fixtures/sheet/captions.ndjson"
lint check --config "$config" --format ndjson --thumbnails -o "$work/now.ndjson" "$@"
"$command" report --since "$work/then.ndjson" -o "$work/report.html" "$work/now.ndjson"

node "$here/sheet.js" "$work" "$source/docs"
