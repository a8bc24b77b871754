"""Clients that mean harm: attacks.py COMMAND SOURCES [--idle N] [--body MIB] [--timeout S] ...

While they are at it, a well-behaved client is answered in time. Afterwards the server is alive, has
the memory and descriptors that it had, and said little, and nothing that is not for people. The
attacks come from 127.0.0.2, as another client.
"""

import resource
import sys
import threading
import time

from attacking import CAPTION, TEXT, options, wrong
from attacks_bodies import bombs, broken_multipart, hostile_pictures
from attacks_http import half_requests, header_tricks, line_feeds, other_sites, path_tricks, token_tricks
from attacks_slow import (
    idle,
    large_bodies,
    many_bodies,
    slow_bodies,
    slow_chunks,
    slow_headers,
    slow_readers,
    too_many_connections,
)
from metrics import Metrics
from served import NotHttp, Server, multipart, settle


class Witness(threading.Thread):
    """The well-behaved client: a new connection for every request."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.slowest, self.count, self.ending = server, 0.0, 0, threading.Event()
        self.faults, self.refused = [], 0

    def run(self):
        while not self.ending.wait(0.05):
            begin = time.monotonic()
            try:
                self.ask(begin + options.patience)
            except (OSError, NotHttp) as error:
                self.faults.append(f"{type(error).__name__}: {error} after {time.monotonic() - begin:.1f} s")
            self.slowest = max(self.slowest, time.monotonic() - begin)
            self.count += 1

    def ask(self, end):
        """Asks until it is answered: who is told to come again does."""
        answer = self.server.ask("POST", "/v1/check", TEXT, CAPTION, timeout=options.patience)
        while answer.status == 503 and answer.header("Retry-After") and time.monotonic() < end:
            self.refused += 1
            time.sleep(0.2)
            answer = self.server.ask("POST", "/v1/check", TEXT, CAPTION, timeout=options.patience)
        if answer.status != 200:
            self.faults.append(repr(answer))

    def end(self):
        self.ending.set()
        self.join(options.patience + 5)
        for fault in self.faults[:3]:
            wrong(f"the well-behaved client during the attacks: {fault}")
        if self.count == 0:
            wrong("the well-behaved client was never answered")


ATTACKS = [
    slow_headers,
    slow_bodies,
    slow_chunks,
    slow_readers,
    idle,
    too_many_connections,
    large_bodies,
    many_bodies,
    broken_multipart,
    path_tricks,
    header_tricks,
    line_feeds,
    other_sites,
    token_tricks,
    bombs,
    hostile_pictures,
    half_requests,
]
# These wait for the server's clock, and wait together.
TOGETHER = [slow_headers, slow_bodies, slow_chunks, slow_readers, idle]


def run(attack, server):
    begin = time.monotonic()
    try:
        attack(server)
    except (OSError, NotHttp, ValueError, KeyError) as error:
        wrong(f"{attack.__name__}: {type(error).__name__}: {error}")
    print(f"{attack.__name__}: {time.monotonic() - begin:.1f} s", flush=True)


def warm_up(server):
    kind, body = multipart([("picture", "a.jpg", b"\xff\xd8" + b"\0" * ((options.max_body << 20) - 65536))])
    for _ in range(3):
        server.ask("POST", "/v1/check", {"Content-Type": kind}, body)
    for _ in range(30):
        server.ask("POST", "/v1/check", TEXT, CAPTION)


def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, options.idle * 2 + 1024)), hard))
    attacks = [attack for attack in ATTACKS if options.only in (None, attack.__name__)]
    arguments = ["--max-body", str(options.max_body), "--timeout", str(options.timeout)]
    if options.idle > 800:
        arguments += ["--max-connections", str(options.idle + 200)]
    with Server(options.command, options.sources, *arguments) as server:
        warm_up(server)
        memory, descriptors, threads = server.memory(), server.descriptors(), server.threads()
        witness = Witness(server)
        witness.start()
        together = [
            threading.Thread(target=run, args=(attack, server))
            for attack in attacks
            if attack in TOGETHER and attack is not idle
        ]
        for thread in together:
            thread.start()
        for thread in together:
            thread.join()
        for attack in attacks:
            if attack not in TOGETHER or attack is idle:
                run(attack, server)
        witness.end()
        after(server, memory, descriptors, threads)
    print(
        f"the well-behaved client: {witness.count} requests, the slowest {witness.slowest * 1000:.0f} ms, "
        f"{witness.refused} told to come again"
    )
    return wrong.end(f"{len(attacks)} kinds of attack")


def after(server, memory, descriptors, threads):
    if not server.alive():
        wrong(f"the server is gone: {server.process.returncode}")
        return server.check_errors(wrong)
    left = settle(server.descriptors, lambda count: count <= descriptors, options.timeout + options.patience)
    if left > descriptors:
        wrong(f"{left} descriptors, {descriptors} before")
    grown = settle(server.memory, lambda value: value <= memory + options.growth, 5) - memory
    if grown > options.growth:
        wrong(f"{grown:.0f} MiB more than the {memory:.0f} before")
    if server.threads() > threads + 2:
        wrong(f"{server.threads()} threads, {threads} before")
    counts = Metrics(server.ask("GET", "/metrics").body.decode())
    if counts.sum("captionlint_in_flight") != 1 or counts.sum("captionlint_body_bytes") > 1 << 20:
        wrong(
            f"{counts.sum('captionlint_in_flight') - 1:.0f} requests and {counts.sum('captionlint_body_bytes'):.0f} bytes of bodies are left"
        )
    if server.ask("POST", "/v1/check", TEXT, CAPTION).status != 200:
        wrong("not answered after the attacks")
    print(f"memory {memory:.0f} MiB, {grown:+.0f}, at most {server.status('VmHWM') / 1024:.0f}; {left} descriptors")
    if server.stop() != 0:
        wrong(f"exit status {server.process.returncode}")
    server.check_errors(wrong)


sys.exit(main())
