"""Counts the example files anew and compares with README.md and with the stories.

Independent of the project's readers: Python's `email`, `json`, `csv` and `zipfile`, and the rules of README.md.
Exit 0 if all agree; otherwise each difference is a line, and exit 1.
"""

import csv
import email
import email.policy
import email.utils
import io
import json
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
STORIES = HERE.parent / "tests" / "stories"
NAMES = ("read", "taken", "left out", "already", "not understood")
SEPARATOR = re.compile(rb"^From (- |\S+@\S+ )?.*\d\d:\d\d:\d\d.* ?\d{4}$")
FIELD = re.compile(rb"^[!-9;-~]+:")
CHAT = re.compile(r"^\u200e?(?:\[(\d\d/\d\d/\d{4}), ([^\]]+)\] |(\d\d/\d\d/\d{4}), (\d\d:\d\d) - )(.*)$")


def messages(data):
    """Splits an mbox: a separator stands first or after an empty line, and a header field follows it."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    starts = [i for i, line in enumerate(lines)
              if SEPARATOR.match(line) and (i == 0 or not lines[i - 1]) and FIELD.match(lines[i + 1])]
    for start, end in zip(starts, starts[1:] + [len(lines)]):
        yield b"\n".join(lines[start + 1:end])


def addresses(message, *fields):
    found = email.utils.getaddresses([value for field in fields for value in message.get_all(field, [])])
    return {address.lower() for _, address in found}


def count_mail(path, account, mine):
    data = path.read_bytes()
    every = list(messages(data)) if path.suffix == ".mbox" else [data]
    counts = dict.fromkeys(NAMES, 0)
    for raw in every:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        sender, to = addresses(message, "From"), addresses(message, "To", "Cc")
        counts["read"] += 1
        if not sender:
            counts["not understood"] += 1
        elif sender & account or (sender & mine and to & account):
            counts["taken"] += 1
        else:
            counts["left out"] += 1
    return counts


def records(path):
    """(day, time to the minute, sender or None, text) of a WhatsApp export; checks the zip on the way."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None, path
        name = next(n for n in archive.namelist() if n == "_chat.txt" or n.startswith("WhatsApp Chat with"))
        text = archive.read(name).decode("utf-8")
    found = []
    for line in text.replace("\r\n", "\n").rstrip("\n").split("\n"):
        head = CHAT.match(line)
        if head:
            sender, colon, words = head[5].partition(": ")
            clock = (head[2] or head[4]).replace("\u202f", " ")
            clock = re.sub(r"^(\d+:\d\d):\d\d", r"\1", clock)
            found.append([head[1] or head[3], clock, sender if colon else None, words if colon else head[5]])
        else:
            found[-1][3] += "\n" + line
    return [tuple(record) for record in found]


def count_chat(path, people, known):
    counts = dict.fromkeys(NAMES, 0)
    for record in records(path):
        sender = record[2] and record[2].lstrip("~\u202f ")
        counts["read"] += 1
        if sender not in people or "end-to-end encrypted" in record[3]:
            counts["left out"] += 1
        elif record in known:
            counts["already"] += 1
        else:
            counts["taken"] += 1
    return counts


def count_facebook(path, account, mine):
    """All that the subject wrote or asked, and all of hers where the subject takes part."""
    counts = dict.fromkeys(NAMES, 0)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None, path
        threads = [json.loads(archive.read(n)) for n in archive.namelist() if n.endswith("/message_1.json")]
        asked = [json.loads(archive.read(n)) for n in archive.namelist() if n.endswith("/received_friend_requests.json")]
    mended = lambda text: text.encode("latin-1").decode("utf-8")
    for one in threads:
        people = {mended(p["name"]) for p in one["participants"]}
        for message in one["messages"]:
            sender = mended(message["sender_name"])
            counts["read"] += 1
            counts["taken" if sender in account or (sender in mine and people & account) else "left out"] += 1
    for request in (r for one in asked for r in one["received_requests_v2"]):
        counts["read"] += 1
        counts["taken" if mended(request["name"]) in account else "left out"] += 1
    return counts


def number(text):
    digits = re.sub(r"\D", "", text)
    return "44" + digits[1:] if digits.startswith("0") else digits


def count_texts(path, account):
    """By the number of each record. A file in an archive that begins as the one before is a later backup of it."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            files = [archive.read(n).decode("utf-8") for n in archive.namelist()]
    else:
        files = [path.read_text("utf-8")]
    counts, account, known = dict.fromkeys(NAMES, 0), {number(a) for a in account}, set()
    for text in files:
        here = []
        for kind, fields in re.findall(r"<(sms|mms|call) ([^>]*)>", text):
            field = dict(re.findall(r'(\w+)="([^"]*)"', fields))
            who = {number(n) for n in field.get("address", field.get("number", "")).split("~")} - {""}
            counts["read"] += 1
            if not (who and who <= account) or (kind == "sms" and field["type"] not in ("1", "2")):
                counts["left out"] += 1
            elif fields in known:
                counts["already"] += 1
            else:
                counts["taken"] += 1
                here.append(fields)
        known |= set(here)
    return counts


def count_x(path, account, mine):
    """Messages between the two, that the subject follows, and the holder's own posts."""
    counts = dict.fromkeys(NAMES, 0)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None, path
        lists = {n: json.loads(archive.read(f"data/{n}.js").decode("utf-8").split(" = ", 1)[1]) for n in ("direct-messages", "follower", "tweets")}
    said = [m["messageCreate"] for c in lists["direct-messages"] for m in c["dmConversation"]["messages"]]
    kept = [{m["senderId"], m["recipientId"]} <= account | mine for m in said]
    kept += [f["follower"]["accountId"] in account for f in lists["follower"]]
    kept += [any(m["id_str"] in account for m in t["tweet"]["entities"]["user_mentions"]) for t in lists["tweets"]]
    counts["read"], counts["taken"], counts["left out"] = len(kept), sum(kept), len(kept) - sum(kept)
    return counts


