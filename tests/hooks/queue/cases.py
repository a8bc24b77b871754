"""What a worker and `captionlint enqueue` do, one thing at a time."""

import contextlib
import json
import os
import signal
import subprocess
import threading
import time

import broker as brokers
import pika
from jobs import CONFIGURATION, Jobs, write, xmp
from proxy import Proxy
from workers import Worker

QUEUE, RESULTS, DEAD = "captionlint.jobs", "captionlint.results", "captionlint.dead"


class House:
    """A broker, a root with one of everything in it, and the means to ask what became of it."""

    def __init__(self, program, folder, broker):
        self.program = program
        self.folder = folder
        self.broker = broker
        self.root = os.path.join(folder, "root")
        self.workers = 0
        write(os.path.join(self.root, "captionlint.yaml"), CONFIGURATION.encode())

    def path(self, *names):
        return os.path.join(self.root, *names)

    def run(self, *arguments, url=None, seconds=60, **more):
        environment = dict(os.environ, CAPTIONLINT_BROKER=url or self.broker.url())
        return subprocess.run([self.program, *arguments], cwd=self.root, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds,
                              check=False, **more)

    @contextlib.contextmanager
    def worker(self, *options, root=None):
        self.workers += 1
        log = os.path.join(self.folder, f"worker{self.workers}.log")
        worker = Worker(self.program, self.broker, root or self.root, log, *options)
        try:
            worker.wait_for("connected")
            yield worker
        finally:
            if worker.process.poll() is None:
                worker.kill()

    def publish(self, kind, body, **properties):
        connection = self.broker.connect()
        channel = connection.channel()
        channel.confirm_delivery()
        channel.basic_publish("", QUEUE, body, pika.BasicProperties(
            type=kind, delivery_mode=2, **properties), mandatory=True)
        connection.close()

    def take(self, queue, seconds=20):
        """The next message of the queue; None when none comes in time."""
        connection = self.broker.connect()
        channel = connection.channel()
        end = time.monotonic() + seconds
        found = None
        while found is None and time.monotonic() < end:
            method, properties, body = channel.basic_get(queue, auto_ack=True)
            found = None if method is None else (properties, body)
            time.sleep(0 if found else 0.05)
        connection.close()
        return found

    def empty(self):
        """What a case before left behind."""
        connection = self.broker.connect()
        for queue in (QUEUE, RESULTS, DEAD):
            with contextlib.suppress(pika.exceptions.AMQPError):
                connection.channel().queue_purge(queue)
        connection.close()

    def count(self, queue):
        connection = self.broker.connect()
        count = connection.channel().queue_declare(queue, passive=True).method.message_count
        connection.close()
        return count


def check(good, what):
    if not good:
        raise AssertionError(what)


def tells(done, status, *words):
    said = done.stderr.decode(errors="replace")
    check(done.returncode == status and all(word in said for word in words),
          f"status {done.returncode}, not {status} with {words}: {said}")
    check("guest:guest" not in said and "secret" not in said, f"a password is told: {said}")


# --- cases ---

def once_ends_when_nothing_waits(house):
    tells(house.run("worker", "--once"), 0, "connected")
    house.publish("record", '{"id": "one", "caption": "NO SALES"}', message_id="m1",
                  correlation_id="c1")
    tells(house.run("worker", "--once"), 0)
    properties, body = house.take(RESULTS)
    check(json.loads(body)["id"] == "one", body)
    check((properties.message_id, properties.correlation_id) == ("m1", "c1"), properties)
    check(properties.headers["captionlint-verdict"] == "duty", properties)
    check(len(properties.headers["captionlint-rules"]) == 64, properties)
    check(house.count(QUEUE) == 0, "the job is still there")


