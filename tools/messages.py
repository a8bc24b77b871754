#!/usr/bin/env python3
"""Keeps the catalogues of rules/messages: what is to be translated, and whether it is.

usage: messages.py update [FOLDER]    writes captionlint.pot and merges it into every .po
       messages.py check [FOLDER]     says what is missing, left over or not as the English; status 1
       messages.py list [FOLDER]      writes every message that some language lacks

FOLDER is that of the sources (default: the one above this script's). The English texts are those of
cl_message and its kin in validator/, message, because and fix of the shipped checks and profiles, the
words of the vocabularies, the names of parts of countries, the countries of names.txt, and the texts
that the stylesheet of the sheet asks for. xgettext, msgmerge and msgfmt are GNU gettext's.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

KEYWORDS = [
    "", "cl_message", "CL_MESSAGE", "cl_judge_word:2", "cl_judge_reason:2", "cl_damage_report:4",
    # functions of single files that pass a text on
    "cl_boxes_end:3", "report:4", "report_key:4", "report_once:5", "report_place:3",
    "report_repaired:3", "read_section:4",
]
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: captionlint\\n"
"Language: %s\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
DIRECTIVE = re.compile(r"%(?:(\d+)\$)?[-+ #0]*(?:\d+|\*(?:\d+\$)?)?(?:\.(?:\d+|\*(?:(\d+)\$)?))?"
                       r"(hh|h|ll|l|z|j|t|L)?([diouxXeEfgGcsp%])")
BLANK = re.compile(r"\{[a-z0-9_]*\}")


def run(*command, **more):
    return subprocess.run(command, check=True, text=True, capture_output=True, **more).stdout


class Message:
    """An English text, what it is, and where it stands."""

    def __init__(self, text, context="", where="", is_format=False):
        self.text, self.context, self.where, self.is_format = text, context, where, is_format
        self.key = (context, text)


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"%s"' % escaped


def unquoted(literal):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m.group(1), m.group(1)),
                  literal.strip()[1:-1])


def read_po(text):
    """The entries of a .po or .pot: {(context, msgid): msgstr}, with the formats among them."""
    found, formats = {}, set()
    for block in re.split(r"\n\s*\n", text):
        parts, part, is_format = {}, None, False
        for line in block.split("\n"):
            match = re.match(r'(msgctxt|msgid|msgstr) (".*")$', line)
            if match:
                part = match.group(1)
                parts[part] = unquoted(match.group(2))
            elif line.startswith('"') and part:
                parts[part] += unquoted(line)
            elif line.startswith("#,") and "c-format" in line:
                is_format = True
        if "msgid" in parts and not any(line.startswith("#~") for line in block.split("\n")):
            key = (parts.get("msgctxt", ""), parts["msgid"])
            found[key] = parts.get("msgstr", "")
            if is_format:
                formats.add(key)
    return found, formats


def of_sources(root):
    files = sorted(str(path.relative_to(root)) for path in (root / "validator").rglob("*.c"))
    out = run("xgettext", "--language=C", "--from-code=UTF-8", "--no-location", "-o", "-", *["--keyword=" + word if word else "--keyword" for word in KEYWORDS], *files,
              cwd=root)
    found, formats = read_po(out)
    for (context, text) in found:
        if text and text not in ("%s", "%.*s") and not re.fullmatch(r"[%.*s]*", text):
            yield Message(text, context, "validator", (context, text) in formats)


def scalar(text):
    """A YAML scalar of one line; rules are written with these alone."""
    text = text.strip()
    if text.startswith("'"):
        return text[1:text.rindex("'")].replace("''", "'")
    if text.startswith('"'):
        return unquoted(text[:text.rindex('"') + 1])
    return text.split(" #")[0].strip()


def of_rules(root):
    for folder in ("checks", "profiles"):
        for path in sorted((root / "rules" / folder).glob("*.yaml")):
            for line in path.read_text(encoding="utf-8").split("\n"):
                match = re.match(r"    (message|because|fix): (.+)$", line)
                if match:
                    yield Message(scalar(match.group(2)), where=f"{folder}/{path.name}")


def rows(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def of_words(root):
    for row in rows(root / "rules" / "words.tsv"):
        yield Message(row[1], where="words.tsv")
    for word in ("model", "property"):
        yield Message(word, where="words.tsv")


def of_places(root):
    for row in rows(root / "rules" / "subterritories.tsv"):
        yield Message(row[1], row[0], "subterritories.tsv")
    for row in rows(root / "rules" / "territories.tsv"):
        if "-" in row[0]:
            yield Message(row[1], row[0], "territories.tsv")
    for row in rows(root / "rules" / "messages" / "names.txt"):
        yield Message(row[0], where="messages/names.txt")


def of_sheet(root):
    for path in sorted((root / "rules" / "sheet").glob("*.xsl")):
        text = path.read_text(encoding="utf-8")
        for double, single in re.findall(r"""cl:message\(\s*(?:"([^"]*)"|'([^']*)')""", text):
            literal = double or single
            for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"),
                                 ("&#10;", "\n"), ("&amp;", "&")):
                literal = literal.replace(entity, sign)
            yield Message(literal, where="sheet")


