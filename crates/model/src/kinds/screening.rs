use super::own;
use crate::Occurred;

kind! {
    /// A screening that a trained person did with an instrument of theirs. That it was done, and no
    /// more: there is no field for answers, and none for a total.
    Private "screening" Screening {
        /// The instrument, by its name.
        instrument: String = "instrument", own;
        /// Its version or year.
        version: Option<String> = "version", own;
        /// Who did it.
        by: String = "by", own;
        /// When.
        occurred: Occurred = "occurred", own;
    }
}
