//! What a case says of itself.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use standfast_model::kinds;
use standfast_model::lists::{AgeBand, Jurisdiction, Relation, Setting};

/// The settings of a case, each as the last entry said it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The short name.
    pub name: Option<String>,
    /// Whose case it is.
    pub clinician: Option<String>,
    /// Initials of who produces exhibits.
    pub initials: Option<String>,
    /// Where the clinician works.
    pub setting: Option<Setting>,
    /// Whose law applies.
    pub jurisdiction: Option<Jurisdiction>,
    /// IANA name of the case's zone.
    pub zone: Option<String>,
    /// The subject's name.
    pub subject: Option<String>,
    /// Who the subject is to the clinician.
    pub relation: Option<Relation>,
    /// The subject's age band.
    pub age_band: Option<AgeBand>,
    /// What makes the subject vulnerable.
    pub vulnerable: Option<String>,
    /// Whether the case is closed.
    pub closed: bool,
    said_by: BTreeMap<&'static str, (u64, Timestamp)>,
}

impl Settings {
    /// Takes in what one entry of the kind `case` says; absent fields change nothing.
    pub(crate) fn take(&mut self, n: u64, recorded: Timestamp, said: &kinds::Case) {
        macro_rules! take {
            ($($field:ident),+) => {$(
                if said.$field.is_some() {
                    self.$field.clone_from(&said.$field);
                    self.said_by.insert(stringify!($field), (n, recorded));
                }
            )+};
        }
        take!(
            name,
            clinician,
            initials,
            setting,
            jurisdiction,
            zone,
            subject,
            relation,
            age_band,
            vulnerable
        );
        if said.closed {
            self.closed = true;
            self.said_by.insert("closed", (n, recorded));
        }
    }

    /// The entry that said `field` last (`relation`, `age_band`, …); the case itself where none did.
    #[must_use]
    pub fn entry_of(&self, field: &str) -> u64 {
        self.said_by.get(field).map_or(0, |(n, _)| *n)
    }

    /// When `field` was last said (UTC).
    #[must_use]
    pub fn said_at(&self, field: &str) -> Option<Timestamp> {
        self.said_by.get(field).map(|(_, recorded)| *recorded)
    }

    /// The case's zone; UTC where it has none, or one that is in no table.
    #[must_use]
    pub fn time_zone(&self) -> TimeZone {
        self.zone
            .as_deref()
            .and_then(|z| TimeZone::get(z).ok())
            .unwrap_or(TimeZone::UTC)
    }
}
