"""What the server answers, held against rules/serve/openapi.json: conformance.py COMMAND SOURCES.

Every operation is asked with every media type, every status that the document states is provoked,
and what it does not state is not answered. A report is what the command writes, byte for byte. Exit
status 77: jsonschema is not installed.
"""

import json
import os
import re
import subprocess
import sys
import time
from urllib.parse import quote

try:
    from document import Document
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)
from served import Client, Failures, NotHttp, Server, fixture, multipart, settle

command, sources = map(os.path.abspath, sys.argv[1:3])
wrong = Failures()
document = Document(sources, wrong)
answered = {}  # operation: statuses
kinds_sent, kinds_got = set(), set()

TOKENS = "# of the desk\ncorrect-horse-battery-staple-0001\n"
VERDICTS = ["ok", "duty", "review", "incomplete", "block"]
RECORD = {"id": "A-1", "caption": "Jane Roe walks. JAPAN OUT", "credit": "Example Agency"}
CAPTION = "A street in Kyoto. MANDATORY CREDIT: Jane Roe/Example Agency. NO SALES"
FORMATS = {
    "text": "text/plain",
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv",
    "html": "text/html",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
    "checkstyle": "application/xml",
    "gcc": "text/plain",
    "github": "text/plain",
}
PICTURES = [
    "pictures/afp-kcna-block.jpg",
    "pictures/editorial-only.webp",
    "pictures/handout-no-sales.png",
    "pictures/uk-out.tif",
    "pictures/sidecar.xmp",
    "pictures/damaged/truncated.jpg",
    "hostile/injection.jpg",
    "pictures/damaged/not-a-picture.jpg",
    "formats/heic-in-idat.heic",
    "formats/gif-no-end.gif",
]

# Documented, and not to be provoked from outside at will.
UNPROVOKED = {("rule", 503): "the pool is behind by more than the whole time of a request"}


def checked(name, method, answer):
    """Holds an answer of an operation against the document, and notes that there was one."""
    kind = document.check_answer(name, method, answer)
    answered.setdefault(name, set()).add(answer.status)
    if kind:
        kinds_got.add((name, answer.status, kind))
    return answer


def base(name):
    """A request that is answered with 200: target, headers, body."""
    path, method, operation = document.operations[name]
    target = document.fill(path, id="territory.denied")
    if method == "GET":
        return method, target, {}, None
    kind, body = ("text/plain", CAPTION.encode())
    if kind not in operation["requestBody"]["content"]:
        kind, body = multipart([("caption", None, CAPTION.encode())])
    return method, target, {"Content-Type": kind}, body


def ask(server, name, query="", headers=None, body=None, change=None):
    method, target, given, data = base(name)
    if headers and "Content-Type" in headers:
        given = {}
    given = {**given, **(headers or {})}
    for key in change or ():
        given.pop(key)
    return checked(name, method, server.ask(method, target + query, given, data if body is None else body))


def expect(what, answer, status):
    if answer.status != status:
        wrong(f"{what}: {status} expected: {answer!r}")
    return answer


def operations(method=None):
    return [name for name, (_, has, _) in document.operations.items() if method in (None, has)]


# Statuses, each provoked of every operation that states it.


def provoke_everywhere(server):
    for name in operations():
        expect(name, ask(server, name), 200)
        strict = document.operations[name][0].startswith("/v1/") or document.operations[name][1] == "POST"
        expect(f"{name}, unknown key", ask(server, name, "?unknown=1"), 400 if strict else 200)
        expect(f"{name}, two hosts", ask(server, name, headers={"Host": server.host, "host": server.host}), 400)
        expect(f"{name}, foreign Host", ask(server, name, headers={"Host": "rebound.example"}), 421)
        expect(f"{name}, 20 KiB of header", ask(server, name, headers={"X-Long": "x" * 20480}), 431)
        if document.operations[name][1] == "POST":
            expect(f"{name}, cross-site", ask(server, name, headers={"Sec-Fetch-Site": "cross-site"}), 403)
            expect(f"{name}, foreign Origin", ask(server, name, headers={"Origin": "http://rebound.example"}), 403)
            expect(f"{name}, own Origin", ask(server, name, headers={"Origin": f"http://{server.host}"}), 200)
            expect(f"{name}, Origin null", ask(server, name, headers={"Origin": "null"}), 403)


def provoke_not_modified(server):
    for name in operations("GET"):
        if "304" not in document.operations[name][2]["responses"]:
            continue
        tag = ask(server, name).header("ETag")
        expect(name, ask(server, name, headers={"If-None-Match": tag}), 304)
        expect(name, ask(server, name, headers={"If-None-Match": f'"other", {tag}'}), 304)
        expect(name, ask(server, name, headers={"If-None-Match": "*"}), 304)
        expect(name, ask(server, name, headers={"If-None-Match": '"other"'}), 200)


