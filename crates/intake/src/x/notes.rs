//! What is said of the whole: what is wrong with it, whether anything was understood, what a
//! person should know.

use std::collections::BTreeSet;

use standfast_model::visible;

use super::ID;
use super::files::Holds;
use super::reading::Reading;
use crate::error::IntakeError;
use crate::reader::Report;

/// Handles that a note lists.
const HANDLES: usize = 20;

impl Reading<'_> {
    pub(super) fn with_problems_of_the_whole(mut self) -> Self {
        let archive = self.source.archive();
        for problem in archive.map_or(&[][..], |a| a.problems()) {
            self.report.problem(problem.at.clone(), problem.why.clone());
        }
        for member in &self.about.damaged {
            self.report
                .problem(visible(member), "it cannot be read: it may be damaged");
        }
        for listed in &self.about.listed {
            let there = self
                .files
                .read
                .iter()
                .filter_map(|f| f.member.as_deref())
                .any(|member| listed.is(member));
            if !there && listed.count != Some(0) {
                self.report.problem(
                    visible(&listed.file),
                    "the archive lists it, and it is not in it or cannot be read",
                );
            }
        }
        self
    }

    /// The report, or the error that nothing was understood.
    pub(super) fn finish(mut self) -> Result<Report, IntakeError> {
        if self.report.drafts + self.report.system == 0
            && let Some((at, line)) = self.first.take()
        {
            return Err(IntakeError::NothingUnderstood {
                name: self.source.name().to_owned(),
                reader: ID,
                at,
                line,
            });
        }
        self.notes();
        let named = &self.named_files;
        let unnamed = self.media.names().filter(|name| !named.contains(*name));
        self.report.unnamed_files = unnamed.map(str::to_owned).collect();
        Ok(self.report)
    }

    fn notes(&mut self) {
        let mut notes = vec![
            "What other people posted, about this account or to it, is not in an archive of X. Of others it has only their direct messages and that they follow.".to_owned(),
        ];
        notes.extend(self.whose());
        notes.extend(self.numbers());
        let lists = |holds: Holds| matches!(holds, Holds::Followers | Holds::Following);
        if self.about.owner.is_none() && self.files.read.iter().any(|f| lists(f.holds)) {
            notes.push(
                "Seen and not read: who follows whom. The archive does not say whose it is."
                    .to_owned(),
            );
        }
        if self.undated > 0 {
            notes.push(
                "Who follows whom has no dates in the archive: it is so on the day the archive was made."
                    .to_owned(),
            );
        }
        if self.about.partial {
            notes.push(
                "The archive says that it is only a part: the rest comes in other files."
                    .to_owned(),
            );
        }
        if self.repaired > 0 {
            notes.push(format!(
                "Records in which &, < or > are written as X writes them: {}. They were set right once; the bytes as they came are kept.",
                self.repaired
            ));
        }
        if self.missing > 0 {
            notes.push(format!(
                "Files that belong to records and are not in this archive, or cannot be read: {}.",
                self.missing
            ));
        }
        for (what, files) in &self.files.seen {
            notes.push(format!(
                "Seen and not read: {what} (files: {files}). Attach what shows a contact as it is."
            ));
        }
        self.report.notes = notes;
    }

    /// Whose archive it says that it is: to be said, never to be assumed.
    fn whose(&self) -> Option<String> {
        let id = self.about.owner.as_ref()?;
        let handle = self.about.handle.as_ref();
        let handle = handle.map_or(String::new(), |handle| format!(" (@{handle})"));
        Some(format!(
            "The archive says that it is of the account {id}{handle}. If that is you, say so: --mine {id}."
        ))
    }

    /// Which handles posts give for the numbers in messages: for the person to say who is who.
    fn numbers(&self) -> Option<String> {
        let written: BTreeSet<&String> = self
            .writers
            .iter()
            .filter(|id| self.about.owner.as_ref() != Some(id))
            .collect();
        if written.is_empty() {
            return None;
        }
        let mut note =
            "Direct messages name people by number only. Say whose number it is: --account NUMBER."
                .to_owned();
        let known: Vec<String> = written
            .iter()
            .filter_map(|id| {
                let handles = self.handles.get(*id)?;
                let handles: Vec<&str> = handles.iter().take(3).map(String::as_str).collect();
                Some(format!("{id} is {}", handles.join(" or ")))
            })
            .collect();
        if !known.is_empty() {
            let listed: Vec<&str> = known.iter().take(HANDLES).map(String::as_str).collect();
            note.push_str(&format!(" By posts in this archive, {}", listed.join(", ")));
            if known.len() > HANDLES {
                note.push_str(&format!(", and {} more", known.len() - HANDLES));
            }
            note.push('.');
        }
        Some(note)
    }
}
