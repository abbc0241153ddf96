//! Who may do what: pure, knows no vault.
//!
//! One table, [`TABLE`], read in review as a page. A [`Permit`] is the proof that it was asked;
//! nothing but [`decide`] makes one.

use std::marker::PhantomData;

use standfast_vault::CaseNo;

/// Who is at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// In which part.
    pub role: Role,
}

/// The part a person has towards a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A person whose key opens the vault: the clinician whose cases these are.
    Holder,
}

/// Something that can be done; its name stands in the table, the manual and the API.
pub trait Act {
    /// The name, as in [`TABLE`].
    const NAME: &'static str;
}

/// Leave for one person to do one act on one case (or on the vault). Only [`decide`] makes it.
#[must_use]
#[derive(Debug)]
pub struct Permit<A> {
    case: Option<CaseNo>,
    act: PhantomData<A>,
}

impl<A> Permit<A> {
    /// The case it is for; `None`: the vault as a whole.
    #[must_use]
    pub fn case(&self) -> Option<CaseNo> {
        self.case
    }
}

/// The answer was no. Says who may, never what the case holds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not permitted: \"{act}\" is not for you here; nothing was changed; ask a holder of the vault"
)]
pub struct Refused {
    /// Which act.
    pub act: &'static str,
}

/// Every act and look, with the parts that may do it.
pub const TABLE: &[(&str, &[Role])] = &[
    ("account add", &[Role::Holder]),
    ("account reject", &[Role::Holder]),
    ("account suggested", &[Role::Holder]),
    ("attach", &[Role::Holder]),
    ("case close", &[Role::Holder]),
    ("case list", &[Role::Holder]),
    ("case new", &[Role::Holder]),
    ("case set", &[Role::Holder]),
    ("case show", &[Role::Holder]),
    ("clocks", &[Role::Holder]),
    ("contact add", &[Role::Holder]),
    ("contact detail", &[Role::Holder]),
    ("contact retract", &[Role::Holder]),
    ("contact show", &[Role::Holder]),
    ("correct", &[Role::Holder]),
    ("disclose", &[Role::Holder]),
    ("exhibit export", &[Role::Holder]),
    ("exhibit list", &[Role::Holder]),
    ("exhibit moved", &[Role::Holder]),
    ("guidance", &[Role::Holder]),
    ("head accept", &[Role::Holder]),
    ("head show", &[Role::Holder]),
    ("import", &[Role::Holder]),
    ("insight", &[Role::Holder]),
    ("letter approve", &[Role::Holder]),
    ("letter draft", &[Role::Holder]),
    ("letter list", &[Role::Holder]),
    ("letter not-sent", &[Role::Holder]),
    ("letter returned", &[Role::Holder]),
    ("letter sent", &[Role::Holder]),
    ("letter show", &[Role::Holder]),
    ("measure add", &[Role::Holder]),
    ("next", &[Role::Holder]),
    ("next shown", &[Role::Holder]),
    ("note add", &[Role::Holder]),
    ("note list", &[Role::Holder]),
    ("outcome", &[Role::Holder]),
    ("rebuild", &[Role::Holder]),
    ("review", &[Role::Holder]),
    ("search", &[Role::Holder]),
    ("step", &[Role::Holder]),
    ("timeline", &[Role::Holder]),
    ("verify", &[Role::Holder]),
];

/// May `actor` do `A` on `case`?
///
/// # Errors
/// [`Refused`], which says nothing of the case.
pub fn decide<A: Act>(actor: &Actor, case: Option<CaseNo>) -> Result<Permit<A>, Refused> {
    let allowed = TABLE
        .iter()
        .find(|(name, _)| *name == A::NAME)
        .is_some_and(|(_, roles)| roles.contains(&actor.role));
    if allowed {
        Ok(Permit {
            case,
            act: PhantomData,
        })
    } else {
        Err(Refused { act: A::NAME })
    }
}
