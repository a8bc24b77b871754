#!/usr/bin/env python3
"""Turn captured terminal output into a picture.

usage: captionlint check … --color always | tools/ansi_to_svg.py [--command TEXT] > docs/report.svg

Reads UTF-8 text with ANSI colours on standard input and writes an SVG of the terminal that showed
it. Only the standard library is needed.
"""
import argparse
import re
import sys
import unicodedata
from xml.sax.saxutils import escape

CELL = 8.4          # columns, in pixels at FONT
LINE = 19
FONT = 14
MARGIN = 18
BAR = 30            # the window's title bar
INK = "#d8dee9"
PAPER = "#1d2129"
COLOURS = {31: "#ff6b6b", 32: "#7bd88f", 33: "#ffd166", 35: "#d79bff", 36: "#66d9ef"}
SGR = re.compile(r"\x1b\[([0-9;]*)m")


def columns(text):
    """How many terminal columns a text takes."""
    width = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def style(codes):
    """The attributes of a run, from the codes in force."""
    colour = next((COLOURS[code] for code in codes if code in COLOURS), INK)
    look = ' fill="%s"' % colour
    if 1 in codes:
        look += ' font-weight="bold"'
    if 2 in codes:
        look += ' opacity="0.6"'
    return look


def runs(line, codes):
    """(text, attributes) of one line, and the codes in force behind it."""
    found = []
    at = 0
    for match in SGR.finditer(line):
        if match.start() > at:
            found.append((line[at:match.start()], style(codes)))
        for code in (int(part or 0) for part in match.group(1).split(";")):
            codes = [] if code == 0 else codes + [code]
        at = match.end()
    if at < len(line):
        found.append((line[at:], style(codes)))
    return found, codes


def rows(lines):
    """The <text> elements, and the widest line in columns."""
    elements = []
    widest = 0
    codes = []
    for number, line in enumerate(lines):
        found, codes = runs(line, codes)
        column = 0
        for text, look in found:
            width = columns(text)
            if text.strip():
                elements.append(
                    '<text x="%.1f" y="%d" textLength="%.1f" xml:space="preserve"%s>%s</text>'
                    % (MARGIN + column * CELL, BAR + MARGIN + FONT + number * LINE,
                       width * CELL, look, escape(text)))
            column += width
        widest = max(widest, column)
    return elements, widest


def svg(lines):
    """The whole picture."""
    elements, widest = rows(lines)
    width = round(2 * MARGIN + widest * CELL)
    height = BAR + 2 * MARGIN + len(lines) * LINE
    dots = "".join('<circle cx="%d" cy="15" r="6" fill="%s"/>' % (20 + 20 * i, colour)
                   for i, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")))
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"'
        ' font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="%d">'
        % (width, height, width, height, FONT),
        '<rect width="100%%" height="100%%" rx="8" fill="%s"/>' % PAPER,
        dots, *elements, "</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", help="the command to show above its output")
    arguments = parser.parse_args()
    lines = sys.stdin.buffer.read().decode("utf-8").rstrip("\n").split("\n")
    if arguments.command:
        lines = ["\x1b[2m$\x1b[0m \x1b[1m%s\x1b[0m" % arguments.command, ""] + lines
    sys.stdout.buffer.write(svg(lines).encode("utf-8"))


if __name__ == "__main__":
    main()
