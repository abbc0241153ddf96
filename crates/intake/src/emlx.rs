//! Messages of Apple Mail (`.emlx`): a line with a number of bytes, that many bytes of message,
//! and a property list with what the program knows of it.
//!
//! The message is read by the reader of mail; of the list only two numbers are looked at, the
//! state of the message and the second when it arrived. A number of bytes that cannot be right
//! is a problem, and the message ends where the list begins.

use std::ops::Range;

use jiff::Timestamp;
use memchr::memmem;
use standfast_model::draft::{Draft, Place};

use crate::error::IntakeError;
use crate::mail::{self, Apart, Date, Found, begins_message};
use crate::reader::{Certainty, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;

/// Reads one message of Apple Mail.
pub struct Emlx;

const ID: ReaderId = ReaderId("emlx");
/// The first line is a number with spaces behind it.
const FIRST_LINE: usize = 40;
/// The list is a page; what is longer is none.
const LIST: usize = 1 << 20;

impl Reader for Emlx {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        let named = source.name().to_ascii_lowercase().ends_with(".emlx");
        let counted = count(source.head());
        let at = counted.map_or(0, |(_, at)| at);
        let message = begins_message(source.head().get(at..).unwrap_or_default());
        match (message, counted.is_some() || named) {
            (true, true) => Certainty::Sure,
            _ if named => Certainty::Perhaps,
            _ => Certainty::No,
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::EachRecord
    }

    fn survey(&self, _: &Source, _: &Settings) -> Result<Survey, IntakeError> {
        Ok(Survey::default())
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        let part = is_part(source.name().as_bytes());
        mail::alone(source, ID, sink, |bytes, found| {
            message(bytes, found, part, settings)
        })
    }
}

/// Whether a file of this name leaves its attachments to files beside it.
pub(crate) fn is_part(name: &[u8]) -> bool {
    name.to_ascii_lowercase().ends_with(b".partial.emlx")
}

/// Whether a file of this name is one.
pub(crate) fn is_named(name: &[u8]) -> bool {
    name.to_ascii_lowercase().ends_with(b".emlx")
}

/// Reads a file of Apple Mail; `part` where it leaves its attachments to others.
///
/// # Errors
/// Why it is no message.
pub(crate) fn message(
    mut bytes: Vec<u8>,
    found: Found,
    part: bool,
    settings: &Settings,
) -> Result<Apart, &'static str> {
    let Split {
        message,
        list,
        problem,
    } = split(&bytes);
    let list = bytes.get(list).unwrap_or_default();
    let arrived = number(list, "date-received").and_then(|n| Timestamp::from_second(n).ok());
    let state = number(list, "flags");
    let found = Found {
        place: Place {
            bytes: (message.start as u64, message.end as u64),
            ..found.place
        },
        filed: arrived.filter(|at| settings.plausible(*at)).map(Date::at),
        ..found
    };
    bytes.truncate(message.end);
    bytes.drain(..message.start.min(bytes.len()));
    let mut apart = mail::message(bytes, found, settings)?;
    let read = &mut apart.message;
    let wrong_time = arrived.is_some_and(|at| !settings.plausible(at));
    let problems = [
        problem,
        part.then_some("its attachments are kept in other files and were not read"),
        wrong_time.then_some("the time that its mailbox gives it cannot be right"),
    ];
    for problem in problems.into_iter().flatten() {
        read.draft.doubt(problem);
        read.problems.push(problem);
    }
    if let Some(state) = state {
        tell_state(&mut read.draft, state);
    }
    Ok(apart)
}

/// What Apple Mail keeps in the lowest bits of `flags`.
fn tell_state(draft: &mut Draft, state: i64) {
    for (bit, mark) in [
        (0, "seen"),
        (2, "replied"),
        (4, "flagged"),
        (8, "passed-on"),
    ] {
        if state >> bit & 1 == 1 {
            draft.mark(mark);
        }
    }
    if state >> 1 & 1 == 1 {
        crate::maildir::in_bin(draft);
    }
    if state >> 6 & 1 == 1 {
        crate::maildir::unsent(draft);
    }
}

/// Where the message stands, and the list.
struct Split {
    message: Range<usize>,
    list: Range<usize>,
    problem: Option<&'static str>,
}

