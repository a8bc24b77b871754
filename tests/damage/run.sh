#!/bin/sh
# Damages every fixture picture: see damage.c.
# usage: run.sh DAMAGE SOURCE_FOLDER [OPTION VALUE]...
set -eu
damage=$1
cd "$2/fixtures"
shift 2
find pictures formats -type f ! -name '*.expected' -size +0 | LC_ALL=C sort |
    xargs "$damage" "$@"