def what_is_wrong_is_told_without_passwords(house):
    port = house.broker.port
    tells(house.run("worker", url=f"amqp://guest:secret@127.0.0.1:{port}/"), 2, "guest@127.0.0.1")
    tells(house.run("enqueue", "x.jpg", "--inline",
                    url=f"amqp://guest:secret@127.0.0.1:{port}/none"), 2, "guest@127.0.0.1")
    tells(house.run("worker", url=f"amqp://guest:sec@secret@127.0.0.1:{port}/"), 2, "%40")
    tells(house.run("enqueue", "x.jpg", "--inline", url="amqp://guest:secret@127.0.0.1:1/"), 2,
          "cannot be reached")
    tells(house.run("worker", "here"), 2, "takes no arguments")
    tells(house.run("worker", "--root", "nowhere"), 2, "nowhere")
    tells(house.run("worker", "--results", ""), 2, "--results")
    tells(house.run("worker", "--deliveries", "100"), 2, "1 to 99")


def a_queue_of_another_kind_is_not_used(house):
    connection = house.broker.connect()
    connection.channel().queue_declare("classic", durable=True)
    tells(house.run("worker", "--queue", "classic"), 2, "classic", "PRECONDITION_FAILED")
    connection.channel().queue_delete("classic")
    connection.close()


def tls_wants_the_right_name_and_authority(house):
    broker = house.broker
    tells(house.run("worker", "--once", url=broker.tls_url("localhost", "ca")), 0, "amqps://")
    tells(house.run("worker", "--once", url=broker.tls_url("localhost", "stranger")), 2,
          "cacertfile")
    tells(house.run("worker", "--once", url=broker.tls_url("127.0.0.1", "ca")), 2, "host")
    tells(house.run("worker", "--once", url=broker.tls_url("localhost", "none")), 2, "none.pem")


def what_cannot_be_sent_is_named_and_the_rest_is_sent(house):
    jobs = Jobs(house.path("mixed"), 9)
    with open(jobs.path("inline", "huge.jpg"), "wb") as file:
        file.truncate(17 * 1024 * 1024)
    write(jobs.path("inline", "p0.jpg.xmp"), xmp("NO SALES"))
    tells(house.run("enqueue", "--inline", "mixed/inline"), 2, "huge.jpg", "16 MiB",
          "p0.jpg", "sidecar", "2 jobs confirmed", "2 could not")
    tells(house.run("enqueue", "--root", "mixed/inline", "mixed/paths"), 2, "not below --root")
    tells(house.run("enqueue", "mixed/paths"), 2, "--root", "--inline")
    tells(house.run("enqueue", "nowhere.jpg", "--inline"), 2, "nowhere.jpg")
    write(house.path("blank.ndjson"), b" \n\n")
    tells(house.run("enqueue", "blank.ndjson"), 2, "nothing was sent")
    check(house.count(QUEUE) == 2, "not two jobs")
    tells(house.run("worker", "--once"), 0)
    check(house.count(RESULTS) == 2, "not two results")


def records_keep_their_lines(house):
    text = b'\xEF\xBB\xBF{"caption": "NO SALES"}\n\n{"caption": "KOREA OUT"}\r\n{"cut\n{"caption": "x"}'
    write(house.path("wire.ndjson"), text)
    plain = house.run("check", "wire.ndjson", "--format", "ndjson", "-q").stdout
    tells(house.run("enqueue", "wire.ndjson"), 0, "4 jobs")
    tells(house.run("enqueue", "wire.ndjson", "-q"), 0)
    tells(house.run("worker", "--once"), 0)
    found = [house.take(RESULTS) for _ in range(8)]
    bodies = {body for _, body in found}
    check(bodies == set(plain.splitlines(keepends=True)), bodies)
    check(len({properties.message_id for properties, _ in found}) == 4, "ids are not stable")


def a_file_that_is_late_is_waited_for(house):
    with house.worker() as worker:
        house.publish("path", '{"path": "late.jpg"}', message_id="late")
        time.sleep(0.5)
        with open(house.path("late.tmp"), "wb") as file:
            file.write(b"\xFF\xD8\xFF\xFE\x00\x0ANO SALES\xFF\xDA\x00\x02\xFF\xD9")
        os.rename(house.path("late.tmp"), house.path("late.jpg"))
        properties, body = house.take(RESULTS)
        check(json.loads(body)["path"] == "late.jpg", body)
        check(worker.end() == 0, worker.said())
    check(house.count(DEAD) == 0, "it was given up")


