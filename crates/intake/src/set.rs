//! Which files are parts of one download, by their names.
//!
//! Only names that a site or a program gives to parts count: two exports that a person numbered
//! are two. What is in them decides nothing here, and nothing that was not given is looked for.

use std::path::{Path, PathBuf};

/// How files belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joins {
    /// One by itself.
    Alone,
    /// Each is an archive; what is in them is one.
    Files,
    /// Put behind each other they are one file.
    Bytes,
}

/// Files that are read as one.
pub(crate) struct Set<T> {
    pub(crate) files: Vec<T>,
    pub(crate) joins: Joins,
    /// Numbers that are not there, in words.
    pub(crate) missing: Vec<String>,
}

impl<T> Set<T> {
    pub(crate) fn alone(file: T) -> Self {
        Set {
            files: vec![file],
            joins: Joins::Alone,
            missing: Vec::new(),
        }
    }
}

/// Missing numbers that are named; more are counted.
const NAMED: usize = 20;
/// A set of more parts is none.
const MOST: u32 = 10_000;

/// What the name of a part says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Numbered {
    joins: Joins,
    /// The same for all parts.
    stem: String,
    /// Takeout counts the parts of each of its archives by themselves.
    group: u32,
    number: u32,
    /// How many there are, where the name says so.
    of: Option<u32>,
}

/// Groups files by their names, each set where its first part stood.
pub(crate) fn group(paths: &[PathBuf]) -> Vec<Set<PathBuf>> {
    let name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.into_owned()
    };
    let folder = |path: &PathBuf| path.parent().map(Path::to_owned).unwrap_or_default();
    group_by(paths.iter().cloned(), name, |path| !path.is_dir(), folder)
}

/// Groups anything that has a name; only what `can` be a part, and stands in the same folder.
pub(crate) fn group_by<T, F: PartialEq>(
    files: impl IntoIterator<Item = T>,
    name: impl Fn(&T) -> String,
    can: impl Fn(&T) -> bool,
    folder: impl Fn(&T) -> F,
) -> Vec<Set<T>> {
    struct Group<T, F> {
        key: Option<(String, F)>,
        files: Vec<(Numbered, T)>,
        alone: Option<T>,
    }
    let mut groups: Vec<Group<T, F>> = Vec::new();
    for file in files {
        let numbered = numbered(&name(&file)).filter(|_| can(&file));
        let Some(numbered) = numbered else {
            groups.push(Group {
                key: None,
                files: Vec::new(),
                alone: Some(file),
            });
            continue;
        };
        let key = Some((numbered.stem.clone(), folder(&file)));
        let known = groups.iter_mut().find(|g| {
            let same = |n: &Numbered| (n.group, n.number) == (numbered.group, numbered.number);
            // The same part twice is another copy of it, read by itself.
            g.key == key && !g.files.iter().any(|(n, _)| same(n))
        });
        match known {
            Some(group) => group.files.push((numbered, file)),
            None => groups.push(Group {
                key,
                files: vec![(numbered, file)],
                alone: None,
            }),
        }
    }
    groups
        .into_iter()
        .map(|mut group| match group.alone.take() {
            Some(file) => Set::alone(file),
            None => set(group.files),
        })
        .collect()
}

fn set<T>(mut files: Vec<(Numbered, T)>) -> Set<T> {
    files.sort_by_key(|(n, _)| (n.group, n.number));
    let mut missing = Vec::new();
    let mut more = 0_u32;
    let groups: std::collections::BTreeSet<u32> = files.iter().map(|(n, _)| n.group).collect();
    for group in &groups {
        let own = || files.iter().filter(|(n, _)| n.group == *group);
        let last = own().map(|(n, _)| n.of.unwrap_or(0).max(n.number)).max();
        let there: std::collections::BTreeSet<u32> = own().map(|(n, _)| n.number).collect();
        for number in 1..=last.unwrap_or(0).min(MOST) {
            if there.contains(&number) {
                continue;
            }
            if missing.len() < NAMED {
                missing.push(if groups.len() > 1 {
                    format!("{group}-{number:03}")
                } else {
                    format!("number {number}")
                });
            } else {
                more += 1;
            }
        }
    }
    if more > 0 {
        missing.push(format!("{more} more"));
    }
    let joins = files.first().map_or(Joins::Alone, |(n, _)| n.joins);
    Set {
        files: files.into_iter().map(|(_, file)| file).collect(),
        joins,
        missing,
    }
}

