//! The life of a letter through the desk, what the record then holds, and what a letter never lets out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

mod here;
mod law;
mod leaks;
mod life;
mod statement;
