//! Exports of some thousand records, written byte by byte: large enough that an import takes several
//! acts, with records that equal each other, with files of both kinds (in the database, by themselves),
//! and with records of somebody else.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Records of each export: more than are sealed in one act, so that it takes several.
const MESSAGES: usize = 2_000;

/// An export, and how it names the two.
pub struct Export {
    pub path: PathBuf,
    pub names: &'static [&'static str],
    /// Contacts that it makes.
    pub taken: usize,
}

/// Every third says the same, so that only the count tells one from the next.
fn said(i: usize) -> String {
    match i % 3 {
        0 => "answer me".to_owned(),
        _ => format!("message {i} of the flood"),
    }
}

/// Seconds since 1970 of record `i`: four a minute from 1 February 2026, 00:00 UTC.
fn at(i: usize) -> u64 {
    1_769_904_000 + (i / 4 * 60) as u64
}

fn from_clinician(i: usize) -> bool {
    i % 7 == 6
}

/// Of somebody who is neither of the two.
fn of_others(i: usize) -> bool {
    i % 97 == 50
}

/// A picture that is like no other: every fourth has a file of its own in the vault.
fn picture(i: usize) -> Vec<u8> {
    let bytes = if i.is_multiple_of(4) { 150_000 } else { 9_000 };
    let mut picture = b"\xff\xd8\xff\xe0".to_vec();
    let mut random = fastrand::Rng::with_seed(i as u64);
    picture.extend(std::iter::repeat_with(|| random.u8(..)).take(bytes));
    picture
}

fn zipped(path: &Path) -> (ZipWriter<File>, SimpleFileOptions) {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    (ZipWriter::new(File::create(path).unwrap()), stored)
}

/// A WhatsApp chat with its files.
pub fn whatsapp(folder: &Path) -> Export {
    let path = folder.join("WhatsApp Chat with C Tallowmere.zip");
    let (mut zip, stored) = zipped(&path);
    let mut text = String::new();
    let mut taken = 0;
    for i in 0..MESSAGES {
        let (day, hour, minute) = (1 + i / 5_760, i / 240 % 24, i / 4 % 60);
        let who = match i {
            i if of_others(i) => "Ann Other",
            i if from_clinician(i) => "Wren Quillmarsh",
            _ => "C Tallowmere",
        };
        taken += usize::from(!of_others(i));
        let words = match i % 100 {
            0 => format!("IMG-20260201-WA{i:04}.jpg (file attached)"),
            _ => said(i),
        };
        writeln!(
            text,
            "{day:02}/02/2026, {hour:02}:{minute:02} - {who}: {words}"
        )
        .unwrap();
    }
    zip.start_file("WhatsApp Chat with C Tallowmere.txt", stored)
        .unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    for i in (0..MESSAGES).step_by(100) {
        zip.start_file(format!("IMG-20260201-WA{i:04}.jpg"), stored)
            .unwrap();
        zip.write_all(&picture(i / 100)).unwrap();
    }
    zip.finish().unwrap();
    Export {
        path,
        names: &[
            "--account",
            "C Tallowmere",
            "--mine",
            "Wren Quillmarsh",
            "--date-order",
            "dmy",
        ],
        taken,
    }
}

/// A folder of e-mails, each a file.
pub fn maildir(folder: &Path) -> Export {
    let path = folder.join("Mail");
    for part in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(path.join(part)).unwrap();
    }
    let mut taken = 0;
    for i in 0..MESSAGES {
        let (from, to) = match i {
            i if of_others(i) => ("Ann <ann@other.example>", "wren@quillmarsh.example"),
            i if from_clinician(i) => ("wren@quillmarsh.example", "corvin@tallowmere.example"),
            _ => ("corvin@tallowmere.example", "wren@quillmarsh.example"),
        };
        taken += usize::from(!of_others(i));
        let (hour, minute) = (i / 240 % 24, i / 4 % 60);
        let mut mail = format!(
            "From: {from}\nTo: {to}\nSubject: about {}\nDate: Sun, 01 Feb 2026 {hour:02}:{minute:02}:00 +0000\nMessage-ID: <{i}@host.example>\nMIME-Version: 1.0\n",
            i % 9
        );
        if i.is_multiple_of(100) {
            let words = said(i);
            write!(
                mail,
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n{words}\n--b\nContent-Type: image/jpeg; name=knee.jpg\nContent-Transfer-Encoding: base64\n\n{}\n--b--\n",
                letters(i, 40_000)
            )
            .unwrap();
        } else {
            write!(mail, "Content-Type: text/plain\n\n{}\n", said(i)).unwrap();
        }
        let name = format!("{}.M{i}P7.host:2,S", at(i));
        std::fs::write(path.join("cur").join(name), mail).unwrap();
    }
    Export {
        path,
        names: &[
            "--account",
            "corvin@tallowmere.example",
            "--mine",
            "wren@quillmarsh.example",
        ],
        taken,
    }
}

