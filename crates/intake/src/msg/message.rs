//! One message of Outlook becomes one draft.
//!
//! Where the head that the message came with was kept (PidTagTransportMessageHeaders), it is read
//! as that of any e-mail and goes before what Outlook notes. The body of an e-mail is not in a
//! file of Outlook, only what Outlook made of it: so a message kept as `.eml` and as `.msg` has
//! two identities. Two files of Outlook of one message have one.

use std::path::Path;

use standfast_model::draft::{Attachment, AttachmentContent, Draft, Person};

use super::files::{Attached, attached};
use super::store::{Of, Store};
use crate::identity::Identity;
use crate::limits;
use crate::mail::{self, Apart, Beside, Content, Date, File, Found, Head, Kept, Message};
use crate::mapi::{self, Properties, id};
use crate::reader::Settings;

const WANTED: &[u16] = &[
    id::MESSAGE_CLASS,
    id::SUBJECT,
    id::CLIENT_SUBMIT_TIME,
    id::SENT_REPRESENTING_NAME,
    id::SENT_REPRESENTING_ADDRESS_TYPE,
    id::SENT_REPRESENTING_ADDRESS,
    id::TRANSPORT_HEADERS,
    id::SENDER_NAME,
    id::SENDER_ADDRESS_TYPE,
    id::SENDER_ADDRESS,
    id::MESSAGE_DELIVERY_TIME,
    id::MESSAGE_FLAGS,
    id::NORMALIZED_SUBJECT,
    id::BODY,
    id::RTF_COMPRESSED,
    id::HTML,
    id::INTERNET_MESSAGE_ID,
    id::LAST_VERB_EXECUTED,
    id::FLAG_STATUS,
    id::CREATION_TIME,
    id::INTERNET_CODE_PAGE,
    id::MESSAGE_CODE_PAGE,
    id::SENDER_SMTP_ADDRESS,
    id::SENT_REPRESENTING_SMTP_ADDRESS,
    id::CODE_PAGE,
];

const RECIPIENT: &[u16] = &[
    id::RECIPIENT_TYPE,
    id::DISPLAY_NAME,
    id::ADDRESS_TYPE,
    id::EMAIL_ADDRESS,
    id::SMTP_ADDRESS,
];

/// Reads a message.
///
/// # Errors
/// Why it is none.
pub(crate) fn message(
    bytes: Vec<u8>,
    found: Found,
    settings: &Settings,
) -> Result<Apart, &'static str> {
    let mut apart = opened(&bytes, found, settings)?.apart;
    apart.message.draft.own_bytes = bytes;
    Ok(apart)
}

/// A message, and what only its views show.
pub(crate) struct Opened {
    /// Without its own bytes.
    pub(crate) apart: Apart,
    /// Its HTML as it was written.
    pub(crate) html: Option<String>,
    /// When it was sent, as its head says it, else by the clock that Outlook noted.
    pub(crate) dated: Option<String>,
}

/// Opens a message.
///
/// # Errors
/// Why it is none.
pub(crate) fn opened(
    bytes: &[u8],
    found: Found,
    settings: &Settings,
) -> Result<Opened, &'static str> {
    let mut store = Store::open(bytes)?;
    let told = store.properties(Path::new("/"), Of::Message, WANTED);
    let class = told
        .text(id::MESSAGE_CLASS)
        .unwrap_or_default()
        .to_ascii_lowercase();
    if let Some(what) = no_mail(&class) {
        return Err(what);
    }
    let page = told.letters();
    let mut content = content(&told);
    let files = attached(&mut store, page, &mut content);
    signed(&class, &mut content);
    content.take_winmail();
    let beside = Beside {
        automatic: class.starts_with("report."),
        ..beside(&mut store, &told, page)
    };
    for problem in std::mem::take(&mut store.problems) {
        content.problem(problem);
    }
    let head = head(&told);
    let head = Head::read(&head);
    let html = content.html.take();
    let dated = head.first("date").map(mail::unstructured).or_else(|| {
        let at = beside.submitted.or(beside.delivered)?.instant()?;
        Some(at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string())
    });
    let digest = digest(&content, &files);
    let filed = told
        .time(id::CREATION_TIME)
        .and_then(mapi::FileTime::instant)
        .filter(|at| settings.plausible(*at));
    let found = Found {
        filed: filed.map(Date::at),
        ..found
    };
    let mut apart = mail::draft(&head, content, digest, &beside, found, settings);
    apart.kept = Kept::ByOutlook;
    let read = &mut apart.message;
    tell_state(&mut read.draft, &told);
    tell_doubts(read, &told, &class);
    for file in files.into_iter().filter(|f| f.missing) {
        read.draft.attachments.push(Attachment {
            name: file.name,
            declared: None,
            content: AttachmentContent::Missing,
        });
    }
    Ok(Opened { apart, html, dated })
}

/// What Outlook keeps in files of the same kind.
fn no_mail(class: &str) -> Option<&'static str> {
    let is = |what: &str| class == what || class.starts_with(&format!("{what}."));
    [
        (
            "ipm.contact",
            "it is a contact card of Outlook, not an e-mail",
        ),
        (
            "ipm.distlist",
            "it is a list of contacts of Outlook, not an e-mail",
        ),
        (
            "ipm.appointment",
            "it is an entry of Outlook's calendar, not an e-mail",
        ),
        ("ipm.task", "it is a task of Outlook, not an e-mail"),
        ("ipm.stickynote", "it is a note of Outlook, not an e-mail"),
        (
            "ipm.activity",
            "it is an entry of Outlook's journal, not an e-mail",
        ),
    ]
    .into_iter()
    .find(|(name, _)| is(name))
    .map(|(_, why)| why)
}

