//! Where a rule stands: what made it due and is open, and what of it was answered.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::answer::{Acted, Answers, End};
use crate::cause::{Cause, causes};
use crate::facts::Facts;
use crate::groups::Groups;
use crate::rule::{Rule, Season};

/// A rule's causes, with what answered them.
#[derive(Debug, Default)]
pub(crate) struct Progress<'f> {
    pub open: Vec<Cause<'f>>,
    pub ended: Vec<Cause<'f>>,
    /// The end by which the step is called where all causes ended.
    pub last: Option<Last<'f>>,
    /// The last day in time, where the rule sets it by itself (a season, a limit).
    pub by: Option<Date>,
}

/// How the last of the causes ended that was answered, else the last whose time was over.
#[derive(Clone, Debug)]
pub(crate) struct Last<'f> {
    /// Answered before over; then by the time of what had made it due.
    pub order: (bool, Timestamp, u64),
    pub end: End<'f>,
}

impl<'f> Progress<'f> {
    pub fn of(rule: &Rule, facts: &'f Facts, groups: &Groups<'f>, acted: &Acted<'f>) -> Self {
        let mut progress = Progress::default();
        let mut since = Timestamp::MIN;
        if !rule.about.season.is_empty() {
            let Some((from, by)) = rule.about.season.iter().find_map(|s| window(s, facts.day))
            else {
                return progress;
            };
            since = facts.start_of(from);
            progress.by = Some(by);
        }
        let mut causes = causes(rule, facts, groups);
        progress.by = progress.by.or_else(|| limit(rule, &causes));
        let over = rule.ends.with_by && progress.by.is_some_and(|by| facts.day > by);
        let answers = Answers::of(rule, facts, acted, since);
        causes.retain(|cause| {
            let end = answers.to(cause).or_else(|| {
                let lapsed = rule.ends.days.is_some_and(|days| {
                    cause
                        .day()
                        .checked_add(days.days())
                        .is_ok_and(|last| last <= facts.day)
                });
                let past =
                    !rule.ends.outlasts && cause.until().is_some_and(|until| until < facts.day);
                (over || lapsed || past).then_some(End::Over)
            });
            let open = end.is_none();
            if let Some(end) = end {
                progress.end(cause.clone(), end);
            }
            open
        });
        progress.open = causes;
        progress
    }

    fn end(&mut self, cause: Cause<'f>, end: End<'f>) {
        let answered = !matches!(end, End::Over);
        let order = (answered, cause.moment().key(), cause.n());
        if self.last.as_ref().is_none_or(|last| last.order <= order) {
            self.last = Some(Last { order, end });
        }
        self.ended.push(cause);
    }

    /// The causes that are spoken of: open ones, else those that ended.
    pub fn spoken(&self) -> &[Cause<'f>] {
        if self.open.is_empty() {
            &self.ended
        } else {
            &self.open
        }
    }
}

/// The last day that the causes themselves set: named by a measure, or counted from the last of them.
fn limit(rule: &Rule, causes: &[Cause<'_>]) -> Option<Date> {
    let by = rule.by?;
    let named = || causes.iter().filter_map(Cause::until).min();
    let counted = || {
        let last = causes.iter().map(Cause::day).max()?;
        last.checked_add(by.months.months().days(by.days)).ok()
    };
    by.until
        .then(named)
        .flatten()
        .or_else(|| by.from_last.then(counted).flatten())
}

/// From when, and until when, a season is near; `None`: it is not.
fn window(season: &Season, day: Date) -> Option<(Date, Date)> {
    let this = Date::new(day.year(), season.month, season.day).ok()?;
    let from = this.checked_sub(season.days_before.days()).ok()?;
    (from <= day && day <= this).then_some((from, this))
}