def template(root):
    """All messages, each once, in the order of their sources."""
    seen = {}
    for source in (of_rules, of_sheet, of_sources, of_words, of_places):
        for message in source(root):
            seen.setdefault(message.key, message)
    return seen


def pot_of(messages):
    blocks = [HEADER % ""]
    for message in messages.values():
        lines = ["#: " + message.where]
        if message.is_format:
            lines.append("#, c-format")
        if message.context:
            lines.append("msgctxt " + quoted(message.context))
        lines += ["msgid " + quoted(message.text), 'msgstr ""', ""]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def directives(text):
    """What a format takes: the type of each argument by its number."""
    found, number = {}, 0
    for match in DIRECTIVE.finditer(text):
        if match.group(4) == "%":
            continue
        star = "*" in match.group(0)
        if match.group(1):
            if match.group(2):
                found[int(match.group(2))] = "*"
            found[int(match.group(1))] = (match.group(3) or "") + match.group(4)
        else:
            if star:
                number += 1
                found[number] = "*"
            number += 1
            found[number] = (match.group(3) or "") + match.group(4)
    return found


def edges(text):
    return (text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):])


def differs(message, translated):
    """Why a translation cannot stand for the English text; None where it can."""
    if sorted(set(BLANK.findall(message.text))) != sorted(set(BLANK.findall(translated))):
        return "other {blanks} than the English"
    if message.is_format and directives(message.text) != directives(translated):
        return "other directives than the English"
    if edges(message.text) != edges(translated):
        return "other white space around it than the English"
    if message.text.count('"{edition}"') != translated.count('"{edition}"'):
        return 'other quotes around {edition} than the English "'
    return None


def complaints_of(name, translated, messages):
    for key, message in messages.items():
        if not translated.get(key):
            yield f"{name}: not translated: {message.text!r}"
        else:
            why = differs(message, translated[key])
            if why:
                yield f"{name}: {why}: {translated[key]!r}"
    for key in translated:
        if key[1] and key not in messages:
            yield f"{name}: nobody asks for {key[1]!r}"


def check(root):
    folder = root / "rules" / "messages"
    messages = template(root)
    complaints = []
    listed, _ = read_po((folder / "captionlint.pot").read_text(encoding="utf-8"))
    for key in sorted(set(messages) ^ set(key for key in listed if key[1])):
        which = "is not in it" if key in messages else "nobody asks for it"
        complaints.append(f"captionlint.pot: {which}: {key[1]!r}; run make messages")
    for path in sorted(folder.glob("*.po")):
        text = path.read_text(encoding="utf-8")
        translated, _ = read_po(text)
        complaints += complaints_of(path.name, translated, messages)
        if "#, fuzzy" in text:
            complaints.append(f"{path.name}: fuzzy entries")
        if f'"Language: {path.stem}\\n"' not in text:
            complaints.append(f"{path.name}: its head does not say Language: {path.stem}")
        run("msgfmt", "--check", "-o", "/dev/null", str(path))
        done = sum(1 for key in messages if translated.get(key))
        print(f"{path.name}: {done} of {len(messages)} messages, {100 * done / len(messages):.1f} %")
    for complaint in complaints[:40]:
        print(complaint)
    if len(complaints) > 40:
        print(f"and {len(complaints) - 40} more")
    return 1 if complaints else 0


def update(root):
    folder = root / "rules" / "messages"
    pot = folder / "captionlint.pot"
    pot.write_text(pot_of(template(root)), encoding="utf-8")
    for path in sorted(folder.glob("*.po")):
        with tempfile.NamedTemporaryFile(suffix=".po") as merged:
            run("msgmerge", "--no-fuzzy-matching", "--no-wrap", "--quiet", "-o", merged.name,
                str(path), str(pot))
            run("msgattrib", "--no-obsolete", "--no-wrap", "-o", str(path), merged.name)
    return 0


def show(root):
    folder = root / "rules" / "messages"
    known = [read_po(path.read_text(encoding="utf-8"))[0] for path in sorted(folder.glob("*.po"))]
    for key, message in template(root).items():
        if not known or any(not translated.get(key) for translated in known):
            print(f"{message.where}\t{message.context}\t{message.text!r}")
    return 0


def main(arguments):
    commands = {"update": update, "check": check, "list": show}
    if not arguments or arguments[0] not in commands:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    root = pathlib.Path(arguments[1] if len(arguments) > 1 else pathlib.Path(__file__).parent.parent)
    return commands[arguments[0]](root.resolve())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