def provoke_refusals(server):
    for name in operations("POST"):
        expect(f"{name}, font", ask(server, name, headers={"Content-Type": "font/woff2"}), 415)
        expect(f"{name}, no type", ask(server, name, change=["Content-Type"]), 415)
        expect(f"{name}, empty", ask(server, name, body=b""), 422)
        kind, body = multipart([("other", None, b"x")])
        expect(f"{name}, an unknown part", ask(server, name, headers={"Content-Type": kind}, body=body), 400)
        kind, body = multipart([("caption", None, b" \r\n"), ("picture", "", b"")])
        expect(
            f"{name}, neither picture nor caption", ask(server, name, headers={"Content-Type": kind}, body=body), 422
        )
        check_accept_post(server, name)
        expect(f"{name}, no boundary", ask(server, name, headers={"Content-Type": "multipart/form-data"}), 400)
    for name in ("check", "extract"):
        json_type = {"Content-Type": "application/json"}
        answer = expect(f"{name}, no JSON", ask(server, name, headers=json_type, body=b'{"caption"'), 422)
        if not re.search(rb"line 1, column [0-9]+", answer.body):
            wrong(f"{name}: the place of a mistake is not told: {answer.body!r}")
        expect(f"{name}, a list", ask(server, name, headers=json_type, body=b"[]"), 422)
        expect(f"{name}, Accept", ask(server, name, headers={"Accept": "image/png"}), 406)
        expect(f"{name}, format", ask(server, name, "?format=nonsense"), 400)
        expect(f"{name}, escape", ask(server, name, "?name=%zz"), 400)
    expect("edition", ask(server, "check", "?edition=nonsense"), 422)
    expect("edition of extract", ask(server, "extract", "?edition=web"), 400)
    answer = expect("rule", checked("rule", "GET", server.ask("GET", "/v1/rules/territory.denid")), 404)
    expect("rule with a slash", checked("rule", "GET", server.ask("GET", "/v1/rules/a/b")), 404)
    if b"territory.denied" not in answer.body:
        wrong(f"the nearest rule is not told: {answer.body!r}")
    expect("rule, Accept", ask(server, "rule", headers={"Accept": "image/png"}), 406)


def check_accept_post(server, name):
    """What is refused with 415 says what is read."""
    types = ask(server, name, headers={"Content-Type": "font/woff2"}).header("Accept-Post") or ""
    if set(types.split(", ")) != set(document.operations[name][2]["requestBody"]["content"]):
        wrong(
            f"{name}: Accept-Post: {types}, documented {list(document.operations[name][2]['requestBody']['content'])}"
        )


def provoke_tokens():
    with Server(command, sources, "--tokens", "tokens", files={"tokens": TOKENS}) as server:
        good = {"Authorization": f"Bearer {TOKENS.split()[-1]}"}
        for name, (path, method, operation) in document.operations.items():
            is_open = operation.get("security") == []
            expect(f"{name} without a token", ask(server, name), 200 if is_open else 401)
            expect(f"{name} with a token", ask(server, name, headers=good), 200)


def provoke_limits():
    arguments = ["--max-body", "1", "--timeout", "2", "-j", "1"]
    with Server(command, sources, *arguments) as server:
        for name in operations("POST"):
            method, target, headers, _ = base(name)
            # Announced: refused before it is sent.
            with Client(server) as client:
                client.send(client.head(method, target, headers, 2 << 20))
                expect(f"{name}, 2 MiB announced", checked(name, method, client.answer()), 413)
            with Client(server) as client:
                client.send(client.head(method, target, {**headers, "Transfer-Encoding": "chunked"}))
                client.send(24 * (b"10000\r\n" + b"x" * 65536 + b"\r\n") + b"0\r\n\r\n")
                expect(f"{name}, 1.5 MiB in chunks", checked(name, method, client.answer()), 413)


def provoke_busy():
    """One token with more than its share of the requests at once; more of them than are taken."""
    two = {"tokens": TOKENS + "another-battery-of-the-desk-0002\n"}
    with Server(command, sources, "--max-connections", "40", "--tokens", "tokens", files=two) as server:
        for name in operations("POST"):
            provoke_busy_of(server, name, 429, 36, {"Authorization": f"Bearer {TOKENS.split()[-1]}"})
    with Server(command, sources) as server:
        for name in operations("POST"):
            provoke_busy_of(server, name, 503, 560, {})


