//! The desk: what a person can do with a vault, and what they can see of it.
//!
//! In a verb: this crate **acts**. It owns [`acts`] (one file an act), [`looks`] (one file a
//! view), [`access`] (who may do what, in one table) and the list of acts behind the command
//! line, the pages and the manual. Words typed by a person come in as they were typed and are
//! understood here, so that every door understands them alike.
//!
//! An act needs a [`access::Permit`], which only [`access::decide`] can make, and a permit is the
//! only way to the vault: a forgotten check does not compile.
//!
//! It never writes HTML, never parses arguments, never holds SQL, and never sends anything to the
//! subject: it drafts, a named person sends.

pub mod access;
pub mod acts;
mod clock;
mod custody;
mod error;
pub mod looks;
mod saved;
mod zone;

pub use clock::Clock;
pub use custody::{Desk, Opening};
pub use error::{DeskError, Exit};
pub use saved::Saved;
pub use standfast_case as case;
pub use standfast_disclosure as disclosure;
pub use standfast_model as model;
pub use standfast_papers as papers;
pub use standfast_pathway as pathway;
pub use standfast_vault as vault;
pub use zone::{Zone, span_words};
