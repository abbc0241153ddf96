//! A vault from its making to its check, as whoever stands above it uses it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::*;
use standfast_model::{Kind, Log, Occurred};
use standfast_vault::{ActCase, CaseNo, HeadState, Mode, ProblemCode, TimelineFilter, VaultError};

#[test]
fn what_was_saved_is_found_again_and_checks() {
    let (home, mut vault) = Home::new();
    assert_eq!(vault.head(), HeadState::Agrees);
    let knee = vault.commit(opening("knee")).unwrap();
    assert_eq!(
        (knee.case, knee.record.clone(), knee.private),
        (CaseNo(1), 0..1, 0..0)
    );
    assert_eq!(knee.recorded, at(RECORDED));
    let case = knee.case;

    // A contact, later one that happened before it, one of unknown time.
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "Chocolates for you").into()],
    );
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-01-05T08:00:00Z"), "Chocolates again?").into()],
    );
    let unknown = contact(Occurred::not_sure("Europe/London"), "a silent call");
    save(&mut vault, case, vec![unknown.into()]);
    let mut private = act(&vault, case, Vec::new());
    private.private = vec![note("asked the manager")];
    let placed = vault.commit(private).unwrap();
    assert_eq!((placed.record, placed.private), (4..4, 0..1));

    // A small original is a row, a large one a file; the same bytes twice are kept once.
    let (small, large) = (noise(1, 40_000), noise(2, 400_000));
    let staged: Vec<_> = [&small, &large, &large]
        .map(|bytes| vault.stage(&mut bytes.as_slice(), 1 << 30).unwrap())
        .into_iter()
        .collect();
    assert_eq!(staged[1].bytes, 400_000);
    assert_eq!(staged[1].first, large[..8192]);
    let hashes: Vec<_> = staged.iter().map(|s| s.sha256.clone()).collect();
    let mut attach = act(
        &vault,
        case,
        vec![
            exhibit(&staged[0], 1, Some(1)),
            exhibit(&staged[1], 2, Some(1)),
            exhibit(&staged[2], 3, Some(2)),
        ],
    );
    attach.staged = staged;
    vault.commit(attach).unwrap();
    assert_eq!(count_files(&home), 1);
    vault.close().unwrap();
    assert!(!home.folder().join("standfast.db-wal").exists());

    let vault = home.open_with(&passphrase(PASSPHRASE), Mode::Read).unwrap();
    assert_eq!(vault.head(), HeadState::Agrees);
    let line = vault.case("knee").unwrap().unwrap();
    assert_eq!((line.record, line.private, line.closed), (7, 1, false));
    assert_eq!(vault.case("1").unwrap().unwrap(), line);
    assert_eq!(vault.case(&line.id).unwrap().unwrap(), line);
    assert_eq!(vault.case("ankle").unwrap(), None);
    assert_eq!(words(&vault, case, 1), "Chocolates for you");

    // By time occurred, newest first; the unknown time stands where it was recorded.
    let page = |before, limit| {
        vault
            .timeline(case, &TimelineFilter::default(), before, limit)
            .unwrap()
    };
    let first = page(None, 2);
    assert_eq!(numbers(&first), [3, 1]);
    assert_eq!(numbers(&page(Some(first[1].key), 2)), [2]);
    let found = |words: &str| numbers(&vault.search(Some(case), words, None, 50).unwrap());
    assert_eq!(found("chocolates"), [1, 2]);
    assert_eq!(found("FOR chocolates"), [1]);
    assert_eq!(found("chocolates OR call"), [0u64; 0]);
    assert_eq!(found("\"silent"), [3]);
    assert_eq!(found("words:silent *"), [0u64; 0]);
    assert_eq!(found("c1"), [0u64; 0]);
    assert_eq!(found("?!"), [0u64; 0]);
    assert_eq!(found("for\0chocolates"), [1]);
    assert_eq!(found(&"chocolates ".repeat(3_000)), [1, 2]);
    // The private log is never found.
    assert_eq!(found("manager"), [0u64; 0]);
    assert_eq!(
        numbers(&vault.search(None, "silent", None, 50).unwrap()),
        [3]
    );
    let messages = TimelineFilter {
        channel: Some("message".to_owned()),
        ..Default::default()
    };
    assert_eq!(
        numbers(&vault.timeline(case, &messages, None, 50).unwrap()),
        [3, 1, 2]
    );
    let letters = TimelineFilter {
        channel: Some("letter".to_owned()),
        ..Default::default()
    };
    assert!(vault.timeline(case, &letters, None, 50).unwrap().is_empty());
    let february = TimelineFilter {
        from: Some(at("2026-02-01T00:00:00Z")),
        to: Some(at("2026-03-01T00:00:00Z")),
        channel: None,
    };
    assert_eq!(
        numbers(&vault.timeline(case, &february, None, 50).unwrap()),
        [1]
    );

    assert_eq!(vault.exhibit(case, "AB/2").unwrap(), Some(5));
    assert_eq!(vault.exhibit(case, "AB/9").unwrap(), None);
    assert_eq!(vault.exhibits(case).unwrap(), 3);
    let pointing: Vec<_> = vault
        .pointing_at(case, 1)
        .unwrap()
        .iter()
        .map(|s| s.n)
        .collect();
    assert_eq!(pointing, [4, 5]);
    assert_eq!(bytes_of(&vault, case, &hashes[0]).unwrap(), small);
    assert_eq!(bytes_of(&vault, case, &hashes[1]).unwrap(), large);
    assert!(matches!(
        vault.original(case, &"0".repeat(64)),
        Err(VaultError::OriginalMissing { .. })
    ));

    let verdict = vault.verify(&mut |_, _| {}).unwrap();
    assert_eq!(verdict.problems, []);
    assert_eq!(
        (verdict.entries, verdict.originals, verdict.original_bytes),
        (8, 2, 440_000)
    );
    assert_eq!(
        (
            verdict.cases[0].record,
            verdict.cases[0].private,
            verdict.cases[0].shown
        ),
        (7, 1, 8)
    );
    let all = all(&vault, case, Log::Record);
    assert_eq!(all.len(), 7);
    assert!(all.iter().all(|s| s.classes().len() == s.disclosures.len()));
    assert_eq!(all[1].field_names()[0], "channel");
    let only: Vec<_> = all
        .iter()
        .filter(|s| s.kind == "exhibit")
        .map(|s| s.n)
        .collect();
    let mut asked = Vec::new();
    vault
        .entries(case, Log::Record, 0..7, Some(&[Kind::Exhibit]), &mut |s| {
            asked.push(s.n);
            Ok(asked.len() < 2)
        })
        .unwrap();
    assert_eq!(asked, only[..2]);
    drop(vault);

    // Made anew, everything is as it was.
    let mut vault = home.open(Mode::Write).unwrap();
    let mut last = (0, 0);
    let rebuilt = vault.rebuild(&mut |done, of| last = (done, of)).unwrap();
    assert_eq!(
        (
            rebuilt.entries,
            rebuilt.rows,
            rebuilt.changed,
            rebuilt.set_aside
        ),
        (8, 3, 0, 0)
    );
    assert_eq!(last, (8, 8));
    assert_eq!(
        numbers(&vault.search(None, "chocolates", None, 50).unwrap()),
        [1, 2]
    );
    assert_eq!(line, vault.case("knee").unwrap().unwrap());
    assert_clean(&vault);
}

