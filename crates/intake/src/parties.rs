//! What of an export is between subject and clinician: a conversation, not an archive.
//!
//! Pure: the accounts are told, each draft is looked at by itself. Taken is what the subject's
//! accounts sent, to whomever, and what the clinician's accounts sent to them, or in a thread with
//! them. All else is left out: counted by its reason, nothing of it kept.

use std::collections::{BTreeMap, BTreeSet};

use standfast_model::draft::{Draft, DraftKind, Person};
use standfast_model::lists::Channel;
use standfast_model::{Normalised, normalise};

use crate::reader::Survey;

/// By which accounts this export knows the two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// The subject's: of the case, and `--account`.
    pub subject: BTreeSet<Normalised>,
    /// The clinician's: of the case, and `--mine`.
    pub clinician: BTreeSet<Normalised>,
}

impl Parties {
    /// From values as people write them.
    pub fn new<'a>(
        subject: impl IntoIterator<Item = &'a str>,
        clinician: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Parties {
            subject: subject.into_iter().map(normalise).collect(),
            clinician: clinician.into_iter().map(normalise).collect(),
        }
    }
}

/// What whoever kept a log is called in it: the clinician, since it is their log.
pub const KEEPER: &str = "whoever kept this record";

/// As a person of a draft.
pub(crate) fn keeper() -> Person {
    Person {
        label: Some(KEEPER.to_owned()),
        address: None,
    }
}

/// Whether a draft becomes a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selected {
    /// It is between the two.
    Taken {
        /// Who it came from.
        from: From,
    },
    /// It is not.
    LeftOut(Left),
}

/// Who of the two a contact came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// One of the subject's accounts.
    Subject,
    /// One of the clinician's accounts.
    Clinician,
}

/// Why a draft is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Left {
    /// A line of the program itself.
    System,
    /// Sent by somebody else.
    ThirdParty,
    /// Sent by the clinician to others.
    ClinicianToOthers,
    /// The export does not say who sent it.
    NoSender,
}

impl Left {
    /// For people, in a count: "3 …".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Left::System => "lines of the program itself",
            Left::ThirdParty => "from other people",
            Left::ClinicianToOthers => "from you to other people",
            Left::NoSender => "without a sender",
        }
    }
}

/// Threads in which the subject writes; learned once, asked for each draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threads(BTreeMap<String, bool>);

impl Threads {
    /// From what the reader's first pass saw.
    #[must_use]
    pub fn of(survey: &Survey, parties: &Parties) -> Self {
        let holds = |seen: &crate::ThreadSeen| seen.holds(&parties.subject);
        Threads(
            survey
                .threads
                .iter()
                .map(|(name, seen)| (name.clone(), holds(seen)))
                .collect(),
        )
    }

    /// Whether the subject is in this thread.
    #[must_use]
    pub fn with_subject(&self, thread: &str) -> bool {
        self.0.get(thread).copied().unwrap_or(false)
    }
}

/// Decides one draft.
///
/// In e-mail only addresses count: the name before an address is whatever its sender typed. A
/// record that says to whom it went is judged by that alone; only where the format says nothing
/// of it (a chat) does the thread decide. So a clinician's letter to a colleague about the
/// subject stays out.
#[must_use]
pub fn select(draft: &Draft, parties: &Parties, threads: &Threads) -> Selected {
    if draft.kind == DraftKind::System {
        return Selected::LeftOut(Left::System);
    }
    let Some(sender) = &draft.from else {
        // The clinician wrote down what the subject did.
        if draft.kind == DraftKind::Note {
            return Selected::Taken {
                from: From::Subject,
            };
        }
        return Selected::LeftOut(Left::NoSender);
    };
    let mail = draft.channel == Channel::Email;
    if is_one_of(sender, &parties.subject, mail) {
        return Selected::Taken {
            from: From::Subject,
        };
    }
    if !is_one_of(sender, &parties.clinician, mail) {
        return Selected::LeftOut(Left::ThirdParty);
    }
    let to_subject = if draft.kind == DraftKind::Note {
        true
    } else if draft.to.is_empty() {
        threads.with_subject(&draft.thread)
    } else {
        draft
            .to
            .iter()
            .any(|p| is_one_of(p, &parties.subject, mail))
    };
    if to_subject {
        Selected::Taken {
            from: From::Clinician,
        }
    } else {
        Selected::LeftOut(Left::ClinicianToOthers)
    }
}

/// Towards whom a taken draft went, where that is not the other party: the `towards` of a contact.
#[must_use]
pub fn towards(draft: &Draft, parties: &Parties, from: From) -> Vec<Person> {
    let other = match from {
        From::Subject => &parties.clinician,
        From::Clinician => &parties.subject,
    };
    let mail = draft.channel == Channel::Email;
    draft
        .to
        .iter()
        .filter(|p| !is_one_of(p, other, mail))
        .cloned()
        .collect()
}

fn is_one_of(person: &Person, accounts: &BTreeSet<Normalised>, mail: bool) -> bool {
    if mail {
        person
            .address
            .as_ref()
            .is_some_and(|a| accounts.contains(&normalise(a)))
    } else {
        person.names().any(|name| accounts.contains(&name))
    }
}
