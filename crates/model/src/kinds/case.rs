use super::{clinical, open, personal};
use crate::lists::{AgeBand, Jurisdiction, Relation, Setting};

kind! {
    /// The case itself (#0), and each later change of what it says; a change carries only what changed.
    Record "case" Case {
        /// The short name, as typed in commands.
        name: Option<String> = "name", open;
        /// Whose case it is.
        clinician: Option<String> = "clinician", open;
        /// Initials of who produces exhibits; never reused for another person.
        initials: Option<String> = "initials", open;
        /// Where the clinician works.
        setting: Option<Setting> = "setting", open;
        /// Whose law applies.
        jurisdiction: Option<Jurisdiction> = "jurisdiction", open;
        /// IANA name of the zone in which unmarked times are read.
        zone: Option<String> = "zone", open;
        /// The subject's name, as far as known.
        subject: Option<String> = "subject", personal;
        /// Who the subject is to the clinician.
        relation: Option<Relation> = "relation", personal;
        /// The subject's age band.
        age_band: Option<AgeBand> = "age_band", personal;
        /// What makes the subject vulnerable.
        vulnerable: Option<String> = "vulnerable", clinical;
        /// Set when the case is closed.
        closed: bool = "closed", open;
        /// Why it was changed or closed.
        because: Option<String> = "because", open;
    }
}
