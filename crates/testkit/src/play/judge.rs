//! Whether what a line expects is what there is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use standfast_desk::disclosure::Verdict;
use standfast_desk::looks::Line;
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::model::Body;
use standfast_desk::pathway::Advice;

use super::bundle::Opened;
use super::{Outcome, Player, advice};
use standfast_story::{Counts, Expected, Given, Item, Said, Scene};

/// How many lines of the timeline are asked for at once.
const PAGE: u32 = 100;

/// What an event left to be seen; the steps are derived once a line.
pub struct Sight {
    advice: Option<Box<Advice>>,
    sums: Option<Counts>,
    verdict: Option<Box<Verdict>>,
    bundle: Option<PathBuf>,
    exit: Option<u8>,
}

impl Sight {
    pub fn of(outcome: Outcome) -> Self {
        let mut sight = Self {
            advice: None,
            sums: None,
            verdict: None,
            bundle: None,
            exit: None,
        };
        match outcome {
            Outcome::Done => {}
            Outcome::Looked(advice) => sight.advice = Some(advice),
            Outcome::Imported(sums) => sight.sums = Some(sums),
            Outcome::Checked(verdict) => {
                sight.exit = Some(verdict.exit());
                sight.verdict = Some(verdict);
            }
            Outcome::Gave(bundle) => {
                sight.exit = Some(0);
                sight.bundle = Some(bundle);
            }
            Outcome::Refused(exit, _) => sight.exit = Some(exit),
        }
        sight
    }
}

/// Whether a line expects an exit code: then a refusal may be what it wants.
pub fn speaks_of_the_exit(scene: &Scene) -> bool {
    scene.expects.iter().any(|expect| match &expect.what {
        Expected::Says(all) => all.iter().any(|said| matches!(said, Said::Exit(_))),
        _ => false,
    })
}

impl Player {
    /// `Err` says what was found instead. Of a marked line, a step that no pack knows is not enough
    /// for a `not:` to hold.
    pub(super) fn holds(
        &mut self,
        expected: &Expected,
        marked: bool,
        sight: &mut Sight,
    ) -> Result<(), String> {
        match expected {
            Expected::Next(steps) => advice::next(self.advice(sight)?, steps, &self.entries),
            Expected::First(step) => advice::first(self.advice(sight)?, step),
            Expected::Not(steps) => {
                self.known(steps, marked)?;
                advice::not(self.advice(sight)?, steps, &self.entries)
            }
            Expected::Never(steps) => {
                self.known(steps, marked)?;
                advice::never(self.advice(sight)?, steps, &self.entries)
            }
            Expected::Says(all) => all.iter().try_for_each(|said| says(said, sight)),
            Expected::Counts(counts) => match &sight.sums {
                Some(sums) => sums_are(sums, counts),
                None => Err("this line imports nothing".to_owned()),
            },
            Expected::Logged(counted) => self.logged(counted),
            Expected::Stands(stands) => self.stands(stands),
            Expected::Nowhere(all) => self.nowhere(all),
            Expected::Finds(searches) => searches
                .iter()
                .try_for_each(|(n, words)| self.finds(*n, words)),
            Expected::Goes(items) => self.in_bundle(items, sight, true),
            Expected::Stays(items) => self.in_bundle(items, sight, false),
        }
    }

