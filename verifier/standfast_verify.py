#!/usr/bin/env python3
"""Checks a Standfast bundle: nothing shown was changed, nothing is missing, whose key signed it.

    python3 standfast_verify.py BUNDLE
    python3 standfast_verify.py --key FINGERPRINT --against EARLIER BUNDLE

BUNDLE is the zip that was handed over, or the folder that it was unpacked to. Nothing is written,
nothing is sent, no other software is needed: Python 3.9 or newer and its standard library.

This program was written from two pages, and shares no code with the program that makes bundles:
docs/log-format.md ("the log", below) and docs/bundle-format.md ("the bundle"). Each part names its
section there, so that it can be read beside it. It never stops at the first problem: all are listed.

Exit code: 0 no problem; 6 intact, but another key or an older copy; 5 changed or missing;
3 not a bundle; 2 the command was off; 1 the disk failed.
"""

import argparse
import base64
import binascii
import datetime
import hashlib
import io
import json
import os
import re
import struct
import sys
import textwrap
import zlib

if sys.version_info < (3, 9):
    sys.exit("This needs Python 3.9 or newer.")


class Refused(Exception):
    """Some bytes are not written as the pages say; the message says how."""


class NotABundle(Exception):
    """It cannot be read as a bundle at all: exit 3."""


# ---- Terms (the log, "Terms") ----------------------------------------------------------------

LARGEST = 2**53 - 1
WHOLE = rb"(0|[1-9][0-9]{0,15})"
HEX_32 = re.compile(r"[0-9a-f]{64}")


def whole_number(digits):
    """The number, if it is one and at most 2^53 - 1."""
    number = int(digits)
    if number > LARGEST:
        raise Refused("a number is larger than 2^53 - 1")
    return number


def exact_base64(text, urlsafe):
    """The bytes of exact base64 (bytes in, bytes out): encoding them again gives the same text."""
    padding = b"=" * (-len(text) % 4) if urlsafe else b""
    decode, encode = (
        (base64.urlsafe_b64decode, base64.urlsafe_b64encode)
        if urlsafe
        else (base64.b64decode, base64.b64encode)
    )
    try:
        decoded = decode(text + padding)
    except (binascii.Error, ValueError):
        raise Refused("it is not base64") from None
    exact = encode(decoded).rstrip(b"=") if urlsafe else encode(decoded)
    if exact != text:
        raise Refused("it is not exact base64")
    return decoded


def is_words(text):
    """Groups of the letters a to z, joined by single hyphens (bytes)."""
    return bool(re.fullmatch(rb"[a-z-]+", text)) and b"" not in text.split(b"-")


def digest_of(text):
    """The digest of a field: base64url of SHA-256 over its characters, 43 characters."""
    return base64.urlsafe_b64encode(hashlib.sha256(text).digest())[:43]


# ---- Ed25519 (RFC 8032, section 5.1; the log, "Keys") ------------------------------------------
#
# A point (x, y) is kept as (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def point_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_times(scalar, point):
    result = NEUTRAL
    while scalar > 0:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def point_negative(point):
    return (-point[0] % P, point[1], point[2], -point[3] % P)


def point_decode(encoded):
    """The point that 32 bytes stand for; refused unless they are its one canonical encoding."""
    number = int.from_bytes(encoded, "little")
    parity, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        raise Refused("the key is not written in its canonical form")
    x_squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x_squared, (P + 3) // 8, P)
    if (x * x - x_squared) % P != 0:
        x = x * SQRT_OF_MINUS_1 % P
    if (x * x - x_squared) % P != 0 or (x == 0 and parity == 1):
        raise Refused("the key is no point of the curve")
    if x & 1 != parity:
        x = P - x
    return (x, y, 1, x * y % P)


