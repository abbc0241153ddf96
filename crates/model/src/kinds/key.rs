use super::open;

kind! {
    /// The vault's signing key changed; the checkpoint over this entry is signed by both.
    Record "key" Key {
        /// Verifier key that signed until here (C2SP signed note).
        old: String = "old", open;
        /// Verifier key that signs from here.
        new: String = "new", open;
        /// Why.
        because: Option<String> = "because", open;
    }
}
