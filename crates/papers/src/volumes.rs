//! A long chronology in volumes, each of a size that a person can hold and the press can set.

use crate::chronology::Chronology;
use crate::front::Volume;

/// Lines of the table in one volume: some 60 pages, and 0.3 MB of memory a line while it is set.
const LINES: usize = 500;
/// Numbers in the register of one volume.
const REGISTER: usize = 3_000;
/// Corrections, late entries, exhibits: as many of each in one volume.
const OTHERS: usize = 500;

impl Chronology {
    /// Splits every list in its order. The first volume has the summary and what is withheld; what is said once is
    /// said there. A chronology of modest length stays one, without a number.
    #[must_use]
    pub fn into_volumes(mut self) -> Vec<Chronology> {
        let of = [
            self.lines.len().div_ceil(LINES),
            self.register.len().div_ceil(REGISTER),
            self.corrections.len().div_ceil(OTHERS),
            self.late.len().div_ceil(OTHERS),
            self.exhibits.len().div_ceil(OTHERS),
        ]
        .into_iter()
        .fold(1, usize::max);
        if of == 1 {
            return vec![self];
        }
        let of = u32::try_from(of).unwrap_or(u32::MAX);
        let mut lines = parts(std::mem::take(&mut self.lines), LINES);
        let mut register = parts(std::mem::take(&mut self.register), REGISTER);
        let mut corrections = parts(std::mem::take(&mut self.corrections), OTHERS);
        let mut late = parts(std::mem::take(&mut self.late), OTHERS);
        let mut exhibits = parts(std::mem::take(&mut self.exhibits), OTHERS);
        let summary = std::mem::take(&mut self.summary);
        let withheld = self.withheld.take();
        let late_notes = std::mem::take(&mut self.late_notes);
        let counts = self.counts.take();
        let occasions = self.occasions.take();
        let example = self.example.take();
        let whole = self;
        let mut first = Some((summary, withheld, late_notes, counts, occasions, example));
        (1..=of)
            .map(|number| {
                let mut volume = whole.clone();
                volume.front.volume = Some(Volume { number, of });
                volume.lines = lines.next().unwrap_or_default();
                volume.register = register.next().unwrap_or_default();
                volume.corrections = corrections.next().unwrap_or_default();
                volume.late = late.next().unwrap_or_default();
                volume.exhibits = exhibits.next().unwrap_or_default();
                match first.take() {
                    Some((summary, withheld, late_notes, counts, occasions, example)) => {
                        volume.summary = summary;
                        volume.summary.push(format!(
                            "This is volume 1 of {of}. The others go on where it ends."
                        ));
                        volume.withheld = withheld;
                        volume.late_notes = late_notes;
                        volume.counts = counts;
                        volume.occasions = occasions;
                        volume.example = example;
                    }
                    None => volume.summary.push(format!(
                        "This is volume {number} of {of}. It goes on where volume {} ends. Volume 1 has the \
                         summary, what is withheld, and how to check by hand.",
                        number - 1
                    )),
                }
                volume
            })
            .collect()
    }
}

/// A list in parts of `size`, none of it copied.
fn parts<T>(list: Vec<T>, size: usize) -> impl Iterator<Item = Vec<T>> {
    let mut rest = list.into_iter();
    std::iter::from_fn(move || {
        let part: Vec<T> = rest.by_ref().take(size).collect();
        (!part.is_empty()).then_some(part)
    })
}
