//! What well-meant advice gets wrong (rows P and T of the guidance and the law): given this, the steps
//! must, or must not. Of removal: `traps_removal.rs`; of what must stand nowhere: `traps_words.rs`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use made::{advice, advice_of, contact, is_open, measure, opening, state, step};
use standfast_model::Body;
use standfast_pathway::{Advice, Packs, State};

fn love(day: i64) -> Body {
    contact(day, "letter", &["declaration"])
}

fn again(day: i64) -> Body {
    contact(day, "letter", &["after-being-told"])
}

fn position(advice: &Advice, id: &str) -> usize {
    advice
        .steps
        .iter()
        .position(|s| s.id == id)
        .unwrap_or_else(|| panic!("{id} is not there"))
}

/// P1: the first answer is to say it once, before "do not answer".
#[test]
fn a_first_advance_is_answered_once() {
    let advice = advice(&[contact(1, "message", &["declaration"])], 1);
    assert!(position(&advice, "boundary-reply") < position(&advice, "no-reply-online"));
    let online = step(&advice, "no-reply-online").unwrap();
    assert!(online.text.starts_with("Say it once"), "{}", online.text);
}

/// P2: once told, it is not said again.
#[test]
fn it_is_not_explained_a_second_time() {
    let advice = advice(
        &[
            love(1),
            measure(2, "reply"),
            contact(3, "message", &["declaration"]),
        ],
        3,
    );
    assert_eq!(state(&advice, "boundary-reply"), Some(State::Done));
    assert!(
        step(&advice, "no-reply-online")
            .unwrap()
            .text
            .starts_with("Do not answer again")
    );
}

/// An outgoing message is not yet telling; only the measure is.
#[test]
fn having_written_back_is_not_having_told() {
    let mut back = contact(2, "message", &[]);
    if let Body::Contact(c) = &mut back {
        c.from = standfast_model::lists::Party::Clinician;
    }
    assert!(is_open(&advice(&[love(1), back], 2), "boundary-reply"));
}

/// P4: a small gift with a declaration is declined, whatever it cost; P5 and P7: only a plain one of a
/// patient of a practice has to do with the register, above £100, and never with £50.
#[test]
fn the_motive_of_a_gift_counts_before_its_price() {
    let text = |signs: &[&str], setting: &str| {
        let advice = advice_of(
            opening(setting, "england", "patient"),
            &[contact(1, "gift", signs)],
            1,
        );
        step(&advice, "gift-decision").unwrap().text.clone()
    };
    assert!(text(&["gift", "declaration"], "gp").starts_with("Say no"));
    assert!(!text(&["gift", "declaration"], "gp").contains('£'));
    assert!(text(&["gift"], "gp").contains("more than £100"));
    assert!(
        !text(&["gift"], "gp").contains("£50"),
        "invited, never bound"
    );
    // P6: a patient's gift of a few pounds is refused on no such ground in a hospital either.
    assert!(!text(&["gift"], "hospital").contains("£6"));
    assert!(text(&["gift"], "hospital").contains("more than £50"));
    assert!(!text(&["gift"], "community").contains('£'));
}

/// A plain gift is something to decide about, nothing to report.
#[test]
fn a_plain_gift_is_only_a_gift() {
    let advice = advice(&[contact(1, "gift", &["gift"])], 1);
    let ids: Vec<&str> = advice.steps.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["gift-decision"]);
}

/// P8, P9: a chaperone may be refused, and is no relative.
#[test]
fn a_chaperone_is_asked_about() {
    let bodies = [contact(1, "consultation", &["declaration"])];
    let advice = advice(&bodies, 1);
    let text = &step(&advice, "chaperone").unwrap().text;
    assert!(
        text.contains("if the person agrees") && text.contains("Not a relative"),
        "{text}"
    );
    let relative = advice_of(opening("gp", "england", "relative"), &bodies, 1);
    assert_eq!(state(&relative, "chaperone"), None, "no care to continue");
}

/// P10, P29: moved or restricted, the emergency stays; a transfer is no removal.
#[test]
fn a_transfer_keeps_the_emergency_and_is_no_removal() {
    let advice = advice(
        &[
            love(1),
            measure(2, "reply"),
            again(3),
            measure(4, "transfer"),
        ],
        5,
    );
    assert!(is_open(&advice, "emergency-exception"));
    assert!(is_open(&advice, "restriction"));
    assert_eq!(state(&advice, "transfer-care"), Some(State::Done));
    assert_eq!(state(&advice, "list-removal"), None);
}

/// P11, P12, P38: a complaint is no ground for anything; conduct before it stands on its own.
#[test]
fn a_complaint_brings_neither_letter_nor_removal_nor_police() {
    let warned = [
        love(1),
        measure(2, "warning-letter"),
        contact(4, "complaint", &["after-being-told"]),
    ];
    let of_complaint = advice(&warned, 5);
    for id in [
        "warning-letter",
        "list-removal",
        "consequence",
        "police-report",
        "transfer-care",
    ] {
        assert_eq!(
            state(&of_complaint, id).filter(|s| s.is_open()),
            None,
            "{id} over a complaint"
        );
    }
    assert!(is_open(&of_complaint, "contact-defence-organisation"));
    let both = [
        love(1),
        measure(2, "warning-letter"),
        contact(3, "letter", &["after-being-told", "threat"]),
        contact(4, "complaint", &[]),
    ];
    let both = advice(&both, 5);
    assert!(is_open(&both, "list-removal") && is_open(&both, "police-now"));
    assert!(
        step(&both, "list-removal")
            .unwrap()
            .text
            .contains("never the reason")
    );
    assert_eq!(
        step(&both, "list-removal").unwrap().because,
        vec![2, 3],
        "not the complaint"
    );
}

