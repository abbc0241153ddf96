//! The labels of a bundle's exhibits: one for each original that goes or stays.

use std::collections::BTreeMap;

use standfast_disclosure::original_name;
use standfast_model::{Body, Fields, Kind, visible};
use standfast_papers::{Exhibit, Moved, View};

use super::outline::Outline;
use super::preview::size_words;
use super::{Disclose, each_entry, going};
use crate::access::Permit;
use crate::acts::attach::media_words;
use crate::{Desk, DeskError};

/// A label without its view.
pub(super) struct Label {
    pub reference: String,
    /// What it is, in its discloser's words, where they go.
    pub described: Option<String>,
    /// As sealed; empty where that stays.
    pub media_type: String,
    /// The original, where it goes.
    pub original: Option<Original>,
    produced_by: String,
    found: String,
    seen_in: String,
    file: Option<String>,
    continuity: Vec<Moved>,
}

/// An original that goes.
pub(super) struct Original {
    pub sha256: String,
    pub bytes: u64,
}

impl Label {
    /// Whether its view may be a picture, which costs far more than a text.
    pub(super) fn may_be_a_picture(&self) -> bool {
        self.original.is_some() && self.media_type.starts_with("image/")
    }

    /// The exhibit as it is printed.
    pub(super) fn with(self, view: View) -> Exhibit {
        Exhibit {
            what: self
                .described
                .unwrap_or_else(|| media_words(&self.media_type).to_owned()),
            reference: self.reference,
            produced_by: self.produced_by,
            found: self.found,
            seen_in: Some(self.seen_in),
            file: self.file,
            sha256: self.original.map(|o| o.sha256),
            kept: None,
            continuity: self.continuity,
            views: vec![view],
        }
    }
}

/// Labels in order of their entries.
pub(super) fn labels(
    desk: &Desk,
    permit: &Permit<Disclose>,
    outline: &Outline<'_>,
) -> Result<Vec<Label>, DeskError> {
    let mut sealed: Vec<(u64, Fields, String)> = Vec::new();
    let mut moves: BTreeMap<String, Vec<Moved>> = BTreeMap::new();
    each_entry(desk, permit, outline.line, |stored| {
        let Some(fields) = going(outline.plan, stored)? else {
            return Ok(());
        };
        if stored.kind == Kind::Exhibit.as_str() {
            sealed.push((stored.n, fields, outline.zone.shown(stored.recorded)));
        } else if stored.kind == Kind::Continuity.as_str()
            && let Ok(Body::Continuity(c)) = Body::from_fields(Kind::Continuity, &fields)
        {
            let known = moves.entry(c.exhibit).or_default();
            let from = known
                .last()
                .map_or_else(|| outline.settings.clinician.clone(), |m| m.to.clone());
            known.push(Moved {
                when: visible(&c.occurred.text).into_owned(),
                from,
                to: visible(&c.to).into_owned(),
            });
        }
        Ok(())
    })?;
    let label = |(n, fields, recorded): (u64, Fields, String)| {
        let reference = fields.text("reference")?.to_owned();
        let text = |name: &str| fields.text(name).map(|t| visible(t).into_owned());
        let original = text("sha256").map(|sha256| Original {
            sha256,
            bytes: fields
                .get("bytes")
                .and_then(serde_json::Value::as_u64)
                .unwrap_or_default(),
        });
        let file = original.as_ref().and_then(|original| {
            let name = fields.text("name")?;
            let kind = fields.text("media_type").unwrap_or("file");
            Some(format!(
                "{} ({kind}, {})",
                original_name(&reference, name),
                size_words(original.bytes)
            ))
        });
        Some(Label {
            described: text("what"),
            media_type: fields.text("media_type").unwrap_or_default().to_owned(),
            produced_by: text("produced_by").unwrap_or_else(|| outline.settings.clinician.clone()),
            found: text("found").unwrap_or_else(|| format!("Not said; taken in on {recorded}")),
            seen_in: match fields.get("of").and_then(serde_json::Value::as_u64) {
                Some(of) => format!("Entry {of}; sealed as entry {n}"),
                None => format!("Sealed as entry {n}"),
            },
            continuity: moves.remove(&reference).unwrap_or_default(),
            file,
            original,
            reference,
        })
    };
    Ok(sealed.into_iter().filter_map(label).collect())
}
