# Scripts for three shells; the name of an edition may hold anything, and does nothing to a shell.
for shell in bash zsh fish; do
    captionlint completion $shell
    expect_status 0
    cp "$there/out" complete.$shell
    command -v $shell >/dev/null || continue
    $shell -n complete.$shell >"$there/out" 2>"$there/err" || fail "no script for $shell"
done
captionlint completion tcsh
expect_status 2
captionlint completion bash -o written.bash
cmp complete.bash written.bash || fail 'another script in a file'
grep -q -- '--geo-blocked' complete.zsh || fail 'an option is missing'

hostile='$(touch done);`touch done`|touch done&"'"'"'\ <b> *'
cat >captionlint.yaml <<END
editions:
  web-kr: {territory: [KR]}
  "$(printf '%s' "$hostile" | sed 's/[\\"]/\\&/g')": {territory: [FR]}
  "line\nfeed \e[31m": {territory: [FR]}
END
captionlint completion editions
expect_output web-kr
expect_output "$hostile"
expect_no_output feed
captionlint completion profiles
expect_output publish-web
expect_output none
captionlint completion rules
expect_output territory.denied
captionlint completion languages
expect_output en
PATH=$(dirname "$command"):$PATH

command -v bash >/dev/null || skip 'no bash'
cat >drive.bash <<'END'
source ./complete.bash
ask() { # WORD... : completes the last one
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    _captionlint
    printf '%s\n' "${COMPREPLY[@]}"
}
check() { # EXPECTED WORD...
    local wanted=$1 got
    shift
    got=$(ask "$@")
    [[ $got == $wanted ]] || { printf 'for %s: %s\n' "$*" "$got"; exit 1; }
}
check 'check' captionlint che
check '*extract*rules*' captionlint ''
check '--format' captionlint check --form
check '*csv*html*' captionlint check --format ''
check '*csv*html*' captionlint check --format =
check 'ndjson' captionlint check --format = nd
check 'json' captionlint diff --format j
check 'warning' captionlint check --fail-on = w
check '' captionlint extract --fail-on-
check $'yes\nno' captionlint check --crop =
check '' captionlint check --crop ''
check '' captionlint check --credit ''
check '' captionlint check pic
check 'territory.denied' captionlint explain territory.denie
check $'list\nshow\ntest\nreference' captionlint rules ''
check 'territory.denied' captionlint rules show territory.denie
check 'publish-web' captionlint check --no-config --profile = publish-w
check 'web-kr' captionlint check --edition web
check 'bash' captionlint completion b
mkdir -p rules.d
check 'rules.d' captionlint check --rules rules.
COMP_WORDS=(captionlint check --edition '') COMP_CWORD=3 COMPREPLY=()
_captionlint
[[ ${#COMPREPLY[@]} == 2 ]] || { printf 'editions: %s\n' "${COMPREPLY[@]}"; exit 1; }
eval "set -- ${COMPREPLY[1]}" # as if it was entered
[[ $# == 1 && $1 == "$hostile" ]] || { printf 'entered: %s\n' "$*"; exit 1; }
END
hostile=$hostile bash drive.bash >"$there/out" 2>"$there/err" || fail 'bash completes otherwise'
[ ! -e done ] || fail 'the name of an edition was obeyed by bash'

if command -v fish >/dev/null; then
    fish_says() {
        XDG_CONFIG_HOME=$here/fish XDG_DATA_HOME=$here/fish timeout 60 fish --no-config -c \
            'source complete.fish; complete -C $argv[1]' -- "$1" >"$there/out" 2>"$there/err"
    }
    fish_says 'captionlint check --fail-on w'
    expect_output warning
    fish_says 'captionlint rules '
    expect_output reference
    fish_says 'captionlint check --edition '
    expect_output web-kr
    expect_output "$hostile"
    [ ! -e done ] || fail 'the name of an edition was obeyed by fish'
fi

if command -v zsh >/dev/null; then
    mkdir -p functions
    cp complete.zsh functions/_captionlint
    cat >drive.zsh <<'END'
zmodload zsh/zpty
zpty shell 'TERM=dumb PS1= PS2= zsh -f -i'
zpty -w shell 'unsetopt zle_bracketed_paste prompt_sp 2>/dev/null; fpath=($PWD/functions $fpath)'
zpty -w shell 'autoload -Uz compinit; compinit -u -D; bindkey "^I" complete-word'
zpty -w shell 'captionlint() { if [[ $1 == completion ]]; then command captionlint "$@"; else print -rl -- "$@" >typed; print fin""ished; fi }'
enter() { # what is typed, what is to be entered
    local said=
    zpty -w shell "$1"
    while zpty -r shell said; do [[ $said == *finished* ]] && break; done
    [[ $(<typed) == $2 ]] || { print -r -- "typed $1: $(<typed)"; exit 1 }
}
enter $'captionlint check --fail-on=wa\t' $'check\n--fail-on=warning'
enter $'captionlint ext\t' $'extract'
enter $'captionlint explain territory.denie\t' $'explain\nterritory.denied'
enter $'captionlint rules ref\t' $'rules\nreference'
enter $'captionlint check --edition=web\t' $'check\n--edition=web-kr'
enter $'captionlint check --edition=\\$\t' $'check\n--edition='$hostile
zpty -d shell
END
    hostile=$hostile timeout 120 zsh -f drive.zsh >"$there/out" 2>"$there/err" || fail 'zsh completes otherwise'
    [ ! -e done ] || fail 'the name of an edition was obeyed by zsh'
fi
