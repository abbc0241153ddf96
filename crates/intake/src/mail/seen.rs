//! What can be seen of a message: heads, words and HTML, for views only. Nothing of it is sealed.

use standfast_model::draft::Person;

use super::head::Head;
use super::nowhere;
use super::parts::Content;
use super::words::{people, unstructured};
use crate::msg;
use crate::reader::Settings;

/// People named in one head at most.
const PEOPLE: usize = 20;

/// A message taken apart to be looked at. Everything in it is as hostile as its sender.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailSeen {
    /// "From", "To", "Copy to", "Date", "Subject", "Attached", each with what the message says.
    pub heads: Vec<(&'static str, String)>,
    /// Its plain words.
    pub plain: Option<String>,
    /// Its HTML, unsanitised.
    pub html: Option<String>,
}

/// Takes a message apart with the reader that imports; `None` where the bytes are no message.
#[must_use]
pub fn mail_seen(bytes: &[u8]) -> Option<MailSeen> {
    if msg::is_compound(bytes) {
        return outlook_seen(bytes);
    }
    let head = Head::read(bytes);
    if head.known() == 0 {
        return None;
    }
    let content = Content::read_with_html(&head, bytes.get(head.body..).unwrap_or_default());
    let mut heads = Vec::new();
    for (shown, name) in [("From", "from"), ("To", "to"), ("Copy to", "cc")] {
        let named: Vec<String> = head
            .all(name)
            .flat_map(people)
            .take(PEOPLE)
            .map(|person| written(&person))
            .collect();
        if !named.is_empty() {
            heads.push((shown, named.join(", ")));
        }
    }
    // The date as it stands: a repaired one would be ours, not the message's.
    for (shown, name) in [("Date", "date"), ("Subject", "subject")] {
        if let Some(value) = head.first(name).map(unstructured) {
            heads.push((shown, value.trim().to_owned()));
        }
    }
    let carried = content.files.iter().map(|file| file.name.as_str());
    heads.extend(attached(carried));
    Some(MailSeen {
        heads,
        plain: content.words.filter(|_| !content.from_html),
        html: content.html,
    })
}

/// The same of a message of Outlook.
fn outlook_seen(bytes: &[u8]) -> Option<MailSeen> {
    let settings = Settings::at(jiff::Timestamp::MAX);
    let opened = msg::opened(bytes, nowhere(), &settings).ok()?;
    let draft = opened.apart.message.draft;
    let to: Vec<String> = draft.to.iter().take(PEOPLE).map(written).collect();
    let mut heads: Vec<(&'static str, String)> = [
        ("From", draft.from.as_ref().map(written)),
        ("To", (!to.is_empty()).then(|| to.join(", "))),
        ("Date", opened.dated),
        ("Subject", draft.title),
    ]
    .into_iter()
    .filter_map(|(head, said)| Some((head, said?.trim().to_owned())))
    .collect();
    heads.extend(attached(draft.attachments.iter().map(|f| f.name.as_str())));
    let made = draft.marks.iter().any(|m| m == "text-from-html");
    Some(MailSeen {
        heads,
        plain: draft.words.filter(|_| !made),
        html: opened.html,
    })
}

fn attached<'a>(names: impl Iterator<Item = &'a str>) -> Option<(&'static str, String)> {
    let names: Vec<&str> = names
        .map(|name| match name {
            "" => "a file without a name",
            name => name,
        })
        .collect();
    (!names.is_empty()).then(|| ("Attached", names.join("\n")))
}

fn written(person: &Person) -> String {
    match (&person.label, &person.address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(only), None) | (None, Some(only)) => only.clone(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::mail_seen;

    /// Parts in parts in parts, as deep as a view lets a message be long.
    #[test]
    fn a_message_of_many_levels_ends() {
        for kind in [
            "Content-Type: message/rfc822\r\n\r\n",
            "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n",
        ] {
            let deep = format!("From: a@b.example\r\n{}words", kind.repeat(60_000));
            let small = std::thread::Builder::new().stack_size(2 << 20);
            let ended = small.spawn(move || mail_seen(deep.as_bytes()).is_some());
            assert!(ended.is_ok_and(|thread| thread.join().is_ok()));
        }
    }
}
