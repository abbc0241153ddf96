use super::open;
use crate::lists::Party;
use crate::{Class, Occurred};

kind! {
    /// An original: what it is, where it came from, its hash. Hash, size and name are of the
    /// original's own class: an unsalted hash would betray what was withheld.
    Record "exhibit" Exhibit {
        /// Initials and number, `ABC/3`; never used again.
        reference: String = "reference", open;
        /// The entry it belongs to: a contact, a measure, an import.
        of: Option<u64> = "of", open;
        /// What it is, in words.
        what: Option<String> = "what", open;
        /// Media type by content, not by name.
        media_type: Option<String> = "media_type", open;
        /// Where and how it was found or received.
        found: Option<String> = "found", open;
        /// Who produces it.
        produced_by: Option<String> = "produced_by", open;
        /// The date that the file itself claims (a photograph's), offered and never assumed.
        claimed: Option<Occurred> = "claimed", open;
        /// Who sent or gave it.
        from: Option<Party> = "from", open;
        /// The file's name as it arrived.
        name: String = "name", |e| e.class;
        /// Size in bytes.
        bytes: u64 = "bytes", |e| e.class;
        /// SHA-256 of the original, lower-case hex.
        sha256: String = "sha256", |e| e.class;
        /// The class of the original itself.
        class: Class = "original_class", open;
    }
}
