"""Attacks by what stands before a body: paths, headers, hosts, origins, tokens."""

import socket
import threading
from urllib.parse import quote

from attacking import CAPTION, REFUSED, TEXT, Attacker, exchange, options, post, wrong
from attacks_bodies import check_name
from served import Server, multipart

# Paths.

PATHS = [
    "/../../etc/passwd",
    "/v1/rules/../../etc/passwd",
    "/v1/rules/..%2f..%2f..%2fetc%2fpasswd",
    "/v1/rules/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/v1/rules/%2fetc%2fpasswd",
    "/v1/rules//etc/passwd",
    "/desk.css/../pack.yaml",
    "/%2e%2e/pack.yaml",
    "/..%5c..%5cetc%5cpasswd",
    "/desk.css%00.html",
    "/%00",
    "/v1/rules/%00",
    "/v1/rules/territory.denied%00",
    "//desk.css",
    "//rebound.example/",
    "/;/",
    "/desk.css;x",
    "/%",
    "/%2",
    "/%zz",
    "/v1/rules/%ff%fe",
    "/v1/rules/%c0%ae%c0%ae%2f",
    "/v1/rules/" + "x" * 8000,
    "/" + "a/" * 4000,
    "/v1/rules/%0d%0aSet-Cookie:%20x=y",
    "/v1/rules/<script>alert(1)</script>",
    "/v1/rules/%3Cscript%3E",
    "/v1/rules/%1b[31m",
    "/.git/config",
    "/tokens",
    "/../tokens",
    "/desk/../../tokens",
    "/sheet.css/..",
    "/./desk.css/",
    "/v1/rules/territory.denied/..",
]
BARE = ["*", "healthz", "http://rebound.example/", "file:///etc/passwd", "/\x7f", "?x", "#x", "/healthz#x"]


def path_tricks(server):
    for path in PATHS:
        for method in ("GET", "POST"):
            data = f"{method} {path} HTTP/1.1\r\nHost: {server.host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            statuses, got = exchange(server, data.encode())
            if statuses is None or len(statuses) > 1 or not set(statuses) <= REFUSED:
                wrong(f"{method} {path[:60]}: {statuses} {got[-200:]!r}")
            if b"\r\nset-cookie" in got.lower():
                wrong(f"{path}: a header was smuggled in")
    for path in BARE:
        statuses, got = exchange(
            server, f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n\r\n".encode()
        )
        if statuses is None or len(statuses) > 1:
            wrong(f"GET {path}: {statuses}")
    for query in ("name=../../../etc/passwd", "name=/etc/passwd", "name=%2e%2e%2fetc%2fpasswd"):
        answer = post(server, query, {"Content-Type": "image/jpeg"}, b"x", {200, 400}, "/v1/check?" + query)
        if answer and answer.status == 200:
            check_name(query.encode(), "passwd", answer)
    for query in (
        "name=%00",
        "name=" + "x" * 10000,
        "edition=" + "&edition=".join(["web"] * 3000),
        "=",
        "&",
        "?",
        "format",
        "name=%ff",
        "name=a&name=b",
        "thumbnails=x",
        "%6eame=a",
        "name=%0a%1b",
        "edition=%00",
        "format=json%00",
        "a" * 15000,
        "name=" + quote("\u202ea.jpg"),
    ):
        statuses, _ = exchange(
            server,
            f"POST /v1/check?{query} HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: text/plain\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx".encode(),
        )
        if statuses is None or len(statuses) > 1 or not set(statuses) <= REFUSED | {200}:
            wrong(f"?{query[:40]}: {statuses}")


# Headers.