/// P37, P38: while an allegation is open nobody is told to speak to the person.
#[test]
fn an_open_allegation_stops_the_reply() {
    let open = [love(1), contact(2, "allegation", &["false-allegation"])];
    assert_eq!(state(&advice(&open, 3), "boundary-reply"), None);
    let [a, b] = open;
    assert!(is_open(
        &advice(&[a, b, measure(4, "allegation-closed")], 5),
        "boundary-reply"
    ));
}

/// P32: danger first, and nothing before it; P41, P42: the silent call promises nothing.
#[test]
fn danger_comes_first_and_promises_nothing() {
    let advice = advice(&[contact(1, "attendance-home", &["threat"])], 1);
    assert_eq!(advice.steps[0].id, "police-now");
    assert!(advice.steps[0].text.starts_with("In danger now: call 999."));
    assert_eq!(advice.urgent_help[0].call, "999");
    for help in &advice.urgent_help {
        let text = help.text.to_lowercase();
        assert!(
            !text.contains("find you") && !text.contains("text 999"),
            "{text}"
        );
    }
    assert!(
        is_open(&advice, "police-report"),
        "the call never hides the report"
    );
}

/// Each new act of that kind asks anew, though the last was reported.
#[test]
fn reported_once_is_not_reported_for_ever() {
    let threat = |day| contact(day, "letter", &["threat"]);
    let once = [threat(1), measure(2, "police-report")];
    assert_eq!(state(&advice(&once, 3), "police-now"), Some(State::Done));
    let twice = [threat(1), measure(2, "police-report"), threat(3)];
    let advice = advice(&twice, 3);
    assert_eq!(step(&advice, "police-now").unwrap().because, vec![3]);
}

/// T39: the terms of an order of England, Wales or Northern Ireland reach Scotland; that breaking it there can be
/// brought to court there is promised nowhere until the law on that is in force.
#[test]
fn t39_an_order_from_elsewhere_promises_no_prosecution_in_scotland() {
    let packs = Packs::shipped().unwrap();
    let needs = |place: &str| {
        let law = packs.law(place, "gp", "2026-11-24".parse().unwrap());
        let order = law
            .into_iter()
            .find(|l| l.id == "stalking-protection-order");
        order.map(|l| l.needs)
    };
    let here = needs("england").unwrap();
    assert!(here.contains("hold in all of the United Kingdom"), "{here}");
    assert!(
        here.contains("in Scotland, the police there must say"),
        "{here}"
    );
    assert!(
        needs("northern-ireland")
            .unwrap()
            .contains("tried in Northern Ireland alone")
    );
    assert_eq!(needs("scotland"), None, "there is no such order to ask for");
    let advice = advice_of(
        opening("gp", "scotland", "patient"),
        &[measure(1, "order"), contact(2, "message", &[])],
        2,
    );
    let text = &step(&advice, "breach-report").unwrap().text;
    assert!(text.contains("order of its courts"), "{text}");
    assert!(text.contains("Ask the police what follows"), "{text}");
}

/// T34 and P34: the log is kept apart; where it was filed in the health record, what follows from that is said, and
/// nothing promises that the patient will not see it.
#[test]
fn t34_p34_a_log_in_the_health_record_is_open_and_names_are_not_held_back() {
    let opened = |place: &str| {
        let open = made::act("log-in-record", standfast_model::lists::StepAct::Open);
        advice_of(opening("gp", place, "patient"), &[open], 1)
    };
    for place in ["england", "wales", "scotland", "northern-ireland"] {
        let advice = opened(place);
        let text = &step(&advice, "log-in-record").unwrap().text;
        assert!(text.contains("can ask to read it"), "{text}");
        assert!(
            text.contains("Your name in it is not kept from them"),
            "{text}"
        );
    }
    let apart = advice(&[love(1)], 1);
    let text = &step(&apart, "keep-log-apart").unwrap().text;
    assert!(text.contains("may ask to see both"), "{text}");
    assert_eq!(state(&apart, "log-in-record"), None, "nobody said so");
}

/// T42: no term of a settlement or an undertaking may silence a report of a crime.
#[test]
fn t42_a_settlement_buys_no_silence() {
    for place in ["england", "wales"] {
        let advice = advice_of(
            opening("gp", place, "patient"),
            &[measure(1, "undertaking")],
            1,
        );
        let text = &step(&advice, "settlement-terms").unwrap().text;
        assert!(text.contains("No term can stop you"), "{text}");
        assert!(text.contains("before you sign"), "{text}");
    }
    let injunction = advice(&[measure(1, "injunction")], 1);
    assert_eq!(state(&injunction, "settlement-terms"), None);
}
