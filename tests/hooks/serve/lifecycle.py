"""From start to end: lifecycle.py COMMAND SOURCES [--whole] [TEST]. --whole reloads all of the rules.

Reloads while requests run, ends while requests run, tokens and certificates that change, what is
refused at the start, and metrics that add up.
"""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import warnings

from metrics import Metrics
from served import CONFIGURATION, Client, Failures, NotHttp, Server, client_tls, fixture, multipart, settle

command, sources = map(os.path.abspath, sys.argv[1:3])
chosen = [word for word in sys.argv[3:] if word != "--whole"]
wrong = Failures()

CAPTION = b"A street in Kyoto. MANDATORY CREDIT: Jane Roe/Example Agency. NO SALES"
TEXT = {"Content-Type": "text/plain"}


def start(*arguments, **more):
    return Server(command, sources, *arguments, **more)


def check(server, **more):
    return server.ask("POST", "/v1/check", {**TEXT, **more.pop("headers", {})}, more.pop("body", CAPTION), **more)


def end(server, what):
    status = server.stop()
    if status != 0:
        wrong(f"{what}: exit status {status}: {server.said()[-500:]}")
    server.check_errors(wrong)


def metrics(server, **more):
    answer = server.ask("GET", "/metrics", **more)
    if answer.status != 200 or not answer.type.startswith("text/plain; version=0.0.4"):
        wrong(f"/metrics: {answer!r}")
    return Metrics(answer.body.decode())


class Load:
    """Clients that ask all the time, some on one connection, some on a new one each time."""

    def __init__(self, server, count=3):
        self.server, self.ending = server, threading.Event()
        self.answers, self.faults = [], []
        self.threads = [threading.Thread(target=self.run, args=(i % 2 == 0,), daemon=True) for i in range(count)]
        for thread in self.threads:
            thread.start()

    def run(self, keep):
        client = None
        while not self.ending.wait(0.005):
            try:
                client = client or Client(self.server)
                answer = client.ask("POST", "/v1/check", TEXT, CAPTION)
                self.answers.append((time.monotonic(), answer.status, answer.header("Captionlint-Rules"), answer.body))
                if not keep or answer.header("Connection") == "close":
                    client.close()
                    client = None
            except (OSError, NotHttp) as error:
                self.faults.append(f"{type(error).__name__}: {error}")
                client = None

    def end(self, what):
        self.ending.set()
        for thread in self.threads:
            thread.join(30)
        statuses = {status for _, status, _, _ in self.answers}
        if self.faults or statuses != {200}:
            wrong(f"{what}: {len(self.faults)} of {len(self.answers)} requests dropped, {self.faults[:2]}, {statuses}")
        return {rules for _, _, rules, _ in self.answers}


# Reloads.


def add_to(path, text):
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


def leave_out(folder, names):
    """Most notes: without them the rules are loaded sooner."""
    kept = {"mandatory.yaml", "requested.yaml", "territory.yaml"}
    return [name for name in names if os.path.basename(folder) in ("restrictions", "credits") and name not in kept]


def a_reload_drops_no_request(folder):
    rules = os.path.join(folder, "rules")
    shutil.copytree(os.path.join(sources, "rules"), rules, ignore=None if "--whole" in sys.argv else leave_out)
    with start(rules=rules) as server:
        load = Load(server)
        first = check(server).header("Captionlint-Rules")
        add_to(os.path.join(rules, "unread.yaml"), "# changed\n")
        server.signal(signal.SIGHUP)
        second = settle(lambda: check(server).header("Captionlint-Rules"), lambda value: value != first, 40)
        if second == first:
            wrong("a reload does not change the rules")
        add_to(os.path.join(rules, "unread.yaml"), "no: [rule\n")
        lines = len(server.lines)
        server.signal(signal.SIGHUP)
        refused = settle(
            lambda: sum(metrics(server).values("captionlint_reloads_total", "result").values()),
            lambda count: count >= 2,
            40,
        )
        counts = metrics(server).values("captionlint_reloads_total", "result")
        if refused != 2 or sorted(counts.values()) != [1, 1]:
            wrong(f"reloads are counted as {counts}, one was good and one was not")
        if not server.await_line("unread.yaml", since=lines):
            wrong(f"a reload that fails does not name the file: {server.said()}")
        if check(server).header("Captionlint-Rules") != second:
            wrong("a bad rule set is not refused")
        hashes = load.end("reload")
        if hashes != {first, second}:
            wrong(f"while reloading there were the rules {hashes}")
        end(server, "reload")


