//! Open a case, change what it says of itself, close it, list them.

use standfast_model::lists::{AgeBand, Jurisdiction, Relation, Setting};
use standfast_model::{Log, Said, kinds};
use standfast_vault::CaseLine;

use super::{given, listed, saved};
use crate::access::Act;
use crate::zone::{DEFAULT_ZONE, time_zone};
use crate::{Desk, DeskError, Saved};

/// Open a case.
pub struct CaseNew;
impl Act for CaseNew {
    const NAME: &'static str = "case new";
}

/// Change what a case says of itself.
pub struct CaseSet;
impl Act for CaseSet {
    const NAME: &'static str = "case set";
}

/// Close a case.
pub struct CaseClose;
impl Act for CaseClose {
    const NAME: &'static str = "case close";
}

/// List the cases.
pub struct CaseList;
impl Act for CaseList {
    const NAME: &'static str = "case list";
}

/// What a case says of itself, as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidCase {
    /// Whose case it is.
    pub clinician: Option<String>,
    /// Initials for exhibits.
    pub initials: Option<String>,
    /// Where the clinician works.
    pub setting: Option<String>,
    /// Whose law applies.
    pub jurisdiction: Option<String>,
    /// IANA name.
    pub zone: Option<String>,
    /// The subject's name.
    pub subject: Option<String>,
    /// Who the subject is to the clinician.
    pub relation: Option<String>,
    /// The subject's age band.
    pub age_band: Option<String>,
    /// What makes the subject vulnerable.
    pub vulnerable: Option<String>,
}

impl Desk {
    /// Opens a case; its first entry is #0.
    ///
    /// # Errors
    /// A name that is taken or no name, initials that are none, words of no list.
    pub fn case_new(&mut self, name: &str, said: SaidCase) -> Result<Saved, DeskError> {
        let permit = self.permit_vault::<CaseNew>()?;
        check_name(name)?;
        if self.vault(&permit).case(name)?.is_some() {
            return Err(DeskError::words(
                format!("there is a case \"{name}\" already; nothing was saved"),
                "Give it another short name.",
            ));
        }
        let mut case = self.understand(said)?;
        for (missing, option) in [
            (case.clinician.is_none(), "--clinician NAME"),
            (case.initials.is_none(), "--initials ABC"),
            (case.setting.is_none(), "--setting gp"),
            (case.jurisdiction.is_none(), "--jurisdiction england"),
        ] {
            if missing {
                return Err(DeskError::words(
                    "something is missing to open a case; nothing was saved",
                    format!("Add: {option}"),
                ));
            }
        }
        case.name = Some(name.to_owned());
        case.zone.get_or_insert_with(|| DEFAULT_ZONE.to_owned());
        case.relation.get_or_insert(Relation::Patient);
        let (placed, warnings) = self.seal(&permit, None, vec![case.into()], vec![], vec![])?;
        Ok(saved(name, Log::Record, &placed, vec![], warnings))
    }

    /// Changes what a case says of itself; what was said before stays in its log.
    ///
    /// # Errors
    /// Nothing to change, words of no list.
    pub fn case_set(&mut self, case: &str, said: SaidCase) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<CaseSet>(case)?;
        let change = self.understand(said)?;
        if change.to_fields().is_empty() {
            return Err(DeskError::words(
                "nothing to change was said; nothing was saved",
                "Add an option, such as --vulnerable TEXT",
            ));
        }
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![change.into()], vec![], vec![])?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }

    /// Closes a case. It can still be read, disclosed and added to.
    ///
    /// # Errors
    /// The vault.
    pub fn case_close(&mut self, case: &str, because: Option<String>) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<CaseClose>(case)?;
        let change = kinds::Case {
            closed: true,
            because: given(because),
            ..empty()
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![change.into()], vec![], vec![])?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }

    /// The cases of the vault, by number.
    ///
    /// # Errors
    /// The vault.
    pub fn case_list(&self) -> Result<Vec<CaseLine>, DeskError> {
        let permit = self.permit_vault::<CaseList>()?;
        Ok(self.vault(&permit).cases()?)
    }

    fn understand(&self, said: SaidCase) -> Result<kinds::Case, DeskError> {
        let around = Said {
            now: self.now(),
            zone: jiff::tz::TimeZone::UTC,
        };
        let one_of = |option, word: Option<String>, words| match given(word) {
            None => Ok(None),
            Some(word) => listed(option, &word, &around, words).map(Some),
        };
        if let Some(zone) = &said.zone {
            time_zone(zone)?;
        }
        if let Some(initials) = &said.initials {
            check_initials(initials)?;
        }
        let jurisdiction: Option<Jurisdiction> = match given(said.jurisdiction) {
            None => None,
            Some(word) => Some(listed(
                "--jurisdiction",
                &word,
                &around,
                Jurisdiction::WORDS,
            )?),
        };
        let relation: Option<Relation> = match given(said.relation) {
            None => None,
            Some(word) => Some(listed("--relation", &word, &around, Relation::WORDS)?),
        };
        let age_band: Option<AgeBand> = match given(said.age_band) {
            None => None,
            Some(word) => Some(listed("--age-band", &word, &around, AgeBand::WORDS)?),
        };
        let setting: Option<Setting> = one_of("--setting", said.setting, Setting::WORDS)?;
        Ok(kinds::Case {
            clinician: given(said.clinician),
            initials: given(said.initials),
            setting,
            jurisdiction,
            zone: given(said.zone),
            subject: given(said.subject),
            relation,
            age_band,
            vulnerable: given(said.vulnerable),
            ..empty()
        })
    }
}

fn empty() -> kinds::Case {
    kinds::Case {
        name: None,
        clinician: None,
        initials: None,
        setting: None,
        jurisdiction: None,
        zone: None,
        subject: None,
        relation: None,
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    }
}

/// A short name stands in addresses and file names: lower case, digits, dashes, at most 32.
fn check_name(name: &str) -> Result<(), DeskError> {
    let fits = (1..=32).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !name.starts_with('-');
    let number = name.chars().all(|c| c.is_ascii_digit());
    if fits && !number {
        return Ok(());
    }
    Err(DeskError::words(
        format!("\"{name}\" cannot be a case's short name; nothing was saved"),
        "Use small letters, digits and dashes, at most 32, not digits alone, and no person's name.",
    ))
}

fn check_initials(initials: &str) -> Result<(), DeskError> {
    if (1..=5).contains(&initials.len()) && initials.chars().all(|c| c.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(DeskError::words(
        format!("\"{initials}\" cannot be initials for exhibits; nothing was saved"),
        "Use one to five capital letters: the initials of whoever produces the exhibits.",
    ))
}
