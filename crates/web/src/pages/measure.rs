//! What was done about it: a measure, as typed.

use askama::Template;

use super::frame::{Choice, Frame, Mends};
use super::icon::Icon;
use crate::words::Words;

/// The form, fresh or come back.
#[derive(Debug, Template)]
#[template(path = "measure.html")]
pub struct Measure {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// The random name of this form: sent twice, it makes one entry.
    pub once: String,
    /// What was typed.
    pub form: MeasureForm,
    /// At fields `kind`, `own`, `when`, `until`.
    pub mends: Mends,
}

/// The fields, by their names in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeasureForm {
    /// `kind`: of [`MEASURES`].
    pub kind: String,
    /// `own`: the person's word for another measure.
    pub own: String,
    /// `when`.
    pub when: String,
    /// `by`.
    pub by: String,
    /// `words`.
    pub words: String,
    /// `names-removal`: it was ticked.
    pub names_removal: bool,
    /// `reference`.
    pub reference: String,
    /// `until`.
    pub until: String,
}

macro_rules! choices {
    ($($value:literal $label:literal),+ $(,)?) => { [$(Choice { value: $value, label: $label }),+] };
}

/// The measures of the contract, in words.
pub const MEASURES: [Choice; 31] = choices![
    "reply" "Told them that it must stop",
    "declined-friend-request" "Declined a friend request",
    "gift-accepted" "Accepted a gift",
    "gift-refused" "Refused a gift",
    "told-manager" "Told the manager",
    "told-defence-organisation" "Told the defence organisation",
    "told-colleagues" "Told colleagues",
    "privacy-review" "Checked privacy settings",
    "chaperone-agreed" "A chaperone, agreed",
    "chaperone-refused" "A chaperone, refused",
    "transfer" "Passed on the care",
    "restriction" "A booking rule",
    "warning-letter" "A warning letter went out",
    "list-removal" "Taken off the list",
    "police-report" "Reported to the police",
    "police-warning" "The police warned them",
    "arrest" "An arrest",
    "bail" "Bail",
    "charge" "A charge",
    "order" "An order of a court",
    "injunction" "An injunction",
    "undertaking" "An undertaking",
    "conviction" "A conviction",
    "sentence" "A sentence",
    "release" "A release",
    "breach" "A breach was reported",
    "allegation-received" "An allegation reached me",
    "allegation-closed" "An allegation was closed",
    "review" "A review",
    "other" "Something else",
    "" "Choose one",
];

impl Measure {
    /// The question first, then the list.
    fn kinds(&self) -> impl Iterator<Item = &'static Choice> {
        MEASURES
            .iter()
            .rev()
            .take(1)
            .chain(MEASURES.iter().take(30))
    }

    fn is(&self, kind: &str) -> bool {
        self.form.kind == kind
    }

    fn wrong(&self, field: &str) -> bool {
        self.mends.at(field).is_some()
    }

    fn eye(&self) -> Icon {
        Icon::Eye
    }
}

#[cfg(test)]
mod tests {
    use super::MEASURES;

    /// The list of the contract, so that none can be forgotten here.
    #[test]
    fn every_measure_of_the_contract_can_be_said() {
        let said: Vec<_> = MEASURES.iter().map(|choice| choice.value).collect();
        let contract = standfast_desk::model::lists::MeasureKind::WORDS;
        assert_eq!(said.get(..29), Some(contract));
        assert_eq!(said.get(29..), Some(&["other", ""][..]));
    }
}
