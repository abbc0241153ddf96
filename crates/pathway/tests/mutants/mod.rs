//! Packs with one thing wrong: a rule dropped, a condition turned round, a day moved by one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use jiff::ToSpan;
use jiff::civil::Date;
use standfast_pathway::{PackFile, Packs};
use toml::{Table, Value};

/// A pack with one thing wrong.
pub struct Mutant {
    /// What, and where.
    pub what: String,
    /// The whole pack.
    pub files: Vec<PackFile>,
    /// Steps that it touches; none: any.
    pub steps: Vec<String>,
}

impl Mutant {
    /// A rule dropped, a condition turned round, a day moved: each of these is tried in every run. The
    /// rest is more than that.
    pub fn is_of_the_bar(&self) -> bool {
        let days = ["-1", "+1"].iter().any(|d| self.what.contains(d));
        let turned = self.what.contains("condition");
        self.what.ends_with("dropped") || turned || days
    }
}

/// Every mutation of every shipped pack.
pub fn of_packs() -> Vec<Mutant> {
    let files = Packs::shipped_files();
    let mut found = Vec::new();
    for file in &files {
        let folder = file.path.split('/').next().unwrap();
        let table: Table = toml::from_str(&file.text).unwrap();
        let mut made = Vec::new();
        rules(&table, &mut made);
        sources(&table, &mut made);
        law(&table, &mut made);
        letters(&table, &mut made);
        for (what, steps, mutated) in made {
            let text = toml::to_string(&mutated).unwrap();
            let pack: Vec<PackFile> = files
                .iter()
                .filter(|f| f.path.split('/').next() == Some(folder))
                .map(|f| {
                    if f.path == file.path {
                        PackFile::new(f.path.clone(), text.clone())
                    } else {
                        f.clone()
                    }
                })
                .collect();
            let pack = without_uncited(pack);
            found.push(Mutant {
                what: format!("{}: {what}", file.path),
                files: pack,
                steps,
            });
        }
    }
    found
}

/// The pack without sources that nothing in it cites any more, which alone would give the mutation away.
fn without_uncited(pack: Vec<PackFile>) -> Vec<PackFile> {
    let tables: Vec<Table> = pack
        .iter()
        .map(|f| toml::from_str(&f.text).unwrap())
        .collect();
    let cited: Vec<&str> = tables
        .iter()
        .flat_map(|t| {
            ["rule", "law", "letter"]
                .into_iter()
                .filter_map(|key| t.get(key)?.as_array())
        })
        .flatten()
        .filter_map(|r| r.get("sources")?.as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    pack.iter()
        .zip(&tables)
        .map(|(file, table)| {
            let all = table.get("source").and_then(Value::as_array);
            let Some(all) = all else { return file.clone() };
            // What other packs cite of it stays too.
            let lent = |id: &str| {
                let named = format!("\"{}/{id}\"", file.folder());
                let shipped = Packs::shipped_files();
                shipped.iter().any(|f| f.text.contains(&named))
            };
            let is_cited = |s: &&Value| {
                let id = s["id"].as_str().unwrap();
                cited.contains(&id) || lent(id)
            };
            let kept: Vec<Value> = all.iter().filter(is_cited).cloned().collect();
            if kept.len() == all.len() {
                return file.clone();
            }
            let mut table = table.clone();
            table.insert("source".to_owned(), Value::Array(kept));
            PackFile::new(file.path.clone(), toml::to_string(&table).unwrap())
        })
        .collect()
}

/// Takes what is wrong, and how to make it so.
type With<'a> = dyn FnMut(String, &dyn Fn(&mut Value)) + 'a;

type Made = Vec<(String, Vec<String>, Table)>;

fn rules(table: &Table, made: &mut Made) {
    let Some(rules) = table.get("rule").and_then(Value::as_array) else {
        return;
    };
    for (i, rule) in rules.iter().enumerate() {
        let id = rule["id"].as_str().unwrap();
        let step = rule.get("step").and_then(Value::as_str).unwrap_or(id);
        let steps = vec![step.to_owned()];
        let mut dropped = table.clone();
        at(&mut dropped, "rule").remove(i);
        made.push((format!("{id} dropped"), steps.clone(), dropped));
        let mut with = |what: String, change: &dyn Fn(&mut Value)| {
            let mut mutated = table.clone();
            change(&mut at(&mut mutated, "rule")[i]);
            made.push((format!("{id}: {what}"), steps.clone(), mutated));
        };
        if rule.get("when").is_some() {
            with("its condition turned round".to_owned(), &|r| negate(r));
        }
        for (s, says) in rule
            .get("says")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            if says.get("when").is_some() {
                with(
                    format!("the condition of its words {} turned round", s + 1),
                    &|r| {
                        negate(&mut r["says"].as_array_mut().unwrap()[s]);
                    },
                );
            }
        }
        stronger(rule, &mut with);
        for by in [-1, 1] {
            for path in ["by.days", "ends.days", "ends.covers_days", "about.months"] {
                if number(rule, path).is_some() {
                    with(format!("{path} {by:+}"), &|r| shift(r, path, by));
                }
            }
            if number(rule, "by.months").is_some() && number(rule, "by.days").is_none() {
                with(format!("by.months and a day {by:+}"), &|r| {
                    let days = Value::Integer(by);
                    r["by"]
                        .as_table_mut()
                        .unwrap()
                        .insert("days".to_owned(), days);
                });
            }
            for (list, keys) in [("season", &["days_before", "day"][..])] {
                let Some(items) = rule.get("about").and_then(|a| a.get(list)?.as_array()) else {
                    continue;
                };
                for k in 0..items.len() {
                    for key in keys {
                        with(format!("{list} {} {key} {by:+}", k + 1), &|r| {
                            let item = &mut r["about"][list].as_array_mut().unwrap()[k];
                            let was = item[*key].as_integer().unwrap();
                            item[*key] = Value::Integer(was + by);
                        });
                    }
                }
            }
            if let Some(quiet) = rule.get("about").and_then(|a| a.get("quiet")) {
                for key in ["days", "months"] {
                    let many = quiet.get(key).and_then(Value::as_array).map_or(0, Vec::len);
                    for k in 0..many {
                        with(format!("quiet {key} {} {by:+}", k + 1), &|r| {
                            let item = &mut r["about"]["quiet"][key].as_array_mut().unwrap()[k];
                            *item = Value::Integer(item.as_integer().unwrap() + by);
                        });
                    }
                }
            }
            for key in ["from", "until"] {
                if rule.get(key).is_some() {
                    with(format!("{key} {by:+} day"), &|r| move_date(&mut r[key], by));
                }
            }
        }
    }
}

