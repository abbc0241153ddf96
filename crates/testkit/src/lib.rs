//! What tests are made of: the player that runs a story of `tests/stories/` through the desk, with the
//! set clock and the seeded randomness of tests.
//!
//! [`play`] does with a story what a person would do, and compares what the story expects; the
//! language of stories is `standfast-story`.
//!
//! It never judges what a story expects, never reaches around the desk, and is never shipped.

pub mod play;
