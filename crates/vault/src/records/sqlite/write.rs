//! Writing a batch into the tables.

use rusqlite::{Connection, OptionalExtension as _, params};
use standfast_model::Log;

use super::super::{Batch, Founding, LineRow, Where, key};
use crate::{CaseNo, VaultError};

/// `log` of the table: twice the case, one more for the private log.
pub(super) fn log_number(case: CaseNo, log: Log) -> i64 {
    let case = i64::try_from(case.0).unwrap_or(i64::MAX >> 42);
    2 * case + i64::from(log == Log::Private)
}

/// `id` of an entry.
pub(super) fn entry_id(case: CaseNo, log: Log, n: u64) -> i64 {
    (log_number(case, log) << 40) | i64::try_from(n).unwrap_or((1 << 40) - 1)
}

/// What a new vault says of itself.
pub(super) fn found(db: &Connection, founding: &Founding) -> Result<(), VaultError> {
    let mut row = db.prepare("INSERT INTO vault (name, value) VALUES (?1, ?2)")?;
    row.execute(params!["id", founding.id.as_bytes()])?;
    row.execute(params![
        "created",
        founding.created.as_millisecond().to_be_bytes()
    ])?;
    row.execute(params!["demonstration", [u8::from(founding.demonstration)]])?;
    row.execute(params!["seed", founding.seed.as_slice()])?;
    row.execute(params!["head-key", founding.head_key.as_slice()])?;
    let mut file = db.prepare("INSERT INTO files (name, sha256) VALUES (?1, ?2)")?;
    for (name, sha256) in &founding.files {
        file.execute(params![name, sha256])?;
    }
    let value = crate::head::seal_heads(&founding.head_key, &founding.id, 0, std::iter::empty());
    db.execute(
        "INSERT INTO commits (number, value) VALUES (0, ?1)",
        params![value],
    )?;
    Ok(())
}

/// Writes all of a batch. Inside a transaction.
pub(super) fn batch(db: &Connection, case: CaseNo, batch: &Batch) -> Result<(), VaultError> {
    if let Some((record, private)) = &batch.new {
        let mut row = db.prepare_cached(
            "INSERT INTO logs (log, id, frontier, checkpoint) VALUES (?1, ?2, ?3, '')",
        )?;
        let empty = standfast_ledger::Frontier::new().to_bytes();
        for (log, id) in [(Log::Record, record), (Log::Private, private)] {
            row.execute(params![log_number(case, log), id.as_bytes(), empty])?;
        }
        db.execute(
            "INSERT INTO cases (number, name, closed) VALUES (?1, '', 0)",
            params![case.0],
        )?;
    }
    for (log, frontier, checkpoint) in &batch.heads {
        db.prepare_cached("UPDATE logs SET frontier = ?2, checkpoint = ?3 WHERE log = ?1")?
            .execute(params![
                log_number(case, *log),
                frontier.to_bytes(),
                checkpoint
            ])?;
    }
    let first = batch
        .entries
        .iter()
        .find(|(log, _)| *log == Log::Record)
        .map(|(_, kept)| kept.n);
    let keys = lines(db, case, &batch.lines, first)?;
    entries(db, case, batch, &keys)?;
    derived(db, case, batch)?;
    for original in &batch.originals {
        let (file, start, content) = match &original.place {
            Where::Here(bytes) => (None, None, Some(bytes)),
            Where::File(name) => (Some(name), None, None),
            Where::Within(name, start) => (Some(name), Some(start), None),
        };
        db.prepare_cached(
            "INSERT INTO originals (filed, sha256, bytes, file, start, content)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            case.0,
            original.sha256,
            original.bytes,
            file,
            start,
            content
        ])?;
    }
    Ok(())
}

fn entries(
    db: &Connection,
    case: CaseNo,
    batch: &Batch,
    keys: &[(u64, i64)],
) -> Result<(), VaultError> {
    let mut row = db.prepare_cached(
        "INSERT INTO entries (id, line, kind, hash, leaf, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (log, kept) in &batch.entries {
        let line = match log {
            Log::Record => keys
                .binary_search_by_key(&kept.n, |(n, _)| *n)
                .ok()
                .and_then(|at| keys.get(at))
                .map(|(_, key)| *key),
            Log::Private => None,
        };
        row.execute(params![
            entry_id(case, *log, kept.n),
            line,
            kept.kind,
            kept.hash,
            kept.leaf,
            kept.fields.join("\n")
        ])?;
    }
    Ok(())
}

