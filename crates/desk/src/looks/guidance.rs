//! The guidance packs: which there are, what they say, what is wrong with one, what differs between two, who signed them.
//! No vault is needed.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;
use standfast_pathway::{
    Difference, LetterNeed, PackFile, Packs, SourceShown, Way, Weight, difference,
};

use crate::DeskError;

mod signed;

pub use signed::{NOTE, PackSigned, key as signer, signatures};

/// A pack, for the list.
#[derive(Clone, Debug, Serialize)]
pub struct ListedPack {
    /// `uk-gp`.
    pub name: String,
    /// `1.0.0`.
    pub version: String,
    /// In words.
    pub title: String,
}

/// A rule, for `guidance show`.
#[derive(Clone, Debug, Serialize)]
pub struct ListedRule {
    /// The step it makes.
    pub step: String,
    /// What the step says: who, how soon, in which words; the first that fits is said.
    pub says: Vec<ListedSaying>,
    /// Where it is from.
    pub sources: Vec<String>,
}

/// A law, for `guidance show`.
#[derive(Clone, Debug, Serialize)]
pub struct ListedLaw {
    /// What it is called.
    pub law: String,
    /// What it looks at.
    pub needs: String,
    /// Who acts under it.
    pub who: String,
}

/// What a pack asks of letters, for `guidance show`.
#[derive(Clone, Debug, Serialize)]
pub struct ListedAsk {
    /// Its name in the pack.
    pub letter_rule: String,
    /// The letters that it is about.
    pub letters: Vec<String>,
    /// What is looked for: `warning` with `months`, `police-report`, `police-reference`, `never` with `words`.
    pub needs: &'static str,
    /// How many months a warning holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<i8>,
    /// What must not be said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// `ordinary` or `at-once`, where it is about one way of taking somebody off a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<&'static str>,
    /// In words.
    pub says: String,
    /// First day on which the pack asks for it; its sources have days of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where it is from.
    pub sources: Vec<String>,
}

/// One wording of a step.
#[derive(Clone, Debug, Serialize)]
pub struct ListedSaying {
    /// Who does it.
    pub who: String,
    /// `now`, `today`, `days`, `weeks`.
    pub urgency: &'static str,
    /// In words.
    pub text: String,
}

/// The packs of this version; no vault is needed.
///
/// # Errors
/// Packs that do not hold together.
pub fn packs() -> Result<Vec<ListedPack>, DeskError> {
    Ok(Packs::shipped()?
        .list()
        .into_iter()
        .map(|p| ListedPack {
            name: p.name,
            version: p.version,
            title: p.title,
        })
        .collect())
}

/// The rules of one pack, in its order.
///
/// # Errors
/// No such pack.
pub fn rules(pack: &str) -> Result<Vec<ListedRule>, DeskError> {
    let packs = Packs::shipped()?;
    let shown = packs.show(pack).ok_or_else(|| no_pack(pack))?;
    let source = |id: &String| {
        let found = shown.sources.iter().find(|s| s.id == *id);
        found.map_or_else(|| id.clone(), |s| named(&s.shown()))
    };
    Ok(shown
        .rules
        .iter()
        .map(|rule| ListedRule {
            step: rule.step.clone(),
            says: rule
                .says
                .iter()
                .map(|(who, urgency, text)| ListedSaying {
                    who: who.clone(),
                    urgency: urgency.as_str(),
                    text: text.clone(),
                })
                .collect(),
            sources: rule.sources.iter().map(source).collect(),
        })
        .collect())
}

/// The law that one pack tells of, in its order; none for a pack that tells of none.
///
/// # Errors
/// No such pack.
pub fn law(pack: &str) -> Result<Vec<ListedLaw>, DeskError> {
    let shown = Packs::shipped()?.show(pack).ok_or_else(|| no_pack(pack))?;
    Ok(shown
        .law
        .into_iter()
        .map(|(law, needs, who)| ListedLaw { law, needs, who })
        .collect())
}

/// What one pack asks of letters, in its order; none for a pack that asks nothing.
///
/// # Errors
/// No such pack.
pub fn letters(pack: &str) -> Result<Vec<ListedAsk>, DeskError> {
    let shown = Packs::shipped()?.show(pack).ok_or_else(|| no_pack(pack))?;
    let listed = shown.letters.into_iter().map(|ask| {
        let (needs, months, words) = match ask.needs {
            LetterNeed::Warning { months, .. } => ("warning", Some(months), Vec::new()),
            LetterNeed::PoliceReport => ("police-report", None, Vec::new()),
            LetterNeed::PoliceReference => ("police-reference", None, Vec::new()),
            LetterNeed::Never(words) => ("never", None, words),
        };
        ListedAsk {
            letter_rule: ask.id,
            letters: ask.letters,
            needs,
            months,
            words,
            way: ask.way.map(|way| match way {
                Way::Ordinary => "ordinary",
                Way::AtOnce => "at-once",
            }),
            says: ask.says,
            from: ask.from,
            until: ask.until,
            sources: ask.sources.iter().map(named).collect(),
        }
    });
    Ok(listed.collect())
}

