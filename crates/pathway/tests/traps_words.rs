//! What must stand nowhere in the words of packs (rows P and T of the guidance and the law).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use standfast_pathway::Packs;

/// P35, P36, P40 and invariant 12: none of it is said anywhere.
#[test]
fn nobody_is_told_to_pry_to_record_secretly_or_to_score() {
    let packs = Packs::shipped().unwrap();
    for line in packs.list() {
        for rule in packs.show(&line.name).unwrap().rules {
            for (_, _, text) in rule.says {
                let text = text.to_lowercase();
                for never in [
                    "look up",
                    "their record",
                    "secretly",
                    "hidden camera",
                    "score",
                    "checklist",
                    "offence",
                    "guilty",
                ] {
                    assert!(!text.contains(never), "{}: {never} in: {text}", rule.id);
                }
            }
        }
    }
}

/// What must stand nowhere in what packs say: T3, T7 to T9, T12, T13, T16 to T20, T22, T27 to T30, T35, T36, T38,
/// T40, P9, P20, P21, P23, P33, P34, P39 to P42, P44.
#[test]
fn no_pack_says_what_a_trap_forbids() {
    let packs = Packs::shipped().unwrap();
    let never: &[(&str, &str)] = &[
        ("", "up to 10 years"),
        ("", "you can ask for a stalking protection order"),
        ("", "you can ask the police for a stalking protection order"),
        ("law-scotland", "stalking protection"),
        ("", "right to know"),
        ("", "harassment warning"),
        ("", "information notice"),
        ("", "the practice can be harassed"),
        ("", "emergency worker"),
        ("uk-gp", "hospital ground"),
        ("", "no case"),
        ("", "no corrobor"),
        ("", "proves"),
        ("", "admissible"),
        ("", "privilege"),
        ("", "6(1)(ea)"),
        ("", "legitimate interest"),
        ("", "cannot be seen by the patient"),
        ("", "a third more"),
        ("law-scotland", "such an order is a crime"),
        ("law-scotland", "to break such an order."),
        ("", "must disclose"),
        ("", "hand over"),
        ("", "half of the sentence"),
        ("", "one third"),
        ("", "counter-complaint"),
        ("", "ring the patient"),
        ("", "six months at most"),
        ("", "will be cleared"),
        ("", "they will find you"),
        ("", "24 hours"),
        ("", "hscb"),
        ("list-wales", "phone"),
        ("", "household"),
        ("", "their family may sit in"),
    ];
    for line in packs.list() {
        let shown = packs.show(&line.name).unwrap();
        let mut texts: Vec<String> = shown
            .rules
            .iter()
            .flat_map(|r| r.says.iter().map(|(_, _, text)| text.to_lowercase()))
            .collect();
        for day in ["2011-01-01", "2019-06-01", "2026-11-24"] {
            for place in &line.jurisdictions {
                let law = packs.law(place, "gp", day.parse().unwrap());
                texts.extend(law.into_iter().map(|l| format!("{} {}", l.needs, l.who)));
            }
        }
        for (pack, phrase) in never {
            if pack.is_empty() || *pack == line.name {
                for text in &texts {
                    assert!(!text.contains(phrase), "{}: {phrase} in: {text}", line.name);
                }
            }
        }
    }
}
