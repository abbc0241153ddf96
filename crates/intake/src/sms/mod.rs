//! SMS Backup & Restore (Android): texts, picture messages and calls, as the app writes them.
//!
//! One XML file of `<sms>` and `<mms>` in `<smses>`, or of `<call>` in `<calls>`; also several in
//! a zip. Silence and old Signal write the same. The app's page "Fields in XML backup files" and
//! `docs/formats/sms-backup-restore.md` say what the numbers mean. Tags are found in flat memory
//! ([`tags`]), values are unescaped here ([`value`]), and each record becomes a draft
//! ([`record`], [`mms`], [`reading`], [`told`]).
//!
//! Whose phone it is stands nowhere in the file, so it is not guessed: what the phone sent is
//! from [`PHONE_OWNER`].

mod files;
mod letters;
mod mms;
mod reading;
mod record;
mod tags;
mod told;
mod value;

use std::collections::HashMap;

use standfast_model::Normalised;
use standfast_model::draft::Person;

use crate::error::IntakeError;
use crate::limits;
use crate::reader::{
    Certainty, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey, ThreadSeen,
};
use crate::source::Source;
use reading::Wanted;

pub use record::PHONE_OWNER;
use record::Said;

/// Reads backups of messages and calls.
pub struct SmsBackup;

const ID: ReaderId = ReaderId("sms-backup");

impl Reader for SmsBackup {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        if files::find(source).is_empty() {
            Certainty::No
        } else {
            Certainty::Sure
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, source: &Source, settings: &Settings) -> Result<Survey, IntakeError> {
        let mut survey = Survey::default();
        let mut counts: HashMap<(String, Option<Normalised>), usize> = HashMap::new();
        let mut see = |said: Said| {
            let room = counts.len() < limits::SENDERS;
            let Some(from) = said.from else { return };
            let key = (said.thread, from.identity());
            if let Some(place) = counts.get(&key).copied() {
                let thread = survey.threads.entry(key.0).or_default();
                if let Some((_, count)) = thread.senders.get_mut(place) {
                    *count += 1;
                }
            } else if room {
                let thread = survey
                    .threads
                    .entry(key.0.clone())
                    .or_insert_with(|| ThreadSeen {
                        senders: Vec::new(),
                        named: said.other.as_ref().and_then(named),
                        group: said.group,
                    });
                counts.insert(key, thread.senders.len());
                thread.senders.push((from, 1));
            }
        };
        reading::read(source, settings, Wanted::Who(&mut see))?;
        Ok(survey)
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        reading::read(source, settings, Wanted::Drafts(sink))
    }
}

/// A conversation of two bears the number of the other.
fn named(other: &Person) -> Option<String> {
    other.address.clone().or_else(|| other.label.clone())
}
