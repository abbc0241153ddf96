//! What differs between two letters, paragraph by paragraph, for the person who approves.

use similar::{ChangeTag, TextDiff};

/// A paragraph that went or came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// It stands in the newer letter and not in the older; else the other way round.
    pub came: bool,
    /// The paragraph, on one line.
    pub text: String,
}

/// Paragraphs of `older` that went and of `newer` that came, in the order of the page.
pub(super) fn between(older: &str, newer: &str) -> Vec<Change> {
    let (older, newer) = (paragraphs(older), paragraphs(newer));
    let (older, newer): (Vec<&str>, Vec<&str>) = (
        older.iter().map(String::as_str).collect(),
        newer.iter().map(String::as_str).collect(),
    );
    TextDiff::from_slices(&older, &newer)
        .iter_all_changes()
        .filter_map(|change| {
            let came = match change.tag() {
                ChangeTag::Equal => return None,
                ChangeTag::Insert => true,
                ChangeTag::Delete => false,
            };
            Some(Change {
                came,
                text: change.value().to_owned(),
            })
        })
        .collect()
}

/// What wrapping and rules under headings make of a text is taken back.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| {
            paragraph
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.chars().all(|c| c == '-'))
                .collect::<Vec<_>>()
                .join(" ")
        })
        // That it is a draft is not what differs.
        .filter(|paragraph| !paragraph.is_empty() && !paragraph.starts_with("DRAFT"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paragraphs_that_differ_are_named_however_they_wrap() {
        let older = "Dear Mr T\n\nAbout it\n--------\n\nIt must\nstop now.\n\nRing us.\n";
        let newer = "Dear Mr T\n\nAbout it\n--------\n\nIt must stop\nnow.\n\nRing me.\n";
        let change = |came, text: &str| Change {
            came,
            text: text.to_owned(),
        };
        assert_eq!(
            between(older, newer),
            [change(false, "Ring us."), change(true, "Ring me.")]
        );
        assert_eq!(between(older, older), []);
    }
}
