//! The account of a statement, from the entries: what each holds, in the words of a statement's time and place.
//!
//! Only what is open: no clinical fact, no witness or other third party, no account number or address. What an export
//! brought is quoted; what the clinician wrote is said to be written. Many messages of one day and one import are told
//! as one, unless somebody said something of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use standfast_case::{Contact, View};
use standfast_model::lists::{Channel, Party};
use standfast_model::{Body, Occurred, Precision};
use standfast_papers::Told;
use standfast_vault::{CaseLine, Vault};

use super::known::long;
use crate::DeskError;
use crate::looks::Line;

/// More paragraphs than this nobody signs; the press would need too much room too.
const MOST: usize = 1_000;
/// A message of an export is quoted up to so many letters.
const QUOTE: usize = 300;
/// So many alike of a day are told as one.
const ALIKE: usize = 4;

/// An entry that is told, or several alike.
pub(super) struct Teller {
    /// Their numbers.
    ns: Vec<u64>,
    kind: String,
    from: &'static str,
    platform: Option<String>,
    /// The import that brought it.
    import: Option<u64>,
    hearsay: bool,
    /// Exhibits of that import.
    exhibits: Vec<String>,
}

/// What a case tells, in order of time; contacts by the subject and what was done.
pub(super) fn tellers(view: &View<'_>) -> Vec<Teller> {
    let mut all: Vec<(Timestamp, Timestamp, Teller)> = Vec::new();
    let mut last: Option<(usize, jiff::civil::Date)> = None;
    for contact in view.contacts() {
        if contact.from != Party::Subject {
            continue;
        }
        let kind = contact
            .channel
            .as_ref()
            .map_or_else(|| "other".to_owned(), |c| c.as_str().to_owned());
        let moment = contact.moment();
        let day = contact.span.day(view.zone());
        // What nobody said anything of, beside others alike of the same import and day.
        if let (Some((at, of)), Some(day), Some(import)) = (last, day, contact.import)
            && day == of
            && is_bare(contact)
            && let Some((_, _, teller)) = all.get_mut(at)
            && teller.import == Some(import)
            && teller.kind == kind
        {
            teller.ns.push(contact.n);
            continue;
        }
        let exhibits = contact
            .import
            .map(|import| {
                view.exhibits_of(import)
                    .map(|e| e.body.reference.clone())
                    .collect()
            })
            .unwrap_or_default();
        last = day.filter(|_| is_bare(contact)).map(|day| (all.len(), day));
        all.push((
            moment.key(),
            contact.recorded,
            Teller {
                ns: vec![contact.n],
                kind,
                from: "subject",
                platform: contact.platform.as_deref().map(str::to_owned),
                import: contact.import,
                hearsay: contact.channel == Some(Channel::ThirdParty)
                    || view.person(contact).is_some(),
                exhibits,
            },
        ));
    }
    for measure in view.measures() {
        all.push((
            measure.moment().key(),
            measure.recorded,
            Teller {
                ns: vec![measure.n],
                kind: measure.body.measure.as_str().to_owned(),
                from: "measure",
                platform: None,
                import: None,
                hearsay: false,
                exhibits: Vec::new(),
            },
        ));
    }
    all.sort_by_key(|(at, recorded, _)| (*at, *recorded));
    all.into_iter().map(|(_, _, teller)| teller).collect()
}

fn is_bare(contact: &Contact) -> bool {
    contact.import.is_some() && contact.signs.is_empty() && !contact.answered
}

/// Reads the words of what is told.
///
/// # Errors
/// An entry that cannot be read; more than can be told.
pub(super) fn told(
    vault: &Vault,
    case: &CaseLine,
    zone: &TimeZone,
    tellers: &[Teller],
) -> Result<Vec<Told>, DeskError> {
    let mut out = Vec::new();
    for teller in tellers {
        if teller.ns.len() >= ALIKE {
            let (Some(first), Some(last)) = (teller.ns.first(), teller.ns.last()) else {
                continue;
            };
            let lines = Line::of(vault, case, &[*first, *last])?;
            let ends: Vec<&Occurred> = lines.iter().filter_map(Line::occurred).collect();
            out.push(Told {
                entries: runs(&teller.ns),
                kind: teller.kind.clone(),
                from: teller.from.to_owned(),
                count: teller.ns.len(),
                values: many(teller, &ends, zone),
                hearsay: teller.hearsay,
            });
        } else {
            for line in Line::of(vault, case, &teller.ns)? {
                if line.retracted.is_none() {
                    out.push(one(teller, &line, zone));
                }
            }
        }
        if out.len() > MOST {
            return Err(DeskError::words(
                format!("the account has more than {MOST} paragraphs; nothing was saved"),
                "A statement of that length helps nobody. Give the log itself: standfast disclose",
            ));
        }
    }
    Ok(out)
}

