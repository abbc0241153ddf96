//! Characters: what is printed for a string that came from outside.
//!
//! A PDF/A file fails as a whole on one character without a glyph, and a hidden character can make a sentence read
//! otherwise than it was sealed. So every string passes here first. A character that no font prints, a control, a
//! private-use or an invisible character, and every mark that turns the direction of writing is shown by its number,
//! as `[U+202E]`. Nothing is dropped or replaced by something that could be mistaken for it.

use serde_json::Value;
use unicode_normalization::char::is_combining_mark;

use crate::fonts::{Covered, EMOJI, Fonts};

/// More marks than this on one letter run into the lines above and below; no living language needs them.
const MARKS_ON_ONE_LETTER: usize = 3;

const JOINER: char = '\u{200D}';
const TEXT_LOOK: char = '\u{FE0E}';
const EMOJI_LOOK: char = '\u{FE0F}';

/// Prepares every string in a value for the press, at whatever depth. Keys are ours and stay.
pub(crate) fn prepare(value: &mut Value) {
    match value {
        Value::String(text) => {
            if text.bytes().any(|b| !plain(b)) {
                *text = for_press(text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(prepare),
        Value::Object(fields) => fields.iter_mut().for_each(|(_, field)| prepare(field)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn plain(byte: u8) -> bool {
    byte == b'\n' || (0x20..0x7F).contains(&byte)
}

/// A string as the fonts can print it: line ends as `\n`, tabs as four spaces, the rest covered or shown by number.
pub(crate) fn for_press(text: &str) -> String {
    let fonts = Fonts::shared();
    show(text, |c| fonts.covered(c))
}

/// A string for a text file: letters of every script stay, what hides or turns round is shown by number.
pub(crate) fn for_text(text: &str) -> String {
    show(text, |c| if unassigned_use(c) { 0 } else { Covered::MAX })
}

fn show(text: &str, covered: impl Fn(char) -> Covered) -> String {
    let mut out = String::with_capacity(text.len());
    // Families that print all of the cluster so far: a mark must come from the same font as its letter.
    let mut cluster: Covered = 0;
    let mut marks = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => continue,
            '\n' | '\r' => {
                out.push('\n');
                cluster = 0;
            }
            '\t' => {
                out.push_str("    ");
                cluster = 0;
            }
            ' ' => {
                out.push(' ');
                cluster = 0;
            }
            // Both belong to an emoji that is being printed; anywhere else they are hidden characters.
            TEXT_LOOK | EMOJI_LOOK if cluster & EMOJI != 0 => out.push(c),
            JOINER
                if cluster & EMOJI != 0
                    && rest.peek().is_some_and(|next| {
                        covered(*next) & EMOJI != 0 && !is_combining_mark(*next) && !next.is_ascii()
                    }) =>
            {
                out.push(c);
            }
            _ if invisible(c) => {
                number(&mut out, c);
                cluster = 0;
            }
            _ if is_combining_mark(c) => {
                let both = cluster & covered(c);
                if both != 0 && marks < MARKS_ON_ONE_LETTER {
                    out.push(c);
                    cluster = both;
                    marks += 1;
                } else {
                    number(&mut out, c);
                    cluster = 0;
                }
            }
            _ => {
                cluster = covered(c);
                marks = 0;
                if cluster == 0 {
                    number(&mut out, c);
                } else {
                    out.push(c);
                }
            }
        }
    }
    out
}

fn number(out: &mut String, c: char) {
    out.push_str(&format!("[U+{:04X}]", u32::from(c)));
}

/// Private use and non-characters: what they look like is nobody's agreement.
fn unassigned_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{F0000}'..='\u{10FFFF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Controls, private use, and what Unicode says to leave unprinted (`Default_Ignorable_Code_Point`), besides
/// separators of lines and paragraphs, annotations, and the stand-in for an object.
fn invisible(c: char) -> bool {
    c.is_control()
        || unassigned_use(c)
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFC}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_printed_stays_as_it_is() {
        for text in [
            "Dr Quillmarsh, 14 Quern Row: “I love you” – £5 … é ñ ß",
            "Ελληνικά, Русский, \u{5E9}\u{5DC}\u{5D5}\u{5DD}",
            "I \u{2764}\u{FE0F} you \u{1F600}",
            "\u{1F469}\u{200D}\u{2764}\u{FE0F}\u{200D}\u{1F468}",
            "e\u{301}",
            "two\nlines",
        ] {
            assert_eq!(for_press(text), text);
        }
    }

    #[test]
    fn what_hides_or_turns_round_is_shown_by_number() {
        assert_eq!(for_press("a\u{202E}b"), "a[U+202E]b");
        assert_eq!(for_press("a\u{0}b\u{7F}"), "a[U+0000]b[U+007F]");
        assert_eq!(
            for_press("pay\u{200D}pal\u{200B}\u{AD}"),
            "pay[U+200D]pal[U+200B][U+00AD]"
        );
        assert_eq!(for_press("\u{E000}\u{F8FF}"), "[U+E000][U+F8FF]");
        assert_eq!(for_press("\u{1F3F4}\u{E0067}"), "\u{1F3F4}[U+E0067]");
        assert_eq!(for_press("a\u{2028}b\u{FFFC}"), "a[U+2028]b[U+FFFC]");
    }

    #[test]
    fn what_no_font_has_is_shown_by_number() {
        assert_eq!(for_press("\u{4F60}\u{597D}"), "[U+4F60][U+597D]");
        assert_eq!(for_press("\u{645}"), "[U+0645]");
        assert_eq!(for_press("\u{10FFFF}"), "[U+10FFFF]");
    }

    #[test]
    fn a_mark_needs_a_letter_of_its_font_and_few_companions() {
        assert_eq!(for_press("\u{301}a"), "[U+0301]a");
        assert_eq!(for_press("a \u{301}"), "a [U+0301]");
        let stacked = format!("z{}", "\u{335}".repeat(20));
        assert_eq!(
            for_press(&stacked).matches("[U+0335]").count(),
            20 - MARKS_ON_ONE_LETTER
        );
    }

    #[test]
    fn line_ends_of_all_systems_become_one() {
        assert_eq!(for_press("a\r\nb\rc\nd\te"), "a\nb\nc\nd    e");
    }

    #[test]
    fn a_text_file_keeps_every_script_but_hides_nothing() {
        assert_eq!(
            for_text("\u{4F60}\u{5D0} \u{1F600}"),
            "\u{4F60}\u{5D0} \u{1F600}"
        );
        assert_eq!(
            for_text("a\u{202E}b\u{0}\u{E000}"),
            "a[U+202E]b[U+0000][U+E000]"
        );
    }

    #[test]
    fn every_string_in_a_value_is_prepared_at_every_depth() {
        let mut value = serde_json::json!({"a": ["x\u{0}", {"b": "\u{202E}"}], "c": 1, "d": null});
        prepare(&mut value);
        assert_eq!(
            value,
            serde_json::json!({"a": ["x[U+0000]", {"b": "[U+202E]"}], "c": 1, "d": null})
        );
    }
}
