//! What breaks the JSON of a record, mended; how a record that nobody can read begins.

use standfast_model::visible;

/// The JSON of a record without what no parser takes: half of a letter in two halves, control
/// characters, bytes that are no UTF-8. Each becomes U+FFFD or its escape.
pub(crate) fn mend(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut out = String::with_capacity(text.len() + 16);
    let mut in_text = false;
    let mut rest = text.as_ref();
    while let Some(letter) = rest.chars().next() {
        let mut taken = letter.len_utf8();
        match letter {
            '"' => {
                in_text = !in_text;
                out.push('"');
            }
            '\\' if in_text => taken = escape(rest, &mut out),
            c if in_text && c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    out.into_bytes()
}

/// Copies one escape, mended; gives how many bytes it had.
fn escape(rest: &str, out: &mut String) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            out.push_str(rest.get(..2).unwrap_or_default());
            2
        }
        Some(b'u') => match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => {
                out.push_str(rest.get(..12).unwrap_or_default());
                12
            }
            (Some(0xD800..=0xDFFF), _) => {
                out.push_str("\\ufffd");
                6
            }
            (Some(_), _) => {
                out.push_str(rest.get(..6).unwrap_or_default());
                6
            }
            (None, _) => {
                out.push_str("\\\\");
                1
            }
        },
        // No escape of JSON: the stroke stands for itself.
        _ => {
            out.push_str("\\\\");
            1
        }
    }
}

/// The number of `\uXXXX` at the start.
fn unit(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// How a file or record begins, for an error: its shape and the names of its fields, each letter
/// of what people wrote as an x.
pub(crate) fn outline(bytes: &[u8]) -> String {
    const LETTERS: usize = 80;
    let start = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let mut out = String::new();
    for (i, piece) in text.split('"').enumerate() {
        if i > 0 {
            out.push('"');
        }
        let rest = text.get(out.len().saturating_add(piece.len())..);
        let is_key =
            i % 2 == 1 && rest.is_some_and(|r| r.starts_with("\":") || r.starts_with("\" :"));
        for letter in piece.chars() {
            if letter.is_alphanumeric() && !is_key {
                // As many bytes as before: places in both texts are the same.
                out.extend(std::iter::repeat_n('x', letter.len_utf8()));
            } else {
                out.push(letter);
            }
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    visible(&words.join(" ")).chars().take(LETTERS).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{mend, outline};

    #[test]
    fn an_error_shows_the_shape_and_no_name() {
        assert_eq!(
            outline(b"{\"sender_name\": \"Ned\",\n \"ts\": 17, \"content\": \"caf\xc3\xa9"),
            "{\"sender_name\": \"xxx\", \"ts\": xx, \"content\": \"xxxxx"
        );
        assert_eq!(outline(b"Ned wrote"), "xxx xxxxx");
    }

    #[test]
    fn what_no_parser_takes_is_mended() {
        for (raw, right) in [
            (&b"\"a\\ud83db\""[..], "a\u{FFFD}b"),
            (b"\"\\ud83d\\ude20\"", "😠"),
            (b"\"\\udc00\\ud83d\"", "\u{FFFD}\u{FFFD}"),
            (b"\"a\0b\nc\"", "a\0b\nc"),
            (b"\"a\xFFb\"", "a\u{FFFD}b"),
            (b"\"a\\xb\\u12\"", "a\\xb\\u12"),
        ] {
            let mended: String = serde_json::from_slice(&mend(raw)).unwrap();
            assert_eq!(mended, right);
        }
    }
}
