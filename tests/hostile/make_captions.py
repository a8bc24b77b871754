#!/usr/bin/env python3
"""Captions that are slow to read, as records one a line: python3 make_captions.py RULES BYTES [--few].

Each is one unit over and over, up to BYTES: words that many rules begin with, lists that never end,
brackets and stops, names alone, what is read backwards from a last word. Without --few, each as
caption, instructions and credit, and also all that the rules themselves give as examples, whole and
without their ends. The same rules give the same captions.
"""
import glob
import json
import re
import sys

# What a unit is repeated for: (name, unit, end).
UNITS = [
    ("territories", "UK ", ""),
    ("territory list", "Japan, ", ""),
    ("territory list with and", "Japan and ", ""),
    ("territories with a stroke", "ITALY/FRANCE ", ""),
    ("territories before a ban in Japanese", "UK ", "使用禁止"),
    ("territory list before a ban in Chinese", "Japan, ", "不得使用"),
    ("territories before OUT", "JAPAN, ", "OUT of it"),
    ("Korean territories", "일본 ", "제외"),
    ("world", "WORLD ", ""),
    ("Global", "Global ", "rights"),
    ("syndication", "SYNDICATION ", ""),
    ("newspapers", "NEWSPAPERS ", ""),
    ("resale in Portuguese", "Revenda ", "proibida"),
    ("resale in French", "Revente ", "interdite"),
    ("no", "no ", ""),
    ("no sales", "NO SALES ", ""),
    ("not for", "not for ", ""),
    ("may not be", "may not be ", ""),
    ("must", "must ", ""),
    ("restricted to", "restricted to ", ""),
    ("only", "only ", ""),
    ("editorial", "editorial ", ""),
    ("embargo", "EMBARGO ", ""),
    ("without permission", "sin el permiso ", "escrito"),
    ("words before permission", "sin " + "a" * 60 + " ", "permiso"),
    ("one word", "a", ""),
    ("one word of two bytes", "é", ""),
    ("words", "word ", "prohibited"),
    ("photo", "photo ", ""),
    ("Photo by", "Photo by ", ""),
    ("credit", "Credit: ", ""),
    ("mandatory credit", "MANDATORY CREDIT ", ""),
    ("agencies", "AFP/Getty Images/", ""),
    ("bylines", "Jane Doe/", "AFP"),
    ("dates", "1 May 2020 ", ""),
    ("durations", "14 days ", ""),
    ("within", "within 14 days ", ""),
    ("until", "until ", "1 May 2020"),
    ("digits", "1234567890 ", ""),
    ("open brackets", "(", ""),
    ("closed brackets", "()", ""),
    ("square brackets", "[]", ""),
    ("strokes", "/", ""),
    ("dashes", "- ", ""),
    ("stops", ". ", ""),
    ("quotes", '"a ', ""),
    ("line breaks", "\n", ""),
    ("ban in Chinese", "禁", ""),
    ("ban in Japanese", "無断転載", ""),
    ("entities", "&amp;", ""),
    ("combining marks", "e\u0301", ""),
    ("IMAGO", "xINxGER", "xOUT"),
]
FIELDS = ("caption", "instructions", "credit")
NAMES_MOST = 8000  # a field of more names is given up at once


def fill(unit, end, size):
    """The unit as often as it fits before the end."""
    room = size - len(end.encode())
    return unit * min(room // len(unit.encode()), NAMES_MOST) + end


def examples(rules):
    """The good examples of the rules, by file; read as lines, for this needs no YAML."""
    for path in sorted(glob.glob(rules + "/**/*.yaml", recursive=True)):
        found = []
        good = False
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                key = re.match(r"\s+(good|bad|pattern|reads|id):", line)
                good = key.group(1) == "good" if key else good
                text = re.search(r'(?:- |text: )"((?:[^"\\]|\\.)*)"', line)
                if good and text:
                    found.append(re.sub(r"\\(.)", r"\1", text.group(1)))
        if found:
            yield path[len(rules):].strip("/"), found


def cut(text, size):
    return text.encode()[:size].decode(errors="ignore")


def units(size):
    for name, unit, end in UNITS:
        yield name, fill(unit, end, size)


def of_examples(rules, size):
    words = []
    for name, found in examples(rules):
        words += [text.split(" ")[0] for text in found]
        yield "examples of " + name, cut(fill(" ".join(found) + " ", "", size), size)
        heads = " ".join(text[: len(text) * 2 // 3] for text in found)
        yield "beginnings of " + name, cut(fill(heads + " ", "", size), size)
    yield "first words of all examples", cut(" ".join(words), size)


def put(captions, fields, size):
    for name, text in captions:
        for field in fields:
            record = {"id": "%s as %s, %d" % (name, field, size), field: text}
            print(json.dumps(record, ensure_ascii=False))


def main():
    rules = sys.argv[1].rstrip("/")
    size = int(sys.argv[2])
    few = "--few" in sys.argv
    put(units(size), FIELDS[:1] if few else FIELDS, size)
    if not few:
        put(of_examples(rules, size), FIELDS, size)


main()
