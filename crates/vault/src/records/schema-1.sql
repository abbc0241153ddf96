-- Proved by a log: entries. Derived from them, rebuilt and compared: lines, search, pointers, exhibits,
-- identities, name and closed of cases, frontiers, entries.line, entries.kind. Neither: vault, files,
-- commits, sources, the ids of logs.

CREATE TABLE vault (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE files (name TEXT PRIMARY KEY, sha256 BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE commits (number INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;

-- what the file system notes of the files of an export that was read, and the SHA-256 of that export
CREATE TABLE sources (stamp BLOB PRIMARY KEY, sha256 BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE cases (number INTEGER PRIMARY KEY, name TEXT NOT NULL, closed INTEGER NOT NULL) STRICT;
-- log: twice the case's number, and one more for the private log
CREATE TABLE logs (log INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, frontier BLOB NOT NULL, checkpoint TEXT NOT NULL) STRICT;

-- id: log * 2^40 + n. fields: the characters of each, a line end between them
CREATE TABLE entries (id INTEGER PRIMARY KEY, line INTEGER, kind TEXT NOT NULL, hash BLOB NOT NULL, leaf TEXT NOT NULL, fields TEXT NOT NULL) STRICT;
CREATE INDEX entries_by_kind ON entries (kind, id) WHERE kind <> 'contact';

-- key: ordered by time occurred. tags: c and the case's number; h and the channel in hex
CREATE TABLE lines (key INTEGER PRIMARY KEY, filed INTEGER NOT NULL, entry INTEGER NOT NULL, at INTEGER NOT NULL, tags TEXT NOT NULL, words TEXT NOT NULL) STRICT;
CREATE INDEX lines_by_case ON lines (filed, key);
CREATE VIRTUAL TABLE search USING fts5 (tags, words, content='lines', content_rowid='key', columnsize=0, tokenize="unicode61 remove_diacritics 2");
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
-- An import writes its words out in fewer and larger pieces, which are merged less often.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
-- A page of the index with its row fills one page of the database, and none beyond it.
INSERT INTO search (search, rank) VALUES ('pgsz', 3950);

CREATE TABLE pointers (target INTEGER NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (target, source)) STRICT, WITHOUT ROWID;
CREATE TABLE exhibits (filed INTEGER NOT NULL, number INTEGER NOT NULL, reference TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (filed, number, reference)) STRICT, WITHOUT ROWID;
CREATE TABLE identities (filed INTEGER NOT NULL, identity BLOB NOT NULL, PRIMARY KEY (filed, identity)) STRICT, WITHOUT ROWID;

CREATE TABLE originals (id INTEGER PRIMARY KEY, filed INTEGER NOT NULL, sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, file TEXT, start INTEGER, content BLOB, UNIQUE (filed, sha256)) STRICT;
CREATE INDEX originals_by_file ON originals (file) WHERE file IS NOT NULL;
