//! One message becomes one draft.

use std::collections::HashSet;

use jiff::{SignedDuration, civil};
use sha2::{Digest, Sha256};
use standfast_model::draft::{
    Attachment, AttachmentContent, Basis, Draft, DraftKind, DraftTime, Person, Place,
};
use standfast_model::lists::Channel;

use super::date::{self, Date};
use super::head::Head;
use super::parts::Content;
use super::words::{people, unstructured};
use crate::identity::Identity;
use crate::limits;
use crate::reader::Settings;

/// Where a message stood, and what its mailbox says of it.
pub(crate) struct Found {
    pub(crate) place: Place,
    /// The date of its `From ` line.
    pub(crate) filed: Option<Date>,
    /// `>` stands before lines of it that begin "From ", and is the mailbox's.
    pub(crate) quoted: bool,
    /// For messages of which none says its thread.
    pub(crate) folder: String,
}

/// What a mailbox keeps of a message besides its head. It stands where the head says nothing.
#[derive(Default)]
pub(crate) struct Beside {
    pub(crate) from: Option<Person>,
    /// Who sent it for the one that it is from.
    pub(crate) sent_by: Option<Person>,
    pub(crate) to: Vec<Person>,
    pub(crate) id: Option<String>,
    pub(crate) subject: Option<String>,
    /// By the sender's clock.
    pub(crate) submitted: Option<Date>,
    /// By the receiving server's.
    pub(crate) delivered: Option<Date>,
    /// A program sent it by itself.
    pub(crate) automatic: bool,
}

/// A draft, and what is wrong with the message.
pub(crate) struct Message {
    pub(crate) draft: Draft,
    pub(crate) problems: Vec<&'static str>,
    /// Of a Message-ID: which words belong to it.
    pub(crate) body_digest: [u8; 32],
}

/// A message that was read by itself, and is not yet told from its equals: [`super::Mailbox::place`].
pub(crate) struct Apart {
    pub(crate) message: Message,
    /// Of a message without a Message-ID: what tells it from all but its equals, and its day.
    pub(super) fields_digest: Option<([u8; 32], Option<civil::Date>)>,
    pub(crate) kept: Kept,
}

/// In which form a message is kept: the bytes of two forms cannot be compared.
#[derive(Clone, Copy)]
pub(crate) enum Kept {
    AsSent = 0,
    ByOutlook = 1,
}

/// Reads a message by itself.
///
/// # Errors
/// Why it is none: neither a sender nor a date.
pub(crate) fn message(
    bytes: Vec<u8>,
    found: Found,
    settings: &Settings,
) -> Result<Apart, &'static str> {
    let unquoted = found.quoted.then(|| without_quotes(&bytes)).flatten();
    let whole = unquoted.as_deref().unwrap_or(&bytes);
    let head = Head::read(whole);
    let body = whole.get(head.body..).unwrap_or_default();
    let senders = head
        .all("from")
        .flat_map(people)
        .take(limits::RECIPIENTS)
        .collect::<Vec<_>>();
    let dated = head.first("date").is_some() || head.first("received").is_some();
    if senders.is_empty() && !dated {
        return Err("it has neither a sender nor a date: it is no message, or is broken");
    }
    let content = Content::read(&head, body);
    let digest = body_digest(body);
    let beside = Beside::default();
    let mut read = draft(&head, content, digest, &beside, found, settings);
    read.message.draft.own_bytes = bytes;
    Ok(read)
}

/// Makes the draft of a message, without its own bytes, from its head and what stands beside it.
pub(crate) fn draft(
    head: &Head<'_>,
    content: Content,
    body_digest: [u8; 32],
    beside: &Beside,
    found: Found,
    settings: &Settings,
) -> Apart {
    let mut senders = head
        .all("from")
        .flat_map(people)
        .take(limits::RECIPIENTS)
        .collect::<Vec<_>>();
    if senders.is_empty() {
        senders.extend(beside.from.clone());
    }
    let id = head
        .first("message-id")
        .map(|v| unstructured(v).trim().to_owned())
        .filter(|i| !i.is_empty())
        .or_else(|| beside.id.clone());
    let subject = head
        .first("subject")
        .map(unstructured)
        .or_else(|| beside.subject.clone())
        .filter(|s| !s.trim().is_empty());
    let (to, more) = recipients(head, beside);
    let own = Identity::of("mail").with(&body_digest);
    // As its sender wrote it, which is the same in every copy.
    let day = head
        .first("date")
        .and_then(date::read)
        .or(beside.submitted)
        .map(|d| d.wall.date());
    let (identity, fields_digest) = match &id {
        Some(id) => (own.with(id.as_bytes()).hex_on(day), None),
        // Without an id: what its sender gave it.
        None => {
            let fields = ["from", "to", "date", "subject"];
            let fields = fields
                .into_iter()
                .fold(own.with(b""), |i, name| match head.first(name) {
                    Some(value) => i.with(value),
                    None => i.with(&beside.field(name)),
                });
            (String::new(), Some((fields.finish(), day)))
        }
    };
    let mut draft = Draft {
        place: found.place,
        kind: kind(head, &content, beside),
        channel: Channel::Email,
        platform: None,
        thread: thread(head).unwrap_or(found.folder),
        identity,
        id,
        from: senders.first().cloned(),
        to,
        time: DraftTime::Unknown,
        title: subject,
        words: None,
        marks: Vec::new(),
        attachments: Vec::new(),
        doubts: Vec::new(),
        own_bytes: Vec::new(),
        line_end: b"\n",
    };
    tell_time(&mut draft, head, beside, found.filed, settings);
    tell_senders(&mut draft, head, beside, &senders);
    let mut problems = head.problems.clone();
    problems.extend(&content.problems);
    if more {
        problems.push(MORE_PEOPLE);
    }
    tell_content(&mut draft, content);
    for problem in &problems {
        draft.doubt(*problem);
    }
    Apart {
        message: Message {
            draft,
            problems,
            body_digest,
        },
        fields_digest,
        kept: Kept::AsSent,
    }
}

