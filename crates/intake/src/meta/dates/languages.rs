//! Which month a word is, and in which languages.

use super::months::MONTHS;
use super::parts::{Part, parts};

/// The languages that a page may be in, by the words for months that were seen on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Languages(u64);

impl Languages {
    pub(crate) const ALL: Languages = Languages(u64::MAX);

    /// Leaves those that know this date's word for its month, if any of them do.
    pub(in crate::meta) fn narrow(&mut self, text: &str) {
        for part in parts(text).unwrap_or_default() {
            if let Part::Word(word) = part {
                let know = month(&word).iter().fold(0, |all, (l, _)| all | 1 << l);
                if know & self.0 != 0 {
                    self.0 &= know;
                }
            }
        }
    }

    pub(super) fn month(self, word: &str) -> Option<Month> {
        let all = month(word);
        let mut fit: Vec<i8> = all
            .iter()
            .filter(|(language, _)| self.0 >> language & 1 == 1)
            .map(|(_, month)| *month)
            .collect();
        if fit.is_empty() {
            fit = all.iter().map(|(_, month)| *month).collect();
        }
        fit.dedup();
        match fit.as_slice() {
            [] => None,
            [one] => Some(Month::One(*one)),
            _ => Some(Month::Many),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    One(i8),
    Many,
}

/// Which months a word is, each with the number of its language; sorted by month.
pub(super) fn month(word: &str) -> Vec<(usize, i8)> {
    // Hebrew puts its "in" before the month.
    let bare = word.strip_prefix('ב').unwrap_or(word);
    let mut found: Vec<(usize, i8)> = MONTHS
        .iter()
        .enumerate()
        .flat_map(|(language, (_, months))| {
            let months = months.split('|').zip(1_i8..);
            months.map(move |(forms, month)| (language, month, forms))
        })
        .filter(|(.., forms)| forms.split(' ').any(|form| form == word || form == bare))
        .map(|(language, month, _)| (language, month))
        .collect();
    found.sort_unstable_by_key(|(_, month)| *month);
    found
}
