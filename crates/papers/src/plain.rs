//! Plain text: lines of at most 72 letters, wrapped between words.

/// The width of every text file that this crate writes.
pub(crate) const WIDTH: usize = 72;

/// Collects a text file. Strings are made safe here ([`crate::characters::for_text`]), so that none can be forgotten.
#[derive(Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// An empty line; never two in a row, never one at the top.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.gap();
        self.hanging("", text);
    }

    /// Lines that begin with `lead`; what wraps stands under the text, not under the lead.
    pub(crate) fn hanging(&mut self, lead: &str, text: &str) {
        let text = crate::characters::for_text(text);
        let indent = lead.chars().count();
        let mut prefix = lead.to_owned();
        for line in text.split('\n') {
            for part in wrap(line, WIDTH.saturating_sub(indent)) {
                let whole = format!("{prefix}{part}");
                self.text.push_str(whole.trim_end());
                self.text.push('\n');
                prefix = " ".repeat(indent);
            }
        }
    }

    /// A heading with a rule under it.
    pub(crate) fn heading(&mut self, text: &str) {
        self.paragraph(text);
        let longest = self
            .text
            .lines()
            .last()
            .map_or(0, |line| line.chars().count());
        self.text.push_str(&"-".repeat(longest));
        self.text.push('\n');
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Breaks between words; a word that is longer than the line keeps its own line, whole, so that an address or a hash
/// can be copied. An empty line stays one.
fn wrap(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let joined = current.chars().count() + 1 + word.chars().count();
        if !current.is_empty() && joined > width {
            lines.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    lines.push(current);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_72_letters_and_hang_under_their_text() {
        let mut page = Page::default();
        page.hanging("- ", &"word ".repeat(40));
        let text = page.finish();
        assert!(
            text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
        assert!(
            text.lines().skip(1).all(|line| line.starts_with("  word")),
            "{text}"
        );
        assert!(text.starts_with("- word"));
    }

    #[test]
    fn a_long_word_stays_whole() {
        let hash = "a".repeat(100);
        assert_eq!(
            wrap(&format!("is {hash} now"), WIDTH),
            ["is".to_owned(), hash, "now".to_owned()]
        );
    }
}
