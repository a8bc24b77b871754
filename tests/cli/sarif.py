"""Holds a SARIF log against the official schema and against the files that it speaks of:
python3 sarif.py SCHEMA LOG. Prints what is wrong; exit status 1 then."""
import copy
import json
import sys
import urllib.parse

import jsonschema


def unique_keys(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError("a key stands twice in one object: %s" % sorted(keys))
    return dict(pairs)


def follow_schema(schema, log):
    validator = jsonschema.validators.validator_for(schema)(schema)
    problems = ["%s: %s" % (list(error.path), error.message)
                for error in validator.iter_errors(log)]
    broken = copy.deepcopy(log)
    del broken["runs"][0]["results"][0]["message"]
    if validator.is_valid(broken):
        problems.append("the schema takes a result without a message")
    return problems


def follow_rules(run):
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    problems = [] if len(ids) == len(set(ids)) else ["a rule is there twice"]
    return problems + ["no rule explains " + result["ruleId"]
                       for result in run["results"] if result["ruleId"] not in ids]


def follow_texts(run):
    """Offsets in characters and in bytes, lines and columns must all lead to the snippet."""
    problems, seen = [], 0
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        if "charOffset" not in region:
            continue
        seen += 1
        with open(urllib.parse.unquote(place["artifactLocation"]["uri"]), "rb") as file:
            data = file.read()
        text = data.decode("utf-8")
        wanted = region["snippet"]["text"]
        lines = text.split("\n")
        at = sum(len(line) + 1 for line in lines[:region["startLine"] - 1])
        at += region["startColumn"] - 1
        start = region["charOffset"]
        first = region["byteOffset"]
        found = [text[start:start + region["charLength"]], text[at:at + len(wanted)],
                 data[first:first + region["byteLength"]].decode("utf-8")]
        problems += ["%r is not %r" % (words, wanted) for words in found if words != wanted]
    return problems + ([] if seen > 0 else ["no result stands in a text"])


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        log = json.load(file, object_pairs_hook=unique_keys)
    run = log["runs"][0]
    problems = follow_schema(schema, log) + follow_rules(run) + follow_texts(run)
    print("\n".join(problems))
    return 1 if problems else 0


sys.exit(main())
