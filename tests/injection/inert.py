#!/usr/bin/env python3
"""Hostile texts, names of files and names of editions come out inert in every form of report.

The forms are those that the command itself names; one that is not checked below fails the test, so that
whoever adds one says how another program reads it.
usage: inert.py COMMAND SOURCE_FOLDER
"""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree_builder
import xml.sax
from html.parser import HTMLParser
from pathlib import Path

COMMAND, SOURCES = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
HOSTILE = SOURCES / 'fixtures' / 'hostile'
NAMES = [
    '<script>alert("PWN")<&\'>.jpg', '%0A::error::PWN.jpg', '=cmd() PWN.jpg', '@PWN;=1+1.jpg', '-PWN.jpg',
    'PWN\n::error::forged\nOK          forged.jpg', 'PWN:1:1: error: x\r.jpg',
    'PWN\x1b[31m\u202egpj.jpg', ']]>--> <!-- PWN -.jpg', '"PWN","x".jpg',
]
# What a terminal obeys, or what changes how the text around it is shown.
ACTIVE = re.compile('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')


def run(*arguments):
    done = subprocess.run([COMMAND, *arguments], capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
    said = done.stderr.decode()  # fails where it is no UTF-8
    assert done.returncode in (0, 1, 2), (arguments, done.returncode, said)
    for line in said.splitlines():
        assert line.startswith('captionlint: '), line
    assert not ACTIVE.search(said), said
    return done.stdout


def text_of(output):
    """Strict UTF-8 without a character that would do anything."""
    text = output.decode('utf-8')
    found = ACTIVE.search(text)
    assert not found, repr(text[max(0, found.start() - 60):found.end() + 20])
    return text


def lines_of(text):
    assert text.endswith('\n'), 'the last line does not end'
    return text[:-1].split('\n')


def strings_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings_in(list(value.keys()) + list(value.values()))
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def says_pwn(strings):
    assert any('PWN' in string for string in strings), 'the hostile texts are not in it at all'


# --- one function a form: `output` as bytes, `pictures` as JSON has them

def check_text(output, pictures, _):
    text = text_of(output)
    says_pwn([text])
    for line in lines_of(text):
        assert not re.match(r'(OK|BLOCK) +forged', line), line
        assert not re.match(r'\d+ pictures?: 1 OK', line), line


def check_json(output, pictures, extract):
    document = json.loads(text_of(output))
    assert [p['path'] for p in document['pictures']] == [p['path'] for p in pictures]
    says_pwn(strings_in(document))
    for picture in document['pictures']:
        assert ('editions' in picture) != extract
    records = [json.loads(line) for line in open(HOSTILE / 'injection.ndjson')]
    by_id = {p['id']: p for p in document['pictures'] if p['format'] == 'record'}
    assert len(by_id) == len(records), 'two records became one'


def check_ndjson(output, pictures, _):
    lines = lines_of(text_of(output))
    assert [json.loads(line)['path'] for line in lines] == [p['path'] for p in pictures]


def check_csv(output, pictures, extract):
    text = text_of(output)
    assert text[0] == '\ufeff'
    rows = list(csv.reader(io.StringIO(text[1:], newline=''), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows)
    per_picture = 1 if extract else 4
    assert len(rows) == 1 + per_picture * len(pictures) + 1, len(rows)  # one input is not there
    says_pwn(strings_in(rows))
    for cell in strings_in(rows):
        for line in cell.split('\n'):
            for piece in [line] + [behind.lstrip(' "') for behind in line.split(';')[1:]]:
                assert piece == '-' or piece.lstrip()[:1] not in tuple('=+-@\uff1d\uff0b\uff0d\uff20'), cell


class Page(HTMLParser):
    """What a browser would make of it, as far as it does something."""
    FORBIDDEN = {'iframe', 'frame', 'object', 'embed', 'link', 'base', 'applet', 'audio', 'video', 'source',
                 'foreignobject', 'use', 'animate', 'set', 'image', 'portal', 'textarea', 'template', 'noscript',
                 'xmp', 'plaintext', 'math'}

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.inside, self.raw, self.texts, self.open = None, [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        assert re.fullmatch('[a-z][a-z0-9]*', tag) and tag not in self.FORBIDDEN, tag
        for name, value in attributes:
            assert re.fullmatch('[a-z][a-z0-9:-]*', name), (tag, name)
            assert not name.startswith('on') and name not in ('autofocus', 'srcdoc', 'formaction'), (tag, name)
            if name in ('href', 'src', 'action', 'xlink:href', 'poster', 'data', 'srcset', 'ping'):
                assert re.match(r'#|data:image/|https?://', value or '#'), (tag, name, value)
            if name == 'style':
                assert re.fullmatch(r'[a-z0-9 :;.%()#-]*', value), value
            self.texts.append(value or '')
        if tag == 'meta':
            assert dict(attributes).get('http-equiv', '').lower() != 'refresh'
        if tag in ('script', 'style'):
            self.inside = tag
            self.raw.append((tag, tuple(attributes), ''))

    def handle_endtag(self, tag):
        self.inside = None if tag == self.inside else self.inside

    def handle_data(self, data):
        if self.inside:
            tag, attributes, before = self.raw[-1]
            self.raw[-1] = (tag, attributes, before + data)
        else:
            self.texts.append(data)

    def handle_comment(self, data):
        assert 'PWN' not in data, data

    def unknown_decl(self, data):
        raise AssertionError(data)

    handle_pi = unknown_decl


def check_html(output, pictures, extract):
    page = Page(text_of(output))
    plain = Page(text_of(run('extract' if extract else 'check', '-q', '--no-config', '--format', 'html', 'plain.txt')))
    assert page.raw == plain.raw, 'scripts or styles are not those of a harmless page'
    says_pwn(page.texts)


def check_sarif(output, pictures, _):
    document = json.loads(text_of(output))
    assert document['version'] == '2.1.0' and len(document['runs']) == 1
    for result in document['runs'][0]['results']:
        assert re.fullmatch(r'[a-z0-9.-]+', result['ruleId']), result['ruleId']
        assert result['level'] in ('error', 'warning', 'note', 'none')
        for place in result.get('locations', []):
            address = place.get('physicalLocation', {}).get('artifactLocation', {}).get('uri', '')
            assert re.fullmatch(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*", address), address  # RFC 3986
            assert not address.lower().startswith('javascript'), address
    says_pwn(strings_in(document))


class NoEntities(xml.sax.ContentHandler):
    """Neither instructions nor entities but the five of XML."""

    def processingInstruction(self, target, data):
        assert target == 'xpacket', (target, data)

    def skippedEntity(self, name):
        raise AssertionError(name)


def tree_of(output, elements):
    text = text_of(output)
    assert '<!DOCTYPE' not in text and '<!ENTITY' not in text and '<![CDATA[' not in text
    xml.sax.parseString(output, NoEntities())
    tree = tree_builder.fromstring(output)
    found = {node.tag for node in tree.iter()}
    assert found <= elements, found - elements
    says_pwn([piece for node in tree.iter() for piece in [node.text or '', *node.attrib.values()]])
    return tree


def check_junit(output, pictures, _):
    tree = tree_of(output, {'testsuites', 'testsuite', 'testcase', 'failure', 'error', 'skipped', 'system-out',
                            'system-err', 'properties', 'property'})
    assert len(tree.findall('testsuite')) >= len(pictures)


def check_checkstyle(output, pictures, _):
    tree = tree_of(output, {'checkstyle', 'file', 'error', 'exception'})
    for error in tree.iter('error'):
        assert error.get('severity') in ('error', 'warning', 'info', 'ignore')
        assert re.fullmatch(r'[a-z0-9.-]+', error.get('source')), error.get('source')


def check_gcc(output, pictures, _):
    text = text_of(output)
    says_pwn([text])
    for line in lines_of(text):
        if line.startswith('captionlint: error: gone PWN ::error::x '):
            continue
        at = re.match(r'(.*?):\d+:(\d+:)? (error|warning|note): .* \[[a-z0-9.-]+\]$', line)
        assert at and at[1] not in ('other.c', 'forged'), line
    rules = sum(len(e['findings']) + len(e['duties']) for p in pictures for e in p.get('editions', []))
    damage = sum(len(p['findings']) for p in pictures)
    assert len(lines_of(text)) <= rules + damage, 'more lines than statements'


def check_github(output, pictures, _):
    text = text_of(output)
    lines = lines_of(text)
    assert len(lines) <= 11, len(lines)
    says_pwn([text])
    for line in lines:
        command = re.fullmatch(r'::(error|warning|notice) ([^:]*)::(.*)', line)
        assert command, line
        for pair in command[2].split(','):
            assert re.fullmatch(r'(file|line|endLine|col|endColumn|title)=[^,:]*', pair), line
        # What stood in a text as %0A must not become the end of a line.
        for piece in (command[2], command[3]):
            assert not re.search(r'%(?!25|0A|0D|3A|2C)', piece), line
    one = text_of(run('check', '-q', '--format', 'github', 'in/%0A::error::PWN.jpg'))
    assert 'file=in/%250A%3A%3Aerror%3A%3APWN.jpg,' in one, one


def check_json_lines(output, pictures, _):
    documents = [json.loads(line) for line in lines_of(text_of(output))]
    assert len(documents) == len(pictures), (len(documents), len(pictures))
    says_pwn(strings_in(documents))
    for string in strings_in(documents):
        assert not string.lower().startswith('javascript:'), string


def check_linked_data(output, pictures, extract):
    check_json_lines(output, pictures, extract)
    assert not re.search(rb'</script|<!--', output), 'it is made to be put into a page, and would end there'


def check_plus(output, pictures, _):
    packets = output.split(b'<?xpacket begin=')[1:]
    assert len(packets) == len(pictures), (len(packets), len(pictures))
    text_of(output.replace('\ufeff'.encode(), b''))
    for packet in packets:
        whole = b'<?xpacket begin=' + packet
        assert whole.rstrip().endswith(b'?>')
        xml.sax.parseString(whole, NoEntities())
        for node in tree_builder.fromstring(whole).iter():
            assert re.match(r'\{(adobe:ns:meta/|http://[a-z0-9./-]+#?)\}', node.tag), node.tag
    says_pwn([output.decode()])


def check_difference(output, *_):
    text = text_of(output)
    says_pwn([text])


FORMATS = {'text': check_text, 'json': check_json, 'ndjson': check_ndjson, 'csv': check_csv, 'html': check_html,
           'sarif': check_sarif, 'junit': check_junit, 'checkstyle': check_checkstyle, 'gcc': check_gcc,
           'github': check_github}
EXPORTS = {'odrl': check_json_lines, 'rightsml': check_json_lines, 'ninjs': check_json_lines,
           'schema.org': check_linked_data, 'plus-xmp': check_plus}
DIFFERENCES = {'text': check_difference, 'json': lambda output, *_: json.loads(text_of(output))}


def names_told(*arguments):
    """The forms that there are, as the command says them when it is asked for another."""
    said = subprocess.run([COMMAND, *arguments], capture_output=True, stdin=subprocess.DEVNULL, timeout=300).stderr
    told = re.search(r'there are: (.*)', said.decode())
    assert told, said
    return told[1].rstrip('\n').split(', ')


def check_each(what, told, known, arguments, check):
    failed = []
    for name in told:
        if name not in known:
            failed.append(f'{what} {name}: nobody says how it is checked; add a function to {__file__}')
            continue
        try:
            check(name, known[name], arguments)
        except Exception as error:  # pylint: disable=broad-except
            failed.append(f'{what} {name}: {type(error).__name__}: {str(error)[:600]}')
    return failed


def prepare(folder):
    os.chdir(folder)
    for name in ('injection.ndjson', 'captionlint.yaml'):
        shutil.copy(HOSTILE / name, name)
    os.mkdir('in')
    for name in NAMES:
        shutil.copy(HOSTILE / 'injection.jpg', os.path.join('in', name))
    shutil.copy(HOSTILE / 'injection.jpg', b'in/PWN\xff\xfe.jpg')
    shutil.copy(HOSTILE / 'injection.jpg', '=cmd() PWN.jpg')
    Path('plain.txt').write_text('A pier at dusk.\n')
    # The same notes, half of them lost, for `diff`.
    Path('newer.ndjson').write_text(Path('injection.ndjson').read_text().replace('NO SALES', '').replace('KOREA', ''))
    os.environ.update(CAPTIONLINT_RULES=str(SOURCES / 'rules'), LC_ALL='C', HOME=folder, TERM='xterm')
    os.environ.pop('SOURCE_DATE_EPOCH', None)


def main():
    inputs = ['injection.ndjson', 'in', '=cmd() PWN.jpg', 'gone PWN\n::error::x \x1b[31m.jpg']
    pictures = [json.loads(line) for line in run('check', '-q', '--format', 'ndjson', *inputs).splitlines()]
    assert len(pictures) == 25 + len(NAMES) + 2, len(pictures)
    assert {len(p['editions']) for p in pictures} == {4}

    def report(name, check, extract):
        output = run('extract' if extract else 'check', '-q', '--format', name, *inputs)
        check(output, pictures, extract)

    def export(name, check, _):
        check(run('extract', '-q', '--as', name, *inputs), pictures, True)

    def differ(name, check, _):
        check(run('diff', '--format', name, 'injection.ndjson', 'newer.ndjson'))

    formats = names_told('check', '--format', '?', 'plain.txt')
    failed = check_each('check --format', formats, FORMATS, False, report)
    failed += check_each('extract --format', formats, FORMATS, True, report)
    failed += check_each('extract --as', names_told('extract', '--as', '?', 'plain.txt'), EXPORTS, True, export)
    failed += check_each('diff --format', names_told('diff', '--format', '?', 'plain.txt', 'plain.txt'), DIFFERENCES,
                         True, differ)
    for line in failed:
        print(line)
    return 1 if failed else 0


with tempfile.TemporaryDirectory() as folder:
    prepare(folder)
    code = main()
    os.chdir('/')
sys.exit(code)
