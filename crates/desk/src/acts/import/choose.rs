//! The first pass: what is between the two, what is new, how much of the rest there is.

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use standfast_intake::limits;
use standfast_intake::parties::From;
use standfast_intake::{
    Counts, Flow, Problem, ReaderId, Report, Sealing, Seen, Source, Survey, Tally,
};
use standfast_model::draft::{AttachmentContent, Draft};
use standfast_vault::{CaseLine, Vault, VaultError};

use super::contact::{said, when};
use super::theirs::Theirs;
use super::{MayBeTheirs, Plan, Sample};
use crate::DeskError;

/// What the first pass found.
pub(super) struct Chosen {
    pub reader: ReaderId,
    pub survey: Survey,
    pub report: Report,
    pub counts: Counts,
    /// The drafts to seal.
    pub fresh: Fresh,
    pub sample: Vec<Sample>,
    /// Attachments that the export has and does not give.
    pub problems: Vec<Problem>,
    /// Accounts that may be the subject's.
    pub may_be_theirs: Vec<MayBeTheirs>,
    /// Of a chat: the taken records' own bytes in order, each followed by one line end.
    pub extract: Vec<u8>,
}

/// Drafts by their identities, 16 bytes of each: an export may have a million.
#[derive(Default)]
pub(super) struct Fresh(HashSet<[u8; 16]>);

impl Fresh {
    fn insert(&mut self, identity: &str) {
        self.0.insert(Self::key(identity));
    }

    pub(super) fn contains(&self, identity: &str) -> bool {
        self.0.contains(&Self::key(identity))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn key(identity: &str) -> [u8; 16] {
        let mut key = [0; 16];
        for (to, from) in key.iter_mut().zip(Sha256::digest(identity)) {
            *to = from;
        }
        key
    }
}

pub(super) fn choose(
    vault: &Vault,
    line: &CaseLine,
    source: &Source,
    plan: &Plan,
) -> Result<Chosen, DeskError> {
    let reader = standfast_intake::detect(source)?;
    let survey = standfast_intake::survey(source, reader, &plan.reading)?;
    let mut tally = Tally::new(plan.parties.clone(), &survey);
    let one_extract = standfast_intake::reader(reader).sealing() == Sealing::OneExtract;
    let mut theirs = Theirs::new(vault, line, &plan.decided, &plan.parties);
    let mut fresh = Fresh::default();
    let mut sample = Vec::new();
    let mut problems = Vec::new();
    let mut extract = Vec::new();
    let report = standfast_intake::read(source, reader, &plan.reading, &mut |draft| {
        let occurred = when(&draft, plan);
        let mut failed: Option<VaultError> = None;
        let seen = tally.see(&draft, occurred.from, |identity| {
            vault
                .knows_identity(line.number, identity)
                .unwrap_or_else(|e| {
                    failed = Some(e);
                    true
                })
        });
        if let Some(error) = failed {
            return Err(DeskError::from(error));
        }
        theirs.see(&draft, &seen, occurred.from, source)?;
        let Seen::Take { from, .. } = seen else {
            return Ok(Flow::Go);
        };
        not_given(source, &draft, &mut problems);
        if one_extract {
            // Memory takes all that is written to it.
            let _ = standfast_intake::write_extract(&mut extract, &draft);
        }
        if sample.len() < plan.sample {
            let from_subject = from == From::Subject;
            sample.push(Sample {
                occurred,
                from_subject,
                words: said(&draft),
            });
        }
        fresh.insert(&draft.identity);
        Ok(Flow::Go)
    })?;
    let counts = tally.counts().clone();
    Ok(Chosen {
        reader,
        survey,
        report,
        counts,
        fresh,
        sample,
        problems,
        may_be_theirs: theirs.found()?,
        extract,
    })
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
