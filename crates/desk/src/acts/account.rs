//! Keep a number, an address or a handle of the subject or of the clinician.

use standfast_model::lists::Party;
use standfast_model::{Log, kinds};

use super::{given, saved};
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Keep an account.
pub struct AccountAdd;
impl Act for AccountAdd {
    const NAME: &'static str = "account add";
}

impl Desk {
    /// Keeps an account; later imports recognise it.
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
        let account = kinds::Account {
            account: kind.trim().to_lowercase(),
            of,
            value: value.trim().to_owned(),
            because: given(because),
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![account.into()], vec![], vec![])?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }
}
