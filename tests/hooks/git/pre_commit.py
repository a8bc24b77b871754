#!/usr/bin/env python3
"""The manifest, run by the pre-commit framework. usage: pre_commit.py COMMAND SOURCES [TEST...]"""

import re
import shutil
import sys

import repository
from repository import BLOCKED, CLEAN, Case, jpeg, sidecar

if shutil.which("pre-commit") is None:
    print("skipped: no pre-commit")
    sys.exit(77)

import yaml  # noqa: E402  what pre-commit needs too
from identify import identify  # noqa: E402

MANIFEST = repository.SOURCES / ".pre-commit-hooks.yaml"


class Framework(Case):
    def setUp(self):
        super().setUp()
        self.environment["PRE_COMMIT_HOME"] = str(self.home / "cache")
        hooks = self.home / "captionlint"
        self.git("init", "-q", "-b", "main", str(hooks), folder=self.home)
        shutil.copy(MANIFEST, hooks)
        self.git("add", "-A", folder=hooks)
        self.git("commit", "-q", "-m", "the manifest", folder=hooks)
        revision = self.git("rev-parse", "HEAD", folder=hooks).out.strip()
        self.stage_all({"captionlint.yaml": repository.EDITIONS, ".pre-commit-config.yaml": (
            f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n"
            "      - id: captionlint\n        args: [--edition, web-kr]\n"
            "      - id: captionlint-captions\n")})
        self.assert_passed(self.commit("--no-verify"))
        result = self.run_any("pre-commit", "install")
        self.assertEqual(result.status, 0, result)

    def test_commits_are_refused_with_the_reason_or_pass(self):
        self.stage_all({"two words.jpg": BLOCKED, "street.jpg": CLEAN})
        result = self.commit()
        self.assert_refused(result, "BLOCK       two words.jpg", "territory.denied", "1 of 2")
        self.assertEqual(self.commits(), 1)
        self.git("rm", "-q", "--cached", "two words.jpg")
        self.assert_passed(self.commit())
        self.assertEqual(self.commits(), 2)

    def test_sidecars_and_captions_are_passed_on(self):
        self.stage_all({"a.jpg": jpeg("A street.")})
        self.assert_passed(self.commit())
        self.stage_all({"a.xmp": sidecar("A street. / SOUTH KOREA OUT")})
        self.assert_refused(self.commit(), "BLOCK       a.jpg")
        self.git("rm", "-q", "--cached", "a.xmp")
        self.stage_all({"a.txt": "A street. / SOUTH KOREA OUT\n"})
        self.assert_refused(self.commit(), "BLOCK       a.txt")

    def test_the_staged_bytes_count_here_too(self):
        self.stage_all({"a.jpg": CLEAN, "b.jpg": CLEAN})
        self.assert_passed(self.commit())
        self.stage_all({"a.jpg": jpeg("Another street.")})
        self.write("a.jpg", BLOCKED)
        self.write("b.jpg", BLOCKED)
        self.assert_passed(self.commit())
        self.assert_refused(self.commit("b.jpg"), "BLOCK       b.jpg")

    def test_all_files_are_checked_when_asked(self):
        self.stage_all({"a.jpg": BLOCKED})
        self.assert_passed(self.commit("--no-verify"))
        self.assert_refused(self.run_any("pre-commit", "run", "--all-files"), "BLOCK       a.jpg")


class Manifest(Case):
    def test_every_ending_that_is_read_is_named(self):
        endings = set()
        source = (repository.SOURCES / "validator/container/extension.c").read_text()
        table = re.search(r"formats\[\] = \{(.*?)\n\};", source, re.S).group(1)
        for row in re.findall(r'\{"[^"]+",((?:\s*"[^"]*")+)\}', table):
            endings |= set("".join(re.findall(r'"([^"]*)"', row)).split())
        self.assertGreater(len(endings), 70)
        endings = {"svg.gz" if ending == "gz" else ending for ending in endings}
        hooks = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text())}
        named = re.fullmatch(r"\(\?i\)\\\.\(([^)]*)\)\$", hooks["captionlint"]["files"]).group(1)
        self.assertEqual(set(named.replace("\\.", ".").split("|")), endings | {"ndjson", "jsonl"})

    def test_every_file_is_of_a_type_that_is_asked_for(self):
        hooks = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text())}
        for name, content in (("a.jpg", CLEAN), ("a.tif", CLEAN), ("a.heic", b"\0\1"),
                              ("a.svg", b"<svg/>"), ("a.xmp", sidecar("x")), ("a.ndjson", b"{}\n"),
                              ("a.pdf", b"%PDF-1.4\0"), ("a.eps", b"%!PS\n"), ("a.psd", b"8BPS\0")):
            self.write(name, content)
            tags = identify.tags_from_path(str(self.top / name))
            self.assertTrue(tags & set(hooks["captionlint"]["types_or"]), (name, tags))
        self.write("a.txt", "x\n")
        tags = identify.tags_from_path(str(self.top / "a.txt"))
        self.assertTrue(tags & set(hooks["captionlint-captions"]["types_or"]), tags)


if __name__ == "__main__":
    repository.main()
