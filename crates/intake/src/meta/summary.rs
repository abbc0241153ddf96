//! The end of a reading: whether anything was understood, what is left over, what to tell.

use std::collections::HashSet;

use super::ID;
use super::reading::Reading;
use crate::error::IntakeError;
use crate::reader::Report;

impl Reading<'_> {
    /// The report, or the error that nothing was understood.
    pub(super) fn finish(mut self) -> Result<Report, IntakeError> {
        let taken = self.report.drafts + self.report.system;
        let only_pages =
            self.layout.conversations.iter().all(|c| c.pages) && self.layout.requests.is_empty();
        if taken == 0 && self.report.not_understood == 0 && only_pages && !self.layout.no_data {
            return Err(IntakeError::AskForJson {
                name: self.source.name().to_owned(),
            });
        }
        if taken == 0 && (self.report.not_understood > 0 || self.first.is_some()) {
            let (at, line) = self.first.take().unwrap_or_default();
            return Err(IntakeError::NothingUnderstood {
                name: self.source.name().to_owned(),
                reader: ID,
                at,
                line,
            });
        }
        self.notes();
        if let Some(archive) = self.source.archive() {
            let mut folders: Vec<&str> = self
                .layout
                .conversations
                .iter()
                .map(|c| c.folder.as_str())
                .filter(|f| !f.is_empty())
                .collect();
            folders.sort_unstable();
            let in_folder = |name: &str| {
                let after = folders.partition_point(|f| *f <= name);
                let before = after.checked_sub(1).and_then(|i| folders.get(i));
                before.is_some_and(|f| name.starts_with(f))
            };
            let own: HashSet<&String> = self
                .layout
                .conversations
                .iter()
                .flat_map(|c| c.files.iter().flatten())
                .collect();
            self.report.unnamed_files = archive
                .members()
                .iter()
                .filter(|m| in_folder(&m.name))
                .filter(|m| !own.contains(&m.name) && !self.named_files.contains(&m.name))
                .map(|m| m.name.clone())
                .collect();
        }
        Ok(self.report)
    }

    fn notes(&mut self) {
        let mut notes = Vec::new();
        if self.repaired > 0 {
            notes.push(format!(
                "Records whose letters the download mangles: {}. They were set right; the bytes as they came are kept.",
                self.repaired
            ));
        }
        if self.missing > 0 {
            notes.push(format!(
                "Files that messages name and that are not in this download: {}. A large download comes in parts: they may be in another.",
                self.missing
            ));
        }
        if self.layout.html > 0 {
            notes.push(format!(
                "Pages of HTML of the same conversations that are in it, too: {}. They were not read: the JSON decides.",
                self.layout.html
            ));
        }
        if self.of_pages > 0 {
            notes.push(format!(
                "Messages from pages of HTML: {}. They give the time of a clock without its zone, and no number of their own: one that was taken from a download in JSON, too, cannot be known again and is taken a second time. If you can have JSON, import that and not this.",
                self.of_pages
            ));
        }
        if self.requests_of_pages > 0 {
            notes.push(format!(
                "Requests and followers from pages of HTML: {}. They give the time of a clock without its zone. One that was taken from a download in JSON, too, is taken a second time.",
                self.requests_of_pages
            ));
        }
        if self.not_said > 0 {
            notes.push(format!(
                "Lists of what the owner of the account did (requests sent, accounts followed) were not read: {}. The download does not say whose account it is. Ask for your profile information with it.",
                self.not_said
            ));
        }
        if self.undecided > 0 {
            notes.push(format!(
                "Messages whose date could not be decided: {}. They are kept without a time, and say why.",
                self.undecided
            ));
        }
        if self.layout.no_data {
            notes.push("The site says that there was nothing to download for messages.".to_owned());
        }
        if self.layout.platform.is_none() && !self.layout.conversations.is_empty() {
            notes.push("Nothing in it says whether it is from Facebook or Instagram.".to_owned());
        }
        for (what, files) in &self.layout.lists {
            notes.push(format!(
                "Seen and not read: {what} (files: {files}). Attach what shows a contact as it is."
            ));
        }
        self.report.notes = notes;
    }
}
