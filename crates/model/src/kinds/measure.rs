use jiff::civil::Date;

use super::open;
use crate::Occurred;
use crate::lists::MeasureKind;

kind! {
    /// What was done about it.
    Record "measure" Measure {
        /// What was done.
        measure: MeasureKind = "measure", open;
        /// When.
        occurred: Occurred = "occurred", open;
        /// By whom.
        by: Option<String> = "by", open;
        /// In words.
        words: Option<String> = "words", open;
        /// A warning that named the risk of removal from the list.
        names_removal: bool = "names_removal", open;
        /// A crime reference, a letter's number.
        reference: Option<String> = "reference", open;
        /// Until when it stands (an order, a restriction, a sentence).
        until: Option<Date> = "until", open;
    }
}