def a_reload_takes_editions_and_the_page_anew(folder):
    with start() as server:
        if b"evening" in server.ask("GET", "/v1/editions").body:
            wrong("there is an edition that was never named")
        server.write("captionlint.yaml", CONFIGURATION + "  evening:\n    territory: FR\n")
        server.signal(signal.SIGHUP)
        if not settle(lambda: b"evening" in server.ask("GET", "/v1/editions").body, bool, 40):
            wrong("a reload does not take the configuration anew")
        server.write("captionlint.yaml", "editions: [\n")
        lines = len(server.lines)
        server.signal(signal.SIGHUP)
        if (
            not server.await_line("captionlint.yaml", 40, lines)
            or b"evening" not in server.ask("GET", "/v1/editions").body
        ):
            wrong(f"a bad configuration is not refused: {server.said()}")
        end(server, "editions")


# The end.


def what_was_begun_is_finished(folder):
    with start("--timeout", "10") as server:
        clients = [Client(server) for _ in range(8)]
        for client in clients:
            client.send(client.head("POST", "/v1/check", TEXT, len(CAPTION)) + CAPTION[:10])
        idle = Client(server)
        time.sleep(0.5)
        server.signal(signal.SIGTERM)
        if not settle(lambda: refuses(server), bool, 5):
            wrong("a server that ends takes new connections")
        for client in clients:
            client.send(CAPTION[10:])
            try:
                if client.answer().status != 200:
                    wrong("a request that was begun is not answered with 200 when the server ends")
            except (OSError, NotHttp) as error:
                wrong(f"a request that was begun is dropped when the server ends: {error}")
        begin = time.monotonic()
        end(server, "drain")
        if time.monotonic() - begin > 8:
            wrong("an idle connection keeps the server from ending")
        idle.close()


def refuses(server):
    try:
        with Client(server, 2) as client:
            return client.ask("GET", "/healthz").status == 503
    except ConnectionRefusedError:
        return True
    except (OSError, NotHttp):
        return True


def a_request_that_never_ends_does_not_keep_the_server(folder):
    with start("--timeout", "2") as server:
        with Client(server) as client:
            client.send(client.head("POST", "/v1/check", TEXT, 100) + b"x")
            time.sleep(0.3)
            begin = time.monotonic()
            end(server, "drain with a request that never ends")
            if time.monotonic() - begin > 12:
                wrong("a request that never ends keeps the server from ending")


def a_second_signal_ends_at_once(folder):
    with start("--timeout", "60") as server:
        with Client(server) as client:
            client.send(client.head("POST", "/v1/check", TEXT, 100) + b"x")
            time.sleep(0.3)
            server.signal(signal.SIGTERM)
            time.sleep(0.5)
            if not server.alive():
                return wrong("a server with a request under way ends at the first signal")
            server.signal(signal.SIGTERM)
            server.process.wait(10)


# Tokens.


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def tokens_are_read_anew(folder):
    old, new = "old-token-of-the-desk-0001", "new-token-of-the-desk-0002"
    with start("--tokens", "tokens", files={"tokens": f"# comment\n\n{old}\n"}) as server:
        if check(server, headers=bearer(old)).status != 200 or check(server, headers=bearer(new)).status != 401:
            wrong("tokens at the start")
        server.write("tokens", f"{new}\n")
        server.signal(signal.SIGHUP)
        if not settle(lambda: check(server, headers=bearer(new)).status == 200, bool, 40):
            wrong("a reload does not read the tokens anew")
        if check(server, headers=bearer(old)).status != 401:
            wrong("a token that was taken away still counts")
        server.write("tokens", "# nobody\n")
        os.chmod(os.path.join(server.folder, "tokens"), 0o644)
        lines = len(server.lines)
        server.signal(signal.SIGHUP)
        if not server.await_line("tokens", 40, lines) or check(server, headers=bearer(new)).status != 200:
            wrong(f"a file of tokens that others can read is not refused: {server.said()}")
        if old in server.said() or new in server.said():
            wrong("a token is on standard error")
        end(server, "tokens")


# TLS.


def certificate(folder, name):
    paths = [os.path.join(folder, name + end) for end in (".crt", ".key")]
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-out",
            paths[0],
            "-keyout",
            paths[1],
        ],
        check=True,
        capture_output=True,
    )
    return [open(path, "rb").read() for path in paths]


