//! How it ended, or a stretch of it, and until when the log is kept.

use askama::Template;

use super::frame::{Choice, Frame, Mends};
use super::icon::Icon;
use crate::words::Words;

/// The form, fresh or come back.
#[derive(Debug, Template)]
#[template(path = "outcome.html")]
pub struct Outcome {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// The random name of this form: sent twice, it makes one entry.
    pub once: String,
    /// "24 November 2033": the day that is proposed.
    pub proposed: String,
    /// Why that day.
    pub why: String,
    /// What was typed.
    pub form: OutcomeForm,
    /// At fields `kind`, `when`, `keep-day`.
    pub mends: Mends,
}

/// The fields, by their names in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutcomeForm {
    /// `kind`: of [`OUTCOMES`].
    pub kind: String,
    /// `own`: the person's word for another outcome.
    pub own: String,
    /// `when`.
    pub when: String,
    /// `words`.
    pub words: String,
    /// `keep`: `later`, `proposed` or `day`.
    pub keep: String,
    /// `keep-day`.
    pub keep_day: String,
}

/// The outcomes of the contract, in words.
pub const OUTCOMES: [Choice; 12] = [
    Choice {
        value: "fizzled-out",
        label: "It came to nothing more",
    },
    Choice {
        value: "professional-footing",
        label: "We are back on a professional footing",
    },
    Choice {
        value: "transferred",
        label: "The care was passed on",
    },
    Choice {
        value: "removed",
        label: "The patient was taken off the list",
    },
    Choice {
        value: "police-warning",
        label: "A police warning",
    },
    Choice {
        value: "injunction",
        label: "An injunction",
    },
    Choice {
        value: "charge",
        label: "A charge",
    },
    Choice {
        value: "conviction",
        label: "A conviction",
    },
    Choice {
        value: "sentence",
        label: "A sentence",
    },
    Choice {
        value: "cleared",
        label: "I was cleared",
    },
    Choice {
        value: "resumed",
        label: "It began again",
    },
    Choice {
        value: "other",
        label: "Something else",
    },
];

impl Outcome {
    fn kinds(&self) -> &'static [Choice] {
        &OUTCOMES
    }

    fn is(&self, kind: &str) -> bool {
        self.form.kind == kind
    }

    fn keeps(&self, keep: &str) -> bool {
        self.form.keep == keep || (keep == "later" && self.form.keep.is_empty())
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
    use super::OUTCOMES;

    /// The list of the contract, so that none can be forgotten here.
    #[test]
    fn every_outcome_of_the_contract_can_be_said() {
        let mut said: Vec<_> = OUTCOMES.iter().map(|choice| choice.value).collect();
        assert_eq!(said.pop(), Some("other"));
        assert_eq!(
            said,
            standfast_desk::model::lists::OutcomeKind::WORDS.to_vec()
        );
    }
}
