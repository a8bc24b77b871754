"""What all attacks have: their measures, a client at another address, and what may be answered."""

import argparse
import os
import socket

from served import Client, Failures, NotHttp

parser = argparse.ArgumentParser()
parser.add_argument("command")
parser.add_argument("sources")
parser.add_argument("--idle", type=int, default=200, help="connections that say nothing")
parser.add_argument("--body", type=int, default=24, help="MiB of a body that is too large")
parser.add_argument("--max-body", type=int, default=8, help="MiB that the server takes")
parser.add_argument("--timeout", type=int, default=3, help="of the server, seconds")
parser.add_argument("--slow", type=int, default=24, help="connections that say a byte at a time")
parser.add_argument("--pace", type=float, default=0.1, help="seconds between these bytes")
parser.add_argument("--parts", type=int, default=3000, help="of one multipart body")
parser.add_argument("--spaces", type=int, default=6, help="MiB of blanks in JSON")
parser.add_argument("--patience", type=float, default=10, help="seconds in which the well-behaved client is answered")
parser.add_argument("--growth", type=float, default=96, help="MiB of memory that may stay")
parser.add_argument("--only", help="this attack alone")
options = parser.parse_args()
options.command, options.sources = map(os.path.abspath, (options.command, options.sources))
wrong = Failures()

CAPTION = b"A street in Kyoto. MANDATORY CREDIT: Jane Roe/Example Agency. NO SALES"
TEXT = {"Content-Type": "text/plain"}
SECRET = b"root:"  # of /etc/passwd
REFUSED = {400, 404, 405, 408, 411, 413, 414, 415, 417, 421, 422, 431, 501, 505}


class Attacker(Client):
    """A client at another address of this machine."""

    def __init__(self, server, timeout=15, buffer=None):
        self.server, self.left = server, b""
        self.socket = socket.socket(socket.AF_INET)
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.bind(("127.0.0.2", 0))
        self.socket.settimeout(timeout)
        self.socket.connect(server.address)

    def rest(self, most=1 << 20):
        """All that comes until the end; None where it does not end in time."""
        data = b""
        try:
            while len(data) < most:
                part = self.more()
                if not part:
                    return data
                data += part
        except socket.timeout:
            return None
        return data


def exchange(server, data, wait=None, close=False):
    """Sends bytes and reads until the end: the statuses that came, and all bytes; None: no end."""
    with Attacker(server, wait or options.timeout + 10) as client:
        try:
            client.send(data)
            if close:
                client.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        got = client.rest()
    if got is None:
        return None, b""
    if SECRET in got:
        wrong(f"a file of the machine is in the answer to {data[:100]!r}")
    return [int(line[9:12]) for line in got.split(b"\r\n") if line.startswith(b"HTTP/1.")], got


def post(server, what, headers, body, right, target="/v1/check"):
    """A request that must be answered with one of these statuses."""
    try:
        with Attacker(server, options.patience + 30) as client:
            answer = client.ask("POST", target, headers, body)
    except (OSError, NotHttp) as error:
        wrong(f"{what}: {type(error).__name__}: {error}")
        return None
    if answer.status not in right:
        wrong(f"{what}: {answer!r}, right is {sorted(right)}")
    if answer.status >= 400 and answer.type != "application/problem+json":
        wrong(f"{what}: {answer!r} is no problem document")
    if SECRET in answer.body:
        wrong(f"{what}: a file of the machine is in the answer")
    return answer
