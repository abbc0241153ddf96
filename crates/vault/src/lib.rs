//! The vault: one folder with the cases of a clinician, encrypted, and the only place that writes.
//!
//! In a verb: this crate **keeps**. It owns keys, database, originals, search, the outside head, and
//! the order in which an act becomes durable. `docs/vault-format.md` is its format, which is final;
//! `docs/without-standfast.md` opens a vault with tools that we did not write.
//!
//! | for this purpose | that |
//! | --- | --- |
//! | make or open a vault | [`Vault::create`], [`Vault::open`] |
//! | take an original in, seal an act | [`Vault::stage`], [`Vault::commit`] |
//! | read by key, page by page | [`Vault::entries`], [`Vault::timeline`], [`Vault::search`] |
//! | check all of it, or make anew what is derived | [`Vault::verify`], [`Vault::rebuild`] |
//! | keep records or originals elsewhere | [`records::Records`], [`originals::Originals`] |
//!
//! "Saved" means durable and sealed: originals and their folder, then the database's commit, then the
//! outside head, then the answer. What cannot be durable is refused and leaves nothing.
//!
//! Never here: rules about people or cases, a clock (times are passed in), what a field means beyond
//! finding it again. Nothing that was sealed is ever written again.
#![warn(missing_docs)]

mod act;
mod derive;
mod entropy;
mod error;
mod head;
mod identity;
mod keys;
mod lock;
mod many;
pub mod originals;
mod place;
mod problem;
pub mod records;
mod rim;
mod stored;
mod vault;

pub use act::{Act, ActCase, CaseLine, CaseNo, Part, Placed, Row, RowKey};
pub use age::secrecy::{ExposeSecret, SecretString};
pub use entropy::{Entropy, OsEntropy};
pub use error::VaultError;
pub use head::HeadState;
pub use identity::Identities;
pub use keys::{Unlock, VaultKeys};
pub use place::Place;
pub use problem::{Problem, ProblemCode};
pub use records::TimelineFilter;
pub use stored::Stored;
pub use vault::{
    CaseVerdict, Create, Created, Mode, Rebuilt, Staged, Stager, Staging, Vault, VaultFacts,
    VaultVerdict, Warning,
};
