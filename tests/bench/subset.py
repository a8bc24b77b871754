#!/usr/bin/env python3
"""Copies a rule folder with only so many of its phrases, spread over all of its files.

usage: subset.py RULES FOLDER COUNT
"""

import pathlib
import re
import shutil
import sys

PHRASE = re.compile(r"(?m)^  - id: ")
FOLDERS = ("restrictions", "credits", "unread")


def phrase_files(folder):
    found = [path for kind in FOLDERS for path in sorted((folder / kind).glob("*.yaml"))]
    return found + [path for path in [folder / "unread.yaml"] if path.exists()]


def count(folder):
    return sum(len(PHRASE.findall(path.read_text(encoding="utf-8"))) for path in phrase_files(folder))


def keep(path, wanted):
    """Leaves the phrases whose number is wanted; a file without any goes."""
    head, *phrases = re.split(r"(?m)^(?=  - id: )", path.read_text(encoding="utf-8"))
    kept = [text for text in phrases if next(wanted)]
    if kept:
        path.write_text(head + "".join(kept), encoding="utf-8")
    else:
        path.unlink()


def make(rules, folder, most):
    """Every phrase whose number, counted over all files, begins a new step of total/most."""
    shutil.copytree(rules, folder, dirs_exist_ok=True)
    total = count(folder)
    wanted = iter([(i + 1) * most // total > i * most // total for i in range(total)])
    for path in phrase_files(folder):
        keep(path, wanted)
    return count(folder)


if __name__ == "__main__":
    print(make(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])))
