"""Tests of the verifier: RFC 8032, the published vectors, broken zips. Standard library only.

    python3 -m unittest test_standfast_verify
"""

import base64
import contextlib
import hashlib
import io
import json
import os
import struct
import tempfile
import unittest
import zipfile

import standfast_verify as verifier

VECTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "vectors")
# docs/log-format.md says how many there are; fewer means that some were not found.
FEWEST = 331

# RFC 8032, section 7.1: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
        "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98fa6e264bf09efe12ee50f8f54e9f77b1"
        "e355f6c50544e23fb1433ddf73be84d879de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d"
        "658675fc6ea534e0810a4432826bf58c941efb65d57a338bbd2e26640f89ffbc1a858efcb8550ee3a5e1998bd177e93a"
        "7363c344fe6b199ee5d02e82d522c4feba15452f80288a821a579116ec6dad2b3b310da903401aa62100ab5d1a36553e"
        "06203b33890cc9b832f79ef80560ccb9a39ce767967ed628c6ad573cb116dbefefd75499da96bd68a8a97b928a8bbc10"
        "3b6621fcde2beca1231d206be6cd9ec7aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53f1d8ac70bdcb7ed1"
        "85ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2d17ba70eb6248e594e1a2297acbbb39d"
        "502f1a8c6eb6f1ce22b3de1a1f40cc24554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f270"
        "88d78b7e883c8759d2c4f5c65adb7553878ad575f9fad878e80a0c9ba63bcbcc2732e69485bbc9c90bfbd62481d9089b"
        "eccf80cfe2df16a2cf65bd92dd597b0707e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128ba"
        "b27af87a71314f318c782b23ebfe808b82b0ce26401d2e22f04d83d1255dc51addd3b75a2b1ae0784504df543af8969b"
        "e3ea7082ff7fc9888c144da2af58429ec96031dbcad3dad9af0dcbaaaf268cb8fcffead94f3c7ca495e056a9b47acdb7"
        "51fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301651339e22904cc8c42f58c30c04aafdb038dda0847dd988d"
        "cda6f3bfd15c4b4c4525004aa06eeff8ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34df"
        "f7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08d78ff4ef5d63653a65040cf9bfd4aca7"
        "984a74d37145986780fc0b16ac451649de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a3ca8e1b939ae49e4"
        "88acba6b965610b5480109c8b17b80e1b7b750dfc7598d5d5011fd2dcc5600a32ef5b52a1ecc820e308aa342721aac09"
        "43bf6686b64b2579376504ccc493d97e6aed3fb0f9cd71a43dd497f01f17c0e2cb3797aa2a2f256656168e6c496afc5f"
        "b93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b50d334ba77c225bc307ba537152f3f161"
        "0e4eafe595f6d9d90d11faa933a15ef1369546868a7f3a45a96768d40fd9d03412c091c6315cf4fde7cb68606937380d"
        "b2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c0618983f8741c5ef68d3a101e8a3b8ca"
        "c60c905c15fc910840b94c00a0b9d0",
        "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350"
        "aa5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6ac00a9704a188a03",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


class Ed25519(unittest.TestCase):
    def test_the_vectors_of_rfc_8032(self):
        for public, message, signature in RFC_8032:
            public, message, signature = map(bytes.fromhex, (public, message, signature))
            self.assertTrue(verifier.ed25519_verifies(public, message, signature))
            for at in range(0, 64, 7):
                bent = bytearray(signature)
                bent[at] ^= 1
                self.assertFalse(verifier.ed25519_verifies(public, message, bytes(bent)))
            self.assertFalse(verifier.ed25519_verifies(public, message + b"x", signature))


class Vectors(unittest.TestCase):
    def test_every_vector_has_its_verdict(self):
        names = sorted(n for n in os.listdir(VECTORS) if n.endswith(".vector"))
        self.assertGreaterEqual(len(names), FEWEST)
        for name in names:
            with open(os.path.join(VECTORS, name), "rb") as file:
                content = file.read()
            with self.subTest(name):
                self.assertEqual(verifier.vector_differences(content), [])

    def test_a_wrong_expectation_is_noticed(self):
        with open(os.path.join(VECTORS, "good-in-part.vector"), "rb") as file:
            content = file.read()
        self.assertTrue(verifier.vector_differences(content.replace(b"in-part: 2", b"in-part: 1")))
        self.assertTrue(verifier.vector_differences(content.replace(b"exit: 0", b"exit: 5")))


