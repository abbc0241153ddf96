//! What differs between two packs, or two versions of one: rules, sources, laws and what is asked of letters: came, went or
//! changed, part by part.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::pack::PackFile;

/// One difference between two packs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// `pack`, `rule`, `source`, `law`, `letter`.
    pub what: &'static str,
    /// Its id; of `pack`, empty.
    pub id: String,
    /// Which part of it; empty where the whole came or went.
    pub part: String,
    /// As it was; empty where it came.
    pub was: String,
    /// As it is; empty where it went.
    pub is: String,
}

/// What differs between the files of two packs, in the order of names. Files that are no TOML count
/// as empty: [`crate::Packs::check`] names them.
#[must_use]
pub fn difference(old: &[PackFile], new: &[PackFile]) -> Vec<Difference> {
    let mut found = Vec::new();
    for what in ["rule", "source", "law", "letter"] {
        let (was, is) = (tables(old, what), tables(new, what));
        let ids: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for id in ids {
            match (was.get(id), is.get(id)) {
                (Some(was), Some(is)) => parts(what, id, was, is, &mut found),
                (was, is) => found.push(Difference {
                    what,
                    id: id.clone(),
                    part: String::new(),
                    was: was.map(whole).unwrap_or_default(),
                    is: is.map(whole).unwrap_or_default(),
                }),
            }
        }
    }
    let manifest = |files: &[PackFile]| {
        read(files)
            .into_iter()
            .find_map(|mut t| t.remove("pack")?.try_into::<Table>().ok())
            .unwrap_or_default()
    };
    parts("pack", "", &manifest(old), &manifest(new), &mut found);
    found
}

fn read(files: &[PackFile]) -> Vec<Table> {
    files
        .iter()
        .map(|f| toml::from_str(&f.text).unwrap_or_default())
        .collect()
}

/// The tables of a kind, by id.
fn tables(files: &[PackFile], what: &str) -> BTreeMap<String, Table> {
    let mut found = BTreeMap::new();
    for mut file in read(files) {
        let Some(Value::Array(all)) = file.remove(what) else {
            continue;
        };
        for table in all {
            if let Value::Table(table) = table
                && let Some(id) = table.get("id").and_then(Value::as_str)
            {
                found.insert(id.to_owned(), table);
            }
        }
    }
    found
}

fn parts(what: &'static str, id: &str, was: &Table, is: &Table, found: &mut Vec<Difference>) {
    let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for key in keys {
        match (was.get(key), is.get(key)) {
            (was, is) if was == is => {}
            // The words of a rule are told one by one, or nobody sees what changed in them.
            (Some(Value::Array(was)), Some(Value::Array(is))) if key == "says" => {
                for i in 0..was.len().max(is.len()) {
                    let (was, is) = (was.get(i), is.get(i));
                    if was != is {
                        found.push(Difference {
                            what,
                            id: id.to_owned(),
                            part: format!("says {}", i + 1),
                            was: was.map(shown).unwrap_or_default(),
                            is: is.map(shown).unwrap_or_default(),
                        });
                    }
                }
            }
            (was, is) => found.push(Difference {
                what,
                id: id.to_owned(),
                part: key.clone(),
                was: was.map(shown).unwrap_or_default(),
                is: is.map(shown).unwrap_or_default(),
            }),
        }
    }
}

/// What stands for a whole rule, source, law or ask of a letter.
fn whole(table: &Table) -> String {
    let text = table
        .get("title")
        .or_else(|| table.get("says")?.get(0)?.get("text"))
        .or_else(|| table.get("says"))
        .and_then(Value::as_str);
    text.unwrap_or("…").to_owned()
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Table(table) => {
            let parts: Vec<String> = table
                .iter()
                .map(|(key, value)| format!("{key}: {}", shown(value)))
                .collect();
            parts.join("; ")
        }
        Value::Array(all) => {
            let all: Vec<String> = all.iter().map(shown).collect();
            all.join(", ")
        }
        other => other.to_string(),
    }
}
