#!/usr/bin/env python3
"""The command as a filter: records in, answers out, for as long as records come.
usage: stream.py COMMAND SOURCES [--records N] [--growth MIB] [TEST...]

GNU parallel is run for real. Spark and Kafka are not here: what is run is the command of the document,
in the way in which RDD.pipe and the console tools run it: a process for each partition that gets lines
and gives lines, programs that hand messages over as lines."""

import ast
import collections
import json
import pathlib
import shlex
import shutil
import subprocess
import sys
import threading

import documents
import repository
from repository import Case

CAPTIONS = 400  # different ones; a longer stream has them again, under other ids


def option(name, default):
    if name not in sys.argv:
        return default
    at = sys.argv.index(name)
    value = int(sys.argv[at + 1])
    del sys.argv[at:at + 2]
    return value


RECORDS = option("--records", 1200)
GROWTH = option("--growth", 48)  # MiB after the first part of the stream


def captions(count):
    made = subprocess.run([sys.executable, repository.SOURCES / "tests/bench/captions.py", str(count)],
                          capture_output=True, check=True)
    return [json.loads(line)["caption"] for line in made.stdout.splitlines()]


class Stream(Case):
    @classmethod
    def setUpClass(cls):
        cls.captions = captions(CAPTIONS)

    def setUp(self):
        super().setUp()
        # What is freed is not kept for a report of AddressSanitizer, so that growth is ours.
        self.environment["ASAN_OPTIONS"] = "quarantine_size_mb=1:malloc_context_size=2"
        self.write("captionlint.yaml", repository.editions(web="KR"))

    def record(self, i):
        return json.dumps({"id": f"r{i}", "caption": self.captions[i % CAPTIONS]}).encode() + b"\n"

    def records(self, count):
        return b"".join(self.record(i) for i in range(count))

    def filter_words(self):
        line, = documents.blocks("docs/pipelines.md", "A filter for any engine", "sh")
        return shlex.split(line.split("<")[0])

    def filter(self, input):
        return self.run_any(*self.filter_words(), input=input)


