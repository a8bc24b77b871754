"""Compares what read_fields reads in pictures with what another reader read in them (truth.jsonl: a
line a picture, values under that reader's names), and prints the agreement of every property.

usage: compare.py READ_FIELDS FOLDER [--least PER_CENT] [--all]
Exit status: 0 when at least so many of the values are equal, 1 when fewer are, 77 when there is no
FOLDER to compare with.
"""

import collections
import json
import os
import re
import subprocess
import sys

# --- the other reader's names, and where the same value stands for us ---

IIM = {
    "ObjectName": "2:05", "EditStatus": "2:07", "Urgency": "2:10", "SubjectReference": "2:12",
    "Category": "2:15", "SupplementalCategories": "2:20", "FixtureIdentifier": "2:22",
    "Keywords": "2:25", "ContentLocationCode": "2:26", "ContentLocationName": "2:27",
    "SpecialInstructions": "2:40", "DateCreated": "2:55", "DigitalCreationDate": "2:62",
    "By-line": "2:80", "By-lineTitle": "2:85", "City": "2:90", "Sub-location": "2:92",
    "Province-State": "2:95", "Country-PrimaryLocationCode": "2:100",
    "Country-PrimaryLocationName": "2:101", "OriginalTransmissionReference": "2:103",
    "Headline": "2:105", "Credit": "2:110", "Source": "2:115", "CopyrightNotice": "2:116",
    "Contact": "2:118", "Caption-Abstract": "2:120", "LocalCaption": "2:121",
    "Writer-Editor": "2:122",
}
EXIF = ["ImageDescription", "Artist", "Copyright", "UserComment", "XPTitle", "XPComment",
        "XPAuthor", "XPKeywords", "XPSubject", "DateTimeOriginal", "Make", "Model", "Software",
        "OwnerName", "Rating"]
EXIF_NAMES = {"OwnerName": "CameraOwnerName"}
XMP = """dc:creator dc:description dc:rights dc:subject dc:title dc:language dc:publisher
photoshop:AuthorsPosition photoshop:CaptionWriter photoshop:Category photoshop:City
photoshop:Country photoshop:Credit photoshop:DateCreated photoshop:Headline photoshop:Instructions
photoshop:Source photoshop:State photoshop:SupplementalCategories photoshop:TransmissionReference
photoshop:Urgency xmpRights:Marked xmpRights:UsageTerms xmpRights:WebStatement
xmp:CreateDate xmp:CreatorTool xmp:Rating
Iptc4xmpCore:AltTextAccessibility Iptc4xmpCore:ExtDescrAccessibility Iptc4xmpCore:CountryCode
Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiAdrCity Iptc4xmpCore:CiAdrCtry
Iptc4xmpCore:CiAdrExtadr Iptc4xmpCore:CiAdrPcode Iptc4xmpCore:CiUrlWork
Iptc4xmpCore:IntellectualGenre Iptc4xmpCore:Location Iptc4xmpCore:Scene Iptc4xmpCore:SubjectCode
Iptc4xmpExt:AdditionalModelInformation Iptc4xmpExt:ArtworkOrObject Iptc4xmpExt:AOCopyrightNotice
Iptc4xmpExt:AOCreator Iptc4xmpExt:AODateCreated Iptc4xmpExt:DigitalImageGUID
Iptc4xmpExt:DigitalSourceType Iptc4xmpExt:EmbdEncRightsExpr Iptc4xmpExt:LinkedEncRightsExpr
Iptc4xmpExt:Event Iptc4xmpExt:EventID Iptc4xmpExt:LocationCreated Iptc4xmpExt:LocationShown
Iptc4xmpExt:MaxAvailHeight Iptc4xmpExt:MaxAvailWidth Iptc4xmpExt:ModelAge
Iptc4xmpExt:OrganisationInImageCode Iptc4xmpExt:OrganisationInImageName
Iptc4xmpExt:PersonInImage Iptc4xmpExt:PersonInImageWDetails Iptc4xmpExt:ProductInImage
Iptc4xmpExt:RegistryID plus:CopyrightOwner plus:ImageCreator plus:ImageCreatorImageID
plus:ImageSupplier plus:ImageSupplierImageID plus:Licensor plus:MinorModelAgeDisclosure
plus:ModelReleaseID plus:ModelReleaseStatus plus:PropertyReleaseID
plus:PropertyReleaseStatus""".split()

# The other reader's names of properties that IPTC names otherwise.
RENAMED = {
    "AdditionalModelInformation": "AddlModelInfo", "DigitalImageGUID": "DigImageGUID",
    "EventID": "EventId", "RegistryID": "RegistryId", "LocationID": "LocationId",
}
# What the other reader prints in words.
WORDS = {
    "Age 25 or Over": "AG-A25", "Limited or Incomplete Model Releases": "MR-LMR",
    "None": ("MR-NON", "PR-NON"), "Not Applicable": ("MR-NAP", "PR-NAP"),
    "Unlimited Property Releases": "PR-UPR", "Unlimited Model Releases": "MR-UMR",
    "Unknown": "AG-UNK", "Work": "work", "Home": "home", "Cell": "cell",
}


