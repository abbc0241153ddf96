//! Each trap about letters is a test here, named after it, with what comes near and is in order.
#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use standfast_papers::TemplateSet;
use standfast_pathway::{LETTERS, Packs};

use super::*;

/// A case in general practice in England where there is ground for a letter, and a warning of 20 February 2026.
fn around() -> Around {
    Around {
        place: Place {
            jurisdiction: "england".to_owned(),
            setting: "gp".to_owned(),
        },
        today: date(2026, 3, 11),
        list: true,
        clinician: "Dr Wren A. Quillmarsh".to_owned(),
        conduct: true,
        days: vec![
            (date(2026, 2, 9), date(2026, 2, 9)),
            (date(2026, 2, 16), date(2026, 2, 16)),
            (date(2026, 2, 20), date(2026, 2, 20)),
            (date(2026, 3, 5), date(2026, 3, 5)),
        ],
        warning: Some(date(2026, 2, 20)),
        ..Around::default()
    }
}

/// What stands against a letter, by code.
fn against(
    template: &str,
    fields: &[(&str, &str)],
    body: &str,
    names_removal: bool,
    around: &Around,
) -> Vec<&'static str> {
    let templates = TemplateSet::built_in().unwrap();
    let fields: BTreeMap<String, String> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let asks = Packs::shipped().unwrap().letter(
        &around.place.jurisdiction,
        &around.place.setting,
        template,
        around.today,
    );
    let letter = Checked {
        reader: templates.reader(template).unwrap(),
        settings: templates.settings(template).unwrap(),
        jurisdictions: templates.jurisdictions(template).unwrap(),
        removes: templates.removes(template),
        names_removal,
        gaps: templates.gaps(template).unwrap(),
        fields: &fields,
        open: vec![],
        body,
        dated: around.today,
        asks: &asks,
    };
    check(&letter, around, Words::built_in().unwrap())
        .iter()
        .map(Finding::code)
        .collect()
}

fn removal(fields: &[(&str, &str)], around: &Around) -> Vec<&'static str> {
    against("removal-with-reasons", fields, "", false, around)
}

#[test]
fn p11_a_complaint_alone_carries_no_removal_and_no_warning_of_one() {
    let complaint = Around {
        conduct: false,
        complaint: true,
        ..around()
    };
    assert_eq!(removal(&[], &complaint), ["complaint-only"]);
    assert_eq!(
        against("warning", &[], "", true, &complaint),
        ["complaint-only"]
    );
    // A warning that does not name removal is no threat to care.
    assert_eq!(
        against("warning", &[], "", false, &complaint),
        Vec::<&str>::new()
    );
    assert_eq!(removal(&[], &around()), Vec::<&str>::new());
}

#[test]
fn p12_a_complaint_beside_misconduct_hides_nothing_but_is_no_reason() {
    let both = Around {
        complaint: true,
        ..around()
    };
    let told = |reasons| removal(&[("reasons", reasons)], &both);
    assert_eq!(
        told("On 5 March 2026 you shouted at the desk."),
        Vec::<&str>::new()
    );
    assert_eq!(
        told("Your complaint to the ombudsman."),
        ["no-reason", "no-reason"]
    );
}

#[test]
fn p27_an_illness_is_no_reason() {
    assert_eq!(
        removal(&[("reasons", "Because of her disorder.")], &around()),
        ["no-reason"]
    );
    assert_eq!(
        removal(
            &[("reasons", "You took the door off its hinges on 5 March.")],
            &around()
        ),
        Vec::<&str>::new()
    );
}

#[test]
fn p28_there_is_no_list_in_a_hospital() {
    let hospital = Around {
        place: Place {
            setting: "hospital".to_owned(),
            ..around().place
        },
        list: false,
        ..around()
    };
    assert_eq!(removal(&[], &hospital), ["not-here", "no-list"]);
    assert_eq!(against("warning", &[], "", true, &hospital), ["no-list"]);
    assert_eq!(
        against("warning", &[], "", false, &hospital),
        Vec::<&str>::new()
    );
}

#[test]
fn p26_everybody_in_a_household_is_a_decision_of_their_own() {
    for many in [
        "Mr and Mrs Tallowmere",
        "The Tallowmere family",
        "C & D Tallowmere",
    ] {
        assert_eq!(
            removal(&[("subject", many)], &around()),
            ["household"],
            "{many}"
        );
    }
    assert_eq!(
        removal(&[("subject", "Mr Sandy Familiar")], &around()),
        Vec::<&str>::new()
    );
}

/// The same case in another country, where the same is asked unless a test says otherwise.
fn at(jurisdiction: &str) -> Around {
    Around {
        place: Place {
            jurisdiction: jurisdiction.to_owned(),
            ..around().place
        },
        ..around()
    }
}

const COUNTRIES: [&str; 4] = ["england", "wales", "scotland", "northern-ireland"];
const REMOVALS: [&str; 3] = ["removal", "removal-with-reasons", "commissioner-notice"];