/// The words.
fn content(told: &Properties) -> Content {
    let body = mapi::body(told);
    let mut content = Content::default();
    for problem in told.odd_letters().into_iter().chain(body.problems) {
        content.problem(problem);
    }
    content.words = body.words;
    content.from_html = body.from_html;
    content.is_rtf = body.is_rtf;
    content.hidden = body.hidden;
    content.html = body.html;
    content
}

/// The words of a signed message stand in its one file, which is a part of a mail (MS-OXOSMIME).
fn signed(class: &str, content: &mut Content) {
    if !class.starts_with("ipm.note.smime") {
        return;
    }
    let [file] = content.files.as_slice() else {
        return;
    };
    let part = if class.starts_with("ipm.note.smime.multipartsigned") {
        file.bytes.clone()
    } else {
        let mut part = b"Content-Type: application/pkcs7-mime\r\n\r\n".to_vec();
        part.extend_from_slice(&file.bytes);
        part
    };
    let head = Head::read(&part);
    let inner = Content::read(&head, part.get(head.body..).unwrap_or_default());
    content.encrypted |= inner.encrypted;
    content.hidden |= inner.hidden;
    if content.words.is_none() {
        content.words = inner.words;
        content.from_html = inner.from_html;
    }
    let same = |a: &File, b: &File| a.bytes == b.bytes;
    let new: Vec<File> = inner
        .files
        .into_iter()
        .filter(|f| !content.files.iter().any(|old| same(old, f)))
        .collect();
    content.files.extend(new);
}

/// The head that it came with, where that was kept.
fn head(told: &Properties) -> Vec<u8> {
    const BEFORE: &str = "Microsoft Mail Internet Headers Version 2.0";
    let head = told.text(id::TRANSPORT_HEADERS).unwrap_or_default();
    let head = head.trim_start();
    let head = head.strip_prefix(BEFORE).unwrap_or(head);
    head.trim_start().as_bytes().to_vec()
}

fn beside(store: &mut Store<'_>, told: &Properties, page: Option<u32>) -> Beside {
    let from = mapi::sender(told);
    let internet = |p: &Person| p.address.as_ref().is_some_and(|a| a.contains('@'));
    // Addresses of two kinds cannot be told apart.
    let sent_by = mapi::sent_by(told).filter(|by| {
        from.as_ref()
            .is_none_or(|from| internet(from) == internet(by))
    });
    let time = |id| Some(Date::at(told.time(id)?.instant()?));
    let to = store
        .parts("__recip_version1.0_#", limits::RECIPIENTS + 1)
        .iter()
        .filter_map(|path| {
            let mut one = store.properties(path, Of::Part, RECIPIENT);
            one.code_page = page;
            mapi::recipient(&one)
        })
        .collect();
    Beside {
        from,
        sent_by,
        to,
        id: told
            .text(id::INTERNET_MESSAGE_ID)
            .map(|i| i.trim().to_owned())
            .filter(|i| !i.is_empty()),
        subject: told.text(id::SUBJECT).or(told.text(id::NORMALIZED_SUBJECT)),
        submitted: time(id::CLIENT_SUBMIT_TIME),
        delivered: time(id::MESSAGE_DELIVERY_TIME),
        automatic: false,
    }
}

/// What tells the words and files from those of another message, in whichever letters and packing
/// Outlook wrote them. Of a message or an object inside only the name counts.
fn digest(content: &Content, files: &[Attached]) -> [u8; 32] {
    let words = content.words.as_deref().unwrap_or_default();
    let mut identity = Identity::of("outlook").with(words.trim_end().as_bytes());
    for file in files {
        identity = identity.with(file.name.as_bytes());
        identity = identity.with(file.digest.as_ref().map_or(&[], <[u8; 32]>::as_slice));
    }
    identity.finish()
}

/// What the owner of the mailbox did with it.
fn tell_state(draft: &mut Draft, told: &Properties) {
    const READ: i64 = 1;
    const UNSENT: i64 = 8;
    let flags = told.integer(id::MESSAGE_FLAGS).unwrap_or_default();
    if flags & READ != 0 {
        draft.mark("seen");
    }
    match told.integer(id::LAST_VERB_EXECUTED) {
        Some(102 | 103) => draft.mark("replied"),
        Some(104) => draft.mark("passed-on"),
        _ => {}
    }
    if told.integer(id::FLAG_STATUS) == Some(2) {
        draft.mark("flagged");
    }
    if flags & UNSENT != 0 {
        crate::maildir::unsent(draft);
    }
}

fn tell_doubts(read: &mut Message, told: &Properties, class: &str) {
    let none = [id::CLIENT_SUBMIT_TIME, id::MESSAGE_DELIVERY_TIME]
        .into_iter()
        .filter_map(|id| told.time(id))
        .any(|time| time.instant().is_none());
    let inside = read
        .draft
        .from
        .as_ref()
        .and_then(|p| p.address.as_deref())
        .is_some_and(|a| a.starts_with('/'));
    let doubts = [
        none.then_some("a time that Outlook gives it is none: zero, or after the year 4000"),
        inside.then_some(
            "its sender is named by an address inside a mail server, not by an e-mail address",
        ),
        class
            .starts_with("ipm.schedule.meeting")
            .then_some("it is an invitation to a meeting, or an answer to one"),
    ];
    for doubt in doubts.into_iter().flatten() {
        read.draft.doubt(doubt);
        read.problems.push(doubt);
    }
}
