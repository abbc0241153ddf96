//! What stands in the attributes of a tag: text, numbers, times, files.
//!
//! The app writes letters beyond the first plane as two halves, which XML forbids and every
//! strict reader refuses; so a value is unescaped here, from its own characters. What a value
//! cannot hold becomes U+FFFD and is said.

use std::borrow::Cow;
use std::io::{self, Read};

use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine as _};
use jiff::Timestamp;
use quick_xml::events::attributes::{AttrError, Attributes};

/// The attributes of one tag, still escaped.
pub(super) struct Fields<'t> {
    all: Vec<(&'t str, Cow<'t, str>)>,
    /// A name stands twice; the first counts.
    pub(super) twice: bool,
}

/// The tag cannot be taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotWellFormed;

impl<'t> Fields<'t> {
    /// Of a tag with its brackets.
    pub(super) fn read(tag: &'t str) -> Result<Self, NotWellFormed> {
        let inner = tag.strip_prefix('<').unwrap_or(tag);
        let inner = inner.strip_suffix('>').unwrap_or(inner);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let name = inner
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(inner.len());
        let mut fields = Fields {
            all: Vec::new(),
            twice: false,
        };
        for attribute in Attributes::new(inner, name) {
            match attribute {
                Ok(found) => fields.all.push((found.key.into_inner(), found.value)),
                Err(AttrError::Duplicated(..)) => fields.twice = true,
                Err(_) => return Err(NotWellFormed),
            }
        }
        Ok(fields)
    }

    /// As it stands, still escaped.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        let (_, value) = self.all.iter().find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// Its text, `null` included.
    pub(super) fn text(&self, name: &str, faults: &mut Faults) -> Option<String> {
        self.raw(name).map(|raw| unescape(raw, faults))
    }

    /// Its text, where it says something: the app writes `null` and `(Unknown)` for nothing.
    pub(super) fn said(&self, name: &str, faults: &mut Faults) -> Option<String> {
        self.text(name, faults)
            .filter(|t| !matches!(t.trim(), "" | "null" | "(Unknown)"))
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.raw(name)?.trim().parse().ok()
    }

    /// An instant; `None` for 0, `null` and nothing. `Err` for what is no time.
    pub(super) fn instant(&self, name: &str) -> Result<Option<Timestamp>, NotWellFormed> {
        match self.raw(name).map(str::trim) {
            None | Some("" | "null" | "0") => Ok(None),
            Some(digits) => instant(digits).map(Some).ok_or(NotWellFormed),
        }
    }
}

/// By how many digits it has: seconds, milliseconds, millionths, thousand millionths.
fn instant(digits: &str) -> Option<Timestamp> {
    let number: i64 = digits.parse().ok().filter(|n| *n > 0)?;
    match digits.len() {
        ..=10 => Timestamp::from_second(number),
        16 => Timestamp::from_microsecond(number),
        19 => Timestamp::from_nanosecond(i128::from(number)),
        _ => Timestamp::from_millisecond(number),
    }
    .ok()
}

/// What was wrong with the text of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Faults {
    /// Half of a letter.
    pub(super) half: bool,
    /// A character that text cannot hold.
    pub(super) control: bool,
    /// `&name;` that only the file itself could explain.
    pub(super) entity: bool,
    /// Bytes that are no text.
    pub(super) bytes: bool,
}

impl Faults {
    /// In words, for a doubt and a problem.
    pub(super) fn said(self) -> impl Iterator<Item = &'static str> {
        [
            (self.half, "half of a letter stands in it; it is shown as \u{FFFD}"),
            (self.control, "a character that no text has stands in it; it is shown as \u{FFFD}"),
            (self.entity, "an abbreviation that the file would have to explain stands in it; it is left as it stands"),
            (self.bytes, "some of its bytes are no text; they are shown as \u{FFFD}"),
        ]
        .into_iter()
        .filter_map(|(is, why)| is.then_some(why))
    }
}

/// Longest `&…;` that is looked at.
const REFERENCE: usize = 12;

