#!/usr/bin/env python3
"""The gate for a CMS: its script and the call in the document, against the service itself, and against
services that fail in every way. usage: gate.py COMMAND SOURCES [TEST...]"""

import contextlib
import http.server
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import threading
import time

import documents
import repository
from repository import BLOCKED, CLEAN, Case

if shutil.which("curl") is None:
    print("skipped: no curl")
    sys.exit(77)

GATE = repository.SOURCES / "tools/cms_gate.sh"


class Gate(Case):
    def ask(self, url, picture=CLEAN, edition="web-kr", seconds=20, **more):
        self.picture = self.home / "a picture & more.jpg"
        self.picture.write_bytes(picture)
        return self.run_any(GATE, self.picture, edition, CAPTIONLINT_URL=url,
                            CAPTIONLINT_SECONDS=str(seconds), **more)


class Service(Gate):
    """captionlint serve."""

    def setUp(self):
        super().setUp()
        self.write("captionlint.yaml", repository.EDITIONS)

    @contextlib.contextmanager
    def serving(self, *options, address="127.0.0.1:0"):
        server = subprocess.Popen([repository.COMMAND, "serve", "--listen", address, *options],
                                  cwd=self.top, env=self.environment, stderr=subprocess.PIPE)
        try:
            line = server.stderr.readline().decode()
            found = re.search(r"listening on (http://\S+?)/?$", line.strip())
            self.assertIsNotNone(found, line)
            threading.Thread(target=server.stderr.read, daemon=True).start()
            yield found.group(1)
        finally:
            server.terminate()
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            server.stderr.close()

    def test_only_ok_and_duty_are_published(self):
        with self.serving() as url:
            result = self.ask(url)
            self.assertEqual(result.status, 0, result)
            record = json.loads(result.out)
            self.assertEqual(record["path"], "a picture & more.jpg")
            result = self.ask(url, BLOCKED, "web-it")
            self.assertEqual(result.status, 0, result)
            self.assertIn("AFP PHOTO/KCNA VIA KNS", result.out)  # the credit to print
            result = self.ask(url, BLOCKED)
            self.assertEqual(result.status, 1, result)
            self.assertIn("block for web-kr; not published", result.err)
            self.assertEqual(self.ask(url, BLOCKED[:40]).status, 1)

    def test_what_is_no_answer_is_no_permission(self):
        with self.serving() as url:
            for picture, edition in ((CLEAN, "nowhere"), (b"", "web-kr"), (CLEAN, "web-kr&edition=web-it")):
                result = self.ask(url, picture, edition)
                self.assertNotEqual(result.status, 0, result)
                self.assertIn("not published", result.err)

    def test_a_token_is_shown(self):
        secret = self.home / "token"
        secret.write_text("a-token-that-nobody-guesses-0123456789\n")
        secret.chmod(0o600)
        with self.serving("--tokens", str(secret)) as url:
            self.assertEqual(self.ask(url).status, 2)
            self.assertEqual(self.ask(url, CAPTIONLINT_TOKEN_FILE=str(secret)).status, 0)

    def test_a_service_that_is_starting_is_waited_for(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        answer = []
        asking = threading.Thread(
            target=lambda: answer.append(self.ask(f"http://127.0.0.1:{port}", seconds=60)))
        asking.start()
        time.sleep(0.5)  # it was refused by now, or will be answered at once
        with self.serving(address=f"127.0.0.1:{port}"):
            asking.join()
        self.assertEqual(answer[0].status, 0, answer[0])

    def test_the_calls_in_the_document_work(self):
        call, decide = documents.blocks("docs/pipelines.md", "A gate for a CMS", "sh")
        (self.top / "captionlint.yaml").write_text(repository.editions(web="KR"))
        (self.top / "tools").symlink_to(repository.SOURCES / "tools")
        with self.serving() as url:
            for content, verdict, word in ((CLEAN, "ok", "publish"), (BLOCKED, "block", "do not publish")):
                (self.top / "picture.jpg").write_bytes(content)
                result = self.run_any("sh", "-c", call.replace("http://127.0.0.1:8377", url))
                self.assertEqual(result.out.strip().lower(), f"captionlint-verdict: {verdict}")
                self.assertIn('"verdict"', (self.top / "answer.json").read_text())
                result = self.run_any("sh", "-c", decide.replace("http://127.0.0.1:8377", url))
                self.assertEqual(result.out.strip(), word, result)


class Broken(Gate):
    """Services that are something else. They end with the test."""

    @contextlib.contextmanager
    def answering(self, *answers):
        """Each is a status, headers and a body; the last one is given again and again."""
        asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, body = answers[min(len(asked), len(answers) - 1)]
                asked.append(self.path)
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", asked
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def verdict(self, value):
        return 200, [("Captionlint-Verdict", value)], b"{}"

    def test_nothing_but_one_known_verdict_publishes(self):
        for answer in (self.verdict("fine"), self.verdict(""), self.verdict("ok, block"),
                       (200, [], b"ok"), (200, [("Captionlint-Verdict", "ok")] * 2, b"{}"),
                       (200, [("X", "Captionlint-Verdict: ok")], b"Captionlint-Verdict: ok"),
                       (404, [("Captionlint-Verdict", "ok")], b"{}"),
                       (302, [("Location", "/elsewhere"), ("Captionlint-Verdict", "ok")], b"")):
            with self.answering(answer) as (url, _):
                self.assertEqual(self.ask(url).status, 2, answer)
        with self.answering(self.verdict("OK")) as (url, _):
            self.assertEqual(self.ask(url).status, 2)

    def test_what_passes_by_itself_is_tried_again(self):
        busy = (503, [("Retry-After", "0"), ("Captionlint-Verdict", "ok")], b"busy")
        many = (429, [("Retry-After", "0")], b"too many")
        with self.answering(busy, many, self.verdict("duty")) as (url, asked):
            result = self.ask(url)
            self.assertEqual(result.status, 0, result)
            self.assertEqual(asked, ["/v1/check?edition=web-kr&name=a+picture+%26+more.jpg&format=ndjson"] * 3)
        with self.answering(busy, self.verdict("block")) as (url, asked):
            self.assertEqual(self.ask(url).status, 1)

    def test_a_service_that_stays_full_is_given_up(self):
        with self.answering((503, [], b"\x1b[2Jdraining")) as (url, _):
            result = self.ask(url, seconds=2)
            self.assertEqual(result.status, 2, result)
            self.assertIn("HTTP 503: [2Jdraining", result.err)

    def test_a_service_that_is_down_is_given_up(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            url = f"http://127.0.0.1:{free.getsockname()[1]}"
        result = self.ask(url, seconds=2)
        self.assertEqual(result.status, 2, result)
        self.assertIn("not published", result.err)

    def test_a_service_that_says_nothing_is_given_up(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            start = time.monotonic()
            self.assertEqual(self.ask(f"http://127.0.0.1:{silent.getsockname()[1]}", seconds=2).status, 2)
            self.assertLess(time.monotonic() - start, 20)

    def test_an_answer_that_is_cut_is_none(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            def answer():
                for _ in range(20):
                    with contextlib.suppress(OSError):
                        peer, _ = listener.accept()
                        with peer:
                            peer.recv(1 << 20)
                            peer.sendall(b"HTTP/1.1 200 OK\r\nCaptionlint-Verdict: ok\r\n"
                                         b"Content-Length: 1000\r\n\r\n{")
            threading.Thread(target=answer, daemon=True).start()
            result = self.ask(f"http://127.0.0.1:{listener.getsockname()[1]}", seconds=3)
            self.assertEqual(result.status, 2, result)

    def test_wrong_use_publishes_nothing(self):
        for words in ((), ("a.jpg",), ("a.jpg", "web", "more"), ("/nowhere.jpg", "web")):
            self.assertEqual(self.run_any(GATE, *words).status, 2)
        self.assertEqual(self.ask("ftp://127.0.0.1:9", seconds=2).status, 2)
        self.assertEqual(self.ask("file:///etc/passwd", seconds=2).status, 2)


if __name__ == "__main__":
    repository.main()
