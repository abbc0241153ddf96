//! Packs: versioned data with the rules of a place and a setting.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::advice::UrgentHelp;
use crate::check::{self, Problem, Weight};
use crate::cited;
use crate::law::Law;
use crate::letter::LetterRule;
use crate::read::gather;
use crate::rule::Rule;
use crate::shipped;
use crate::shown::{PackLine, PackShown, RuleShown};
use crate::source::Source;

/// One file of a pack: `uk-gp/steps/gift.toml` and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFile {
    /// The pack's folder, then the file's place in it, with slashes.
    pub path: String,
    /// TOML.
    pub text: Cow<'static, str>,
}

impl PackFile {
    /// Any text as a file of a pack.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        PackFile {
            path: path.into(),
            text: text.into(),
        }
    }

    /// The pack's folder.
    #[must_use]
    pub fn folder(&self) -> &str {
        Path::new(&self.path)
            .iter()
            .next()
            .and_then(|p| p.to_str())
            .unwrap_or_default()
    }
}

/// Packs that do not hold together. The first problem is named; `Packs::check` lists all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the guidance pack {pack} cannot be used: {file}:{line}: {what}")]
pub struct PathwayError {
    /// Which pack.
    pub pack: String,
    /// Which file of it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub name: String,
    pub version: String,
    pub title: String,
    /// Day on which its texts were right to the best of its writers' knowledge.
    pub correct_on: Date,
    /// Where it applies; empty: everywhere.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
    #[serde(default)]
    pub settings: Vec<String>,
    /// Applies where no other pack has the place and setting.
    #[serde(default)]
    pub elsewhere: bool,
    /// Adds to whichever pack applies, and never stands alone.
    #[serde(default)]
    pub adds: bool,
    /// The pack whose rules and sources it takes over; its own with the same id stand instead.
    pub builds_on: Option<String>,
    /// Rules of that pack which it leaves out.
    #[serde(default)]
    pub without: Vec<String>,
    /// Who acts, in this place's words: `manager` is "practice manager".
    #[serde(default)]
    pub called: BTreeMap<String, String>,
    /// Shown with the steps.
    pub notice: Option<String>,
    /// Steps in the order in which they stand within one urgency.
    #[serde(default)]
    pub order: Vec<String>,
}

