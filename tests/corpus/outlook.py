"""Writes messages of Outlook (`.msg`) and `winmail.dat` for the corpus, byte by byte.

A small writer of compound files (MS-CFB) and of the properties in them (MS-OXMSG), of compressed RTF
(MS-OXRTFCP) and of TNEF (MS-OXTNEF). No real Outlook was at hand: what it writes is told by these
specifications. Called by `make.py`.
"""

import base64
import struct
import zlib

from make import RECEIVED, head, multipart, write

FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
MESSAGE = bytes.fromhex("0b0d020000000000c000000000000046")


def cfb(tree, clsid=MESSAGE):
    """A compound file of version 3 from names to bytes (streams) or further such dictionaries."""
    entries, mini, minifat, big = [["Root Entry", 5, NONE, NONE, NONE, clsid, 0, 0]], b"", [], []

    def add(children):
        """Adds the entries of one storage; gives back the root of their tree."""
        order = sorted(children, key=lambda n: (len(n), n.upper()))
        numbers = {}
        for name in order:
            numbers[name] = len(entries)
            entries.append([name, 1 if isinstance(children[name], dict) else 2, NONE, NONE, NONE, bytes(16), 0, 0])

        def balanced(names):
            if not names:
                return NONE
            middle = len(names) // 2
            entry = entries[numbers[names[middle]]]
            entry[2], entry[3] = balanced(names[:middle]), balanced(names[middle + 1:])
            return numbers[names[middle]]

        root = balanced(order)
        for name in order:
            entry, value = entries[numbers[name]], children[name]
            if isinstance(value, dict):
                entry[4] = add(value)
            else:
                keep(entry, value)
        return root

    def keep(entry, data):
        nonlocal mini
        entry[7] = len(data)
        if not data:
            entry[6] = END
        elif len(data) < 4096:
            entry[6], count = len(mini) // 64, -(-len(data) // 64)
            mini += data + bytes(-len(data) % 64)
            minifat.extend([*range(entry[6] + 1, entry[6] + count), END])
        else:
            big.append((entry, data))

    entries[0][4] = add(tree)
    sectors, fat = [], []

    def chain(data):
        """Adds sectors in a row; gives back the first."""
        pieces = [data[i:i + 512].ljust(512, b"\0") for i in range(0, len(data), 512)]
        first = len(sectors)
        sectors.extend(pieces)
        fat.extend([*range(first + 1, first + len(pieces)), END])
        return first

    entries[0][6], entries[0][7] = (chain(mini), len(mini)) if mini else (END, 0)
    for entry, data in big:
        entry[6] = chain(data)
    first_minifat = chain(struct.pack(f"<{len(minifat)}I", *minifat).ljust(-(-len(minifat) * 4 // 512) * 512, b"\xff")) if minifat else END
    directory = b""
    for name, kind, left, right, child, clsid, start, size in entries:
        letters = name.encode("utf-16-le")
        directory += letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters) + 2, kind, 1, left, right, child)
        directory += clsid + struct.pack("<IQQIQ", 0, 0, 0, start, size)
    empty = bytes(64) + struct.pack("<HBBIII", 0, 0, 0, NONE, NONE, NONE) + bytes(16 + 4 + 8 + 8 + 4 + 8)
    directory += empty * (-(len(directory) // 128) % 4)
    first_directory = chain(directory)
    count = 1
    while len(sectors) + count > count * 128:
        count += 1
    first_fat = len(sectors)
    fat += [FAT] * count + [FREE] * (count * 128 - len(fat) - count)
    table = struct.pack(f"<{len(fat)}I", *fat)
    sectors += [table[i:i + 512] for i in range(0, len(table), 512)]
    difat = [*range(first_fat, first_fat + count)] + [FREE] * (109 - count)
    top = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, count, first_directory, 0, 4096, first_minifat, -(-len(minifat) // 128), END, 0)
    return top + struct.pack("<109I", *difat) + b"".join(sectors)


# Properties: (number, type, value).
def text(ident, value):
    return (ident, 0x1F, value)


def number(ident, value):
    return (ident, 0x03, value)


def binary(ident, value):
    return (ident, 0x102, value)


def time(ident, value):
    return (ident, 0x40, value)


SECOND = 10_000_000
TEN = 133_855_560_000_000_000  # 4 March 2025, 10:00:00 UTC
NEVER = 0x0CB34557A3DD4000  # 1 January 4501


def storage(props, before, codec=None, **inside):
    """The streams of one list of properties; `codec` for letters of one byte each."""
    listed, streams = bytes(before) if isinstance(before, int) else before, {}
    for ident, kind, value in props:
        if kind == 0x1F and codec:
            kind, data = 0x1E, value.encode(codec)
        elif kind == 0x1F:
            data = value.encode("utf-16-le")
        else:
            data = value
        if kind == 0x03:
            listed += struct.pack("<HHIiI", kind, ident, 6, data, 0)
        elif kind == 0x0B:
            listed += struct.pack("<HHII4x", kind, ident, 6, data)
        elif kind == 0x40:
            listed += struct.pack("<HHIQ", kind, ident, 6, data)
        elif kind == 0x0D:
            listed += struct.pack("<HHIII", kind, ident, 6, 0xFFFFFFFF, 1)
            streams[f"__substg1.0_{ident:04X}{kind:04X}"] = data
        else:
            listed += struct.pack("<HHIII", kind, ident, 6, len(data) + {0x1F: 2, 0x1E: 1}.get(kind, 0), 0)
            streams[f"__substg1.0_{ident:04X}{kind:04X}"] = data
    return {"__properties_version1.0": listed, **streams, **inside}


EX = "/O=WREN/OU=FIRST ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN="
NED = [text(0x42, "Ned Harrow"), text(0x64, "SMTP"), text(0x65, "ned@harrow.example"), text(0xC1A, "Ned Harrow"), text(0xC1E, "SMTP"), text(0xC1F, "ned@harrow.example")]
INSIDE = [text(0x42, "Ned Harrow"), text(0x64, "EX"), text(0x65, EX + "NED"), text(0xC1A, "Ned Harrow"), text(0xC1E, "EX"), text(0xC1F, EX + "NED")]
ADA = [text(0x3001, "Dr Ada Wren"), text(0x3002, "SMTP"), text(0x3003, "ada@wren.example"), number(0xC15, 1)]
ADA_INSIDE = [text(0x3001, "Dr Ada Wren"), text(0x3002, "EX"), text(0x3003, EX + "ADA"), text(0x39FE, "ada@wren.example"), number(0xC15, 1)]
CAROL = [text(0x3001, "Carol"), text(0x3002, "SMTP"), text(0x3003, "carol@wren.example"), number(0xC15, 3)]
SENT = [time(0x39, TEN), time(0xE06, TEN + 5 * SECOND)]
WORDS = [text(0x1000, "Hello.\r\n")]
ID = "<1@harrow.example>"


def usual(subject="hello", ident=ID, sender=NED, sent=SENT, words=WORDS, kind="IPM.Note", flags=1):
    named = [text(0x1035, ident)] if ident else []
    return [text(0x1A, kind), text(0x37, subject), number(0xE07, flags), *sender, *sent, *named, *words]


def tree(props, to=(ADA,), files=(), codec=None, before=None):
    inside = {f"__recip_version1.0_#{i:08X}": storage(one, 8, codec) for i, one in enumerate(to)}
    for i, one in enumerate(files):
        inside[f"__attach_version1.0_#{i:08X}"] = storage(one, 8, codec)
    names = {"__substg1.0_00020102": b"", "__substg1.0_00030102": b"", "__substg1.0_00040102": b""}
    counts = struct.pack("<8xIIII8x", len(to), len(files), len(to), len(files))
    if before is None:
        before, inside["__nameid_version1.0"] = counts, names
    return storage(props, before, codec, **inside)


def msg(name, props=None, folder="msg", **parts):
    data = cfb(tree(usual() if props is None else props, **parts))
    write(f"{folder}/{name}.msg", data)
    return data


def file(name, data, media=None, method=1):
    said = [text(0x370E, media)] if media else []
    return [number(0x3705, method), text(0x3707, name), text(0x3704, name[:8]), *said, binary(0x3701, data)]


CRC = [zlib.crc32(bytes([i])) ^ zlib.crc32(b"\0") for i in range(256)]


def crc(data):
    total = 0
    for byte in data:
        total = CRC[(total ^ byte) & 0xFF] ^ (total >> 8)
    return total


BEGINNING = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"


def packed(rtf):
    """Compressed RTF: at each place the longest match, if it is over two letters."""
    rtf = rtf if isinstance(rtf, bytes) else rtf.encode("cp1252")
    at, tokens, i = len(BEGINNING), [], 0
    seen = bytes(BEGINNING) + rtf
    while i < len(rtf):
        end = len(BEGINNING) + i
        best = max(((n, p) for n in range(17, 2, -1) if i + n <= len(rtf) and (p := seen.rfind(rtf[i:i + n], max(0, end - 4000), end)) >= 0), default=(0, 0))
        n, place = best
        tokens.append(struct.pack(">H", (place % 4096) << 4 | n - 2) if n else rtf[i:i + 1])
        at, i = (at + max(n, 1)) % 4096, i + max(n, 1)
    tokens.append(struct.pack(">H", at << 4))
    out = b""
    for i in range(0, len(tokens), 8):
        eight = tokens[i:i + 8]
        out += bytes([sum(1 << bit for bit, token in enumerate(eight) if len(token) == 2)]) + b"".join(eight)
    return struct.pack("<II4sI", len(out) + 12, len(rtf), b"LZFu", crc(out)) + out


def stored(rtf):
    rtf = rtf.encode("cp1252")
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


FROM_HTML = (r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fmodern\fcharset204 Courier;}}{\*\generator Microsoft Exchange Server;}"
             "\r\n" r"{\*\htmltag19 <html>}{\*\htmltag50 <body>}\htmlrtf \lang2057 \htmlrtf0 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear Ada, I wait \'96 you know where. \u8364?5"
             "\r\n" r"\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag96 <div style=\'27display:none\'27>}\htmlrtf {\htmlrtf0 not seen\htmlrtf }\htmlrtf0 {\*\htmltag104 </div>}"
             "\r\n" r"{\*\htmltag64 <p>}{\f1 \'cd\'e5\'f2} {\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0{\*\htmltag72 </p>}{\*\mhtmltag84 <img>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}")
FROM_TEXT = r"{\rtf1\ansi\ansicpg1252\fromtext \fbidi \deff0{\fonttbl{\f0\fswiss Arial;}}\uc1\pard\plain\f0 Dear Ada,\par I wait.\par \{always\}\par}"
OF_ITS_OWN = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title not this}}\pard\f0 Dear {\b Ada},\par I wait {\v not seen}here.\par{\pict\pngblip 89504e470d0a}\par}"

