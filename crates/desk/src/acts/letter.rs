//! Draft a letter from the case: a named person approves and sends, Standfast never does.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use standfast_model::lists::{LetterAct, Party};
use standfast_model::{Log, kinds};
use standfast_papers::{Drafted, Letter as Paper, State, TemplateSet};

use super::saved;
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Draft a letter.
pub struct LetterDraft;
impl Act for LetterDraft {
    const NAME: &'static str = "letter draft";
}

/// A draft with its place in the private log.
pub struct SavedDraft {
    /// The private entry.
    pub saved: Saved,
    /// The letter's number in the case.
    pub letter: u64,
    /// The draft itself.
    pub drafted: Drafted,
}

impl Desk {
    /// Drafts a letter. `fields` fill its gaps; what the case knows need not be given. What
    /// nobody knows stands visibly in the draft and is named in the answer.
    ///
    /// # Errors
    /// No such template; a document that could not be set.
    pub fn letter_draft(
        &mut self,
        case: &str,
        template: &str,
        fields: BTreeMap<String, String>,
    ) -> Result<SavedDraft, DeskError> {
        let (permit, line) = self.permit::<LetterDraft>(case)?;
        let settings = self.settings(&permit, &line)?;
        let demonstration = self.demonstration();
        let today = settings.zone.to_datetime(self.now()).date();
        let folded = self.fold(&permit, &line)?;
        let view = folded.now();
        let mut known = BTreeMap::new();
        known.insert("clinician".to_owned(), settings.clinician.clone());
        if let Some(subject) = &view.settings().subject {
            known.insert("subject".to_owned(), subject.clone());
            known.insert("greeting-name".to_owned(), subject.clone());
        }
        if let Some(address) = view
            .accounts()
            .filter(|a| a.body.of == Party::Subject && a.body.account == "address")
            .last()
        {
            let lines = address
                .body
                .value
                .split(", ")
                .collect::<Vec<_>>()
                .join("\n");
            known.insert("subject-address".to_owned(), lines);
        }
        known.extend(fields);
        let letter = view.letters().len() as u64 + 1;
        let drafted = standfast_papers::letter(
            &Paper {
                template: template.to_owned(),
                date: today,
                fields: known,
                state: State::Draft,
                demonstration,
            },
            &TemplateSet::built_in()?,
        )?;
        let entry = kinds::Letter {
            letter,
            template: template.to_owned(),
            act: LetterAct::Drafted,
            by: None,
            occurred: None,
            gaps: drafted.gaps.iter().map(|g| g.name.clone()).collect(),
            pdf_sha256: Some(hex::encode(Sha256::digest(drafted.pdf.bytes()))),
            because: None,
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![], vec![entry.into()], vec![])?;
        let saved = saved(&line.name, Log::Private, &placed, vec![], warnings);
        Ok(SavedDraft {
            saved,
            letter,
            drafted,
        })
    }

    /// The names of the letters that can be drafted.
    ///
    /// # Errors
    /// Templates that do not hold together.
    pub fn letter_templates(&self) -> Result<Vec<String>, DeskError> {
        Ok(TemplateSet::built_in()?
            .names()
            .map(str::to_owned)
            .collect())
    }
}
