//! Record how it ended, or a stretch of it: an entry, which closes nothing by itself.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use standfast_model::lists::OutcomeKind;
use standfast_model::{FieldValue, Log, Occurred, kinds, when};

use super::{given, listed, saved};
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Record an outcome.
pub struct Outcome;
impl Act for Outcome {
    const NAME: &'static str = "outcome";
}

/// An outcome as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidOutcome {
    /// WHEN, in words; left out means not sure.
    pub when: Option<String>,
    /// IANA name; left out means the case's.
    pub zone: Option<String>,
    /// In words.
    pub words: Option<String>,
    /// Until when the log is to be kept; left out means that nobody decided it yet.
    pub keep_until: Option<String>,
}

/// An outcome with what follows for keeping the log.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Concluded {
    /// The entry.
    #[serde(flatten)]
    pub saved: Saved,
    /// The day that was set with it.
    pub keep_until: Option<Date>,
    /// The day that is proposed, where none was set and the conduct did not resume.
    pub proposed: Option<Proposed>,
}

/// A day until which a log could be kept. Nothing goes by it until a person says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// The day.
    pub until: Date,
    /// Years from today.
    pub years: i16,
    /// Why so long.
    pub why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keeping {
    years: i16,
    why: String,
}

const KEEPING: &str = include_str!("outcome/keeping.toml");

impl Proposed {
    fn from(today: Date) -> Result<Self, DeskError> {
        let keeping: Keeping = toml::from_str(KEEPING).map_err(|error| {
            DeskError::words(
                format!("the proposal for keeping cannot be read: {error}"),
                "Nothing was saved.",
            )
        })?;
        Ok(Proposed {
            until: today.saturating_add(keeping.years.years()),
            years: keeping.years,
            why: keeping.why,
        })
    }
}

impl Desk {
    /// Records an outcome. The case stays open: what comes after is logged as before.
    ///
    /// # Errors
    /// An outcome of no list, a time that is none, a day for keeping that is over.
    pub fn outcome(
        &mut self,
        case: &str,
        outcome: &str,
        said: SaidOutcome,
    ) -> Result<Concluded, DeskError> {
        let (permit, line) = self.permit::<Outcome>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, said.zone.as_deref())?;
        let today = around.zone.to_datetime(around.now).date();
        let outcome = listed::<OutcomeKind>("outcome", outcome, &around, OutcomeKind::WORDS)?;
        let keep_until = match given(said.keep_until) {
            Some(words) => Some(Date::from_words(&words, &around)?),
            None => None,
        };
        if keep_until.is_some_and(|until| until <= today) {
            return Err(DeskError::words(
                "the day until which the log is kept must be one that comes; nothing was saved",
                "Say it like: --keep-until \"1 March 2033\", or leave it out",
            ));
        }
        let proposed = match (&outcome, keep_until) {
            (OutcomeKind::Resumed, _) | (_, Some(_)) => None,
            _ => Some(Proposed::from(today)?),
        };
        let entry = kinds::Outcome {
            outcome,
            occurred: match given(said.when) {
                Some(words) => {
                    when::parse(&words, &around).map_err(standfast_model::SaidError::from)?
                }
                None => Occurred::not_sure(&settings.zone_name),
            },
            words: given(said.words),
            keep_until,
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![entry.into()], vec![], vec![])?;
        Ok(Concluded {
            saved: saved(&line.name, Log::Record, &placed, vec![], warnings),
            keep_until,
            proposed,
        })
    }

    /// Until when the log of a case could be kept, counted from today.
    ///
    /// # Errors
    /// No such case.
    pub fn keeping_proposed(&self, case: &str) -> Result<Proposed, DeskError> {
        let (permit, line) = self.permit::<Outcome>(case)?;
        let settings = self.settings(&permit, &line)?;
        Proposed::from(settings.zone.to_datetime(self.now()).date())
    }
}
