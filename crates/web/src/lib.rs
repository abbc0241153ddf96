//! The pages: what a browser on this machine sees of a vault.
//!
//! It owns templates, styles and the HTTP door: who may knock ([`guard`]), who is signed in
//! ([`session`]), how hostile files are made safe to look at ([`evidence`], [`words`]), and the
//! look of every page ([`pages`]). Every page works without script and asks nothing of any other
//! machine.
//!
//! It never decides what the guidance says, who may do what, how a time is worded or what is
//! stored: the desk does, and the pages show its answers.

pub mod assets;
pub mod evidence;
pub mod guard;
pub mod pages;
pub mod server;
pub mod session;
pub mod words;
