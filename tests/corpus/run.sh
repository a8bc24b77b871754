#!/bin/sh
# What is read of notes of every family, and of labelled captions that stand beside the project:
# sh run.sh COMMAND SOURCES notes|examples|score. Exit status 77: skipped, because they are not there.
set -u
command=$1
sources=$2
shared=${CL_SHARED:-$sources/../shared}
export CAPTIONLINT_RULES="$sources/rules"

skip() {
    echo "skipped: $*"
    exit 77
}

# at_least NAME FIGURE: the figure of that name in the last line of $scores.
at_least() {
    python3 -c '
import json, sys
figure = json.loads(sys.argv[1].splitlines()[-1])[sys.argv[2]]
sys.exit(0 if figure >= float(sys.argv[3]) else "%s is %s, below %s" % (sys.argv[2], figure, sys.argv[3]))' \
        "$scores" "$1" "$2" || exit 1
}

score() {
    scores=$(python3 "$shared/tools/score.py" "$shared/corpus/dev.jsonl" --binary "$command" --json "$@") || exit 1
    echo "$scores"
}

command -v python3 >/dev/null || skip "there is no python3"
case $3 in
notes)
    exec python3 "$sources/tests/corpus/examples.py" "$command" "$sources/fixtures/notes.tsv"
    ;;
examples)
    [ -r "$shared/domain/examples.tsv" ] || skip "there is no $shared/domain/examples.tsv"
    exec python3 "$sources/tests/corpus/examples.py" "$command" "$shared/domain/examples.tsv"
    ;;
score)
    [ -r "$shared/corpus/dev.jsonl" ] || skip "there is no $shared/corpus/dev.jsonl"
    score --tier wire
    at_least f1_all 0.98
    at_least f1_credit 0.97
    at_least f1_mandatory 0.98
    score
    at_least f1_all 0.97
    # The two figures that matter most, the other way round.
    echo "$scores" | grep -q '"silent_misses": 0,' || { echo "a restriction passed in silence"; exit 1; }
    echo "$scores" | grep -qE '"false_alarms": [0-2],' || { echo "too many false alarms"; exit 1; }
    ;;
esac