impl Manifest {
    /// Whether there is a place and setting in which both apply.
    pub fn stands_beside(&self, other: &Manifest) -> bool {
        let meet = |a: &[String], b: &[String]| {
            a.is_empty() || b.is_empty() || a.iter().any(|word| b.contains(word))
        };
        meet(&self.jurisdictions, &other.jurisdictions) && meet(&self.settings, &other.settings)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HelpText {
    #[serde(default)]
    jurisdictions: Vec<String>,
    text: String,
    #[serde(default)]
    call: String,
}

/// A pack with all its rules, those it builds on included.
#[derive(Debug)]
pub(crate) struct Pack {
    pub manifest: Manifest,
    pub help: Vec<HelpText>,
    /// By the name under which its rules cite them: `house`, or `uk-gp/house` of another pack's.
    pub sources: BTreeMap<String, Source>,
    pub rules: Vec<Rule>,
    pub law: Vec<Law>,
    pub letters: Vec<LetterRule>,
    /// Files that the rules stand in.
    pub files: Vec<PackFile>,
}

impl Pack {
    /// Its own sources, and those of the pack that it builds on; not what it cites of others.
    pub fn own_sources(&self) -> impl Iterator<Item = &Source> {
        let own = self
            .sources
            .iter()
            .filter(|(id, _)| !cited::is_elsewhere(id));
        own.map(|(_, source)| source)
    }

    pub fn label(&self) -> String {
        format!("{}@{}", self.manifest.name, self.manifest.version)
    }

    /// The sources of a rule that stand in a place on `day`, in its order; one that is not younger
    /// than the day comes first if there is one. None: the rule does not stand there and then.
    pub fn sources_for(&self, rule: &Rule, jurisdiction: &str, day: Date) -> Vec<&Source> {
        let standing = |ids: &[(String, usize)]| {
            ids.iter()
                .filter_map(|(id, _)| self.sources.get(id))
                .filter(|s| s.stands_on(day) && s.holds_in(jurisdiction))
                .collect::<Vec<&Source>>()
        };
        if !rule.only_with.is_empty() && standing(&rule.only_with).is_empty() {
            return Vec::new();
        }
        let mut sources = standing(&rule.sources);
        sources.sort_by_key(|s| s.is_later_than(day));
        sources
    }

    fn covers(&self, jurisdiction: &str, setting: &str) -> bool {
        let is = |list: &[String], word: &str| list.is_empty() || list.iter().any(|w| w == word);
        is(&self.manifest.jurisdictions, jurisdiction) && is(&self.manifest.settings, setting)
    }
}

/// All packs in use.
#[derive(Debug)]
pub struct Packs {
    packs: Vec<Pack>,
}

impl Packs {
    pub(crate) const fn of(packs: Vec<Pack>) -> Packs {
        Packs { packs }
    }

    /// The packs that come with the program. Their conditions are compiled when first asked.
    ///
    /// # Errors
    /// [`PathwayError`] if a shipped file is damaged.
    pub fn shipped() -> Result<Packs, PathwayError> {
        Self::read(shipped::files())
    }

    /// The shipped packs and `extra` ones; a pack of the same name takes the shipped one's place.
    ///
    /// # Errors
    /// [`PathwayError`] with the first fault of an extra file; nothing is in use then.
    pub fn with(extra: Vec<PackFile>) -> Result<Packs, PathwayError> {
        let replaced: Vec<&str> = extra.iter().map(PackFile::folder).collect();
        let mut files: Vec<PackFile> = shipped::files()
            .into_iter()
            .filter(|f| !replaced.contains(&f.folder()))
            .collect();
        files.extend(extra.iter().cloned());
        let (packs, problems) = gather(files);
        let fault = check::all(&packs, problems, false)
            .into_iter()
            .find(|p| p.weight == Weight::Fault);
        match fault {
            Some(problem) => Err(problem.into()),
            None => Ok(packs),
        }
    }

    fn read(files: Vec<PackFile>) -> Result<Packs, PathwayError> {
        let (packs, problems) = gather(files);
        match problems.into_iter().find(|p| p.weight == Weight::Fault) {
            Some(problem) => Err(problem.into()),
            None => Ok(packs),
        }
    }

    /// Everything that is wrong with `files` (whole packs), in the order of the files. With
    /// `release` a source that nobody read or reviewed is a fault, not a thing to count.
    #[must_use]
    pub fn check(files: Vec<PackFile>, release: bool) -> Vec<Problem> {
        let (packs, problems) = gather(files);
        check::all(&packs, problems, release)
    }

    /// The files of the shipped packs: `uk-gp/pack.toml`, ….
    #[must_use]
    pub fn shipped_files() -> Vec<PackFile> {
        shipped::files()
    }

    /// The signed note over the shipped packs, as it was compiled in; empty where nobody signed them.
    #[must_use]
    pub fn shipped_note() -> &'static [u8] {
        shipped::NOTE
    }

    /// One line a pack, by name.
    #[must_use]
    pub fn list(&self) -> Vec<PackLine> {
        let mut lines: Vec<PackLine> = self.packs.iter().map(PackLine::of).collect();
        lines.sort_by(|a, b| a.name.cmp(&b.name));
        lines
    }

    /// All that one pack says; `named` with or without `@version`.
    #[must_use]
    pub fn show(&self, named: &str) -> Option<PackShown> {
        let pack = self
            .packs
            .iter()
            .find(|p| p.manifest.name == named || p.label() == named)?;
        let rules = pack
            .rules
            .iter()
            .map(|rule| RuleShown {
                id: rule.id.clone(),
                step: rule.step.clone(),
                from: rule.from,
                until: rule.until,
                says: rule
                    .says
                    .iter()
                    .map(|s| (s.who.clone(), s.urgency, s.text.clone()))
                    .collect(),
                sources: rule
                    .sources
                    .iter()
                    .map(|(id, _)| cited::own_name(id).to_owned())
                    .collect(),
            })
            .collect();
        Some(PackShown {
            line: PackLine::of(pack),
            notice: pack.manifest.notice.clone(),
            rules,
            sources: pack.sources.values().cloned().collect(),
            law: pack.law.iter().map(Law::in_short).collect(),
            letters: pack.letters.iter().map(|l| l.shown(pack)).collect(),
        })
    }

    /// Every name of a step that some pack knows, in order, each once.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        let mut steps: Vec<String> = self
            .packs
            .iter()
            .flat_map(|p| p.rules.iter().map(|r| r.step.clone()))
            .collect();
        steps.sort();
        steps.dedup();
        steps
    }

