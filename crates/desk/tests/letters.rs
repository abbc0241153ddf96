//! The life of a letter through the desk, what the record then holds, and what a letter never lets out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use standfast_desk::acts::attach::Attached;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::letter::{Finding, SaidApproval, SaidMark, SaidSent};
use standfast_desk::acts::measure::SaidMeasure;
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::model::Body;
use standfast_desk::model::lists::LetterAct;
use standfast_desk::papers::Override;
use standfast_desk::vault::{Create, Mode, OsEntropy, Place, SecretString, Unlock};
use standfast_desk::{Clock, Desk, DeskError};
use tempfile::TempDir;

/// 20 February 2026, 4pm in London.
const NOW: i64 = 1_771_603_200;

struct Shown(Arc<AtomicI64>);
impl Clock for Shown {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

struct Here {
    folder: TempDir,
    clock: Arc<AtomicI64>,
    desk: Desk,
    key: Unlock,
}

impl Here {
    /// A case in general practice in England with a declaration of 9 February.
    fn new() -> Self {
        Self::with(SaidCase {
            clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
            initials: Some("WAQ".to_owned()),
            setting: Some("gp".to_owned()),
            jurisdiction: Some("england".to_owned()),
            subject: Some("Corvin Tallowmere".to_owned()),
            ..SaidCase::default()
        })
    }

    fn with(case: SaidCase) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(AtomicI64::new(NOW));
        let vault = folder.path().join("vault");
        let place = Place {
            folder: &vault,
            state: None,
        };
        let opening = Desk::create(
            &place,
            Create {
                passphrase: SecretString::from("oak tin rope".to_owned()),
                demonstration: true,
                created: Timestamp::from_second(NOW).unwrap(),
            },
            Box::new(Shown(Arc::clone(&clock))),
            Box::new(OsEntropy),
        )
        .unwrap();
        let mut desk = opening.desk;
        desk.case_new("knee", case).unwrap();
        let contact = SaidContact {
            channel: Some("message".to_owned()),
            when: Some("9 Feb 2026 19:48".to_owned()),
            words: Some("I have strong feelings for you.".to_owned()),
            signs: vec!["declaration".to_owned()],
            ..SaidContact::default()
        };
        desk.contact_add("knee", contact).unwrap();
        Here {
            folder,
            clock,
            desk,
            key: Unlock::Passphrase(SecretString::from("oak tin rope".to_owned())),
        }
    }

    fn again(self) -> Self {
        let Here {
            folder,
            clock,
            desk,
            key,
        } = self;
        desk.close().unwrap();
        let vault = folder.path().join("vault");
        let place = Place {
            folder: &vault,
            state: None,
        };
        let desk = Desk::open(
            &place,
            &key,
            Mode::Write,
            Box::new(Shown(Arc::clone(&clock))),
            Box::new(OsEntropy),
        )
        .unwrap();
        Here {
            folder,
            clock,
            desk,
            key,
        }
    }

    fn warning(&mut self) -> u64 {
        self.desk
            .letter_draft("knee", "warning", fields(), None)
            .unwrap()
            .letter
    }
}

