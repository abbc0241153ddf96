//! The pages: what a browser on this machine sees of a vault.
//!
//! It owns templates, styles and the HTTP door: who may knock ([`guard`]), who is signed in
//! ([`session`]), what a passphrase opens ([`vault`]), the look of every page ([`pages`]), and the
//! addresses that fill them from the desk ([`routes`]). Every page works without script and asks
//! nothing of any other machine.
//!
//! It never decides what the guidance says, who may do what, what words mean or what is stored:
//! the desk does, and the pages show its answers.

pub mod assets;
pub mod download;
pub mod guard;
mod labels;
pub mod listening;
mod mail;
pub mod pages;
pub mod routes;
pub mod running;
pub mod server;
pub mod session;
pub mod shelf;
pub mod times;
pub mod upload;
pub mod vault;
pub mod words;
