//! Disclosure: what leaves, on what basis, as a bundle that anybody can check.
//!
//! In a verb: this crate **gives**. It owns [`profile`] (which fields go by default, as data),
//! [`plan`] (what goes, what stays, what waits for a decision), [`bundle`] (the BagIt bag that
//! results) and [`verify`] (its check, without vault and without C code, so that it can be given
//! away and built small). The bytes of a bundle, and what its check says, are `docs/bundle-format.md`.
//!
//! It never makes an exception to a profile without a recorded decision, never opens a vault,
//! never makes a document: papers arrive as finished bytes.
#![warn(missing_docs)]

pub mod bundle;
mod container;
mod error;
mod names;
pub mod plan;
pub mod profile;
pub mod verdict;
pub mod verify;

pub use error::DisclosureError;
pub use names::original_name;
pub use verdict::{Anchor, Code, Completeness, Fixed, Integrity, Problem, Verdict};