def headers_that_fill_a_frame_stop_nobody(house):
    """The broker adds a count to them, and we a reason: neither fits."""
    fields = {f"pad{i}": "x" * 16365 for i in range(8)}
    for name in ("one", "two"):
        house.publish("path", '{"path": "nowhere.jpg"}', message_id=name, headers=fields)
    house.publish("record", '{"id": "after", "caption": "NO SALES"}')
    done = house.run("worker", "--once")
    tells(done, 0, "120 KiB")
    check(b"connecting again" not in done.stderr, done.stderr)
    check(house.take(RESULTS) is not None, "no result of the job behind them")
    found = [house.take(DEAD)[0] for _ in range(2)]
    check({properties.message_id for properties in found} == {"one", "two"}, found)
    check(all("pad0" not in properties.headers for properties in found), "they were handed on")


def used(process):
    """Of a processor, in seconds: proc(5), utime and stime."""
    with open(f"/proc/{process.pid}/stat", encoding="utf-8", errors="replace") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def a_worker_without_a_broker_waits_for_it(house):
    log = os.path.join(house.folder, "waiting.log")
    worker = Worker(house.program, house.broker, house.root, log, "--once", "--broker",
                    "amqp://127.0.0.1:1/")
    worker.wait_for("trying until it answers")
    before = used(worker.process)
    time.sleep(2)
    spent = used(worker.process) - before
    worker.kill()
    check(spent < 0.5, f"it used {spent} s of 2 s")


def once_does_not_end_while_the_queue_is_silent(house):
    proxy = Proxy(house.broker.port, lies=3)
    tells(house.run("worker", "--once", url=proxy.url()), 0, "connected")
    proxy.close()
    check(proxy.answers == 4, f"it ended after {proxy.answers} answers")


def without_a_root_no_path_is_read(house):
    house.publish("path", '{"path": "late.jpg"}', message_id="rootless")
    tells(house.run("worker", "--once"), 0, "no --root")
    properties, body = house.take(DEAD)
    check(properties.message_id == "rootless" and body == b'{"path": "late.jpg"}', properties)


def sigterm_finishes_what_was_begun(house):
    for i in range(40):
        house.publish("record", json.dumps({"id": f"t{i}", "caption": "NO SALES"}))
    with house.worker() as worker:
        check(worker.end() == 0, worker.said())
    left, done = house.count(QUEUE), house.count(RESULTS)
    check(left + done == 40, f"{left} left and {done} done of 40")
    tells(house.run("worker", "--once"), 0)
    check(house.count(RESULTS) == 40, "not 40")


def verdict_of_one(house):
    house.publish("record", '{"id": "k", "caption": "SOUTH KOREA OUT"}')
    return house.take(RESULTS)[0].headers["captionlint-verdict"]


def sighup_reads_the_configuration_anew(house):
    """That of the folder it was begun in, which is not the root."""
    other = os.path.join(house.folder, "elsewhere")
    os.makedirs(other, exist_ok=True)
    with house.worker("--root", other) as worker:
        check(verdict_of_one(house) == "block", "it is out in Korea")
        write(house.path("captionlint.yaml"), CONFIGURATION.replace("[KR]", "[IT]").encode())
        worker.process.send_signal(signal.SIGHUP)
        worker.wait_for("reloaded")
        check(verdict_of_one(house) == "ok", "it is not out in Italy")
        write(house.path("captionlint.yaml"), b"editions: [nonsense\n")
        worker.process.send_signal(signal.SIGHUP)
        worker.wait_for("not reloaded")
        check(verdict_of_one(house) == "ok", "what was wrong was taken")
        write(house.path("captionlint.yaml"), CONFIGURATION.encode())
        check(worker.end() == 0, worker.said())


