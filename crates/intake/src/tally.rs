//! What an import takes and leaves out, counted while it runs: the figures of its entry, and of a
//! dry run what a person wants to see before they say yes.
//!
//! Pure: each draft is decided by [`select`] and counted. Of what is left out nothing is kept but
//! its number and its place.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use standfast_model::draft::{Attachment, AttachmentContent, Draft};

use crate::limits;
use crate::parties::{self, From, Left, Parties, Selected, Threads, select};
use crate::reader::Survey;

/// Decides and counts the drafts of one import.
pub struct Tally {
    parties: Parties,
    threads: Threads,
    seen: HashSet<[u8; 16]>,
    open_gaps: BTreeMap<String, Gap>,
    last_taken: BTreeMap<String, String>,
    every: u64,
    zone: TimeZone,
    counts: Counts,
}

/// What became of one draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It becomes a contact.
    Take {
        /// Who it came from.
        from: From,
        /// Towards whom, where that is not the other party.
        towards: Option<String>,
    },
    /// The case has it, or this import has taken it.
    Already,
    /// It is not between the two.
    LeftOut(Left),
}

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New contacts.
    pub taken: u64,
    /// Records that were there before.
    pub already: u64,
    /// What was left out, by reason.
    pub left: BTreeMap<Left, u64>,
    /// Of the taken: from the subject.
    pub from_subject: u64,
    /// Of the taken: from the clinician.
    pub from_clinician: u64,
    /// Files that came with the taken and are in the export.
    pub attachments: u64,
    /// The first instant of the taken.
    pub first: Option<Timestamp>,
    /// The last instant of the taken.
    pub last: Option<Timestamp>,
    /// By sender as the export names them; for the screen of a dry run, never sealed.
    pub people: BTreeMap<String, PersonCount>,
    /// Records of senders beyond those that `people` names.
    pub more_people: u64,
    /// Taken by month (year, month), in the zone of the tally.
    pub months: BTreeMap<(i16, i8), u64>,
    /// Taken by channel.
    pub channels: BTreeMap<String, u64>,
    /// Some of the taken; for the screen of a dry run.
    pub samples: Vec<Sample>,
    /// Where records of others were left out between those taken.
    pub gaps: Vec<Gap>,
    /// Gaps beyond those listed.
    pub more_gaps: u64,
}

impl Counts {
    /// All that was left out.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left.values().sum()
    }
}

/// Of one sender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonCount {
    /// New contacts.
    pub taken: u64,
    /// There before.
    pub already: u64,
    /// Not between the two.
    pub left_out: u64,
}

/// The beginning of a taken record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its place.
    pub at: String,
    /// When.
    pub when: Option<Timestamp>,
    /// Who it came from.
    pub from: From,
    /// The beginning of its words, or of its title.
    pub words: String,
}

/// A run of records of others in one thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// The taken record before it; `None` at the start.
    pub after: Option<String>,
    /// The taken record behind it; `None` at the end.
    pub before: Option<String>,
    /// How many.
    pub records: u64,
}

impl Tally {
    /// For the accounts of one import; `survey` is the reader's first pass.
    #[must_use]
    pub fn new(parties: Parties, survey: &Survey) -> Self {
        Tally {
            threads: Threads::of(survey, &parties),
            parties,
            seen: HashSet::new(),
            open_gaps: BTreeMap::new(),
            last_taken: BTreeMap::new(),
            every: 1,
            zone: TimeZone::UTC,
            counts: Counts::default(),
        }
    }