def a_certificate_makes_it_tls(folder):
    if not shutil.which("openssl"):
        return print("skipped: openssl is not installed")
    (first, first_key), (second, second_key) = certificate(folder, "first"), certificate(folder, "second")
    ca = [os.path.join(folder, name + ".crt") for name in ("first", "second")]
    with start(
        "--certificate", "crt", "--key", "key", files={"crt": first, "key": first_key}, tls=client_tls(ca[0])
    ) as server:
        if server.scheme != "https":
            wrong("with a certificate it listens for http")
        kind, body = multipart([("picture", "a.jpg", fixture(sources, "pictures/afp-kcna-block.jpg"))])
        if server.ask("POST", "/v1/check", {"Content-Type": kind}, body).status != 200 or check(server).status != 200:
            wrong("not answered over TLS")
        open_before = Client(server)
        plain_on_tls(server)
        old_versions(server, ca[0])
        server.write("key", second_key)  # of another certificate: refused
        lines = len(server.lines)
        server.signal(signal.SIGHUP)
        if not server.await_line("", 40, lines) or check(server).status != 200:
            wrong(f"a key of another certificate is not refused: {server.said()}")
        server.write("crt", second)
        server.signal(signal.SIGHUP)
        both = client_tls(ca[0])
        both.load_verify_locations(ca[1])
        server.tls = both
        if not settle(lambda: peer(server) == ssl.PEM_cert_to_DER_cert(second.decode()), bool, 40):
            wrong("a reload does not take the certificate anew")
        if open_before.ask("POST", "/v1/check", TEXT, CAPTION).status != 200:
            wrong("a connection of before the reload is not answered")
        open_before.close()
        end(server, "TLS")


def peer(server):
    with Client(server) as client:
        if client.socket.version() not in ("TLSv1.2", "TLSv1.3"):
            wrong(f"{client.socket.version()} is spoken")
        return client.socket.getpeercert(True)


def plain_on_tls(server):
    for data in (
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x40\x00\x01" + b"\0" * 200,
        b"\0" * 70000,
    ):
        with socket.create_connection(server.address, 10) as plain:
            plain.settimeout(40)
            try:
                plain.sendall(data)
                plain.shutdown(socket.SHUT_WR)
                while plain.recv(65536):
                    pass
            except OSError:
                pass
    if check(server).status != 200:
        wrong("after plain HTTP on the port of TLS it is not answered")


def old_versions(server, ca):
    context = client_tls(ca)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():  # that nobody should
        warnings.simplefilter("ignore")
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with socket.create_connection(server.address, 10) as plain:
        try:
            context.wrap_socket(plain, server_hostname="localhost")
            wrong("TLS 1.1 is spoken")
        except (ssl.SSLError, OSError):
            pass


# The start.


def what_is_wrong_is_told_at_the_start(folder):
    crt, key = certificate(folder, "start") if shutil.which("openssl") else (b"x", b"x")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for arguments, files, words in [
            (["--listen", "0.0.0.0:0"], {}, "--tokens"),
            (["--listen", "[::]:0"], {}, "--tokens"),
            (["--listen", "nonsense"], {}, "nonsense"),
            (["--listen", "127.0.0.1:99999"], {}, "99999"),
            (["--listen", "127.0.0.1:"], {}, "127.0.0.1:"),
            (["--listen", f"127.0.0.1:{taken.getsockname()[1]}"], {}, "127.0.0.1"),
            (["--tokens", "missing"], {}, "missing"),
            (["--tokens", "tokens"], {"tokens": "# none\n"}, "tokens"),
            (["--tokens", "tokens"], {"tokens": "two words\n"}, "tokens"),
            (["--tokens", "tokens"], {"tokens": b"\0\xff\n"}, "tokens"),
            (["--certificate", "crt"], {"crt": crt}, "--key"),
            (["--key", "key"], {"key": key}, "--certificate"),
            (["--certificate", "crt", "--key", "key"], {"crt": "nonsense", "key": key}, "crt"),
            (["--config", "missing.yaml"], {}, "missing.yaml"),
            (["--edition", "nonsense"], {}, "nonsense"),
            (["--rules", "missing"], {}, "missing"),
        ]:
            refused(arguments, files, words)
    refused(["--tokens", "tokens"], {"tokens": "a-token-of-the-desk-0001\n"}, "tokens", mode=0o644)


def refused(arguments, files, words, mode=0o600):
    class Refused(Server):
        def write(self, name, text):
            path = super().write(name, text)
            os.chmod(path, mode)

    try:
        with Refused(command, sources, *arguments, files=files) as server:
            return wrong(f"serve {' '.join(arguments)} starts: {server.said()}")
    except RuntimeError as error:
        text = str(error)
    said = text.partition("exit status ")[2]
    if not said.startswith("2:") or words not in said or "\n" in said.strip():
        wrong(f"serve {' '.join(arguments)}: {text}")


def it_listens_where_it_is_told(folder):
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return print("skipped: no IPv6 on this machine")
    with start("--listen", "[::1]:0") as server:
        if check(server).status != 200:
            wrong("not answered on [::1]")
        if server.ask("GET", "/healthz", {"Host": "rebound.example"}).status != 421:
            wrong("on [::1] any Host is taken")
        end(server, "[::1]")


# Metrics.


