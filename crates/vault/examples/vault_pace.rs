//! The vault's bars, measured: `cargo run --release -p standfast-vault --example vault_pace [ENTRIES…]`.
//!
//! Builds a vault of each size (1,000, 100,000 and 1,000,000 entries unless others are named), in batches
//! of 1,000 entries a commit, and prints a line a number: `name: value unit (bar …)`. Run it on an
//! otherwise idle machine with some 6 GB free where temporary files lie.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use standfast_model::kinds::{Case, Contact, Exhibit, Source};
use standfast_model::lists::{Channel, Party};
use standfast_model::{Body, Class, Log, Occurred, Precision};
use standfast_vault::{
    Act, ActCase, CaseNo, Create, Mode, OsEntropy, Place, SecretString, Staged, TimelineFilter,
    Unlock, Vault,
};

const BATCH: u64 = 1_000;
/// An original for so many entries: 350 MB beside 100,000.
const ENTRIES_PER_ORIGINAL: u64 = 1_000;
const ORIGINAL_BYTES: usize = 3_500_000;

/// A vault being measured.
struct Home {
    dir: tempfile::TempDir,
    key: Unlock,
    entries: u64,
}

fn main() {
    let mut sizes: Vec<u64> = std::env::args()
        .skip(1)
        .map(|size| size.replace('_', "").parse().expect("a number"))
        .collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 100_000, 1_000_000];
    }
    let mut adds: Vec<(u64, Duration)> = Vec::new();
    for size in sizes {
        let home = Home::build(size);
        let add = home.contacts();
        adds.push((size, add));
        home.opening();
        home.finding();
        if (10_000..1_000_000).contains(&size) {
            home.checking();
        }
    }
    if let ([(small, first), .., (large, last)], true) = (adds.as_slice(), adds.len() > 1) {
        let ratio = last.as_secs_f64() / first.as_secs_f64();
        println!("add at {large} against {small}: {ratio:.2} times (bar 1.5)");
    }
}

impl Home {
    /// A vault with one case and `size` entries, closed.
    fn build(size: u64) -> Home {
        let dir = tempfile::tempdir().unwrap();
        let how = Create {
            passphrase: SecretString::from("bench".to_owned()),
            demonstration: true,
            created: start(),
        };
        let (folder, state) = (dir.path().join("vault"), dir.path().join("state"));
        let place = Place {
            folder: &folder,
            state: Some(&state),
        };
        let created = Vault::create(&place, how, Box::new(OsEntropy)).unwrap();
        let mut vault = created.vault;
        let began = Instant::now();
        let mut at = ActCase::New;
        let mut record = 0;
        while record < size {
            let end = (record + BATCH).min(size);
            let bodies = (record..end)
                .map(|n| if n == 0 { case() } else { contact(n).into() })
                .collect();
            vault.commit(act(at, bodies, Vec::new(), end)).unwrap();
            record = end;
            at = ActCase::In {
                case: CaseNo(1),
                record,
                private: 0,
            };
        }
        let took = began.elapsed();
        println!(
            "build {size}: {:.0} entries/s",
            size as f64 / took.as_secs_f64()
        );
        vault.close().unwrap();
        let bytes = std::fs::metadata(folder.join("standfast.db"))
            .unwrap()
            .len();
        println!(
            "database {size}: {:.0} bytes/entry",
            bytes as f64 / size as f64
        );
        Home {
            dir,
            key: Unlock::Identity(created.recovery_key),
            entries: size,
        }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("vault")
    }

    fn open(&self, mode: Mode) -> Vault {
        let (folder, state) = (self.folder(), self.dir.path().join("state"));
        let place = Place {
            folder: &folder,
            state: Some(&state),
        };
        Vault::open(&place, &self.key, mode, Box::new(OsEntropy)).unwrap()
    }

