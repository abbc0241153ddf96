//! Labels: how a line speaks of an entry that an earlier line made.

use std::collections::HashMap;

use super::{Event, Expected, Given, Scene, StoryError};

/// An entry, as a story names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryRef {
    /// `#12`, an entry of the record log by its number.
    Number(u64),
    /// `desk`: the entry that the line with `as: desk` made; of an import the import itself.
    Label(String),
    /// `chat/21`: the 21st contact that an import took, or the 21st time of an `every`, from 1.
    Nth(String, u64),
}

impl std::fmt::Display for EntryRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(n) => write!(f, "#{n}"),
            Self::Label(label) => f.write_str(label),
            Self::Nth(label, nth) => write!(f, "{label}/{nth}"),
        }
    }
}

impl EntryRef {
    pub(super) fn parse(word: &str) -> Result<Self, String> {
        if let Some(number) = word.strip_prefix('#') {
            return number
                .parse()
                .map(Self::Number)
                .map_err(|_| format!("\"{word}\" is no number of an entry"));
        }
        let (name, nth) = match word.split_once('/') {
            Some((name, nth)) => (name, Some(nth)),
            None => (word, None),
        };
        check_label(name)?;
        match nth {
            None => Ok(Self::Label(name.to_owned())),
            Some(nth) => match nth.parse() {
                Ok(nth) if nth > 0 => Ok(Self::Nth(name.to_owned(), nth)),
                _ => Err(format!("\"{word}\": after / a number from 1 stands")),
            },
        }
    }
}

pub(super) fn check_label(name: &str) -> Result<(), String> {
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if fits {
        Ok(())
    } else {
        Err(format!(
            "\"{name}\" is not a label; write small letters, digits and dashes, a letter first"
        ))
    }
}

/// How many entries stand behind a label.
enum Behind {
    One,
    Many(u64),
    /// An import without `counts:`.
    Unknown,
}

/// Every label is given once, before it is used, and `/n` does not go past its end.
pub(super) fn check(scenes: &[Scene]) -> Result<(), StoryError> {
    let mut known: HashMap<&str, Behind> = HashMap::new();
    for scene in scenes {
        for entry in scene.event.refs() {
            resolve(&known, entry).map_err(|what| StoryError {
                line: scene.line,
                what,
            })?;
        }
        if let Some(label) = &scene.label
            && known.insert(label, behind(scene)).is_some()
        {
            let what = format!("the label \"{label}\" was given before");
            return Err(StoryError {
                line: scene.line,
                what,
            });
        }
        for expect in &scene.expects {
            let named: Vec<&EntryRef> = match &expect.what {
                Expected::Next(steps) => steps.iter().flat_map(|step| &step.because).collect(),
                Expected::Goes(all) | Expected::Stays(all) => all
                    .iter()
                    .filter_map(|given| match given {
                        Given::Item(item) => Some(&item.entry),
                        Given::Original(_) => None,
                    })
                    .collect(),
                Expected::Stands(stands) => vec![&stands.entry],
                _ => continue,
            };
            for entry in named {
                resolve(&known, entry).map_err(|what| StoryError {
                    line: expect.line,
                    what,
                })?;
            }
        }
    }
    Ok(())
}

fn behind(scene: &Scene) -> Behind {
    if let Event::Import(_) = scene.event {
        let taken = scene.expects.iter().find_map(|expect| match &expect.what {
            Expected::Counts(counts) => counts.taken,
            _ => None,
        });
        return taken.map_or(Behind::Unknown, Behind::Many);
    }
    match scene.at.len() {
        1 => Behind::One,
        many => u64::try_from(many).map_or(Behind::Unknown, Behind::Many),
    }
}

fn resolve(known: &HashMap<&str, Behind>, entry: &EntryRef) -> Result<(), String> {
    let (name, nth) = match entry {
        EntryRef::Number(_) => return Ok(()),
        EntryRef::Label(name) => (name, None),
        EntryRef::Nth(name, nth) => (name, Some(*nth)),
    };
    match (known.get(name.as_str()), nth) {
        (None, _) => Err(format!("no line above has \"as: {name}\"")),
        (Some(Behind::One), Some(_)) => Err(format!("\"{name}\" is one entry; leave out the /")),
        (Some(Behind::Many(most)), Some(nth)) if nth > *most => {
            Err(format!("\"{name}\" has {most}, and {nth} is asked for"))
        }
        _ => Ok(()),
    }
}