def provoke_busy_of(server, name, status, count, more):
    """Begins so many requests: some are refused, and the others can go on."""
    method, target, headers, body = base(name)
    headers = {**headers, **more, "Expect": "100-continue"}
    clients = [Client(server) for _ in range(count)]
    try:
        for client in clients:
            client.send(client.head(method, target, headers, len(body)))
        going_on = [client for client in clients if not refused(client, name, method, status)]
        if not 0 < len(going_on) < count:
            wrong(f"{name}: of {count} at once {len(going_on)} may go on")
        going_on[0].send(body)
        expect(f"{name}, {count} at once", checked(name, method, going_on[0].answer()), 200)
    finally:
        for client in clients:
            client.close()
    settle(lambda: in_flight(server, more), lambda begun: begun == 1)


def refused(client, name, method, status):
    """Whether it is answered before it sent its body."""
    head = client.until(b"\r\n\r\n") + b"\r\n\r\n"
    if head.startswith(b"HTTP/1.1 100 "):
        return False
    client.left = head + client.left
    expect(f"{name}, too many at once", checked(name, method, client.answer()), status)
    return True


def in_flight(server, headers):
    """Requests that are not answered, this one among them."""
    return int(re.search(rb"^captionlint_in_flight ([0-9]+)$", server.ask("GET", "/metrics", headers).body, re.M)[1])


# What is sent and what comes back.


def send_every_kind(server):
    picture = fixture(sources, "pictures/afp-kcna-block.jpg")
    record = json.dumps(RECORD).encode()
    form = multipart(
        [
            ("picture", "a.jpg", picture),
            ("other", "b.png", fixture(sources, "pictures/handout-no-sales.png")),
            ("caption", None, CAPTION.encode()),
            ("caption", None, b""),
            ("caption", None, b"NO SALES"),
        ]
    )
    bodies = {
        "application/json": record,
        "application/x-ndjson": record + b"\n" + record,
        "application/jsonl": record,
        "text/plain": CAPTION.encode(),
        "multipart/form-data": form[1],
    }
    for name in operations("POST"):
        for documented in document.operations[name][2]["requestBody"]["content"]:
            kinds = [documented]
            if documented.endswith("/*"):
                kinds = [documented.replace("*", kind) for kind in ("jpeg", "svg+xml", "x-unheard-of")]
            for kind in kinds:
                header = form[0] if kind == "multipart/form-data" else kind
                for header in (
                    header,
                    header + "; charset=utf-8"
                    if kind == "text/plain"
                    else header.upper().replace("B0UNDARY", "b0undary").replace("BOUNDARY", "boundary"),
                ):
                    expect(
                        f"{name} {header}",
                        ask(server, name, headers={"Content-Type": header}, body=bodies.get(kind, picture)),
                        200,
                    )
            kinds_sent.add((name, documented))
    send_examples(server)


def send_examples(server):
    for name in operations("POST"):
        for kind, media in document.operations[name][2]["requestBody"]["content"].items():
            for example in media.get("examples", {}).values():
                value = document.follow(example)["value"]
                body = value if isinstance(value, str) else json.dumps(value)
                expect(f"{name}, example", ask(server, name, headers={"Content-Type": kind}, body=body.encode()), 200)


def take_every_kind(server):
    for name in operations("POST"):
        for form, kind in FORMATS.items():
            answer = expect(
                f"{name} {form}", ask(server, name, f"?format={form}", headers={"Accept": "image/png"}), 200
            )
            if not document.same_type(kind, answer.type):
                wrong(f"{name}: {form} is sent as {answer.type}")
        for accept, kind in ACCEPTS if name != "deskForm" else ():
            answer = expect(
                f"{name}, Accept {accept}", ask(server, name, headers={"Accept": accept} if accept else {}), 200
            )
            if not document.same_type(kind, answer.type):
                wrong(f"{name}: Accept: {accept} gets {answer.type}")
    for form, kind in (
        ("json", "application/json"),
        ("text", "text/plain"),
        ("markdown", "text/markdown"),
        ("html", "text/html"),
    ):
        for answer in (ask(server, "rule", f"?format={form}"), ask(server, "rule", headers={"Accept": kind})):
            if not document.same_type(kind, answer.type):
                wrong(f"rule: {form} is sent as {answer.type}")


