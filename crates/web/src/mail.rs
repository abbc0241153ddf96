//! An e-mail that was kept as an original, taken apart to be looked at. Derived, and said to be.

use mail_parser::{Address, MessageParser, MimeHeaders};
use standfast_desk::looks::preview::{self, NotShown};

use crate::pages::exhibit::View;
use crate::words::Words;

/// A message of more bytes is offered as a download only.
pub(crate) const MAIL_BYTES: usize = 8 * 1024 * 1024;

/// What can be seen of a message: its heads, and its words without anything that acts.
pub(crate) fn view(bytes: &[u8]) -> View {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return View::Nothing(NotShown::Broken);
    };
    let mut heads = Vec::new();
    for (head, address) in [
        ("From", message.from()),
        ("To", message.to()),
        ("Copy to", message.cc()),
    ] {
        if let Some(words) = address.map(people).filter(|words| !words.is_empty()) {
            heads.push((head, Words::from(words)));
        }
    }
    // The header as it stands: a repaired date would be ours, not the message's.
    if let Some(date) = message.header_raw("Date") {
        heads.push(("Date", Words::from(date.trim())));
    }
    if let Some(subject) = message.subject() {
        heads.push(("Subject", Words::from(subject)));
    }
    let carried: Vec<&str> = message
        .attachments()
        .map(|part| part.attachment_name().unwrap_or("a file without a name"))
        .collect();
    if !carried.is_empty() {
        heads.push(("Attached", Words::from(carried.join("\n"))));
    }
    let plain_part = message
        .text_body
        .first()
        .and_then(|at| message.parts.get(*at as usize));
    let plain = plain_part
        .filter(|part| part.is_text() && !part.is_text_html())
        .and_then(|part| part.text_contents())
        .and_then(|words| preview::text(words.as_bytes()).ok());
    let html_part = message
        .html_body
        .first()
        .and_then(|at| message.parts.get(*at as usize));
    let html = html_part
        .filter(|part| part.is_text_html())
        .and_then(|part| part.text_contents())
        .map(preview::mail_html);
    match (plain, html) {
        (None, Some(Err(why))) => View::Nothing(why),
        (plain, html) => View::Mail {
            heads,
            plain,
            html: html.and_then(Result::ok),
        },
    }
}

fn people(address: &Address<'_>) -> String {
    let named = address.iter().map(|one| match (&one.name, &one.address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (Some(only), None) | (None, Some(only)) => only.to_string(),
        (None, None) => String::new(),
    });
    named
        .filter(|one| !one.is_empty())
        .take(20)
        .collect::<Vec<_>>()
        .join(", ")
}