/// Endings of archives.
const ENDINGS: &[&str] = &[".zip", ".tgz", ".tar.gz", ".tar"];
/// How downloads are named whose parts bear a bare number.
const SITES: &[&str] = &[
    "takeout-",
    "facebook-",
    "messenger-",
    "instagram-",
    "meta-",
    "twitter-",
];

/// Whether a name is that of an archive.
pub(crate) fn is_archive(name: &str) -> bool {
    let name = without_number(name).to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// `whole.zip` of `whole.zip.002`; any other name as it is.
pub(crate) fn without_number(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((whole, number)) if digits(number, 3) => whole,
        _ => name,
    }
}

fn digits(text: &str, many: usize) -> bool {
    text.len() == many && text.bytes().all(|b| b.is_ascii_digit())
}

fn numbered(name: &str) -> Option<Numbered> {
    let name = name.to_ascii_lowercase();
    let whole = without_number(&name);
    let ending = |name: &str| ENDINGS.iter().find(|e| name.ends_with(**e)).copied();
    if whole != name {
        ending(whole)?;
        return Some(Numbered {
            joins: Joins::Bytes,
            stem: whole.to_owned(),
            group: 0,
            number: name.rsplit_once('.')?.1.parse().ok()?,
            of: None,
        })
        .filter(|n| n.number > 0);
    }
    let ending = ending(&name)?;
    let stem = name.strip_suffix(ending)?;
    // A browser's copy.
    let stem = match stem.strip_suffix(')').and_then(|s| s.rsplit_once(" (")) {
        Some((bare, copy)) if copy.bytes().all(|b| b.is_ascii_digit()) => bare,
        _ => stem,
    };
    let found = by_word(stem).or_else(|| by_site(stem));
    let (stem, group, number, of) = found?;
    (1..=MOST).contains(&number).then(|| Numbered {
        joins: Joins::Files,
        stem: format!("{stem}{ending}"),
        group,
        number,
        of,
    })
}

/// `name-part-2`, `name.part02`, `name-part-2-of-3`.
fn by_word(stem: &str) -> Option<(&str, u32, u32, Option<u32>)> {
    let mark = |c: char| matches!(c, '-' | '_' | ' ' | '.');
    let (before, last) = number_at_end(stem)?;
    let words = before.trim_end_matches(mark);
    let (stem, number, of) = match words.strip_suffix("of") {
        Some(rest) if rest.ends_with(mark) => {
            let (before, number) = number_at_end(rest.trim_end_matches(mark))?;
            (before.trim_end_matches(mark), number, Some(last))
        }
        _ => (words, last, None),
    };
    let stem = stem.strip_suffix("part")?;
    (stem.is_empty() || stem.ends_with(mark)).then_some((stem, 0, number, of))
}

/// `takeout-20260301T101500Z-001`, `takeout-20260301T101500Z-3-001`.
fn by_site(stem: &str) -> Option<(&str, u32, u32, Option<u32>)> {
    let site = SITES.iter().find(|site| stem.starts_with(**site))?;
    let (before, number) = stem.rsplit_once('-')?;
    if !digits(number, 3) {
        return None;
    }
    let number = number.parse().ok()?;
    if *site == "takeout-"
        && let Some((stem, group)) = before.rsplit_once('-')
        && group.len() <= 3
        && let Ok(group) = group.parse()
    {
        return Some((stem, group, number, None));
    }
    Some((before, 0, number, None))
}

