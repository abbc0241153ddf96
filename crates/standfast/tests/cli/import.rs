//! Taking in exports through the command line: counts, once only, dry run.

use crate::program::{Program, chat, example};

const CHAT: [&str; 4] = ["--account", "C Tallowmere", "--mine", "Wren Quillmarsh"];

fn import<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["import", "knee", file, "--json"], more].concat()
}

#[test]
fn a_chat_is_taken_in_once() {
    let p = Program::with_case();
    let file = example("knee/WhatsApp Chat with C Tallowmere.zip");
    let dry = p
        .run(&import(&file, &[&CHAT[..], &["--dry-run"]].concat()))
        .exits(0)
        .json();
    assert_eq!(
        (dry["read"].as_u64(), dry["taken"].as_u64()),
        (Some(24), Some(21))
    );
    assert_eq!(p.contacts().len(), 0);

    let first = p.run(&import(&file, &CHAT)).exits(0).json();
    assert_eq!(first["reader"], "whatsapp");
    assert_eq!(
        (
            first["read"].as_u64(),
            first["taken"].as_u64(),
            first["left_out"].as_u64(),
            first["not_understood"].as_u64()
        ),
        (Some(24), Some(21), Some(3), Some(0))
    );
    assert_eq!(
        (
            first["from_subject"].as_u64(),
            first["from_clinician"].as_u64()
        ),
        (Some(19), Some(2))
    );
    assert_eq!(first["attachments"], 3);
    assert_eq!(first["entry"], 1);
    assert_eq!(p.contacts().len(), 21);

    let again = p.run(&import(&file, &CHAT)).exits(0).json();
    assert_eq!(
        (again["taken"].as_u64(), again["already"].as_u64()),
        (Some(0), Some(21))
    );
    assert!(again["entry"].is_null());
    assert_eq!(p.contacts().len(), 21);

    // The same conversation from another telephone: what both have is one.
    let other = example("knee/WhatsApp Chat - C Tallowmere.zip");
    let more = p.run(&import(&other, &CHAT)).exits(0).json();
    assert_eq!(
        (
            more["taken"].as_u64(),
            more["already"].as_u64(),
            more["left_out"].as_u64()
        ),
        (Some(6), Some(4), Some(1))
    );
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_mailbox_with_a_broken_message_gives_all_the_others() {
    let p = Program::with_case();
    let file = example("knee/mailbox.mbox");
    let who = [
        "--account",
        "c.tallowmere@quernmail.example",
        "--account",
        "corvin66@fastpost.example",
        "--mine",
        "w.quillmarsh@thistlequern.example",
        "--mine",
        "wren@quillmarsh.example",
    ];
    let done = p.run(&import(&file, &who)).exits(3).json();
    assert_eq!(
        (
            done["read"].as_u64(),
            done["taken"].as_u64(),
            done["left_out"].as_u64(),
            done["not_understood"].as_u64()
        ),
        (Some(16), Some(9), Some(6), Some(1))
    );
    assert!(
        done["problems"]
            .as_array()
            .unwrap()
            .iter()
            .any(|p| p["at"].as_str().unwrap().contains("message"))
    );
    assert_eq!(p.contacts().len(), 9);
    // Every message taken is kept with its own bytes.
    for line in p.run(&["timeline", "knee", "--json"]).exits(0).lines() {
        let names: Vec<&str> = line["exhibits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["name"].as_str().unwrap())
            .collect();
        assert!(names.iter().any(|n| n.ends_with(".eml")), "{line}");
    }
}

#[test]
fn dates_that_cannot_be_told_are_asked_about() {
    let p = Program::with_case();
    p.write(
        "chat.txt",
        "03/04/2026, 10:00 - C Tallowmere: one\n03/05/2026, 10:01 - C Tallowmere: two\n",
    );
    p.run(&import("chat.txt", &CHAT))
        .exits(2)
        .says("--date-order");
    assert_eq!(p.contacts().len(), 0);
    let said = p
        .run(&import(
            "chat.txt",
            &[&CHAT[..], &["--date-order", "mdy"]].concat(),
        ))
        .exits(0)
        .json();
    assert_eq!(said["first"], "2026-03-04T10:00:00Z");
}

#[test]
fn a_file_that_is_no_export_is_named() {
    let p = Program::with_case();
    p.write("card.bin", [0_u8, 1, 2, 3, 0xff, 0xfe, 9, 9]);
    p.run(&import("card.bin", &CHAT)).exits(3).says("card.bin");
    p.run(&import("nowhere.zip", &CHAT))
        .exits(3)
        .says("nowhere.zip");
}

#[test]
fn four_thousand_messages_are_each_there_and_searched() {
    let p = Program::with_case();
    p.write("chat.txt", chat(4_000));
    let done = p
        .run(&import(
            "chat.txt",
            &[&CHAT[..], &["--date-order", "dmy"]].concat(),
        ))
        .exits(0)
        .json();
    assert_eq!(
        (done["read"].as_u64(), done["taken"].as_u64()),
        (Some(4_000), Some(4_000))
    );
    let found = p
        .run(&["search", "knee", "3999", "--json"])
        .exits(0)
        .lines();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["words"], "message 3999 of the flood");
    assert_eq!(found[0]["source"]["position"], "line 4000");
}

fn corpus(name: &str) -> String {
    example(&format!("../tests/corpus/{name}"))
}

/// Counts of an import: read, taken, left out, from the subject, from the clinician.
fn counts(p: &Program, file: &str, who: &[&str]) -> [u64; 5] {
    let told = p.run(&import(file, who)).exits(0).json();
    [
        "read",
        "taken",
        "left_out",
        "from_subject",
        "from_clinician",
    ]
    .map(|name| told[name].as_u64().unwrap())
}

#[test]
fn a_backup_of_texts_brings_both_sides_once() {
    let p = Program::with_case();
    let file = corpus("sms/in-zip.zip");
    let who = ["--account", "07700 900123", "--mine", "owner of the phone"];
    let first = counts(&p, &file, &who);
    assert_eq!(first[1], first[3] + first[4]);
    assert!(first[3] > 0 && first[4] > 0, "{first:?}");
    assert_eq!(p.contacts().len() as u64, first[1]);
    assert_eq!(counts(&p, &file, &who)[1], 0);
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_download_of_messenger_brings_both_sides_once() {
    let p = Program::with_case();
    let file = corpus("meta/f61-taken-back.json");
    let who = ["--account", "Ned Harrow", "--mine", "Ada Wren"];
    assert_eq!(counts(&p, &file, &who), [2, 2, 0, 1, 1]);
    let timeline = p.run(&["timeline", "knee"]).exits(0).out;
    assert!(timeline.contains("deleted by its sender"), "{timeline}");
    assert_eq!(counts(&p, &file, &who)[1], 0);
}

#[test]
fn pages_of_messenger_are_taken_once_in_the_zone_that_a_person_says() {
    let p = Program::with_case();
    let file = corpus("meta/f69-pages-2024.zip");
    let who = ["--account", "Ned Harrow", "--mine", "Ada Wren"];
    let zoned = [&who[..], &["--zone", "Europe/Paris"]].concat();
    assert_eq!(counts(&p, &file, &zoned), [3, 3, 0, 2, 1]);
    let timeline = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    assert!(
        timeline
            .iter()
            .any(|line| line["occurred"]["utc"] == "2024-07-12T14:55:32Z"),
        "{timeline:?}"
    );
    assert_eq!(counts(&p, &file, &zoned)[1], 0);
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_chat_of_telegram_as_a_page_and_as_json_is_taken_once() {
    let p = Program::with_case();
    let who = ["--account", "Ned Harrow", "--mine", "Ada Wren"];
    let page = corpus("telegram/f108-the-same-as-page.html");
    assert_eq!(counts(&p, &page, &who), [4, 4, 0, 3, 1]);
    let json = corpus("telegram/f108-the-same-as-json.json");
    assert_eq!(counts(&p, &json, &who)[1], 0);
    assert_eq!(counts(&p, &page, &who)[1], 0);
}

#[test]
fn an_export_of_telegram_brings_both_sides_once() {
    let p = Program::with_case();
    let file = corpus("telegram/f110-media.zip");
    let who = ["--account", "Ned Harrow", "--mine", "user700900777"];
    assert_eq!(counts(&p, &file, &who), [17, 17, 0, 16, 1]);
    assert_eq!(counts(&p, &file, &who)[1], 0);
    // The same chat among all others: what the clinician wrote elsewhere stays out.
    let all = corpus("telegram/all-chats.json");
    assert_eq!(counts(&p, &all, &who), [9, 4, 4, 3, 1]);
    assert_eq!(counts(&p, &all, &who)[1], 0);
    p.run(&["verify"]).exits(0);
}

#[test]
fn an_archive_of_x_brings_both_sides_once() {
    let p = Program::with_case();
    let file = corpus("x/f96-archive.zip");
    let who = ["--account", "2244994945", "--mine", "1483823434811224066"];
    // Four of its records are broken: the rest is stored, and exit 3 says so.
    let told = p.run(&import(&file, &who)).exits(3).json();
    let counted = [
        "read",
        "taken",
        "left_out",
        "from_subject",
        "from_clinician",
    ];
    let counted = counted.map(|name| told[name].as_u64().unwrap());
    assert_eq!(counted, [27, 14, 9, 3, 11]);
    let timeline = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    let posts = timeline.iter().filter(|l| l["channel"] == "post");
    assert_eq!(posts.clone().count(), 9);
    assert!(posts.clone().all(|l| l["from"] == "clinician"));
    let follows: Vec<_> = timeline
        .iter()
        .filter(|l| l["channel"] == "friend-request")
        .collect();
    assert_eq!(follows.len(), 2);
    assert!(follows.iter().all(|l| l["occurred"]["utc"].is_null()));
    let again = p.run(&import(&file, &who)).exits(3).json();
    assert_eq!(
        (&again["taken"], &again["already"]),
        (&0.into(), &14.into())
    );
    // Its messages by themselves are the same messages.
    let alone = corpus("x/f91-one-file.js");
    assert_eq!(counts(&p, &alone, &who), [4, 0, 1, 0, 0]);
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_folder_of_mail_is_taken_in_and_cannot_be_kept_whole() {
    let p = Program::with_case();
    let folder = corpus("maildir/f33-folders");
    let sender =
        std::fs::read_to_string(std::path::Path::new(&folder).join("cur/1741082400.M1P7.host_2,S"))
            .unwrap();
    let from = sender
        .lines()
        .find_map(|line| line.strip_prefix("From: "))
        .unwrap();
    let who = ["--account", from];
    let keep = p.run(&import(&folder, &[&who[..], &["--keep-source"]].concat()));
    keep.exits(2).says("cannot be kept whole");
    let first = counts(&p, &folder, &who);
    assert!(first[1] > 0, "{first:?}");
    assert_eq!(counts(&p, &folder, &who)[1], 0);
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_message_of_outlook_is_kept_as_it_is_once() {
    let p = Program::with_case();
    let file = corpus("msg/f115-message-inside.msg");
    let who = ["--account", "ned@harrow.example"];
    assert_eq!(counts(&p, &file, &who), [1, 1, 0, 1, 0]);
    let line = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    assert_eq!(line[0]["words"], "Hello.");
    let names: Vec<&str> = line[0]["exhibits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["f115-message-inside.msg", "about Ada.msg", "knee.jpg"]
    );
    let kept = p.home().join("kept.msg").to_string_lossy().into_owned();
    let reference = line[0]["exhibits"][0]["ref"].as_str().unwrap();
    p.run(&["exhibit", "export", "knee", reference, "--out", &kept])
        .exits(0);
    assert_eq!(std::fs::read(&kept).unwrap(), std::fs::read(&file).unwrap());
    assert_eq!(counts(&p, &file, &who)[1], 0);
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_folder_of_outlook_and_other_messages_is_taken_in_once() {
    let p = Program::with_case();
    let folder = corpus("maildir/f115-beside-eml");
    let who = ["--account", "ned@harrow.example"];
    let told = p.run(&import(&folder, &who)).json();
    let count = |name: &str| told[name].as_u64().unwrap();
    assert_eq!(
        [
            count("read"),
            count("taken"),
            count("already"),
            count("not_understood")
        ],
        [5, 3, 1, 1]
    );
    let mut names: Vec<String> = p
        .run(&["timeline", "knee", "--json"])
        .exits(0)
        .lines()
        .iter()
        .map(|l| l["exhibits"][0]["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["message 1.msg", "message 2.msg", "message 3.eml"]);
    assert_eq!(p.run(&import(&folder, &who)).json()["taken"], 0);
    p.run(&["verify"]).exits(0);
}

#[test]
fn what_is_no_message_of_outlook_is_refused_with_its_reason() {
    let p = Program::with_case();
    for (file, why) in [
        ("msg/f17-winmail.dat", "Import the e-mail that it came with"),
        (
            "msg/f117-text.msg",
            "its beginning is not that of an Outlook message",
        ),
        (
            "msg/f117-cyclic-sectors.msg",
            "its parts do not hang together",
        ),
        (
            "msg/f115-contact-card.msg",
            "it is a contact card of Outlook",
        ),
        ("msg/f117-old-office.doc", "an old Office file"),
    ] {
        p.run(&import(&corpus(file), &["--account", "ned@harrow.example"]))
            .exits(3)
            .says(why);
    }
    assert_eq!(p.contacts().len(), 0);
}
