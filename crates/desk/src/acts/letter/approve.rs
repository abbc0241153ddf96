//! A named person stands by a letter: checked, set once more, and what they stood by is kept byte for byte.

use std::collections::BTreeMap;
use std::io::Cursor;

use jiff::civil::Date;
use standfast_model::lists::LetterAct;
use standfast_model::{FieldValue, Log};
use standfast_papers::State;

use super::sent::moment;
use super::{Made, differences};
use crate::access::Act;
use crate::acts::attach::LIMIT;
use crate::acts::{given, saved};
use crate::{Desk, DeskError, Saved};

/// Approve a letter.
pub struct LetterApprove;
impl Act for LetterApprove {
    const NAME: &'static str = "letter approve";
}

/// An approval as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidApproval {
    /// Who stands by it.
    pub by: Option<String>,
    /// The date that it is to bear, in words; left out means today.
    pub dated: Option<String>,
    /// What fills gaps that are still open, or fills others anew.
    pub fields: BTreeMap<String, String>,
    /// Why they stand by what the checks doubt.
    pub although: Option<String>,
    /// Only look: nothing is saved.
    pub dry_run: bool,
}

/// A letter that a person stood by, or would.
pub struct Approved {
    /// The private entry; none on a dry run.
    pub saved: Option<Saved>,
    /// Its template.
    pub template: String,
    /// The letter as it stands approved.
    pub made: Made,
}

impl Desk {
    /// Has a named person stand by a letter. What must be mended holds it back; what is only doubted wants a reason.
    ///
    /// # Errors
    /// Nobody named; an act out of turn; [`DeskError::Letter`] with what stands against it.
    pub fn letter_approve(
        &mut self,
        case: &str,
        letter: u64,
        said: SaidApproval,
    ) -> Result<Approved, DeskError> {
        let (permit, line) = self.permit::<LetterApprove>(case)?;
        let draft = self.letter_at(&permit, &line, letter, LetterAct::Approved)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let dated = match given(said.dated) {
            Some(words) => Some(Date::from_words(&words, &around)?),
            None => None,
        };
        let mut values = self.carried(&permit, &line, &draft)?;
        values.extend(said.fields);
        let mut made = self.make(
            &permit,
            &line,
            &draft.template,
            values,
            dated,
            if said.dry_run {
                State::Draft
            } else {
                State::Approved
            },
        )?;
        if let Some(text) = &draft.text {
            made.since = differences::between(text, &made.drafted.text);
        }
        let template = draft.template;
        if said.dry_run {
            return Ok(Approved {
                saved: None,
                template,
                made,
            });
        }
        let by = given(said.by).ok_or_else(|| {
            DeskError::words(
                "nobody stands by it; nothing was saved",
                "Add: --by NAME, the person who approves it",
            )
        })?;
        let although = given(said.although);
        let held = made.findings.iter().any(super::Finding::must)
            || (!made.findings.is_empty() && although.is_none());
        if held {
            return Err(DeskError::Letter {
                letter,
                findings: made.findings,
            });
        }
        let mut entry = made.entry(letter, &template, LetterAct::Approved);
        entry.by = Some(by);
        entry.occurred = Some(moment(None, &around)?);
        entry.doubts = made.findings.iter().map(ToString::to_string).collect();
        entry.because = although;
        let mut staged = Vec::new();
        let files = [Some(made.drafted.pdf.bytes()), made.drafted.docx.as_deref()];
        for bytes in files.into_iter().flatten() {
            let file = self
                .vault_mut(&permit)
                .stage(&mut Cursor::new(bytes), LIMIT)?;
            entry.kept.push(file.sha256.clone());
            staged.push(file);
        }
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![], vec![entry.into()], staged)?;
        Ok(Approved {
            saved: Some(saved(&line.name, Log::Private, &placed, vec![], warnings)),
            template,
            made,
        })
    }
}
