//! The content of an opaque-signed S/MIME part (RFC 8551 3.5.2): enough of CMS (RFC 5652) to
//! find it. No signature is checked, and nothing encrypted is opened.

/// Object identifier 1.2.840.113549.1.7.2, signed data.
const SIGNED_DATA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02";
/// Object identifier 1.2.840.113549.1.7.1, data.
const DATA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01";

/// The signed bytes; `None` where this is not signed data.
pub(crate) fn signed_content(bytes: &[u8]) -> Option<Vec<u8>> {
    // ContentInfo ::= SEQUENCE { contentType OID, [0] SignedData }
    let mut info = Elements(element(bytes)?.within(0x30)?);
    (info.next()?.within(0x06)? == SIGNED_DATA).then_some(())?;
    // SignedData ::= SEQUENCE { version, digestAlgorithms, encapContentInfo, … }
    let mut signed = Elements(element(info.next()?.within(0xA0)?)?.within(0x30)?);
    signed.next()?;
    signed.next()?;
    let mut content = Elements(signed.next()?.within(0x30)?);
    (content.next()?.within(0x06)? == DATA).then_some(())?;
    let octets = element(content.next()?.within(0xA0)?)?;
    let mut out = Vec::new();
    match octets.tag {
        0x04 => out.extend_from_slice(octets.body),
        // Streamed: an octet string in pieces.
        0x24 => {
            for piece in Elements(octets.body) {
                out.extend_from_slice(piece.within(0x04)?);
            }
        }
        _ => return None,
    }
    Some(out)
}

struct Element<'a> {
    tag: u8,
    body: &'a [u8],
    whole: usize,
}

impl<'a> Element<'a> {
    fn within(&self, tag: u8) -> Option<&'a [u8]> {
        (self.tag == tag).then_some(self.body)
    }
}

struct Elements<'a>(&'a [u8]);

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let one = element(self.0)?;
        self.0 = self.0.get(one.whole..)?;
        Some(one)
    }
}

/// How many elements of unknown length may stand inside each other.
const DEPTH: u8 = 12;

/// The element at the start: definite lengths, and the indefinite ones of streamed messages.
fn element(bytes: &[u8]) -> Option<Element<'_>> {
    element_within(bytes, DEPTH)
}

fn element_within(bytes: &[u8], depth: u8) -> Option<Element<'_>> {
    let (tag, first) = (*bytes.first()?, *bytes.get(1)?);
    if first == 0x80 {
        // Until the two zero bytes that end it, which stand on their own level.
        let mut at = 2;
        loop {
            let rest = bytes.get(at..)?;
            if rest.starts_with(&[0, 0]) {
                return Some(Element {
                    tag,
                    body: bytes.get(2..at)?,
                    whole: at + 2,
                });
            }
            at += element_within(rest, depth.checked_sub(1)?)?.whole;
        }
    }
    let (length, head) = if first < 0x80 {
        (usize::from(first), 2)
    } else {
        let count = usize::from(first & 0x7F);
        let digits = bytes.get(2..2 + count).filter(|d| d.len() <= 4)?;
        (
            digits.iter().fold(0, |n, d| n << 8 | usize::from(*d)),
            2 + count,
        )
    };
    Some(Element {
        tag,
        body: bytes.get(head..head + length)?,
        whole: head + length,
    })
}

#[cfg(test)]
mod tests {
    use super::{DATA, SIGNED_DATA, signed_content};

    fn wrap(tag: u8, body: &[u8]) -> Vec<u8> {
        let mut out = vec![tag, 0x82];
        out.extend(u16::try_from(body.len()).unwrap_or(0).to_be_bytes());
        out.extend_from_slice(body);
        out
    }

    fn streamed(tag: u8, body: &[u8]) -> Vec<u8> {
        let mut out = vec![tag, 0x80];
        out.extend_from_slice(body);
        out.extend([0, 0]);
        out
    }

    #[test]
    fn the_signed_bytes_are_found() {
        let text = b"Content-Type: text/plain\r\n\r\nhello";
        for wrap in [wrap, streamed] {
            let octets = if wrap(0, b"").get(1) == Some(&0x80) {
                streamed(0x24, &super::tests::wrap(0x04, text))
            } else {
                wrap(0x04, text)
            };
            let content = wrap(
                0x30,
                &[super::tests::wrap(0x06, DATA), wrap(0xA0, &octets)].concat(),
            );
            let version = super::tests::wrap(0x02, &[1]);
            let signed = wrap(
                0x30,
                &[version, super::tests::wrap(0x31, b""), content].concat(),
            );
            let info = wrap(
                0x30,
                &[super::tests::wrap(0x06, SIGNED_DATA), wrap(0xA0, &signed)].concat(),
            );
            assert_eq!(signed_content(&info).as_deref(), Some(text.as_slice()));
        }
        assert_eq!(signed_content(b"\x30\x03\x06\x01\x00"), None);
        assert_eq!(signed_content(&[0x30; 200]), None);
    }
}
