//! Accounts that may be the patient's: suggested with the reason, decided by a person, used by
//! later imports.

use serde_json::Value;

use crate::program::Program;

const CHAT: &str = "\
01/02/2026, 10:00 - C Tallowmere: this is my new number 07700 900456
01/02/2026, 10:01 - Wren Quillmarsh: My number is 07700 900111, ring the practice
01/02/2026, 10:02 - C Tallowmere: mum is on 07700 900789
01/02/2026, 10:03 - \u{200e}+44 7700 900142 changed to +44 7700 900222
28/02/2026, 10:04 - +44 7700 900456: I am still here, whatever you do
28/02/2026, 10:05 - Ann Bystander: ann@bystander.example is not about this
";

fn import(p: &Program, file: &str, more: &[&str]) -> Value {
    let who = [
        "--account",
        "C Tallowmere",
        "--account",
        "07700 900142",
        "--mine",
        "Wren Quillmarsh",
    ];
    p.run(&[&["import", "knee", file, "--json"], &who[..], more].concat())
        .exits(0)
        .json()
}

fn suggested(p: &Program) -> Vec<(String, String)> {
    p.run(&["account", "suggested", "knee", "--json"])
        .exits(0)
        .lines()
        .iter()
        .map(|l| {
            let text = |name: &str| l[name].as_str().unwrap().to_owned();
            (text("value"), text("because"))
        })
        .collect()
}

#[test]
fn a_new_number_is_suggested_confirmed_and_taken_in_later() {
    let p = Program::with_case();
    p.write("chat.txt", CHAT);
    let first = import(&p, "chat.txt", &[]);
    assert_eq!(first["taken"], 3);
    let may: Vec<(&str, &str, u64)> = first["may_be_theirs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| {
            (
                m["value"].as_str().unwrap(),
                m["because"].as_str().unwrap(),
                m["records"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        may,
        [
            (
                "+44 7700 900456",
                "they write of it as their own, line 1",
                1
            ),
            (
                "+44 7700 900222",
                "the program says that their number changed to it, line 4",
                0
            ),
            ("07700 900789", "it stands in what they sent, line 3", 0),
        ]
    );

    let found = suggested(&p);
    let by_words = |value: &str| {
        found
            .iter()
            .find(|(v, _)| v == value)
            .map(|(_, b)| b.as_str())
    };
    let values: Vec<&str> = found.iter().map(|(v, _)| v.as_str()).collect();
    assert_eq!(values, ["C Tallowmere", "07700 900456", "07700 900789"]);
    assert_eq!(
        by_words("07700 900456"),
        Some("they wrote of it as their own: #3")
    );

    p.run(&["account", "reject", "knee", "phone", "+44 7700 900789"])
        .exits(2);
    p.run(&[
        "account",
        "reject",
        "knee",
        "phone",
        "+44 7700 900789",
        "--because",
        "Her mother's.",
    ])
    .exits(0);
    let saved = p
        .run(&["account", "add", "knee", "phone", "07700 900456", "--json"])
        .exits(0)
        .json();
    let kept = suggested(&p);
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(kept[0].0, "C Tallowmere");
    // What was confirmed is not rejected in the same breath.
    p.run(&[
        "account",
        "reject",
        "knee",
        "phone",
        "07700900456",
        "--because",
        "no",
    ])
    .exits(2)
    .says(&format!("#{}", saved["n"]));

    let again = import(&p, "chat.txt", &[]);
    assert_eq!((&again["taken"], &again["already"]), (&1.into(), &3.into()));
    assert_eq!(p.contacts().len(), 4);
    p.run(&["verify"]).exits(0);
}

#[test]
fn nothing_of_people_left_out_is_kept() {
    let p = Program::with_case();
    p.write("chat.txt", CHAT);
    let dry = import(&p, "chat.txt", &["--dry-run"]);
    assert_eq!(dry["may_be_theirs"].as_array().unwrap().len(), 3);
    assert!(suggested(&p).is_empty());
    import(&p, "chat.txt", &[]);
    let told = p.run(&["account", "suggested", "knee"]).exits(0);
    assert!(
        !told.out.contains("Ann") && !told.out.contains("bystander"),
        "{}",
        told.out
    );
    assert!(
        p.run(&["search", "knee", "bystander", "--json"])
            .exits(0)
            .lines()
            .is_empty()
    );
}

#[test]
fn somebody_renamed_is_suggested_by_the_words_they_share() {
    let p = Program::with_case();
    let chat = |name: &str, more: &str| {
        format!(
            "14/02/2026, 18:02 - {name}: Did you get the lilies I left?\n\
             14/02/2026, 18:03 - Wren Quillmarsh: Do not write here.\n\
             14/02/2026, 18:09 - {name}: I only want to talk to you\n{more}"
        )
    };
    p.write("one.txt", chat("C Tallowmere", ""));
    p.write(
        "two.txt",
        chat("Knee Man", "15/02/2026, 09:00 - Knee Man: Answer me\n"),
    );
    import(&p, "one.txt", &[]);
    let second = import(&p, "two.txt", &[]);
    assert_eq!(second["taken"], 0, "never automatic");
    let may = &second["may_be_theirs"][0];
    assert_eq!(may["value"], "Knee Man");
    assert_eq!(
        may["because"],
        "the same words at the same time are in the case as theirs: #3, #5"
    );
    let why = [
        "account",
        "add",
        "knee",
        "whatsapp",
        "Knee Man",
        "--because",
        "The same messages.",
    ];
    p.run(&why).exits(0);
    assert!(import(&p, "two.txt", &[])["taken"].as_u64().unwrap() > 0);
}

#[test]
fn where_answers_go_and_shared_handles_are_reasons() {
    let p = Program::with_case();
    p.run(&["account", "add", "knee", "facebook", "c.doe.99"])
        .exits(0);
    let mail = |from: &str, more: &str, words: &str| {
        format!(
            "From {from} Mon Mar  2 10:00:00 2026\nFrom: C <{from}>\nTo: wren@quillmarsh.example\n\
             Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <{}@x.example>\nSubject: hello\n{more}\n{words}\n\n",
            words.len()
        )
    };
    let mbox = [
        mail(
            "c.tallowmere@quern.example",
            "Reply-To: corvin66@fastpost.example\n",
            "Answer me",
        ),
        mail("c.doe.99@other.example", "", "It is me, Corvin"),
        mail("ann@bystander.example", "", "About the rota on Monday"),
    ]
    .concat();
    p.write("m.mbox", mbox);
    let told = p
        .run(&[
            "import",
            "knee",
            "m.mbox",
            "--json",
            "--account",
            "c.tallowmere@quern.example",
            "--mine",
            "wren@quillmarsh.example",
        ])
        .exits(0)
        .json();
    let may: Vec<_> = told["may_be_theirs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (m["value"].as_str().unwrap(), m["because"].as_str().unwrap()))
        .collect();
    assert_eq!(
        may,
        [
            (
                "c.doe.99@other.example",
                "it has the same handle as c.doe.99"
            ),
            (
                "corvin66@fastpost.example",
                "an e-mail of theirs wants its answers there, message 1 (byte 57)"
            ),
        ]
    );
}
