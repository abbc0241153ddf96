//! Packs to read: a line a pack, and all that one says.

use jiff::civil::Date;

use crate::advice::Urgency;
use crate::letter::LetterAsk;
use crate::pack::Pack;
use crate::source::Source;

/// A pack in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackLine {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// Title.
    pub title: String,
    /// The day on which it was right to the best of its writers' knowledge.
    pub correct_on: Date,
    /// Where it applies; empty: everywhere.
    pub jurisdictions: Vec<String>,
    /// To which settings; empty: all.
    pub settings: Vec<String>,
    /// How many rules.
    pub rules: usize,
    /// How many sources.
    pub sources: usize,
    /// How many of them nobody read or reviewed.
    pub unchecked: usize,
}

impl PackLine {
    pub(crate) fn of(pack: &Pack) -> Self {
        PackLine {
            name: pack.manifest.name.clone(),
            version: pack.manifest.version.clone(),
            title: pack.manifest.title.clone(),
            correct_on: pack.manifest.correct_on,
            jurisdictions: pack.manifest.jurisdictions.clone(),
            settings: pack.manifest.settings.clone(),
            rules: pack.rules.len(),
            sources: pack.own_sources().count(),
            unchecked: pack.own_sources().filter(|s| s.is_unchecked()).count(),
        }
    }
}

/// All that a pack says.
#[derive(Clone, Debug, PartialEq)]
pub struct PackShown {
    /// Its line in the list.
    pub line: PackLine,
    /// What it says with every list of steps.
    pub notice: Option<String>,
    /// Its rules, those it builds on included.
    pub rules: Vec<RuleShown>,
    /// Its sources.
    pub sources: Vec<Source>,
    /// The law that it tells of: title, what it looks at, who acts.
    pub law: Vec<(String, String, String)>,
    /// What it asks of letters.
    pub letters: Vec<LetterAsk>,
}

/// A rule, to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleShown {
    /// Its name.
    pub id: String,
    /// The step it is about.
    pub step: String,
    /// First day on which it can be due.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Who, how soon, in which words; the first that fits is said.
    pub says: Vec<(String, Urgency, String)>,
    /// The names of its sources.
    pub sources: Vec<String>,
}
