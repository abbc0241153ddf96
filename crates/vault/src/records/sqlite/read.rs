//! Reading by key from the tables.

use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension as _, Row as SqlRow, params};
use standfast_ledger::{Frontier, LogId};
use standfast_model::Log;
use zeroize::Zeroizing;

use super::super::{
    CaseRow, Founding, Kept, LineRow, LogAt, LogRow, OriginalRow, Reading, Sums, TimelineFilter,
    Where, key,
};
use super::write::{entry_id, log_number};
use super::{Access, SqliteRecords, connect};
use crate::{CaseNo, Problem, Row, RowKey, VaultError};

/// The part of an entry's id that is its number.
const NUMBER: i64 = (1 << 40) - 1;

pub(super) fn number(id: i64) -> u64 {
    (id & NUMBER).unsigned_abs()
}

pub(super) fn case_of(id: i64) -> CaseNo {
    CaseNo((id >> 41).unsigned_abs())
}

fn kept(row: &SqlRow<'_>) -> rusqlite::Result<Kept> {
    let fields: String = row.get(4)?;
    Ok(Kept {
        n: number(row.get(0)?),
        kind: row.get(1)?,
        hash: row.get(2)?,
        leaf: row.get(3)?,
        fields: fields
            .split('\n')
            .filter(|f| !f.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

fn log_row(id: [u8; 16], frontier: &[u8], checkpoint: String) -> Result<LogRow, VaultError> {
    let frontier = Frontier::from_bytes(frontier)
        .map_err(|e| VaultError::damaged("the head of a log", e.to_string()))?;
    Ok(LogRow {
        id: LogId::from_bytes(id),
        frontier,
        checkpoint,
    })
}

fn rows(
    statement: &mut rusqlite::CachedStatement<'_>,
    with: impl rusqlite::Params,
) -> Result<Vec<Row>, VaultError> {
    let rows = statement.query_map(with, |r| {
        let id: i64 = r.get(1)?;
        Ok(Row {
            key: RowKey(r.get(0)?),
            case: case_of(id),
            n: number(id),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn original(row: &SqlRow<'_>) -> rusqlite::Result<OriginalRow> {
    let place = match (row.get(3)?, row.get(4)?) {
        (Some(name), Some(start)) => Where::Within(name, start),
        (Some(name), None) => Where::File(name),
        (None, _) => Where::Here(row.get(5)?),
    };
    Ok(OriginalRow {
        case: CaseNo(row.get(0)?),
        sha256: row.get(1)?,
        bytes: row.get(2)?,
        place,
    })
}

impl SqliteRecords {
    /// The sizes of the two logs of a case.
    pub(super) fn sizes(&self, case: CaseNo) -> Result<Option<(u64, u64)>, VaultError> {
        let record = self.log(LogAt {
            case,
            log: Log::Record,
        })?;
        let private = self.log(LogAt {
            case,
            log: Log::Private,
        })?;
        Ok(record
            .zip(private)
            .map(|(r, p)| (r.frontier.size(), p.frontier.size())))
    }

    fn said<T: FromSql>(&self, name: &str) -> Result<T, VaultError> {
        self.db
            .prepare_cached("SELECT value FROM vault WHERE name = ?1")?
            .query_row([name], |r| r.get(0))
            .map_err(Into::into)
    }

    /// The pages of one kind of the entries of a log.
    fn page_of_kind(
        &self,
        at: LogAt,
        range: &Range<u64>,
        kind: &str,
        limit: usize,
    ) -> Result<Vec<Kept>, VaultError> {
        // Contacts are by far the most; the index of kinds leaves them out.
        let sql = if kind == "contact" {
            "SELECT id, kind, hash, leaf, fields FROM entries
             WHERE id >= ?1 AND id < ?2 AND kind = 'contact' AND ?3 = 'contact' ORDER BY id LIMIT ?4"
        } else {
            "SELECT id, kind, hash, leaf, fields FROM entries INDEXED BY entries_by_kind
             WHERE kind <> 'contact' AND kind = ?3 AND id >= ?1 AND id < ?2 ORDER BY id LIMIT ?4"
        };
        let mut statement = self.db.prepare_cached(sql)?;
        let (from, to) = (
            entry_id(at.case, at.log, range.start),
            entry_id(at.case, at.log, range.end),
        );
        let found = statement.query_map(params![from, to, kind, limit], kept)?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Reading for SqliteRecords {
    fn founding(&self) -> Result<Founding, VaultError> {
        let id: Vec<u8> = self.said("id")?;
        let created: [u8; 8] = self.said("created")?;
        let [demonstration]: [u8; 1] = self.said("demonstration")?;
        let mut files = self
            .db
            .prepare_cached("SELECT name, sha256 FROM files ORDER BY name")?;
        let files = files
            .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let broken =
            || VaultError::damaged("standfast.db", "what it says of itself cannot be read");
        Ok(Founding {
            id: String::from_utf8(id).map_err(|_| broken())?,
            created: Timestamp::from_millisecond(i64::from_be_bytes(created))
                .map_err(|_| broken())?,
            demonstration: demonstration != 0,
            seed: Zeroizing::new(self.said("seed")?),
            head_key: Zeroizing::new(self.said("head-key")?),
            files,
        })
    }

    fn last_commit(&self) -> Result<(u64, [u8; 32]), VaultError> {
        self.db
            .prepare_cached("SELECT number, value FROM commits ORDER BY number DESC LIMIT 1")?
            .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
            .map_err(Into::into)
    }

    fn commit_value(&self, number: u64) -> Result<Option<[u8; 32]>, VaultError> {
        Ok(self
            .db
            .prepare_cached("SELECT value FROM commits WHERE number = ?1")?
            .query_row([number], |r| r.get(0))
            .optional()?)
    }

    fn cases(&self) -> Result<Vec<CaseRow>, VaultError> {
        let mut statement = self.db.prepare_cached(
            "SELECT c.number, c.name, c.closed, r.id, r.frontier, r.checkpoint, p.id, p.frontier, p.checkpoint
             FROM cases c JOIN logs r ON r.log = 2 * c.number JOIN logs p ON p.log = 2 * c.number + 1
             ORDER BY c.number",
        )?;
        let mut rows = statement.query([])?;
        let mut cases = Vec::new();
        while let Some(row) = rows.next()? {
            cases.push(CaseRow {
                number: CaseNo(row.get(0)?),
                name: row.get(1)?,
                closed: row.get(2)?,
                record: log_row(row.get(3)?, &row.get::<_, Vec<u8>>(4)?, row.get(5)?)?,
                private: log_row(row.get(6)?, &row.get::<_, Vec<u8>>(7)?, row.get(8)?)?,
            });
        }
        Ok(cases)
    }

    fn log(&self, at: LogAt) -> Result<Option<LogRow>, VaultError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id, frontier, checkpoint FROM logs WHERE log = ?1")?;
        let mut rows = statement.query([log_number(at.case, at.log)])?;
        match rows.next()? {
            Some(row) => log_row(row.get(0)?, &row.get::<_, Vec<u8>>(1)?, row.get(2)?).map(Some),
            None => Ok(None),
        }
    }

    fn entry(&self, at: LogAt, n: u64) -> Result<Option<Kept>, VaultError> {
        Ok(self
            .db
            .prepare_cached("SELECT id, kind, hash, leaf, fields FROM entries WHERE id = ?1")?
            .query_row([entry_id(at.case, at.log, n)], kept)
            .optional()?)
    }

    fn page(
        &self,
        at: LogAt,
        range: Range<u64>,
        kinds: Option<&[&str]>,
        limit: usize,
    ) -> Result<Vec<Kept>, VaultError> {
        let Some(kinds) = kinds else {
            let mut statement = self.db.prepare_cached(
                "SELECT id, kind, hash, leaf, fields FROM entries WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3",
            )?;
            let from = entry_id(at.case, at.log, range.start);
            let to = entry_id(at.case, at.log, range.end);
            let found = statement.query_map(params![from, to, limit], kept)?;
            return Ok(found.collect::<Result<_, _>>()?);
        };
        let mut page = Vec::new();
        for kind in kinds {
            page.extend(self.page_of_kind(at, &range, kind, limit)?);
        }
        page.sort_unstable_by_key(|kept| kept.n);
        page.truncate(limit);
        Ok(page)
    }

    fn pointing_at(&self, case: CaseNo, n: u64) -> Result<Vec<u64>, VaultError> {
        let mut statement = self
            .db
            .prepare_cached("SELECT source FROM pointers WHERE target = ?1 ORDER BY source")?;
        let found =
            statement.query_map([entry_id(case, Log::Record, n)], |r| r.get(0).map(number))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn timeline(
        &self,
        case: CaseNo,
        filter: &TimelineFilter,
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError> {
        let from = filter
            .from
            .map_or(i64::MIN, |t| key::first(t.as_millisecond()));
        let to = filter
            .to
            .map_or(i64::MAX, |t| key::first(t.as_millisecond()));
        let to = before.map_or(to, |RowKey(before)| before.min(to));
        if let Some(channel) = &filter.channel {
            let tags = format!("tags : (\"c{}\" AND \"h{}\")", case.0, hex::encode(channel));
            let mut statement = self.db.prepare_cached(
                "SELECT s.rowid, l.entry FROM search s JOIN lines l ON l.key = s.rowid
                 WHERE search MATCH ?1 AND s.rowid >= ?2 AND s.rowid < ?3 ORDER BY s.rowid DESC LIMIT ?4",
            )?;
            return rows(&mut statement, params![tags, from, to, limit]);
        }
        let mut statement = self.db.prepare_cached(
            "SELECT key, entry FROM lines INDEXED BY lines_by_case
             WHERE filed = ?1 AND key >= ?2 AND key < ?3 ORDER BY key DESC LIMIT ?4",
        )?;
        rows(&mut statement, params![case.0, from, to, limit])
    }

    fn search(
        &self,
        case: Option<CaseNo>,
        words: &[&str],
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError> {
        // Each word in quotes is literal; what would end them is doubled.
        let quoted: Vec<_> = words
            .iter()
            .map(|w| format!("\"{}\"", w.replace('"', "\"\"")))
            .collect();
        let mut query = format!("words : ({})", quoted.join(" AND "));
        if let Some(case) = case {
            query.push_str(&format!(" AND tags : \"c{}\"", case.0));
        }
        let before = before.map_or(i64::MAX, |RowKey(key)| key);
        let mut statement = self.db.prepare_cached(
            "SELECT s.rowid, l.entry FROM search s JOIN lines l ON l.key = s.rowid
             WHERE search MATCH ?1 AND s.rowid < ?2 ORDER BY s.rowid DESC LIMIT ?3",
        )?;
        rows(&mut statement, params![query, before, limit])
    }

    fn exhibit(
        &self,
        case: CaseNo,
        number: u64,
        reference: &str,
    ) -> Result<Option<u64>, VaultError> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT n FROM exhibits WHERE filed = ?1 AND number = ?2 AND reference = ?3",
            )?
            .query_row(params![case.0, number, reference], |r| r.get(0))
            .optional()?)
    }

    fn exhibits(&self, case: CaseNo) -> Result<u64, VaultError> {
        self.db
            .prepare_cached("SELECT coalesce(max(number), 0) FROM exhibits WHERE filed = ?1")?
            .query_row([case.0], |r| r.get(0))
            .map_err(Into::into)
    }

    fn knows_identity(&self, case: CaseNo, identity: &[u8; 16]) -> Result<bool, VaultError> {
        self.db
            .prepare_cached("SELECT 1 FROM identities WHERE filed = ?1 AND identity = ?2")?
            .exists(params![case.0, identity])
            .map_err(Into::into)
    }

    fn source(&self, stamp: &[u8; 32]) -> Result<Option<[u8; 32]>, VaultError> {
        Ok(self
            .db
            .prepare_cached("SELECT sha256 FROM sources WHERE stamp = ?1")?
            .query_row([stamp], |row| row.get(0))
            .optional()?)
    }

    fn original(&self, case: CaseNo, sha256: &[u8; 32]) -> Result<Option<OriginalRow>, VaultError> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT filed, sha256, bytes, file, start, content FROM originals WHERE filed = ?1 AND sha256 = ?2",
            )?
            .query_row(params![case.0, sha256], original)
            .optional()?)
    }

    fn originals(&self, after: u64, limit: usize) -> Result<Vec<(u64, OriginalRow)>, VaultError> {
        let mut statement = self.db.prepare_cached(
            "SELECT filed, sha256, bytes, file, start, content, id FROM originals WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        let found =
            statement.query_map(params![after, limit], |r| Ok((r.get(6)?, original(r)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn has_file(&self, name: &str) -> Result<bool, VaultError> {
        self.db
            .prepare_cached("SELECT 1 FROM originals WHERE file = ?1")?
            .exists([name])
            .map_err(Into::into)
    }

    fn line(&self, case: CaseNo, n: u64) -> Result<Option<LineRow>, VaultError> {
        let found = self
            .db
            .prepare_cached(
                "SELECT l.at, l.tags, l.words FROM entries e JOIN lines l ON l.key = e.line
                 WHERE e.id = ?1 AND l.entry = e.id AND l.filed = ?2",
            )?
            .query_row(params![entry_id(case, Log::Record, n), case.0], |r| {
                Ok((r.get(0)?, r.get::<_, String>(1)?, r.get(2)?))
            })
            .optional()?;
        Ok(found.map(|(at, tags, words)| LineRow {
            n,
            at,
            channel: channel_of(&tags),
            words,
        }))
    }

    fn sums(&self) -> Result<Sums, VaultError> {
        self.sums_of_tables()
    }

    fn container(&self, alone: bool) -> Vec<Problem> {
        self.container_problems(alone)
    }

    fn reader(&self) -> Result<Box<dyn Reading>, VaultError> {
        // While this connection is open it keeps the journal, so the other leaves it alone.
        let db = connect(&self.file, &self.keys, Access::Read, true)?;
        // The first reading fixes what it sees.
        db.execute_batch("BEGIN")?;
        db.query_row("SELECT count(*) FROM vault", [], |_| Ok(()))?;
        Ok(Box::new(SqliteRecords {
            folding: None,
            db,
            file: self.file.clone(),
            keys: self.keys.clone(),
            rim: Arc::clone(&self.rim),
        }))
    }
}

/// The channel that tags name.
pub(super) fn channel_of(tags: &str) -> Option<String> {
    let hex = tags.split(' ').find_map(|tag| tag.strip_prefix('h'))?;
    String::from_utf8(hex::decode(hex).ok()?).ok()
}
