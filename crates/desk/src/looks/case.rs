//! What a case says of itself.

use serde::Serialize;
use standfast_model::lists::Party;

use crate::access::Act;
use crate::{Desk, DeskError};

/// See what a case says of itself.
pub struct CaseShow;
impl Act for CaseShow {
    const NAME: &'static str = "case show";
}

/// A case, as its holder sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownCase {
    /// The short name.
    pub name: String,
    /// The number in the vault.
    pub number: u64,
    /// Entries of the record log.
    pub entries: u64,
    /// Entries of the private log.
    pub private_entries: u64,
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
    /// Whether it was closed.
    pub closed: bool,
    /// The subject's accounts: kind and value.
    pub subject_accounts: Vec<(String, String)>,
    /// The clinician's accounts: kind and value.
    pub clinician_accounts: Vec<(String, String)>,
}

impl Desk {
    /// What a case says of itself.
    ///
    /// # Errors
    /// No such case; the vault.
    pub fn case_show(&mut self, case: &str) -> Result<ShownCase, DeskError> {
        let (permit, line) = self.permit::<CaseShow>(case)?;
        let folded = self.fold(&permit, &line)?;
        let s = folded.settings();
        let view = folded.now();
        let accounts = |of: &Party| {
            view.accounts()
                .filter(|a| a.body.of == *of)
                .map(|a| (a.body.account.clone(), a.body.value.clone()))
                .collect()
        };
        Ok(ShownCase {
            name: line.name.clone(),
            number: line.number.0,
            entries: line.record,
            private_entries: line.private,
            clinician: s.clinician.clone(),
            initials: s.initials.clone(),
            setting: s.setting.as_ref().map(ToString::to_string),
            jurisdiction: s.jurisdiction.as_ref().map(ToString::to_string),
            zone: s.zone.clone(),
            subject: s.subject.clone(),
            relation: s.relation.as_ref().map(ToString::to_string),
            age_band: s.age_band.as_ref().map(ToString::to_string),
            vulnerable: s.vulnerable.clone(),
            closed: line.closed,
            subject_accounts: accounts(&Party::Subject),
            clinician_accounts: accounts(&Party::Clinician),
        })
    }
}
