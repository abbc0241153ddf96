//! What the law of the place asks of a letter, and that it is held back.

use std::collections::BTreeMap;

use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::letter::{Finding, SaidApproval};

use crate::here::{Here, fields};

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

/// How many months a warning holds is no word of the template: it comes from the packs of the place, on the day that
/// the letter bears.
#[test]
fn a_warning_takes_its_months_from_the_packs_on_its_own_day() {
    let mut here = Here::new();
    let letter = here.warning();
    let mut dated = |day: &str| {
        let said = SaidApproval {
            dated: Some(day.to_owned()),
            dry_run: true,
            ..SaidApproval::default()
        };
        let made = here.desk.letter_approve("knee", letter, said).unwrap().made;
        let open: Vec<String> = made.drafted.gaps.iter().map(|g| g.name.clone()).collect();
        (made.values.get("warning-months").cloned(), open)
    };
    // In force from 7 December 2015; the day before, a person must say it.
    assert_eq!(dated("7 Dec 2015").0.as_deref(), Some("12"));
    assert_eq!(dated("7 Dec 2015").1, Vec::<String>::new());
    assert_eq!(dated("6 Dec 2015").0, None);
    assert_eq!(dated("6 Dec 2015").1, ["warning-months"]);
}

/// What the law asks of a letter is looked up for the day that it bears, not for today.
#[test]
fn a_removal_is_held_against_the_law_of_its_own_day() {
    let mut here = Here::new();
    let removal = here
        .desk
        .letter_draft("knee", "removal", fields_of_removal(), None)
        .unwrap();
    let codes =
        |findings: &[Finding]| -> Vec<&str> { findings.iter().map(Finding::code).collect() };
    assert!(codes(&removal.made.findings).contains(&"not-warned"));
    let said = SaidApproval {
        dated: Some("6 Dec 2015".to_owned()),
        dry_run: true,
        ..SaidApproval::default()
    };
    let before = here
        .desk
        .letter_approve("knee", removal.letter, said)
        .unwrap()
        .made;
    assert!(!codes(&before.findings).contains(&"not-warned"));
    // A written reason stands in for the warning; it is kept, and not said in this letter.
    let reason = "a warning would have put staff at risk";
    let mut fields = fields_of_removal();
    fields.insert("exception".to_owned(), reason.to_owned());
    let excepted = here
        .desk
        .letter_draft("knee", "removal", fields, None)
        .unwrap()
        .made;
    assert!(!codes(&excepted.findings).contains(&"not-warned"));
    assert!(!excepted.drafted.text.contains(reason));
}

fn fields_of_removal() -> BTreeMap<String, String> {
    let mut fields = fields();
    fields.remove("conduct");
    fields
}
