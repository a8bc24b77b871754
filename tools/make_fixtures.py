#!/usr/bin/env python3
"""Writes the fixture pictures: small, real files whose captions, names and places are invented.

usage: make_fixtures.py [FOLDER]        (default: the folder above this script's)

They go into fixtures/pictures and, for the cases that are about bytes, into tests/golden/cases. The
output depends on nothing but this script, so that running it again changes no byte. What each file
shows is said in fixtures/README.md or in the captionlint.yaml of its case; what captionlint should
find in a fixture stands beside it, in NAME.expected.
"""

import hashlib
import pathlib
import struct
import sys
import zlib
from xml.sax.saxutils import escape

# ---- pictures without metadata -----------------------------------------------------------------


def segment(marker, body):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


APP0, APP1, APP13 = 0xE0, 0xE1, 0xED


def jpeg(*segments):
    """An 8 x 8 grey JPEG. Its two Huffman tables hold one code each: "no change" and "end"."""
    frame = struct.pack(">BHHBBBB", 8, 8, 8, 1, 1, 0x11, 0)
    one_code = bytes([1] + [0] * 15) + b"\0"
    return b"".join([
        b"\xff\xd8",
        segment(APP0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        *segments,
        segment(0xDB, b"\0" + bytes([1] * 64)),
        segment(0xC0, frame),
        segment(0xC4, b"\0" + one_code + b"\x10" + one_code),
        segment(0xDA, bytes([1, 1, 0, 0, 63, 0])),
        b"\x3f",
        b"\xff\xd9",
    ])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks):
    """An 8 x 8 grey PNG."""
    rows = b"".join(b"\0" + b"\x80" * 8 for _ in range(8))
    return b"".join([
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)),
        *chunks,
        chunk(b"IDAT", zlib.compress(rows, 9)),
        chunk(b"IEND", b""),
    ])


def riff_chunk(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def webp(*chunks):
    """A WebP of one pixel, with the extended header that metadata needs."""
    flags = 0x04 if any(c.startswith(b"XMP ") for c in chunks) else 0
    pixel = bytes.fromhex("2f00000010071011118888fe0700")
    body = b"WEBP" + riff_chunk(b"VP8X", bytes([flags]) + bytes(9)) + riff_chunk(b"VP8L", pixel)
    body += b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


# ---- metadata ----------------------------------------------------------------------------------

BYTE, ASCII, SHORT, LONG, UNDEFINED = 1, 2, 3, 4, 7
SIZE = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, UNDEFINED: 1}


def tiff(tags):
    """A little-endian TIFF of one directory; `tags` maps a tag to (type, bytes)."""
    entries, values = [], b""
    values_at = 8 + 2 + 12 * len(tags) + 4
    for tag, (kind, data) in sorted(tags.items()):
        count = len(data) // SIZE[kind]
        if len(data) > 4:
            place = struct.pack("<I", values_at + len(values))
            values += data + b"\0" * (len(data) % 2)
        else:
            place = data.ljust(4, b"\0")
        entries.append(struct.pack("<HHI", tag, kind, count) + place)
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags))
    return head + b"".join(entries) + bytes(4) + values


def text_tag(text):
    return (ASCII, text.encode() + b"\0")


def exif(caption, artist, rights):
    return {0x010E: text_tag(caption), 0x013B: text_tag(artist), 0x8298: text_tag(rights)}


def tiff_picture(tags):
    """An 8 x 8 grey TIFF: the strip comes first, so that its offset is known."""
    short = lambda n: (SHORT, struct.pack("<H", n))
    long = lambda n: (LONG, struct.pack("<I", n))
    tags = dict(tags)
    tags.update({
        256: short(8), 257: short(8), 258: short(8), 259: short(1), 262: short(1), 273: long(0),
        277: short(1), 278: short(8), 279: long(64),
    })
    tags[273] = long(len(tiff(tags)))
    return tiff(tags) + b"\x80" * 64


def iim(datasets, charset="utf-8", declared=True):
    """`datasets`: pairs of (dataset of record 2, text, or its bytes)."""
    out = b"\x1c\x01\x5a\0\x03\x1b%G" if declared else b""
    for number, text in [(0, None)] + list(datasets):
        data = b"\0\x04" if text is None else text
        data = data if isinstance(data, bytes) else data.encode(charset)
        out += struct.pack(">BBBH", 0x1C, 2, number, len(data)) + data
    return out


def photoshop(datasets):
    """APP13: the datasets in a Photoshop image resource, and their digest."""
    def resource(number, data):
        return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)
    digest = hashlib.md5(datasets).digest()
    return segment(APP13, b"Photoshop 3.0\0" + resource(0x0404, datasets) +
                   resource(0x0425, digest))


NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
}
LANGUAGES = {"dc:description", "dc:rights", "dc:title", "xmpRights:UsageTerms"}
LISTS = {"dc:creator": "Seq", "plus:ImageAlterationConstraints": "Bag"}


def alternatives(texts):
    """A language alternative; a text by itself is the default one."""
    texts = texts if isinstance(texts, dict) else {"x-default": texts}
    items = "".join(f'<rdf:li xml:lang="{language}">{escape(text)}</rdf:li>'
                    for language, text in texts.items())
    return f"<rdf:Alt>{items}</rdf:Alt>"


def xmp(properties, wrapped=True):
    lines = []
    for name, text in properties.items():
        if name in LANGUAGES:
            text = alternatives(text)
        elif name in LISTS:
            text = f"<rdf:{LISTS[name]}><rdf:li>{escape(text)}</rdf:li></rdf:{LISTS[name]}>"
        else:
            text = escape(text)
        lines.append(f"   <{name}>{text}</{name}>\n")
    prefixes = sorted({name.split(":")[0] for name in properties})
    spaces = "".join(f'\n    xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'  <rdf:Description rdf:about=""{spaces}>\n'
        f'{"".join(lines)}'
        "  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n"
    )
    if wrapped:
        packet = ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + packet +
                  '<?xpacket end="w"?>')
    return packet.encode()


def app1_exif(tags):
    return segment(APP1, b"Exif\0\0" + tiff(tags))


def app1_xmp(packet):
    return segment(APP1, b"http://ns.adobe.com/xap/1.0/\0" + packet)


def app1_extended(packet, size=400):
    """The packet in chunks, the last one first: readers must put them in order."""
    guid = hashlib.md5(packet).hexdigest().upper().encode()
    chunks = []
    for at in range(0, len(packet), size):
        head = b"http://ns.adobe.com/xmp/extension/\0" + guid
        head += struct.pack(">II", len(packet), at)
        chunks.append(segment(APP1, head + packet[at:at + size]))
    return guid.decode(), chunks[::-1]


# ---- the fixtures ------------------------------------------------------------------------------

CREATOR, CITY, SOURCE, CAPTION, CREDIT, RIGHTS, INSTRUCTIONS = 80, 90, 115, 120, 110, 116, 40


def kyodo():
    caption = ("Visitors wait outside a caf\u00e9 at the harbor festival in Minami Example on "
               "May 4, 2019. (Kyodo)==Kyodo")
    datasets = iim([(INSTRUCTIONS, "JAPAN OUT"), (CREATOR, "Kyodo"), (CREDIT, "Kyodo"),
                    (CAPTION, caption)], charset="latin-1", declared=False)
    packet = xmp({"dc:description": caption, "dc:creator": "Kyodo", "photoshop:Credit": "Kyodo"})
    return jpeg(app1_xmp(packet), photoshop(datasets))


def afp():
    caption = (
        "This picture taken on March 3, 2021 and released by North Korea's official Korean Central "
        "News Agency (KCNA) on March 4 shows workers at a fictional greenhouse in Pyongyang.\n"
        "(Photo by STR / KCNA VIA KNS / AFP) / SOUTH KOREA OUT / ---EDITORS NOTE--- RESTRICTED TO "
        'EDITORIAL USE - MANDATORY CREDIT "AFP PHOTO/KCNA VIA KNS" - NO MARKETING NO ADVERTISING '
        "CAMPAIGNS - DISTRIBUTED AS A SERVICE TO CLIENTS")
    datasets = iim([(CREATOR, "STR"), (85, "STR"), (CREDIT, "AFP"), (SOURCE, "KCNA VIA KNS"),
                    (CAPTION, caption)])
    packet = xmp({"dc:description": caption, "dc:creator": "STR", "photoshop:Credit": "AFP",
                  "photoshop:Source": "KCNA VIA KNS"})
    return jpeg(app1_exif(exif(caption, "STR", "AFP")), app1_xmp(packet), photoshop(datasets))


def handout():
    packet = xmp({
        "dc:description": "A handout picture made available by the Example Space Agency shows the "
                          "launch pad. EPA/EXAMPLE SPACE AGENCY HANDOUT",
        "photoshop:Credit": "EPA",
        "photoshop:Instructions": "HANDOUT EDITORIAL USE ONLY/NO SALES",
    })
    return png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))


def editorial_only():
    packet = xmp({
        "dc:description": "Jane Doe crosses the line at the Example City half marathon.",
        "photoshop:Credit": "Example Images",
        "xmpRights:UsageTerms": "Editorial use only.",
    })
    return webp(riff_chunk(b"XMP ", packet))


