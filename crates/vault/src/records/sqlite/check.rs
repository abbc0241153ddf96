//! Checking the tables: what is derived as sums, and the container itself: pages, search index.

use std::fs::File;
use std::io::Read as _;

use rusqlite::ErrorCode;

use super::SqliteRecords;
use super::read::{case_of, channel_of, number};
use crate::derive::sum;
use crate::records::Sums;
use crate::{CaseNo, Problem, ProblemCode, VaultError};

impl SqliteRecords {
    /// The sums over what is derived.
    pub(super) fn sums_of_tables(&self) -> Result<Sums, VaultError> {
        let mut sums = Sums::default();
        // A line that its entry does not name, or that is filed elsewhere, is not the right one either.
        let mut lines = self.db.prepare(
            "SELECT l.entry, l.at, l.tags, l.words, l.filed, e.line IS l.key
             FROM lines l LEFT JOIN entries e ON e.id = l.entry",
        )?;
        let mut rows = lines.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let tags: &str = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
            let words: &str = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
            let case = case_of(id);
            let right = row.get(5)? && CaseNo(row.get(4)?) == case && tags_name(tags, case);
            let channel = channel_of(tags);
            let n = if right { number(id) } else { u64::MAX };
            let sum = sum::line(case, n, row.get(1)?, channel.as_deref(), words);
            sums.lines = sums.lines.wrapping_add(sum);
        }
        let mut pointers = self.db.prepare("SELECT target, source FROM pointers")?;
        let mut rows = pointers.query([])?;
        while let Some(row) = rows.next()? {
            let (target, source): (i64, i64) = (row.get(0)?, row.get(1)?);
            let sum = sum::pointer(case_of(target), number(target), number(source));
            sums.pointers = sums.pointers.wrapping_add(sum);
        }
        let mut exhibits = self
            .db
            .prepare("SELECT filed, number, reference, n FROM exhibits")?;
        let mut rows = exhibits.query([])?;
        while let Some(row) = rows.next()? {
            let reference: String = row.get(2)?;
            let sum = sum::exhibit(CaseNo(row.get(0)?), row.get(1)?, &reference, row.get(3)?);
            sums.exhibits = sums.exhibits.wrapping_add(sum);
        }
        let mut identities = self.db.prepare("SELECT filed, identity FROM identities")?;
        let mut rows = identities.query([])?;
        while let Some(row) = rows.next()? {
            let sum = sum::identity(CaseNo(row.get(0)?), &row.get(1)?);
            sums.identities = sums.identities.wrapping_add(sum);
        }
        Ok(sums)
    }

    /// What the container says of its own state.
    pub(super) fn container_problems(&self, alone: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut page = |item: String, message: String| {
            problems.push(Problem {
                code: ProblemCode::PageCorrupt,
                case: None,
                item,
                message,
            });
        };
        // SQLCipher takes the salt from the key, and so never looks at the one in the file.
        let mut salt = [0; 16];
        match File::open(&self.file).and_then(|mut file| file.read_exact(&mut salt)) {
            Ok(()) if salt == self.keys.salt() => {}
            Ok(()) => page(
                "page 1".to_owned(),
                "The first bytes of the database were changed.".to_owned(),
            ),
            Err(_) => page(
                "page 1".to_owned(),
                "The database file cannot be read.".to_owned(),
            ),
        }
        // Every page of the file, also those that hold nothing.
        let pages = || {
            self.db
                .prepare("PRAGMA cipher_integrity_check")
                .and_then(|mut check| {
                    check
                        .query_map([], |r| r.get::<_, String>(0))?
                        .collect::<Result<Vec<_>, _>>()
                })
        };
        match pages() {
            Ok(mut found) => {
                if !alone && !found.is_empty() {
                    // A page that was being written just then holds the second time.
                    let again = pages().unwrap_or_default();
                    found.retain(|said| again.contains(said));
                }
                for said in found {
                    let number: String = said.chars().skip_while(|c| !c.is_ascii_digit()).collect();
                    let item = if number.is_empty() {
                        "standfast.db".to_owned()
                    } else {
                        format!("page {number}")
                    };
                    page(
                        item,
                        format!("A page of the database does not hold: {said}."),
                    );
                }
            }
            Err(e) => page("standfast.db".to_owned(), VaultError::from(e).to_string()),
        }
        if !self.index_holds(alone) {
            problems.push(Problem {
                code: ProblemCode::RowChanged,
                case: None,
                item: "search".to_owned(),
                message: "The search index is not the one of the entries; rebuild makes it anew."
                    .to_owned(),
            });
        }
        problems
    }

    /// The search index in itself, and, where nobody else writes, against the lines that it was made of.
    fn index_holds(&self, alone: bool) -> bool {
        if alone && let Some(holds) = self.index_agrees() {
            return holds;
        }
        self.db
            .prepare("PRAGMA integrity_check(search)")
            .and_then(|mut check| {
                check
                    .query_map([], |r| r.get::<_, String>(0))?
                    .collect::<Result<Vec<_>, _>>()
            })
            .is_ok_and(|said| said == ["ok"])
    }

    /// SQLite takes this check for a writing, though it writes nothing; `None` where that cannot be.
    fn index_agrees(&self) -> Option<bool> {
        let snapshot = !self.db.is_autocommit();
        let query_only: bool = self
            .db
            .query_row("PRAGMA query_only", [], |r| r.get(0))
            .ok()?;
        self.db.pragma_update(None, "query_only", false).ok()?;
        let checked = self.db.execute(
            "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
            [],
        );
        // The lock that it took is let go at once, and the reading begun anew.
        if snapshot {
            self.db.execute_batch("ROLLBACK; BEGIN").ok()?;
        }
        self.db.pragma_update(None, "query_only", query_only).ok()?;
        match checked {
            Ok(_) => Some(true),
            Err(e) => match e.sqlite_error_code() {
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Some(false),
                _ => None,
            },
        }
    }
}

/// Whether tags name this case.
fn tags_name(tags: &str, case: CaseNo) -> bool {
    let number = tags.split(' ').next().and_then(|tag| tag.strip_prefix('c'));
    number.and_then(|number| number.parse().ok()) == Some(case.0)
}
