//! Code pages of Windows, by their numbers.

use std::borrow::Cow;

use crate::mail::decode as decode_label;

/// Bytes as text; `Some` where they are not what the code page says, or it is not said or known.
pub(crate) fn decode(page: Option<u32>, bytes: &[u8]) -> (String, Option<&'static str>) {
    if bytes.is_ascii() && !page.is_some_and(is_stateful) {
        return (String::from_utf8_lossy(bytes).into_owned(), None);
    }
    let Some(page) = page else {
        let why = "it does not say in which code page its letters are";
        return (decode_label(None, bytes).0, Some(why));
    };
    match label(page) {
        Some(label) => decode_label(Some(&label), bytes),
        None => {
            let why = "it names a code page that is not known";
            (decode_label(None, bytes).0, Some(why))
        }
    }
}

/// ASCII bytes of these are not always ASCII letters.
fn is_stateful(page: u32) -> bool {
    matches!(page, 1200 | 1201 | 65000 | 50220..=50222)
}

/// The name that the encoding standard has for a code page.
fn label(page: u32) -> Option<Cow<'static, str>> {
    let name = match page {
        1250..=1258 => return Some(Cow::Owned(format!("windows-{page}"))),
        // Latin 1 is read as windows-1252, as everywhere.
        28591..=28606 => return Some(Cow::Owned(format!("iso-8859-{}", page - 28590))),
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 | 51949 => "euc-kr",
        950 => "big5",
        866 => "ibm866",
        1200 => "utf-16le",
        1201 => "utf-16be",
        10000 => "macintosh",
        20127 => "us-ascii",
        20866 => "koi8-r",
        21866 => "koi8-u",
        20932 | 51932 => "euc-jp",
        50220..=50222 => "iso-2022-jp",
        51936 | 52936 => "gbk",
        54936 => "gb18030",
        65000 => "utf-7",
        65001 => "utf-8",
        _ => return None,
    };
    Some(Cow::Borrowed(name))
}

/// The code page of a `\fcharset` of RTF; `None` for that of the document.
pub(super) fn of_charset(charset: i32) -> Option<u32> {
    Some(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        0 => 1252,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn code_pages() {
        for (page, bytes, text, odd) in [
            (Some(1252), b"\x80 caf\xE9".as_slice(), "€ café", false),
            (Some(1251), b"\xCD\xE5\xF2", "Нет", false),
            (Some(932), b"\x82\xB1", "こ", false),
            (Some(28591), b"\xE9", "é", false),
            (Some(65001), b"\xC3\xA9", "é", false),
            (Some(1200), b"a\0", "a", false),
            (Some(850), b"\x82", "\u{201A}", true),
            (Some(65001), b"\xE9", "\u{FFFD}", true),
            (None, b"\xC3\xA9", "é", true),
            (None, b"plain", "plain", false),
        ] {
            let (told, why) = decode(page, bytes);
            assert_eq!((told.as_str(), why.is_some()), (text, odd), "{page:?}");
        }
    }
}
