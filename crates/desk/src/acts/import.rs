//! Take in an export: counted first, then sealed in batches, each durable by itself.
//!
//! Two passes over one file. The first counts and chooses; the second seals, while the reader is
//! some way ahead of it on a thread of its own. The entry of the import comes before its contacts,
//! so that an import which was cut off is known by its source and goes on where it stopped, as the
//! same import.

mod again;
mod ahead;
mod choose;
mod contact;
mod held;
mod seal;
mod theirs;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;
use standfast_case::{Case, Decided};
use standfast_intake::{Counts, DateOrder, KEEPER, Left, Parties, ReaderId, Settings as Reading};
use standfast_model::lists::{Channel, Party};
use standfast_model::{Body, Kind, Log, Normalised, Occurred, instant, kinds};
use standfast_vault::CaseLine;

pub use standfast_intake::{Field, Flow, IntakeError, Mapping, MappingError, Source, TableSeen};
pub use theirs::MayBeTheirs;

use super::given;
use crate::access::{Act, Permit};
use crate::custody::Settings;
use crate::{Desk, DeskError};

/// Take in an export.
pub struct ImportAct;
impl Act for ImportAct {
    const NAME: &'static str = "import";
}

/// What a person says with an export.
#[derive(Clone, Debug, Default)]
pub struct SaidImport {
    /// How it names the subject, beside the accounts of the case.
    pub accounts: Vec<String>,
    /// How it names the clinician, beside the accounts of the case.
    pub mine: Vec<String>,
    /// IANA name of the zone for times without one; left out means the case's.
    pub zone: Option<String>,
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
    /// Which reader reads it, where the person says so: `diary`.
    pub reader: Option<String>,
    /// Of a table: which column is what, each as `time=Date`.
    pub columns: Vec<String>,
    /// How what a table or diary tells of came, where it does not say: `letter`, `other: …`.
    pub channel: Option<String>,
    /// Count and show; seal nothing.
    pub dry_run: bool,
    /// Keep the whole file as an exhibit of class third-party.
    pub keep_source: bool,
    /// How many of the messages to show.
    pub sample: usize,
}

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

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It is counting and choosing: so many records were looked at. Nothing is sealed yet.
    Counted(u64),
    /// It is sealing.
    Sealed {
        /// So many contacts are sealed and durable.
        done: u64,
        /// Of so many.
        all: u64,
    },
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

/// All that both passes go by.
struct Plan {
    settings: Settings,
    reading: Reading,
    parties: Parties,
    reader: Option<ReaderId>,
    decided: Decided,
    zone: jiff::tz::TimeZone,
    zone_name: String,
    zone_from: &'static str,
    sample: usize,
}

impl Plan {
    /// By which names the subject is known here, normalised, in order.
    fn accounts(&self) -> Vec<String> {
        names(&self.parties.subject)
    }

    /// By which the clinician is.
    fn mine(&self) -> Vec<String> {
        names(&self.parties.clinician)
    }
}

fn names(accounts: &BTreeSet<Normalised>) -> Vec<String> {
    accounts.iter().map(|a| a.as_str().to_owned()).collect()
}

/// Gaps that an entry names; more are counted.
const GAPS: usize = 1000;

