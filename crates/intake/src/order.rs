//! In which order day and month stand: decided for the whole file, or asked, never guessed.

use jiff::civil::DateTime;

use crate::error::IntakeError;
use crate::reader::{DateOrder, DatesRead, DecidedBy, Settings};

/// A date as it stands, in what decides its order.
pub(crate) struct Dated {
    /// A year of four figures stands first.
    pub(crate) year_first: bool,
    /// The first two numbers.
    pub(crate) numbers: [u32; 2],
    /// Read day first; `None` where no calendar has that day.
    pub(crate) day_first: Option<DateTime>,
    /// Read month first.
    pub(crate) month_first: Option<DateTime>,
}

/// Gathers what decides, line by line.
#[derive(Clone, Default)]
pub(crate) struct Evidence {
    runs: Vec<Run>,
    years: bool,
    day_first: Sequence,
    month_first: Sequence,
    doubtful: Option<Doubtful>,
    either_way: bool,
}

/// Deciding lines of one order that follow each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    order: DateOrder,
    first: u64,
    last: u64,
    lines: u64,
}

/// Whether times run backwards if read in one order.
#[derive(Clone, Default)]
struct Sequence {
    before: Option<DateTime>,
    seen: u32,
    backwards: Option<u64>,
    forwards: Option<u64>,
}

/// The first date that can be read both ways.
#[derive(Clone)]
struct Doubtful {
    line: u64,
    written: String,
    day_first: DateTime,
    month_first: DateTime,
}

/// Runs beyond this are noise, not exports that were joined.
const RUNS: usize = 64;

impl Sequence {
    fn see(&mut self, line: u64, time: Option<DateTime>) {
        let Some(time) = time else { return };
        if self.before.is_some_and(|before| time < before) {
            self.backwards.get_or_insert(line);
        }
        if self.before.is_some_and(|before| time > before) {
            self.forwards.get_or_insert(line);
        }
        self.before = Some(time);
        self.seen += 1;
    }

    /// Where it runs back, read in this order. A list that a person keeps may have the newest at
    /// the top, and a few lines may run on by chance.
    fn breaks(&self, either_way: bool) -> Option<u64> {
        const FEW: u32 = 5;
        match (either_way, self.backwards, self.forwards) {
            (false, backwards, _) => backwards,
            (true, Some(back), Some(on)) if self.seen >= FEW => Some(back.max(on)),
            _ => None,
        }
    }
}

impl Evidence {
    /// For a list whose newest line may stand first.
    pub(crate) fn either_way() -> Self {
        Evidence {
            either_way: true,
            ..Evidence::default()
        }
    }

    /// Takes the date of one line; `written` is the date as it stands there.
    pub(crate) fn see(&mut self, line: u64, date: &Dated, written: &str) {
        if date.year_first {
            self.years = true;
            return;
        }
        let [a, b] = date.numbers;
        let (day_first, month_first) = (date.day_first, date.month_first);
        let order = match (a > 12, b > 12) {
            (true, false) if day_first.is_some() => Some(DateOrder::Dmy),
            (false, true) if month_first.is_some() => Some(DateOrder::Mdy),
            _ => None,
        };
        match (order, day_first, month_first) {
            (Some(order), ..) => self.decide(line, order),
            (None, Some(day_first), Some(month_first)) => {
                self.day_first.see(line, Some(day_first));
                self.month_first.see(line, Some(month_first));
                if day_first != month_first && self.doubtful.is_none() {
                    let written = written.to_owned();
                    self.doubtful = Some(Doubtful {
                        line,
                        written,
                        day_first,
                        month_first,
                    });
                }
            }
            _ => {}
        }
    }

    fn decide(&mut self, line: u64, order: DateOrder) {
        if let Some(run) = self.runs.last_mut().filter(|run| run.order == order) {
            run.last = line;
            run.lines += 1;
        } else if self.runs.len() < RUNS {
            self.runs.push(Run {
                order,
                first: line,
                last: line,
                lines: 1,
            });
        }
    }

