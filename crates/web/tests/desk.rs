//! The pages over a real vault, knocked at as a browser knocks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "desk/advice.rs"]
mod advice;
#[path = "desk/browser.rs"]
mod browser;
#[path = "desk/dates.rs"]
mod dates;
#[path = "desk/evidence.rs"]
mod evidence;
#[path = "desk/import.rs"]
mod import;
#[path = "desk/letters.rs"]
mod letters;
#[path = "desk/log.rs"]
mod log;
#[path = "desk/pages.rs"]
mod pages;
#[path = "desk/running.rs"]
mod running;
