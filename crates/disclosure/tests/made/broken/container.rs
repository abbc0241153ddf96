//! What is wrong with the zip, and what is merely packed anew.

use zip::CompressionMethod::{Deflated, Stored};

use super::super::Case;
use super::super::files::Files;
use super::super::raw::{Member, Part, build, member, parts, put};
use super::Broken;

const TABLE: &str = "data/contacts.csv";
const BAD: &str = "container-bad data/contacts.csv";

pub fn all() -> Vec<Broken> {
    let good = Case::small().zip();
    let mut all = packed_anew(&good);
    all.extend(headers(&good));
    all.extend(super::names::all(&good));
    all.extend(extras(&good));
    all.extend(refused(&good));
    all
}

/// Writes the same bytes into the local header and the record of a member.
fn both(zip: Vec<u8>, m: &Member, local: usize, central: usize, bytes: &[u8]) -> Vec<u8> {
    put(
        put(zip, m.local.start + local, bytes),
        m.central.start + central,
        bytes,
    )
}

fn packed_anew(good: &[u8]) -> Vec<Broken> {
    let files = Files::of(good);
    let end = good.len() - 22;
    let comment = {
        let mut zip = put(good.to_vec(), end + 20, &5u16.to_le_bytes());
        zip.extend_from_slice(b"hello");
        zip
    };
    let m = member(good, TABLE);
    let with = |part: Part| {
        let mut parts = parts(good);
        parts.insert(0, part);
        build(&parts)
    };
    vec![
        Broken::zip("put together again as it was", build(&parts(good)), 0, &[]).ours(),
        Broken::zip("stored anew", files.zip(), 0, &[]),
        Broken::zip(
            "compressed anew",
            files.packed("lamp-police/", Deflated),
            0,
            &[],
        ),
        Broken::zip(
            "in a folder of another name",
            files.packed("other name/", Deflated),
            0,
            &[],
        ),
        Broken::zip("in no folder", files.packed("", Stored), 0, &[]),
        Broken::zip(
            "as a stream with data descriptors",
            files.streamed(),
            0,
            &[],
        ),
        Broken::zip("with a comment", comment, 0, &[]),
        Broken::zip(
            "another time in a local header",
            put(good.to_vec(), m.local.start + 10, b"\x11\x22"),
            0,
            &[],
        ),
        Broken::zip(
            "another day in the list",
            put(good.to_vec(), m.central.start + 14, b"\x11\x22"),
            0,
            &[],
        ),
        Broken::zip(
            "other attributes",
            put(good.to_vec(), m.central.start + 38, b"\x20"),
            0,
            &[],
        ),
        Broken::zip(
            "made by another program",
            put(good.to_vec(), m.central.start + 4, b"\x14\x00"),
            0,
            &[],
        ),
        Broken::zip(
            "needs a newer program",
            both(good.to_vec(), &m, 4, 6, b"\x14\x00"),
            0,
            &[],
        ),
        Broken::zip(
            "with its folders as members",
            with(Part::new(b"lamp-police/data/originals/", b"")),
            0,
            &[],
        ),
        Broken::zip(
            "with its own folder as a member",
            with(Part::new(b"lamp-police/", b"")),
            0,
            &[],
        ),
    ]
}

