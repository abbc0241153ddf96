//! From the words and keys of a line to the event.

use super::fields::{Failure, Fields};
use super::{
    Account, Contact, Decision, Detail, Disclosure, Event, Import, Item, KeyGiven, Letter, Measure,
    Review, Screening, StepAct,
};
use crate::{EntryRef, labels, line};

/// Makes the event of a line and of its indented lines; gives its label too.
pub(crate) fn build(
    said: line::Said,
    decisions: Vec<Decision>,
) -> Result<(Event, Option<String>), Failure> {
    let mut fields = Fields::of(said);
    let label = fields.text("as")?;
    if let Some(label) = &label {
        labels::check_label(label)?;
    }
    let verb = fields.word("a verb such as contact, measure or look")?;
    if verb != "disclose" && !decisions.is_empty() {
        return Err("a decision belongs under \"disclose\"".into());
    }
    let event = match verb.as_str() {
        "contact" => Event::Contact(contact(&mut fields)?),
        "measure" => Event::Measure(measure(&mut fields)?),
        "account" => Event::Account(Account {
            kind: fields.word("the kind of account")?,
            value: fields
                .quoted()?
                .ok_or("the account itself is missing, in quotation marks")?,
            of: fields.text("of")?,
            because: fields.text("because")?,
        }),
        "detail" => Event::Detail {
            entry: fields.entry("which contact")?,
            more: detail(&mut fields)?,
        },
        "attach" => Event::Attach {
            entry: fields.entry("to which entry")?,
            files: fields.all_quoted("a file")?,
        },
        "import" => Event::Import(Import {
            sources: fields.all_quoted("a file")?,
            account: fields.list("account"),
            mine: fields.list("mine"),
            zone: fields.text("zone")?,
            date_order: fields.text("date-order")?,
            reader: fields.text("reader")?,
            columns: fields.list("column"),
            channel: fields.text("channel")?,
        }),
        "step" => Event::Step(step(&mut fields)?),
        "correct" => Event::Correct {
            entry: fields.entry("which entry")?,
            field: fields.need("field")?,
            value: fields.need("value")?,
            because: fields.need("because")?,
        },
        "retract" => Event::Retract {
            entry: fields.entry("which entry")?,
            because: fields.need("because")?,
        },
        "note" => Event::Note {
            kind: fields.word_if_bare(),
            words: fields
                .quoted()?
                .ok_or("the note's words are missing, in quotation marks")?,
            by: fields.text("by")?,
        },
        "letter" => Event::Letter(letter(&mut fields)?),
        "outcome" => Event::Outcome(fields.word("an outcome")?),
        "review" => Event::Review(Review {
            words: fields.quoted()?,
            occurred: fields.text("occurred")?,
            by: fields.text("by")?,
            looked_at: fields.list("looked-at"),
            next: fields.date("next")?,
        }),
        "screening" => Event::Screening(Screening {
            instrument: fields
                .quoted()?
                .ok_or("the instrument is missing, in quotation marks")?,
            version: fields.text("version")?,
            by: fields.need("by")?,
            occurred: fields.text("occurred")?,
        }),
        "set" => Event::Set(fields.settings(&["subject", "relation", "age-band", "vulnerable"])?),
        "disclose" => Event::Disclose(Disclosure {
            profile: fields.word("a profile such as police")?,
            to: fields.need("to")?,
            reference: fields.text("reference")?,
            from: fields.date("from")?,
            to_date: fields.date("to-date")?,
            decisions,
        }),
        "alter" => Event::Alter {
            bundle: fields.entry("which bundle")?,
            item: fields.need("item")?,
        },
        "verify" => Event::Verify {
            bundle: fields
                .word_if_bare()
                .map(|word| EntryRef::parse(&word))
                .transpose()?,
            against: fields
                .text("against")?
                .map(|word| EntryRef::parse(&word))
                .transpose()?,
            key: match fields.text("key")?.as_deref() {
                None => None,
                Some("right") => Some(KeyGiven::Right),
                Some("wrong") => Some(KeyGiven::Wrong),
                Some(_) => return Err("the key given is right or wrong".into()),
            },
        },
        "look" => Event::Look {
            at: fields.date("at")?,
            known: fields.date("known")?,
        },
        other => {
            return Err(format!("\"{other}\" is not something that happens in a story").into());
        }
    };
    fields.finish(&verb)?;
    Ok((event, label))
}

