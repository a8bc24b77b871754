"""How much is served: load.py COMMAND SOURCES [--seconds S] [--connections N] ...

wrk sends captions, JPEGs of 2 MB, and four captions to a JPEG, each for so many seconds. No request
may fail, and memory may not grow while they run. Exit status 77: wrk is not installed.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

from served import Failures, Server, fixture

parser = argparse.ArgumentParser()
parser.add_argument("command")
parser.add_argument("sources")
parser.add_argument("--seconds", type=int, default=30, help="of each of the three")
parser.add_argument("--connections", type=int, default=16)
parser.add_argument("--jobs", type=int, default=0, help="threads of the server; 0: as many as processors")
parser.add_argument("--picture", type=int, default=2_000_000, help="bytes of a JPEG")
parser.add_argument("--growth", type=float, default=24, help="MiB of memory that may come after the first third")
parser.add_argument("--quiet", type=float, default=0, help="wait for this load of the machine before each")
options = parser.parse_args()
options.command, options.sources = map(os.path.abspath, (options.command, options.sources))
wrong = Failures()

PICTURES = ["afp-kcna-block", "clean-credit", "kyodo-japan-out-iim-latin1-only", "plus-terms"]


def grown(picture, size, seed):
    """The same JPEG with so many bytes of scan data that it has the size: ITU-T T.81, B.1.1.5."""
    assert picture.endswith(b"\xff\xd9")
    data = random.Random(seed).randbytes(size - len(picture)).replace(b"\xff", b"\x7f")
    return picture[:-2] + data + picture[-2:]


def captions():
    with open(os.path.join(options.sources, "fixtures", "notes.tsv"), encoding="utf-8") as file:
        notes = [line.split("\t")[2].strip() for line in file if line.count("\t") >= 2]
    return [
        f"A street in the morning, 9 March 2017. {note} (Photo: Jane Roe/Example Agency)".encode()
        for note in notes[:60]
    ]


def write_lists(folder):
    """{what: the list that wrk reads}"""

    def write(name, data, kind):
        path = os.path.join(folder, name)
        with open(path, "wb") as out:
            out.write(data)
        return f"{path} {kind}\n"

    texts = [write(f"{i}.txt", text, "text/plain") for i, text in enumerate(captions())]
    pictures = [
        write(f"{i}.jpg", grown(fixture(options.sources, f"pictures/{name}.jpg"), options.picture, i), "image/jpeg")
        for i, name in enumerate(PICTURES)
    ]
    mixed = [
        line
        for i, text in enumerate(texts)
        for line in ([text, pictures[i // 4 % len(pictures)]] if i % 4 == 3 else [text])
    ]
    lists = {"captions": texts, "pictures": pictures, "mix 4:1": mixed}
    out = {}
    for what, lines in lists.items():
        out[what] = os.path.join(folder, what.split()[0] + ".list")
        with open(out[what], "w", encoding="utf-8") as file:
            file.writelines(lines)
    return out


def run(server, what, requests):
    """Asks as hard as wrk can, and weighs the server four times."""
    line = [
        "wrk",
        "--threads",
        "1",
        "--connections",
        str(options.connections),
        "--duration",
        f"{options.seconds}s",
        "--timeout",
        "20s",
        "--script",
        os.path.join(os.path.dirname(os.path.abspath(__file__)), "load.lua"),
        f"{server.scheme}://{server.host}",
        "--",
        requests,
    ]
    memory = [server.memory()]
    begin = time.monotonic()
    client = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for third in (1, 2):
            time.sleep(max(0, begin + third * options.seconds / 3 - time.monotonic()))
            memory.append(server.memory())
        said = client.communicate(timeout=options.seconds * 2 + 60)[0].decode()
    finally:
        client.kill()
    memory.append(server.memory())
    try:
        result = json.loads(said.splitlines()[-1])
    except (ValueError, IndexError):
        return wrong(f"{what}: wrk says {said[-500:]}")
    tell(what, result, memory)


def tell(what, result, memory):
    errors = {name: result[name] for name in ("connect", "read", "write", "status", "timeout") if result[name]}
    print(
        f"{what:9} {result['requests'] / result['seconds']:8.1f} requests/s   p50 {result['p50']:7.1f} ms   p99 {result['p99']:7.1f} ms   "
        f"memory {' '.join(f'{value:.0f}' for value in memory)} MiB   errors {errors or 0}",
        flush=True,
    )
    if errors or result["requests"] == 0:
        wrong(f"{what}: {result['requests']} requests, errors {errors}")
    if memory[-1] - memory[1] > options.growth:
        wrong(f"{what}: memory grows: {memory}")


def await_quiet():
    end = time.monotonic() + 600
    while options.quiet and os.getloadavg()[0] > options.quiet and time.monotonic() < end:
        time.sleep(2)


def main():
    if not shutil.which("wrk"):
        print("skipped: wrk is not installed")
        return 77
    arguments = ["-j", str(options.jobs)] if options.jobs else []
    with tempfile.TemporaryDirectory(prefix="captionlint-load-") as folder:
        for what, requests in write_lists(folder).items():
            with Server(options.command, options.sources, *arguments) as server:
                await_quiet()
                run(server, what, requests)
                if server.stop() != 0:
                    wrong(f"exit status {server.process.returncode}")
                server.check_errors(wrong)
    return wrong.end(f"{options.connections} connections, {options.seconds} s each")


sys.exit(main())
