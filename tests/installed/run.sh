#!/bin/sh
# Installs a build into a folder of its own, compiles a program against what was installed, and runs
# it and the installed command: sh run.sh BUILD SOURCES. $CFLAGS goes to the compiler.
set -eu
build=$1
here=$(cd "$2" && pwd)/tests/installed
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
unset CAPTIONLINT_RULES
cmake --build "$build" --target reference >"$prefix/log" || { cat "$prefix/log"; exit 1; }
cmake --install "$build" --prefix "$prefix" >"$prefix/log" || { cat "$prefix/log"; exit 1; }

pc=$(find "$prefix" -name captionlint.pc)
[ -n "$pc" ] || { echo "no captionlint.pc was installed"; exit 1; }
# The file names the prefix of the configuration; this is another.
export PKG_CONFIG_PATH="${pc%/*}"
flags=$(pkg-config --define-variable=prefix="$prefix" --cflags --libs captionlint)
library=$(dirname "$(find "$prefix" -name 'libcaptionlint.so' | head -n 1)")
# shellcheck disable=SC2086
${CC:-cc} -std=c11 ${CFLAGS:-} "$here/picture.c" $flags -o "$prefix/picture"

# A JPEG whose comment names a credit and bars it from South Korea.
{
    printf '\377\330\377\376\000\052'
    printf '(Photo by Ann Bee / AFP) SOUTH KOREA OUT'
    printf '\377\332\000\010\001\001\000\000\077\000\000\377\331'
} >"$prefix/barred.jpg"
said=$(LD_LIBRARY_PATH="$library" "$prefix/picture" "$prefix/barred.jpg" KR)
[ "$said" = "mine block" ] || { echo "the program said: $said"; exit 1; }
said=$(LD_LIBRARY_PATH="$library" "$prefix/picture" "$prefix/barred.jpg" FR)
[ "$said" = "mine ok" ] || { echo "the program said: $said"; exit 1; }

for page in rules.html rules.txt; do
    page=$(find "$prefix" -path "*/doc/captionlint/$page")
    grep -q 'territory\.denied' "$page" || { echo "the reference was not installed"; exit 1; }
    ! grep -qF "$2" "$page" || { echo "$page names the folder it was built in"; exit 1; }
done

for script in bash-completion/completions/captionlint zsh/site-functions/_captionlint \
    fish/vendor_completions.d/captionlint.fish; do
    grep -q 'geo-blocked' "$prefix/share/$script" || { echo "$script was not installed"; exit 1; }
done

for file in man1/captionlint-watch.1 man1/captionlint-serve.1 man1/captionlint-worker.1 \
    man1/captionlint-hook.1 captionlint-watch.service captionlint-serve.service \
    captionlint-worker.service captionlint/cms_gate.sh captionlint/record.schema.json; do
    found=$(find "$prefix" -path "*/$file")
    [ -f "$found" ] && [ ! -L "$found" ] || { echo "$file was not installed"; exit 1; }
done
! grep -l '@CMAKE' "$prefix"/lib/systemd/system/*.service || { echo "a unit is a template"; exit 1; }

# The command finds the modules of its hooks; what it says is theirs.
for hook in serve worker; do
    said=$("$prefix/bin/captionlint" $hook --no-config --rules /nowhere 2>&1) &&
        { echo "$hook began without rules"; exit 1; }
    case $said in
    *.so*) echo "$hook: $said"; exit 1 ;;
    */nowhere*) ;;
    *) echo "$hook did not ask for its rules: $said"; exit 1 ;;
    esac
done

# The command finds its library and its rules with no option.
status=0
"$prefix/bin/captionlint" check --no-config --territory KR "$prefix/barred.jpg" || status=$?
[ "$status" -eq 1 ] || { echo "the installed command ended with $status"; exit 1; }
"$prefix/bin/captionlint" check --no-config --territory FR "$prefix/barred.jpg"
echo "ok"
