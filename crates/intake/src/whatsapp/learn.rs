//! The first pass over a chat: its shape, its senders, its order of dates.

use std::collections::{BTreeMap, HashMap, HashSet};

use standfast_model::draft::Person;
use standfast_model::normalise;

use super::chat::Chat;
use super::phrases;
use super::stamp::{Shape, Stamp, Tail, is_mark};
use crate::error::IntakeError;
use crate::limits;
use crate::lines::End;
use crate::mail::first_line;
use crate::order::{Evidence, Orders};
use crate::reader::{Settings, Survey, ThreadSeen};

/// What the first pass knows.
pub(super) struct Learned {
    pub(super) shape: Shape,
    pub(super) orders: Orders,
    /// Records end CRLF: a line that ends otherwise stands inside one.
    pub(super) crlf: bool,
    /// No space stands behind the colon after a sender.
    tight: bool,
    /// How often each is the first before a colon.
    senders: HashMap<String, u32>,
    /// Senders with a colon in their name.
    long: HashSet<String>,
    group: bool,
    recurring: usize,
    named: Option<String>,
}

/// What one shape's lines say.
#[derive(Default)]
struct Tally {
    lines: u64,
    first: u64,
    loose: u64,
    tight: u64,
    crlf: u64,
    lf: u64,
    starts: Starts,
    tight_starts: Starts,
    group: bool,
    evidence: Evidence,
}

/// What stands before a colon: how often, and whether the app itself said it when first met.
type Starts = HashMap<String, (u32, bool)>;

/// Shapes of stamps that are followed; an export has one, pasted lines bring a few.
const SHAPES: usize = 32;
/// Letters of a name, with room for the title and the emoji that people put there.
const NAME: usize = 120;
/// From how many records on a colon is part of a name, if it follows the first word each time.
const ALWAYS: u32 = 5;

impl Learned {
    /// Reads the chat once.
    pub(super) fn from(
        chat: &Chat<'_>,
        source: &str,
        settings: &Settings,
    ) -> Result<Self, IntakeError> {
        let (mut lines, writing, _) = chat.lines()?;
        let mut shapes: HashMap<Shape, Tally> = HashMap::new();
        let mut first = None;
        while let Some(line) = lines.next().map_err(|e| chat.failed(e))? {
            let (bare, end) = writing.split_end(line.bytes);
            let (text, _) = writing.text(bare);
            if first.is_none() && !text.trim().is_empty() {
                first = Some((line.number, first_line(text.as_bytes())));
            }
            let Some(stamp) = Stamp::read(&text).filter(|_| !line.too_long) else {
                continue;
            };
            if shapes.len() >= SHAPES && !shapes.contains_key(&stamp.shape) {
                continue;
            }
            let tally = shapes.entry(stamp.shape).or_default();
            tally.see(line.number, &text, &stamp, end);
        }
        // A draw goes to the one that came first.
        let best = shapes
            .into_iter()
            .max_by_key(|(_, t)| (t.lines, std::cmp::Reverse(t.first)));
        let Some((shape, tally)) = best else {
            let (number, line) = first.unwrap_or((1, String::new()));
            return Err(IntakeError::NothingUnderstood {
                name: source.to_owned(),
                reader: super::ID,
                at: format!("line {number}"),
                line,
            });
        };
        tally.learned(shape, chat, source, settings)
    }

    /// Sender and text of what stands behind a stamp; `None` where it names no sender.
    pub(super) fn sender<'a>(&self, rest: &'a str) -> Option<(&'a str, &'a str)> {
        let mut found = None;
        for (colon, after) in colons(rest, self.tight) {
            let name = rest.get(..colon)?;
            if found.is_none() || self.long.contains(&clean(name)) {
                found = Some((name, rest.get(after..)?, colon));
            }
        }
        let (name, text, colon) = found?;
        let once = self.senders.get(&clean(name)).copied().unwrap_or(0) <= 1;
        let app = once && self.shape.tail != Tail::Bracket && phrases::system_before(rest, colon);
        (!app).then_some((name, text))
    }

    /// Whether somebody of this name writes elsewhere in the chat, or it is named after them.
    pub(super) fn writes_elsewhere(&self, name: &str) -> bool {
        let name = clean(name);
        let named = self
            .named
            .as_ref()
            .is_some_and(|n| normalise(n) == normalise(&name));
        named || self.senders.get(&name).is_some_and(|n| *n > 1)
    }

    /// Whether a name that stands once can be somebody's: in a group, or where hardly anybody
    /// writes twice.
    pub(super) fn may_write_once(&self) -> bool {
        self.group || self.recurring < 2
    }

    /// Whether the chat is a group of this name: then the app speaks under it.
    pub(super) fn is_group_named(&self, name: &str) -> bool {
        self.group
            && self
                .named
                .as_ref()
                .is_some_and(|n| normalise(n) == normalise(name))
    }

    /// The people of the chat.
    pub(super) fn survey(self, thread: String) -> Survey {
        let mut by_name: BTreeMap<String, u64> = BTreeMap::new();
        for (name, count) in self.senders {
            *by_name.entry(name).or_default() += u64::from(count);
        }
        let mut senders: Vec<(Person, u64)> = by_name
            .into_iter()
            .map(|(name, count)| {
                (
                    Person {
                        label: Some(name),
                        address: None,
                    },
                    count,
                )
            })
            .collect();
        senders.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let seen = ThreadSeen {
            senders,
            named: self.named,
            group: self.group,
        };
        Survey {
            threads: BTreeMap::from([(thread, seen)]),
        }
    }
}

