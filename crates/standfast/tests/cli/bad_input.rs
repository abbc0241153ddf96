//! What bad input and a bad machine get: the right exit code, a message, nothing good lost.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::{NOW, Program, chat, example};

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let p = Program::with_case();
    p.write("wrong.txt", "elm tin rope\n");
    let vault = p.vault().to_string_lossy().into_owned();
    p.bare(&[
        "case",
        "list",
        "--vault",
        &vault,
        "--passphrase-file",
        "wrong.txt",
    ])
    .exits(4);
    p.bare(&[
        "case",
        "list",
        "--vault",
        &vault,
        "--passphrase-file",
        "words.txt",
    ])
    .exits(0);
    p.bare(&["case", "list", "--vault", &vault, "--no-input"])
        .exits(2)
        .says("--passphrase-file");
}

#[test]
fn another_vaults_recovery_key_opens_nothing() {
    let (p, other) = (Program::with_case(), Program::with_vault());
    let key = other.home().join("key.txt").to_string_lossy().into_owned();
    let vault = p.vault().to_string_lossy().into_owned();
    p.bare(&["case", "list", "--vault", &vault, "--identity", &key])
        .exits(4);
}

#[test]
fn words_that_are_no_time_are_said_back() {
    let p = Program::with_case();
    for (when, zone) in [
        ("30 Feb 2026", ""),
        ("25:61", ""),
        ("the day of the moon", ""),
        ("2026-03-01", "Europe/Lundon"),
    ] {
        let mut words = vec![
            "contact", "add", "knee", "--words", "He rang.", "--when", when,
        ];
        if !zone.is_empty() {
            words.extend(["--zone", zone]);
        }
        let ran = p.run(&words).exits(2);
        assert!(ran.err.contains("aved"), "{when}: {}", ran.err);
    }
    // A time that does not exist, and one that there was twice.
    p.run(&[
        "contact",
        "add",
        "knee",
        "--words",
        "x",
        "--when",
        "29 Mar 2026 01:30",
        "--now",
        "2026-04-01T12:00:00Z",
    ])
    .exits(2);
    p.run(&[
        "contact",
        "add",
        "knee",
        "--words",
        "x",
        "--when",
        "26 Oct 2025 01:30",
    ])
    .exits(2);
    assert!(p.contacts().is_empty());
}

#[test]
fn words_of_no_list_are_answered_with_the_list() {
    let p = Program::with_case();
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "pigeon",
        "--words",
        "x",
    ])
    .exits(2)
    .says("letter");
    p.run(&["contact", "add", "knee", "--sign", "spooky", "--words", "x"])
        .exits(2)
        .says("declaration");
    p.run(&["measure", "add", "knee", "wished"])
        .exits(2)
        .says("told-manager");
    p.run(&["contact", "add", "elbow", "--words", "x"])
        .exits(2)
        .says("elbow");
    p.run(&["attach", "knee", "99", "key.txt"])
        .exits(2)
        .says("#99");
    p.run(&["contact", "add", "knee"]).exits(2).says("--words");
}

#[test]
fn a_file_that_is_not_there_saves_nothing_of_the_contact() {
    let p = Program::with_case();
    let ran = p.run(&[
        "contact",
        "add",
        "knee",
        "--words",
        "A card.",
        "--attach",
        "nowhere.jpg",
    ]);
    assert!(matches!(ran.code, 2 | 3), "{}", ran.err);
    assert!(ran.err.contains("nowhere.jpg"));
    assert!(p.contacts().is_empty());
}

#[test]
fn a_second_writer_is_sent_away_and_readers_are_not() {
    let p = Program::with_case();
    // Reads its words from a pipe that stays open: it has the vault and waits.
    let mut first = p.in_vault(&["contact", "add", "knee", "--words-file", "-"]);
    let mut first = first
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lock = wait_for_lock(&p, &mut first);
    if lock {
        p.run(&["contact", "add", "knee", "--words", "second"])
            .exits(1);
        p.run(&["timeline", "knee"]).exits(0);
    }
    first.stdin.take().unwrap().write_all(b"first\n").unwrap();
    assert!(first.wait().unwrap().success());
    p.run(&["contact", "add", "knee", "--words", "third"])
        .exits(0);
    let words: Vec<String> = p.contacts().into_iter().map(|(_, w)| w).collect();
    assert_eq!(words, ["first", "third"]);
    assert!(
        lock,
        "the first writer never held the vault while it waited for its words"
    );
}

