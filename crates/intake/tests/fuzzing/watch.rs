//! Reading a case, and what that took.

use std::io::Cursor;
use std::path::Path;
use std::time::Duration;

use standfast_intake::{
    Flow, IntakeError, Parties, Reader, Sealing, Settings, Source, Tally, mail_as_text, mail_seen,
};
use standfast_model::draft::{Attachment, AttachmentContent};

use super::{Case, Given, PHOTOGRAPHS};

/// Messages that are shown besides being read.
const SHOWN: usize = 4;

/// What reading a case gave.
#[derive(Default)]
pub struct Answer {
    /// Bytes of it, unpacked.
    pub bytes: u64,
    /// Processor time of all threads.
    pub busy: Duration,
    /// Times that it was read; an import reads once.
    pub readings: u32,
    /// Records that were read, and those that were not understood.
    pub records: u64,
    pub not_understood: u64,
    /// Whether it was an error as a whole.
    pub refused: bool,
    /// What must not be: counts that do not add up, an error that steers the screen.
    pub wrong: Option<String>,
}

/// What a reading of so many bytes may take: a second a megabyte, and half a second.
///
/// A build without optimisation is some ten times as slow and measures growth only.
pub fn allowed(bytes: u64) -> Duration {
    let whole = Duration::from_millis(500 + bytes / 1_000);
    if cfg!(debug_assertions) {
        whole * 4
    } else {
        whole
    }
}

/// Reads a case by every way that is open to it: the reader that it is for, and the one that it
/// is taken for.
pub fn answer(case: &Case, room: &Path) -> Answer {
    let began = busy();
    let mut answer = Answer {
        bytes: case.bytes(),
        ..Answer::default()
    };
    if case.reader == PHOTOGRAPHS {
        if let Given::File(bytes) = &case.given {
            let now = settings().now;
            let _ = standfast_intake::dated(&mut Cursor::new(bytes), &case.name, now);
        }
        answer.readings = 1;
        answer.busy = busy().saturating_sub(began);
        return answer;
    }
    match case.open(room) {
        Ok(sources) => {
            for source in &sources {
                let members = source.archive().map_or(&[][..], |a| a.members());
                let claimed: u64 = members.iter().map(|m| m.size).fold(0, u64::saturating_add);
                // Deflate packs to a thousandth at best.
                answer.bytes += claimed.min(source.len().saturating_mul(1_032));
                let taken_for = standfast_intake::detect(source).ok();
                for reader in standfast_intake::READERS {
                    let id = reader.id();
                    if id.as_str() == case.reader || Some(id) == taken_for {
                        read(source, *reader, &mut answer);
                    }
                }
            }
        }
        Err(error) => answer.error(&error),
    }
    answer.readings = answer.readings.max(1);
    answer.busy = busy().saturating_sub(began);
    answer
}

/// As an import reads it: what is asked is answered, attachments are opened, some are shown.
pub fn read(source: &Source, reader: &dyn Reader, answer: &mut Answer) {
    let mut settings = settings();
    let mut survey = standfast_intake::survey(source, reader.id(), &settings);
    if let Err(IntakeError::AskColumns(seen)) = survey {
        settings.mapping = Some(seen.suggested);
        survey = standfast_intake::survey(source, reader.id(), &settings);
    }
    if let Err(IntakeError::AskDateOrder { .. }) = survey {
        settings.date_order = Some(standfast_intake::DateOrder::Dmy);
        survey = standfast_intake::survey(source, reader.id(), &settings);
    }
    answer.readings += 1;
    let parties = Parties::new(
        ["Ned Harrow", "Ned", "ned@harrow.example", "+44 7700 900123"],
        ["Ada Wren", "Ada", "ada@wren.example"],
    );
    let survey = match survey {
        Ok(survey) => survey,
        Err(error) => {
            answer.error(&error);
            // What cannot be surveyed must be answered all the same.
            standfast_intake::Survey::default()
        }
    };
    let mut tally = Tally::new(parties, &survey);
    let mut shown = 0;
    let report =
        standfast_intake::read::<IntakeError>(source, reader.id(), &settings, &mut |draft| {
            for Attachment { content, .. } in &draft.attachments {
                if let AttachmentContent::Member(member) = content
                    && let Ok(mut member) = source.open_member(member)
                {
                    let _ = std::io::copy(&mut member, &mut std::io::sink());
                }
            }
            if reader.sealing() == Sealing::EachRecord && shown < SHOWN {
                shown += 1;
                let _ = (mail_as_text(&draft.own_bytes), mail_seen(&draft.own_bytes));
            }
            tally.see(&draft, None, |_| false);
            Ok(Flow::Go)
        });
    match report {
        Ok(report) => {
            answer.records += report.drafts;
            answer.not_understood += report.not_understood;
            if report.read != report.drafts + report.system + report.not_understood {
                answer.wrong = Some(format!("counts of {} that do not add up", reader.id()));
            }
            for problem in &report.problems {
                answer.steers(&problem.at);
                answer.steers(&problem.why);
            }
        }
        Err(error) => answer.error(&error),
    }
    answer.bytes += (shown as u64).min(1) * source.len();
}

impl Answer {
    fn error(&mut self, error: &IntakeError) {
        self.refused = true;
        self.steers(&error.to_string());
        self.steers(&error.advice());
    }

    fn steers(&mut self, said: &str) {
        if said.contains(['\u{1b}', '\0']) {
            self.wrong = Some(format!("words that steer the screen: {said:?}"));
        }
    }

    /// What it may take.
    pub fn allowed(&self) -> Duration {
        allowed(self.bytes) * self.readings
    }
}

/// Imports are made on one day.
fn settings() -> Settings {
    Settings::at("2026-11-24T09:00:00Z".parse().unwrap())
}

/// Processor time that this process has had, of all its threads.
#[cfg(unix)]
pub fn busy() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ProcessCPUTime)
        .try_into()
        .unwrap_or_default()
}

/// Where no such clock is read, the time of day must do.
#[cfg(not(unix))]
pub fn busy() -> Duration {
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default()
}

/// The most memory that this process has had since [`reset_peak`], in megabytes; `None` where the
/// system does not say.
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes >> 10)
}

/// From now on only what comes counts, where the system can do that.
pub fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
