"""Attacks by what is in a body: forms, records, captions, pictures."""

import json
import os

from attacking import CAPTION, TEXT, options, post, wrong
from served import fixture

# Multipart.


def part(head, data, boundary=b"B"):
    return b"--" + boundary + b"\r\n" + head + b"\r\n\r\n" + data + b"\r\n"


DISPOSITION = b'Content-Disposition: form-data; name="picture"'
FORM = b"multipart/form-data; boundary=B"


def broken_forms(picture):
    """(what, content type, body, statuses that are right)"""
    file = DISPOSITION + b'; filename="a.jpg"'
    end = b"--B--\r\n"
    good = part(file, picture)
    return [
        ("whole", FORM, good + end, {200}),
        ("with a preamble and an epilogue", FORM, b"before\r\n" + good + end + b"behind", {200, 400}),
        ("without an end", FORM, good, {400}),
        ("cut in a boundary", FORM, good + b"--", {400}),
        ("cut in a header", FORM, b"--B\r\nContent-Dispos", {400}),
        ("cut in the bytes", FORM, (good + end)[: len(picture) // 2], {400}),
        ("of another boundary", b"multipart/form-data; boundary=C", good + end, {400, 422}),
        ("with an empty boundary", b"multipart/form-data; boundary=", good + end, {400}),
        ("with a quoted boundary", b'multipart/form-data; boundary="B"', good + end, {200}),
        ("with a quote that does not end", b'multipart/form-data; boundary="B', good + end, {200, 400}),
        (
            "with a boundary of 70",
            b"multipart/form-data; boundary=" + b"x" * 70,
            good.replace(b"--B", b"--" + b"x" * 70) + b"--" + b"x" * 70 + b"--\r\n",
            {200},
        ),
        (
            "with a boundary of 71",
            b"multipart/form-data; boundary=" + b"x" * 71,
            good.replace(b"--B", b"--" + b"x" * 71) + b"--" + b"x" * 71 + b"--\r\n",
            {200, 400},
        ),
        ("with a boundary of 4000", b"multipart/form-data; boundary=" + b"x" * 4000, good, {400}),
        ("with two boundaries", b"multipart/form-data; boundary=B; boundary=C", good + end, {200, 400}),
        (
            "nested",
            FORM,
            part(
                b'Content-Disposition: form-data; name="p"\r\nContent-Type: multipart/mixed; boundary=C',
                b"--C\r\n\r\nx\r\n--C--",
            )
            + end,
            {400, 422},
        ),
        ("without a name", FORM, part(b'Content-Disposition: form-data; filename="a.jpg"', picture) + end, {200, 400}),
        ("without a disposition", FORM, part(b"Content-Type: image/jpeg", picture) + end, {400, 422}),
        ("without headers", FORM, b"--B\r\n\r\nx\r\n" + end, {400, 422}),
        ("with a header without a colon", FORM, part(b"Content-Disposition form-data", picture) + end, {400, 422}),
        ("with a long header", FORM, part(file + b"\r\nX: " + b"x" * 100000, picture) + end, {200, 400, 413, 431}),
        ("with 10,000 headers", FORM, part(file + b"\r\nX: x" * 10000, picture) + end, {200, 400, 413, 431}),
        (
            "with the disposition twice",
            FORM,
            part(file + b"\r\n" + DISPOSITION + b'; filename="b.jpg"', picture) + end,
            {200, 400},
        ),
        (
            "with two names",
            FORM,
            part(b'Content-Disposition: form-data; name="caption"; name="x"', CAPTION) + end,
            {200, 400, 422},
        ),
        ("with bare line feeds", FORM, (good + end).replace(b"\r\n", b"\n"), {200, 400, 422}),
        (
            "with zeros in the header",
            FORM,
            part(b'Content-Disposition: form-data; name="pic\0ture"; filename="a\0.jpg"', picture) + end,
            {200, 400},
        ),
        ("of zeros", FORM, b"\0" * 5000, {400, 422}),
        (
            "of a caption that is no UTF-8",
            FORM,
            part(b'Content-Disposition: form-data; name="caption"', b"\xff\xfe\x80 JAPAN OUT") + end,
            {200, 400, 422},
        ),
        ("of an empty picture", FORM, part(file, b"") + end, {200, 422}),
        (
            "of two formats",
            FORM,
            part(b'Content-Disposition: form-data; name="format"', b"json")
            + part(b'Content-Disposition: form-data; name="format"', b"html")
            + good
            + end,
            {200, 400},
        ),
        (
            "of an unknown format",
            FORM,
            part(b'Content-Disposition: form-data; name="format"', b"nonsense") + good + end,
            {400, 422},
        ),
        (
            "of an unknown edition",
            FORM,
            part(b'Content-Disposition: form-data; name="edition"', b"nonsense") + good + end,
            {422},
        ),
        (
            "of a large edition",
            FORM,
            part(b'Content-Disposition: form-data; name="edition"', b"x" * 1000000) + good + end,
            {400, 413, 422},
        ),
        ("of boundaries alone", FORM, b"--B\r\n" * 10000, {400, 413, 422}),
        ("of what looks like boundaries", FORM, part(file, b"\r\n--" * 50000) + end, {200}),
        (
            "of many parts",
            FORM,
            part(b'Content-Disposition: form-data; name="caption"', b"x") * options.parts + end,
            {200, 400, 413, 422},
        ),
        ("of many pictures", FORM, part(file, b"x") * options.parts + end, {200, 400, 413, 422}),
    ]


# What a picture is called in the report is a name and no path; the file is never looked at.
NAMES = [
    (b'filename="../../../../etc/passwd"', "passwd"),
    (b'filename="/etc/passwd"', "passwd"),
    (b'filename="C:\\\\pictures\\\\a.jpg"', "a.jpg"),
    (b'filename="..\\\\..\\\\a.jpg"', "a.jpg"),
    (b'filename=".."', None),
    (b'filename="."', None),
    (b'filename="/"', None),
    (b'filename=""', None),
    (b'filename="a.jpg\r\n X: y"', None),
    (b'filename="a\x1b[31m.jpg"', None),
    (b'filename="a;b.jpg"', "a;b.jpg"),
    ('filename="straße 東京.jpg"'.encode(), "straße 東京.jpg"),
    (b"filename*=UTF-8''stra%C3%9Fe.jpg", None),
    (b"filename=\"a.jpg\"; filename*=UTF-8''..%2f..%2fetc%2fpasswd", None),
    (b"filename*=UTF-8''%ff%00%zz", None),
    (b"filename=a.jpg", "a.jpg"),
    (b'filename="\xff\xfe.jpg"', None),
    (b'filename="' + b"x" * 5000 + b'.jpg"', None),
    (b'filename="-"', None),
    (b'filename="~root"', None),
    (b'filename="http://192.0.2.1/a.jpg"', "a.jpg"),
]


def broken_multipart(server):
    picture = fixture(options.sources, "pictures/clean-credit.jpg")
    for what, kind, body, right in broken_forms(picture):
        post(server, f"a form {what}", {"Content-Type": kind.decode()}, body, right)
    for name, called in NAMES:
        body = part(b'Content-Disposition: form-data; name="picture"; ' + name, picture) + b"--B--\r\n"
        answer = post(server, f"a picture of {name[:60]!r}", {"Content-Type": FORM.decode()}, body, {200, 400, 422})
        if answer and answer.status == 200:
            check_name(name, called, answer)


def check_name(name, called, answer):
    pictures = json.loads(answer.body)["pictures"]
    path = pictures[0]["path"] if pictures else "-"
    if "/" in path or path in ("..", ".") or (called and path != called):
        wrong(
            f"a picture of {name[:60]!r} is called {path!r} in the report" + (f" and not {called!r}" if called else "")
        )
    if any(field["value"].startswith("root:") for picture in pictures for field in picture["fields"]):
        wrong(f"{name!r}: the file was read")


# What is to be read.


def bombs(server):
    deep = 200000
    for what, body, right in [
        ("deep lists", b"[" * deep + b"]" * deep, {422}),
        ("deep objects", b'{"a":' * deep + b"1" + b"}" * deep, {422}),
        ("a deep value", b'{"caption":' + b"[" * deep + b"]" * deep + b"}", {422, 200}),
        ("blanks", b" " * (options.spaces << 20), {422}),
        ("blanks before a record", b" " * (options.spaces << 20) + b'{"caption":"x"}', {200, 413, 422}),
        ("no UTF-8", b'{"caption":"\xff\xfe\x80"}', {200, 422}),
        ("half a surrogate", b'{"caption":"\\ud800"}', {200, 422}),
        ("a zero", b'{"caption":"a\\u0000b"}', {200, 422}),
        ("a key twice", b'{"caption":"a","caption":"b"}', {200, 422}),
        ("many keys", b"{" + b",".join(b'"k%d":"v"' % i for i in range(20000)) + b"}", {200, 422}),
        ("a large number", b'{"id":' + b"9" * 100000 + b"}", {200, 422}),
        ("a large exponent", b'{"id":1e999999}', {200, 422}),
        ("two records", b'{"caption":"a"}{"caption":"b"}', {200, 422}),
        ("no record", b"null", {422}),
        ("a byte order mark", b'\xef\xbb\xbf{"caption":"a"}', {200, 422}),
        ("UTF-16", '{"caption":"a"}'.encode("utf-16"), {422}),
    ]:
        post(server, f"JSON, {what}", {"Content-Type": "application/json"}, body, right)
    lines = b'{"caption":"JAPAN OUT"}\n' * 500 + b"\xff\n" * 500 + b"[\n" * 500
    post(server, "NDJSON, half of it wrong", {"Content-Type": "application/x-ndjson"}, lines, {200, 422})
    post(
        server,
        "NDJSON, one line without an end",
        {"Content-Type": "application/x-ndjson"},
        b'{"caption":"' + b"x" * (2 << 20),
        {200, 422, 413},
    )
    post(server, "a caption of zeros", TEXT, b"\0" * 10000, {200, 422})
    post(server, "a caption that is no UTF-8", TEXT, bytes(range(256)) * 16, {200, 422})
    post(server, "a compressed body", {**TEXT, "Content-Encoding": "gzip"}, b"\x1f\x8b\x08\0\0\0\0\0\0\xff", {415})


def hostile_pictures(server):
    folder = os.path.join(options.sources, "fixtures")
    for where in ("hostile", "pictures/damaged", "formats"):
        for name in sorted(os.listdir(os.path.join(folder, where))):
            if name.endswith((".expected", ".yaml", ".ndjson")) or os.path.isdir(os.path.join(folder, where, name)):
                continue
            body = fixture(options.sources, f"{where}/{name}")
            post(server, name, {"Content-Type": "application/octet-stream"}, body, {200} if body else {422})