fn headers(good: &[u8]) -> Vec<Broken> {
    let zip = || good.to_vec();
    let m = member(good, TABLE);
    let (local, central) = (m.local.start, m.central.start);
    let entries = member(good, "data/entries.jsonl");
    let size = m.data.len() as u32;
    let deflated = Files::of(good).packed("lamp-police/", Deflated);
    let d = {
        // The zip crate writes neither extras nor descriptors here: the sizes differ, so find by hand.
        let name = b"lamp-police/data/contacts.csv";
        let find = |from: usize| {
            deflated[from..]
                .windows(name.len())
                .position(|w| w == name)
                .unwrap()
                + from
        };
        let first = find(0);
        (first - 30, find(first + 1) - 46)
    };
    let unpacked = u32::from_le_bytes(deflated[d.0 + 22..d.0 + 26].try_into().unwrap());
    let resized = |to: u32| {
        let zip = put(deflated.clone(), d.0 + 22, &to.to_le_bytes());
        put(zip, d.1 + 24, &to.to_le_bytes())
    };
    let mut trailing = zip();
    trailing.extend_from_slice(b"after");
    let shared = {
        let mut parts = parts(good);
        let at = parts
            .iter()
            .position(|p| p.central_name.ends_with(b"contacts.csv"))
            .unwrap();
        let mut copy = parts[at].clone();
        copy.central_name = b"lamp-police/data/copy.txt".to_vec();
        copy.shares = true;
        parts.insert(at + 1, copy);
        build(&parts)
    };
    vec![
        Broken::zip("two names", put(zip(), local + 30 + 17, b"X"), 5, &[BAD]),
        Broken::zip(
            "two checksums, here",
            put(zip(), local + 14, b"\x01\x02\x03\x04"),
            5,
            &[BAD],
        ),
        Broken::zip(
            "two checksums, there",
            put(zip(), central + 16, b"\x01\x02\x03\x04"),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a wrong checksum",
            both(zip(), &m, 14, 16, b"\x01\x02\x03\x04"),
            5,
            &[BAD],
        )
        .ours(),
        Broken::zip(
            "two sizes, here",
            put(zip(), local + 22, &(size + 1).to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "two sizes, there",
            put(zip(), central + 24, &(size + 1).to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a wrong packed size",
            both(zip(), &m, 18, 20, &(size + 1).to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "two methods",
            put(zip(), local + 8, &8u16.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a method of others",
            both(zip(), &m, 8, 10, &12u16.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "deflated, it says, and is not",
            both(zip(), &m, 8, 10, &8u16.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "encrypted, it says",
            both(zip(), &m, 6, 8, &1u16.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a descriptor, it says, and there is none",
            both(zip(), &m, 6, 8, &8u16.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "two sets of flags",
            put(zip(), local + 6, &2048u16.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip("no local header", put(zip(), local, b"QQ"), 5, &[BAD]),
        Broken::zip(
            "another disk",
            put(zip(), central + 34, &1u16.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a local name without bound",
            put(zip(), local + 26, &u16::MAX.to_le_bytes()),
            5,
            &[BAD],
        ),
        Broken::zip(
            "an offset that points elsewhere",
            put(zip(), central + 42, &(local as u32 + 1).to_le_bytes()),
            5,
            &[BAD, "container-bad data/exhibits.pdf"],
        ),
        Broken::zip(
            "an offset beyond the end",
            put(zip(), central + 42, &u32::MAX.to_le_bytes()),
            5,
            &[BAD, "container-bad data/exhibits.pdf"],
        ),
        Broken::zip(
            "two members in one place",
            shared,
            5,
            &[
                BAD,
                "container-bad data/copy.txt",
                "file-unknown data/copy.txt",
            ],
        ),
        Broken::zip(
            "a member inside another",
            inside(good),
            5,
            &[
                "container-bad data/gap.txt",
                "container-bad data/inner.txt",
                "file-unknown data/outer.txt",
                "file-unknown data/gap.txt",
                "file-unknown data/inner.txt",
            ],
        ),
        Broken::zip(
            "more unpacked than it says",
            resized(unpacked - 1),
            5,
            &[BAD],
        ),
        Broken::zip(
            "less unpacked than it says",
            resized(unpacked + 1),
            5,
            &[BAD],
        ),
        Broken::zip("nearly endless, it says", resized(u32::MAX - 1), 5, &[BAD]),
        Broken::zip(
            "entries that cannot be unpacked",
            both(zip(), &entries, 6, 8, &1u16.to_le_bytes()),
            5,
            &[
                "container-bad data/entries.jsonl",
                "leaf-missing #0",
                "checkpoint-bad checkpoint",
                "file-unknown data/originals/ABC-1 card.jpg",
                "file-unknown data/originals/ABC-2 page.html.original",
            ],
        ),
        Broken::zip(
            "bytes after the end",
            trailing,
            5,
            &["container-bad bundle"],
        ),
    ]
}

/// The last member's bytes are themselves a member, which the list has too: were that read, a small
/// file could hold the same bytes a million times.
fn inside(good: &[u8]) -> Vec<u8> {
    let inner = Part::new(b"lamp-police/data/inner.txt", b"inner bytes");
    let header = {
        let zip = build(std::slice::from_ref(&inner));
        zip[..30 + inner.local_name.len() + inner.data.len()].to_vec()
    };
    let mut parts = parts(good);
    parts.push(Part::new(b"lamp-police/data/outer.txt", &header));
    let whole = build(&parts);
    let outer = members_end(&whole) - header.len();
    parts.push(Part {
        at: Some(u32::MAX - 1),
        ..Part::new(b"lamp-police/data/gap.txt", b"x")
    });
    parts.push(Part {
        at: Some(outer as u32),
        ..inner
    });
    build(&parts)
}

/// Where the list of a zip begins.
fn members_end(zip: &[u8]) -> usize {
    let end = zip.len() - 6;
    u32::from_le_bytes(zip[end..end + 4].try_into().unwrap()) as usize
}

/// Extra fields: sizes that stand in them, and what is wrong with that.
fn extras(good: &[u8]) -> Vec<Broken> {
    let table = |change: fn(&mut Part)| {
        let mut parts = parts(good);
        for part in &mut parts {
            if part.central_name.ends_with(b"contacts.csv") {
                change(part);
            }
        }
        build(&parts)
    };
    fn big(values: &[u64]) -> Vec<u8> {
        let mut extra = vec![1, 0, 8 * values.len() as u8, 0];
        for value in values {
            extra.extend_from_slice(&value.to_le_bytes());
        }
        extra
    }
    fn both(part: &mut Part, extra: Vec<u8>) {
        part.local_extra = extra.clone();
        part.central_extra = extra;
    }
    const ONES: Option<(u32, u32)> = Some((u32::MAX, u32::MAX));
    vec![
        Broken::zip(
            "extra fields of another program",
            table(|part| both(part, b"UT\x05\0\x03abcd".to_vec())),
            0,
            &[],
        ),
        Broken::zip(
            "sizes in a ZIP64 extra that needs none",
            table(|part| {
                let size = part.data.len() as u64;
                part.sizes = ONES;
                both(part, big(&[size, size]));
            }),
            0,
            &[],
        ),
        Broken::zip(
            "a ZIP64 extra that nothing needs",
            table(|part| both(part, big(&[7, 7]))),
            0,
            &[],
        ),
        Broken::zip(
            "two ZIP64 extras: the first counts",
            table(|part| {
                let size = part.data.len() as u64;
                part.sizes = ONES;
                let mut extra = big(&[size, size]);
                extra.extend_from_slice(&big(&[1, 1]));
                both(part, extra);
            }),
            0,
            &[],
        ),
        Broken::zip(
            "a ZIP64 extra that lacks a size",
            table(|part| {
                let size = part.data.len() as u64;
                part.sizes = ONES;
                both(part, big(&[size]));
            }),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a local ZIP64 extra that lacks a size",
            table(|part| {
                let size = part.data.len() as u64;
                part.sizes = ONES;
                both(part, big(&[size, size]));
                part.local_extra = big(&[size]);
            }),
            5,
            &[BAD],
        ),
        Broken::zip(
            "extra fields that are cut",
            table(|part| both(part, b"UT\x05\0\x03abc".to_vec())),
            5,
            &[BAD],
        ),
        Broken::zip(
            "extra fields that are no fields",
            table(|part| both(part, b"\0\0\0".to_vec())),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a size beyond counting",
            table(|part| {
                let size = part.data.len() as u64;
                part.sizes = ONES;
                part.method = 8;
                both(part, big(&[u64::MAX, size]));
            }),
            5,
            &[BAD],
        ),
        Broken::zip(
            "a packed size beyond counting",
            table(|part| {
                part.sizes = ONES;
                both(part, big(&[u64::MAX, u64::MAX]));
            }),
            5,
            &[BAD],
        ),
    ]
}

/// What cannot be read as a bundle at all: no verdict.
fn refused(good: &[u8]) -> Vec<Broken> {
    let end = good.len() - 22;
    let mut before = b"before".to_vec();
    before.extend_from_slice(good);
    let mut two_ends = put(good.to_vec(), end + 20, &22u16.to_le_bytes());
    two_ends.extend_from_slice(&good[end..]);
    vec![
        Broken::zip("nothing", Vec::new(), 3, &[]),
        Broken::zip("some text", b"Dear Dr Vale,\n".repeat(40), 3, &[]),
        Broken::zip("cut in the middle", good[..good.len() / 2].to_vec(), 3, &[]),
        Broken::zip("cut at its end", good[..good.len() - 1].to_vec(), 3, &[]),
        Broken::zip("bytes before the first file", before, 3, &[]),
        Broken::zip("a comment that is an end", two_ends, 3, &[]),
        Broken::zip(
            "another number of files",
            put(good.to_vec(), end + 8, b"\x01\x00\x01\x00"),
            3,
            &[],
        ),
        Broken::zip(
            "another place of the list",
            put(good.to_vec(), end + 16, b"\x01"),
            3,
            &[],
        ),
        Broken::zip(
            "another disk for the list",
            put(good.to_vec(), end + 6, b"\x01"),
            3,
            &[],
        ),
        Broken::zip(
            "a comment without bound",
            put(good.to_vec(), end + 20, b"\xff\xff"),
            3,
            &[],
        ),
        Broken::zip(
            "a list that is none",
            put(
                good.to_vec(),
                member(good, "bagit.txt").central.start,
                b"QQ",
            ),
            3,
            &[],
        ),
        Broken::zip(
            "a zip of something else",
            build(&[Part::new(b"holiday/beach.jpg", b"sand")]),
            3,
            &[],
        ),
        Broken::zip("a zip of nothing", build(&[]), 3, &[]),
    ]
}
