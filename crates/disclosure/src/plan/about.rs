//! What a field is about: itself, or for the value of a correction the field that it replaces.
//!
//! A corrected name is a name: the rule and the decisions of the field that was corrected hold for
//! every later reading of it.

use std::collections::BTreeSet;

use standfast_model::kinds::Item;
use standfast_model::{Body, Fields, Kind};

use super::Decided;

/// The entries met so far, as far as later ones may point at them.
#[derive(Clone, Debug, Default)]
pub(super) struct Met {
    entries: Vec<(Kind, Option<(u64, String)>)>,
    /// Items of decisions that nothing was found for yet.
    unknown: BTreeSet<String>,
}

/// A field as the profile and the decisions look at it.
pub(super) struct About {
    pub kind: Kind,
    pub name: String,
    /// From the nearest to the widest: what a decision may call it.
    pub items: Vec<Item>,
}

impl Met {
    pub(super) fn new(decisions: &[Decided]) -> Self {
        let unknown = decisions
            .iter()
            .flat_map(|d| &d.items)
            .map(ToString::to_string)
            .collect();
        Met {
            entries: Vec::new(),
            unknown,
        }
    }

    /// Takes the next entry in, whether it goes or not.
    pub(super) fn meet(&mut self, body: &Body, fields: &Fields) {
        let n = self.entries.len() as u64;
        let points = match body {
            Body::Correction(c) => Some((c.corrects, c.field.clone())),
            _ => None,
        };
        self.entries.push((body.kind(), points));
        if self.unknown.is_empty() {
            return;
        }
        self.unknown.remove(&Item::Entry(n).to_string());
        if let Body::Exhibit(e) = body {
            self.unknown
                .remove(&Item::Exhibit(e.reference.clone()).to_string());
        }
        for field in fields.iter() {
            for item in self.about(n, body, &field.name).items {
                self.unknown.remove(&item.to_string());
            }
        }
    }

    pub(super) fn about(&self, n: u64, body: &Body, name: &str) -> About {
        let mut items = vec![Item::Field(n, name.to_owned())];
        // Hash, size and name of an original go exactly when the original goes.
        if let Body::Exhibit(e) = body
            && matches!(name, "sha256" | "bytes" | "name")
        {
            items = vec![Item::Exhibit(e.reference.clone())];
        }
        let (mut kind, mut name) = (body.kind(), name.to_owned());
        let mut points = match body {
            Body::Correction(c) if name == "value" => Some((c.corrects, c.field.clone())),
            _ => None,
        };
        while let Some((to, field)) = points {
            let Some((of, next)) = usize::try_from(to).ok().and_then(|to| self.entries.get(to))
            else {
                break;
            };
            (kind, name) = (*of, field);
            items.push(Item::Field(to, name.clone()));
            // A correction points backwards only; what points elsewhere is not followed.
            points = next
                .clone()
                .filter(|(further, _)| name == "value" && *further < to);
        }
        items.push(Item::Named(name.clone()));
        items.push(Item::Entry(n));
        About { kind, name, items }
    }

    /// Items of decisions that name nothing in the case.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        let is_field =
            |word: &&String| standfast_model::kinds::Case::NAMES.contains(&word.as_str());
        self.unknown
            .iter()
            .filter(move |word| !is_field(word))
            .map(String::as_str)
    }
}
