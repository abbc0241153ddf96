//! Keep a number, an address or a handle of the subject or of the clinician; decide about one that
//! may be the subject's.

use standfast_case::Suggestion;
use standfast_model::lists::{AttributionKind, Party};
use standfast_model::{Body, Log, kinds, normalise};
use standfast_vault::CaseLine;

use super::{given, saved};
use crate::access::{Act, Permit};
use crate::{Desk, DeskError, Saved};

/// Keep an account.
pub struct AccountAdd;
impl Act for AccountAdd {
    const NAME: &'static str = "account add";
}

/// Decide that an account is not the subject's.
pub struct AccountReject;
impl Act for AccountReject {
    const NAME: &'static str = "account reject";
}

impl Desk {
    /// Keeps an account; later imports recognise it. One that was suggested is attributed to the
    /// subject with it, in the same act: with the reason, unless another is given, and the entries
    /// that show it.
    ///
    /// # Errors
    /// Nothing said, or whose it is not being `subject` or `clinician`.
    pub fn account_add(
        &mut self,
        case: &str,
        kind: &str,
        value: &str,
        of: &str,
        because: Option<String>,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<AccountAdd>(case)?;
        let Some(of) = Party::listed(of) else {
            return Err(DeskError::words(
                format!("\"{of}\" is neither subject nor clinician; nothing was saved"),
                "Say --of subject or --of clinician",
            ));
        };
        if value.trim().is_empty() || kind.trim().is_empty() {
            return Err(DeskError::words(
                "an account needs its kind and its value; nothing was saved",
                format!(
                    "Say it like: standfast account add {} phone \"07700 900142\"",
                    line.name
                ),
            ));
        }
        let value = value.trim();
        let suggested = match of {
            Party::Subject => self.suggestion(&permit, &line, value)?,
            _ => None,
        };
        let because = given(because).or_else(|| suggested.as_ref().map(Suggestion::because));
        let account = kinds::Account {
            account: kind.trim().to_lowercase(),
            of,
            value: value.to_owned(),
            because: because.clone(),
        };
        let mut record: Vec<Body> = vec![account.into()];
        if let Some(suggested) = suggested {
            let attribution = kinds::Attribution {
                account: kind.trim().to_lowercase(),
                value: value.to_owned(),
                decided: AttributionKind::Theirs,
                because: because.unwrap_or_default(),
                shown_by: suggested.shown_by(),
            };
            record.push(attribution.into());
        }
        let (placed, warnings) = self.seal(&permit, Some(&line), record, vec![], vec![])?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }

    /// Decides that an account is not the subject's: it is not suggested again.
    ///
    /// # Errors
    /// Nothing said, no reason, an account that the case has as the subject's.
    pub fn account_reject(
        &mut self,
        case: &str,
        kind: &str,
        value: &str,
        because: &str,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<AccountReject>(case)?;
        let (kind, value, because) = (kind.trim().to_lowercase(), value.trim(), because.trim());
        if value.is_empty() || kind.is_empty() || because.is_empty() {
            return Err(DeskError::words(
                "a decision needs the account's kind, its value and the reason; nothing was saved",
                format!(
                    "Say it like: standfast account reject {} phone \"07700 900142\" --because TEXT",
                    line.name
                ),
            ));
        }
        let normal = normalise(value);
        let kept = self
            .fold(&permit, &line)?
            .now()
            .accounts()
            .find(|a| a.body.of == Party::Subject && normalise(&a.body.value) == normal)
            .map(|a| a.n);
        if let Some(n) = kept {
            return Err(DeskError::words(
                format!("it is kept as the patient's account in #{n}; nothing was saved"),
                format!(
                    "To take that back: standfast contact retract {} {n} --because TEXT",
                    line.name
                ),
            ));
        }
        let suggested = self.suggestion(&permit, &line, value)?;
        let attribution = kinds::Attribution {
            account: kind,
            value: value.to_owned(),
            decided: AttributionKind::NotTheirs,
            because: because.to_owned(),
            shown_by: suggested.map(|s| s.shown_by()).unwrap_or_default(),
        };
        let (placed, warnings) = self.seal(
            &permit,
            Some(&line),
            vec![attribution.into()],
            vec![],
            vec![],
        )?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }

    /// What is suggested of an account, in any spelling.
    fn suggestion<A: Act>(
        &mut self,
        permit: &Permit<A>,
        line: &CaseLine,
        value: &str,
    ) -> Result<Option<Suggestion>, DeskError> {
        let normal = normalise(value);
        let found = self.fold(permit, line)?.now().suggestions();
        Ok(found.into_iter().find(|s| normalise(&s.value) == normal))
    }
}
