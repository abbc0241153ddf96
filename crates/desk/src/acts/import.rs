//! Take in an export: counted first, then sealed in batches, each durable by itself.
//!
//! Two passes over one file. The first counts and chooses; the second seals, while the reader is
//! some way ahead of it on a thread of its own. The entry of the import comes before its contacts,
//! so that an import which was cut off is known by its source and goes on where it stopped, as the
//! same import.

mod again;
mod ahead;
mod by_hand;
mod choose;
mod contact;
mod entry;
mod held;
mod said;
mod seal;
mod theirs;
mod told;

use std::collections::BTreeSet;

use standfast_case::{Case, Decided};
use standfast_intake::{DateOrder, KEEPER, Parties, ReaderId, Settings as Reading};
use standfast_model::lists::Party;
use standfast_model::{Kind, Log, Normalised};
use standfast_vault::CaseLine;

pub use said::SaidImport;
pub use standfast_intake::{
    Field, Flow, Given, IntakeError, Mapping, MappingError, Source, TableSeen,
};
pub use theirs::MayBeTheirs;
pub use told::{Breakdown, Imported, Month, PersonTold, ReadColumn, Sample, Trouble};

use super::given;
use crate::access::{Act, Permit};
use crate::custody::Settings;
use crate::{Desk, DeskError};

/// Take in an export.
pub struct ImportAct;
impl Act for ImportAct {
    const NAME: &'static str = "import";
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

    /// By which the clinician is; not the name by which readers mean whoever kept a log.
    fn mine(&self) -> Vec<String> {
        let keeper = standfast_model::normalise(KEEPER);
        let mut mine = names(&self.parties.clinician);
        mine.retain(|name| name != keeper.as_str());
        mine
    }
}

fn names(accounts: &BTreeSet<Normalised>) -> Vec<String> {
    accounts.iter().map(|a| a.as_str().to_owned()).collect()
}

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
        let stamp = source.stamp(self.now());
        let stamped = (source, stamp.as_ref());
        if !said.dry_run
            && let Some(known) = again::known(self, &permit, &line, stamped, reader, &plan)?
        {
            again::remember(self, &permit, stamp.as_ref(), &known.sha256);
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
        let mut imported = told::summary(source, &plan, &chosen)?;
        if said.dry_run {
            imported.by = Some(Breakdown::of(chosen.counts, chosen.report));
            return Ok(imported);
        }
        if chosen.fresh.len() == 0 {
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
        again::remember(self, &permit, stamp.as_ref(), &imported.sha256);
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
        reading.mapping = said.mapping()?;
        reading.channel = said.channel()?;
        let reader = said.reader()?;
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
