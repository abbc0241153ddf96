//! What is derived from entries so that they are found again: lines of the timeline, words,
//! pointers, exhibits, identities, the name of a case.
//!
//! The same code runs when an act is committed, when everything is rebuilt, and when `verify` compares.
//! A correction does not take words away: both what was said first and what is right is found.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;
use standfast_case::apply_corrections;
use standfast_model::kinds::Correction;
use standfast_model::{Body, Entry, FieldValue as _, Fields, Kind, Log, Occurred};

use crate::identity::found_by;
use crate::many::each;
use crate::records::{Batch, LineRow, LogAt, Reading};
use crate::stored::Stored;
use crate::{CaseNo, VaultError};

/// The fields by whose words an entry is found.
const FOUND_BY: [&str; 12] = [
    "title",
    "words",
    "effect",
    "reply",
    "clinical",
    "place",
    "platform",
    "from_account",
    "towards",
    "witnesses",
    "by",
    "reference",
];

/// An entry of the record log that is being written (or read again), with what it says.
pub(crate) struct Fresh {
    pub(crate) n: u64,
    pub(crate) kind: Kind,
    pub(crate) recorded: Timestamp,
    pub(crate) fields: Fields,
}

/// Adds to a batch what is derived from `fresh`: all of one record log, ascending.
pub(crate) fn derive(
    reading: &dyn Reading,
    case: CaseNo,
    fresh: &[Fresh],
    batch: &mut Batch,
) -> Result<(), VaultError> {
    let outward = derive_alone(fresh, batch);
    derive_rest(reading, case, fresh, &outward, batch)
}

/// What of an act reaches beyond its own entries.
#[derive(Default)]
pub(crate) struct Outward {
    /// It says something of the case itself.
    named: bool,
    /// The entries that it corrects, ascending.
    corrected: Vec<u64>,
}

/// Adds what `fresh` gives by itself, whatever else stands in the log.
pub(crate) fn derive_alone(fresh: &[Fresh], batch: &mut Batch) -> Outward {
    let mut named = false;
    let mut corrected = Vec::new();
    let corrections = corrections_of(fresh);
    let derived = each(fresh, |entry| {
        let line = match entry.kind {
            Kind::Correction => None,
            _ => line(entry, &corrections_among(&corrections, entry.n)),
        };
        (entry, own(entry), line)
    });
    for (entry, own, line) in derived {
        batch
            .pointers
            .extend(own.points_at.map(|target| (target, entry.n)));
        batch.exhibits.extend(
            own.exhibit
                .map(|(number, reference)| (number, reference, entry.n)),
        );
        batch.identities.extend(own.identity);
        named |= entry.kind == Kind::Case;
        if entry.kind == Kind::Correction {
            corrected.extend(own.points_at);
        }
        batch.lines.extend(line);
    }
    // Neighbours in their index are written one after the other.
    batch.identities.sort_unstable();
    corrected.sort_unstable();
    corrected.dedup();
    Outward { named, corrected }
}

/// Adds what follows from `fresh` for older entries.
pub(crate) fn derive_rest(
    reading: &dyn Reading,
    case: CaseNo,
    fresh: &[Fresh],
    outward: &Outward,
    batch: &mut Batch,
) -> Result<(), VaultError> {
    let mut named = outward.named;
    let corrections = corrections_of(fresh);
    let first = fresh.first().map_or(0, |entry| entry.n);
    for &n in &outward.corrected {
        if n >= first {
            named |= fresh
                .iter()
                .any(|entry| entry.n == n && entry.kind == Kind::Case);
            continue;
        }
        let Some(older) = read(reading, case, n)? else {
            continue;
        };
        let mut all = corrections_before(reading, case, n, first)?;
        all.extend(corrections_among(&corrections, n));
        named |= older.kind == Kind::Case;
        batch.lines.extend(line(&older, &all));
    }
    if named {
        batch.named = Some(name(reading, case, fresh, first)?);
    }
    Ok(())
}

/// What one entry gives by itself.
pub(crate) struct Own {
    pub(crate) points_at: Option<u64>,
    pub(crate) exhibit: Option<(u64, String)>,
    pub(crate) identity: Option<[u8; 16]>,
}

