"""Kills the watch before the first, second, third ... call that changes the disk, for each kind of
call, until a run comes through; then the next start has to put everything right. With --twice that
start is killed too, at a call of its own, and the one after it has to.

points.py COMMAND SOURCES [--calls a,b,c] [--every N] [--most N] [--twice] [--across] [--inner]
          [--parallel N]

--across: the target is on another file system; --inner: only its folder of blocked pictures is.

Exit status 77: there is no strace, or it may not trace."""
import argparse
import concurrent.futures
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import hot as h

CALLS = ["mkdirat", "symlinkat", "renameat2", "renameat", "unlinkat", "fsync", "fallocate", "write"]
OTHER_FILE_SYSTEM = "/dev/shm"


def can_trace():
    return shutil.which("strace") is not None and subprocess.run(
        ["strace", "-qq", "-e", "trace=none", "true"], check=False,
        stderr=subprocess.DEVNULL).returncode == 0


def fill(hot):
    """A picture with its sidecar, two that share one and go to different folders, a text."""
    expected = {}
    everything = [("a/one.jpg", h.picture(1, "block"), "block", None),
                  ("pair.jpg", h.picture(2, "ok"), None, ("pair.xmp", h.sidecar(2, "NO SALES"))),
                  ("both.jpg", h.picture(3, "ok"), None, ("both.xmp", h.sidecar(3, "Call desk"))),
                  ("both.jpe", h.picture(4, "block"), "block", ("both.xmp", h.sidecar(3, "Call desk"))),
                  ("text.txt", b"A man walks. GERMANY OUT\n", "block", None)]
    for name, data, verdict, companion in everything:
        hot.drop(name, data)
        if companion is not None:
            hot.drop(companion[0], companion[1])
    verdicts = h.verdicts_by_check(hot, hot.incoming)
    for name, data, verdict, companion in everything:
        found = verdicts[os.path.basename(name)]
        h.expect(verdict in (None, found), f"{name} is {found}")
        expected[h.digest(data)] = (found, companion and companion[1])
    return expected


def run_killed(hot, call, number):
    """Whether the run was killed."""
    log = os.path.join(hot.home, "trace")
    hot.start(["--once", "-j", "1"],
              ["strace", "-f", "-qq", "-o", log, "-e", f"trace={call}",
               f"--inject={call}:signal=KILL:when={number}"],
              ASAN_OPTIONS="detect_leaks=0")
    status = hot.process.wait(timeout=120)
    hot.process = None
    h.expect(status in (0, -signal.SIGKILL, 128 + signal.SIGKILL),
             f"{call} {number}: exit status {status}")
    return status != 0


def try_point(wanted, call, number):
    target = tempfile.mkdtemp(dir=OTHER_FILE_SYSTEM) if wanted.across else None
    with h.Hot(wanted.command, wanted.sources, target=target) as hot:
        if wanted.inner:
            os.makedirs(hot.target)
            inner = tempfile.mkdtemp(dir=OTHER_FILE_SYSTEM)
            hot.own.append(inner)
            os.symlink(inner, os.path.join(hot.target, "block"))
        expected = fill(hot)
        killed = run_killed(hot, call, number)
        if killed and wanted.twice:
            again = CALLS[number % len(CALLS)]
            run_killed(hot, again, 1 + number // 2 % 7)
        if killed:
            h.expect(hot.once() == 0, f"{call} {number}: the next start did not come through")
        count = h.check_sorted(hot, expected)
        h.expect(count == len(expected), f"{count} records")
    return killed


def try_call(wanted, call):
    number = 0
    points = 0
    killed = True
    while killed and (wanted.most == 0 or points < wanted.most):
        number += wanted.every
        try:
            killed = try_point(wanted, call, number)
        except Exception as error:
            raise AssertionError(f"killed before {call} number {number}: {error}") from error
        points += 1 if killed else 0
    return call, points


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("sources")
    parser.add_argument("--calls", default=",".join(CALLS))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--twice", action="store_true")
    parser.add_argument("--across", action="store_true")
    parser.add_argument("--inner", action="store_true")
    parser.add_argument("--parallel", type=int, default=4)
    wanted = parser.parse_args()
    if not can_trace():
        print("skipped: strace cannot trace here")
        return 77
    if (wanted.across or wanted.inner) and os.stat(OTHER_FILE_SYSTEM).st_dev == os.stat(tempfile.gettempdir()).st_dev:
        print("skipped: there is one file system")
        return 77
    h.warm(wanted.command, wanted.sources)
    total = 0
    with concurrent.futures.ThreadPoolExecutor(wanted.parallel) as pool:
        for call, points in pool.map(lambda call: try_call(wanted, call), wanted.calls.split(",")):
            print(f"{call}: {points} points", flush=True)
            total += points
    h.expect(total > 0, "nothing was killed")
    print(f"{total} points")
    return 0


if __name__ == "__main__":
    sys.exit(main())
