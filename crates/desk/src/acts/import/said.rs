//! What a person says with an export, and what it means.

use standfast_intake::{Mapping, ReaderId};
use standfast_model::lists::Channel;

use crate::DeskError;
use crate::acts::given;

/// What a person says with an export.
#[derive(Clone, Debug, Default)]
pub struct SaidImport {
    /// How it names the subject, beside the accounts of the case.
    pub accounts: Vec<String>,
    /// How it names the clinician, beside the accounts of the case.
    pub mine: Vec<String>,
    /// IANA name of the zone for times without one; left out means the case's.
    pub zone: Option<String>,
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
    /// Which reader reads it, where the person says so: `diary`.
    pub reader: Option<String>,
    /// Of a table: which column is what, each as `time=Date`.
    pub columns: Vec<String>,
    /// How what a table or diary tells of came, where it does not say: `letter`, `other: …`.
    pub channel: Option<String>,
    /// Count and show; seal nothing.
    pub dry_run: bool,
    /// Keep the whole file as an exhibit of class third-party.
    pub keep_source: bool,
    /// How many of the messages to show.
    pub sample: usize,
}

impl SaidImport {
    /// The columns that a person named; none where nobody named any.
    pub(super) fn mapping(&self) -> Result<Option<Mapping>, DeskError> {
        if self.columns.is_empty() {
            return Ok(None);
        }
        Mapping::parse(self.columns.iter().map(String::as_str))
            .map(Some)
            .map_err(|error| DeskError::words(error.to_string(), error.advice()))
    }

    /// The channel of records that do not say theirs.
    pub(super) fn channel(&self) -> Result<Option<Channel>, DeskError> {
        let Some(word) = given(self.channel.clone()) else {
            return Ok(None);
        };
        if let Some(own) = word.strip_prefix("other:") {
            return Ok(Some(Channel::Other(own.trim().to_owned())));
        }
        match Channel::listed(&word) {
            Some(listed) => Ok(Some(listed)),
            None => Err(DeskError::words(
                format!("\"{word}\" is no channel; nothing was stored"),
                format!(
                    "Say one of: {}, or \"other: your own word\"",
                    Channel::WORDS.join(", ")
                ),
            )),
        }
    }

    /// The reader that was named.
    pub(super) fn reader(&self) -> Result<Option<ReaderId>, DeskError> {
        let Some(word) = given(self.reader.clone()) else {
            return Ok(None);
        };
        let readers = || standfast_intake::READERS.iter().map(|r| r.id());
        match readers().find(|id| id.as_str() == word) {
            Some(id) => Ok(Some(id)),
            None => {
                let all: Vec<&str> = readers().map(ReaderId::as_str).collect();
                Err(DeskError::words(
                    format!("\"{word}\" is no reader; nothing was stored"),
                    format!("Say one of: {}", all.join(", ")),
                ))
            }
        }
    }
}
