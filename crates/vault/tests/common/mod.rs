//! What the tests of the vault are made of: a folder with its state folder, seeded randomness, and
//! short words for entries. All names are invented.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    dead_code
)]

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use standfast_model::kinds::{Case, Contact, Correction, Exhibit, Note, Retraction, Source};
use standfast_model::lists::{Channel, NoteKind, Party};
use standfast_model::{Body, Class, Log, Occurred, Precision};
use standfast_vault::{
    Act, ActCase, CaseLine, CaseNo, Create, Created, Entropy, ExposeSecret as _, Mode, Place,
    Placed, SecretString, Staged, Stored, Unlock, Vault, VaultError,
};

pub const PASSPHRASE: &str = "four plain words here";

/// Bytes from a seed: the same ones every time.
pub struct Seeded(pub u64);

impl Seeded {
    /// With a seed that no other of this process has: salts and names are never drawn twice.
    pub fn another() -> Self {
        static SEED: AtomicU64 = AtomicU64::new(1 << 32);
        Seeded(SEED.fetch_add(1 << 16, Ordering::Relaxed))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A vault's folder and its state folder, gone when dropped.
pub struct Home {
    dir: tempfile::TempDir,
    pub identity: SecretString,
}

impl Home {
    /// Makes a vault, open for writing.
    pub fn new() -> (Home, Vault) {
        let dir = tempfile::tempdir().unwrap();
        let mut home = Home {
            dir,
            identity: SecretString::from(String::new()),
        };
        let created = home.create().unwrap();
        home.identity = created.recovery_key;
        (home, created.vault)
    }

    pub fn create(&self) -> Result<Created, VaultError> {
        let how = Create {
            passphrase: SecretString::from(PASSPHRASE.to_owned()),
            demonstration: false,
            created: at("2026-03-01T09:00:00Z"),
        };
        let (folder, state) = (self.folder(), self.state());
        Vault::create(
            &Place {
                folder: &folder,
                state: Some(&state),
            },
            how,
            Box::new(Seeded(7)),
        )
    }

    pub fn folder(&self) -> PathBuf {
        self.dir.path().join("vault")
    }

    pub fn state(&self) -> PathBuf {
        self.dir.path().join("state")
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn open(&self, mode: Mode) -> Result<Vault, VaultError> {
        self.open_with(&Unlock::Identity(self.identity.clone()), mode)
    }

    pub fn open_with(&self, key: &Unlock, mode: Mode) -> Result<Vault, VaultError> {
        let (folder, state) = (self.folder(), self.state());
        let place = Place {
            folder: &folder,
            state: Some(&state),
        };
        Vault::open(&place, key, mode, Box::new(Seeded::another()))
    }
}

pub fn passphrase(words: &str) -> Unlock {
    Unlock::Passphrase(SecretString::from(words.to_owned()))
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn occurred(text: &str) -> Occurred {
    let from = at(text);
    Occurred {
        text: text.to_owned(),
        from: Some(from),
        until: Some(from + jiff::SignedDuration::from_mins(1)),
        zone: "Europe/London".to_owned(),
        precision: Precision::Minute,
        doubt: None,
    }
}

pub fn case(name: &str) -> Body {
    Case {
        name: Some(name.to_owned()),
        clinician: Some("Dr Ada Brook".to_owned()),
        initials: Some("AB".to_owned()),
        setting: None,
        jurisdiction: None,
        zone: Some("Europe/London".to_owned()),
        subject: Some("Rowan Invented".to_owned()),
        relation: None,
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    }
    .into()
}

pub fn contact(when: Occurred, words: &str) -> Contact {
    Contact {
        channel: Some(Channel::Message),
        platform: Some("whatsapp".to_owned()),
        from: Party::Subject,
        from_account: Some("07700 900123".to_owned()),
        towards: None,
        occurred: when,
        title: None,
        words: Some(words.to_owned()),
        signs: Vec::new(),
        effect: None,
        reply: None,
        clinical: None,
        place: None,
        witnesses: Vec::new(),
        marks: Vec::new(),
        doubts: Vec::new(),
        source: None,
    }
}

pub fn imported(when: Occurred, words: &str, identity: &str) -> Contact {
    let source = Source {
        import: 1,
        position: "line 3".to_owned(),
        identity: Some(identity.to_owned()),
    };
    Contact {
        source: Some(source),
        ..contact(when, words)
    }
}

pub fn exhibit(staged: &Staged, number: u64, of: Option<u64>) -> Body {
    exhibit_of(&staged.sha256, staged.bytes, number, of)
}

pub fn exhibit_of(sha256: &str, bytes: u64, number: u64, of: Option<u64>) -> Body {
    Exhibit {
        reference: format!("AB/{number}"),
        of,
        what: Some("card".to_owned()),
        media_type: Some("image/jpeg".to_owned()),
        found: None,
        produced_by: None,
        claimed: None,
        from: None,
        name: "card.jpg".to_owned(),
        bytes,
        sha256: sha256.to_owned(),
        class: Class::Open,
    }
    .into()
}

pub fn correction(n: u64, field: &str, value: serde_json::Value) -> Body {
    Correction {
        corrects: n,
        field: field.to_owned(),
        value,
        because: "it was said again".to_owned(),
        class: Class::Open,
    }
    .into()
}

pub fn retraction(n: u64) -> Body {
    Retraction {
        retracts: n,
        because: "another person".to_owned(),
    }
    .into()
}

pub fn note(words: &str) -> Body {
    Note {
        note: NoteKind::Note,
        by: None,
        words: words.to_owned(),
        occurred: None,
    }
    .into()
}

pub const RECORDED: &str = "2026-03-02T10:00:00.123Z";

/// An act in a new case.
/// An approval that keeps this file.
pub fn approval(sha256: &str) -> Body {
    standfast_model::kinds::Letter {
        letter: 1,
        template: "warning".to_owned(),
        act: standfast_model::lists::LetterAct::Approved,
        by: None,
        occurred: None,
        gaps: vec![],
        pdf_sha256: Some(sha256.to_owned()),
        because: None,
        wording: None,
        values: std::collections::BTreeMap::new(),
        text: None,
        dated: None,
        names_removal: false,
        kept: vec![sha256.to_owned()],
        doubts: vec![],
        how: None,
        measure: None,
        answer: None,
    }
    .into()
}

pub fn opening(name: &str) -> Act {
    Act {
        case: ActCase::New,
        record: vec![case(name)],
        private: Vec::new(),
        staged: Vec::new(),
        recorded: at(RECORDED),
    }
}

/// An act in a case as it stands now.
pub fn act(vault: &Vault, case: CaseNo, record: Vec<Body>) -> Act {
    let line = line(vault, case);
    Act {
        case: ActCase::In {
            case,
            record: line.record,
            private: line.private,
        },
        record,
        private: Vec::new(),
        staged: Vec::new(),
        recorded: at(RECORDED),
    }
}

pub fn line(vault: &Vault, case: CaseNo) -> CaseLine {
    vault
        .cases()
        .unwrap()
        .into_iter()
        .find(|line| line.number == case)
        .unwrap()
}

/// Saves entries of the record log in a case as it stands.
pub fn save(vault: &mut Vault, case: CaseNo, record: Vec<Body>) -> Placed {
    let act = act(vault, case, record);
    vault.commit(act).unwrap()
}

pub fn words(vault: &Vault, case: CaseNo, n: u64) -> String {
    let entry = vault
        .entry(case, Log::Record, n)
        .unwrap()
        .unwrap()
        .read()
        .unwrap();
    match entry.body {
        Body::Contact(contact) => contact.words.unwrap(),
        other => panic!("#{n} is a {}", other.kind().as_str()),
    }
}

pub fn all(vault: &Vault, case: CaseNo, log: Log) -> Vec<Stored> {
    let mut all = Vec::new();
    vault
        .entries(case, log, 0..u64::MAX, None, &mut |stored| {
            all.push(stored);
            Ok(true)
        })
        .unwrap();
    all
}

pub fn numbers(rows: &[standfast_vault::Row]) -> Vec<u64> {
    rows.iter().map(|row| row.n).collect()
}

/// The original's bytes, or `None` where reading fails.
pub fn bytes_of(vault: &Vault, case: CaseNo, sha256: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    vault
        .original(case, sha256)
        .ok()?
        .read_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

/// What a new vault says of itself.
pub fn founding() -> standfast_vault::records::Founding {
    standfast_vault::records::Founding {
        id: "00112233445566778899aabbccddeeff".to_owned(),
        created: at("2026-03-01T09:00:00Z"),
        demonstration: false,
        seed: zeroize::Zeroizing::new([5; 32]),
        head_key: zeroize::Zeroizing::new([6; 32]),
        files: vec![("vault.toml".to_owned(), [7; 32])],
    }
}

/// Bytes that no compression and no chance makes twice.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    Seeded(seed).fill(&mut bytes);
    bytes
}

/// Asserts that checking finds nothing.
#[track_caller]
pub fn assert_clean(vault: &Vault) {
    let verdict = vault.verify(&mut |_, _| {}).unwrap();
    assert!(verdict.problems.is_empty(), "{:#?}", verdict.problems);
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy(&item.path(), &target);
        } else {
            std::fs::copy(item.path(), target).unwrap();
        }
    }
}

impl Home {
    /// Changes the database of a closed vault behind its back, as whoever has its key can.
    pub fn sql(&self, sql: &str) {
        let mut keys = String::new();
        let file = std::fs::File::open(self.folder().join("keys/recovery.age")).unwrap();
        let identity: age::x25519::Identity = self.identity.expose_secret().parse().unwrap();
        age::Decryptor::new_buffered(std::io::BufReader::new(file))
            .unwrap()
            .decrypt(std::iter::once(&identity as &dyn age::Identity))
            .unwrap()
            .read_to_string(&mut keys)
            .unwrap();
        let key = keys
            .lines()
            .nth(1)
            .unwrap()
            .strip_prefix("# database ")
            .unwrap();
        let db = rusqlite::Connection::open(self.folder().join("standfast.db")).unwrap();
        db.execute_batch(&format!(
            "PRAGMA key = \"{key}\"; PRAGMA synchronous = OFF; {sql};"
        ))
        .unwrap();
    }
}
