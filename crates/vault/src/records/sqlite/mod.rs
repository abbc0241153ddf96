//! Records in one SQLCipher 4 database: `standfast.db`.
//!
//! Raw key and salt come from the key files, so opening derives nothing. The parameters are those of
//! SQLCipher 4 by default, pinned, so that any build of it opens the file. WAL with
//! `synchronous=FULL`: a commit is one flush of the journal. `secure_delete` is on, and the search
//! index deletes securely: what is taken out leaves no bytes behind.
//!
//! Never here: what an entry says.

mod check;
mod folding;
mod read;
mod write;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};

use self::folding::Folding;
use super::{Founding, More, Placing, Records, Work};
use crate::keys::VaultKeys;
use crate::rim::{Plain, Rim, Step};
use crate::{ActCase, CaseNo, VaultError};

/// The number of the newest schema: `PRAGMA user_version`.
const SCHEMA: i64 = 1;
/// The steps from each schema to the next, from an empty file on.
const MIGRATIONS: [&str; 1] = [include_str!("../schema-1.sql")];

/// Pages of journal before a commit folds them in: 32 MiB. So long, because folding in costs two more
/// flushes than an act has.
const JOURNAL_PAGES: i64 = 8192;

/// The same while it is folded in beside the commits, which cannot begin it anew meanwhile: 256 MiB.
const JOURNAL_PAGES_BESIDE: i64 = 65_536;

/// Records in a SQLCipher database.
pub struct SqliteRecords {
    // Before the connection: the last one that is closed removes the journal.
    folding: Option<Folding>,
    db: Connection,
    file: PathBuf,
    keys: VaultKeys,
    rim: Arc<dyn Rim>,
}

/// How a database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// To read and write.
    Write,
    /// To read; the file is not changed, nor is a journal that a cut-off writer left.
    Read,
}

impl SqliteRecords {
    /// Makes the database of a new vault; its folder is flushed by the caller.
    ///
    /// # Errors
    /// The file is there already; the disk.
    pub fn create(file: &Path, keys: &VaultKeys, founding: &Founding) -> Result<Self, VaultError> {
        Self::create_on(file, keys, founding, Arc::new(Plain))
    }

    /// Opens the database of a vault to read and write. Opening never creates.
    ///
    /// # Errors
    /// Damage, a newer version, the disk.
    pub fn open(file: &Path, keys: &VaultKeys) -> Result<Self, VaultError> {
        Self::open_on(file, keys, Access::Write, Arc::new(Plain))
    }

