//! From a line of a story to the command that a person would type for it.

use jiff::civil::{Date, DateTime};
use standfast_story::{
    Account, Contact, Detail, Disclosure, EntryRef, Event, Header, Import, Letter, Measure, Review,
    Screening, StepAct, decisions_file, shown_time,
};

use super::labels::{Labels, bundle};

/// What a line of a story comes to.
pub enum Typed {
    /// A command.
    Command(Words),
    /// A command that reads decisions from a file of this name.
    Decided(Words, String, String),
    /// A copy of a bundle with one byte of an original changed; no command does that.
    Changed {
        /// The bundle's file.
        from: String,
        /// The exhibit.
        item: String,
        /// The copy's file.
        to: String,
    },
    /// Nothing: it only looks, or checks.
    Nothing,
}

/// Whether a line enters anything; what only looks is for the tour to say.
pub fn enters(event: &Event) -> bool {
    !matches!(event, Event::Verify { .. } | Event::Look { .. })
}

/// The words of a command, as they are gathered.
pub struct Words(pub Vec<String>);

impl Words {
    fn of(words: &[&str]) -> Self {
        Words(words.iter().map(|w| (*w).to_owned()).collect())
    }

    fn word(mut self, word: impl ToString) -> Self {
        self.0.push(word.to_string());
        self
    }

    fn option(self, name: &str, value: &Option<String>) -> Self {
        match value {
            Some(value) => self.word(name).word(value),
            None => self,
        }
    }

    fn options(self, name: &str, values: &[String]) -> Self {
        values.iter().fold(self, |w, v| w.word(name).word(v))
    }

    /// Files, which lie in the demonstration's folder whatever the folder of the example was.
    fn files(self, name: &str, files: &[String]) -> Self {
        files.iter().fold(self, |w, f| w.word(name).word(file(f)))
    }
}

fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// The command that opens the story's case.
pub fn opening(head: &Header) -> Words {
    Words::of(&["case", "new", &head.case])
        .word("--clinician")
        .word(&head.clinician)
        .word("--initials")
        .word(&head.initials)
        .word("--setting")
        .word(&head.setting)
        .word("--jurisdiction")
        .word(&head.jurisdiction)
        .word("--zone")
        .word(&head.zone)
        .word("--relation")
        .word(&head.relation)
        .option("--subject", &head.subject)
        .option("--age-band", &head.age_band)
        .option("--vulnerable", &head.vulnerable)
}

/// What one line comes to at one of its times.
///
/// # Errors
/// A label that made no entry.
pub fn typed(
    case: &str,
    event: &Event,
    label: Option<&str>,
    at: DateTime,
    labels: &Labels,
) -> Result<Typed, String> {
    let about = |words: &[&str], entry: &EntryRef| {
        let words = Words::of(words).word(case);
        labels.number(entry).map(|n| words.word(n))
    };
    let words = match event {
        Event::Contact(said) => contact(case, said, at),
        Event::Detail { entry, more } => detail(about(&["contact", "detail"], entry)?, more),
        Event::Measure(said) => measure(case, said, at),
        Event::Account(said) => account(case, said),
        Event::Attach { entry, files } => {
            let words = about(&["attach"], entry)?;
            files.iter().fold(words, |w, f| w.word(file(f)))
        }
        Event::Import(said) => import(case, said),
        Event::Step(said) => step(case, said),
        Event::Correct {
            entry,
            field,
            value,
            because,
        } => about(&["correct"], entry)?
            .word("--field")
            .word(field)
            .word("--value")
            .word(value)
            .word("--because")
            .word(because),
        Event::Retract { entry, because } => about(&["contact", "retract"], entry)?
            .word("--because")
            .word(because),
        Event::Note { kind, words, by } => Words::of(&["note", "add", case])
            .option("--kind", kind)
            .option("--by", by)
            .word("--words")
            .word(words),
        Event::Letter(said) => letter(case, said, labels)?,
        Event::Outcome(kind) => Words::of(&["outcome", case, kind])
            .word("--when")
            .word(shown_time(at)),
        Event::Review(said) => review(case, said, at),
        Event::Screening(said) => screening(case, said, at),
        Event::Set(settings) => settings
            .iter()
            .fold(Words::of(&["case", "set", case]), |w, (name, value)| {
                w.word(format!("--{name}")).word(value)
            }),
        Event::Disclose(said) => return disclosure(case, said, label, at, labels),
        Event::Alter { bundle: from, item } => {
            return Ok(Typed::Changed {
                from: bundle(from),
                item: item.clone(),
                to: named(label),
            });
        }
        Event::Verify { .. } | Event::Look { .. } => return Ok(Typed::Nothing),
    };
    Ok(Typed::Command(words))
}

