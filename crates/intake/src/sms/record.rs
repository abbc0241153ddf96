//! One text or one call: who, when, which way, what it says.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use standfast_model::draft::{Attachment, Basis, DraftKind, DraftTime, Person};
use standfast_model::lists::Channel;
use standfast_model::normalise;

use super::value::{Faults, Fields};
use crate::identity::{Identity, day_of};
use crate::reader::Settings;

/// How drafts name the person whose phone it is. The file does not say who that is.
pub const PHONE_OWNER: &str = "owner of the phone";

/// What a record says, before it has a place.
pub(super) struct Said {
    pub(super) kind: DraftKind,
    pub(super) channel: Channel,
    pub(super) thread: String,
    pub(super) group: bool,
    pub(super) from: Option<Person>,
    pub(super) to: Vec<Person>,
    /// The other party of a conversation of two.
    pub(super) other: Option<Person>,
    pub(super) time: DraftTime,
    pub(super) title: Option<String>,
    pub(super) words: Option<String>,
    pub(super) marks: Vec<&'static str>,
    pub(super) attachments: Vec<Attachment>,
    /// What a reader of the contact should know.
    pub(super) doubts: Vec<String>,
    /// What the report names, too.
    pub(super) problems: Vec<String>,
    pub(super) faults: Faults,
    /// What makes it itself, whatever backup it stands in.
    pub(super) digest: [u8; 32],
    /// The day of `date`, whatever is the better time of it.
    pub(super) day: Option<Date>,
}

impl Said {
    pub(super) fn new(kind: DraftKind, channel: Channel) -> Self {
        Said {
            kind,
            channel,
            thread: String::new(),
            group: false,
            from: None,
            to: Vec::new(),
            other: None,
            time: DraftTime::Unknown,
            title: None,
            words: None,
            marks: Vec::new(),
            attachments: Vec::new(),
            doubts: Vec::new(),
            problems: Vec::new(),
            faults: Faults::default(),
            digest: [0; 32],
            day: None,
        }
    }

    /// A doubt that the report names, too; once, however often it is met.
    pub(super) fn problem(&mut self, why: impl Into<String>) {
        let why = why.into();
        if self.problems.contains(&why) {
            return;
        }
        self.doubts.push(why.clone());
        self.problems.push(why);
    }

    /// Not sent or not received: its kind says that nobody was reached.
    pub(super) fn not_delivered(&mut self) {
        self.kind = DraftKind::System;
        self.marks.push("not-delivered");
    }

    pub(super) fn without_words(&mut self, raw: Option<&str>) {
        self.marks.push("no-content");
        self.doubts.push(match raw {
            Some("null") => {
                "the export says null, as for content that it leaves out; somebody may have typed it".to_owned()
            }
            _ => "the export has no content for it".to_owned(),
        });
    }
}

/// Why a record cannot be taken.
pub(super) enum Refused {
    /// Its tag is broken.
    NotWellFormed,
    /// Nothing says which way it went.
    NoType,
    /// A type that nobody knows.
    UnknownType(i64),
}

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Received,
    Sent,
    /// A draft, in the outbox, failed, or waiting to be sent.
    NotDelivered,
}

impl Way {
    pub(super) fn read(fields: &Fields<'_>, name: &str) -> Result<Self, Refused> {
        match fields.number(name) {
            Some(1) => Ok(Way::Received),
            Some(2) => Ok(Way::Sent),
            Some(3..=6) => Ok(Way::NotDelivered),
            Some(other) => Err(Refused::UnknownType(other)),
            None => Err(Refused::NoType),
        }
    }

    pub(super) const fn as_bytes(self) -> &'static [u8] {
        match self {
            Way::Received => b"received",
            Way::Sent => b"sent",
            Way::NotDelivered => b"not delivered",
        }
    }
}

pub(super) fn owner(address: Option<String>) -> Person {
    Person {
        label: Some(PHONE_OWNER.to_owned()),
        address,
    }
}

/// A number with the name that the owner's address book has for it.
pub(super) fn person(address: Option<String>, label: Option<String>) -> Option<Person> {
    (address.is_some() || label.is_some()).then_some(Person { label, address })
}

/// One text.
pub(super) fn sms(fields: &Fields<'_>, settings: &Settings) -> Result<Said, Refused> {
    let way = Way::read(fields, "type")?;
    let mut said = Said::new(DraftKind::Message, Channel::Text);
    let address = fields.said("address", &mut said.faults);
    let label = fields.said("contact_name", &mut said.faults);
    let other = person(address.clone(), label);
    match way {
        Way::Received => said.from.clone_from(&other),
        Way::Sent | Way::NotDelivered => {
            said.from = Some(owner(None));
            said.to.extend(other.clone());
        }
    }
    if other.is_none() {
        said.doubts
            .push("the export does not say whose number it is".to_owned());
    }
    said.thread = thread(address.as_deref());
    said.other = other;
    said.title = fields.said("subject", &mut said.faults);
    let body = fields.text("body", &mut said.faults);
    let ms = when(&mut said, fields, way, Basis::Server, settings);
    said.day = day_of(ms);
    said.digest = Identity::of("sms")
        .with(said.thread.as_bytes())
        .with(&ms.to_be_bytes())
        .with(way.as_bytes())
        .with(body.as_deref().unwrap_or_default().as_bytes())
        .finish();
    match body.as_deref() {
        None | Some("" | "null") => said.without_words(body.as_deref()),
        Some(_) => said.words = body,
    }
    if way == Way::NotDelivered {
        said.not_delivered();
    }
    Ok(said)
}

