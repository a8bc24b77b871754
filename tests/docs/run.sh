#!/bin/sh
# Runs the examples of a document: in each ```console block a line "$ command" is run from the top
# folder with the built command in PATH, and what it prints must be what the block shows.
# With CAPTIONLINT_UPDATE=1 the blocks are rewritten instead.
# usage: run.sh COMMAND SOURCE_FOLDER DOCUMENT
set -eu
PATH=$(dirname "$1"):$PATH
cd "$2"
document=$3
captionlint rules list >/dev/null # an example that cannot run must not be written down
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v work="$work" '
    function run(command) {
        close(out)
        system("{ " command "\n} 2>&1 >" work "/out; cat " work "/out >" work "/shown")
        while ((getline line < (work "/shown")) > 0) {
            print line >> out
        }
        close(work "/shown")
    }
    BEGIN { out = work "/new" }
    /^```console$/ { block = 1; print >> out; next }
    /^```$/ { block = 0; print >> out; next }
    block && /^\$ / { print >> out; fflush(out); run(substr($0, 3)); next }
    block { next }
    { print >> out }
' "$document"

if [ "${CAPTIONLINT_UPDATE:-}" = 1 ]; then
    cp "$work/new" "$document"
    exit 0
fi
grep -q '^\$ ' "$document" || { echo "$document: no examples" >&2; exit 1; }
diff -u "$document" "$work/new"
