//! Hold a review: a measure, with what has changed since the last one.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use standfast_case::insight::Changed;
use standfast_model::lists::{MeasureKind, Party, StepAct};
use standfast_model::{FieldValue, Log, Occurred, SaidError, instant, kinds, normalise, when};

use super::{given, saved};
use crate::access::{Act, Permit};
use crate::{Desk, DeskError, Saved};
use standfast_vault::CaseLine;

/// Hold a review.
pub struct Review;
impl Act for Review {
    const NAME: &'static str = "review";
}

/// A review as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidReview {
    /// WHEN it was held, in words; left out means now.
    pub when: Option<String>,
    /// IANA name; left out means the case's.
    pub zone: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// In words, for the record.
    pub words: Option<String>,
    /// Own accounts whose settings were looked at; "all" is every one that is kept.
    pub looked_at: Vec<String>,
    /// The day of the next review.
    pub next: Option<String>,
}

/// What has changed since the last review, and what stands open.
#[derive(Clone, Debug, PartialEq)]
pub struct SinceReview {
    /// When the last one was held, for people; `None`: there was none.
    pub last: Option<(u64, String)>,
    /// What was recorded since.
    pub changed: Changed,
    /// Steps that are open now: name, state, urgency.
    pub open: Vec<(String, &'static str, &'static str)>,
    /// The clinician's own accounts, with when each was looked at last (UTC).
    pub accounts: Vec<(String, Option<Timestamp>)>,
    /// Accounts that may be the subject's and wait for a decision.
    pub suggested: usize,
}

impl Serialize for SinceReview {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let c = &self.changed;
        let acts = |act: StepAct| -> Vec<&str> {
            c.steps
                .iter()
                .filter(|(_, done)| *done == act)
                .map(|(step, _)| step.as_str())
                .collect()
        };
        let signs: serde_json::Map<String, Value> = c
            .signs
            .iter()
            .map(|(sign, n)| (sign.to_string(), json!(n)))
            .collect();
        json!({
            "since": self.last.as_ref().map(|(n, text)| json!({"n": n, "text": text})),
            "contacts": {
                "from_subject": c.from_subject,
                "from_clinician": c.from_clinician,
                "from_others": c.from_others,
                "late": c.late,
                "channels": c.channels,
                "signs": signs,
                "first": c.entries.map(|(first, _)| first),
                "last": c.entries.map(|(_, last)| last),
            },
            "measures": c.measures,
            "outcomes": c.outcomes,
            "steps": {
                "done": acts(StepAct::Done),
                "declined": acts(StepAct::Declined),
                "delegated": acts(StepAct::Delegated),
                "opened": acts(StepAct::Open),
                "reopened": acts(StepAct::Reopened),
                "open": self.open.iter().map(|(id, state, urgency)| json!({"id": id, "state": state, "urgency": urgency})).collect::<Vec<_>>(),
            },
            "accounts": {
                "kept": c.accounts,
                "decided": c.attributions,
                "suggested": self.suggested,
                "own": self.accounts.iter().map(|(account, at)| json!({"account": account, "looked_at": at.map(instant)})).collect::<Vec<_>>(),
            },
        })
        .serialize(to)
    }
}

/// A review that is saved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reviewed {
    /// The measure.
    #[serde(flatten)]
    pub saved: Saved,
    /// What had changed before it.
    pub changed: SinceReview,
    /// Own accounts that were looked at.
    pub looked_at: Vec<String>,
    /// The day of the next one.
    pub next: Option<Date>,
}

impl Desk {
    /// What has changed since the last review. Nothing is sealed.
    ///
    /// # Errors
    /// No such case; the vault.
    pub fn since_review(&mut self, case: &str) -> Result<SinceReview, DeskError> {
        let (permit, line) = self.permit::<Review>(case)?;
        self.since(&permit, &line)
    }

