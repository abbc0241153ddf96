//! The lines of `entries.jsonl`, the file of a bundle that holds every leaf of a log.
//!
//! In: one line with its line end. Out: what it gives, and back. Like the leaf, a line has one form
//! without freedom, so that no two readers see two things; it is JSON all the same, for those who
//! read it with other tools.
//!
//! Never here: whether what a line gives is true ([`crate::LogCheck`] says that).

use crate::leaf::whole_number;
use crate::tree::Hash;

/// One leaf as a bundle gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine<'a> {
    /// The number that the line says it has.
    pub n: u64,
    /// The hash that the line says the leaf has.
    pub hash: Hash,
    /// The leaf and the fields that are shown; `None` if the leaf is withheld.
    pub shown: Option<ShownLine<'a>>,
}

/// What a line shows besides number and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownLine<'a> {
    /// The exact bytes of the leaf.
    pub leaf: String,
    /// The characters of the fields shown.
    pub fields: Vec<&'a str>,
}

/// The line is not written in the one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the line is not written in the one form that a line of entries.jsonl has")]
pub struct LineError;

/// The line of a leaf that is withheld, line end included.
#[must_use]
pub fn withheld_line(n: u64, hash: &Hash) -> String {
    format!("{{\"n\":{n},\"hash\":\"{hash}\"}}\n")
}

/// The line of a leaf that is shown with the given fields, line end included.
#[must_use]
pub fn shown_line(n: u64, hash: &Hash, leaf: &str, fields: &[&str]) -> String {
    // A leaf has no backslash and no character beyond ASCII: its quotes are all there is to escape.
    let leaf = leaf.replace('"', "\\\"");
    let mut line = format!("{{\"n\":{n},\"hash\":\"{hash}\",\"leaf\":\"{leaf}\",\"fields\":[");
    for (at, field) in fields.iter().enumerate() {
        line.push_str(if at == 0 { "\"" } else { ",\"" });
        line.push_str(field);
        line.push('"');
    }
    line.push_str("]}\n");
    line
}

impl<'a> EntryLine<'a> {
    /// Reads a line, its line end included.
    ///
    /// # Errors
    /// [`LineError`].
    pub fn parse(line: &'a [u8]) -> Result<Self, LineError> {
        Self::read(line).ok_or(LineError)
    }

    fn read(line: &'a [u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
        let (n, rest) = line.strip_prefix("{\"n\":")?.split_once(",\"hash\":\"")?;
        let n = whole_number(n)?;
        let (hash, rest) = rest.split_once('"')?;
        let hash = Hash::parse(hash)?;
        if rest == "}" {
            return Some(Self {
                n,
                hash,
                shown: None,
            });
        }
        let (leaf, rest) = rest
            .strip_prefix(",\"leaf\":\"")?
            .split_once("\",\"fields\":[")?;
        let list = rest.strip_suffix("]}")?;
        let leaf = unescape(leaf)?;
        let fields = if list.is_empty() {
            Vec::new()
        } else {
            let list = list.strip_prefix('"')?.strip_suffix('"')?;
            list.split("\",\"")
                .map(|field| plain(field).then_some(field))
                .collect::<Option<_>>()?
        };
        Some(Self {
            n,
            hash,
            shown: Some(ShownLine { leaf, fields }),
        })
    }
}

/// Takes back the one escape that a leaf needs; any other, or a character that a leaf cannot hold,
/// refuses the line.
fn unescape(text: &str) -> Option<String> {
    let mut leaf = String::with_capacity(text.len());
    let mut parts = text.split("\\\"");
    leaf.push_str(parts.next().filter(|part| plain(part))?);
    for part in parts {
        leaf.push('"');
        leaf.push_str(Some(part).filter(|part| plain(part))?);
    }
    Some(leaf)
}

/// Printable ASCII without quotes and backslashes.
fn plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, 0x20..=0x7e) && byte != b'"' && byte != b'\\')
}
