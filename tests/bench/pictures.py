#!/usr/bin/env python3
"""Makes pictures for benchmarks: a fixture with metadata of the size that press pictures have, which
ExifTool writes, and with a picture of 1 to 14 MB behind it, most of which is a hole in the file.

usage: pictures.py FOLDER COUNT [--distinct N]

FOLDER/list names them, one a line. EXIF has about 22 KB with a thumbnail and a maker's note, XMP 10 KB,
IIM 3.5 KB, the colour profile 2.6 KB. N pictures (300 if not said) are different, the others are
copies of them, each a file of its own. Texts are of captions.py. What is there already is kept.
"""

import argparse
import pathlib
import random
import shutil
import struct
import subprocess
import sys

import captions
import prose

FIXTURE = captions.HERE.parent.parent / "fixtures" / "pictures" / "clean-credit.jpg"
FORM = "3"  # of what is made; a folder of another form is made anew
WRITTEN = 96 * 1024  # bytes of each picture that are no hole: more than any reader takes at once
TAIL = 16 * 1024  # bytes before its end that are none either: readers look for what was appended

# Settings of a raw converter: names of XMP-crs that hold numbers.
SETTINGS = """Exposure2012 Contrast2012 Highlights2012 Shadows2012 Whites2012 Blacks2012 Texture Clarity2012
Dehaze Vibrance Saturation ParametricShadows ParametricDarks ParametricLights ParametricHighlights
ParametricShadowSplit ParametricMidtoneSplit ParametricHighlightSplit Sharpness LuminanceSmoothing
ColorNoiseReduction HueAdjustmentRed HueAdjustmentOrange HueAdjustmentYellow HueAdjustmentGreen
HueAdjustmentAqua HueAdjustmentBlue HueAdjustmentPurple HueAdjustmentMagenta SaturationAdjustmentRed
SaturationAdjustmentOrange SaturationAdjustmentYellow SaturationAdjustmentGreen SaturationAdjustmentAqua
SaturationAdjustmentBlue SaturationAdjustmentPurple SaturationAdjustmentMagenta LuminanceAdjustmentRed
LuminanceAdjustmentOrange LuminanceAdjustmentYellow LuminanceAdjustmentGreen LuminanceAdjustmentAqua
LuminanceAdjustmentBlue LuminanceAdjustmentPurple LuminanceAdjustmentMagenta SplitToningShadowHue
SplitToningShadowSaturation SplitToningHighlightHue SplitToningHighlightSaturation SplitToningBalance
GrainAmount VignetteAmount ShadowTint RedHue RedSaturation GreenHue GreenSaturation BlueHue
BlueSaturation PostCropVignetteAmount DefringePurpleAmount DefringeGreenAmount""".split()


# --- before ExifTool ---

