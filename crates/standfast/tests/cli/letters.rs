//! Letters on the command line: the life of one, what stands against one, a practice's own words.

use crate::program::Program;

/// The gaps of a warning, filled; all but the role.
const FILLED: [&str; 16] = [
    "--fill",
    "practice=Thistlequern Surgery",
    "--fill",
    "practice-address=1 Quern Square, Thistlequern",
    "--fill",
    "practice-phone=020 7946 0417",
    "--fill",
    "greeting-name=Mr Tallowmere",
    "--fill",
    "subject-address=14 Quern Row\\nThistlequern",
    "--fill",
    "signed-by=Oriel Stavebrook",
    "--fill",
    "signer-phone=020 7946 0418",
    "--field",
    "conduct=your message of 27 February",
];

fn with_contact() -> Program {
    let p = Program::with_case();
    let add = [
        "contact",
        "add",
        "knee",
        "--channel",
        "message",
        "--sign",
        "declaration",
        "--when",
        "27 Feb 2026 19:48",
        "--words",
        "I love you.",
    ];
    p.run(&add).exits(0);
    p
}

#[test]
fn a_warning_is_drafted_approved_sent_and_shown_again() {
    let p = with_contact();
    let draft = [
        &[
            "letter", "draft", "knee", "warning", "--out", "out", "--json",
        ],
        &FILLED[..],
    ];
    let drafted = p.run(&draft.concat()).exits(0).json();
    assert_eq!(drafted["letter"], 1);
    assert_eq!(drafted["gaps"][0]["name"], "role");
    assert_eq!(drafted["findings"][0]["code"], "missing");
    for file in ["pdf", "text", "docx"] {
        let path = drafted[file].as_str().unwrap();
        assert!(p.home().join(path).is_file(), "{path}");
    }
    // Nobody approves what is not whole, and nothing is sent that nobody approved.
    p.run(&["letter", "approve", "knee", "1", "--by", "Oriel Stavebrook"])
        .exits(2)
        .says("role is not filled in");
    p.run(&["letter", "sent", "knee", "1", "--how", "post"])
        .exits(2)
        .says("nobody has approved it");
    let approve = [
        "letter",
        "approve",
        "knee",
        "1",
        "--by",
        "Oriel Stavebrook",
        "--fill",
        "role=Practice manager",
    ];
    let looked = p.run(&[&approve[..], &["--dry-run"]].concat()).exits(0);
    assert!(
        looked.out.contains("+ Oriel Stavebrook Practice manager"),
        "{}",
        looked.out
    );
    assert!(looked.out.contains("Nothing was saved."), "{}", looked.out);
    let approved = p
        .run(&[&approve[..], &["--out", "approved", "--json"]].concat())
        .exits(0)
        .json();
    let pdf = std::fs::read(p.home().join(approved["pdf"].as_str().unwrap())).unwrap();
    let sent = p
        .run(&[
            "letter",
            "sent",
            "knee",
            "1",
            "--how",
            "first-class post",
            "--json",
        ])
        .exits(0)
        .json();
    assert_eq!(sent["n"], 2);
    assert_eq!(sent["ref"], "WAQ/1");
    p.run(&["exhibit", "export", "knee", "WAQ/1", "--out", "copy.pdf"])
        .exits(0);
    assert_eq!(std::fs::read(p.home().join("copy.pdf")).unwrap(), pdf);
    p.run(&["letter", "show", "knee", "1", "--out", "shown"])
        .exits(0);
    assert_eq!(
        std::fs::read(p.home().join("shown/warning-1.pdf")).unwrap(),
        pdf
    );
    assert!(p.home().join("shown/warning-1.docx").is_file());

    let timeline = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    let measure = timeline.iter().find(|l| l["n"] == 2).unwrap();
    assert_eq!(measure["measure"], "warning-letter");
    assert_eq!(measure["names_removal"], true);

    p.run(&[
        "letter",
        "acknowledged",
        "knee",
        "1",
        "--because",
        "Signed for",
    ])
    .exits(0);
    p.run(&["letter", "answered", "knee", "1", "--entry", "1"])
        .exits(0);
    let list = p
        .run(&["letter", "list", "knee", "--json"])
        .exits(0)
        .lines();
    assert_eq!(list[0]["state"], "answered");
    assert_eq!(list[0]["acts"].as_array().unwrap().len(), 5);
    let words = p.run(&["letter", "list", "knee"]).exits(0).out;
    assert!(words.contains("1  warning  answered"), "{words}");
    p.run(&["verify"]).exits(0);
}

