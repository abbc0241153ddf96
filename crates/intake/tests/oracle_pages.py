"""Reads exports of Telegram Desktop and pages of Facebook with Python's `json` and `html.parser`: the
second opinion of `differential_pages.rs`.

For each message of each file given, one line of JSON: file, sender, when (seconds since 1970, or the wall
time of a page; null where this does not know), words. By the names of classes, which our reader does not
look at in the pages of Facebook. A file that cannot be parsed is one line with its name and "unread".
"""

import json
import re
import sys
import zipfile
from datetime import datetime
from html.parser import HTMLParser

VOID = {"br", "img", "hr", "meta", "link", "input", "area", "base", "col", "wbr", "source"}
FORMATS = ["%b %d, %Y, %I:%M %p", "%b %d, %Y at %I:%M %p", "%b %d, %Y %I:%M:%S%p", "%b %d, %Y %I:%M:%S %p", "%d %b %Y, %H:%M", "%d %b %Y, %H:%M:%S"]


class Element:
    def __init__(self, tag="", attrs=(), parent=None):
        self.tag, self.attrs, self.parent, self.inside = tag, dict(attrs), parent, []
        self.classes = (self.attrs.get("class") or "").split()

    def text(self, without=()):
        parts = []
        for one in self.inside:
            if isinstance(one, str):
                parts.append(one)
            elif one.tag == "br":
                parts.append("\n")
            elif one.tag not in ("script", "style") and not set(one.classes) & set(without) and one.tag not in without:
                parts.append(one.text(without))
        return "".join(parts)

    def all(self):
        for one in self.inside:
            if isinstance(one, Element):
                yield one
                yield from one.all()

    def first(self, *classes):
        return next((e for e in self.all() if all(c in e.classes for c in classes)), None)


class Tree(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element()

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs, self.at)
        self.at.inside.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attrs):
        self.at.inside.append(Element(tag, attrs, self.at))

    def handle_endtag(self, tag):
        at = self.at
        while at.parent and at.tag != tag:
            at = at.parent
        if at.parent:
            self.at = at.parent

    def handle_data(self, data):
        self.at.inside.append(data)


def plain(text):
    return text if isinstance(text, str) else "".join(p if isinstance(p, str) else p.get("text", "") for p in text)


def from_json(whole):
    chats = [whole] if "messages" in whole else [c for k in ("chats", "left_chats") for c in whole.get(k, {}).get("list", [])]
    for message in (m for chat in chats for m in chat["messages"]):
        if isinstance(message, dict) and message.get("type") == "message":
            unix = message.get("date_unixtime")
            yield message.get("from") or None, int(unix) if unix and int(unix) else None, plain(message.get("text") or "") or None


def from_telegram(root):
    sender = None
    for block in (e for e in root.all() if "message" in e.classes and e.tag == "div"):
        if "service" in block.classes:
            sender = None
            continue
        name = next((e for e in block.all() if "from_name" in e.classes and "forwarded" not in e.parent.classes), None)
        sender = name.text(("date",)).strip() if name else sender if "joined" in block.classes else None
        if block.first("media_call"):
            continue
        text, date = block.first("text"), block.first("date")
        try:
            when = int(datetime.strptime(re.sub(r"(UTC[+-]\d\d):", r"\1", date.attrs["title"]), "%d.%m.%Y %H:%M:%S UTC%z").timestamp())
        except ValueError:
            when = None
        words = re.sub(r"\A\n|\n *\Z", "", text.text()) if text else None
        yield sender, when, words or None


def from_meta(root):
    for block in (e for e in root.all() if {"uiBoxWhite"} & set(e.classes) or "_a6-g" in e.classes):
        sender, body, date = (next(e for e in block.all() if set(e.classes) & names) for names in ({"_2lek", "_a6-h"}, {"_2let", "_a6-p"}, {"_2lem", "_a6-o"}))
        when = None
        for form in FORMATS:
            try:
                when = datetime.strptime(date.text().replace("\u202f", " ").strip(), form).isoformat()
            except ValueError:
                pass
        slots = [e for e in body.inside[0].inside if isinstance(e, Element)]
        words = [s.text(("ul",)).strip() for s in slots if not any(e.tag in ("a", "audio") for e in s.all())]
        yield sender.text().strip(), when, next((w for w in words if w), None)


def members(path):
    if path.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            names = sorted(n for n in archive.namelist() if re.search(r"(^|/)(result\.json|messages?_?\d*\.html)$", n))
            folders = [n.rsplit("/", 1)[0] for n in names if n.endswith("json")]
            for name in names:
                if name.endswith("json") or name.rsplit("/", 1)[0] not in folders:
                    yield name, archive.read(name)
    else:
        with open(path, "rb") as file:
            yield path, file.read()


for path in sys.argv[1:]:
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        lines = []
        # A joined message may be the first of the next page: in the order of their numbers.
        for member, raw in sorted(members(path), key=lambda m: (m[0].rsplit("/", 1)[0], int("0" + re.sub(r"\D", "", m[0].rsplit("/", 1)[-1])))):
            text = raw.decode("utf-8-sig")
            if member.endswith("json"):
                lines += from_json(json.loads(text))
                continue
            tree = Tree()
            tree.feed(text)
            tree.close()
            lines += (from_telegram if "page_wrap" in text else from_meta)(tree.root)
    except (ValueError, KeyError, StopIteration, RuntimeError, AttributeError) as error:
        lines = [("unread", None, type(error).__name__)]
    for line in lines:
        print(json.dumps([name, *line]))