def segment(marker, body):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def maker_note(chance):
    """An Exif block (CIPA DC-008) of a maker's note alone; its bytes mean nothing to anybody."""
    size = 2000 + chance.below(12000)
    note = bytes(chance.below(256) for _ in range(64)) * (size // 64)
    make = b"Example Camera\0\0"
    directory = struct.pack("<HHHIIHHIII", 2, 0x010F, 2, len(make), 38, 0x8769, 4, 1, 38 + len(make), 0)
    exif = struct.pack("<HHHIII", 1, 0x927C, 7, len(note), 38 + len(make) + 18, 0)
    return b"Exif\0\0" + b"II*\0\x08\0\0\0" + directory + make + exif + note


def colour_profile():
    """A profile of 2.6 KB (ICC.1) with one long text."""
    size = 2600
    head = struct.pack(">I4xI", size, 0x02400000) + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(88)
    tags = struct.pack(">I4sII", 1, b"cprt", 144, size - 144) + b"text\0\0\0\0"
    return b"ICC_PROFILE\0\1\1" + head + tags + b" " * (size - 144 - 9) + b"\0"


def photoshop_paths():
    """An image resource of 1.8 KB that says nothing in words: a clipping path."""
    path = bytes(26 * 70)
    return b"Photoshop 3.0\0" + b"8BIM\x07\xd0\0\0" + struct.pack(">I", len(path)) + path


def bare(chance):
    """The fixture with what ExifTool cannot make up."""
    picture = FIXTURE.read_bytes()
    return (picture[:2] + segment(0xE1, maker_note(chance)) + segment(0xED, photoshop_paths())
            + segment(0xE2, colour_profile()) + picture[2:])


def thumbnail(chance):
    body = bytes(chance.below(255) for _ in range(256)) * (40 + chance.below(35))
    return b"\xff\xd8" + segment(0xFE, b"thumbnail") + body.replace(b"\xff", b"\0") + b"\xff\xd9"


# --- ExifTool ---

def history(chance):
    steps = []
    for _ in range(8):
        instance = "".join(chance.one_of("0123456789abcdef") for _ in range(32))
        steps.append("{Action=saved,InstanceID=xmp.iid:%s,When=2026-03-%02dT10:%02d:00,"
                     "SoftwareAgent=Example Photo Editor 26.1 (Macintosh),Changed=/metadata}"
                     % (instance, 1 + chance.below(28), chance.below(60)))
    return "[" + ",".join(steps) + "]"


def arguments(made, chance, path, thumb):
    """What ExifTool is told of one picture, one argument a line."""
    words = made.words
    caption = made.caption().replace("\n", " ")
    who, town, land = words.who(), words.town(), words.land()
    headline, title = words.fill("{who} in {town}"), "PICTURE-%04d" % chance.below(10000)
    day = "2026:03:%02d" % (1 + chance.below(28))
    credit = words.fill("{agency}")
    instructions = made.notes.several().replace("\n", " ") if chance.percent(40) else ""
    pairs = [
        ("EXIF:ImageDescription", caption), ("IPTC:Caption-Abstract", caption), ("XMP-dc:Description", caption),
        ("EXIF:Artist", who), ("IPTC:By-line", who[:32]), ("XMP-dc:Creator", who),
        ("EXIF:Copyright", "(c) " + credit), ("IPTC:CopyrightNotice", "(c) " + credit), ("XMP-dc:Rights", "(c) " + credit),
        ("IPTC:Credit", credit[:32]), ("XMP-photoshop:Credit", credit),
        ("IPTC:Source", credit[:32]), ("XMP-photoshop:Source", credit),
        ("IPTC:SpecialInstructions", instructions[:250]), ("XMP-photoshop:Instructions", instructions[:250]),
        ("IPTC:Headline", headline), ("XMP-photoshop:Headline", headline),
        ("IPTC:City", town), ("XMP-photoshop:City", town),
        ("IPTC:Country-PrimaryLocationName", land), ("XMP-photoshop:Country", land),
        ("IPTC:ObjectName", title), ("XMP-dc:Title", title),
        ("IPTC:DateCreated", day), ("IPTC:TimeCreated", "10:00:00"), ("XMP-photoshop:DateCreated", day + " 10:00:00"),
        ("EXIF:Model", "Example 5"), ("EXIF:Software", "Example Photo Editor 26.1"), ("EXIF:DateTimeOriginal", day + " 10:00:00"),
        ("EXIF:ExposureTime", "1/250"), ("EXIF:FNumber", "4"), ("EXIF:ISO", "400"), ("EXIF:FocalLength", "85"),
        ("EXIF:LensModel", "85mm f/1.8"), ("XMP-xmp:CreatorTool", "Example Photo Editor 26.1"),
        ("XMP-crs:ToneCurvePV2012", "0, 0"), ("XMP-xmpMM:History", history(chance)),
        ("XMP-Iptc4xmpCore:CreatorWorkURL", "https://pictures.example"), ("XMP-xmpRights:Marked", "True"),
    ]
    pairs += [("XMP-crs:" + name, str(chance.below(90))) for name in SETTINGS]
    for _ in range(30):
        keyword = chance.one_of([words.town(), chance.one_of(prose.EVENTS), words.land()])
        pairs += [("IPTC:Keywords", keyword), ("XMP-dc:Subject", keyword)]
    for _ in range(3):
        pairs.append(("IPTC:ContentLocationName", words.town()))
    lines = ["-%s=%s" % pair for pair in pairs if pair[1]]
    return lines + ["-ThumbnailImage<=%s" % thumb, "-codedcharacterset=utf8", "-IPTCDigest=new", "-overwrite_original",
                    "-q", "-q", "-m", str(path), "-execute"]


def write_metadata(folder, count):
    """So many small pictures with metadata."""
    chance = captions.Chance(11)
    made = captions.Captions(12)
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number in range(count):
        path, thumb = folder / ("%04d.jpg" % number), folder / ("%04d.thumb" % number)
        path.write_bytes(bare(chance))
        thumb.write_bytes(thumbnail(chance))
        lines += arguments(made, chance, path, thumb)
    (folder / "arguments").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if shutil.which("exiftool") is None:
        print("exiftool is not installed: the pictures carry the metadata of the fixture alone")
        return sorted(folder.glob("*.jpg"))
    run = subprocess.run(["exiftool", "-@", str(folder / "arguments")], capture_output=True, text=True,
                         check=False)
    if run.returncode != 0:
        sys.exit(run.stderr[:2000])
    return sorted(folder.glob("*.jpg"))


# --- behind ExifTool ---

def enlarge(small, path, size, body):
    """The picture's data becomes `size` bytes: some that are there, then a hole, then its end."""
    data = small.read_bytes()
    scan = data.rindex(b"\xff\xda") + 2 + struct.unpack(">H", data[data.rindex(b"\xff\xda") + 2:][:2])[0]
    with open(path, "wb") as out:
        out.write(data[:scan] + body[:max(WRITTEN - scan, 64)])
        out.truncate(size)
        out.seek(size - 2 - TAIL)
        out.write(body[-TAIL:] + b"\xff\xd9")


def make(folder, count, distinct):
    """The paths of `count` pictures in the folder, made unless they are there."""
    stamp, wanted = folder / "made", "%s %d %d %s" % (FORM, count, distinct, shutil.which("exiftool"))
    listed = folder / "list"
    if not (stamp.exists() and stamp.read_text() == wanted):
        chance = random.Random(13)
        # Entropy-coded data have a byte stuffed behind each FF (ITU-T T.81, F.1.2.3).
        body = bytes(chance.randrange(256) for _ in range(WRITTEN)).replace(b"\xff", b"\xff\0")
        smalls = write_metadata(folder / "small", min(count, distinct))
        paths = []
        for number in range(count):
            path = folder / ("%03d" % (number // 100)) / ("%06d.jpg" % number)
            path.parent.mkdir(exist_ok=True)
            size = int(1e6 + 13e6 * chance.random() ** 2)
            enlarge(smalls[number % len(smalls)], path, size, body)
            paths.append(str(path))
        listed.write_text("\n".join(paths) + "\n")
        stamp.write_text(wanted)
    return listed.read_text().split()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--distinct", type=int, default=300)
    how = parser.parse_args()
    how.folder.mkdir(parents=True, exist_ok=True)
    print("%d pictures" % len(make(how.folder, how.count, how.distinct)))


if __name__ == "__main__":
    main()
