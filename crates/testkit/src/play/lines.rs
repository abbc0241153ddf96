//! What single entries say, and that nothing of others stands in any of them.

use standfast_desk::model::Body;
use standfast_desk::{DeskError, looks::Line};

use super::Player;
use standfast_story::{Stands, shown_time};

impl Player {
    /// A contact is on its line with its time, channel and words.
    pub(super) fn stands(&self, expected: &Stands) -> Result<(), String> {
        let n = self.entries.number(&expected.entry)?;
        let line = self.line(n)?.ok_or("there is no such entry")?;
        let Body::Contact(contact) = &line.entry.body else {
            return Err(format!("#{n} is no contact"));
        };
        let at = contact
            .occurred
            .from
            .map(|from| self.zone.to_datetime(from));
        let channel = contact
            .channel
            .as_ref()
            .map_or("no channel", |c| c.as_str());
        let words = contact.words.as_deref().unwrap_or_default();
        let begins =
            words.starts_with(&expected.words) && words.is_empty() == expected.words.is_empty();
        if at.map(shown_time) == Some(shown_time(expected.at))
            && channel == expected.channel
            && begins
        {
            return Ok(());
        }
        let at = at.map_or_else(|| "at a time not known".to_owned(), shown_time);
        Err(format!("{} {at} {channel} {words}", expected.entry))
    }

    /// At how many places of its conversations an import left something out.
    pub(super) fn gaps_of(&self, import: u64) -> Result<u64, String> {
        match self.line(import)?.map(|line| line.entry.body) {
            Some(Body::Import(import)) => {
                Ok(import.gaps.len() as u64 + import.more_gaps.unwrap_or(0))
            }
            _ => Err(format!("#{import} is no import")),
        }
    }

    /// No field of any entry, no original and no search has any of these words, whatever their case.
    pub(super) fn nowhere(&self, all: &[String]) -> Result<(), String> {
        all.iter().try_for_each(|words| self.finds(0, words))?;
        let all: Vec<String> = all.iter().map(|words| words.to_lowercase()).collect();
        let has = |text: String| {
            let text = text.to_lowercase();
            all.iter().find(|words| text.contains(words.as_str()))
        };
        for n in 0.. {
            let Some(line) = self.line(n)? else { break };
            for entry in [Some(&line.entry), line.first.as_ref()]
                .into_iter()
                .flatten()
            {
                for field in entry.body.to_fields().iter() {
                    if let Some(words) = has(field.value.to_string()) {
                        let entry = self.entries.named(n);
                        return Err(format!("\"{words}\" is in {entry}, {}", field.name));
                    }
                }
            }
        }
        for listed in self
            .desk
            .exhibit_list(&self.case)
            .map_err(|e| e.to_string())?
        {
            let mut bytes = Vec::new();
            let reference = &listed.exhibit.reference;
            self.desk
                .exhibit_export(&self.case, reference, &mut bytes)
                .map_err(|e| e.to_string())?;
            if let Some(words) = has(String::from_utf8_lossy(&bytes).into_owned()) {
                return Err(format!("\"{words}\" is in {reference}"));
            }
        }
        Ok(())
    }

    /// An entry as it stands; `None` beyond the end of the log.
    fn line(&self, n: u64) -> Result<Option<Line>, String> {
        match self.desk.contact_show(&self.case, n) {
            Ok(line) => Ok(Some(line)),
            Err(DeskError::NoEntry { .. }) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }
}
