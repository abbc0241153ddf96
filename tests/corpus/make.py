"""Writes the corpus: one file for each trap of the formats that the readers read.

Byte by byte: a mail or zip library would repair what a reader must survive. All people, words and
addresses are invented; domains are reserved (RFC 2606), telephone numbers are for drama. The files
are checked in; tests do not make them. `python3 make.py` makes them anew, alike to the byte.
"""

import base64
import json
import struct
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
HIM, HER = "Ned Harrow <ned@harrow.example>", "Dr Ada Wren <ada@wren.example>"
TEXT = [("Content-Type", "text/plain; charset=utf-8")]


def write(name, data):
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


def head(*pairs, date="Tue, 04 Mar 2025 10:00:00 +0000", sender=HIM, ident="1@harrow.example", to=HER):
    """A usual head; a pair of a name that is there already takes its place."""
    usual = [("From", sender), ("To", to), ("Subject", "hello"), ("Date", date), ("Message-ID", f"<{ident}>")]
    given = {name.lower() for name, _ in pairs}
    fields = [(n, v) for n, v in usual if n.lower() not in given and v is not None] + list(pairs)
    return "".join(f"{name}: {value}\n" for name, value in fields if value is not None)


def mail(name, *pairs, body="Hello.\n", **usual):
    top = head(*pairs, **usual)
    body = body if isinstance(body, bytes) else body.encode("utf-8")
    write(f"mail/{name}.eml", top.encode("utf-8") + b"\n" + body)


def multipart(name, kind, boundary, body, *pairs, **usual):
    mail(name, ("MIME-Version", "1.0"), ("Content-Type", f"multipart/{kind}; boundary=\"{boundary}\""), *pairs, body=body, **usual)


RECEIVED = ("Received", "from out.harrow.example ([192.0.2.9])\n\tby mx.wren.example; Tue, 04 Mar 2025 10:00:05 +0000 (GMT)")