/// More than is asked: each yes and no of a rule turned round, each thing that brings, ends, hides or
/// replaces it taken out.
fn stronger(rule: &Value, with: &mut With<'_>) {
    for part in ["about", "ends"] {
        let Some(table) = rule.get(part).and_then(Value::as_table) else {
            continue;
        };
        for (key, value) in table {
            match value {
                Value::Boolean(yes) => with(format!("{part}.{key} turned round"), &|r| {
                    r[part][key.as_str()] = Value::Boolean(!yes);
                }),
                Value::Array(items) => {
                    for k in 0..items.len() {
                        with(format!("{part}.{key} without its {}", k + 1), &|r| {
                            r[part][key.as_str()].as_array_mut().unwrap().remove(k);
                        });
                    }
                }
                _ => {}
            }
        }
    }
    let contacts = rule.get("about").and_then(|a| a.get("contacts"));
    for (k, select) in contacts
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        for (key, value) in select.as_table().unwrap() {
            let what = format!("contacts {} {key}", k + 1);
            match value {
                Value::Boolean(yes) => with(format!("{what} turned round"), &|r| {
                    r["about"]["contacts"][k][key.as_str()] = Value::Boolean(!yes);
                }),
                Value::Array(items) => {
                    for w in 0..items.len() {
                        with(format!("{what} without its {}", w + 1), &|r| {
                            let list = &mut r["about"]["contacts"][k][key.as_str()];
                            list.as_array_mut().unwrap().remove(w);
                        });
                    }
                }
                _ => {}
            }
        }
    }
    for key in [
        "superseded_by",
        "hidden_while",
        "names",
        "only_with",
        "sources",
    ] {
        let many = rule.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        for k in 0..many {
            with(format!("{key} without its {}", k + 1), &|r| {
                r[key].as_array_mut().unwrap().remove(k);
            });
        }
    }
}

/// Days on which texts came into force, or were replaced.
fn sources(table: &Table, made: &mut Made) {
    let Some(sources) = table.get("source").and_then(Value::as_array) else {
        return;
    };
    for (i, source) in sources.iter().enumerate() {
        let id = source["id"].as_str().unwrap();
        for key in ["from", "until"] {
            if source.get(key).is_none() {
                continue;
            }
            for by in [-1, 1] {
                let mut mutated = table.clone();
                move_date(&mut at(&mut mutated, "source")[i][key], by);
                made.push((
                    format!("source {id}: {key} {by:+} day"),
                    Vec::new(),
                    mutated,
                ));
            }
        }
    }
}

