#!/usr/bin/env python3
"""Runs the benchmarks and writes RESULTS.md: ratios of paired runs, A B A B ..., in which both sides
meet the same machine at nearly the same time. `make bench` builds what this needs.

usage: bench.py BUILD SOURCES [--scale N] [--only PART] [--out FILE]

--scale 0.1 takes a tenth of the pictures and captions: to see that everything works, not for
figures. Programs that we are compared with and that are not installed are named and left out.
"""

import argparse
import collections
import datetime
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys

import pictures
import subset
from tables import Table, three

HERE = pathlib.Path(__file__).resolve().parent
PAIRS = 5
# What a picture desk would ask of a picture, under the names of ExifTool and of Exiv2.
TAGS = """ImageDescription Artist Copyright DateTimeOriginal Caption-Abstract By-line Credit Source
SpecialInstructions CopyrightNotice Headline City Country-PrimaryLocationName Description Creator Rights
Instructions UsageTerms""".split()
KEYS = """Exif.Image.ImageDescription Iptc.Application2.Caption Iptc.Application2.SpecialInstructions
Xmp.dc.description Xmp.photoshop.Instructions""".split()
JUDGED = ["--no-config", "--territory", "KR", "--medium", "internet", "--use", "editorial",
          "--at", "2026-11-22T12:00:00Z", "--format", "ndjson"]

Took = collections.namedtuple("Took", "wall cpu memory status")


class Bench:
    """Where everything is, and how it is run."""

    def __init__(self, how):
        self.tests = how.build / "tests"
        self.command = str(how.build / "captionlint")
        self.rules = how.sources / "rules"
        self.work = how.build / "bench-work"
        self.scale = how.scale
        self.work.mkdir(parents=True, exist_ok=True)
        os.environ.update(CAPTIONLINT_RULES=str(self.rules), LC_ALL="C.UTF-8",
                          HOME=str(self.work / "home"), XDG_CACHE_HOME=str(self.work / "cache"))
        self.cores = sorted(os.sched_getaffinity(0))
        self.help = self.output([self.command, "check", "--help"])

    def scaled(self, count, least=20):
        return max(int(count * self.scale), least)

    def has(self, option):
        return re.search(r"(?<![\w-])%s(?![\w-])" % re.escape(option), self.help) is not None

    def output(self, command):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def measure(self, command, *allowed):
        """Runs the command once; other exit statuses than 0 and those allowed end the benchmark."""
        took = Took(*map(float, self.output([str(self.tests / "measure"), *command]).split()))
        if took.status not in (0,) + allowed:
            sys.exit("exit status %d: %s" % (took.status, " ".join(command)[:300]))
        return took

    def pairs(self, *commands, count=PAIRS, before=lambda: None):
        """Runs the commands in turn, `count` times and once before to warm the caches."""
        rounds = []
        for number in range(count + 1):
            before()
            rounds.append([self.measure(command, 1) for command in commands])
        return list(zip(*rounds[1:]))

    def on_cores(self, count):
        os.sched_setaffinity(0, self.cores[-count:])

    def threads(self, count):
        return ["-j", str(count)] if self.has("-j") else []

    def check(self, listed, *options):
        return [self.command, "check", *JUDGED, *options, "--files-from", str(listed)]

    def pictures(self, count):
        """A file that lists so many pictures, and their paths."""
        paths = pictures.make(self.work / "pictures", self.scaled(5000), 300)[:count]
        return self.listing("list-%d" % len(paths), paths), paths

    def listing(self, name, paths):
        listed = self.work / name
        listed.write_text("\n".join(paths) + "\n")
        return listed

    def captions(self, count):
        path = self.work / ("captions-%d.ndjson" % count)
        with open(path, "w", encoding="utf-8") as out:
            subprocess.run([sys.executable, str(HERE / "captions.py"), str(count)], stdout=out, check=True)
        return path

    def driver(self, name, *arguments):
        """What a driver tells: for each thing it measured, seconds of each round for one of it."""
        found = collections.defaultdict(list)
        run = subprocess.run([str(self.tests / name), *map(str, arguments)], capture_output=True, text=True,
                             check=False)
        if run.returncode != 0:
            sys.exit("%s: %s" % (name, run.stderr))
        for line in run.stdout.splitlines():
            what, count, seconds = line.split("\t")
            found[what].append(float(seconds) / max(int(count), 1))
        return found

    def missing(self, table, *programs):
        absent = [program for program in programs if shutil.which(program) is None]
        for program in absent:
            table.note("`%s` is not installed and was left out." % program)
        return absent