    /// Counts months in this zone; else in UTC.
    #[must_use]
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Tally { zone, ..self }
    }

    /// Decides one draft and counts it.
    ///
    /// `when` is its instant after the zone was applied. `known` says whether the case holds this
    /// identity; it is asked only for what would be taken. The same record twice in one import
    /// (two folders of a mailbox) is known from the first time on.
    pub fn see(
        &mut self,
        draft: &Draft,
        when: Option<Timestamp>,
        known: impl FnOnce(&str) -> bool,
    ) -> Seen {
        let person = draft
            .from
            .as_ref()
            .map(standfast_model::draft::Person::shown);
        let mut of_person = PersonCount::default();
        let seen = match select(draft, &self.parties, &self.threads) {
            Selected::LeftOut(left) => {
                *self.counts.left.entry(left).or_default() += 1;
                of_person.left_out = 1;
                if left != Left::System {
                    self.open_gap(&draft.thread);
                }
                Seen::LeftOut(left)
            }
            Selected::Taken { from } => {
                self.close_gap(draft);
                // First the case, then this import: a record is remembered either way.
                if known(&draft.identity) | self.met_before(draft) {
                    self.counts.already += 1;
                    of_person.already = 1;
                    Seen::Already
                } else {
                    of_person.taken = 1;
                    self.take(draft, when, from);
                    Seen::Take {
                        from,
                        towards: self.towards(draft, from),
                    }
                }
            }
        };
        if !matches!(seen, Seen::LeftOut(Left::System)) {
            self.count_person(person.unwrap_or_default(), of_person);
        }
        seen
    }

    fn count_person(&mut self, name: String, of: PersonCount) {
        let counts = &mut self.counts;
        if counts.people.len() >= limits::PEOPLE && !counts.people.contains_key(&name) {
            counts.more_people += 1;
            return;
        }
        let count = counts.people.entry(name).or_default();
        count.taken += of.taken;
        count.already += of.already;
        count.left_out += of.left_out;
    }

    /// Only formats with ids, and exports of several files (a conversation in two folders), can
    /// bear one record twice; else equals are counted apart by their identity already.
    fn met_before(&mut self, draft: &Draft) -> bool {
        let mut key = [0; 16];
        (draft.id.is_some() || !draft.place.file.is_empty())
            && hex::decode(&draft.identity).is_ok_and(|digest| {
                for (to, from) in key.iter_mut().zip(digest) {
                    *to = from;
                }
                !self.seen.insert(key)
            })
    }

    fn take(&mut self, draft: &Draft, when: Option<Timestamp>, from: From) {
        let counts = &mut self.counts;
        match from {
            From::Subject => counts.from_subject += 1,
            From::Clinician => counts.from_clinician += 1,
        }
        counts.attachments += draft.attachments.iter().filter(|a| is_there(a)).count() as u64;
        if let Some(at) = when {
            counts.first = Some(counts.first.map_or(at, |first| first.min(at)));
            counts.last = Some(counts.last.map_or(at, |last| last.max(at)));
            let day = self.zone.to_datetime(at);
            *counts.months.entry((day.year(), day.month())).or_default() += 1;
        }
        *counts
            .channels
            .entry(
                draft
                    .channel_said()
                    .map_or("not said", |c| c.as_str())
                    .to_owned(),
            )
            .or_default() += 1;
        // Of a list whose length is not known yet: every one, then every second, every fourth.
        if counts.taken.is_multiple_of(self.every) {
            if counts.samples.len() >= limits::SAMPLES {
                let mut n = 0;
                counts.samples.retain(|_| {
                    n += 1;
                    n % 2 == 1
                });
                self.every *= 2;
            }
            if counts.taken.is_multiple_of(self.every) {
                let words = draft
                    .words
                    .as_deref()
                    .or(draft.title.as_deref())
                    .unwrap_or_default();
                counts.samples.push(Sample {
                    at: draft.place.shown(),
                    when,
                    from,
                    words: words.chars().take(limits::SAMPLE_LETTERS).collect(),
                });
            }
        }
        counts.taken += 1;
    }

    fn towards(&self, draft: &Draft, from: From) -> Option<String> {
        let others = parties::towards(draft, &self.parties, from);
        (!others.is_empty()).then(|| {
            others
                .iter()
                .map(standfast_model::draft::Person::shown)
                .collect::<Vec<_>>()
                .join(", ")
        })
    }

    fn open_gap(&mut self, thread: &str) {
        if let Some(gap) = self.open_gaps.get_mut(thread) {
            gap.records += 1;
            return;
        }
        if self.open_gaps.len() >= limits::GAPS {
            self.counts.more_gaps += 1;
            return;
        }
        let after = self.last_taken.get(thread).cloned();
        self.open_gaps.insert(
            thread.to_owned(),
            Gap {
                after,
                before: None,
                records: 1,
            },
        );
    }

    fn close_gap(&mut self, draft: &Draft) {
        // Without the file's name: a folder of an export may be called after anybody.
        let place = draft.place.at.clone();
        if let Some(gap) = self.open_gaps.remove(&draft.thread) {
            self.keep_gap(Gap {
                before: Some(place.clone()),
                ..gap
            });
        }
        self.last_taken.insert(draft.thread.clone(), place);
    }

    fn keep_gap(&mut self, gap: Gap) {
        if self.counts.gaps.len() < limits::GAPS {
            self.counts.gaps.push(gap);
        } else {
            self.counts.more_gaps += 1;
        }
    }

    /// The figures so far.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The figures at the end, with the gaps that nothing taken closes. In threads without
    /// anything taken there is no gap: nothing of them is named.
    #[must_use]
    pub fn finish(mut self) -> Counts {
        for (thread, gap) in std::mem::take(&mut self.open_gaps) {
            if self.last_taken.contains_key(&thread) {
                self.keep_gap(gap);
            }
        }
        self.counts
    }
}

fn is_there(attachment: &Attachment) -> bool {
    matches!(
        attachment.content,
        AttachmentContent::Bytes(_) | AttachmentContent::Member(_)
    )
}