    /// One acknowledged contact, an act each.
    fn contacts(&self) -> Duration {
        let mut vault = self.open(Mode::Write);
        let mut record = self.entries;
        let mut took: Vec<Duration> = (0..300)
            .map(|i| {
                let at = ActCase::In {
                    case: CaseNo(1),
                    record,
                    private: 0,
                };
                let act = act(
                    at,
                    vec![contact(self.entries + i).into()],
                    Vec::new(),
                    record,
                );
                let began = Instant::now();
                vault.commit(act).unwrap();
                record += 1;
                began.elapsed()
            })
            .collect();
        took.sort_unstable();
        let (median, high) = (took[took.len() / 2], took[took.len() * 95 / 100]);
        println!(
            "contact at {}: {:.2} ms median (bar 2.5)",
            self.entries,
            ms(median)
        );
        println!("contact at {} p95: {:.2} ms", self.entries, ms(high));
        // Every so many commits the search index merges: that is in the mean.
        let mean = took.iter().sum::<Duration>() / u32::try_from(took.len()).unwrap();
        println!("contact at {} mean: {:.2} ms", self.entries, ms(mean));
        vault.close().unwrap();
        median
    }

    fn opening(&self) {
        let took = median(9, || {
            let began = Instant::now();
            let vault = self.open(Mode::Write);
            let took = began.elapsed();
            assert_eq!(vault.cases().unwrap()[0].record, self.entries + 300);
            vault.close().unwrap();
            took
        });
        println!(
            "open {} with identity: {:.1} ms (bar 40)",
            self.entries,
            ms(took)
        );
    }

    /// The first of each kind after reopening, then the median.
    fn finding(&self) {
        let vault = self.open(Mode::Read);
        let case = CaseNo(1);
        let at = self.entries;
        let measure = |name: &str, wanted: usize, find: &dyn Fn() -> usize| {
            let began = Instant::now();
            let found = find();
            let first = began.elapsed();
            assert_eq!(found, wanted, "{name}");
            println!(
                "{name} at {at}, first after reopening: {:.2} ms (bar 10)",
                ms(first)
            );
            let again = median(20, || {
                let began = Instant::now();
                find();
                began.elapsed()
            });
            println!("{name} at {at}: {:.2} ms (bar 10)", ms(again));
        };
        let page = 50;
        measure("timeline page", 50, &|| {
            vault
                .timeline(case, &TimelineFilter::default(), None, page)
                .unwrap()
                .len()
        });
        measure("search, a word in 30 %", 50, &|| {
            vault
                .search(Some(case), "chocolates", None, page)
                .unwrap()
                .len()
        });
        measure("search all, a word in 30 %", 50, &|| {
            vault.search(None, "chocolates", None, page).unwrap().len()
        });
        measure("search, a rare word", 3, &|| {
            vault
                .search(Some(case), "periwinkle", None, page)
                .unwrap()
                .len()
        });
        measure("timeline page of a channel", 50, &|| {
            let letters = TimelineFilter {
                channel: Some("letter".to_owned()),
                ..Default::default()
            };
            vault.timeline(case, &letters, None, page).unwrap().len()
        });
    }

    /// `verify` against `openssl dgst -sha256` over as many bytes, in one run.
    fn checking(&self) {
        let mut vault = self.open(Mode::Write);
        let mut record = self.entries + 300;
        let originals = self.entries / ENTRIES_PER_ORIGINAL;
        for number in 1..=originals {
            let bytes = noise(number, ORIGINAL_BYTES);
            let staged = vault.stage(&mut bytes.as_slice(), 1 << 40).unwrap();
            let exhibit = exhibit(&staged, number);
            let at = ActCase::In {
                case: CaseNo(1),
                record,
                private: 0,
            };
            vault
                .commit(act(at, vec![exhibit], vec![staged], record))
                .unwrap();
            record += 1;
        }
        vault.close().unwrap();

        let file = self.dir.path().join("bytes");
        let bytes = originals * ORIGINAL_BYTES as u64;
        std::fs::write(&file, noise(0, usize::try_from(bytes).unwrap())).unwrap();
        let openssl = median(5, || openssl(&file));
        let vault = self.open(Mode::Read);
        let took = median(3, || {
            let began = Instant::now();
            let verdict = vault.verify(&mut |_, _| {}).unwrap();
            assert!(verdict.problems.is_empty(), "{:?}", verdict.problems);
            assert_eq!((verdict.entries, verdict.original_bytes), (record, bytes));
            began.elapsed()
        });
        let bar = 3.0 * openssl.as_secs_f64() + 25e-6 * record as f64;
        println!(
            "openssl over {} MB: {:.2} s",
            bytes / 1_000_000,
            openssl.as_secs_f64()
        );
        println!(
            "verify {record}: {:.2} s (bar {bar:.2})",
            took.as_secs_f64()
        );
        drop(vault);
        let mut vault = self.open(Mode::Write);
        let began = Instant::now();
        let rebuilt = vault.rebuild(&mut |_, _| {}).unwrap();
        assert_eq!(rebuilt.changed, 0);
        println!("rebuild {record}: {:.1} s", began.elapsed().as_secs_f64());
        assert_eq!(
            vault
                .entry(CaseNo(1), Log::Record, 0)
                .unwrap()
                .unwrap()
                .kind,
            "case"
        );
    }
}

