//! The exhibit list of a bundle: a label for each original that goes or stays, and a view.

use std::collections::BTreeMap;
use std::io::Read;

use standfast_disclosure::original_name;
use standfast_model::{Body, Fields, Kind, visible};
use standfast_papers::{Exhibit, ExhibitList, Moved, Picture, View};

use super::outline::Outline;
use super::preview::size_words;
use super::{Disclose, each_entry, going};
use crate::access::Permit;
use crate::acts::attach::media_words;
use crate::looks::preview::{self, NotShown};
use crate::{Desk, DeskError};

/// Dots along the longer side of a view: sharp on paper at 200 dots an inch.
const VIEW_SIDE: u32 = 1_240;
/// Originals above this have no view: a label says so.
const VIEW_BYTES: u64 = 64 * 1024 * 1024;
/// Letters of a text view; what is longer is said to be cut.
const VIEW_LETTERS: usize = 12_000;

/// Labels in order of their entries.
pub(super) fn list(
    desk: &Desk,
    permit: &Permit<Disclose>,
    outline: &Outline<'_>,
) -> Result<ExhibitList, DeskError> {
    let mut labels: Vec<(u64, Fields, String)> = Vec::new();
    let mut moves: BTreeMap<String, Vec<Moved>> = BTreeMap::new();
    let mut withheld = Vec::new();
    each_entry(desk, permit, outline.line, |stored| {
        let Some(fields) = going(outline.plan, stored)? else {
            return Ok(());
        };
        if stored.kind == Kind::Exhibit.as_str() {
            labels.push((stored.n, fields, outline.zone.shown(stored.recorded)));
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
    let mut exhibits = Vec::with_capacity(labels.len());
    for (n, fields, recorded) in labels {
        let Some(reference) = fields.text("reference") else {
            continue;
        };
        let text = |name: &str| fields.text(name).map(|t| visible(t).into_owned());
        let sha256 = text("sha256");
        if sha256.is_none() {
            withheld.push(reference.to_owned());
        }
        let bytes = fields
            .get("bytes")
            .and_then(serde_json::Value::as_u64)
            .unwrap_or_default();
        let file = fields
            .text("name")
            .filter(|_| sha256.is_some())
            .map(|name| {
                let kind = fields.text("media_type").unwrap_or("file");
                format!(
                    "{} ({kind}, {})",
                    original_name(reference, name),
                    size_words(bytes)
                )
            });
        let views = match &sha256 {
            Some(sha256) => vec![view(desk, permit, outline, &fields, sha256, bytes)?],
            None => vec![View::Missing {
                why: "The original is withheld.".to_owned(),
            }],
        };
        let of = fields.get("of").and_then(serde_json::Value::as_u64);
        exhibits.push(Exhibit {
            reference: reference.to_owned(),
            what: text("what").unwrap_or_else(|| {
                media_words(fields.text("media_type").unwrap_or_default()).to_owned()
            }),
            produced_by: text("produced_by").unwrap_or_else(|| outline.settings.clinician.clone()),
            found: text("found").unwrap_or_else(|| format!("Not said; taken in on {recorded}")),
            seen_in: Some(match of {
                Some(of) => format!("Entry {of}; sealed as entry {n}"),
                None => format!("Sealed as entry {n}"),
            }),
            file,
            sha256,
            kept: None,
            continuity: moves.remove(reference).unwrap_or_default(),
            views,
        });
    }
    let notes = if withheld.is_empty() {
        vec![]
    } else {
        vec![format!("Withheld: {}.", withheld.join(", "))]
    };
    Ok(ExhibitList {
        front: outline.front(None, None),
        exhibits,
        notes,
    })
}

/// What can be seen of an original on paper: a picture made anew, its text, or why nothing.
fn view(
    desk: &Desk,
    permit: &Permit<Disclose>,
    outline: &Outline<'_>,
    fields: &Fields,
    sha256: &str,
    bytes: u64,
) -> Result<View, DeskError> {
    let missing = |why: &str| View::Missing {
        why: why.to_owned(),
    };
    if bytes > VIEW_BYTES {
        return Ok(missing(
            "The file is too large for a view; open the original.",
        ));
    }
    let mut original = Vec::new();
    desk.vault(permit)
        .original(outline.line.number, sha256)?
        .read_to_end(&mut original)
        .map_err(|e| DeskError::File {
            file: fields.text("reference").unwrap_or("an original").to_owned(),
            why: e.to_string(),
        })?;
    let media = fields.text("media_type").unwrap_or_default();
    if media == "message/rfc822" {
        return Ok(View::Text {
            caption: "Sender, date and text of the message".to_owned(),
            text: cut(&standfast_intake::mail_as_text(&original)),
        });
    }
    Ok(
        match preview::Kind::of(original.get(..8_192).unwrap_or(&original)) {
            preview::Kind::Picture => match preview::picture(&original, VIEW_SIDE) {
                Ok(seen) => {
                    let what = fields
                        .text("what")
                        .map_or_else(|| "Picture".to_owned(), |w| visible(w).into_owned());
                    let caption = format!("{what} ({} × {} dots)", seen.width, seen.height);
                    match Picture::check(seen.bytes, what) {
                        Ok(picture) => View::Picture { caption, picture },
                        Err(error) => View::Missing {
                            why: error.to_string(),
                        },
                    }
                }
                Err(why @ (NotShown::Kind | NotShown::TooLarge | NotShown::Broken)) => {
                    View::Missing {
                        why: why.to_string(),
                    }
                }
            },
            preview::Kind::Text => match preview::text(&original) {
                Ok(text) => View::Text {
                    caption: "Its text".to_owned(),
                    text: cut(&text.words),
                },
                Err(why) => View::Missing {
                    why: why.to_string(),
                },
            },
            preview::Kind::Download => {
                missing("No view on paper for this kind of file; open the original.")
            }
        },
    )
}

/// The beginning of a long text, and how much more there is.
fn cut(text: &str) -> String {
    match text.char_indices().nth(VIEW_LETTERS) {
        None => text.to_owned(),
        Some((at, _)) => {
            let (shown, rest) = text.split_at(at);
            format!(
                "{shown}\n[… {} more letters are in the original]",
                rest.chars().count()
            )
        }
    }
}
