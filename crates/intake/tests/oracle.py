"""Reads mail with Python's standard library: the second opinion of `differential.rs`.

For each message of each file given, one line of JSON: file, message id, address of the sender,
instant (seconds since 1970, or null where no zone is said), SHA-256 of each attachment.
"""

import email
import email.policy
import hashlib
import json
import mailbox
import sys
from email.utils import getaddresses, parsedate_to_datetime

sys.setrecursionlimit(20_000)


def attachments(part, inside=False):
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        return [digest for one in part.get_payload() for digest in attachments(one, True)]
    if kind == "message/rfc822":
        payload = part.get_payload()
        return [hashlib.sha256(payload[0].as_bytes()).hexdigest()] if isinstance(payload, list) else []
    letter = kind in ("text/plain", "text/html")
    if letter and not (inside and (part.get_filename() or part.get_content_disposition() == "attachment")):
        return []
    data = part.get_payload(decode=True)
    if data is None:
        data = b"".join(one.as_bytes() for one in part.get_payload())
    return [hashlib.sha256(data).hexdigest()]


def instant(message):
    try:
        date = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return None
    return int(date.timestamp()) if date.tzinfo is not None else None


def tell(name, message):
    senders = getaddresses([str(value) for value in message.get_all("From", [])])
    ident = message["Message-ID"]
    print(json.dumps({
        "file": name,
        "id": str(ident).strip() if ident else None,
        "from": senders[0][1] if senders else None,
        "instant": instant(message),
        "attachments": attachments(message),
    }))


for path in sys.argv[1:]:
    name = path.rsplit("/", 1)[-1]
    with open(path, "rb") as file:
        data = file.read()
    if data.startswith(b"From "):
        for one in mailbox.mbox(path, create=False):
            tell(name, one)
    else:
        tell(name, email.message_from_bytes(data))
