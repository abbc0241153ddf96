//! Properties of Outlook and Exchange (MAPI), whatever file keeps them: `.msg` or `winmail.dat`.
//!
//! MS-OXPROPS names them, MS-OXCDATA 2.11 says how values stand. A property is kept as its bytes
//! and read when it is asked for, since the code page of its letters is a property itself.

mod body;
mod code_page;
mod lzfu;
mod people;
mod rtf;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub(crate) use body::{Body, body};
pub(crate) use code_page::decode;
pub(crate) use people::{recipient, sender, sent_by};

/// Numbers of the properties that are read.
pub(crate) mod id {
    pub(crate) const MESSAGE_CLASS: u16 = 0x001A;
    pub(crate) const SUBJECT: u16 = 0x0037;
    pub(crate) const CLIENT_SUBMIT_TIME: u16 = 0x0039;
    pub(crate) const SENT_REPRESENTING_NAME: u16 = 0x0042;
    pub(crate) const SENT_REPRESENTING_ADDRESS_TYPE: u16 = 0x0064;
    pub(crate) const SENT_REPRESENTING_ADDRESS: u16 = 0x0065;
    pub(crate) const TRANSPORT_HEADERS: u16 = 0x007D;
    pub(crate) const SENDER_NAME: u16 = 0x0C1A;
    pub(crate) const RECIPIENT_TYPE: u16 = 0x0C15;
    pub(crate) const SENDER_ADDRESS_TYPE: u16 = 0x0C1E;
    pub(crate) const SENDER_ADDRESS: u16 = 0x0C1F;
    pub(crate) const MESSAGE_DELIVERY_TIME: u16 = 0x0E06;
    pub(crate) const MESSAGE_FLAGS: u16 = 0x0E07;
    pub(crate) const NORMALIZED_SUBJECT: u16 = 0x0E1D;
    pub(crate) const BODY: u16 = 0x1000;
    pub(crate) const RTF_COMPRESSED: u16 = 0x1009;
    pub(crate) const HTML: u16 = 0x1013;
    pub(crate) const INTERNET_MESSAGE_ID: u16 = 0x1035;
    pub(crate) const LAST_VERB_EXECUTED: u16 = 0x1081;
    pub(crate) const FLAG_STATUS: u16 = 0x1090;
    pub(crate) const DISPLAY_NAME: u16 = 0x3001;
    pub(crate) const ADDRESS_TYPE: u16 = 0x3002;
    pub(crate) const EMAIL_ADDRESS: u16 = 0x3003;
    pub(crate) const CREATION_TIME: u16 = 0x3007;
    pub(crate) const ATTACH_DATA: u16 = 0x3701;
    pub(crate) const ATTACH_FILENAME: u16 = 0x3704;
    pub(crate) const ATTACH_METHOD: u16 = 0x3705;
    pub(crate) const ATTACH_LONG_FILENAME: u16 = 0x3707;
    pub(crate) const ATTACH_MIME_TAG: u16 = 0x370E;
    pub(crate) const SMTP_ADDRESS: u16 = 0x39FE;
    pub(crate) const INTERNET_CODE_PAGE: u16 = 0x3FDE;
    pub(crate) const MESSAGE_CODE_PAGE: u16 = 0x3FFD;
    pub(crate) const SENDER_SMTP_ADDRESS: u16 = 0x5D01;
    pub(crate) const SENT_REPRESENTING_SMTP_ADDRESS: u16 = 0x5D02;
    pub(crate) const CODE_PAGE: u16 = 0x66C3;
}

/// Types of values (MS-OXCDATA 2.11.1).
pub(crate) mod kind {
    pub(crate) const INTEGER_16: u16 = 0x0002;
    pub(crate) const INTEGER_32: u16 = 0x0003;
    pub(crate) const FLOATING_32: u16 = 0x0004;
    pub(crate) const ERROR: u16 = 0x000A;
    pub(crate) const BOOLEAN: u16 = 0x000B;
    pub(crate) const OBJECT: u16 = 0x000D;
    pub(crate) const STRING_8: u16 = 0x001E;
    pub(crate) const STRING: u16 = 0x001F;
    pub(crate) const TIME: u16 = 0x0040;
    pub(crate) const BINARY: u16 = 0x0102;
    /// Many values in one property; none that is read here has them.
    pub(crate) const MANY: u16 = 0x1000;
}

/// How an attachment is kept (PidTagAttachMethod).
pub(crate) mod method {
    pub(crate) const REFERENCES: [i64; 4] = [2, 3, 4, 7];
    pub(crate) const MESSAGE: i64 = 5;
    pub(crate) const OBJECT: i64 = 6;
}

/// The properties of one message, recipient or attachment.
#[derive(Default)]
pub(crate) struct Properties {
    values: BTreeMap<u16, Value>,
    /// Of the message that these belong to, where they name none themselves.
    pub(crate) code_page: Option<u32>,
}

struct Value {
    kind: u16,
    bytes: Vec<u8>,
}

impl Properties {
    /// Keeps a value; of two forms of one text the one in Unicode stands.
    pub(crate) fn keep(&mut self, id: u16, kind: u16, bytes: Vec<u8>) {
        let better = |old: &Value| old.kind != kind::STRING || kind == kind::STRING;
        if self.values.get(&id).is_none_or(better) {
            self.values.insert(id, Value { kind, bytes });
        }
    }

    fn of_kind(&self, id: u16, kinds: &[u16]) -> Option<&Value> {
        self.values.get(&id).filter(|v| kinds.contains(&v.kind))
    }