def header_tricks(server):
    start = b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
    body = b"Content-Length: 1\r\n\r\nx"
    hidden = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    tricks = []
    for what, data, right in [
        ("64 KiB of header", start + b"X: " + b"x" * 65536 + b"\r\n" + body, {431, 413, 400}),
        ("10,000 headers", start + b"X: x\r\n" * 10000 + body, {431, 413, 400}),
        (
            "a request line of 64 KiB",
            b"GET /" + b"x" * 65536 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
            {414, 431, 400},
        ),
        ("a method of 20 KiB", b"X" * 20480 + b" / HTTP/1.1\r\nHost: localhost\r\n\r\n", REFUSED),
        ("a header that never ends", start + b"X: " + b"x" * 200000, {431, 413, 400}),
        ("a folded header", start + b"X-A: a\r\n b\r\n" + body, {200} | REFUSED),
        ("a folded length", start + b"Content-Length: 1\r\n 0\r\n\r\nx", REFUSED),
        (
            "length and chunks",
            start + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
            REFUSED,
        ),
        (
            "chunks and length",
            start + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + hidden,
            REFUSED,
        ),
        ("two lengths", start + b"Content-Length: 1\r\nContent-Length: 45\r\n\r\nx" + hidden, REFUSED),
        ("a length of none, and another", start + b"Content-Length: 0\r\nContent-Length: 45\r\n\r\n" + hidden, REFUSED),
        ("a blank before the colon, and a request", start + b"Content-Length : 45\r\n\r\n" + hidden, REFUSED),
        ("a blank before the colon of chunks", start + b"Transfer-Encoding : chunked\r\n\r\n" + hidden, REFUSED),
        ("folded chunks", start + b"Transfer-Encoding:\r\n chunked\r\n\r\n" + hidden, REFUSED),
        ("a length behind a return", start + b"X: a\rContent-Length: 45\r\n\r\n" + hidden, REFUSED),
        ("no host, and a request", b"GET /healthz HTTP/1.1\r\n\r\n" + hidden, REFUSED),
        ("two lengths in one", start + b"Content-Length: 1, 45\r\n\r\nx" + hidden, REFUSED),
        ("a length with a sign", start + b"Content-Length: +1\r\n\r\nx", REFUSED),
        ("a length below none", start + b"Content-Length: -1\r\n\r\nx", REFUSED),
        ("a length in hexadecimal", start + b"Content-Length: 0x1\r\n\r\nx", REFUSED),
        ("a length of blanks", start + b"Content-Length: \r\n\r\nx", REFUSED),
        ("chunks of another kind", start + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + hidden, REFUSED),
        ("chunks, disguised", start + b"Transfer-Encoding: xchunked\r\nContent-Length: 1\r\n\r\nx", REFUSED),
        ("a blank before the colon", start + b"Content-Length : 1\r\n\r\nx", REFUSED),
        ("a header without a colon", start + b"nonsense\r\n" + body, {200} | REFUSED),
        ("a header without a name", start + b": x\r\n" + body, {200} | REFUSED),
        ("a zero in a header", start + b"X: a\0b\r\n" + body, {200} | REFUSED),
        ("a return in a header", start + b"X: a\rb\r\n" + body, {200} | REFUSED),
        ("two hosts", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: rebound.example\r\n\r\n", REFUSED),
        ("no host", b"GET /healthz HTTP/1.1\r\n\r\n", REFUSED),
        ("an empty host", b"GET /healthz HTTP/1.1\r\nHost: \r\n\r\n", REFUSED),
        ("another version", b"GET /healthz HTTP/3.7\r\nHost: localhost\r\n\r\n", {200} | REFUSED),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", REFUSED),
        ("HTTP/0.9", b"GET /healthz\r\n\r\n", REFUSED),
        ("HTTP/1.0", b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n", {200}),
        ("garbage", bytes(range(256)) * 64, REFUSED),
        ("zeros", b"\0" * 70000, REFUSED),
        ("empty lines", b"\r\n" * 20000, REFUSED),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 507, REFUSED),
        ("SMTP", b"EHLO localhost\r\nMAIL FROM:<a@b>\r\n", REFUSED),
        ("CONNECT", b"CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n", REFUSED),
        (
            "an upgrade",
            b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n",
            {200} | REFUSED,
        ),
        (
            "a refused body that is a request",
            b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: font/woff2\r\nContent-Length: 2097152\r\n\r\n"
            + hidden * 9,
            REFUSED,
        ),
        (
            "a refused expectation with a body that is a request",
            b"POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: font/woff2\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
            % len(hidden)
            + hidden,
            REFUSED,
        ),
        (
            "a GET with a body that is a request",
            b"GET /v1/rules HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden,
            REFUSED,
        ),
        (
            "an unknown path with a body that is a request",
            b"POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden,
            REFUSED,
        ),
        (
            "a foreign host with a body that is a request",
            b"POST /v1/check HTTP/1.1\r\nHost: rebound.example\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden,
            REFUSED,
        ),
        ("an expectation", start + b"Expect: nonsense\r\nConnection: close\r\n" + body, {200} | REFUSED),
    ]:
        tricks.append((what, data.replace(b"localhost\r\n", server.host.encode() + b"\r\n"), right))
    # Some end with the time of the server only, and wait for it together.
    threads = [threading.Thread(target=play, args=(server, *trick)) for trick in tricks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def play(server, what, data, right):
    statuses, got = exchange(server, data)
    if statuses is None:
        wrong(f"{what}: the connection does not end")
    elif not set(statuses) <= right or (len(statuses) > 1 and min(statuses) < 400):  # refused twice is refused
        wrong(f"{what}: {statuses} {got[:120]!r}, right is {sorted(right)}, once")


def line_feeds(server):
    """Lines that end with LF alone are read as lines or refused, never as something else."""
    data = f"GET /healthz HTTP/1.1\nHost: {server.host}\nConnection: close\n\n".encode()
    statuses, _ = exchange(server, data)
    if statuses is None or len(statuses) > 1 or not set(statuses) <= {200} | REFUSED:
        wrong(f"line feeds alone: {statuses}")


# Other sites.


def other_sites(server):
    port = server.port
    for host in (
        f"rebound.example:{port}",
        "rebound.example",
        f"localhost.rebound.example:{port}",
        f"127.0.0.1.rebound.example:{port}",
        "127.0.0.1@rebound.example",
        "127.0.0.2",
        "[::2]",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "localhost.",
        "xlocalhost",
        "localhost:x",
        "[::1",
        "::1",
        "localhost, rebound.example",
    ):
        for method, target in (("GET", "/"), ("GET", "/v1/editions"), ("POST", "/v1/check"), ("GET", "/healthz")):
            answer = server.ask(method, target, {"Host": host, **TEXT}, CAPTION if method == "POST" else None)
            if answer.status not in (400, 421):
                wrong(f"{method} {target} as {host}: {answer!r}")
    for host in ("localhost", f"localhost:{port}", "LOCALHOST", "127.0.0.1", "127.0.0.1:1", f"[::1]:{port}", "[::1]"):
        answer = server.ask("GET", "/healthz", {"Host": host})
        if answer.status != 200:
            wrong(f"as {host}: {answer!r}")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "CROSS-SITE"},
        {"Origin": "http://rebound.example"},
        {"Origin": "null"},
        {"Origin": f"http://{server.host}.rebound.example"},
        {"Origin": f"http://localhost:{port}x"},
        {"Origin": f"http://{server.host}", "Sec-Fetch-Site": "cross-site"},
        {"Origin": ""},
    ):
        for target in ("/v1/check", "/v1/extract", "/"):
            answer = server.ask("POST", target, {**TEXT, **headers}, CAPTION)
            if answer.status != 403 and not (headers.get("Origin") == "" and answer.status in (400, 415, 200)):
                wrong(f"POST {target} with {headers}: {answer!r}")
            if answer.header("Access-Control-Allow-Origin"):
                wrong("another site may read the answer")


