//! What is wrong with packs, before anybody is advised by them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::cited;
use crate::condition;
use crate::pack::{Pack, PackFile, Packs, PathwayError};
use crate::rule::Rule;
use crate::source::Source;
use crate::wording;

/// Something to mend in a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Which pack.
    pub pack: String,
    /// Which file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// The rule, source, law or ask of a letter in which it stands, where it stands in one.
    pub within: Option<String>,
    /// What is wrong, and what would be right.
    pub what: String,
    /// Whether the pack can be used.
    pub weight: Weight,
}

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The pack cannot be used, or (with `release`) not be published.
    Fault,
    /// Counted: a source that nobody read or reviewed yet.
    Unchecked,
}

impl Problem {
    pub(crate) fn fault(pack: &str, file: &PackFile, at: usize, what: String) -> Self {
        let before = file.text.get(..at).unwrap_or_default();
        Problem {
            pack: pack.to_owned(),
            file: file.path.clone(),
            line: before.matches('\n').count() + 1,
            within: within(&file.text, at),
            what,
            weight: Weight::Fault,
        }
    }
}

/// The id of the table around a byte of a file.
fn within(text: &str, at: usize) -> Option<String> {
    let heads = ["[[rule]]", "[[source]]", "[[law]]", "[[letter]]", "[pack]"];
    let lines = || text.split_inclusive('\n');
    let mut start = 0;
    let mut table = None;
    for line in lines() {
        // A problem can stand at the head of its table, or at its id below it.
        if start > at {
            break;
        }
        if heads.contains(&line.trim()) {
            table = Some(start);
        }
        start += line.len();
    }
    let body = text.get(table?..)?;
    body.lines()
        .skip(1)
        .take_while(|l| !heads.contains(&l.trim()))
        .find_map(|l| {
            let id = l.trim().strip_prefix("id = \"")?;
            id.split('"').next().map(str::to_owned)
        })
}

impl From<Problem> for PathwayError {
    fn from(problem: Problem) -> Self {
        PathwayError {
            pack: problem.pack,
            file: problem.file,
            line: problem.line,
            what: problem.what,
        }
    }
}

/// `found` while reading, and what reading alone does not show.
pub(crate) fn all(packs: &Packs, found: Vec<Problem>, release: bool) -> Vec<Problem> {
    let mut problems: BTreeSet<Problem> = found.into_iter().collect();
    let all_steps: BTreeSet<&str> = packs
        .all()
        .iter()
        .flat_map(|p| p.rules.iter().map(|r| r.step.as_str()))
        .collect();
    let lent: BTreeSet<&str> = packs
        .all()
        .iter()
        .flat_map(|p| cited::all_of(p).map(|(_, _, id)| id))
        .filter(|id| cited::is_elsewhere(id))
        .collect();
    for pack in packs.all() {
        rules(pack, &all_steps, &mut problems);
        law(pack, &mut problems);
        letters(pack, &mut problems);
        sources(pack, &lent, release, &mut problems);
    }
    problems.into_iter().collect()
}

fn rules(pack: &Pack, all_steps: &BTreeSet<&str>, problems: &mut BTreeSet<Problem>) {
    // A pack that adds to others may name their steps.
    let steps: BTreeSet<&str> = if pack.manifest.adds {
        all_steps.clone()
    } else {
        pack.rules.iter().map(|r| r.step.as_str()).collect()
    };
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for rule in &pack.rules {
        let Some(file) = pack.files.get(rule.file) else {
            continue;
        };
        let name = file.path.split('/').next().unwrap_or_default();
        let mut fault = |at: usize, what: String| {
            problems.insert(Problem::fault(name, file, at, what));
        };
        if !ids.insert(&rule.id) {
            fault(rule.at, format!("the rule \"{}\" is here twice", rule.id));
        }
        for (step, at) in rule.superseded_by.iter().chain(&rule.hidden_while) {
            if !steps.contains(step.as_str()) {
                fault(*at, condition::unknown("step", step, steps.iter().copied()));
            }
        }
        for (source, at) in rule.sources.iter().chain(&rule.only_with) {
            if !pack.sources.contains_key(source) && !cited::is_elsewhere(source) {
                let known = pack.sources.keys().map(String::as_str);
                fault(*at, condition::unknown("source", source, known));
            }
        }
        for (fact, at) in &rule.names {
            if let Some(what) = wording::fault(&format!("{{entries:{fact}}}")) {
                fault(*at, what);
            }
        }
        for condition in rule.conditions() {
            if let Some(what) = condition.fault() {
                fault(condition.at, what);
            }
        }
        for says in &rule.says {
            if let Some(what) = wording::fault(&says.why).or_else(|| wording::fault(&says.text)) {
                fault(says.at, what);
            }
        }
        for (step, at) in rule.hidden_while.iter().chain(&rule.superseded_by) {
            if *step == rule.step {
                fault(
                    *at,
                    format!("\"{step}\" stands against itself: it could never be seen"),
                );
            }
        }
        if let Some((after, before)) = gap(pack, rule) {
            fault(
                rule.at,
                format!("from {after} to {before} no source of the rule stands"),
            );
        }
        if let Some(round) = supersedes_itself(pack, rule) {
            fault(
                rule.at,
                format!("\"{}\" and \"{round}\" supersede each other", rule.step),
            );
        }
    }
    for (i, step) in pack.manifest.order.iter().enumerate() {
        let twice = pack.manifest.order.iter().take(i).any(|s| s == step);
        if let Some(file) = pack.files.iter().find(|f| f.path.ends_with("pack.toml"))
            && twice
        {
            let what = format!("the step \"{step}\" stands twice in the order");
            problems.insert(Problem::fault(&pack.manifest.name, file, 0, what));
        }
    }
}

