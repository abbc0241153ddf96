use jiff::civil::Date;

use super::open;
use crate::Occurred;
use crate::lists::OutcomeKind;

kind! {
    /// How the case, or a stretch of it, ended (R24). An entry like any other: it closes nothing by
    /// itself, and what comes after it stands after it.
    Record "outcome" Outcome {
        /// How.
        outcome: OutcomeKind = "outcome", open;
        /// When.
        occurred: Occurred = "occurred", open;
        /// In words.
        words: Option<String> = "words", open;
        /// Until when the log is to be kept, where somebody set it. No law gives the day (UK GDPR
        /// art 5(1)(e): no longer than is necessary).
        keep_until: Option<Date> = "keep_until", open;
    }
}
