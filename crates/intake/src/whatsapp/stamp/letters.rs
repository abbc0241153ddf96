//! Digits, blanks, marks and the words for half a day, in the scripts that telephones write.

/// Marks that steer the direction of text; WhatsApp strews them over its lines.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{61C}')
}

pub(crate) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2009}' | '\u{3000}'
    )
}

/// The value of a digit: Latin, Arabic, Persian, Devanagari, Bengali, full width.
pub(crate) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// Words of the first and of the second half of a day, in lower case without dots and spaces.
pub(crate) const MORNING: &[&str] = &[
    "am",
    "ص",
    "上午",
    "오전",
    "午前",
    "πμ",
    "de",
    "öö",
    "पूर्वाह्न",
    "सुबह",
    "sa",
    "пп",
    "dop",
    "pd",
    "pg",
    "এএম",
    "ก่อนเที่ยง",
];
pub(crate) const AFTERNOON: &[&str] = &[
    "pm",
    "م",
    "下午",
    "오후",
    "午後",
    "μμ",
    "du",
    "ös",
    "अपराह्न",
    "शाम",
    "ch",
    "мп",
    "odp",
    "md",
    "ptg",
    "পিএম",
    "หลังเที่ยง",
];