impl Beside {
    /// What stands for a field of the head, where none does; nothing for mail, which has none.
    fn field(&self, name: &str) -> Vec<u8> {
        let shown = |people: &[Person]| people.iter().map(Person::shown).collect::<Vec<_>>();
        match name {
            "from" => self.from.as_ref().map(Person::shown),
            "to" => Some(shown(&self.to).join(", ")),
            "date" => self
                .submitted
                .and_then(|d| d.instant())
                .map(|t| t.to_string()),
            _ => self.subject.clone(),
        }
        .unwrap_or_default()
        .into_bytes()
    }
}

/// Gmail's thread, else the mailbox.
fn thread(head: &Head<'_>) -> Option<String> {
    head.first("x-gm-thrid")
        .map(unstructured)
        .filter(|t| !t.is_empty())
}

const MORE_PEOPLE: &str = "it is sent to more than 10,000 people; the others are left out";

/// Those of the head, and those that the mailbox names besides (blind copies); and whether there
/// are more than the limit.
fn recipients(head: &Head<'_>, beside: &Beside) -> (Vec<Person>, bool) {
    let mut to = ["to", "cc", "bcc"]
        .into_iter()
        .flat_map(|name| head.all(name).flat_map(people).collect::<Vec<_>>())
        .take(limits::RECIPIENTS + 1)
        .collect::<Vec<_>>();
    let named: HashSet<_> = to.iter().filter_map(Person::identity).collect();
    let of_head = !to.is_empty();
    for person in &beside.to {
        // An address inside a server may be that of one whom the head names by another.
        let new = person.identity().is_none_or(|i| !named.contains(&i));
        let internet = person.address.as_ref().is_some_and(|a| a.contains('@'));
        if to.len() <= limits::RECIPIENTS && new && (internet || !of_head) {
            to.push(person.clone());
        }
    }
    let more = to.len() > limits::RECIPIENTS;
    to.truncate(limits::RECIPIENTS);
    (to, more)
}

/// Bounces, automatic answers and receipts say so (RFC 3462, RFC 3834, RFC 8098).
fn kind(head: &Head<'_>, content: &Content, beside: &Beside) -> DraftKind {
    let says = |name: &str, no: &[u8]| {
        head.first(name)
            .is_some_and(|v| !v.trim_ascii().eq_ignore_ascii_case(no))
    };
    let report = content.report.is_some() || beside.automatic;
    if report || says("auto-submitted", b"no") || says("x-autoreply", b"no") {
        DraftKind::Notification
    } else {
        DraftKind::Message
    }
}

/// How far before its arrival a message may have been sent.
const LONGEST_WAY: SignedDuration = SignedDuration::from_hours(24);
/// Clocks of honest machines differ by seconds.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_secs(60);

