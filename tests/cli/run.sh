#!/bin/sh
# Runs one case of the command's behaviour: sh run.sh COMMAND SOURCES CASE.
# A case runs in an empty folder of its own, with the functions below. Exit status 77: skipped.
set -u
command=$1
sources=$2
case=$3
here=$(mktemp -d) || exit 1
there=$(mktemp -d) || exit 1 # what the driver notes, out of the case's sight
trap 'chmod -R u+rwx "$here" 2>/dev/null; rm -rf "$here" "$there"' EXIT
cd "$here" || exit 1
export CAPTIONLINT_RULES="$sources/rules"
export XDG_CONFIG_HOME="$here/.no-config" HOME="$here" LC_ALL=C
unset NO_COLOR
status=none

# captionlint ARGUMENTS: runs the command; its status, output and errors are kept for expect_*.
captionlint() {
    "$command" "$@" >"$there/out" 2>"$there/err"
    status=$?
}

fail() {
    echo "$case: $*"
    echo "exit status: $status"
    sed 's/^/stdout: /' "$there/out" | head -40
    sed 's/^/stderr: /' "$there/err" | head -40
    exit 1
}

skip() {
    echo "skipped: $*"
    exit 77
}

expect_status() {
    [ "$status" = "$1" ] || fail "exit status $status instead of $1"
}

# The exact number of lines on standard error.
expect_error_lines() {
    lines=$(wc -l <"$there/err")
    [ "$lines" -eq "$1" ] || fail "$lines lines on standard error instead of $1"
}

expect_error() {
    grep -qF -- "$1" "$there/err" || fail "standard error does not say: $1"
}

expect_output() {
    grep -qF -- "$1" "$there/out" || fail "standard output does not say: $1"
}

expect_no_output() {
    ! grep -qF -- "$1" "$there/out" || fail "standard output says: $1"
}

# The output without line breaks and blanks, for JSON however it is laid out.
expect_json() {
    tr -d ' \n' <"$there/out" | grep -qF -- "$1" || fail "no such JSON: $1"
}

expect_no_json() {
    ! tr -d ' \n' <"$there/out" | grep -qF -- "$1" || fail "there is such JSON: $1"
}

# caption FILE TEXT
caption() {
    printf '%s\n' "$2" >"$1"
}

# jpeg FILE TEXT: a JPEG whose COM segment holds a text of less than 200 bytes.
jpeg() {
    {
        printf '\377\330\377\376\000'
        printf "\\$(printf '%03o' $((${#2} + 2)))"
        printf '%s' "$2"
        printf '\377\332\000\010\001\001\000\000\077\000\000\377\331'
    } >"$1"
}

. "$case"
echo "ok"
