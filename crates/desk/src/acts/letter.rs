//! Letters, from draft to what came back: a named person approves and sends, Standfast never does.
//!
//! One file a part: this one drafts; `approve` has a person stand by it and keeps what they stood by; `sent` writes to
//! the record that it went; `life` is what became of it, and the looks at it. `checks` is what stands against a letter.

mod account;
mod approve;
mod checks;
mod dates;
mod differences;
mod known;
mod life;
mod sent;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use standfast_model::lists::LetterAct;
use standfast_model::{Body, Log, kinds};
use standfast_papers::{Drafted, GapSpec, Letter as Paper, State, TemplateSet, Words};
use standfast_pathway::LetterAsk;
use standfast_vault::CaseLine;

use super::saved;
use crate::access::{Act, Permit};
use crate::{Desk, DeskError, Saved};

pub use approve::{Approved, SaidApproval};
pub use checks::{Against, Finding};
pub use differences::Change;
pub use life::{LetterLine, LetterMoment, SaidMark, TemplateLine, templates};
pub use sent::SaidSent;

/// The step that a letter about removal belongs to.
const REMOVAL: &str = "list-removal";

/// The gap that takes from the packs how long a warning holds.
const MONTHS: &str = "warning-months";

/// So many earlier acts of letters are looked through for what they said.
const EARLIER: usize = 50;

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
    /// What was made of it.
    pub made: Made,
}

/// A letter as it would go, and what a person should see before they stand by it.
pub struct Made {
    /// The draft itself.
    pub drafted: Drafted,
    /// What stands against it.
    pub findings: Vec<Finding>,
    /// What differs from its last draft; nothing where there was none.
    pub since: Vec<Change>,
    /// What differs from the built-in wording, where a practice has its own.
    pub own: Vec<Change>,
    /// What its gaps were filled with.
    pub values: BTreeMap<String, String>,
    /// The date that it bears.
    pub dated: Date,
    /// `warning@1.1.0`, with `own words` behind it where a practice reworded it.
    pub wording: String,
}

