//! Questions on the terminal: asked once, each may be left, on standard error.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::failure::Failure;

/// What a person answered.
pub enum Answer {
    /// Words.
    Said(String),
    /// Enter alone: the question is left.
    Left,
    /// Ctrl-D: no more questions; what is there counts.
    Enough,
}

/// Whether questions can be asked at all.
pub fn possible(no_input: bool) -> bool {
    !no_input && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Prints a line of the conversation.
pub fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// One line of answer.
pub fn line() -> Result<Answer, Failure> {
    let mut err = io::stderr();
    let _ = write!(err, "> ");
    let _ = err.flush();
    let mut said = String::new();
    let read = io::stdin().lock().read_line(&mut said).map_err(|e| {
        Failure::outside(
            format!("the terminal could not be read: {e}"),
            "Nothing was saved.",
        )
    })?;
    let said = said.trim_end_matches(['\n', '\r']);
    Ok(match (read, said.trim().is_empty()) {
        (0, _) => Answer::Enough,
        (_, true) => Answer::Left,
        (_, false) => Answer::Said(said.to_owned()),
    })
}

/// Lines up to an empty one; the second value says that Ctrl-D ended them.
pub fn lines() -> Result<(Option<String>, bool), Failure> {
    let mut said: Vec<String> = Vec::new();
    let enough = loop {
        match line()? {
            Answer::Said(one) => said.push(one),
            Answer::Left => break false,
            Answer::Enough => break true,
        }
    };
    Ok(((!said.is_empty()).then(|| said.join("\n")), enough))
}
