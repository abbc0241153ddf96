//! The head of a message: its fields as bytes, and where the body begins.
//!
//! RFC 5322 2.2, and what is met besides: a mark or a `From ` line before the first field, lines
//! without a colon, no empty line before the body, bare carriage returns, zero bytes.

use memchr::memchr;

use crate::limits;

/// A head that was read.
pub(crate) struct Head<'a> {
    fields: Vec<Field<'a>>,
    /// Where the body begins.
    pub(crate) body: usize,
    /// What is wrong with it, without its content.
    pub(crate) problems: Vec<&'static str>,
}

/// One field.
pub(crate) struct Field<'a> {
    name: &'a [u8],
    /// With its folding, without the last line end.
    value: &'a [u8],
}

/// Names that begin a line of a head and hardly ever a line of a letter.
const KNOWN: &[&str] = &[
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "subject",
    "message-id",
    "received",
    "return-path",
    "reply-to",
    "sender",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "delivered-to",
    "in-reply-to",
    "references",
    "dkim-signature",
    "authentication-results",
    "x-gm-thrid",
    "x-gmail-labels",
    "x-mozilla-status",
    "x-mailer",
    "status",
    "x-status",
    "list-unsubscribe",
    "arc-seal",
    "x-received",
    "x-mozilla-keys",
];

/// How far a line without a colon is looked beyond for more of the head.
const LOOK_AHEAD: usize = 50;

impl<'a> Head<'a> {
    /// Reads the head of a message or of a part.
    pub(crate) fn read(bytes: &'a [u8]) -> Self {
        let mut head = Head {
            fields: Vec::new(),
            body: bytes.len(),
            problems: Vec::new(),
        };
        let mut lines = Lines::new(bytes);
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            lines.at = 3;
            head.problem("a byte order mark stands before its head");
        }
        if lines.end == b'\r' {
            head.problem("its lines end in bare carriage returns");
        }
        loop {
            let start = lines.at;
            let Some(line) = lines.next() else { break };
            if start > limits::HEAD || head.fields.len() >= limits::HEADER_FIELDS {
                head.problem("its head is over the limit; what stands beyond it is read as text");
                head.body = start;
                break;
            }
            match line {
                [] if head.fields.is_empty() => head.problem("empty lines stand before its head"),
                [] => {
                    head.body = lines.at;
                    break;
                }
                [b' ' | b'\t', ..] => {
                    if let Some(last) = head.fields.last_mut() {
                        last.value = stretched(bytes, last.value, line);
                    }
                }
                _ => {
                    if let Some(field) = field_of(line) {
                        head.fields.push(field);
                    } else if is_from_line(line) {
                        if !head.fields.is_empty() {
                            head.problem("a line of a mailbox stands inside its head");
                        }
                    } else if lines.more_of_head() {
                        head.problem("a line of its head has no colon");
                    } else {
                        head.problem("no empty line stands between its head and its text");
                        head.body = start;
                        break;
                    }
                }
            }
        }
        if bytes
            .get(..head.body)
            .is_some_and(|h| memchr(0, h).is_some())
        {
            head.problem("its head has zero bytes");
        }
        head
    }

    fn problem(&mut self, what: &'static str) {
        if !self.problems.contains(&what) {
            self.problems.push(what);
        }
    }

    /// The first field of this name (in lower case).
    pub(crate) fn first(&self, name: &str) -> Option<&'a [u8]> {
        self.all(name).next()
    }

    /// Every field of this name (in lower case), in their order.
    pub(crate) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a [u8]> + 's {
        self.fields
            .iter()
            .filter(move |f| f.name.eq_ignore_ascii_case(name.as_bytes()))
            .map(|f| f.value)
    }

    /// How many fields have a name that mail programs write.
    pub(crate) fn known(&self) -> usize {
        self.fields.iter().filter(|f| is_known(f.name)).count()
    }
}

/// Whether bytes begin with two fields that mail programs write.
pub(crate) fn begins_message(bytes: &[u8]) -> bool {
    Head::read(bytes).known() >= 2
}

