"""Reads lists of requests and followers in downloads of Facebook and Instagram with Python's `json` and
`html.parser`: the second opinion of `differential_requests.rs`.

For each entry of each file given, one line of JSON: file, who, when (seconds since 1970, the wall time of a
page, or null), and whether it is the account's own act. Lists of the account's own acts are told only where
the download has a profile. A file that cannot be parsed is one line with its name and "unread".
"""

import json
import re
import sys
import zipfile
from datetime import datetime
from html.parser import HTMLParser

OTHERS = r"(received_friend_requests|friend_requests_received|rejected_friend_requests|people_who_followed_you|followers_\d+|follow_requests_you've_received)"
OWN = r"(sent_friend_requests|who_you've_followed|following|pending_follow_requests|recent_follow_requests)"
PROFILE = r"(profile_information|personal_information)\.json$"
FORMATS = ["%b %d, %Y %I:%M:%S %p", "%b %d, %Y %I:%M %p"]


class Words(HTMLParser):
    """The texts of a page, one after the other."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words = []

    def handle_data(self, data):
        if data.strip():
            self.words.append(data.strip())


def mended(text):
    try:
        return text.encode("latin-1").decode("utf-8")
    except ValueError:
        return text


def of_json(whole):
    listed = whole if isinstance(whole, list) else next(v for v in whole.values() if isinstance(v, list))
    for entry in listed:
        if isinstance(entry.get("name"), str):
            yield mended(entry["name"]), entry.get("timestamp") or None
        elif entry.get("string_list_data"):
            one = entry["string_list_data"][0]
            who = one.get("value") or entry.get("title") or re.sub(r".*instagram\.com/(_u/)?|[?/].*", "", one.get("href", ""))
            if who:
                yield who, one.get("timestamp") or None


def of_page(text):
    page = Words()
    page.feed(text)
    for before, said in zip(page.words, page.words[1:]):
        for form in FORMATS:
            try:
                when = datetime.strptime(said, form).isoformat()
            except ValueError:
                continue
            yield before.rsplit("/", 1)[-1], when


def members(path):
    if not path.endswith(".zip"):
        with open(path, "rb") as file:
            return {path.rsplit("/", 1)[-1]: file.read()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


for path in sys.argv[1:]:
    name = path.rsplit("/", 1)[-1]
    try:
        lines, files = [], members(path)
        whose = any(re.search(PROFILE, file) for file in files)
        for file, raw in files.items():
            found = re.search(rf"(^|/)({OTHERS}|{OWN})\.(json|html)$", file)
            own = bool(re.search(rf"(^|/){OWN}\.", file))
            if not found or own and not whose or file.endswith("html") and file[:-4] + "json" in files:
                continue
            read = of_json(json.loads(raw)) if file.endswith("json") else of_page(raw.decode())
            lines += [(who, when, own) for who, when in read]
    except (ValueError, KeyError, StopIteration, AttributeError) as error:
        lines = [("unread", type(error).__name__, False)]
    for line in lines:
        print(json.dumps([name, *line]))
