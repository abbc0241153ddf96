//! How long a letter takes: the first of a process, which loads the fonts, and those after it.
//!
//! `cargo run --release -p standfast-papers --example letter_pace`

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::time::Instant;

use standfast_papers::{Date, Letter, Place, State, TemplateSet, letter};

/// Letters after the first, each with other words.
const LETTERS: usize = 20;

fn main() {
    let templates = TemplateSet::built_in().unwrap();
    let mut took = Vec::new();
    for n in 0..=LETTERS {
        let input = Letter {
            template: "warning".to_owned(),
            date: Date::constant(2026, 2, 20),
            place: Place {
                jurisdiction: "england".to_owned(),
                setting: "gp".to_owned(),
            },
            fields: BTreeMap::from([
                ("practice".to_owned(), "Thistlequern Surgery".to_owned()),
                ("conduct".to_owned(), format!("your letter, number {n}")),
            ]),
            account: Vec::new(),
            state: State::Approved,
            demonstration: true,
        };
        let begun = Instant::now();
        let made = letter(&input, &templates).unwrap();
        assert_eq!(made.pdf.pages(), 1);
        took.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    let first = took.remove(0);
    took.sort_by(f64::total_cmp);
    let (median, slowest) = (took[LETTERS / 2], took[LETTERS - 1]);
    println!("the first letter                     {first:8.1} ms");
    println!("a letter after it, median            {median:8.1} ms   (at most 300)");
    println!("a letter after it, slowest of {LETTERS}     {slowest:8.1} ms   (at most 300)");
}
