//! What became of letters: not sent, returned, acknowledged, answered; and the looks at them.

use jiff::Timestamp;
use serde::Serialize;
use standfast_model::lists::LetterAct;
use standfast_model::{Log, kinds};
use standfast_papers::{GapSpec, Letter as Paper, Override, Place, State, TemplateSet};

use super::differences::{self, Change};
use super::sent::moment;
use super::{bare, no_letter};
use crate::access::Act;
use crate::acts::{given, saved};
use crate::{Desk, DeskError, Saved};

/// Say that a letter will not go.
pub struct LetterNotSent;
impl Act for LetterNotSent {
    const NAME: &'static str = "letter not-sent";
}

/// Say what came back: the letter itself, a word that it came, an answer.
pub struct LetterReturned;
impl Act for LetterReturned {
    const NAME: &'static str = "letter returned";
}

/// See the letters of a case.
pub struct LetterList;
impl Act for LetterList {
    const NAME: &'static str = "letter list";
}

/// See one letter as it was approved.
pub struct LetterShow;
impl Act for LetterShow {
    const NAME: &'static str = "letter show";
}

/// What became of a letter, as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidMark {
    /// Why it will not go, how it came back, what was answered.
    pub because: Option<String>,
    /// WHEN, in words; left out means now.
    pub when: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// The entry of the record that answers it.
    pub entry: Option<u64>,
}

/// A letter in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LetterLine {
    /// Its number in the case.
    pub letter: u64,
    /// Its template.
    pub template: String,
    /// How it stands: the word of its last act.
    pub state: String,
    /// Gaps of its last draft that are open.
    pub gaps: Vec<String>,
    /// Whether a copy that a person approved is kept.
    pub kept: bool,
    /// Whether it is kept as a text document too.
    pub docx: bool,
    /// What may happen to it now.
    pub may: Vec<&'static str>,
    /// What happened to it, oldest first.
    pub acts: Vec<LetterMoment>,
}

/// Something that happened to a letter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LetterMoment {
    /// Its entry in the private log.
    pub p: u64,
    /// What.
    pub act: &'static str,
    /// When it was recorded (UTC).
    #[serde(serialize_with = "instant")]
    pub recorded: Timestamp,
    /// When it happened, in words.
    pub occurred: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// How it went.
    pub how: Option<String>,
    /// Why, what came back.
    pub because: Option<String>,
    /// What the checks doubted and a person stood by.
    pub doubts: Vec<String>,
    /// The measure of the record that it wrote.
    pub measure: Option<u64>,
    /// The entry of the record that answers it.
    pub answer: Option<u64>,
}

fn instant<S: serde::Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&standfast_model::instant(*at))
}

/// A letter that can be drafted.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateLine {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Who signs it.
    pub signer: String,
    /// `warning@1.1.0`.
    pub version: String,
    /// What it asks for, in the order of its wording.
    pub gaps: Vec<GapSpec>,
    /// Settings that its words fit.
    pub fits: Vec<String>,
    /// Places whose law its words fit; none named: any.
    pub places: Vec<String>,
    /// Where a practice has its own words: what differs from the built-in ones.
    pub own: Option<Vec<Change>>,
}

impl Desk {
    /// Says what became of a letter.
    ///
    /// # Errors
    /// No reason for a letter that will not go; an act out of turn; no such entry.
    pub fn letter_mark(
        &mut self,
        case: &str,
        letter: u64,
        act: LetterAct,
        said: SaidMark,
    ) -> Result<Saved, DeskError> {
        if act == LetterAct::NotSent {
            return self.mark::<LetterNotSent>(case, letter, act, said);
        }
        self.mark::<LetterReturned>(case, letter, act, said)
    }

    fn mark<A: Act>(
        &mut self,
        case: &str,
        letter: u64,
        act: LetterAct,
        said: SaidMark,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<A>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let because = given(said.because);
        if act == LetterAct::NotSent && because.is_none() {
            return Err(DeskError::words(
                "the reason is missing; nothing was saved",
                "Add: --because TEXT",
            ));
        }
        if let Some(n) = said.entry
            && n >= line.record
        {
            return Err(DeskError::NoEntry {
                entry: Log::Record.name(n),
                case: line.name.clone(),
            });
        }
        let view = self.fold(&permit, &line)?.now();
        let letters = view.letters();
        let found = letters
            .iter()
            .find(|l| l.number == letter)
            .ok_or_else(|| no_letter(letter, &line.name))?;
        found
            .may(act)
            .map_err(|why| DeskError::LetterTurn { letter, why })?;
        let entry = kinds::Letter {
            by: given(said.by),
            occurred: Some(moment(said.when, &around)?),
            because,
            answer: said.entry,
            ..bare(letter, found.template, act)
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![], vec![entry.into()], vec![])?;
        Ok(saved(&line.name, Log::Private, &placed, vec![], warnings))
    }

    /// The letters of a case, by number.
    ///
    /// # Errors
    /// The vault.
    pub fn letter_list(&mut self, case: &str) -> Result<Vec<LetterLine>, DeskError> {
        let (permit, line) = self.permit::<LetterList>(case)?;
        let view = self.fold(&permit, &line)?.now();
        Ok(view.letters().iter().map(LetterLine::of).collect())
    }