fn contact(case: &str, said: &Contact, at: DateTime) -> Words {
    let words = Words::of(&["contact", "add", case])
        .word("--channel")
        .word(&said.channel)
        .option("--platform", &said.platform)
        .option("--from", &said.from)
        .word("--when")
        .word(said.occurred.clone().unwrap_or_else(|| shown_time(at)))
        .option("--words", &said.words)
        .option("--towards", &said.towards)
        .option("--place", &said.place);
    detail(words, &said.more)
}

fn detail(words: Words, more: &Detail) -> Words {
    words
        .options("--sign", &more.signs)
        .option("--effect", &more.effect)
        .option("--clinical", &more.clinical)
        .options("--witness", &more.witnesses)
        .files("--attach", &more.files)
}

fn measure(case: &str, said: &Measure, at: DateTime) -> Words {
    let words = Words::of(&["measure", "add", case, &said.kind])
        .word("--when")
        .word(said.occurred.clone().unwrap_or_else(|| shown_time(at)))
        .option("--by", &said.by)
        .option("--words", &said.words)
        .option("--reference", &said.reference)
        .option("--until", &said.until.map(day))
        .files("--attach", &said.files);
    if said.names_removal {
        words.word("--names-removal")
    } else {
        words
    }
}

fn account(case: &str, said: &Account) -> Words {
    Words::of(&["account", "add", case, &said.kind, &said.value])
        .option("--of", &said.of)
        .option("--because", &said.because)
}

fn import(case: &str, said: &Import) -> Words {
    let words = Words::of(&["import", case]);
    let words = said.sources.iter().fold(words, |w, f| w.word(file(f)));
    words
        .options("--account", &said.account)
        .options("--mine", &said.mine)
        .option("--zone", &said.zone)
        .option("--date-order", &said.date_order)
        .option("--as", &said.reader)
        .options("--column", &said.columns)
        .option("--channel", &said.channel)
}

fn step(case: &str, said: &StepAct) -> Words {
    Words::of(&["step", &said.act, case, &said.step])
        .option("--to", &said.to)
        .option("--because", &said.because)
}

fn review(case: &str, said: &Review, at: DateTime) -> Words {
    Words::of(&["review", case])
        .word("--when")
        .word(said.occurred.clone().unwrap_or_else(|| shown_time(at)))
        .option("--by", &said.by)
        .option("--words", &said.words)
        .options("--looked-at", &said.looked_at)
        .option("--next", &said.next.map(day))
}

fn screening(case: &str, said: &Screening, at: DateTime) -> Words {
    Words::of(&["note", "add", case, "--kind", "screening"])
        .word("--instrument")
        .word(&said.instrument)
        .option("--version", &said.version)
        .word("--by")
        .word(&said.by)
        .word("--when")
        .word(said.occurred.clone().unwrap_or_else(|| shown_time(at)))
}

fn letter(case: &str, said: &Letter, labels: &Labels) -> Result<Words, String> {
    Ok(match said {
        Letter::Draft { template, fill } => {
            Words::of(&["letter", "draft", case, template, "--out", "letters"])
                .options("--fill", fill)
        }
        Letter::Moved {
            way,
            letter,
            by,
            how,
            because,
        } => {
            let why = match way.as_str() {
                "approve" => "--although",
                _ => "--because",
            };
            Words::of(&["letter", way, case])
                .word(labels.letter(letter)?)
                .option("--how", how)
                .option("--by", by)
                .option(why, because)
        }
    })
}

/// The bundle's file, by its label; a story needs none for a bundle that nothing speaks of.
fn named(label: Option<&str>) -> String {
    format!("{}.zip", label.unwrap_or("bundle"))
}

fn disclosure(
    case: &str,
    said: &Disclosure,
    label: Option<&str>,
    at: DateTime,
    labels: &Labels,
) -> Result<Typed, String> {
    let out = named(label);
    let words = Words::of(&["disclose", case, "--to", &said.to])
        .word("--profile")
        .word(&said.profile)
        .option("--reference", &said.reference)
        .option("--from", &said.from.map(day))
        .option("--to-date", &said.to_date.map(day));
    if said.decisions.is_empty() {
        return Ok(Typed::Command(words.word("--out").word(out)));
    }
    let decisions = format!("{}.toml", out.trim_end_matches(".zip"));
    let text = decisions_file(&said.decisions, at, |entry| labels.number(entry))?;
    let words = words
        .word("--decide")
        .word(&decisions)
        .word("--out")
        .word(out);
    Ok(Typed::Decided(words, decisions, text))
}
