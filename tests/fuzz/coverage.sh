#!/bin/sh
# Replays the fuzz corpora of the containers and the metadata in a build with --coverage and prints,
# for every source file of these layers, how many of its lines they reach.
# usage: coverage.sh BUILD_FOLDER
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)
targets=$(sed -n 's/^ *cl_fuzz(\(container\|metadata\) \(.*\))/\2/p' \
    "$here/../container.cmake" "$here/../metadata.cmake")
# shellcheck disable=SC2086 # a list of words
cmake --build "$build" --target $(printf 'fuzz_%s ' $targets)
find "$build" -name '*.gcda' -delete
for target in $targets; do
    "$build/tests/fuzz_$target" "$here/corpus/$target" >/dev/null
done
for layer in container metadata; do
    find "$build/CMakeFiles/cl_$layer.dir" -name '*.gcda'
done | sort | while read -r data; do
    gcov -n "$data" 2>/dev/null |
        sed -n "/^File '.*\/\(container\|metadata\)\/[a-z0-9_]*\.c'/{s/.*\/\(.*\/.*\)'/\1/;N;s/\nLines executed:\(.*\)% of \(.*\)/ \1 \2/;p;}"
done | awk '{ printf "%-36s %6.1f %% of %d lines\n", $1, $2, $3; reached += $2 * $3 / 100; lines += $3 }
    END { printf "%-36s %6.1f %% of %d lines\n", "all", 100 * reached / lines, lines }'
