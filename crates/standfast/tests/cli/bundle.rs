//! From a case to a bundle that somebody else checks.

use std::path::Path;
use std::process::Command;

use crate::program::{Program, Ran, ended, example};

fn with_story() -> Program {
    let p = Program::with_case();
    let letter = example("knee/letter.jpg");
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "letter",
        "--when",
        "16 Feb 2026 morning",
        "--sign",
        "declaration",
        "--words",
        "I love you. Meet me outside.",
        "--clinical",
        "Seen about a knee.",
        "--attach",
        &letter,
    ])
    .exits(0);
    p.run(&[
        "measure",
        "add",
        "knee",
        "told-manager",
        "--when",
        "16 Feb 2026",
        "--words",
        "In her room.",
    ])
    .exits(0);
    p.run(&["note", "add", "knee", "--words", "canary-private-words"])
        .exits(0);
    p
}

fn disclose(p: &Program) -> Ran {
    p.disclose("knee.zip", &[])
}

#[test]
fn a_bundle_is_intact_and_holds_nothing_private() {
    let p = with_story();
    let dry = p.disclose("knee.zip", &["--dry-run"]).exits(0).json();
    assert!(
        dry["goes"].is_array() && dry["withheld"].is_array() && dry["needs_decision"].is_array()
    );
    assert!(!p.home().join("knee.zip").exists());

    let made = disclose(&p).exits(0).json();
    assert!(made["p"].is_u64());
    let bytes = std::fs::read(p.home().join("knee.zip")).unwrap();
    for canary in ["canary-private-words", "Seen about a knee."] {
        assert!(
            !bytes.windows(canary.len()).any(|w| w == canary.as_bytes()),
            "{canary} is in the bundle"
        );
    }
    let verdict = p.bare(&["verify", "knee.zip", "--json"]).exits(0).json();
    assert_eq!(verdict["integrity"]["ok"], true);
    assert_eq!(verdict["completeness"]["ok"], true);
    assert_eq!(verdict["anchor"]["demonstration"], true);
    let (shown, part, withheld) = (
        &verdict["completeness"]["shown"],
        &verdict["completeness"]["in_part"],
        &verdict["completeness"]["withheld"],
    );
    let sum = shown.as_u64().unwrap() + part.as_u64().unwrap() + withheld.as_u64().unwrap();
    assert_eq!(Some(sum), verdict["entries"].as_u64());

    let fingerprint = verdict["anchor"]["key"].as_str().unwrap().to_owned();
    let confirmed = p
        .bare(&["verify", "knee.zip", "--key", &fingerprint, "--json"])
        .exits(0)
        .json();
    assert_eq!(confirmed["anchor"]["confirmed"], true);
    p.bare(&["verify", "knee.zip", "--key", &"0".repeat(64)])
        .exits(6);
}

#[test]
fn a_changed_byte_of_an_original_is_named() {
    let p = with_story();
    disclose(&p).exits(0);
    let mut bytes = std::fs::read(p.home().join("knee.zip")).unwrap();
    let name = b"letter.jpg";
    let at = bytes.windows(name.len()).position(|w| w == name).unwrap() + 2_000;
    bytes[at] ^= 1;
    p.write("changed.zip", bytes);
    let verdict = p.bare(&["verify", "changed.zip", "--json"]).exits(5).json();
    let problems = verdict["integrity"]["problems"].as_array().unwrap();
    assert!(
        problems
            .iter()
            .any(|p| p["code"] == "original-changed" && p["item"] == "WAQ/1"),
        "{problems:?}"
    );
}

#[test]
fn the_python_verifier_says_the_same() {
    let p = with_story();
    disclose(&p).exits(0);
    let mut changed = std::fs::read(p.home().join("knee.zip")).unwrap();
    let at = changed.len() / 2;
    changed[at] ^= 4;
    p.write("changed.zip", changed);
    for bundle in ["knee.zip", "changed.zip"] {
        let ours = p.bare(&["verify", bundle, "--json"]);
        let theirs = python(&p.home().join(bundle));
        assert_eq!(ours.code, theirs.code, "{bundle}: {}", theirs.err);
        if ours.code != 3 {
            assert_eq!(codes(&ours), codes(&theirs), "{bundle}");
        }
    }
}

fn python(bundle: &Path) -> Ran {
    let verifier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../verifier/standfast_verify.py");
    let mut command = Command::new("python3");
    command.arg(verifier).arg("--json").arg(bundle);
    ended(command)
}