    /// What it comes to.
    pub(crate) fn decided(
        mut self,
        name: &str,
        settings: &Settings,
    ) -> Result<Orders, IntakeError> {
        let whole = |order, by| {
            Ok(Orders {
                parts: vec![(order, 0, u64::MAX)],
                read: DatesRead { order, by },
            })
        };
        if self.years {
            return whole(DateOrder::Ymd, DecidedBy::Years);
        }
        if let Some(order) = settings.date_order {
            return whole(order, DecidedBy::Person);
        }
        self.drop_strays();
        if let Some(first) = self.runs.first().copied() {
            if let Some(second) = self.runs.get(1) {
                let at = format!("line {}", second.first);
                let parts = self
                    .runs
                    .iter()
                    .map(|r| (r.order, r.first, r.last))
                    .collect();
                let by = DecidedBy::Merged { at };
                return Ok(Orders {
                    parts,
                    read: DatesRead {
                        order: first.order,
                        by,
                    },
                });
            }
            return whole(
                first.order,
                DecidedBy::Number {
                    at: format!("line {}", first.first),
                },
            );
        }
        let Some(doubtful) = self.doubtful else {
            return whole(DateOrder::Dmy, DecidedBy::Same);
        };
        let line = |n: u64| format!("line {n}");
        let breaks = |s: &Sequence| s.breaks(self.either_way);
        match (breaks(&self.day_first), breaks(&self.month_first)) {
            (None, Some(at)) => whole(DateOrder::Dmy, DecidedBy::Sequence { at: line(at) }),
            (Some(at), None) => whole(DateOrder::Mdy, DecidedBy::Sequence { at: line(at) }),
            _ => Err(IntakeError::AskDateOrder {
                name: name.to_owned(),
                at: line(doubtful.line),
                written: doubtful.written,
                first: doubtful.day_first.date().strftime("%-d %B %Y").to_string(),
                second: doubtful
                    .month_first
                    .date()
                    .strftime("%-d %B %Y")
                    .to_string(),
            }),
        }
    }

    /// One line of another order between two of one is a line that somebody pasted.
    fn drop_strays(&mut self) {
        let mut kept: Vec<Run> = Vec::new();
        for (i, run) in self.runs.iter().enumerate() {
            let (before, after) = (kept.last(), self.runs.get(i + 1));
            let stray = run.lines == 1
                && before.is_some_and(|b| b.order != run.order && b.lines > 1)
                && after.is_none_or(|a| a.order != run.order && a.lines > 1);
            match kept.last_mut() {
                _ if stray => {}
                Some(last) if last.order == run.order => {
                    last.last = run.last;
                    last.lines += run.lines;
                }
                _ => kept.push(*run),
            }
        }
        self.runs = kept;
    }
}

/// The order for every line of the file.
pub(crate) struct Orders {
    /// Order, first and last line that decide it.
    parts: Vec<(DateOrder, u64, u64)>,
    pub(crate) read: DatesRead,
}

impl Orders {
    /// Reads the time of a line, `before` being the record above it. Between the last line that
    /// decides one order and the first that decides the next, the first holds until time would
    /// run backwards; `true` says that the line stands there.
    pub(crate) fn time(
        &self,
        read_as: impl Fn(DateOrder) -> Option<DateTime>,
        line: u64,
        before: Option<DateTime>,
    ) -> Option<(DateTime, bool)> {
        let next = self.parts.iter().position(|(_, first, _)| *first > line);
        let (current, following) = match next {
            Some(0) => (self.parts.first(), None),
            Some(i) => (self.parts.get(i - 1), self.parts.get(i)),
            None => (self.parts.last(), None),
        };
        let (order, _, last) = *current?;
        let time = read_as(order);
        let Some((other, ..)) = following.filter(|_| line > last) else {
            return Some((time?, false));
        };
        let runs_back = time.is_none_or(|t| before.is_some_and(|b| t < b));
        if runs_back && let Some(time) = read_as(*other) {
            return Some((time, true));
        }
        Some((time?, true))
    }
}
