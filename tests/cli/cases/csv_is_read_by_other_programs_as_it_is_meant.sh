command -v python3 >/dev/null || skip 'no python3'
cat >captionlint.yaml <<'END'
editions:
  web-kr: {territory: [KR], medium: [internet], use: [editorial], at: 2026-11-22T12:00Z}
  "=web, \"fr\"; @x": {territory: [FR], medium: [internet], use: [editorial], at: 2026-11-22T12:00Z}
END
cat >all.ndjson <<'END'
{"id": "=1+1", "headline": "+SUM(A1)", "caption": "A \"crowd\", in Seoul;\nsecond line. / SOUTH KOREA OUT", "credit": "@AFP"}
{"id": "blank", "headline": "  \t-2", "caption": "One;  \"=HYPERLINK(1)\" two; =3, @four \u0000 \u202e \u001b[31m \r\n end", "instructions": "=cmd|' /C calc'!A0"}
{"id": "wide", "headline": "＝1", "caption": "서울 군중 — Zürich 🎈. MANDATORY CREDIT: \"Ann Bee/AFP\" / EMBARGOED UNTIL 2031-03-01 10:00 GMT"}
END
python3 - >>all.ndjson <<'END'
import json
print(json.dumps({"id": "long", "headline": "x", "caption": "𝄞" * 20000}))
END
captionlint check -q --format csv all.ndjson
expect_error_lines 0
cp "$there/out" report.csv
captionlint check -q --format csv -j 4 --profile none all.ndjson gone.txt
expect_status 2
expect_output '"gone.txt: No such file or directory; check the path","error"'
captionlint extract --format csv all.ndjson
cp "$there/out" extract.csv
captionlint check -q --format csv --files-from /dev/null
cp "$there/out" empty.csv

cat >read.py <<'END'
import csv, sys
def rows(path):
    raw = open(path, 'rb').read()
    assert raw.startswith(b'\xef\xbb\xbf'), 'no mark for Excel'
    text = raw.decode('utf-8-sig')
    assert text.count('\r') == text.count('\r\n'), 'a lone CR'
    for c in text:
        assert c in '\r\n' or ord(c) >= 32 and not '\x7f' <= c <= '\x9f', hex(ord(c))
        assert not '\u202a' <= c <= '\u202e', hex(ord(c))
    read = list(csv.reader(open(path, encoding='utf-8-sig', newline=''), strict=True))
    assert all(len(row) == len(read[0]) for row in read), 'rows of several lengths'
    return read
def is_formula(cell):
    return cell.lstrip()[:1] in tuple('=+-@＝＋－＠')
read = rows('report.csv')
head, body = read[0], [dict(zip(read[0], row)) for row in read[1:]]
assert len(body) == 8, len(body)
assert head[:6] == ['path', 'id', 'format', 'edition', 'verdict', 'credit'], head
for row in body:
    for name, cell in row.items():
        for line in cell.split('\n'):
            assert not is_formula(line), (name, cell)
        # as a program sees it whose language separates by semicolons
        for piece in cell.split(';')[1:]:
            assert not is_formula(piece.lstrip(' "')), (name, cell)
        assert len(cell.encode('utf-16-le')) // 2 <= 32767, (name, len(cell))
one, blank, wide, long = (body[i] for i in (0, 2, 4, 6))
assert one['id'] == "'=1+1" and one['headline'] == "'+SUM(A1)" and one['path'] == 'all.ndjson'
assert one['caption'] == 'A "crowd", in Seoul; second line. / SOUTH KOREA OUT', one['caption']
assert one['edition'] == 'web-kr' and one['verdict'] == 'block' and one['levels'].startswith('error')
assert one['rules'].split('\n')[0] == 'territory.denied' and 'South Korea' in one['findings']
assert len(one['rules'].split('\n')) == len(one['findings'].split('\n')) == len(one['levels'].split('\n'))
assert one['restrictions'] == 'SOUTH KOREA OUT' and one['incomplete'] == 'no'
assert body[1]['edition'] == "'=web, \"fr\";' @x" and body[1]['verdict'] != 'block', body[1]
assert blank['headline'] == "'-2" or blank['headline'].lstrip("' ") == '-2', blank['headline']
assert blank['caption'] == 'One;\'  "=HYPERLINK(1)" two;\' =3, @four   \\u202e  [31m    end', blank['caption']
assert wide['headline'] == "'＝1" and wide['caption'].startswith('서울 군중 — Zürich 🎈.'), wide
assert wide['credit'] == 'Ann Bee/AFP' and 'AFP' in wide['agencies'].split('\n'), wide
assert wide['creators'] == 'Ann Bee' and wide['embargo'] == '2031-03-01T10:00Z', wide
assert 'print: Ann Bee/AFP' in wide['duties'].split('\n') or wide['verdict'] == 'block', wide
assert long['caption'].endswith(' […]') and long['caption'].startswith('𝄞' * 15000)
extract = rows('extract.csv')
assert extract[0] == head and len(extract) == 5
assert all(row[head.index(name)] == '' for row in extract[1:] for name in ('edition', 'verdict', 'duties'))
assert rows('empty.csv') == [head]
if len(sys.argv) > 1:
    import sqlite3
    other = [list(row) for row in sqlite3.connect(sys.argv[1]).execute('select * from report')]
    assert other == read[1:], 'sqlite3 reads it otherwise'
    names = [row[1] for row in sqlite3.connect(sys.argv[1]).execute('pragma table_info(report)')]
    assert names == head, names
END
python3 read.py >"$there/out" 2>&1 || fail 'csv.reader reads something else'
if command -v sqlite3 >/dev/null; then
    sqlite3 base.db '.import --csv report.csv report' >"$there/out" 2>&1 || fail 'sqlite3 cannot read it'
    python3 read.py base.db >"$there/out" 2>&1 || fail 'sqlite3 reads something else'
fi
