//! The plan of a disclosure: what goes, what stays, what waits for a decision. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use standfast_model::kinds::Item;
use standfast_model::lists::Basis;
use standfast_model::{Body, Class, Fields};

mod about;

use about::Met;

use crate::profile::{Profile, Rule};

/// A recorded decision, as far as the plan needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What it is about.
    pub items: Vec<Item>,
    /// Whether they go.
    pub goes: bool,
    /// On what basis; a clinical field goes on no other ground than a named one.
    pub basis: Option<Basis>,
    /// Who decided.
    pub by: String,
    /// When, as said.
    pub when: String,
}

/// What an entry's leaf becomes in the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// Its bytes, with the named fields. With all of them it is shown, else in part.
    Shown {
        /// Names of the fields that go.
        fields: BTreeSet<String>,
        /// Whether these are all that the entry was sealed with.
        whole: bool,
    },
    /// Its hash alone.
    Withheld {
        /// The discloser's word.
        reason: String,
    },
}

/// A field that stays, or waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The entry.
    pub n: u64,
    /// Which field.
    pub field: String,
    /// Its class.
    pub class: Class,
}

/// A choice that somebody made, as it will be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// What it was about: `subject`, `#24`, `#1 clinical`, `ABC/3`.
    pub item: String,
    /// Whether it goes.
    pub goes: bool,
    /// On what basis.
    pub basis: Option<Basis>,
    /// By whom, when.
    pub by: String,
    /// When, as said.
    pub when: String,
}

/// Which days were asked for: entries outside stay as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First instant.
    pub from: Option<Timestamp>,
    /// First instant after.
    pub until: Option<Timestamp>,
}

/// An original that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoingOriginal {
    /// The exhibit's entry.
    pub n: u64,
    /// `ABC/3`.
    pub reference: String,
    /// Name it arrived under.
    pub name: String,
    /// Lower-case hex.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// What goes, what stays, what waits: made entry by entry, in order.
#[derive(Clone, Debug)]
pub struct Plan {
    profile: Profile,
    window: Window,
    decisions: Vec<Decided>,
    met: Met,
    leaves: Vec<Leaf>,
    out_of_window: BTreeSet<u64>,
    classes: BTreeMap<&'static str, u64>,
    /// Originals that go, in order of their entries.
    pub originals: Vec<GoingOriginal>,
    /// Fields that stay, by the profile or by a decision.
    pub withheld: Vec<Held>,
    /// Of these, the ones that wait for a decision that nobody made.
    pub needs_decision: Vec<Held>,
    /// Decisions that changed something, each item once.
    pub chosen: Vec<Chosen>,
}

/// The counts of a plan; they add up to the number of leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Leaves shown with all fields.
    pub shown: u64,
    /// Leaves shown with some.
    pub in_part: u64,
    /// Leaves of which the hash alone goes.
    pub withheld: u64,
    /// Withheld fields of leaves in part, by class.
    pub classes: BTreeMap<&'static str, u64>,
}

impl Plan {
    /// Nothing yet; entries are added in order from #0.
    #[must_use]
    pub fn new(profile: Profile, window: Window, decisions: Vec<Decided>) -> Self {
        Plan {
            profile,
            window,
            met: Met::new(&decisions),
            decisions,
            leaves: Vec::new(),
            out_of_window: BTreeSet::new(),
            classes: BTreeMap::new(),
            originals: Vec::new(),
            withheld: Vec::new(),
            needs_decision: Vec::new(),
            chosen: Vec::new(),
        }
    }

    /// Decides about the next entry. `sealed` are the classes of all fields that its leaf commits
    /// to: an erased one counts as withheld. `recorded` stands in where no time is known.
    pub fn add(&mut self, body: &Body, fields: &Fields, sealed: &[Class], recorded: Timestamp) {
        let n = self.leaves.len() as u64;
        self.met.meet(body, fields);
        if let Some((index, decided)) = self.decision(&Item::Entry(n))
            && !decided.goes
        {
            let reason = format!("decided by {}", decided.by);
            self.use_decision(index, &Item::Entry(n));
            self.leaves.push(Leaf::Withheld { reason });
            self.out_of_window.insert(n);
            return;
        }
        if self.outside(body, recorded) {
            self.out_of_window.insert(n);
            self.leaves.push(Leaf::Withheld {
                reason: "outside the days asked for".to_owned(),
            });
            return;
        }
        let mut goes = BTreeSet::new();
        for field in fields.iter() {
            if self.field_goes(n, body, &field.name, field.class) {
                goes.insert(field.name.clone());
            }
        }
        if let Body::Exhibit(e) = body
            && goes.contains("sha256")
        {
            self.originals.push(GoingOriginal {
                n,
                reference: e.reference.clone(),
                name: e.name.clone(),
                sha256: e.sha256.clone(),
                bytes: e.bytes,
            });
        }
        for class in Class::ALL {
            let all = sealed.iter().filter(|c| **c == class).count();
            let shown = fields
                .iter()
                .filter(|f| f.class == class && goes.contains(&f.name))
                .count();
            if all > shown {
                *self.classes.entry(class.as_str()).or_default() += (all - shown) as u64;
            }
        }
        let whole = goes.len() == sealed.len();
        self.leaves.push(Leaf::Shown {
            fields: goes,
            whole,
        });
    }