def peers(listed, paths):
    """Other programs that read metadata, over all the paths in one process."""
    arguments = ["-@", str(listed)]
    tags = ["-" + tag for tag in TAGS]
    keys = [word for key in KEYS for word in ("-K", key)]
    return [("exiftool", "exiftool -fast2 -j, all tags", ["exiftool", "-fast2", "-j"] + arguments),
            ("exiftool", "exiftool -fast2 -j, 18 tags", ["exiftool", "-fast2", "-j"] + tags + arguments),
            ("exiv2", "exiv2 -K, 5 keys", ["exiv2"] + keys + paths),
            ("exif", "exif", ["exif"] + paths)]


# --- the parts ---

def metadata(bench):
    floor = Table("metadata of a JPEG", "microseconds of the processor",
                  "The floor opens the file, reads 64 KiB at its beginning and closes it.")
    listed, _ = bench.pictures(bench.scaled(5000))
    bench.on_cores(1)
    told = bench.driver("bench_pictures", bench.rules, listed, PAIRS)
    told = {what: values[1:] for what, values in told.items()}  # the first round warms the caches
    floor.row("the floor", [1e6 * s for s in told["floor"]])
    floor.row("our reading of all fields", [1e6 * s for s in told["metadata"]])
    ratio = Table("metadata of a JPEG", "times as long",
                  "Ours reads all that it knows and prints nothing; the others print what they are asked for. "
                  "Each of them reads a thousand of the pictures in one process, in turn with ours.")
    ratio.row("ours / the floor", [a / b for a, b in zip(told["metadata"], told["floor"])])
    some, paths = bench.pictures(bench.scaled(1000))
    absent = bench.missing(ratio, "exiftool", "exiv2", "exif")
    for program, name, command in peers(some, paths):
        if program in absent:
            continue
        ours, others = [], []
        for _ in range(PAIRS):
            ours.append(bench.driver("bench_pictures", bench.rules, some, 1)["metadata"][-1])
            others.append(bench.measure(command, 1, 253).cpu / len(paths))
        ratio.ratio("%s / ours" % name, ours, others)
    parts = Table("of one picture, in a long run", "microseconds of the processor",
                  "Loading the rules comes once; see *One picture*. Judging is for one edition; the output is NDJSON.")
    for part in ("metadata", "rules", "judging", "output"):
        parts.row(part, [1e6 * s for s in told["part " + part]])
    return [floor, ratio, parts]


def caption_reading(bench):
    table = Table("reading a caption", "microseconds of the processor",
                  "PCRE2 alone tries every pattern of all stages on the text as that stage sees it, which was made "
                  "beforehand and is not counted; ours is counted from the caption on.")
    counts = [bench.scaled(20000), bench.scaled(100, 10), bench.scaled(25, 5)]
    path = bench.captions(counts[0])
    bench.on_cores(1)
    told = bench.driver("bench_captions", bench.rules, path, PAIRS, counts[1], counts[2])
    ours = told["ours"][1:]
    table.row("ours, %s captions" % three(counts[0]), [1e6 * s for s in ours])
    table.row("PCRE2 with JIT, %d captions" % counts[1], [1e6 * s for s in told["jit"]])
    table.row("PCRE2 without JIT, %d captions" % counts[2], [1e6 * s for s in told["plain"]])
    speed = Table("captions", "a second and core")
    speed.row("ours", [1 / s for s in ours])
    ratio = Table("reading a caption", "times as long")
    ratio.ratio("PCRE2 with JIT / ours", ours, told["jit"])
    ratio.ratio("PCRE2 without JIT / ours", ours, told["plain"])
    grep(bench, path, ratio)
    return [speed, table, ratio]


def grep(bench, path, ratio):
    """`grep -P` with every twentieth pattern; the time is told for all of them."""
    each, texts = 20, bench.scaled(2000, 50)
    folder = bench.work / "grep"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    bench.driver("bench_captions", "--write", folder, bench.rules, path, texts, each)
    patterns = sorted(folder.glob("pattern-*"))
    script = "".join("grep -P -o -i -f %s %s/texts-%s\n" % (p, folder, p.name.split("-")[1]) for p in patterns)
    (folder / "run.sh").write_text(script)
    ours, others = [], []
    for _ in range(PAIRS):
        ours.append(bench.driver("bench_captions", bench.rules, path, 1, 0, 0)["ours"][-1])
        others.append(bench.measure(["sh", str(folder / "run.sh")], 1).cpu * each / texts)
    ratio.ratio("grep -P / ours", ours, others)
    ratio.note("`grep -P -o -i` ran with %d patterns, every %dth, each over %d texts in a process of its own; its "
               "time is multiplied by %d." % (len(patterns), each, texts, each))


