#!/usr/bin/env python3
"""Whether fixed work still takes as many instructions as instructions.tsv says, give or take five in
a hundred. Counts hold for the compiler, libraries and processor that they were taken with; those of
others are not compared, which is said.

usage: guard.py DRIVER SOURCES [--update]
Exit status: 0 as before, 1 more or fewer, 77 nothing can be compared here. --update writes
instructions.tsv anew: `make bench-guard`.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE / "instructions.tsv"
MOST = 0.05
HEAD = """# Instructions that fixed work takes under callgrind, and what the count holds for.
# `make bench-guard` writes this file; what is more than before wants a reason in the commit.
"""
PICTURES = """pictures/afp-kcna-block.jpg pictures/clean-credit.jpg pictures/extended-xmp.jpg
pictures/kyodo-japan-out-iim-latin1-only.jpg pictures/plus-terms.jpg pictures/sidecar.jpg
formats/iim-all-datasets.jpg formats/jpeg-c2pa.jpg formats/exif-gps-and-serials.jpg
formats/iim-utf8.jpg""".split()


def versions(driver):
    """For each work what its count holds for."""
    lines = subprocess.run([driver, "--versions"], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    valgrind = subprocess.run(["valgrind", "--version"], capture_output=True, text=True,
                              check=True).stdout.strip().replace("-", " ")
    return {work: "%s, %s" % (rest, valgrind)
            for work, rest in (line.split("\t") for line in lines)}


def count(driver, sources):
    """The instructions of each work."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        pictures = [str(sources / "fixtures" / name) for name in PICTURES]
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=%s" % out,
             driver, str(sources / "rules"), str(HERE / "fixed.ndjson")] + pictures,
            capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(run.stderr)
        found = {}
        for path in pathlib.Path(folder).iterdir():
            text = path.read_text(encoding="utf-8", errors="replace")
            work = re.search(r"^desc: Trigger: Client Request: (\w+)$", text, re.M)
            total = re.search(r"^(?:summary|totals): (\d+)", text, re.M)
            if work and total:
                found[work.group(1)] = int(total.group(1))
        return found


def expected():
    if not EXPECTED.exists():
        return {}
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {work: (int(instructions), holds) for work, instructions, holds in rows}


def update(found, holds):
    rows = ["%s\t%d\t%s\n" % (work, found[work], holds[work]) for work in holds]
    EXPECTED.write_text(HEAD + "".join(rows), encoding="utf-8")
    print("".join(rows), end="")


def compare(work, found, wanted):
    change = found / wanted - 1
    says = "as before" if abs(change) <= MOST else "MORE than before" if change > 0 else \
        "fewer than before: run make bench-guard"
    print("%s: %d instructions, %+.1f %%: %s" % (work, found, 100 * change, says))
    return abs(change) <= MOST


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    how = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("skipped: valgrind is not installed")
        return 77
    holds = versions(how.driver)
    wanted = expected()
    comparable = [work for work in holds if wanted.get(work, (0, ""))[1] == holds[work]]
    for work in holds:
        if work not in comparable and not how.update:
            print("%s: not compared: this is %s; instructions.tsv is of %s"
                  % (work, holds[work], wanted.get(work, (0, "nothing"))[1]))
    if not comparable and not how.update:
        print("skipped: no count of instructions.tsv holds here")
        return 77
    found = count(how.driver, how.sources)
    if set(found) != set(holds):
        sys.exit("callgrind counted %s, not %s" % (sorted(found), sorted(holds)))
    if how.update:
        update(found, holds)
        return 0
    return 0 if all([compare(work, found[work], wanted[work][0]) for work in comparable]) else 1


if __name__ == "__main__":
    sys.exit(main())
