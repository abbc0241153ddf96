//! What one record says, whatever it is, and the forms in which X writes things.

use jiff::Timestamp;
use serde_json::{Map, Value};
use standfast_model::draft::{Attachment, DraftKind, Person};
use standfast_model::lists::Channel;

/// What a record says.
pub(super) struct Said {
    pub(super) kind: DraftKind,
    pub(super) channel: Channel,
    pub(super) thread: String,
    /// What makes it itself: the number that the site gave it, or what stands for one.
    pub(super) id: Option<String>,
    /// The same number in another list is another thing.
    pub(super) sort: &'static str,
    /// What beside its number makes it this record: its words as the archive has them.
    pub(super) token: String,
    pub(super) from: Option<Person>,
    pub(super) to: Vec<Person>,
    pub(super) at: Option<Timestamp>,
    pub(super) words: Option<String>,
    pub(super) title: Option<String>,
    pub(super) marks: Vec<&'static str>,
    pub(super) doubts: Vec<&'static str>,
    pub(super) attachments: Vec<Attachment>,
    /// Keys that are not known here.
    pub(super) unknown: Vec<String>,
    pub(super) repaired: bool,
}

impl Said {
    pub(super) fn new(sort: &'static str, channel: Channel) -> Self {
        Said {
            kind: DraftKind::Message,
            channel,
            thread: String::new(),
            id: None,
            sort,
            token: String::new(),
            from: None,
            to: Vec::new(),
            at: None,
            words: None,
            title: None,
            marks: Vec::new(),
            doubts: Vec::new(),
            attachments: Vec::new(),
            unknown: Vec::new(),
            repaired: false,
        }
    }

    pub(super) fn titled(&mut self, more: &str) {
        match &mut self.title {
            Some(title) => {
                title.push_str(" · ");
                title.push_str(more);
            }
            None => self.title = Some(more.to_owned()),
        }
    }

    /// The words as a person wrote them: what the site writes for `&`, `<` and `>` is undone once.
    pub(super) fn written(&mut self, value: Option<&Value>) {
        let Some(raw) = text(value) else { return };
        let words = unescaped(raw);
        if let Some(words) = words {
            self.repaired = true;
            self.words = Some(words);
        } else {
            self.words = Some(raw.to_owned());
        }
        self.token.push_str(raw);
    }

    /// Where the site's short addresses lead, as the archive says; the words stay as they are.
    pub(super) fn links(&mut self, list: Option<&Value>, expanded: &str) {
        let told: Vec<String> = list
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .take(LINKS)
            .filter_map(|one| {
                let (short, long) = (text(one.get("url"))?, text(one.get(expanded))?);
                (short != long).then(|| format!("{short} leads to {long}"))
            })
            .collect();
        if !told.is_empty() {
            self.titled(&format!("Links: {}", told.join(", ")));
        }
    }

    /// What is to be said of a record without anything.
    pub(super) fn finish(mut self) -> Self {
        let empty = self.kind == DraftKind::Message
            && self.words.is_none()
            && self.title.is_none()
            && self.attachments.is_empty();
        if empty {
            self.marks.push("no-content");
            self.doubts.push("the export has no content for it");
        }
        self
    }
}

/// Links of one record that are told.
const LINKS: usize = 20;

/// A text that is not empty.
pub(super) fn text(value: Option<&Value>) -> Option<&str> {
    value?.as_str().filter(|text| !text.is_empty())
}

/// The number of an account or record. It is text in the archive, since it is too large for a
/// number of JavaScript; `-1` stands for an account that is no more.
pub(super) fn id(value: Option<&Value>) -> Option<String> {
    let said = match value? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let number = !said.is_empty() && said.len() <= 40 && said.bytes().all(|b| b.is_ascii_digit());
    number.then_some(said)
}

/// A handle, without `@`.
pub(super) fn handle(value: Option<&Value>) -> Option<String> {
    let said = text(value)?.trim().trim_start_matches('@');
    is_handle(said).then(|| said.to_owned())
}

/// Letters, numbers and `_`, as the site has them.
pub(super) fn is_handle(said: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    !said.is_empty() && said.len() <= 40 && said.bytes().all(plain)
}

/// `2022-01-27T15:58:52.744Z`, as in messages.
pub(super) fn instant(value: Option<&Value>) -> Option<Timestamp> {
    text(value)?.parse().ok()
}

/// Undoes `&amp;`, `&lt;` and `&gt;` once; `None` where none stands.
fn unescaped(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut found = false;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')]
            .into_iter()
            .find_map(|(written, means)| Some((from.strip_prefix(written)?, means)));
        match known {
            Some((behind, means)) => {
                out.push(means);
                rest = behind;
                found = true;
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    found.then_some(out)
}

/// What of a record nothing here reads. Names of fields are the site's, not a person's; still
/// only what looks like one is told.
pub(super) fn unknown(record: &Map<String, Value>, known: &[&str], what: &str) -> Vec<String> {
    record
        .keys()
        .filter(|key| !known.contains(&key.as_str()))
        .map(|key| named("the field", key, what))
        .collect()
}

/// "the field x of a message", without the name where it looks like nothing of the site's.
pub(super) fn named(sort: &str, name: &str, of: &str) -> String {
    if is_handle(name) {
        format!("{sort} {name} of {of}")
    } else {
        format!("{sort} of {of} with an odd name")
    }
}

#[cfg(test)]
mod tests {
    use super::{id, unescaped};
    use serde_json::json;

    #[test]
    fn what_the_site_escapes_is_undone_once() {
        for (raw, words) in [
            ("a &amp; b &lt;3 &gt;", Some("a & b <3 >")),
            ("&amp;lt;", Some("&lt;")),
            ("&amp;amp;", Some("&amp;")),
            ("&quot;&am p; & &", None),
            ("é&amp;é", Some("é&é")),
        ] {
            assert_eq!(unescaped(raw).as_deref(), words, "{raw}");
        }
    }

    #[test]
    fn a_number_is_one_whatever_its_size_and_its_form() {
        for (said, number) in [
            (json!("1483823434811224066"), Some("1483823434811224066")),
            (json!(12), Some("12")),
            (json!("-1"), None),
            (json!(""), None),
            (json!(1.5), None),
            (json!("1; drop"), None),
        ] {
            assert_eq!(id(Some(&said)).as_deref(), number, "{said}");
        }
    }
}