/// Writes lines: rows and index. Gives the keys of those whose entry is yet to be written (from
/// `first` on), by number; older entries are told theirs at once.
fn lines(
    db: &Connection,
    case: CaseNo,
    lines: &[LineRow],
    first: Option<u64>,
) -> Result<Vec<(u64, i64)>, VaultError> {
    let mut keys = Vec::with_capacity(lines.len());
    let mut found: Vec<(i64, &LineRow)> = Vec::with_capacity(lines.len());
    for line in lines {
        let id = entry_id(case, Log::Record, line.n);
        let coming = first.is_some_and(|first| line.n >= first);
        if !coming {
            take_out(db, id)?;
        }
        let key = free_key(db, line.at)?;
        db.prepare_cached(
            "INSERT INTO lines (key, filed, entry, at, tags, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![key, case.0, id, line.at, tags(case, line.channel.as_deref()), line.words])?;
        if coming {
            keys.push((line.n, key));
        } else {
            db.prepare_cached("UPDATE entries SET line = ?2 WHERE id = ?1")?
                .execute(params![id, key])?;
        }
        found.push((key, line));
    }
    // In order of the key: the index writes out what it gathered each time a key is lower than the last.
    found.sort_unstable_by_key(|(key, _)| *key);
    let mut index =
        db.prepare_cached("INSERT INTO search (rowid, tags, words) VALUES (?1, ?2, ?3)")?;
    for (key, line) in found {
        index.execute(params![
            key,
            tags(case, line.channel.as_deref()),
            line.words
        ])?;
    }
    keys.sort_unstable();
    Ok(keys)
}

/// Takes the line of an entry out of the index, while its words can still be read, and then away.
fn take_out(db: &Connection, id: i64) -> Result<(), VaultError> {
    let old = db
        .prepare_cached(
            "SELECT l.key, l.tags, l.words FROM entries e JOIN lines l ON l.key = e.line WHERE e.id = ?1",
        )?
        .query_row(params![id], |r| {
            Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })
        .optional()?;
    if let Some((key, tags, words)) = old {
        db.prepare_cached(
            "INSERT INTO search (search, rowid, tags, words) VALUES ('delete', ?1, ?2, ?3)",
        )?
        .execute(params![key, tags, words])?;
        db.prepare_cached("DELETE FROM lines WHERE key = ?1")?
            .execute(params![key])?;
    }
    Ok(())
}

/// The next free number of the millisecond; of a later one where all 16,384 are taken.
fn free_key(db: &Connection, at: i64) -> Result<i64, VaultError> {
    let mut taken = db.prepare_cached("SELECT max(key) FROM lines WHERE key BETWEEN ?1 AND ?2")?;
    let mut at = at;
    loop {
        let highest = taken.query_row(params![key::first(at), key::last(at)], |r| r.get(0))?;
        if let Some(free) = key::next(at, highest) {
            return Ok(free);
        }
        at += 1;
    }
}

/// The tags of a line: tokens that no words can be.
pub(super) fn tags(case: CaseNo, channel: Option<&str>) -> String {
    match channel {
        Some(channel) => format!("c{} h{}", case.0, hex::encode(channel)),
        None => format!("c{}", case.0),
    }
}

fn derived(db: &Connection, case: CaseNo, batch: &Batch) -> Result<(), VaultError> {
    for (target, source) in &batch.pointers {
        db.prepare_cached("INSERT OR IGNORE INTO pointers (target, source) VALUES (?1, ?2)")?
            .execute(params![
                entry_id(case, Log::Record, *target),
                entry_id(case, Log::Record, *source)
            ])?;
    }
    for (number, reference, n) in &batch.exhibits {
        db.prepare_cached(
            "INSERT OR IGNORE INTO exhibits (filed, number, reference, n) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![case.0, number, reference, n])?;
    }
    for identity in &batch.identities {
        db.prepare_cached("INSERT OR IGNORE INTO identities (filed, identity) VALUES (?1, ?2)")?
            .execute(params![case.0, identity])?;
    }
    if let Some((name, closed)) = &batch.named {
        db.prepare_cached("UPDATE cases SET name = ?2, closed = ?3 WHERE number = ?1")?
            .execute(params![case.0, name, closed])?;
    }
    Ok(())
}

/// Names the kind of entries anew.
pub(super) fn kinds(
    db: &Connection,
    case: CaseNo,
    kinds: &[(Log, u64, String)],
) -> Result<(), VaultError> {
    let mut row = db.prepare_cached("UPDATE entries SET kind = ?2 WHERE id = ?1 AND kind <> ?2")?;
    for (log, n, kind) in kinds {
        row.execute(params![entry_id(case, *log, *n), kind])?;
    }
    Ok(())
}

/// Throws away what is derived, words first out of the index.
pub(super) fn forget_derived(db: &Connection) -> Result<(), VaultError> {
    // The index is made anew: `delete-all` is for tables without content of their own, as this one.
    db.execute_batch(
        "INSERT INTO search (search) VALUES ('delete-all');
         DELETE FROM lines;
         DELETE FROM pointers;
         DELETE FROM exhibits;
         DELETE FROM identities;
         UPDATE cases SET name = '', closed = 0;
         UPDATE entries SET line = NULL WHERE line IS NOT NULL;",
    )?;
    Ok(())
}