def mails():
    # F1-F6: dates
    mail("f01-next-day-in-london", date="Tue, 04 Mar 2025 23:30:00 -0500")
    mail("f02-zone-est5edt", RECEIVED, date="Tue, 04 Mar 2025 05:00:00 EST5EDT")
    mail("f02-zone-est", date="Tue, 04 Mar 2025 05:00:00 EST")
    mail("f02-offset-of-99-hours", date="Tue, 04 Mar 2025 10:00:00 +9900")
    for year, said in [("1997", "97"), ("2010", "10"), ("2025", "125")]:
        mail(f"f03-year-{year}", date=f"4 Mar {said} 10:00:00 +0000")
    for what, said in [("ctime", "Tue Jul 24 18:55:07 2007"), ("bare", "2 Apr 2014 10:27:40"),
                       ("offset-twice", "Wed, 5 Mar 2014 05:27:02 +0100 +0100"),
                       ("zone-in-comment", "Fri, 28 May 2010 10:43:37 (GMT)"),
                       ("twelve-hours", "Tuesday 02 March 2010 04:02:33 PM")]:
        mail(f"f04-date-{what}", date=said)
    mail("f05-sender-ahead", RECEIVED, date="Tue, 04 Mar 2025 10:30:00 +0000")
    mail("f05-sender-a-day-behind", RECEIVED, date="Mon, 03 Mar 2025 09:00:00 +0000")
    mail("f06-received-only", RECEIVED, date=None)
    mail("f06-no-time-at-all", date=None)
    # F7-F9: characters
    mail("f07-split-euro", ("Subject", "=?UTF-8?B?4oI=?= =?UTF-8?B?rA==?= and =?utf-8?q?under_line?="))
    mail("f07-inside-quotes", sender='"=?utf-8?Q?N=C3=A9d?= Harrow" <ned@harrow.example>')
    mail("f07-quoted-then-encoded", sender='"Ned" =?utf-8?Q?H=C3=A4rrow?= <ned@harrow.example>')
    for what, label, text in [("latin1-is-1252", "iso-8859-1", "‘You’ cost 5 €".encode("cp1252")),
                              ("ks-c-5601", "ks_c_5601-1987", "안녕".encode("euc-kr")),
                              ("iso-2022-jp", "iso-2022-jp", "こんにちは".encode("iso-2022-jp")),
                              ("gb2312", "gb2312", "你好".encode("gb2312")),
                              ("utf-7", "utf-7", b"Hi +AOk-"),
                              ("unknown", "x-unknown", "café".encode("utf-8")),
                              ("ascii-is-utf8", "us-ascii", "café".encode("utf-8")),
                              ("ascii-is-1252", "us-ascii", "café".encode("cp1252")),
                              ("utf8-broken", "utf-8", b"caf\xe9 and more")]:
        mail(f"f08-{what}", ("Content-Type", f"text/plain; charset={label}"), body=text + b"\n")
    for what, disposition in [("out-of-order", "attachment; filename*1*=%20two.txt; filename*0*=utf-8''one"),
                              ("split-character", "attachment; filename*0*=utf-8''5%E2%82; filename*1*=%AC.txt"),
                              ("both-names", "attachment; filename=\"plain.txt\"; filename*=utf-8''right%20one.txt"),
                              ("extension-in-second", "attachment; filename*0=\"report\"; filename*1=\".txt\""),
                              ("not-in-charset", "attachment; filename*=utf-8''caf%E8.txt"),
                              ("empty", ";")]:
        multipart(f"f09-name-{what}", "mixed", "b", "--b\n\nSee the file.\n--b\nContent-Type: application/octet-stream\n"
                  f"Content-Disposition: {disposition}\n\nfile\n--b--\n")
    # F10-F11: people, heads
    mail("f10-name-is-an-address", sender='"ada@wren.example" <x@evil.example>')
    mail("f10-two-senders", ("From", "Ned Harrow <ned@harrow.example>\nFrom: Other <other@evil.example>"))
    mail("f10-group", ("To", "Doctors: ada@wren.example, \"B, C\" <bc@wren.example>;"))
    mail("f10-sender-differs", ("Sender", "robot@bulk.example"), ("Reply-To", "elsewhere@harrow.example"))
    write("mail/f11-no-empty-line.eml", head(*TEXT) + "Dear Doctor\nI wait.\n")
    write("mail/f11-line-without-colon.eml", head().replace("Subject", "no colon on this line\nSubject") + "\nHello.\n")
    write("mail/f11-bare-cr.eml", (head() + "\nHello.\n").replace("\n", "\r"))
    write("mail/f11-zero-bytes.eml", head(("Subject", "a\0b")).encode() + b"\nHel\0lo.\n")
    write("mail/f11-mixed-ends.eml", head().replace("\nDate", "\r\nDate") + "\r\nOne\nTwo\r\n")
    write("mail/f11-byte-order-mark.eml", "\ufeff" + head() + "\nHello.\n")
    write("mail/f11-from-line.eml", "From ned@harrow.example Tue Mar  4 10:00:00 2025\n" + head() + "\nHello.\n")
    # F12-F15: parts
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(500))
    write("mail/f12-500-multiparts.eml", head(("MIME-Version", "1.0")) + deep + "\nat the bottom\n")
    write("mail/f12-500-messages.eml", head(("MIME-Version", "1.0")) + "Content-Type: message/rfc822\n\n" * 500 + "at the bottom\n")
    multipart("f13-boundary-begins-another", "mixed", "b", "--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\ninner\n--bb--\n--b\n\nouter\n--b--\n")
    multipart("f13-same-boundary", "mixed", "b", "--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ninner\n--b--\n--b--\n")
    multipart("f13-empty-boundary", "mixed", "", "--\n\ntext\n----\n")
    multipart("f13-never-closed", "mixed", "b", "--b\n\none\n--b\n\ntwo\n")
    multipart("f14-attached-message", "mixed", "b", "--b\n\nSee this.\n--b\nContent-Type: message/rfc822\n\n" + head(sender="Mallory <m@evil.example>", date="Sat, 01 Jan 2000 00:00:00 +0000") + "\ninner words\n--b--\n")
    mail("f15-base64-with-spaces", ("Content-Transfer-Encoding", "base64"), *TEXT, body="SGVs bG8g\n d29y bGQ=\n")
    mail("f15-base64-cut", ("Content-Transfer-Encoding", "base64"), *TEXT, body="SGVsbG8gd29ybG")
    mail("f15-quoted-broken", ("Content-Transfer-Encoding", "quoted-printable"), *TEXT, body="one=XY two =E2=82=AC end=")
    mail("f15-uuencode", *TEXT, body="See below.\n\nbegin 644 note.txt\n#0V%T\n`\nend\n\nBye.\n")
    # F16-F18
    mail("f16-html-only", ("Content-Type", "text/html; charset=utf-8"), body="<p>Seen <b>words</b> &amp; more</p><div style='display:none'>not seen</div><img src='http://tracker.invalid/x.gif'><script>alert(1)</script>\n")
    multipart("f17-winmail", "mixed", "b", "--b\n\nSee.\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgEA\n--b--\n")
    inner = b"Content-Type: text/plain\r\n\r\nSigned words.\r\n"
    mail("f18-signed-opaque", ("Content-Type", "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"), ("Content-Transfer-Encoding", "base64"), body=base64.encodebytes(signed(inner)))
    mail("f18-enveloped", ("Content-Type", "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"), ("Content-Transfer-Encoding", "base64"), body=base64.encodebytes(der(0x30, der(0x06, b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"))))
    mail("f18-signed-clear", ("Content-Type", "multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\""), body="--b\n\nClear words.\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\nMAA=\n--b--\n")
    # F19-F24
    mail("f19-one-message", *TEXT)
    write("mail/f19-the-same-elsewhere.eml", ("X-Gmail-Labels: Inbox\n" + head(*TEXT) + "\nHello.\n").replace("\n", "\r\n"))
    mail("f19-no-id", *TEXT, ("Message-ID", None))
    mail("f20-bounce", ("Content-Type", "multipart/report; report-type=delivery-status; boundary=b"), ("Auto-Submitted", "auto-replied"), sender="Mail Delivery <mailer-daemon@wren.example>",
         body="--b\n\nIt could not be delivered.\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b\nContent-Type: message/rfc822\n\n" + head() + "\nreturned\n--b--\n")
    mail("f20-automatic-reply", ("Auto-Submitted", "auto-replied"), body="I am away.\n")
    mail("f20-read-receipt", ("Content-Type", "multipart/report; report-type=disposition-notification; boundary=b"), body="--b\n\nIt was read.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: displayed\n--b--\n")
    mail("f21-quoted-reply", *TEXT, body="No.\n\nOn Monday, Dr Wren wrote:\n> Please do not write to me.\n")
    write("mail/f22-raw-utf8.eml", head(("Subject", "Grüße ☕"), sender="Néd Härrow <ned@härrow.example>") + "\nHello.\n")
    mail("f22-punycode", sender="Ned <ned@xn--hrrow-gra.example>")
    mail("f23-blind-copy", to="undisclosed-recipients:;")


def der(tag, body):
    return bytes([tag, 0x82]) + struct.pack(">H", len(body)) + body


def signed(content):
    oid = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07"
    inner = der(0x30, der(0x06, oid + b"\x01") + der(0xA0, der(0x04, content)))
    return der(0x30, der(0x06, oid + b"\x02") + der(0xA0, der(0x30, der(0x02, b"\1") + der(0x31, b"") + inner)))


STAMP = "Tue Mar 04 10:00:00 2025"


def boxed(n, body="Hello.\n", line=None, **usual):
    first = f"From ned@harrow.example {STAMP}\n" if line is None else line
    return first + head(ident=f"{n}@harrow.example", **usual) + "\n" + body + "\n"


def mailboxes():
    def box(name, *messages):
        write(f"mbox/{name}.mbox", "".join(messages))

    box("f25-lines-that-begin-from", boxed(1, "One.\n\nFrom Russia with love\n\nFrom here: to there\n"), boxed(2))
    box("f26-bare-separators", boxed(1, line="From \n").rstrip("\n") + "\n", boxed(2, line="From -\n").rstrip("\n") + "\n", boxed(3, line="From - " + STAMP + "\n"))
    box("f26-git-patch", boxed(1, "See the patch.\n\nFrom " + "0123456789abcdef" * 2 + "01234567 Mon Sep 17 00:00:00 2001\nFrom: G <g@harrow.example>\nSubject: [PATCH] x\n"), boxed(2))
    box("f27-mboxo", boxed(1, "One.\n\n>From here on\n"), boxed(2))
    box("f27-mboxrd", boxed(1, "One.\n\n>From here on\n>>From quoted\n"), boxed(2))
    body = "One.\n\n>From here on\n\n"
    box("f27-mboxcl", boxed(1, body).replace("\n\n", f"\nContent-Length: {len(body)}\n\n", 1), boxed(2))
    body = f"One.\n\nFrom ned@harrow.example {STAMP}\nSubject: not a message\n\nstill one\n"
    for name, length in [("f27-mboxcl2", len(body)), ("f28-length-too-long", len(body) + 40), ("f28-length-too-short", 4), ("f28-length-negative", -5)]:
        box(name, boxed(1, body).replace("\n\n", f"\nContent-Length: {length}\n\n", 1), boxed(2))
    for what, line in [("takeout", "From 1545668983435175434@xxx Tue Mar 04 10:00:00 +0000 2025\n"),
                       ("remote-from", f"From ned {STAMP} remote from hub\n"), ("no-seconds", "From ned@harrow.example Tue Mar  4 10:00 2025\n"),
                       ("named-zone", "From ned@harrow.example Tue Mar  4 10:00:00 GMT 2025\n"), ("offset-behind", f"From ned@harrow.example {STAMP} +0100\n")]:
        box(f"f29-{what}", boxed(1, line=line, date=None), boxed(2, line=line))
    labels = "=?UTF-8?Q?Posteingang,=22a,_b=22?=,\n =?UTF-8?Q?Ge=C3=B6ffnet?="
    box("f30-labels", boxed(1, line="From 154@xxx Tue Mar 04 10:00:00 +0000 2025\n").replace("From: ", f"X-GM-THRID: 1545\nX-Gmail-Labels: {labels}\nFrom: ", 1))
    box("f31-empty")
    box("f31-byte-order-mark", "\ufeff" + boxed(1), boxed(2))
    box("f31-no-line-end", boxed(1), boxed(2).rstrip("\n"))
    write("mbox/f31-crlf.mbox", (boxed(1) + boxed(2)).replace("\n", "\r\n"))
    box("f31-rubbish-before", "this is no message\nnor this\n\n", boxed(1), boxed(2))
    box("f31-one-broken", *(boxed(n) if n != 5 else f"From x {STAMP}\nX-Status: broken\n\nno sender, no date\n\n" for n in range(1, 11)))
    box("f19-same-id-other-words", boxed(1, "One.\n"), boxed(1, "Other.\n"), boxed(1, "One.\n"))
    box("f19-flood-without-id", *(boxed(1, "Answer me.\n").replace("Message-ID: <1@harrow.example>\n", "") for _ in range(3)))


def letter(n, *pairs, body="Hello.\n", **usual):
    usual = {"ident": f"{n}@harrow.example", **usual}
    return head(*pairs, **usual) + "\n" + body


def folders():
    """A colon stands in no name here, so that the files can be checked out everywhere."""
    def folder(name, **files):
        for path, data in files["of"].items():
            write(f"maildir/{name}/{path}", data)

    hers = {"sender": HER, "to": HIM}
    folder("f33-flags", of={
        "cur/1741082400.M1P7.host;2,FRS": letter(1), "cur/1741082401.M2P7.host_2,T": letter(2), "cur/1741082402.M3P7.host!2,DS": letter(3, **hers),
        "cur/1741082403.M4P7.host,S=180_2,PSa": letter(4), "cur/1741082404.M5P7.host": letter(5), "cur/.hidden": "not a message\n",
        "new/1741082405.M6P7.host": letter(6), "tmp/1741082406.M7P7.host": letter(7, body="Hel"), "dovecot-uidlist": "3 V1 N8\n"})
    folder("f33-folders", of={
        "cur/1741082400.M1P7.host_2,S": letter(1), "new/1741082401.M2P7.host": letter(2), ".Sent/cur/1741082402.M3P7.host_2,S": letter(3, **hers),
        ".Sent/maildirfolder": "", ".Archive.2025/cur/1741082400.M1P7.host_2,S": letter(1, ("X-Gmail-Labels", "Archive")),
        "Inner/cur/1741082403.M4P7.host": letter(4), "Inner/dovecot.index.log": "\0\1"})
    folder("f19-flood-without-id", of={f"new/174108240{n}.M1P7.host": letter(n, body="Answer me.\n", ident=None).replace("Message-ID: <None>\n", "") for n in range(3)} | {"tmp/1.host": ""})
    folder("f19-same-id-other-words", of={"cur/1.host": letter(1, body="One.\n"), ".Sent/cur/1.host": letter(1, body="Other.\n")})
    folder("f31-one-broken", of={f"cur/{n}.host": letter(n) if n != 2 else "X-Status: broken\n\nno sender, no date\n" for n in range(1, 4)} | {"cur/4.host": b"\x1f\x8b\x08rubbish", "cur/5.host": ""})
    folder("packed-by-the-server", of={
        "cur/1741082400.M1P7.host,S=180,W=190_2,S": gz(letter(1).encode()), "cur/1741082401.M2P7.host_2,FS": letter(2), ".Archive/cur/1741082400.M1P7.host_2,S": letter(1),
        "cur/1741082402.M3P7.host_2,S": gz(letter(3).encode())[:-20], "cur/1741082403.M4P7.host_2,S": gz(gz(letter(4).encode())), "cur/1741082404.M5P7.host_2,S": gz(letter(5)[:60].encode()) + gz(letter(5)[60:].encode()),
        "cur/1741082405.M6P7.host_2,S": gz(b"\0" * (65 << 20), level=9)})
    folder("plain", of={"2025-03-04 hello.eml": letter(1), "later/Again.EML": letter(2), "later/.old/x.eml": letter(3), "later/._Again.EML": "rubbish\n",
                        "list.txt": "two letters\n", "photo.jpg": b"\xff\xd8\xff\xe0", "new/notes.txt": "not a maildir\n"})
    folder("f32-apple.mbox", of={"mbox": boxed(1) + boxed(2), "table_of_contents": b"\0\1"})
    folder("f32-messages.mbox", of={"Info.plist": "<plist/>\n", "Messages/1.emlx": emlx(letter(1)), "Messages/2.partial.emlx": emlx(letter(2)), "Messages/3.emlx": emlx(letter(3, **hers), flags=0x41)})
    folder("nothing-to-read", of={"notes.txt": "bread, milk\n", "new/photo.jpg": b"\xff\xd8\xff\xe0"})


def emlx(message, count=None, flags=1, received=1741082405):
    message = message if isinstance(message, bytes) else message.encode("utf-8")
    first = f"{len(message) if count is None else count:<10}\n" if count != "" else ""
    keys = f"\t<key>date-received</key>\n\t<integer>{received}</integer>\n\t<key>flags</key>\n\t<integer>{flags}</integer>\n"
    tail = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "list.dtd">\n<plist version="1.0">\n<dict>\n' + keys + "</dict>\n</plist>\n"
    return first.encode() + message + tail.encode()


def apple():
    def one(name, *of, **with_):
        write(f"emlx/{name}.emlx", emlx(*of, **with_))

    one("f111-padded-count", letter(1, body="Before a list: <?xml?><plist>\n"))
    one("f111-count-too-big", letter(1), count=99999)
    one("f111-count-too-small", letter(1), count=20)
    one("f111-count-negative", letter(1), count=-5)
    one("f111-count-beyond-numbers", letter(1), count=10**30)
    one("f111-no-count", letter(1), count="")
    write("emlx/f111-cut-off.emlx", emlx(letter(1))[:120])
    one("f112-attachments-elsewhere.partial", letter(1, ("X-Apple-Content-Length", "20000")))
    one("f113-flags-beyond-32-bits", letter(1), flags=(1 << 33) | 0x117)
    one("f113-only-date-received", letter(1, date=None))
    one("f113-date-received-in-2100", letter(1, date=None), received=4102444800)


MARK, THIN, NBSP = "\u200e", "\u202f", "\u00a0"


def chat(name, text, encoding="utf-8"):
    write(f"whatsapp/{name}.txt", text.encode(encoding))


def zipped(name, *files, folder="whatsapp"):
    """A zip with fixed times. A file may bring (flags, crc, size, mode, local name) of its own."""
    out, directory = b"", b""
    for file in files:
        file_name, data, odd = (*file, {})[:3]
        data = data if isinstance(data, bytes) else data.encode("utf-8")
        raw = file_name if isinstance(file_name, bytes) else file_name.encode("utf-8")
        flags = odd.get("flags", 0 if isinstance(file_name, bytes) else 0x800)
        crc, size = odd.get("crc", zlib.crc32(data)), odd.get("size", len(data))
        fixed = struct.pack("<HHHHHIII", 20, flags, 0, 0x6000, 0x5A64, crc, len(data), size)
        local = odd.get("local", raw)
        at = odd.get("at", len(out))
        if "at" not in odd:
            out += b"PK\3\4" + fixed + struct.pack("<HH", len(local), 0) + local + data
        directory += b"PK\1\2" + struct.pack("<H", 0x0314) + fixed + struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, odd.get("mode", 0o100600) << 16, at) + raw
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(out), 0)
    write(f"{folder}/{name}.zip", out + directory + end)
    return out + directory + end


def chats():
    # F34: stamps. Two records each, so that the shape and the order can be told.
    for name, first, second in [
        ("us", "3/26/18, 1:55 PM - ", "3/27/18, 12:05 AM - "), ("us-narrow-space", f"3/26/18, 1:55{THIN}PM - ", f"3/27/18, 12:05{THIN}AM - "),
        ("es-p-m", f"20/6/2017 8:28 p.{NBSP}m. - ", f"21/6/2017 8:28 a.{NBSP}m. - "), ("nl-point", "23-06-2018, 01.55 PM - ", "24-06-2018, 12.05 PM - "),
        ("de-colon", "13.06.18 21.25.15: ", "14.06.18 07.05.00: "), ("de-bracket", "[13.06.18, 21:25:15] ", "[14.06.18, 07:05:00] "),
        ("fi-klo", "13.6.2018 klo 21.25.15 - ", "14.6.2018 klo 7.05.00 - "), ("hr-space", "13. 6. 2018. 21:25:15 ", "14. 6. 2018. 07:05:00 "),
        ("tight", "[2026/7/9 02:28:09] ", "[2026/7/10 02:28:09] "), ("dotted-a-m", "[31/12/2019, 2:14:40 a.m.] ", "[1/1/2020, 2:14:40 p.m.] "),
        ("zh", "2022/3/27 下午9:41 - ", "2022/3/28 上午9:41 - "), ("ko", "2022/3/27 오후 9:41 - ", "2022/3/28 오전 9:41 - "),
        ("vi-time-first", "[21:41:35, 3/27/22] ", "[07:05:00, 3/28/22] "), ("ar-digits", f"[٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥{NBSP}م] ", f"[٢٨\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥{NBSP}ص] "),
        ("fa-digits", "۲۰۲۱/۵/۳۰، ۱۸:۴۴ - ", "۲۰۲۱/۵/۳۱، ۰۷:۰۵ - "), ("th-buddhist", "[3/27/2565 BE, 21:41:35] ", "[3/28/2565 BE, 07:05:00] "), ("ja-reiwa", "[3/27/R4, 21:41:35] ", "[3/28/R4, 07:05:00] ")]:
        colon = ":" if name == "tight" else ": "
        chat(f"f34-{name}", f"{first}Ned{colon}one\n{second}Ada{colon}two\n{second}Ned{colon}three\n")
    a = "25/02/2026, 10:0{} - "
    chat("f35-marks-before", f"\ufeff{MARK}[25/02/2026, 12:05:00 AM] Ned: one\r\n\u200f[25/02/2026, 12:05:00 PM] Ned: two\r\n\u202a[26/02/2026, 1:00:00 PM]\u202c Ada: three\r\n")
    chat("f36-decided-late", "03/04/2026, 10:00 - Ned: one\n04/04/2026, 10:00 - Ada: two\n13/04/2026, 10:00 - Ned: three\n")
    chat("f36-undecidable", "03/04/2026, 10:00 - Ned: one\n04/05/2026, 10:00 - Ada: two\n05/06/2026, 10:00 - Ned: three\n")
    chat("f36-sequence", "01/12/2025, 10:00 - Ned: one\n02/11/2025, 10:00 - Ada: two\n03/10/2025, 10:00 - Ned: three\n")
    chat("f36-same-both-ways", "03/03/2026, 10:00 - Ned: one\n04/04/2026, 10:00 - Ada: two\n")
    chat("f37-two-exports-in-one", "13/01/2026, 10:00 - Ned: one\n14/01/2026, 10:00 - Ada: two\n05/02/2026, 10:00 - Ned: three\n"
         "01/13/2026, 10:00 - Ned: one\n01/14/2026, 10:00 - Ada: two\n02/05/2026, 10:00 - Ned: three\n")
    chat("f38-out-of-order", a.format(5) + "Ned: one\n" + a.format(3) + "Ada: two\n" + a.format(4) + "Ned: three\n" + a.format(6) + "Ada: four\n")
    chat("f39-lines-ios", "[25/02/2026, 10:00:00] Ned: one\n\ntwo  \n\n  three\r\n[25/02/2026, 10:00:01] Ada: x\r\n[25/02/2026, 10:00:02] Ned: y\r\n")
    chat("f39-lines-android", a.format(0) + "Ned: one\n\ntwo  \n\n  three\n" + a.format(1) + "Ada: x\n")
    chat("f40-a-date-in-the-text", a.format(0) + "Ned: be there\n2016-04-29 10:30:00\n25/02/2026\n" + a.format(1) + "Ada: no\n")
    chat("f40-pasted-stranger", a.format(0) + "Ned: hi\n" + a.format(1) + "Ada: no\n" + a.format(5) + "Ned: look what she said:\n01/02/2026, 09:00 - Carol: he is odd\n" + a.format(6) + "Ada: stop\n" + a.format(7) + "Ned: why\n")
    chat("f40-pasted-from-above", a.format(0) + "Ned: hi\n" + a.format(1) + "Ada: no\n" + a.format(5) + "Ned: you said:\n" + a.format(1) + "Ada: no\n" + a.format(6) + "Ada: stop\n")
    chat("f40-pasted-ios", "[25/02/2026, 10:00:00] Ned: hi\r\n[25/02/2026, 10:00:05] Ada: no\r\n[25/02/2026, 10:00:09] Ned: you said\n[25/02/2026, 10:00:05] Ada: no\r\n[25/02/2026, 10:01:00] Ada: stop\r\n")
    chat("f41-colon-in-name", "".join(a.format(n) + f"Dr: Ada: line {n}\n" + a.format(n) + f"Ned: note: {n}\n" for n in range(3)) + "".join(a.format(n) + f"Dr: Ada: more {n}\n" for n in range(3, 6)) + a.format(6) + "Ned: last\n")
    chat("f41-dash-in-name", a.format(0) + "Ada - French: one\n" + a.format(1) + "Ned: two - three: four\n" + a.format(2) + "Ada - French: five\n" + a.format(3) + "Ned: six\n")
    chat("f41-tilde-and-number", f"[25/02/2026, 10:00:00] ~{THIN}Nev: one\r\n[25/02/2026, 10:00:01] \u202a+44\u00a07700\u00a0900\u2011142\u202c: two\r\n[25/02/2026, 10:00:02] ~{THIN}Nev: three\r\n[25/02/2026, 10:00:03] \u202a+44\u00a07700\u00a0900\u2011142\u202c: four\r\n")
    chat("f41-emoji-and-right-to-left", a.format(0) + "נד 🌹: שלום\n" + a.format(1) + "Ada 🩺: no\n" + a.format(2) + "נד 🌹: למה\n" + a.format(3) + "Ada 🩺: no\n")
    chat("f42-app-android", a.format(0) + "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. Learn more.\n" + a.format(1) + "Ned created group \"Knees: ours\"\n" + a.format(2) + "Ned: hi\n" + a.format(3) + "Ada left\n" + a.format(4) + "Ned: oh\n")
    chat("f42-app-ios", f"[25/02/2026, 10:00:00] Knees: {MARK}Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.\r\n[25/02/2026, 10:00:01] Ned: {MARK}Ned created group “Knees”\r\n[25/02/2026, 10:00:02] Ned: hi\r\n[25/02/2026, 10:00:03] Ada: {MARK}Ada left\r\n[25/02/2026, 10:00:04] Ned: oh\r\n")
    chat("f43-words-of-the-app-in-messages", a.format(0) + "Ned: I added you on Facebook\n" + a.format(1) + "Ned: you removed me\n" + a.format(2) + "Ada: I left\n" + a.format(3) + "Ned changed the subject from \"x: y\" to \"z\"\n" + a.format(4) + "Ada: no\n")
    chat("f44-deleted", a.format(0) + "Ned: This message was deleted\n" + a.format(1) + "Ada: You deleted this message\n" + a.format(2) + "Ned: Why: This message was deleted\n" + a.format(3) + "Ada: This message was deleted, you said\n")
    chat("f45-edited", f"[25/02/2026, 10:00:00] Ned: I know {MARK}<This message was edited>\r\n[25/02/2026, 10:00:01] Ada: no\r\n[25/02/2026, 10:00:02] Ned: two\nlines. {MARK}<This message was edited>\r\n")
    omitted = ["<Media omitted>", "<Medien ausgeschlossen>", "<Multimedia omitido>", "<Médias omis>", "<Media omessi>", "<Mídia omitida>", "<Media weggelaten>", "<pominięto multimedia>", "<Без медиафайлов>", "<medya dahil edilmedi>", "<تم استبعاد الوسائط>", "<رسانه حذف شد>", "<मीडिया के बिना>", "<忽略多媒體檔>", "<省略多媒体文件>", "<미디어 파일 제외됨>"]
    chat("f46-omitted-android", "".join(a.format(0) + f"Ned: {words}\n" for words in omitted) + a.format(1) + "Ned: <Media omitted>\nwith a caption\n" + a.format(2) + "Ada: sorry, image omitted\n" + a.format(3) + "Ada: no\n")
    chat("f46-omitted-ios", "".join(f"{MARK}[25/02/2026, 10:00:0{i}] Ned: {MARK}{words}\r\n" for i, words in enumerate(["image omitted", "Bild weggelassen", f"x.pdf • {MARK}3 pages {MARK}document omitted", "sticker omitted", "GIF omitted"])) + "[25/02/2026, 10:01:00] Ada: no\r\n")
    zipped("f47-attached", ("_chat.txt", f"[25/02/2026, 10:00:00] Ned: {MARK}<attached: 00000042-PHOTO-2026-02-25-10-00-00.jpg>\r\n[25/02/2026, 10:00:01] Ned: a b.c.pdf {MARK}<attached: 00000043-a b.c.pdf>\r\n[25/02/2026, 10:00:02] Ned: {MARK}<attached: 00000044-GONE.jpg>\r\n[25/02/2026, 10:00:03] Ada: 2015-08-04-PHOTO-00004762.jpg <{MARK}attached>\r\n[25/02/2026, 10:00:04] Ada: no\r\n"),
           ("00000042-PHOTO-2026-02-25-10-00-00.jpg", b"\xff\xd8\xff\xe0one"), ("00000043-a b.c.pdf", "%PDF-two"), ("nobody-names-me.jpg", "three"))
    zipped("f47 WhatsApp Chat mit Ned", ("WhatsApp Chat mit Ned.txt", a.format(0) + "Ned: IMG-20260225-WA0001.jpg (Datei angehängt)\nUnsere Bank\n" + a.format(1) + "Ned: café.vcf (liitetty tiedosto)\n" + a.format(2) + "Ned: nein (was sonst)\n" + a.format(3) + "Ada: no\n"),
           ("IMG-20260225-WA0001.jpg", "one"), ("cafe\u0301.vcf", "BEGIN:VCARD\nEND:VCARD\n"))
    chat("f48-nothing", a.format(0) + "Ned: \n" + a.format(1) + "Ned: null\n" + a.format(2) + "Ned:\n" + a.format(3) + "Ada: null and void\n")
    chat("f49-calls", "".join(f"[25/02/2026, 10:00:0{i}] Ned: {words}\r\n" for i, words in enumerate([MARK + "Missed voice call. " + MARK + "Tap to call back", MARK + "Voice call. " + MARK + "No answer", MARK + "Video call. " + MARK + "5 min", "Missed voice call, I said"])) + "[25/02/2026, 10:01:00] Ada: no\r\n")
    chat("f50-kinds", a.format(0) + "Ned: location: https://maps.google.com/?q=-12.3,45.6\n" + a.format(1) + "Ned: live location shared\n" + a.format(2) + "Ned: Ned.vcf (file attached)\n" + a.format(3) + "Ned: POLL:\nWill you come?\nOPTION: Yes (1 vote)\nOPTION: No (0 votes)\n" + a.format(4) + "Ada: no\n")
    chat("f51-clocks-go-back-and-forward", "26/10/2025, 01:30 - Ned: twice\n29/03/2026, 01:30 - Ned: never\n30/03/2026, 09:00 - Ada: no\n")
    for system, clock in [("android", "{}, 10:0{} - "), ("ios", "[{}, 10:0{}:0{}] ")]:
        texts = ["Ned: one", "Ned: Answer me.", "Ned: Answer me.", "Ada: no", "Ned: after"]
        minutes = [0, 1, 1, 2, 9]
        end = "\r\n" if system == "ios" else "\n"
        chat(f"f52-{system}", "".join(clock.format("25/02/2026", m, i) + t + end for i, (m, t) in enumerate(zip(minutes, texts))))
    plain = a.format(0) + "Néd: caf\u0065\u0301\n" + a.format(1) + "Ada: no\n" + a.format(2) + "Néd: why\n"
    chat("f53-byte-order-mark", "\ufeff" + plain)
    chat("f53-utf-16-le", "\ufeff" + plain, "utf-16-le")
    chat("f53-utf-16-be", "\ufeff" + plain, "utf-16-be")
    write("whatsapp/f53-broken-bytes.txt", plain.encode().replace(b"no", b"n\xff\xc3o"))
    chat("f53-first-line-cut", "half of a message\nand another line\n" + plain)
    inner = a.format(0) + "Carol: not this\n" + a.format(1) + "Dan: nor this\n"
    zipped("f54-two-chats", ("WhatsApp Chat with Carol.txt", inner), ("_chat.txt", f"[25/02/2026, 10:00:00] Ned: {MARK}<attached: WhatsApp Chat with Carol.txt>\r\n[25/02/2026, 10:00:01] Ada: no\r\n"))
    zipped("f54 Discussion WhatsApp avec Ned", ("Discussion_WhatsApp_avec_Ned.txt", plain))
    chat("f55-before-the-renaming", a.format(0) + "Ned H: one\n" + a.format(1) + "Ada: no\n" + a.format(2) + "Ned H: two\n")
    chat("f55-after-the-renaming", a.format(0) + "DO NOT ANSWER: one\n" + a.format(1) + "Ada: no\n" + a.format(2) + "DO NOT ANSWER: two\n")
    archives(a)


def archives(a):
    text = a.format(0) + "Ned: x.jpg (file attached)\n" + a.format(1) + "Ada: no\n" + a.format(2) + "Ned: y.jpg (file attached)\n"
    whole = zipped("f137-whole", ("_chat.txt", text), ("x.jpg", "one"), ("y.jpg", "two"))
    write("whatsapp/f137-cut-off.zip", whole[:-40])
    write("whatsapp/f137-something-before.zip", b"MZ rubbish before\n" + whole)
    zipped("f138-name-in-437", ("_chat.txt", text.replace("x.jpg", "Ä.jpg")), (b"\x8e.jpg", "one"), ("y.jpg", "two"))
    zipped("f139-climbing-names", ("_chat.txt", text), ("../../x.jpg", "one"), ("/etc/y.jpg", "two"), ("C:\\z.jpg", "three"), ("a\\..\\b\0\x1b[31m.jpg", "four"))
    zipped("f140-link", ("_chat.txt", text), ("x.jpg", "/etc/passwd", {"mode": 0o120777}), ("y.jpg", "two"))
    zipped("f141-one-name-twice", ("_chat.txt", text), ("x.jpg", "one"), ("x.jpg", "other"), ("y.jpg", "two"))
    zipped("f141-local-name-differs", ("_chat.txt", text), ("x.jpg", "one", {"local": b"w.jpg"}), ("y.jpg", "two"))
    zipped("f142-says-5-gb", ("_chat.txt", text), ("x.jpg", "one", {"size": 0xFFFFFFF0}), ("y.jpg", "two"))
    zipped("f142-overlapping", ("_chat.txt", text), ("x.jpg", "one"), ("y.jpg", "one", {"at": 30}))
    zipped("f143-encrypted", ("_chat.txt", text), ("x.jpg", "0123456789abone", {"flags": 0x801}), ("y.jpg", "two"))
    zipped("f146-damaged", ("_chat.txt", text), ("x.jpg", "one", {"crc": 1}), ("y.jpg", "two"))
    zipped("f147-clutter", ("_chat.txt", text), ("x.jpg", "one"), ("y.jpg", "two"), ("__MACOSX/._x.jpg", "rubbish"), (".DS_Store", "rubbish"), ("Thumbs.db", "rubbish"))


def mangled(text):
    """As the sites write it: each byte of the UTF-8 a letter of its own."""
    return text.encode("utf-8").decode("latin-1")


T = 1740996000000  # 3 March 2025, 10:00 UTC


def said(n, content=None, who="Ned Harrow", at=None, **more):
    words = {} if content is None else {"content": content}
    return {"sender_name": who, "timestamp_ms": T + n * 60000 if at is None else at, **words, "is_geoblocked_for_viewer": False, **more}


def talk(*messages, people=("Ned Harrow", "Ada Wren"), title="Ned Harrow", indent=2, **more):
    whole = {"participants": [{"name": name} for name in people], "messages": list(messages), "title": title, "is_still_participant": True, **more}
    return json.dumps(whole, indent=indent)


def secret(n, text, who="Ned Harrow", **more):
    return {"isUnsent": False, "media": [], "reactions": [], "senderName": who, "text": text, "timestamp": T + n * 60000, "type": "text", **more}


def conversations():
    def one(name, text):
        write(f"meta/{name}.json", text)

    def box(name, *files):
        zipped(name, *files, folder="meta")

    no = said(9, "no", "Ada Wren")
    inbox = "your_activity_across_facebook/messages/inbox/nedharrow_101/"
    one("f56-mangled-letters", talk(
        said(8, mangled("café 😠"), mangled("Néd Härrow"), reactions=[{"reaction": mangled("😠"), "actor": mangled("Néd Härrow")}]),
        said(7, "caf\u00e9", mangled("Néd Härrow")), said(6, mangled("café") + " \u2019", mangled("Néd Härrow")),
        said(5, mangled("na so was"), mangled("Néd Härrow"), share={"link": "https://harrow.example/x", "share_text": mangled("Grüße")}), no,
        people=(mangled("Néd Härrow"), "Ada Wren"), title=mangled("Néd Härrow")))
    one("f56-letters-that-are-right", json.dumps({"participants": [{"name": "Néd Härrow"}, {"name": "Ada Wren"}], "messages": [said(5, "café 😠 ’", "Néd Härrow"), no], "title": "Néd Härrow"}, ensure_ascii=False))
    one("f57-once-only", talk(said(5, mangled("Ã©")), no))
    box("f58-order-of-files", *((f"{inbox}message_{n}.json", talk(said(100 - n * 10 + 1, f"later {n}"), said(100 - n * 10, f"earlier {n}"))) for n in (1, 10, 2, 9)))
    box("f59-beside-conversations", (inbox + "message_1.json", talk(said(5, "one"), no)), (inbox + "message_final.json", talk(said(6, "not this"))), (inbox + ".DS_Store", "x"),
        ("your_activity_across_facebook/messages/autofill_information.json", "{}"), ("your_activity_across_facebook/messages/inbox/a_1/message_1.json", '{"participants": [{"name": "Cy Orme"}]}'),
        ("your_activity_across_facebook/messages/inbox/b_1/message_1.json", json.dumps({"messages": [said(4, "no list of people")]})), ("your_activity_across_facebook/messages/inbox/c_1/message_1.json", '{"title": "x"}'))
    whole = talk(said(7, "three"), said(6, "two"), said(5, "one"))
    cut = whole[:whole.index("two") + 2]
    box("f60-broken-conversations", (inbox + "message_1.json", whole), (inbox.replace("nedharrow_101", "cut_1") + "message_1.json", cut),
        (inbox.replace("nedharrow_101", "broken_1") + "message_1.json", "this is no JSON"), (inbox.replace("nedharrow_101", "crc_1") + "message_1.json", whole, {"crc": 1}))
    one("f60-cut-off", cut)
    one("f60-quote-missing", whole.replace('two"', "two"))
    tight = talk(said(7, "three"), said(6, "two"), said(5, "one"), indent=None)
    one("f60-quote-missing-tight", tight.replace('two"', "two"))
    one("f60-bracket-missing", tight.replace("false}", "false", 1).replace('"is_geoblocked_for_viewer": false}', '"is_geoblocked_for_viewer": false', 1))
    one("f60-half-a-letter", talk(said(5, "a@@b"), no).replace("@@", "\\ud83d"))
    write("meta/f60-control-characters.json", talk(said(5, "a@@b"), no).replace("@@", "\0\x01").encode() )
    write("meta/f60-broken-utf-8.json", talk(said(5, "a@@b"), no).encode().replace(b"@@", b"\xff\xc3"))
    one("f60-other-things-in-the-list", talk(said(5, "one"), "words", 7, None, [], {}, no))
    one("f60-nothing-understood", talk("words", 7))
    one("f60-more-behind-the-end", talk(no) + talk(said(5, "one")))
    one("f61-taken-back", talk(said(5, is_unsent=True), no))
    pictures = [{"uri": inbox + "photos/1_n.jpg", "creation_timestamp": 1740996000}]
    box("f62-kinds", (inbox + "message_1.json", talk(
        said(1, photos=pictures), said(2, share={"link": "https://harrow.example/you", "share_text": "you"}), said(3, sticker={"uri": "your_activity_across_facebook/messages/stickers_used/2.png", "ai_stickers": []}),
        said(4, "Ned Harrow left the group."), said(5, "Ned Harrow named the group ours."), said(6, "I left the group."), said(7), said(8, "You sent an attachment."), said(10, "Ned Harrow sent a photo.", photos=pictures),
        said(11, "look", videos=[{"uri": inbox + "videos/3.mp4"}], audio_files=[{"uri": inbox + "audio/4.aac"}], gifs=[{"uri": inbox + "gifs/5.gif"}], files=[{"uri": inbox + "files/6.pdf"}]),
        said(12, "https://harrow.example/mine", share={"link": "https://harrow.example/mine"}), said(13, "Ned Harrow joined the group.", type="Subscribe", users=[{"name": "Ned Harrow"}]), said(14, "old", type="Generic"), said(15, "new", type="Hologram", shimmer=3), no)),
        (inbox + "photos/1_n.jpg", b"\xff\xd8\xff\xe0one"), ("your_activity_across_facebook/messages/stickers_used/2.png", "two"), (inbox + "videos/3.mp4", "three"), (inbox + "audio/4.aac", "four"), (inbox + "gifs/5.gif", "five"), (inbox + "files/6.pdf", "%PDF-six"), (inbox + "photos/nobody-names-me.jpg", "seven"))
    one("f63-calls", talk(said(1, "Ned Harrow called you.", call_duration=0), said(2, "You missed a call from Ned Harrow.", call_duration=0, missed=True), said(3, "Ned Harrow called you.", type="Call", call_duration=61), said(4, "I called you.", ), said(5, type="Call"), no))
    one("f64-seconds", talk({"sender_name": "Ned Harrow", "timestamp": 1530000000, "content": "in seconds"}, {"sender_name": "Ned Harrow", "timestamp_ms": 1530000000123, "creation_timestamp": 1530000000, "content": "both"},
                            said(0, "as text", at="1740996000000"), said(0, "none", at=None) | {"timestamp_ms": None}, said(0, "1970", at=12), said(0, "far away", at=99999999999999), said(0, "too far", at=9223372036854775807), no))
    box("f65-encrypted", ("Ned Harrow_3.json", json.dumps({"participants": ["Ada Wren", "Ned Harrow"], "threadName": "Ned Harrow_3", "messages": [
        secret(1, "where are you"), secret(2, "you saw this", isUnsent=True), secret(3, "", isUnsent=True), secret(4, "", type="media", media=[{"uri": "./media/a-1.jpg"}, {"uri": "Failed to download media"}]),
        secret(5, "caf\u00e9 \U0001f620", reactions=[{"actor": "Ada Wren", "reaction": "\U0001f44d"}]), secret(9, "no", "Ada Wren")]})),
        ("Cy Orme_4.json", json.dumps({"participants": ["Ada Wren", "Cy Orme"], "threadName": "Cy Orme_4", "messages": [secret(1, "tea?", "Cy Orme")]})), ("settings.json", "{}"), ("media/a-1.jpg", b"\xff\xd8\xff\xe0one"))
    gone = lambda n: talk(said(n, f"from account {n}", "Facebook user"), said(n + 1, f"nameless {n}", ""), no, people=("Facebook user", "Ada Wren"), title="Facebook user")
    box("f66-accounts-that-are-no-more", ("messages/inbox/facebookuser_1/message_1.json", gone(1)), ("messages/inbox/facebookuser_2/message_1.json", gone(5)))
    twice = [said(5, "Answer me."), said(5, "Answer me."), said(4, "one"), no]
    box("f67-in-two-folders", (inbox + "message_1.json", talk(*twice)), (inbox.replace("inbox", "e2ee_cutover") + "message_1.json", talk(*twice[1:])))
    page = "<!DOCTYPE html><html><body><div>Ned Harrow</div></body></html>"
    box("f68-html-beside-json", (inbox + "message_1.json", talk(said(5, "one"), no)), (inbox + "message_1.html", page))
    box("f69-html-only", (inbox + "message_1.html", page))
    write("meta/message_1.html", page)
    box("f70-names-that-climb", (inbox + "message_1.json", talk(*(said(n, f"file {n}", photos=[{"uri": uri}]) for n, uri in enumerate(
        ["../../x.jpg", "/etc/passwd", "C:\\x.jpg", inbox + "photos/link.jpg", inbox + "photos/elsewhere.jpg", "messages/inbox/nedharrow_101/photos/moved.jpg", "https://harrow.example/x.jpg", "a\0b.jpg", inbox + "photos/same.jpg", 7])), no)),
        (inbox + "photos/link.jpg", "/etc/passwd", {"mode": 0o120777}), (inbox + "photos/moved.jpg", "moved"), ("your_activity_across_facebook/messages/inbox/other_1/photos/same.jpg", "another's"), ("../../x.jpg", "outside"))
    box("f71-requests", ("your_activity_across_facebook/messages/message_requests/nedharrow_101/message_1.json", talk(said(5, "you do not know me"))), ("your_activity_across_facebook/messages/filtered_threads/nedharrow_102/message_1.json", talk(said(6, "why do you not answer"))),
        ("your_activity_across_facebook/messages/archived_threads/nedharrow_103/message_1.json", talk(said(7, "old"))))
    one("f72-reactions", talk(said(1, "I am here", "Ada Wren", reactions=[{"reaction": mangled("😠"), "actor": "Ned Harrow"}, {"reaction": mangled("❤"), "actor": "Cy Orme"}]), said(2, "many", reactions=[{"reaction": "x", "actor": f"P{n}"} for n in range(60)]), said(3, "broken", reactions="none"), no))
    box("f73-other-lists", (inbox + "message_1.json", talk(said(5, "one"), no)), ("connections/friends/friend_requests_received.json", "{}"), ("your_activity_across_facebook/comments_and_reactions/comments.json", "{}"))
    box("f74-instagram", ("your_instagram_activity/messages/inbox/ned.harrow_17/message_1.json", talk(said(5, "one"), said(6, "Liked a message"), said(7, mangled("Reacted 😠 to your message ")), said(8, "I gave my answer to your message"), no)))
    box("f74-instagram-old", ("messages/inbox/ned.harrow_17/message_1.json", talk(said(5, "one"), no)), ("followers_and_following/followers_1.json", "[]"))
    box("f78-no-data", ("your_instagram_activity/messages/no-data.txt", "no data"))
    one("f78-before-2021", json.dumps([{"participants": ["ned.harrow", "ada.wren"], "conversation": [{"sender": "ned.harrow", "created_at": "2019-03-01T10:00:00+00:00", "text": "one"}]}]))
    box("f78-before-2021", ("messages.json", "[]"), ("profile.json", "{}"))
    one("flood-of-equal-messages", talk(*(said(5, "Answer me.") for _ in range(4)), no))
    one("group", talk(said(5, "one"), said(6, "two", "Cy Orme"), no, people=("Ned Harrow", "Cy Orme", "Ada Wren"), title="Ours"))
    one("byte-order-mark", "\ufeff" + talk(said(5, "one"), no))
    one("no-messages", talk())

def asked(who, n=0, at=None, **more):
    """One entry of a list of Facebook; its times are in seconds."""
    return {"name": who, "timestamp": T // 1000 + n * 60 if at is None else at, **more}


def handle(who, n=0, title="", **more):
    """One entry of a list of Instagram."""
    return {"title": title, "media_list_data": [], "string_list_data": [{"href": f"https://www.instagram.com/{who}", "value": who, "timestamp": T // 1000 + n * 60, **more}]}


def listed(key, *entries):
    return json.dumps({key: list(entries)} if key else list(entries), indent=2)


def request_lists():
    def box(name, *files):
        zipped(name, *files, folder="meta")

    friends, followers = "connections/friends/", "connections/followers/"
    nora = mangled("N\u00f3ra Quist")
    profile = ("personal_information/profile_information/profile_information.json", json.dumps({"profile_v2": {"name": {"full_name": "Ada Wren", "first_name": "Ada"}, "username": "ada.wren.7"}}))
    received = listed("received_requests_v2", asked("Ned Harrow", 1), asked("Cy Orme", 2), asked("Ned Harrow", 90), asked(nora, 3), asked("Ned Harrow", 4, marketplace=""))
    refused = listed("rejected_requests_v2", asked("Ned Harrow", 90), asked("Ned Harrow", -9000))
    box("f73-requests", ("your_activity_across_facebook/messages/inbox/nedharrow_101/message_1.json", talk(said(5, "I asked you"), said(9, "no", "Ada Wren"))), profile,
        (friends + "received_friend_requests.json", received), (friends + "rejected_friend_requests.json", refused), (friends + "sent_friend_requests.json", listed("sent_requests_v2", asked("Ned Harrow", -20000), asked("Cy Orme", 1))),
        (friends + "your_friends.json", listed("friends_v2", asked("Cy Orme"))), (followers + "people_who_followed_you.json", listed("followers_v3", {"name": "Ned Harrow"}, asked("Cy Orme"))), (followers + "who_you've_followed.json", listed("following_v3", asked("Cy Orme", 5))))
    box("f73-requests-whose", (friends + "received_friend_requests.json", received), (friends + "sent_friend_requests.json", listed("sent_requests_v2", asked("Ned Harrow"))))
    box("f73-requests-older", ("friends_and_followers/friend_requests_received.json", listed("received_requests", asked("Ned Harrow", 1), asked("Facebook user", 2), asked("", 3))), ("friends_and_followers/following.json", listed("following", asked("Cy Orme"))))
    whole = listed("received_requests_v2", asked("Ned Harrow", 1), {"timestamp": 1}, "Ned", asked("Ned Harrow", at=0), asked("Ned Harrow", at=12), asked(5), asked("Ned Harrow", 2))
    box("f73-requests-broken", (friends + "received_friend_requests.json", whole[: whole.rindex("timestamp")]), (friends + "rejected_friend_requests.json", '{"rejected_requests_v2": "none"}'), (friends + "sent_friend_requests.json", "this is no JSON"))
    write("meta/friend_requests_received.json", received)
    html = lambda *entries, **more: page_of(*(block(2024, date, inside(), who) for who, date in entries), title="Received friend requests", **more)
    box("f73-requests-pages", (friends + "received_friend_requests.html", html(("Ned Harrow", "Jul 12, 2024 4:55:32 pm"), ("Cy Orme", "Jul 12, 2024 4:55:31 pm"), ("Ned Harrow", "Jul 11, 2024 9:00:00 am"))), (friends + "rejected_friend_requests.json", refused), (friends + "rejected_friend_requests.html", html(("Ned Harrow", "Mar 3, 2025 11:30:00 am"))),
        (friends + "sent_friend_requests.html", html(("Cy Orme", "Jul 10, 2024 4:55:31 pm"))), (followers + "people_who_followed_you.html", "<html><body>Nobody</body></html>"))
    folder = "connections/followers_and_following/"
    mine = ("personal_information/personal_information/personal_information.json", json.dumps({"profile_user": [{"string_map_data": {"Username": {"value": "ada.wren"}, "Name": {"value": "Ada Wren"}}}]}))
    nameless = lambda **more: {"title": "", "media_list_data": [], "string_list_data": [{"timestamp": T // 1000, **more}]}
    box("f75-followers", mine, (folder + "followers_1.json", listed("", handle("ned.harrow", 1), handle("cy.orme", 2), {"title": "", "media_list_data": [], "string_list_data": []}, nameless(href="https://www.instagram.com/_u/ned.harrow.2?x=1"), nameless())),
        (folder + "followers_2.json", listed("relationships_followers", handle("ned.harrow", 3))), (folder + "following.json", listed("relationships_following", {"title": "ned.harrow", "string_list_data": [{"href": "https://www.instagram.com/_u/ned.harrow", "timestamp": T // 1000}]}, handle("cy.orme"))), (folder + "close_friends.json", listed("relationships_close_friends", handle("cy.orme"))))
    write("meta/followers_1.json", listed("", handle("ned.harrow", 1), handle("cy.orme", 2)))
    lists = (folder + "follow_requests_you've_received.json", listed("relationships_follow_requests_received", handle("ned.harrow", 1), handle("cy.orme", 2))), (folder + "pending_follow_requests.json", listed("relationships_follow_requests_sent", handle("ned.harrow", 3), handle("cy.orme", 4))), (folder + "recent_follow_requests.json", listed("relationships_permanent_follow_requests", handle("cy.orme", 5)))
    box("f76-follow-requests", mine, *lists)
    box("f76-follow-requests-whose", *lists)
    entry = lambda who, date: f'<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_a6-p"><div><div><a target="_blank" href="https://www.instagram.com/{who}">{who}</a></div><div>{date}</div></div></div></div>'
    linked = lambda who, date: f'<div class="pam _a6-g"><h2 class="_3-95">{who}</h2><div class="_a6-p"><div><div><a target="_blank" href="https://www.instagram.com/_u/{who}">https://www.instagram.com/_u/{who}</a></div><div>{date}</div></div></div></div>'
    box("f76-follow-pages", (folder + "follow_requests_you've_received.html", page_of(entry("ned.harrow", "Jul 12, 2024 4:55 pm"), entry("cy.orme", "Jul 12, 2024 4:54 pm"))), (folder + "followers_1.html", page_of(linked("ned.harrow", "Jul 13, 2024 4:55 pm"), linked("cy.orme", "Jul 13, 2024 4:54 pm"))), (folder + "following.html", page_of(entry("cy.orme", "Jul 12, 2024 4:53 pm"))))


def mark_up(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#039;").replace("\n", "<br />")


def inside(text="", *more, files=(), link=None, reactions=(), raw=None):
    """What stands between sender and date: a slot for each thing, most of them empty."""
    slots = ["", raw if raw is not None else mark_up(text), f'<a target="_blank" href="{link}">{link}</a>' if link else "", *more]
    for path in files:
        shown = f'<img src="{path}" class="x" />' if path.endswith((".jpg", ".gif", ".png")) else "Click for video:"
        slots.append(f'<a target="_blank" href="{path}"><div>{shown}</div></a>' if not path.endswith(".mp3") else f'<audio src="{path}" controls="1"><div>Click for audio: <a href="{path}">it</a></div></audio>')
    told = '<ul class="_a6-q">' + "".join(f"<li><span>{mark_up(r)}</span></li>" for r in reactions) + "</ul>" if reactions else ""
    return "<div>" + "".join(f"<div>{slot}</div>" for slot in slots) + (f"<div>{told}</div>" if told else "<div></div>") + "</div>"


def block(year, date, body, who="Ned Harrow"):
    if not body.startswith("<div>"):
        body = inside(body)
    if year == 2019:
        return f'<div class="pam _3-95 _2pi0 _2lej uiBoxWhite noborder"><div class="_3-96 _2pio _2lek _2lel">{mark_up(who)}</div><div class="_3-96 _2let">{body}</div><div class="_3-94 _2lem">{date}</div></div>'
    if year == 2024:
        return f'<div class="_a6-g"><div class="_2ph_ _a6-h _a6-i">{mark_up(who)}</div><div class="_2ph_ _a6-p">{body}</div><div class="_3-94 _a6-o"><div class="_a72d">{date}</div></div></div>'
    if year == 2025:
        return f'<section class="_3-95 _a6-g"><h2 class="_2ph_ _a6-h _a6-i">{mark_up(who)}</h2><div class="_2ph_ _a6-p">{body}</div><footer class="_3-94 _a6-o"><div class="_a72d">{date}</div></footer></section>'
    return f"<div><div>{mark_up(who)}</div><div>{body}</div><div>{date}</div></div>"


def page_of(*blocks, title="Ned Harrow", end="</div></div></div></body></html>"):
    return ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><base href="../../../" /><style type="text/css">._li ._3a_u{color:#1d2129}</style>'
            f'<title>{mark_up(title)}</title></head><body class="_5vb_ _2yq _4yic"><div class="clearfix _ikh"><div class="_4bl9"><div class="_3a_u"><div class="_3b0b">{mark_up(title)}</div><div class="_3b0d">Participants: Ned Harrow and Ada Wren</div></div>'
            '<div class="_4t5n" role="main">' + "".join(blocks) + end)


def pages():
    def one(name, *blocks, **more):
        folder = "your_activity_across_facebook/messages/inbox/nedharrow_101/"
        zipped(name, (folder + "message_1.html", page_of(*blocks, **more)), folder="meta")

    folder = "your_activity_across_facebook/messages/inbox/nedharrow_101/"
    no = lambda year, date: block(year, date, "no", "Ada Wren")
    for year, dates in [(2019, ("Sep 13, 2020, 12:26 PM", "Sep 13, 2020, 12:05 AM", "Oct 19, 2019 at 2:37 PM")), (2024, ("Jul 12, 2024 4:55:32pm", "Jul 12, 2024 4:55:31 pm", "Jul 12, 2024 4:55:30\u202fPM")), (2025, ("Jun 01, 2025 3:31:29 pm", "Mar 30, 2025 1:30:00 am", "Oct 26, 2025 1:30:00 am")), (0, ("19 Oct 2019, 14:37", "19 Oct 2019, 14:36:05", "19 Oct 2019, 14:35"))]:
        one(f"f69-pages-{year or 'without-classes'}", block(year, dates[0], "I saw you\n\n  <today> & \"yesterday\"", "Ned Harrow"), no(year, dates[1]), block(year, dates[2], "caf\u00e9 \U0001f620 \u2019"))
    for name, dates in [("hu", ("2013. július 16., 21:18", "2013. júl. 16. 9:05")), ("de", ("13. Sept. 2020, 14:37", "13.09.2020, 14:36")), ("es", ("13 de septiembre de 2020 a las 2:37 p.\xa0m.", "13 sept 2020, 14:36")), ("ja", ("2020年9月13日 14:37", "2020/09/13 14:36")), ("ar", ("١٣ سبتمبر ٢٠٢٠، ٢:٣٧ م", "١٣ سبتمبر ٢٠٢٠، ٢:٣٦ م")),
                        ("fi", ("13. syyskuuta 2020 klo 14.37", "13.9.2020 klo 14.36")), ("with-zone", ("Sunday, 18 December 2016 at 10:25 UTC+01", "Sunday, 18 December 2016 at 10:24 UTC"))]:
        one(f"f69-dates-{name}", block(2019, dates[0], "one"), no(2019, dates[1]))
    one("f69-numbers-decided-late", block(2019, "03/04/2020, 14:37", "the third of April"), no(2019, "02/04/2020, 14:37"), *(block(2019, f"01/04/2020, 14:{n:02}", "more") for n in range(3)), block(2019, "13/03/2020, 14:37", "decides"))
    one("f69-numbers-undecided", block(2019, "03/04/2020, 14:37", "one"), no(2019, "02/04/2020, 14:37"))
    one("f69-month-of-two-languages", block(2019, "3 listopad 2020, 14:37", "October in one, November in two others"), no(2019, "2 listopad 2020, 14:37"))
    one("f69-month-told-by-another", block(2019, "3 listopada 2020. 14:37", "October"), no(2019, "2 studenoga 2019. 14:37"))
    one("f69-a-date-in-the-text", block(2019, "Sep 13, 2020, 12:26 PM", "Sep 14, 2020, 1:00 AM"), no(2019, "Sep 13, 2020, 12:25 PM"), block(2019, "Sep 13, 2020, 12:24 PM", inside("Ada Wren", "Sep 14, 2020, 1:00 AM")), block(2019, "someday", "no date"), block(2019, "in 2020", "half a date"))
    mine = mangled("caf\u00e9")
    one("f56-mangled-page", block(2019, "Sep 13, 2020, 12:26 PM", mine, mangled("N\u00e9d Harrow")), no(2019, "Sep 13, 2020, 12:25 PM"), title=mangled("N\u00e9d Harrow"))
    one("f57-page-that-is-right", block(2019, "Sep 13, 2020, 12:26 PM", "\u00c3\u00a9 was typed so"), block(2019, "Sep 13, 2020, 12:25 PM", "caf\u00e9"), no(2019, "Sep 13, 2020, 12:24 PM"))
    kinds = [block(2024, "Jul 12, 2024 4:55:32pm", inside(files=[folder + "photos/1_n.jpg"])), block(2024, "Jul 12, 2024 4:55:31pm", inside("look", files=[folder + "videos/3.mp4", folder + "audio/4.mp3"], reactions=["\U0001f620Ada Wren", "\u2764Cy Orme"])),
             block(2024, "Jul 12, 2024 4:55:30pm", inside("", link="https://harrow.example/you")), block(2024, "Jul 12, 2024 4:55:29pm", inside("see", link="https://harrow.example/you")), block(2024, "Jul 12, 2024 4:55:28pm", inside()), block(2024, "Jul 12, 2024 4:55:27pm", inside("Ned Harrow left the group.")),
             block(2024, "Jul 12, 2024 4:55:26pm", inside("You sent an attachment.")), block(2024, "Jul 12, 2024 4:55:25pm", inside("Liked a message")), block(2024, "Jul 12, 2024 4:55:24pm", inside("called", "Duration: 61 seconds")), block(2024, "Jul 12, 2024 4:55:23pm", "from nobody", "Facebook user"), no(2024, "Jul 12, 2024 4:55:22pm"),
             block(2024, "Jul 12, 2024 4:55:21pm", inside(raw="<b>bold</b> and <i>more</i><script>alert(1)</script>"))]
    zipped("f62-kinds-of-pages", (folder + "message_1.html", page_of(*kinds)), (folder + "photos/1_n.jpg", b"\xff\xd8\xff\xe0one"), (folder + "videos/3.mp4", "three"), (folder + "audio/4.mp3", "four"), folder="meta")
    climbing = [block(2024, f"Jul 12, 2024 4:55:{n}pm", inside(f"file {n}", files=[path])) for n, path in enumerate(["../../x.jpg", "/etc/passwd.jpg", "C:\\x.jpg", "https://harrow.example/x.jpg", "javascript:alert(1).jpg", "data:image/png;base64,AAAA.jpg", folder + "photos/elsewhere.jpg"], 10)]
    zipped("f70-pages-that-climb", (folder + "message_1.html", page_of(*climbing)), ("../../x.jpg", "outside"), folder="meta")
    texts = [("later", "Sep 13, 2020, 12:26 PM"), ("earlier", "Sep 13, 2020, 12:25 PM")]
    zipped("f58-order-of-pages", *((f"{folder}message_{n}.html", page_of(*(block(2019, date, f"{text} {n}") for text, date in texts))) for n in (1, 10, 2)), folder="meta")
    html, both = page_of(block(2019, "Mar 3, 2025, 10:05 AM", "one"), no(2019, "Mar 3, 2025, 10:09 AM")), talk(said(5, "one"), said(9, "no", "Ada Wren"))
    zipped("f68-one-of-two-as-json", (folder + "message_1.json", both), (folder.replace("your_activity_across_facebook", "other") + "message_1.html", html), (folder.replace("nedharrow_101", "cyorme_7") + "message_1.html", page_of(block(2019, "Mar 3, 2025, 10:06 AM", "only as a page"), title="Cy Orme")), folder="meta")
    zipped("f71-pages-of-requests", ("your_instagram_activity/messages/message_requests/ned.harrow_17/message_1.html", page_of(block(2025, "Jun 01, 2025 3:31:29 pm", "you do not know me"))), ("your_instagram_activity/messages/no-data.html", "<html></html>"), folder="meta")
    one("flood-on-pages", *(block(2019, "Sep 13, 2020, 12:26 PM", "Answer me.") for _ in range(4)), no(2019, "Sep 13, 2020, 12:25 PM"))
    whole = page_of(block(2019, "Sep 13, 2020, 12:26 PM", "three"), block(2019, "Sep 13, 2020, 12:25 PM", "two"), block(2019, "Sep 13, 2020, 12:24 PM", "one"))
    write("meta/message_2.html", whole)
    zipped("f60-broken-pages", (folder + "message_1.html", whole[: whole.index("two") + 2]), (folder.replace("nedharrow_101", "tag_1") + "message_1.html", whole.replace("</div></div></div><div class", "</div></div><div class", 1)), (folder.replace("nedharrow_101", "bytes_1") + "message_1.html", whole.encode().replace(b"two", b"t\xff\xc3\0o")), (folder.replace("nedharrow_101", "empty_1") + "message_1.html", page_of()), folder="meta")


NED, ADA, CAROL = "+447700900123", "+447700900777", "+447700900456"
AT = 1772013600000  # 25 February 2026, 10:00:00 UTC
DOT = base64.b64encode(b"\xff\xd8\xff\xe0 a picture of a knee").decode()
XML = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By SMS Backup & Restore v10.20.002 on 01/03/2026 09:00:00-->\n"


def tag(name, fields, end=" />"):
    """A tag as the app writes it; values are given as they stand in the file."""
    return f"<{name}" + "".join(f" {k}=\"{v}\"" for k, v in fields.items() if v is not None) + end


def sms(body, n=0, kind=1, **fields):
    usual = {"protocol": 0, "address": NED, "date": AT + n * 60_000, "type": kind, "subject": "null", "body": body, "toa": "null", "sc_toa": "null",
             "service_center": "+447700900000", "read": 1, "status": -1, "locked": 0, "date_sent": 0, "sub_id": 1,
             "readable_date": "25 Feb 2026 10:00:00", "contact_name": "Ned"}
    return tag("sms", usual | fields)


def call(kind, n=0, **fields):
    usual = {"number": NED, "duration": 0, "date": AT + n * 60_000, "type": kind, "presentation": 1, "subscription_id": "null",
             "post_dial_digits": "", "subscription_component_name": "null", "readable_date": "25 Feb 2026 10:00:00", "contact_name": "Ned"}
    return tag("call", usual | fields)


def part(seq, kind, **fields):
    usual = {"seq": seq, "ct": kind, "name": "null", "chset": "null", "cd": "null", "fn": "null", "cid": "null", "cl": "null", "ctt_s": "null", "ctt_t": "null", "text": "null"}
    return tag("part", usual | fields)


SMIL = part(-1, "application/smil", cl="smil.xml", text='&lt;smil&gt;&lt;body&gt;&lt;par dur=&quot;5000ms&quot;/&gt;&lt;/body&gt;&lt;/smil&gt;')


def mms(parts, addrs=(), n=0, box=1, **fields):
    usual = {"date": AT + n * 60_000, "rr": "null", "sub": "null", "ct_t": "application/vnd.wap.multipart.related", "read_status": "null", "seen": 1,
             "msg_box": box, "address": NED, "sub_cs": "null", "m_type": 132 if box == 1 else 128, "m_id": f"m{n}", "tr_id": "T1", "date_sent": 0, "read": 1,
             "readable_date": "25 Feb 2026 10:00:00", "contact_name": "Ned"}
    people = "".join("      " + tag("addr", {"address": a, "type": t, "charset": 106}) + "\n" for a, t in addrs)
    inner = "".join(f"      {p}\n" for p in parts)
    return tag("mms", usual | fields, ">") + f"\n    <parts>\n{inner}    </parts>\n    <addrs>\n{people}    </addrs>\n  </mms>"


def backup(name, *records, root="smses", count=None, top=XML, end=True, encoding="utf-8"):
    count = len(records) if count is None else count
    text = top + f'<{root} count="{count}" backup_set="00000000-0000-0000-0000-000000000000" backup_date="1772355600000" type="full">\n'
    text += "".join(f"  {r}\n" for r in records) + (f"</{root}>" if end else "")
    data = text if isinstance(text, bytes) else text.encode(encoding)
    write(f"sms/{name}.xml", data)
    return data


def texts():
    ned_to_ada, ada_to_ned = [(NED, 137), (ADA, 151)], [("insert-address-token", 137), (NED, 151)]
    backup("f79-letters-in-halves", sms("&#55357;&#56832; as the app writes it", 0), sms("&#xD83D;&#xDE00; in hexadecimal", 1), sms("&#128512; whole, and 😀 plain", 2))
    backup("f79-half-letters", sms("half &#55357; a letter", 3), sms("the wrong way round &#56832;&#55357;", 4), sms("and the next is well", 5))
    backup("f80-control-characters", sms("a&#0;b", 2), sms("a\0b\x01c", 3), sms("tea & cake", 5))
    backup("f80-lines", sms("one&#10;two&#13;&#10;three", 0), sms("one\ntwo", 1), sms("5 &lt; 6 &amp;amp; &quot;so&quot; &apos;there&apos; &amp;lt;", 4))
    backup("f81-null-and-nothing", sms("null", 0), sms("", 1), sms(None, 2), sms("null and void", 3), sms("from nobody known", 4, contact_name="(Unknown)", subject="null"), sms("with a subject", 5, subject="knees"))
    backup("f82-not-delivered", *(sms(f"type {k}", k, kind=k) for k in range(1, 7)), sms("type 9", 9, kind=9), sms("no type", 10, kind=None), sms("a word for a type", 11, kind="inbox"))
    backup("f83-two-times", sms("sent two minutes before", 0, date_sent=AT - 120_000), sms("sent a second before", 1, date_sent=AT + 59_000), sms("sent eight days before", 2, date_sent=AT - 8 * 86_400_000),
           sms("sent after it came", 3, date_sent=AT + 3_600_000 + 180_000), sms("no second time", 4), sms("I sent this", 5, kind=2, date_sent=AT),
           mms([part(0, "text/plain", text="picture message, in seconds beside")], ned_to_ada, 6, date_sent=AT // 1000), sms("in seconds", 0, date=AT // 1000), sms("no time", 0, date=0), sms("what a time", 0, date="yesterday"),
           sms("in the year 1970", 0, date=12345), sms("in the year 2100", 0, date=4102444800000))
    backup("f84-who", mms([part(0, "text/plain", text="from Ned to Ada")], ned_to_ada), mms([part(0, "text/plain", text="from Ada to Ned")], ada_to_ned, 1, 2), mms([part(0, "text/plain", text="no list of people")], [], 2),
           mms([part(0, "text/plain", text="to a group")], [(NED, 137), (ADA, 151), (CAROL, 151)], 3, address=f"{NED}~{CAROL}", contact_name="Ned, Carol"),
           mms([part(0, "text/plain", text="to a group, nobody says who")], [], 4, address=f"{NED}~{CAROL}", contact_name="Ned, Carol"),
           mms([part(0, "text/plain", text="Ada to a group")], [("insert-address-token", 137), (NED, 151), (CAROL, 130)], 5, 2, address=f"{NED}~{CAROL}", contact_name="Ned, Carol"),
           mms([part(0, "text/plain", text="Ada with her own number")], [(ADA, 137), (NED, 151)], 6, 2), mms([part(0, "text/plain", text="not sent")], ada_to_ned, 7, 5), mms([part(0, "text/plain", text="a role nobody knows")], [(NED, 137), (ADA, 999)], 8))
    backup("f85-parts", mms([SMIL, part(1, "text/plain", text="second"), part(0, "text/plain", text="first"), part(2, "image/jpeg", cl="knee.jpg", data=DOT)], ned_to_ada),
           mms([], ned_to_ada, 1), mms([part(0, "image/jpeg", fn="in lines.jpg", data=DOT[:8] + "&#10;" + DOT[8:16] + "\n" + DOT[16:])], ned_to_ada, 3),
           mms([part(0, "video/3gpp", cl="gone.3gp")], ned_to_ada, 4), mms([part(0, "text/x-vCard", cl="Ned.vcf", text="BEGIN:VCARD&#10;END:VCARD")], ned_to_ada, 5), mms([part(0, "text/plain", text="null")], ned_to_ada, 6),
           mms([], ned_to_ada, 7, m_type=130), mms([part(0, "text/plain", text="with a subject")], ned_to_ada, 8, sub="Your knees"), mms([part(0, "image/jpeg", cl="../../knee.jpg", data=DOT)], ned_to_ada, 9))
    backup("f85-no-base64", mms([part(0, "text/plain", text="broken"), part(1, "image/jpeg", name="broken.jpg", data="/9j/4AA*** no base64")], ned_to_ada), sms("after", 1))
    nine = [sms(f"message {n}", n) for n in range(9)]
    whole = backup("f86-nine-of-ten", *nine, count=10)
    write("sms/f86-cut-off.xml", whole[: whole.index(b"message 7") + 4])
    write("sms/f86-end-missing.xml", whole[: whole.index(b"</smses>")])
    write("sms/f86-no-line-ends.xml", whole.replace(b"\n", b""))
    cut = backup("f86-cut-off-in-a-picture", sms("whole", 0), mms([part(0, "image/jpeg", cl="knee.jpg", data=DOT)], ned_to_ada, 1), sms("lost", 2))
    write("sms/f86-cut-off-in-a-picture.xml", cut[: cut.index(DOT.encode()) + 10])
    backup("f86-empty", count=0)
    write("sms/f86-empty-root.xml", XML + '<smses count="0" />')
    flood = [sms("Answer me.", 1), sms("Answer me.", 1), sms("Answer me.", 1), sms("no", 2, kind=2)]
    backup("f87-one", *flood, mms([part(0, "text/plain", text="look"), part(1, "image/jpeg", cl="knee.jpg", data=DOT)], ned_to_ada, 3))
    other = {"contact_name": "DO NOT ANSWER", "sub_id": 2, "read": 0, "readable_date": "Feb 25, 2026 10:00:00 AM"}
    moved = {"contact_name": "DO NOT ANSWER", "address": "07700 900123"}
    backup("f87-two", sms("before", -5), *(sms("Answer me.", 1, **other | moved) for _ in range(3)), sms("no", 2, kind=2, **other), mms([part(1, "image/jpeg", cl="image000000.jpg", data=DOT), part(0, "text/plain", text="look")], ned_to_ada, 3, **moved), sms("after", 9))
    backup("f88-numbers", sms("spaces", 0, address="07700 900123"), sms("a name for a number", 1, address="NHSnoReply", contact_name="(Unknown)"), sms("a short code", 2, address="60777", contact_name="null"),
           sms("an e-mail address", 3, address="ned@harrow.example"), sms("a robot", 4, address="knees_clinic@rbm.goog", contact_name=None), sms("the plus was lost", 5, address="447700900123"), sms("nobody", 6, address="", contact_name="null"))
    backup("f89-calls", *(call(k, k, duration=42 if k in (1, 2, 3) else 0) for k in range(1, 8)), call(3, 8, number="", presentation=2, contact_name="(Unknown)"), call(3, 9, number="-2", presentation=2, contact_name="null"),
           call(3, 9, number="-2", presentation=2, contact_name="null"), call(1, 10, number="-1", presentation=3, contact_name="(Unknown)", duration=75), call(1, 11, number="", presentation=4, contact_name=""), call(99, 12), call(None, 13), root="calls")
    three = [sms("caf\u00e9 \U0001f600", 0), sms("no", 1, kind=2), mms([part(0, "image/jpeg", cl="knee.jpg", data=DOT)], ned_to_ada, 2)]
    backup("f90-byte-order-mark", *three, top="\ufeff" + XML)
    backup("f90-utf-16-le", *three, top="\ufeff" + XML.replace("UTF-8", "UTF-16"), encoding="utf-16-le")
    backup("f90-utf-16-be", *three, top="\ufeff" + XML.replace("UTF-8", "UTF-16"), encoding="utf-16-be")
    backup("f90-utf-16-no-mark", *three, top=XML.replace("UTF-8", "UTF-16"), encoding="utf-16-le")
    backup("f90-stylesheet", *three, top=XML + '<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n')
    backup("f90-silence", *three, top="<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!-- File Created By Silence -->\n")
    backup("f90-signal", *three, top="<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!-- File Created By Signal -->\n")
    laughs = '<!DOCTYPE smses [\n <!ENTITY lol "lol">\n' + "".join(f' <!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">\n' for n in range(1, 10)) + ' <!ENTITY file SYSTEM "file:///etc/passwd">\n]>\n'
    backup("f149-declarations", sms("&lol9;", 0), sms("&file;", 1), sms("well &amp; good", 2), top=XML + laughs)
    # Broken records: what is broken is named, what is not is read.
    backup("broken-quote", sms("before", 0), sms('my 5" screen', 1), sms("after", 2), sms('he said "no" and went', 3), sms("last", 4))
    backup("broken-bytes", sms("before", 0), sms("caf@", 1), sms("after", 2))
    write("sms/broken-bytes.xml", (HERE / "sms/broken-bytes.xml").read_bytes().replace(b"caf@", b"caf\xe9"))
    backup("broken-picture-without-end", mms([part(0, "text/plain", text="no end")], ned_to_ada).replace("\n  </mms>", ""), sms("after", 1), mms([part(0, 'text/plain" x', text="a bad part"), part(1, "text/plain", text="a good one")], ned_to_ada, 2), count=3)
    backup("unknown-things", sms("before", 0), '<rcs body="new" />', "<chat><sms2/></chat>", "words between", sms("after", 1), count=2)
    backup("said-twice", sms("one", 0).replace('body="one"', 'body="one" body="two"'), sms("after", 1))
    write("sms/not-one.xml", XML + '<smses count="1">\n  <sms address=07700900123 />\n</smses>')
    write("sms/other-xml.xml", XML + '<html><sms body="x" /></html>')
    inner = [sms("in the archive", 0), sms("no", 1, kind=2)]
    first, later = backup("in-zip", *inner), backup("in-zip", *inner, sms("later", 2))
    calls = backup("in-zip", call(3, 3), root="calls")
    (HERE / "sms/in-zip.xml").unlink()
    out = zipfile.ZipFile(HERE / "sms/in-zip.zip", "w")
    for member, data in [("sms-20260301090000.xml", first), ("calls-20260301090000.xml", calls), ("sms-20260302090000.xml", later), ("readme.txt", b"not a backup")]:
        out.writestr(zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0)), data)
    out.close()


NED_ID, ADA_ID, CY_ID = "user700900123", "user700900777", "user700900456"
UNIX = 1705312800  # 15 January 2024, 10:00 UTC


def wrote(n, text="", who="Ned Harrow", ident=NED_ID, at=None, **more):
    """A message as Telegram Desktop writes it, n minutes after ten, on a computer an hour east of London."""
    at = UNIX + n * 60 if at is None else at
    entities = [{"type": "plain", "text": text}] if isinstance(text, str) and text else [p if isinstance(p, dict) else {"type": "plain", "text": p} for p in text]
    usual = {"id": 1000 + n, "type": "message", "date": clock(at + 3600), "date_unixtime": str(at), "from": who, "from_id": ident, "text": text, "text_entities": entities}
    return {k: v for k, v in (usual | more).items() if v != "gone"}


def clock(at):
    days, rest = divmod(at - 1704067200, 86400)  # days of 2024
    month, day = next((m, d) for m, length, before in months() if 0 <= (d := days - before) < length)
    return f"2024-{month:02}-{day + 1:02}T{rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}"


def months(before=0):
    for number, length in enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1):
        yield number, length, before
        before += length


def happened(n, action, who="Ned Harrow", ident=NED_ID, **more):
    return {"id": 1000 + n, "type": "service", "date": clock(UNIX + n * 60 + 3600), "date_unixtime": str(UNIX + n * 60), "actor": who, "actor_id": ident, "action": action, **more, "text": "", "text_entities": []}


def telegram_chat(*messages, name="Ned Harrow", kind="personal_chat", ident=700900123):
    return {"name": name, "type": kind, "id": ident, "messages": list(messages)}


def everything(*chats, left=()):
    about = {"about": "Here is the data you requested.", "personal_information": {"user_id": 700900777, "first_name": "Ada", "last_name": "Wren", "phone_number": "+44 7700 900777"},
             "contacts": {"about": "x", "list": [{"user_id": 1, "first_name": "Cy", "date": "2024-01-01T00:00:00"}]}, "sessions": {"about": "x", "list": [{"messages": [{"id": 1, "date": "2024-01-01T00:00:00", "from": "nobody", "text": "not a message"}]}]}}
    lists = {"chats": {"about": "x", "list": list(chats)}} | ({"left_chats": {"about": "x", "list": list(left)}} if left else {})
    return json.dumps(about | lists, indent=1, ensure_ascii=False)


def telegrams():
    def one(name, whole):
        write(f"telegram/{name}.json", whole if isinstance(whole, (str, bytes)) else json.dumps(whole, indent=1, ensure_ascii=False))

    no = wrote(9, "no", "Ada Wren", ADA_ID)
    link = [{"type": "text_link", "text": "here", "href": "https://harrow.example/you"}]
    one("f106-text-in-pieces", telegram_chat(wrote(1, "plain"), wrote(2, ["I saw you ", {"type": "bold", "text": "again"}, ", ", {"type": "mention", "text": "@ada"}, "!"]), wrote(3, ["look ", *link]),
                                             wrote(4, "said", text_entities=[{"type": "plain", "text": "other"}]), wrote(5, text="gone", text_entities=[{"type": "plain", "text": "in pieces only"}]), wrote(6, "caf\u00e9 \U0001f620\n\n  two spaces"), no))
    old = lambda n, text, **more: wrote(n, text, date_unixtime="gone", text_entities="gone", **more)
    one("f107-no-instant", telegram_chat(old(1, "before 2022"), old(2, "summer", date="2021-10-31T01:30:00"), old(3, "never was", date="2021-03-28T01:30:00"), old(4, "none", date="1970-01-01T00:00:00"), old(5, "no date", date="soon"), old(6, "numbers", from_id=700900123), no))
    one("f107-two-times", telegram_chat(wrote(1, "a day apart", date="2024-01-17T10:00:00"), wrote(2, "as a number", date_unixtime=UNIX), wrote(3, "nought", date_unixtime="0"), no))
    one("f109-edited", telegram_chat(wrote(1, "edited", edited="2024-01-15T11:05:00", edited_unixtime="1705313100"), wrote(2, "reacted to", edited="2024-01-15T11:05:00", reactions=[{"type": "emoji", "count": 2, "emoji": "\U0001f620", "recent": [{"from": "Ada Wren", "from_id": ADA_ID, "date": "2024-01-15T11:05:00"}]}, {"type": "custom_emoji", "count": 3, "document_id": "x"}]), no))
    one("f110-from-nobody", telegram_chat(wrote(1, "an account that is no more", None), wrote(2, "no account at all", None, "gone"), wrote(3, "an empty name", ""), no, name=None))
    one("f110-service", telegram_chat(happened(1, "joined_telegram"), happened(2, "phone_call", duration_seconds=42, discard_reason="hangup"), happened(3, "phone_call", discard_reason="missed"), happened(4, "phone_call", discard_reason="busy"), happened(5, "phone_call", "Ada Wren", ADA_ID, discard_reason="disconnect", duration_seconds=1),
                                      happened(6, "phone_call", discard_reason="hangup"), happened(7, "pin_message", message_id=1001), happened(8, "send_star_gift", stars=50), happened(10, "take_screenshot"), happened(11, "hologram_shown"), happened(12, "odd \u001b[31m"), {**happened(13, None, information_text="x"), "action": None}, no))
    one("f110-forwarded", telegram_chat(wrote(1, "her words", forwarded_from="Cy Orme", forwarded_from_id=CY_ID), wrote(2, "nobody's", forwarded_from=None), wrote(3, "an answer", reply_to_message_id=1009), wrote(4, "through a robot", via_bot="@knees"), no))
    gone = "(File not included. Change data exporting settings to download.)"
    pictures = "photos/photo_1@15-01-2024_10-00-00.jpg"
    media = telegram_chat(
        wrote(1, "look", photo=pictures, width=8, height=8), wrote(2, photo=gone), wrote(3, file="(File exceeds maximum size. Change data exporting settings to download.)", thumbnail="video_files/small.jpg", media_type="video_file", mime_type="video/mp4", duration_seconds=7),
        wrote(4, file="voice_messages/audio_1.ogg", media_type="voice_message", mime_type="audio/ogg", duration_seconds=3), wrote(5, file="files/letter.pdf", file_name="A letter.pdf", mime_type="application/pdf"), wrote(6, file="(File unavailable, please try again later)", mime_type="x/y"),
        wrote(7, file="stickers/s.webp", media_type="sticker", sticker_emoji="\U0001f620"), wrote(8, photo="../../x.jpg"), wrote(10, photo="photos/gone.jpg"), wrote(11, photo=pictures, self_destruct_period_seconds=10),
        wrote(12, contact_information={"first_name": "Cy", "last_name": "", "phone_number": "+44 7700 900456"}, contact_vcard="contacts/contact_1.vcard"), wrote(13, location_information={"latitude": 51.5, "longitude": -0.1}, place_name="The park", address="1 High Street"),
        wrote(14, location_information=None, live_location_period_seconds=900), wrote(15, poll={"question": "Tea?", "closed": False, "total_voters": 1, "answers": [{"text": "yes", "voters": 1, "chosen": True}, {"text": "no", "voters": 0, "chosen": False}]}), wrote(16), wrote(17, "new", hologram=True), no)
    one("f110-media-alone", media)
    folder = "ChatExport_2024-01-16/"
    files = [(folder + pictures, b"\xff\xd8\xff\xe0one"), (folder + "voice_messages/audio_1.ogg", "two"), (folder + "files/letter.pdf", "%PDF-three"), (folder + "stickers/s.webp", "four"), (folder + "video_files/small.jpg", "five"), (folder + "contacts/contact_1.vcard", "BEGIN:VCARD"), ("photos/gone.jpg", "another folder's"), (folder + "photos/nobody-names-me.jpg", "six")]
    zipped("f110-media", (folder + "result.json", json.dumps(media)), *files, folder="telegram")
    one("all-chats", everything(telegram_chat(wrote(1, "one"), no), telegram_chat(wrote(2, "tea?", "Cy Orme", CY_ID), wrote(3, "yes", "Ada Wren", ADA_ID), name="Cy Orme", ident=700900456), {"type": "saved_messages", "id": 700900777, "messages": [wrote(4, "my own", "Ada Wren", ADA_ID)]},
                                telegram_chat(wrote(5, "hello all"), wrote(6, "hello", "Cy Orme", CY_ID), wrote(7, "hello you", "Ada Wren", ADA_ID), name="Ours", kind="private_group", ident=55), left=[telegram_chat(wrote(8, "gone now"), name="Theirs", kind="public_supergroup", ident=66)]))
    two = everything(telegram_chat(wrote(1, "one")), telegram_chat(wrote(2, "tea?", "Cy Orme", CY_ID), wrote(3, "yes", "Ada Wren", ADA_ID), name="Cy Orme", ident=700900456))
    one("bracket-missing-between-chats", two.replace("\n    ]\n   },\n   {", "\n   },\n   {", 1))
    one("two-exports", telegram_chat(no))
    (HERE / "telegram/two-exports.json").unlink()
    zipped("two-exports", ("a/result.json", json.dumps(telegram_chat(wrote(1, "one"), no))), ("b/result.json", json.dumps(telegram_chat(wrote(1, "one"), no, wrote(10, "later"), wrote(1, "two", edited="2024-01-15T11:05:00")))), ("readme.json", "{}"), folder="telegram")
    one("flood-of-equal-messages", telegram_chat(*(wrote(n, "Answer me.", at=UNIX) for n in range(4)), wrote(5, "Answer me.", id="gone"), no))
    one("flood-without-numbers", telegram_chat(*(wrote(1, "Answer me.", id=None) for _ in range(3)), no))
    whole = json.dumps(telegram_chat(wrote(1, "one"), wrote(2, "two"), wrote(3, "three")), indent=1)
    one("cut-off", whole[: whole.index("two") + 2])
    one("quote-missing", whole.replace('"two"', '"two', 1))
    one("broken-letters", json.dumps(telegram_chat(wrote(1, "a@@b"), no)).encode().replace(b"@@", b"\xff\x01\\ud83d"))
    one("other-things-in-the-list", telegram_chat("words", 7, None, [], {}, {"id": 5, "type": "unsupported"}, {"date": "2024-01-15T10:00:00"}, no))
    one("nothing-understood", telegram_chat({"id": 5, "type": "unsupported"}))
    one("byte-order-mark", "\ufeff" + json.dumps(telegram_chat(no)))
    one("no-messages", telegram_chat())


TG_HEAD = """<!DOCTYPE html>
<html>

 <head>

  <meta charset="utf-8"/>
<title>Exported Data</title>
  <meta content="width=device-width, initial-scale=1.0" name="viewport"/>

  <link href="css/style.css" rel="stylesheet"/>

  <script src="js/script.js" type="text/javascript">

  </script>

 </head>

 <body onload="CheckLocation();">

  <div class="page_wrap">

   <div class="page_header">

    <div class="content">

     <div class="text bold">
NAME
     </div>

    </div>

   </div>

   <div class="page_body chat_page">

    <div class="history">
"""
TG_END = "\n    </div>\n\n   </div>\n\n  </div>\n\n </body>\n\n</html>\n"


def tg_text(text):
    return "".join({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\n": "<br>"}.get(c, c) for c in text)


def tg_date(n, zone=" UTC+01:00"):
    at = clock(UNIX + n * 60 + 3600)
    return f"{at[8:10]}.{at[5:7]}.{at[:4]} {at[11:]}{zone}"


def tg(n, text=None, who="Ned Harrow", zone=" UTC+01:00", media="", reply="", raw=None, forwarded=None, ident=None, date=None, signed=None):
    """A message of a page; without `who` it is joined to the one before."""
    date = tg_date(n, zone) if date is None else date
    head = "" if who is None else '\n      <div class="pull_left userpic_wrap">\n\n       <div class="userpic userpic1">\n\n        <div class="initials">\nNH\n        </div>\n\n       </div>\n\n      </div>\n'
    name = "" if who is None else f'\n       <div class="from_name">\n{tg_text(who)} \n       </div>\n'
    content = reply + media + ("" if text is None and raw is None else f'\n       <div class="text">\n{raw if raw is not None else tg_text(text)}\n       </div>\n')
    content += "" if signed is None else f'\n       <div class="signature details">\n{signed}\n       </div>\n'
    if forwarded is not None:
        theirs = f'\n       <div class="from_name">\n{forwarded}<span class="date details" title="01.01.2024 09:00:00 UTC+01:00"> 01.01.2024 09:00:00</span>\n       </div>\n' if forwarded else ""
        content = f'\n       <div class="pull_left forwarded userpic_wrap">\n       </div>\n\n       <div class="forwarded body">\n{theirs}{content}\n       </div>\n'
    return (f'\n     <div class="message default clearfix{"" if who is not None else " joined"}" id="message{1000 + n if ident is None else ident}">\n{head}\n      <div class="body">\n'
            f'\n       <div class="pull_right date details" title="{date}">\n{date[11:16]}\n       </div>\n{name}{content}\n      </div>\n\n     </div>\n')


def tg_service(ident, text):
    return f'\n     <div class="message service" id="message{ident}">\n\n      <div class="body details">\n{text}\n      </div>\n\n     </div>\n'


def tg_link(wrap, path, thumb="", shown=""):
    picture = f'\n         <img class="{wrap}" src="{thumb}"/>\n' if thumb else ""
    return f'\n       <div class="media_wrap clearfix">\n\n        <a class="{wrap}_wrap clearfix pull_left" href="{path}">\n{shown}{picture}\n        </a>\n\n       </div>\n'


def tg_media(kind, title, description="", status="", path=""):
    tag, end = (f'a class="media clearfix pull_left block_link {kind}" href="{path}"', "a") if path else (f'div class="media clearfix pull_left {kind}"', "div")
    inner = "".join(f'\n          <div class="{c}">\n{t}\n          </div>\n' for c, t in (("title bold", title), ("description", description), ("status details", status)) if t)
    return f'\n       <div class="media_wrap clearfix">\n\n        <{tag}>\n\n         <div class="fill pull_left">\n\n         </div>\n\n         <div class="body">\n{inner}\n         </div>\n\n        </{end}>\n\n       </div>\n'


def tg_page(*messages, name="Ned Harrow", end=TG_END):
    return TG_HEAD.replace("NAME", tg_text(name)) + "".join(messages) + end


def telegram_pages():
    def one(name, *messages, **more):
        write(f"telegram/{name}.html", tg_page(*messages, **more))

    reply = '\n       <div class="reply_to details">\nIn reply to <a href="#go_to_message1009" onclick="return GoToMessage(1009)">this message</a>\n       </div>\n'
    day, no = tg_service(-1, "15 January 2024"), tg(9, "no", "Ada Wren")
    one("f108-pages", day, tg(1, "I saw you\n\n  <today> & \"yesterday\"'s"), tg(2, "and again", None), no, tg(10, "an answer", reply=reply), tg(11, raw='look <a href="https://harrow.example/you">here</a>, <strong>now</strong> <span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">hidden</span></span>'), tg(12, "caf\u00e9 \U0001f620", "Ned Harrow via @knees"), tg(13, signed="Ned"))
    one("f108-pages-no-zone", day, tg(1, "winter", zone=""), tg(2, "summer", date="31.10.2021 01:30:00"), tg(3, "no date", date="soon"), tg(4, "far away", date="15.01.2024 10:00:00 UTC-09:30"), no)
    one("joined-to-nobody", tg(1, "whose?", None), no, tg(10, "hers", None), tg_service(1011, "Ned Harrow pinned <a href=\"#go_to_message1\">this message</a>"), tg(12, "whose?", None), tg(13, "his"), tg(14, "too many", None, ident="x"), tg(15, "whose now?", None), tg(16, "gone", "Deleted Account"))
    one("f110-page-service", day, tg_service(1001, "Ned Harrow joined Telegram"), tg_service(1002, "Ned Harrow took a screenshot"), tg_service(1003, "Ned Harrow sent you a gift for \u00a350: Telegram Premium for 12 months."), tg_service(1004, "History cleared"),
        *(tg(n, media=tg_media("media_call", "Ada Wren", status=status)) for n, status in enumerate(["Incoming (42 seconds)", "Missed", "Declined", "Incoming"], 5)), tg(9, "no", "Ada Wren"), tg(10, who="Ada Wren", media=tg_media("media_call", "Ned Harrow", status="Outgoing (1 seconds)")))
    one("f110-page-forwarded", tg(1, "her words", forwarded="Cy Orme"), tg(2, "her words, too", None, forwarded=""), tg(3, "his own"), no)
    missing = "Not included, change data exporting settings to download."
    media = [tg(1, "look", media=tg_link("photo", "photos/photo_1@15-01-2024_10-00-00.jpg", "photos/photo_1@15-01-2024_10-00-00_thumb.jpg")), tg(2, None, None, media=tg_media("media_photo", "Photo", missing, "8x8, 1 KB")), tg(3, None, None, media=tg_media("media_video", "Video file", "Exceeds maximum size, change data exporting settings to download.", "00:07, 9 MB")),
             tg(4, None, None, media=tg_media("media_voice_message", "Voice message", "", "00:03", "voice_messages/audio_1.ogg")), tg(5, None, None, media=tg_media("media_file", "A letter.pdf", "", "1 KB", "files/letter.pdf")), tg(6, None, None, media=tg_media("media_file", "gone.bin", "Unavailable, please try again later.", "1 KB")),
             tg(7, None, None, media=tg_link("sticker", "stickers/s.webp", "stickers/s_thumb.webp")), tg(8, None, None, media=tg_link("photo", "../../x.jpg")), tg(10, None, None, media=tg_link("photo", "photos/gone.jpg")), tg(11, None, None, media=tg_media("media_photo", "Self-destructing photo", "", "Please view it on your mobile")),
             tg(12, None, None, media=tg_media("media_contact", "Cy ", "", "+44 7700 900456 - vCard", "contacts/contact_1.vcard")), tg(13, None, None, media=tg_media("media_venue", "The park", "1 High Street", "", "https://maps.google.com/maps?q=51.5,-0.1")), tg(14, None, None, media=tg_media("media_live_location", "Live location")), tg(16, None, None),
             tg(15, None, None, media='\n       <div class="media_wrap clearfix">\n        <div class="media_poll">\n         <div class="question bold">\nTea?\n         </div>\n         <div class="details">\nAnonymous poll\n         </div>\n         <div class="answer">\n- yes <span class="details">1 vote, chosen vote</span>\n         </div>\n         <div class="answer">\n- no\n         </div>\n        </div>\n       </div>\n'), no]
    folder = "ChatExport_2024-01-16/"
    files = [(folder + "photos/photo_1@15-01-2024_10-00-00.jpg", b"\xff\xd8\xff\xe0one"), (folder + "photos/photo_1@15-01-2024_10-00-00_thumb.jpg", "small"), (folder + "voice_messages/audio_1.ogg", "two"), (folder + "files/letter.pdf", "%PDF-three"), (folder + "stickers/s.webp", "four"), (folder + "contacts/contact_1.vcard", "BEGIN:VCARD")]
    zipped("f110-page-media", (folder + "messages.html", tg_page(*media)), *files, folder="telegram")
    zipped("pages-in-order", *((f"{folder}messages{n}.html", tg_page(*m)) for n, m in (("", [tg(1, "one"), tg(2, "two", None)]), ("10", [tg(6, "six", None)]), ("2", [tg(3, "three", None), tg(4, "four", "Ada Wren"), tg(5, "five", None)]))), folder="telegram")
    zipped("all-chats-as-pages", ("export_results.html", tg_page(name="Exported Data").replace("history", "sections")), ("chats/chat_001/messages.html", tg_page(tg(1, "one"), no)), ("chats/chat_002/messages.html", tg_page(tg(2, "tea?", "Cy Orme"), tg(3, "yes", "Ada Wren"), name="Cy Orme")), folder="telegram")
    both = [wrote(1, "one"), wrote(2, "two\nlines "), happened(3, "phone_call", discard_reason="missed"), wrote(9, "no", "Ada Wren", ADA_ID)]
    as_page = tg_page(day, tg(1, "one"), tg(2, "two\nlines ", None), tg(3, media=tg_media("media_call", "Ada Wren", status="Missed")), no)
    zipped("f108-json-beside-pages", (folder + "result.json", json.dumps(telegram_chat(*both))), (folder + "messages.html", as_page), folder="telegram")
    write("telegram/f108-the-same-as-json.json", json.dumps(telegram_chat(*both)))
    write("telegram/f108-the-same-as-page.html", as_page)
    whole = tg_page(tg(1, "one"), tg(2, "two"), tg(3, "three"))
    write("telegram/page-cut-off.html", whole[: whole.index("two") + 2])
    write("telegram/page-tag-missing.html", whole.replace("\n       </div>\n\n      </div>\n\n     </div>\n", "\n       </div>\n", 1))
    write("telegram/page-broken-letters.html", whole.encode().replace(b"two", b"t\xff\xc3\0o"))
    one("page-without-messages", day)


HIS, HERS, CYS = "2244994945", "1483823434811224066", "903948573"  # numbers of accounts on X


def assigned(name, items, indent=2, part=0):
    """A list of an archive of X, as its files have it: one assignment."""
    return f"window.YTD.{name}.part{part} = " + json.dumps(items, indent=indent, ensure_ascii=False).replace('": ', '" : ')


def dm(n, text, who=HIS, to=HERS, **more):
    fields = {"recipientId": to, "reactions": [], "urls": [], "text": text, "mediaUrls": [], "senderId": who, "id": str(1486726000000000000 + n),
              "createdAt": f"2022-01-27T15:{n % 60:02}:52.744Z", "editHistory": []} | more
    return {"messageCreate": {key: value for key, value in fields.items() if value is not None}}


def talks(*messages, between=f"{HIS}-{HERS}"):
    return {"dmConversation": {"conversationId": between, "messages": list(messages)}}


def tweet(n, text, mentions=(), wrapped=True, **more):
    named = [{"name": f"{handle} {number}", "screen_name": handle, "indices": ["0", "9"], "id_str": number, "id": number} for handle, number in mentions]
    post = {"retweeted": False, "source": "<a href=\"https://x.example\">Web</a>", "entities": {"hashtags": [], "symbols": [], "user_mentions": named, "urls": more.pop("urls", [])}, "display_text_range": ["0", "20"],
            "favorite_count": "0", "id_str": str(1592000000000000000 + n), "truncated": False, "retweet_count": "0", "id": str(1592000000000000000 + n), "created_at": f"Wed Nov 16 20:{n:02}:12 +0000 2022", "favorited": False, "full_text": text, "lang": "en"} | more
    return {"tweet": post} if wrapped else post


def follows(kind, *numbers):
    return [{kind: {"accountId": number, "userLink": f"https://twitter.com/intent/user?user_id={number}"}} for number in numbers]


def archives_of_x():
    def one(name, text):
        write(f"x/{name}.js", text)

    def box(name, *files):
        zipped(name, *files, folder="x")

    no = dm(50, "no", HERS, HIS)
    account = ("data/account.js", assigned("account", [{"account": {"email": "ada@wren.example", "createdVia": "web", "username": "ada_wren", "accountId": HERS, "createdAt": "2022-01-19T00:00:00.000Z", "accountDisplayName": "Ada Wren"}}]))

    def manifest(*files, partial=False):
        kinds = {f"kind{n}": {"files": [{"fileName": name, "globalName": f"YTD.{called}", "count": str(count)}]} for n, (name, called, count) in enumerate(files)}
        said = {"userInfo": {"accountId": HERS, "userName": "ada_wren", "displayName": "Ada Wren"}, "archiveInfo": {"sizeBytes": "4563235", "generationDate": "2022-11-20T05:46:38.082Z", "isPartialArchive": partial, "maxPartSizeBytes": "53687091200"}, "dataTypes": kinds}
        return "data/manifest.js", "window.__THAR_CONFIG = " + json.dumps(said, indent=2)

    two = [talks(dm(2, "two"), dm(1, "one"), no), talks(dm(3, "tea?", CYS), between=f"{CYS}-{HERS}")]
    one("f91-one-file", assigned("direct_messages", two))
    one("f91-one-line-and-semicolon", assigned("direct_messages", two, indent=None) + ";\n")
    box("f91-parts", account, ("data/direct-messages.js", assigned("direct_messages", two)), ("data/direct-messages-part10.js", assigned("direct_messages", [talks(dm(5, "part ten"))], part=10)), ("data/direct-messages-part2.js", assigned("direct_messages", [talks(dm(4, "part two"))], part=2)),
        manifest(("data/direct-messages.js", "direct_messages.part0", 2), ("data/direct-messages-part2.js", "direct_messages.part2", 7), ("data/tweets.js", "tweets.part0", 3), ("data/ad-engagements.js", "ad_engagements.part0", 3), partial=True), ("data/README.txt", "Direct messages"), ("assets/js/main.js", "window.YTD = {};"))
    box("f91-old-names-in-a-folder", ("twitter-2019/account.js", account[1]), ("twitter-2019/direct-message.js", assigned("direct_message", two[:1])), ("twitter-2019/tweet.js", assigned("tweet", [tweet(1, "@ned_harrow no", [("ned_harrow", HIS)], wrapped=False), tweet(2, "to all", wrapped=False)])),
        ("twitter-2019/direct_message_media/1486726000000000002-x.jpg", "two"))
    one("f91-nothing-to-read", assigned("like", [{"like": {"tweetId": "1", "fullText": "words"}}]))
    box("f91-no-messages", account, ("data/like.js", assigned("like", [])))
    box("f91-damaged-account", (account[0], account[1][:60]), ("data/follower.js", assigned("follower", follows("follower", HIS))), ("data/direct-messages.js", assigned("direct_messages", two), {"crc": 1}), ("data/tweets.js", assigned("tweets", [tweet(1, "@ned_harrow no", [("ned_harrow", HIS)])])))
    one("f92-who", assigned("direct_messages", [talks(dm(1, "to is missing", to=None), dm(2, "and here", HERS, None), dm(3, "a stranger in it", CYS, None)), {"dmConversation": {"messages": [dm(4, "no conversation"), dm(5, "nor here", HERS, HIS), dm(6, "alone", to=None)]}},
        {"dmConversation": {"messages": [dm(7, "the number comes later")], "conversationId": f"{HIS}-{HERS}"}}, talks(dm(8, "as a number", 2244994945), dm(9, "no sender", who=None), dm(10, "odd", who="-1"), no)]))
    one("f92-times", assigned("direct_messages", [talks(dm(1, "none", createdAt=None), dm(2, "broken", createdAt="yesterday"), dm(3, "far", createdAt="2099-01-27T15:58:52.744Z"), dm(4, "offset", createdAt="2022-01-27T15:58:52+02:00"), no)]))
    many = [dm(n, f"message {n}") for n in range(8)]
    one("f93-blocks-overlap", assigned("direct_messages", [talks(*many[3:][::-1]), talks(dm(3, "between", CYS), between=f"{CYS}-{HERS}"), talks(*many[:5][::-1], no)]))
    one("f93-same-number-other-words", assigned("direct_messages", [talks(dm(1, "first"), dm(1, "second", editHistory=[{"text": "first"}]), dm(1, "first"), no)]))
    one("f93-no-numbers", assigned("direct_messages", [talks(*(dm(1, "Answer me.", id=None) for _ in range(3)), dm(1, "another", id=None), no)]))
    one("flood-of-equal-messages", assigned("direct_messages", [talks(*(dm(n, "Answer me.", createdAt="2022-01-27T15:58:52.744Z") for n in range(4)), no)]))
    at = "2022-01-27T16:00:00.000Z"
    group = talks(dm(9, "in the group", to=None, reactions=[{"senderId": HERS, "reactionKey": "like", "eventId": "7", "createdAt": at}, {"senderId": CYS, "reactionKey": "funny", "eventId": "8", "createdAt": at}]), dm(8, "from Cy", CYS, None), dm(7, "from Ada", HERS, None),
        {"reactionCreate": {"senderId": HIS, "reactionKey": "sad", "eventId": "9", "createdAt": at}}, {"conversationNameUpdate": {"initiatingUserId": HIS, "name": "Ada & me", "createdAt": at}}, {"participantsLeave": {"userIds": [CYS], "createdAt": at}},
        {"participantsJoin": {"initiatingUserId": HIS, "userIds": [CYS, "77"], "createdAt": at}}, {"joinConversation": {"initiatingUserId": HIS, "participantsSnapshot": [HIS, CYS, HERS], "createdAt": at}}, {"screenCapture": {"senderId": HIS}}, between="1612345678901234567")
    one("f94-group", assigned("direct_messages_group", [group, talks(dm(11, "in a group of others", CYS, None), dm(12, "from Ada", HERS, None), between="1612345678901234568"), talks({"joinConversation": {"initiatingUserId": CYS, "participantsSnapshot": [HIS, CYS, HERS], "createdAt": at}}, dm(13, "he says nothing here", HERS, None), between="1612345678901234569")]))
    one("f94-headers-only", assigned("direct_message_headers", [talks(dm(1, None))]))
    box("f94-headers-beside", account, ("data/direct-messages.js", assigned("direct_messages", two[:1])), ("data/direct-message-headers.js", assigned("direct_message_headers", [talks(dm(1, None))])), ("data/direct-message-group-headers.js", assigned("direct_message_group_headers", [])))
    one("f94-welcome-and-unknown", assigned("direct_messages", [talks({"welcomeMessageCreate": {"senderId": CYS, "recipientId": HERS, "text": "We answer soon.", "id": "5", "createdAt": at}}, between=f"{CYS}-{HERS}"),
        talks(dm(1, "known", sparkle=1, **{"odd \x1b key": 2}), {"hologramCreate": {"id": "6"}}, {}, {"messageCreate": "words"}, {"messageCreate": {}, "reactions": []}, no), {"dmConversation": {"conversationId": f"{HIS}-{HERS}", "mood": "calm", "messages": []}}, {"spaces": {"x": 1}}, "words"]))
    link = {"url": "https://t.co/abc", "expanded": "https://harrow.example/knee", "display": "harrow.example/knee"}
    one("f95-letters-and-links", assigned("direct_messages", [talks(dm(1, "you &amp; me &lt;3 &gt; &quot;"), dm(2, "typed &amp;lt; by hand"), dm(3, "look https://t.co/abc", urls=[link, {"url": "https://t.co/d"}]), dm(4, "café 😠 ’"), dm(5, ""), no)]))
    photo = lambda n, name: f"https://ton.twitter.com/dm/{1486726000000000000 + n}/17/{name}"
    folder = "data/direct_messages_media/148672600000000000"
    box("f95-media", account, ("data/direct-messages.js", assigned("direct_messages", [talks(dm(1, "look https://t.co/p", mediaUrls=[photo(1, "a-b.jpg")]), dm(2, "", mediaUrls=[photo(2, "gone.png")]), dm(3, "film", mediaUrls=["https://video.twimg.com/dm_video/3/vid/720x720/f.mp4?tag=1"]),
        dm(4, "other name", mediaUrls=["https://video.twimg.com/dm_gif/4.mp4"]), dm(5, "two of three", mediaUrls=[photo(5, "x.jpg"), photo(5, "y.jpg"), "../../etc/passwd"]), dm(6, "locked", mediaUrls=[photo(6, "z.jpg")]), no)])),
        (folder + "1-a-b.jpg", b"\xff\xd8\xff\xe0one"), (folder + "3-f.mp4", "three"), (folder + "4-thumb.mp4", "four"), (folder + "5-x.jpg", "x"), (folder + "6-z.jpg", "z", {"flags": 0x801}), (folder + "9-nobody.jpg", "nine"), ("data/tweets_media/1486726000000000002-gone.png", "of a post"), ("data/profile_media/1-me.jpg", "not listed"))
    ned, cy, ada = ("ned_harrow", HIS), ("cy_orme", CYS), ("ada_wren", HERS)
    picture = {"media": [{"media_url_https": "https://pbs.twimg.com/media/k.jpg", "url": "https://t.co/k", "type": "photo"}]}
    posts = [tweet(1, "@ned_harrow please do not write to me &amp; mine", [ned], in_reply_to_user_id_str=HIS, in_reply_to_user_id=HIS, in_reply_to_screen_name="ned_harrow", in_reply_to_status_id_str="9", in_reply_to_status_id="9"), tweet(2, "Good morning"), tweet(3, "@cy_orme tea?", [cy]),
        tweet(4, "RT @ned_harrow: hello @cy_orme", [ned, cy]), tweet(5, "RT @cy_orme: hello @ned_harrow", [cy, ned]), tweet(6, "look at this https://t.co/q", urls=[{"url": "https://t.co/q", "expanded_url": "https://twitter.com/Ned_Harrow/status/17", "display_url": "x"}]),
        tweet(7, "and more", in_reply_to_user_id_str=HERS, in_reply_to_screen_name="ada_wren"), tweet(8, "@gone who are you", [("gone", "-1")], in_reply_to_user_id_str=HIS), tweet(9, "a picture", [ned], extended_entities=picture), tweet(10, "his old name @ned_h", [("ned_h", HIS)]), tweet(11, "broken date @ned_harrow", [ned], created_at="Someday"),
        tweet(12, "new field @ned_harrow", [ned], hologram=1, truncated=True), {"tweet": {}}, {"other": 1}, "words"]
    one("f96-posts", assigned("tweets", posts))
    box("f96-archive", account, ("data/direct-messages.js", assigned("direct_messages", two)), ("data/tweets.js", assigned("tweets", posts)), ("data/deleted-tweets.js", assigned("deleted_tweets", [tweet(20, "@ned_harrow stop", [ned], deleted_at="2022-11-18T10:00:00.000Z"), tweet(21, "gone")])), ("data/community-tweet.js", assigned("community_tweet", [tweet(22, "in a community @ned_harrow", [ned])])),
        ("data/follower.js", assigned("follower", follows("follower", CYS, HIS) + [{"follower": {"userLink": "x"}}])), ("data/following.js", assigned("following", follows("following", CYS, HIS))), ("data/like.js", assigned("like", [])), ("data/block.js", assigned("block", [])), ("data/note-tweet.js", assigned("note_tweet", [])),
        ("data/tweets_media/1592000000000000009-k.jpg", "knee"), manifest(("data/tweets.js", "tweets.part0", 15), ("data/direct-messages.js", "direct_messages.part0", 4)))
    one("f96-followers-alone", assigned("follower", follows("follower", HIS)))
    # Broken files: what is broken is named, what is not is read.
    whole = assigned("direct_messages", [talks(dm(3, "three"), dm(2, "two"), dm(1, "one")), talks(dm(4, "tea?", CYS), between=f"{CYS}-{HERS}"), talks(no)])
    one("broken-cut-off", whole[:whole.index('"two') + 3])
    one("broken-quote-missing", whole.replace('"two"', '"two'))
    one("broken-bracket-missing", whole.replace('"editHistory" : []\n          }\n        }', '"editHistory" : []\n        }', 1))
    one("broken-list-not-closed", whole.replace("        }\n      ]\n    }\n  },", "        }\n    }\n  },", 1))
    one("broken-conversation-not-closed", whole.replace("      ]\n    }\n  },", "", 1))
    one("broken-half-a-letter", whole.replace("two", "t\\ud83do"))
    write("x/broken-utf-8.js", whole.encode().replace(b"two", b"t\xff\0o"))
    one("broken-nothing-understood", assigned("direct_messages", [talks("words", 7)]))
    one("broken-no-list", "window.YTD.direct_messages.part0 = {}")
    one("broken-no-value", "window.YTD.direct_messages.part0 =")
    one("broken-more-behind-the-end", whole + whole)
    one("byte-order-mark", "\ufeff" + whole)
    one("empty", assigned("direct_messages", []))


def table(name, text, encoding="utf-8"):
    write(f"table/{name}", text.encode(encoding))


LINKEDIN = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
NED_AT, ADA_AT = "https://www.linkedin.com/in/ned-harrow-0000", "https://www.linkedin.com/in/ada-wren-0000"


def tables():
    rows = ["14/02/2014 10:30,Ned Harrow,I love you.", "14/02/2014 10:31,Ada Wren,Please stop.", "01/03/2014 22:05,Ned Harrow,Never."]
    plain = "Date,Sender,Body\n" + "\n".join(rows) + "\n"
    # F136: what parts the cells, how the letters are written
    table("f136-commas.csv", plain)
    table("f136-semicolons.csv", plain.replace(",", ";"))
    table("f136-tabs.tsv", plain.replace(",", "\t"))
    table("f136-bars.txt", plain.replace(",", " | "))
    table("f136-sep-line.csv", "sep=;\r\n" + plain.replace(",", ";").replace("\n", "\r\n"))
    table("f136-byte-order-mark.csv", "\ufeff" + plain)
    table("f136-utf-16-le.txt", "\ufeff" + plain.replace(",", "\t").replace("love", "l\u00f6ve \U0001f600"), "utf-16-le")
    table("f136-utf-16-be.csv", "\ufeff" + plain, "utf-16-be")
    table("f136-windows-1252.csv", plain.replace("I love you.", "I\u2019m at the caf\u00e9, \u00a35."), "cp1252")
    # F136: quotes, formulas, rows that do not fit
    table("f136-quotes.csv", 'Date,Sender,Body\n14/02/2014 10:30,Ned,"one, two\n\n""three"""\n15/02/2014 10:30,Ned,"said "hi" to me"\n16/02/2014 10:30,Ned,"never closed\n17/02/2014 10:30,Ned,whole\n18/02/2014 10:30,Ned,"last"\n')
    table("f136-quote-open-at-the-end.csv", 'Date,Sender,Body\n14/02/2014,Ned,one\n15/02/2014,Ned,"two\n')
    table("f136-formulas.csv", "Date,Sender,Body\n14/02/2014,Ned,\"=cmd|' /C calc'!A0\"\n15/02/2014,Ned,\"=HYPERLINK(\"\"https://ned.example\"\",\"\"here\"\")\"\n16/02/2014,Ned,@SUM(1+1)\n17/02/2014,Ned,+44 7700 900123\n")
    table("f136-rows-that-do-not-fit.csv", "Date,Sender,Body\n14/02/2014,Ned,I know, you love me, too\n15/02/2014,Ned\n,,\n\n,Ned,no date\nsoon,Ned,no date either\nFeb 2014,Ned,a month\n,,\"\"\nTotal 5\n")
    # F36: order of day and month
    table("f36-month-first.csv", "Date,Sender,Body\n02/13/2014,Ned,one\n03/04/2014,Ned,two\n")
    table("f36-cannot-be-told.csv", "Date,Sender,Body\n02/03/2014,Ned,one\n03/04/2014,Ned,two\n")
    table("f36-newest-first.csv", "Date,Sender,Body\n" + "".join(f"{d:02}/{m:02}/2014,Ned,{d}\n" for d, m in [(1, 4), (12, 3), (5, 3), (9, 2), (4, 2), (11, 1), (3, 1)]))
    # Ways to say when
    table("times.csv", "When,Sender,Body\n2014-02-14T10:30:15Z,Ned,instant\n2014-02-14 10:30:00+02:00,Ned,offset\n14 Feb 2014 2:30 PM,Ned,named\n\"February 14, 2014 10:30\",Ned,American\nFri 14 Feb 2014,Ned,a day\nMon 14 Feb 2014,Ned,the wrong weekday\n14-Feb-14 09:00,Ned,short\nyesterday,Ned,leans on today\n3 to 5 March 2014,Ned,a range\n31/02/2014,Ned,no such day\n2026-12-24 10:00,Ned,to come\n2014-10-26 01:30,Ned,twice\n")
    table("date-and-time-apart.csv", "No,Date,Time,Who,What happened,Notes\n1,14/02/2014,10:30,Ned,Rang,twice\n2,15/02/2014 00:00:00,22:05:10,Ned,Stood at the gate,\n3,16/02/2014,,Ned,Sent flowers,lilies\n")
    # Whose words: a log has no sender, a direction says it, a phone names one number
    table("own-log.csv", "Date,Channel,What happened\n14/02/2014,letter,A card with a heart.\n15/02/2014 19:30,at home,Rang the bell.\n16/02/2014,phone call,Would not hang up.\n16/02/2014,phone call,Would not hang up.\n")
    table("calls.csv", "Number,Type,Date,Duration\n07700 900123,Incoming,14/02/2014 10:30,42\n07700 900123,Missed,14/02/2014 10:31,0\n07700 900123,Outgoing,14/02/2014 10:35,12\n07700 900199,Outgoing,14/02/2014 10:40,60\n")
    table("chat-with-direction.csv", "Chat Session,Message Date,Service,Direction,Sender ID,Sender Name,Text,Attachment\nNed,2014-02-14 10:30:05,iMessage,Incoming,+447700900123,Ned Harrow,Hello,\nNed,2014-02-14 10:31:00,iMessage,Outgoing,,,Please stop.,\nNed,2014-02-14 10:32:00,SMS,Incoming,+447700900123,Ned Harrow,,IMG_0001.jpg\nNed,2014-02-14 10:33:00,SMS,Notification,+447700900123,Ned Harrow,left,\n")
    table("no-header.csv", "14/02/2014,Ned,I love you.\n15/02/2014,Ned,Never.\n")
    table("header-twice.csv", "Date,Text,Text,\n14/02/2014,one,two,three\n")
    # F119, F120: LinkedIn
    told = [f'a1,,Ned Harrow,{NED_AT},Ada Wren,{ADA_AT},2021-03-05 10:30:45 UTC,,"Hello, ""Doctor"".\n\nYour knee ""patient"".",INBOX',
            f"a1,,Ada Wren,{ADA_AT},Ned Harrow,{NED_AT},2021-03-05 09:00:00 UTC,Please,Do not write to me here.,SENT",
            f'a1,,Ned Harrow,{NED_AT},Ada Wren,{ADA_AT},2021-03-04 22:10:00 UTC,,"<p class=""x"">In the caf\u00c3\u00a9</p><p>again</p>",INBOX',
            f'a2,Knees,Cora Lint,https://www.linkedin.com/in/cora-lint-0000,"Ned Harrow, Ada Wren","{NED_AT},{ADA_AT}",2021-03-01 08:00:00 UTC,,A meeting,INBOX']
    table("f119-linkedin-messages.csv", LINKEDIN + "\n" + "\n".join(told) + "\n")
    newer = LINKEDIN + ",ATTACHMENTS,IS MESSAGE DRAFT"
    table("f119-linkedin-more-columns.csv", newer + "\n" + told[1] + ",https://www.linkedin.com/dms/1,No\n" + told[2] + ",,No\n")
    table("f120-linkedin-connections.csv", 'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email addresses for connections who have allowed it."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nNed,Harrow,' + NED_AT + ",,,,14 Feb 2021\n")
    table("f120-linkedin-invitations.csv", f'From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nNed Harrow,Ada Wren,"2/14/21, 10:30 AM",Please,INCOMING,{NED_AT},{ADA_AT}\nAda Wren,Cora Lint,"2/15/21, 9:00 PM",,OUTGOING,{ADA_AT},https://www.linkedin.com/in/cora-lint-0000\n')
    table("not-one.csv", "just words\nand more words\n")
    table("only-a-header.csv", "Date,Sender,Body\n")


def diary(name, text, encoding="utf-8"):
    write(f"diary/{name}", text.encode(encoding))


def diaries():
    diary("as-people-write.txt", "\n".join(["3 March 2014 - card through the door", "", "14/02/14 10.30 rang twice", "and again at noon", "Mon 3rd March:", "he stood at the gate", "2014-04-05 22:15 text: \u201cI miss you\u201d",
        "April 6th, 2014, 3pm. Flowers.", "7.4.2014 about 10.30pm: a car outside", "8 April 2014 half past ten, he rang", "9 Apr 2014 evening: lilies", "10 April 2014 evening rounds, he was there",
        "11 April 2014 10.30-11.15 walked up and down", "12 Apr 2014 2.30 rang", "13 April 2014 1930hrs rang", "Tues 15 April 2014 2 calls before noon", "16 April 2014 may have been him at the door", "- 17/4/2014: under a bullet", ""]))
    diary("a-date-alone-heads.txt", "Diary 2014\n\n3 March\nCard through the door.\nIt had a heart on it.\n\nNo stamp.\n\n4 March\n10.30 rang twice\n  and hung up\n11:15 rang again\n9pm stood outside\n\n5 March\n\n6 March\n2 calls\n")
    diary("prose-before-the-first-date.txt", "What happened with Ned\nKept by Ada Wren\n\n14/02/2014 A card.\n15/02/2014 A call.\n")
    diary("no-years.txt", "14 Dec: rang\n2 Jan: wrote\n3/1: wrote again\n13/1 - came to the surgery\n")
    diary("years-by-headings.txt", "2013\n28 Dec - a card\n2014\n2 Jan - a letter\nMarch 2014\n3rd - not a date by itself\n4 March - flowers\n")
    diary("equal-entries.txt", "14/02/2014 rang\n14/02/2014 rang\n14/02/2014 rang\n")
    diary("me.txt", "14/02/2014 he rang me: twice\n14/02/2014 10:35 me: I told him to stop\n14/02/2014 10:40 rang\n15/02/2014 From me: a letter, second class\n15/02/2014 11:00 rang\n")
    diary("f36-month-first.txt", "02/13/2014 rang\n03/04/2014 rang again\n")
    diary("f36-cannot-be-told.txt", "02/03/2014 rang\n03/04/2014 rang again\n")
    diary("f36-two-lists.txt", "13/02/2014 rang\n14/02/2014 rang\n02/20/2014 rang\n02/21/2014 rang\n")
    diary("newest-first.txt", "1/4/2014 a\n12/3/2014 b\n5/3/2014 c\n9/2/2014 d\n4/2/2014 e\n11/1/2014 f\n")
    diary("no-such-day.txt", "13/02/2014 rang\n31/02/2014 rang\n31 April 2014 is no date\n14/02/2014\n15/02/2014 rang\n")
    diary("clocks-change.txt", "26 October 2014 1.30am rang\n30 March 2014 1.30am rang\n24 Dec 2026 10:00 to come\n")
    diary("windows-1252.txt", "14/02/2014 at the caf\u00e9, \u00a35 \u2018for you\u2019\r\n15/02/2014 rang\r\n", "cp1252")
    diary("utf-16.txt", "\ufeff14/02/2014 at the caf\u00e9\r\n15/02/2014 rang \U0001f600\r\n", "utf-16-le")
    diary("byte-order-mark.txt", "\ufeff14/02/2014 rang\n\n\n   \n15/02/2014 rang")
    diary("looks-like-a-chat.txt", "14/02/2014, 10:30 - rang twice\n15/02/2014, 11:00 - stood outside\n16/02/2014, 09:15 - he said: marry me\n17/02/2014, 09:15 - card\n18/02/2014, 09:15 - card\n")
    diary("prose.txt", "Dear Doctor,\nthank you for 3 things.\nYours, C.\n")


# Pictures, films, recordings and PDFs: what they claim of themselves.

def tiff(first=(), more=(), place=(), order="<", loop=False):
    """An EXIF block: IFD0 with its tags, the Exif IFD and the GPS IFD. A value is ASCII or a list of rationals."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    dirs = [list(first), list(more), list(place)]
    sizes = [2 + 12 * (len(d) + extra) + 4 for d, extra in zip(dirs, [bool(more) + bool(place), 0, 0])]
    starts = [8, 8 + sizes[0], 8 + sizes[0] + sizes[1]]
    data_at, data = starts[2] + sizes[2], b""
    out = mark + struct.pack(order + "I", 8)
    if more:
        dirs[0].append((0x8769, starts[1]))
    if place:
        dirs[0].append((0x8825, starts[2]))
    for index, entries in enumerate(dirs):
        out += struct.pack(order + "H", len(entries))
        for tag, value in sorted(entries, key=lambda e: e[0]):
            if isinstance(value, int):
                out += struct.pack(order + "HHII", tag, 4, 1, value)
                continue
            if isinstance(value, str):
                raw, kind, count = value.encode() + b"\0", 2, len(value) + 1
            else:
                raw, kind, count = b"".join(struct.pack(order + "II", *r) for r in value), 5, len(value)
            if len(raw) <= 4:
                out += struct.pack(order + "HHI", tag, kind, count) + raw.ljust(4, b"\0")
            else:
                out += struct.pack(order + "HHII", tag, kind, count, data_at + len(data))
                data += raw + b"\0" * (len(raw) % 2)
        out += struct.pack(order + "I", 8 if loop else 0)
    return out + data


# Eight grey dots by eight, as any decoder makes it.
DOTS = (b"\xff\xdb\0\x43\0" + b"\x10" * 64 + b"\xff\xc0\0\x0b\x08\0\x08\0\x08\x01\x01\x11\0"
        + b"\xff\xc4\0\x14\0\x01" + b"\0" * 15 + b"\0" + b"\xff\xc4\0\x14\x10\x01" + b"\0" * 15 + b"\0"
        + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x3f\xff\xd9")


def jpeg(*blocks, behind=b""):
    segments = b"".join(b"\xff\xe1" + struct.pack(">H", len(b) + 8) + b"Exif\0\0" + b for b in blocks)
    return b"\xff\xd8" + segments + DOTS + behind


def box(kind, *inside):
    inside = b"".join(inside)
    return struct.pack(">I", len(inside) + 8) + kind + inside


def mvhd(seconds, version=0):
    when = struct.pack(">QQ" if version else ">II", seconds, seconds)
    return box(b"mvhd", bytes([version, 0, 0, 0]), when, b"\0" * 80)


def apple_keys(*pairs):
    keys = b"".join(struct.pack(">I", len(k) + 8) + b"mdta" + k for k, _ in pairs)
    items = b"".join(box(struct.pack(">I", n), box(b"data", b"\0\0\0\x01\0\0\0\0", v)) for n, (_, v) in enumerate(pairs, 1))
    return box(b"meta", box(b"hdlr", b"\0" * 24), box(b"keys", struct.pack(">II", 0, len(pairs)), keys), box(b"ilst", items))


def pdf(info, more="", kind="1.4"):
    return f"%PDF-{kind}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R{more} >>\nendobj\n3 0 obj\n<< {info} >>\nendobj\ntrailer << /Root 1 0 R /Info 3 0 R >>\n%%EOF\n"


ORIGINAL, DIGITISED, CHANGED = 0x9003, 0x9004, 0x0132
TAKEN = (ORIGINAL, "2014:02:14 10:30:00")
THERE = [(1, "N"), (2, [(51, 1), (30, 1), (0, 1)]), (3, "W"), (4, [(0, 1), (7, 1), (1234, 100)])]


def gps(day, *time):
    return [(29, day), (7, [(t, 1) for t in time])]


def claims():
    def picture(name, *args, **more):
        write(f"dated/{name}", jpeg(tiff(*args, **more)))
    picture("f97-local.jpg", [(CHANGED, "2014:02:14 10:30:00")], [TAKEN])
    picture("f97-offset.jpg", [], [TAKEN, (0x9011, "+01:00")], order=">")
    picture("f97-offset-of-another.jpg", [(CHANGED, "2014:03:01 09:00:00")], [TAKEN, (0x9010, "+05:00")])
    picture("f97-satellite.jpg", [], [TAKEN], gps("2014:02:14", 8, 31, 12))
    picture("f97-satellite-of-another-day.jpg", [], [TAKEN], gps("2014:02:11", 8, 31, 12))
    picture("f97-scanner.jpg", [(CHANGED, "2014:03:01 09:00:00")], [(DIGITISED, "2014:02:20 16:00:00")])
    picture("f98-zeros.jpg", [], [(ORIGINAL, "0000:00:00 00:00:00")])
    picture("f98-month-13.jpg", [], [(ORIGINAL, "2014:13:14 10:30:00")])
    picture("f98-blanks.jpg", [], [(ORIGINAL, "    :  :     :  :  ")])
    picture("f98-never-set.jpg", [], [(ORIGINAL, "1980:01:01 00:00:00")])
    picture("f98-place.jpg", [], [TAKEN], THERE)
    picture("f98-place-0-0.jpg", [], [TAKEN], [(1, "N"), (2, [(0, 1)] * 3), (3, "E"), (4, [(0, 1)] * 3)])
    picture("f98-place-of-nothing.jpg", [], [TAKEN], [(1, "N"), (2, [(0, 0)] * 3), (3, "E"), (4, [(7, 0)] * 3)])
    picture("f98-latitude-91.jpg", [], [TAKEN], [(1, "N"), (2, [(91, 1), (0, 1), (0, 1)]), (3, "E"), (4, [(7, 1)] * 3)])
    picture("f99-loop.jpg", [(CHANGED, "2014:02:14 10:30:00")], [TAKEN], loop=True)
    whole = jpeg(tiff([], [TAKEN]))
    write("dated/f99-cut.jpg", whole[: len(whole) - 40])
    write("dated/f99-cut-in-its-data.jpg", whole[:60])
    write("dated/f99-giant-box.heic", box(b"ftyp", b"heic\0\0\0\0mif1heic") + struct.pack(">I4sQ", 1, b"meta", 1 << 62) + b"\0" * 64)
    ihdr = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    exif = tiff([], [TAKEN])
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    write("dated/f99-sixty-thousand.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", ihdr) + chunk(b"eXIf", exif) + chunk(b"IEND", b""))
    write("dated/f100-is-html.jpg", "<html><script>alert(1)</script></html>\n")
    write("dated/f100-is-pdf.jpg", pdf("/CreationDate (D:20250304)"))
    write("dated/f100-zip-behind.jpg", jpeg(tiff([], [TAKEN]), behind=b"PK\x03\x04" + b"\1" * 40))
    write("dated/f100-two-blocks.jpg", jpeg(tiff([], [TAKEN]), tiff([], [(ORIGINAL, "2020:01:01 00:00:00")])))
    # Pixels can be made by no hand: two pictures of the examples, one in the head of the other.
    tyre, gate = (Path(HERE, "../../examples", name).read_bytes() for name in ("seven-years/tyre.jpg", "knee/car park 2026-03-05 1750.jpg"))
    inside = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\x0e\0\x02" + struct.pack(">HHII", 0x201, 4, 1, 44) + struct.pack(">HHII", 0x202, 4, 1, len(gate)) + b"\0" * 4 + gate
    write("dated/f102-another-inside.jpg", tyre[:2] + b"\xff\xe1" + struct.pack(">H", len(inside) + 2) + inside + tyre[2:])
    for name in ["IMG-20240105-WA0001.jpg", "Screenshot_20240105-231502.png", "PXL_20240105_231502123.jpg", "PTT-20240105-WA0002.opus",
                 "WhatsApp Image 2024-01-05 at 23.15.02.jpeg", "20240105_231502.jpg", "photo_2024-01-05_23-15-02.jpg",
                 "00000042-PHOTO-2020-06-07-15-13-20.jpg", "Scan 2024-01-05.txt", "IMG_0001.JPG", "20241305_111111.jpg", "120240105.jpg", "FB_IMG_1704496502123.jpg"]:
        write(f"dated/names/f101 {name}", "x")
    film = lambda *inside: box(b"ftyp", b"isom\0\0\0\0") + box(b"mdat", b"\0" * 100) + box(b"moov", *inside)
    at = 2082844800 + 1704496502
    write("dated/f103.mp4", film(mvhd(at)))
    write("dated/f103-long-numbers.mp4", film(mvhd(at, 1)))
    write("dated/f103-zero.mp4", film(mvhd(0)))
    write("dated/f103-apple.mov", film(mvhd(at), apple_keys((b"com.apple.quicktime.location.ISO6709", b"+51.5-000.1/"), (b"com.apple.quicktime.creationdate", b"2024-01-06T00:15:02+0100"))))
    write("dated/f103-nested.mp4", box(b"ftyp", b"isom\0\0\0\0") + b"\0\0\0\x01moov\x7f\xff\xff\xff\xff\xff\xff\xff" * 400)
    write("dated/f104.pdf", pdf("/CreationDate (D:20250304233000-05'00') /ModDate (D:20250305)"))
    write("dated/f104-two-producers.pdf", pdf("/CreationDate (D:20250304233000Z)") + "4 0 obj << /CreationDate <443A32303234303130353130333030303030> >> endobj\n<x:xmpmeta><xmp:CreateDate>2025-03-04T23:30:00Z</xmp:CreateDate><xmp:ModifyDate>2025-03-06</xmp:ModifyDate></x:xmpmeta>\n")
    write("dated/f104-can-do-things.pdf", pdf("/CreationDate (\\201\\002)", more=" /Encrypt 9 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> /AA << /S /Launch /F (cmd.exe) >> /Names << /EmbeddedFiles 5 0 R >>"))
    write("dated/f105.amr", b"#!AMR\n" + b"\x3c" * 64)
    write("dated/f105.opus", b"OggS\0\x02" + b"\0" * 20 + b"OpusHead" + b"\0" * 11)


def deflated(data, level=9):
    press = zlib.compressobj(level, zlib.DEFLATED, -15)
    return press.compress(data) + press.flush()


def bundle(*files, comment=b"", directory=True):
    """A zip. A file may bring (deflate, descriptor, long: lengths of 64 bits, method, flags, name as it stands)."""
    out, listed = b"", b""
    for file in files:
        name, data, odd = (*file, {})[:3]
        data = data if isinstance(data, bytes) else data.encode("utf-8")
        raw = name if isinstance(name, bytes) else name.encode("utf-8")
        inner = deflated(data) if odd.get("deflate") else data
        method = odd.get("method", 8 if odd.get("deflate") else 0)
        behind, long = odd.get("descriptor"), odd.get("long")
        flags = odd.get("flags", 0) | 0x800 | (8 if behind else 0)
        sums = (zlib.crc32(data), len(inner), len(data))
        short = (sums[0], 0xFFFFFFFF, 0xFFFFFFFF) if long else sums
        extra = struct.pack("<HHQQ", 1, 16, sums[2], sums[1]) if long else b""
        at = len(out)
        fixed = struct.pack("<HHHHH", 45 if long else 20, flags, method, 0x6000, 0x5A64)
        out += b"PK\3\4" + fixed + struct.pack("<III", *((0, 0, 0) if behind else short)) + struct.pack("<HH", len(raw), len(extra)) + raw + extra + inner
        if behind:
            out += b"PK\7\10" + struct.pack("<III", *sums)
        listed += b"PK\1\2" + struct.pack("<H", 0x0314) + fixed + struct.pack("<III", *short) + struct.pack("<HHHHHII", len(raw), len(extra), 0, 0, 0, 0o100600 << 16, at) + raw + extra
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(listed), len(out), len(comment)) + comment
    return out + (listed + end if directory else b"")


def tar_block(name, size, kind=b"0", link=b"", magic=b"ustar\x0000"):
    """A header of a tar."""
    raw = name if isinstance(name, bytes) else name.encode("utf-8")
    head = raw[:100].ljust(100, b"\0") + b"0000600\0" + b"0000000\0" * 2 + b"%011o\0" % size + b"14756000000\0" + b" " * 8 + kind + link.ljust(100, b"\0") + magic
    head = head.ljust(512, b"\0")
    return head[:148] + b"%06o\0 " % sum(head) + head[156:]


def filled(data):
    return data + b"\0" * (-len(data) % 512)


def tape(*files, end=b"\0" * 1024):
    """A tar. A file may bring a kind, where it links to, and how its long name is told (pax, gnu)."""
    out = b""
    for file in files:
        name, data, odd = (*file, {})[:3]
        data = data if isinstance(data, bytes) else data.encode("utf-8")
        raw = name.encode("utf-8")
        if odd.get("long") == "pax":
            word = b" path=" + raw + b"\n"
            word = b"%d" % (len(word) + 3 if len(word) + 3 > 99 else len(word) + 2) + word
            out += tar_block("PaxHeaders/x", len(word), b"x") + filled(word)
        if odd.get("long") == "gnu":
            out += tar_block("././@LongLink", len(raw) + 1, b"L", magic=b"ustar  \0") + filled(raw + b"\0")
        out += tar_block(raw, len(data), odd.get("kind", b"0"), odd.get("link", b"")) + filled(data)
    return out + end


def gz(data, level=9):
    return b"\x1f\x8b\x08\0\0\0\0\0\2\xff" + deflated(data, level) + struct.pack("<II", zlib.crc32(data), len(data))


def packed_sources():
    def one(name, data):
        write(f"archive/{name}", data)

    deflate = {"deflate": True}
    hers = {"sender": HER, "to": HIM}
    line = "From 1545668983435175434@xxx Tue Mar 04 10:00:00 +0000 2025\n"
    takeout = boxed(1, line=line) + boxed(2, line=line) + boxed(3, line=line, **hers)
    whole = "Takeout/Mail/All mail Including Spam and Trash.mbox"
    # Mail in archives.
    one("mail-takeout.zip", bundle((whole, takeout, deflate), ("Takeout/archive_browser.html", "<html></html>", deflate)))
    one("mail-takeout.tgz", gz(tape((whole, takeout), ("Takeout/archive_browser.html", "<html></html>"))))
    one("mail-labels.zip", bundle(("Takeout/Mail/Inbox.mbox", boxed(1, line=line), deflate), ("Takeout/Mail/Sent.mbox", boxed(2, line=line, **hers), deflate)))
    one("mail-messages.zip", bundle(("letters/one.eml", letter(1), deflate), ("letters/Two.EML", letter(2)), ("letters/three.emlx", emlx(letter(3, **hers)), deflate), ("letters/no.eml", "not a message\n"), ("letters/picture.jpg", b"\xff\xd8\xff\xe0"), ("__MACOSX/letters/._one.eml", "rubbish")))
    one("mail-maildir.zip", bundle(("Mail/cur/1741082400.M1P7.host_2,S", letter(1)), ("Mail/.Sent/cur/1741082402.M3P7.host_2,FRS", letter(2, **hers)), ("Mail/new/1741082405.M6P7.host", letter(3)), ("Mail/tmp/1741082406.M7P7.host", "half"), ("Mail/dovecot-uidlist", "3 V1\n")))
    one("mail-apple-mailbox.zip", bundle(("Harrow.mbox/mbox", boxed(1) + boxed(2), deflate), ("Harrow.mbox/table_of_contents", b"\0\1"), ("__MACOSX/Harrow.mbox/._mbox", "x")))
    one("mail-thunderbird.zip", bundle(("Mail/Local Folders/Inbox", boxed(1) + boxed(2), deflate), ("Mail/Local Folders/Inbox.msf", "// <!-- <mdb:mork:z v=\"1.4\"/> -->\n"), ("Mail/Local Folders/Inbox.sbd/Harrow", boxed(3), deflate)))
    one("mail-one-mailbox.mbox.gz", gz((boxed(1) + boxed(2)).encode()))
    one("mail-mailbox-damaged.zip", bundle(("Inbox.mbox", boxed(1) + boxed(2))).replace(b"Subject: hello", b"Subject: hallo", 1))
    # F137: how zips are written, and what is left of one that was cut off.
    text = "25/02/2026, 10:00 - Ned: x.jpg (file attached)\n25/02/2026, 10:01 - Ada: no\n25/02/2026, 10:02 - Ned: y.jpg (file attached)\n"
    files = (("_chat.txt", text), ("x.jpg", "one" * 40), ("y.jpg", "two" * 40))
    odd = lambda **how: bundle(*((name, data, how) for name, data in files))
    one("f137-lengths-of-64-bits.zip", odd(long=True))
    one("f137-lengths-behind.zip", odd(deflate=True, descriptor=True))
    one("f137-comment.zip", bundle(*files, comment=b"PK\1\2 rubbish PK\5 rubbish"))
    for name, how in [("known", {}), ("64-bits", {"long": True}), ("behind", {"deflate": True, "descriptor": True}), ("stored-behind", {"descriptor": True})]:
        one(f"f137-no-directory-{name}.zip", bundle(*((n, d, how) for n, d in files), directory=False))
    cut = bundle(*((n, d, deflate) for n, d in files), directory=False)
    one("f137-cut-in-last.zip", cut[:-4])
    one("f137-cut-in-mailbox.zip", bundle(("Inbox.mbox", boxed(1) + boxed(2) + boxed(3)), directory=False)[:-60])
    one("f137-hole-in-it.zip", (lambda z: z[:z.index(b"PK\3\4", 9)] + b"#" * 80 + z[z.rindex(b"PK\3\4"):])(bundle(*files, directory=False)))
    # F140, F145: tars.
    long = "a-folder-with-a-long-name/" * 5
    one("f140-links.tar", tape(("one.eml", letter(1)), ("two.eml", "", {"kind": b"2", "link": b"/etc/passwd"}), ("three.eml", "", {"kind": b"1", "link": b"one.eml"}), ("pipe.eml", "", {"kind": b"6"}), ("../four.eml", letter(4)), ("five.eml", letter(5))))
    one("f145-long-names.tgz", gz(tape((long + "pax.eml", letter(1), {"long": "pax"}), (long + "gnu.eml", letter(2), {"long": "gnu"}), ("./short.eml", letter(3)))))
    plain = tape(("one.eml", letter(1)), ("two.eml", letter(2)))
    one("f145-several-members.tgz", gz(plain[:700]) + gz(plain[700:1400]) + gz(plain[1400:]))
    flood = letter(1, body="Answer me.\n", ident=None).replace("Message-ID: <None>\n", "")
    months = [(f"2025-{m:02}.mbox", (boxed(m) + boxed(m + 10)).replace(f"Message-ID: <{m}@harrow.example>\n", "")) for m in (1, 2)]
    one("f145-months-twice.tgz", gz(tape(*months, *months)))
    one("f145-messages-twice.tar", tape(("1.eml", flood), ("2.eml", flood), ("1.eml", flood), ("2.eml", flood)))
    one("f145-cut-off.tgz", gz(tape(("one.eml", letter(1)), ("two.eml", letter(2, body="Some words.\n" * 200))), level=0)[:1900])
    one("f145-damaged.tgz", (lambda z: z[:-6] + b"\0" + z[-5:])(gz(plain)))
    one("f145-rubbish-behind.tgz", gz(plain) + b"rubbish")
    one("f145-header-broken.tar", tape(("one.eml", letter(1)), end=b"rubbish" * 200))
    one("f145-no-end.tar", tape(("one.eml", letter(1)), ("two.eml", letter(2)), end=b""))
    # F141, F143, F146, F147.
    names = ["x.jpg", "X.jpg", "caf\u00e9.jpg", "cafe\u0301.jpg"]
    lines = "".join(f"25/02/2026, 10:0{i} - Ned: {name} (file attached)\n" for i, name in enumerate(names))
    one("f141-names-alike.zip", bundle(("_chat.txt", lines + "25/02/2026, 10:09 - Ada: no\n"), *((name, f"file {i}") for i, name in enumerate(names))))
    one("f141-letters-of-one-name.zip", bundle(("a.eml", letter(1)), ("a.eml", letter(2)), ("a.eml", letter(1))))
    ten = [(f"{n}.eml", letter(n)) for n in range(1, 11)]
    one("f143-one-of-ten-encrypted.zip", bundle(*((n, d, {"flags": 1}) if n == "5.eml" else (n, d) for n, d in ten)))
    one("f146-one-of-ten-unknown-method.zip", bundle(*((n, d, {"method": 14}) if n == "5.eml" else (n, d, deflate) for n, d in ten)))
    one("f147-zip-with-another-ending.txt", bundle(*files))
    for name, data in files:
        one(f"f147-unpacked-chat/{name}", data)
    one("f147-unpacked-chat/.DS_Store", "x")
    one("f147-unpacked-chat/__MACOSX/._x.jpg", "x")
    inbox = "your_facebook_activity/messages/inbox/nedharrow_101/"
    one(f"f147-unpacked-download/{inbox}message_1.json", talk(said(5, "one", photos=[{"uri": inbox + "photos/1.jpg"}]), said(9, "no", "Ada Wren")))
    one(f"f147-unpacked-download/{inbox}photos/1.jpg", "one")
    one(f"f147-unpacked-download/{inbox}photos/letter.eml", letter(1))
    one(f"f147-unpacked-takeout/{whole}", takeout)
    one("f147-unpacked-takeout/Takeout/Drive/letter.eml", letter(4))
    # F142: archives in archives.
    chat = bundle(*files)
    one("f142-zip-in-zip.zip", bundle(("WhatsApp Chat with Ned.zip", chat)))
    one("f142-packed-zip-in-zip.zip", bundle(("WhatsApp Chat with Ned.zip", chat, deflate)))
    one("f142-tgz-in-zip.zip", bundle(("mail.tgz", gz(plain), deflate), ("readme.txt", "hello\n")))
    one("f142-several.zip", bundle(("a.zip", bundle(("1.eml", letter(1)))), ("broken.zip", "PK\3\4 rubbish"), ("c.zip", chat, deflate)))
    one("f142-parts-inside.zip", bundle(*((f"takeout-20260301T101500Z-00{n}.zip", bundle((f"Takeout/Mail/{n}.mbox", boxed(n, line=line)))) for n in (1, 3))))
    one("f142-beside-a-chat.zip", bundle(*files, ("holiday.zip", bundle(("1.eml", letter(1))))))
    deep = chat
    for n in range(5):
        deep = bundle((f"{n}.zip", deep))
    one("f142-too-deep.zip", deep)
    # F144: sets, each a folder of files that are given together.
    def part(name, data):
        write(f"set/{name}", data)

    first = bundle(("Takeout/Mail/All mail.mbox", boxed(1, line=line)), ("Takeout/archive_browser.html", "<html></html>"))
    third = bundle(("Takeout/Mail/Sent.mbox", boxed(2, line=line, **hers)), ("Takeout/archive_browser.html", "<html></html>"))
    part("takeout/takeout-20260301T101500Z-001.zip", first)
    part("takeout/takeout-20260301T101500Z-003.zip", third)
    part("facebook/facebook-ada-2026-03-01-abc-part-1.zip", bundle((inbox + "photos/1.jpg", "one")))
    part("facebook/facebook-ada-2026-03-01-abc-part-2.zip", bundle((inbox + "message_1.json", talk(said(5, "one", photos=[{"uri": inbox + "photos/1.jpg"}]), said(9, "no", "Ada Wren")))))
    part("facebook/facebook-ada-2026-03-01-abc-part-3.zip", "PK\3\4 broken")
    for n in range(3):
        part(f"bytes/chat.zip.00{n + 1}", chat[n * 200:][:200] if n < 2 else chat[400:])
    part("bytes-gap/chat.zip.001", chat[:200])
    part("bytes-gap/chat.zip.003", chat[400:])
    part("split/chat.z01", b"PK\7\10" + chat[:300])
    part("split/chat.zip", chat[300:-22] + chat[-22:-18] + b"\1\0\1\0" + chat[-14:])


if __name__ == "__main__":
    mails()
    mailboxes()
    folders()
    apple()
    chats()
    conversations()
    request_lists()
    pages()
    texts()
    packed_sources()
    claims()
    tables()
    diaries()
    telegrams()
    telegram_pages()
    archives_of_x()
    # Imported here: it needs what stands above.
    from outlook import outlook
    outlook()
