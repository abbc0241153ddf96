//! An e-mail that was kept as an original, as the exhibit's page shows it. Derived, and said to be.

use standfast_desk::looks::preview::{self, MailSeen, NotShown};

use crate::pages::exhibit::View;
use crate::words::Words;

/// A message of more bytes is offered as a download only.
pub(crate) const MAIL_BYTES: usize = 8 * 1024 * 1024;

/// What can be seen of a message: its heads, and its words without anything that acts.
pub(crate) fn view(bytes: &[u8]) -> View {
    let Some(MailSeen { heads, plain, html }) = preview::mail_seen(bytes) else {
        return View::Nothing(NotShown::Broken);
    };
    let heads = heads
        .into_iter()
        .map(|(head, words)| (head, Words::from(words)))
        .collect();
    let plain = plain.and_then(|words| preview::text(words.as_bytes()).ok());
    match (plain, html.as_deref().map(preview::mail_html)) {
        (None, Some(Err(why))) => View::Nothing(why),
        (plain, html) => View::Mail {
            heads,
            plain,
            html: html.and_then(Result::ok),
        },
    }
}
