use serde_json::Value;

use super::open;
use crate::Class;

kind! {
    /// Points at what it corrects; both show. The new value has the class of the field it replaces.
    Record "correction" Correction {
        /// The number of the entry that it corrects.
        corrects: u64 = "corrects", open;
        /// Which field.
        field: String = "field", open;
        /// What is right.
        value: Value = "value", |c| c.class;
        /// Why.
        because: String = "because", open;
        /// The class of the field that is corrected.
        class: Class = "field_class", open;
    }
}