    pub(crate) fn create_on(
        file: &Path,
        keys: &VaultKeys,
        founding: &Founding,
        rim: Arc<dyn Rim>,
    ) -> Result<Self, VaultError> {
        // Made by us first, so that nobody else reads it for an instant.
        crate::rim::write_new(file, &[]).map_err(|e| VaultError::io("standfast.db", e))?;
        let db = Connection::open_with_flags(
            file,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        unlock(&db, keys)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        settle(&db)?;
        db.execute_batch("BEGIN IMMEDIATE")?;
        for step in MIGRATIONS {
            db.execute_batch(step)?;
        }
        db.pragma_update(None, "user_version", SCHEMA)?;
        write::found(&db, founding)?;
        db.execute_batch("COMMIT")?;
        checkpoint(&db)?;
        Ok(SqliteRecords {
            folding: None,
            db,
            file: file.to_owned(),
            keys: keys.clone(),
            rim,
        })
    }

    pub(crate) fn open_on(
        file: &Path,
        keys: &VaultKeys,
        access: Access,
        rim: Arc<dyn Rim>,
    ) -> Result<Self, VaultError> {
        if !file.exists() {
            return Err(VaultError::damaged("standfast.db", "the file is missing"));
        }
        let mut journal = file.as_os_str().to_owned();
        journal.push("-wal");
        let cut_off = std::fs::metadata(journal).is_ok_and(|m| m.len() > 0);
        let db = connect(file, keys, access, cut_off)?;
        let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version > SCHEMA {
            return Err(VaultError::Newer(version.unsigned_abs()));
        }
        if version < 1 {
            return Err(VaultError::damaged("standfast.db", "it holds no vault"));
        }
        if access == Access::Write && version < SCHEMA {
            migrate(&db, version)?;
        }
        Ok(SqliteRecords {
            folding: None,
            db,
            file: file.to_owned(),
            keys: keys.clone(),
            rim,
        })
    }

    /// Does a step of the database at the rim.
    fn step(&self, step: Step, act: &dyn Fn() -> Result<(), VaultError>) -> Result<(), VaultError> {
        let mut failed = None;
        let done = self.rim.step(step, &mut || {
            act().map_err(|e| {
                failed = Some(e);
                io::Error::other("the database did not do it")
            })
        });
        match (done, failed) {
            (Ok(()), _) => Ok(()),
            (Err(_), Some(e)) => Err(e),
            (Err(e), None) => Err(VaultError::io("standfast.db", e)),
        }
    }

    /// After a commit. Where large ones follow each other, as of an import, the journal is folded in
    /// beside them; it never has to be for what was saved to be there.
    fn fold(&mut self, large: bool) {
        if !large {
            if self.folding.take().is_some() {
                // Failing, the journal only stays longer.
                let _ = fold_after(&self.db, JOURNAL_PAGES);
            }
            return;
        }
        if self.folding.is_none() {
            self.folding = connect(&self.file, &self.keys, Access::Write, false)
                .ok()
                .and_then(|db| Folding::begin(db).ok());
            if self.folding.is_some() {
                let _ = fold_after(&self.db, JOURNAL_PAGES_BESIDE);
            }
        }
        if let Some(folding) = &self.folding {
            folding.fold();
        }
    }

    /// Runs `inside` shut off from every other writer; what it refuses leaves nothing.
    fn shut_off<T>(
        &mut self,
        inside: impl FnOnce(&Self) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        self.db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let result = inside(self).and_then(|value| {
            self.step(Step::DatabaseCommit, &|| {
                let mut commit = self.db.prepare_cached("COMMIT")?;
                commit.execute([])?;
                Ok(())
            })?;
            Ok(value)
        });
        if result.is_err() && !self.db.is_autocommit() {
            // If even this fails, closing the connection rolls back.
            let _ = self.db.execute_batch("ROLLBACK");
        }
        result
    }
}

impl Records for SqliteRecords {
    fn commit(&mut self, expected: &ActCase, work: &mut Work<'_>) -> Result<Placing, VaultError> {
        let mut parts = 0;
        let placing = self.shut_off(|records| {
            let case = match expected {
                ActCase::New => CaseNo(records.db.query_row(
                    "SELECT coalesce(max(number), 0) + 1 FROM cases",
                    [],
                    |r| r.get(0),
                )?),
                ActCase::In {
                    case,
                    record,
                    private,
                } => {
                    // Compare-and-swap: nobody can write between this reading and the commit.
                    let sizes = records.sizes(*case)?.ok_or(VaultError::NoCase(case.0))?;
                    if sizes != (*record, *private) {
                        return Err(VaultError::Moved);
                    }
                    *case
                }
            };
            let (number, value) = loop {
                let batch = work(records, case)?;
                parts += 1;
                write::batch(&records.db, case, &batch)?;
                if !batch.more {
                    break batch
                        .commit
                        .ok_or(VaultError::Act("a commit without a number"))?;
                }
            };
            records
                .db
                .prepare_cached("INSERT INTO commits (number, value) VALUES (?1, ?2)")?
                .execute(params![number, value])?;
            Ok(Placing {
                case,
                number,
                value,
            })
        })?;
        self.fold(parts > 1);
        Ok(placing)
    }

    fn remember_source(&mut self, stamp: &[u8; 32], sha256: &[u8; 32]) -> Result<(), VaultError> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO sources (stamp, sha256) VALUES (?1, ?2)")?
            .execute(params![stamp, sha256])?;
        Ok(())
    }

    fn rederive(&mut self, again: &mut More<'_>) -> Result<(), VaultError> {
        self.shut_off(|records| {
            write::forget_derived(&records.db)?;
            while let Some(part) = again(records)? {
                write::kinds(&records.db, part.case, &part.kinds)?;
                write::batch(&records.db, part.case, &part.batch)?;
            }
            Ok(())
        })?;
        checkpoint(&self.db)
    }

    fn finish(&mut self, leave_journal: bool) -> Result<(), VaultError> {
        self.folding = None;
        if leave_journal {
            self.db
                .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        } else if !self
            .db
            .query_row("PRAGMA query_only", [], |r| r.get::<_, bool>(0))?
        {
            self.step(Step::JournalFold, &|| checkpoint(&self.db))?;
        }
        // The last connection that is dropped removes the journal.
        Ok(())
    }
}

/// Opens a connection to a database that is there.
fn connect(
    file: &Path,
    keys: &VaultKeys,
    access: Access,
    leave_journal: bool,
) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let usual = Connection::open_with_flags(file, flags)
        .map_err(VaultError::from)
        .and_then(|db| unlock(&db, keys).map(|()| db));
    let db = match (usual, access) {
        (Ok(db), _) => db,
        // A folder that cannot be written (a disc, a backup): read the file as it lies.
        (Err(VaultError::NotWritable { .. } | VaultError::Io { .. }), Access::Read) => {
            let db = Connection::open_with_flags(
                as_it_lies(file),
                OpenFlags::SQLITE_OPEN_READ_ONLY
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX
                    | OpenFlags::SQLITE_OPEN_URI,
            )?;
            unlock(&db, keys)?;
            db
        }
        (Err(e), _) => return Err(e),
    };
    settle(&db)?;
    if access == Access::Read {
        db.pragma_update(None, "query_only", true)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave_journal)?;
    }
    Ok(db)
}

