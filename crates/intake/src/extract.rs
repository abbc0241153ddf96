//! The extract that an import of a chat seals: what was taken and nothing else.

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
