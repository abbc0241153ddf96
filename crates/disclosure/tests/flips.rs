//! One bit of a bundle is changed: found, named with its item, never a panic. And bytes at random.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod made;

use std::ops::Range;

use made::{Case, Drawn, checked, problems, raw};
use proptest::prelude::*;
use standfast_disclosure::verify::Check;

/// The places of a bundle that say nothing: time stamps, attributes, versions. A change there shows
/// as `repacked` and nowhere else (contract, "The zip").
fn silent(zip: &[u8]) -> Vec<Range<usize>> {
    raw::members(zip)
        .into_iter()
        .flat_map(|m| {
            let (local, central) = (m.local.start, m.central.start);
            [
                local + 4..local + 6,
                local + 10..local + 14,
                central + 4..central + 8,
                central + 12..central + 16,
                central + 36..central + 42,
            ]
        })
        .collect()
}

/// What stands at a place.
fn place(zip: &[u8], at: usize) -> String {
    for m in raw::members(zip) {
        for (what, range) in [
            ("header", m.local),
            ("bytes", m.data),
            ("record", m.central),
        ] {
            if range.contains(&at) {
                return format!("{what} of {} + {}", m.name, at - range.start);
            }
        }
    }
    format!("end - {}", zip.len() - at)
}

/// The item that must be named for a place inside a file; `None` outside of files.
fn item(zip: &[u8], at: usize) -> Option<String> {
    let member = raw::members(zip)
        .into_iter()
        .find(|m| m.data.contains(&at))?;
    let path = member.name.strip_prefix("lamp-police/").unwrap();
    Some(match path {
        "data/originals/ABC-1 card.jpg" => "ABC/1".to_owned(),
        "data/originals/ABC-2 page.html.original" => "ABC/2".to_owned(),
        "tagmanifest-sha256.txt" | "manifest.note" => "manifest".to_owned(),
        path => path.to_owned(),
    })
}

#[test]
fn a_flipped_bit_is_found_wherever_it_is() {
    let good = Case::small().zip();
    let silent = silent(&good);
    let mut drawn = Drawn(20_260_312);
    let mut places: Vec<usize> = (0..1_000)
        .map(|_| drawn.next() as usize % good.len())
        .collect();
    // All headers of one member, and the end of the zip, besides.
    let m = raw::member(&good, "data/key.vkey");
    places.extend(m.local.step_by(2).chain(m.central.step_by(2)));
    places.extend(good.len() - 22..good.len());
    let (mut named, mut refused, mut quiet) = (0, 0, 0);
    for at in places {
        let mut zip = good.clone();
        zip[at] ^= 1 << (drawn.next() % 8);
        let here = || format!("at {at}: {}", place(&good, at));
        match checked(&zip, &Check::default()) {
            Ok(verdict) if verdict.exit() == 5 => {
                named += 1;
                let problems = problems(&verdict);
                assert!(
                    problems.iter().all(|p| !p.ends_with(' ')),
                    "{} {problems:?}",
                    here()
                );
                let item = item(&good, at);
                let found = problems.iter().any(|p| match &item {
                    Some(item) => p.ends_with(&format!(" {item}")),
                    None => p.starts_with("container-bad ") || p.starts_with("file-unknown "),
                });
                assert!(found, "{}: {problems:?}", here());
            }
            Ok(verdict) => {
                assert_eq!(verdict.exit(), 0, "{}", here());
                assert!(verdict.repacked, "{} went unnoticed", here());
                assert!(
                    silent.iter().any(|range| range.contains(&at)),
                    "{} was only repacked",
                    here()
                );
                quiet += 1;
            }
            Err(error) => {
                assert!(!error.is_outside(), "{} {error}", here());
                assert!(
                    at >= raw::members(&good)[0].central.start,
                    "{} {error}",
                    here()
                );
                refused += 1;
            }
        }
    }
    assert!(
        named >= 600,
        "{named} named, {refused} refused, {quiet} repacked"
    );
    assert!(refused > 0 && quiet > 0);
}

#[test]
fn a_flipped_bit_in_an_original_names_the_exhibit_alone() {
    let good = Case::small().zip();
    let mut drawn = Drawn(3);
    for (path, reference) in [
        ("data/originals/ABC-1 card.jpg", "ABC/1"),
        ("data/originals/ABC-2 page.html.original", "ABC/2"),
    ] {
        let bytes = raw::member(&good, path).data;
        for _ in 0..20 {
            let mut zip = good.clone();
            zip[bytes.start + drawn.next() as usize % bytes.len()] ^= 1 << (drawn.next() % 8);
            let verdict = checked(&zip, &Check::default()).unwrap();
            assert_eq!(
                problems(&verdict),
                [format!("original-changed {reference}")]
            );
            assert_eq!((verdict.exit(), verdict.originals), (5, 1));
        }
    }
}

#[test]
fn a_flipped_bit_in_a_compressed_bundle_is_found_too() {
    let files = made::files::Files::of(&Case::small().zip());
    let good = files.packed("lamp-police/", zip::CompressionMethod::Deflated);
    let mut drawn = Drawn(5);
    for _ in 0..200 {
        let at = drawn.next() as usize % good.len();
        let mut zip = good.clone();
        zip[at] ^= 1 << (drawn.next() % 8);
        // Times may change and nothing be said: it was repacked before. All else is said.
        if let Ok(verdict) = checked(&zip, &Check::default()) {
            assert!(verdict.repacked);
            assert!(verdict.exit() == 5 || verdict.exit() == 0, "at {at}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    /// Bytes put anywhere, parts cut out, parts doubled: a verdict or a refusal, never a panic.
    #[test]
    fn no_bytes_make_it_stumble(
        edits in prop::collection::vec((any::<u32>(), prop::collection::vec(any::<u8>(), 0..12), 0usize..40), 1..6)
    ) {
        let mut zip = Case::small().zip();
        for (at, bytes, gone) in edits {
            let at = at as usize % zip.len().max(1);
            let to = (at + gone).min(zip.len());
            zip.splice(at..to, bytes);
        }
        let _ = checked(&zip, &Check::default());
    }

    /// As before, but only in what the zip says of itself, where every number is a trap.
    #[test]
    fn no_numbers_make_it_stumble(edits in prop::collection::vec((any::<u32>(), any::<u32>()), 1..8)) {
        let mut zip = Case::small().zip();
        let places: Vec<usize> = raw::members(&zip)
            .into_iter()
            .flat_map(|m| (m.local.start..m.local.start + 27).chain(m.central.start..m.central.start + 43))
            .chain(zip.len() - 22..zip.len() - 3)
            .collect();
        for (at, value) in edits {
            let at = places[at as usize % places.len()];
            let value = if value % 3 == 0 { u32::MAX } else { value };
            zip[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        let _ = checked(&zip, &Check::default());
    }
}