# --- values ---

def plain(value):
    """A value as text: without outer blanks, with one kind of line end and of date."""
    if isinstance(value, bool):
        value = "True" if value else "False"
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\0")
    text = re.sub(r"[\0-\x08\x0b-\x1f]", " ", text)  # control characters say nothing
    if re.fullmatch(r"[0: ]*:[0: ]*", text):
        return ""  # a moment that nobody set
    degrees = re.fullmatch(r"(\d+) deg (\d+)' ([\d.]+)\" ([NSEW])", text)
    if degrees:
        whole, minutes, seconds, side = degrees.groups()
        place = int(whole) + int(minutes) / 60 + float(seconds) / 3600
        return "%.6f" % (-place if side in "SW" else place)
    text = re.sub(r"^(-?[\d.]+) m$", r"\1", text)
    date = re.fullmatch(r"(\d{4})[:-](\d\d)(?:[:-](\d\d))?"
                        r"(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?", text)
    if date:
        year, month, day, minutes, seconds, fraction, zone = date.groups()
        # A fraction of a second in the name of a moment is the same moment.
        return ("-".join(part for part in (year, month, day) if part)
                + (" " + minutes + (seconds or ":00") if minutes else "") + (fraction or "")
                + {"Z": "+00:00"}.get(zone or "", zone or ""))
    urgency = re.fullmatch(r"(\d) \(.*\)", text)
    return urgency.group(1) if urgency else text


def same(ours, theirs):
    ours, theirs = plain(ours), plain(theirs)
    if ours == theirs:
        return True
    words = WORDS.get(theirs, ())
    if any(ours.lower().endswith(word.lower())
           for word in ([words] if isinstance(words, str) else words)):
        return True
    try:
        return abs(float(ours) - float(theirs)) < 1e-5
    except ValueError:
        pass
    # A number of seconds that the one keeps and the other does not.
    return bool(re.match(r"\d{4}-\d\d-\d\d ", ours)) and (
        ours.split(".")[0] == theirs.split(".")[0]
        or ours == theirs + "+00:00" or re.sub(r"[+-]\d\d:\d\d$", "", ours) == theirs)


def misread(ours, theirs):
    """Whether theirs is what ours gives in another charset, or has lost characters."""
    ours, theirs = plain(ours), plain(theirs)
    for written in ("utf-8", "cp1250", "cp1251", "mac_roman"):
        for taken in ("cp1252", "latin-1", "mac_roman"):
            try:
                if plain(ours.encode(written).decode(taken, "replace")) == theirs:
                    return True
            except UnicodeError:
                pass
    return "?" in theirs and len(theirs) == len(ours) and all(
        a == b or b == "?" for a, b in zip(ours, theirs))