fn number_at_end(text: &str) -> Option<(&str, u32)> {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_prefix(bare)?;
    Some((bare, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::PathBuf;

    use super::{Joins, group};

    fn sets(names: &[&str]) -> Vec<(Vec<String>, Joins, Vec<String>)> {
        let paths: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
        let text = |path: &PathBuf| path.to_string_lossy().into_owned();
        group(&paths)
            .into_iter()
            .map(|s| (s.files.iter().map(text).collect(), s.joins, s.missing))
            .collect()
    }

    #[test]
    fn parts_of_one_download_are_one_set_in_their_order() {
        for (given, expected, joins) in [
            (
                [
                    "takeout-20260301T101500Z-002.zip",
                    "takeout-20260301T101500Z-001.zip",
                ],
                [
                    "takeout-20260301T101500Z-001.zip",
                    "takeout-20260301T101500Z-002.zip",
                ],
                Joins::Files,
            ),
            (
                [
                    "takeout-20260301T101500Z-2-001.tgz",
                    "takeout-20260301T101500Z-1-001.tgz",
                ],
                [
                    "takeout-20260301T101500Z-1-001.tgz",
                    "takeout-20260301T101500Z-2-001.tgz",
                ],
                Joins::Files,
            ),
            (
                [
                    "facebook-ada-2026-03-01-x-part-10.zip",
                    "facebook-ada-2026-03-01-x-part-9.zip",
                ],
                [
                    "facebook-ada-2026-03-01-x-part-9.zip",
                    "facebook-ada-2026-03-01-x-part-10.zip",
                ],
                Joins::Files,
            ),
            (
                ["export_part2_of_2.zip", "export_part1_of_2.zip"],
                ["export_part1_of_2.zip", "export_part2_of_2.zip"],
                Joins::Files,
            ),
            (
                ["whole.zip.002", "whole.zip.001"],
                ["whole.zip.001", "whole.zip.002"],
                Joins::Bytes,
            ),
        ] {
            let found = sets(&given);
            assert_eq!(found.len(), 1, "{given:?}");
            let (files, how, missing) = found.first().unwrap();
            assert_eq!(
                (files.as_slice(), *how),
                (&expected.map(str::to_owned)[..], joins)
            );
            let nine = given.iter().any(|name| name.contains("part-9"));
            assert_eq!(missing.is_empty(), !nine, "{given:?}: {missing:?}");
        }
    }

    #[test]
    fn other_files_stay_by_themselves() {
        for names in [
            ["chat-001.zip", "chat-002.zip"],
            ["WhatsApp Chat with C.zip", "WhatsApp Chat with C (1).zip"],
            [
                "takeout-20260301T101500Z-001.zip",
                "takeout-20260401T101500Z-001.zip",
            ],
            [
                "a/takeout-20260301T101500Z-001.zip",
                "b/takeout-20260301T101500Z-002.zip",
            ],
            [
                "takeout-20260301T101500Z-001.zip",
                "takeout-20260301T101500Z-001 (1).zip",
            ],
            ["letter.001", "letter.002"],
            ["counterpart1.zip", "counterpart2.zip"],
        ] {
            assert_eq!(sets(&names).len(), 2, "{names:?}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = |names: &[&str]| sets(names).remove(0).2;
        assert_eq!(
            missing(&[
                "takeout-20260301T101500Z-001.zip",
                "takeout-20260301T101500Z-004.zip"
            ]),
            ["number 2", "number 3"]
        );
        assert_eq!(missing(&["x-part-1-of-3.zip"]), ["number 2", "number 3"]);
        assert_eq!(
            missing(&[
                "takeout-20260301T101500Z-1-002.zip",
                "takeout-20260301T101500Z-3-001.zip"
            ]),
            ["1-001"]
        );
        assert!(missing(&["takeout-20260301T101500Z-001.zip"]).is_empty());
        assert_eq!(missing(&["x-part-9999.zip"]).len(), 21);
    }
}
