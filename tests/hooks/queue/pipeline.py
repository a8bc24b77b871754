"""Nothing is lost: jobs of all kinds, workers that are killed, a broker that is restarted, poison
among them. Every job has its result, those that it has twice are the same byte for byte and what
`captionlint check` writes, and the dead letters are the poison and nothing else.

pipeline.py PROGRAM FOLDER [--cases] [--jobs N] [--workers N] [--kill-every SECONDS] [--throughput N]
"""

import argparse
import collections
import os
import shutil
import subprocess
import sys
import time

import broker as brokers

if brokers.find_server() is None:
    print("rabbitmq-server is not installed: not tested")
    sys.exit(77)

# pylint: disable=wrong-import-position
import cases
import pika
import poison as poisons
from jobs import Jobs, key_of
from workers import Crew, Feeder, Worker

QUEUE, RESULTS, DEAD = "captionlint.jobs", "captionlint.results", "captionlint.dead"


class Drain:
    """Takes all there is in two queues, over and over, whatever becomes of the broker."""

    def __init__(self, broker):
        self.broker = broker
        self.connection = None
        self.results = collections.defaultdict(list)
        self.letters = []
        self.dead = {}

    def connect(self):
        self.connection = self.broker.connect()
        channel = self.connection.channel()
        channel.basic_qos(prefetch_count=500)
        channel.basic_consume(RESULTS, self.on_result)
        channel.basic_consume(DEAD, self.on_dead)

    def on_result(self, channel, method, properties, body):
        self.results[key_of(body)].append(body)
        if len(self.letters) < 1000:
            self.letters.append(properties)
        channel.basic_ack(method.delivery_tag)

    def on_dead(self, channel, method, properties, body):
        self.dead[properties.message_id] = (properties, body)
        channel.basic_ack(method.delivery_tag)

    def close(self):
        """What it holds and did not take goes back."""
        if self.connection is not None:
            self.connection.close()

    def some(self):
        try:
            if self.connection is None:
                self.connect()
            self.connection.process_data_events(time_limit=0.1)
        except (pika.exceptions.AMQPError, OSError):
            self.connection = None
            time.sleep(0.1)


def check(good, what):
    if not good:
        raise AssertionError(what)


def publish(broker, messages):
    connection = broker.connect()
    channel = connection.channel()
    channel.confirm_delivery()
    for properties, body in messages:
        channel.basic_publish("", QUEUE, body, properties, mandatory=True)
    connection.close()


def waiting(broker, queue):
    connection = broker.connect()
    count = connection.channel().queue_declare(queue, passive=True).method.message_count
    connection.close()
    return count


def enqueue(options, broker, jobs, *arguments, **more):
    environment = dict(os.environ, CAPTIONLINT_BROKER=broker.url())
    return subprocess.Popen([options.program, "enqueue", *arguments], cwd=jobs.root,
                            env=environment, preexec_fn=brokers.die_with_parent, **more)


def be_delivered_in_vain(broker, times):
    """As a job is that ends every worker that takes it."""
    for _ in range(times):
        connection = broker.connect()
        channel = connection.channel()
        method = None
        while method is None:
            method, _, _ = channel.basic_get(QUEUE)
        connection.close()


def send_poison(options, broker, jobs):
    """Before the first worker is there, so that one of it can have been delivered five times."""
    made = poisons.make(jobs.root, os.path.join(options.folder, "outside"))
    crash = poisons.message("crash", "record", '{"caption": "NO SALES"}')
    publish(broker, [crash])
    be_delivered_in_vain(broker, 5)
    publish(broker, [(properties, body) for properties, body, _ in made.values()])
    made["poison-crash"] = (*crash, "may crash")
    return made


def declare(options, broker, jobs):
    """The queues, as a worker makes them."""
    first = Worker(options.program, broker, jobs.root, os.path.join(options.folder, "first.log"),
                   "--once")
    check(first.process.wait(60) == 0, "--once: " + first.said())


def survive(options, broker):
    """The whole of it; gives how long it took, and the figures."""
    jobs = Jobs(os.path.join(options.folder, "root"), options.jobs)
    expected = jobs.expected(options.program)
    declare(options, broker, jobs)
    poison = send_poison(options, broker, jobs)
    begun = time.monotonic()
    sent = [enqueue(options, broker, jobs, "--inline", "inline"),
            enqueue(options, broker, jobs, "--root", ".", "paths")]
    crew = Crew(lambda i: Worker(options.program, broker, jobs.root,
                                 os.path.join(options.folder, f"worker{i}.log")), options.workers)
    drain = Drain(broker)
    try:
        fed = enqueue(options, broker, jobs, "-", "-q",
                      stdin=subprocess.PIPE)
        sent.append(fed)
        feeder = Feeder(fed, jobs.lines)
        feeder.start()
        crew.kill_every(options.kill_every)
        restarted = None
        while len(drain.results) < jobs.count or len(drain.dead) < len(poison):
            drain.some()
            crew.tick()
            check(all(one.poll() in (None, 0) for one in sent), "enqueue failed")
            if restarted is None and len(drain.results) >= jobs.count // 3:
                restarted = time.monotonic()
                broker.stop()
                feeder.go_on.set()  # into a broker that is not there
                broker.start()
                restarted = time.monotonic() - restarted
            if time.monotonic() - begun > options.patience:
                missing = sorted(expected.keys() - drain.results.keys(), key=str)
                raise AssertionError(f"missing after {options.patience} s: {len(missing)} results, "
                                     f"{missing[:5]}, and {poison.keys() - drain.dead.keys()}")
        took = time.monotonic() - begun
        check([one.wait(60) for one in sent] == [0, 0, 0], "enqueue failed")
        check(crew.end() == [0] * options.workers, "a worker did not end well")
        drain.some()
        drain.close()
    finally:
        crew.kill()
        for one in sent:
            one.kill()
    compare(expected, poison, drain)
    check(waiting(broker, QUEUE) == 0, "jobs are left")
    check_logs(options)
    twice = sum(len(bodies) - 1 for bodies in drain.results.values())
    check(crew.kills > 0 and restarted is not None, "nothing was killed")
    print(f"{jobs.count} jobs, {len(poison)} poisoned; {options.workers} workers, {crew.kills} "
          f"killed; the broker was away for {restarted:.1f} s: every job has its result, {twice} "
          f"of them twice; {took:.1f} s")


