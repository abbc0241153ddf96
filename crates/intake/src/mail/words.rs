//! Characters of mail: charsets, encoded words (RFC 2047), parameters (RFC 2231), people.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use mail_parser::Address;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::parsers::MessageStream;
use standfast_model::draft::Person;

use super::transfer::{base64, quoted};
use crate::limits;

/// Bytes as text. `Some` where they are not what their label says.
pub(crate) fn decode(label: Option<&str>, bytes: &[u8]) -> (String, Option<&'static str>) {
    let label = label.map(str::trim).filter(|l| !l.is_empty());
    match label {
        Some(label) if label.eq_ignore_ascii_case("utf-7") => {
            if let Some(decoder) = charset_decoder(b"utf-7") {
                return (decoder(bytes), None);
            }
        }
        Some(label) if !label.eq_ignore_ascii_case("us-ascii") => {
            if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
                let (text, bad) = encoding.decode_without_bom_handling(bytes);
                let why = "some of its characters are not in the charset that it names";
                return (text.into_owned(), bad.then_some(why));
            }
            return (
                unlabelled(bytes).into_owned(),
                Some("it names a charset that is not known"),
            );
        }
        _ => {}
    }
    let odd = (label.is_some() && !bytes.is_ascii())
        .then_some("it is labelled plain ASCII and has other characters");
    (unlabelled(bytes).into_owned(), odd)
}

/// UTF-8 where it is that, else windows-1252, which every byte is.
fn unlabelled(bytes: &[u8]) -> Cow<'_, str> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => text,
        None => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// A field of free text: unfolded, encoded words decoded.
pub(crate) fn unstructured(value: &[u8]) -> String {
    let text = unfolded(value);
    let mut out = String::with_capacity(text.len());
    for piece in pieces(&text) {
        match piece {
            Piece::Plain(plain) => out.push_str(plain),
            Piece::Encoded { decoded, .. } => out.push_str(&decoded),
        }
    }
    out
}

/// A folded value on one line (RFC 5322 2.2.3).
fn unfolded(value: &[u8]) -> String {
    unlabelled(value)
        .chars()
        .filter(|c| !matches!(c, '\r' | '\n'))
        .collect()
}

enum Piece<'a> {
    Plain(&'a str),
    Encoded { written: &'a str, decoded: String },
}

struct EncodedWord<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    length: usize,
}

/// Plain stretches and encoded words. Words of one charset that only space parts are decoded as
/// one, since programs cut them in the middle of a character.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("=?")) {
        let start = at + found;
        let Some(word) = encoded_word(text.get(start..).unwrap_or_default()) else {
            at = start + 2;
            continue;
        };
        let mut bytes = word.bytes;
        let mut decoded = String::new();
        let mut charset = word.charset;
        let mut end = start + word.length;
        while let Some(rest) = text.get(end..) {
            let bare = rest.trim_start_matches([' ', '\t']);
            let gap = rest.len() - bare.len();
            // RFC 2047 wants a space between; programs leave it out.
            let Some(next) = encoded_word(bare) else {
                break;
            };
            if !next.charset.eq_ignore_ascii_case(charset) {
                decoded.push_str(&decode(Some(charset), &bytes).0);
                bytes.clear();
                charset = next.charset;
            }
            bytes.extend_from_slice(&next.bytes);
            end += gap + next.length;
        }
        decoded.push_str(&decode(Some(charset), &bytes).0);
        if let Some(plain) = text.get(plain_from..start).filter(|p| !p.is_empty()) {
            pieces.push(Piece::Plain(plain));
        }
        let written = text.get(start..end).unwrap_or_default();
        pieces.push(Piece::Encoded { written, decoded });
        plain_from = end;
        at = end;
    }
    if let Some(plain) = text.get(plain_from..).filter(|p| !p.is_empty()) {
        pieces.push(Piece::Plain(plain));
    }
    pieces
}

/// `=?charset*language?B|Q?…?=` at the start of `text`, of a charset that is known.
fn encoded_word(text: &str) -> Option<EncodedWord<'_>> {
    let body = text.strip_prefix("=?")?;
    let mut fields = body.splitn(3, '?');
    let charset = fields.next()?.split('*').next()?;
    let how = fields.next()?;
    let rest = fields.next()?;
    let end = rest.find("?=")?;
    let content = rest.get(..end)?;
    let known =
        charset.eq_ignore_ascii_case("utf-7") || Encoding::for_label(charset.as_bytes()).is_some();
    if !known || content.contains(['\r', '\n']) {
        return None;
    }
    let bytes = match how {
        "B" | "b" => base64(content.as_bytes()).0,
        "Q" | "q" => quoted(content.replace('_', " ").as_bytes()).0,
        _ => return None,
    };
    let length = text.len() - rest.len() + end + 2;
    Some(EncodedWord {
        charset,
        bytes,
        length,
    })
}