/// What a verdict found: code and item of every problem.
fn codes(ran: &Ran) -> Vec<(String, String)> {
    let verdict = ran.json();
    let mut found: Vec<(String, String)> = ["integrity", "completeness", "anchor"]
        .iter()
        .flat_map(|part| {
            verdict[part]["problems"]
                .as_array()
                .cloned()
                .unwrap_or_default()
        })
        .map(|p| {
            (
                p["code"].as_str().unwrap().to_owned(),
                p["item"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_later_bundle_holds_against_the_earlier() {
    let p = with_story();
    disclose(&p).exits(0);
    std::fs::rename(p.home().join("knee.zip"), p.home().join("earlier.zip")).unwrap();
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "call",
        "--words",
        "He rang.",
        "--now",
        "2026-03-02T12:00:00Z",
    ])
    .exits(0);
    let later = p.run(&[
        "disclose",
        "knee",
        "--to",
        "Quernshire Police",
        "--profile",
        "police",
        "--out",
        "later.zip",
        "--now",
        "2026-03-02T12:01:00Z",
    ]);
    later.exits(0);
    let verdict = p
        .bare(&["verify", "later.zip", "--against", "earlier.zip", "--json"])
        .exits(0)
        .json();
    assert!(!verdict["anchor"]["fixed"].as_array().unwrap().is_empty());
}

/// One dot of any colour, as a BMP file.
fn dot(colour: u8) -> Vec<u8> {
    let mut file = b"BM".to_vec();
    for number in [58u32, 0, 54, 40, 1, 1] {
        file.extend(number.to_le_bytes());
    }
    file.extend([1, 0, 24, 0]);
    for number in [0u32, 4, 2_835, 2_835, 0, 0] {
        file.extend(number.to_le_bytes());
    }
    file.extend([colour, 0, 0, 0]);
    file
}

#[test]
fn many_pictures_come_in_volumes_and_each_has_its_label() {
    let p = Program::with_case();
    let mut words = vec!["contact", "add", "knee", "--words", "Forty pictures came."];
    let files: Vec<String> = (0..40)
        .map(|n| {
            let file = p.write(&format!("dot-{n}.bmp"), dot(n));
            file.display().to_string()
        })
        .collect();
    for file in &files {
        words.extend(["--attach", file]);
    }
    p.run(&words).exits(0);
    disclose(&p).exits(0);
    p.bare(&["verify", "knee.zip"]).exits(0);
    unpack(&p);
    let data = p.home().join("out/knee/data");
    let mut labels = Vec::new();
    for volume in ["exhibits.pdf", "exhibits-2.pdf"] {
        let text = text_of(&data.join(volume));
        assert!(text.contains(" of 2"), "{volume} does not say which it is");
        let heads = text.split("View, not the original.").count() - 1;
        labels.push(heads);
    }
    assert_eq!(labels, [30, 10]);
    let readme = std::fs::read_to_string(p.home().join("out/knee/README.txt")).unwrap();
    assert!(readme.contains("2 volumes in all"), "{readme}");
}

#[test]
fn what_an_export_brought_is_not_listed_as_written_down_late() {
    let p = Program::with_case();
    let export = example("knee/WhatsApp Chat with C Tallowmere.zip");
    let who = ["--account", "C Tallowmere", "--mine", "Wren Quillmarsh"];
    p.run(&[&["import", "knee", &export], &who[..]].concat())
        .exits(0);
    p.run(&[
        "contact",
        "add",
        "knee",
        "--words",
        "A card.",
        "--when",
        "2 Feb 2026",
    ])
    .exits(0);
    disclose(&p).exits(0);
    unpack(&p);
    let text = text_of(&p.home().join("out/knee/data/chronology.pdf"));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("21 contacts were taken in from exports"),
        "{text}"
    );
    let (_, late) = text.rsplit_once("Later by").unwrap();
    let (late, _) = late.split_once("21 contacts").unwrap();
    assert_eq!(late.matches('#').count(), 1, "{late}");
}

/// A folder of an export is called after the person whose conversation it holds.
#[test]
fn names_of_files_inside_an_export_do_not_leave() {
    let p = Program::with_case();
    let export = example("../tests/corpus/meta/f60-broken-conversations.zip");
    let who = ["--account", "Ned Harrow", "--mine", "Ada Wren"];
    let told = p
        .run(&[&["import", "knee", &export, "--json"], &who[..]].concat())
        .exits(3)
        .json();
    let problems = told["problems"].to_string();
    assert!(problems.contains("broken_1"), "{problems}");
    disclose(&p).exits(0);
    unpack(&p);
    let data = p.home().join("out/knee/data");
    let given = [
        std::fs::read_to_string(data.join("entries.jsonl")).unwrap(),
        std::fs::read_to_string(data.join("contacts.csv")).unwrap(),
        text_of(&data.join("chronology.pdf")),
        text_of(&data.join("exhibits.pdf")),
    ];
    for (n, text) in given.iter().enumerate() {
        for canary in ["broken_1", "cut_1", "crc_1", "inbox"] {
            let shown = text.contains(canary) || unveiled(text).contains(canary);
            assert!(!shown, "{canary} stands in file {n}");
        }
    }
}

/// The values behind the disclosures of a line of the log, which are base64url.
fn unveiled(text: &str) -> String {
    let script = "import base64, re, sys\nfor t in re.findall(r'[A-Za-z0-9_-]{40,}', sys.stdin.read()):\n \
                  print(base64.urlsafe_b64decode(t + '=' * (-len(t) % 4)).decode('utf-8', 'replace'))";
    let mut python = Command::new("python3")
        .args(["-c", script])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = python.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, text.as_bytes()));
    let out = python.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(out.status.success());
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// Unpacks `knee.zip` into `out`.
fn unpack(p: &Program) {
    let mut unzip = Command::new("python3");
    unzip
        .current_dir(p.home())
        .args(["-m", "zipfile", "-e", "knee.zip", "out"]);
    ended(unzip).exits(0);
}

/// The text of a PDF.
fn text_of(pdf: &Path) -> String {
    let mut text = Command::new("pdftotext");
    text.arg(pdf).arg("-");
    ended(text).exits(0).out
}
