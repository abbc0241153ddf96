//! What tests are made of: today the reader of stories, the dated plain text under `tests/stories/`.
//!
//! It owns the language of stories (`tests/stories/README.md` describes it for the people who write
//! them). It never judges what a story expects: names of channels, signs, measures and steps stay
//! strings here, so that this crate hangs on no other and a story can name what is not built yet.
//! It is never shipped.

pub mod story;

pub use story::{Story, StoryError};
