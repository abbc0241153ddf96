//! The documents of a bundle in their volumes: known by name at the start, made one at a time, so that a long case
//! needs no more memory than a short one.

use std::collections::VecDeque;

use standfast_papers::{Chronology, ExhibitList, Volume};

use super::exhibits::{self, Label};
use super::outline::Outline;
use super::{Disclose, views};
use crate::access::Permit;
use crate::{Desk, DeskError};

/// Labels in one volume of exhibits.
const LABELS: usize = 200;
/// Pictures in one volume: the press holds each with all its dots, some 4 MB.
const PICTURES: usize = 30;
/// How much longer than a leaf one line or label takes.
const WEIGHT: u64 = 10;

/// What is still to be made, in order.
pub(super) struct Documents<'a> {
    desk: &'a Desk,
    permit: &'a Permit<Disclose>,
    outline: &'a Outline<'a>,
    chronology: VecDeque<Chronology>,
    exhibits: VecDeque<(Option<Volume>, Vec<Label>)>,
    /// Exhibits whose original stays.
    withheld: Vec<String>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        permit: &'a Permit<Disclose>,
        outline: &'a Outline<'a>,
        chronology: Chronology,
    ) -> Result<Self, DeskError> {
        let labels = exhibits::labels(desk, permit, outline)?;
        let withheld = labels
            .iter()
            .filter(|l| l.original.is_none())
            .map(|l| l.reference.clone())
            .collect();
        Ok(Documents {
            desk,
            permit,
            outline,
            chronology: chronology.into_volumes().into(),
            exhibits: volumes(labels),
            withheld,
        })
    }

    /// `exhibits.pdf`, `exhibits-2.pdf`, …, `chronology.pdf`, … Exhibits come first: their pictures need much room in
    /// large pieces, which goes back to the system; the many small pieces of a chronology do not.
    pub(super) fn names(&self) -> Vec<String> {
        let named = |stem: &'static str, count: usize| {
            (1..=count).map(move |number| match number {
                1 => format!("{stem}.pdf"),
                _ => format!("{stem}-{number}.pdf"),
            })
        };
        named("exhibits", self.exhibits.len())
            .chain(named("chronology", self.chronology.len()))
            .collect()
    }

    /// How much there is to make, in leaves.
    pub(super) fn weight(&self) -> u64 {
        let lines: usize = self.chronology.iter().map(|c| c.lines.len()).sum();
        let labels: usize = self.exhibits.iter().map(|(_, labels)| labels.len()).sum();
        WEIGHT * (lines + labels) as u64
    }

    /// The next document, which is called `name`, and how much of the whole it was.
    pub(super) fn make(&mut self, name: &str) -> Result<(Vec<u8>, u64), DeskError> {
        if let Some((volume, labels)) = self.exhibits.pop_front() {
            let weight = WEIGHT * labels.len() as u64;
            let made = standfast_papers::exhibits(&self.list(volume, labels)?)?;
            return Ok((made.into_bytes(), weight));
        }
        let volume = self.chronology.pop_front().ok_or_else(|| {
            DeskError::words(
                format!("no document is left to be \"{name}\""),
                "This is a fault of the program.",
            )
        })?;
        let weight = WEIGHT * volume.lines.len() as u64;
        let made = standfast_papers::chronology(&volume)?;
        Ok((made.into_bytes(), weight))
    }

    /// One volume of labels with their views.
    fn list(&self, volume: Option<Volume>, labels: Vec<Label>) -> Result<ExhibitList, DeskError> {
        let views = views::of(self.desk, self.permit, self.outline, &labels)?;
        let mut front = self.outline.front(None, None);
        front.volume = volume;
        Ok(ExhibitList {
            front,
            exhibits: labels
                .into_iter()
                .zip(views)
                .map(|(label, view)| label.with(view))
                .collect(),
            notes: if self.withheld.is_empty() {
                vec![]
            } else {
                vec![format!("Withheld: {}.", self.withheld.join(", "))]
            },
        })
    }
}

/// Labels in volumes, in order; no exhibits, no volume.
fn volumes(labels: Vec<Label>) -> VecDeque<(Option<Volume>, Vec<Label>)> {
    let mut volumes: Vec<Vec<Label>> = Vec::new();
    let mut pictures = PICTURES;
    for label in labels {
        let picture = usize::from(label.may_be_a_picture());
        match volumes.last_mut() {
            Some(last) if last.len() < LABELS && pictures + picture <= PICTURES => {
                last.push(label);
                pictures += picture;
            }
            _ => {
                volumes.push(vec![label]);
                pictures = picture;
            }
        }
    }
    let of = u32::try_from(volumes.len()).unwrap_or(u32::MAX);
    (1..)
        .zip(volumes)
        .map(|(number, labels)| ((of > 1).then_some(Volume { number, of }), labels))
        .collect()
}