    /// The steps now, or on the day of a look.
    fn advice<'s>(&mut self, sight: &'s mut Sight) -> Result<&'s Advice, String> {
        if sight.advice.is_none() {
            let now = self
                .desk
                .next(&self.case, None, None)
                .map_err(|e| e.to_string())?;
            sight.advice = Some(Box::new(now));
        }
        sight.advice.as_deref().ok_or_else(|| "no steps".to_owned())
    }

    /// A step that no pack knows can be in no list, whatever happens.
    fn known(&self, steps: &[String], marked: bool) -> Result<(), String> {
        match steps.iter().find(|step| !self.steps.contains(step)) {
            Some(step) if marked => Err(format!("no pack knows {step}")),
            Some(step) => Err(format!("no pack knows {step}; mark the line with its row")),
            None => Ok(()),
        }
    }

    /// Every line of the case's timeline, a page at a time, newest first.
    fn each_line(&self, mut each: impl FnMut(&Line)) -> Result<(), String> {
        let mut before = None;
        loop {
            let page = self
                .desk
                .timeline(&self.case, &SaidPart::default(), before, PAGE)
                .map_err(|e| e.to_string())?;
            page.lines.iter().for_each(|(_, line)| each(line));
            before = page.more;
            if before.is_none() {
                return Ok(());
            }
        }
    }

    /// The contacts that an import took, in the order of its file.
    pub(super) fn contacts_of(&self, import: u64) -> Result<Vec<u64>, String> {
        let mut contacts = Vec::new();
        self.each_line(|line| {
            if let Body::Contact(contact) = &line.entry.body
                && contact
                    .source
                    .as_ref()
                    .is_some_and(|source| source.import == import)
            {
                contacts.push(line.entry.n);
            }
        })?;
        contacts.sort_unstable();
        Ok(contacts)
    }

    fn logged(&self, counted: &[(u64, String)]) -> Result<(), String> {
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        self.each_line(|line| {
            if let Body::Contact(contact) = &line.entry.body {
                let channel = contact
                    .channel
                    .as_ref()
                    .map_or("no channel", |c| c.as_str());
                *sums.entry(channel.to_owned()).or_default() += 1;
                *sums
                    .entry(format!("from {}", contact.from.as_str()))
                    .or_default() += 1;
            }
        })?;
        let right = counted
            .iter()
            .all(|(n, what)| sums.get(what).copied().unwrap_or(0) == *n);
        if right {
            return Ok(());
        }
        let all: Vec<String> = sums.iter().map(|(what, n)| format!("{n} {what}")).collect();
        Err(all.join("; "))
    }

    /// All lines with these words, a page at a time; each must come once.
    pub(super) fn finds(&self, expected: u64, words: &str) -> Result<(), String> {
        let (mut found, mut before) = (Vec::new(), None);
        loop {
            let page = self
                .desk
                .search(Some(&self.case), words, before, PAGE)
                .map_err(|e| e.to_string())?;
            found.extend(page.lines.iter().map(|(_, line)| line.entry.n));
            before = page.more;
            if before.is_none() {
                break;
            }
        }
        if found.len() as u64 == expected {
            return Ok(());
        }
        let named: Vec<String> = found.iter().map(|n| self.entries.named(*n)).collect();
        Err(format!(
            "{} for \"{words}\": {}",
            found.len(),
            named.join(", ")
        ))
    }

    fn in_bundle(&self, items: &[Given], sight: &Sight, goes: bool) -> Result<(), String> {
        let path = sight.bundle.as_ref().ok_or("this line makes no bundle")?;
        let mut bundle = Opened::open(path)?;
        for given in items {
            let (there, name) = match given {
                Given::Item(Item { entry, field }) => {
                    let there = bundle.shows(self.entries.number(entry)?, field.as_deref());
                    let field = field.as_ref().map(|f| format!(".{f}")).unwrap_or_default();
                    (there, format!("{entry}{field}"))
                }
                Given::Original(reference) => {
                    let original = bundle.original(reference)?;
                    if let Some(bytes) = &original {
                        self.as_it_came(reference, bytes)?;
                    }
                    (original.is_some(), reference.clone())
                }
            };
            if there != goes {
                return Err(format!(
                    "{name} is {} the bundle",
                    if there { "in" } else { "not in" }
                ));
            }
        }
        Ok(())
    }

    /// An original leaves as it came.
    fn as_it_came(&self, reference: &str, bytes: &[u8]) -> Result<(), String> {
        let mut kept = Vec::new();
        self.desk
            .exhibit_export(&self.case, reference, &mut kept)
            .map_err(|e| e.to_string())?;
        if kept == bytes {
            Ok(())
        } else {
            Err(format!(
                "{reference} is in the bundle with other bytes than in the vault"
            ))
        }
    }
}

/// What is said must be what there is; what is not said is not compared.
fn sums_are(sums: &Counts, expected: &Counts) -> Result<(), String> {
    let of = |c: &Counts| {
        [
            ("read", c.read),
            ("taken", c.taken),
            ("left out", c.left_out),
            ("already", c.already),
            ("not understood", c.not_understood),
            ("from subject", c.from_subject),
            ("from clinician", c.from_clinician),
            ("attachments", c.attachments),
            ("gaps", c.gaps),
        ]
    };
    let fits = of(sums)
        .iter()
        .zip(of(expected))
        .all(|((_, n), (_, want))| want.is_none() || *n == want);
    if fits {
        return Ok(());
    }
    let all: Vec<String> = of(sums)
        .into_iter()
        .map(|(name, n)| format!("{name} {}", n.unwrap_or(0)))
        .collect();
    Err(all.join("; "))
}

/// One phrase of a verdict, or the exit code.
fn says(said: &Said, sight: &Sight) -> Result<(), String> {
    if let Said::Exit(exit) = said {
        let got = sight.exit.ok_or("this line has no exit code")?;
        let why = sight
            .verdict
            .as_ref()
            .map(|v| v.lines().join(" / "))
            .unwrap_or_default();
        return if got == *exit {
            Ok(())
        } else {
            Err(format!("exit {got} {why}"))
        };
    }
    let verdict = sight.verdict.as_ref().ok_or("this line has no verdict")?;
    let of_integrity = &verdict.integrity.problems;
    let holds = match said {
        Said::Exit(_) => true,
        Said::Intact => of_integrity.is_empty(),
        Said::Changed(code, item) => of_integrity
            .iter()
            .any(|p| p.code.as_str() == code && p.item == *item),
        Said::Entries(last) => verdict.entries == last + 1,
        Said::AllShown => verdict.completeness.shown == verdict.entries,
        Said::NoneMissing => verdict.completeness.problems.is_empty(),
        Said::InPart(n) => verdict.completeness.in_part == *n,
        Said::Withheld(n) => verdict.completeness.withheld == *n,
        Said::Key { confirmed } => verdict.anchor.confirmed == *confirmed,
        Said::Problem(code) => verdict.problems().any(|p| p.code.as_str() == code),
        Said::Demonstration => verdict.anchor.demonstration,
    };
    if holds {
        Ok(())
    } else {
        Err(verdict.lines().join(" / "))
    }
}