fn contact(fields: &mut Fields) -> Result<Contact, Failure> {
    Ok(Contact {
        channel: fields.word("a channel such as letter or gift")?,
        words: fields.quoted()?,
        occurred: fields.text("occurred")?,
        from: fields.text("from")?,
        platform: fields.text("platform")?,
        towards: fields.text("towards")?,
        place: fields.text("place")?,
        more: detail(fields)?,
    })
}

fn detail(fields: &mut Fields) -> Result<Detail, Failure> {
    Ok(Detail {
        signs: fields.list("signs"),
        effect: fields.text("effect")?,
        clinical: fields.text("clinical")?,
        witnesses: fields.list("witness"),
        files: fields.list("attach"),
    })
}

fn measure(fields: &mut Fields) -> Result<Measure, Failure> {
    Ok(Measure {
        kind: fields.word("a measure such as reply or police-report")?,
        words: fields.quoted()?,
        occurred: fields.text("occurred")?,
        by: fields.text("by")?,
        names_removal: match fields.text("names-removal")?.as_deref() {
            None | Some("no") => false,
            Some("yes") => true,
            Some(_) => return Err("after \"names-removal:\" stands yes or no".into()),
        },
        reference: fields.text("reference")?,
        until: fields.date("until")?,
        files: fields.list("attach"),
    })
}

fn step(fields: &mut Fields) -> Result<StepAct, Failure> {
    let act = fields.word("open, done, decline, delegate or reopen")?;
    if !["open", "done", "decline", "delegate", "reopen"].contains(&act.as_str()) {
        return Err(format!(
            "a step cannot be \"{act}\"; it can be open, done, decline, delegate, reopen"
        )
        .into());
    }
    Ok(StepAct {
        act,
        step: fields.word("which step")?,
        because: fields.text("because")?,
        to: fields.text("to")?,
    })
}

fn letter(fields: &mut Fields) -> Result<Letter, Failure> {
    let way = fields.word("draft, approve, sent, not-sent or returned")?;
    match way.as_str() {
        "draft" => Ok(Letter::Draft {
            template: fields.word("a template such as warning")?,
            fill: fields.list("fill"),
        }),
        "approve" | "sent" | "not-sent" | "returned" => Ok(Letter::Moved {
            way,
            letter: fields.entry("which letter")?,
            by: fields.text("by")?,
            how: fields.text("how")?,
            because: fields.text("because")?,
        }),
        other => Err(format!("a letter cannot be \"{other}\"").into()),
    }
}

impl Decision {
    pub(crate) fn parse(said: line::Said) -> Result<Self, String> {
        let mut fields = Fields::of(said);
        let mut words = fields.list("decision").into_iter();
        let goes = match words.next().as_deref() {
            Some("goes") => true,
            Some("stays") => false,
            _ => return Err("after \"decision:\" stands goes or stays".into()),
        };
        let items = words
            .map(|word| Item::parse(&word))
            .collect::<Result<Vec<_>, _>>()?;
        if items.is_empty() {
            return Err("say what the decision is about, such as card.clinical".into());
        }
        let rest = (|| -> Result<_, Failure> {
            let basis = fields.text("basis")?;
            let decision = Self {
                goes,
                items,
                basis,
                by: fields.need("by")?,
                because: fields.need("because")?,
            };
            fields.finish("decision")?;
            Ok(decision)
        })();
        let decision = rest.map_err(|failure| failure.what)?;
        if decision.goes && decision.basis.is_none() {
            return Err("what goes needs \"basis:\", consent or public-interest".into());
        }
        Ok(decision)
    }
}

impl Item {
    pub(crate) fn parse(word: &str) -> Result<Self, String> {
        let (entry, field) = match word.split_once('.') {
            Some((entry, field)) => (entry, Some(field.to_owned())),
            None => (word, None),
        };
        Ok(Self {
            entry: EntryRef::parse(entry)?,
            field,
        })
    }
}
