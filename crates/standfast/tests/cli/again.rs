//! The same export again: answered from what is sealed, and the answer is the one that reading it
//! anew gives. Ctrl-C, and what follows it.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::program::{Program, Ran, chat, example};

const CHAT: [&str; 6] = [
    "--account",
    "C Tallowmere",
    "--mine",
    "Wren Quillmarsh",
    "--date-order",
    "dmy",
];

fn import(p: &Program, file: &str, more: &[&str]) -> Ran {
    p.run(&[&["import", "knee", file], more].concat())
}

/// The words by which the answer says that it did not read the export anew.
const KNOWN: &str = "this is the same export as import #";

/// What scripts rely on, but for the file's name and the entry.
fn relied_on(told: &Value) -> Value {
    let names = [
        "sha256",
        "reader",
        "read",
        "taken",
        "left_out",
        "already",
        "not_understood",
        "problems",
        "from_subject",
        "from_clinician",
        "first",
        "last",
        "zone",
        "zone_from",
        "attachments",
    ];
    let field = |name: &str| {
        told.get(name)
            .unwrap_or_else(|| panic!("no {name}: {told}"))
    };
    let fields = names.map(|name| (name.to_owned(), field(name).clone()));
    Value::Object(fields.into_iter().collect())
}

/// A copy under another name, which is read anew.
fn renamed(p: &Program, file: &str) -> String {
    let name = Path::new(file).file_name().unwrap().to_string_lossy();
    let to = p.home().join(format!("copy of {name}"));
    std::fs::copy(file, &to).unwrap();
    to.to_string_lossy().into_owned()
}

#[test]
fn the_quick_answer_is_the_slow_one() {
    let corpus = |name: &str| example(&format!("../tests/corpus/{name}"));
    let cases: [(String, &[&str], i32); 6] = [
        (
            example("knee/WhatsApp Chat with C Tallowmere.zip"),
            &CHAT[..4],
            0,
        ),
        (
            example("knee/mailbox.mbox"),
            &[
                "--account",
                "c.tallowmere@quernmail.example",
                "--account",
                "corvin66@fastpost.example",
                "--mine",
                "w.quillmarsh@thistlequern.example",
            ],
            3,
        ),
        (
            corpus("sms/in-zip.zip"),
            &["--account", "07700 900123", "--mine", "owner of the phone"],
            0,
        ),
        (
            corpus("x/f96-archive.zip"),
            &["--account", "2244994945", "--mine", "1483823434811224066"],
            3,
        ),
        // Files that the archive holds and does not give are named each time.
        (
            corpus("whatsapp/f143-encrypted.zip"),
            &["--account", "Ned", "--mine", "Ada"],
            0,
        ),
        (
            corpus("meta/f62-kinds.zip"),
            &["--account", "Ned Harrow", "--mine", "Ada Wren"],
            0,
        ),
    ];
    for (file, who, code) in cases {
        let p = Program::with_case();
        let json = [who, &["--json"]].concat();
        let first = import(&p, &file, &json).exits(code).json();
        assert!(first["taken"].as_u64().unwrap() > 0, "{file}: {first}");
        let size = p.contacts().len();

        let quick = import(&p, &file, who).exits(code);
        assert!(quick.out.contains(KNOWN), "{file}: {}", quick.out);
        let quick = import(&p, &file, &json).exits(code).json();
        let other = renamed(&p, &file);
        let slow = import(&p, &other, who).exits(code);
        assert!(!slow.out.contains(KNOWN), "{file}: {}", slow.out);
        let slow = import(&p, &other, &json).exits(code).json();

        assert_eq!(relied_on(&quick), relied_on(&slow), "{file}");
        assert_eq!(quick["taken"], 0);
        assert_eq!(quick["already"], json!(size + again_of(&first)), "{file}");
        for name in ["read", "left_out", "not_understood", "problems"] {
            assert_eq!(quick[name], first[name], "{file}: {name}");
        }
        assert_eq!(p.contacts().len(), size);
    }
}

/// Records that an export holds twice.
fn again_of(first: &Value) -> usize {
    first["already"].as_u64().unwrap() as usize
}

#[test]
fn other_names_zones_and_orders_are_read_anew() {
    let p = Program::with_case();
    p.write("chat.txt", chat(60));
    import(&p, "chat.txt", &CHAT).exits(0);
    let known = |more: &[&str]| import(&p, "chat.txt", more).exits(0).out.contains(KNOWN);
    assert!(known(&CHAT));
    assert!(!known(&[&CHAT[..], &["--account", "Ann Other"]].concat()));
    assert!(!known(&[&CHAT[..], &["--mine", "Wren at home"]].concat()));
    assert!(!known(
        &[
            &CHAT[..4],
            &["--date-order", "mdy"],
            &["--zone", "Europe/Paris"]
        ]
        .concat()
    ));
    // Another byte in it, and an account that the case learned since.
    p.write("chat.txt", chat(61));
    assert!(!known(&CHAT));
    assert!(known(&CHAT));
    p.run(&["account", "add", "knee", "whatsapp", "Corvin at work"])
        .exits(0);
    assert!(!known(&CHAT));
}

