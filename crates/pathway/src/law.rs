//! The law of a place, to read beside the occasions: what it is called, who acts, the most that a court
//! can give by the last day of the conduct, and which kinds of conduct it names.
//!
//! It says what a law looks at, never that it was broken.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::advice::SourceShown;
use crate::facts::Facts;
use crate::pack::{Pack, Packs};
use crate::rule_text::{Fault, SelectText};
use crate::select::Select;

/// A law as a pack writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LawText {
    pub id: Spanned<String>,
    title: String,
    needs: String,
    who: String,
    #[serde(default)]
    most: Vec<Most>,
    limit: Option<String>,
    /// The text itself first: the law stands while that one is in force.
    pub sources: Vec<Spanned<String>>,
    #[serde(default)]
    conduct: Vec<ConductText>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Most {
    from: Option<Date>,
    until: Option<Date>,
    text: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConductText {
    text: String,
    contacts: Vec<SelectText>,
}

/// A law ready to be asked.
#[derive(Debug)]
pub(crate) struct Law {
    /// Which file of which pack.
    pub file: usize,
    pub id: String,
    title: String,
    needs: String,
    who: String,
    most: Vec<Most>,
    limit: Option<String>,
    pub sources: Vec<(String, usize)>,
    conduct: Vec<(String, Vec<Select>)>,
}

impl LawText {
    /// Makes it a law; what is not understood is left out of it and said.
    pub fn law(self, file: usize, faults: &mut Vec<Fault>) -> Law {
        let at = self.id.span().start;
        let mut fault = |what: &str| {
            faults.push(Fault {
                at,
                what: what.to_owned(),
            });
        };
        if self.sources.is_empty() {
            fault("the law has no source");
        }
        let gap = self.most.windows(2).any(|two| match two {
            [a, b] => a.until.and_then(|until| until.tomorrow().ok()) != b.from || b.from.is_none(),
            _ => false,
        });
        if gap {
            fault("between two parts of \"most\" there is a gap, or they overlap");
        }
        let conduct = self
            .conduct
            .into_iter()
            .map(|c| {
                let contacts = c.contacts.into_iter().map(|s| s.select(faults)).collect();
                (c.text, contacts)
            })
            .collect();
        Law {
            file,
            id: self.id.into_inner(),
            title: self.title,
            needs: self.needs,
            who: self.who,
            most: self.most,
            limit: self.limit,
            sources: self
                .sources
                .into_iter()
                .map(|s| {
                    let at = s.span().start;
                    (s.into_inner(), at)
                })
                .collect(),
            conduct,
        }
    }
}

impl Law {
    /// What it is called, what it looks at, who acts.
    pub fn in_short(&self) -> (String, String, String) {
        (self.title.clone(), self.needs.clone(), self.who.clone())
    }

    fn stands_on(&self, pack: &Pack, day: Date) -> bool {
        self.sources
            .first()
            .and_then(|(id, _)| pack.sources.get(id))
            .is_some_and(|text| text.stands_on(day))
    }

    fn shown(&self, pack: &Pack, day: Date) -> Option<LawShown> {
        let sources: Vec<SourceShown> = self
            .sources
            .iter()
            .filter_map(|(id, _)| pack.sources.get(id))
            .filter(|s| s.stands_on(day))
            .map(|s| s.shown())
            .collect();
        if !self.stands_on(pack, day) {
            return None;
        }
        let most = self.most.iter().find(|m| {
            m.from.is_none_or(|from| from <= day) && m.until.is_none_or(|until| day <= until)
        });
        Some(LawShown {
            id: self.id.clone(),
            title: self.title.clone(),
            needs: self.needs.clone(),
            who: self.who.clone(),
            most: most.map(|m| m.text.clone()),
            limit: self.limit.clone(),
            pack: pack.label(),
            sources,
        })
    }
}

/// A law, to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawShown {
    /// Its name in the pack.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it looks at, in plain words.
    pub needs: String,
    /// Who acts under it.
    pub who: String,
    /// The most that a court can give for conduct whose last day is the day asked about.
    pub most: Option<String>,
    /// Within what time it must begin.
    pub limit: Option<String>,
    /// Pack and version.
    pub pack: String,
    /// Who says so; never empty.
    pub sources: Vec<SourceShown>,
}

/// A kind of conduct that a law names, with the contacts of which it was ticked or logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConductMet {
    /// The law's name in the pack.
    pub law: String,
    /// What it is called.
    pub title: String,
    /// The conduct, in the law's words made plain.
    pub text: String,
    /// Entries of the record log, ascending; never empty.
    pub entries: Vec<u64>,
}

impl Packs {
    /// The law of a place that stood on `day`, which is the last day of the conduct asked about (a
    /// course that spans days counts as of its last: Policing and Crime Act 2017, s. 175).
    #[must_use]
    pub fn law(&self, jurisdiction: &str, setting: &str, day: Date) -> Vec<LawShown> {
        self.place(jurisdiction, setting)
            .packs()
            .flat_map(|p| p.law.iter().filter_map(move |l| l.shown(p, day)))
            .collect()
    }

    /// Which kinds of conduct that the place's law names stand in the log, each with its entries. Each
    /// contact is held against the law in force on its own day.
    #[must_use]
    pub fn conduct(&self, facts: &Facts) -> Vec<ConductMet> {
        let place = self.place(facts.text("jurisdiction"), facts.text("setting"));
        let mut met = Vec::new();
        let laws = place
            .packs()
            .flat_map(|p| p.law.iter().map(move |l| (p, l)));
        for (pack, law) in laws {
            for (text, contacts) in &law.conduct {
                let mut entries: Vec<u64> = facts
                    .rows
                    .iter()
                    .filter(|row| row.day.is_none_or(|day| law.stands_on(pack, day)))
                    .filter(|row| contacts.iter().any(|s| s.takes(&row.traits)))
                    .map(|row| row.n)
                    .collect();
                entries.sort_unstable();
                if !entries.is_empty() {
                    met.push(ConductMet {
                        law: law.id.clone(),
                        title: law.title.clone(),
                        text: text.clone(),
                        entries,
                    });
                }
            }
        }
        met
    }
}