#[test]
fn p14_to_p16_a_removal_needs_a_warning_of_the_last_twelve_months_or_an_exception() {
    for (country, letter) in COUNTRIES
        .into_iter()
        .flat_map(|country| REMOVALS.map(|letter| (country, letter)))
    {
        let said = |warning, fields: &[(&str, &str)]| {
            let around = Around {
                warning,
                ..at(country)
            };
            against(letter, fields, "", false, &around)
        };
        let nothing = Vec::<&str>::new();
        assert_eq!(said(None, &[]), ["not-warned"], "{country} {letter}");
        assert_eq!(
            said(Some(date(2025, 3, 10)), &[]),
            ["not-warned"],
            "{country}"
        );
        assert_eq!(said(Some(date(2025, 3, 11)), &[]), nothing, "{country}");
        let exception = [("exception", "a warning would have put staff at risk")];
        assert_eq!(said(None, &exception), nothing, "{country} {letter}");
    }
}

#[test]
fn p25_p22_removal_at_once_follows_a_report_and_needs_no_warning() {
    for country in COUNTRIES {
        // Wales asks for the reference in the notice as well: a test of its own.
        let fields = [("immediate", "yes"), ("police-reference", "DEMO-0417")];
        for letter in REMOVALS {
            let without = against(letter, &fields, "", false, &at(country));
            assert_eq!(without, ["without-police"], "{country} {letter}");
            let reported = Around {
                police_report: true,
                warning: None,
                ..at(country)
            };
            let with = against(letter, &fields, "", false, &reported);
            assert_eq!(with, Vec::<&str>::new(), "{country} {letter}");
        }
    }
}

#[test]
fn p20_in_wales_alone_the_notice_of_a_removal_at_once_needs_the_reference() {
    for country in COUNTRIES {
        let reported = Around {
            police_report: true,
            ..at(country)
        };
        let found = |letter, fields| against(letter, fields, "", false, &reported);
        let wanted: &[&str] = if country == "wales" {
            &["without-reference"]
        } else {
            &[]
        };
        let at_once = [("immediate", "yes")];
        assert_eq!(found("commissioner-notice", &at_once), wanted, "{country}");
        let nothing = Vec::<&str>::new();
        let given = [("immediate", "yes"), ("police-reference", "DEMO-0417")];
        assert_eq!(found("commissioner-notice", &given), nothing, "{country}");
        // The letter to the person has no such line.
        assert_eq!(found("removal", &at_once), nothing, "{country}");
    }
}

#[test]
fn law_that_was_not_in_force_on_the_day_of_the_letter_asks_for_nothing() {
    for (country, before) in [
        ("england", date(2015, 12, 6)),
        ("wales", date(2023, 9, 30)),
        ("scotland", date(2018, 3, 31)),
        ("northern-ireland", date(2004, 3, 31)),
    ] {
        for (today, wanted) in [
            (before, &[][..]),
            (before.tomorrow().unwrap(), &["not-warned"][..]),
        ] {
            let around = Around {
                today,
                warning: None,
                ..at(country)
            };
            assert_eq!(removal(&[], &around), wanted, "{country} {today}");
        }
    }
}

#[test]
fn p23_a_notice_names_no_board_that_was_closed() {
    let said = |country, today, body: &str| {
        let around = Around {
            today,
            warning: Some(today),
            ..at(country)
        };
        against("commissioner-notice", &[], body, false, &around)
    };
    let body = "To the Health and  Social Care Board.";
    let (before, after) = (date(2022, 3, 31), date(2022, 4, 1));
    assert_eq!(said("northern-ireland", after, body), ["not-to-say"]);
    assert_eq!(said("northern-ireland", after, "To HSCB"), ["not-to-say"]);
    let nothing = Vec::<&str>::new();
    assert_eq!(said("northern-ireland", before, body), nothing);
    assert_eq!(
        said("northern-ireland", after, "To the Department of Health"),
        nothing
    );
    assert_eq!(said("scotland", after, body), nothing);
}

#[test]
fn t14_no_letter_threatens_with_a_paper_that_the_police_no_longer_give() {
    let said = |country, today, body: &str| {
        let around = Around {
            today,
            ..at(country)
        };
        against("warning", &[], body, false, &around)
    };
    let body = "The police may give you a harassment warning.";
    let nothing = Vec::<&str>::new();
    for country in ["england", "wales"] {
        assert_eq!(said(country, date(2026, 3, 11), body), ["not-to-say"]);
        assert_eq!(said(country, date(2020, 3, 9), body), nothing);
        let police = "At any time, we may tell the police.";
        assert_eq!(said(country, date(2026, 3, 11), police), nothing);
    }
    assert_eq!(said("scotland", date(2026, 3, 11), body), nothing);
}