    fn since(
        &mut self,
        permit: &Permit<Review>,
        line: &CaseLine,
    ) -> Result<SinceReview, DeskError> {
        let (now, packs) = (self.now(), self.packs()?);
        let folded = self.fold(permit, line)?;
        let advice = standfast_pathway::next(folded, &packs, now, Timestamp::MAX);
        let view = folded.now();
        let changed = Changed::of(&view);
        let last = changed.since.and_then(|(n, _)| {
            let measure = view.measures().iter().find(|m| m.n == n)?;
            Some((n, measure.body.occurred.text.clone()))
        });
        let mut accounts: Vec<(String, Option<Timestamp>)> = view
            .accounts()
            .filter(|a| a.body.of == Party::Clinician)
            .map(|a| (own_account(&a.body), None))
            .collect();
        for review in view.reviews() {
            for (account, at) in &mut accounts {
                if review.body.accounts.contains(account) {
                    *at = Some(review.recorded);
                }
            }
        }
        Ok(SinceReview {
            last,
            changed,
            open: advice
                .steps
                .iter()
                .filter(|step| step.state.is_open())
                .map(|step| (step.id.clone(), step.state.as_str(), step.urgency.as_str()))
                .collect(),
            accounts,
            suggested: view.suggestions().len(),
        })
    }

    /// Seals a review: the measure, and in the private log which own accounts were looked at. Where any
    /// were, that is a privacy review too, and is sealed as one.
    ///
    /// # Errors
    /// A time that is none, an account that is not kept as the clinician's, a next day that is over.
    pub fn review(&mut self, case: &str, said: SaidReview) -> Result<Reviewed, DeskError> {
        let (permit, line) = self.permit::<Review>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, said.zone.as_deref())?;
        let today = around.zone.to_datetime(around.now).date();
        let changed = self.since(&permit, &line)?;
        let looked_at = looked_at(&changed.accounts, &said.looked_at)?;
        let occurred: Occurred =
            when::parse(said.when.as_deref().unwrap_or("now"), &around).map_err(SaidError::from)?;
        let next = match given(said.next) {
            Some(words) => Some(Date::from_words(&words, &around)?),
            None => None,
        };
        if next.is_some_and(|next| next <= today) {
            return Err(DeskError::words(
                "the day of the next review must be one that comes; nothing was saved",
                "Say it like: --next \"in four weeks\", \"1 June 2026\"",
            ));
        }
        let measure = |kind, words, until| kinds::Measure {
            measure: kind,
            occurred: occurred.clone(),
            by: given(said.by.clone()),
            words,
            names_removal: false,
            reference: None,
            until,
        };
        let mut record = Vec::new();
        if !looked_at.is_empty() {
            record.push(measure(MeasureKind::PrivacyReview, None, None).into());
        }
        let number = line.record + record.len() as u64;
        record.push(measure(MeasureKind::Review, given(said.words), next).into());
        let private = match looked_at.as_slice() {
            [] => vec![],
            accounts => vec![
                kinds::Review {
                    measure: number,
                    accounts: accounts.to_vec(),
                }
                .into(),
            ],
        };
        let (placed, warnings) = self.seal(&permit, Some(&line), record, private, vec![])?;
        let saved = Saved {
            n: number,
            ..saved(&line.name, Log::Record, &placed, vec![], warnings)
        };
        Ok(Reviewed {
            saved,
            changed,
            looked_at,
            next,
        })
    }
}

/// An own account as a review names it: "facebook Wren Q".
fn own_account(account: &kinds::Account) -> String {
    format!("{} {}", account.account, account.value)
}

/// The accounts that were named, as they are kept.
fn looked_at(
    kept: &[(String, Option<Timestamp>)],
    named: &[String],
) -> Result<Vec<String>, DeskError> {
    if named.iter().any(|name| name.trim() == "all") {
        return Ok(kept.iter().map(|(account, _)| account.clone()).collect());
    }
    let mut found = Vec::new();
    for name in named {
        let wanted = normalise(name);
        let account = kept.iter().map(|(account, _)| account).find(|account| {
            let value = account.split_once(' ').map_or("", |(_, value)| value);
            normalise(account) == wanted || normalise(value) == wanted
        });
        match account {
            Some(account) if found.contains(account) => {}
            Some(account) => found.push(account.clone()),
            None => {
                let names: Vec<&str> = kept.iter().map(|(account, _)| account.as_str()).collect();
                return Err(DeskError::words(
                    format!("\"{name}\" is not kept as an account of yours; nothing was saved"),
                    match names.as_slice() {
                        [] => "Keep it first: standfast account add CASE KIND VALUE --of clinician"
                            .to_owned(),
                        names => format!("One of: {}; or all", names.join(", ")),
                    },
                ));
            }
        }
    }
    Ok(found)
}