def point_encode(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def is_small_order(point):
    """Whether 8 times the point is the neutral element."""
    x, y, z, _ = point_times(8, point)
    return x % P == 0 and (y - z) % P == 0


BASE = point_decode(bytes.fromhex("58" + "66" * 31))


def ed25519_verifies(public, message, signature):
    """Whether the 64 bytes are a signature of the message by the 32 bytes of a public key."""
    if len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    point = point_add(
        point_times(s, BASE), point_times(k, point_negative(point_decode(public)))
    )
    return point_encode(point) == signature[:32] and not is_small_order(point)


# ---- Keys and signed notes (the log, "Keys", "Signed note", "Checkpoint") -----------------------

ORIGIN = r"standfast\.invalid/(?:log|demo)/([0-9a-f]{32})"
WHITE_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
LONGEST_NOTE = 1_000_000
MOST_SIGNATURES = 100


def is_key_name(name):
    return name != "" and "+" not in name and not WHITE_SPACE.search(name)


class Key:
    """A verifier key, as `key.vkey` holds it: the key and one line feed."""

    def __init__(self, file):
        try:
            text = file.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("the key is not text") from None
        found = re.fullmatch(r"([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]*)\n", text)
        if not found or not is_key_name(found[1]):
            raise Refused("it is not NAME+ID+KEY and one line end")
        self.name = found[1]
        self.id = bytes.fromhex(found[2])
        encoded = exact_base64(found[3].encode("ascii"), urlsafe=False)
        if len(encoded) != 33 or encoded[0] != 1:
            raise Refused("it is no Ed25519 key")
        self.public = encoded[1:]
        if hashlib.sha256(self.name.encode() + b"\n" + encoded).digest()[:4] != self.id:
            raise Refused("its ID is not that of its name and key")
        if is_small_order(point_decode(self.public)):
            raise Refused("the key is of small order")
        self.fingerprint = hashlib.sha256(self.public).hexdigest()

    @property
    def signer(self):
        return (self.name, self.id)


class Note:
    """A signed note: its text, and who signed it; no signature is checked before `open`."""

    def __init__(self, note):
        if len(note) > LONGEST_NOTE:
            raise Refused("it is longer than a note may be")
        try:
            note = note.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("it is not text") from None
        if re.search("[\x00-\x09\x0b-\x1f]", note):
            raise Refused("it holds a control character")
        at = note.rfind("\n\n")
        if at < 1 or not note.endswith("\n") or note.endswith("\n\n"):
            raise Refused("it is not a text, an empty line and signature lines")
        self.text = note[: at + 1]
        self.signatures = {}
        lines = note[at + 2 : -1].split("\n")
        if len(lines) > MOST_SIGNATURES:
            raise Refused("it has too many signatures")
        for line in lines:
            found = re.fullmatch("\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)", line)
            if not found or not is_key_name(found[1]):
                raise Refused("one of its signature lines is broken")
            signature = exact_base64(found[2].encode("ascii"), urlsafe=False)
            if len(signature) < 5:
                raise Refused("one of its signatures is too short")
            signer = (found[1], signature[:4])
            if signer in self.signatures:
                raise Refused("one key signs it twice")
            self.signatures[signer] = signature[4:]

    def open(self, required, known=()):
        """The text: every required key signed it, and no line of a known key is false."""
        for key in required:
            if key.signer not in self.signatures:
                raise Refused("it is not signed by the key that must sign it")
        for key in [*required, *known]:
            signature = self.signatures.get(key.signer)
            if signature is not None and not ed25519_verifies(
                key.public, self.text.encode("utf-8"), signature
            ):
                raise Refused("a signature does not fit its text")
        return self.text


class Checkpoint:
    """Three lines: which log, how many leaves, which root."""

    def __init__(self, note, keys, known=()):
        text = Note(note).open(keys, known)
        found = re.fullmatch(f"({ORIGIN})\n{WHOLE.decode()}\n([A-Za-z0-9+/=]+)\n", text)
        if not found:
            raise Refused("it is not the three lines of a checkpoint")
        self.origin, self.log = found[1], found[2].encode("ascii")
        self.size = whole_number(found[3])
        self.root = exact_base64(found[4].encode("ascii"), urlsafe=False)
        if self.size < 1 or len(self.root) != 32:
            raise Refused("its size or its root is none")
        if any(key.name != self.origin for key in keys):
            raise Refused("it is signed under another name than its origin")


def manifest_digest(note, key):
    """The SHA-256, in hex, of the list of files that a manifest note was signed over."""
    found = re.fullmatch(
        f"({ORIGIN})/bundle\ntagmanifest-sha256\\.txt sha256:([0-9a-f]{{64}})\n",
        Note(note).open([key]),
    )
    if not found:
        raise Refused("it is not the two lines of a manifest note")
    if found[1] != key.name:
        raise Refused("it is signed under another name than its origin")
    return found[3]


# ---- Fields (the log, "Field") -----------------------------------------------------------------

DEEPEST = 8
RESERVED_NAMES = {"v", "log", "n", "kind", "recorded", "_sd_alg", "_sd", "class", "..."}
RESERVED_KEYS = {"_sd", "_sd_alg", "..."}
SPACE = re.compile(r"[ \t\n\r]*")
PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
ESCAPE = re.compile(r'\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})'
                    r'|u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)")
CONSTANTS = (("true", True), ("false", False), ("null", None))


class StrictJson:
    """Reads one JSON text as "Field" says. Python's own reader takes floats, NaN, doubled keys and
    lone surrogates, so it cannot be used."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def space(self):
        if self.text[self.at : self.at + 1] in " \t\n\r":  # most fields have none: this is the quick way
            self.at = SPACE.match(self.text, self.at).end()

    def take(self, character):
        """Takes white space, then the character, if it comes next."""
        self.space()
        if self.text.startswith(character, self.at):
            self.at += 1
            return True
        return False

    def due(self, character):
        if not self.take(character):
            raise Refused(f"its JSON has no {character} where one is due")

    def value(self, room):
        """The next value; `room` is how many arrays and objects may still stand in each other."""
        self.space()
        first = self.text[self.at : self.at + 1]
        if first == '"':
            return self.string()
        if first in ("[", "{"):
            if room == 0:
                raise Refused("its value is nested too deep")
            return self.array(room - 1) if first == "[" else self.object(room - 1)
        for word, value in CONSTANTS:
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def array(self, room):
        self.due("[")
        values = []
        if self.take("]"):
            return values
        while True:
            values.append(self.value(room))
            if self.take("]"):
                return values
            self.due(",")

    def object(self, room):
        self.due("{")
        values = {}
        if self.take("}"):
            return values
        while True:
            self.space()
            key = self.string()
            if key in values or key in RESERVED_KEYS:
                raise Refused("a key of its value stands twice, or is reserved")
            self.due(":")
            values[key] = self.value(room)
            if self.take("}"):
                return values
            self.due(",")

    def string(self):
        if not self.text.startswith('"', self.at):
            raise Refused("its JSON has no string where one is due")
        self.at += 1
        parts = []
        while True:
            plain = PLAIN.match(self.text, self.at)
            parts.append(plain[0])
            self.at = plain.end()
            if self.text.startswith('"', self.at):
                self.at += 1
                return "".join(parts)
            escape = ESCAPE.match(self.text, self.at)
            if not escape:
                raise Refused("a string of its JSON does not end, or has a bad character")
            self.at = escape.end()
            high, low, single, short = escape.groups()
            if high:
                parts.append(chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00))
            elif single:
                if 0xD800 <= int(single, 16) <= 0xDFFF:
                    raise Refused("a string of its JSON has half a character")
                parts.append(chr(int(single, 16)))
            else:
                parts.append(ESCAPED.get(short, short))

    def number(self):
        found = NUMBER.match(self.text, self.at)
        if not found or found[0] == "-0" or len(found[0]) > 17:
            raise Refused("its JSON has something that is no value, or no integer")
        self.at = found.end()
        if abs(int(found[0])) > LARGEST:
            raise Refused("a number of its value is too large")
        return int(found[0])


def read_field(characters):
    """Name and value of a field, from its characters (bytes)."""
    try:
        text = exact_base64(characters, urlsafe=True).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("it is not UTF-8") from None
    if not text.startswith("["):
        raise Refused("it is no JSON array")
    reader = StrictJson(text)
    reader.due("[")
    reader.space()
    salt = reader.string()
    reader.due(",")
    reader.space()
    name = reader.string()
    reader.due(",")
    value = reader.value(DEEPEST)
    reader.due("]")
    if reader.at != len(text):
        raise Refused("something follows its JSON array")
    if not re.fullmatch("[A-Za-z0-9_-]{21}[AQgw]", salt):  # 16 bytes: 4 bits of the last are 0
        raise Refused("its salt is not that of a field")
    if name == "" or name in RESERVED_NAMES:
        raise Refused("its name is none that a field may have")
    return name, value


# ---- Leaves and lines (the log, "Leaf", "entries.jsonl") ----------------------------------------

LEAF = re.compile(
    rb'\{"v":1,"log":"([0-9a-f]{32})","n":' + WHOLE + rb',"kind":"([a-z-]+)",'
    rb'"recorded":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)",'
    rb'"_sd_alg":"sha-256","_sd":\["([A-Za-z0-9_",-]+)"\],"class":\["([a-z",-]+)"\]\}'
)
DIGEST = re.compile(rb"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")  # 32 bytes: 2 bits of the last are 0
LINE = re.compile(rb'\{"n":' + WHOLE + rb',"hash":"([0-9a-f]{64})"(?:,"leaf":"(.*)\])?\}\n', re.DOTALL)
PRINTABLE = re.compile(rb"[ !#-\[\]-~]*")  # printable ASCII without quote and backslash


class Leaf:
    """One line of JSON, of one form; refused if a byte of it is otherwise."""

    def __init__(self, line):
        found = LEAF.fullmatch(line)
        if not found:
            raise Refused("it is not written as a leaf is")
        self.log, self.kind = found[1], found[3]
        self.n = whole_number(found[2])
        self.recorded = found[4].decode("ascii")
        try:
            datetime.datetime(*(int(part) for part in re.split("[-T:.]", self.recorded[:19])))
        except ValueError:
            raise Refused("there is no such time as it was recorded at") from None
        self.digests = found[5].split(b'","')
        self.classes = found[6].split(b'","')
        if not all(DIGEST.fullmatch(digest) for digest in self.digests):
            raise Refused("one of its digests is none")
        if any(one >= next_ for one, next_ in zip(self.digests, self.digests[1:])):
            raise Refused("its digests are not in order")
        if len(self.classes) != len(self.digests) or not all(map(is_words, self.classes)):
            raise Refused("its classes are not one for each digest")
        if not is_words(self.kind):
            raise Refused("its kind is not written in words")


def read_line(line):
    """Number, leaf hash, and the bytes of leaf and fields, or None and none where it is withheld."""
    found = LINE.fullmatch(line)
    if not found:
        raise Refused("its line is not written as one")
    n, leaf_hash = whole_number(found[1]), bytes.fromhex(found[2].decode("ascii"))
    if found[3] is None:
        return n, leaf_hash, None, []
    leaf, parted, fields = found[3].partition(b'","fields":[')
    unescaped = leaf.replace(b'\\"', b"")
    if not parted or not PRINTABLE.fullmatch(unescaped):
        raise Refused("its line is not written as one")
    if fields == b"":
        return n, leaf_hash, leaf.replace(b'\\"', b'"'), []
    if len(fields) < 2 or fields[:1] != b'"' or fields[-1:] != b'"':
        raise Refused("its line is not written as one")
    fields = fields[1:-1].split(b'","')
    if not all(PRINTABLE.fullmatch(field) for field in fields):
        raise Refused("its line is not written as one")
    return n, leaf_hash, leaf.replace(b'\\"', b'"'), fields


def leaf_hash_of(leaf):
    return hashlib.sha256(b"\x00" + leaf).digest()


class Tree:
    """The right edge of the tree (the log, "Tree"): a list of (hash, size), as the page says."""

    def __init__(self):
        self.edge = []

    def append(self, leaf_hash):
        self.edge.append((leaf_hash, 1))
        while len(self.edge) > 1 and self.edge[-1][1] == self.edge[-2][1]:
            right, size = self.edge.pop()
            left, _ = self.edge.pop()
            self.edge.append((hashlib.sha256(b"\x01" + left + right).digest(), 2 * size))

    def root(self):
        root = self.edge[-1][0]
        for left, _ in reversed(self.edge[:-1]):
            root = hashlib.sha256(b"\x01" + left + root).digest()
        return root


# ---- Checking a log (the log, "Checking a log") --------------------------------------------------


class LogCheck:
    """One check under way. Give it the lines in order, then `finish`; read the lists then.

    `changes` are pairs of files (key before the change, checkpoint), oldest first; `earlier` are
    pairs of files (checkpoint, key); `compare` is a fingerprint that the reader has from elsewhere.
    Memory stays flat: of the tree only its edge is kept, and the roots that are asked for.
    """

    def __init__(self, checkpoint, key, changes=(), earlier=(), compare=None):
        self.integrity, self.completeness, self.anchor = [], [], []  # (code, item, message)
        self.shown = self.in_part = self.withheld = 0
        self.classes = {}
        self.fixed = []  # (index of the earlier checkpoint, number of the last entry under it)
        self.confirmed = False
        self.compare = compare
        self.due = 0  # the number that the next line must have
        self.tree = Tree()  # None from the first leaf whose hash is not known
        self.roots = {}
        self.key_entries = set()
        self.key = self.head = None
        try:
            self.key = Key(key)
        except Refused as why:
            self.integrity.append(("checkpoint-bad", "key", f"The key cannot be used: {why}."))
        self.changes = self.open_changes(changes)
        if self.key:
            old = [change_key for change_key, _ in self.changes if change_key]
            try:
                self.head = Checkpoint(checkpoint, [self.key], old)
            except Refused as why:
                message = f"The checkpoint does not hold: {why}."
                self.integrity.append(("checkpoint-bad", "checkpoint", message))
        self.log = self.head.log if self.head else None
        self.earlier = [self.open_earlier(*pair) for pair in earlier]
        known = [self.head] + [each for _, each in self.changes + self.earlier]
        self.wanted = {each.size for each in known if isinstance(each, Checkpoint)}

    @property
    def demonstration(self):
        return bool(self.key and re.fullmatch(ORIGIN, self.key.name) and "/demo/" in self.key.name)

    @property
    def entries(self):
        return self.shown + self.in_part + self.withheld

    def open_changes(self, files):
        """For each change its key (or None), and its checkpoint or why that was refused."""
        keys = []
        for key, _ in files:
            try:
                keys.append(Key(key))
            except Refused:
                keys.append(None)
        changes = []
        for before, after, (_, note) in zip(keys, keys[1:] + [self.key], files):
            try:
                if not before or not after:
                    raise Refused("a key before or after it cannot be used")
                if (before.signer, before.public) == (after.signer, after.public):
                    raise Refused("the keys before and after it are the same")
                changes.append((before, Checkpoint(note, [before, after])))
            except Refused as why:
                changes.append((before, why))
        return changes

    @staticmethod
    def open_earlier(checkpoint, key):
        try:
            key = Key(key)
            return key, Checkpoint(checkpoint, [key])
        except Refused as why:
            return None, why

    def manifest(self, note, tagmanifest):
        """Step 9. `tagmanifest` is the SHA-256, in hex, of the list that the note is over."""
        if not self.key:
            return
        try:
            if manifest_digest(note, self.key) != tagmanifest:
                raise Refused("the list of the bundle's own files is another one")
        except Refused as why:
            message = f"The note over the list of files does not hold: {why}."
            self.integrity.append(("manifest-bad", "manifest", message))

    def line(self, line):
        """Steps 2 to 4. Gives number, leaf and good fields, where the fields were looked at."""
        try:
            n, leaf_hash, leaf, fields = read_line(line)
        except Refused as why:
            self.entry_problem("leaf-changed", self.due, why)
            self.in_part += 1
            self.tree = None
            self.due += 1
            return None
        if n < self.due:
            message = f"Entry #{n} comes again or out of order; it was not looked at."
            self.completeness.append(("leaf-order", f"#{n}", message))
            return None
        if n > self.due:
            self.missing(self.due, n)
        self.place(n, leaf_hash)
        if leaf is None:
            self.withheld += 1
            return None
        try:
            if leaf_hash_of(leaf) != leaf_hash:
                raise Refused("its bytes do not have its hash")
            leaf = Leaf(leaf)
        except Refused as why:
            self.entry_problem("leaf-changed", n, why)
            self.in_part += 1
            return None
        if self.log is None:
            self.log = leaf.log
        if leaf.log != self.log:
            self.entry_problem("wrong-log", n, "it belongs to another log")
        if leaf.n != n:
            message = f"The line of entry #{n} gives the leaf of another number."
            self.completeness.append(("leaf-order", f"#{n}", message))
        if leaf.kind == b"key" and n + 1 in self.wanted:
            self.key_entries.add(n)
        return n, leaf, self.fields(n, leaf, fields)

    def fields(self, n, leaf, fields):
        """Step 4: the good fields by name; what is withheld is counted."""
        hidden = dict(zip(leaf.digests, leaf.classes))
        met, good = set(), {}
        for field in fields:
            digest = digest_of(field)
            try:
                if digest in met:
                    raise Refused("a field is given twice")
                if digest not in hidden:
                    raise Refused("a field was not sealed in it")
                met.add(digest)
                name, value = read_field(field)
                if name in good:
                    raise Refused("two fields have one name")
                good[name] = value
                del hidden[digest]
            except Refused as why:
                self.entry_problem("field-changed", n, why)
        for each in hidden.values():
            name = each.decode("ascii")
            self.classes[name] = self.classes.get(name, 0) + 1
        if hidden:
            self.in_part += 1
        else:
            self.shown += 1
        return good

    def place(self, n, leaf_hash):
        """The leaf takes place n of the tree; the root is kept where one is wanted."""
        self.due = n + 1
        if self.tree:
            self.tree.append(leaf_hash)
            if self.due in self.wanted:
                self.roots[self.due] = self.tree.root()

    def missing(self, first, after):
        self.tree = None
        message = f"Missing: #{first}" + (f" to #{after - 1}." if after - first > 1 else ".")
        self.completeness.append(("leaf-missing", f"#{first}", message))

    def entry_problem(self, code, n, why):
        self.integrity.append((code, f"#{n}", f"Entry #{n} does not hold: {why}."))

    def finish(self):
        """Steps 5 to 8: no line follows."""
        self.check_root()
        fingerprints = self.check_changes()
        if self.key:
            fingerprints.add(self.key.fingerprint)
        self.check_earlier(fingerprints)
        if self.compare is not None:
            if self.compare in fingerprints:
                self.confirmed = self.head is not None
            else:
                message = "It is signed by another key than the one given to compare with."
                self.anchor.append(("key-differs", "key", message))

    def check_root(self):
        if not self.head:
            return
        size = self.head.size
        if self.due > size:
            message = f"The entries from #{size} on are under no signature."
            self.integrity.append(("checkpoint-bad", f"#{size}", message))
        if self.roots.get(size) != self.head.root:
            message = (
                "The entries are not those that were signed."
                if size in self.roots
                else "Entries are missing or cannot be read, so the rest is not proved."
            )
            self.integrity.append(("checkpoint-bad", "checkpoint", message))
        if self.due < size:
            self.missing(self.due, size)

    def check_changes(self):
        """Step 6, from the newest back: the fingerprints of the earlier keys that count."""
        fingerprints, problems = set(), []
        unbroken = self.head is not None
        next_size = self.head.size + 1 if self.head else LARGEST + 1
        for number, (key, checkpoint) in reversed(list(enumerate(self.changes, 1))):
            code, why = None, None
            if not isinstance(checkpoint, Checkpoint):
                code, why = "checkpoint-bad", checkpoint
            else:
                size = checkpoint.size
                if self.head and self.head.origin != checkpoint.origin:
                    code, why = "wrong-log", "it belongs to another log"
                elif size >= next_size:
                    code, why = "checkpoint-bad", "it does not come before the next"
                elif self.roots.get(size, checkpoint.root) != checkpoint.root:
                    code, why = "history-differs", "it was signed over other entries"
                elif size - 1 not in self.key_entries:
                    code, why = "checkpoint-bad", "its last entry is not shown as a change of key"
                elif size not in self.roots:
                    code, why = "checkpoint-bad", "entries before it are missing"
                next_size = size
            if code:
                message = f"Change of key {number} does not hold: {why}."
                problems.append((code, f"key-change-{number}", message))
                unbroken = False
            elif unbroken:
                fingerprints.add(key.fingerprint)
        self.anchor.extend(reversed(problems))
        return fingerprints

    def check_earlier(self, fingerprints):
        """Step 7."""
        for number, (key, checkpoint) in enumerate(self.earlier, 1):
            item = f"earlier-{number}"
            if not isinstance(checkpoint, Checkpoint):
                message = f"The earlier checkpoint does not hold: {checkpoint}."
                self.anchor.append(("checkpoint-bad", item, message))
                continue
            if self.head and self.head.origin != checkpoint.origin:
                message = "The earlier checkpoint belongs to another log."
                self.anchor.append(("wrong-log", item, message))
                continue
            if key.fingerprint not in fingerprints:
                message = "The earlier checkpoint is signed by another key, and no change of key leads from it."
                self.anchor.append(("key-differs", item, message))
            size = checkpoint.size
            if size in self.roots:
                if self.roots[size] == checkpoint.root:
                    self.fixed.append((number, size - 1))
                else:
                    message = f"Entries #0 to #{size - 1} are not those of the earlier checkpoint."
                    self.anchor.append(("history-differs", item, message))
            elif size > self.due and not (self.head and self.head.size >= size):
                self.missing(self.due, size)


# ---- The zip (the bundle, "The zip", "1. The zip") -----------------------------------------------

END, END64, LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
CENTRAL, LOCAL, DESCRIPTOR = b"PK\x01\x02", b"PK\x03\x04", b"PK\x07\x08"
BIG = 0xFFFFFFFF
MOST_MEMBERS = 1_000_000
LONGEST_DIRECTORY = 268_435_456
FLAGS = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 11
DESCRIBED = 1 << 3
PIECE = 65_536


class Reading(io.RawIOBase):
    """The bytes of a member, from `start` on, unpacked where they are deflated.

    Refuses a deflate stream that does not end with its last packed byte, or gives more or fewer
    bytes than listed.
    """

    def __init__(self, file, start, packed, size, deflated):
        self.file, self.at, self.left, self.size = file, start, packed, size
        self.inflate = zlib.decompressobj(-15) if deflated else None
        self.waiting = b""

    def readable(self):
        return True

    def packed_piece(self, most):
        self.file.seek(self.at)
        piece = self.file.read(min(most, self.left))
        if not piece and self.left:
            raise OSError("the file became shorter while it was read")
        self.at += len(piece)
        self.left -= len(piece)
        return piece

    def readinto(self, buffer):
        if self.inflate is None:
            piece = self.packed_piece(len(buffer))
        else:
            piece = self.inflated_piece(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def inflated_piece(self, most):
        while True:
            if self.inflate.eof:
                if self.inflate.unused_data or self.left:
                    raise Refused("bytes follow the packed ones")
                if self.size:
                    raise Refused("it unpacks to less than it says")
                return b""
            packed = self.waiting or self.packed_piece(PIECE)
            try:
                piece = self.inflate.decompress(packed, most)
            except zlib.error:
                raise Refused("its packed bytes are no deflate stream") from None
            self.waiting = self.inflate.unconsumed_tail
            if len(piece) > self.size:
                raise Refused("it unpacks to more than it says")
            self.size -= len(piece)
            if piece:
                return piece
            if not packed and not self.inflate.eof:
                raise Refused("its packed bytes end early")


class Member:
    """One member as the central directory lists it; `fault` says what does not fit."""

    __slots__ = ("name", "flags", "method", "crc", "packed", "size", "offset", "link", "fault",
                 "whole", "data")

    def written(self, local):
        """The header (local, or the record of the central directory) as our writer writes it."""
        # It stores: one size stands for both.
        numbers = (self.size, self.size) if local else (self.size, self.size, self.offset)
        extra = b"".join(struct.pack("<Q", number) for number in numbers if number >= BIG)
        if extra:
            extra = struct.pack("<HH", 1, len(extra)) + extra
        needed = 45 if extra else 10
        common = struct.pack("<HHHHHIIIHH", needed, 0, 0, 0, 0x21, self.crc, min(self.size, BIG),
                             min(self.size, BIG), len(self.name), len(extra))
        if local:
            return LOCAL + common + self.name + extra
        rest = struct.pack("<HHHII", 0, 0, 0, 0x81A40000, min(self.offset, BIG))
        return CENTRAL + struct.pack("<H", 0x031E) + common + rest + self.name + extra


def with_zip64(extra, numbers):
    """The numbers, each 0xFFFFFFFF replaced from the first ZIP64 extra; None if the extras are broken."""
    at, big = 0, None
    while at < len(extra):
        if at + 4 > len(extra):
            return None
        field, length = struct.unpack_from("<HH", extra, at)
        if at + 4 + length > len(extra):
            return None
        if field == 1 and big is None:
            big = extra[at + 4 : at + 4 + length]
        at += 4 + length
    big, at, replaced = big or b"", 0, []
    for number in numbers:
        if number == BIG:
            if at + 8 > len(big):
                return None
            number = struct.unpack_from("<Q", big, at)[0]
            at += 8
        replaced.append(number)
    return replaced


class Zip:
    """The members of a zip; refused with NotABundle if they cannot be listed."""

    def __init__(self, file):
        self.file = file
        count, size, offset, end = self.find_end()
        file.seek(offset)
        self.repacked = False
        self.members = self.read_directory(file.read(size), count)
        file.seek(end)
        after = file.read(PIECE * 2)
        self.trailing = self.length > self.after_comment
        self.repacked |= after != self.ending(count, size, offset)
        self.filled = 0
        first = True
        for index, member in enumerate(self.members):
            following = self.members[index + 1].offset if index + 1 < count else offset
            self.compare(member, first, min(following, offset))
            first = first and not member.whole

    def at(self, offset, length):
        self.file.seek(offset)
        return self.file.read(length)

    def find_end(self):
        """Count, size and place of the central directory, and where it ends."""
        self.length = self.file.seek(0, os.SEEK_END)
        start = max(0, self.length - 65_557)
        tail = self.at(start, 65_557)
        found = tail.rfind(END, 0, max(0, len(tail) - 18))
        if found < 0:
            raise NotABundle("it is no zip, or its end is missing")
        end = start + found
        disk, directory_disk, here, count, size, offset, comment = struct.unpack_from(
            "<HHHHIIH", tail, found + 4
        )
        self.after_comment = end + 22 + comment
        if self.after_comment > self.length:
            raise NotABundle("it is cut at its end")
        fits = disk == 0 and directory_disk == 0 and here == count
        locator = self.at(end - 20, 20) if end >= 20 else b""
        if fits and locator[:4] == LOCATOR:
            disk, place, disks = struct.unpack_from("<IQI", locator, 4)
            fits = disk == 0 and disks == 1 and place + 56 == end - 20
            if fits:
                record = self.at(place, 56)
                rest, _, _, disk, directory_disk, here, *big = struct.unpack_from(
                    "<QHHIIQQQQ", record, 4
                )
                small = zip((count, size, offset), big, (0xFFFF, BIG, BIG))
                fits = (
                    record[:4] == END64 and rest == 44 and disk == 0 and directory_disk == 0
                    and here == big[0] and all(one in (number, ones) for one, number, ones in small)
                )
                (count, size, offset), end = big, place
        if not fits or offset + size != end or count * 46 > size:
            raise NotABundle("its end does not fit its list of files")
        if count > MOST_MEMBERS or size > LONGEST_DIRECTORY:
            raise NotABundle("it lists more files than a bundle may have")
        return count, size, offset, end

    def read_directory(self, directory, count):
        members, at = [], 0
        for _ in range(count):
            if directory[at : at + 4] != CENTRAL or at + 46 > len(directory):
                raise NotABundle("its list of files is broken")
            (_, _, flags, method, _, crc, packed, size, name, extra, comment, disk, _, attributes,
             offset) = struct.unpack_from("<HHHHIIIIHHHHHII", directory, at + 4)
            stop = at + 46 + name + extra + comment
            if stop > len(directory):
                raise NotABundle("its list of files is broken")
            member = Member()
            member.name = directory[at + 46 : at + 46 + name]
            member.flags, member.method, member.crc = flags, method, crc
            member.link = attributes >> 16 & 0xF000 == 0xA000
            member.data = member.fault = None
            numbers = with_zip64(directory[at + 46 + name : at + 46 + name + extra], (size, packed, offset))
            member.whole = numbers is not None
            member.size, member.packed, member.offset = numbers or (size, packed, offset)
            if not member.whole:
                member.fault = "its extra fields are broken"
            elif disk != 0:
                member.fault = "it stands on another disk"
            self.repacked |= directory[at:stop] != member.written(local=False)
            members.append(member)
            at = stop
        if at != len(directory):
            raise NotABundle("its list of files is broken")
        return members

    @staticmethod
    def ending(count, size, offset):
        """The end of the zip as our writer writes it."""
        big = b""
        if count >= 0xFFFF or size >= BIG or offset >= BIG:
            big = END64 + struct.pack("<QHHIIQQQQ", 44, 0x031E, 45, 0, 0, count, count, size, offset)
            big += LOCATOR + struct.pack("<IQI", 0, offset + size, 1)
        small = min(count, 0xFFFF)
        return big + END + struct.pack("<HHHHIIH", 0, 0, small, small, min(size, BIG), min(offset, BIG), 0)

    def compare(self, member, first, following):
        """Compares a member with its local header, and its bytes with the room that they have."""
        faults = [member.fault] if member.fault else []
        if member.whole:
            if first and member.offset != 0:
                faults.append("bytes stand before the first file")
            room = following - member.offset
            if member.offset < self.filled or room < 30:
                faults.append("it has no room where the list says it stands")
                self.repacked = True
            else:
                self.compare_local(member, room, faults)
        member.fault = faults[0] if faults else None

    def compare_local(self, member, room, faults):
        header = self.at(member.offset, 30)
        if len(header) == 30:
            name, extra = struct.unpack_from("<HH", header, 26)
            if name + extra <= room - 30:
                header += self.file.read(name + extra)
        self.repacked |= header != member.written(local=True)
        numbers = None
        if len(header) >= 30 and len(header) == 30 + name + extra and header[:4] == LOCAL:
            _, flags, method, _, crc, packed, size = struct.unpack_from("<HHHIIII", header, 4)
            numbers = with_zip64(header[30 + name :], (size, packed))
        if numbers is None:
            faults.append("there is no header where the list says it stands")
            return
        size, packed = numbers
        described = flags & DESCRIBED
        pairs = ((size, member.size), (packed, member.packed), (crc, member.crc))
        if header[30 : 30 + name] != member.name or (method, flags) != (member.method, member.flags):
            faults.append("its two headers differ")
        if any(here != listed and not (described and here == 0) for here, listed in pairs):
            faults.append("its two headers differ in size or checksum")
        plain = member.flags & ~FLAGS == 0 and member.method in (0, 8)
        plain = plain and (member.method == 8 or member.size == member.packed)
        if not plain:
            faults.append("it is packed in a way that a bundle never is")
        data = member.offset + len(header)
        left = room - len(header) - member.packed
        fills = left == 0 if not described else self.is_descriptor(member, data + member.packed, left)
        if not fills:
            faults.append("its bytes do not fill the room they have")
        else:
            self.filled = member.offset + room
            if plain:
                member.data = data

    def is_descriptor(self, member, place, length):
        if length not in (12, 16, 20, 24):
            return False
        signature = DESCRIPTOR if length in (16, 24) else b""
        sizes = "<IQQ" if length >= 20 else "<III"
        if length < 20 and max(member.packed, member.size) > BIG:
            return False
        values = struct.pack(sizes, member.crc, member.packed, member.size)
        return self.at(place, length) == signature + values


# ---- Files (the bundle, "Names", "2. Files", "3. The lists") -------------------------------------

BAGIT, LIST, TAG_LIST, NOTE = (
    "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "manifest.note",
)
BAGIT_LINES = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ENTRIES, CHECKPOINT, KEY = "data/entries.jsonl", "data/checkpoint.txt", "data/key.vkey"
SIGNS = (BAGIT, LIST, TAG_LIST, NOTE, ENTRIES, CHECKPOINT)
ORIGINALS = "data/originals/"
LONGEST_LINE = 67_108_864
DEEPEST_FOLDER = 32
BAG_PATH = re.compile(rb"[ !#-$&-)+-9;=@-\[\]-{}~]{1,240}")  # printable, without \ : * ? " < > | %
LIST_LINE = re.compile(rb"([0-9a-f]{64})  ([ -~]+)\n")
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}


def is_bag_path(path):
    """Whether a path (bytes) can be one of a bag."""
    return bool(BAG_PATH.fullmatch(path)) and not any(
        part == b"" or part[-1:] in (b" ", b".") for part in path.split(b"/")
    )


def as_item(name):
    """A name as it came (bytes), for people: every byte outside 0x20 to 0x7E as % and hex."""
    return "".join(chr(b) if 0x20 <= b <= 0x7E else f"%{b:02X}" for b in name)


def stem_of(reference):
    """The stem of an exhibit's reference."""
    stem = re.sub("[^A-Za-z0-9]", "-", reference)[:40]
    return stem + "-" if stem.lower() in DEVICES else stem


def stem_of_path(path):
    """The stem of a path directly in data/originals/; None of any other."""
    name = path[len(ORIGINALS) :]
    return None if "/" in name or not path.startswith(ORIGINALS) else name.split(" ")[0]


class File:
    """A file of the bag. `sha256` is None while it was not read, or where it cannot be read."""

    def __init__(self, member=None, place=None):
        self.member, self.place = member, place
        self.sha256, self.size, self.crc = None, 0, 0


class Bag:
    """The files of a bundle by path, and what is wrong with how they are kept."""

    def __init__(self, path):
        self.files, self.problems, self.repacked, self.zip = {}, [], False, None
        if os.path.isdir(path):
            self.unpacked(os.fsencode(path))
        elif os.path.isfile(path):
            self.packed(open(path, "rb"))
        else:
            raise NotABundle("there is no file and no folder of this name")
        if not any(sign in self.files for sign in SIGNS):
            raise NotABundle("it holds no bag of a log")

    def problem(self, code, item, message):
        self.problems.append((code, item, message))

    def packed(self, file):
        self.zip = Zip(file)
        self.repacked = self.zip.repacked
        if self.zip.trailing:
            self.problem("container-bad", "bundle", "Bytes follow the end of the zip.")
        counts, signs = {}, {sign.encode() for sign in SIGNS}
        for member in self.zip.members:
            first, slash, rest = member.name.partition(b"/")
            if member.name in signs:
                counts[b""] = counts.get(b"", 0) + 1
            elif slash and rest in signs:
                counts[first + slash] = counts.get(first + slash, 0) + 1
        folder = max(counts, key=counts.get, default=b"")  # of several with as many, the first
        self.repacked |= folder == b""
        taken, folders = set(), []
        for member in self.zip.members:
            inside = member.name.startswith(folder)
            path = member.name[len(folder) :] if inside else b""
            item = as_item(path or member.name)
            if member.fault:
                self.problem("container-bad", item, f"The zip around it does not fit: {member.fault}.")
            if not inside:
                self.problem("file-unknown", item, "It stands outside the folder of the bundle.")
            elif path == b"" or path.endswith(b"/"):
                self.repacked = True
                if member.size > 0:
                    self.problem("file-unknown", item, "It is a folder with bytes of its own.")
                elif path:
                    folders.append(item)
            elif not is_bag_path(path):
                self.problem("file-unknown", item, "No file of a bundle is called so.")
            elif member.link:
                self.problem("file-unknown", item, "It is a link.")
            else:
                self.add(item, File(member=member), taken)
        self.empty_folders(folders)

    def unpacked(self, root):
        for _ in range(3):
            if any(os.path.exists(os.path.join(root, name)) for name in (b"bagit.txt", b"data")):
                break
            inside = list(os.scandir(root))
            if len(inside) != 1 or not inside[0].is_dir(follow_symlinks=False):
                break
            root = inside[0].path
        found, folders = [], []
        below = [(root, b"", 0)]
        while below:
            folder, path, depth = below.pop()
            for entry in os.scandir(folder):
                inside = path + entry.name
                if entry.is_dir(follow_symlinks=False) and depth < DEEPEST_FOLDER:
                    below.append((entry.path, inside + b"/", depth + 1))
                    folders.append(as_item(inside + b"/"))
                else:
                    found.append((as_item(inside), inside, entry.path, entry.is_file(follow_symlinks=False)))
                    if len(found) > MOST_MEMBERS:
                        raise NotABundle("it holds more files than a bundle may have")
        taken = set()
        for item, inside, place, plain in sorted(found):
            if not plain:
                self.problem("file-unknown", item, "It is a link, or no plain file.")
            elif not is_bag_path(inside):
                self.problem("file-unknown", item, "No file of a bundle is called so.")
            else:
                self.add(item, File(place=place), taken)
        self.empty_folders(folders)

    def add(self, path, file, taken):
        if path.lower() in taken:
            self.problem("file-unknown", path, "It comes twice.")
        else:
            taken.add(path.lower())
            self.files[path] = file

    def empty_folders(self, folders):
        full = set()
        for path in self.files:
            at = path.find("/")
            while at >= 0:
                full.add(path[: at + 1])
                at = path.find("/", at + 1)
        for folder in folders:
            if folder not in full:
                self.problem("file-unknown", folder, "No file of the bundle stands under it.")

    def open(self, file):
        """A file's bytes as a stream; None if they cannot be found."""
        member = file.member
        if member is None:
            return open(file.place, "rb", buffering=PIECE)
        if member.data is None:
            return None
        raw = Reading(self.zip.file, member.data, member.packed, member.size, member.method == 8)
        return io.BufferedReader(raw, PIECE)

    def examine(self, path):
        """Reads a file once, for its SHA-256, size and CRC."""
        file = self.files[path]
        stream = self.open(file)
        if stream is None:
            return
        sha256, size, crc = hashlib.sha256(), 0, 0
        try:
            with stream:
                while True:
                    piece = stream.read(PIECE)
                    if not piece:
                        break
                    sha256.update(piece)
                    crc = zlib.crc32(piece, crc) if file.member else 0
                    size += len(piece)
        except Refused as why:
            if not file.member.fault:
                self.problem("container-bad", path, f"It cannot be unpacked: {why}.")
            return
        file.sha256, file.size, file.crc = sha256.hexdigest(), size, crc

    def lines(self, path, longest):
        """The lines of a file, each with its line end; a longer one is cut behind `longest` bytes."""
        file = self.files.get(path)
        if file is None or file.sha256 is None:
            return
        with self.open(file) as stream:
            while True:
                line = stream.readline(longest + 1)
                if not line:
                    return
                yield line
                while not line.endswith(b"\n") and len(line) > longest:
                    line = stream.readline(longest + 1)

    def text(self, path):
        """A small file whole; empty if it is not there or cannot be read."""
        file = self.files.get(path)
        if file is None or file.sha256 is None:
            return b""
        with self.open(file) as stream:
            return stream.read(LONGEST_NOTE + 1)

    def sha256(self, path):
        file = self.files.get(path)
        return file.sha256 if file else None

    def log_files(self):
        """Checkpoint, key, and changes of key as pairs (key, checkpoint)."""
        changes = []
        for number in range(1, 10_000):
            key, note = f"data/keys/{number:04}.vkey", f"data/keys/{number:04}.txt"
            if key not in self.files and note not in self.files:
                break
            changes.append((self.text(key), self.text(note)))
        return self.text(CHECKPOINT), self.text(KEY), changes


# ---- Checking a bundle (the bundle, "Checking a bundle") -----------------------------------------


def fingerprint_of(words):
    """A fingerprint as people write it; None if it is none (the bundle, "7. The key")."""
    plain = re.sub(r"[\s:-]", "", words).lower()
    return plain if HEX_32.fullmatch(plain) else None


class BundleCheck:
    """The check of one bundle; `verdict()` gives what `--json` prints."""

    def __init__(self, path, compare=None, against=None):
        other = Other(against) if against is not None else None
        self.bag = Bag(path)
        for name in list(self.bag.files):
            self.bag.examine(name)
        self.listed, self.said = {}, set()
        self.originals = self.original_bytes = 0
        self.fixed, self.later = [], []
        checkpoint, key, changes = self.bag.log_files()
        earlier, by, below = [], None, 0
        if other:
            self.later, earlier, by, below = other.compare(checkpoint, key, changes)
        self.log = LogCheck(checkpoint, key, changes, earlier, compare)
        nothing = hashlib.sha256(b"").hexdigest()
        self.log.manifest(self.bag.text(NOTE), self.bag.sha256(TAG_LIST) or nothing)
        self.check_lists()
        self.check_entries(by, below)

    def problem(self, code, item, message):
        self.bag.problem(code, item, message)

    def list_problem(self, item, message):
        """manifest-bad is said once for each item."""
        if item not in self.said:
            self.said.add(item)
            self.problem("manifest-bad", item, message)

    def read_list(self, path, may_hold):
        listed, taken, broken = {}, set(), False
        for line in self.bag.lines(path, 1_024):
            found = LIST_LINE.fullmatch(line) if len(line) <= 1_024 else None
            name = found[2].decode("ascii") if found and is_bag_path(found[2]) else None
            if name is None or name.lower() in taken or not may_hold(name):
                broken = True
                continue
            taken.add(name.lower())
            listed[name] = found[1].decode("ascii")
        if path not in self.bag.files:
            self.list_problem(path, "The list is not there.")
        elif broken:
            self.list_problem(path, "Not all of its lines are written as a list's are.")
        return listed

    def check_lists(self):
        """Step 3."""
        def in_data(name):
            return name.startswith("data/")

        files = self.bag.files
        tags = self.read_list(TAG_LIST, lambda name: not in_data(name) and name not in (TAG_LIST, NOTE))
        self.listed = self.read_list(LIST, in_data)
        for name in (BAGIT, LIST):
            if name not in tags:
                self.list_problem(name, "It is not in the list of the bundle's own files.")
        for name, due in [*tags.items(), *self.listed.items()]:
            found = self.bag.sha256(name)
            if name.startswith(ORIGINALS) or found == due or (name in files and found is None):
                continue
            message = "It is not the file that was listed." if found else "The file is not there."
            if name in (BAGIT, LIST):
                self.list_problem(name, message)
            else:
                self.problem("document-changed", name, message)
        if self.bag.sha256(BAGIT) and self.bag.text(BAGIT) != BAGIT_LINES:
            self.list_problem(BAGIT, "It does not declare a bag of version 1.0.")
        for name, file in files.items():
            due = tags.get(name) or self.listed.get(name)
            if due is None and name not in (TAG_LIST, NOTE, BAGIT, LIST):
                self.problem("file-unknown", name, "No list of the bundle has it.")
            member = file.member
            if member and file.sha256 and file.crc != member.crc and not member.fault:
                if due in (None, file.sha256):
                    self.problem("container-bad", name, "Its bytes do not have the checksum of its headers.")

    def check_entries(self, by, below):
        """Steps 4 and 5: the log line by line, and beside it the originals of its exhibits."""
        by_stem = {}
        for path in sorted(self.bag.files):
            if stem_of_path(path) is not None:
                by_stem.setdefault(stem_of_path(path), path)
        claimed, stems, since = set(), set(), None
        for line in self.bag.lines(ENTRIES, LONGEST_LINE):
            seen = self.log.line(line if len(line) <= LONGEST_LINE else b"")
            if not seen:
                continue
            n, leaf, fields = seen
            if n < below:
                since = leaf.recorded
            if leaf.kind == b"exhibit" and "sha256" in fields:
                self.check_original(n, fields, by_stem, claimed, stems)
        self.log.finish()
        self.fixed = [{"to": to, "since": since, "by": by} for _, to in self.log.fixed]
        for path in self.listed:
            if not path.startswith(ORIGINALS):
                continue
            if path in self.bag.files:
                if path not in claimed:
                    self.problem("file-unknown", path, "No entry that is shown has it as its original.")
            elif stem_of_path(path) not in stems:
                self.problem("original-missing", path, "The file is not there.")

    def check_original(self, n, fields, by_stem, claimed, stems):
        reference, sha256, size = (fields.get(name) for name in ("reference", "sha256", "bytes"))
        if not isinstance(reference, str) or not (isinstance(sha256, str) and HEX_32.fullmatch(sha256)):
            self.problem("original-missing", f"#{n}", "The entry does not say which file is its original.")
            return
        stem = stem_of(reference)
        stems.add(stem)
        path = by_stem.get(stem)
        if path is None:
            self.problem("original-missing", reference, "The file is not there.")
            return
        claimed.add(path)
        file = self.bag.files[path]
        if file.sha256 is None:
            return
        is_whole = type(size) is int and size >= 0  # True and False are numbers to Python
        if file.sha256 != sha256 or (is_whole and size != file.size):
            self.problem("original-changed", reference, "The file is not the one that was sealed.")
            return
        self.originals += 1
        self.original_bytes += file.size
        if self.listed.get(path, sha256) != sha256:
            self.list_problem(path, "The list has another SHA-256 for this original than its entry.")

    def verdict(self):
        log = self.log

        def part(problems, **more):
            listed = [{"code": code, "item": item, "message": str(text)} for code, item, text in problems]
            return {"ok": not listed, **more, "problems": listed}

        return {
            "integrity": part(log.integrity + self.bag.problems),
            "completeness": part(
                log.completeness,
                **{"from": 0, "to": log.due - 1 if log.due else None},
                shown=log.shown,
                in_part=log.in_part,
                withheld=log.withheld,
                classes=dict(sorted(log.classes.items())),
            ),
            "anchor": part(
                log.anchor + self.later,
                key=log.key.fingerprint if log.key else None,
                confirmed=log.confirmed,
                demonstration=log.demonstration,
                fixed=self.fixed,
            ),
            "repacked": self.bag.repacked,
            "entries": log.entries,
            "originals": self.originals,
            "original_bytes": self.original_bytes,
        }


class Other:
    """What the reader has besides: another bundle, or a checkpoint (the bundle, "6. Against another")."""

    def __init__(self, path):
        self.bag = self.note = None
        try:
            self.bag = Bag(path)
        except NotABundle:
            if not os.path.isfile(path):
                raise
            with open(path, "rb") as file:
                self.note = file.read(LONGEST_NOTE + 1)
            try:
                Note(self.note)
            except Refused:
                raise NotABundle("the one to compare with is neither a bundle nor a checkpoint") from None
            return
        for name in self.bag.files:
            if name in (ENTRIES, CHECKPOINT, KEY) or name.startswith("data/keys/"):
                self.bag.examine(name)

    def compare(self, checkpoint, key, changes):
        """What it says if it is longer, else the earlier checkpoint that it gives: a list of
        problems, a list of earlier checkpoints, by what that fixes entries, and its size."""
        head = LogCheck.open_earlier(checkpoint, key)[1]
        if self.bag:
            their_checkpoint, their_key, their_changes = self.bag.log_files()
            theirs = LogCheck.open_earlier(their_checkpoint, their_key)[1]
            by = "earlier bundle"
        else:
            their_checkpoint, by = self.note, "earlier checkpoint"
            their_key, theirs = key, None
            for candidate in [key] + [change_key for change_key, _ in changes]:
                theirs = LogCheck.open_earlier(self.note, candidate)[1]
                if isinstance(theirs, Checkpoint):
                    their_key = candidate
                    break
        both = isinstance(head, Checkpoint) and isinstance(theirs, Checkpoint)
        if not both or theirs.size <= head.size:
            size = theirs.size if isinstance(theirs, Checkpoint) else 0
            return [], [(their_checkpoint, their_key)], by, size
        older = ("older-copy", "later-1", f"the other one goes on to entry {theirs.size - 1}")
        if not self.bag:
            if theirs.origin != head.origin:
                older = ("wrong-log", "later-1", "The checkpoint belongs to another log.")
            return [older], [], None, 0
        log = LogCheck(their_checkpoint, their_key, their_changes, [(checkpoint, key)])
        for line in self.bag.lines(ENTRIES, LONGEST_LINE):
            log.line(line if len(line) <= LONGEST_LINE else b"")
        log.finish()
        if log.integrity or log.completeness:
            message = "The other bundle does not hold by itself; check it alone first."
            return [("checkpoint-bad", "later-1", message)], [], None, 0
        messages = {
            "wrong-log": "The other bundle is of another log.",
            "key-differs": "The other bundle is signed by another key, and no change of key leads to it.",
            "history-differs": "The other bundle has other entries where this one has its own.",
        }
        problems = [
            (code, "later-1", messages.get(code, text))
            for code, item, text in log.anchor
            if item == "earlier-1"
        ]
        return problems + ([older] if log.fixed else []), [], None, 0


def exit_code(verdict):
    codes = {
        problem["code"]
        for part in ("integrity", "completeness", "anchor")
        for problem in verdict[part]["problems"]
    }
    return 0 if not codes else 6 if codes <= {"key-differs", "older-copy"} else 5


# ---- The verdict in words ------------------------------------------------------------------------

MOST_PROBLEMS_SAID = 40


def counted(number, one, many):
    return f"{number} {one if number == 1 else many}"


def printable(text):
    """Nothing that a bundle holds may steer the terminal."""
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text)


def said_problems(problems):
    said = [f"  {p['code']}  {printable(p['item'])}  {printable(p['message'])}" for p in problems]
    more = len(said) - MOST_PROBLEMS_SAID
    return said if more <= 0 else said[:MOST_PROBLEMS_SAID] + [f"  and {more} more; --json lists all"]


def verdict_lines(verdict):
    """Integrity, completeness, anchor: always all three, in this order."""
    integrity, complete, anchor = (verdict[part] for part in ("integrity", "completeness", "anchor"))
    lines = []
    packed = " The zip was packed anew by somebody; what is in it counts." if verdict["repacked"] else ""
    if integrity["ok"]:
        seen = counted(complete["shown"] + complete["in_part"], "entry", "entries")
        originals = counted(verdict["originals"], "original", "originals")
        lines.append(f"Integrity: intact. {seen} and {originals}; nothing shown was changed.{packed}")
    else:
        lines.append(f"Integrity: CHANGED. {counted(len(integrity['problems']), 'problem', 'problems')}.{packed}")
        lines += said_problems(integrity["problems"])
    span = counted(verdict["entries"], "entry", "entries")
    if complete["to"] is not None:
        span = f"entries 0 to {complete['to']}"
    fields = ", ".join(f"{number} {name}" for name, number in complete["classes"].items())
    if fields:
        fields = f" ({fields} {'field' if sum(complete['classes'].values()) == 1 else 'fields'} withheld)"
    sums = (f"{span}: {complete['shown']} shown, {complete['in_part']} in part{fields}, "
            f"{complete['withheld']} withheld.")
    if complete["ok"]:
        lines.append(f"Completeness: {sums} None is missing.")
    else:
        count = counted(len(complete["problems"]), "problem", "problems")
        lines.append(f"Completeness: MISSING. {count}. There are {sums}")
        lines += said_problems(complete["problems"])
    return lines + anchor_lines(anchor) + closing_lines(verdict)


def anchor_lines(anchor):
    if anchor["key"] is None:
        key = "the key cannot be used; whose it is, nothing shows."
    elif anchor["confirmed"]:
        key = f"key confirmed: {anchor['key']}"
    else:
        key = f"key not confirmed; give --key with the fingerprint you were told: {anchor['key']}"
    problems = anchor["problems"]
    codes = {problem["code"] for problem in problems}
    lines = []
    if not problems:
        lines.append(f"Anchor: {key}")
    else:
        word = "DOES NOT FIT"
        if codes == {"older-copy"}:
            word = "OLDER COPY"
        elif codes == {"key-differs"}:
            word = "OTHER KEY"
        elif "history-differs" in codes:
            word = "OTHER HISTORY"
        if len(problems) == 1:
            message = printable(problems[0]["message"]).rstrip(".")
            lines.append(f"Anchor: {word}. {problems[0]['code']}: {message}.")
        else:
            lines.append(f"Anchor: {word}. {len(problems)} problems.")
            lines += said_problems(problems)
        if "key-differs" in codes:
            lines.append("  It may have been made anew as a whole. Ask the giver.")
        lines.append(f"  {key[0].upper()}{key[1:]}")
    holder = ("  The holder of the key could have written all of this as late as the day this copy "
              "was made; ")
    holder += "" if anchor["fixed"] else "entries are fixed by nothing else."
    for at, fixed in enumerate(anchor["fixed"]):
        since = f", recorded till {fixed['since'][:10]}" if fixed["since"] else ""
        holder += f"{' ' if at else 'but '}entries up to #{fixed['to']} are fixed by an {fixed['by']}{since}."
    return lines + [holder + (" Demonstration vault." if anchor["demonstration"] else "")]


def closing_lines(verdict):
    """Whether, beside what is named, everything else stands: the root was recomputed."""
    unproved = {"checkpoint-bad", "leaf-missing", "leaf-order", "wrong-log", "history-differs"}
    codes = {p["code"] for part in ("integrity", "completeness", "anchor") for p in verdict[part]["problems"]}
    if exit_code(verdict) == 5 and not codes & unproved:
        return ["What is not named above is as it was sealed."]
    return []


# ---- Vectors (the log, "The vectors") --------------------------------------------------------------


def read_vector(content):
    """Head and sections of a vector file (bytes)."""
    head, body = content.split(b"\n\n", 1)
    head = dict(line.split(": ", 1) for line in head.decode("utf-8").split("\n"))
    sections, name = {}, None
    for line in body.splitlines(keepends=True) if b"\r" not in body else body.split(b"\n"):
        if line.startswith(b"--- "):
            name = line[4:].rstrip(b"\n").decode("utf-8")
            sections[name] = b""
        else:
            sections[name] += line
    for name in [name for name in sections if name.endswith(" base64")]:
        sections[name[: -len(" base64")]] = base64.b64decode(sections.pop(name).strip(), validate=True)
    return head, sections


def vector_differences(content):
    """Everything in which our verdict on a vector differs from its head."""
    head, sections = read_vector(content)

    def numbered(first, second):
        pairs = []
        while first.format(len(pairs) + 1) in sections:
            number = len(pairs) + 1
            pairs.append((sections[first.format(number)], sections[second.format(number)]))
        return pairs

    log = LogCheck(
        sections["checkpoint.txt"],
        sections["key.vkey"],
        numbered("keys/{:04}.vkey", "keys/{:04}.txt"),
        numbered("earlier-{}/checkpoint.txt", "earlier-{}/key.vkey"),
        head.get("compare-key"),
    )
    if "manifest.note" in sections:
        listed = hashlib.sha256(sections["tagmanifest-sha256.txt"]).hexdigest()
        log.manifest(sections["manifest.note"], listed)
    for line in io.BytesIO(sections["entries.jsonl"]):
        log.line(line)
    log.finish()

    def problems(found):
        return ", ".join(sorted(f"{code} {item}" for code, item, _ in found)) or "ok"

    parts = {"integrity": log.integrity, "completeness": log.completeness, "anchor": log.anchor}
    codes = {code for found in parts.values() for code, _, _ in found}
    said = {name: problems(found) for name, found in parts.items()}
    said.update({
        "exit": "0" if not codes else "6" if codes == {"key-differs"} else "5",
        "entries": str(log.entries),
        "last": str(log.due - 1) if log.due else "none",
        "shown": str(log.shown),
        "in-part": str(log.in_part),
        "withheld": str(log.withheld),
        "classes": " ".join(f"{name}={log.classes[name]}" for name in sorted(log.classes)) or "none",
        "key": log.key.fingerprint if log.key else "none",
        "confirmed": "yes" if log.confirmed else "no",
        "demonstration": "yes" if log.demonstration else "no",
        "fixed": ", ".join(f"earlier-{number} #{to}" for number, to in log.fixed) or "none",
    })
    due = {key: value for key, value in head.items() if key not in ("name", "why", "compare-key")}
    for name in parts:
        due[name] = ", ".join(sorted(due.get(name, "").split(", ")))
    return [
        f"{key}: expected {due.get(key)}, got {said.get(key)}"
        for key in sorted(due.keys() | said.keys())
        if due.get(key) != said.get(key)
    ]


def run_vectors(paths):
    wrong = 0
    for path in paths:
        with open(path, "rb") as file:
            differences = vector_differences(file.read())
        wrong += bool(differences)
        for difference in differences:
            print(f"{path}: {difference}")
    print(f"{counted(len(paths), 'vector', 'vectors')}, {wrong} with another verdict than expected.")
    return 5 if wrong else 0


# ---- The command line ------------------------------------------------------------------------------


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="standfast_verify.py",
        description="Checks a Standfast bundle. Nothing is written, nothing is sent.",
        epilog="Exit code: 0 no problem; 6 intact, but another key or an older copy; 5 changed or "
        "missing; 3 not a bundle; 2 the command was off; 1 the disk failed.",
    )
    parser.add_argument("bundle", metavar="BUNDLE", nargs="?", help="the zip, or the folder that it was unpacked to")
    parser.add_argument("--key", metavar="FINGERPRINT", help="the fingerprint that the giver told you by another way")
    parser.add_argument("--against", metavar="EARLIER", help="a bundle or checkpoint from before (or after) to compare with")
    parser.add_argument("--json", action="store_true", help="one line of JSON, every problem in it")
    parser.add_argument("--vector", metavar="FILE", nargs="+", help="run test vectors instead")
    given = parser.parse_args(arguments)
    if (given.bundle is None) == (given.vector is None):
        parser.error("give one BUNDLE, or --vector with files")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    compare = None
    if given.key is not None:
        compare = fingerprint_of(given.key)
        if compare is None:
            parser.error("the fingerprint to compare with is not 64 digits and letters a to f")
    try:
        if given.vector:
            return run_vectors(given.vector)
        verdict = BundleCheck(given.bundle, compare, given.against).verdict()
    except NotABundle as why:
        print(f"Error: this cannot be read as a bundle: {why}.", file=sys.stderr)
        print("Name a bundle (NAME.zip) or the folder that it was unpacked to. If it came cut, "
              "fetch it again.", file=sys.stderr)
        return 3
    except OSError as why:
        print(f"Error: reading failed: {why}. Nothing was changed; mend that, then try again.", file=sys.stderr)
        return 1
    if given.json:
        print(json.dumps(verdict, separators=(",", ":")))
        return exit_code(verdict)
    for line in verdict_lines(verdict):
        indent = re.match(" *", line)[0] + "  "
        wrapped = textwrap.wrap(line, 80, subsequent_indent=indent, break_long_words=False,
                                break_on_hyphens=False)
        print("\n".join(wrapped) if sys.stdout.isatty() else line)
    return exit_code(verdict)


if __name__ == "__main__":
    sys.exit(main())