def whole_job(bench):
    table = Table("picture to NDJSON, one process, one core", "times the processor's time",
                  "Ours reads, judges for one edition and prints the whole record; the others print the tags or keys "
                  "that they are asked for.")
    listed, paths = bench.pictures(bench.scaled(5000))
    some, some_paths = bench.pictures(bench.scaled(1000))
    bench.on_cores(1)
    absolute = Table("the command `check`, one core", "microseconds of the processor a picture")
    first = []
    absent = bench.missing(table, "exiftool", "exiv2")
    for program, name, command in peers(some, some_paths)[1:3]:
        if program in absent:
            continue
        ours, others = bench.pairs(bench.check(listed, *bench.threads(1)), command)
        ours = [took.cpu / len(paths) for took in ours]
        table.ratio("%s / ours" % name, ours, [took.cpu / len(some_paths) for took in others])
        first = first or ours
    if not first:
        first = [took.cpu / len(paths) for took in bench.pairs(bench.check(listed, *bench.threads(1)))[0]]
    absolute.row("%d pictures" % len(paths), [1e6 * s for s in first])
    return [absolute, table, two_cores(bench, listed), known_files(bench, listed, len(paths))]


def two_cores(bench, listed):
    table = Table("two cores against one", "times as fast by the clock")
    if not bench.has("-j") or len(bench.cores) < 2:
        table.note("Not measured: the command has no `-j`, or the machine one core.")
        return table
    bench.on_cores(2)
    one, two = bench.pairs(bench.check(listed, "-j", "1"), bench.check(listed, "-j", "2"), count=7)
    table.row("`-j 1` / `-j 2`", [a.wall / b.wall for a, b in zip(one, two)])
    return table


def known_files(bench, listed, count):
    table = Table("files that were read before, one core", "microseconds of the processor a picture")
    if not bench.has("--cache"):
        table.note("Not measured: the command has no `--cache`.")
        return table
    bench.on_cores(1)
    kept = bench.work / "results.sqlite"
    kept.unlink(missing_ok=True)
    command = bench.check(listed, *bench.threads(1))
    runs = bench.pairs(command, command + ["--cache", str(kept)])
    for name, took in zip(("without `--cache`", "with `--cache`"), runs):
        table.row(name, [1e6 * one.cpu / count for one in took])
    return table


def one_picture(bench):
    wall = Table("one picture, the whole process", "milliseconds of the clock")
    cpu = Table("one picture, the whole process", "milliseconds of the processor")
    ratio = Table("one picture, one process each", "times the processor's time")
    _, paths = bench.pictures(1)
    command = [bench.command, "check", *JUDGED, paths[0]]
    bench.on_cores(1)
    clear = lambda: shutil.rmtree(bench.work / "cache", ignore_errors=True)
    peer = [(program, name, run) for program, name, run in peers(bench.listing("one", paths), paths)
            if shutil.which(program)]
    warm, *others = bench.pairs(command, *[run for _, _, run in peer], count=15)
    rows = [("warm rule cache" if bench.has("--no-cache") else "without a rule cache, which this version has not", warm)]
    if bench.has("--no-cache"):
        rows.append(("no rule cache there yet", bench.pairs(command, count=9, before=clear)[0]))
        rows.append(("`--no-cache`", bench.pairs(command + ["--no-cache"], count=9)[0]))
    for name, runs in rows:
        wall.row(name, [1e3 * took.wall for took in runs])
        cpu.row(name, [1e3 * took.cpu for took in runs])
    for (_, name, _), runs in zip(peer, others):
        wall.row(name, [1e3 * took.wall for took in runs])
        ratio.ratio("%s / ours" % name, [took.cpu for took in warm], [took.cpu for took in runs])
    return [wall, cpu, ratio]