def count_table(path, account):
    counts, account = dict.fromkeys(NAMES, 0), {number(a) for a in account}
    for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"):
        counts["read"] += 1
        counts["taken" if number(row["Number"]) in account else "left out"] += 1
    return counts


def count_notebook(path):
    """Each line that begins with a date; what stands before the first is one that is not understood. Below a date
    that stands alone, each line that begins with a time."""
    date = re.compile(r"^(?:(?:Mon|Tues) )?\d{1,2}(?:[./]\d{1,2}[./]\d{2,4}|(?:th|st|nd|rd)? [A-Z][a-z]+ \d{4})(.*)$")
    lines, taken, alone = path.read_text("utf-8").splitlines(), 0, False
    for line in lines:
        head = date.match(line)
        if head:
            alone = not head[1].strip()
            taken += not alone
        elif alone and re.match(r"^\d{1,2}\.\d\d[ap]m ", line):
            taken += 1
    before = int(not date.match(lines[0]))
    return dict(zip(NAMES, (taken + before, taken, 0, 0, before)))


def count_outlook(path, account):
    data = path.read_bytes()
    return dict(zip(NAMES, (1, int(any(a.encode("utf-16-le") in data for a in account)), 0, 0, 0)))


def table(text, columns):
    """Rows of the first Markdown table with so many columns."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| `") and len(cells) == columns:
            yield cells


def main():
    text = (HERE / "README.md").read_text("utf-8")
    named = {}
    for pattern, account, mine in table(text, 3):
        for glob in re.findall(r"`([^`]+)`", pattern):
            for path in HERE.glob(glob):
                named[path] = ({a.strip() for a in account.split(",")}, {m.strip() for m in mine.split(",")})
    promised = {HERE / row[0].strip("`"): row[2:7] for row in table(text, 8)}
    wrong = [f"{path} is in README.md and not here" for path in promised if not path.is_file()]
    here = {p for p in HERE.rglob("*") if p.is_file() and p.parent.name not in ("make", HERE.name, "__pycache__")}
    wrong += [f"{path} is here and not in README.md" for path in sorted(here - set(promised))]

    android = HERE / "knee" / "WhatsApp Chat with C Tallowmere.zip"
    counted = {}
    for path, cells in promised.items():
        if not cells[0]:
            continue
        account, mine = named[path]
        if path.name.startswith("facebook-"):
            counts = count_facebook(path, account, mine)
        elif path.name.startswith("twitter-"):
            counts = count_x(path, account, mine)
        elif path.name.startswith("SMSBackup") or path.suffix == ".xml":
            counts = count_texts(path, account)
        elif path.suffix == ".csv":
            counts = count_table(path, account)
        elif path.suffix == ".txt":
            counts = count_notebook(path)
        elif path.suffix == ".msg":
            counts = count_outlook(path, account)
        elif path.suffix == ".zip":
            known = set(records(android)) if path.parent.name == "knee" and path != android else set()
            counts = count_chat(path, account | mine, known)
        else:
            counts = count_mail(path, account, mine)
            if "saved again" in path.name:
                counts["taken"], counts["already"] = 0, counts["taken"]
        counted[path] = counts
        if [str(counts[name]) for name in NAMES] != cells:
            wrong.append(f"{path.name}: counted {counts}, README.md says {cells}")
        if counts["read"] != sum(counts[name] for name in NAMES[1:]):
            wrong.append(f"{path.name}: the sums do not add up")

    stories = 0
    for story in sorted(STORIES.glob("*.story")):
        seen = set()
        for name, sums in re.findall(r'import "([^"]+)".*\n(?:\s+(?:column|channel): .*\n)*\s+counts: (.*)', story.read_text("utf-8")):
            path = HERE / name
            said = dict((k, int(v)) for k, v in re.findall(r"([a-z ]+?) (\d+)(?:; |$)", sums))
            want = dict(counted[path])
            if path in seen:
                want["already"] += want["taken"]
                want["taken"] = 0
            seen.add(path)
            stories += 1
            wrong += [f"{story.name}: {name}: {k} is {said[k]}, counted {want[k]}" for k in NAMES if said.get(k) != want[k]]

    size = sum(p.stat().st_size for p in here)
    print("\n".join(wrong) or f"{len(promised)} files, {size // 1024} KiB, {len(counted)} counted, {stories} imports in stories: all agree")
    return 1 if wrong or size > 5 << 20 else 0


if __name__ == "__main__":
    sys.exit(main())