/// The sender's date where the recipient's server does not contradict it; else that server's.
fn tell_time(
    draft: &mut Draft,
    head: &Head<'_>,
    beside: &Beside,
    filed: Option<Date>,
    settings: &Settings,
) {
    let claimed = head.first("date").map(date::read);
    let claimed = claimed.or(beside.submitted.map(Some));
    let right = |d: &Date| d.instant().is_some_and(|at| settings.plausible(at));
    let arrived = head.first("received").and_then(|line| {
        let last = line.rsplit(|b| *b == b';').next()?;
        date::read(last).filter(right)
    });
    let arrived = arrived.or(beside.delivered.filter(right));
    let arrived_at = arrived.and_then(|d| d.instant());
    if matches!(claimed, Some(None)) {
        draft.doubt("its date cannot be read");
    }
    let claimed = claimed.flatten();
    if claimed.is_some_and(|d| d.zone_unknown) {
        draft.doubt("its date names a zone that is not known");
    }
    let claimed_at = claimed.and_then(|d| d.instant());
    if claimed_at.is_some_and(|at| !settings.plausible(at)) {
        draft.doubt("its date cannot be right: it is before 1990 or after the import");
    }
    draft.time = match (claimed.zip(claimed_at), arrived_at) {
        (Some((said, at)), Some(came)) => {
            let early = came.duration_since(at) > LONGEST_WAY;
            let late = at.duration_since(came) > CLOCKS_DIFFER;
            if early || late {
                draft.mark("clocks-disagree");
                draft.doubt(format!(
                    "the clocks disagree: the sender's says {at}, the receiving server's {came}; the server's stands"
                ));
                server(came, arrived)
            } else {
                sender(at, said)
            }
        }
        (Some((said, at)), None) => sender(at, said),
        (None, Some(came)) => server(came, arrived),
        (None, None) => match (claimed, filed) {
            (Some(said), _) => DraftTime::Local {
                wall: said.wall,
                seconds: said.seconds,
                basis: Basis::SenderClaimed,
            },
            (None, Some(filed)) => {
                draft.doubt("its time is when it was put into the mailbox");
                match filed.instant() {
                    Some(at) => DraftTime::Instant {
                        at,
                        seconds: filed.seconds,
                        offset: filed.offset,
                        basis: Basis::Device,
                    },
                    None => DraftTime::Local {
                        wall: filed.wall,
                        seconds: filed.seconds,
                        basis: Basis::Device,
                    },
                }
            }
            (None, None) => DraftTime::Unknown,
        },
    };
}

fn sender(at: jiff::Timestamp, said: Date) -> DraftTime {
    DraftTime::Instant {
        at,
        seconds: said.seconds,
        offset: said.offset,
        basis: Basis::SenderClaimed,
    }
}

fn server(at: jiff::Timestamp, said: Option<Date>) -> DraftTime {
    DraftTime::Instant {
        at,
        seconds: said.is_some_and(|d| d.seconds),
        offset: said.and_then(|d| d.offset),
        basis: Basis::Server,
    }
}

fn tell_senders(draft: &mut Draft, head: &Head<'_>, beside: &Beside, senders: &[Person]) {
    if senders.len() > 1 {
        draft.doubt("it names more than one sender; the first stands");
    }
    let address = |p: &Person| p.address.as_deref().map(str::to_lowercase);
    let other = head
        .all("sender")
        .flat_map(people)
        .chain(beside.sent_by.clone())
        .find_map(|p| address(&p));
    if other.is_some() && other != senders.first().and_then(address) {
        draft.doubt("another address sent it for the one that it is from");
    }
    if draft.kind == DraftKind::Notification {
        draft.mark("automatic");
        draft.doubt("a program sent it by itself: the words are not the sender's");
    }
}

fn tell_content(draft: &mut Draft, content: Content) {
    let form = if content.is_rtf { "RTF" } else { "HTML" };
    if content.from_html {
        draft.mark(if content.is_rtf {
            "text-from-rtf"
        } else {
            "text-from-html"
        });
    }
    if content.from_winmail {
        draft.mark("text-from-winmail");
    }
    if content.hidden {
        draft.mark("hidden-text");
        draft.doubt(format!(
            "its {form} holds text that is not displayed; it is in the original only"
        ));
    }
    if content.encrypted {
        draft.mark("encrypted");
        draft.doubt("it is encrypted and could not be read");
    }
    draft.words = content.words;
    draft.attachments = content
        .files
        .into_iter()
        .map(|file| Attachment {
            name: file.name,
            declared: Some(file.media),
            content: AttachmentContent::Bytes(file.bytes),
        })
        .collect();
}

/// The body in one form, whatever program filed it: line ends, quoting `>` before "From ", and
/// empty lines at its end do not count.
fn body_digest(body: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut empty = 0_u32;
    for line in body.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            empty += 1;
            continue;
        }
        for _ in 0..std::mem::take(&mut empty) {
            hash.update(b"\n");
        }
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let bare = line.get(marks..).unwrap_or_default();
        hash.update(if bare.starts_with(b"From ") {
            bare
        } else {
            line
        });
        hash.update(b"\n");
    }
    hash.finalize().into()
}

/// One `>` less before each "From " at the start of a line; `None` where there is none.
fn without_quotes(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut found = false;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let quoted = marks > 0 && line.get(marks..).is_some_and(|l| l.starts_with(b"From "));
        found |= quoted;
        out.extend_from_slice(line.get(usize::from(quoted)..).unwrap_or_default());
    }
    found.then_some(out)
}
