//! What stands round every page: name, the way off, urgent help, menu, foot.

use crate::pages::icon::Icon;
use crate::words::Words;

/// The name in the title and at the top. Neutral to a passer-by; the product's name is nowhere.
pub const NAME: &str = "Daybook";

/// Said on every page of a demonstration vault.
pub const DEMONSTRATION: &str = "Demonstration. All people, places and events are invented.";

/// The surroundings of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What the page is, in a word or two of ours. Never anything of a case: it stands in the
    /// browser's history and on the taskbar.
    pub title: &'static str,
    /// A form came back with something to mend; the title says so first.
    pub mend: bool,
    /// A demonstration vault.
    pub demonstration: bool,
    /// Whom to call, by the place whose case this is.
    pub help: UrgentHelp,
    /// The person's name, once signed in; nothing of the vault shows before.
    pub holder: Option<Words>,
    /// The case whose page this is.
    pub case: Option<CaseFrame>,
}

/// What surrounds the page of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFrame {
    /// Its short name.
    pub name: Words,
    /// The address of its overview, without a slash at the end.
    pub base: String,
    /// Which page of it this is.
    pub section: Section,
    /// "12 March 2026, 6:02pm": when the page was made, for paper.
    pub printed: String,
}

/// The pages of a case that stand in its menu, or below one that does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // each is the page of its name
pub enum Section {
    Overview,
    Timeline,
    Log,
    Steps,
    Letters,
    Search,
    Import,
    Disclosures,
    Verdict,
}

impl Section {
    /// Those of the menu, in its order.
    pub const MENU: [Section; 9] = [
        Section::Overview,
        Section::Log,
        Section::Timeline,
        Section::Steps,
        Section::Letters,
        Section::Search,
        Section::Import,
        Section::Disclosures,
        Section::Verdict,
    ];

    /// The word in the menu.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Section::Overview => "Overview",
            Section::Timeline => "Timeline",
            Section::Log => "Log a contact",
            Section::Steps => "Steps",
            Section::Letters => "Letters",
            Section::Search => "Search",
            Section::Import => "Import",
            Section::Disclosures => "Disclosures",
            Section::Verdict => "Check",
        }
    }

    /// What comes behind the case's own address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Section::Overview => "",
            Section::Timeline => "/timeline",
            Section::Log => "/log",
            Section::Steps => "/steps",
            Section::Letters => "/letters",
            Section::Search => "/search",
            Section::Import => "/import",
            Section::Disclosures => "/disclosures",
            Section::Verdict => "/verdict",
        }
    }
}

/// Whom to call. Emergency first, always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrgentHelp {
    /// "England"; empty where no case says which place it is.
    pub place: String,
    /// The number in the row at the top: "999".
    pub emergency: String,
    /// All lines of the foot.
    pub lines: Vec<HelpLine>,
    /// A sentence for somebody who cannot speak.
    pub silent: String,
}

/// One number that can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpLine {
    /// "In danger now".
    pub when: String,
    /// "call 999".
    pub words: String,
    /// "999": what is dialled.
    pub number: String,
}

impl HelpLine {
    /// A line whose link reads "call" and the number.
    #[must_use]
    pub fn call(when: &str, number: &str) -> Self {
        Self {
            when: when.to_owned(),
            words: format!("call {number}"),
            number: number.to_owned(),
        }
    }
}

impl UrgentHelp {
    /// Before a case says where it is: the numbers that hold in the whole United Kingdom.
    #[must_use]
    pub fn united_kingdom() -> Self {
        Self {
            place: String::new(),
            emergency: "999".to_owned(),
            lines: vec![
                HelpLine::call("In danger now", "999"),
                HelpLine::call("Police, when it can wait", "101"),
            ],
            silent: "On a mobile and unable to speak: call 999, then press 55 when asked. \
                It does not give your location."
                .to_owned(),
        }
    }
}

impl Frame {
    /// Before anybody signed in: nothing of the vault but that it is a demonstration.
    #[must_use]
    pub fn locked(title: &'static str, demonstration: bool) -> Self {
        Self {
            title,
            mend: false,
            demonstration,
            help: UrgentHelp::united_kingdom(),
            holder: None,
            case: None,
        }
    }

    /// The same frame round a form that came back with something to mend.
    #[must_use]
    pub fn to_mend(self, mends: &Mends) -> Self {
        Self {
            mend: !mends.0.is_empty(),
            ..self
        }
    }

    pub(super) fn book(&self) -> Icon {
        Icon::Book
    }

    pub(super) fn menu(&self) -> &'static [Section] {
        &Section::MENU
    }

    pub(super) fn name(&self) -> &'static str {
        NAME
    }

    pub(super) fn invented(&self) -> &'static str {
        DEMONSTRATION
    }

    /// Where the name leads.
    pub(super) fn home(&self) -> &str {
        self.case.as_ref().map_or("/", |case| &case.base)
    }

    /// Whether a page of the menu is this one, or the one above it.
    pub(super) fn is(&self, section: &Section) -> bool {
        self.case
            .as_ref()
            .is_some_and(|case| case.section == *section)
    }
}

/// Something to mend in a form, at a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The `id` of the field.
    pub field: &'static str,
    /// "Enter the date it happened": what to do, never "invalid", "please" or "you forgot".
    pub words: String,
}

/// All that is to be mended in a form; empty on a fresh one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mends(pub Vec<Mend>);

impl Mends {
    /// Nothing to mend.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One thing to mend.
    #[must_use]
    pub fn one(field: &'static str, words: impl Into<String>) -> Self {
        Self(vec![Mend {
            field,
            words: words.into(),
        }])
    }

    /// The message at one field, if there is one.
    #[must_use]
    pub fn at(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|mend| mend.field == field)
            .map(|mend| mend.words.as_str())
    }
}

/// One of several answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What is read.
    pub label: &'static str,
}
