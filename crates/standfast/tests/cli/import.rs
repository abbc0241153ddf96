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

/// The timeline as scripts read it.
fn lines(p: &Program) -> Vec<serde_json::Value> {
    p.run(&["timeline", "knee", "--json"]).exits(0).lines()
}

const TABLE: &str = "Date,Sender,Body\n\
    14/02/2014 10:30,C Tallowmere,\"Did my card, the red one, come?\"\n\
    14/02/2014 10:31,Wren Quillmarsh,Please stop.\n\
    14/02/2014 10:31,Somebody Else,Lunch?\n\
    15/02/2014,C Tallowmere,\"=cmd|' /C calc'!A0\"\n\
    15/02/2014,C Tallowmere,Answer me.\n\
    15/02/2014,C Tallowmere,Answer me.\n";
const COLUMNS: [&str; 6] = [
    "--column",
    "time=Date",
    "--column",
    "from=Sender",
    "--column",
    "words=Body",
];

#[test]
fn a_table_asks_which_column_is_what_and_is_taken_in_once() {
    let p = Program::with_case();
    p.write("table.csv", TABLE);
    // Nobody to ask: the option is named, with the suggestion ready to paste.
    p.run(&import("table.csv", &CHAT))
        .exits(2)
        .says("--column time=Date --column from=Sender --column words=Body");
    p.run(&import("table.csv", &["--column", "words=Body"]))
        .exits(2)
        .says("no column is named for the time");
    p.run(&import("table.csv", &["--column", "time=When"]))
        .exits(2)
        .says("no column is called \"When\"");
    assert_eq!(p.contacts().len(), 0);

    let said = [&CHAT[..], &COLUMNS].concat();
    let dry = p
        .run(&import("table.csv", &[&said[..], &["--dry-run"]].concat()))
        .exits(0)
        .json();
    assert_eq!(dry["columns"][0]["field"], "time");
    assert_eq!(p.contacts().len(), 0);
    let done = p
        .run(&import(
            "table.csv",
            &[&said[..], &["--channel", "email"]].concat(),
        ))
        .exits(0)
        .json();
    assert_eq!(done["reader"], "table");
    assert_eq!(
        (
            done["read"].as_u64(),
            done["taken"].as_u64(),
            done["left_out"].as_u64(),
            done["from_clinician"].as_u64()
        ),
        (Some(6), Some(4), Some(2), Some(0)),
        "where three write and nothing says to whom, the clinician's own row stays out"
    );
    let contacts = lines(&p);
    let words: Vec<&str> = contacts
        .iter()
        .map(|c| c["words"].as_str().unwrap())
        .collect();
    assert!(words.contains(&"=cmd|' /C calc'!A0"), "{words:?}");
    assert_eq!(words.iter().filter(|w| **w == "Answer me.").count(), 2);
    assert!(contacts.iter().all(|c| c["channel"] == "email"));
    assert!(contacts.iter().any(|c| c["source"]["position"] == "line 2"));
    let again = p.run(&import("table.csv", &said)).exits(0).json();
    assert_eq!(
        (again["taken"].as_u64(), again["already"].as_u64()),
        (Some(0), Some(4))
    );
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_log_of_ones_own_is_from_the_subject_and_has_no_channel_that_nobody_said() {
    let p = Program::with_case();
    p.write(
        "log.csv",
        "Date;How;What happened\n14/02/2014;letter;A card.\n15/02/2014 19:30;;Rang the bell.\n",
    );
    let columns = [
        "--column",
        "time=Date",
        "--column",
        "channel=How",
        "--column",
        "words=3",
    ];
    let done = p.run(&import("log.csv", &columns)).exits(0).json();
    assert_eq!(
        (done["taken"].as_u64(), done["from_subject"].as_u64()),
        (Some(2), Some(2))
    );
    let contacts = lines(&p);
    let of = |words: &str| contacts.iter().find(|c| c["words"] == words).unwrap();
    assert_eq!(of("A card.")["channel"], "letter");
    assert_eq!(of("A card.")["occurred"]["precision"], "day");
    assert!(of("Rang the bell.")["channel"].is_null());
    assert_eq!(
        of("Rang the bell.")["occurred"]["utc"],
        "2014-02-15T19:30:00Z"
    );
    let again = p.run(&import("log.csv", &columns)).exits(0).json();
    assert_eq!(again["already"], 2);
}

#[test]
fn a_diary_is_taken_in_once_and_what_is_new_in_it_is_added() {
    let p = Program::with_case();
    p.write(
        "diary.txt",
        "3 March 2014 - card through the door\n14/02/14 10.30 rang twice\nand again at noon\n\
         14/02/14 10.45 me: told them to stop\n",
    );
    let dry = p.run(&import("diary.txt", &["--dry-run"])).exits(0).json();
    assert_eq!(
        (dry["reader"].as_str(), dry["taken"].as_u64()),
        (Some("diary"), Some(3))
    );
    assert!(lines(&p).is_empty());
    let done = p
        .run(&import(
            "diary.txt",
            &["--as", "diary", "--channel", "letterbox"],
        ))
        .exits(0)
        .json();
    assert_eq!(
        (
            done["taken"].as_u64(),
            done["from_subject"].as_u64(),
            done["from_clinician"].as_u64()
        ),
        (Some(3), Some(2), Some(1))
    );
    let contacts = lines(&p);
    let of = |words: &str| contacts.iter().find(|c| c["words"] == words).unwrap();
    let card = of("card through the door");
    assert_eq!(
        (card["channel"].as_str(), card["from"].as_str()),
        (Some("letterbox"), Some("subject"))
    );
    assert_eq!(card["occurred"]["precision"], "day");
    assert_eq!(card["source"]["position"], "line 1");
    let rang = of("rang twice\nand again at noon");
    assert_eq!(rang["occurred"]["utc"], "2014-02-14T10:30:00Z");
    assert_eq!(of("me: told them to stop")["from"], "clinician");
    let again = p.run(&import("diary.txt", &[])).exits(0).json();
    assert_eq!(
        (again["taken"].as_u64(), again["already"].as_u64()),
        (Some(0), Some(3))
    );
    p.write(
        "later.txt",
        "Kept by hand\n3 March 2014 - card through the door\n14/02/14 10.30 rang twice\nand again at noon\n\
         14/02/14 10.45 me: told them to stop\n20 March - flowers\n",
    );
    let later = p
        .run(&import("later.txt", &["--as", "diary"]))
        .exits(3)
        .json();
    assert_eq!(
        (
            later["taken"].as_u64(),
            later["already"].as_u64(),
            later["not_understood"].as_u64()
        ),
        (Some(1), Some(3), Some(1))
    );
    let flowers = lines(&p)
        .into_iter()
        .find(|c| c["words"] == "flowers")
        .unwrap();
    assert!(flowers["channel"].is_null());
    p.run(&import("diary.txt", &["--as", "carrier-pigeon"]))
        .exits(2)
        .says("whatsapp");
    p.run(&import("diary.txt", &["--channel", "pigeon"]))
        .exits(2)
        .says("letterbox");
    p.run(&["verify"]).exits(0);
}

const MAIL: [&str; 4] = [
    "--account",
    "ned@harrow.example",
    "--mine",
    "ada@wren.example",
];

#[test]
fn mail_in_an_archive_is_taken_in_once_whatever_packs_it() {
    let p = Program::with_case();
    let zip = corpus("archive/mail-takeout.zip");
    assert_eq!(counts(&p, &zip, &MAIL), [3, 3, 0, 2, 1]);
    assert_eq!(counts(&p, &zip, &MAIL)[1], 0);
    let tgz = corpus("archive/mail-takeout.tgz");
    assert_eq!(counts(&p, &tgz, &MAIL)[1], 0);
    // What a computer unpacked by itself has one letter more.
    let folder = corpus("archive/f147-unpacked-takeout");
    assert_eq!(counts(&p, &folder, &MAIL)[1], 1);
    p.run(&["verify"]).exits(0);
}

#[test]
fn parts_of_one_download_are_one_import_and_other_files_are_others() {
    let p = Program::with_case();
    let [third, chat, first] = [
        "set/takeout/takeout-20260301T101500Z-003.zip",
        "archive/mail-messages.zip",
        "set/takeout/takeout-20260301T101500Z-001.zip",
    ]
    .map(corpus);
    let given = [&["import", "knee", &*third, &*chat, &*first], &MAIL[..]].concat();
    let told = p.run(&given).exits(3).out;
    assert!(
        told.contains("takeout-20260301T101500Z-001.zip and 1 more:"),
        "{told}"
    );
    assert!(told.contains("not given: number 2."), "{told}");
    assert!(told.contains("mail-messages.zip:"), "{told}");
    let set = [&["import", "knee", &*first, &*third, "--json"], &MAIL[..]].concat();
    let again = p.run(&set).exits(0).json();
    assert_eq!(
        again["source"],
        "takeout-20260301T101500Z-001.zip and 1 more"
    );
    assert_eq!(
        (again["taken"].as_u64(), again["already"].as_u64()),
        (Some(0), Some(2))
    );
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_picture_in_another_part_of_the_download_becomes_an_exhibit_and_the_parts_can_be_kept() {
    let p = Program::with_case();
    let part = |n| {
        corpus(&format!(
            "set/facebook/facebook-ada-2026-03-01-abc-part-{n}.zip"
        ))
    };
    let (one, two) = (part(1), part(2));
    let who = [
        "--account",
        "Ned Harrow",
        "--mine",
        "Ada Wren",
        "--keep-source",
        "--json",
    ];
    let told = p.run(&[&["import", "knee", &*two, &*one], &who[..]].concat());
    let told = told.exits(0).json();
    assert_eq!(
        (told["taken"].as_u64(), told["attachments"].as_u64()),
        (Some(2), Some(1))
    );
    let exhibits = p.run(&["exhibit", "list", "knee", "--json"]).exits(0);
    let names: Vec<String> = exhibits
        .lines()
        .iter()
        .filter_map(|e| e["name"].as_str().map(str::to_owned))
        .collect();
    for name in [
        "1.jpg",
        "facebook-ada-2026-03-01-abc-part-1.zip",
        "facebook-ada-2026-03-01-abc-part-2.zip",
    ] {
        assert!(names.iter().any(|n| n == name), "{name} in {names:?}");
    }
    p.run(&["verify"]).exits(0);
}

#[test]
fn archives_in_an_archive_are_imports_of_their_own_and_pieces_of_a_zip_are_refused() {
    let p = Program::with_case();
    let file = corpus("archive/f142-several.zip");
    let who = [
        "--account",
        "Ned",
        "--account",
        "ned@harrow.example",
        "--mine",
        "Ada",
    ];
    let told = p.run(&import(&file, &who)).exits(0).lines();
    let sources: Vec<&str> = told.iter().map(|t| t["source"].as_str().unwrap()).collect();
    assert_eq!(
        sources,
        ["f142-several.zip/a.zip", "f142-several.zip/c.zip"]
    );
    assert_eq!(p.contacts().len(), 4);
    let pieces = [corpus("set/split/chat.z01"), corpus("set/split/chat.zip")];
    let refused = p.run(&["import", "knee", &pieces[0], &pieces[1]]);
    refused.exits(3).says("Put all pieces into one folder");
    p.run(&["verify"]).exits(0);
}
