"""A `captionlint serve` of a house of its own, and clients that send what they like.

Answers are read strictly: what is not HTTP/1.1 as RFC 9112 has it is an error of the test. The
server is ended, and what it had in its folder is gone, however the test ends.
"""

import os
import re
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time

CONFIGURATION = """editions:
  web:
    territory: JP
    medium: internet
    use: editorial
    credit: "Jane Roe/Example Agency"
  print:
    territory: GB
    medium: newspaper
    use: editorial
"""

STARTED = re.compile(r"captionlint: listening on (https?)://(127\.0\.0\.1|\[::1\]|localhost):(\d+)/$")
SANITIZER = re.compile(r"AddressSanitizer|LeakSanitizer|ThreadSanitizer|runtime error:")
TOKEN = re.compile(r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")


class Failures:
    """What was found wrong; the same is told once with its count."""

    def __init__(self):
        self.told = {}

    def __call__(self, what):
        self.told[what] = self.told.get(what, 0) + 1
        if self.told[what] == 1:
            print(f"wrong: {what}", flush=True)

    def end(self, done):
        if self.told:
            print(f"{len(self.told)} wrong; {done}")
            return 1
        print(f"ok: {done}")
        return 0


class NotHttp(Exception):
    """The bytes that came are no answer."""


class Closed(NotHttp):
    """The connection ended before the first byte of an answer."""


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # [(name in lower case, value)]
        self.body = body

    def header(self, name):
        """The value, or None; a header that comes twice is no answer."""
        values = [value for key, value in self.headers if key == name.lower()]
        if len(values) > 1:
            raise NotHttp(f"{name} comes {len(values)} times")
        return values[0] if values else None

    @property
    def type(self):
        return self.header("Content-Type")

    def __repr__(self):
        return f"{self.status} {self.type} {self.body[:200]!r}"


def parse_head(block):
    lines = block.split(b"\r\n")
    start = re.fullmatch(rb"HTTP/1\.[01] ([1-5][0-9][0-9]) ([\t\x20-\x7e\x80-\xff]*)", lines[0])
    if not start:
        raise NotHttp(f"status line {lines[0][:100]!r}")
    headers = []
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if not colon or not TOKEN.match(name.decode("latin-1")):
            raise NotHttp(f"header line {line[:100]!r}")
        value = value.strip(b" \t")
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", value):
            raise NotHttp(f"header line {line[:100]!r}")
        headers.append((name.decode().lower(), value.decode("latin-1")))
    return int(start[1]), headers


class Client:
    """One connection. Every wait for the server ends after `timeout` seconds."""

    def __init__(self, server, timeout=30, connect_timeout=None):
        self.server = server
        self.left = b""
        self.socket = socket.create_connection(server.address, connect_timeout or timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(timeout)
        if server.tls:
            self.socket = server.tls.wrap_socket(self.socket, server_hostname="localhost")

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def more(self):
        """Some bytes; none at the end."""
        try:
            return self.socket.recv(1 << 16)
        except ConnectionResetError:
            return b""

    def until(self, mark):
        while mark not in self.left:
            part = self.more()
            if not part:
                raise NotHttp(f"ended in {self.left[:100]!r}") if self.left else Closed("nothing came")
            self.left += part
        head, self.left = self.left.split(mark, 1)
        return head

    def exactly(self, count):
        parts, have = [self.left], len(self.left)
        while have < count:
            part = self.more()
            if not part:
                raise NotHttp(f"a body of {count} bytes ended after {have}")
            parts.append(part)
            have += len(part)
        data = b"".join(parts)
        self.left = data[count:]
        return data[:count]

    def chunks(self):
        parts = []
        while True:
            size = self.until(b"\r\n")
            if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
                raise NotHttp(f"chunk size {size[:40]!r}")
            part = self.exactly(int(size, 16))
            if self.exactly(2) != b"\r\n":
                raise NotHttp("a chunk does not end with a line")
            if not part:
                return b"".join(parts)
            parts.append(part)

    def answer(self, method="GET"):
        while True:
            status, headers = parse_head(self.until(b"\r\n\r\n"))
            if status >= 200:
                break
        answer = Answer(status, headers, b"")
        length, coding = answer.header("Content-Length"), answer.header("Transfer-Encoding")
        if length is not None and not re.fullmatch(r"[0-9]+", length):
            raise NotHttp(f"Content-Length {length}")
        if method == "HEAD" or status in (204, 304):
            return answer
        if coding is not None:
            if coding.lower() != "chunked" or length is not None:
                raise NotHttp(f"Transfer-Encoding {coding}, Content-Length {length}")
            answer.body = self.chunks()
        elif length is not None:
            answer.body = self.exactly(int(length))
        else:
            raise NotHttp("neither Content-Length nor chunks")
        return answer

    def head(self, method, target, headers=(), length=None):
        headers = list(headers.items() if isinstance(headers, dict) else headers)
        names = {name.lower() for name, value in headers}
        if "host" not in names:
            headers.insert(0, ("Host", self.server.host))
        if length is not None and not names & {"content-length", "transfer-encoding"}:
            headers.append(("Content-Length", str(length)))
        lines = [f"{method} {target} HTTP/1.1"] + [f"{name}: {value}" for name, value in headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")

    def ask(self, method, target, headers=(), body=None):
        # The server may answer and close before it has read all of a body that it refuses.
        data = self.head(method, target, headers, len(body) if body is not None else None)
        try:
            self.send(data + (body or b""))
        except (BrokenPipeError, ConnectionResetError):
            pass
        return self.answer(method)


class Server:
    """Starts the command in a folder of its own. Arguments follow `serve`."""

    def __init__(
        self,
        command,
        sources,
        *arguments,
        configuration=CONFIGURATION,
        rules=None,
        tls=None,
        files=None,
        environment=None,
        scheme="http",
        descriptors=None,
        wait=60,
    ):
        self.command, self.sources, self.tls, self.scheme = command, sources, tls, scheme
        self.folder = tempfile.mkdtemp(prefix="captionlint-serve-")
        self.lines, self.ending = [], False
        try:
            self.write("captionlint.yaml", configuration)
            for name, text in (files or {}).items():
                self.write(name, text)
            self.start(list(arguments), rules, environment or {}, descriptors)
            self.await_port(wait)
        except BaseException:
            self.__exit__()
            raise

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode())
        os.chmod(path, 0o600)
        return path

    def start(self, arguments, rules, environment, descriptors):
        variables = dict(os.environ, CAPTIONLINT_RULES=rules or os.path.join(self.sources, "rules"), LC_ALL="C")
        # What was freed is kept for a while by AddressSanitizer: too long for one who weighs memory.
        variables.setdefault("ASAN_OPTIONS", "quarantine_size_mb=4:exitcode=99")
        variables.setdefault("UBSAN_OPTIONS", "halt_on_error=1:exitcode=99")
        variables.update(environment)
        if not any(word == "--listen" for word in arguments):
            arguments += ["--listen", "127.0.0.1:0"]

        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

        self.process = subprocess.Popen(
            [self.command, "serve"] + arguments,
            cwd=self.folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=limit if descriptors else None,
        )
        self.reader = threading.Thread(target=self.read_errors, daemon=True)
        self.reader.start()

    def read_errors(self):
        for line in self.process.stderr:
            self.lines.append(line.rstrip(b"\n"))

    def await_port(self, wait):
        end = time.monotonic() + wait
        while time.monotonic() < end:
            for line in list(self.lines):
                found = STARTED.match(line.decode("utf-8", "replace"))
                if found:
                    self.scheme, self.host_name, self.port = found[1], found[2], int(found[3])
                    self.address = (self.host_name.strip("[]"), self.port)
                    self.host = f"{self.host_name}:{self.port}"
                    return
            if self.process.poll() is not None:
                self.reader.join(5)
                raise RuntimeError(f"did not start: exit status {self.process.returncode}: {self.said()}")
            time.sleep(0.01)
        raise RuntimeError(f"did not say where it listens within {wait} s: {self.said()}")

    def said(self):
        return b"\n".join(self.lines).decode("utf-8", "replace")

    def ask(self, method, target, headers=(), body=None, timeout=30):
        with Client(self, timeout) as client:
            return client.ask(method, target, headers, body)

    def await_line(self, words, wait=10, since=0):
        """Whether a line with these words came."""
        end = time.monotonic() + wait
        while time.monotonic() < end:
            if any(words in line.decode("utf-8", "replace") for line in self.lines[since:]):
                return True
            time.sleep(0.02)
        return False

    def signal(self, number):
        self.ending = self.ending or number == signal.SIGTERM
        self.process.send_signal(number)

    def stop(self, wait=40):
        """Ends it as its keeper would, if nobody did; the exit status. A second SIGTERM would end it at once."""
        if self.process.poll() is None and not self.ending:
            self.signal(signal.SIGTERM)
        status = self.process.wait(wait)
        self.reader.join(5)
        return status

    def status(self, name):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(rf"^{name}:\s+(\d+)", file.read(), re.M)[1])

    def memory(self):
        """Resident, in MiB."""
        return self.status("VmRSS") / 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def threads(self):
        return self.status("Threads")

    def alive(self):
        return self.process.poll() is None

    def check_errors(self, wrong, most=200):
        """What it said is bounded, for people, and no report of a sanitizer."""
        if len(self.lines) > most:
            wrong(f"{len(self.lines)} lines on standard error, such as {self.lines[-1]!r}")
        for line in self.lines:
            if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", line):
                wrong(f"control characters on standard error: {line[:200]!r}")
            if len(line) > 2000:
                wrong(f"a line of {len(line)} bytes on standard error: {line[:100]!r}")
        found = SANITIZER.search(self.said())
        if found:
            wrong("a sanitizer reports:\n" + self.said()[max(0, found.start() - 200) : found.start() + 4000])

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        process = getattr(self, "process", None)
        if process and process.poll() is None:
            process.kill()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def settle(read, good, wait=10):
    """The last value of `read()`, taken until `good` says so or the time is over."""
    end = time.monotonic() + wait
    value = read()
    while not good(value) and time.monotonic() < end:
        time.sleep(0.05)
        value = read()
    return value


def multipart(parts, boundary="b0undary"):
    """parts: (name, filename or None, bytes). The content type and the body."""
    out = b""
    for name, filename, data in parts:
        filename = "" if filename is None else f'; filename="{filename}"'
        out += (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{filename}\r\n\r\n').encode()
        out += data + b"\r\n"
    return f"multipart/form-data; boundary={boundary}", out + f"--{boundary}--\r\n".encode()


def fixture(sources, name):
    with open(os.path.join(sources, "fixtures", name), "rb") as file:
        return file.read()


def client_tls(path):
    context = ssl.create_default_context(cafile=path)
    context.check_hostname = True
    return context
