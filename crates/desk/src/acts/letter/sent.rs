//! A letter went: its copy becomes an exhibit of the record, and the measure that its template names is written.

use std::io::Read;

use sha2::{Digest, Sha256};
use standfast_model::lists::{LetterAct, MeasureKind};
use standfast_model::{Body, Class, FieldValue, Log, Occurred, Said, kinds, when};
use standfast_vault::CaseLine;

use super::life::file_name;
use super::{bare, no_letter};
use crate::access::{Act, Permit};
use crate::acts::{given, saved};
use crate::custody::Settings;
use crate::{Desk, DeskError, Saved};

/// Say that a letter was sent.
pub struct LetterSent;
impl Act for LetterSent {
    const NAME: &'static str = "letter sent";
}

/// A sending as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidSent {
    /// How it went: `first-class post, signed for`.
    pub how: Option<String>,
    /// WHEN, in words; left out means now.
    pub when: Option<String>,
    /// Who sent it; left out means who approved it.
    pub by: Option<String>,
    /// A number of posting, of a crime.
    pub reference: Option<String>,
}

impl Desk {
    /// Says that an approved letter was sent. Where its template names a measure, the record gets it and the copy that
    /// was approved, byte for byte; the answer is then the measure's number, else the private entry's.
    ///
    /// # Errors
    /// Nobody said how; a letter that nobody approved; a copy that was changed.
    pub fn letter_sent(
        &mut self,
        case: &str,
        letter: u64,
        said: SaidSent,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<LetterSent>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let how = given(said.how).ok_or_else(|| {
            DeskError::words(
                "how it was sent is missing; nothing was saved",
                "Add: --how TEXT, such as --how \"first-class post, signed for\"",
            )
        })?;
        let templates = self.templates()?;
        let case_name = line.name.clone();
        let view = self.fold(&permit, &line)?.now();
        let letters = view.letters();
        let found = letters
            .iter()
            .find(|l| l.number == letter)
            .ok_or_else(|| no_letter(letter, &case_name))?;
        found
            .may(LetterAct::Sent)
            .map_err(|why| DeskError::LetterTurn { letter, why })?;
        let approval = found
            .approved()
            .ok_or_else(|| no_letter(letter, &case_name))?;
        let (template, approval) = (found.template.to_owned(), approval.body.clone());
        let occurred = moment(said.when, &around)?;
        let by = given(said.by).or_else(|| approval.by.clone());
        let mut entry = kinds::Letter {
            by: by.clone(),
            occurred: Some(occurred.clone()),
            how: Some(how.clone()),
            pdf_sha256: approval.pdf_sha256.clone(),
            names_removal: approval.names_removal,
            ..bare(letter, &template, LetterAct::Sent)
        };
        let Some(sent) = templates.sent(&template) else {
            let (placed, warnings) =
                self.seal(&permit, Some(&line), vec![], vec![entry.into()], vec![])?;
            return Ok(saved(&line.name, Log::Private, &placed, vec![], warnings));
        };
        let measure = kinds::Measure {
            measure: MeasureKind::from_words(&sent.measure, &around)?,
            occurred,
            by,
            words: Some(format!("{} Sent: {how}.", sent.words)),
            names_removal: approval.names_removal,
            reference: given(said.reference),
            until: None,
        };
        // The copy follows its measure in the log.
        let n = line.record;
        entry.measure = Some(n);
        let class = if sent.open { Class::Open } else { Class::Own };
        let copy = self.copy_of(&permit, &line, &settings, (letter, &approval), (n, class))?;
        let reference = copy.reference.clone();
        let record: Vec<Body> = vec![measure.into(), copy.into()];
        let (placed, warnings) =
            self.seal(&permit, Some(&line), record, vec![entry.into()], vec![])?;
        Ok(saved(
            &line.name,
            Log::Record,
            &placed,
            vec![reference],
            warnings,
        ))
    }

    /// The exhibit of what was approved; its bytes are in the vault since then.
    fn copy_of<A: Act>(
        &self,
        permit: &Permit<A>,
        line: &CaseLine,
        settings: &Settings,
        (letter, approval): (u64, &kinds::Letter),
        (of, class): (u64, Class),
    ) -> Result<kinds::Exhibit, DeskError> {
        let number = self.vault(permit).exhibits(line.number)? + 1;
        let sha256 = approval.kept.first().cloned().unwrap_or_default();
        let bytes = self.kept(permit, line, &sha256)?.len() as u64;
        let by = approval.by.clone().unwrap_or_default();
        Ok(kinds::Exhibit {
            reference: format!("{}/{number}", settings.initials),
            of: Some(of),
            what: Some("Copy of a letter that was sent".to_owned()),
            media_type: Some("application/pdf".to_owned()),
            found: Some(format!("As {by} approved it, byte for byte.")),
            produced_by: Some(settings.clinician.clone()),
            claimed: None,
            from: None,
            name: file_name(&approval.template, letter, "pdf"),
            bytes,
            sha256,
            class,
        })
    }

    /// The bytes of a file that a letter keeps, checked.
    pub(super) fn kept<A: Act>(
        &self,
        permit: &Permit<A>,
        line: &CaseLine,
        sha256: &str,
    ) -> Result<Vec<u8>, DeskError> {
        let mut bytes = Vec::new();
        self.vault(permit)
            .original(line.number, sha256)?
            .read_to_end(&mut bytes)
            .map_err(|why| DeskError::File {
                file: "the letter".to_owned(),
                why: why.to_string(),
            })?;
        if hex::encode(Sha256::digest(&bytes)) != sha256 {
            return Err(standfast_vault::VaultError::original_changed("the letter").into());
        }
        Ok(bytes)
    }
}

/// When something of a letter happened; now, to the minute, where nobody says.
pub(super) fn moment(words: Option<String>, around: &Said) -> Result<Occurred, DeskError> {
    let words = given(words).unwrap_or_else(|| {
        around
            .zone
            .to_datetime(around.now)
            .strftime("%Y-%m-%d %H:%M")
            .to_string()
    });
    Ok(when::parse(&words, around).map_err(standfast_model::SaidError::from)?)
}
