//! What comes out: steps in order of urgency, and the way to urgent help.

use jiff::Timestamp;
use jiff::civil::Date;

/// All that is advised for one case as of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The moment up to which things had occurred (UTC, inclusive).
    pub at: Timestamp,
    /// The moment up to which they had been recorded (UTC, inclusive).
    pub known: Timestamp,
    /// The local day of `at`.
    pub day: Date,
    /// Whose law; empty where the case does not say.
    pub jurisdiction: String,
    /// Where the clinician works; empty where the case does not say.
    pub setting: String,
    /// How to get help at once; never empty.
    pub urgent_help: Vec<UrgentHelp>,
    /// What to know about these steps: that this place's own rules are not in yet.
    pub notices: Vec<String>,
    /// Entries of the private log with an adviser's own advice: they outrank every pack.
    pub advised: Vec<u64>,
    /// Steps: open ones by urgency, then done, declined, not needed.
    pub steps: Vec<StepAdvice>,
}

/// A way to urgent help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrgentHelp {
    /// In words, the number included.
    pub text: String,
    /// The number to call; empty where none is known for the place.
    pub call: String,
}

/// One step, with all that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepAdvice {
    /// The name that every pack uses alike.
    pub id: String,
    /// Where it stands.
    pub state: State,
    /// How soon; of a step that is no longer open, how soon it was.
    pub urgency: Urgency,
    /// The last day on which it is in time.
    pub by: Option<Date>,
    /// Who acts: "clinician", "practice manager", …; the name to whom it was given.
    pub who: String,
    /// What to do.
    pub text: String,
    /// Why, with the entries; for a step that ended, what ended it.
    pub why: String,
    /// Entries of the record log that made it due, ascending; `[0]`, the case, if nothing else.
    pub because: Vec<u64>,
    /// Pack and version, `uk-gp@1.0.0`.
    pub pack: String,
    /// Whether every source is younger than the day: it could not have been known then.
    pub later: bool,
    /// The rule that made it due.
    pub rule: String,
    /// Who says so, first; none for a step that a person opened and no pack knows.
    pub source: Option<SourceShown>,
    /// All who say so.
    pub sources: Vec<SourceShown>,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceShown {
    /// The name in the pack.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as exactly as it says: `2016-11-18`, `2024`.
    pub date: Option<String>,
    /// Where to find it.
    pub address: Option<String>,
    /// Section or paragraph.
    pub paragraph: Option<String>,
    /// When somebody read the text itself; `None`: not read, or only through others.
    pub read: Option<Date>,
    /// What to know about it.
    pub note: Option<String>,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// To be done.
    Open,
    /// To be done, and late.
    Overdue,
    /// Done.
    Done,
    /// A person decided against it, with a reason.
    Declined,
    /// Another step took its place, or its time is over.
    NotNeeded,
}

impl State {
    /// The word in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Overdue => "overdue",
            State::Done => "done",
            State::Declined => "declined",
            State::NotNeeded => "not-needed",
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, State::Open | State::Overdue)
    }

    pub(crate) const fn order(self) -> u8 {
        match self {
            State::Open | State::Overdue => 0,
            State::Done => 1,
            State::Declined => 2,
            State::NotNeeded => 3,
        }
    }
}

/// How soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// At once.
    Now,
    /// Before the day ends.
    Today,
    /// Within days.
    Days,
    /// Within weeks.
    Weeks,
}

impl Urgency {
    /// The word in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Urgency::Now => "now",
            Urgency::Today => "today",
            Urgency::Days => "days",
            Urgency::Weeks => "weeks",
        }
    }
}
