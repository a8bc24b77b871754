# A folder in which nothing may be written is told, and nothing is left behind in it.
mkdir desk
jpeg desk/tram.jpg 'A tram in Hale. SOUTH KOREA OUT'
chmod a+rx . desk
chmod a+r desk/tram.jpg
chmod a-w desk
if [ "$(id -u)" = 0 ]; then
    command -v setpriv >/dev/null || skip 'root may write everywhere'
    as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
    $as_nobody test -x "$command" -a -r "$CAPTIONLINT_RULES/pack.yaml" ||
        skip 'others may not run the command'
    CAPTIONLINT_NO_CACHE=1 $as_nobody "$command" fix --yes desk/tram.jpg >"$there/out" 2>"$there/err"
    status=$?
else
    captionlint fix --yes desk/tram.jpg
fi
expect_status 2
expect_error 'its folder is read-only'
expect_error 'nothing was written'
[ "$(ls -A desk)" = tram.jpg ] || fail "there is more in the folder: $(ls -A desk)"