pub(crate) fn own(entry: &Fresh) -> Own {
    let number = |field: &str| entry.fields.get(field).and_then(Value::as_u64);
    let points_at = match entry.kind {
        Kind::Exhibit => number("of"),
        Kind::Correction => number("corrects"),
        Kind::Retraction => number("retracts"),
        _ => None,
    };
    let exhibit = match entry.kind {
        Kind::Exhibit => entry
            .fields
            .text("reference")
            .map(|reference| (number_of(reference), reference.to_owned())),
        _ => None,
    };
    let identity = match entry.kind {
        Kind::Contact => entry
            .fields
            .get("source")
            .and_then(|source| source.get("identity"))
            .and_then(Value::as_str)
            .map(found_by),
        _ => None,
    };
    Own {
        points_at,
        exhibit,
        identity,
    }
}

/// The number of an exhibit: `ABC/7` is 7.
pub(crate) fn number_of(reference: &str) -> u64 {
    // Beyond what a column holds it is nobody's numbering.
    reference
        .rsplit('/')
        .next()
        .and_then(|n| n.parse().ok())
        .filter(|n| *n <= 1 << 53)
        .unwrap_or(0)
}

/// The line of a contact, measure or outcome, with its corrections applied; other kinds have none.
pub(crate) fn line(entry: &Fresh, corrections: &[Correction]) -> Option<LineRow> {
    if !matches!(entry.kind, Kind::Contact | Kind::Measure | Kind::Outcome) {
        return None;
    }
    let mut words = String::new();
    let right = corrected(entry, corrections);
    let fields = right.as_ref().unwrap_or(&entry.fields);
    for field in FOUND_BY {
        gather(fields.get(field), &mut words);
    }
    if right.is_some() {
        for field in FOUND_BY
            .into_iter()
            .filter(|f| fields.get(f) != entry.fields.get(f))
        {
            gather(entry.fields.get(field), &mut words);
        }
    }
    let at = fields
        .get("occurred")
        .and_then(Occurred::from_value)
        .map_or(entry.recorded, |occurred| occurred.sort_key(entry.recorded));
    Some(LineRow {
        n: entry.n,
        at: at.as_millisecond(),
        channel: fields.text("channel").map(str::to_owned),
        words,
    })
}

/// The fields as they stand now; `None` where nothing corrects them, or what does cannot be applied
/// (then what was said first is what is found).
fn corrected(entry: &Fresh, corrections: &[Correction]) -> Option<Fields> {
    if corrections.is_empty() {
        return None;
    }
    let body = Body::from_fields(entry.kind, &entry.fields).ok()?;
    let first = Entry {
        n: entry.n,
        recorded: entry.recorded,
        body,
    };
    let right = apply_corrections(&first, &corrections.iter().collect::<Vec<_>>()).ok()?;
    Some(right.body.to_fields())
}

fn gather(value: Option<&Value>, words: &mut String) {
    match value {
        Some(Value::String(text)) => {
            if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(text);
        }
        Some(Value::Array(items)) => items.iter().for_each(|item| gather(Some(item), words)),
        _ => {}
    }
}

/// The corrections of a whole record log, by the entry that they correct.
pub(crate) type Corrections = BTreeMap<u64, Vec<Correction>>;

/// Reads every correction of a record log; what cannot be read is passed over, others name it.
pub(crate) fn all_corrections(
    reading: &dyn Reading,
    case: CaseNo,
) -> Result<Corrections, VaultError> {
    let at = LogAt {
        case,
        log: Log::Record,
    };
    let mut all = Corrections::new();
    let mut next = 0;
    loop {
        let page = reading.page(at, next..u64::MAX, Some(&[Kind::Correction.as_str()]), 500)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        next = last.n + 1;
        for kept in page {
            let Ok(stored) = Stored::of(at, kept) else {
                continue;
            };
            let Ok(Some(entry)) = fresh(&stored) else {
                continue;
            };
            let target = own(&entry).points_at.filter(|target| *target < entry.n);
            if let (Some(target), Ok(correction)) = (target, Correction::from_fields(&entry.fields))
            {
                all.entry(target).or_default().push(correction);
            }
        }
    }
}

/// The corrections of an act. Most acts and imports hold none: nothing is searched for then.
fn corrections_of(fresh: &[Fresh]) -> Vec<&Fresh> {
    fresh
        .iter()
        .filter(|entry| entry.kind == Kind::Correction)
        .collect()
}

fn corrections_among(corrections: &[&Fresh], n: u64) -> Vec<Correction> {
    corrections
        .iter()
        .filter(|e| e.n > n && own(e).points_at == Some(n))
        .filter_map(|e| Correction::from_fields(&e.fields).ok())
        .collect()
}