/// One line of the call list.
pub(super) fn call(fields: &Fields<'_>, settings: &Settings) -> Result<Said, Refused> {
    let kind = fields.number("type").ok_or(Refused::NoType)?;
    let (mark, told, lasts) = match kind {
        1 => ("call", "call received", true),
        2 => ("call", "call made", true),
        3 => ("missed-call", "missed call", false),
        4 => ("voicemail", "voicemail", false),
        5 => ("rejected-call", "call rejected on this phone", false),
        6 => (
            "refused-call",
            "call refused by a list of blocked numbers",
            false,
        ),
        7 => (
            "answered-elsewhere",
            "call answered on another device",
            true,
        ),
        other => return Err(Refused::UnknownType(other)),
    };
    let channel = if kind == 4 {
        Channel::Voicemail
    } else {
        Channel::Call
    };
    let mut said = Said::new(DraftKind::Call, channel);
    let number = fields
        .said("number", &mut said.faults)
        .filter(|n| !matches!(n.trim(), "-1" | "-2" | "-3"));
    let label = fields.said("contact_name", &mut said.faults);
    let (other, thread) = match (&number, label) {
        (None, None) => {
            let hidden = hidden(fields.number("presentation"));
            said.doubts
                .push("the number of the caller is not in the export".to_owned());
            (person(None, Some(hidden.to_owned())), hidden.to_owned())
        }
        (number, label) => (person(number.clone(), label), thread(number.as_deref())),
    };
    said.thread = thread;
    if kind == 2 {
        said.from = Some(owner(None));
        said.to.extend(other.clone());
    } else {
        said.from.clone_from(&other);
    }
    said.other = other;
    let way = if kind == 2 { Way::Sent } else { Way::Received };
    let ms = when(&mut said, fields, way, Basis::Server, settings);
    let seconds = fields.number("duration").filter(|s| *s >= 0);
    said.marks.push(mark);
    said.title = Some(match seconds {
        Some(s) if lasts => format!("{told}, {}", length(s)),
        Some(s) if s > 0 => format!("{told}; the list gives it {}", length(s)),
        _ => told.to_owned(),
    });
    said.day = day_of(ms);
    said.digest = Identity::of("call")
        .with(said.thread.as_bytes())
        .with(&ms.to_be_bytes())
        .with(&kind.to_be_bytes())
        .with(&seconds.unwrap_or(-1).to_be_bytes())
        .finish();
    Ok(said)
}

fn hidden(presentation: Option<i64>) -> &'static str {
    match presentation {
        Some(2) => "number withheld",
        Some(4) => "payphone",
        _ => "unknown number",
    }
}

fn length(seconds: i64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, s) => format!("{s} s"),
        (m, s) => format!("{m} min {s} s"),
    }
}

/// The numbers of a conversation in one spelling, so that two backups agree.
pub(super) fn thread(address: Option<&str>) -> String {
    let mut numbers: Vec<String> = address
        .unwrap_or_default()
        .split('~')
        .map(|n| normalise(n).as_str().to_owned())
        .filter(|n| !n.is_empty())
        .collect();
    numbers.sort();
    numbers.dedup();
    if numbers.is_empty() {
        return "no number".to_owned();
    }
    numbers.join("~")
}

/// The phone's own time, and for what was received the time that it was sent, where that is at
/// most a week earlier. The milliseconds of the phone's time are part of the identity.
pub(super) fn when(
    said: &mut Said,
    fields: &Fields<'_>,
    way: Way,
    basis_sent: Basis,
    settings: &Settings,
) -> i64 {
    const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
    const MINUTE: SignedDuration = SignedDuration::from_mins(1);
    let mut read = |name: &str| {
        fields.instant(name).unwrap_or_else(|_| {
            said.problem("a time in it cannot be read");
            None
        })
    };
    let (kept, sent) = (read("date"), read("date_sent"));
    let sent = sent.filter(|_| way == Way::Received);
    let instant = |at: Timestamp, basis| DraftTime::Instant {
        at,
        seconds: true,
        offset: None,
        basis,
    };
    let used = match (kept, sent) {
        (Some(kept), Some(sent)) => {
            let late = kept.duration_since(sent);
            if late > SignedDuration::ZERO && late <= WEEK {
                if late > MINUTE {
                    said.doubts.push(format!(
                        "it was sent at this time, and the phone received it later: {kept}"
                    ));
                }
                Some((sent, basis_sent))
            } else {
                if late.abs() > MINUTE {
                    said.doubts.push(format!(
                        "this is the phone's time; as the time that it was sent the export says {sent}"
                    ));
                }
                Some((kept, Basis::Device))
            }
        }
        (Some(kept), None) => Some((kept, Basis::Device)),
        (None, Some(sent)) => Some((sent, basis_sent)),
        (None, None) => None,
    };
    match used {
        Some((at, basis)) => {
            if !settings.plausible(at) {
                said.problem("its date cannot be right: it is before 1990 or after the import");
            }
            said.time = instant(at, basis);
        }
        None => said.problem("the export has no time for it"),
    }
    kept.or(sent).map_or(0, Timestamp::as_millisecond)
}