ACCEPTS = [
    (None, "application/json"),
    ("*/*", "application/json"),
    ("application/*", "application/json"),
    ("text/html", "text/html"),
    ("TEXT/HTML", "text/html"),
    ("text/csv;q=0.5, text/html;q=0.4", "text/csv"),
    ("image/png, */*;q=0.1", "application/json"),
    ("application/json;q=0, application/x-ndjson", "application/x-ndjson"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ("application/sarif+json", "application/sarif+json"),
    ("text/plain", "text/plain"),
]


# The same as the command.


def command_writes(server, what, arguments, data):
    done = subprocess.run(
        [command, what] + arguments,
        input=data,
        capture_output=True,
        cwd=server.folder,
        env=dict(os.environ, CAPTIONLINT_RULES=os.path.join(sources, "rules"), LC_ALL="C"),
    )
    if done.returncode not in (0, 1, 2):
        wrong(f"the command: exit status {done.returncode}: {done.stderr.decode()[:300]}")
    return done.stdout


def without_times(page):
    """A page for people says when it was made."""
    return re.sub(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9:]{4,6})?", b"TIME", page)


def compare(server, what, form, query, kind, data, arguments):
    answer = ask(server, what, f"?format={form}{query}", headers={"Content-Type": kind}, body=data)
    written = command_writes(server, what, ["--format", form] + arguments, data)
    same = answer.body == written
    if form == "html":
        same = without_times(answer.body) == without_times(written)
    if answer.status != 200 or not same:
        at = next(
            (i for i, (a, b) in enumerate(zip(answer.body, written)) if a != b), min(len(answer.body), len(written))
        )
        wrong(
            f"{what} {form}{query} of {kind} is not what the command writes: at byte {at} "
            f"{answer.body[at:at + 120]!r} instead of {written[at:at + 120]!r}"
        )
    if what == "check" and form == "json":
        check_verdict(answer)


def check_verdict(answer):
    pictures = json.loads(answer.body)["pictures"]
    verdicts = [VERDICTS.index(edition["verdict"]) for picture in pictures for edition in picture["editions"]]
    if answer.header("Captionlint-Verdict") != VERDICTS[max(verdicts)]:
        wrong(f"Captionlint-Verdict: {answer.header('Captionlint-Verdict')} of {[VERDICTS[v] for v in verdicts]}")
    if {picture["rules"]["hash"] for picture in pictures} != {answer.header("Captionlint-Rules")}:
        wrong("Captionlint-Rules is not the hash of the records")


def compare_with_command(server):
    records = fixture(sources, "hostile/injection.ndjson")
    pretty = json.dumps(RECORD, indent=2).encode()
    for what in ("check", "extract"):
        for number, path in enumerate(PICTURES):
            name, data = os.path.basename(path), fixture(sources, path)
            server.write(name, data)
            for form in FORMATS if number == 0 else ("json", "html") if number == 1 else ("json",):
                compare(server, what, form, f"&name={quote(name)}", "image/jpeg", data, [name])
        compare(server, what, "json", "", "text/plain", CAPTION.encode(), ["--stdin-format", "text", "-"])
        compare(
            server, what, "json", "", "application/json", json.dumps(RECORD).encode(), ["--stdin-format", "ndjson", "-"]
        )
        compare(server, what, "ndjson", "", "application/x-ndjson", records, ["--stdin-format", "ndjson", "-"])
        spread = ask(server, what, headers={"Content-Type": "application/json"}, body=pretty)
        if (
            spread.body
            != ask(server, what, headers={"Content-Type": "application/json"}, body=json.dumps(RECORD).encode()).body
        ):
            wrong(f"{what}: a record on several lines is read otherwise: {spread!r}")
    name = "afp-kcna-block.jpg"
    data = fixture(sources, f"pictures/{name}")
    compare(server, "check", "json", f"&name={name}&edition=print", "image/jpeg", data, ["--edition", "print", name])
    compare(server, "check", "json", f"&name={name}&edition=web&edition=print", "image/jpeg", data, [name])
    compare(
        server, "check", "json", f"&name={name}&thumbnails=1", "application/octet-stream", data, ["--thumbnails", name]
    )


# What is not in the document.


def ask_all_methods(server):
    for path in document.paths():
        target = document.fill(path, id="territory.denied")
        allowed = document.allowed(path)
        name = next(n for n, (has, _, _) in document.operations.items() if has == path)
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "NONSENSE"):
            body = b"" if method in ("POST", "PUT", "PATCH") else None
            answer = server.ask(method, target, {}, body)
            if method == "OPTIONS" or method not in allowed:
                document.check_answer(name, method, answer)
                expect(f"{method} {path}", answer, 204 if method == "OPTIONS" else 405)
                has = set((answer.header("Allow") or "").split(", "))
                if has != allowed:
                    wrong(f"{method} {path}: Allow: {answer.header('Allow')}, documented {allowed}")
            elif method == "HEAD":
                document.check_answer(name, method, answer)
                full = server.ask("GET", target)
                if (answer.status, answer.type, answer.header("ETag")) != (full.status, full.type, full.header("ETag")):
                    wrong(f"HEAD {path}: {answer!r} instead of {full!r}")
                if path != "/metrics" and answer.header("Content-Length") != full.header("Content-Length"):
                    wrong(f"HEAD {path}: Content-Length")


