//! The first pass: what is between the two, what is new, how much of the rest there is.

use std::io::{BufWriter, PipeReader, PipeWriter};
use std::thread::{Scope, ScopedJoinHandle};

use standfast_intake::limits;
use standfast_intake::parties::From;
use standfast_intake::{
    Counts, Flow, Problem, ReaderId, Report, Sealing, Seen, Source, Survey, Tally,
};
use standfast_model::draft::{AttachmentContent, Draft};
use standfast_vault::{CaseLine, Staged, Stager, Vault, VaultError};

use super::by_hand::ByHand;
use super::contact::{said, when};
use super::theirs::Theirs;
use super::{MayBeTheirs, Plan, Progress, Sample};
use crate::DeskError;
use crate::acts::attach::LIMIT;

/// How often it is told how far the reading has come.
const TELL_EVERY: u64 = 1000;

/// What the first pass found.
pub(super) struct Chosen {
    pub reader: ReaderId,
    pub survey: Survey,
    pub report: Report,
    pub counts: Counts,
    /// The drafts to seal.
    pub fresh: Fresh,
    /// Of the last of them.
    pub ends_with: Option<String>,
    pub sample: Vec<Sample>,
    /// Attachments that the export has and does not give.
    pub problems: Vec<Problem>,
    /// Accounts that may be the subject's.
    pub may_be_theirs: Vec<MayBeTheirs>,
    /// What of it was logged by hand before.
    pub by_hand: ByHand,
    /// Of a chat: the taken records' own bytes in order, each followed by one line end.
    pub extract: Option<Staged>,
    /// The person said stop.
    pub stopped: bool,
}

/// Which drafts are sealed, in the order in which the reader hands them over: four bytes of each,
/// for an export may have millions.
#[derive(Default)]
pub(super) struct Fresh {
    marks: Vec<u32>,
    count: u64,
}

impl Fresh {
    /// Of a draft that is not sealed.
    const NOT: u32 = 0;

    fn pass(&mut self) {
        self.marks.push(Self::NOT);
    }

    fn take(&mut self, identity: &str) {
        self.marks.push(Self::mark(identity));
        self.count += 1;
    }

    pub(super) fn len(&self) -> u64 {
        self.count
    }

    /// Whether draft number `at` is sealed; `None` where another draft stood there, which means that
    /// the source was changed.
    pub(super) fn holds(&self, at: usize, identity: &str) -> Option<bool> {
        match self.marks.get(at).copied() {
            Some(Self::NOT) => Some(false),
            Some(mark) if mark == Self::mark(identity) => Some(true),
            _ => None,
        }
    }

    /// Of the identity, which is a digest in hex: its last 31 bits, and one that is never nought.
    fn mark(identity: &str) -> u32 {
        let from = identity.len().saturating_sub(8);
        let digits = identity.get(from..).unwrap_or_default();
        u32::from_str_radix(digits, 16).unwrap_or(1) | 1
    }
}

