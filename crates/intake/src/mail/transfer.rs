//! Transfer encodings: base64, quoted-printable (RFC 2045 6), uuencode. What can be decoded is,
//! and damage is said.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use memchr::memchr;

/// How a part is packed.
pub(crate) fn unpacked<'a>(encoding: Option<&[u8]>, bytes: &'a [u8]) -> (Cow<'a, [u8]>, bool) {
    let name = encoding
        .map(|e| e.trim_ascii().to_ascii_lowercase())
        .unwrap_or_default();
    match name.as_slice() {
        b"base64" => {
            let (decoded, damaged) = base64(bytes);
            (Cow::Owned(decoded), damaged)
        }
        b"quoted-printable" => {
            let (decoded, damaged) = quoted(bytes);
            (Cow::Owned(decoded), damaged)
        }
        b"x-uuencode" | b"uuencode" | b"x-uue" => match uuencoded(bytes) {
            Some(found) => (Cow::Owned(found.bytes), found.damaged),
            None => (Cow::Borrowed(bytes), true),
        },
        b"" | b"7bit" | b"8bit" | b"binary" => (Cow::Borrowed(bytes), false),
        _ => (Cow::Borrowed(bytes), true),
    }
}

/// Decodes what is there; `true` where something else stood between, or the end is missing.
pub(crate) fn base64(bytes: &[u8]) -> (Vec<u8>, bool) {
    match flawless(bytes) {
        Some(decoded) => (decoded, false),
        None => salvaged(bytes),
    }
}

/// Lines of base64 as mail programs write them, which most are: many times quicker than looking at
/// each letter.
fn flawless(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut letters = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(end) = memchr(b'\n', rest) {
        let (line, after) = rest.split_at(end);
        letters.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        rest = after.get(1..).unwrap_or_default();
    }
    letters.extend_from_slice(rest);
    STANDARD.decode(&letters).ok()
}

/// Letter by letter, past whatever stands between.
fn salvaged(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut held, mut count, mut damaged) = (0_u32, 0_u8, false);
    let mut padded = false;
    for &byte in bytes {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                padded = true;
                flush(&mut out, &mut held, &mut count);
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => {
                damaged = true;
                continue;
            }
        };
        held = held << 6 | u32::from(six);
        count += 1;
        if count == 4 {
            out.extend(held.to_be_bytes().get(1..).unwrap_or_default());
            (held, count) = (0, 0);
        }
    }
    damaged |= count != 0 && !padded;
    flush(&mut out, &mut held, &mut count);
    (out, damaged)
}

/// The bytes that are whole in an unfinished group of four.
fn flush(out: &mut Vec<u8>, held: &mut u32, count: &mut u8) {
    let whole = match *count {
        2 => (*held << 12, 1),
        3 => (*held << 6, 2),
        _ => (0, 0),
    };
    out.extend(whole.0.to_be_bytes().iter().skip(1).take(whole.1));
    (*held, *count) = (0, 0);
}

/// Decodes; what is no escape stays as it stands, and is said.
pub(crate) fn quoted(bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(bytes.len());
    let mut damaged = false;
    let mut rest = bytes;
    while let Some(found) = memchr(b'=', rest) {
        let (before, after) = rest.split_at(found);
        out.extend_from_slice(before);
        let after = after.get(1..).unwrap_or_default();
        let digit = |i: usize| after.get(i).and_then(|b| char::from(*b).to_digit(16));
        if let (Some(high), Some(low)) = (digit(0), digit(1)) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'='));
            rest = after.get(2..).unwrap_or_default();
        } else if let Some(end) = soft_end(after) {
            rest = after.get(end..).unwrap_or_default();
        } else {
            damaged = true;
            out.push(b'=');
            rest = after;
        }
    }
    out.extend_from_slice(rest);
    (out, damaged)
}

