"""Workers: started, killed, ended."""

import os
import random
import signal
import subprocess
import threading
import time

from broker import die_with_parent


class Worker:
    def __init__(self, program, broker, root, log, *options):
        self.log = log
        environment = dict(os.environ, CAPTIONLINT_BROKER=broker.url())
        with open(log, "ab") as file:
            self.process = subprocess.Popen(
                [program, "worker", "--root", root, "-j", "2", *options], cwd=root,
                env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                preexec_fn=die_with_parent)

    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def wait_for(self, text, seconds=30):
        """Until it has said so; how long that took."""
        begun = time.monotonic()
        while text not in self.said():
            if time.monotonic() - begun > seconds or self.process.poll() is not None:
                raise RuntimeError(f"the worker did not say {text!r}:\n{self.said()}")
            time.sleep(0.02)
        return time.monotonic() - begun

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self, how=signal.SIGTERM, seconds=60):
        self.process.send_signal(how)
        return self.process.wait(seconds)


class Crew:
    """So many workers, of which one is killed every few seconds while that is wanted. The threads of
    Python must not start one: the system ends it when the thread that started it is gone."""

    def __init__(self, begin, count):
        self.begin = begin
        self.workers = [begin(i) for i in range(count)]
        self.kills = 0
        self.due = None
        self.every = None

    def kill_every(self, seconds):
        self.every = seconds
        self.due = time.monotonic() + seconds

    def tick(self):
        if self.due is not None and time.monotonic() >= self.due:
            i = random.randrange(len(self.workers))
            self.workers[i].kill()
            self.workers[i] = self.begin(i)
            self.kills += 1
            self.due = time.monotonic() + self.every * random.uniform(0.6, 1.4)

    def end(self):
        for worker in self.workers:
            worker.process.send_signal(signal.SIGTERM)
        return [worker.process.wait(90) for worker in self.workers]

    def kill(self):
        for worker in self.workers:
            worker.kill()


class Feeder(threading.Thread):
    """Writes lines to the standard input of `captionlint enqueue`: the first half, and the second
    half when it is told to."""

    def __init__(self, process, lines):
        super().__init__(daemon=True)
        self.process = process
        self.lines = lines
        self.go_on = threading.Event()

    def run(self):
        half = len(self.lines) // 2
        self.process.stdin.write("".join(self.lines[:half]).encode())
        self.process.stdin.flush()
        self.go_on.wait(600)
        self.process.stdin.write("".join(self.lines[half:]).encode())
        self.process.stdin.close()