HEADERS = ("Microsoft Mail Internet Headers Version 2.0\r\n" + RECEIVED[0] + ": " + RECEIVED[1] + "\n" + head(to="Dr Ada Wren <ada@wren.example>")).replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n"


def messages():
    picture = file("knee.jpg", b"\xff\xd8\xff\xe0 a picture", "image/jpeg")
    # F114: letters, and the form of the body
    russian = usual("Где ты", words=[text(0x1000, "Нет.\r\n")])
    msg("f114-unicode", usual("Grüße ☕", words=[text(0x1000, "Café at 5 €?\r\nI wait ☕\r\n")]), files=[picture, file("the bench – for two.txt", b"bench")])
    msg("f114-ansi-1252", usual("Grüße", words=[text(0x1000, "Café at 5 €?\r\n")]) + [number(0x3FFD, 1252)], files=[file("bänk.txt", b"bench")], codec="cp1252")
    msg("f114-ansi-1251", russian + [number(0x3FFD, 1251)], codec="cp1251")
    msg("f114-ansi-1251-in-unicode", russian)
    msg("f114-ansi-932", usual("こんにちは", words=[text(0x1000, "今日は\r\n")]) + [number(0x66C3, 932)], codec="cp932")
    msg("f114-ansi-no-code-page", usual("Grüße", words=[text(0x1000, "Café\r\n")]), codec="cp1252")
    msg("f114-ansi-unknown-code-page", usual("Grüße", words=[text(0x1000, "Café\r\n")]) + [number(0x3FFD, 37)], codec="cp1252")
    msg("f114-rtf-with-html", usual(words=[binary(0x1009, packed(FROM_HTML))]))
    msg("f114-rtf-with-text", usual(words=[binary(0x1009, packed(FROM_TEXT))]))
    msg("f114-rtf-of-its-own", usual(words=[binary(0x1009, packed(OF_ITS_OWN))]))
    msg("f114-rtf-not-compressed", usual(words=[binary(0x1009, stored(FROM_HTML))]))
    msg("f114-rtf-cut-off", usual(words=[binary(0x1009, packed(FROM_HTML)[:-60])]))
    msg("f114-rtf-none", usual(words=[binary(0x1009, b"\0" * 40)]))
    html = "<html><body><p>Seen <b>words</b> – 5 €</p><span style='display:none'>not seen</span></body></html>"
    msg("f114-html-and-rtf", usual(words=[binary(0x1013, html.encode("utf-8")), number(0x3FDE, 65001), binary(0x1009, packed(FROM_HTML))]))
    msg("f114-html-1252", usual(words=[binary(0x1013, html.encode("cp1252")), number(0x3FDE, 1252)]))
    msg("f114-html-and-plain", usual(words=[*WORDS, binary(0x1013, html.encode("utf-8")), number(0x3FDE, 65001)]))
    msg("f114-no-words", usual(words=[]), files=[picture])
    # F115: what is inside, and who
    inner = tree(usual("about Ada", "<2@harrow.example>", sender=[text(0x42, "Mallory"), text(0x64, "SMTP"), text(0x65, "m@evil.example")], words=[text(0x1000, "inner words")]), files=[picture], before=struct.pack("<8xIIII", 1, 1, 1, 1))
    nested = [number(0x3705, 5), text(0x3001, "about Ada"), (0x3701, 0x0D, inner)]
    msg("f115-message-inside", files=[nested, picture])
    msg("f115-message-inside-without-name", files=[[number(0x3705, 5), (0x3701, 0x0D, inner)]])
    msg("f115-object-inside", files=[[number(0x3705, 6), text(0x3001, "Sheet"), (0x3701, 0x0D, {"Contents": b"cells" * 2000, "inner": {"\x01Ole": b"\1"}})]])
    msg("f115-file-elsewhere", files=[[number(0x3705, 2), text(0x3707, "far.txt"), text(0x370D, "\\\\server\\far.txt")], file("", b"no name")])
    msg("f115-winmail-inside", usual(words=[]), files=[file("winmail.dat", winmail(BODY, *attached("knee.jpg", b"picture")))])
    msg("f115-no-headers", usual(sender=INSIDE + [text(0x5D01, "ned@harrow.example"), text(0x5D02, "ned@harrow.example")]), to=[ADA_INSIDE])
    msg("f115-exchange-only", usual(sender=INSIDE), to=[ADA_INSIDE])
    msg("f115-headers", usual() + [text(0x7D, HEADERS)], to=[ADA, CAROL])
    msg("f115-headers-say-more", [text(0x1A, "IPM.Note"), *WORDS, text(0x7D, HEADERS)], to=[])
    msg("f115-for-another", usual(sender=[*NED[:3], text(0xC1A, "Robot"), text(0xC1E, "SMTP"), text(0xC1F, "robot@bulk.example")]))
    msg("f115-unsent", usual(ident=None, sender=[], sent=[time(0x3007, TEN)], flags=8), to=[])
    msg("f115-state", usual() + [number(0x1081, 102), number(0x1090, 2)])
    msg("f115-nothing-but-words", [text(0x1000, "no sender, no time")], to=[])
    signed = "Content-Type: multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\"\r\n\r\n--b\r\n\r\nClear words.\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\nMAA=\r\n--b--\r\n"
    msg("f115-signed", usual(kind="IPM.Note.SMIME.MultipartSigned", words=[]), files=[file("smime.p7m", signed.encode(), "multipart/signed")])
    msg("f115-encrypted", usual(kind="IPM.Note.SMIME", words=[]), files=[file("smime.p7m", b"\x30\x03\x06\x01\x00", "application/pkcs7-mime")])
    msg("f115-receipt", usual(kind="REPORT.IPM.Note.IPNRN"))
    msg("f115-invitation", usual(kind="IPM.Schedule.Meeting.Request"))
    msg("f115-contact-card", [text(0x1A, "IPM.Contact"), text(0x3001, "Ned Harrow")], to=[])
    # F116: times
    msg("f116-submitted-only", usual(sent=[time(0x39, TEN)]))
    msg("f116-delivered-only", usual(sent=[time(0xE06, TEN)]))
    msg("f116-clocks-disagree", usual(sent=[time(0x39, TEN), time(0xE06, TEN + 26 * 3600 * SECOND)]))
    msg("f116-zero", usual(sent=[time(0x39, 0), time(0xE06, 0)]))
    msg("f116-year-4501", usual(sent=[time(0x39, NEVER), time(0xE06, TEN)]))
    msg("f116-year-2100", usual(sent=[time(0x39, TEN + 75 * 365 * 86400 * SECOND)]))
    # F117: what is none
    write("msg/f117-text.msg", "Dear Ada,\nI wait.\n")
    write("msg/f117-empty.msg", b"")
    write("msg/f117-a-mail.msg", head() + "\nHello.\n")
    write("msg/f117-old-office.doc", cfb({"WordDocument": b"words" * 100, "1Table": b"x"}, bytes(16)))
    write("msg/f117-old-office.msg", cfb({"WordDocument": b"words" * 100, "1Table": b"x"}, bytes(16)))
    whole = msg("f117-no-ending", usual(), files=[file("long.txt", b"line\n" * 2000)])
    write("msg/f117-no-ending", whole)
    write("msg/f117-cut-off.msg", whole[: len(whole) * 2 // 3])
    fat = 512 * (1 + struct.unpack_from("<I", whole, 76)[0])
    circle = bytearray(whole)
    # The fourth sector of the long file is followed by its second; then its first by itself.
    first = next(i for i in range(100) if struct.unpack_from("<I", whole, fat + 4 * i)[0] == i + 1 and whole[512 * (i + 1):].startswith(b"line\n"))
    struct.pack_into("<I", circle, fat + 4 * (first + 3), first + 1)
    write("msg/f117-cyclic-sectors.msg", bytes(circle))
    struct.pack_into("<I", circle, fat + 4 * (first + 3), first + 4)
    struct.pack_into("<I", circle, fat + 4 * first, first)
    write("msg/f117-cyclic-sector.msg", bytes(circle))
    folders = bytearray(whole)
    struct.pack_into("<I", folders, folders.index("__attach_version1.0_#00000000".encode("utf-16-le")) + 76, 0)
    write("msg/f117-cyclic-folders.msg", bytes(folders))
    msg("f19-one", folder="maildir/f115-beside-eml")
    msg("f19-one-again", folder="maildir/f115-beside-eml", codec="cp1252")
    write("maildir/f115-beside-eml/f19-one.eml", head() + "\nHello.\n")
    msg("another", usual("another", "<3@harrow.example>"), folder="maildir/f115-beside-eml")
    write("maildir/f115-beside-eml/no-message.msg", "Dear Ada\n")
    write("maildir/f115-beside-eml/notes.txt", "no message\n")


def piece(level, name, data, wrong=0):
    return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", (sum(data) + wrong) % 65536)


def listed(*props):
    out = struct.pack("<I", len(props))
    for ident, kind, value in props:
        out += struct.pack("<HH", kind, ident)
        if kind == 0x03:
            out += struct.pack("<i", value)
            continue
        data = value.encode("utf-16-le") + b"\0\0" if kind == 0x1F else value
        out += struct.pack("<II", 1, len(data)) + data + bytes(-len(data) % 4)
    return out


BODY = piece(1, 0x2800C, b"Words in the winmail.\r\n\0")
PAGE = piece(1, 0x69007, struct.pack("<II", 1252, 0))
RENDER = struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0)


def attached(name, data, *more, title=True):
    named = [piece(2, 0x18010, name.encode("cp1252") + b"\0")] if title else []
    return [piece(2, 0x69002, RENDER), *named, *more, piece(2, 0x6800F, data)]


def winmail(*pieces, end=b""):
    return struct.pack("<IH", 0x223E9F78, 1) + piece(1, 0x89006, struct.pack("<I", 0x10000)) + PAGE + b"".join(pieces) + end


def mailed(name, data, words="See.", media="application/ms-tnef", title="winmail.dat"):
    said = f"; name={title}" if title else ""
    first = f"--b\n\n{words}\n" if words else ""
    multipart(name, "mixed", "b", first + f"--b\nContent-Type: {media}{said}\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(data).decode() + "--b--\n")


def winmails():
    knee, bench = attached("knee.jpg", b"a picture"), attached("bänk.txt", b"a bench")
    html = piece(1, 0x69003, listed(binary(0x1013, "<p>Words <b>in</b> HTML – 5 €</p><i hidden>not seen</i>".encode("cp1252")), number(0x3FDE, 1252)))
    mailed("f17-body-and-files", winmail(BODY, *knee, *bench), words=None)
    mailed("f17-mail-has-words", winmail(BODY, *knee))
    mailed("f17-html", winmail(html, *knee), words=None)
    mailed("f17-rtf", winmail(piece(1, 0x69003, named_then(binary(0x1009, packed(FROM_HTML))))), words=None)
    mailed("f17-unicode", winmail(BODY, piece(1, 0x69003, listed(text(0x1000, "Words ☕"))), *attached("BNK~1.TXT", b"a bench", piece(2, 0x69005, listed(text(0x3707, "bänk ☕.txt"), text(0x370E, "text/plain"))))), words=None)
    mailed("f17-wrong-sum", winmail(BODY, piece(2, 0x69002, RENDER, 7), *knee[1:]), words=None)
    mailed("f17-data-before-name", winmail(piece(2, 0x69002, RENDER), knee[2], knee[1], *bench, BODY), words=None)
    mailed("f17-nothing-begins-the-files", winmail(BODY, *knee[1:], *bench[1:]), words=None)
    mailed("f17-rubbish-behind", winmail(BODY, *knee, end=b"rubbish at the end"), words=None)
    mailed("f17-line-ends-behind", winmail(BODY, *knee, end=b"\r\n\0\0"), words=None)
    mailed("f17-no-name", winmail(BODY, *attached("", b"a picture", title=False)), words=None)
    mailed("f17-cut-off", winmail(BODY, *knee)[:-8], words=None)
    mailed("f17-message-inside", winmail(BODY, piece(2, 0x69002, RENDER), piece(2, 0x69005, listed(number(0x3705, 5), text(0x3001, "about Ada"), (0x3701, 0x0D, bytes(16) + winmail(BODY))))), words=None)
    mailed("f17-list-broken", winmail(BODY, piece(1, 0x69003, listed(text(0x1000, "Words"))[:-9]), *knee), words=None)
    mailed("f17-by-its-beginning", winmail(BODY, *knee), media="application/octet-stream", title="attachment.bin")
    mailed("f17-none", b"this is no winmail")
    write("msg/f17-winmail.dat", winmail(BODY, *knee))


def named_then(prop):
    """A list whose first property has a name of its own, one by a number and one by a text."""
    name = "keywords".encode("utf-16-le") + b"\0\0"
    named = struct.pack("<HH", 3, 0x8005) + bytes(16) + struct.pack("<IIi", 0, 0x8503, 1)
    texts = struct.pack("<HH", 0x101F, 0x8006) + bytes(16) + struct.pack("<II", 1, len(name)) + name + bytes(-len(name) % 4)
    two = "".join(["a", "b"])
    texts += struct.pack("<I", 2) + b"".join(struct.pack("<I", 4) + (c + "\0").encode("utf-16-le") for c in two)
    return struct.pack("<I", 3) + named + texts + listed(prop)[4:]


def outlook():
    messages()
    winmails()