/// A source in one line, with a mark where nobody here read it.
fn named(source: &SourceShown) -> String {
    let unread = if source.read.is_none() {
        " (not checked against the text)"
    } else {
        ""
    };
    let date = source
        .date
        .as_ref()
        .map(|d| format!(", {d}"))
        .unwrap_or_default();
    format!("{}, {}{date}{unread}", source.title, source.publisher)
}

fn no_pack(pack: &str) -> DeskError {
    DeskError::words(
        format!("there is no pack \"{pack}\""),
        "See: standfast guidance list",
    )
}

/// Something to mend in a pack.
#[derive(Clone, Debug, Serialize)]
pub struct Mend {
    /// File and line, `uk-gp/steps/list.toml:12`.
    pub at: String,
    /// The rule, source or law in which it stands.
    pub within: Option<String>,
    /// What is wrong.
    pub what: String,
    /// `fault`: the pack cannot be used, or not be published; `unchecked`: a text that nobody read or
    /// passed yet.
    pub weight: &'static str,
}

/// What is wrong with the packs: those that ship, or with `folder` those in it beside them. With
/// `release` a source that nobody read or passed is a fault.
///
/// # Errors
/// A folder that cannot be read.
pub fn check(folder: Option<&Path>, release: bool) -> Result<Vec<Mend>, DeskError> {
    let files = match folder {
        None => Packs::shipped_files(),
        Some(folder) => {
            let own = files_in(folder)?;
            let replaced: Vec<String> = own.iter().map(|f| f.folder().to_owned()).collect();
            Packs::shipped_files()
                .into_iter()
                .filter(|f| !replaced.iter().any(|r| r == f.folder()))
                .chain(own)
                .collect()
        }
    };
    Ok(Packs::check(files, release)
        .into_iter()
        .map(|p| Mend {
            at: format!("{}:{}", p.file, p.line),
            within: p.within,
            what: p.what,
            weight: match p.weight {
                Weight::Fault => "fault",
                Weight::Unchecked => "unchecked",
            },
        })
        .collect())
}

/// What differs between two packs, each the name of one that ships or a folder.
///
/// # Errors
/// Neither a pack nor a folder that can be read.
pub fn differences(old: &str, new: &str) -> Result<Vec<Difference>, DeskError> {
    Ok(difference(&pack_files(old)?, &pack_files(new)?))
}

fn pack_files(named: &str) -> Result<Vec<PackFile>, DeskError> {
    let shipped: Vec<PackFile> = Packs::shipped_files()
        .into_iter()
        .filter(|f| f.folder() == named)
        .collect();
    if !shipped.is_empty() {
        return Ok(shipped);
    }
    let folder = Path::new(named);
    if folder.is_dir() {
        return files_in(folder);
    }
    Err(no_pack(named))
}

/// Where packs stand on a disk.
struct Folder {
    /// The folder that holds packs.
    root: PathBuf,
    /// The one pack that was named, where a pack was.
    inside: Option<String>,
}

impl Folder {
    /// A folder that holds packs, or one that is a pack: that one is called after its own name.
    fn of(folder: &Path) -> Result<Self, DeskError> {
        if !folder.join("pack.toml").is_file() {
            return Ok(Folder {
                root: folder.to_path_buf(),
                inside: None,
            });
        }
        let whole = folder.canonicalize().map_err(|e| unreadable(folder, &e))?;
        let root = whole.parent().unwrap_or(&whole).to_path_buf();
        let name = whole.file_name().map(|n| n.to_string_lossy().into_owned());
        Ok(Folder { root, inside: name })
    }
}

fn unreadable(folder: &Path, why: &std::io::Error) -> DeskError {
    DeskError::words(
        format!("the folder {} cannot be read: {why}", folder.display()),
        "Name a folder with pack.toml in it, or one that holds such folders.",
    )
}

/// Every file of a folder with its place below `root`, in the order of places.
fn all_in(folder: &Path, root: &Path) -> Result<Vec<(String, PathBuf)>, DeskError> {
    let failed = |e: std::io::Error| unreadable(folder, &e);
    let mut found = Vec::new();
    let mut folders = vec![if folder.join("pack.toml").is_file() {
        folder.canonicalize().map_err(failed)?
    } else {
        folder.to_path_buf()
    }];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let place = path.strip_prefix(root).unwrap_or(&path);
                found.push((place.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The TOML files of a folder that holds packs, or that is one.
fn files_in(folder: &Path) -> Result<Vec<PackFile>, DeskError> {
    let root = Folder::of(folder)?.root;
    let mut found = Vec::new();
    for (place, path) in all_in(folder, &root)? {
        if path.extension().is_some_and(|end| end == "toml") {
            let text = std::fs::read_to_string(&path).map_err(|e| unreadable(folder, &e))?;
            found.push(PackFile::new(place, text));
        }
    }
    if found.is_empty() {
        return Err(DeskError::words(
            format!("no pack is in {}", folder.display()),
            "A pack is a folder with pack.toml in it; see guidance/README.md.",
        ));
    }
    Ok(found)
}
