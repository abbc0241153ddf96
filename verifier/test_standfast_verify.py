"""Tests of the verifier: RFC 8032, the published vectors, broken zips. Standard library only.

    python3 -m unittest test_standfast_verify
"""

import contextlib
import io
import os
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


if __name__ == "__main__":
    unittest.main()