/// Whether a line can begin a head: a field, in bytes of any charset.
pub(crate) fn is_field(line: &[u8]) -> bool {
    field_of(line).is_some()
}

fn is_known(name: &[u8]) -> bool {
    KNOWN
        .iter()
        .any(|k| name.eq_ignore_ascii_case(k.as_bytes()))
}

fn is_from_line(line: &[u8]) -> bool {
    line.strip_prefix(b">")
        .unwrap_or(line)
        .starts_with(b"From ")
}

fn field_of(line: &[u8]) -> Option<Field<'_>> {
    let colon = memchr(b':', line)?;
    let name = line.get(..colon)?.trim_ascii_end();
    let value = line.get(colon + 1..)?.trim_ascii();
    let graphic = !name.is_empty() && name.iter().all(|b| (b'!'..=b'~').contains(b));
    graphic.then_some(Field { name, value })
}

/// The bytes from the start of `value` to the end of `line`, both inside `whole`.
fn stretched<'a>(whole: &'a [u8], value: &'a [u8], line: &'a [u8]) -> &'a [u8] {
    let base = whole.as_ptr() as usize;
    let from = (value.as_ptr() as usize).wrapping_sub(base);
    let until = (line.as_ptr() as usize).wrapping_sub(base) + line.len();
    whole.get(from..until).unwrap_or(value)
}

/// Lines of a head without their ends.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    end: u8,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let start = bytes
            .get(..bytes.len().min(limits::HEAD_OF_SOURCE))
            .unwrap_or_default();
        let bare = memchr(b'\n', start).is_none() && memchr(b'\r', start).is_some();
        Lines {
            bytes,
            at: 0,
            end: if bare { b'\r' } else { b'\n' },
        }
    }

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at..)?;
        if rest.is_empty() {
            return None;
        }
        let length = memchr(self.end, rest);
        self.at += length.map_or(rest.len(), |n| n + 1);
        let line = rest.get(..length.unwrap_or(rest.len()))?;
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// Whether fields that mail programs write follow before the next empty line.
    fn more_of_head(&self) -> bool {
        let mut ahead = Lines {
            bytes: self.bytes,
            at: self.at,
            end: self.end,
        };
        for _ in 0..LOOK_AHEAD {
            match ahead.next() {
                None | Some([]) => return false,
                Some(line) if field_of(line).is_some_and(|f| is_known(f.name)) => return true,
                Some(_) => {}
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Head;

    fn read(text: &str) -> (Option<String>, String, usize) {
        let head = Head::read(text.as_bytes());
        let subject = head
            .first("subject")
            .map(|v| String::from_utf8_lossy(v).into_owned());
        (
            subject,
            text.get(head.body..).unwrap_or_default().to_owned(),
            head.problems.len(),
        )
    }

    #[test]
    fn a_head_ends_where_it_ends() {
        for (text, subject, body, problems) in [
            (
                "From: a\r\nSubject: one\r\n two\r\n\r\nbody",
                "one\r\n two",
                "body",
                0,
            ),
            ("\u{FEFF}From: a\nSubject: one\n\nbody", "one", "body", 1),
            (
                "From a@b Thu May 16 21:14:00 2019\nSubject: one\n\nbody",
                "one",
                "body",
                0,
            ),
            (
                "Subject: one\nno colon here\nDate: x\n\nbody",
                "one",
                "body",
                1,
            ),
            (
                "Subject: one\nDear Doctor\nyou: read this\n\nmore",
                "one",
                "Dear Doctor\nyou: read this\n\nmore",
                1,
            ),
            ("Subject: one\rFrom: a\r\rbody", "one", "body", 1),
            ("\nSubject: one\n\nbody", "one", "body", 1),
            ("Subject : one", "one", "", 0),
        ] {
            assert_eq!(
                read(text),
                (Some(subject.to_owned()), body.to_owned(), problems),
                "{text:?}"
            );
        }
    }
}