def linked(bench, count):
    """A folder of so many names: links, so that the disk need not hold them all."""
    folder = bench.work / ("links-%d" % count)
    _, paths = bench.pictures(bench.scaled(5000))
    if not folder.exists():
        for number in range(count):
            path = folder / ("%03d" % (number // 1000)) / ("%06d.jpg" % number)
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(paths[number % len(paths)], path)
    return folder


def growth(bench):
    counts = [bench.scaled(count) for count in (1000, 10000, 100000)]
    files = Table("files in a folder", "microseconds of the processor a picture",
                  "The files are names of the same five thousand pictures. Starting is part of it.")
    commands = [[bench.command, "check", *JUDGED, *bench.threads(1), str(linked(bench, count))] for count in counts]
    bench.on_cores(1)
    runs = bench.pairs(*commands)
    for count, took in zip(counts, runs):
        files.row("{:,}".format(count), [1e6 * one.cpu / count for one in took])
    ratio = Table("growth", "times as long for one")
    ratio.row("{:,} pictures / {:,}".format(counts[-1], counts[0]),
              [many.cpu / counts[-1] / (few.cpu / counts[0]) for few, many in zip(runs[0], runs[-1])])
    return [files, growth_of_rules(bench, ratio), ratio]


def growth_of_rules(bench, ratio):
    table = Table("rules", "microseconds of the processor a caption",
                  "Rules are taken out of the shipped ones evenly.")
    path = bench.captions(bench.scaled(3000))
    total = subset.count(bench.rules)
    folders = []
    for most in (50, 100, 250, 500, total):
        folder = bench.work / ("rules-%d" % most)
        shutil.rmtree(folder, ignore_errors=True)
        folders.append((subset.make(bench.rules, folder, most), folder))
    rounds = [[bench.driver("bench_captions", folder, path, 1, 0, 0)["ours"][-1] for _, folder in folders]
              for _ in range(PAIRS)]
    for (count, _), values in zip(folders, zip(*rounds)):
        table.row("%d" % count, [1e6 * s for s in values])
    ratio.row("a caption, %d rules / %d" % (folders[-1][0], folders[0][0]), [r[-1] / r[0] for r in rounds])
    return table


def memory(bench):
    table = Table("peak memory", "MiB")
    _, paths = bench.pictures(1)
    folder = linked(bench, bench.scaled(100000))
    bench.on_cores(min(2, len(bench.cores)))
    one = bench.pairs([bench.command, "check", *JUDGED, paths[0]])[0]
    many = bench.pairs([bench.command, "check", *JUDGED, *bench.threads(2), str(folder)])[0]
    table.row("one picture", [took.memory / 1024 for took in one])
    table.row("{:,} pictures{}".format(bench.scaled(100000), ", two threads" if bench.has("-j") else ""),
              [took.memory / 1024 for took in many])
    return [table]


PARTS = [("Metadata", metadata), ("Captions", caption_reading), ("The whole job", whole_job),
         ("One picture", one_picture), ("Growth", growth), ("Memory", memory)]


# --- the page ---

def first_line(bench, *command):
    if shutil.which(command[0]) is None:
        return "none"
    return (bench.output(list(command)).splitlines() or ["?"])[0].strip()


def field_of(path, name):
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return "?"


def machine(bench):
    rows = [("day", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")),
            ("processor", "%s, %d cores used" % (field_of("/proc/cpuinfo", "model name"), len(bench.cores))),
            ("memory", field_of("/proc/meminfo", "MemTotal")),
            ("system", "%s, Linux %s" % (platform.freedesktop_os_release().get("PRETTY_NAME", "?"), platform.release())),
            ("load when it began", "%.1f" % os.getloadavg()[0]),
            ("rules", "%d phrases" % subset.count(bench.rules)),
            ("compiler", first_line(bench, "cc", "--version")),
            ("PCRE2", first_line(bench, "pkg-config", "--modversion", "libpcre2-8")),
            ("libxml2", first_line(bench, "pkg-config", "--modversion", "libxml-2.0")),
            ("ExifTool", first_line(bench, "exiftool", "-ver")),
            ("Exiv2", first_line(bench, "exiv2", "--version")),
            ("exif", first_line(bench, "exif", "--version")),
            ("grep", first_line(bench, "grep", "--version"))]
    return "| | |\n|---|---|\n" + "".join("| %s | %s |\n" % row for row in rows)


HEAD = """# Benchmarks

Written by `make bench`; do not edit. Every figure is of paired runs in turn, A B A B, on warm caches: what counts
are the ratios, which hold on other machines too. Pictures and captions are invented
([captions.py](captions.py), [pictures.py](pictures.py)); the pictures carry EXIF of about 22 KB, XMP of 12 KB,
IIM of 3.5 KB and a colour profile, and are 1 to 14 MB long.
"""


def write_page(bench, parts, out):
    """After each part: what was measured stays when the run is broken off."""
    text = HEAD
    if bench.scale != 1:
        text += "\n**Run with BENCH_SCALE=%g: smaller than a real run; these are not the project's figures.**\n" % bench.scale
    if shutil.which("exiftool") is None:
        text += "\n**ExifTool is not installed: the pictures carry the metadata of a fixture, which is little.**\n"
    text += "\n" + machine(bench)
    for name, part in parts:
        print(name, flush=True)
        text += "\n## %s\n\n" % name + "\n".join(table.text() for table in part(bench))
        out.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("sources", type=pathlib.Path)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=pathlib.Path, default=HERE / "RESULTS.md")
    how = parser.parse_args()
    how.build, how.sources = how.build.resolve(), how.sources.resolve()
    parts = [part for part in PARTS if how.only.lower() in part[0].lower()]
    write_page(Bench(how), parts, how.out)
    print("written: %s" % how.out)


if __name__ == "__main__":
    main()