def ask_what_is_not_there(server):
    response = document.root["components"]["responses"]["NotFound"]
    for target in (
        "/v1",
        "/v1/",
        "/v1/check/",
        "/v2/check",
        "/v1/rule",
        "/V1/check",
        "/v1/rules/",
        "/desk.html",
        "/favicon.ico",
        "/pack.yaml",
        "/serve/openapi.json",
        "/sheet/sheet.css",
        "/healthz/",
        "/v1/rule/territory.denied",
        "/robots.txt",
        "/.well-known/security.txt",
        "/metrics/x",
        "//",
        "/v1//check",
        "/v1/check;x=1",
    ):
        for method in ("GET", "POST", "DELETE"):
            answer = server.ask(method, target, {}, b"" if method == "POST" else None)
            expect(f"{method} {target}", answer, 404)
            document.check_response_of(response, answer, f"{method} {target}")


# One connection, many requests.


def keep_the_connection(server):
    with Client(server) as client:
        for name in ("check", "editions", "check", "alive", "rules"):
            method, target, headers, body = base(name)
            answer = checked(name, method, client.ask(method, target, headers, body))
            expect(f"{name} on a connection that is kept", answer, 200)
        method, target, headers, body = base("check")
        one = client.head(method, target, headers, len(body)) + body
        client.send(one * 3)
        bodies = {checked("check", method, client.answer()).body for _ in range(3)}
        if len(bodies) != 1:
            wrong("three requests at once on one connection are answered differently")
        client.send(client.head(method, target, {**headers, "Expect": "100-continue"}, len(body)))
        if not client.until(b"\r\n\r\n").startswith(b"HTTP/1.1 100"):
            wrong("Expect: 100-continue is not answered")
        client.send(body)
        expect("after 100", checked("check", method, client.answer()), 200)


def drain_readiness():
    """While a request is under way and the end was asked for, /readyz says that no more is taken."""
    with Server(command, sources, "--timeout", "10") as server:
        method, target, headers, body = base("check")
        waiting = {name: Client(server) for name in ["ready"] + operations("POST")}
        begun = Client(server)
        for client in waiting.values():  # open before the end is asked for
            client.ask("GET", "/healthz")
        begun.send(begun.head(method, target, headers, len(body)) + body[:1])
        time.sleep(0.3)
        server.signal(15)
        time.sleep(0.3)
        for name, client in waiting.items():
            try:
                expect(f"{name} while ending", checked(name, base(name)[0], client.ask(*base(name))), 503)
            except (NotHttp, OSError) as error:
                wrong(f"{name} while ending, on a connection that was open: {error}")
        begun.send(body[1:])
        expect("begun before the end", checked("check", method, begun.answer()), 200)
        if server.stop() != 0:
            wrong("the end is not clean")


def main():
    document.check()
    with Server(command, sources) as server:
        provoke_everywhere(server)
        provoke_not_modified(server)
        provoke_refusals(server)
        send_every_kind(server)
        take_every_kind(server)
        compare_with_command(server)
        ask_all_methods(server)
        ask_what_is_not_there(server)
        keep_the_connection(server)
        if (
            server.ask("GET", "/openapi.json").body
            != open(os.path.join(sources, "rules/serve/openapi.json"), "rb").read()
        ):
            wrong("/openapi.json is not the file")
        if server.stop() != 0:
            wrong(f"exit status {server.process.returncode}")
        server.check_errors(wrong)
    provoke_tokens()
    provoke_limits()
    provoke_busy()
    drain_readiness()
    for name, (path, method, operation) in document.operations.items():
        missing = {int(status) for status in operation["responses"]} - answered.get(name, set())
        for status in sorted(missing):
            if (name, status) not in UNPROVOKED:
                wrong(f"{method} {path}: {status} is documented and never came")
        for kind in operation["responses"]["200"].get("content", {}):
            if (name, 200, kind) not in kinds_got:
                wrong(f"{method} {path}: {kind} is documented and never came")
    count = sum(len(statuses) for statuses in answered.values())
    return wrong.end(f"{len(document.operations)} operations, {count} statuses")


sys.exit(main())
