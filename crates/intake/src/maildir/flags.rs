//! What the name of a message's file says of its state: `…:2,FS`.

use standfast_model::draft::Draft;

/// Tells what the letters behind `:2,` say.
///
/// Where a name passed through a zip or through Windows, `;`, `_` or `!` stands for the colon.
/// Small letters are words of one mail program for itself.
pub(super) fn tell(name: &[u8], draft: &mut Draft) {
    for letter in letters(name) {
        match letter {
            b'F' => draft.mark("flagged"),
            b'P' => draft.mark("passed-on"),
            b'R' => draft.mark("replied"),
            b'S' => draft.mark("seen"),
            b'T' => in_bin(draft),
            b'D' => unsent(draft),
            _ => {}
        }
    }
}

/// It was thrown away, and is read all the same.
pub(crate) fn in_bin(draft: &mut Draft) {
    draft.mark("in-bin");
    draft.doubt("its mailbox says that it was put in the bin");
}

/// A draft; it may never have been sent.
pub(crate) fn unsent(draft: &mut Draft) {
    draft.mark("unsent");
    draft.doubt("its mailbox says that it is a draft: it may never have been sent");
}

fn letters(name: &[u8]) -> &[u8] {
    let Some(at) = memchr::memmem::rfind(name, b"2,") else {
        return b"";
    };
    let (before, behind) = name.split_at(at);
    let letters = behind.get(2..).unwrap_or_default();
    let separated = matches!(before.last(), Some(b':' | b';' | b'_' | b'!'));
    if separated && letters.iter().all(u8::is_ascii_alphabetic) {
        letters
    } else {
        b""
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_stand_behind_a_separator_at_the_end() {
        for (name, expected) in [
            ("1741082400.M1P2.host:2,FRS", "FRS"),
            ("1741082400.M1P2.host;2,S", "S"),
            ("1741082400.M1P2.host_2,S", "S"),
            ("1741082400.M1P2.host!2,T", "T"),
            ("1741082400.M1P2.host,S=2,W=2:2,Sa", "Sa"),
            ("1741082400.M1P2.host:2,", ""),
            ("1741082400.M1P2.host", ""),
            ("1741082400.host,S=12,FS", ""),
            ("1741082400.host:2,FS.gz", ""),
            ("1741082400.host:1,FS", ""),
        ] {
            assert_eq!(letters(name.as_bytes()), expected.as_bytes(), "{name}");
        }
    }
}
