//! From the event of a line to the act at the desk, in the words of the line.

use std::path::PathBuf;

use jiff::civil::{Date, DateTime};
use standfast_desk::acts::attach::Attached;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::disclose::SaidDisclosure;
use standfast_desk::acts::import::{Flow, SaidImport, Source};
use standfast_desk::acts::letter::{SaidApproval, SaidMark, SaidSent};
use standfast_desk::acts::measure::SaidMeasure;
use standfast_desk::acts::note::{SaidNote, SaidScreening};
use standfast_desk::acts::outcome::SaidOutcome;
use standfast_desk::acts::review::SaidReview;
use standfast_desk::looks::verify;
use standfast_desk::model::lists::{LetterAct, StepAct};
use standfast_desk::{DeskError, Saved};

use super::{Outcome, Player, bundle};
use standfast_story::{
    Contact, Counts, Detail, Disclosure, EntryRef, Event, Import, KeyGiven, Letter, Measure,
    decisions_file, shown_time,
};

/// As a person says a day.
pub fn day_words(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

fn said(error: &DeskError) -> String {
    format!("{error}. {}", error.advice())
}

impl Player {
    /// Does one act at the time that the clock shows.
    pub(super) fn act(
        &mut self,
        event: &Event,
        label: Option<&str>,
        at: DateTime,
    ) -> Result<Outcome, String> {
        let case = self.case.clone();
        let saved = match event {
            Event::Contact(contact) => {
                let contact = self.contact(contact, at)?;
                self.desk.contact_add(&case, contact)
            }
            Event::Detail { entry, more } => {
                let n = self.entries.number(entry)?;
                let more = self.detail(more)?;
                self.desk.contact_detail(&case, n, more)
            }
            Event::Measure(measure) => {
                let more = self.measure(measure, at)?;
                self.desk.measure_add(&case, &measure.kind, more)
            }
            Event::Account(account) => self.desk.account_add(
                &case,
                &account.kind,
                &account.value,
                account.of.as_deref().unwrap_or("subject"),
                account.because.clone(),
            ),
            Event::Attach { entry, files } => {
                let n = self.entries.number(entry)?;
                let files = self.files(files)?;
                self.desk.attach(&case, n, files)
            }
            Event::Step(step) => self.desk.step(
                &case,
                step_act(&step.act)?,
                &step.step,
                step.to.clone(),
                step.because.clone(),
            ),
            Event::Correct {
                entry,
                field,
                value,
                because,
            } => {
                let n = self.entries.number(entry)?;
                self.desk.correct(&case, n, field, value, because)
            }
            Event::Retract { entry, because } => {
                let n = self.entries.number(entry)?;
                self.desk.contact_retract(&case, n, because)
            }
            Event::Note { kind, words, by } => self.desk.note_add(
                &case,
                SaidNote {
                    kind: kind.clone(),
                    by: by.clone(),
                    words: Some(words.clone()),
                    ..SaidNote::default()
                },
            ),
            Event::Set(settings) => self.desk.case_set(&case, settings_said(settings)?),
            Event::Letter(letter) => self.letter(&case, letter, label)?,
            Event::Outcome(kind) => {
                let said = SaidOutcome {
                    when: Some(shown_time(at)),
                    ..SaidOutcome::default()
                };
                self.desk
                    .outcome(&case, kind, said)
                    .map(|concluded| concluded.saved)
            }
            Event::Review(review) => {
                let said = SaidReview {
                    when: Some(review.occurred.clone().unwrap_or_else(|| shown_time(at))),
                    by: review.by.clone(),
                    words: review.words.clone(),
                    looked_at: review.looked_at.clone(),
                    next: review.next.map(day_words),
                    ..SaidReview::default()
                };
                self.desk.review(&case, said).map(|reviewed| reviewed.saved)
            }
            Event::Screening(screening) => {
                let when = screening.occurred.clone();
                self.desk.screening_add(
                    &case,
                    SaidScreening {
                        instrument: Some(screening.instrument.clone()),
                        version: screening.version.clone(),
                        by: Some(screening.by.clone()),
                        when: Some(when.unwrap_or_else(|| shown_time(at))),
                    },
                )
            }
            Event::Import(import) => return self.import(import, label),
            Event::Disclose(given) => return self.disclose(given, label, at),
            Event::Alter { bundle, item } => return self.alter(bundle, item, label),
            Event::Verify {
                bundle,
                against,
                key,
            } => {
                return self.verify(bundle.as_ref(), against.as_ref(), *key);
            }
            Event::Look { at, known } => {
                let (at, known) = (at.map(day_words), known.map(day_words));
                let advice = self
                    .desk
                    .next(&case, at.as_deref(), known.as_deref())
                    .map_err(|e| said(&e))?;
                return Ok(Outcome::Looked(Box::new(advice)));
            }
        };
        let Saved { n, warnings, .. } = saved.map_err(|e| said(&e))?;
        match warnings.first() {
            Some(warning) => Err(format!("saved, with a warning: {warning}")),
            None => {
                self.entries.made(label, n);
                Ok(Outcome::Done)
            }
        }
    }

    fn letter(
        &mut self,
        case: &str,
        letter: &Letter,
        label: Option<&str>,
    ) -> Result<Result<Saved, DeskError>, String> {
        Ok(match letter {
            Letter::Draft { template, fill } => {
                let fields = fill
                    .iter()
                    .map(|said| {
                        let (name, text) = said.split_once('=')?;
                        Some((name.to_owned(), text.to_owned()))
                    })
                    .collect::<Option<_>>()
                    .ok_or("\"fill:\" wants NAME=TEXT in quotation marks")?;
                let draft = self.desk.letter_draft(case, template, fields, None);
                draft.map(|draft| {
                    self.entries.drafted(label, draft.letter);
                    draft.saved
                })
            }
            Letter::Moved {
                way,
                letter,
                by,
                how,
                because,
            } => {
                let number = self.entries.letter(letter)?;
                let (by, because) = (by.clone(), because.clone());
                match way.as_str() {
                    "approve" => {
                        let said = SaidApproval {
                            by,
                            although: because,
                            ..SaidApproval::default()
                        };
                        self.desk
                            .letter_approve(case, number, said)
                            .and_then(|approved| {
                                approved
                                    .saved
                                    .ok_or_else(|| DeskError::NoCase(case.to_owned()))
                            })
                    }
                    "sent" => {
                        let said = SaidSent {
                            how: how.clone(),
                            by,
                            ..SaidSent::default()
                        };
                        self.desk.letter_sent(case, number, said)
                    }
                    other => {
                        let act = LetterAct::parse(other)
                            .ok_or_else(|| format!("the desk has no act \"letter {other}\""))?;
                        let said = SaidMark {
                            by,
                            because,
                            ..SaidMark::default()
                        };
                        self.desk.letter_mark(case, number, act, said)
                    }
                }
            }
        })
    }

    fn contact(&self, contact: &Contact, at: DateTime) -> Result<SaidContact, String> {
        Ok(SaidContact {
            channel: Some(contact.channel.clone()),
            when: Some(contact.occurred.clone().unwrap_or_else(|| shown_time(at))),
            from: contact.from.clone(),
            words: contact.words.clone(),
            platform: contact.platform.clone(),
            towards: contact.towards.clone(),
            place: contact.place.clone(),
            ..self.detail(&contact.more)?
        })
    }

    fn detail(&self, more: &Detail) -> Result<SaidContact, String> {
        Ok(SaidContact {
            signs: more.signs.clone(),
            effect: more.effect.clone(),
            clinical: more.clinical.clone(),
            witnesses: more.witnesses.clone(),
            attach: self.files(&more.files)?,
            ..SaidContact::default()
        })
    }

    fn measure(&self, measure: &Measure, at: DateTime) -> Result<SaidMeasure, String> {
        Ok(SaidMeasure {
            when: Some(measure.occurred.clone().unwrap_or_else(|| shown_time(at))),
            zone: None,
            by: measure.by.clone(),
            words: measure.words.clone(),
            names_removal: measure.names_removal,
            reference: measure.reference.clone(),
            until: measure.until.map(day_words),
            attach: self.files(&measure.files)?,
        })
    }

    fn files(&self, names: &[String]) -> Result<Vec<Attached>, String> {
        names
            .iter()
            .map(|name| {
                let path = self.examples.join(name);
                let file =
                    std::fs::File::open(&path).map_err(|e| format!("examples/{name}: {e}"))?;
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                Ok(Attached::new(name, Box::new(file)))
            })
            .collect()
    }

    /// Takes in each file; the sums are of all of them.
    fn import(&mut self, import: &Import, label: Option<&str>) -> Result<Outcome, String> {
        let mut sums = Counts::default();
        for name in &import.sources {
            let source = Source::open(&self.examples.join(name))
                .map_err(|e| format!("examples/{name}: {e}"))?;
            let asked = SaidImport {
                accounts: import.account.clone(),
                mine: import.mine.clone(),
                zone: import.zone.clone(),
                date_order: import.date_order.clone(),
                reader: import.reader.clone(),
                columns: import.columns.clone(),
                channel: import.channel.clone(),
                ..SaidImport::default()
            };
            let imported = self
                .desk
                .import(&self.case, &source, asked, &mut |_| Flow::Go)
                .map_err(|e| said(&e))?;
            if let Some(warning) = imported.warnings.first() {
                return Err(format!("imported, with a warning: {warning}"));
            }
            let gaps = match imported.entry {
                Some(entry) => self.gaps_of(entry)?,
                None => 0,
            };
            for (sum, n) in [
                (&mut sums.read, imported.read),
                (&mut sums.taken, imported.taken),
                (&mut sums.left_out, imported.left_out),
                (&mut sums.already, imported.already),
                (&mut sums.not_understood, imported.not_understood),
                (&mut sums.from_subject, imported.from_subject),
                (&mut sums.from_clinician, imported.from_clinician),
                (&mut sums.attachments, imported.attachments),
                (&mut sums.gaps, gaps),
            ] {
                *sum = Some(sum.unwrap_or(0) + n);
            }
            if let Some(entry) = imported.entry {
                self.entries.made(label, entry);
                let contacts = self.contacts_of(entry)?;
                if contacts.len() as u64 != imported.taken {
                    return Err(format!(
                        "{} contacts of this import are on the timeline, {} were taken",
                        contacts.len(),
                        imported.taken
                    ));
                }
                self.entries.took(label, contacts);
            }
        }
        Ok(Outcome::Imported(sums))
    }

    /// Writes a bundle to a file of its own.
    fn disclose(
        &mut self,
        given: &Disclosure,
        label: Option<&str>,
        at: DateTime,
    ) -> Result<Outcome, String> {
        let asked = SaidDisclosure {
            to: given.to.clone(),
            profile: given.profile.clone(),
            from: given.from.map(day_words),
            to_date: given.to_date.map(day_words),
            decide: Some(decisions_file(&given.decisions, at, |entry| {
                self.entries.number(entry)
            })?),
            reference: given.reference.clone(),
        };
        let out = self.new_bundle();
        match self.desk.disclose(&self.case, &asked, &out, &mut |_, _| {}) {
            Ok(disclosed) => match disclosed.saved.warnings.first() {
                Some(warning) => Err(format!("disclosed, with a warning: {warning}")),
                None => {
                    self.entries.gave(label, out.clone());
                    Ok(Outcome::Gave(out))
                }
            },
            Err(error) if out.exists() => Err(format!(
                "it was refused and yet left a bundle: {}",
                said(&error)
            )),
            Err(error) => Ok(Outcome::Refused(error.exit() as u8, said(&error))),
        }
    }

    fn new_bundle(&mut self) -> PathBuf {
        self.bundles += 1;
        self.folder
            .path()
            .join(format!("bundle-{}.zip", self.bundles))
    }

    fn alter(
        &mut self,
        from: &EntryRef,
        item: &str,
        label: Option<&str>,
    ) -> Result<Outcome, String> {
        let changed = bundle::with_a_byte_changed(&self.entries.bundle(from)?, item)?;
        let out = self.new_bundle();
        std::fs::write(&out, changed).map_err(|e| format!("the altered bundle: {e}"))?;
        self.entries.gave(label, out);
        Ok(Outcome::Done)
    }

    fn verify(
        &self,
        which: Option<&EntryRef>,
        against: Option<&EntryRef>,
        key: Option<KeyGiven>,
    ) -> Result<Outcome, String> {
        let key = key.map(|given| match given {
            KeyGiven::Right => self.fingerprint.clone(),
            KeyGiven::Wrong => another(&self.fingerprint),
        });
        let against = against
            .map(|bundle| self.entries.bundle(bundle))
            .transpose()?;
        let checked = match which {
            Some(bundle) => {
                let path = self.entries.bundle(bundle)?;
                verify::bundle(&path, key.as_deref(), against.as_deref(), &mut |_, _| {})
            }
            None if against.is_some() => {
                return Err("a vault is not checked against a bundle".to_owned());
            }
            None => self.desk.verify_vault(key.as_deref(), &mut |_, _| {}),
        };
        Ok(match checked {
            Ok(verdict) => Outcome::Checked(Box::new(verdict)),
            Err(error) => Outcome::Refused(error.exit() as u8, said(&error)),
        })
    }
}

/// A fingerprint of the same shape that is another key's.
fn another(fingerprint: &str) -> String {
    fingerprint
        .chars()
        .map(|c| if c == '0' { '1' } else { '0' })
        .collect()
}

fn step_act(word: &str) -> Result<StepAct, String> {
    Ok(match word {
        "open" => StepAct::Open,
        "done" => StepAct::Done,
        "decline" => StepAct::Declined,
        "delegate" => StepAct::Delegated,
        "reopen" => StepAct::Reopened,
        other => return Err(format!("the desk has no act \"step {other}\"")),
    })
}

fn settings_said(settings: &[(String, String)]) -> Result<SaidCase, String> {
    let mut case = SaidCase::default();
    for (name, value) in settings {
        let place = match name.as_str() {
            "subject" => &mut case.subject,
            "relation" => &mut case.relation,
            "age-band" => &mut case.age_band,
            "vulnerable" => &mut case.vulnerable,
            other => return Err(format!("a case has no setting \"{other}\" that changes")),
        };
        *place = Some(value.clone());
    }
    Ok(case)
}
