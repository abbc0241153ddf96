//! What a case knows that a letter needs: what fills its gaps, and what the checks compare it with.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use standfast_case::{Contact, Span, View};
use standfast_model::lists::{AgeBand, Channel, MeasureKind, Party, Sign};
use standfast_papers::Place;

use super::checks::Around;

/// Signs that a complaint brings with it; alone they carry no decision.
const OF_COMPLAINTS: [Sign; 2] = [Sign::FalseAllegation, Sign::Gift];

/// What fills gaps unless somebody says otherwise. `full`: the clinician by their whole name, as a statement needs it;
/// letters say "Dr Quillmarsh".
pub(super) fn fields(view: &View<'_>, full: bool) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    let settings = view.settings();
    let mut put = |gap: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            known.insert(gap.to_owned(), value);
        }
    };
    let clinician = settings.clinician.as_deref();
    put(
        "clinician",
        clinician.map(|name| if full { name.to_owned() } else { short(name) }),
    );
    put("subject", settings.subject.clone());
    put("greeting-name", settings.subject.clone());
    let address = view
        .accounts()
        .filter(|a| a.body.of == Party::Subject && a.body.account == "address")
        .last()
        .map(|a| a.body.value.split(", ").collect::<Vec<_>>().join("\n"));
    put("subject-address", address);
    let report = view
        .measures()
        .iter()
        .rev()
        .find(|m| m.body.measure == MeasureKind::PoliceReport);
    put(
        "police-reference",
        report.and_then(|report| report.body.reference.clone()),
    );
    put("warning-date", warning(view).map(long));
    known
}

/// The case as the checks see it.
pub(super) fn around(view: &View<'_>, today: Date, list: bool) -> Around {
    let settings = view.settings();
    let (mut conduct, mut alleged, mut danger) = (false, false, false);
    let mut days: BTreeSet<(Date, Date)> = BTreeSet::new();
    for contact in view.contacts() {
        days.extend(stretch(&contact.span, view.zone()));
        if contact.from != Party::Subject {
            continue;
        }
        let of_complaint = is_complaint(contact);
        alleged |= of_complaint;
        conduct |= !of_complaint && contact.signs.iter().any(|s| !OF_COMPLAINTS.contains(s));
        danger |= contact.signs.iter().any(|sign| {
            matches!(
                sign,
                Sign::Fear | Sign::Threat | Sign::Following | Sign::AtHome
            )
        }) || contact.channel == Some(Channel::Following)
            || contact.channel == Some(Channel::AttendanceHome);
    }
    let (mut opened, mut closed) = (false, false);
    let (mut police_report, mut advised) = (false, false);
    for measure in view.measures() {
        days.extend(stretch(&Span::of(&measure.body.occurred), view.zone()));
        match measure.body.measure {
            MeasureKind::AllegationReceived => (opened, closed, alleged) = (true, false, true),
            MeasureKind::AllegationClosed => (opened, closed) = (false, true),
            MeasureKind::PoliceReport => police_report = true,
            MeasureKind::ToldDefenceOrganisation => advised = true,
            _ => {}
        }
    }
    Around {
        place: place(view),
        today,
        list,
        clinician: settings.clinician.clone().unwrap_or_default(),
        conduct,
        complaint: alleged,
        allegation_open: opened || (alleged && !closed),
        days: days.into_iter().collect(),
        warning: warning(view),
        police_report,
        vulnerable: settings.vulnerable.is_some()
            || matches!(
                settings.age_band,
                Some(AgeBand::Under16 | AgeBand::SixteenSeventeen)
            ),
        danger,
        advised,
    }
}

/// Which law, and where the clinician works.
pub(super) fn place(view: &View<'_>) -> Place {
    let settings = view.settings();
    Place {
        jurisdiction: settings
            .jurisdiction
            .as_ref()
            .map_or_else(String::new, |j| j.as_str().to_owned()),
        setting: settings
            .setting
            .as_ref()
            .map_or_else(String::new, |s| s.as_str().to_owned()),
    }
}

fn is_complaint(contact: &Contact) -> bool {
    matches!(
        contact.channel,
        Some(Channel::Complaint | Channel::Allegation)
    )
}

/// The last warning that named removal.
fn warning(view: &View<'_>) -> Option<Date> {
    view.measures()
        .iter()
        .rev()
        .find(|m| m.body.names_removal)
        .and_then(|m| Span::of(&m.body.occurred).day(view.zone()))
}

/// "Dr Quillmarsh" of "Dr Wren A. Quillmarsh"; a name without a title stays whole.
fn short(name: &str) -> String {
    let mut words = name.split_whitespace();
    match (words.next(), words.next_back()) {
        (Some(title), Some(last)) if is_title(title) => format!("{title} {last}"),
        _ => name.to_owned(),
    }
}

/// Whether a word is a title that stands before a name.
pub(super) fn is_title(word: &str) -> bool {
    ["Dr", "Mr", "Mrs", "Ms", "Miss", "Mx", "Professor"].contains(&word.trim_end_matches('.'))
}

/// First and last local day of a time.
fn stretch(span: &Span, zone: &TimeZone) -> Option<(Date, Date)> {
    let from = zone.to_datetime(span.from?).date();
    let last = span
        .until
        .and_then(|until| until.checked_sub(SignedDuration::from_nanos(1)).ok())
        .map_or(from, |last| zone.to_datetime(last).date());
    Some((from, last.max(from)))
}

/// `20 February 2026`.
pub(super) fn long(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