    /// The packs of a place and setting, `uk-gp@1.1.0`, …: the one that stands there and those that add
    /// to it.
    #[must_use]
    pub fn applying(&self, jurisdiction: &str, setting: &str) -> Vec<String> {
        let place = self.place(jurisdiction, setting);
        place.packs().map(Pack::label).collect()
    }

    /// Whether the packs of a place and setting know a step: a letter must not name what no pack there allows.
    #[must_use]
    pub fn knows(&self, jurisdiction: &str, setting: &str, step: &str) -> bool {
        self.place(jurisdiction, setting)
            .rules()
            .any(|(_, rule)| rule.step == step)
    }

    pub(crate) fn all(&self) -> &[Pack] {
        &self.packs
    }

    /// The packs of a place and setting.
    pub(crate) fn place(&self, jurisdiction: &str, setting: &str) -> Place<'_> {
        let covers = |p: &&Pack| p.covers(jurisdiction, setting);
        let own = self
            .packs
            .iter()
            .filter(|p| !p.manifest.elsewhere && !p.manifest.adds)
            .find(covers);
        let main = own.or_else(|| self.packs.iter().find(|p| p.manifest.elsewhere));
        let adds = self.packs.iter().filter(|p| p.manifest.adds).filter(covers);
        Place {
            packs: main.into_iter().chain(adds).collect(),
        }
    }
}

/// The packs that apply to a case.
pub(crate) struct Place<'p> {
    packs: Vec<&'p Pack>,
}

impl<'p> Place<'p> {
    pub fn packs(&self) -> impl Iterator<Item = &'p Pack> {
        self.packs.iter().copied()
    }

    pub fn rules(&self) -> impl Iterator<Item = (&'p Pack, &'p Rule)> {
        self.packs
            .iter()
            .flat_map(|p| p.rules.iter().map(move |r| (*p, r)))
    }

    pub fn notices(&self) -> Vec<String> {
        self.packs
            .iter()
            .filter_map(|p| p.manifest.notice.clone())
            .collect()
    }

    pub fn urgent_help(&self, jurisdiction: &str) -> Vec<UrgentHelp> {
        self.packs
            .iter()
            .flat_map(|p| &p.help)
            .filter(|h| {
                h.jurisdictions.is_empty() || h.jurisdictions.iter().any(|j| j == jurisdiction)
            })
            .map(|h| UrgentHelp {
                text: h.text.clone(),
                call: h.call.clone(),
            })
            .collect()
    }

    /// Where a step stands among those of the same urgency.
    pub fn rank(&self, step: &str) -> usize {
        let order = self
            .packs
            .first()
            .map(|p| p.manifest.order.as_slice())
            .unwrap_or_default();
        order.iter().position(|s| s == step).unwrap_or(order.len())
    }
}
