//! Counts over a case: when, how, where, before and after each measure, after which quiet.
//!
//! Facts alone: a count and the entries it comes from. Nothing here scores, predicts, compares with
//! other people or names an offence; what a count means is said by whoever reads it.
//!
//! Counted are contacts **from the subject**, and the [occasions](crate::Occasion) that they make up.
//! What cannot be counted under a heading (no day, no channel) is counted under "not known", so that
//! every list adds up to the same total.

mod around;
mod changed;
mod count;
mod quiet;

use std::collections::BTreeMap;

use jiff::civil::Date;
use standfast_model::lists::Sign;

use crate::{Occasion, View};

pub use around::Around;
pub use changed::Changed;
pub use count::{Bucket, Every, Part, Tally};
pub use quiet::{QUIET_DAYS, Resumed};

/// What is counted of a case, as of the day of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Insight {
    /// Everything together.
    pub total: Tally,
    /// Those that came when the subject had been told to stop.
    pub after_told: Tally,
    /// By local day, in order; days without a contact are not in it.
    pub days: BTreeMap<Date, Tally>,
    /// Contacts and occasions whose day is not known.
    pub day_not_known: Tally,
    /// By channel, most contacts first; `None`: not said.
    pub channels: Vec<(Option<String>, Tally)>,
    /// By place as it was said, most contacts first; `None`: not said.
    pub places: Vec<(Option<String>, Tally)>,
    /// By part of the day, in the order of the day.
    pub parts: Vec<(Part, Tally)>,
    /// The first time each sign was ticked, by moment; with how often it was.
    pub firsts: Vec<First>,
    /// Before and after each measure whose day is known, in order of time.
    pub around: Vec<Around>,
    /// Every quiet time that ended, in order of time.
    pub resumed: Vec<Resumed>,
    /// Days from the last contact whose day is known to the day of the view.
    pub quiet_now: Option<i64>,
    /// The occasions, in order of time.
    pub occasions: Vec<Occasion>,
}

/// The first contact in which a sign was ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// The sign.
    pub sign: Sign,
    /// The entry of the record log.
    pub entry: u64,
    /// Its day, where it is known.
    pub day: Option<Date>,
    /// In how many contacts it was ticked.
    pub contacts: u64,
}

impl Insight {
    /// Counts what `view` shows.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let occasions = view.occasions();
        let (days, day_not_known) = count::by_day(view, &occasions);
        let total = days.values().fold(day_not_known, |sum, day| sum + *day);
        let today = view.day();
        let quiet_now = days
            .keys()
            .next_back()
            .map(|last| quiet::days_between(*last, today));
        Insight {
            total,
            after_told: count::after_told(view, &occasions),
            day_not_known,
            channels: count::by_channel(view, &occasions),
            places: count::by_place(view),
            parts: count::by_part(view),
            firsts: firsts(view),
            around: around::of(view, &days),
            resumed: quiet::of(view, &days),
            quiet_now,
            days,
            occasions,
        }
    }

    /// The days in stretches of equal length, from the first contact to `until` (or to the last
    /// contact, where that is later); empty stretches are there. Nothing where no day is known.
    #[must_use]
    pub fn stretches(&self, every: Every, until: Date) -> Vec<Bucket> {
        count::stretches(&self.days, every, until)
    }

    /// The finest stretch of which `most` or fewer reach from the first contact to `until`. Single days
    /// only up to a month of them: beyond it most would be empty.
    #[must_use]
    pub fn fitting(&self, until: Date, most: usize) -> Every {
        Every::ALL
            .into_iter()
            .find(|every| {
                let most = if *every == Every::Day {
                    most.min(31)
                } else {
                    most
                };
                count::how_many(&self.days, *every, until) <= most
            })
            .unwrap_or(Every::Year)
    }
}

fn firsts(view: &View<'_>) -> Vec<First> {
    let mut firsts: Vec<First> = Vec::new();
    for contact in view.contacts().iter().filter(|c| c.is_from_subject()) {
        for sign in &contact.signs {
            match firsts.iter_mut().find(|first| first.sign == *sign) {
                Some(first) => first.contacts += 1,
                None => firsts.push(First {
                    sign: sign.clone(),
                    entry: contact.n,
                    day: contact.span.day(view.zone()),
                    contacts: 1,
                }),
            }
        }
    }
    firsts
}
