#!/bin/sh
# Installs what the build needs from Debian 12's own packages, and only what is missing.
set -eu

packages="build-essential cmake ninja-build pkg-config
libexif-dev libxml2-dev libxslt1-dev libpcre2-dev libyaml-dev libjansson-dev libutf8proc-dev libmd-dev
zlib1g-dev libbrotli-dev libsqlite3-dev libcmocka-dev libmicrohttpd-dev libgnutls28-dev librabbitmq-dev
gettext python3"

case ${1:-} in
--test) # counts instructions; what the reports are held against
    packages="$packages valgrind strace iso-codes python3-jsonschema python3-rdflib libxml2-utils
        wrk openssl" # what clients of the service are
    packages="$packages git git-lfs curl pre-commit parallel python3-yaml shellcheck" # what hooks stand in
    packages="$packages rabbitmq-server python3-pika" ;; # a broker, and what reads its queues
--developer) packages="$packages clang clang-format-14 libclang-rt-14-dev" ;; # make fuzz, make format
--bench) packages="$packages exif exiv2 libimage-exiftool-perl" ;; # what we are compared with
esac
if [ "${1:-}" = --test ]; then # the sheet in a browser; any node and Chromium will do
    packages="$packages poppler-utils"
    command -v chromium >/dev/null || packages="$packages chromium"
    command -v node >/dev/null || packages="$packages nodejs"
    command -v npm >/dev/null || packages="$packages npm"
fi

missing=""
for package in $packages; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "install these, or what your system calls them:$missing" >&2
    exit 1
fi
run=""
[ "$(id -u)" = 0 ] || run="sudo"
echo "installing:$missing"
# The tests start a broker of their own; its package is not to start one for the whole system.
policy=/usr/sbin/policy-rc.d
case $missing in
*rabbitmq-server*)
    if [ ! -e "$policy" ]; then
        trap '$run rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' | $run tee "$policy" >/dev/null
        $run chmod 755 "$policy"
    fi ;;
esac
$run apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
    >/dev/null