/// The days of laws, and of what a court can give at most; the kinds of conduct that they name.
fn law(table: &Table, made: &mut Made) {
    let Some(laws) = table.get("law").and_then(Value::as_array) else {
        return;
    };
    for (i, law) in laws.iter().enumerate() {
        let id = law["id"].as_str().unwrap();
        let mut with = |what: String, change: &dyn Fn(&mut Value)| {
            let mut mutated = table.clone();
            change(&mut at(&mut mutated, "law")[i]);
            made.push((format!("law {id}: {what}"), Vec::new(), mutated));
        };
        for by in [-1, 1] {
            let parts = law
                .get("most")
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            for k in 1..parts {
                with(format!("most {} {by:+} day", k + 1), &|l| {
                    let most = l["most"].as_array_mut().unwrap();
                    move_date(&mut most[k - 1]["until"], by);
                    move_date(&mut most[k]["from"], by);
                });
            }
        }
        for k in 0..law
            .get("conduct")
            .and_then(Value::as_array)
            .map_or(0, Vec::len)
        {
            with(format!("without its conduct {}", k + 1), &|l| {
                l["conduct"].as_array_mut().unwrap().remove(k);
            });
        }
        let mut dropped = table.clone();
        at(&mut dropped, "law").remove(i);
        made.push((format!("law {id} dropped"), Vec::new(), dropped));
    }
}

/// What is asked of letters: dropped, each of its days and months moved, each letter, word and source out.
fn letters(table: &Table, made: &mut Made) {
    let Some(letters) = table.get("letter").and_then(Value::as_array) else {
        return;
    };
    for (i, letter) in letters.iter().enumerate() {
        let id = letter["id"].as_str().unwrap();
        let mut dropped = table.clone();
        at(&mut dropped, "letter").remove(i);
        made.push((format!("letter {id} dropped"), Vec::new(), dropped));
        let mut with = |what: String, change: &dyn Fn(&mut Value)| {
            let mut mutated = table.clone();
            change(&mut at(&mut mutated, "letter")[i]);
            made.push((format!("letter {id}: {what}"), Vec::new(), mutated));
        };
        for by in [-1, 1] {
            if let Some(months) = letter.get("months").and_then(Value::as_integer) {
                with(format!("months {by:+}"), &|l| {
                    l["months"] = Value::Integer(months + by);
                });
            }
            for key in ["from", "until"] {
                if letter.get(key).is_some() {
                    with(format!("{key} {by:+} day"), &|l| move_date(&mut l[key], by));
                }
            }
        }
        if let Some(way) = letter.get("way").and_then(Value::as_str) {
            let other = ["ordinary", "at-once"].into_iter().find(|w| *w != way);
            with("the other way".to_owned(), &|l| {
                l["way"] = Value::String(other.unwrap().to_owned());
            });
            with("every way".to_owned(), &|l| {
                l.as_table_mut().unwrap().remove("way");
            });
        }
        if letter.get("or_reason").is_some() {
            with("no reason in its stead".to_owned(), &|l| {
                l.as_table_mut().unwrap().remove("or_reason");
            });
        }
        for key in ["letters", "never", "sources"] {
            let many = letter
                .get(key)
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            for k in 0..many {
                with(format!("{key} without its {}", k + 1), &|l| {
                    l[key].as_array_mut().unwrap().remove(k);
                });
            }
        }
    }
}

fn at<'t>(table: &'t mut Table, list: &str) -> &'t mut Vec<Value> {
    table.get_mut(list).and_then(Value::as_array_mut).unwrap()
}

fn negate(of: &mut Value) {
    let was = of["when"].as_str().unwrap().to_owned();
    of["when"] = Value::String(format!("!({was})"));
}

fn number(rule: &Value, path: &str) -> Option<i64> {
    let (outer, inner) = path.split_once('.').unwrap();
    rule.get(outer)?.get(inner)?.as_integer()
}

fn shift(rule: &mut Value, path: &str, by: i64) {
    let (outer, inner) = path.split_once('.').unwrap();
    let was = number(rule, path).unwrap();
    rule[outer][inner] = Value::Integer(was + by);
}

fn move_date(date: &mut Value, by: i64) {
    let was: Date = date.as_str().unwrap().parse().unwrap();
    *date = Value::String(was.checked_add(by.days()).unwrap().to_string());
}
