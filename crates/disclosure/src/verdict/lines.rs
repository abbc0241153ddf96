//! The verdict for people: three lines, always all three, in this order; below each its problems.

use super::{Code, Problem, Verdict};

/// More problems than this are counted; `--json` lists every one.
const MOST: usize = 40;

impl Verdict {
    /// The three lines, and below each what belongs to it, indented by two spaces. Sentences are
    /// whole: whoever prints them wraps them.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.integrity_lines(&mut lines);
        self.completeness_lines(&mut lines);
        self.anchor_lines(&mut lines);
        if self.rest_is_proved() {
            lines.push("What is not named above is as it was sealed.".to_owned());
        }
        lines
    }

    fn integrity_lines(&self, lines: &mut Vec<String>) {
        let packed = if self.repacked {
            " The zip was packed anew by somebody; what is in it counts."
        } else {
            ""
        };
        let problems = &self.integrity.problems;
        if problems.is_empty() {
            let seen = self.completeness.shown + self.completeness.in_part;
            lines.push(format!(
                "Integrity: intact. {} and {}; nothing shown was changed.{packed}",
                counted(seen, "entry", "entries"),
                counted(self.originals, "original", "originals"),
            ));
        } else {
            lines.push(format!(
                "Integrity: CHANGED. {}.{packed}",
                counted(problems.len() as u64, "problem", "problems")
            ));
            list(problems, lines);
        }
    }

    fn completeness_lines(&self, lines: &mut Vec<String>) {
        let c = &self.completeness;
        let span = match c.to {
            Some(to) => format!("entries 0 to {to}"),
            None => counted(self.entries, "entry", "entries"),
        };
        let classes: Vec<String> = c
            .classes
            .iter()
            .map(|(class, n)| format!("{n} {class}"))
            .collect();
        let fields: u64 = c.classes.values().sum();
        let part = match fields {
            0 => String::new(),
            1 => format!(" ({} field withheld)", classes.join(", ")),
            _ => format!(" ({} fields withheld)", classes.join(", ")),
        };
        let sums = format!(
            "{span}: {} shown, {} in part{part}, {} withheld.",
            c.shown, c.in_part, c.withheld
        );
        if c.problems.is_empty() {
            // Without the root, nobody can say that nothing is missing.
            let rooted = !self
                .integrity
                .problems
                .iter()
                .any(|p| p.code == Code::CheckpointBad);
            let none = if rooted {
                "None is missing."
            } else {
                "Whether one is missing is not proved."
            };
            lines.push(format!("Completeness: {sums} {none}"));
        } else {
            let count = counted(c.problems.len() as u64, "problem", "problems");
            lines.push(format!("Completeness: MISSING. {count}. There are {sums}"));
            list(&c.problems, lines);
        }
    }

    fn anchor_lines(&self, lines: &mut Vec<String>) {
        let a = &self.anchor;
        let only = |code: Code| !a.problems.is_empty() && a.problems.iter().all(|p| p.code == code);
        let word = if a.problems.is_empty() {
            None
        } else if only(Code::OlderCopy) {
            Some("OLDER COPY")
        } else if only(Code::SecondCopy) {
            Some("SECOND COPY")
        } else if only(Code::KeyDiffers) {
            Some("OTHER KEY")
        } else if a.problems.iter().any(|p| p.code == Code::HistoryDiffers) {
            Some("OTHER HISTORY")
        } else {
            Some("DOES NOT FIT")
        };
        match (word, a.problems.as_slice()) {
            (Some(word), [one]) => {
                lines.push(format!(
                    "Anchor: {word}. {}: {}",
                    one.code,
                    sentence(&one.message)
                ));
            }
            (Some(word), problems) => {
                let count = counted(problems.len() as u64, "problem", "problems");
                lines.push(format!("Anchor: {word}. {count}."));
                list(problems, lines);
            }
            (None, _) => lines.push(format!("Anchor: {}", self.key_line())),
        }
        if word.is_some() {
            if a.problems.iter().any(|p| p.code == Code::KeyDiffers) {
                lines.push("  It may have been made anew as a whole. Ask the giver.".to_owned());
            }
            let mut line = self.key_line();
            if let Some(first) = line.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            lines.push(format!("  {line}"));
        }
        lines.push(format!("  {}", self.holder_sentence()));
    }

    fn key_line(&self) -> String {
        let a = &self.anchor;
        let given = a
            .problems
            .iter()
            .any(|p| p.code == Code::KeyDiffers && p.item == "key");
        match &a.key {
            None => "the key cannot be used; whose it is, nothing shows.".to_owned(),
            Some(key) if a.confirmed => format!("key confirmed: {key}"),
            Some(key) if given => format!("signed by: {key}"),
            Some(key) => {
                format!("key not confirmed; give --key with the fingerprint you were told: {key}")
            }
        }
    }

    fn holder_sentence(&self) -> String {
        let a = &self.anchor;
        let mut text =
            "The holder of the key could have written all of this as late as the day this \
                        copy was made; "
                .to_owned();
        if a.fixed.is_empty() {
            text.push_str("entries are fixed by nothing else.");
        }
        for (at, fixed) in a.fixed.iter().enumerate() {
            let article = if fixed.by.starts_with(['a', 'e', 'i', 'o']) {
                "an"
            } else {
                "a"
            };
            let since = fixed
                .since
                .as_deref()
                .and_then(day)
                .map(|day| format!(", recorded till {day}"))
                .unwrap_or_default();
            let but = if at == 0 { "but " } else { " " };
            text.push_str(&format!(
                "{but}entries up to #{} are fixed by {article} {}{since}.",
                fixed.to, fixed.by
            ));
        }
        if a.demonstration {
            text.push_str(" Demonstration vault.");
        }
        text
    }

    /// Whether, beside what is named, everything else stands: the root was recomputed, and the
    /// lists are those that were signed.
    fn rest_is_proved(&self) -> bool {
        self.exit() == 5
            && !self.problems().any(|p| {
                matches!(
                    p.code,
                    Code::CheckpointBad
                        | Code::ManifestBad
                        | Code::LeafMissing
                        | Code::LeafOrder
                        | Code::WrongLog
                        | Code::HistoryDiffers
                        | Code::PageCorrupt
                )
            })
    }
}

fn list(problems: &[Problem], lines: &mut Vec<String>) {
    for problem in problems.iter().take(MOST) {
        lines.push(format!(
            "  {}  {}  {}",
            problem.code, problem.item, problem.message
        ));
    }
    if let Some(more @ 1..) = problems.len().checked_sub(MOST) {
        lines.push(format!("  and {more} more; --json lists all"));
    }
}

/// "14 Feb 2026" of an instant in UTC.
fn day(instant: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut parts = instant.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!("{} {month} {year}", day.trim_start_matches('0')))
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// With a full stop, whether the message brought one or not.
fn sentence(message: &str) -> String {
    format!("{}.", message.trim_end_matches('.'))
}
