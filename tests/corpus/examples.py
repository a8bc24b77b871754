#!/usr/bin/env python3
"""Compares what is read of a table of notes with what the table says they mean.

usage: examples.py COMMAND EXAMPLES.tsv

The table: id, "ins" or "cap", text, meanings joined by "; ", credit ("-": not tested). A meaning is
DENY, ONLY, REQUIRE, INFO or STATUS with terms such as terr=JP, media=TV, sale, time<…; "none" means
that nothing limits. Differences are printed; exit status 1 when there are any.
"""
import json
import re
import subprocess
import sys

MEDIA = {"MAGAZINE": "magazine", "NEWSPAPER": "newspaper", "TABLOID": "tabloid", "TV": "tv", "WEB": "internet",
         "MOBILE": "mobile", "SOCIAL": "social", "PRINT": "print", "BOOK": "book", "CALENDAR": "calendar",
         "POSTER": "poster"}
USES = {"EDITORIAL": "editorial", "MARKETING": "marketing", "ADVERTISING": "advertising", "COMMERCIAL": "commercial",
        "MERCHANDISE": "merchandising"}
RESALE = {"sale": {"sales", "resale", "licensing"}, "syndication": {"resale", "syndication"}, "archive": {"archive"}}


def read(command, rows):
    field = {"ins": "instructions", "cap": "caption"}
    lines = [json.dumps({"id": r[0], field[r[1]]: r[2]}) for r in rows]
    done = subprocess.run([command, "extract", "--stdin-format", "ndjson", "--format", "ndjson", "-"],
                          input="\n".join(lines).encode(), capture_output=True, check=False)
    return {r["id"]: r for r in map(json.loads, done.stdout.decode().splitlines())}


def restrictions(record, kind, effect=None):
    return [r for r in record["restrictions"] if r["kind"] == kind and effect in (None, r["effect"])]


def values(record, kind, effect):
    return {v for r in restrictions(record, kind, effect) for v in r["values"]}


def scoped(record, key):
    return {v for r in record["restrictions"] for v in (r.get("scope") or {}).get(key) or []}


def has_territory(record, effect, wanted):
    found = values(record, "territory", effect) | scoped(record, "territory")
    wanted, _, without = wanted.partition(" minus ")
    if wanted.startswith("group:"):
        return len(found) > 1 and (not without or without not in found)
    if wanted.startswith("not("):
        return bool(record["unread"]) or bool(found)
    return set(wanted.split(",")) <= found and (not without or without in values(record, "territory", "deny"))


def has_words(record, kind, effect, wanted, table):
    found = values(record, kind, effect) | scoped(record, "medium")
    return all(table[w] in found for w in wanted.split(","))


def has_time(record):
    return any(r.get("not_before") or r.get("not_after") or r.get("within_days") or r.get("within_hours") or
               r.get("expiry") or r.get("embargo") for r in restrictions(record, "time")) or \
        any((r.get("scope") or {}).get("until") or (r.get("scope") or {}).get("hours") for r in record["restrictions"])


def holds(record, effect, term):
    key, _, value = term.partition("=")
    if key == "terr":
        # A duty that is due in one territory is told for all.
        return has_territory(record, effect, value) or effect is None and bool(record["notices"])
    if key == "media":
        return has_words(record, "medium", effect, value, MEDIA)
    if key == "use":
        return value == "AI_TRAINING" and bool(restrictions(record, "ai")) or \
            value != "AI_TRAINING" and has_words(record, "use", effect, value, USES)
    if key == "outlet":
        wanted = value.strip('"').removeprefix("client:").casefold()
        return any(wanted in v.casefold() for r in restrictions(record, "outlet") + restrictions(record, "audience")
                   for v in r["values"])
    if key == "sale,syndication":
        key = "sale"
    if key in RESALE:
        return bool(values(record, "resale", "deny") & RESALE[key]) or \
            bool(restrictions(record, "territory", "deny")) and key == "sale"
    if key in ("crop", "alter"):
        return bool(restrictions(record, "alteration"))
    if key == "count":
        return any(r.get("one_time") for r in restrictions(record, "time"))
    if re.match(r"time[<>]", term):
        return has_time(record)
    if key in ("conf", "review", "review-zone", "zone", "id"):
        return True
    if key in ("credit",):
        return any(c["role"] == "mandatory" for c in record["credits"]) or \
            any(c["role"] == "requested" for c in record["credits"])
    if key in ("keep-logo", "mask", "no-name", "clearance", "context"):
        return bool(record["restrictions"] or record["notices"] or record["unread"])
    if key == "file":
        return True
    if key == "model-release":
        return bool(restrictions(record, "release"))
    raise SystemExit("examples: no meaning is known for %r" % term)


def faults(record, meaning):
    if meaning in ("none", "INFO none"):
        return ["something is read"] if record["restrictions"] or record["unread"] else []
    wrong = []
    for clause in meaning.split("; "):
        word, _, rest = clause.partition(" ")
        if word == "X01" or word == "INFO" and rest == "file":
            continue
        if word == "STATUS":
            if not record["notices"]:
                wrong.append(clause)
            continue
        effect = {"DENY": "deny", "ONLY": "only"}.get(word)
        terms = re.split(r" (?=[a-z-]+[=<>]|(?:sale|syndication|archive|crop|alter|review|clearance)\b)", rest)
        wrong += [clause for term in terms if not holds(record, effect, term)]
    return wrong


def main():
    command, table = sys.argv[1:3]
    with open(table, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line.strip()]
    records = read(command, rows)
    failed = 0
    for row in rows:
        record = records[row[0]]
        wrong = faults(record, row[3])
        if row[4] != "-" and not any(is_credit(row[4], c) for c in record["credits"]):
            wrong.append("credit " + row[4])
        if wrong:
            failed += 1
            print(row[0], "|", row[2], "|", "; ".join(wrong), "| read:",
                  [(r["kind"], r["effect"], r["values"], r.get("scope")) for r in record["restrictions"]],
                  [c["text"] for c in record["credits"]], [u["text"] for u in record["unread"]])
    print("%d examples, %d differ" % (len(rows), failed))
    return 1 if failed else 0


def is_credit(wanted, credit):
    """Part by part, since the agency may be misspelt in the text."""
    text = squeeze(credit["text"] or "")
    return squeeze(wanted) in text or bool(text) and all(
        squeeze(part) in text or part.strip().casefold() in map(str.casefold, credit["agencies"])
        for part in wanted.split("/"))


def squeeze(text):
    return re.sub(r"[\s\"]+", "", text).casefold()


if __name__ == "__main__":
    sys.exit(main())
