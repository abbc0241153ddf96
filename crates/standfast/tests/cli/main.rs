//! The command line as the contract has it: what it prints, how it ends, what bad input gets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

mod accounts;
mod advice;
mod again;
mod bad_input;
mod bundle;
mod dates;
mod demo;
mod import;
mod letters;
mod log;
mod manual;
#[path = "../program/mod.rs"]
mod program;
mod requests;
mod traps;