def metrics_add_up(folder):
    with start() as server:
        before = metrics(server)
        sent = [("POST", "/v1/check", TEXT, CAPTION, 200)] * 5 + [("POST", "/v1/extract", TEXT, CAPTION, 200)] * 3
        sent += [("POST", "/v1/check", {"Content-Type": "font/woff2"}, b"x", 415)] * 2 + [
            ("GET", "/v1/rules", {}, None, 200)
        ] * 2
        sent += [("GET", "/nowhere", {}, None, 404)] * 4 + [
            ("GET", "/v1/rules/nothing.here", {}, None, 404),
            ("DELETE", "/v1/check", {}, None, 405),
        ]
        sent += [("GET", f"/{name}", {}, None, 404) for name in ('"', "\\", "%0a", "{}", "x" * 300)]
        sent += [("POST", "/v1/check", {"Content-Type": "application/x-ndjson"}, b'{"caption":"JAPAN OUT"}\n' * 7, 200)]
        for method, target, headers, body, status in sent:
            answer = server.ask(method, target, headers, body)
            if answer.status != status:
                wrong(f"{method} {target[:40]}: {answer!r}, right is {status}")
        after = settle(lambda: metrics(server), lambda m: m.sum("captionlint_in_flight") <= 1, 5)
        check_counts(before, after, sent)
        check_gauges(after, check(server).header("Captionlint-Rules"))
        end(server, "metrics")


def check_counts(before, after, sent):
    def grown(name, **labels):
        return after.sum(name, **labels) - before.sum(name, **labels)

    for status in {entry[4] for entry in sent}:
        expected = sum(entry[4] == status for entry in sent)
        found = grown("captionlint_requests_total", status=str(status))
        if not expected <= found <= expected + (10 if status == 200 else 0):  # those for the metrics themselves
            wrong(f"{expected} answers {status} were sent, {found} are counted")
    for route, expected in (("/v1/check", 8), ("/v1/extract", 3), ("/v1/rules", 2)):
        if grown("captionlint_requests_total", route=route) != expected:
            wrong(f"{expected} requests to {route}, counted {grown('captionlint_requests_total', route=route)}")
    routes = after.values("captionlint_requests_total", "route")
    if len(routes) > 30 or any("nowhere" in str(route) or "xxx" in str(route) for route in routes):
        wrong(f"what clients ask for becomes labels: {sorted(map(str, routes))[:10]}")
    pictures = grown("captionlint_pictures_total")
    if pictures not in (12, 15):  # judged, or read
        wrong(f"5 + 7 pictures were judged and 3 read, {pictures} are counted")
    total, timed = grown("captionlint_requests_total"), grown("captionlint_request_seconds_count")
    if timed <= 0 or timed > total + 1:
        wrong(f"{total} requests, {timed} in the histogram")
    if after.types.get("captionlint_request_seconds") != "histogram":
        wrong("captionlint_request_seconds is no histogram")


def check_gauges(found, rules):
    if found.sum("captionlint_rules_info", hash=rules) != 1:
        wrong("captionlint_rules_info does not have the hash of the rules")
    if abs(found.sum("process_start_time_seconds") - time.time()) > 300:
        wrong("process_start_time_seconds is not when it was started")
    for name in (
        "captionlint_in_flight",
        "captionlint_queue_length",
        "captionlint_connections",
        "captionlint_body_bytes",
    ):
        if found.types.get(name) != "gauge" or not 0 <= found.sum(name) <= 100:
            wrong(f"{name}: {found.types.get(name)} {found.sum(name)}")
    for name in (
        "captionlint_requests_total",
        "captionlint_pictures_total",
        "captionlint_refused_total",
        "captionlint_reloads_total",
    ):
        if found.types.get(name) != "counter":
            wrong(f"{name}: {found.types.get(name)}")


TESTS = [
    a_reload_drops_no_request,
    a_reload_takes_editions_and_the_page_anew,
    what_was_begun_is_finished,
    a_request_that_never_ends_does_not_keep_the_server,
    a_second_signal_ends_at_once,
    tokens_are_read_anew,
    a_certificate_makes_it_tls,
    what_is_wrong_is_told_at_the_start,
    it_listens_where_it_is_told,
    metrics_add_up,
]


def main():
    tests = [test for test in TESTS if chosen in ([], [test.__name__])]
    for test in tests:
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="captionlint-serve-") as folder:
            try:
                test(folder)
            except (OSError, NotHttp, RuntimeError, subprocess.SubprocessError) as error:
                wrong(f"{test.__name__}: {type(error).__name__}: {error}")
        print(f"{test.__name__}: {time.monotonic() - begin:.1f} s", flush=True)
    return wrong.end(f"{len(tests)} tests")


sys.exit(main())
