//! A tour: which lines of a story and which looks at it the terminal shows. Data under `tours/`.

use serde::Deserialize;

use crate::failure::Failure;

/// What is shown of a story, part by part.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tour {
    /// At least one.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

/// A headline and what stands below it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The headline.
    pub title: String,
    /// Sentences below it.
    #[serde(default)]
    pub say: Vec<String>,
    /// Lines of the story by their labels: what was typed, and the answer.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Commands that look at what came of it.
    #[serde(default, rename = "look")]
    pub looks: Vec<Look>,
}

/// A command, and how much of its answer is shown.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The command's words.
    pub run: Vec<String>,
    /// The label of the line right after which it is run; else at the story's end.
    pub after: Option<String>,
    /// Only so many paragraphs from the top; what is cut is counted.
    pub paragraphs: Option<usize>,
    /// Only so many lines from the top; what is cut is counted.
    pub lines: Option<usize>,
}

impl Tour {
    /// Reads one.
    pub fn read(text: &str) -> Result<Tour, Failure> {
        toml::from_str(text).map_err(|e| {
            Failure::outside(
                format!("the demonstration's tour cannot be read: {}", e.message()),
                "",
            )
        })
    }
}

impl Look {
    /// The lines of an answer that are shown, and how many are not.
    pub fn cut<'a>(&self, answer: &'a str) -> (Vec<&'a str>, usize) {
        let mut shown: Vec<&str> = Vec::new();
        let mut paragraph = 1;
        for line in answer.lines() {
            paragraph += usize::from(line.is_empty());
            let enough = self.paragraphs.is_some_and(|most| paragraph > most)
                || self.lines.is_some_and(|most| shown.len() >= most);
            if enough {
                break;
            }
            shown.push(line);
        }
        let left = answer.lines().count() - shown.len();
        (shown, left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_counted() {
        let look = |paragraphs, lines| Look {
            run: Vec::new(),
            after: None,
            paragraphs,
            lines,
        };
        let answer = "help\n\nfirst\n  more\n\nsecond\n";
        assert_eq!(look(None, None).cut(answer).1, 0);
        assert_eq!(
            look(Some(2), None).cut(answer),
            (vec!["help", "", "first", "  more"], 2)
        );
        assert_eq!(look(None, Some(1)).cut(answer), (vec!["help"], 5));
    }
}