    fn field_goes(&mut self, n: u64, body: &Body, name: &str, class: Class) -> bool {
        let about = self.met.about(n, body, name);
        let rule = self.profile.rule(about.kind.as_str(), &about.name, class);
        let found = about
            .items
            .into_iter()
            .find_map(|item| self.decision(&item).map(|(i, d)| (i, item, d)))
            .filter(|(_, _, d)| !d.goes || class != Class::Clinical || d.basis.is_some());
        if let Some((index, item, decided)) = found {
            let goes = decided.goes;
            self.use_decision(index, &item);
            if !goes {
                self.withheld.push(Held {
                    n,
                    field: name.to_owned(),
                    class,
                });
            }
            return goes;
        }
        match rule {
            Rule::Goes => true,
            Rule::Decision | Rule::Stays => {
                let held = Held {
                    n,
                    field: name.to_owned(),
                    class,
                };
                if rule == Rule::Decision {
                    self.needs_decision.push(held.clone());
                }
                self.withheld.push(held);
                false
            }
        }
    }

    /// The last decision about an item: a later one outranks an earlier one.
    fn decision(&self, item: &Item) -> Option<(usize, Decided)> {
        self.decisions
            .iter()
            .enumerate()
            .rev()
            .find(|(_, d)| d.items.contains(item))
            .map(|(i, d)| (i, d.clone()))
    }

    fn use_decision(&mut self, index: usize, item: &Item) {
        let Some(decided) = self.decisions.get(index) else {
            return;
        };
        let chosen = Chosen {
            item: item.to_string(),
            goes: decided.goes,
            basis: decided.basis,
            by: decided.by.clone(),
            when: decided.when.clone(),
        };
        if !self.chosen.contains(&chosen) {
            self.chosen.push(chosen);
        }
    }

    /// An entry with a time outside the window, or one that hangs on such an entry.
    fn outside(&self, body: &Body, recorded: Timestamp) -> bool {
        let of = match body {
            Body::Exhibit(e) => e.of,
            Body::Correction(c) => Some(c.corrects),
            Body::Retraction(r) => Some(r.retracts),
            _ => None,
        };
        if let Some(n) = of {
            return self.out_of_window.contains(&n);
        }
        let occurred = match body {
            Body::Contact(c) => &c.occurred,
            Body::Measure(m) => &m.occurred,
            Body::Outcome(o) => &o.occurred,
            _ => return false,
        };
        let from = occurred.from.unwrap_or(recorded);
        let until = occurred.until.unwrap_or(from);
        self.window.from.is_some_and(|f| until < f) || self.window.until.is_some_and(|u| from >= u)
    }

    /// What entry `n` becomes.
    #[must_use]
    pub fn leaf(&self, n: u64) -> Option<&Leaf> {
        self.leaves.get(usize::try_from(n).ok()?)
    }

    /// How many entries were planned.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Items of decisions that name nothing in the case: a slip that must not pass in silence.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.met.unknown()
    }

    /// Entries that stay as a whole, with the discloser's word.
    pub fn withheld_entries(&self) -> impl Iterator<Item = (u64, &str)> {
        self.leaves
            .iter()
            .zip(0u64..)
            .filter_map(|(leaf, n)| match leaf {
                Leaf::Withheld { reason } => Some((n, reason.as_str())),
                Leaf::Shown { .. } => None,
            })
    }

    /// The counts that the bundle will prove.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            classes: self.classes.clone(),
            ..Counts::default()
        };
        for leaf in &self.leaves {
            match leaf {
                Leaf::Shown { whole: true, .. } => counts.shown += 1,
                Leaf::Shown { whole: false, .. } => counts.in_part += 1,
                Leaf::Withheld { .. } => counts.withheld += 1,
            }
        }
        counts
    }
}
