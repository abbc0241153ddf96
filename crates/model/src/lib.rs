//! The words of Standfast as types: cases, contacts, exhibits, measures, entries, drafts.
//!
//! In a verb: this crate **names**. It owns every entry kind with its fields, their class and
//! the log they belong to ([`kinds`]), the closed lists of the contract ([`lists`]), how a time
//! is known ([`Occurred`]) and said ([`when`]), and what an import offers ([`draft`]).
//!
//! It never reads a file or a clock, never draws a random number, never knows `clap`, and never
//! writes the JSON of the command line: [`Field`] values are what is sealed, nothing else.

mod account;
pub mod draft;
mod entry;
mod field;
pub mod kinds;
pub mod lists;
mod named;
mod occurred;
mod value;
mod visible;
pub mod when;

pub use account::{AccountKind, Normalised, Shared, normalise, shares};
pub use entry::{Body, Entry, EntryError, Kind, Log};
pub use field::{Class, Field, FieldError, Fields};
pub use named::{Named, named, named_in_mail};
pub use occurred::{Occurred, Precision};
pub use value::{FieldValue, Said, SaidError, instant};
pub use visible::visible;

/// The version of the field lists in [`kinds`]; the `v` of every leaf.
pub const VERSION: u64 = 1;