    /// The file that a person approved, byte for byte, with its name. `docx`: as a text document.
    ///
    /// # Errors
    /// No such letter, or none that was approved; a copy that was changed.
    pub fn letter_show(
        &mut self,
        case: &str,
        letter: u64,
        docx: bool,
    ) -> Result<(String, Vec<u8>), DeskError> {
        let (permit, line) = self.permit::<LetterShow>(case)?;
        let view = self.fold(&permit, &line)?.now();
        let letters = view.letters();
        let found = letters
            .iter()
            .find(|l| l.number == letter)
            .ok_or_else(|| no_letter(letter, &line.name))?;
        let file = found
            .last(LetterAct::Approved)
            .and_then(|a| a.body.kept.get(usize::from(docx)));
        let Some(sha256) = file.cloned() else {
            return Err(DeskError::words(
                format!("of letter {letter} no such copy is kept"),
                "Only what a person approved is kept. To see a draft: standfast letter draft, with --again",
            ));
        };
        let name = file_name(found.template, letter, if docx { "docx" } else { "pdf" });
        Ok((name, self.kept(&permit, &line, &sha256)?))
    }

    /// The letters that can be drafted, by name, and what a practice's own wording changes in each.
    ///
    /// # Errors
    /// Templates that do not hold together.
    pub fn letter_templates(&self) -> Result<Vec<TemplateLine>, DeskError> {
        lines(&*self.templates()?)
    }

    /// What a letter asks for, in the order of its wording; nothing for one that there is not.
    ///
    /// # Errors
    /// Templates that do not hold together.
    pub fn letter_gaps(&self, template: &str) -> Result<Vec<GapSpec>, DeskError> {
        Ok(self
            .templates()?
            .gaps(template)
            .unwrap_or_default()
            .to_vec())
    }
}

/// The letters that can be drafted with a practice's own wording; no vault is needed.
///
/// # Errors
/// A wording that cannot be used.
pub fn templates(own: &[Override]) -> Result<Vec<TemplateLine>, DeskError> {
    lines(&TemplateSet::with_overrides(own)?)
}

fn lines(set: &TemplateSet) -> Result<Vec<TemplateLine>, DeskError> {
    let built_in = TemplateSet::built_in()?;
    let text = |name, set| Ok::<_, DeskError>(standfast_papers::letter(&empty(name), set)?.text);
    set.names()
        .map(|name| {
            let own = if set.is_own(name) {
                Some(differences::between(
                    &text(name, &built_in)?,
                    &text(name, set)?,
                ))
            } else {
                None
            };
            Ok(TemplateLine {
                name: name.to_owned(),
                purpose: set.purpose(name).unwrap_or_default().to_owned(),
                signer: set.signer(name).unwrap_or_default().to_owned(),
                version: set.version(name).unwrap_or_default(),
                gaps: set.gaps(name).unwrap_or_default().to_vec(),
                fits: set.settings(name).unwrap_or_default().to_vec(),
                places: set.jurisdictions(name).unwrap_or_default().to_vec(),
                own,
            })
        })
        .collect()
}

/// A letter with nothing filled in, to compare wordings.
fn empty(template: &str) -> Paper {
    Paper {
        template: template.to_owned(),
        date: jiff::civil::Date::constant(2026, 1, 1),
        place: Place {
            jurisdiction: "england".to_owned(),
            setting: "gp".to_owned(),
        },
        fields: std::collections::BTreeMap::new(),
        account: Vec::new(),
        state: State::Approved,
        demonstration: false,
    }
}

impl LetterLine {
    fn of(letter: &standfast_case::Letter<'_>) -> Self {
        let moments = letter.acts.iter().map(|act| LetterMoment {
            p: act.n,
            act: act.body.act.as_str(),
            recorded: act.recorded,
            occurred: act.body.occurred.as_ref().map(|o| o.text.clone()),
            by: act.body.by.clone(),
            how: act.body.how.clone(),
            because: act.body.because.clone(),
            doubts: act.body.doubts.clone(),
            measure: act.body.measure,
            answer: act.body.answer,
        });
        LetterLine {
            letter: letter.number,
            template: letter.template.to_owned(),
            state: letter
                .state()
                .map_or("drafted", LetterAct::as_str)
                .to_owned(),
            gaps: letter
                .last(LetterAct::Drafted)
                .map(|act| act.body.gaps.clone())
                .unwrap_or_default(),
            kept: letter
                .last(LetterAct::Approved)
                .is_some_and(|act| !act.body.kept.is_empty()),
            docx: letter
                .last(LetterAct::Approved)
                .is_some_and(|act| act.body.kept.len() > 1),
            may: LetterAct::ALL
                .iter()
                .filter(|act| letter.may(**act).is_ok())
                .map(|act| act.as_str())
                .collect(),
            acts: moments.collect(),
        }
    }
}

/// `warning-1.pdf`: what it is and its number, nothing of the case.
pub(super) fn file_name(template: &str, letter: u64, ending: &str) -> String {
    format!("{template}-{letter}.{ending}")
}