fn openssl(file: &Path) -> Duration {
    let began = Instant::now();
    let status = Command::new("openssl")
        .args(["dgst", "-sha256"])
        .arg(file)
        .output()
        .unwrap()
        .status;
    assert!(status.success());
    began.elapsed()
}

fn median(times: usize, mut run: impl FnMut() -> Duration) -> Duration {
    let mut took: Vec<Duration> = (0..times).map(|_| run()).collect();
    took.sort_unstable();
    took[times / 2]
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

fn start() -> Timestamp {
    Timestamp::constant(1_500_000_000, 0)
}

fn act(case: ActCase, record: Vec<Body>, staged: Vec<Staged>, n: u64) -> Act {
    let recorded = start() + SignedDuration::from_secs(i64::try_from(n).unwrap() * 240);
    Act {
        case,
        record,
        private: Vec::new(),
        staged,
        recorded,
    }
}

fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed + 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        bytes.extend_from_slice(&(state ^ (state >> 29)).to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

fn case() -> Body {
    Case {
        name: Some("bench".to_owned()),
        clinician: Some("Dr Ada Brook".to_owned()),
        initials: Some("AB".to_owned()),
        setting: None,
        jurisdiction: None,
        zone: Some("Europe/London".to_owned()),
        subject: None,
        relation: None,
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    }
    .into()
}

/// A contact with ten fields, as an import seals it: mostly in order of time, some late.
fn contact(n: u64) -> Contact {
    const WORDS: [&str; 12] = [
        "please",
        "answer",
        "yesterday",
        "waiting",
        "surgery",
        "letter",
        "thinking",
        "about",
        "you",
        "again",
        "tomorrow",
        "garden",
    ];
    let mut dice = noise(n, 40);
    dice.push(0);
    let mut words = String::new();
    for die in &dice[..14] {
        words.push_str(WORDS[usize::from(*die) % WORDS.len()]);
        words.push(' ');
    }
    words.push_str(&format!("number{n} "));
    if n % 10 < 3 {
        words.push_str("chocolates ");
    }
    if [17, 400, 801].contains(&n) {
        words.push_str("periwinkle");
    }
    let late = if n % 50 == 7 { 40_000 } else { 0 };
    let minutes = (i64::try_from(n).unwrap() * 4 - late).max(0);
    let from = start() + SignedDuration::from_mins(minutes);
    Contact {
        channel: Some(if n.is_multiple_of(20) {
            Channel::Letter
        } else {
            Channel::Message
        }),
        platform: Some("whatsapp".to_owned()),
        from: if n.is_multiple_of(3) {
            Party::Clinician
        } else {
            Party::Subject
        },
        from_account: Some("07700 900123".to_owned()),
        towards: None,
        occurred: Occurred {
            text: from.to_string(),
            from: Some(from),
            until: Some(from + SignedDuration::from_mins(1)),
            zone: "Europe/London".to_owned(),
            precision: Precision::Minute,
            doubt: None,
        },
        title: None,
        words: Some(words),
        signs: Vec::new(),
        effect: Some("uneasy".to_owned()),
        reply: None,
        clinical: None,
        place: Some("at work".to_owned()),
        witnesses: vec!["a colleague".to_owned()],
        marks: vec!["edited".to_owned()],
        doubts: Vec::new(),
        source: Some(Source {
            import: 1,
            position: format!("line {n}"),
            identity: Some(format!("bench:{n}")),
        }),
    }
}

fn exhibit(staged: &Staged, number: u64) -> Body {
    Exhibit {
        reference: format!("AB/{number}"),
        of: Some(1),
        what: Some("film".to_owned()),
        media_type: Some("video/mp4".to_owned()),
        found: None,
        produced_by: None,
        claimed: None,
        from: None,
        name: format!("film {number}.mp4"),
        bytes: staged.bytes,
        sha256: staged.sha256.clone(),
        class: Class::Open,
    }
    .into()
}