fn one(teller: &Teller, line: &Line, zone: &TimeZone) -> Told {
    let mut values = BTreeMap::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            values.insert(name.to_owned(), value);
        }
    };
    let when = line.occurred().map(|occurred| said(occurred, zone));
    let (lead, then) = when.unzip();
    put(
        "when",
        lead.zip(then.as_ref())
            .map(|(lead, then)| format!("{lead} {then}")),
    );
    put("then", then);
    put("platform", teller.platform.clone());
    put(
        "written",
        Some(format!("On {}", clock(line.entry.recorded, zone))),
    );
    let own: Vec<String> = line.exhibits.iter().map(|e| e.reference.clone()).collect();
    let exhibits = if own.is_empty() {
        &teller.exhibits
    } else {
        &own
    };
    put("exhibits", Some(exhibits.join(", ")));
    if let Body::Contact(contact) = &line.entry.body {
        put("place", contact.place.clone());
        put("effect", contact.effect.clone());
        put("reply", contact.reply.clone());
        let words = contact.words.clone();
        if contact.source.is_some() {
            // A long letter is not written out: it is produced.
            let short = words.filter(|w| w.chars().count() <= QUOTE && !w.contains('\n'));
            put("quoted", short);
        } else {
            put("words", words);
        }
    }
    Told {
        // What was corrected since rests on the corrections too.
        entries: runs(&[&[line.entry.n], line.corrected_by.as_slice()].concat()),
        kind: teller.kind.clone(),
        from: teller.from.to_owned(),
        count: 1,
        values,
        hearsay: teller.hearsay,
    }
}

fn many(teller: &Teller, ends: &[&Occurred], zone: &TimeZone) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    if let Some(platform) = &teller.platform {
        values.insert("platform".to_owned(), platform.clone());
    }
    if !teller.exhibits.is_empty() {
        values.insert("exhibits".to_owned(), teller.exhibits.join(", "));
    }
    if let [Some(first), Some(last)] = ends.iter().map(|o| o.from).collect::<Vec<_>>().as_slice() {
        let when = format!(
            "On {}, between {} and {},",
            long(zone.to_datetime(*first).date()),
            hour(*first, zone),
            hour(*last, zone)
        );
        values.insert("when".to_owned(), when);
    }
    values
}

/// "On" and "9 February 2026 at 7:48pm", as exactly as it is known.
fn said(occurred: &Occurred, zone: &TimeZone) -> (&'static str, String) {
    let Some(from) = occurred.from else {
        return ("At", "a time that I do not know".to_owned());
    };
    let day = long(zone.to_datetime(from).date());
    match occurred.precision {
        Precision::Second | Precision::Minute => ("On", clock(from, zone)),
        // What "about" means lies around the time that was said.
        Precision::About => {
            let until = occurred.until.unwrap_or(from);
            let half = until.duration_since(from) / 2;
            let middle = from.checked_add(half).unwrap_or(from);
            ("On", format!("{day} at about {}", hour(middle, zone)))
        }
        Precision::PartOfDay => match occurred.text.rsplit_once(", ") {
            Some((_, part)) => ("On", format!("{day} ({part})")),
            None => ("On", day),
        },
        Precision::Day => ("On", day),
        Precision::Month | Precision::Year => ("In", occurred.text.clone()),
        Precision::Range | Precision::NotSure => ("At", format!("some time ({})", occurred.text)),
    }
}

fn clock(at: Timestamp, zone: &TimeZone) -> String {
    format!(
        "{} at {}",
        long(zone.to_datetime(at).date()),
        hour(at, zone)
    )
}

/// `7:48pm`, `11am`.
fn hour(at: Timestamp, zone: &TimeZone) -> String {
    let time = zone.to_datetime(at).time();
    let form = if time.minute() == 0 {
        "%-I%P"
    } else {
        "%-I:%M%P"
    };
    time.strftime(form).to_string()
}

/// `13 to 23, 25`.
fn runs(ns: &[u64]) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    let mut sorted = ns.to_vec();
    sorted.sort_unstable();
    for n in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(n) => *last = n,
            _ => runs.push((n, n)),
        }
    }
    runs.iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            _ => format!("{first} to {last}"),
        })
        .collect::<Vec<_>>()
        .join(", ")
}
