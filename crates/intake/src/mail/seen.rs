//! What can be seen of a message: heads, words and HTML, for views only. Nothing of it is sealed.

use mail_parser::{Address, MessageParser, MimeHeaders};

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

/// Takes a message apart; `None` where the bytes are no message.
#[must_use]
pub fn mail_seen(bytes: &[u8]) -> Option<MailSeen> {
    let message = MessageParser::default().parse(bytes)?;
    let mut seen = MailSeen::default();
    for (head, address) in [
        ("From", message.from()),
        ("To", message.to()),
        ("Copy to", message.cc()),
    ] {
        if let Some(words) = address.map(people).filter(|words| !words.is_empty()) {
            seen.heads.push((head, words));
        }
    }
    // The head as it stands: a repaired date would be ours, not the message's.
    if let Some(date) = message.header_raw("Date") {
        seen.heads.push(("Date", date.trim().to_owned()));
    }
    if let Some(subject) = message.subject() {
        seen.heads.push(("Subject", subject.to_owned()));
    }
    let carried: Vec<&str> = message
        .attachments()
        .map(|part| part.attachment_name().unwrap_or("a file without a name"))
        .collect();
    if !carried.is_empty() {
        seen.heads.push(("Attached", carried.join("\n")));
    }
    let part = |list: &[u32]| {
        list.first()
            .and_then(|at| message.parts.get(*at as usize))
            .filter(|part| part.is_text())
    };
    seen.plain = part(&message.text_body)
        .filter(|part| !part.is_text_html())
        .and_then(|part| part.text_contents())
        .map(str::to_owned);
    seen.html = part(&message.html_body)
        .filter(|part| part.is_text_html())
        .and_then(|part| part.text_contents())
        .map(str::to_owned);
    Some(seen)
}

fn people(address: &Address<'_>) -> String {
    let named = address.iter().map(|one| match (&one.name, &one.address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(only), None) | (None, Some(only)) => only.to_string(),
        (None, None) => String::new(),
    });
    named
        .filter(|one| !one.is_empty())
        .take(PEOPLE)
        .collect::<Vec<_>>()
        .join(", ")
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