impl Desk {
    /// Takes in an export, or shows what would be taken.
    ///
    /// `progress` is asked again and again whether to go on. When it says stop, nothing was stored
    /// ([`Progress::Counted`]), or what was sealed stays, and the same import goes on from there.
    ///
    /// # Errors
    /// No such case; a source that is no export, or of which nothing is understood; dates that
    /// cannot be told without `date_order`; [`DeskError::Stopped`]; the vault. What was sealed
    /// before an error stays, and the same import goes on from there.
    pub fn import(
        &mut self,
        case: &str,
        source: &Source,
        said: SaidImport,
        progress: &mut dyn FnMut(Progress) -> Flow,
    ) -> Result<Imported, DeskError> {
        let (permit, line) = self.permit::<ImportAct>(case)?;
        if said.keep_source && source.folder().is_some() {
            return Err(DeskError::words(
                "a folder cannot be kept whole; nothing was stored",
                "Put it into a zip and attach that, or leave --keep-source out: each message is kept as it is.",
            ));
        }
        let plan = self.plan(&permit, &line, &said)?;
        let reader = match plan.reader {
            Some(said) => said,
            None => standfast_intake::detect(source)?,
        };
        if !said.dry_run
            && let Some(known) = again::known(self, &permit, &line, source, reader, &plan)?
        {
            return Ok(known);
        }
        let stager = if said.dry_run {
            None
        } else {
            Some(self.vault_mut(&permit).stager()?)
        };
        let chosen = choose::choose(
            self.vault(&permit),
            stager,
            &line,
            (source, reader),
            &plan,
            progress,
        )?;
        if chosen.stopped {
            return Err(DeskError::Stopped { sealed: 0, all: 0 });
        }
        let mut imported = summary(source, &plan, &chosen)?;
        if said.dry_run || chosen.fresh.len() == 0 {
            return Ok(imported);
        }
        seal::seal(
            self,
            &permit,
            line,
            source,
            &plan,
            chosen,
            said.keep_source,
            &mut imported,
            progress,
        )?;
        Ok(imported)
    }

    fn plan(
        &self,
        permit: &Permit<ImportAct>,
        line: &CaseLine,
        said: &SaidImport,
    ) -> Result<Plan, DeskError> {
        let settings = self.settings(permit, line)?;
        let mut reading = Reading::at(self.now());
        if let Some(word) = given(said.date_order.clone()) {
            reading.date_order = Some(DateOrder::parse(&word).ok_or_else(|| {
                DeskError::words(
                    format!("\"{word}\" is no order of dates; nothing was stored"),
                    "Say --date-order dmy (day first), mdy (month first) or ymd (year first)",
                )
            })?);
        }
        reading.mapping = mapping(&said.columns)?;
        reading.channel = channel(said.channel.clone())?;
        let reader = reader(said.reader.clone())?;
        let option = given(said.zone.clone());
        let (zone, zone_name, zone_from) = match option {
            Some(named) => (crate::zone::time_zone(&named)?, named, "option"),
            None => (settings.zone.clone(), settings.zone_name.clone(), "case"),
        };
        let (subject, clinician, decided) = self.known_accounts(permit, line)?;
        let parties = Parties::new(
            subject.iter().chain(&said.accounts).map(String::as_str),
            clinician
                .iter()
                .chain(&said.mine)
                .map(String::as_str)
                .chain([KEEPER]),
        );
        Ok(Plan {
            settings,
            reading,
            parties,
            reader,
            decided,
            zone,
            zone_name,
            zone_from,
            sample: said.sample,
        })
    }

    /// The accounts of the case as they stand: the subject's, the clinician's, and all that was
    /// decided about accounts.
    fn known_accounts(
        &self,
        permit: &Permit<ImportAct>,
        line: &CaseLine,
    ) -> Result<(Vec<String>, Vec<String>, Decided), DeskError> {
        let vault = self.vault(permit);
        let mut stored = Vec::new();
        vault.entries(
            line.number,
            Log::Record,
            0..line.record,
            Some(&[Kind::Account, Kind::Attribution]),
            &mut |e| {
                stored.push(e);
                Ok(true)
            },
        )?;
        let mut case = Case::new();
        for account in &stored {
            case.add(&account.read()?);
            for pointing in vault.pointing_at(line.number, account.n)? {
                case.add(&pointing.read()?);
            }
        }
        let (mut subject, mut clinician) = (Vec::new(), Vec::new());
        let mut decided = Decided::default();
        let view = case.now();
        for attribution in view.attributions() {
            decided.attribution(&attribution.body);
        }
        for account in view.accounts() {
            decided.account(&account.body);
            match account.body.of {
                Party::Subject => subject.push(account.body.value.clone()),
                Party::Clinician => clinician.push(account.body.value.clone()),
                Party::Other(_) => {}
            }
        }
        Ok((subject, clinician, decided))
    }
}