def a_deleted_queue_is_made_again(house):
    with house.worker() as worker:
        check(verdict_of_one(house) == "block", "before")
        connection = house.broker.connect()
        connection.channel().queue_delete(RESULTS)
        connection.channel().queue_delete(QUEUE)
        connection.close()
        worker.wait_for("connecting again")
        worker.wait_for("/: connected\n")
        check(verdict_of_one(house) == "block", "after")
        check(worker.end() == 0, worker.said())


def fill(channel):
    channel.queue_declare("small", durable=True, arguments={
        "x-queue-type": "quorum", "x-max-length": 1, "x-overflow": "reject-publish"})
    for _ in range(4):
        channel.basic_publish("", "small", b"x")


def send_to_small(house):
    process = subprocess.Popen([house.program, "enqueue", "-", "--queue", "small"], cwd=house.root,
                               env=dict(os.environ, CAPTIONLINT_BROKER=house.broker.url()),
                               stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                               preexec_fn=brokers.die_with_parent)
    process.stdin.write(b'{"caption": "NO SALES"}\n')
    process.stdin.close()
    time.sleep(1)
    check(process.poll() is None, "it does not wait")
    return process


def a_full_queue_is_tried_again(house):
    connection = house.broker.connect()
    channel = connection.channel()
    fill(channel)
    process = send_to_small(house)
    channel.queue_purge("small")
    status, said = process.wait(20), process.stderr.read()
    process.stderr.close()
    check(status == 0 and b"takes no more" in said, said)
    channel.queue_delete("small")
    connection.close()


def an_interrupted_enqueue_tells_how_far_it_is(house):
    connection = house.broker.connect()
    channel = connection.channel()
    fill(channel)
    process = send_to_small(house)
    process.send_signal(signal.SIGINT)
    status, said = process.wait(20), process.stderr.read()
    process.stderr.close()
    check(status == 130 and b"interrupted: 0 jobs confirmed" in said, said)
    channel.queue_delete("small")
    connection.close()


def an_alarm_of_the_broker_is_obeyed(house):
    """Nothing is lost, and nobody is told that something is wrong with the connection."""
    with house.worker() as worker:
        house.broker.control("set_vm_memory_high_watermark", "0.00001")
        ended = []
        sender = threading.Thread(target=lambda: ended.append(house.run(
            "enqueue", "-", input=b'{"id": "a", "caption": "NO SALES"}\n' * 50)))
        sender.start()
        time.sleep(2)
        check(not ended, "it does not wait")
        house.broker.control("set_vm_memory_high_watermark", "0.4")
        sender.join(60)
        tells(ended[0], 0, "50 jobs")
        for _ in range(50):
            check(house.take(RESULTS) is not None, "a result is missing")
        check(worker.end() == 0, worker.said())
        check("connecting again" not in worker.said(), worker.said())


CASES = [once_ends_when_nothing_waits, what_is_wrong_is_told_without_passwords,
         a_queue_of_another_kind_is_not_used, tls_wants_the_right_name_and_authority,
         what_cannot_be_sent_is_named_and_the_rest_is_sent, records_keep_their_lines,
         a_file_that_is_late_is_waited_for, headers_that_fill_a_frame_stop_nobody,
         a_worker_without_a_broker_waits_for_it,
         once_does_not_end_while_the_queue_is_silent, without_a_root_no_path_is_read,
         sigterm_finishes_what_was_begun, sighup_reads_the_configuration_anew,
         a_deleted_queue_is_made_again, a_full_queue_is_tried_again,
         an_interrupted_enqueue_tells_how_far_it_is,
         an_alarm_of_the_broker_is_obeyed]


def run(program, folder, broker):
    """All of them; gives how many failed."""
    house = House(program, folder, broker)
    failed = 0
    for case in CASES:
        begun = time.monotonic()
        house.empty()
        try:
            case(house)
            print(f"ok {case.__name__} ({time.monotonic() - begun:.1f} s)", flush=True)
        except (AssertionError, RuntimeError, TypeError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"FAILED {case.__name__}: {error}", flush=True)
    house.empty()
    return failed
