//! Words of evidence, ready to be looked at.
//!
//! A page never prints what somebody else wrote as it came: characters that steer the screen
//! (control characters, right-to-left marks, invisible ones) are shown by their number, as
//! `[U+202E]`, so that a reader sees that they are there and they do nothing. Escaping for HTML
//! is the template's part and comes after.
//!
//! Never here: what a person is typing at this moment. Fields of a form give back exactly what
//! was typed, so they hold plain `String`s.

use std::fmt;

/// Text for the screen. Its `Display` is safe to read; the bytes beneath are untouched.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// The text as it was sealed, for a caller that must compare and not show.
    #[must_use]
    pub fn as_sealed(&self) -> &str {
        &self.0
    }

    /// No words at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = None;
        let mut in_flag = false;
        let mut letters = self.0.chars().peekable();
        while let Some(letter) = letters.next() {
            // The flags of England, Scotland and Wales are a black flag and invisible letters.
            in_flag = letter == '\u{1F3F4}' || (in_flag && is_tag(letter));
            let line_end = letter == '\r' && letters.peek() == Some(&'\n');
            if line_end || (is_tag(letter) && in_flag) || !steers(letter) {
                if !line_end {
                    fmt::Write::write_char(f, letter)?;
                }
            } else if letter == '\u{FEFF}' && before.is_none() {
                // A byte order mark at the very start marks a file, it hides nothing.
            } else {
                write!(f, "[U+{:04X}]", u32::from(letter))?;
            }
            before = Some(letter);
        }
        Ok(())
    }
}

/// Personal data does not belong in logs, so a debug print says only how much there is.
impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({} bytes)", self.0.len())
    }
}

fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{E0000}'..='\u{E007F}')
}

/// Whether a character changes how others are read without being seen itself. The two joiners
/// (U+200C, U+200D) are left: emoji and several scripts cannot be written without them.
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
    use super::*;

    fn shown(text: &str) -> String {
        Words::from(text).to_string()
    }

    #[test]
    fn marks_that_turn_the_reading_round_are_shown_by_number() {
        assert_eq!(shown("photo\u{202E}gpj.exe"), "photo[U+202E]gpj.exe");
        assert_eq!(shown("a\u{2066}b\u{2069}\u{200F}"), "a[U+2066]b[U+2069][U+200F]");
    }

    #[test]
    fn control_and_invisible_characters_are_shown_by_number() {
        assert_eq!(shown("\u{1b}[31mred\u{0}"), "[U+001B][31mred[U+0000]");
        assert_eq!(shown("pass\u{200B}word\u{E0041}"), "pass[U+200B]word[U+E0041]");
        assert_eq!(shown("over\rwritten"), "over[U+000D]written");
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in ["née Ó Dónaill\n\tline two", "👩\u{200D}⚕️ 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "שלום", "می\u{200C}خواهم"] {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("\u{FEFF}two\r\nlines"), "two\nlines");
    }

    #[test]
    fn a_debug_print_holds_no_words() {
        assert_eq!(format!("{:?}", Words::from("secret")), "Words(6 bytes)");
    }
}
