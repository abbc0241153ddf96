use super::{open, third_party};
use crate::Occurred;

kind! {
    /// An exhibit changed hands or place.
    Record "continuity" Continuity {
        /// Which exhibit.
        exhibit: String = "exhibit", open;
        /// To whom or where.
        to: String = "to", third_party;
        /// When.
        occurred: Occurred = "occurred", open;
        /// Why, a receipt number, …
        because: Option<String> = "because", open;
    }
}
