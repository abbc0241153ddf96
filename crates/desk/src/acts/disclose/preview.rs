//! What goes, what stays, what waits: for a person before anything is written.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::json;
use standfast_disclosure::original_name;
use standfast_disclosure::plan::{Chosen, Counts, GoingOriginal, Held, Plan};
use standfast_vault::CaseLine;

use super::SaidDisclosure;

/// A disclosure as it would be, or was.
#[derive(Clone, Debug)]
pub struct Preview {
    /// To whom.
    pub to: String,
    /// Which profile.
    pub profile: String,
    /// The last entry.
    pub last: u64,
    /// Leaves by how they are given.
    pub counts: Counts,
    /// Originals that go.
    pub originals: Vec<GoingOriginal>,
    /// Choices that somebody made.
    pub chosen: Vec<Chosen>,
    /// Fields that stay.
    pub withheld: Vec<Held>,
    /// Of these, the ones nobody decided about.
    pub needs_decision: Vec<Held>,
    /// Entries that stay as a whole, with the reason.
    pub withheld_entries: Vec<(u64, String)>,
}

impl Preview {
    pub(super) fn of(said: &SaidDisclosure, line: &CaseLine, plan: &Plan) -> Preview {
        Preview {
            to: said.to.trim().to_owned(),
            profile: said.profile.clone(),
            last: line.record.saturating_sub(1),
            counts: plan.counts(),
            originals: plan.originals.clone(),
            chosen: plan.chosen.clone(),
            withheld: plan.withheld.clone(),
            needs_decision: plan.needs_decision.clone(),
            withheld_entries: plan
                .withheld_entries()
                .map(|(n, r)| (n, r.to_owned()))
                .collect(),
        }
    }

    /// "6 originals (3.4 MB), chronology.pdf, exhibits.pdf, contacts.csv"
    #[must_use]
    pub fn goes_words(&self) -> String {
        let bytes: u64 = self.originals.iter().map(|o| o.bytes).sum();
        let originals = match self.originals.len() {
            0 => "no originals".to_owned(),
            1 => format!("1 original ({})", size_words(bytes)),
            n => format!("{n} originals ({})", size_words(bytes)),
        };
        format!("{originals}, chronology.pdf, exhibits.pdf, contacts.csv")
    }

    /// One line a decision that changed something.
    #[must_use]
    pub fn decided_words(&self) -> Vec<String> {
        let mut by_decision: BTreeMap<(bool, String, String, String), Vec<String>> =
            BTreeMap::new();
        for chosen in &self.chosen {
            let basis = chosen.basis.map(|b| b.to_string()).unwrap_or_default();
            by_decision
                .entry((chosen.goes, basis, chosen.by.clone(), chosen.when.clone()))
                .or_default()
                .push(chosen.item.replace('_', " "));
        }
        by_decision
            .into_iter()
            .rev()
            .map(|((goes, basis, by, when), items)| {
                let what = if goes {
                    basis
                } else {
                    "does not go".to_owned()
                };
                format!("{}: {what}, by {by}, {when}", items.join(", "))
            })
            .collect()
    }

    /// "clinical 2 (#0, #1), third-party 4 (#9, #28, #29)"
    #[must_use]
    pub fn withheld_words(&self) -> String {
        let mut classes: BTreeMap<&str, (u64, Vec<u64>)> = BTreeMap::new();
        for held in &self.withheld {
            let (count, entries) = classes.entry(held.class.as_str()).or_default();
            *count += 1;
            if entries.last() != Some(&held.n) {
                entries.push(held.n);
            }
        }
        classes
            .into_iter()
            .map(|(class, (count, entries))| format!("{class} {count} ({})", numbers(&entries)))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// "#0 subject, #1 clinical: no decision, so withheld"
    #[must_use]
    pub fn awaiting_words(&self) -> String {
        let items: Vec<String> = self
            .needs_decision
            .iter()
            .map(|h| format!("#{} {}", h.n, h.field.replace('_', " ")))
            .collect();
        if items.is_empty() {
            return String::new();
        }
        format!("{}: no decision, so withheld", items.join(", "))
    }
}

/// At most eight numbers, then how many more.
fn numbers(entries: &[u64]) -> String {
    let mut shown: Vec<String> = entries.iter().take(8).map(|n| format!("#{n}")).collect();
    if entries.len() > 8 {
        shown.push(format!("and {} more", entries.len() - 8));
    }
    shown.join(", ")
}

/// "48 KB", "3.4 MB".
pub(super) fn size_words(bytes: u64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => {
            format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
        }
        _ => format!(
            "{}.{} GB",
            bytes / 1_000_000_000,
            bytes % 1_000_000_000 / 100_000_000
        ),
    }
}

/// `{"goes":[…],"withheld":[…],"needs_decision":[{"n","field","class"}]}` and the counts.
impl Serialize for Preview {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let held = |h: &Held| json!({"n": h.n, "field": h.field, "class": h.class.as_str()});
        json!({
            "goes": self.originals.iter().map(|o| json!({
                "ref": o.reference, "file": original_name(&o.reference, &o.name),
                "bytes": o.bytes, "sha256": o.sha256,
            })).collect::<Vec<_>>(),
            "withheld": self.withheld.iter().map(held).chain(
                self.withheld_entries.iter().map(|(n, reason)| json!({"n": n, "reason": reason}))
            ).collect::<Vec<_>>(),
            "needs_decision": self.needs_decision.iter().map(held).collect::<Vec<_>>(),
            "shown": self.counts.shown,
            "in_part": self.counts.in_part,
            "withheld_entries": self.counts.withheld,
            "classes": self.counts.classes,
        })
        .serialize(to)
    }
}
