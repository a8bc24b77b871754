"""Jobs of all kinds, as files, and what `captionlint check` writes of them."""

import json
import os
import random
import struct
import subprocess

CONFIGURATION = """editions:
  web-kr:
    territory: [KR]
    medium: [internet]
    use: editorial
    at: 2017-03-09T10:00+09:00
"""
NOTES = ("NO SALES NO ARCHIVE", "SOUTH KOREA OUT", "MANDATORY CREDIT: Nils Gelpa/Tarn Press",
         "EDITORIAL USE ONLY", "photo by Ida Quent", "ITALY OUT. NO USE AFTER MARCH 12, 2017", "")


def caption(number, dice):
    return (f"Volunteers carry sandbags to the river in Rusolburg, take {number}. "
            f"{dice.choice(NOTES)}").strip()


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def xmp(text):
    return ('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li '
            f'xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:description></rdf:Description>'
            '</rdf:RDF></x:xmpmeta>').encode()


def picture(number, dice, size):
    """A JPEG with its caption in XMP, and `size` bytes of scan; each ninth one is cut."""
    head = b"\xFF\xD8" + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(caption(number, dice)))
    scan = b"\xFF\xDA\x00\x02" + bytes(size) + b"\xFF\xD9"
    whole = head + scan
    return whole[:len(head) - 40] if number % 9 == 8 else whole


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


class Jobs:
    """`count` jobs below a folder: a third each of records, of pictures that are sent as bytes, and
    of paths, some with a sidecar."""

    def __init__(self, root, count, seed=1, size=2000):
        dice = random.Random(seed)
        self.root = root
        self.count = count
        each = count // 3
        self.lines = []
        for number in range(count - 2 * each):
            record = {"id": f"r{number}", "caption": caption(number, dice)}
            self.lines.append(json.dumps(record) + "\n" if number % 50 != 49 else '{"id": "cut\n')
        for number in range(each):
            write(self.path("inline", f"p{number}.jpg"), picture(number, dice, size))
        for number in range(each):
            name = os.path.join("paths", f"{number % 7}", f"q{number}")
            write(self.path(name + ".jpg"), picture(number, dice, size))
            if number % 5 == 0:
                write(self.path(name + ".xmp"), xmp("NO ARCHIVE NO SALES"))
        write(self.path("captionlint.yaml"), CONFIGURATION.encode())

    def path(self, *names):
        return os.path.join(self.root, *names)

    def text(self):
        return "".join(self.lines).encode()

    def expected(self, program):
        """What it writes of each, by name and id."""
        def check(*arguments, **more):
            done = subprocess.run([program, "check", "--format", "ndjson", "-q", *arguments],
                                  cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                  check=False, **more)
            return done.stdout.splitlines(keepends=True)
        lines = (check("inline", "paths", "--config", "captionlint.yaml") +
                 check("-", "--stdin-format", "ndjson", "--config", "captionlint.yaml",
                       input=self.text()))
        found = {key_of(line): line for line in lines}
        if len(found) != self.count:
            raise RuntimeError(f"{len(found)} records of {self.count} jobs")
        return found


def key_of(line):
    record = json.loads(line)
    return record.get("path"), record.get("id"), record.get("line")