/// Waits until the lock names this writer. Looking takes nothing from it.
fn wait_for_lock(p: &Program, writer: &mut std::process::Child) -> bool {
    let mine = format!("process {}", writer.id());
    for _ in 0..2_000 {
        let holder = std::fs::read_to_string(p.vault().join("lock")).unwrap_or_default();
        if holder.starts_with(&mine) {
            return true;
        }
        if writer.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    false
}

#[test]
fn a_time_that_is_still_to_come_is_kept_and_said() {
    let p = Program::with_case();
    let add = |when: &str| {
        p.run(&[
            "contact", "add", "knee", "--words", "A card.", "--when", when,
        ])
        .exits(0)
    };
    assert!(add("1 March 2099").err.contains("later than now"));
    assert!(!add("today").err.contains("later than now"));
    assert_eq!(p.contacts().len(), 2);
}

#[test]
fn a_clock_set_back_refuses_nothing_and_says_so() {
    let p = Program::with_case();
    p.run(&["contact", "add", "knee", "--words", "first"])
        .exits(0);
    let ran = p
        .run(&[
            "contact",
            "add",
            "knee",
            "--words",
            "second",
            "--now",
            "2026-02-01T12:00:00Z",
        ])
        .exits(0);
    assert!(ran.err.contains("clock"), "{}", ran.err);
    assert_eq!(p.contacts().len(), 2);
    p.run(&["verify"]).exits(0);
}

#[test]
fn an_archive_that_climbs_out_of_its_folder_writes_nothing_there() {
    let p = Program::with_case();
    let script = "import zipfile,sys\nz=zipfile.ZipFile(sys.argv[1],'w')\nz.writestr('_chat.txt','[01/02/2026, 10:00:00] C Tallowmere: hello\\n[13/02/2026, 10:00:00] C Tallowmere: \\u200e<attached: ../../climbed.jpg>\\n')\nz.writestr('../../climbed.jpg',b'\\xff\\xd8\\xff\\xe0 no picture')\nz.close()";
    let made = Command::new("python3")
        .args(["-c", script])
        .arg(p.home().join("climb.zip"))
        .status()
        .unwrap();
    assert!(made.success());
    let ran = p.run(&[
        "import",
        "knee",
        "climb.zip",
        "--account",
        "C Tallowmere",
        "--json",
    ]);
    assert!(matches!(ran.code, 0 | 3), "{}", ran.err);
    assert_eq!(
        ran.json()["taken"],
        2,
        "the messages are taken: {}",
        ran.out
    );
    assert!(!p.home().join("../climbed.jpg").exists() && !p.home().join("climbed.jpg").exists());
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_folder_that_may_not_be_written_is_named() {
    // Root may write anywhere, so the folder is on a file system mounted read-only.
    let p = Program::with_case();
    let script = format!(
        "mount --bind {v} {v} && mount -o remount,bind,ro {v} && exec \"$@\"",
        v = quoted(&p.vault().to_string_lossy())
    );
    let reading = in_namespace(&p, &script, &["case", "list"]);
    assert_eq!(reading.0, 0, "{}", reading.1);
    let (code, err) = in_namespace(&p, &script, &["contact", "add", "knee", "--words", "x"]);
    assert_eq!(code, 1, "{err}");
    assert!(!err.contains("panicked"), "{err}");
    assert!(p.contacts().is_empty());
}

#[test]
fn a_full_disk_loses_nothing_that_was_saved() {
    // A vault on a small tmpfs of its own: filled until nothing goes in any more.
    let p = Program::with_vault();
    p.new_case("knee");
    p.write("chat.txt", chat(6_000));
    p.write("big.bin", vec![7_u8; 3 << 20]);
    let program = env!("CARGO_BIN_EXE_standfast");
    let script = format!(
        r#"
v={v}
cp -a "$v" {home}/copy && mount -t tmpfs -o size=6m tmpfs "$v" && cp -a {home}/copy/. "$v" || exit 99
run() {{ {program} "$@" --vault "$v" --identity {home}/key.txt --no-input --now {NOW}; }}
for i in 1 2 3 4; do
  run contact add knee --words "saved $i" --attach {home}/big.bin --json > {home}/out.$i 2> {home}/err.$i
  echo "$i $?" >> {home}/codes
done
run import knee {home}/chat.txt --account "C Tallowmere" --mine "Wren Quillmarsh" --date-order dmy > {home}/out.import 2> {home}/err.import
echo "import $?" >> {home}/codes
run timeline knee --json > {home}/timeline || exit 98
run verify --json > {home}/verdict; echo "verify $?" >> {home}/codes
"#,
        v = quoted(&p.vault().to_string_lossy()),
        home = quoted(&p.home().to_string_lossy()),
    );
    let out = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &script])
        .env("HOME", p.home())
        .env("XDG_STATE_HOME", p.home().join("state"))
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{:?} {}",
        out.status,
        String::from_utf8_lossy(&out.stderr)
    );
    let read = |name: &str| std::fs::read_to_string(p.home().join(name)).unwrap_or_default();
    let codes = read("codes");
    assert!(
        codes.lines().any(|l| l.ends_with(" 1")),
        "the disk was never full:\n{codes}"
    );
    assert!(
        codes.lines().any(|l| l == "verify 0"),
        "{codes}{}",
        read("verdict")
    );
    let timeline = read("timeline");
    for line in codes.lines().filter(|l| l.ends_with(" 0") && l.len() == 3) {
        let i = &line[..1];
        assert!(
            timeline.contains(&format!("saved {i}")),
            "acknowledged and gone: {i}\n{codes}"
        );
    }
    for i in 1..=4 {
        assert!(!read(&format!("err.{i}")).contains("panicked"));
    }
    assert!(!read("err.import").contains("panicked"));
}

fn quoted(path: &str) -> String {
    format!("'{path}'")
}

/// Runs the program where `script` has first changed what is mounted, in a namespace of its own.
fn in_namespace(p: &Program, script: &str, words: &[&str]) -> (i32, String) {
    let inner = p.in_vault(words);
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", script, "sh"]);
    command.arg(inner.get_program()).args(inner.get_args());
    command.current_dir(p.home());
    command
        .env("HOME", p.home())
        .env("XDG_STATE_HOME", p.home().join("state"));
    let out = command.output().unwrap();
    (
        out.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&out.stderr).into_owned(),
    )
}

#[test]
fn a_picture_of_an_example_attaches_whatever_its_name() {
    let p = Program::with_case();
    let bytes = std::fs::read(example("knee/card.jpg")).unwrap();
    p.run(&["contact", "add", "knee", "--words", "A card."])
        .exits(0);
    for name in ["-rf.jpg", "card;rm.jpg", "a\u{202e}gpj.exe"] {
        p.write(name, &bytes);
        let path = p.home().join(name).to_string_lossy().into_owned();
        p.run(&["attach", "knee", "1", &path]).exits(0);
    }
    let list = p.run(&["exhibit", "list", "knee"]).exits(0).out;
    assert!(!list.contains('\u{202e}'), "a name steers the terminal");
}
