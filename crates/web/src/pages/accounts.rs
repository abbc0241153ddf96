//! The accounts of a case, and those that may be the patient's: a person decides about each.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use super::step::EntryLink;
use crate::words::Words;

/// The page of accounts. A form posts `kind`, `value`, `act` (`theirs` or `not-theirs`) and `because`.
#[derive(Debug, Template)]
#[template(path = "accounts.html")]
pub struct Accounts {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// Those that wait for a decision, the strongest reason first.
    pub suggested: Vec<Suggested>,
    /// Of the patient: kind and value.
    pub subject: Vec<(Words, Words)>,
    /// Of the clinician.
    pub clinician: Vec<(Words, Words)>,
    /// At field `because`.
    pub mends: Mends,
}

/// An account that may be the patient's.
#[derive(Debug, Clone)]
pub struct Suggested {
    /// "phone".
    pub kind: String,
    /// As it was found; given back as it is.
    pub value: String,
    /// The same, to be looked at.
    pub shown: Words,
    /// Why.
    pub because: Words,
    /// The entries that show it.
    pub shown_by: Vec<EntryLink>,
    /// Its form came back.
    pub to_mend: bool,
}

impl Accounts {
    fn people(&self) -> [(&'static str, &[(Words, Words)]); 2] {
        [("The patient", &self.subject), ("You", &self.clinician)]
    }

    /// The field's `id`. The one that came back has the plain name, so that the summary leads to it.
    fn field(&self, one: &Suggested, index: &usize) -> String {
        if one.to_mend {
            "because".to_owned()
        } else {
            format!("because-{index}")
        }
    }

    fn eye(&self) -> Icon {
        Icon::Eye
    }
}
