"""The examples of a document, as they stand there."""

import re

import repository


def blocks(document, heading, language):
    """The blocks of one language below a heading, up to the next one of any level."""
    text = (repository.SOURCES / document).read_text()
    section = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", without_hashes(text), re.M | re.S)
    found = re.findall(rf"^```{language}\n(.*?)^```$", section.group(1), re.M | re.S)
    assert found, f"{document}: no {language} below {heading}"
    return [block.replace("\0", "#") for block in found]


def without_hashes(text):
    """Comments in blocks are no headings."""
    return re.sub(r"^```.*?^```$", lambda block: block.group().replace("#", "\0"), text, flags=re.M | re.S)
