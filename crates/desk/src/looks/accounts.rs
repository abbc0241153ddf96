//! Accounts that may be the subject's: found in what the case holds, each with its reason.

use serde::Serialize;

use crate::access::Act;
use crate::{Desk, DeskError};

/// See which accounts may be the subject's.
pub struct AccountSuggested;
impl Act for AccountSuggested {
    const NAME: &'static str = "account suggested";
}

/// An account that may be the subject's. A person decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggested {
    /// `phone`, `email`, `whatsapp`, …; `handle` where the platform is not known.
    pub kind: String,
    /// The number, address or handle as it was found.
    pub value: String,
    /// Why, in words, the strongest reason first.
    pub because: String,
    /// Entries of the record log that show it: the first of each reason.
    pub shown_by: Vec<u64>,
}

impl From<standfast_case::Suggestion> for Suggested {
    fn from(found: standfast_case::Suggestion) -> Self {
        Suggested {
            because: found.because(),
            shown_by: found.shown_by(),
            kind: found.kind,
            value: found.value,
        }
    }
}

impl Desk {
    /// The accounts that may be the subject's, the strongest reason first.
    ///
    /// # Errors
    /// No such case; the vault.
    pub fn account_suggested(&mut self, case: &str) -> Result<Vec<Suggested>, DeskError> {
        let (permit, line) = self.permit::<AccountSuggested>(case)?;
        let found = self.fold(&permit, &line)?.now().suggestions();
        Ok(found.into_iter().map(Suggested::from).collect())
    }
}