impl Desk {
    /// Drafts a letter. `fields` fill its gaps; what the case knows need not be given. What nobody knows stands visibly
    /// in the draft and is named in the answer. `again`: a new draft of that letter, with what it was filled with before.
    ///
    /// # Errors
    /// No such template or gap; a letter that went already; a document that could not be set.
    pub fn letter_draft(
        &mut self,
        case: &str,
        template: &str,
        fields: BTreeMap<String, String>,
        again: Option<u64>,
    ) -> Result<SavedDraft, DeskError> {
        let (permit, line) = self.permit::<LetterDraft>(case)?;
        let (letter, before) = match again {
            Some(letter) => {
                let last = self.letter_at(&permit, &line, letter, LetterAct::Drafted)?;
                if last.template != template {
                    return Err(DeskError::words(
                        format!(
                            "letter {letter} is a \"{}\"; nothing was saved",
                            last.template
                        ),
                        "Draft it again as that, or leave --again out for a letter of its own.",
                    ));
                }
                (letter, Some(last))
            }
            None => {
                let letters = self.fold(&permit, &line)?.now().letters().len();
                (letters as u64 + 1, None)
            }
        };
        let mut values = match &before {
            Some(last) => self.carried(&permit, &line, last)?,
            None => BTreeMap::new(),
        };
        values.extend(fields);
        let mut made = self.make(&permit, &line, template, values, None, State::Draft)?;
        if let Some(text) = before.and_then(|last| last.text) {
            made.since = differences::between(&text, &made.drafted.text);
        }
        let entry = made.entry(letter, template, LetterAct::Drafted);
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![], vec![entry.into()], vec![])?;
        let saved = saved(&line.name, Log::Private, &placed, vec![], warnings);
        Ok(SavedDraft {
            saved,
            letter,
            made,
        })
    }

    /// Sets a letter and looks at what stands against it. Nothing is saved.
    fn make<A: Act>(
        &mut self,
        permit: &Permit<A>,
        line: &CaseLine,
        template: &str,
        given: BTreeMap<String, String>,
        dated: Option<Date>,
        state: State,
    ) -> Result<Made, DeskError> {
        let templates = self.templates()?;
        let gaps = templates.gaps(template).unwrap_or_default();
        if let Some(unknown) = given
            .keys()
            .find(|name| !gaps.is_empty() && !gaps.iter().any(|gap| gap.name == **name))
        {
            let names: Vec<&str> = gaps.iter().map(|gap| gap.name.as_str()).collect();
            return Err(DeskError::words(
                format!("the letter \"{template}\" has no gap \"{unknown}\"; nothing was saved"),
                format!("It has: {}", names.join(", ")),
            ));
        }
        let settings = self.settings(permit, line)?;
        let today = settings.zone.to_datetime(self.now()).date();
        let dated = dated.unwrap_or(today);
        let demonstration = self.demonstration();
        let packs = self.packs()?;
        let view = self.fold(permit, line)?.now();
        let place = known::place(&view);
        let list = packs.knows(&place.jurisdiction, &place.setting, REMOVAL);
        let around = known::around(&view, today, list);
        let mut values = known::fields(&view, templates.tells(template));
        if let Some(months) = packs.warning_months(&place.jurisdiction, &place.setting, dated) {
            values.insert(MONTHS.to_owned(), months.to_string());
        }
        let earlier: Vec<u64> = view
            .letters()
            .iter()
            .flat_map(|letter| &letter.acts)
            .filter(|act| matches!(act.body.act, LetterAct::Drafted | LetterAct::Approved))
            .map(|act| act.n)
            .collect();
        let tellers = if templates.tells(template) {
            account::tellers(&view)
        } else {
            Vec::new()
        };
        let account = account::told(self.vault(permit), line, &settings.zone, &tellers)?;
        values.extend(self.said_before(permit, line, gaps, &earlier)?);
        values.extend(given);
        values.retain(|name, value| {
            !value.trim().is_empty() && gaps.iter().any(|gap| gap.name == *name)
        });
        let paper = Paper {
            template: template.to_owned(),
            date: dated,
            place,
            fields: values.clone(),
            account,
            state,
            demonstration,
        };
        let drafted = standfast_papers::letter(&paper, &templates)?;
        let own = if templates.is_own(template) {
            let built_in = standfast_papers::letter(&paper, &TemplateSet::built_in()?)?;
            differences::between(&built_in.text, &drafted.text)
        } else {
            Vec::new()
        };
        let findings = found(
            template,
            &templates,
            &drafted,
            &values,
            dated,
            &around,
            &packs.letter(
                &paper.place.jurisdiction,
                &paper.place.setting,
                template,
                dated,
            ),
        )?;
        let mut wording = templates.version(template).unwrap_or_default();
        if templates.is_own(template) {
            wording.push_str(" own words");
        }
        Ok(Made {
            drafted,
            findings,
            since: Vec::new(),
            own,
            values,
            dated,
            wording,
        })
    }

    /// What a draft was filled with, but for what the packs said on its day: they are asked anew.
    fn carried<A: Act>(
        &mut self,
        permit: &Permit<A>,
        line: &CaseLine,
        draft: &kinds::Letter,
    ) -> Result<BTreeMap<String, String>, DeskError> {
        let packs = self.packs()?;
        let place = known::place(&self.fold(permit, line)?.now());
        let said = draft
            .dated
            .and_then(|day| packs.warning_months(&place.jurisdiction, &place.setting, day))
            .map(|months| months.to_string());
        let mut values = draft.values.clone();
        if said.is_some() && said.as_ref() == values.get(MONTHS) {
            values.remove(MONTHS);
        }
        Ok(values)
    }

    /// What earlier letters of the case said in gaps that stay from letter to letter, the latest first.
    fn said_before<A: Act>(
        &self,
        permit: &Permit<A>,
        line: &CaseLine,
        gaps: &[GapSpec],
        earlier: &[u64],
    ) -> Result<BTreeMap<String, String>, DeskError> {
        let mut wanted: BTreeSet<&str> = gaps
            .iter()
            .filter(|gap| gap.keeps)
            .map(|gap| gap.name.as_str())
            .collect();
        let mut said = BTreeMap::new();
        let mut latest: Vec<u64> = earlier.to_vec();
        latest.sort_unstable();
        for p in latest.into_iter().rev().take(EARLIER) {
            if wanted.is_empty() {
                break;
            }
            for (name, value) in self.letter_entry(permit, line, p)?.values {
                if wanted.remove(name.as_str()) {
                    said.insert(name, value);
                }
            }
        }
        Ok(said)
    }

    /// The last draft of a letter to which `act` may happen now.
    fn letter_at<A: Act>(
        &mut self,
        permit: &Permit<A>,
        line: &CaseLine,
        letter: u64,
        act: LetterAct,
    ) -> Result<kinds::Letter, DeskError> {
        let case = line.name.clone();
        let view = self.fold(permit, line)?.now();
        let letters = view.letters();
        let found = letters
            .iter()
            .find(|l| l.number == letter)
            .ok_or_else(|| no_letter(letter, &case))?;
        found
            .may(act)
            .map_err(|why| DeskError::LetterTurn { letter, why })?;
        let at = found
            .last(LetterAct::Drafted)
            .ok_or_else(|| no_letter(letter, &case))?
            .n;
        self.letter_entry(permit, line, at)
    }

    /// What an entry of a letter says, its text and values with it.
    fn letter_entry<A: Act>(
        &self,
        permit: &Permit<A>,
        line: &CaseLine,
        p: u64,
    ) -> Result<kinds::Letter, DeskError> {
        let missing = || DeskError::NoEntry {
            entry: Log::Private.name(p),
            case: line.name.clone(),
        };
        let stored = self
            .vault(permit)
            .entry(line.number, Log::Private, p)?
            .ok_or_else(missing)?;
        match stored.read()?.body {
            Body::Letter(letter) => Ok(letter),
            _ => Err(missing()),
        }
    }
}

