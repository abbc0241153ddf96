//! Letters: what happened to each, and what may happen next.

use standfast_model::kinds;
use standfast_model::lists::LetterAct;

use crate::fold::Held;

/// One letter with its acts so far, oldest first; their text and what filled their gaps are left in the vault.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter<'a> {
    /// Its number in the case, from 1.
    pub number: u64,
    /// Its template.
    pub template: &'a str,
    /// What happened to it: entries of the private log.
    pub acts: Vec<&'a Held<kinds::Letter>>,
}

/// An act that does not follow from what happened to a letter so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", reason(*.is, *.act))]
pub struct OutOfTurn {
    /// How the letter stands.
    pub is: LetterAct,
    /// What was to happen.
    pub act: LetterAct,
}

impl<'a> Letter<'a> {
    /// What happened to it last.
    #[must_use]
    pub fn state(&self) -> Option<LetterAct> {
        self.acts.last().map(|a| a.body.act)
    }

    /// The last act of this kind.
    #[must_use]
    pub fn last(&self, act: LetterAct) -> Option<&'a Held<kinds::Letter>> {
        self.acts.iter().rev().copied().find(|a| a.body.act == act)
    }

    /// The approval that still stands: nothing was drafted or put aside after it.
    #[must_use]
    pub fn approved(&self) -> Option<&'a Held<kinds::Letter>> {
        let stands = |a: &&Held<kinds::Letter>| {
            !matches!(a.body.act, LetterAct::Drafted | LetterAct::NotSent)
        };
        self.acts
            .iter()
            .rev()
            .copied()
            .take_while(stands)
            .find(|a| a.body.act == LetterAct::Approved)
    }

    /// Whether `act` may happen to it now. A letter goes only after a person stood by it; what went can come back,
    /// and be sent again; what will not go can be drafted anew.
    ///
    /// # Errors
    /// [`OutOfTurn`] with how it stands.
    pub fn may(&self, act: LetterAct) -> Result<(), OutOfTurn> {
        use LetterAct::{Acknowledged, Answered, Approved, Drafted, NotSent, Returned, Sent};
        let is = self.state().unwrap_or(Drafted);
        let follows = match act {
            Drafted => matches!(is, Drafted | Approved | NotSent),
            Approved => is == Drafted,
            Sent => matches!(is, Approved | Returned) && self.approved().is_some(),
            NotSent => matches!(is, Drafted | Approved | Returned),
            Returned => matches!(is, Sent),
            Acknowledged => is == Sent,
            Answered => matches!(is, Sent | Acknowledged | Answered),
        };
        if follows {
            Ok(())
        } else {
            Err(OutOfTurn { is, act })
        }
    }
}

fn reason(is: LetterAct, act: LetterAct) -> String {
    let stands = match is {
        LetterAct::Drafted => "is a draft; nobody has approved it",
        LetterAct::Approved => "was approved and not sent",
        LetterAct::Sent => "was sent",
        LetterAct::NotSent => "is not to be sent",
        LetterAct::Returned => "came back",
        LetterAct::Acknowledged => "was sent and acknowledged",
        LetterAct::Answered => "was sent and answered",
    };
    format!("it {stands}; it cannot be \"{act}\" now")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use LetterAct::{Acknowledged, Answered, Approved, Drafted, NotSent, Returned, Sent};

    fn held(n: u64, act: LetterAct) -> Held<kinds::Letter> {
        let body = kinds::Letter {
            letter: 1,
            template: "warning".to_owned(),
            act,
            by: None,
            occurred: None,
            gaps: vec![],
            pdf_sha256: None,
            because: None,
            wording: None,
            values: std::collections::BTreeMap::new(),
            text: None,
            dated: None,
            names_removal: false,
            kept: vec![],
            doubts: vec![],
            how: None,
            measure: None,
            answer: None,
        };
        Held {
            n,
            recorded: jiff::Timestamp::UNIX_EPOCH,
            body,
        }
    }

    fn after(acts: &[LetterAct], act: LetterAct) -> Result<(), OutOfTurn> {
        let held: Vec<_> = (0..).zip(acts).map(|(n, act)| held(n, *act)).collect();
        let letter = Letter {
            number: 1,
            template: "warning",
            acts: held.iter().collect(),
        };
        letter.may(act)
    }

    #[test]
    fn a_letter_goes_only_after_a_person_stood_by_it() {
        assert!(after(&[Drafted], Sent).is_err());
        assert!(after(&[Drafted, Approved], Sent).is_ok());
        assert!(after(&[Drafted, Approved, Drafted], Sent).is_err());
        assert!(after(&[Drafted, Approved, NotSent], Sent).is_err());
        assert!(after(&[Drafted, Approved, Sent], Sent).is_err());
        assert!(after(&[Drafted, Approved, Sent, Returned], Sent).is_ok());
    }

    #[test]
    fn each_act_has_its_turn() {
        for (acts, then, may) in [
            (&[Drafted][..], Approved, true),
            (&[Drafted, Approved], Approved, false),
            (&[Drafted, Approved], Drafted, true),
            (&[Drafted, NotSent], Drafted, true),
            (&[Drafted, NotSent], Approved, false),
            (&[Drafted, Approved, Sent], Drafted, false),
            (&[Drafted, Approved, Sent], NotSent, false),
            (&[Drafted, Approved], Returned, false),
            (&[Drafted, Approved, Sent], Acknowledged, true),
            (&[Drafted, Approved, Sent, Acknowledged], Answered, true),
            (&[Drafted, Approved, Sent, Returned], Answered, false),
            (&[Drafted, Approved, Sent, Returned], NotSent, true),
        ] {
            assert_eq!(after(acts, then).is_ok(), may, "{acts:?} then {then}");
        }
    }

    #[test]
    fn out_of_turn_says_how_it_stands() {
        let said = after(&[Drafted], Sent).unwrap_err().to_string();
        assert!(said.contains("nobody has approved it"), "{said}");
    }
}
