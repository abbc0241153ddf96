use super::open;
use crate::Class;
use crate::lists::AttributionKind;

kind! {
    /// A person's decision whether an account that may be the subject's is theirs.
    Record "attribution" Attribution {
        /// `phone`, `email`, `whatsapp`, `facebook`, …
        account: String = "account", open;
        /// The number, address or handle as it was found.
        value: String = "value", class_of;
        /// What was decided.
        decided: AttributionKind = "decided", open;
        /// Why.
        because: String = "because", class_of;
        /// Numbers of the entries that show it.
        shown_by: Vec<u64> = "shown_by", open;
    }
}

/// What is not the subject's is somebody else's.
fn class_of(attribution: &Attribution) -> Class {
    match attribution.decided {
        AttributionKind::Theirs => Class::Personal,
        AttributionKind::NotTheirs => Class::ThirdParty,
    }
}