fn law(pack: &Pack, problems: &mut BTreeSet<Problem>) {
    let known = || pack.sources.keys().map(String::as_str);
    for law in &pack.law {
        let Some(file) = pack.files.get(law.file) else {
            continue;
        };
        for (source, at) in &law.sources {
            if !pack.sources.contains_key(source) && !cited::is_elsewhere(source) {
                let what = condition::unknown("source", source, known());
                problems.insert(Problem::fault(&pack.manifest.name, file, *at, what));
            }
        }
    }
}

fn letters(pack: &Pack, problems: &mut BTreeSet<Problem>) {
    for (i, rule) in pack.letters.iter().enumerate() {
        let Some(file) = pack.files.get(rule.file) else {
            continue;
        };
        let name = file.path.split('/').next().unwrap_or_default();
        let mut fault = |at: usize, what: String| {
            problems.insert(Problem::fault(name, file, at, what));
        };
        for (source, at) in &rule.sources {
            if !pack.sources.contains_key(source) && !cited::is_elsewhere(source) {
                let known = pack.sources.keys().map(String::as_str);
                fault(*at, condition::unknown("source", source, known));
            }
        }
        for earlier in pack.letters.iter().take(i) {
            if earlier.id == rule.id {
                fault(rule.at, format!("\"{}\" is here twice", rule.id));
            } else if let Some(letter) = rule.doubles(earlier, pack) {
                let what = format!(
                    "\"{}\" and \"{}\" ask the same of the letter \"{letter}\" on the same days",
                    earlier.id, rule.id
                );
                fault(rule.at, what);
            }
        }
    }
}

/// Days between the first and the last on which the rule stands, on which none of its sources does.
fn gap(pack: &Pack, rule: &Rule) -> Option<(Date, Date)> {
    let ids = if rule.only_with.is_empty() {
        &rule.sources
    } else {
        &rule.only_with
    };
    let sources: Vec<&Source> = ids
        .iter()
        .filter_map(|(id, _)| pack.sources.get(id))
        .collect();
    let mut places: BTreeSet<&str> = sources
        .iter()
        .flat_map(|s| s.jurisdictions.iter().map(String::as_str))
        .collect();
    places.insert("");
    places.into_iter().find_map(|place| {
        let mut spans: Vec<(Date, Date)> = sources
            .iter()
            .filter(|s| s.holds_in(place))
            .map(|s| s.span())
            .collect();
        spans.sort_unstable();
        let mut reached = spans.first()?.1;
        for (from, until) in spans {
            let next = reached.tomorrow().ok();
            if next.is_some_and(|next| from > next && rule.stands_on(next)) {
                return Some((next?, from.yesterday().ok()?));
            }
            reached = reached.max(until);
        }
        None
    })
}

/// A step that (over any number of others) supersedes the one that supersedes it.
fn supersedes_itself<'p>(pack: &'p Pack, rule: &Rule) -> Option<&'p str> {
    let over = |step: &str| {
        pack.rules
            .iter()
            .filter(move |r| r.step == step)
            .flat_map(|r| r.superseded_by.iter().map(|(s, _)| s.as_str()))
            .collect::<Vec<&'p str>>()
    };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut to_see = over(&rule.step);
    while let Some(step) = to_see.pop() {
        if step == rule.step {
            return pack
                .rules
                .iter()
                .find(|r| r.superseded_by.iter().any(|(s, _)| *s == rule.step))
                .map(|r| r.step.as_str());
        }
        let step: &'p str = step;
        if seen.insert(step) {
            to_see.extend(over(step));
        }
    }
    None
}

fn sources(pack: &Pack, lent: &BTreeSet<&str>, release: bool, problems: &mut BTreeSet<Problem>) {
    for source in pack.own_sources() {
        let Some((file, at)) = place_of(pack, &source.id) else {
            continue;
        };
        let name = file.path.split('/').next().unwrap_or_default();
        let mut say = |what: String, weight: Weight| {
            problems.insert(Problem {
                weight,
                ..Problem::fault(name, file, at, what)
            });
        };
        if let Some(date) = &source.date
            && crate::source::first_day(date).is_none()
        {
            say(
                format!("\"{date}\" is no date; write 2016, 2016-11 or 2016-11-18"),
                Weight::Fault,
            );
        }
        if let (Some(from), Some(until)) = (source.from, source.until)
            && from > until
        {
            say(
                format!("the source \"{}\" ends before it begins", source.id),
                Weight::Fault,
            );
        }
        let here = cited::all_of(pack).any(|(_, _, id)| id == source.id);
        if !here && !lent.contains(format!("{name}/{}", source.id).as_str()) {
            say(
                format!("no rule cites the source \"{}\"", source.id),
                Weight::Fault,
            );
        }
        if source.is_unchecked() {
            let what = format!(
                "the source \"{}\" was not read and has no reviewer; add reviewer and date",
                source.id
            );
            say(
                what,
                if release {
                    Weight::Fault
                } else {
                    Weight::Unchecked
                },
            );
        }
    }
}

/// The file and byte at which a source stands.
fn place_of<'p>(pack: &'p Pack, id: &str) -> Option<(&'p PackFile, usize)> {
    let line = format!("id = \"{id}\"");
    pack.files.iter().rev().find_map(|file| {
        let start = file.text.match_indices("[[source]]").find_map(|(at, _)| {
            let next = file.text.get(at..)?;
            let body = next.get(10..)?;
            let end = body.find("[[").unwrap_or(body.len());
            let found = body.get(..end)?.lines().any(|l| l.trim() == line);
            found.then_some(at)
        });
        start.map(|at| (file, at))
    })
}