# Tokens.


def token_tricks(server):
    token = "correct-horse-battery-staple-0001"
    with Server(options.command, options.sources, "--tokens", "tokens", files={"tokens": token + "\n"}) as guarded:
        for value in (
            None,
            "",
            "Bearer",
            "Bearer ",
            "Bearer x",
            token,
            f"Basic {token}",
            f"Bearer {token[:-1]}",
            f"Bearer {token}x",
            f"Bearer {token.upper()}",
            f"Bearer {token} x",
            f"Bearer {token},",
            f'Bearer "{token}"',
            f"Bearer {'x' * 12000}",
            f"Bearer {token * 300}",
            "Bearer \xff\xfe",
            f"Bearer  {token[1:]}",
            f"Token {token}",
            f"Bearer{token}",
            f"Bearer {quote('#')}",
            "Bearer # of the desk",
        ):
            answer = guarded.ask("GET", "/v1/editions", {"Authorization": value} if value is not None else {})
            if answer.status not in (400, 401):
                wrong(f"Authorization: {value!r:.60}: {answer!r}")
        for value in (f"Bearer {token}", f"bearer {token}", f"BEARER {token}"):
            answer = guarded.ask("GET", "/v1/editions", {"Authorization": value})
            if answer.status != 200:
                wrong(f"Authorization: {value}: {answer!r}")
        twice = [("Authorization", "Bearer x"), ("Authorization", f"Bearer {token}")]
        if guarded.ask("GET", "/v1/editions", twice).status not in (400, 401):
            wrong("the second of two tokens is taken")
        if guarded.ask("GET", f"/v1/editions?access_token={token}").status not in (400, 401):
            wrong("a token in the query is taken")
        guarded.stop()
        guarded.check_errors(wrong)
        if token in guarded.said():
            wrong("the token is on standard error")


def half_requests(server):
    """Goes away in the middle, at every byte of a request and of its answer."""
    kind, body = multipart([("picture", "a.jpg", b"x" * 40)])
    with Attacker(server) as client:
        whole = client.head("POST", "/v1/check", {"Content-Type": kind}, len(body)) + body
    for length in range(0, len(whole), 3):
        with Attacker(server) as client:
            client.send(whole[:length])
            if length % 2:  # with a reset
                client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
