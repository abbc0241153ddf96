//! The desk itself: one opened vault, one person, one clock. Everything passes through here.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use standfast_case::Case;
use standfast_model::{Body, Kind, Log, Said};
use standfast_papers::{Override, TemplateSet};
use standfast_pathway::Packs;
use standfast_vault::{
    Act as Commit, ActCase, CaseLine, CaseNo, Create, Entropy, Mode, Part, Place, Placed, Staged,
    Staging, Unlock, Vault, VaultError,
};

use crate::access::{self, Act, Actor, Permit, Role};
use crate::zone::{DEFAULT_ZONE, time_zone};
use crate::{Clock, DeskError};

/// Gives the next part of an act: entries of the record log, and their originals.
pub(crate) type Parts<'a> =
    dyn FnMut(&mut Staging<'_>) -> Result<Option<(Vec<Body>, Vec<Staged>)>, VaultError> + 'a;

/// An opened vault with a person and a clock.
pub struct Desk {
    vault: Vault,
    actor: Actor,
    clock: Box<dyn Clock>,
    packs: OnceLock<Arc<Packs>>,
    templates: OnceLock<Arc<TemplateSet>>,
    folded: HashMap<CaseNo, Folded>,
}

/// A case as it stood when `record` and `private` entries had been folded.
struct Folded {
    record: u64,
    private: u64,
    case: Case,
}

/// What a new vault answers once.
pub struct Opening {
    /// The opened vault.
    pub desk: Desk,
    /// The recovery key: shown once, kept nowhere.
    pub recovery_key: standfast_vault::SecretString,
    /// The fingerprint of the signing key: what a reader compares.
    pub fingerprint: String,
}

impl Desk {
    /// Makes a new vault in a folder that is not there yet, or empty.
    ///
    /// # Errors
    /// As of [`Vault::create`].
    pub fn create(
        place: &Place<'_>,
        how: Create,
        clock: Box<dyn Clock>,
        entropy: Box<dyn Entropy>,
    ) -> Result<Opening, DeskError> {
        let created = Vault::create(place, how, entropy)?;
        Ok(Opening {
            desk: Desk::with(created.vault, clock),
            recovery_key: created.recovery_key,
            fingerprint: created.fingerprint,
        })
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// As of [`Vault::open`].
    pub fn open(
        place: &Place<'_>,
        key: &Unlock,
        mode: Mode,
        clock: Box<dyn Clock>,
        entropy: Box<dyn Entropy>,
    ) -> Result<Desk, DeskError> {
        let vault = Vault::open(place, key, mode, entropy)?;
        Ok(Desk::with(vault, clock))
    }

    fn with(vault: Vault, clock: Box<dyn Clock>) -> Desk {
        let actor = Actor { role: Role::Holder };
        Desk {
            vault,
            actor,
            clock,
            packs: OnceLock::new(),
            templates: OnceLock::new(),
            folded: HashMap::new(),
        }
    }

    /// Closes the vault: its journal is folded in and removed, its lock let go.
    ///
    /// # Errors
    /// The disk.
    pub fn close(self) -> Result<(), DeskError> {
        Ok(self.vault.close()?)
    }

    /// Now, by our clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Whether everything in this vault is invented.
    #[must_use]
    pub fn demonstration(&self) -> bool {
        self.vault.facts().demonstration
    }

    /// The fingerprint of the vault's signing key.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        self.vault.facts().fingerprint.clone()
    }

    /// What to tell whoever opened the vault, in words.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        self.vault
            .warnings()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    /// The guidance packs in use: read when first asked for, so that logging never waits for them.
    ///
    /// # Errors
    /// Packs that do not hold together.
    pub(crate) fn packs(&self) -> Result<Arc<Packs>, DeskError> {
        if let Some(packs) = self.packs.get() {
            return Ok(Arc::clone(packs));
        }
        let packs = Arc::new(Packs::shipped()?);
        Ok(Arc::clone(self.packs.get_or_init(|| packs)))
    }

    /// The letters that can be written: the built-in ones, until [`Desk::use_templates`] says otherwise.
    ///
    /// # Errors
    /// Templates that do not hold together.
    pub(crate) fn templates(&self) -> Result<Arc<TemplateSet>, DeskError> {
        if let Some(templates) = self.templates.get() {
            return Ok(Arc::clone(templates));
        }
        let templates = Arc::new(TemplateSet::built_in()?);
        Ok(Arc::clone(self.templates.get_or_init(|| templates)))
    }

    /// Takes a practice's own wording of letters.
    ///
    /// # Errors
    /// A wording that cannot be used; nothing is taken of any then.
    pub fn use_templates(&mut self, own: &[Override]) -> Result<(), DeskError> {
        let templates = Arc::new(TemplateSet::with_overrides(own)?);
        self.templates = OnceLock::from(templates);
        Ok(())
    }

    /// Leave to do `A` on the case called `named` (short name, number or id).
    pub(crate) fn permit<A: Act>(&self, named: &str) -> Result<(Permit<A>, CaseLine), DeskError> {
        let line = self
            .vault
            .case(named.trim().trim_start_matches('#'))?
            .ok_or_else(|| DeskError::NoCase(named.to_owned()))?;
        let permit = access::decide::<A>(&self.actor, Some(line.number))?;
        Ok((permit, line))
    }

    /// Leave to do `A` on the vault as a whole.
    pub(crate) fn permit_vault<A: Act>(&self) -> Result<Permit<A>, DeskError> {
        Ok(access::decide::<A>(&self.actor, None)?)
    }

    /// The vault, for whoever has leave.
    pub(crate) fn vault<A: Act>(&self, _: &Permit<A>) -> &Vault {
        &self.vault
    }

    /// The vault, to stage or rebuild.
    pub(crate) fn vault_mut<A: Act>(&mut self, _: &Permit<A>) -> &mut Vault {
        &mut self.vault
    }

    /// Seals one act: durable when this returns.
    pub(crate) fn seal<A: Act>(
        &mut self,
        _: &Permit<A>,
        case: Option<&CaseLine>,
        record: Vec<Body>,
        private: Vec<Body>,
        staged: Vec<Staged>,
    ) -> Result<(Placed, Vec<String>), DeskError> {
        let recorded = self.clock.now();
        let mut warnings = Vec::new();
        warnings.extend(self.set_back(case, recorded)?);
        if record.iter().any(|body| not_yet(body, recorded)) {
            warnings.push(
                "The time that was given is later than now. It was saved as given. If that was a \
                 slip: standfast correct, with --field occurred."
                    .to_owned(),
            );
        }
        let placed = self.vault.commit(Commit {
            case: act_case(case),
            record,
            private,
            staged,
            recorded,
        })?;
        warnings.extend(placed.warning.iter().map(ToString::to_string));
        Ok((placed, warnings))
    }

    /// Seals one act of the record log that comes in parts, each as entries and their originals:
    /// durable as a whole when this returns.
    pub(crate) fn seal_parts<A: Act>(
        &mut self,
        _: &Permit<A>,
        case: &CaseLine,
        parts: &mut Parts<'_>,
    ) -> Result<(Placed, Vec<String>), DeskError> {
        let mut warnings = Vec::new();
        warnings.extend(self.set_back(Some(case), self.clock.now())?);
        let clock = &*self.clock;
        let placed = self
            .vault
            .commit_parts(&act_case(Some(case)), &mut |staging| {
                Ok(parts(staging)?.map(|(record, staged)| Part {
                    record,
                    private: Vec::new(),
                    staged,
                    recorded: clock.now(),
                }))
            })?;
        warnings.extend(placed.warning.iter().map(ToString::to_string));
        Ok((placed, warnings))
    }

    /// What to say where the clock was set back.
    fn set_back(
        &self,
        case: Option<&CaseLine>,
        recorded: Timestamp,
    ) -> Result<Option<String>, VaultError> {
        let last = case.map(|line| self.last_recorded(line)).transpose()?;
        Ok(last.flatten().filter(|last| recorded < *last).map(|_| {
            "This computer's clock shows a time before the last entry's. It was saved as the \
             clock shows; set the clock."
                .to_owned()
        }))
    }

    fn last_recorded(&self, line: &CaseLine) -> Result<Option<Timestamp>, VaultError> {
        match line.record.checked_sub(1) {
            Some(n) => Ok(self
                .vault
                .entry(line.number, Log::Record, n)?
                .map(|e| e.recorded)),
            None => Ok(None),
        }
    }

    /// The case as it stands, folded from its entries; each entry is folded once.
    pub(crate) fn fold<A: Act>(
        &mut self,
        _: &Permit<A>,
        line: &CaseLine,
    ) -> Result<&Case, DeskError> {
        let folded = self.folded.entry(line.number).or_insert_with(|| Folded {
            record: 0,
            private: 0,
            case: Case::new(),
        });
        for (log, done, size) in [
            (Log::Record, &mut folded.record, line.record),
            (Log::Private, &mut folded.private, line.private),
        ] {
            let case = &mut folded.case;
            let mut unreadable = None;
            self.vault
                .entries(line.number, log, *done..size, None, &mut |stored| {
                    match stored.read() {
                        Ok(entry) => case.add(&entry),
                        Err(error) => unreadable = Some(error),
                    }
                    Ok(unreadable.is_none())
                })?;
            if let Some(error) = unreadable {
                return Err(error.into());
            }
            *done = size;
        }
        Ok(&folded.case)
    }

    /// The case's settings alone: quick, however long the log.
    pub(crate) fn settings<A: Act>(
        &self,
        _: &Permit<A>,
        line: &CaseLine,
    ) -> Result<Settings, DeskError> {
        let mut case = Case::new();
        let mut found = Vec::new();
        self.vault.entries(
            line.number,
            Log::Record,
            0..line.record,
            Some(&[Kind::Case]),
            &mut |stored| {
                found.push(stored);
                Ok(true)
            },
        )?;
        for stored in &found {
            case.add(&stored.read()?);
            for pointing in self.vault.pointing_at(line.number, stored.n)? {
                if pointing.kind == Kind::Correction.as_str() {
                    case.add(&pointing.read()?);
                }
            }
        }
        Settings::of(&case)
    }

    /// What surrounds words of a person: our clock, and the zone named or the case's.
    pub(crate) fn said(&self, settings: &Settings, zone: Option<&str>) -> Result<Said, DeskError> {
        let zone = match zone {
            Some(named) => time_zone(named)?,
            None => settings.zone.clone(),
        };
        Ok(Said {
            now: self.clock.now(),
            zone,
        })
    }
}

/// What a case says of itself, as far as acts need it.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Whose case it is.
    pub clinician: String,
    /// The subject's name, where it is known.
    pub subject: Option<String>,
    /// Initials for exhibits.
    pub initials: String,
    /// The case's zone.
    pub zone: TimeZone,
    /// Its IANA name.
    pub zone_name: String,
}

impl Settings {
    fn of(case: &Case) -> Result<Settings, DeskError> {
        let s = case.settings();
        let zone_name = s.zone.clone().unwrap_or_else(|| DEFAULT_ZONE.to_owned());
        Ok(Settings {
            clinician: s.clinician.clone().unwrap_or_default(),
            subject: s.subject.clone(),
            initials: s.initials.clone().unwrap_or_default(),
            zone: time_zone(&zone_name)?,
            zone_name,
        })
    }
}

fn act_case(case: Option<&CaseLine>) -> ActCase {
    case.map_or(ActCase::New, |line| ActCase::In {
        case: line.number,
        record: line.record,
        private: line.private,
    })
}

/// Whether something that a person typed is said to have happened later than now. What an import
/// brings has a clock of its own, which its reader doubts.
fn not_yet(body: &Body, now: Timestamp) -> bool {
    let occurred = match body {
        Body::Contact(contact) if contact.source.is_none() => &contact.occurred,
        Body::Measure(measure) => &measure.occurred,
        Body::Outcome(outcome) => &outcome.occurred,
        _ => return false,
    };
    // Clocks of one household differ by minutes.
    occurred
        .from
        .is_some_and(|from| from.as_second() > now.as_second() + 600)
}
