use super::open;

kind! {
    /// The writer no longer stands by an entry; it stays, marked.
    Record "retraction" Retraction {
        /// The number of the entry.
        retracts: u64 = "retracts", open;
        /// Why.
        because: String = "because", open;
    }
}