def uk_out():
    caption = "Fishing boats at dawn in Example Bay, October 2020."
    datasets = iim([(INSTRUCTIONS, "UK OUT"), (CREATOR, "Jane Doe"), (CREDIT, "Example Press"),
                    (CAPTION, caption)])
    tags = exif(caption, "Jane Doe", "Example Press")
    tags[33723] = (UNDEFINED, datasets)
    return tiff_picture(tags)


def clean():
    caption = "Children fly kites on a windy day in Example City, April 12, 2022. REUTERS/Jane Doe"
    datasets = iim([(CREATOR, "Jane Doe"), (CREDIT, "REUTERS"), (CAPTION, caption)])
    packet = xmp({"dc:description": caption, "dc:creator": "Jane Doe",
                  "photoshop:Credit": "REUTERS"})
    return jpeg(app1_xmp(packet), photoshop(datasets))


PLUS = "http://ns.useplus.org/ldf/vocab/"
DATE, TIME = 30, 35


def terms():
    caption = ("A ferry leaves Example Harbor. EMBARGOED UNTIL 2300 GMT 4 MARCH 2026 "
               "(Example Press/Jane Doe)")
    datasets = iim([(DATE, "20260304"), (TIME, "220000+0000"), (CREDIT, "Example Press"),
                    (CAPTION, caption)])
    packet = xmp({"dc:description": caption, "photoshop:Credit": "Example Press",
                  "plus:CreditLineRequired": PLUS + "CR-CAI",
                  "plus:DataMining": PLUS + "DMI-PROHIBITED-AIMLTRAINING",
                  "plus:ImageAlterationConstraints": PLUS + "AL-CRP",
                  "plus:LicenseEndDate": "2026-12-31"})
    return jpeg(app1_xmp(packet), photoshop(datasets))


SIDECAR_CAPTION = "A tram in the snow in Example City, January 2021."


def with_sidecar():
    return jpeg(photoshop(iim([(CREDIT, "Example Press"), (CAPTION, SIDECAR_CAPTION)])))


def sidecar():
    return xmp({"dc:description": SIDECAR_CAPTION, "photoshop:Credit": "Example Press",
                "photoshop:Instructions": "GERMANY OUT"})


def extended():
    more = xmp({
        "photoshop:Instructions": "NO ARCHIVE. " + "Shot list of the day follows. " * 30,
    }, wrapped=False)
    guid, chunks = app1_extended(more)
    packet = xmp({"dc:description": "A rehearsal at the Example Theatre, June 2018.",
                  "photoshop:Credit": "Example Press", "xmpNote:HasExtendedXMP": guid})
    return jpeg(app1_xmp(packet), *chunks)


def truncated():
    """Cut where a segment ends: the credit is there, what came after it is not."""
    whole = clean()
    return whole[:whole.index(b"Photoshop 3.0") - 4]


def beyond_end():
    """The last segment announces 4,096 bytes and the file has fewer than 100."""
    datasets = iim([(INSTRUCTIONS, "NO SALES"), (CAPTION, "A street market.")])
    body = b"Photoshop 3.0\0" + b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(datasets)) + datasets
    return jpeg().split(b"\xff\xdb")[0] + b"\xff\xed" + struct.pack(">H", 4096) + body


def not_a_picture():
    return b"<html><head><title>404 Not Found</title></head><body>No picture here.</body></html>\n"


FIXTURES = {
    "kyodo-japan-out-iim-latin1-only.jpg": (kyodo, """\
        territory deny JP, read from IIM 2:40 alone (Latin-1, no 1:90; the XMP does not say it).
        An edition that publishes in JP: block. Any other: ok."""),
    "afp-kcna-block.jpg": (afp, """\
        territory deny KR; use only editorial; use deny marketing, advertising; mandatory credit
        "AFP PHOTO/KCNA VIA KNS". Edition in KR: block. Editorial edition elsewhere: duty."""),
    "handout-no-sales.png": (handout, """\
        resale deny sales; use only editorial; notice handout. Read from XMP in an iTXt chunk.
        An editorial edition that does not sell on: ok. One that does: block."""),
    "editorial-only.webp": (editorial_only, """\
        use only editorial, read from XMP xmpRights:UsageTerms.
        An editorial edition: ok. An advertising edition: block."""),
    "uk-out.tif": (uk_out, """\
        territory deny GB, read from IIM 2:40 in TIFF tag 33723.
        An edition that publishes in GB: block. Any other: ok."""),
    "clean-credit.jpg": (clean, """\
        stated credit "REUTERS/Jane Doe", no restriction.
        Any edition: ok."""),
    "plus-terms.jpg": (terms, """\
        time deny before 2026-03-04T22:00Z (IIM 2:30 and 2:35) and before 23:00Z (caption), the
        later holds; time deny after 2026-12-31, alteration deny cropping, ai deny ai_training and
        a mandatory credit beside the picture, all from PLUS terms.
        Before the embargo ends: block. After it: duty."""),
    "sidecar.jpg": (with_sidecar, """\
        with sidecar.xmp: territory deny DE; without it nothing.
        An edition that publishes in DE: block. Any other: ok."""),
    "sidecar.xmp": (sidecar, None),
    "extended-xmp.jpg": (extended, """\
        resale deny archive, read from photoshop:Instructions of the extended packet.
        An edition that archives: block. Any other: ok or duty."""),
    "damaged/empty.jpg": (lambda: b"", """\
        damage.empty; nothing was read: incomplete, exit status 2."""),
    "damaged/truncated.jpg": (truncated, """\
        damage.truncated: the file ends before its picture data; the XMP was read.
        Incomplete, exit status 2."""),
    "damaged/segment-beyond-end.jpg": (beyond_end, """\
        damage.length at the APP13 segment; resale deny sales was read all the same (IIM 2:40).
        Incomplete, exit status 2."""),
    "damaged/not-a-picture.jpg": (not_a_picture, """\
        damage.unknown-format: a web page under the name of a picture.
        Incomplete, exit status 2."""),
}