#[test]
fn signed_heads_hold_under_the_keys_that_are_given_out() {
    use standfast_ledger::{Checkpoint, Hash, Manifest, VerifierKey, tree};
    let (_home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    assert!(matches!(
        vault.checkpoint(case, Log::Private),
        Err(VaultError::EmptyLog)
    ));
    assert!(matches!(
        vault.checkpoint(CaseNo(2), Log::Record),
        Err(VaultError::NoCase(2))
    ));
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "a card").into()],
    );
    let key = VerifierKey::parse(&vault.verifier_key(case, Log::Record).unwrap()).unwrap();
    assert_eq!(key.fingerprint().to_string(), vault.facts().fingerprint);
    let note = vault.checkpoint(case, Log::Record).unwrap();
    let head = Checkpoint::open(note.as_bytes(), &[&key], &[]).unwrap();
    let leaves = all(&vault, case, Log::Record);
    assert_eq!(head.size, 2);
    assert_eq!(
        head.root,
        tree::root(leaves.iter().map(|s| Hash::of_leaf(s.leaf.as_bytes())))
    );
    assert_eq!(
        head.root,
        tree::root(leaves.iter().map(|s| Hash::from_bytes(s.hash())))
    );
    let manifest = vault.sign_manifest(case, &[9; 32]).unwrap();
    assert_eq!(
        Manifest::open(manifest.as_bytes(), &key)
            .unwrap()
            .tagmanifest,
        [9; 32]
    );
}

#[test]
fn corrections_move_lines_and_take_no_words_away() {
    let (_home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "roses").into()],
    );
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-15T10:30:00Z"), "a card").into()],
    );
    save(
        &mut vault,
        case,
        vec![correction(1, "words", "lilies".into())],
    );
    save(
        &mut vault,
        case,
        vec![correction(
            1,
            "occurred",
            occurred("2026-02-20T10:00:00Z").to_json(),
        )],
    );
    let timeline = vault
        .timeline(case, &TimelineFilter::default(), None, 50)
        .unwrap();
    assert_eq!(numbers(&timeline), [1, 2]);
    for found in ["roses", "lilies"] {
        assert_eq!(
            numbers(&vault.search(Some(case), found, None, 50).unwrap()),
            [1],
            "{found}"
        );
    }
    save(
        &mut vault,
        case,
        vec![retraction(2), correction(0, "name", "ankle".into())],
    );
    assert_eq!(line(&vault, case).name, "ankle");
    assert_eq!(vault.pointing_at(case, 2).unwrap()[0].kind, "retraction");
    assert_clean(&vault);
    assert_eq!(vault.rebuild(&mut |_, _| {}).unwrap().changed, 0);
    assert_clean(&vault);
}

