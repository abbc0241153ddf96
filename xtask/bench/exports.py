"""Large exports for the benchmarks, always the same bytes: exports.py KIND TARGET COUNT

KIND is `maildir` (messages between two people, half with HTML, one in twenty with a file), or
`archive` (a download of Messenger of so many megabytes of other people's media, with one
conversation of 5,000 messages).
"""

import base64
import json
import os
import random
import sys
import zipfile

THEIRS = "C Tallowmere <c.tallowmere@mail.example>"
MINE = "Dr W Quillmarsh <w.quillmarsh@practice.example>"


def words_of(chance, count=20_000):
    """A vocabulary in which, as in a language, few words are most of what is written."""
    letters = "etaoinshrdlucmfwypvbgk"
    known = set()
    while len(known) < count:
        known.add("".join(chance.choice(letters) for _ in range(chance.randint(2, 10))))
    known = sorted(known)
    chance.shuffle(known)
    weights, total = [], 0.0
    for rank in range(count):
        total += 1 / (rank + 2)
        weights.append(total)
    return lambda n: chance.choices(known, cum_weights=weights, k=n)


def paragraphs(some, chance):
    lines = []
    for _ in range(chance.randint(2, 5)):
        line = some(chance.randint(8, 30))
        lines.append(" ".join(line).capitalize() + ".")
    return lines


def maildir(target, count):
    chance = random.Random(20261124)
    some = words_of(chance)
    for folder in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(target, folder))
    files = [chance.randbytes(chance.randint(20_000, 50_000)) for _ in range(200)]
    start = 1_325_376_000
    for i in range(count):
        at = start + i * 3_600 + chance.randint(0, 3_000)
        sender, to = (MINE, THEIRS) if i % 7 == 6 else (THEIRS, MINE)
        stamp = date(at)
        text = paragraphs(some, chance)
        head = (
            f"Received: from mx.mail.example (mx.mail.example [192.0.2.7])\r\n"
            f"\tby mail.practice.example with ESMTPS id {i:08x}; {stamp}\r\n"
            f"Message-ID: <{i:08x}.{at:x}@mail.example>\r\n"
            f"Date: {stamp}\r\nFrom: {sender}\r\nTo: {to}\r\n"
            f"Subject: {' '.join(some(4))}\r\nMIME-Version: 1.0\r\n"
        )
        plain = "Content-Type: text/plain; charset=utf-8\r\n\r\n" + "\r\n\r\n".join(text) + "\r\n"
        if i % 2:
            inside = "".join(f"<p>{p}</p>\r\n" for p in text)
            body = (
                f"Content-Type: multipart/alternative; boundary=alt{i:x}\r\n\r\n--alt{i:x}\r\n{plain}\r\n"
                f"--alt{i:x}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                f"<html><head><style>p {{ margin: 1em }}</style></head><body>\r\n{inside}</body></html>\r\n--alt{i:x}--\r\n"
            )
        else:
            body = plain
        if i % 20 == 0:
            content = b"\x89PNG\r\n\x1a\n" + i.to_bytes(4) + chance.choice(files)
            coded = base64.encodebytes(content).decode().replace("\n", "\r\n")
            body = (
                f"Content-Type: multipart/mixed; boundary=mix{i:x}\r\n\r\n--mix{i:x}\r\n{body}\r\n"
                f"--mix{i:x}\r\nContent-Type: image/png; name=\"picture-{i}.png\"\r\n"
                f"Content-Disposition: attachment; filename=\"picture-{i}.png\"\r\n"
                f"Content-Transfer-Encoding: base64\r\n\r\n{coded}\r\n--mix{i:x}--\r\n"
            )
        with open(os.path.join(target, "cur", f"{at}.{i}.host:2,S"), "wb") as out:
            out.write((head + body).encode())


def date(at):
    from email.utils import formatdate

    return formatdate(at)


def archive(target, megabytes):
    chance = random.Random(20261124)
    some = words_of(chance)
    inbox = "your_facebook_activity/messages/inbox"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as out:
        film = chance.randbytes(4_000_000)
        count = megabytes // 4
        for i in range(count):
            name = f"{inbox}/other_{i % 300}/videos/{i}.mp4"
            out.writestr(name, i.to_bytes(8) + film, zipfile.ZIP_STORED)
        for other in range(300):
            talk(out, f"{inbox}/other_{other}", f"Other {other}", 200, some)
        talk(out, f"{inbox}/tallowmere_1", "C Tallowmere", 5_000, some)


def talk(out, folder, name, count, some):
    messages = [
        {
            "sender_name": "W Quillmarsh" if i % 7 == 6 else name,
            "timestamp_ms": 1_700_000_000_000 + i * 61_000,
            "content": " ".join(some(12)),
        }
        for i in reversed(range(count))
    ]
    whole = {
        "participants": [{"name": name}, {"name": "W Quillmarsh"}],
        "messages": messages,
        "title": name,
        "thread_path": folder.split("/", 2)[2],
    }
    out.writestr(f"{folder}/message_1.json", json.dumps(whole, indent=2))


if __name__ == "__main__":
    kind, target, count = sys.argv[1:]
    {"maildir": maildir, "archive": archive}[kind](target, int(count))
