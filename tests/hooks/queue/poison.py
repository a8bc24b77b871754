"""Messages that are no jobs, or jobs that nobody can do: each with what is said of it."""

import os

import pika


def message(name, kind, body, **headers):
    properties = pika.BasicProperties(
        message_id="poison-" + name, type=kind, headers={"keep": "me", **headers}, delivery_mode=2,
        # what must not make a dead letter act by itself, or be refused
        expiration="86400000")
    return properties, body if isinstance(body, bytes) else body.encode()


def make(root, outside):
    """By message_id: the message and words of the reason. Makes what the paths lead to."""
    os.makedirs(os.path.join(root, "traps"), exist_ok=True)
    os.makedirs(outside, exist_ok=True)
    for path in (os.path.join(outside, "secret.jpg"), os.path.join(root, "traps", "fine.jpg")):
        with open(path, "wb") as file:
            file.write(b"\xFF\xD8\xFF\xFE\x00\x0ANO SALES\xFF\xDA\x00\x02\xFF\xD9")
    with open(os.path.join(root, "traps", "two.ndjson"), "w", encoding="utf-8") as file:
        file.write('{"caption": "a"}\n{"caption": "b"}\n')
    for name, target in (("link.jpg", "secret.jpg"), ("folder", ""), ("fine.xmp", "secret.jpg")):
        link = os.path.join(root, "traps", name)
        if not os.path.islink(link):
            os.symlink(os.path.join(outside, target), link)
    good = '{"caption": "NO SALES"}'
    cases = [
        (message("no-type", None, good), "type"),
        (message("other-type", "picture", good), "type"),
        (message("empty", "record", b""), "no JSON object"),
        (message("prose", "record", "NO SALES"), "no JSON object"),
        (message("two-lines", "record", good + "\n" + good), "more than one line"),
        (message("two-records", "bytes", good + "\n" + good), "more than one record"),
        (message("long-name", "bytes", b"x", **{"captionlint-name": "x" * 5000}), "captionlint-name"),
        (message("odd-name", "bytes", b"x", **{"captionlint-name": {"a": 1}}), "header"),
        (message("odd-line", "record", good, **{"captionlint-line": "first"}), "header"),
        (message("line-0", "record", good, **{"captionlint-line": 0}), "captionlint-line"),
        (message("half-json", "path", '{"path": "a'), "no JSON object"),
        (message("more-json", "path", '{"path": "a.jpg", "then": 1}'), "more than"),
        (message("no-path", "path", '{"file": "a.jpg"}'), "path"),
        (message("number", "path", '{"path": 5}'), "no text"),
        (message("nul", "path", '{"path": "a\\u0000.jpg"}'), "NUL"),
        (message("parent", "path", '{"path": "../outside/secret.jpg"}'), "below the root"),
        (message("inner-parent", "path", '{"path": "traps/../../outside/secret.jpg"}'), "below"),
        (message("absolute", "path", '{"path": "/etc/passwd"}'), "below the root"),
        (message("link", "path", '{"path": "traps/link.jpg"}'), "symbolic link"),
        (message("linked-folder", "path", '{"path": "traps/folder/secret.jpg"}'), "symbolic link"),
        (message("linked-sidecar", "path", '{"path": "traps/fine.jpg"}'), "symbolic link"),
        (message("folder", "path", '{"path": "traps"}'), "no regular file"),
        (message("records", "path", '{"path": "traps/two.ndjson"}'), "more than one record"),
        (message("two-line-name", "path", '{"path": "traps/no\\nwhere\\u001b.jpg"}'),
         "traps/no?where?.jpg: No such file"),
        (message("missing", "path", '{"path": "traps/nowhere.jpg"}'), "No such file"),
    ]
    return {properties.message_id: (properties, body, words) for (properties, body), words in cases}