#[test]
fn identities_are_known_within_their_case() {
    let (_home, mut vault) = Home::new();
    let knee = vault.commit(opening("knee")).unwrap().case;
    let ankle = vault.commit(opening("ankle")).unwrap().case;
    let message = imported(occurred("2026-02-14T10:30:00Z"), "hello", "whatsapp:1");
    save(
        &mut vault,
        knee,
        vec![message.clone().into(), message.into()],
    );
    assert!(vault.knows_identity(knee, "whatsapp:1").unwrap());
    assert!(!vault.knows_identity(knee, "whatsapp:2").unwrap());
    assert!(!vault.knows_identity(ankle, "whatsapp:1").unwrap());
    assert_clean(&vault);
}

#[test]
fn equal_originals_of_two_cases_are_kept_apart() {
    let (home, mut vault) = Home::new();
    let bytes = noise(3, 200_000);
    for name in ["knee", "ankle"] {
        let staged = vault.stage(&mut bytes.as_slice(), 1 << 30).unwrap();
        let mut act = opening(name);
        act.record.push(exhibit(&staged, 1, None));
        act.staged = vec![staged];
        vault.commit(act).unwrap();
    }
    assert_eq!(count_files(&home), 2);
    assert_clean(&vault);
}

#[test]
fn a_clock_set_back_is_kept_as_it_was() {
    let (_home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let mut late = act(
        &vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "a card").into()],
    );
    late.recorded = at("2019-01-01T00:00:00.987654Z");
    let placed = vault.commit(late).unwrap();
    assert_eq!(placed.recorded, at("2019-01-01T00:00:00.987Z"));
    assert_eq!(
        vault.entry(case, Log::Record, 1).unwrap().unwrap().recorded,
        placed.recorded
    );
    assert_clean(&vault);
}

#[test]
fn an_act_made_against_an_older_case_is_refused_and_leaves_nothing() {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let staged = vault
        .stage(&mut noise(4, 300_000).as_slice(), 1 << 30)
        .unwrap();
    let mut stale = act(&vault, case, vec![exhibit(&staged, 1, None)]);
    stale.staged = vec![staged];
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "a card").into()],
    );
    assert!(matches!(vault.commit(stale), Err(VaultError::Moved)));
    assert_eq!(line(&vault, case).record, 2);
    assert_eq!(count_files(&home), 0);
    let nowhere = ActCase::In {
        case: CaseNo(9),
        record: 0,
        private: 0,
    };
    let mut elsewhere = act(&vault, case, vec![retraction(1)]);
    elsewhere.case = nowhere;
    assert!(matches!(
        vault.commit(elsewhere),
        Err(VaultError::NoCase(9))
    ));
    assert_clean(&vault);
}

#[test]
fn an_act_that_does_not_hold_together_is_refused() {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let empty = act(&vault, case, vec![]);
    let wrong_log = act(&vault, case, vec![note("mine")]);
    let no_original = act(&vault, case, vec![exhibit_of(&"ab".repeat(32), 3, 1, None)]);
    let staged = vault
        .stage(&mut noise(5, 300_000).as_slice(), 1 << 30)
        .unwrap();
    let mut unnamed = act(&vault, case, vec![retraction(0)]);
    unnamed.staged = vec![staged];
    let mut no_case = opening("ankle");
    no_case.record = vec![retraction(0)];
    for act in [empty, wrong_log, no_original, unnamed, no_case] {
        let refused = vault.commit(act).err().unwrap();
        assert!(matches!(refused, VaultError::Act(_)), "{refused}");
        assert_eq!(refused.exit(), 3);
    }
    assert_eq!(vault.cases().unwrap().len(), 1);
    assert_eq!(count_files(&home), 0);
    assert_clean(&vault);
}

