//! Large archives: memory does not grow with them, and their bytes are read once and once only to
//! be listed, hashed and read. In a process of its own, since both are measured for the process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![cfg(target_os = "linux")]

mod common;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use common::settings;
use flate2::Compression;
use flate2::write::GzEncoder;
use standfast_intake::{Flow, IntakeError, Source};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn number(path: &str, name: &str) -> u64 {
    let text = std::fs::read_to_string(path).unwrap();
    let line = text.lines().find(|l| l.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The most memory that this process has had, in megabytes.
fn peak() -> u64 {
    number("/proc/self/status", "VmHWM:") >> 10
}

/// Bytes that this process has read from anywhere.
fn taken() -> u64 {
    number("/proc/self/io", "rchar:")
}

/// A megabyte that hardly packs.
fn noise() -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let bytes = (0..1 << 17).flat_map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    bytes.collect()
}

/// A mailbox of so many megabytes, a message of 250 KB each.
fn mailbox(out: &mut impl Write, megabytes: u64) {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let body: Vec<u8> = noise()[..240_000]
        .chunks(76)
        .flat_map(|line| {
            let letters = line.iter().map(|b| ALPHABET[usize::from(b % 64)]);
            letters.chain([b'\n']).collect::<Vec<u8>>()
        })
        .collect();
    for n in 0..megabytes * 4 {
        write!(out, "From 154@xxx Tue Mar 04 10:00:00 +0000 2025\nFrom: ned@harrow.example\nTo: ada@wren.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\nMessage-ID: <{n}@harrow.example>\n\n").unwrap();
        out.write_all(&body).unwrap();
        out.write_all(b"\n").unwrap();
    }
}

/// Reads all; messages, and how often the file was read through.
fn read(path: &Path, what: &str) -> (u64, f64) {
    let size = std::fs::metadata(path).unwrap().len();
    let (before, begun) = (taken(), Instant::now());
    let source = Source::open_all(&[path.to_owned()]).unwrap().remove(0);
    let opened = begun.elapsed();
    let reader = standfast_intake::detect(&source).unwrap();
    standfast_intake::survey(&source, reader, &settings()).unwrap();
    let go = |_| Ok(Flow::Go);
    let report = standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut { go });
    let times = (taken() - before) as f64 / size as f64;
    println!(
        "{what}: {} messages, {} MB, opened in {opened:?}, all in {:?}, read {times:.2} times, peak {} MB",
        report.as_ref().unwrap().read,
        size >> 20,
        begun.elapsed(),
        peak()
    );
    (report.unwrap().read, times)
}

#[test]
fn memory_does_not_grow_with_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let megabytes = std::env::var("STANDFAST_MEGABYTES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(24);
    let options = SimpleFileOptions::default();
    let stored = options.compression_method(CompressionMethod::Stored);

    // A download with one conversation and many pictures that nobody asks for.
    let path = folder.path().join("facebook.zip");
    let mut zip = ZipWriter::new(BufWriter::new(File::create(&path).unwrap()));
    let inbox = "your_facebook_activity/messages/inbox/ned_1";
    zip.start_file(format!("{inbox}/message_1.json"), options)
        .unwrap();
    zip.write_all(br#"{"participants": [{"name": "Ned"}, {"name": "Ada"}], "messages": [{"sender_name": "Ned", "timestamp_ms": 1740996000000, "content": "hi"}]}"#).unwrap();
    let noise = noise();
    for n in 0..megabytes {
        zip.start_file(
            format!("your_facebook_activity/posts/media/{n}.jpg"),
            stored,
        )
        .unwrap();
        zip.write_all(&noise).unwrap();
    }
    zip.finish().unwrap().flush().unwrap();
    let (messages, times) = read(&path, "zip of pictures");
    assert_eq!(messages, 1);
    assert!(times < 1.2, "read {times} times");
    std::fs::remove_file(&path).unwrap();

    // Mail in a tgz: unpacked once to be listed, once to be read.
    let path = folder.path().join("takeout.tgz");
    let mut whole = Vec::new();
    let file = BufWriter::new(File::create(&path).unwrap());
    let mut gz = GzEncoder::new(file, Compression::fast());
    let mut sized = Counted(0);
    mailbox(&mut sized, megabytes);
    let mut header = tar::Header::new_ustar();
    header.set_path("Takeout/Mail/All mail.mbox").unwrap();
    header.set_size(sized.0);
    header.set_cksum();
    gz.write_all(header.as_bytes()).unwrap();
    mailbox(&mut gz, megabytes);
    let fill = sized.0.next_multiple_of(512) - sized.0 + 1_024;
    gz.write_all(&vec![0; usize::try_from(fill).unwrap()])
        .unwrap();
    gz.finish().unwrap().flush().unwrap();
    let (messages, times) = read(&path, "mail in a tgz");
    assert_eq!(messages, megabytes * 4);
    assert!(times < 2.2, "read {times} times");
    std::fs::remove_file(&path).unwrap();

    // Mail in a packed zip inside a packed zip: listed, hashed and read from its places.
    let mut inner = ZipWriter::new(std::io::Cursor::new(&mut whole));
    inner.start_file("Mail/All mail.mbox", stored).unwrap();
    mailbox(&mut inner, megabytes.min(24));
    inner.finish().unwrap();
    let path = folder.path().join("outer.zip");
    let mut outer = ZipWriter::new(BufWriter::new(File::create(&path).unwrap()));
    outer.start_file("inner.zip", options).unwrap();
    outer.write_all(&whole).unwrap();
    outer.finish().unwrap().flush().unwrap();
    let room = whole.len() as u64 >> 20;
    drop(whole);
    let (messages, times) = read(&path, "mail in a zip in a zip");
    assert_eq!(messages, megabytes.min(24) * 4);
    assert!(times < 2.8, "read {times} times");
    assert!(peak() < 60 + 2 * room, "{} MB", peak());
}

/// Counts what is written.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.0 += buf.len() as u64;
        Ok(buf.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
