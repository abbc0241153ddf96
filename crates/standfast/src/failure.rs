//! What is said when a command did not do as asked: what happened, what is safe, what to do.

use std::process::ExitCode;

use standfast_desk::{DeskError, Exit};

use crate::say::Say;

/// A command that ended early.
#[derive(Debug)]
pub struct Failure {
    what: String,
    advice: String,
    exit: Exit,
}

impl Failure {
    /// Words that were off, or an answer that could not be asked for.
    pub fn words(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Failure {
            what: what.into(),
            advice: advice.into(),
            exit: Exit::Words,
        }
    }

    /// Something outside: a disk, a folder, a port.
    pub fn outside(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Failure {
            what: what.into(),
            advice: advice.into(),
            exit: Exit::Outside,
        }
    }

    /// Input that could not be read.
    pub fn input(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Failure {
            what: what.into(),
            advice: advice.into(),
            exit: Exit::Input,
        }
    }

    /// Whether the reason lies outside: another writer, a disk.
    pub fn is_outside(&self) -> bool {
        self.exit == Exit::Outside
    }

    /// Prints it and gives the exit code.
    pub fn tell(&self, say: &Say) -> ExitCode {
        say.error(&self.what, &self.advice);
        ExitCode::from(self.exit as u8)
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        Failure {
            what: error.to_string(),
            advice: error.advice(),
            exit: error.exit(),
        }
    }
}

/// A closed pipe is not our failure; a full disk under standard output is.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::outside(
            format!("output could not be written: {error}"),
            "What was saved is safe.",
        )
    }
}