#[test]
fn what_a_letter_keeps_is_an_original_that_the_private_log_names() {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let bytes = noise(6, 300_000);
    let staged = vault.stage(&mut bytes.as_slice(), 1 << 30).unwrap();
    let sha256 = staged.sha256.clone();
    let mut approve = act(&vault, case, vec![]);
    approve.private = vec![approval(&sha256)];
    approve.staged = vec![staged];
    vault.commit(approve).unwrap();
    assert_eq!(bytes_of(&vault, case, &sha256), Some(bytes));
    assert_clean(&vault);
    // Sent: the exhibit names what is there already.
    save(
        &mut vault,
        case,
        vec![exhibit_of(&sha256, 300_000, 1, None)],
    );
    assert_eq!(count_files(&home), 1);
    assert_clean(&vault);
    let mut nothing = act(&vault, case, vec![]);
    nothing.private = vec![approval(&"ab".repeat(32))];
    assert!(matches!(vault.commit(nothing), Err(VaultError::Act(_))));

    // Gone from the disk: both that name it are named.
    vault.close().unwrap();
    std::fs::remove_dir_all(home.folder().join("originals")).unwrap();
    let vault = home.open(Mode::Read).unwrap();
    let missing: Vec<String> = vault
        .verify(&mut |_, _| {})
        .unwrap()
        .problems
        .into_iter()
        .filter(|problem| problem.code == ProblemCode::OriginalMissing)
        .map(|problem| problem.item)
        .collect();
    assert_eq!(missing, ["AB/1", "P0"]);
}

#[test]
fn an_original_that_is_too_long_or_breaks_off_is_not_kept() {
    struct Breaks(u64);
    impl std::io::Read for Breaks {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let read = buffer.len().min(usize::try_from(self.0).unwrap());
            self.0 -= read as u64;
            if read == 0 {
                Err(std::io::Error::other("cut"))
            } else {
                Ok(read)
            }
        }
    }
    let (home, mut vault) = Home::new();
    let bytes = noise(6, 300_000);
    for limit in [10, 128 * 1024, 299_999] {
        let refused = vault.stage(&mut bytes.as_slice(), limit).err().unwrap();
        assert!(
            matches!(refused, VaultError::TooLarge { limit: said } if said == limit),
            "{refused}"
        );
    }
    assert_eq!(
        vault.stage(&mut bytes.as_slice(), 300_000).unwrap().bytes,
        300_000
    );
    for length in [10, 500_000] {
        let refused = vault.stage(&mut Breaks(length), 1 << 30).err().unwrap();
        assert!(matches!(refused, VaultError::Input(_)), "{refused}");
    }
    assert_eq!(vault.stage(&mut std::io::empty(), 10).unwrap().bytes, 0);
    assert_eq!(count_files(&home), 0);
}

#[test]
fn what_is_changed_behind_the_vaults_back_is_named() {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let staged = vault
        .stage(&mut noise(8, 300_000).as_slice(), 1 << 30)
        .unwrap();
    let sha256 = staged.sha256.clone();
    let mut attach = act(&vault, case, vec![exhibit(&staged, 1, None)]);
    attach.staged = vec![staged];
    vault.commit(attach).unwrap();
    vault.close().unwrap();
    let file = files(&home).pop().unwrap();
    let kept = std::fs::read(&file).unwrap();

    let mut changed = kept.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    std::fs::write(&file, &changed).unwrap();
    let vault = home.open(Mode::Read).unwrap();
    assert_eq!(
        problems(&vault),
        [(ProblemCode::OriginalChanged, "AB/1".to_owned())]
    );
    assert_eq!(bytes_of(&vault, case, &sha256), None);

    std::fs::remove_file(&file).unwrap();
    assert_eq!(
        problems(&vault),
        [(ProblemCode::OriginalMissing, "AB/1".to_owned())]
    );
    assert!(matches!(
        vault.original(case, &sha256),
        Err(VaultError::OriginalMissing { .. })
    ));
    std::fs::write(&file, &kept).unwrap();
    assert_clean(&vault);

    for (name, code) in [
        ("vault.toml", ProblemCode::ContainerBad),
        ("keys/passphrase.age", ProblemCode::ContainerBad),
    ] {
        let path = home.folder().join(name);
        let kept = std::fs::read(&path).unwrap();
        std::fs::write(&path, [kept.as_slice(), b"\n"].concat()).unwrap();
        assert_eq!(problems(&vault), [(code, name.to_owned())]);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(problems(&vault), [(code, name.to_owned())]);
        std::fs::write(&path, kept).unwrap();
    }
    std::fs::write(home.folder().join("keys/holder-x.age"), "x").unwrap();
    assert_eq!(
        problems(&vault),
        [(ProblemCode::FileUnknown, "keys/holder-x.age".to_owned())]
    );
}

fn problems(vault: &standfast_vault::Vault) -> Vec<(ProblemCode, String)> {
    let verdict = vault.verify(&mut |_, _| {}).unwrap();
    verdict
        .problems
        .into_iter()
        .map(|p| (p.code, p.item))
        .collect()
}

/// The files of originals.
fn files(home: &Home) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for folder in std::fs::read_dir(home.folder().join("originals")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            files.push(file.unwrap().path());
        }
    }
    files
}

fn count_files(home: &Home) -> usize {
    files(home).len()
}
