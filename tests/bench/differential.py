#!/usr/bin/env python3
"""Whether the same is read with rules out of the cache and the filter of patterns, and with neither:
of all fixture pictures, of labelled captions where they stand beside the project, and of COUNT invented
ones.

usage: differential.py DRIVER SOURCES COUNT [--jobs N] [--seed N]
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def pictures(folder):
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in found
            if path.suffix not in (".expected", ".xmp", ".yaml", ".md") and path.stat().st_size > 0]


def corpus(sources):
    shared = pathlib.Path(os.environ.get("CL_SHARED", sources.parent / "shared"))
    found = sorted(map(str, (shared / "corpus").glob("*.jsonl")))
    if not found:
        print("no labelled captions in %s: left out" % (shared / "corpus"))
    return found


def invent(count, seed, rules, path):
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, str(HERE / "captions.py"), str(count), "--seed", str(seed),
                        "--rules", str(rules), "--fields"], stdout=out, check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    how = parser.parse_args()
    rules = how.sources / "rules"
    with tempfile.TemporaryDirectory() as work:
        invented = os.path.join(work, "invented.ndjson")
        invent(how.count, how.seed, rules, invented)
        inputs = (pictures(how.sources / "fixtures" / "pictures")
                  + pictures(how.sources / "fixtures" / "formats")
                  + corpus(how.sources) + [invented])
        runs = [subprocess.Popen([how.driver, "--part", "%d/%d" % (part, how.jobs), os.path.join(work, "cache"),
                                  str(rules)] + inputs)
                for part in range(how.jobs)]
        return max(run.wait() for run in runs)


if __name__ == "__main__":
    sys.exit(main())