#[test]
fn what_will_not_go_says_why_and_may_be_drafted_again() {
    let p = with_contact();
    let draft = [
        &["letter", "draft", "knee", "warning", "--out", "out"],
        &FILLED[..],
    ]
    .concat();
    p.run(&draft).exits(0);
    p.run(&["letter", "not-sent", "knee", "1"])
        .exits(2)
        .says("--because");
    p.run(&[
        "letter",
        "not-sent",
        "knee",
        "1",
        "--because",
        "The adviser writes first.",
    ])
    .exits(0);
    p.run(&["letter", "approve", "knee", "1", "--by", "Oriel Stavebrook"])
        .exits(2)
        .says("is not to be sent");
    let again = [
        "letter",
        "draft",
        "knee",
        "warning",
        "--out",
        "out",
        "--again",
        "1",
        "--fill",
        "role=Practice manager",
    ];
    p.run(&again).exits(0);
    // What is there is never written over.
    assert!(p.home().join("out/warning-1 (2).pdf").is_file());
    p.run(&["letter", "approve", "knee", "1", "--by", "Oriel Stavebrook"])
        .exits(0);
}

#[test]
fn p28_a_hospital_names_no_list_and_what_stands_against_a_letter_is_said() {
    let p = Program::with_vault();
    let case = [
        "case",
        "new",
        "ward",
        "--clinician",
        "Dr Wren A. Quillmarsh",
        "--initials",
        "WAQ",
        "--setting",
        "hospital",
        "--jurisdiction",
        "scotland",
    ];
    p.run(&case).exits(0);
    let drafted = p
        .run(&["letter", "draft", "ward", "removal", "--out", "out"])
        .exits(0);
    assert!(
        drafted
            .out
            .contains("mend  this letter is not for the setting"),
        "{}",
        drafted.out
    );
    assert!(
        drafted.out.contains("knows no such step"),
        "{}",
        drafted.out
    );
    p.run(&["letter", "draft", "ward", "warning", "--out", "out"])
        .exits(0);
    let text = std::fs::read_to_string(p.home().join("out/warning-2.txt")).unwrap();
    assert!(!text.contains("list of patients"), "{text}");
    assert!(text.contains("limit how, when and where"), "{text}");
}

#[test]
fn a_practice_s_own_words_are_taken_from_a_folder_and_compared() {
    let p = with_contact();
    let built_in = include_str!("../../../../templates/warning/wording.toml");
    let own = built_in.replace(
        "has upset and worried {clinician}.",
        "has been hard for {clinician}.",
    );
    std::fs::create_dir_all(p.home().join("own/warning")).unwrap();
    p.write("own/warning/wording.toml", &own);
    let templates = p
        .run(&["letter", "templates", "--templates", "own"])
        .exits(0)
        .out;
    assert!(
        templates.contains("warning@1.2.0 (your own words)"),
        "{templates}"
    );
    assert!(
        templates.contains("+ What you have done has been hard for"),
        "{templates}"
    );
    let all = p.run(&["letter", "templates", "--json"]).exits(0).lines();
    assert_eq!(all.len(), 17);
    let draft = [
        &[
            "letter",
            "draft",
            "knee",
            "warning",
            "--out",
            "out",
            "--templates",
            "own",
        ],
        &FILLED[..],
    ];
    let drafted = p.run(&draft.concat()).exits(0);
    assert!(
        drafted.out.contains("Differs from the built-in wording:"),
        "{}",
        drafted.out
    );

    // A rewording that leaves out what follows is no warning, and says so before anything is drafted.
    p.write(
        "own/warning/wording.toml",
        own.replace("part = \"consequence\"", "part = \"more\""),
    );
    let refused = p.run(&draft.concat()).exits(3);
    assert!(
        refused.err.contains("\"consequence\" is missing"),
        "{}",
        refused.err
    );
    p.run(&["letter", "draft", "knee", "valentine", "--out", "out"])
        .exits(2)
        .says("there is no letter template \"valentine\"");
    std::fs::create_dir(p.home().join("empty")).unwrap();
    p.run(&["letter", "templates", "--templates", "empty"])
        .exits(2)
        .says("holds no NAME/wording.toml");
}