LOG = "79dc61c58fb49150d93edb1129094448"
ORIGIN = f"standfast.invalid/demo/{LOG}"
SEED = bytes(range(32))


def signed(text):
    """A signed note over a text, by the key of SEED (RFC 8032, section 5.1.6)."""
    digest = hashlib.sha512(SEED).digest()
    secret = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
    public = verifier.point_encode(verifier.point_times(secret, verifier.BASE))

    def number(*parts):
        return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % verifier.L

    r = number(digest[32:], text.encode())
    point = verifier.point_encode(verifier.point_times(r, verifier.BASE))
    s = (r + number(point, public, text.encode()) * secret) % verifier.L
    key_id = hashlib.sha256(ORIGIN.encode() + b"\n\x01" + public).digest()[:4]
    line = base64.b64encode(key_id + point + s.to_bytes(32, "little")).decode()
    vkey = f"{ORIGIN}+{key_id.hex()}+{base64.b64encode(bytes([1]) + public).decode()}\n"
    return f"{text}\n\u2014 {ORIGIN} {line}\n".encode(), vkey.encode()


def field(name, value):
    salt = base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:16]).rstrip(b"=").decode()
    text = json.dumps([salt, name, value], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def leaf_of(n, kind, fields):
    digests = sorted(verifier.digest_of(each.encode()).decode() for each in fields)
    recorded = f"2026-02-14T12:{n // 60 % 60:02}:{n % 60:02}.000Z"
    parts = [("v", 1), ("log", LOG), ("n", n), ("kind", kind), ("recorded", recorded), ("_sd_alg", "sha-256"),
             ("_sd", digests), ("class", ["open"] * len(digests))]
    return json.dumps(dict(parts), separators=(",", ":"))


def files_of(entries, originals=()):
    """The files of a bundle, in our writer's order: entries are (kind, fields), originals are
    (reference, file name, bytes), each with an entry of its own after the others."""
    entries = list(entries)
    for reference, _, content in originals:
        sha256 = hashlib.sha256(content).hexdigest()
        entries.append(("exhibit", {"reference": reference, "sha256": sha256, "bytes": len(content)}))
    tree, lines = verifier.Tree(), []
    for n, (kind, fields) in enumerate(entries):
        fields = [field(name, value) for name, value in fields.items()]
        leaf = leaf_of(n, kind, fields)
        leaf_hash = verifier.leaf_hash_of(leaf.encode())
        tree.append(leaf_hash)
        line = {"n": n, "hash": leaf_hash.hex(), "leaf": leaf, "fields": fields}
        lines.append(json.dumps(line, separators=(",", ":")) + "\n")
    root = base64.b64encode(tree.root()).decode()
    checkpoint, vkey = signed(f"{ORIGIN}\n{len(entries)}\n{root}\n")
    files = {"bagit.txt": verifier.BAGIT_LINES}
    files.update({f"data/originals/{name}": content for _, name, content in originals})
    files["data/entries.jsonl"] = "".join(lines).encode()
    files["data/checkpoint.txt"] = checkpoint
    files["data/key.vkey"] = vkey
    return listed(files)


def listed(files):
    """The same files with both lists and the note over them made anew."""

    def lines(of):
        return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in of).encode()

    made = ("manifest-sha256.txt", "tagmanifest-sha256.txt", "manifest.note")
    files = {name: content for name, content in files.items() if name not in made}
    files[made[0]] = lines([name for name in files if name.startswith("data/")])
    files[made[1]] = lines([name for name in files if not name.startswith("data/")])
    listed_hash = hashlib.sha256(files[made[1]]).hexdigest()
    files[made[2]] = signed(f"{ORIGIN}/bundle\ntagmanifest-sha256.txt sha256:{listed_hash}\n")[0]
    return files


