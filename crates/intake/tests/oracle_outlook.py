"""Reads messages of Outlook with `extract-msg` and `winmail.dat` with `tnefparse`: the second opinion
of `differential_outlook.rs`.

For each file given one line of JSON: file, subject, address of the sender, instant (seconds since
1970), plain words, SHA-256 of each attached file; `null` for the whole where it cannot be read.
"""

import email
import hashlib
import json
import logging
import sys
from email.utils import getaddresses

import extract_msg
import tnefparse

logging.disable(logging.CRITICAL)
SIGNATURE = b"\x78\x9f\x3e\x22"


def lines(text):
    return text.replace("\r\n", "\n").rstrip("\n\0") if text else None


def digest(data):
    return hashlib.sha256(data).hexdigest()


def outlook(path):
    with extract_msg.openMsg(path) as message:
        address = getaddresses([message.sender or ""])[0][1]
        if "@" not in address:
            address = message.getStringStream("__substg1.0_0065") or message.getStringStream("__substg1.0_0C1F")
        date = message.date
        return {
            "subject": message.subject,
            "from": address or None,
            "instant": int(date.timestamp()) if date else None,
            "words": lines(message.body),
            "files": [digest(one.data) for one in message.attachments if isinstance(one.data, bytes)],
        }


def mail(path):
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file)
    packed = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    packed = next(data for data in packed if data.startswith(SIGNATURE))
    opened = tnefparse.TNEF(packed)
    body = opened.body
    if isinstance(body, bytes):
        body = body.decode("cp1252")
    return {
        "subject": None,
        "from": None,
        "instant": None,
        "words": lines(body),
        "files": [digest(one.data) for one in opened.attachments],
    }


for path in sys.argv[1:]:
    try:
        told = mail(path) if path.endswith(".eml") else outlook(path)
    except Exception:  # What it cannot read it says in many ways.
        told = None
    print(json.dumps({"file": path.rsplit("/", 1)[-1], "told": told}))
