"""Reads backups of texts and calls with Python's `xml`: the second opinion of `differential_sms.rs`.

For each record of each file given, one line of JSON: file, kind, number, milliseconds, type, words,
SHA-256 of each file. Letters in two halves are put together first, since XML forbids them.
A file that is no XML at all is one line with its name and "no XML".
"""

import base64
import binascii
import hashlib
import json
import re
import sys
import xml.etree.ElementTree as tree

HALVES = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));&#(?:x([0-9A-Fa-f]+)|([0-9]+));")


def joined(match):
    high, low = (int(h, 16) if h else int(d) for h, d in (match.groups()[:2], match.groups()[2:]))
    if 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return f"&#{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)};"
    return match.group(0)


def text_of(raw):
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le")):
        if raw.startswith(mark):
            return raw.decode(encoding)
    return raw.decode("utf-8-sig")


def said(value):
    return None if value in (None, "", "null") else value


def record(element):
    if element.tag == "mms":
        parts = sorted(element.iter("part"), key=lambda p: int(p.get("seq")))
        texts = [said(p.get("text")) for p in parts if p.get("ct") == "text/plain"]
        files = []
        for part in parts:
            if said(part.get("data")):
                files.append(hashlib.sha256(base64.b64decode("".join(part.get("data").split()), validate=True)).hexdigest())
        return element.get("address"), element.get("msg_box"), "\n".join(filter(None, texts)) or None, files
    if element.tag == "call":
        return element.get("number"), element.get("type"), None, []
    return element.get("address"), element.get("type"), said(element.get("body")), []


for path in sys.argv[1:]:
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        with open(path, "rb") as file:
            text = re.sub(r"^<\?xml[^>]*\?>", "", text_of(file.read()).lstrip())
        root = tree.fromstring(HALVES.sub(joined, text))
        lines = [(e.tag, *record(e)[:1], e.get("date"), *record(e)[1:]) for e in root if e.tag in ("sms", "mms", "call")]
    except (tree.ParseError, UnicodeDecodeError, binascii.Error):
        lines = [("no XML", None, None, None, None, [])]
    for line in lines:
        print(json.dumps([name, *line]))
