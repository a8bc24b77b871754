#!/bin/sh
# Asks `captionlint serve` whether a picture may be published. usage: cms_gate.sh PICTURE EDITION
#
# Exit status 0: yes, and the record on standard output says what must be printed with it; 1: no, and
# why; 2: there is no answer, which is no yes. Publish on 0 alone.
#
# CAPTIONLINT_URL         where the service is; http://127.0.0.1:8377 if not set
# CAPTIONLINT_TOKEN_FILE  a file with its bearer token, if it asks for one
# CAPTIONLINT_SECONDS     how long to try in all; 60 if not set
set -eu

refuse() {
    echo "cms_gate.sh: $1; not published" >&2
    exit 2
}

[ $# -eq 2 ] || refuse "usage: cms_gate.sh PICTURE EDITION"
picture=$1
edition=$2
url=${CAPTIONLINT_URL:-http://127.0.0.1:8377}
seconds=${CAPTIONLINT_SECONDS:-60}
if ! [ -f "$picture" ] || ! [ -r "$picture" ]; then
    refuse "$picture: cannot be read"
fi

work=$(mktemp -d) || refuse "no temporary folder"
trap 'rm -rf "$work"' EXIT
trap 'exit 2' INT TERM HUP

# In a file, so that no other user of the machine sees the token.
: >"$work/headers"
if [ -n "${CAPTIONLINT_TOKEN_FILE:-}" ]; then
    token=$(cat "$CAPTIONLINT_TOKEN_FILE") || refuse "no token"
    (umask 077 && printf 'Authorization: Bearer %s\n' "$token" >"$work/headers")
fi

# curl tries again what may pass: no connection, 408, 429, 500, 502, 503, 504; as late as Retry-After says.
status=$(curl --silent --show-error --proto =http,https --max-time "$seconds" \
    --retry 10 --retry-connrefused --retry-max-time "$seconds" \
    --header @"$work/headers" --header 'Content-Type: application/octet-stream' \
    --url-query "edition=$edition" --url-query "name=${picture##*/}" --url-query format=ndjson \
    --data-binary @- \
    --output "$work/record" --dump-header "$work/answer" --write-out '%{http_code}' \
    "$url/v1/check" <"$picture" 2>"$work/error") || refuse "$url: $(tail -n 1 "$work/error")"
[ "$status" = 200 ] || refuse "$url: HTTP $status: $(head -c 1000 "$work/record" | tr -d '\000-\037\177')"

# Of the last answer, where there were several.
verdict=$(awk '/^HTTP\// { verdict = "" }
    tolower($1) == "captionlint-verdict:" { verdict = verdict $2 }
    END { sub(/\r$/, "", verdict); print verdict }' "$work/answer")
case $verdict in
ok | duty)
    cat "$work/record"
    ;;
review | incomplete | block)
    cat "$work/record"
    echo "cms_gate.sh: $verdict for $edition; not published" >&2
    exit 1
    ;;
*) refuse "$url: no verdict" ;;
esac
