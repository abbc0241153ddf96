//! Letters that these downloads mangle, set right once and said.

use serde_json::Value;

/// Reads texts and remembers whether one of them was repaired.
#[derive(Default)]
pub(super) struct Letters {
    pub(super) repaired: bool,
}

impl Letters {
    /// The text of a value, repaired; `None` for what is no text.
    pub(super) fn text(&mut self, value: Option<&Value>) -> Option<String> {
        let said = value?.as_str()?;
        Some(match repair(said) {
            Some(right) => {
                self.repaired = true;
                right
            }
            None => said.to_owned(),
        })
    }
}

/// The text as it was written, where the download took its UTF-8 bytes for letters of their own.
///
/// Only if every letter can be such a byte and together they are UTF-8; else `None`, as for plain
/// English. Done once: a person may have typed letters that look mangled.
pub(super) fn repair(said: &str) -> Option<String> {
    if said.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = said
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    String::from_utf8(bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn mangled_letters_are_set_right_once() {
        for (said, right) in [
            ("caf\u{c3}\u{a9}", Some("café")),
            ("\u{f0}\u{9f}\u{98}\u{a0}", Some("😠")),
            ("caf\u{e9}", None),
            ("caf\u{c3}\u{a9} \u{2019}", None),
            ("plain", None),
            // Typed like that by a person, and mangled by the download.
            ("\u{c3}\u{83}\u{c2}\u{a9}", Some("Ã©")),
        ] {
            assert_eq!(repair(said).as_deref(), right, "{said}");
        }
    }
}
