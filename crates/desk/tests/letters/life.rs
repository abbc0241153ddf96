//! From draft to what came back, and what is sealed of it.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use sha2::{Digest, Sha256};
use standfast_desk::DeskError;
use standfast_desk::acts::letter::{SaidApproval, SaidMark};
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::model::Body;
use standfast_desk::model::lists::LetterAct;
use standfast_desk::papers::Override;

use crate::here::{Here, by, fields, post};

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
    let own = include_str!("../../../../templates/warning/wording.toml").replace(
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