    /// A text, without the zero that may end it; `None` where it is empty.
    pub(crate) fn text(&self, id: u16) -> Option<String> {
        let value = self.of_kind(id, &[kind::STRING, kind::STRING_8])?;
        let text = self.decoded(value).0;
        (!text.is_empty()).then_some(text)
    }

    fn decoded(&self, value: &Value) -> (String, Option<&'static str>) {
        let (mut text, odd) = match value.kind {
            kind::STRING => utf_16(&value.bytes),
            _ => decode(self.letters(), &value.bytes),
        };
        text.truncate(text.trim_end_matches('\0').len());
        (text, odd)
    }

    /// The code page of texts of one byte a letter.
    pub(crate) fn letters(&self) -> Option<u32> {
        self.page(id::MESSAGE_CODE_PAGE)
            .or(self.page(id::CODE_PAGE))
            .or(self.code_page)
            .or(self.page(id::INTERNET_CODE_PAGE))
    }

    /// A code page that a property names.
    pub(crate) fn page(&self, id: u16) -> Option<u32> {
        self.integer(id)
            .and_then(|n| u32::try_from(n).ok())
            .filter(|n| *n > 0)
    }

    /// What is odd about the letters of its texts.
    pub(crate) fn odd_letters(&self) -> Option<&'static str> {
        self.values
            .values()
            .filter(|v| matches!(v.kind, kind::STRING | kind::STRING_8))
            .find_map(|v| self.decoded(v).1)
    }

    /// Bytes, also of a text.
    pub(crate) fn bytes(&self, id: u16) -> Option<&[u8]> {
        let value = self.of_kind(id, &[kind::BINARY, kind::OBJECT, kind::STRING_8])?;
        Some(&value.bytes)
    }

    /// Whether there is a value of this kind.
    pub(crate) fn has(&self, id: u16, kind: u16) -> bool {
        self.of_kind(id, &[kind]).is_some()
    }

    /// Bytes, taken out.
    pub(crate) fn take(&mut self, id: u16) -> Option<Vec<u8>> {
        self.values.remove(&id).map(|v| v.bytes)
    }

    /// A number of two or four bytes, or yes (1) and no (0).
    pub(crate) fn integer(&self, id: u16) -> Option<i64> {
        let value = self.values.get(&id)?;
        let four = |b: &[u8]| Some(i64::from(i32::from_le_bytes(b.get(..4)?.try_into().ok()?)));
        match value.kind {
            kind::INTEGER_32 => four(&value.bytes),
            kind::INTEGER_16 => {
                let two = value.bytes.get(..2)?.try_into().ok()?;
                Some(i64::from(i16::from_le_bytes(two)))
            }
            kind::BOOLEAN => Some(i64::from(*value.bytes.first()? != 0)),
            _ => None,
        }
    }

    /// A time.
    pub(crate) fn time(&self, id: u16) -> Option<FileTime> {
        let value = self.of_kind(id, &[kind::TIME])?;
        let eight = value.bytes.get(..8)?.try_into().ok()?;
        Some(FileTime(u64::from_le_bytes(eight)))
    }
}

/// UTF-16 in the order of Windows.
fn utf_16(bytes: &[u8]) -> (String, Option<&'static str>) {
    let (text, bad) = encoding_rs::UTF_16LE.decode_without_bom_handling(bytes);
    let odd = bad.then_some("some of its characters are broken");
    (text.into_owned(), odd)
}

/// Tenths of a millionth of a second since 1601 (MS-DTYP 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileTime(u64);

impl FileTime {
    /// The instant; `None` for zero and for the far future (from the year 4000 on), which
    /// programs write for "none".
    pub(crate) fn instant(self) -> Option<Timestamp> {
        const TICKS: u64 = 10_000_000;
        const TO_1970: i64 = 11_644_473_600;
        const YEAR_4000: i64 = 64_060_588_800;
        let seconds = i64::try_from(self.0 / TICKS).ok()? - TO_1970;
        let nanos = i32::try_from(self.0 % TICKS * 100).ok()?;
        if self.0 == 0 || seconds >= YEAR_4000 {
            return None;
        }
        Timestamp::new(seconds, nanos).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{FileTime, Properties, id, kind};

    #[test]
    fn times_since_1601() {
        for (ticks, expected) in [
            (0, None),
            (116_444_736_000_000_000, Some("1970-01-01T00:00:00Z")),
            (133_855_560_050_000_000, Some("2025-03-04T10:00:05Z")),
            // 1 January 4501, which Outlook writes for "none".
            (0x0CB3_4557_A3DD_4000, None),
            (u64::MAX, None),
            (1, Some("1601-01-01T00:00:00.0000001Z")),
        ] {
            let told = FileTime(ticks).instant().map(|t| t.to_string());
            assert_eq!(told.as_deref(), expected, "{ticks}");
        }
    }

    #[test]
    fn letters_by_the_code_page_that_is_named() {
        let mut told = Properties::default();
        told.keep(id::SUBJECT, kind::STRING_8, b"\xCA\xEE\xED\xF2\0".to_vec());
        assert_eq!(told.text(id::SUBJECT).as_deref(), Some("Êîíò"));
        assert_eq!(
            told.odd_letters(),
            Some("it does not say in which code page its letters are")
        );
        told.keep(id::CODE_PAGE, kind::INTEGER_32, vec![0xE3, 0x04, 0, 0]);
        assert_eq!(told.text(id::SUBJECT).as_deref(), Some("Конт"));
        assert_eq!(told.odd_letters(), None);
        told.keep(id::SUBJECT, kind::STRING, b"A\0\0\0".to_vec());
        told.keep(id::SUBJECT, kind::STRING_8, b"B".to_vec());
        assert_eq!(told.text(id::SUBJECT).as_deref(), Some("A"));
    }
}