/// A download of Messenger with two conversations, one of them with somebody else.
pub fn messenger(folder: &Path) -> Export {
    let inbox = |who: &str| format!("your_activity_across_facebook/messages/inbox/{who}/");
    let path = folder.join("facebook-quillmarsh.zip");
    let (mut zip, stored) = zipped(&path);
    let talk = |with: &str, messages: Vec<serde_json::Value>| {
        serde_json::json!({
            "participants": [{"name": with}, {"name": "Wren Quillmarsh"}],
            "messages": messages, "title": with, "is_still_participant": true,
        })
        .to_string()
    };
    let message = |i: usize, with: &str| {
        let who = if from_clinician(i) {
            "Wren Quillmarsh"
        } else {
            with
        };
        serde_json::json!({"sender_name": who, "timestamp_ms": at(i) * 1_000, "content": said(i)})
    };
    let own = inbox("corvintallowmere_101");
    // The newest first, as the site writes them.
    let messages = (0..MESSAGES).rev().map(|i| {
        let mut one = message(i, "Corvin Tallowmere");
        if i.is_multiple_of(100) {
            one["photos"] = serde_json::json!([{"uri": format!("{own}photos/{i}.jpg"), "creation_timestamp": at(i)}]);
        }
        one
    });
    for (name, text) in [
        (
            format!("{own}message_1.json"),
            talk("Corvin Tallowmere", messages.collect()),
        ),
        (
            format!("{}message_1.json", inbox("annother_102")),
            talk(
                "Ann Other",
                (0..300).map(|i| message(i, "Ann Other")).collect(),
            ),
        ),
    ] {
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    for i in (0..MESSAGES).step_by(100) {
        zip.start_file(format!("{own}photos/{i}.jpg"), stored)
            .unwrap();
        zip.write_all(&picture(i / 100)).unwrap();
    }
    zip.finish().unwrap();
    Export {
        path,
        names: &[
            "--account",
            "Corvin Tallowmere",
            "--mine",
            "Wren Quillmarsh",
        ],
        taken: MESSAGES,
    }
}

/// A backup of texts with pictures.
pub fn texts(folder: &Path) -> Export {
    let path = folder.join("sms-20260301090000.xml");
    let mut text = format!(
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{MESSAGES}\" backup_set=\"00000000-0000-0000-0000-000000000000\" backup_date=\"1772355600000\" type=\"full\">\n"
    );
    let mut taken = 0;
    for i in 0..MESSAGES {
        let date = at(i) * 1_000;
        let way = if from_clinician(i) { 2 } else { 1 };
        let number = if of_others(i) {
            "+447700900777"
        } else {
            "+447700900123"
        };
        taken += usize::from(!of_others(i));
        if i.is_multiple_of(100) {
            let letters = letters(
                i,
                if i.is_multiple_of(400) {
                    200_000
                } else {
                    12_000
                },
            );
            writeln!(
                text,
                "<mms date=\"{date}\" rr=\"null\" sub=\"null\" ct_t=\"application/vnd.wap.multipart.related\" read_status=\"null\" seen=\"1\" msg_box=\"{way}\" address=\"{number}\" sub_cs=\"null\" m_type=\"132\" m_id=\"m{i}\" tr_id=\"T1\" date_sent=\"0\" read=\"1\" contact_name=\"C\"><parts><part seq=\"0\" ct=\"text/plain\" name=\"null\" chset=\"106\" cl=\"null\" text=\"{}\" /><part seq=\"1\" ct=\"image/jpeg\" name=\"null\" chset=\"null\" cl=\"p{i}.jpg\" text=\"null\" data=\"{letters}\" /></parts><addrs><addr address=\"{number}\" type=\"137\" charset=\"106\" /></addrs></mms>",
                said(i)
            )
            .unwrap();
        } else {
            writeln!(
                text,
                "<sms protocol=\"0\" address=\"{number}\" date=\"{date}\" type=\"{way}\" subject=\"null\" body=\"{}\" toa=\"null\" sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" locked=\"0\" date_sent=\"0\" contact_name=\"C\" />",
                said(i)
            )
            .unwrap();
        }
    }
    text.push_str("</smses>");
    std::fs::write(&path, text).unwrap();
    Export {
        path,
        names: &["--account", "07700 900123", "--mine", "owner of the phone"],
        taken,
    }
}

/// So many letters of base64, like no other.
fn letters(i: usize, count: usize) -> String {
    let mut random = fastrand::Rng::with_seed(1_000 + i as u64);
    std::iter::repeat_with(|| random.alphanumeric())
        .take(count)
        .collect()
}
