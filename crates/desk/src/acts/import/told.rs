//! What an import tells a person: the counts that scripts rely on, and what is shown before
//! anything is sealed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use standfast_intake::{Counts, Left, Report, Source};
use standfast_model::{Occurred, instant};

use super::{MayBeTheirs, Plan, choose};
use crate::DeskError;

/// What was (or would be) taken in. `read = taken + left_out + already + not_understood`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Imported {
    /// The file's name.
    pub source: String,
    /// Its SHA-256, lower-case hex.
    pub sha256: String,
    /// Which reader.
    pub reader: String,
    /// Records in it.
    pub read: u64,
    /// New contacts.
    pub taken: u64,
    /// Records of others, and lines of the program itself.
    pub left_out: u64,
    /// Records that the case has already.
    pub already: u64,
    /// Records that could not be read.
    pub not_understood: u64,
    /// What was not understood or is doubtful, each with its place.
    pub problems: Vec<Trouble>,
    /// Of the taken: from the subject.
    pub from_subject: u64,
    /// Of the taken: from the clinician.
    pub from_clinician: u64,
    /// The first instant of what was taken.
    #[serde(serialize_with = "instant_or_null")]
    pub first: Option<Timestamp>,
    /// The last.
    #[serde(serialize_with = "instant_or_null")]
    pub last: Option<Timestamp>,
    /// The zone in which times without one were read.
    pub zone: String,
    /// `case` or `option`.
    pub zone_from: &'static str,
    /// Attachments that become exhibits.
    pub attachments: u64,
    /// Of a table: which column was read as what.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ReadColumn>,
    /// The entry of the import; none where nothing was sealed.
    pub entry: Option<u64>,
    /// Accounts that may be the subject's, with the reason; a person decides. Some are of people
    /// who are left out: shown, and kept nowhere.
    pub may_be_theirs: Vec<MayBeTheirs>,
    /// Of a dry run: the same by person, month and channel.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub by: Option<Breakdown>,
    /// The reader's name in words: "WhatsApp export".
    #[serde(skip)]
    pub reader_words: &'static str,
    /// Problems beyond those listed.
    #[serde(skip)]
    pub more_problems: u64,
    /// The first time in words, with its zone's letters.
    #[serde(skip)]
    pub first_words: Option<String>,
    /// The last.
    #[serde(skip)]
    pub last_words: Option<String>,
    /// How its dates were read, and what decided it.
    #[serde(skip)]
    pub date_order: Option<String>,
    /// The first messages taken.
    #[serde(skip)]
    pub sample: Vec<Sample>,
    /// What was left out, by reason.
    #[serde(skip)]
    pub left: BTreeMap<&'static str, u64>,
    /// What a person should know of this kind of export.
    #[serde(skip)]
    pub notes: Vec<String>,
    /// Whether the whole file was kept.
    #[serde(skip)]
    pub kept_source: bool,
    /// What could not be done beside the saving.
    #[serde(skip)]
    pub warnings: Vec<String>,
}

/// What an export holds, by person, month and channel. It is shown before anything is sealed, and
/// kept nowhere: it names people who are left out.
#[derive(Clone, Debug, Serialize)]
pub struct Breakdown {
    /// By sender as the export names them, those with most records first.
    pub people: Vec<PersonTold>,
    /// Records of senders beyond those named.
    pub more_people: u64,
    /// Of the taken, in the zone of the import; months with none are left out.
    pub months: Vec<Month>,
    /// Of the taken: `message`, `call`, …, or `not said`.
    pub channels: BTreeMap<String, u64>,
    /// Places where records of others were left out between those taken.
    pub gaps: u64,
    /// Kinds of things that the reader does not know yet, with how often they were met.
    pub unknown: BTreeMap<String, u64>,
    /// Files in the export that no record names.
    pub unnamed_files: u64,
    /// The first of them.
    #[serde(skip)]
    pub unnamed: Vec<String>,
}

/// One sender.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonTold {
    /// As the export names them; empty where it names nobody.
    pub name: String,
    /// New contacts.
    pub taken: u64,
    /// In the case already.
    pub already: u64,
    /// Not between the two.
    pub left_out: u64,
}

impl PersonTold {
    fn records(&self) -> u64 {
        self.taken + self.already + self.left_out
    }
}

/// One month of what was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// "2014-02".
    pub month: String,
    /// New contacts in it.
    pub taken: u64,
}

impl Breakdown {
    /// Files without a record that are named.
    const UNNAMED: usize = 5;

    pub(super) fn of(counts: Counts, report: Report) -> Self {
        let mut people: Vec<PersonTold> = counts
            .people
            .into_iter()
            .map(|(name, n)| PersonTold {
                name,
                taken: n.taken,
                already: n.already,
                left_out: n.left_out,
            })
            .collect();
        // Those of the conversation before those left out; a name decides between equals, so that
        // the same export gives the same list.
        people.sort_by(|a, b| {
            let between = |p: &PersonTold| p.taken + p.already > 0;
            (between(b), b.records(), &a.name).cmp(&(between(a), a.records(), &b.name))
        });
        Breakdown {
            people,
            more_people: counts.more_people,
            months: counts
                .months
                .into_iter()
                .map(|((year, month), taken)| Month {
                    month: format!("{year:04}-{month:02}"),
                    taken,
                })
                .collect(),
            channels: counts.channels,
            gaps: counts.gaps.len() as u64 + counts.more_gaps,
            unknown: report.unknown,
            unnamed_files: report.unnamed_files.len() as u64,
            unnamed: report
                .unnamed_files
                .into_iter()
                .take(Self::UNNAMED)
                .collect(),
        }
    }

