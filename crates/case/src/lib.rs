//! A case gathered from its entries: as it stands, as it stood on a day, as it was known on a day.
//!
//! In a verb: this crate **gathers**. It is the one place that folds entries: corrections and
//! retractions applied, exhibits put to what they belong to, restrictions and orders in force,
//! occasions, what the subject had been told by then, and which accounts may be theirs. It counts
//! them ([`insight`]). [`Case`] takes entries one by one; [`Case::as_of`] looks at it: what had occurred by one moment, as recorded by another.
//!
//! It keeps no words of contacts: whoever shows an entry reads it from the vault and applies its
//! corrections with [`apply_corrections`]. A case of 100,000 contacts stays small.
//!
//! It never stores, never reads a clock, never advises, and never decides what may be shown.

mod contact;
mod correct;
mod fold;
pub mod insight;
mod letter;
mod occasion;
mod settings;
mod span;
mod suggest;
mod told;
mod view;

pub use contact::Contact;
pub use correct::apply_corrections;
pub use fold::{Case, Held};
pub use letter::{Letter, OutOfTurn};
pub use occasion::Occasion;
pub use settings::Settings;
pub use span::{Moment, Span};
pub use suggest::{Decided, Entries, Reason, Suggestion, named_by, named_in, sender, shared_words};
pub use told::is_telling;
pub use view::View;
