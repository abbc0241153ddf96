//! Sources: who says so, since when, and whether anybody here read it.

use jiff::civil::Date;
use serde::Deserialize;

use crate::advice::SourceShown;

/// A published text that steps rest on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name by which rules cite it.
    pub id: String,
    /// Law binds from its own dates; advice can be given for any day.
    #[serde(default)]
    pub kind: SourceKind,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published: `2016-11-18`, `2016-11`, `2016`. Left out where the copy read does not say.
    pub date: Option<String>,
    /// Where to find it.
    pub address: Option<String>,
    /// Section or paragraph.
    pub paragraph: Option<String>,
    /// The day on which the text itself was read. Left out: not read, or only through others.
    pub read: Option<Date>,
    /// Who passed the facts taken from a text that was not read.
    pub reviewed_by: Option<String>,
    /// When they did.
    pub reviewed: Option<Date>,
    /// First day on which it is in force (law) or stands (advice that replaced another).
    pub from: Option<Date>,
    /// Last day on which it is in force, or stands.
    pub until: Option<Date>,
    /// Where it holds; empty: everywhere.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
    /// What to know about it.
    pub note: Option<String>,
}

/// What kind of text it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// Guidance, a journal, a press report of either.
    #[default]
    Advice,
    /// An Act, an Order, regulations.
    Law,
}

impl Source {
    /// Whether it may be cited for `day`: law only while in force, advice until it was replaced.
    pub(crate) fn stands_on(&self, day: Date) -> bool {
        let begun = match self.kind {
            SourceKind::Law => self.from.is_none_or(|from| from <= day),
            SourceKind::Advice => true,
        };
        begun && self.until.is_none_or(|until| day <= until)
    }

    /// The first and the last day on which it may be cited.
    pub(crate) fn span(&self) -> (Date, Date) {
        let from = match self.kind {
            SourceKind::Law => self.from.unwrap_or(Date::MIN),
            SourceKind::Advice => Date::MIN,
        };
        (from, self.until.unwrap_or(Date::MAX))
    }

    /// Whether it holds in a place.
    pub(crate) fn holds_in(&self, jurisdiction: &str) -> bool {
        self.jurisdictions.is_empty() || self.jurisdictions.iter().any(|j| j == jurisdiction)
    }

    /// Whether it is younger than `day`. Law that stands is never later; an undated text cannot be said to be.
    pub(crate) fn is_later_than(&self, day: Date) -> bool {
        self.kind == SourceKind::Advice
            && self
                .date
                .as_deref()
                .and_then(first_day)
                .is_some_and(|published| published > day)
    }

    /// Whether nobody read it, and nobody passed what was taken from it.
    pub(crate) fn is_unchecked(&self) -> bool {
        self.read.is_none() && (self.reviewed.is_none() || self.reviewed_by.is_none())
    }

    /// As it stands below what rests on it.
    #[must_use]
    pub fn shown(&self) -> SourceShown {
        SourceShown {
            id: self.id.clone(),
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            date: self.date.clone(),
            address: self.address.clone(),
            paragraph: self.paragraph.clone(),
            read: self.read,
            note: self.note.clone(),
        }
    }
}

/// The first day that a date of publication can mean.
pub(crate) fn first_day(date: &str) -> Option<Date> {
    match date.len() {
        4 => format!("{date}-01-01").parse().ok(),
        7 => format!("{date}-01").parse().ok(),
        _ => date.parse().ok(),
    }
}