/// Characters of the private use area: no address has them.
const OPEN: char = '\u{F8F0}';
const CLOSE: char = '\u{F8F1}';

/// The people of an address field, groups opened. At most [`limits::RECIPIENTS`], and one more
/// that tells whether there are more.
///
/// Encoded words are put aside while the structure is read, so that nothing that is written in
/// them can pass for an address.
pub(crate) fn people(value: &[u8]) -> Vec<Person> {
    let text = unfolded(value);
    let mut aside: Vec<(&str, String)> = Vec::new();
    let mut bare = String::with_capacity(text.len());
    for piece in pieces(&text) {
        match piece {
            Piece::Plain(plain) => bare.push_str(plain),
            Piece::Encoded { written, decoded } => {
                bare.push_str(&format!("{OPEN}{}{CLOSE}", aside.len()));
                aside.push((written, decoded));
            }
        }
    }
    bare.push('\n');
    let put_back = |text: &str, as_written: bool| {
        let mut out = String::with_capacity(text.len());
        for (i, piece) in text.split(OPEN).enumerate() {
            let marked = (i > 0).then(|| piece.split_once(CLOSE)).flatten();
            let word =
                marked.and_then(|(n, rest)| Some((aside.get(n.parse::<usize>().ok()?)?, rest)));
            match word {
                Some(((written, decoded), rest)) => {
                    out.push_str(if as_written { written } else { decoded });
                    out.push_str(rest);
                }
                None => out.push_str(piece),
            }
        }
        out
    };
    let parsed = MessageStream::new(bare.as_bytes()).parse_address();
    let addresses: Vec<&mail_parser::Addr<'_>> = match parsed.as_address() {
        Some(Address::List(list)) => list.iter().collect(),
        Some(Address::Group(groups)) => groups.iter().flat_map(|g| &g.addresses).collect(),
        None => Vec::new(),
    };
    addresses
        .into_iter()
        .take(limits::RECIPIENTS + 1)
        .map(|one| {
            let label = one
                .name
                .as_deref()
                .map(|n| put_back(n, false).trim().to_owned());
            let address = one
                .address
                .as_deref()
                .map(|a| put_back(a, true).trim().to_owned());
            Person {
                label: label.filter(|l| !l.is_empty()),
                address: address.filter(|a| !a.is_empty()),
            }
        })
        .filter(|p| p.label.is_some() || p.address.is_some())
        .collect()
}

/// A value with parameters: `Content-Type`, `Content-Disposition`.
pub(crate) struct Structured {
    /// In lower case: `text/plain`, `attachment`.
    pub(crate) value: String,
    parameters: Vec<(String, String)>,
    /// A parameter was not in the charset that it names.
    pub(crate) damaged: bool,
}

impl Structured {
    /// A parameter by its name in lower case.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// One piece of a parameter that is told in several (RFC 2231).
struct Section {
    name: String,
    number: u32,
    extended: bool,
    value: Vec<u8>,
}

/// Reads such a value. Of `name` and `name*` the latter stands; pieces stand by their numbers.
pub(crate) fn structured(value: &[u8]) -> Structured {
    let text = unfolded(value);
    let mut parts = split_parameters(&text).into_iter();
    let own = parts.next().unwrap_or_default();
    let mut plain: Vec<(String, String)> = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    for part in parts {
        let Some((name, value)) = part.split_once('=') else {
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        let value = unquoted(value.trim());
        match name.split_once('*') {
            None => plain.push((name, unstructured(value.as_bytes()))),
            Some((name, how)) => {
                let (number, extended) = match how.strip_suffix('*') {
                    Some(number) => (number, true),
                    None => (how, how.is_empty()),
                };
                sections.push(Section {
                    name: name.to_owned(),
                    number: number.parse().unwrap_or(0),
                    extended,
                    value: value.into_bytes(),
                });
            }
        }
    }
    sections.sort_by(|a, b| (&a.name, a.number).cmp(&(&b.name, b.number)));
    let mut joined: Vec<(String, String)> = Vec::new();
    let mut damaged = false;
    for group in sections.chunk_by(|a, b| a.name == b.name) {
        let Some(first) = group.first() else { continue };
        let (value, bad) = joined_sections(group);
        damaged |= bad;
        joined.push((first.name.clone(), value));
    }
    joined.append(&mut plain);
    Structured {
        value: own.trim().to_ascii_lowercase(),
        parameters: joined,
        damaged,
    }
}

fn joined_sections(group: &[Section]) -> (String, bool) {
    let mut charset = None;
    let mut bytes = Vec::new();
    for (i, section) in group.iter().enumerate() {
        let mut value = section.value.as_slice();
        if section.extended {
            if i == 0 {
                // charset'language'value
                let mut marks = value.splitn(3, |b| *b == b'\'');
                if let (Some(label), Some(_), Some(rest)) =
                    (marks.next(), marks.next(), marks.next())
                {
                    charset = std::str::from_utf8(label).ok().map(str::to_owned);
                    value = rest;
                }
            }
            percent_decoded(value, &mut bytes);
        } else {
            bytes.extend_from_slice(value);
        }
    }
    let (text, bad) = decode(charset.as_deref(), &bytes);
    (text, bad.is_some())
}

fn percent_decoded(value: &[u8], out: &mut Vec<u8>) {
    let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
    let mut i = 0;
    while let Some(&byte) = value.get(i) {
        match (byte, digit(value.get(i + 1)), digit(value.get(i + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                i += 3;
            }
            _ => {
                out.push(byte);
                i += 1;
            }
        }
    }
}

/// At semicolons outside quotes and comments.
fn split_parameters(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut quotes = false;
    let mut comments = 0_u32;
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' if quotes => {
                part.push(c);
                part.extend(letters.next());
                continue;
            }
            '"' if comments == 0 => quotes = !quotes,
            '(' if !quotes => comments += 1,
            ')' if !quotes && comments > 0 => {
                comments -= 1;
                continue;
            }
            ';' if !quotes && comments == 0 => {
                parts.push(std::mem::take(&mut part));
                continue;
            }
            _ => {}
        }
        if comments == 0 {
            part.push(c);
        }
    }
    parts.push(part);
    parts
}

fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else {
        return value.to_owned();
    };
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => out.extend(letters.next()),
            '"' => break,
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{people, structured, unstructured};

    #[test]
    fn encoded_words() {
        for (written, read) in [
            ("=?UTF-8?B?4oI=?= =?UTF-8?B?rA==?=", "€"),
            ("=?UTF-8?Q?a?=\r\n =?utf-8?q?b_c?= d", "ab c d"),
            ("Re: =?iso-8859-1?Q?caf=E9_=80?=", "Re: café €"),
            ("=?utf-9?Z?broken?= still", "=?utf-9?Z?broken?= still"),
            ("=?UTF-8?Q?unended", "=?UTF-8?Q?unended"),
            ("naïve ☕", "naïve ☕"),
            ("=?iso-2022-jp?B?GyRCJDMbKEI=?=", "こ"),
        ] {
            assert_eq!(unstructured(written.as_bytes()), read, "{written}");
        }
    }

    #[test]
    fn the_name_before_an_address_is_only_a_name() {
        let shown = |value: &str| {
            people(value.as_bytes())
                .iter()
                .map(|p| {
                    (
                        p.label.clone().unwrap_or_default(),
                        p.address.clone().unwrap_or_default(),
                    )
                })
                .collect::<Vec<_>>()
        };
        let one = |label: &str, address: &str| (label.to_owned(), address.to_owned());
        assert_eq!(
            shown("\"nurse@trust.example\" <x@evil.example>"),
            [one("nurse@trust.example", "x@evil.example")]
        );
        assert_eq!(
            shown("=?utf-8?Q?=22a=40b.example=22_=3Ca=40b.example=3E=2C?= <x@evil.example>"),
            [one("\"a@b.example\" <a@b.example>,", "x@evil.example")]
        );
        assert_eq!(
            shown("\"C T\" =?utf-8?Q?=E2=9C=89?= <c@x.example>, w@y.example"),
            [one("C T ✉", "c@x.example"), one("", "w@y.example")]
        );
        assert_eq!(
            shown("Friends: a@x.example, \"B, C\" <b@x.example>;"),
            [one("", "a@x.example"), one("B, C", "b@x.example")]
        );
    }

    #[test]
    fn parameters_in_pieces() {
        for (written, name) in [
            (
                "attachment; filename*1*=%20for%20two.jpg;\r\n filename*0*=utf-8''the%20bench%20%E2%80%93;\r\n filename=\"bench.jpg\"",
                "the bench – for two.jpg",
            ),
            (
                "attachment; filename*0*=utf-8''a%E2%82; filename*1*=%AC.txt",
                "a€.txt",
            ),
            (
                "attachment; filename*0=\"long\"; filename*1=\"er.txt\"",
                "longer.txt",
            ),
            ("attachment; filename=\"=?utf-8?B?4oKs?=.txt\"", "€.txt"),
            ("attachment; filename=a\\b.txt", "a\\b.txt"),
            ("attachment; filename=\"q\\\"u.txt\"; x", "q\"u.txt"),
        ] {
            assert_eq!(
                structured(written.as_bytes()).parameter("filename"),
                Some(name),
                "{written}"
            );
        }
        assert_eq!(structured(b";").parameter("filename"), None);
    }
}
