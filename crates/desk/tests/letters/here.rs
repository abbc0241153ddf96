//! A case with a desk on it, and what a letter is filled with.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::letter::{SaidApproval, SaidSent};
use standfast_desk::vault::{Create, Mode, OsEntropy, Place, SecretString, Unlock};
use standfast_desk::{Clock, Desk};
use tempfile::TempDir;

/// 20 February 2026, 4pm in London.
pub const NOW: i64 = 1_771_603_200;

struct Shown(Arc<AtomicI64>);
impl Clock for Shown {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

pub struct Here {
    pub folder: TempDir,
    pub clock: Arc<AtomicI64>,
    pub desk: Desk,
    pub key: Unlock,
}

impl Here {
    /// A case in general practice in England with a declaration of 9 February.
    pub fn new() -> Self {
        Self::with(SaidCase {
            clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
            initials: Some("WAQ".to_owned()),
            setting: Some("gp".to_owned()),
            jurisdiction: Some("england".to_owned()),
            subject: Some("Corvin Tallowmere".to_owned()),
            ..SaidCase::default()
        })
    }

    pub fn with(case: SaidCase) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(AtomicI64::new(NOW));
        let vault = folder.path().join("vault");
        let place = Place {
            folder: &vault,
            state: None,
        };
        let opening = Desk::create(
            &place,
            Create {
                passphrase: SecretString::from("oak tin rope".to_owned()),
                demonstration: true,
                created: Timestamp::from_second(NOW).unwrap(),
            },
            Box::new(Shown(Arc::clone(&clock))),
            Box::new(OsEntropy),
        )
        .unwrap();
        let mut desk = opening.desk;
        desk.case_new("knee", case).unwrap();
        let contact = SaidContact {
            channel: Some("message".to_owned()),
            when: Some("9 Feb 2026 19:48".to_owned()),
            words: Some("I have strong feelings for you.".to_owned()),
            signs: vec!["declaration".to_owned()],
            ..SaidContact::default()
        };
        desk.contact_add("knee", contact).unwrap();
        Here {
            folder,
            clock,
            desk,
            key: Unlock::Passphrase(SecretString::from("oak tin rope".to_owned())),
        }
    }

    pub fn again(self) -> Self {
        let Here {
            folder,
            clock,
            desk,
            key,
        } = self;
        desk.close().unwrap();
        let vault = folder.path().join("vault");
        let place = Place {
            folder: &vault,
            state: None,
        };
        let desk = Desk::open(
            &place,
            &key,
            Mode::Write,
            Box::new(Shown(Arc::clone(&clock))),
            Box::new(OsEntropy),
        )
        .unwrap();
        Here {
            folder,
            clock,
            desk,
            key,
        }
    }

    pub fn warning(&mut self) -> u64 {
        self.desk
            .letter_draft("knee", "warning", fields(), None)
            .unwrap()
            .letter
    }
}

pub fn fields() -> BTreeMap<String, String> {
    [
        ("practice", "Thistlequern Surgery"),
        ("practice-address", "1 Quern Square, Thistlequern ZZ9 9ZZ"),
        ("practice-phone", "020 7946 0417"),
        ("subject-address", "14 Quern Row\nThistlequern"),
        ("greeting-name", "Mr Tallowmere"),
        ("conduct", "your message of 9 February"),
        ("signed-by", "Oriel Stavebrook"),
        ("role", "Practice manager"),
        ("signer-phone", "020 7946 0418"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

pub fn by(name: &str) -> SaidApproval {
    SaidApproval {
        by: Some(name.to_owned()),
        ..SaidApproval::default()
    }
}

pub fn post() -> SaidSent {
    SaidSent {
        how: Some("first-class post, signed for".to_owned()),
        ..SaidSent::default()
    }
}