fn split(bytes: &[u8]) -> Split {
    let begins = |at: usize, problem| {
        // The last list in the file: a message may hold another.
        let tail = bytes.len().saturating_sub(LIST).max(at);
        let tail_bytes = bytes.get(tail..).unwrap_or_default();
        let list = memmem::rfind(tail_bytes, b"<?xml")
            .filter(|i| is_list(tail_bytes.get(*i..).unwrap_or_default()))
            .map_or(bytes.len(), |i| tail + i);
        Split {
            message: at..list,
            list: list..bytes.len(),
            problem,
        }
    };
    let Some((count, at)) = count(bytes) else {
        return begins(0, Some("its first line is not its number of bytes"));
    };
    let Some(end) = count.and_then(|n| at.checked_add(n)) else {
        return begins(
            at,
            Some("its first line says a number of bytes that is none"),
        );
    };
    let Some(rest) = bytes.get(end..) else {
        return begins(
            at,
            Some("its first line promises more bytes than there are"),
        );
    };
    if rest.trim_ascii().is_empty() || is_list(rest.trim_ascii_start()) {
        return Split {
            message: at..end,
            list: end..bytes.len(),
            problem: None,
        };
    }
    begins(
        at,
        Some("its first line says fewer bytes than the message has"),
    )
}

fn is_list(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(1_000)).unwrap_or_default();
    bytes.starts_with(b"<") && memmem::find(start, b"<plist").is_some()
}

/// The number in the first line (`None` for one that is none) and where the next line begins;
/// nothing where the first line is no number.
fn count(bytes: &[u8]) -> Option<(Option<usize>, usize)> {
    let start = bytes.get(..bytes.len().min(FIRST_LINE))?;
    let end = start.iter().position(|b| *b == b'\n')?;
    let line = start.get(..end)?.trim_ascii();
    let digits = line.strip_prefix(b"-").unwrap_or(line);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let count = std::str::from_utf8(line).ok()?.parse().ok();
    Some((count, end + 1))
}

/// A number that stands behind its key in a list: whole seconds of a time with a fraction.
fn number(list: &[u8], key: &str) -> Option<i64> {
    let list = list.get(..list.len().min(LIST))?;
    let key = format!("<key>{key}</key>");
    let behind = memmem::find(list, key.as_bytes())? + key.len();
    let value = list.get(behind..)?.trim_ascii_start();
    let value = value
        .strip_prefix(b"<integer>")
        .or_else(|| value.strip_prefix(b"<real>"))?;
    let end = value
        .iter()
        .take(40)
        .position(|b| matches!(b, b'<' | b'.'))?;
    std::str::from_utf8(value.get(..end)?)
        .ok()?
        .trim()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::{number, split};
    use proptest::prelude::*;

    const LIST: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE plist PUBLIC \"x\">\n<plist version=\"1.0\">\n<dict>\n\t<key>flags</key>\n\t<integer>8590195713</integer>\n\t<key>date-received</key>\n\t<real>1741082400.5</real>\n</dict>\n</plist>\n";

    #[test]
    fn numbers_of_the_list() {
        assert_eq!(number(LIST.as_bytes(), "flags"), Some(8_590_195_713));
        assert_eq!(
            number(LIST.as_bytes(), "date-received"),
            Some(1_741_082_400)
        );
        assert_eq!(number(LIST.as_bytes(), "none"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_right_count_gives_the_message_whatever_stands_in_it(body in "(?s).{0,300}", pad in 0_usize..8) {
            let message = format!("From: ned@harrow.example\n\n{body}<?xml ?><plist>");
            let file = format!("{}{}\n{message}{LIST}", message.len(), " ".repeat(pad));
            let split = split(file.as_bytes());
            prop_assert_eq!(&file[split.message], message);
            prop_assert_eq!(&file[split.list], LIST);
            prop_assert!(split.problem.is_none());
        }

        #[test]
        fn a_wrong_count_is_said_and_the_list_still_ends_the_message(body in "[a-z \n]{2,300}", wrong in any::<i64>()) {
            let message = format!("From: ned@harrow.example\n\n{body}");
            prop_assume!(usize::try_from(wrong) != Ok(message.trim_end().len()));
            let file = format!("{wrong}\n{message}{LIST}");
            let split = split(file.as_bytes());
            if split.problem.is_some() {
                prop_assert_eq!(&file[split.message], message);
            } else {
                prop_assert_eq!(file[split.message].trim_end(), message.trim_end());
            }
        }
    }
}
