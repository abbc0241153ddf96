//! The gaps of a letter: what they ask, and what stands in them in a place until somebody gives other words.

use serde::Deserialize;

/// What dates in a gap speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dates {
    /// Of what happened: each must be a day on which something did.
    Log,
    /// Of the last warning that named removal.
    Warning,
    /// Of what is to come: none may be past.
    Ahead,
}

/// Which law a case stands under, and where the clinician works: words of the closed lists, or somebody's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// `england`, `wales`, `scotland`, `northern-ireland`, or another.
    pub jurisdiction: String,
    /// `gp`, `hospital`, `community`, `dental`, or another.
    pub setting: String,
}

/// Words that stand in a gap until somebody gives others, in some places.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Known {
    #[serde(default)]
    jurisdictions: Vec<String>,
    #[serde(default)]
    settings: Vec<String>,
    says: String,
}

/// A gap of a letter: something that the wording needs and the caller may know.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GapSpec {
    /// Name, in lower case with hyphens (`practice-address`).
    pub name: String,
    /// What a person is asked for.
    pub asks: String,
    /// Whether the letter is whole without it: then the paragraph that needs it is left out.
    #[serde(default)]
    pub optional: bool,
    /// Asks yes or no (yes if nothing is said): paragraphs stand or fall with it, and it is never printed.
    #[serde(default)]
    pub choice: bool,
    /// Asks something that stays from letter to letter: what an earlier one said stands there again.
    #[serde(default)]
    pub keeps: bool,
    /// What its dates speak of.
    pub dates: Option<Dates>,
    /// Whether it gives reasons for ending care: then no complaint and no illness may stand in it.
    #[serde(default)]
    pub reasons: bool,
    #[serde(default)]
    known: Vec<Known>,
}

impl GapSpec {
    /// All that may stand in it, whatever the place.
    pub(crate) fn all_known(&self) -> impl Iterator<Item = &String> {
        self.known.iter().map(|k| &k.says)
    }

    /// What stands in it in this place if nobody says otherwise.
    #[must_use]
    pub fn known(&self, place: &Place) -> Option<&str> {
        self.known
            .iter()
            .find(|k| fits(&k.jurisdictions, &k.settings, place))
            .map(|k| k.says.as_str())
    }
}

/// Whether lists that name places hold this one; an empty list holds any.
pub(crate) fn fits(jurisdictions: &[String], settings: &[String], place: &Place) -> bool {
    let holds = |list: &[String], word: &str| list.is_empty() || list.iter().any(|w| w == word);
    holds(jurisdictions, &place.jurisdiction) && holds(settings, &place.setting)
}
