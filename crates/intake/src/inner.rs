//! Archives inside archives: each is a source of its own, as if somebody had unpacked the outer
//! one, which is never done.
//!
//! Only where the outer one is no export itself: an archive that stands in an export is a file
//! that somebody sent or kept.

use std::io;

use standfast_model::visible;

use crate::archive::{Archive, Member, base};
use crate::detect::detect;
use crate::error::IntakeError;
use crate::limits;
use crate::reader::Problem;
use crate::set::{self, Set};
use crate::source::{Part, Source};

impl Source {
    /// Itself if it is an export, else the archives that stand in it, at any depth within
    /// [`limits::NESTING`].
    ///
    /// # Errors
    /// [`IntakeError::Archive`] where none of them can be opened, [`IntakeError::Limit`] where
    /// they are too many or too deep.
    pub fn unpacked(self) -> Result<Vec<Source>, IntakeError> {
        let mut within = Within::default();
        within.open(self, 0)?;
        if let (Some(first), false) = (within.sources.first_mut(), within.problems.is_empty()) {
            first.problems.append(&mut within.problems);
        }
        match (within.sources.is_empty(), within.failed) {
            (true, Some(failed)) => Err(failed),
            _ => Ok(within.sources),
        }
    }
}

impl Source {
    /// The one export that stands in it, where only one can be taken.
    ///
    /// # Errors
    /// As [`Source::unpacked`]; [`IntakeError::Several`].
    pub fn the_one(self) -> Result<Source, IntakeError> {
        let name = self.name().to_owned();
        let mut sources = self.unpacked()?;
        match (sources.pop(), sources.len()) {
            (Some(source), 0) => Ok(source),
            (_, more) => Err(IntakeError::Several {
                name,
                count: more + 1,
            }),
        }
    }
}

/// What was found within one archive.
#[derive(Default)]
struct Within {
    sources: Vec<Source>,
    problems: Vec<Problem>,
    /// The first that could not be opened.
    failed: Option<IntakeError>,
    /// Bytes that all of them unpack to.
    unpacked: u64,
}

impl Within {
    fn open(&mut self, mut source: Source, depth: usize) -> Result<(), IntakeError> {
        let inner: Vec<Member> = source.archive().map(archives).unwrap_or_default();
        if inner.is_empty() {
            self.sources.push(source);
            return Ok(());
        }
        if detect(&source).is_ok() {
            source.notes.push(format!(
                "Archives inside it, which were not opened: {}. If one is an export, unpack it and import it by itself.",
                inner.len()
            ));
            self.sources.push(source);
            return Ok(());
        }
        if depth == limits::NESTING {
            return Err(IntakeError::Limit {
                name: source.name().to_owned(),
                what: "the number of archives inside each other",
                limit: format!("{}", limits::NESTING),
            });
        }
        let problems = source.archive().map(Archive::problems).unwrap_or_default();
        let room = limits::PROBLEMS.saturating_sub(self.problems.len());
        self.problems.extend(problems.iter().take(room).cloned());
        let sets = set::group_by(
            inner,
            |member| base(member.said()).to_owned(),
            |_| true,
            |member| {
                let said = member.said();
                let folder = said.strip_suffix(base(said)).unwrap_or_default();
                folder.to_owned()
            },
        );
        for set in sets {
            if self.sources.len() >= limits::INNER {
                return Err(IntakeError::Limit {
                    name: source.name().to_owned(),
                    what: "the number of archives inside it",
                    limit: format!("{}", limits::INNER),
                });
            }
            self.set(&source, set, depth)?;
        }
        Ok(())
    }

    fn set(&mut self, outer: &Source, set: Set<Member>, depth: usize) -> Result<(), IntakeError> {
        let at = set
            .files
            .first()
            .map(|m| m.name.clone())
            .unwrap_or_default();
        let opened = set
            .files
            .iter()
            .map(|member| part(outer, member))
            .collect::<Result<Vec<_>, _>>()
            .and_then(|parts| Source::of_parts(parts, set.joins, &set.missing));
        let opened = opened.and_then(|inner| {
            let sizes = inner.archive().map_or(&[][..], Archive::members);
            let sum = sizes.iter().map(|m| m.size).fold(0, u64::saturating_add);
            self.unpacked = self.unpacked.saturating_add(sum);
            if self.unpacked > limits::UNPACKED {
                return Err(IntakeError::Limit {
                    name: inner.name().to_owned(),
                    what: "what it and the archives before it unpack to",
                    limit: format!("{} GB", limits::UNPACKED >> 30),
                });
            }
            self.open(inner, depth + 1)
        });
        if let Err(error) = opened {
            if self.problems.len() < limits::PROBLEMS {
                self.problems.push(Problem {
                    at: visible(&at).into_owned(),
                    why: error.to_string(),
                });
            }
            self.failed.get_or_insert(error);
        }
        Ok(())
    }
}

/// The archives in it, by their names, that can be read.
fn archives(archive: &Archive) -> Vec<Member> {
    let members = archive.members().iter();
    members
        .filter(|m| m.refused.is_none() && set::is_archive(base(m.said())))
        .cloned()
        .collect()
}

fn part(outer: &Source, member: &Member) -> Result<Part, IntakeError> {
    let name = format!("{}/{}", outer.name(), base(&member.name));
    let broken = |why: String| IntakeError::Archive {
        name: name.clone(),
        why,
    };
    if let (Some(folder), Some(number)) = (outer.folder(), member.file()) {
        let opened: io::Result<Part> = folder
            .handle(number)
            .and_then(|file| Part::of_file(file, name.clone()));
        return opened.map_err(|e| broken(e.to_string()));
    }
    let watch = outer.parts.get(member.part()).and_then(|p| p.watch.clone());
    let (extent, sha256) = member.extent().map_err(broken)?;
    Ok(Part {
        extent,
        watch,
        sha256,
        name,
    })
}
