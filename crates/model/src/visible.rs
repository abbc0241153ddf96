//! Evidence as it may be looked at: characters that steer a screen are shown, never obeyed.

use std::borrow::Cow;

/// Text with every character that changes how others are read shown by its number, `[U+202E]`.
///
/// For screens and terminals only: what is sealed stays as it is. Line ends become `\n`; a byte
/// order mark at the very start goes. The joiners U+200C and U+200D stay: emoji and several
/// scripts cannot be written without them.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut in_flag = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // The flags of England, Scotland and Wales are a black flag and invisible letters.
        in_flag = letter == '\u{1F3F4}' || (in_flag && is_tag(letter));
        let line_end = letter == '\r' && letters.peek() == Some(&'\n');
        let leading_mark = letter == '\u{FEFF}' && out.is_empty();
        if line_end || leading_mark {
            continue;
        }
        if steers(letter) && !(is_tag(letter) && in_flag) {
            out.push_str(&format!("[U+{:04X}]", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{E0000}'..='\u{E007F}')
}

fn steers(letter: char) -> bool {
    (letter.is_control() && letter != '\n' && letter != '\t')
        || is_tag(letter)
        || matches!(
            letter,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
        )
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_steers_is_shown_by_number() {
        for (text, shown) in [
            ("photo\u{202E}gpj.exe", "photo[U+202E]gpj.exe"),
            ("\u{1b}[31mred\u{0}", "[U+001B][31mred[U+0000]"),
            ("pass\u{200B}word\u{E0041}", "pass[U+200B]word[U+E0041]"),
            ("over\rwritten", "over[U+000D]written"),
            ("\u{FEFF}two\r\nlines", "two\nlines"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn what_people_write_stays() {
        for text in [
            "née Ó Dónaill\n\tline two",
            "👩\u{200D}⚕️",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "שלום",
            "می\u{200C}خواهم",
        ] {
            assert_eq!(visible(text), text);
        }
    }
}
