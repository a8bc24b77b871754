#!/usr/bin/env python3
"""Invents captions as a newsroom sees them, one JSON record a line: the same ones for the same
seed and rules on every machine.

usage: captions.py COUNT [--seed N] [--rules FOLDER] [--fields] [--plain]

Of a hundred captions sixty have a credit and no note, forty a note made of the good and bad examples
that the rules give themselves: as they are, cut, joined, with other territories, in other letters.
85 are in English, the others in nineteen languages. They have 120 to 1500 bytes, half of them fewer
than 470. --fields adds instructions and other fields, as pictures have them; --plain leaves all
notes out.
"""

import argparse
import json
import pathlib
import random
import re

import prose

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parent.parent / "rules"

# Bytes that so many of all captions have at most.
LENGTHS = [(0.0, 120), (0.1, 230), (0.25, 330), (0.5, 470), (0.75, 660), (0.9, 900), (1.0, 1460)]
LONGEST = 1500


class Chance:
    """Random choices that depend on nothing but random(), which Python keeps the same for a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, limit):
        return int(self.random() * limit)

    def one_of(self, items):
        return items[int(self.random() * len(items))]

    def percent(self, share):
        return self.random() * 100 < share


# --- the rules' own examples ---

EXAMPLE = re.compile(r'^      - (?:\{text: )?("(?:[^"\\]|\\.)*")(.*)$')


def examples(folder, *kinds):
    """The texts under `good:` and `bad:` of all phrases, in the order of the files."""
    found = []
    for kind in kinds:
        for path in sorted((folder / kind).glob("*.yaml")):
            for line in path.read_text(encoding="utf-8").splitlines():
                match = EXAMPLE.match(line)
                if match:
                    found.append(json.loads(match.group(1)))
    return found


def names(path, column):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[column] for line in lines if line and not line.startswith("#")]


def agencies(folder):
    found = []
    for path in sorted((folder / "agencies").glob("*.yaml")):
        found += re.findall(r"- \{name: ([^,}\"]+)[,}]", path.read_text(encoding="utf-8"))
    return found


# --- words ---

def of_one(verb):
    """The verb as one person does it: watches, flies, plays."""
    if verb.endswith(("s", "sh", "ch", "x")):
        return verb + "es"
    return re.sub(r"(?<![aeiou])y$", "ie", verb) + "s"


class Words:
    """Fills the blanks of a piece."""

    def __init__(self, chance, folder):
        self.chance = chance
        self.lands = names(folder / "territories.tsv", 1)
        self.agencies = agencies(folder)

    def syllables(self, least, most):
        count = least + self.chance.below(most - least + 1)
        return "".join(self.chance.one_of(prose.SYLLABLES) for _ in range(count))

    def who(self):
        surname = self.syllables(2, 3).capitalize()
        return self.chance.one_of(prose.FIRST_NAMES) + " " + surname

    def town(self):
        return self.syllables(1, 2).capitalize() + self.chance.one_of(prose.TOWN_ENDS)

    def land(self):
        return self.chance.one_of(self.lands)

    def date(self):
        day, year = 1 + self.chance.below(28), 2009 + self.chance.below(18)
        month = self.chance.one_of(prose.MONTHS if self.chance.percent(60) else prose.SHORT_MONTHS)
        return self.chance.one_of(["%s %d, %d" % (month, day, year), "%d %s %d" % (day, month, year),
                                   "%s %d" % (month, day)])

    def blank(self, match):
        name = match.group(1)
        if name.isupper() and name != "MON":
            return self.word(name.lower()).upper()
        return self.word(name)

    def word(self, name):
        chance = self.chance
        made = {"who": self.who, "town": self.town, "land": self.land, "date": self.date,
                "place": lambda: self.town() + ", " + self.land(),
                "day": lambda: chance.one_of(prose.DAYS),
                "month": lambda: chance.one_of(prose.MONTHS),
                "MON": lambda: chance.one_of(prose.SHORT_MONTHS)[:3].upper(),
                "time": lambda: chance.one_of(prose.TIMES),
                "thing": lambda: chance.one_of(prose.THINGS),
                "people": lambda: chance.one_of(prose.PEOPLE),
                "event": lambda: chance.one_of(prose.EVENTS),
                "agency": lambda: chance.one_of(self.agencies),
                "n": lambda: str(2 + chance.below(90)), "d": lambda: str(1 + chance.below(28)),
                "m": lambda: str(1 + chance.below(12)), "year": lambda: str(2009 + chance.below(18))}
        return made[name]()

    def fill(self, piece):
        return re.sub(r"\{(\w+)\}", self.blank, piece)

    def sentence(self):
        chance = self.chance
        pick = chance.one_of
        one = chance.percent(60)
        verb, _, rest = pick(prose.CORES).partition(" ")
        text = "%s %s %s %s%s." % (pick(prose.ONE if one else prose.MANY), of_one(verb) if one else verb,
                                   rest, pick(prose.WHENS), pick(prose.ENDINGS))
        text = self.fill(text)
        return text[0].upper() + text[1:]


# --- notes ---

class Notes:
    """Notes made of what the rules give as examples."""

    def __init__(self, chance, words, folder):
        self.chance = chance
        self.words = words
        self.texts = examples(folder, "restrictions", "unread")
        self.credits = examples(folder, "credits")
        self.lands = set(words.lands)

    def other_lands(self, text):
        """Each land that is named becomes another, in letters of the same kind."""
        def other(match):
            name = match.group(0)
            if name.title() not in self.lands:
                return name
            land = self.words.land()
            return land.upper() if name.isupper() else land
        return re.sub(r"[A-Z][A-Za-z]{3,}", other, text)

    def cut(self, text):
        words = text.split(" ")
        start = self.chance.below(len(words))
        return " ".join(words[start:start + 1 + self.chance.below(len(words))])

    def one(self):
        chance = self.chance
        text = chance.one_of(self.texts if chance.percent(85) else self.credits)
        how = chance.below(10)
        if how < 2:
            return self.other_lands(text)
        if how == 2:
            return text.upper()
        if how == 3:
            return self.cut(text) + " " + self.cut(chance.one_of(self.texts))
        if how == 4:
            return self.cut(text)
        if how == 5:
            return text.replace(" ", "x") if text.isupper() else text.lower()
        return text

    def several(self):
        text = self.one()
        while self.chance.percent(25):
            text += self.chance.one_of(prose.NOTE_JOINTS) + self.one()
        return text


# --- captions ---

def length(chance):
    at = chance.random()
    for (low, least), (high, most) in zip(LENGTHS, LENGTHS[1:]):
        if at <= high:
            return int(least + (most - least) * (at - low) / (high - low))
    return LENGTHS[-1][1]


class Captions:
    def __init__(self, seed, folder=RULES, plain=False):
        self.chance = Chance(seed)
        self.words = Words(self.chance, folder)
        self.notes = Notes(self.chance, self.words, folder)
        self.plain = plain

    def prose(self, size):
        chance, fill = self.chance, self.words.fill
        if not chance.percent(85):
            pool = prose.OTHERS[chance.one_of(prose.SHARE_OF_OTHERS)]
            text = fill(chance.one_of(pool))
            while len(text.encode()) < size - 30:
                text += " " + fill(chance.one_of(pool))
            return text
        text = fill(chance.one_of(prose.DATELINES)) if chance.percent(prose.DATE_LINE_SHARE) else ""
        text += self.words.sentence()
        while len(text) < size - 60:  # half a sentence
            more = chance.percent(70)
            text += " " + (fill(chance.one_of(prose.BACKGROUND)) if more else self.words.sentence())
        return text

    def caption(self):
        chance = self.chance
        size = length(chance)
        noted = not self.plain and chance.percent(40)
        note = self.notes.several() if noted else ""
        credit = self.words.fill(chance.one_of(prose.CREDITS)) if chance.percent(95) else ""
        text = self.prose(size - max(len((note + credit).encode()), 30))
        parts = [text, credit]
        if note:
            parts.insert(chance.one_of([0, 1, 2, 2, 2, 2]), note)
        joint = chance.one_of(prose.NOTE_JOINTS) if note else " "
        text = joint.join(part for part in parts if part)
        while len(text.encode()) > LONGEST:
            text = text[:len(text) * 9 // 10]
        while len(text.encode()) < LENGTHS[0][1]:
            text += " " + self.words.fill(chance.one_of(prose.BACKGROUND))
        return text

    def record(self, number, fields):
        chance = self.chance
        record = {"id": "c%d" % number, "caption": self.caption()}
        if not fields:
            return record
        if chance.percent(30):
            record["instructions"] = self.notes.several()
        if chance.percent(50):
            record["credit"] = self.words.fill(chance.one_of(prose.CREDITS))
        if chance.percent(30):
            record["copyright"] = "(c) " + self.words.fill("{agency} {year}")
        if chance.percent(20):
            record["headline"] = self.words.sentence()
        if chance.percent(10):
            record["keywords"] = [self.words.town(), self.notes.one(), self.words.land()]
        if chance.percent(10):
            record["usage_terms"] = self.notes.several()
        return record


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules", type=pathlib.Path, default=RULES)
    parser.add_argument("--fields", action="store_true")
    parser.add_argument("--plain", action="store_true")
    how = parser.parse_args()
    captions = Captions(how.seed, how.rules, how.plain)
    for number in range(1, how.count + 1):
        print(json.dumps(captions.record(number, how.fields), ensure_ascii=False))


if __name__ == "__main__":
    main()
