"""Rights exports, read by others: python3 check.py COMMAND SOURCES.

All notes of fixtures/notes.tsv and all pictures of fixtures/pictures go through every export of
`extract --as`. rdflib reads the JSON-LD, jsonschema the ninjs; nothing that the record holds may be
missing, and nothing may be permitted. Exit status 77: a reader is not installed.
"""

import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import rdflib
    from rdflib import RDF, RDFS, Namespace
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
DCT = Namespace("http://purl.org/dc/terms/")
OWN = Namespace("urn:captionlint:rights:")
SCHEMA = Namespace("https://schema.org/")
SPATIAL = "http://cvx.iptc.org/iso3166-1a3/"

# Of ImageObject and its ancestors, schema.org 28.
IMAGE_OBJECT = set(
    """type identifier name headline caption description creator copyrightNotice copyrightHolder
    license acquireLicensePage digitalSourceType keywords creditText contentLocation
    ineligibleRegion regionsAllowed expires usageInfo conditionsOfAccess""".split()
)

command, sources = sys.argv[1:3]
failures = 0


def complain(what, name):
    global failures
    failures += 1
    print(f"{name}: {what}")


def read(path):
    with open(os.path.join(sources, path), encoding="utf-8") as file:
        return file.read()


def run(arguments):
    """The documents of one run, one a line."""
    done = subprocess.run([command, "extract", "-j", "1"] + arguments, capture_output=True, env=environment)
    if done.returncode not in (0, 2):  # 2: a damaged fixture
        sys.exit(f"{arguments[:2]}: exit status {done.returncode}: {done.stderr.decode()[:400]}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def make_records(folder):
    path = os.path.join(folder, "notes.ndjson")
    with open(path, "w", encoding="utf-8") as out:
        for number, line in enumerate(read("fixtures/notes.tsv").splitlines()):
            family, where, note = line.split("\t")[:3]
            field = "caption" if where == "cap" else "instructions"
            out.write(json.dumps({"id": f"{number + 1} {family}", field: note}) + "\n")
    return path


# The context of RightsML is not at hand; nothing that is written here needs a word of it.
contexts = {
    "http://www.w3.org/ns/odrl.jsonld": json.loads(read("fixtures/schemas/odrl.jsonld"))["@context"],
    "https://iptc.org/std/RightsML/odrl-profile/rightsml.jsonld": {},
    "https://schema.org": {"@vocab": str(SCHEMA), "license": {"@type": "@id"}},
}
odrl_words = {word for word in contexts["http://www.w3.org/ns/odrl.jsonld"]}
alpha_3 = {}
for line in read("rules/codes.tsv").splitlines():
    if not line.startswith("#"):
        alpha_3[line.split("\t")[0]] = line.split("\t")[1]


def graph_of(document):
    """rdflib's, with the contexts of the standards from here and not from the network."""
    given = document["@context"]
    given = given if isinstance(given, list) else [given]
    local = dict(document)
    local["@context"] = [contexts.get(part, part) if isinstance(part, str) else part for part in given]
    return rdflib.Graph().parse(data=json.dumps(local), format="json-ld")


def name_of(record):
    return f'{record["path"]} {record["id"] or ""}'


def words_of(record):
    """All that a record holds, as it stands in the picture."""
    for kind in ("restrictions", "notices", "unread"):
        for note in record[kind]:
            yield note["text"]
    for credit in record["credits"]:
        yield credit["text"] or credit["places"][0]["text"]


def check_word(iri, name):
    known = isinstance(iri, rdflib.BNode) or str(iri).startswith(str(OWN))
    if not known and (not iri.startswith(str(ODRL)) or iri[len(str(ODRL)) :] not in odrl_words):
        complain(f"{iri} is no word of ODRL", name)


def check_constraint(graph, node, name):
    left = list(graph.objects(node, ODRL.leftOperand))
    operators = list(graph.objects(node, ODRL.operator))
    right = list(graph.objects(node, ODRL.rightOperand))
    if len(left) != 1 or len(operators) != 1 or not right:
        complain("a constraint wants one left operand, one operator and right operands", name)
    for word in left + operators:
        if not isinstance(word, rdflib.URIRef):
            complain(f"{word} is no IRI", name)
        check_word(word, name)
    if left == [ODRL.spatial] and not all(isinstance(place, rdflib.URIRef) for place in right):
        complain("a place that is no IRI", name)


def check_rule(graph, rule, name):
    actions = list(graph.objects(rule, ODRL.action))
    if len(list(graph.objects(rule, ODRL.target))) != 1 or len(actions) != 1:
        complain("a rule wants one target and one action", name)
    for action in actions:
        for word in [action] + list(graph.objects(action, RDF.value)):
            check_word(word, name)
        for node in graph.objects(action, ODRL.refinement):
            check_constraint(graph, node, name)
    for node in graph.objects(rule, ODRL.constraint):
        check_constraint(graph, node, name)


def check_places(record, graph, name):
    """Each country of a restriction is a spatial constraint, and there are no others."""
    wanted = set()
    for restriction in record["restrictions"]:
        places = restriction["values"] if restriction["kind"] == "territory" else []
        wanted.update(places + restriction.get("scope", {}).get("territory", []))
    wanted = {SPATIAL + alpha_3[code] if code in alpha_3 else "urn:iso:std:iso:3166:-2#" + code for code in wanted}
    found = set()
    for node in graph.subjects(ODRL.leftOperand, ODRL.spatial):
        found.update(str(place) for place in graph.objects(node, ODRL.rightOperand))
    if found != wanted:
        complain(f"places are {sorted(found)[:5]} instead of {sorted(wanted)[:5]}", name)


def check_policy(record, document):
    name = name_of(record)
    graph = graph_of(document)
    policy = next(graph.subjects(RDF.type, ODRL.Set), None)
    if policy is None or not str(policy).startswith("urn:uuid:"):
        return complain("there is no policy", name)
    rules = [rule for kind in (ODRL.prohibition, ODRL.obligation) for rule in graph.objects(policy, kind)]
    if not rules or not list(graph.objects(policy, ODRL.profile)):
        complain("a policy wants a rule and a profile", name)
    if (None, ODRL.permission, None) in graph:
        complain("something is permitted", name)
    if (policy, ODRL.conflict, ODRL.prohibit) not in graph:
        complain("a prohibition does not win", name)
    for rule in rules:
        check_rule(graph, rule, name)
    check_places(record, graph, name)
    # Said as a rule, stated, or listed.
    held = {str(text) for text in graph.objects(None, DCT.description)}
    held.update(str(text) for text in graph.objects(policy, OWN.stated))
    held.update(str(text) for text in graph.objects(None, RDFS.label))
    for text in words_of(record):
        if text not in held:
            complain(f"lost: {text!r}", name)
    listed = list(graph.objects(policy, OWN.unexpressed))
    unsure = [note for kind in ("restrictions", "notices") for note in record[kind] if note["confidence"] != "high"]
    reviewed = any((rule, ODRL.action, ODRL.reviewPolicy) in graph for rule in rules)
    if (listed or record["unread"] or unsure or record["incomplete"]) and not reviewed:
        complain("nobody is asked to look", name)
    return None


item_schema = jsonschema.Draft202012Validator(json.loads(read("fixtures/schemas/ninjs-3.2.part.schema.json")))


def check_item(record, document):
    name = name_of(record)
    for error in item_schema.iter_errors(document):
        complain(f"{error.json_path}: {error.message[:200]}", name)
    check_policy(record, json.loads(document["rightsInfo"]["encodedRights"]))
    terms = document.get("usageTerms", "").split("\n")
    for kind in ("restrictions", "notices", "unread"):
        for note in record[kind]:
            if not set(note["text"].split("\n")) <= set(terms):
                complain(f"lost: {note['text']!r}", name)


def check_image(record, document):
    name = name_of(record)
    graph = graph_of(document)
    image = next(graph.subjects(RDF.type, SCHEMA.ImageObject), None)
    if image is None:
        return complain("there is no ImageObject", name)
    for key in document:
        if key.lstrip("@") not in IMAGE_OBJECT | {"context", "id"}:
            complain(f"{key} is no property of ImageObject", name)
    terms = "\n".join(str(text) for text in graph.objects(None, SCHEMA.text)).split("\n")
    said = {str(text) for text in graph.objects(None, SCHEMA.conditionsOfAccess)}
    for kind in ("restrictions", "notices", "unread"):
        for note in record[kind]:
            if not set(note["text"].split("\n")) <= set(terms):
                complain(f"lost: {note['text']!r}", name)
            plain = kind == "restrictions" and note["kind"] in ("territory", "time")
            if note["text"] not in said and not plain:
                complain(f"no condition: {note['text']!r}", name)
    return None


def check_all(inputs):
    records = run(["--format", "ndjson"] + inputs)
    if len(records) < 120:
        sys.exit(f"only {len(records)} records")
    for export, check in (
        ("odrl", check_policy),
        ("rightsml", check_policy),
        ("ninjs", check_item),
        ("schema.org", check_image),
    ):
        documents = run(["--as", export] + inputs)
        if len(documents) != len(records):
            sys.exit(f"{export}: {len(documents)} documents of {len(records)} records")
        for record, document in zip(records, documents):
            check(record, document)
    return len(records)


environment = dict(os.environ, CAPTIONLINT_RULES=os.path.join(sources, "rules"))
with tempfile.TemporaryDirectory() as folder:
    count = check_all([make_records(folder), os.path.join(sources, "fixtures", "pictures")])
print(f"{count} records, {failures} failures")
sys.exit(1 if failures else 0)
