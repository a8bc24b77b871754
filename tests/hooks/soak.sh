#!/bin/sh
# The long forms of the tests of the hooks, one after the other: some 40 minutes on two cores.
# usage: soak.sh COMMAND SOURCES WORK
# Goes on after a failure, and names all at the end.
set -u
command=$1 sources=$(cd "$2" && pwd) work=$3
here=$sources/tests/hooks
python=/usr/bin/python3 # with the modules that Debian packages
export CAPTIONLINT_RULES="$sources/rules" PYTHONDONTWRITEBYTECODE=1
mkdir -p "$work"
failed=""

soak() { # NAME COMMAND...
    name=$1
    shift
    echo "== $name: $*"
    "$@" || failed="$failed $name"
}

soak watch.kills "$python" "$here/watch/kills.py" "$command" "$sources" \
    --pictures 5000 --kills 20 --seconds 150
for form in "" --across --inner "--twice --every 2"; do
    # shellcheck disable=SC2086 # a list of words
    soak "watch.points$form" "$python" "$here/watch/points.py" "$command" "$sources" --parallel 2 $form
done
soak serve.load "$python" "$here/serve/load.py" "$command" "$sources" --seconds 30 --quiet 1.5
soak serve.attacks "$python" "$here/serve/attacks.py" "$command" "$sources" --idle 10000 \
    --body 1024 --max-body 64 --timeout 10 --slow 200 --parts 100000 --spaces 60 --growth 192
soak serve.lifecycle "$python" "$here/serve/lifecycle.py" "$command" "$sources" --whole
soak serve.desk sh "$here/serve/desk.sh" "$command" "$sources" "$work" 200
soak queue "$python" "$here/queue/pipeline.py" "$command" "$work/queue" --cases \
    --jobs 20000 --workers 3 --kill-every 3 --patience 1800 --throughput 3000
soak git.stream "$python" "$here/git/stream.py" "$command" "$sources" --records 100000 --growth 24 \
    Endless.test_answers_come_in_order_with_constant_memory

[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