#[test]
fn what_the_law_asks_is_said_with_its_source_and_whether_that_was_read() {
    let said = |country, warning| {
        let asks = Packs::shipped()
            .unwrap()
            .letter(country, "gp", "removal", date(2026, 3, 11));
        Finding::Law(Box::new(Against {
            ask: asks.into_iter().next().unwrap(),
            last: warning,
            said: None,
        }))
    };
    assert!(said("england", None).must(), "no reason stands in for it");
    let said = |country, warning| said(country, warning).to_string();
    assert_eq!(
        said("england", Some(date(2025, 2, 3))),
        "it needs a warning that named removal, not more than 12 months old, or the reason why there was none \
         (exception); the last one is of 3 February 2025 (NHS (Personal Medical Services Agreements) Regulations \
         2015, SI 2015/1879, Schedule 2, paragraphs 23 and 24)"
    );
    let unread = said("scotland", None);
    assert!(
        unread.ends_with("Schedule 6, paragraphs 17 and 18, not checked against the text)"),
        "{unread}"
    );
}

/// A pack may speak of each letter that there is, and of no other.
#[test]
fn the_letters_that_packs_know_are_the_templates() {
    let templates = TemplateSet::built_in().unwrap();
    let names: Vec<&str> = templates.names().collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, LETTERS);
}

#[test]
fn a_date_that_contradicts_the_log_is_named() {
    let conduct = |text| against("warning", &[("conduct", text)], "", false, &around());
    assert_eq!(
        conduct("your messages of 9 and 16 February"),
        Vec::<&str>::new()
    );
    assert_eq!(conduct("your message of 10 February"), ["day-not-logged"]);
    assert_eq!(conduct("your visit on 12 March 2026"), ["day-ahead"]);
    assert_eq!(conduct("your messages this month"), Vec::<&str>::new());
    assert_eq!(
        removal(&[("warning-date", "19 February 2026")], &around()),
        ["warning-date"]
    );
    assert_eq!(
        removal(&[("warning-date", "20 February 2026")], &around()),
        Vec::<&str>::new()
    );
    let from = |day| against("transfer", &[("from-date", day)], "", false, &around());
    assert_eq!(from("1 March 2026"), ["day-past"]);
    assert_eq!(from("18 March 2026"), Vec::<&str>::new());
    let later = Around {
        today: date(2026, 3, 1),
        ..around()
    };
    let templates = TemplateSet::built_in().unwrap();
    let letter = Checked {
        reader: Reader::Subject,
        settings: templates.settings("warning").unwrap(),
        jurisdictions: &[],
        removes: false,
        names_removal: false,
        gaps: &[],
        fields: &BTreeMap::new(),
        open: vec![],
        body: "",
        dated: date(2026, 3, 2),
        asks: &[],
    };
    assert_eq!(
        check(&letter, &later, Words::built_in().unwrap()),
        [Finding::DatedAhead]
    );
}

#[test]
fn r18_the_clinician_does_not_sign_the_practice_s_letter() {
    let signed = |by| against("warning", &[("signed-by", by)], "", false, &around());
    assert_eq!(signed("Dr Quillmarsh"), ["own-signer"]);
    assert_eq!(signed("Wren Quillmarsh"), ["own-signer"]);
    assert_eq!(signed("Oriel Stavebrook"), Vec::<&str>::new());
    assert_eq!(signed("Dr Otto Quillmarsh"), Vec::<&str>::new());
}

#[test]
fn words_that_admit_insult_diagnose_promise_or_betray_are_doubted() {
    for body in [
        "I am sorry if I gave you hope.",
        "You are a stalker.",
        "You are mentally ill.",
        "You will be arrested.",
        "We have logged your calls.",
        // T42: a promise of silence about a crime.
        "We agree not to report what happened.",
    ] {
        assert_eq!(
            against("warning", &[], body, false, &around()),
            ["words"],
            "{body}"
        );
    }
    assert_eq!(
        against("warning", &[], "It must stop.", false, &around()),
        Vec::<&str>::new()
    );
}

#[test]
fn advice_comes_before_a_letter_that_may_anger() {
    let with = |change: fn(&mut Around)| {
        let mut around = around();
        change(&mut around);
        against("warning", &[], "", false, &around)
    };
    assert_eq!(with(|a| a.danger = true), ["danger"]);
    assert_eq!(
        with(|a| (a.danger, a.advised) = (true, true)),
        Vec::<&str>::new()
    );
    assert_eq!(with(|a| a.vulnerable = true), ["vulnerable"]);
    // P38: while a complaint is open, nobody writes to the complainant without advice.
    assert_eq!(with(|a| a.allegation_open = true), ["allegation-open"]);
    let open = Around {
        allegation_open: true,
        ..around()
    };
    assert_eq!(
        against("manager-note", &[], "", false, &open),
        Vec::<&str>::new()
    );
}

#[test]
fn what_must_be_mended_stands_first_and_what_is_doubted_can_be_stood_by() {
    let around = Around {
        vulnerable: true,
        warning: None,
        ..around()
    };
    assert_eq!(removal(&[], &around), ["not-warned", "vulnerable"]);
    assert!(!Finding::Vulnerable.must());
}
