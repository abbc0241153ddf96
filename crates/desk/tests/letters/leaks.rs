//! No letter lets out what its reader may not have.

use std::collections::BTreeMap;
use std::io::Cursor;

use standfast_desk::acts::attach::Attached;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::measure::SaidMeasure;

use crate::here::Here;

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

pub fn with_canaries() -> Here {
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