pub(super) fn choose(
    vault: &Vault,
    stager: Option<Stager>,
    line: &CaseLine,
    (source, reader): (&Source, ReaderId),
    plan: &Plan,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Chosen, DeskError> {
    let survey = standfast_intake::survey(source, reader, &plan.reading)?;
    let mut tally = Tally::new(plan.parties.clone(), &survey).in_zone(plan.zone.clone());
    let one_extract = standfast_intake::reader(reader).sealing() == Sealing::OneExtract;
    let mut theirs = Theirs::new(vault, line, &plan.decided, &plan.parties);
    let mut by_hand = ByHand::default();
    let identities = vault.identities(&line.id);
    let mut fresh = Fresh::default();
    let mut sample = Vec::new();
    let mut problems = Vec::new();
    let mut stopped = false;
    let mut read = 0;
    let mut last = None;
    let (report, extract) = std::thread::scope(|scope| {
        let mut extract = match stager.filter(|_| one_extract) {
            Some(stager) => Some(Extract::begin(scope, stager)?),
            None => None,
        };
        let report = standfast_intake::read(source, reader, &plan.reading, &mut |draft| {
            read += 1;
            if read % TELL_EVERY == 0 && progress(Progress::Counted(read)) == Flow::Stop {
                stopped = true;
                return Ok(Flow::Stop);
            }
            let occurred = when(&draft, plan);
            let mut failed: Option<VaultError> = None;
            let seen = tally.see(&draft, occurred.from, |identity| {
                vault
                    .knows_identity(line.number, &identities.sealed(identity))
                    .unwrap_or_else(|e| {
                        failed = Some(e);
                        true
                    })
            });
            if let Some(error) = failed {
                return Err(DeskError::from(error));
            }
            theirs.see(&draft, &seen, occurred.from, source)?;
            // Of those that the case has too: the same export says the same of itself again.
            if !matches!(seen, Seen::LeftOut(_)) {
                not_given(source, &draft, &mut problems);
            }
            let Seen::Take { from, .. } = seen else {
                fresh.pass();
                return Ok(Flow::Go);
            };
            by_hand.see(vault, line, &draft, from, occurred.from)?;
            fresh.take(&draft.identity);
            last = Some(draft.identity.clone());
            if let Some(extract) = &mut extract
                && !extract.add(&draft)
            {
                return Ok(Flow::Stop);
            }
            if sample.len() < plan.sample {
                let from_subject = from == From::Subject;
                sample.push(Sample {
                    occurred,
                    from_subject,
                    words: said(&draft),
                });
            }
            Ok(Flow::Go)
        });
        // The extract's own failure says more than the reading that it stopped.
        let extract = extract.map(Extract::end).transpose()?;
        Ok::<_, DeskError>((report?, extract))
    })?;
    let counts = tally.finish();
    Ok(Chosen {
        ends_with: last.map(|last| identities.sealed(&last)),
        reader,
        survey,
        report,
        counts,
        fresh,
        sample,
        problems,
        may_be_theirs: theirs.found()?,
        by_hand,
        extract,
        stopped,
    })
}

/// An extract on its way into the vault while it is written: it is never whole in memory.
struct Extract<'scope> {
    to: BufWriter<PipeWriter>,
    staging: ScopedJoinHandle<'scope, Result<Staged, VaultError>>,
}

impl<'scope> Extract<'scope> {
    fn begin(scope: &'scope Scope<'scope, '_>, stager: Stager) -> Result<Self, VaultError> {
        let (mut from, to): (PipeReader, PipeWriter) =
            std::io::pipe().map_err(VaultError::Input)?;
        Ok(Extract {
            to: BufWriter::with_capacity(64 << 10, to),
            staging: scope.spawn(move || stager.stage(&mut from, LIMIT)),
        })
    }

    /// Whether it is still taken.
    fn add(&mut self, draft: &Draft) -> bool {
        standfast_intake::write_extract(&mut self.to, draft).is_ok()
    }

    fn end(self) -> Result<Staged, VaultError> {
        // What could not be written any more: then the other end has said why.
        let written = self.to.into_inner().map(drop);
        match self.staging.join() {
            Ok(staged) => staged.and_then(|staged| {
                written
                    .map(|()| staged)
                    .map_err(|e| VaultError::Input(e.into_error()))
            }),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

/// Names the attachments whose bytes the archive holds and does not give: encrypted, a link, a bomb.
fn not_given(source: &Source, draft: &Draft, problems: &mut Vec<Problem>) {
    for attachment in &draft.attachments {
        if let AttachmentContent::Member(member) = &attachment.content
            && let Err(error) = source.open_member(member)
            && problems.len() < limits::PROBLEMS
        {
            problems.push(Problem {
                at: draft.place.shown(),
                why: error.to_string(),
            });
        }
    }
}
