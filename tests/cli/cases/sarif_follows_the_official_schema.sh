python=
for one in python3 /usr/bin/python3; do
    if "$one" -c 'import jsonschema' 2>/dev/null; then
        python=$one
        break
    fi
done
[ -n "$python" ] || skip "no Python with jsonschema (Debian: python3-jsonschema)"
mkdir in
printf 'Händler in Séoul 漢字\nCHINA OUT / {0} [x](http://y) NO SALES \033[2J' >in/a.txt
caption "in/$(printf 'b 100%%\n::error::c.txt')" 'A crowd in Paris. / FRANCE OUT ]]> <b>'
printf '{"id": "P-1", "caption": "A crowd / CHINA OUT"}\n{"caption": "ASK DESK FIRST", "x": 1}\n' \
    >in/records.ndjson
cp "$sources"/fixtures/pictures/*.* "$sources"/fixtures/pictures/damaged/*.* in/
captionlint check --no-config --territory CN,FR,JP --medium internet --use editorial \
    --format sarif -o log.sarif in gone.jpg
expect_status 2
"$python" "$sources/tests/cli/sarif.py" "$sources/fixtures/schemas/sarif-2.1.0.json" log.sarif \
    >"$there/out" 2>&1 || fail "the log is not right"
grep -q '"gone.jpg: No such file' log.sarif || fail "nothing tells of the input that is missing"