impl Tally {
    fn see(&mut self, number: u64, text: &str, stamp: &Stamp, end: End) {
        if self.lines == 0 {
            self.first = number;
        }
        self.lines += 1;
        match end {
            End::CrLf => self.crlf += 1,
            End::Lf => self.lf += 1,
            End::None => {}
        }
        let date = text.get(stamp.date.0..stamp.date.1).unwrap_or_default();
        self.evidence.see(number, &stamp.dated(), date);
        let rest = text.get(stamp.rest..).unwrap_or_default();
        for (i, (colon, _)) in colons(rest, false).take(3).enumerate() {
            self.loose += u64::from(i == 0);
            self.group |= count(&mut self.starts, rest, colon, i == 0);
        }
        if let Some((colon, after)) = colons(rest, true).next() {
            self.tight += u64::from(after == colon + 1 && !rest.ends_with(':'));
            count(&mut self.tight_starts, rest, colon, true);
        }
        // Only lines of the app itself can say that this is a group.
        let said = rest.rsplit_once('\u{200E}').map_or(rest, |(_, said)| said);
        let app = said.len() < rest.len() || !rest.contains(": ");
        self.group |= app && phrases::of_group(said);
    }

    fn learned(
        self,
        shape: Shape,
        chat: &Chat<'_>,
        source: &str,
        settings: &Settings,
    ) -> Result<Learned, IntakeError> {
        let tight = self.tight > self.loose;
        let starts = if tight {
            self.tight_starts
        } else {
            self.starts
        };
        let long = long_names(&starts, chat.named.as_deref());
        let mut senders = HashMap::new();
        for (name, (count, app)) in &starts {
            let first = !name.contains(": ");
            let replaced = long.iter().any(|l| {
                l.strip_prefix(name.as_str())
                    .is_some_and(|r| r.starts_with(": "))
            });
            let app = *app && *count == 1 && shape.tail != Tail::Bracket;
            if (first && !replaced || long.contains(name)) && !app {
                senders.insert(name.clone(), *count);
            }
        }
        let recurring = senders.values().filter(|n| **n > 1).count();
        Ok(Learned {
            shape,
            orders: self.evidence.decided(source, settings)?,
            crlf: self.crlf > self.lf,
            tight,
            group: self.group || recurring > 2,
            recurring,
            senders,
            long,
            named: chat.named.clone(),
        })
    }
}

/// Counts what stands before a colon; whether the line is the app's and speaks of a group.
fn count(starts: &mut Starts, rest: &str, colon: usize, first: bool) -> bool {
    let name = clean(rest.get(..colon).unwrap_or_default());
    if let Some((n, _)) = starts.get_mut(&name) {
        *n = n.saturating_add(1);
        return false;
    }
    if starts.len()
        >= if first {
            limits::SENDERS
        } else {
            limits::SENDERS / 2
        }
    {
        return false;
    }
    let app = first && phrases::system_before(rest, colon);
    starts.insert(name, (1, app));
    app && phrases::of_group(rest)
}

/// Names with a colon in them (`Dr: A`): the chat is named so, or the colon stands there in every
/// record of that first word.
fn long_names(starts: &Starts, named: Option<&str>) -> HashSet<String> {
    let mut below: HashMap<&str, (u32, bool)> = HashMap::new();
    for (name, (count, _)) in starts {
        if let Some((first, rest)) = name.split_once(": ")
            && !rest.contains(": ")
        {
            let (sum, all) = below.entry(first).or_insert((0, true));
            *sum = sum.saturating_add(*count);
            *all &= *count >= ALWAYS;
        }
    }
    let always = |first: &str| {
        below
            .get(first)
            .is_some_and(|(sum, all)| *all && starts.get(first).is_some_and(|(n, _)| n == sum))
    };
    starts
        .keys()
        .filter(|name| {
            name.split_once(": ").is_some_and(|(first, rest)| {
                named.is_some_and(|n| normalise(n) == normalise(name))
                    || !rest.contains(": ") && always(first)
            })
        })
        .cloned()
        .collect()
}

/// A name without direction marks and the spaces around it.
pub(super) fn clean(name: &str) -> String {
    name.chars()
        .filter(|c| !is_mark(*c))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Where a sender may end: the places of the colon and of the text behind it.
fn colons(rest: &str, tight: bool) -> impl Iterator<Item = (usize, usize)> + '_ {
    rest.match_indices(':')
        .take_while(|(i, _)| *i <= NAME * 4)
        .filter_map(move |(i, _)| {
            let after = rest.get(i + 1..)?;
            // Direction marks may stand before the space.
            let bare = after.trim_start_matches(is_mark);
            let space = bare.starts_with(' ') || bare.is_empty();
            let name = rest.get(..i)?;
            let named = name.chars().any(|c| !is_mark(c) && !c.is_whitespace());
            if !named || !(tight || space) {
                return None;
            }
            let marks = after.len() - bare.len();
            let behind = if bare.starts_with(' ') {
                i + 1 + marks + 1
            } else {
                i + 1
            };
            Some((i, behind))
        })
}
