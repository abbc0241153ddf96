//! What can go wrong at the desk, and how a door says it.

use standfast_model::SaidError;
use standfast_papers::PaperError;
use standfast_vault::VaultError;

use crate::access::Refused;

/// The exit codes of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done as asked.
    Done = 0,
    /// It failed for a reason outside; nothing acknowledged was lost.
    Outside = 1,
    /// The words were off, or an answer is needed that could not be asked.
    Words = 2,
    /// Input was bad: nothing was stored, or everything good was and the rest is named.
    Input = 3,
    /// Locked, or not permitted.
    Locked = 4,
    /// Verification failed: something was changed or is missing.
    Changed = 5,
    /// Intact, but not anchored.
    NotAnchored = 6,
}

/// An act that was not done. The text says what happened and to what; [`DeskError::advice`] says
/// what is safe and what to do.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Access.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Words that are no value.
    #[error(transparent)]
    Said(#[from] SaidError),
    /// No such case.
    #[error("there is no case \"{0}\" in this vault")]
    NoCase(String),
    /// No such entry.
    #[error("there is no entry {entry} in {case}")]
    NoEntry {
        /// As it was asked for.
        entry: String,
        /// The case's short name.
        case: String,
    },
    /// No such exhibit.
    #[error("there is no exhibit {reference} in {case}")]
    NoExhibit {
        /// As it was asked for.
        reference: String,
        /// The case's short name.
        case: String,
    },
    /// The entry is of a kind on which this cannot be done.
    #[error("{entry} is {is}, not {wanted}")]
    OtherKind {
        /// `#12`.
        entry: String,
        /// What it is: "a measure".
        is: String,
        /// What the act works on.
        wanted: &'static str,
    },
    /// Words that a person must say otherwise.
    #[error("{what}")]
    Words {
        /// What is off.
        what: String,
        /// What would be right.
        advice: String,
    },
    /// A file that could not be read in.
    #[error("{file}: {why}")]
    File {
        /// Its name as given.
        file: String,
        /// What happened.
        why: String,
    },
    /// An export that could not be read.
    #[error(transparent)]
    Intake(#[from] standfast_intake::IntakeError),
    /// An import that a person stopped.
    #[error("{}", stopped(*sealed, *all))]
    Stopped {
        /// Contacts that are sealed.
        sealed: u64,
        /// Contacts that there were to seal; 0 while it was still counting.
        all: u64,
    },
    /// A document that could not be made.
    #[error(transparent)]
    Papers(#[from] standfast_papers::PaperError),
    /// The bundle could not be made or read.
    #[error(transparent)]
    Disclosure(#[from] standfast_disclosure::DisclosureError),
    /// A letter that the checks hold back.
    #[error("letter {letter} was not approved: {}", against(findings))]
    Letter {
        /// Its number in the case.
        letter: u64,
        /// What stands against it.
        findings: Vec<crate::acts::letter::Finding>,
    },
    /// An act that is not a letter's turn.
    #[error("letter {letter}: {why}")]
    LetterTurn {
        /// Its number in the case.
        letter: u64,
        /// How it stands.
        why: standfast_case::OutOfTurn,
    },
    /// A guidance pack that does not hold together.
    #[error(transparent)]
    Pathway(#[from] standfast_pathway::PathwayError),
    /// An entry that this version cannot read.
    #[error(transparent)]
    Entry(#[from] standfast_model::EntryError),
}

impl DeskError {
    /// Words that are off, with what would be right.
    pub(crate) fn words(what: impl Into<String>, advice: impl Into<String>) -> Self {
        DeskError::Words {
            what: what.into(),
            advice: advice.into(),
        }
    }

    /// The exit code of the contract.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            DeskError::Vault(e) => match e.exit() {
                1 => Exit::Outside,
                2 => Exit::Words,
                3 => Exit::Input,
                4 => Exit::Locked,
                5 => Exit::Changed,
                _ => Exit::NotAnchored,
            },
            DeskError::Refused(_) => Exit::Locked,
            DeskError::Said(_)
            | DeskError::NoCase(_)
            | DeskError::NoEntry { .. }
            | DeskError::NoExhibit { .. }
            | DeskError::OtherKind { .. }
            | DeskError::Letter { .. }
            | DeskError::LetterTurn { .. }
            | DeskError::Words { .. } => Exit::Words,
            DeskError::File { .. } => Exit::Input,
            DeskError::Intake(e) if e.is_question() => Exit::Words,
            DeskError::Intake(_) => Exit::Input,
            DeskError::Disclosure(e) if e.is_words() => Exit::Words,
            DeskError::Disclosure(e) if e.is_outside() => Exit::Outside,
            DeskError::Disclosure(_) => Exit::Input,
            DeskError::Papers(PaperError::NoTemplate(..)) => Exit::Words,
            DeskError::Papers(PaperError::Wording { .. } | PaperError::NotReplaceable(..)) => {
                Exit::Input
            }
            DeskError::Papers(_) | DeskError::Pathway(_) | DeskError::Stopped { .. } => {
                Exit::Outside
            }
            DeskError::Entry(_) => Exit::Changed,
        }
    }

    /// What is safe, and what to do.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            DeskError::Vault(e) => e.advice(),
            DeskError::Refused(_) => "Nothing was changed.".to_owned(),
            DeskError::Said(_) => "Nothing was saved.".to_owned(),
            DeskError::NoCase(_) => "See: standfast case list".to_owned(),
            DeskError::NoEntry { case, .. } => format!("See: standfast timeline {case}"),
            DeskError::NoExhibit { case, .. } => format!("See: standfast exhibit list {case}"),
            DeskError::OtherKind { .. } => "Nothing was saved.".to_owned(),
            DeskError::Words { advice, .. } => advice.clone(),
            DeskError::Letter { findings, .. } => {
                let mut lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
                lines.push(if findings.iter().any(crate::acts::letter::Finding::must) {
                    "Nothing was saved. Draft it again with this mended.".to_owned()
                } else {
                    "Nothing was saved. If you stand by it, say why: --although TEXT".to_owned()
                });
                lines.join("\n")
            }
            DeskError::LetterTurn { .. } => {
                "Nothing was saved. See: standfast letter list".to_owned()
            }
            DeskError::File { .. } => "Nothing was saved.".to_owned(),
            DeskError::Intake(e) => e.advice(),
            DeskError::Stopped { all: 0, .. } => "Nothing was stored.".to_owned(),
            DeskError::Stopped { .. } => {
                "What is sealed stays. Give the same command again, and it goes on from there."
                    .to_owned()
            }
            DeskError::Papers(_) => "Nothing was written. The entries are as they were.".to_owned(),
            DeskError::Disclosure(e) => e.advice(),
            DeskError::Pathway(_) => {
                "The entries are as they were. See: standfast guidance check".to_owned()
            }
            DeskError::Entry(_) => "Nothing was changed. See: standfast verify".to_owned(),
        }
    }
}

fn against(findings: &[crate::acts::letter::Finding]) -> String {
    match findings.len() {
        1 => "1 thing stands against it".to_owned(),
        many => format!("{many} things stand against it"),
    }
}

fn stopped(sealed: u64, all: u64) -> String {
    if all == 0 {
        "the import was stopped before anything was sealed".to_owned()
    } else {
        format!("the import was stopped: {sealed} of {all} are sealed")
    }
}