/// Length of a soft line end: spaces, then the end of the line or of all.
fn soft_end(after: &[u8]) -> Option<usize> {
    let spaces = after
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    match after.get(spaces..)? {
        [] => Some(spaces),
        [b'\r', b'\n', ..] => Some(spaces + 2),
        [b'\n' | b'\r', ..] => Some(spaces + 1),
        _ => None,
    }
}

/// A file inside a text.
pub(crate) struct Uuencoded {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) damaged: bool,
    /// Where it stands in the text.
    pub(crate) place: (usize, usize),
}

/// The first `begin 644 name` … `end` block.
pub(crate) fn uuencoded(text: &[u8]) -> Option<Uuencoded> {
    let mut at = 0;
    let mut found: Option<Uuencoded> = None;
    for line in text.split_inclusive(|b| *b == b'\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_ascii_end();
        match &mut found {
            None => {
                if let Some(name) = begins(bare) {
                    found = Some(Uuencoded {
                        name,
                        bytes: Vec::new(),
                        damaged: true,
                        place: (start, at),
                    });
                }
            }
            Some(file) if bare == b"end" => {
                file.damaged = false;
                file.place.1 = at;
                break;
            }
            Some(file) => {
                // The first line must look like one, or `begin 644 words` was a sentence.
                let Some(decoded) = uu_line(bare) else {
                    if file.bytes.is_empty() {
                        found = None;
                        continue;
                    }
                    break;
                };
                file.bytes.extend(decoded);
                file.place.1 = at;
            }
        }
    }
    found.filter(|f| !f.bytes.is_empty())
}

fn begins(line: &[u8]) -> Option<String> {
    let rest = line.strip_prefix(b"begin ")?;
    let mode = rest.get(..3)?;
    let name = rest.get(3..)?.strip_prefix(b" ")?;
    let octal = mode.iter().all(|b| (b'0'..=b'7').contains(b));
    (octal && !name.is_empty()).then(|| String::from_utf8_lossy(name).into_owned())
}

fn uu_line(line: &[u8]) -> Option<Vec<u8>> {
    let (first, rest) = line.split_first()?;
    let value = |b: u8| (b' '..=b'`').contains(&b).then(|| (b - b' ') & 63);
    let length = usize::from(value(*first)?);
    let mut out = Vec::with_capacity(length + 2);
    for four in rest.chunks(4) {
        let mut held = 0_u32;
        for i in 0..4 {
            held = held << 6 | u32::from(value(four.get(i).copied().unwrap_or(b' '))?);
        }
        out.extend(held.to_be_bytes().iter().skip(1));
    }
    let right = out.len() >= length && rest.len() <= length.div_ceil(3) * 4 + 2;
    out.truncate(length);
    right.then_some(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{base64, quoted, uuencoded};

    #[test]
    fn what_can_be_decoded_is() {
        assert_eq!(base64(b"aGVs bG8=\r\n"), (b"hello".to_vec(), false));
        assert_eq!(base64(b"aGVsbG8"), (b"hello".to_vec(), true));
        assert_eq!(base64(b"aGVs*bG8="), (b"hello".to_vec(), true));
        assert_eq!(base64(b"aGVsbG8=aGVsbG8="), (b"hellohello".to_vec(), false));
        assert_eq!(
            quoted(b"caf=C3=A9 =\r\non=20e=  \n"),
            ("café on e".as_bytes().to_vec(), false)
        );
        assert_eq!(quoted(b"1=XY="), (b"1=XY".to_vec(), true));
    }

    #[test]
    fn a_file_inside_a_text() {
        let text = b"see\nbegin 644 cat.txt\n#0V%T\n`\nend\nbye";
        let found = uuencoded(text).unwrap();
        assert_eq!(
            (found.name.as_str(), found.bytes.as_slice(), found.damaged),
            ("cat.txt", b"Cat".as_slice(), false)
        );
        assert_eq!(
            text.get(found.place.0..found.place.1).unwrap(),
            b"begin 644 cat.txt\n#0V%T\n`\nend\n"
        );
        assert!(uuencoded(b"begin 644 times and never end\nlike this one\n").is_none());
    }
}