/// Text of a raw value. Line ends in it stay, those written as numbers too.
pub(super) fn unescape(raw: &str, faults: &mut Faults) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(found) = rest.find(|c: char| c == '&' || is_control(c)) {
        let (plain, from) = rest.split_at(found);
        out.push_str(plain);
        let (piece, length) = match reference(from) {
            Some((Reference::Unit(unit), length)) => {
                let behind = from.get(length..).unwrap_or_default();
                match (unit, reference(behind)) {
                    (0xD800..=0xDBFF, Some((Reference::Unit(low @ 0xDC00..=0xDFFF), more))) => {
                        let point = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                        (char::from_u32(point), length + more)
                    }
                    _ => (letter(unit, faults), length),
                }
            }
            Some((Reference::Letter(letter), length)) => (Some(letter), length),
            Some((Reference::Unknown, length)) => {
                faults.entity = true;
                out.push_str(from.get(..length).unwrap_or_default());
                (None, length)
            }
            None if from.starts_with('&') => (Some('&'), 1),
            None => {
                faults.control = true;
                (Some('\u{FFFD}'), 1)
            }
        };
        out.extend(piece);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn is_control(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn letter(number: u32, faults: &mut Faults) -> Option<char> {
    let found = char::from_u32(number);
    match found {
        None if (0xD800..0xE000).contains(&number) => faults.half = true,
        Some(c) if !is_control(c) => return found,
        _ => faults.control = true,
    }
    Some('\u{FFFD}')
}

enum Reference {
    /// `&#…;`
    Unit(u32),
    Letter(char),
    Unknown,
}

/// What stands at the start of this, and how long it is.
fn reference(from: &str) -> Option<(Reference, usize)> {
    let rest = from.strip_prefix('&')?;
    let end = rest
        .bytes()
        .take(REFERENCE)
        .position(|b| b == b';')
        .filter(|end| *end > 0)?;
    let name = rest.get(..end)?;
    let found = if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16),
            None => (number, 10),
        };
        if !digits.bytes().all(|b| char::from(b).is_digit(radix)) {
            return None;
        }
        Reference::Unit(u32::from_str_radix(digits, radix).ok()?)
    } else {
        match name {
            "lt" => Reference::Letter('<'),
            "gt" => Reference::Letter('>'),
            "amp" => Reference::Letter('&'),
            "quot" => Reference::Letter('"'),
            "apos" => Reference::Letter('\''),
            _ if name.bytes().all(|b| b.is_ascii_alphanumeric()) => Reference::Unknown,
            _ => return None,
        }
    };
    Some((found, end + 2))
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes of a file; as they stand, and `false`, where they are not base64.
pub(super) fn file(raw: &str) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(raw.len() / 4 * 3 + 3);
    let decoded = if raw.bytes().all(|b| b > b' ' && b != b'&') {
        BASE64.decode_vec(raw, &mut bytes).is_ok()
    } else {
        let packed = Packed {
            rest: raw.as_bytes(),
        };
        base64::read::DecoderReader::new(packed, &BASE64)
            .read_to_end(&mut bytes)
            .is_ok()
    };
    if decoded {
        (bytes, true)
    } else {
        (raw.as_bytes().to_vec(), false)
    }
}

/// Letters without the white space between, also where that is written by number.
struct Packed<'a> {
    rest: &'a [u8],
}

impl Read for Packed<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        const WRITTEN: &[&[u8]] = &[b"&#10;", b"&#13;", b"&#xA;", b"&#xD;", b"&#9;"];
        let mut given = 0;
        for to in buf.iter_mut() {
            loop {
                let written = WRITTEN.iter().find_map(|w| self.rest.strip_prefix(*w));
                match (written, self.rest.split_first()) {
                    (Some(behind), _) => self.rest = behind,
                    (None, Some((b, behind))) if b.is_ascii_whitespace() => self.rest = behind,
                    (None, Some((b, behind))) => {
                        *to = *b;
                        given += 1;
                        self.rest = behind;
                        break;
                    }
                    (None, None) => return Ok(given),
                }
            }
        }
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn letters_by_number_and_by_halves() {
        for (raw, text, fault) in [
            ("&#55357;&#56832;", "😀", (false, false, false)),
            ("&#xD83D;&#xde00;!", "😀!", (false, false, false)),
            ("a&#10;b\nc\r\n", "a\nb\nc\r\n", (false, false, false)),
            ("&lt;&amp;&gt;&quot;&apos;", "<&>\"'", (false, false, false)),
            (
                "tea & cake; &amp;lt;",
                "tea & cake; &lt;",
                (false, false, false),
            ),
            ("&#128512;", "😀", (false, false, false)),
            ("x&#55357;y", "x\u{FFFD}y", (true, false, false)),
            ("&#56832;&#55357;", "\u{FFFD}\u{FFFD}", (true, false, false)),
            ("a&#0;b\u{1}c", "a\u{FFFD}b\u{FFFD}c", (false, true, false)),
            ("&#x110000;", "\u{FFFD}", (false, true, false)),
            ("&lol9;", "&lol9;", (false, false, true)),
            ("&#;&#x;&;&", "&#;&#x;&;&", (false, false, false)),
            ("&#99999999999;", "&#99999999999;", (false, false, false)),
        ] {
            let mut faults = Faults::default();
            assert_eq!(unescape(raw, &mut faults), text, "{raw}");
            assert_eq!((faults.half, faults.control, faults.entity), fault, "{raw}");
        }
    }

    #[test]
    fn times_by_their_digits() {
        for (digits, at) in [
            ("1772013600000", Some("2026-02-25T10:00:00Z")),
            ("1772013600", Some("2026-02-25T10:00:00Z")),
            ("1772013600000000", Some("2026-02-25T10:00:00Z")),
            ("1772013600000000000", Some("2026-02-25T10:00:00Z")),
            ("-1", None),
            ("yesterday", None),
            ("99999999999999999999", None),
        ] {
            let found = instant(digits).map(|t| t.to_string());
            assert_eq!(found.as_deref(), at, "{digits}");
        }
    }

    #[test]
    fn files_with_and_without_line_ends_and_broken_ones() {
        for (raw, bytes, whole) in [
            ("b25l", "one", true),
            ("b25lIQ==", "one!", true),
            ("b25lIQ", "one!", true),
            ("b2\n5l&#10;b25l\r\n", "oneone", true),
            ("b2 5*", "b2 5*", false),
            ("&lol;", "&lol;", false),
            ("", "", true),
        ] {
            assert_eq!(file(raw), (bytes.as_bytes().to_vec(), whole), "{raw}");
        }
    }

    #[test]
    fn a_tag_that_cannot_be_taken_apart() {
        assert_eq!(
            Fields::read("<sms a=\"1\" a='2' />").unwrap().raw("a"),
            Some("1")
        );
        assert!(Fields::read("<sms a=\"1\" a=\"2\"/>").unwrap().twice);
        for bad in [
            "<sms a=1 />",
            "<sms a />",
            "<sms a=\"he said \"no\" now\" />",
        ] {
            assert!(Fields::read(bad).is_err(), "{bad}");
        }
    }
}