def compare(expected, poison, drain):
    check(drain.results.keys() == expected.keys(),
          f"results of something else: {list(drain.results.keys() - expected.keys())[:3]}")
    for key, bodies in drain.results.items():
        for body in bodies:
            check(body == expected[key], f"{key}:\n{body}\ninstead of\n{expected[key]}")
    for properties in drain.letters:
        check(set(properties.headers) - {"x-delivery-count"} == {"captionlint-verdict", "captionlint-rules",
                                          "captionlint-pack"}, f"headers: {properties.headers}")
        check(properties.delivery_mode == 2 and properties.message_id == properties.correlation_id
              and len(properties.message_id) == 32, f"properties: {properties}")
    check(drain.dead.keys() == poison.keys(), f"dead: {drain.dead.keys() ^ poison.keys()}")
    for name, (properties, body) in drain.dead.items():
        sent, sent_body, words = poison[name]
        reason = properties.headers.get("captionlint-reason", "")
        check(words in reason, f"{name}: {reason}")
        check(body == sent_body and properties.type == sent.type and
              properties.headers.get("keep") == "me" and properties.expiration is None,
              f"{name}: {properties}")
        print(f"  {name}: {reason}")


def check_logs(options):
    for folder, _, names in os.walk(options.folder):
        for name in names:
            if not name.endswith(".log"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                text = file.read()
            check("ERROR: " not in text and "runtime error" not in text, f"{name}:\n{text}")
            check("guest:guest" not in text, f"{name} tells the password:\n{text}")


def measure(options, broker, kind, root, arguments, lines=None):
    """Jobs in a second with 1, 2 and 3 workers."""
    for count in (1, 2, 3):
        sender = enqueue(options, broker, root, *arguments, "-q", stdin=subprocess.PIPE)
        sender.communicate(lines)
        check(sender.returncode == 0, "enqueue failed")
        total = waiting(broker, QUEUE)
        begun = time.monotonic()
        crew = Crew(lambda i: Worker(options.program, broker, root.root,
                                     os.path.join(options.folder, f"fast{i}.log"),
                                     "--once", *options.worker_option), count)
        status = [worker.process.wait(900) for worker in crew.workers]
        took = time.monotonic() - begun - 0.3  # that it waits for more before it ends
        connection = broker.connect()
        done = connection.channel().queue_purge(RESULTS).method.message_count
        connection.close()
        check(status == [0] * count and done == total, f"{done} results of {total} jobs")
        print(f"throughput, {kind}: {count} worker(s) of 2 threads: {total} jobs in {took:.1f} s: "
              f"{total / took:.0f} jobs/s", flush=True)


def measure_all(options, broker):
    jobs = Jobs(os.path.join(options.folder, "fast"), 3 * options.throughput, seed=2, size=200000)
    declare(options, broker, jobs)
    connection = broker.connect()
    connection.channel().queue_purge(RESULTS)
    connection.close()
    measure(options, broker, "records", jobs, ["-"], jobs.text())
    measure(options, broker, "paths of 200 kB pictures", jobs, ["--root", ".", "paths"])
    measure(options, broker, "200 kB pictures inline", jobs, ["--inline", "inline"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--cases", action="store_true")
    parser.add_argument("--jobs", type=int, default=300)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--kill-every", type=float, default=2)
    parser.add_argument("--throughput", type=int, default=0)
    parser.add_argument("--worker-option", action="append", default=[])
    parser.add_argument("--patience", type=float, default=150)
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    options.folder = os.path.abspath(options.folder)
    shutil.rmtree(options.folder, ignore_errors=True)
    os.makedirs(options.folder)
    broker = brokers.Broker(options.folder)
    try:
        broker.start()
        failed = 0
        if options.cases:
            failed = cases.run(options.program, os.path.join(options.folder, "cases"), broker)
        if options.jobs > 0:
            survive(options, broker)
        if options.throughput > 0:
            measure_all(options, broker)
    finally:
        broker.close()
    return 1 if failed else 0


sys.exit(main())