class Endless(Stream):
    def test_answers_come_in_order_with_constant_memory(self):
        process = subprocess.Popen(self.filter_words(), cwd=self.top, env=self.environment,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        errors = []
        listener = threading.Thread(target=lambda: errors.append(process.stderr.read()), daemon=True)
        listener.start()
        # The first answer is there before there is a second record.
        process.stdin.write(self.record(0))
        process.stdin.flush()
        self.assertEqual(json.loads(process.stdout.readline())["id"], "r0")
        writer = threading.Thread(target=self.write_rest, args=(process.stdin,), daemon=True)
        writer.start()
        memory = {}
        verdicts = collections.Counter()
        for i in range(1, RECORDS):
            answer = json.loads(process.stdout.readline())
            self.assertEqual(answer["id"], f"r{i}")
            verdicts.update(edition["verdict"] for edition in answer["editions"])
            if i in (RECORDS // 5, RECORDS - 1):
                memory[i] = self.resident(process.pid)
        self.assertEqual(process.stdout.readline(), b"")
        self.assertEqual(process.wait(60), 0)
        listener.join()
        first, last = memory.values()
        print(f"{RECORDS} records, {first} KiB after {RECORDS // 5}, {last} KiB at the end; "
              f"{dict(verdicts)}; {errors[0].decode().strip()}", file=sys.stderr)
        self.assertLess(last - first, GROWTH * 1024)
        self.assertGreater(verdicts["block"], 0)
        self.assertGreater(verdicts["ok"], 0)

    def write_rest(self, pipe):
        for i in range(1, RECORDS):
            pipe.write(self.record(i))
        pipe.close()

    def resident(self, process):
        for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        self.fail("no VmRSS")

    def test_a_record_that_cannot_be_read_has_its_answer(self):
        result = self.filter(b'{"id": "a", "caption": "A street."}\n' b'{"id": "broken", \n' b"\n"
                             b'{"caption": "A street."}\n' b'{"id": "long", "caption": "'
                             + b"x" * 3_000_000 + b'"}\n' b'{"id": "z", "caption": "A street."}')
        self.assertEqual(result.status, 2, result.err)
        answers = [json.loads(line) for line in result.out.splitlines()]
        self.assertEqual([answer["id"] for answer in answers], ["a", "line 2", "line 4", "line 5", "z"])
        verdicts = [answer["editions"][0]["verdict"] for answer in answers]
        self.assertEqual(verdicts, ["ok", "incomplete", "ok", "incomplete", "ok"])

    def test_a_blocked_record_does_not_end_the_filter_with_a_failure(self):
        result = self.filter(b'{"id": "a", "caption": "A street. / SOUTH KOREA OUT"}\n')
        self.assertEqual(result.status, 0, result)
        self.assertIn('"verdict":"block"', result.out)

    def test_an_empty_stream_has_no_answers(self):
        result = self.filter(b"")
        self.assertEqual((result.status, result.out), (0, ""), result)


class Engines(Stream):
    COUNT = 300

    def setUp(self):
        super().setUp()
        self.input = self.records(self.COUNT)
        self.write("records.ndjson", self.input)
        result = self.filter(self.input)
        self.assertEqual(result.status, 0, result)
        self.expected = result.out
        self.assertEqual(self.expected.count("\n"), self.COUNT)

    @repository.unittest.skipIf(shutil.which("parallel") is None, "no GNU parallel")
    def test_gnu_parallel_gives_what_one_process_gives(self):
        line, = documents.blocks("docs/pipelines.md", "GNU parallel", "sh")
        self.assertIn("--block 1M", line)
        result = self.run_any("sh", "-c", line.replace("--block 1M", "--block 32k"))
        self.assertEqual(result.status, 0, result)
        self.assertEqual((self.top / "verdicts.ndjson").read_text(), self.expected)

    @repository.unittest.skipIf(shutil.which("parallel") is None, "no GNU parallel")
    def test_gnu_parallel_tells_that_a_record_could_not_be_read(self):
        line, = documents.blocks("docs/pipelines.md", "GNU parallel", "sh")
        self.write("records.ndjson", self.input + b"{broken\n")
        self.assertEqual(self.run_any("sh", "-c", line).status, 1)  # one job failed

    def test_spark_pipes_each_partition_through_it(self):
        snippet, = documents.blocks("docs/pipelines.md", "Spark", "python")
        call, = [node for node in ast.walk(ast.parse(snippet)) if isinstance(node, ast.Call)]
        self.assertEqual(call.func.attr, "pipe")
        self.assertEqual([(word.arg, word.value.value) for word in call.keywords], [("checkCode", True)])
        command = call.args[0].value
        lines = self.input.decode().splitlines()
        cuts = [lines[:1], lines[1:90], [], lines[90:]]  # partitions
        self.assertEqual([answer for cut in cuts for answer in self.pipe(command, cut)],
                         self.expected.splitlines())
        with self.assertRaises(RuntimeError):
            self.pipe(command, ["{broken"])

    def pipe(self, command, lines):
        """As pyspark.RDD.pipe(command, checkCode=True) does with a partition: shlex.split, a thread
        that writes each line with a line feed, lines read without theirs, a status that must be 0."""
        process = subprocess.Popen(shlex.split(command), env=self.environment, cwd=self.top,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def write():
            for line in lines:
                process.stdin.write(line.rstrip("\n").encode() + b"\n")
            process.stdin.close()

        threading.Thread(target=write, daemon=True).start()
        answers = [line.rstrip(b"\n").decode() for line in process.stdout]
        process.stdout.close()
        if process.wait() != 0:
            raise RuntimeError("the command of the pipe failed")
        return answers

    def test_kafka_hands_messages_over_as_lines(self):
        line, = documents.blocks("docs/pipelines.md", "Kafka", "sh")
        folder = self.home / "kafka"
        folder.mkdir()
        for name, does in (("consumer", "cat records.ndjson"), ("producer", "cat >verdicts.ndjson")):
            program = folder / f"kafka-console-{name}.sh"
            program.write_text(f"#!/bin/sh\n{does}\n")
            program.chmod(0o755)
        result = self.run_any("sh", "-c", line, PATH=f"{folder}:{self.environment['PATH']}")
        self.assertEqual(result.status, 0, result)
        self.assertEqual((self.top / "verdicts.ndjson").read_text(), self.expected)


class Document(Case):
    def test_the_configuration_for_pre_commit_names_hooks_that_there_are(self):
        manifest = (repository.SOURCES / ".pre-commit-hooks.yaml").read_text()
        block, = documents.blocks("docs/pipelines.md", "The pre-commit framework", "yaml")
        named = [line.split("id:")[1].split("#")[0].strip() for line in block.splitlines() if "- id:" in line]
        self.assertEqual(len(named), 2)
        for name in named:
            self.assertIn(f"- id: {name}\n", manifest)

    def test_the_calls_before_a_commit_work(self):
        block, = documents.blocks("docs/pipelines.md", "Before a commit", "sh")
        self.house(repository.editions(web="KR"))
        result = self.run_any("sh", "-e", "-c", block)
        self.assertEqual(result.status, 0, result)
        self.stage_all({"a.jpg": repository.BLOCKED})
        self.assert_refused(self.commit(), "territory.denied")


if __name__ == "__main__":
    repository.main()
