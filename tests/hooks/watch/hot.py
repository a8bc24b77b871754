"""What the tests of the hot folder share: pictures that say what they are, the process, and what has
to be true of the folders afterwards."""
import atexit
import hashlib
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile

EDITION = ["--territory", "DE", "--medium", "newspaper", "--use", "editorial"]
VERDICTS = ["ok", "duty", "review", "incomplete", "block"]  # the worst comes last
NOTES = {
    "ok": "(Photo by Jo Doe / Example Images)",
    "duty": "MANDATORY CREDIT: Jo Doe / Example Images",
    "review": "(Photo by Jo Doe / Example Images) RESTRICTIONS APPLY",
    "block": "(Photo by Jo Doe / Example Images) GERMANY OUT",
}
RECORD = ".captionlint.ndjson"
SHEET = ".captionlint.html"


def fail(message):
    raise AssertionError(message)


def expect(truth, message):
    if not truth:
        fail(message)


def jpeg(caption):
    """A JPEG with a comment, as small as one can be."""
    text = caption.encode()
    return (b"\xff\xd8\xff\xfe" + struct.pack(">H", len(text) + 2) + text +
            b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9")


def picture(number, verdict):
    """A picture that is unlike all others; one of "incomplete" is cut."""
    whole = jpeg(f"A man walks past house {number}. {NOTES.get(verdict, NOTES['duty'])}")
    return whole if verdict != "incomplete" else jpeg(f"House {number}.")[:-8] + b"\xff\xdb\x00\x01"


def sidecar(number, note):
    return (f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
            f'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
            f'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
            f'photoshop:TransmissionReference="t{number}" '
            f'photoshop:Instructions="{note}"/></rdf:RDF></x:xmpmeta>').encode()


def warm(command, sources):
    """Compiles the rules once, before many processes at once would do so."""
    if "XDG_CACHE_HOME" not in os.environ:
        os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="captionlint-cache-")
        atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], True)
    with Hot(command, sources) as hot:
        subprocess.run([hot.command, "check", "-"], env=hot.environment, cwd=hot.home, check=False,
                       input=b"A man walks.", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Hot:
    """A pair of folders with a watch on them; all of it goes when the test ends."""

    def __init__(self, command, sources, incoming=None, target=None, options=()):
        self.command = os.path.abspath(command)
        self.home = tempfile.mkdtemp(prefix="captionlint-watch-")
        self.incoming = incoming or os.path.join(self.home, "in")
        self.target = target or os.path.join(self.home, "out")
        self.own = [path for path in (incoming, target) if path]
        os.makedirs(self.incoming, exist_ok=True)
        self.options = list(options)
        self.edition = EDITION
        self.told = os.path.join(self.home, "told")
        self.environment = dict(os.environ, HOME=self.home, LC_ALL="C",
                                XDG_CONFIG_HOME=os.path.join(self.home, "no-config"),
                                CAPTIONLINT_RULES=os.path.join(os.path.abspath(sources), "rules"))
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.kill()
        if kind is not None and os.path.exists(self.told):
            sys.stderr.write(open(self.told, errors="replace").read()[-4000:])
        for path in [self.home] + self.own:
            subprocess.run(["chmod", "-R", "u+rwX", path], check=False, stderr=subprocess.DEVNULL)
            shutil.rmtree(path, ignore_errors=True)

    def arguments(self, options=()):
        return ([self.command, "watch"] + self.edition + ["--grace", "1"] + self.options +
                list(options) + [self.incoming, self.target])

    def start(self, options=(), before=(), **more):
        environment = dict(self.environment, **more)
        self.process = subprocess.Popen(list(before) + self.arguments(options), env=environment,
                                        cwd=self.home, stderr=open(self.told, "ab"),
                                        stdin=subprocess.DEVNULL)

    def kill(self):
        if self.process is not None:
            if self.process.poll() is None:
                self.process.kill()
            self.process.wait()
            self.process = None

    def end(self, within=60):
        """SIGTERM drains; gives the exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=within)
        self.process = None
        return status

    def once(self, options=(), within=120):
        self.start(["--once"] + list(options))
        status = self.process.wait(timeout=within)
        self.process = None
        return status

    def said(self):
        return open(self.told, errors="replace").read() if os.path.exists(self.told) else ""

    def drop(self, name, data):
        """Moves a file in, as a careful sender does."""
        path = os.path.join(self.incoming, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        passing = os.path.join(os.path.dirname(path), f".{digest(data)[:16]}.tmp")
        with open(passing, "wb") as file:
            file.write(data)
        os.rename(passing, path)

    def files(self):
        """All files below the target by their paths there, but for the watch's own."""
        found = {}
        for folder, folders, names in os.walk(self.target, followlinks=True):
            folders[:] = [name for name in folders if name != ".captionlint"]
            for name in names:
                path = os.path.join(folder, name)
                found[os.path.relpath(path, self.target)] = path
        return found

    def jobs(self):
        folder = os.path.join(self.target, ".captionlint", "jobs")
        return os.listdir(folder) if os.path.isdir(folder) else []

    def left(self):
        return [os.path.join(folder, name) for folder, _, names in os.walk(self.incoming)
                for name in names]


def digest(data):
    return hashlib.sha256(data).hexdigest()


def verdict_of(record):
    return max((edition["verdict"] for edition in record["editions"]), key=VERDICTS.index)


def verdicts_by_check(hot, folder):
    """The worst verdict of each file in a folder, by its name, as the command checks it."""
    result = subprocess.run([hot.command, "check"] + EDITION + ["--format", "ndjson", folder],
                            env=hot.environment, cwd=hot.home, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, check=False)
    found = {}
    for line in result.stdout.splitlines():
        record = json.loads(line)
        name = os.path.basename(record["path"])
        verdict = verdict_of(record)
        worst = found.get(name, "ok")
        found[name] = max(verdict, worst, key=VERDICTS.index)
    return found


def is_report(name):
    return name.endswith(RECORD) or name.endswith(SHEET)


def check_sorted(hot, expected):
    """`expected` maps the digest of each picture to its verdict and the bytes of its sidecar or
    None. Every one is in one place, the right one, with one record, and nothing else is there."""
    files = hot.files()
    found = {}
    sidecars = 0
    for name, path in files.items():
        expect(".part" not in name, f"a leftover: {name}")
        if is_report(name):
            continue
        with open(path, "rb") as file:
            key = digest(file.read())
        if key not in expected:
            expect(name.endswith(".xmp"), f"not dropped by anybody: {name}")
            sidecars += 1
            continue
        expect(key not in found, f"twice: {found.get(key)} and {name}")
        found[key] = name
    missing = [key for key in expected if key not in found]
    expect(not missing, f"{len(missing)} of {len(expected)} files are missing; left: "
                        f"{hot.left()[:5]} jobs: {hot.jobs()[:5]}")
    records = 0
    for key, name in found.items():
        verdict, companion = expected[key]
        expect(name.split("/")[0] == verdict, f"{name} should be in {verdict}")
        check_reports(hot, name, verdict)
        records += 1
        if companion is not None:
            beside = [files[path] for path in (os.path.splitext(name)[0] + ".xmp", name + ".xmp")
                      if path in files]
            expect(any(open(path, "rb").read() == companion for path in beside),
                   f"{name} has lost its sidecar")
            sidecars -= 1
    expect(sidecars == 0, f"{sidecars} sidecars too many")
    written = sum(1 for name in files if name.endswith(RECORD))
    expect(written == records, f"{written} records of {records} files")
    expect(not hot.jobs(), f"jobs are left: {hot.jobs()}")
    expect(not hot.left(), f"left in the folder: {hot.left()[:10]}")
    return records


def check_reports(hot, name, verdict):
    """The record says where the file is and why there; the sheet is beside it."""
    with open(os.path.join(hot.target, name + RECORD), "rb") as file:
        lines = file.read().splitlines()
    expect(lines, f"{name}: an empty record")
    worst = max((verdict_of(json.loads(line)) for line in lines), key=VERDICTS.index)
    expect(worst == verdict, f"{name}: its record says {worst}")
    for line in lines:
        path = json.loads(line)["path"]
        expect(path == os.path.join(hot.target, name), f"{name}: its record says {path}")
    if "--no-sheet" not in hot.options:
        with open(os.path.join(hot.target, name + SHEET), "rb") as file:
            expect(file.read().rstrip().endswith(b"</html>"), f"{name}: a sheet that is cut")