fn corrections_before(
    reading: &dyn Reading,
    case: CaseNo,
    n: u64,
    first: u64,
) -> Result<Vec<Correction>, VaultError> {
    let mut corrections = Vec::new();
    let sources = reading.pointing_at(case, n)?;
    for source in sources
        .into_iter()
        .filter(|source| *source > n && *source < first)
    {
        if let Some(entry) = read(reading, case, source)?
            && entry.kind == Kind::Correction
        {
            corrections.extend(Correction::from_fields(&entry.fields).ok());
        }
    }
    Ok(corrections)
}

/// Reads an entry of the record log; `None`: no such entry, or one of a newer version.
fn read(reading: &dyn Reading, case: CaseNo, n: u64) -> Result<Option<Fresh>, VaultError> {
    let at = LogAt {
        case,
        log: Log::Record,
    };
    match reading.entry(at, n)? {
        Some(kept) => fresh(&Stored::of(at, kept)?),
        None => Ok(None),
    }
}

/// What an entry says, as far as this version knows its kind.
pub(crate) fn fresh(stored: &Stored) -> Result<Option<Fresh>, VaultError> {
    let Some(kind) = Kind::parse(&stored.kind) else {
        return Ok(None);
    };
    Ok(Some(Fresh {
        n: stored.n,
        kind,
        recorded: stored.recorded,
        fields: stored.fields()?,
    }))
}

/// The short name of a case and whether it is closed: each from the last entry that says so.
pub(crate) fn name(
    reading: &dyn Reading,
    case: CaseNo,
    fresh: &[Fresh],
    first: u64,
) -> Result<(String, bool), VaultError> {
    let at = LogAt {
        case,
        log: Log::Record,
    };
    let among = corrections_of(fresh);
    let mut name = String::new();
    let mut closed = false;
    let mut take = |entry: &Fresh, corrections: &[Correction]| {
        let right = corrected(entry, corrections);
        let fields = right.as_ref().unwrap_or(&entry.fields);
        if let Some(said) = fields.text("name") {
            said.clone_into(&mut name);
        }
        closed |= fields
            .get("closed")
            .and_then(Value::as_bool)
            .unwrap_or(false);
    };
    let mut next = 0;
    loop {
        let page = reading.page(at, next..first, Some(&[Kind::Case.as_str()]), 100)?;
        let Some(last) = page.last() else { break };
        next = last.n + 1;
        for kept in page {
            let stored = Stored::of(at, kept)?;
            let mut corrections = corrections_before(reading, case, stored.n, first)?;
            corrections.extend(corrections_among(&among, stored.n));
            if let Some(entry) = self::fresh(&stored)? {
                take(&entry, &corrections);
            }
        }
    }
    for entry in fresh.iter().filter(|entry| entry.kind == Kind::Case) {
        take(entry, &corrections_among(&among, entry.n));
    }
    Ok((name, closed))
}

/// The part of each derived row in the sum over all of them.
pub(crate) mod sum {
    use sha2::{Digest as _, Sha256};

    use crate::CaseNo;

    fn of(parts: &[&[u8]]) -> u128 {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..]: [u8; 32] = hash.finalize().into();
        u128::from_be_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p])
    }

    pub(crate) fn line(case: CaseNo, n: u64, at: i64, channel: Option<&str>, words: &str) -> u128 {
        let (has, channel) = (u8::from(channel.is_some()), channel.unwrap_or_default());
        of(&[
            &case.0.to_be_bytes(),
            &n.to_be_bytes(),
            &at.to_be_bytes(),
            &[has],
            channel.as_bytes(),
            words.as_bytes(),
        ])
    }

    pub(crate) fn pointer(case: CaseNo, target: u64, source: u64) -> u128 {
        of(&[
            &case.0.to_be_bytes(),
            &target.to_be_bytes(),
            &source.to_be_bytes(),
        ])
    }

    pub(crate) fn exhibit(case: CaseNo, number: u64, reference: &str, n: u64) -> u128 {
        of(&[
            &case.0.to_be_bytes(),
            &number.to_be_bytes(),
            reference.as_bytes(),
            &n.to_be_bytes(),
        ])
    }

    pub(crate) fn identity(case: CaseNo, identity: &[u8; 16]) -> u128 {
        of(&[&case.0.to_be_bytes(), identity])
    }
}
