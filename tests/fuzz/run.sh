#!/bin/sh
# Runs every fuzz target of a build folder for some seconds, two at a time, from the committed corpus.
# What is found new stays in the build folder; a crash stops with the input that shows it.
set -eu
build=$1
seconds=$2
here=$(dirname "$0")

run_one() {
    target=$1
    name=${target##*/fuzz_}
    found="$build/found/$name"
    mkdir -p "$found"
    log="$build/found/$name.log"
    dictionary=""
    [ -f "$here/dictionaries/$name.dict" ] && dictionary="-dict=$here/dictionaries/$name.dict"
    # shellcheck disable=SC2086 # an optional word
    if "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        $dictionary -artifact_prefix="$found/crash-" "$found" "$here/corpus/$name" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "$name: $runs runs in $seconds s, nothing found"
    else
        echo "$name: FAILED, see $log"
        tail -n 40 "$log"
        return 1
    fi
}

if [ "${3:-}" != "" ]; then
    run_one "$3"
    exit
fi
find "$build/tests" -maxdepth 1 -name 'fuzz_*' -type f -perm -u+x | sort |
    xargs -P 2 -I TARGET "$0" "$build" "$seconds" TARGET
