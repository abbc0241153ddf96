//! Lines into words, quoted words and keys.
//!
//! `contact gift "a card" signs: gift declaration` is two words, one quoted text, and the key
//! `signs` with two words. A word that ends in a colon outside quotes is a key.

use super::Row;

/// The line if it says anything: not empty, not a comment (`#` alone, or `#` and a space).
pub(super) fn meaningful(raw: &str) -> Option<&str> {
    let line = raw.trim_end();
    let text = line.trim_start();
    let comment = text == "#" || text.starts_with("# ");
    (!text.is_empty() && !comment).then_some(line)
}

/// Takes `(R22 N8)` from the front, if it is there.
pub(super) fn rows(text: &str) -> Result<(Vec<Row>, &str), String> {
    let text = text.trim_start();
    let Some(inner) = text.strip_prefix('(') else {
        return Ok((Vec::new(), text));
    };
    let (rows, rest) = inner.split_once(')').ok_or("a bracket is not closed")?;
    Ok((Row::parse_all(rows)?, rest.trim_start()))
}

/// A word, and whether it stood in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub quoted: bool,
}

/// What a line says: its words before any key, then its keys.
#[derive(Debug)]
pub(super) struct Said {
    pub words: Vec<Word>,
    pub keys: Vec<Key>,
}

/// A key with its words, and the line it stands on.
#[derive(Debug)]
pub(super) struct Key {
    pub line: usize,
    pub name: String,
    pub words: Vec<Word>,
}

impl Said {
    pub fn parse(line: usize, text: &str) -> Result<Self, String> {
        let mut said = Self {
            words: Vec::new(),
            keys: Vec::new(),
        };
        for word in split(text)? {
            match word
                .text
                .strip_suffix(':')
                .filter(|name| !word.quoted && is_name(name))
            {
                Some(name) => {
                    said.keys.push(Key {
                        line,
                        name: name.to_owned(),
                        words: Vec::new(),
                    });
                }
                None => match said.keys.last_mut() {
                    Some(key) => key.words.push(word),
                    None => said.words.push(word),
                },
            }
        }
        if let Some(empty) = said.keys.iter().find(|key| key.words.is_empty()) {
            return Err(format!("nothing stands after \"{}:\"", empty.name));
        }
        Ok(said)
    }

    /// Adds an indented line, which is keys only.
    pub fn extend(&mut self, more: Self) -> Result<(), String> {
        if let Some(word) = more.words.first() {
            return Err(format!(
                "\"{}\" needs a key before it, such as \"effect:\"",
                word.text
            ));
        }
        self.keys.extend(more.keys);
        Ok(())
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

fn split(text: &str) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = if first == '"' {
            quoted(rest)?
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            (
                Word {
                    text: text.to_owned(),
                    quoted: false,
                },
                after,
            )
        };
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

/// `"…"`; inside, `\"` is a quotation mark, `\n` a new line and `\\` a backslash.
fn quoted(text: &str) -> Result<(Word, &str), String> {
    let mut out = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => {
                let after = text.get(at + 1..).unwrap_or_default();
                return if after.is_empty() || after.starts_with([' ', '\t', ',', ';']) {
                    Ok((
                        Word {
                            text: out,
                            quoted: true,
                        },
                        after,
                    ))
                } else {
                    Err("a closing quotation mark has letters right after it".into())
                };
            }
            '\\' => match letters.next() {
                Some((_, '"')) => out.push('"'),
                Some((_, '\\')) => out.push('\\'),
                Some((_, 'n')) => out.push('\n'),
                _ => return Err("after \\ only \", n or \\ may stand".into()),
            },
            other => out.push(other),
        }
    }
    Err("a quotation mark is not closed on its line".into())
}