    /// The bars of a chart: by month, or by year where the months would fill more than a screen.
    #[must_use]
    pub fn spans(&self) -> Vec<Month> {
        const MONTHS: usize = 24;
        if self.months.len() <= MONTHS {
            return self.months.clone();
        }
        let mut years: BTreeMap<&str, u64> = BTreeMap::new();
        for one in &self.months {
            let year = one.month.split('-').next().unwrap_or_default();
            *years.entry(year).or_default() += one.taken;
        }
        years
            .into_iter()
            .map(|(year, taken)| Month {
                month: year.to_owned(),
                taken,
            })
            .collect()
    }

    /// "message 498, call 3".
    #[must_use]
    pub fn channels_words(&self) -> String {
        let parts: Vec<String> = self
            .channels
            .iter()
            .map(|(channel, n)| format!("{channel} {n}"))
            .collect();
        parts.join(", ")
    }

    /// "is_pinned (3 times), sticker_pack (once)".
    #[must_use]
    pub fn unknown_words(&self) -> String {
        let parts: Vec<String> = self
            .unknown
            .iter()
            .map(|(what, n)| match n {
                1 => format!("{what} (once)"),
                n => format!("{what} ({n} times)"),
            })
            .collect();
        parts.join(", ")
    }

    /// "12, the first photos/a.jpg, photos/b.jpg".
    #[must_use]
    pub fn unnamed_words(&self) -> String {
        format!(
            "{}, the first {}",
            self.unnamed_files,
            self.unnamed.join(", ")
        )
    }
}

/// One thing not understood or doubtful; never its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// "line 77".
    pub at: String,
    /// Why, in words.
    pub why: String,
}

/// A column of a table, and what it was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadColumn {
    /// `time`, `from`, `words`, …
    pub field: &'static str,
    /// Its header.
    pub column: String,
    /// From 1.
    pub number: u64,
}

/// A message, shown before anything is sealed.
#[derive(Clone, Debug)]
pub struct Sample {
    /// When.
    pub occurred: Occurred,
    /// From the subject, or from the clinician.
    pub from_subject: bool,
    /// Its words, or what stands for them.
    pub words: String,
}

impl Imported {
    /// "2 lines of the program itself, 8 from other people".
    #[must_use]
    pub fn left_out_words(&self) -> String {
        let parts: Vec<String> = self
            .left
            .iter()
            .map(|(why, n)| format!("{n} {why}"))
            .collect();
        parts.join(", ")
    }

    /// "Europe/London, from the case".
    #[must_use]
    pub fn zone_words(&self) -> String {
        let from = if self.zone_from == "case" {
            "from the case"
        } else {
            "as said for this import"
        };
        format!("{}, {from}", self.zone)
    }
}

pub(super) fn summary(
    source: &Source,
    plan: &Plan,
    chosen: &choose::Chosen,
) -> Result<Imported, DeskError> {
    let (report, counts) = (&chosen.report, &chosen.counts);
    let zone = crate::Zone(plan.zone.clone());
    let words = |at: Timestamp| zone.shown(at);
    Ok(Imported {
        source: source.name().to_owned(),
        sha256: source.sha256()?,
        reader: report.reader.as_str().to_owned(),
        read: report.read,
        taken: counts.taken,
        left_out: counts.left_out(),
        already: counts.already,
        not_understood: report.not_understood,
        problems: report
            .problems
            .iter()
            .chain(&chosen.problems)
            .map(|p| Trouble {
                at: p.at.clone(),
                why: p.why.clone(),
            })
            .collect(),
        more_problems: report.more_problems,
        from_subject: counts.from_subject,
        from_clinician: counts.from_clinician,
        first: counts.first,
        last: counts.last,
        first_words: counts.first.map(words),
        last_words: counts.last.map(words),
        zone: plan.zone_name.clone(),
        zone_from: plan.zone_from,
        attachments: counts.attachments,
        columns: report
            .columns
            .iter()
            .map(|c| ReadColumn {
                field: c.field.as_str(),
                column: c.header.clone(),
                number: c.number as u64,
            })
            .collect(),
        entry: None,
        may_be_theirs: chosen.may_be_theirs.clone(),
        by: None,
        reader_words: reader_words(report.reader.as_str()),
        date_order: report.dates.as_ref().map(ToString::to_string),
        sample: chosen.sample.clone(),
        left: counts
            .left
            .iter()
            .map(|(why, n)| (Left::as_str(*why), *n))
            .collect(),
        notes: report
            .notes
            .iter()
            .cloned()
            .chain(chosen.by_hand.note())
            .collect(),
        kept_source: false,
        warnings: Vec::new(),
    })
}

pub(super) fn reader_words(reader: &str) -> &'static str {
    match reader {
        "whatsapp" => "WhatsApp export",
        "meta" => "Facebook, Messenger or Instagram download",
        "x" => "X archive",
        "sms-backup" => "SMS Backup & Restore",
        "telegram" => "Telegram Desktop export",
        "mbox" => "Mailbox (mbox)",
        "maildir" => "Folder of e-mails",
        "mail-archive" => "E-mail in an archive or a folder",
        "emlx" => "One e-mail (Apple Mail)",
        "msg" => "One e-mail (Outlook)",
        "eml" => "One e-mail",
        "table" => "Table",
        "diary" => "Dated lines",
        _ => "Export",
    }
}

fn instant_or_null<S: serde::Serializer>(at: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
    at.map(instant).serialize(to)
}