/// The address of a file that nobody changes while it is read.
fn as_it_lies(file: &Path) -> String {
    let mut address = String::from("file:");
    for byte in file.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                address.push(char::from(byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address.push_str("?immutable=1");
    address
}

/// Gives the key, before anything touches the file, pins the parameters, and reads the first page.
fn unlock(db: &Connection, keys: &VaultKeys) -> Result<(), VaultError> {
    // It would tell its troubles on standard error, past whoever asks for a plain message.
    db.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let key = zeroize::Zeroizing::new(format!("PRAGMA key = \"{}\";", keys.database().as_str()));
    db.execute_batch(&key)?;
    db.execute_batch(
        "PRAGMA cipher_page_size = 4096;
         PRAGMA kdf_iter = 256000;
         PRAGMA cipher_hmac_algorithm = HMAC_SHA512;
         PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512;
         PRAGMA cipher_plaintext_header_size = 0;",
    )?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// What every connection is set to.
fn settle(db: &Connection) -> Result<(), VaultError> {
    db.busy_timeout(std::time::Duration::from_secs(2))?;
    db.set_prepared_statement_cache_capacity(64);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32000;
         PRAGMA cell_size_check = ON;",
    )?;
    // These answer with a row.
    db.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))
        .optional()?;
    fold_after(db, JOURNAL_PAGES)
}

/// After how many pages of journal a commit folds them in.
fn fold_after(db: &Connection, pages: i64) -> Result<(), VaultError> {
    db.query_row(&format!("PRAGMA wal_autocheckpoint = {pages}"), [], |_| {
        Ok(())
    })
    .optional()?;
    Ok(())
}

/// Folds the journal in and empties it.
fn checkpoint(db: &Connection) -> Result<(), VaultError> {
    // Busy with a reader: the journal stays and is folded in later; nothing is lost by it.
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn migrate(db: &Connection, from: i64) -> Result<(), VaultError> {
    let done = usize::try_from(from).unwrap_or_default();
    db.execute_batch("BEGIN IMMEDIATE")?;
    for step in MIGRATIONS.iter().skip(done) {
        db.execute_batch(step)?;
    }
    db.pragma_update(None, "user_version", SCHEMA)?;
    db.execute_batch("COMMIT")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use jiff::Timestamp;
    use standfast_ledger::LogId;
    use standfast_model::Log;
    use zeroize::Zeroizing;

    use super::*;
    use crate::OsEntropy;
    use crate::records::{Batch, Kept, Reading as _};

    fn founded(folder: &Path) -> SqliteRecords {
        let founding = Founding {
            id: "00".repeat(16),
            created: Timestamp::UNIX_EPOCH,
            demonstration: true,
            seed: Zeroizing::new([1; 32]),
            head_key: Zeroizing::new([2; 32]),
            files: Vec::new(),
        };
        let keys = VaultKeys::draw(&mut OsEntropy);
        SqliteRecords::create(&folder.join("standfast.db"), &keys, &founding).unwrap()
    }

    fn case_of(leaf: String) -> Result<Batch, VaultError> {
        let mut batch = Batch {
            commit: Some((1, [3; 32])),
            ..Batch::default()
        };
        batch.new = Some((LogId::from_bytes([1; 16]), LogId::from_bytes([2; 16])));
        let kept = Kept {
            n: 0,
            kind: "case".to_owned(),
            hash: [0; 32],
            leaf,
            fields: Vec::new(),
        };
        batch.entries.push((Log::Record, kept));
        Ok(batch)
    }

    #[test]
    fn a_database_that_can_grow_no_more_is_a_full_disk_and_keeps_what_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let mut records = founded(folder.path());
        let pages: i64 = records
            .db
            .query_row("PRAGMA page_count", [], |r| r.get(0))
            .unwrap();
        records
            .db
            .query_row(
                &format!("PRAGMA max_page_count = {}", pages + 2),
                [],
                |_| Ok(()),
            )
            .unwrap();
        let full = records.commit(&ActCase::New, &mut |_, _| case_of("long ".repeat(20_000)));
        assert!(matches!(full, Err(VaultError::Full)));
        assert!(records.cases().unwrap().is_empty());
        // What is short enough still goes in.
        records
            .commit(&ActCase::New, &mut |_, _| case_of("short".to_owned()))
            .unwrap();
        assert_eq!(records.cases().unwrap().len(), 1);
    }

    #[test]
    fn the_parameters_are_those_of_sqlcipher_4() {
        let folder = tempfile::tempdir().unwrap();
        let records = founded(folder.path());
        let said = |pragma: &str| -> String {
            records
                .db
                .query_row(&format!("PRAGMA {pragma}"), [], |r| {
                    r.get::<_, String>(0)
                        .or_else(|_| r.get::<_, i64>(0).map(|n| n.to_string()))
                })
                .unwrap()
        };
        assert!(said("cipher_version").starts_with("4."));
        for (pragma, value) in [
            ("cipher_page_size", "4096"),
            ("cipher_hmac_algorithm", "HMAC_SHA512"),
            ("cipher_kdf_algorithm", "PBKDF2_HMAC_SHA512"),
            ("cipher_use_hmac", "1"),
            ("cipher_plaintext_header_size", "0"),
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("secure_delete", "1"),
        ] {
            assert_eq!(said(pragma), value, "{pragma}");
        }
    }
}
