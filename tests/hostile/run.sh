#!/bin/sh
# Captions that are slow to read end in time: sh run.sh TIME_RECORDS SOURCES MOST [BYTES...]
# With BYTES all of them, of those lengths; without, a few short ones. MOST is in milliseconds.
set -u
time_records=$1
sources=$2
most=$3
shift 3
here=$(mktemp -d) || exit 1
trap 'rm -rf "$here"' EXIT
export XDG_CACHE_HOME="$here/cache"
make="python3 $sources/tests/hostile/make_captions.py $sources/rules"
if [ $# -eq 0 ]; then
    $make 6144 --few >"$here/records.ndjson" || exit 1
else
    for bytes; do $make "$bytes"; done >"$here/records.ndjson" || exit 1
fi
"$time_records" "$sources/rules" "$here/records.ndjson" "$most"