def leaves(path, value):
    """(path, value) of every text in a value of lists and structures."""
    if isinstance(value, list):
        for item in value:
            yield from leaves(path, item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(path + (key,), item)
    else:
        yield path, value


# --- where a value stands ---

def path_of(name):
    """"a:B[2]/c:D[en]" as ("B", "D-en"); x-default goes without saying."""
    path = []
    for step in name.split("/"):
        local = step.split(":")[-1]
        language = re.search(r"\[([A-Za-z][A-Za-z0-9-]*)\]$", local)
        local = re.sub(r"\[[^\]]*\]", "", local)
        if language and language.group(1) != "x-default":
            local += "-" + language.group(1)
        path.append(local.lower())
    return tuple(path)


def their_values(fields):
    for key, value in fields.items():
        group, _, name = key.partition(":")
        if group == "IIM" and name in IIM:
            yield from ((key, ("IIM", IIM[name]), v) for _, v in leaves((), value))
        elif group == "EXIF" and name in EXIF:
            where = ("EXIF", EXIF_NAMES.get(name, name))
            yield from ((key, where, v) for _, v in leaves((), value))
        elif key.split("-")[0] in XMP:
            for path, v in leaves((name,), value):
                steps = [RENAMED.get(step, step) for step in path]
                steps[0] = re.sub(r"-.*", lambda m: m.group(0), steps[0])
                yield key, ("XMP", tuple(step.lower() for step in steps)), v
        elif group == "PNG":
            yield key, ("PNG text", name), value
        elif key == "File:Comment":
            yield key, ("comment", ""), value
        elif key == "PS:CopyrightFlag":
            yield key, ("Photoshop", "0x040A"), value
        elif key == "PS:URL":
            yield key, ("Photoshop", "0x040B"), value


DATES = ("2:55", "2:62")  # the other reader gives the time of day as a value of its own


def our_value(field):
    value = field["value"]
    return value[:10] if field.get("property") in DATES else value


def our_place(field):
    container, name = field["container"], field.get("property", "")
    if container == "XMP":
        return container, path_of(name)
    if container.endswith("comment"):
        return "comment", ""
    return container, name


# --- the comparison ---

def missing_of(theirs, ours):
    """The values of `theirs` that are not among `ours`, each of which counts once."""
    left = list(ours)
    for key, value in theirs:
        hit = next((o for o in left if same(o, value)), None)
        if hit is not None:
            left.remove(hit)
            yield key, value, "equal", hit
            continue
        hit = next((o for o in left if misread(o, value)), None)
        if hit is not None:
            left.remove(hit)
            yield key, value, "misread", hit
            continue
        yield key, value, "different", " | ".join(str(o) for o in left)[:300]


def is_list_in_one(place, values, ours):
    """The one gives a list's items where the other gives them joined."""
    joined = {plain(separator.join(str(o) for o in ours)) for separator in (", ", "; ", ";", "\n")}
    return len(values) == 1 and plain(values[0]) in joined


def compare(picture, read):
    theirs = collections.defaultdict(list)
    ours = collections.defaultdict(list)
    for key, place, value in their_values(picture["fields"]):
        if plain(value) != "":
            theirs[place].append((key, value))
    for field in read["fields"]:
        ours[our_place(field)].append(our_value(field))
    for place, values in theirs.items():
        if is_list_in_one(place, [v for _, v in values], ours[place]):
            yield values[0][0], values[0][1], "equal", ""
        else:
            yield from missing_of(values, ours[place])


def compare_bytes(picture, read):
    """Every IIM dataset of a mapped property, by its bytes."""
    ours = collections.defaultdict(list)
    for field in read["fields"]:
        if field["container"] == "IIM":
            ours[field["property"]].append(plain(our_value(field)))
    wanted = set(IIM.values())
    blocks = picture.get("iim_raw", [])
    for record, dataset, digits in [dataset for block in blocks for dataset in block]:
        name = "%d:%02d" % (record, dataset)
        raw = bytes.fromhex(digits)
        if name not in wanted or not raw.strip(b"\0 \r\n\t"):
            continue
        texts = {plain(raw.decode(c, "replace"))
                 for c in ("utf-8", "cp1252", "latin-1", "mac_roman", "cp1250", "cp1251", "gb18030",
                           "shift_jis", "cp949", "iso2022_jp")}
        texts |= {t.replace("-", "") for t in texts}
        found = any(o in texts or o.replace("-", "") in texts or o == "" for o in ours[name])
        yield name, digits, "equal" if found else "different", " | ".join(ours[name])[:300]


def read_all(command, folder, pictures):
    paths = [os.path.join(folder, p["path"]) for p in pictures]
    run = subprocess.run([command, "--json"] + paths, capture_output=True, check=False)
    if run.stderr:
        sys.stderr.write(run.stderr.decode("utf-8", "replace"))
    lines = run.stdout.decode("utf-8").splitlines()
    return {read["path"]: read for read in map(json.loads, lines)}


def main(arguments):
    command, folder = arguments[:2]
    least = float(arguments[arguments.index("--least") + 1]) if "--least" in arguments else 99.5
    truth = os.path.join(folder, "truth.jsonl")
    if not os.path.exists(truth):
        print("no pictures to compare with: skipped")
        return 77
    with open(truth, encoding="utf-8") as lines:
        pictures = [json.loads(line) for line in lines]
    reads = read_all(command, folder, pictures)
    counts = collections.defaultdict(collections.Counter)
    for picture in pictures:
        read = reads.get(os.path.join(folder, picture["path"]))
        if read is None:
            print("not read:", picture["path"])
            read = {"fields": []}
        results = [(("bytes " + k), v, r, o) for k, v, r, o in compare_bytes(picture, read)]
        for key, value, result, found in list(compare(picture, read)) + results:
            counts[key][result] += 1
            if result != "equal" and (result == "different" or "--all" in arguments):
                print("%s %s: %s\n  theirs %.300s\n  ours   %.300s"
                      % (result, key, picture["path"], json.dumps(value, ensure_ascii=False), found))
    total = sum(counts.values(), collections.Counter())
    for key in sorted(counts):
        count = counts[key]
        print("%-45s %5d of %5d%s" % (key, count["equal"], sum(count.values()),
              ", %d misread by the other" % count["misread"] if count["misread"] else ""))
    values = sum(total.values())
    rate = 100.0 * (total["equal"] + total["misread"]) / max(values, 1)
    print("%d values: %d equal, %d that the other reader took for another charset, %d different: "
          "%.2f %%" % (values, total["equal"], total["misread"], total["different"], rate))
    return 0 if rate >= least else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
