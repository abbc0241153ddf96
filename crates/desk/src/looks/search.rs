//! Find words: literally, newest first.

use standfast_vault::RowKey;

use super::timeline::Page;
use crate::access::Act;
use crate::{Desk, DeskError};

/// Search.
pub struct Search;
impl Act for Search {
    const NAME: &'static str = "search";
}

impl Desk {
    /// Lines that hold every one of `words`, newest occurred first; no hit is an empty page.
    ///
    /// # Errors
    /// No such case, no words.
    pub fn search(
        &self,
        case: Option<&str>,
        words: &str,
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Page, DeskError> {
        if words.trim().is_empty() {
            return Err(DeskError::words(
                "no words to search for",
                "Say them after the case's name.",
            ));
        }
        let (permit, number) = match case {
            Some(named) => {
                let (permit, line) = self.permit::<Search>(named)?;
                (permit, Some(line.number))
            }
            None => (self.permit_vault::<Search>()?, None),
        };
        let rows = self
            .vault(&permit)
            .search(number, words, before, limit.saturating_add(1))?;
        self.page(&permit, rows, limit)
    }
}
