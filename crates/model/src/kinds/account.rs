use super::open;
use crate::lists::Party;
use crate::{Class, Field};

kind! {
    /// An account of the subject or of the clinician: a number, an address, a handle.
    Record "account" Account {
        /// `phone`, `email`, `whatsapp`, `facebook`, `address`, …
        account: String = "account", open;
        /// Whose it is.
        of: Party = "of", open;
        /// The number, address or handle as given.
        value: String = "value", |a| class_of(&a.of);
        /// Why it is thought to be theirs.
        because: Option<String> = "because", |a| class_of(&a.of);
    }
}

/// An account is as private as the person it belongs to.
fn class_of(of: &Party) -> Class {
    match of {
        Party::Subject => Class::Personal,
        Party::Clinician => Class::Own,
        Party::Other(_) => Class::ThirdParty,
    }
}

impl Account {
    /// The sealed value, with its class.
    #[must_use]
    pub fn value_field(&self) -> Option<Field> {
        self.to_fields().take("value")
    }
}
