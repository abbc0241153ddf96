//! A file that is one line, or one record, of gigabytes: said by name, the rest read, flat memory.
//!
//! In every run of the tests somewhat more than a record may have; `cargo xtask endurance hostile`
//! has the full 2 GB. A test in a process of its own, since memory is measured for it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;
mod fuzzing;

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use common::settings;
use fuzzing::watch::{busy, peak, reset_peak};
use standfast_intake::{Flow, IntakeError, Report, Source};

/// What stands before the line, its name, and what stands behind it.
struct Format {
    reader: &'static str,
    file: &'static str,
    head: &'static str,
    tail: &'static str,
    /// Words of what is read all the same; of a file that is one record, none.
    kept: &'static [&'static str],
    /// Its records may have 64 MB; those of the others 8 MB at most.
    large: bool,
}

/// The good records around it.
const BOTH: &[&str] = &["before", "after"];

const FORMATS: &[Format] = &[
    Format {
        reader: "whatsapp",
        file: "_chat.txt",
        head: "25/02/2026, 10:00 - Ned: before\n25/02/2026, 10:01 - Ned: ",
        tail: "\n25/02/2026, 10:02 - Ned: after\n",
        kept: BOTH,
        large: false,
    },
    Format {
        reader: "mbox",
        file: "all.mbox",
        head: "From - Tue Mar 04 10:00:00 2025\nFrom: ned@harrow.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\nbefore\n\nFrom - Tue Mar 04 10:00:00 2025\nFrom: ned@harrow.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\n",
        tail: "\n\nFrom - Tue Mar 04 10:00:00 2025\nFrom: ned@harrow.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\nafter\n",
        kept: BOTH,
        large: true,
    },
    Format {
        reader: "eml",
        file: "letter.eml",
        head: "From: ned@harrow.example\nTo: ada@wren.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\n",
        tail: "\n",
        kept: &[],
        large: true,
    },
    Format {
        reader: "emlx",
        file: "1.emlx",
        head: "2000000000\nFrom: ned@harrow.example\nTo: ada@wren.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\n",
        tail: "\n",
        kept: &[],
        large: true,
    },
    Format {
        reader: "table",
        file: "log.csv",
        head: "Date,From,Message\n14/02/2014,Ned,before\n15/02/2014,Ned,",
        tail: "\n16/02/2014,Ned,after\n",
        kept: BOTH,
        large: false,
    },
    Format {
        reader: "diary",
        file: "diary.txt",
        head: "14/02/2014 before\n15/02/2014 ",
        tail: "\n16/02/2014 after\n",
        kept: BOTH,
        large: false,
    },
    // All of it is one line.
    Format {
        reader: "sms-backup",
        file: "sms.xml",
        head: "<smses><sms address=\"07700 900123\" date=\"1772013600000\" type=\"1\" body=\"before\" /><sms address=\"07700 900123\" date=\"1772013600001\" type=\"1\" body=\"",
        tail: "\" /><sms address=\"07700 900123\" date=\"1772013600002\" type=\"1\" body=\"after\" /></smses>",
        kept: BOTH,
        large: false,
    },
    // A picture of gigabytes within a message.
    Format {
        reader: "sms-backup",
        file: "mms.xml",
        head: "<smses><sms address=\"07700 900123\" date=\"1772013600000\" type=\"1\" body=\"before\" /><mms address=\"07700 900123\" date=\"1772013600001\" msg_box=\"1\"><parts><part ct=\"image/jpeg\" data=\"",
        tail: "\" /></parts></mms><sms address=\"07700 900123\" date=\"1772013600002\" type=\"1\" body=\"after\" /></smses>",
        kept: &["before", "", "after"],
        large: true,
    },
    Format {
        reader: "meta",
        file: "message_1.json",
        head: "{\"participants\": [{\"name\": \"Ned\"}, {\"name\": \"Ada\"}], \"messages\": [{\"sender_name\": \"Ned\", \"timestamp_ms\": 1740996000002, \"content\": \"before\"}, {\"sender_name\": \"Ned\", \"timestamp_ms\": 1740996000001, \"content\": \"",
        tail: "\"}, {\"sender_name\": \"Ned\", \"timestamp_ms\": 1740996000000, \"content\": \"after\"}], \"title\": \"Ned\"}",
        kept: BOTH,
        large: false,
    },
    Format {
        reader: "x",
        file: "direct-messages.js",
        head: "window.YTD.direct_messages.part0 = [ { \"dmConversation\" : { \"conversationId\" : \"1-2\", \"messages\" : [ { \"messageCreate\" : { \"id\" : \"10\", \"senderId\" : \"1\", \"recipientId\" : \"2\", \"text\" : \"before\", \"createdAt\" : \"2025-03-03T10:00:00.000Z\" } }, { \"messageCreate\" : { \"id\" : \"11\", \"senderId\" : \"1\", \"recipientId\" : \"2\", \"text\" : \"",
        tail: "\", \"createdAt\" : \"2025-03-03T10:00:01.000Z\" } }, { \"messageCreate\" : { \"id\" : \"12\", \"senderId\" : \"1\", \"recipientId\" : \"2\", \"text\" : \"after\", \"createdAt\" : \"2025-03-03T10:00:02.000Z\" } } ] } } ]",
        kept: BOTH,
        large: false,
    },
    Format {
        reader: "telegram",
        file: "result.json",
        head: "{\"name\": \"Ned\", \"type\": \"personal_chat\", \"id\": 700900123, \"messages\": [{\"id\": 1, \"type\": \"message\", \"date\": \"2024-01-15T10:00:00\", \"date_unixtime\": \"1705312800\", \"from\": \"Ned\", \"from_id\": \"user700900123\", \"text\": \"before\"},{\"id\": 2, \"type\": \"message\", \"date\": \"2024-01-15T10:00:00\", \"date_unixtime\": \"1705312800\", \"from\": \"Ned\", \"from_id\": \"user700900123\", \"text\": \"",
        tail: "\"},{\"id\": 3, \"type\": \"message\", \"date\": \"2024-01-15T10:00:00\", \"date_unixtime\": \"1705312800\", \"from\": \"Ned\", \"from_id\": \"user700900123\", \"text\": \"after\"}]}",
        kept: BOTH,
        large: false,
    },
    Format {
        reader: "telegram",
        file: "messages.html",
        head: "<html><body><div class=\"page_wrap\"><div class=\"page_header\"><div class=\"text bold\">Ned</div></div><div class=\"history\"><div class=\"message default clearfix\" id=\"message1\"><div class=\"body\"><div class=\"pull_right date details\" title=\"15.01.2024 10:00:00 UTC+01:00\">10:00</div><div class=\"from_name\">Ned</div><div class=\"text\">before</div></div></div><div class=\"message default clearfix\" id=\"message2\"><div class=\"body\"><div class=\"pull_right date details\" title=\"15.01.2024 10:00:00 UTC+01:00\">10:00</div><div class=\"from_name\">Ned</div><div class=\"text\">",
        tail: "</div></div></div><div class=\"message default clearfix\" id=\"message3\"><div class=\"body\"><div class=\"pull_right date details\" title=\"15.01.2024 10:00:00 UTC+01:00\">10:00</div><div class=\"from_name\">Ned</div><div class=\"text\">after</div></div></div></div></div></body></html>",
        kept: BOTH,
        large: false,
    },
    Format {
        reader: "meta",
        file: "message_1.html",
        head: "<html><head><title>Ned</title></head><body><div><div>Ned</div><div><div class=\"m\"><div>Ned</div><div><div><div></div><div>before</div></div></div><div>Sep 13, 2020, 12:26 PM</div></div><div class=\"m\"><div>Ned</div><div><div><div></div><div>",
        tail: "</div></div></div><div>Sep 13, 2020, 12:26 PM</div></div><div class=\"m\"><div>Ned</div><div><div><div></div><div>after</div></div></div><div>Sep 13, 2020, 12:26 PM</div></div></div></div></body></html>",
        kept: BOTH,
        large: false,
    },
];

