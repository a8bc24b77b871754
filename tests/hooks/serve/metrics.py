"""The text format of Prometheus, version 0.0.4, read strictly."""

import re

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"'
SAMPLE = re.compile(
    rf"^({NAME})(?:\{{((?:{LABEL})(?:,{LABEL})*)\}})? (NaN|[+-]Inf|-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)$"
)
COMMENT = re.compile(rf"^# (HELP|TYPE) ({NAME}) (.+)$")
SUFFIXES = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",)}


class Malformed(Exception):
    pass


class Metrics:
    """samples: {(name, frozenset of labels): value}; types: {family: type}."""

    def __init__(self, text):
        self.samples, self.types, self.helps = {}, {}, set()
        self.family, self.finished = None, set()
        if not text.endswith("\n"):
            raise Malformed("the last line does not end")
        for line in text[:-1].split("\n"):
            self.read(line)
        for family, kind in self.types.items():
            if kind == "histogram":
                self.check_histogram(family)

    def read(self, line):
        comment = COMMENT.match(line)
        if comment:
            return self.read_comment(*comment.groups())
        sample = SAMPLE.match(line)
        if not sample:
            raise Malformed(f"line {line!r}")
        labels = re.findall(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"', sample[2] or "")
        if len({name for name, value in labels}) != len(labels):
            raise Malformed(f"a label twice: {line!r}")
        self.belongs(sample[1], line)
        key = (sample[1], frozenset(labels))
        if key in self.samples:
            raise Malformed(f"a sample twice: {line!r}")
        self.samples[key] = float(sample[3].replace("Inf", "inf"))

    def read_comment(self, what, family, rest):
        if family != self.family:
            if family in self.finished:
                raise Malformed(f"{family} is in two places")
            self.finished.add(family)
            self.family = family
        if what == "HELP":
            if family in self.helps or family in self.types:
                raise Malformed(f"HELP of {family} is late or comes twice")
            self.helps.add(family)
            return
        if rest not in SUFFIXES or family in self.types:
            raise Malformed(f"TYPE {family} {rest}")
        self.types[family] = rest

    def belongs(self, name, line):
        if self.family not in self.types or name not in [self.family + s for s in SUFFIXES[self.types[self.family]]]:
            raise Malformed(f"a sample outside of its family: {line!r}")

    def check_histogram(self, family):
        series = {}
        for (name, labels), value in self.samples.items():
            if name == family + "_bucket":
                bound = dict(labels).get("le")
                rest = frozenset(pair for pair in labels if pair[0] != "le")
                series.setdefault(rest, []).append((float(bound.replace("Inf", "inf")), value))
        for labels, buckets in series.items():
            if buckets != sorted(buckets) or [count for _, count in buckets] != sorted(c for _, c in buckets):
                raise Malformed(f"{family}: buckets that do not rise: {buckets}")
            if buckets[-1][0] != float("inf") or self.samples.get((family + "_count", labels)) != buckets[-1][1]:
                raise Malformed(f"{family}: the count is not that of the bucket +Inf")
            if (family + "_sum", labels) not in self.samples:
                raise Malformed(f"{family}: no sum")

    def sum(self, name, **labels):
        """Of all samples of that name with these labels."""
        wanted = set(labels.items())
        return sum(value for (key, has), value in self.samples.items() if key == name and wanted <= has)

    def values(self, name, label):
        """{value of the label: sum}."""
        out = {}
        for (key, labels), value in self.samples.items():
            if key == name:
                out[dict(labels).get(label)] = out.get(dict(labels).get(label), 0) + value
        return out
