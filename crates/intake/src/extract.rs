//! What an import seals of an export: of a chat an extract, what was taken and nothing else; of
//! e-mail each message as a file.

use std::io::{self, Write};

use standfast_model::draft::Draft;

/// Adds one taken record: its own bytes as they stood, and one line end.
///
/// Written in the order of the export, the lines read as a chat does; what others wrote is not
/// in it.
///
/// # Errors
/// Those of `out`.
pub fn write_extract(out: &mut dyn Write, draft: &Draft) -> io::Result<()> {
    out.write_all(&draft.own_bytes)?;
    out.write_all(draft.line_end)
}

/// How the name ends of the file that one taken message is: what Outlook kept is no `.eml`.
#[must_use]
pub fn record_ending(own_bytes: &[u8]) -> &'static str {
    if crate::msg::is_compound(own_bytes) {
        ".msg"
    } else {
        ".eml"
    }
}