# ---- the cases that are about bytes ------------------------------------------------------------


def cut_off():
    """IIM 2:40 holds 256 bytes; what stands behind them is in the XMP alone."""
    note = "Pictures of the regatta are sent in sets of five; please keep them together. " * 4
    note = note[:262] + " JAPAN OUT"
    datasets = iim([(INSTRUCTIONS, note.encode()[:256]), (CREDIT, "Example Press"),
                    (CAPTION, "A regatta in Example Bay.")])
    packet = xmp({"dc:description": "A regatta in Example Bay.", "photoshop:Credit": "Example Press",
                  "photoshop:Instructions": note})
    return jpeg(app1_xmp(packet), photoshop(datasets))


def one_language():
    packet = xmp({
        "dc:description": {"x-default": "Visitors wait outside a shop.",
                           "en-US": "Visitors wait outside a shop.",
                           "ja-JP": "\u5e97\u306e\u524d\u306b\u4e26\u3076\u4eba\u3005\u3002"
                                    "\u65e5\u672c\u56fd\u5185\u4f7f\u7528\u4e0d\u53ef"},
        "photoshop:Credit": "Example Press",
    })
    return jpeg(app1_xmp(packet))


def thousands_of_names():
    """A caption of 100 KB, compressed; the bar stands beyond all that is read."""
    packet = xmp({
        "dc:description": "Flags of Norway, Sweden, Japan, Peru and Chile. " * 2100 + "JAPAN OUT",
        "photoshop:Credit": "Example Press",
    })
    return png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet, 9)))


def damaged_letters():
    datasets = iim([(INSTRUCTIONS, b"Caf\xc3\0 set \xff\xfe. JAPAN OUT. \xe3\x81 end\0\0"),
                    (CREDIT, "Example Press"), (CAPTION, b"A caf\xe9\0 by the sea.\xc3")])
    return jpeg(photoshop(datasets))


def barred_in_japan():
    return jpeg(photoshop(iim([(CREDIT, "Example Press"), (INSTRUCTIONS, "JAPAN OUT"),
                               (CAPTION, SIDECAR_CAPTION)])))


def barred_in_germany():
    return xmp({"dc:description": "A tram in the rain.", "photoshop:Credit": "Example Press",
                "photoshop:Instructions": "GERMANY OUT"})


CASES = {
    "a-note-that-the-iim-cut-off-counts/regatta.jpg": cut_off,
    "a-note-in-one-language-counts/shop.jpg": one_language,
    "a-caption-of-thousands-of-names-is-told/flags.png": thousands_of_names,
    "damaged-letters-hide-no-note/cafe.jpg": damaged_letters,
    "a-sidecar-and-its-picture-both-count/tram.jpg": barred_in_japan,
    "a-sidecar-and-its-picture-both-count/tram.xmp": barred_in_germany,
    "a-picture-without-any-metadata-is-asked-about/EP117.jpg": jpeg,
    "a-killed-file-name-bars-its-picture/000_ABC123.jpg": clean,
}


def expected_text(text):
    return "".join(line.strip() + "\n" for line in text.strip().splitlines())


def main(arguments):
    here = pathlib.Path(__file__).resolve().parent
    folder = pathlib.Path(arguments[0]) if arguments else here.parent
    for name, (make, expected) in FIXTURES.items():
        path = folder / "fixtures" / "pictures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
        if expected is not None:
            path.with_name(path.name + ".expected").write_text(expected_text(expected))
    for name, make in CASES.items():
        path = folder / "tests" / "golden" / "cases" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())


if __name__ == "__main__":
    main(sys.argv[1:])