def zipped(files, method=zipfile.ZIP_STORED):
    """A zip as our writer makes it; with another method, as somebody else would."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo("lamp-police/" + name, (1980, 1, 1, 0, 0, 0))
            member.create_version, member.extract_version, member.create_system = 30, 10, 3
            member.external_attr, member.compress_type = 0x81A40000, method
            archive.writestr(member, content)
    return made.getvalue()


ENTRIES = [("case", {"name": "lamp"}), ("contact", {"words": "I waited by your car.", "bytes": 7})]
ORIGINALS = [("ABC/1", "ABC-1 card.jpg", b"a card" * 9), ("ABC/2", "ABC-2", b"")]


class Bundles(unittest.TestCase):
    """Good and broken bundles; `crates/disclosure/tests` compares many more with the other verifier."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.files = files_of(ENTRIES, ORIGINALS)

    def write(self, content, name="given.zip"):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def said(self, content, *options):
        """Exit code, verdict, and the problems as `code item`, sorted."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = verifier.main(["--json", *options, self.write(content)])
        verdict = json.loads(out.getvalue())
        problems = [f"{p['code']} {p['item']}" for part in ("integrity", "completeness", "anchor")
                    for p in verdict[part]["problems"]]
        return code, verdict, sorted(problems)

    def assert_problems(self, content, *problems):
        code, _, found = self.said(content)
        self.assertEqual((code, found), (5, sorted(problems)))

    def test_a_good_one(self):
        code, verdict, problems = self.said(zipped(self.files))
        self.assertEqual((code, problems, verdict["repacked"]), (0, [], False))
        self.assertEqual((verdict["entries"], verdict["completeness"]["shown"]), (4, 4))
        self.assertEqual((verdict["originals"], verdict["original_bytes"]), (2, 54))
        self.assertTrue(verdict["anchor"]["demonstration"])
        key = verdict["anchor"]["key"]
        self.assertTrue(self.said(zipped(self.files), "--key", key.upper())[1]["anchor"]["confirmed"])
        self.assertEqual(self.said(zipped(self.files), "--key", "0" * 64)[0::2], (6, ["key-differs key"]))

    def test_packed_anew(self):
        code, verdict, _ = self.said(zipped(self.files, zipfile.ZIP_DEFLATED))
        self.assertEqual((code, verdict["repacked"], verdict["originals"]), (0, True, 2))

    def test_unpacked(self):
        with zipfile.ZipFile(self.write(zipped(self.files))) as archive:
            archive.extractall(os.path.join(self.folder.name, "unpacked"))
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = verifier.main([os.path.join(self.folder.name, "unpacked")])
        said = out.getvalue().splitlines()
        self.assertEqual(code, 0)
        self.assertEqual([line.split(":")[0] for line in said if not line.startswith(" ")],
                         ["Integrity", "Completeness", "Anchor"])

    def test_what_was_changed_is_named(self):
        original = "data/originals/ABC-1 card.jpg"
        changes = [
            ({original: b"another"}, ["original-changed ABC/1"]),
            ({"data/more.txt": b""}, ["file-unknown data/more.txt"]),
            ({"bagit.txt": b""}, ["manifest-bad bagit.txt"]),
            ({"manifest.note": b""}, ["manifest-bad manifest"]),
            ({"DATA/key.vkey": b"1", "data/Key.vkey": b"2"}, ["file-unknown DATA/key.vkey", "file-unknown data/Key.vkey"]),
        ]
        for change, problems in changes:
            with self.subTest(problems):
                self.assert_problems(zipped({**self.files, **change}), *problems)
        for name, problem in (("data/key.vkey", "checkpoint-bad key"), ("data/originals/ABC-2", "original-missing ABC/2")):
            files = {other: content for other, content in self.files.items() if other != name}
            with self.subTest(name):
                self.assertIn(problem, self.said(zipped(files))[2])
        files = {**self.files, "data/entries.jsonl": self.files["data/entries.jsonl"].replace(b"2026-02", b"2025-02", 1)}
        self.assert_problems(zipped(listed(files)), "leaf-changed #0")
        lines = self.files["data/entries.jsonl"].splitlines(True)
        files["data/entries.jsonl"] = b"".join(lines[:1] + lines[2:])
        self.assert_problems(zipped(listed(files)), "leaf-missing #1", "checkpoint-bad checkpoint")

    def test_against_an_earlier_and_a_later_one(self):
        earlier, later = zipped(files_of(ENTRIES[:1])), zipped(self.files)
        code, verdict, _ = self.said(later, "--against", self.write(earlier, "earlier.zip"))
        fixed = [{"to": 0, "since": "2026-02-14T12:00:00.000Z", "by": "earlier bundle"}]
        self.assertEqual((code, verdict["anchor"]["fixed"]), (0, fixed))
        said = self.said(earlier, "--against", self.write(later, "later.zip"))
        self.assertEqual(said[0::2], (6, ["older-copy later-1"]))
        other = zipped(files_of([("case", {"name": "bulb"})]))
        said = self.said(later, "--against", self.write(other, "other.zip"))
        self.assertEqual(said[0::2], (5, ["history-differs earlier-1"]))

    def test_broken_zips(self):
        good = zipped(self.files)
        end = good.rfind(b"PK\x05\x06")
        directory = struct.unpack_from("<I", good, end + 16)[0]
        broken = [
            (good + b"more", "container-bad bundle"),
            (good[:6] + b"\x01" + good[7:], "container-bad bagit.txt"),  # flags of the local header
            (good[:14] + b"\0" + good[15:], "container-bad bagit.txt"),  # its CRC
            (good[: directory + 8] + b"\x01" + good[directory + 9 :], "container-bad bagit.txt"),
            (good[: directory + 42] + b"\x01" + good[directory + 43 :], "container-bad bagit.txt"),
        ]
        for content, problem in broken:
            with self.subTest(problem):
                code, verdict, problems = self.said(content)
                self.assertEqual((code, verdict["repacked"]), (5, True))
                self.assertIn(problem, problems)

    def test_no_cut_and_no_flip_goes_unnoticed_or_ends_in_a_traceback(self):
        good = zipped(self.files)
        for at in range(0, len(good), 97):
            bent = bytearray(good)
            bent[at] ^= 1 << at % 8
            for content in (bytes(bent), good[:at]):
                out = io.StringIO()
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
                    code = verifier.main(["--json", self.write(content)])
                repacked = code == 0 and json.loads(out.getvalue())["repacked"]
                self.assertTrue(code in (3, 5) or repacked, at)


class NoBundle(unittest.TestCase):
    """What is not a bundle: exit 3, one sentence, no traceback."""

    def run_on(self, content, *more):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "given.zip")
            with open(path, "wb") as file:
                file.write(content)
            said = io.StringIO()
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                code = verifier.main([*more, path])
            return code, said.getvalue()

    def test_bytes_that_are_no_zip(self):
        for content in (b"", b"PK", b"\x00" * 5000, b"PK\x05\x06" + b"\xff" * 18):
            code, said = self.run_on(content)
            self.assertEqual(code, 3)
            self.assertIn("cannot be read as a bundle", said)

    def test_a_zip_of_something_else(self):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("holiday/beach.txt", "sand")
        self.assertEqual(self.run_on(made.getvalue())[0], 3)

    def test_a_zip_that_only_looks_like_a_bundle_is_not_intact(self):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("b/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
            archive.writestr("b/../../climbed.txt", "out")
        self.assertEqual(self.run_on(made.getvalue())[0], 5)

    def test_a_fingerprint_that_is_none(self):
        with self.assertRaises(SystemExit) as ended, contextlib.redirect_stderr(io.StringIO()):
            verifier.main(["--key", "not a fingerprint", "bundle.zip"])
        self.assertEqual(ended.exception.code, 2)

    def test_nothing_there(self):
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            self.assertEqual(verifier.main([os.path.join(VECTORS, "no-such-bundle.zip")]), 3)
            # Neither a file nor a folder: it must not be opened and waited for.
            if os.path.exists(os.devnull) and not os.path.isfile(os.devnull):
                self.assertEqual(verifier.main([os.devnull]), 3)


if __name__ == "__main__":
    unittest.main()
