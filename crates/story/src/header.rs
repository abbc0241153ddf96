//! The head of a story: `key: value` lines before the first dated line.

use jiff::civil::DateTime;

use super::{Row, time};

/// The case that the story opens, in the words of `case new`, and what the story tries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// `C1` to `C5`.
    pub story: String,
    /// The case's short name.
    pub case: String,
    /// Whose case it is.
    pub clinician: String,
    /// For exhibit references, such as `WAQ`.
    pub initials: String,
    /// `gp`, `hospital`, …
    pub setting: String,
    /// `england`, `wales`, `scotland`, `northern-ireland`.
    pub jurisdiction: String,
    /// An IANA zone; every time of the story is wall time there.
    pub zone: String,
    /// The subject's name, if known from the start.
    pub subject: Option<String>,
    /// `patient`, `former-patient`, `relative`, `unknown`.
    pub relation: String,
    /// `under-16`, `16-17`, `adult`.
    pub age_band: Option<String>,
    /// What makes the subject vulnerable, in a person's words.
    pub vulnerable: Option<String>,
    /// When the case was opened: entry #0.
    pub opened: DateTime,
    /// The rows of the mission that the story exercises; at least one.
    pub exercises: Vec<Row>,
}

const KEYS: [&str; 13] = [
    "story",
    "case",
    "clinician",
    "initials",
    "setting",
    "jurisdiction",
    "zone",
    "subject",
    "relation",
    "age-band",
    "vulnerable",
    "opened",
    "exercises",
];

/// The lines of a head as they come.
#[derive(Default)]
pub(super) struct Gathered(Vec<(&'static str, String)>);

impl Gathered {
    pub fn add(&mut self, line: &str) -> Result<(), String> {
        let (key, value) = line
            .split_once(':')
            .ok_or("the head has lines like \"case: knee\"; a date begins the story")?;
        let key = KEYS
            .into_iter()
            .find(|known| *known == key)
            .ok_or_else(|| format!("the head has no \"{key}\"; it has {}", KEYS.join(", ")))?;
        let value = value.trim();
        if value.is_empty() {
            return Err(format!("nothing stands after \"{key}:\""));
        }
        if self.0.iter().any(|(seen, _)| *seen == key) {
            return Err(format!("the head has \"{key}\" twice"));
        }
        // Caught here and not in `finish`, so that the error names this line.
        match key {
            "opened" => time::only_date_time(value).map(drop)?,
            "exercises" => Row::parse_all(value).map(drop)?,
            _ => {}
        }
        self.0.push((key, value.to_owned()));
        Ok(())
    }

    pub fn finish(mut self) -> Result<Header, String> {
        Ok(Header {
            story: self.need("story")?,
            case: self.need("case")?,
            clinician: self.need("clinician")?,
            initials: self.need("initials")?,
            setting: self.need("setting")?,
            jurisdiction: self.need("jurisdiction")?,
            zone: self.need("zone")?,
            subject: self.take("subject"),
            relation: self.need("relation")?,
            age_band: self.take("age-band"),
            vulnerable: self.take("vulnerable"),
            opened: time::only_date_time(&self.need("opened")?)?,
            exercises: Row::parse_all(&self.need("exercises")?)?,
        })
    }

    fn take(&mut self, key: &str) -> Option<String> {
        let at = self.0.iter().position(|(seen, _)| *seen == key)?;
        Some(self.0.swap_remove(at).1)
    }

    fn need(&mut self, key: &str) -> Result<String, String> {
        self.take(key)
            .ok_or_else(|| format!("the head lacks \"{key}:\""))
    }
}
