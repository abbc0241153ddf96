use super::own;

kind! {
    /// The clinician's own side of a review: which of their own accounts were looked at. That a review
    /// was held is a measure.
    Private "review" Review {
        /// The measure: its entry in the record log.
        measure: u64 = "measure", own;
        /// Own accounts whose settings were looked at, as they are kept: "facebook Wren Q".
        accounts: Vec<String> = "accounts", own;
    }
}