/// An import that is asked to stop once its first batch is sealed.
fn stopped_half_way(p: &Program, file: &str) -> (Ran, u64) {
    let mut command = p.in_vault(&[&["import", "knee", file], &CHAT[..]].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    // The log beside the database grows with the first batch, and is taken away at the end.
    let log = p.vault().join("standfast.db-wal");
    let size = || std::fs::metadata(&log).map_or(0, |m| m.len());
    let until = Instant::now() + Duration::from_secs(60);
    while size() < 1 << 20 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(1));
    }
    let ran = interrupted(child);
    let sealed = p.contacts().len() as u64;
    (ran, sealed)
}

fn interrupted(child: Child) -> Ran {
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

const FLOOD: usize = 6_000;

#[test]
fn ctrl_c_stops_an_import_which_goes_on_as_the_same() {
    let p = Program::with_case();
    p.write("chat.txt", chat(FLOOD));
    let (ran, sealed) = stopped_half_way(&p, "chat.txt");
    let ran = ran
        .exits(1)
        .says("stopped")
        .says("Give the same command again");
    assert!(ran.err.contains(&sealed.to_string()), "{}", ran.err);
    assert!(sealed > 0 && sealed < FLOOD as u64, "{sealed}");
    p.run(&["verify"]).exits(0);
    // It is not taken for one that came to its end.
    let told = import(&p, "chat.txt", &[&CHAT[..], &["--json"]].concat());
    let told = told.exits(0).json();
    assert_eq!(told["taken"], json!(FLOOD as u64 - sealed));
    assert_eq!(told["already"], json!(sealed));
    assert_eq!(told["entry"], 1);
    // The case, one import, one extract, and the messages.
    let verdict = p.run(&["verify", "--json"]).exits(0).json();
    assert_eq!(verdict["entries"], json!(FLOOD + 3));
    let again = import(&p, "chat.txt", &CHAT).exits(0);
    assert!(again.out.contains(KNOWN), "{}", again.out);
}

#[test]
fn a_later_export_that_holds_its_last_message_does_not_end_an_import() {
    let p = Program::with_case();
    let flood = chat(FLOOD);
    p.write("chat.txt", &flood);
    let (_, sealed) = stopped_half_way(&p, "chat.txt");
    let end: Vec<&str> = flood.lines().skip(FLOOD - 100).collect();
    p.write("end.txt", end.join("\n"));
    let json = [&CHAT[..], &["--json"]].concat();
    let told = import(&p, "end.txt", &json).exits(0).json();
    assert_eq!(told["taken"], 100);
    // All between the two was never taken, though the last of it is there.
    let told = import(&p, "chat.txt", &json).exits(0).json();
    assert_eq!(told["taken"], json!(FLOOD as u64 - 100 - sealed));
    let contacts = p.contacts();
    assert_eq!(contacts.len(), FLOOD);
    let mut words: Vec<&String> = contacts.iter().map(|(_, words)| words).collect();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), FLOOD, "something is doubled");
    let again = import(&p, "chat.txt", &json).exits(0).json();
    assert_eq!(again["taken"], 0);
    assert_eq!(again["already"], json!(FLOOD));
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_dry_run_counts_by_person_month_and_channel_and_stores_nothing() {
    let p = Program::with_case();
    let mut text = chat(20);
    text.push_str("27/02/2026, 10:00 - Ann Other: not for you\n");
    text.push_str("28/02/2026, 10:00 - Ann Other: nor this\n");
    text.push_str("01/03/2026, 10:01 - C Tallowmere: later\n");
    p.write("chat.txt", text);
    let dry = [&CHAT[..], &["--dry-run"]].concat();
    let told = import(&p, "chat.txt", &[&dry[..], &["--json"]].concat());
    let told = told.exits(0).json();
    assert_eq!(
        told["people"],
        json!([
            {"name": "C Tallowmere", "taken": 19, "already": 0, "left_out": 0},
            {"name": "Wren Quillmarsh", "taken": 2, "already": 0, "left_out": 0},
            {"name": "Ann Other", "taken": 0, "already": 0, "left_out": 2},
        ])
    );
    assert_eq!(
        told["months"],
        json!([{"month": "2026-02", "taken": 20}, {"month": "2026-03", "taken": 1}])
    );
    assert_eq!(told["channels"], json!({"message": 21}));
    assert_eq!(told["gaps"], 1);
    let screen = import(&p, "chat.txt", &dry).exits(0).out;
    for line in [
        "       19          0          0  C Tallowmere",
        "        0          0          2  Ann Other",
        "       20  2026-02  ========================================",
        "        1  2026-03  ==\n",
        "Channels        message 21",
    ] {
        assert!(screen.contains(line), "{line} is missing in\n{screen}");
    }
    assert_eq!(p.contacts().len(), 0);
    // What is sealed names nobody who is left out.
    let sealed = import(&p, "chat.txt", &[&CHAT[..], &["--json"]].concat()).exits(0);
    assert!(!sealed.out.contains("Ann Other") && !sealed.out.contains("people"));
    let found = p.run(&["search", "knee", "Ann", "--json"]).exits(0);
    assert_eq!(found.lines().len(), 0);
}
