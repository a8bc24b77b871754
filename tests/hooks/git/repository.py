"""A git repository of its own for each test, with the built command in PATH and nobody's settings."""

import atexit
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

COMMAND = pathlib.Path(sys.argv[1]).resolve()
SOURCES = pathlib.Path(sys.argv[2]).resolve()
PICTURES = SOURCES / "fixtures/pictures"
BLOCKED = (PICTURES / "afp-kcna-block.jpg").read_bytes()  # for web-kr
CLEAN = (PICTURES / "clean-credit.jpg").read_bytes()
EDITIONS = (SOURCES / "fixtures/demo.yaml").read_text()

if "XDG_CACHE_HOME" not in os.environ:  # compiled rules, for all tests of a run
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="hook-cache.")
    atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)


def jpeg(text):
    """A JPEG whose COM segment holds a text."""
    body = text.encode()
    return (b"\xff\xd8\xff\xfe" + struct.pack(">H", len(body) + 2) + body
            + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9")


def sidecar(caption):
    """An XMP sidecar with a caption."""
    return ('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-'
            'rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
            '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">' + caption +
            "</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>").encode()


def editions(**territories):
    """A captionlint.yaml: each edition publishes on paper in one territory."""
    lines = ["editions:"]
    for name, territory in territories.items():
        lines += [f"  {name}:", f"    territory: [{territory}]", "    medium: print",
                  "    use: editorial"]
    return "\n".join(lines) + "\n"


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "backslashreplace")
        self.err = done.stderr.decode("utf-8", "backslashreplace")
        self.text = self.out + self.err

    def __str__(self):
        return f"status {self.status}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


class Case(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="hook-test."))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.top = self.home / "repository"
        (self.home / "tmp").mkdir()
        self.environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("GIT_", "XDG_CONFIG", "CAPTIONLINT_", "PRE_COMMIT"))}
        self.environment |= {
            "PATH": f"{COMMAND.parent}:{os.environ['PATH']}", "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "settings"), "TMPDIR": str(self.home / "tmp"),
            "CAPTIONLINT_RULES": str(SOURCES / "rules"), "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
        self.git("init", "-q", "-b", "main", str(self.top), folder=self.home)

    def tearDown(self):
        left = [str(path) for path in (self.home / "tmp").iterdir()]
        self.assertEqual(left, [], "something was left in TMPDIR")

    def run_any(self, *words, folder=None, input=b"", **more):
        done = subprocess.run([os.fsencode(word) for word in words], cwd=folder or self.top,
                              input=input, capture_output=True, timeout=120,
                              env=self.environment | more)
        return Result(done)

    def git(self, *words, **how):
        result = self.run_any("git", *words, **how)
        self.assertEqual(result.status, 0, f"git {words}: {result}")
        return result

    def captionlint(self, *words, **how):
        return self.run_any(COMMAND, *words, **how)

    def install(self, *options):
        result = self.captionlint("hook", "install", *(["--", *options] if options else []))
        self.assertEqual(result.status, 0, result)

    def write(self, name, content):
        path = os.path.join(os.fsencode(self.top), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)

    def stage(self, **files):
        """stage(name=content): for names that are no identifiers give a dictionary to stage_all."""
        self.stage_all(files)

    def stage_all(self, files):
        for name, content in files.items():
            self.write(name, content)
        self.git("--literal-pathspecs", "add", "--", *files)

    def commit(self, *words, **how):
        return self.run_any("git", "commit", "-q", "-m", "a commit", *words, **how)

    def commits(self):
        counted = self.run_any("git", "rev-list", "--count", "HEAD")
        return int(counted.out) if counted.status == 0 else 0

    def assert_refused(self, result, *reasons, status=1):
        """git itself gives 1 whatever the hook says; `status` is of the hook where it is run."""
        self.assertEqual(result.status, status, result)
        for reason in reasons:
            self.assertIn(reason, result.text, str(result))

    def assert_passed(self, result):
        self.assertEqual(result.status, 0, result)

    def house(self, text=EDITIONS):
        """A first commit with the configuration, before the hook is there."""
        self.stage_all({"captionlint.yaml": text})
        self.assert_passed(self.commit("--no-verify"))


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