/// Room at both ends of the file of letters that is made anew for each format.
const ENDS: u64 = 4 << 10;

fn read(path: &Path, reader: &str) -> Result<(Report, Vec<String>), IntakeError> {
    let source = Source::open(path)?;
    let mut settings = settings();
    let id = standfast_intake::detect(&source)?;
    assert_eq!(id.as_str(), reader);
    if let Err(IntakeError::AskColumns(seen)) = standfast_intake::survey(&source, id, &settings) {
        settings.mapping = Some(seen.suggested);
        standfast_intake::survey(&source, id, &settings)?;
    }
    let mut words = Vec::new();
    let report = standfast_intake::read(&source, id, &settings, &mut |draft| {
        words.push(draft.words.unwrap_or_default());
        Ok::<_, IntakeError>(Flow::Go)
    })?;
    Ok((report, words))
}

#[test]
fn a_line_of_gigabytes_is_named_and_what_stands_around_it_is_read() {
    let full = std::env::var("STANDFAST_ENDURANCE").is_ok_and(|v| v == "full");
    let folder = tempfile::tempdir().unwrap();
    let piece = vec![b'x'; 1 << 20];
    for format in FORMATS {
        // More than a record of this format may have.
        let sample = if format.large { 72 << 20 } else { 16 << 20 };
        let bytes: u64 = if full { 2 << 30 } else { sample };
        let letters = folder.path().join(format!("{bytes} letters"));
        if !letters.exists() {
            let mut file = File::create(&letters).unwrap();
            for _ in 0..bytes >> 20 {
                file.write_all(&piece).unwrap();
            }
        }
        for what in ["zeros", "letters"] {
            let path = folder.path().join(format.file);
            let mut file = if what == "zeros" {
                // Nothing of it takes room on the disk.
                let file = File::create(&path).unwrap();
                file.set_len(bytes).unwrap();
                file
            } else {
                std::fs::rename(&letters, &path).unwrap();
                let mut file = File::options().write(true).open(&path).unwrap();
                for at in [0, bytes - ENDS] {
                    file.seek(SeekFrom::Start(at)).unwrap();
                    file.write_all(&piece[..ENDS as usize]).unwrap();
                }
                file.rewind().unwrap();
                file
            };
            file.write_all(format.head.as_bytes()).unwrap();
            file.seek(SeekFrom::Start(bytes - format.tail.len() as u64))
                .unwrap();
            file.write_all(format.tail.as_bytes()).unwrap();
            drop(file);

            reset_peak();
            let began = busy();
            let answer = read(&path, format.reader);
            let (took, peak) = (busy().saturating_sub(began), peak().unwrap());
            let about = format!(
                "{} of {} MB of {what}: {:.1} s, {peak} MB",
                format.file,
                bytes >> 20,
                took.as_secs_f64()
            );
            println!("{about}");
            match answer {
                Ok((report, words)) => {
                    assert_eq!(words, format.kept, "{about}");
                    assert_eq!(report.read, 3, "{about}");
                    assert_eq!(report.problems.len(), 1, "{about}");
                    assert!(report.problems[0].why.contains("over the limit"), "{about}");
                    assert!(report.problems[0].at != "line 1", "{about}");
                }
                // A table and a diary are text, and zero bytes at its start are none.
                Err(IntakeError::NotRecognised { name }) if what == "zeros" => {
                    assert!(["table", "diary"].contains(&format.reader), "{about}");
                    assert_eq!(name, format.file);
                }
                Err(error) => {
                    let said = error.to_string();
                    assert!(
                        matches!(error, IntakeError::Limit { .. }),
                        "{about}: {said}"
                    );
                    assert!(
                        format.kept.is_empty() && said.contains(format.file),
                        "{said}"
                    );
                }
            }
            assert!(peak < 200, "{about}");
            assert!(!full || took.as_secs() < 60, "{about}");
            if what == "letters" {
                std::fs::rename(&path, &letters).unwrap();
            }
        }
    }
}