fn found(
    template: &str,
    templates: &TemplateSet,
    drafted: &Drafted,
    values: &BTreeMap<String, String>,
    dated: Date,
    around: &checks::Around,
    asks: &[LetterAsk],
) -> Result<Vec<Finding>, DeskError> {
    let Some(reader) = templates.reader(template) else {
        return Ok(Vec::new());
    };
    let checked = checks::Checked {
        reader,
        settings: templates.settings(template).unwrap_or_default(),
        jurisdictions: templates.jurisdictions(template).unwrap_or_default(),
        removes: templates.removes(template),
        names_removal: drafted.names_removal,
        gaps: templates.gaps(template).unwrap_or_default(),
        fields: values,
        open: drafted
            .gaps
            .iter()
            .map(|gap| (gap.name.clone(), gap.asks.clone()))
            .collect(),
        body: &drafted.body,
        dated,
        asks,
    };
    Ok(checks::check(&checked, around, Words::built_in()?))
}

impl Made {
    /// The entry of an act that made it.
    fn entry(&self, letter: u64, template: &str, act: LetterAct) -> kinds::Letter {
        kinds::Letter {
            gaps: self.drafted.gaps.iter().map(|g| g.name.clone()).collect(),
            pdf_sha256: Some(hex::encode(Sha256::digest(self.drafted.pdf.bytes()))),
            wording: Some(self.wording.clone()),
            values: self.values.clone(),
            text: Some(self.drafted.text.clone()),
            dated: Some(self.dated),
            names_removal: self.drafted.names_removal,
            ..bare(letter, template, act)
        }
    }
}

/// An act of a letter that says nothing more.
fn bare(letter: u64, template: &str, act: LetterAct) -> kinds::Letter {
    kinds::Letter {
        letter,
        template: template.to_owned(),
        act,
        by: None,
        occurred: None,
        gaps: vec![],
        pdf_sha256: None,
        because: None,
        wording: None,
        values: BTreeMap::new(),
        text: None,
        dated: None,
        names_removal: false,
        kept: vec![],
        doubts: vec![],
        how: None,
        measure: None,
        answer: None,
    }
}

fn no_letter(letter: u64, case: &str) -> DeskError {
    DeskError::words(
        format!("there is no letter {letter} in {case}; nothing was saved"),
        format!("See: standfast letter list {case}"),
    )
}