fn fields() -> BTreeMap<String, String> {
    [
        ("practice", "Thistlequern Surgery"),
        ("practice-address", "1 Quern Square, Thistlequern ZZ9 9ZZ"),
        ("practice-phone", "020 7946 0417"),
        ("subject-address", "14 Quern Row\nThistlequern"),
        ("greeting-name", "Mr Tallowmere"),
        ("conduct", "your message of 9 February"),
        ("signed-by", "Oriel Stavebrook"),
        ("role", "Practice manager"),
        ("signer-phone", "020 7946 0418"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

fn by(name: &str) -> SaidApproval {
    SaidApproval {
        by: Some(name.to_owned()),
        ..SaidApproval::default()
    }
}

fn post() -> SaidSent {
    SaidSent {
        how: Some("first-class post, signed for".to_owned()),
        ..SaidSent::default()
    }
}

#[test]
fn a_warning_goes_from_draft_to_the_record_and_what_is_kept_is_what_was_approved() {
    let mut here = Here::new();
    let letter = here.warning();
    let approved = here
        .desk
        .letter_approve("knee", letter, by("Oriel Stavebrook"))
        .unwrap();
    assert_eq!(approved.made.findings, []);
    assert!(approved.made.drafted.names_removal);
    let pdf = approved.made.drafted.pdf.bytes().to_vec();
    let docx = approved.made.drafted.docx.clone().unwrap();
    here.clock.fetch_add(600, Ordering::Relaxed);
    let sent = here.desk.letter_sent("knee", letter, post()).unwrap();
    assert_eq!(
        (sent.name().as_str(), sent.exhibits.as_slice()),
        ("#2", &["WAQ/1".to_owned()][..])
    );

    // Byte for byte, also after the vault was closed and opened, and as the exhibit.
    let mut here = here.again();
    assert_eq!(
        here.desk.letter_show("knee", letter, false).unwrap(),
        ("warning-1.pdf".to_owned(), pdf.clone())
    );
    assert_eq!(here.desk.letter_show("knee", letter, true).unwrap().1, docx);
    let mut out = Vec::new();
    let exhibit = here.desk.exhibit_export("knee", "WAQ/1", &mut out).unwrap();
    assert_eq!(out, pdf);
    assert_eq!(exhibit.sha256, hex::encode(Sha256::digest(&pdf)));
    assert_eq!(exhibit.of, Some(2));

    let page = here
        .desk
        .timeline("knee", &SaidPart::default(), None, 10)
        .unwrap();
    let measure = page
        .lines
        .iter()
        .find_map(|(_, line)| match &line.entry.body {
            Body::Measure(measure) => Some(measure.clone()),
            _ => None,
        })
        .unwrap();
    assert_eq!(measure.measure.as_str(), "warning-letter");
    assert!(measure.names_removal);
    assert_eq!(measure.by.as_deref(), Some("Oriel Stavebrook"));
    assert!(
        measure
            .words
            .unwrap()
            .ends_with("Sent: first-class post, signed for.")
    );
    let verdict = here.desk.verify_vault(None, &mut |_, _| {}).unwrap();
    assert!(
        verdict.integrity.problems.is_empty(),
        "{:?}",
        verdict.integrity.problems
    );

    // The step is done, and the warning counts as one that named removal.
    let advice = here.desk.next("knee", None, None).unwrap();
    let state = |id: &str| {
        advice
            .steps
            .iter()
            .find(|s| s.id == id)
            .map(|s| s.state.is_open())
    };
    assert_ne!(state("warning-letter"), Some(true));

    // It comes back, goes again, is acknowledged and answered.
    let mark = |here: &mut Here, act, entry| {
        here.desk
            .letter_mark(
                "knee",
                letter,
                act,
                SaidMark {
                    because: Some("as told".to_owned()),
                    entry,
                    ..SaidMark::default()
                },
            )
            .unwrap()
    };
    mark(&mut here, LetterAct::Returned, None);
    let second = here.desk.letter_sent("knee", letter, post()).unwrap();
    assert_eq!(second.exhibits, ["WAQ/2"]);
    mark(&mut here, LetterAct::Acknowledged, None);
    mark(&mut here, LetterAct::Answered, Some(1));
    let line = here.desk.letter_list("knee").unwrap().remove(0);
    let acts: Vec<&str> = line.acts.iter().map(|act| act.act).collect();
    assert_eq!(
        acts,
        [
            "drafted",
            "approved",
            "sent",
            "returned",
            "sent",
            "acknowledged",
            "answered"
        ]
    );
    assert_eq!(line.acts[6].answer, Some(1));
    assert_eq!(line.may, ["answered"]);
}

#[test]
fn nothing_goes_out_of_turn_and_nothing_is_saved_then() {
    let mut here = Here::new();
    let letter = here.warning();
    let before = here.desk.letter_list("knee").unwrap();
    for error in [
        here.desk.letter_sent("knee", letter, post()).unwrap_err(),
        here.desk
            .letter_mark("knee", letter, LetterAct::Returned, SaidMark::default())
            .unwrap_err(),
    ] {
        assert!(matches!(error, DeskError::LetterTurn { .. }), "{error}");
    }
    for error in [
        here.desk
            .letter_approve("knee", letter, SaidApproval::default())
            .map(|_| ())
            .unwrap_err(),
        here.desk
            .letter_mark("knee", letter, LetterAct::NotSent, SaidMark::default())
            .map(|_| ())
            .unwrap_err(),
        here.desk
            .letter_sent("knee", 7, post())
            .map(|_| ())
            .unwrap_err(),
        here.desk
            .letter_show("knee", letter, false)
            .map(|_| ())
            .unwrap_err(),
    ] {
        assert!(matches!(error, DeskError::Words { .. }), "{error}");
    }
    assert_eq!(here.desk.letter_list("knee").unwrap(), before);
}

#[test]
fn open_gaps_hold_an_approval_back_and_a_dry_run_names_them_without_saving() {
    let mut here = Here::new();
    let mut some = fields();
    some.remove("role");
    let letter = here
        .desk
        .letter_draft("knee", "warning", some, None)
        .unwrap()
        .letter;
    let looked = here
        .desk
        .letter_approve(
            "knee",
            letter,
            SaidApproval {
                dry_run: true,
                ..SaidApproval::default()
            },
        )
        .unwrap();
    assert!(looked.saved.is_none());
    assert_eq!(looked.made.findings.len(), 1);
    assert_eq!(looked.made.since, []);
    let error = here
        .desk
        .letter_approve("knee", letter, by("Oriel Stavebrook"))
        .map(|_| ())
        .unwrap_err();
    assert!(
        error.advice().contains("role is not filled in"),
        "{}",
        error.advice()
    );
    // Filled in the same breath: what differs is shown.
    let mut approval = by("Oriel Stavebrook");
    approval
        .fields
        .insert("role".to_owned(), "Practice manager".to_owned());
    let approved = here.desk.letter_approve("knee", letter, approval).unwrap();
    assert!(
        approved
            .made
            .since
            .iter()
            .any(|c| c.came && c.text.contains("Practice manager"))
    );
}

#[test]
fn what_is_doubted_wants_a_reason_that_is_sealed() {
    let mut here = Here::new();
    let mut own = fields();
    own.insert(
        "conduct".to_owned(),
        "your message of 9 February, which we regret".to_owned(),
    );
    let letter = here
        .desk
        .letter_draft("knee", "warning", own, None)
        .unwrap()
        .letter;
    let error = here
        .desk
        .letter_approve("knee", letter, by("Oriel Stavebrook"))
        .map(|_| ())
        .unwrap_err();
    assert!(error.advice().contains("--although"), "{}", error.advice());
    let approval = SaidApproval {
        although: Some("It is meant so.".to_owned()),
        ..by("Oriel Stavebrook")
    };
    here.desk.letter_approve("knee", letter, approval).unwrap();
    let line = here.desk.letter_list("knee").unwrap().remove(0);
    let act = line.acts.last().unwrap();
    assert_eq!(act.because.as_deref(), Some("It is meant so."));
    assert!(act.doubts[0].contains("we regret"), "{:?}", act.doubts);
}

#[test]
fn a_new_draft_takes_the_approval_back() {
    let mut here = Here::new();
    let letter = here.warning();
    here.desk
        .letter_approve("knee", letter, by("Oriel Stavebrook"))
        .unwrap();
    let again = here
        .desk
        .letter_draft(
            "knee",
            "warning",
            [("role".to_owned(), "Manager".to_owned())].into(),
            Some(letter),
        )
        .unwrap();
    assert_eq!(again.letter, letter);
    let differs: Vec<&str> = again.made.since.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(
        differs,
        [
            "Oriel Stavebrook Practice manager",
            "Oriel Stavebrook Manager"
        ]
    );
    assert!(here.desk.letter_sent("knee", letter, post()).is_err());
}

#[test]
fn what_stays_from_letter_to_letter_is_said_once() {
    let mut here = Here::new();
    here.warning();
    let made = here
        .desk
        .letter_draft("knee", "transfer", BTreeMap::new(), None)
        .unwrap()
        .made;
    let open: Vec<&str> = made.drafted.gaps.iter().map(|g| g.name.as_str()).collect();
    assert_eq!(open, ["from-date", "colleague", "conduct"]);
    assert!(made.drafted.text.contains("Thistlequern Surgery"));
    // What is said now goes before what was said then, and what the case knows before neither.
    let role = [("role".to_owned(), "Senior partner".to_owned())];
    let made = here
        .desk
        .letter_draft("knee", "removal", role.into(), None)
        .unwrap()
        .made;
    assert!(
        made.drafted
            .text
            .ends_with("Oriel Stavebrook\nSenior partner\n")
    );
}

#[test]
fn a_letter_to_a_manager_leaves_a_copy_that_no_bundle_takes() {
    let mut here = Here::new();
    let note = [("manager", "Ms Stavebrook"), ("since", "9 February")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    let letter = here
        .desk
        .letter_draft("knee", "manager-note", note, None)
        .unwrap()
        .letter;
    here.desk
        .letter_approve("knee", letter, by("Dr Quillmarsh"))
        .unwrap();
    here.desk.letter_sent("knee", letter, post()).unwrap();
    let exhibits = here.desk.exhibit_list("knee").unwrap();
    assert_eq!(exhibits[0].exhibit.class.as_str(), "own");
}

#[test]
fn an_unknown_gap_is_named_and_a_practice_s_own_words_are_compared() {
    let mut here = Here::new();
    let error = here
        .desk
        .letter_draft(
            "knee",
            "warning",
            [("fone".to_owned(), "1".to_owned())].into(),
            None,
        )
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().contains("\"fone\""), "{error}");
    let own = include_str!("../../../templates/warning/wording.toml").replace(
        "has upset and worried {clinician}.",
        "has been hard for {clinician}.",
    );
    here.desk
        .use_templates(&[Override {
            path: "warning/wording.toml".to_owned(),
            text: own,
        }])
        .unwrap();
    let made = here
        .desk
        .letter_draft("knee", "warning", fields(), None)
        .unwrap()
        .made;
    let differs: Vec<(bool, &str)> = made.own.iter().map(|c| (c.came, c.text.as_str())).collect();
    assert_eq!(
        differs,
        [
            (
                false,
                "What you have done has upset and worried Dr Quillmarsh."
            ),
            (true, "What you have done has been hard for Dr Quillmarsh.")
        ]
    );
    assert!(made.wording.ends_with("own words"));
}

/// What no reader of a letter may have, in every field that could carry it.
const CANARIES: [&str; 8] = [
    "pelargonium",
    "gazebo",
    "flowerpot",
    "thermos",
    "reservoir",
    "dahlia",
    "candlewick",
    "quernpath",
];

fn with_canaries() -> Here {
    let mut here = Here::with(SaidCase {
        clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
        initials: Some("WAQ".to_owned()),
        setting: Some("gp".to_owned()),
        jurisdiction: Some("england".to_owned()),
        subject: Some("Corvin Tallowmere".to_owned()),
        vulnerable: Some("pelargonium".to_owned()),
        ..SaidCase::default()
    });
    let contact = SaidContact {
        channel: Some("attendance-work".to_owned()),
        when: Some("16 Feb 2026 10:00".to_owned()),
        words: Some("At the desk.".to_owned()),
        signs: vec!["at-work-unbooked".to_owned()],
        clinical: Some("gazebo".to_owned()),
        witnesses: vec!["flowerpot".to_owned()],
        towards: Some("thermos".to_owned()),
        attach: vec![Attached::new(
            "reservoir.txt",
            Box::new(Cursor::new(b"dahlia".to_vec())),
        )],
        ..SaidContact::default()
    };
    here.desk.contact_add("knee", contact).unwrap();
    here.desk
        .account_add("knee", "phone", "07700 900candlewick", "clinician", None)
        .unwrap();
    here.desk
        .account_add("knee", "email", "quernpath@mail.example", "subject", None)
        .unwrap();
    here.desk
        .measure_add(
            "knee",
            "told-defence-organisation",
            SaidMeasure {
                when: Some("17 Feb 2026".to_owned()),
                words: Some("pelargonium".to_owned()),
                by: Some("thermos".to_owned()),
                ..SaidMeasure::default()
            },
        )
        .unwrap();
    here
}

#[test]
fn no_letter_lets_out_what_its_reader_may_not_have() {
    let mut here = with_canaries();
    // What a witness may say, and no letter to anybody else.
    let told = SaidContact {
        channel: Some("call".to_owned()),
        when: Some("17 Feb 2026 11:00".to_owned()),
        words: Some("marigold".to_owned()),
        effect: Some("foxglove".to_owned()),
        reply: Some("larkspur".to_owned()),
        ..SaidContact::default()
    };
    here.desk.contact_add("knee", told).unwrap();
    let may = |template: &str, canary: &str| match canary {
        "foxglove" => template == "statement" || template == "personal-statement",
        _ => template == "statement",
    };
    let templates = here.desk.letter_templates().unwrap();
    assert_eq!(templates.len(), 17);
    for template in templates {
        let made = here
            .desk
            .letter_draft("knee", &template.name, BTreeMap::new(), None)
            .unwrap()
            .made;
        let mut read = made.drafted.text.clone();
        read.push_str(&made.drafted.message.clone().unwrap_or_default());
        read.push_str(&laid_open(made.drafted.pdf.bytes()));
        if let Some(docx) = &made.drafted.docx {
            read.push_str(&unzipped(docx));
        }
        let read = read.to_lowercase();
        for canary in CANARIES {
            assert!(!read.contains(canary), "{}: {canary}", template.name);
        }
        for canary in ["marigold", "foxglove", "larkspur"] {
            let may = may(&template.name, canary);
            assert_eq!(read.contains(canary), may, "{}: {canary}", template.name);
        }
    }
}

/// The file with nothing compressed, and its text.
fn laid_open(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::with_suffix(".pdf").unwrap();
    std::io::Write::write_all(&mut file, pdf).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = std::process::Command::new(program)
            .args(arguments)
            .output()
            .unwrap_or_else(|e| panic!("{program} cannot be run ({e}): cargo xtask setup"));
        assert!(output.status.success(), "{program}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let path = file.path().to_str().unwrap();
    let qdf = [
        "--qdf",
        "--object-streams=disable",
        "--decode-level=all",
        path,
        "-",
    ];
    run("qpdf", &qdf) + &run("pdftotext", &[path, "-"])
}

/// Every part of a text document, one after the other.
fn unzipped(docx: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::with_suffix(".docx").unwrap();
    std::io::Write::write_all(&mut file, docx).unwrap();
    let output = std::process::Command::new("python3")
        .args([
            "-c",
            "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
             for i in z.infolist(): print(i.filename, i.comment, i.extra); print(z.read(i).decode())",
        ])
        .arg(file.path())
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_statement_stands_on_entries_and_says_what_others_told() {
    let mut here = with_canaries();
    let made = here
        .desk
        .letter_draft(
            "knee",
            "statement",
            [("occupation".to_owned(), "Doctor".to_owned())].into(),
            None,
        )
        .unwrap()
        .made;
    let flat = made
        .drafted
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for part in [
        "Criminal Justice Act 1967, section 9",
        "1. On 9 February 2026 at 7:48pm I received a message. On 20 February 2026 at 4pm I wrote of it: “I have strong feelings for you.” (entry 1)",
        "I wrote, of 16 February 2026 at 10am: “At the desk.” Exhibit WAQ/1 belongs to this. [told to me by others] (entry 2)",
        "In your own words:",
    ] {
        assert!(flat.contains(part), "without \"{part}\": {flat}");
    }
    // The copy that is signed shows neither entries nor questions, and stays a draft without a date or signature.
    let letter = 1;
    let approved = here
        .desk
        .letter_approve("knee", letter, by("Wren Quillmarsh"))
        .unwrap();
    let text = approved.made.drafted.text;
    assert!(
        text.contains("DRAFT") && !text.contains("In your own words") && !text.contains("(entry")
    );
    assert!(!text.contains("For the witness only"));
    assert!(
        !text.contains("20 February 2026\n"),
        "it bears a date: {text}"
    );
}

#[test]
fn p11_a_removal_over_a_complaint_is_held_back_and_says_why() {
    let mut here = Here::with(SaidCase {
        clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
        initials: Some("WAQ".to_owned()),
        setting: Some("gp".to_owned()),
        jurisdiction: Some("england".to_owned()),
        ..SaidCase::default()
    });
    here.desk
        .contact_retract("knee", 1, "It was somebody else.")
        .unwrap();
    let complaint = SaidContact {
        channel: Some("complaint".to_owned()),
        when: Some("16 Feb 2026".to_owned()),
        words: Some("About the waiting time.".to_owned()),
        ..SaidContact::default()
    };
    here.desk.contact_add("knee", complaint).unwrap();
    let made = here
        .desk
        .letter_draft("knee", "removal", BTreeMap::new(), None)
        .unwrap()
        .made;
    assert!(
        made.findings.contains(&Finding::ComplaintOnly),
        "{:?}",
        made.findings
    );
}
