#!/bin/sh
# One decision that the field leaves open: the records or pictures of a folder of cases/, judged for
# the editions of its captionlint.yaml, against what a person has decided. CAPTIONLINT_UPDATE=1
# rewrites "expected"; read the diff.
# usage: case.sh SHOW_CASE RULES CASE_FOLDER
set -eu
cd "$3"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
inputs=
for name in *; do
    case $name in
    captionlint.yaml | expected | *.list) ;;
    *.xmp) [ -e "${name%.xmp}.jpg" ] || inputs="$inputs $name" ;; # else read with its picture
    *) inputs="$inputs $name" ;;
    esac
done
[ -n "$inputs" ] || { echo "$3: no picture and no record" >&2; exit 1; }
# shellcheck disable=SC2086 # names of cases have no blanks
"$1" "$2" $inputs >"$work/shown"
# How far the time of a hostile text reaches hangs on the machine: tests/hostile looks at that.
grep -v ' took too long to read; ' "$work/shown" >"$work/out"
if [ "${CAPTIONLINT_UPDATE:-}" = 1 ]; then
    cp "$work/out" expected
fi
diff -u expected "$work/out"
