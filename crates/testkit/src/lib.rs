//! What tests are made of: the reader of stories, the dated plain text under `tests/stories/`, and
//! the player that runs one through the desk.
//!
//! It owns the language of stories (`tests/stories/README.md` describes it for the people who write
//! them), the set clock and the seeded randomness of tests. [`story`] hangs on no other crate of
//! ours: names of channels, signs, measures and steps stay strings there, so that a story can name
//! what is not built yet, and crates below the desk can read stories in their tests. `play` (feature
//! `play`) does with a story what a person would do, and compares.
//!
//! It never judges what a story expects, never reaches around the desk, and is never shipped.

#[cfg(feature = "play")]
pub mod play;
pub mod story;

pub use story::{Story, StoryError};