fn summary(source: &Source, plan: &Plan, chosen: &choose::Chosen) -> Result<Imported, DeskError> {
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
        reader_words: reader_words(report.reader.as_str()),
        date_order: report.dates.as_ref().map(ToString::to_string),
        sample: chosen.sample.clone(),
        left: counts
            .left
            .iter()
            .map(|(why, n)| (Left::as_str(*why), *n))
            .collect(),
        notes: report.notes.clone(),
        kept_source: false,
        warnings: Vec::new(),
    })
}

fn reader_words(reader: &str) -> &'static str {
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

/// The entry that is sealed first.
fn entry(imported: &Imported, plan: &Plan, counts: Counts, ends_with: Option<String>) -> Body {
    let more_gaps = counts.gaps.len().saturating_sub(GAPS) as u64 + counts.more_gaps;
    kinds::Import {
        accounts: plan.accounts(),
        mine: plan.mine(),
        gaps: counts
            .gaps
            .into_iter()
            .take(GAPS)
            .map(|gap| kinds::ImportGap {
                after: gap.after,
                before: gap.before,
                records: gap.records,
            })
            .collect(),
        more_gaps: (more_gaps > 0).then_some(more_gaps),
        ends_with,
        source_name: imported.source.clone(),
        source_sha256: imported.sha256.clone(),
        reader: imported.reader.clone(),
        reader_version: standfast_intake::VERSION.to_owned(),
        read: imported.read,
        taken: imported.taken,
        left_out: imported.left_out,
        already: imported.already,
        not_understood: imported.not_understood,
        from_subject: imported.from_subject,
        from_clinician: imported.from_clinician,
        attachments: imported.attachments,
        first: imported.first,
        last: imported.last,
        zone: imported.zone.clone(),
        zone_from: imported.zone_from.to_owned(),
        date_order: imported.date_order.clone(),
        problems: imported
            .problems
            .iter()
            .map(|p| kinds::ImportProblem {
                at: p.at.clone(),
                why: p.why.clone(),
            })
            .collect(),
        more_problems: (imported.more_problems > 0).then_some(imported.more_problems),
        mapping: mapped(imported),
    }
    .into()
}

/// The confirmed columns, as they are sealed.
fn mapped(imported: &Imported) -> Vec<kinds::ImportColumn> {
    imported
        .columns
        .iter()
        .map(|c| kinds::ImportColumn {
            field: c.field.to_owned(),
            column: c.column.clone(),
            number: c.number,
        })
        .collect()
}

/// The columns that a person named; none where nobody named any.
fn mapping(said: &[String]) -> Result<Option<Mapping>, DeskError> {
    if said.is_empty() {
        return Ok(None);
    }
    Mapping::parse(said.iter().map(String::as_str))
        .map(Some)
        .map_err(|error| DeskError::words(error.to_string(), error.advice()))
}

fn channel(said: Option<String>) -> Result<Option<Channel>, DeskError> {
    let Some(word) = given(said) else {
        return Ok(None);
    };
    if let Some(own) = word.strip_prefix("other:") {
        return Ok(Some(Channel::Other(own.trim().to_owned())));
    }
    match Channel::listed(&word) {
        Some(listed) => Ok(Some(listed)),
        None => Err(DeskError::words(
            format!("\"{word}\" is no channel; nothing was stored"),
            format!(
                "Say one of: {}, or \"other: your own word\"",
                Channel::WORDS.join(", ")
            ),
        )),
    }
}

fn reader(said: Option<String>) -> Result<Option<ReaderId>, DeskError> {
    let Some(word) = given(said) else {
        return Ok(None);
    };
    let readers = || standfast_intake::READERS.iter().map(|r| r.id());
    match readers().find(|id| id.as_str() == word) {
        Some(id) => Ok(Some(id)),
        None => {
            let all: Vec<&str> = readers().map(ReaderId::as_str).collect();
            Err(DeskError::words(
                format!("\"{word}\" is no reader; nothing was stored"),
                format!("Say one of: {}", all.join(", ")),
            ))
        }
    }
}

fn instant_or_null<S: serde::Serializer>(at: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
    at.map(instant).serialize(to)
}
