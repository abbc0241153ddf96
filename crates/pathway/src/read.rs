//! Files into packs: what could not be read is left out and said; what a pack builds on is added.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::check::{Problem, Weight};
use crate::cited;
use crate::law::LawText;
use crate::letter::LetterText;
use crate::pack::{HelpText, Manifest, Pack, PackFile, Packs};
use crate::rule_text::{Fault, RuleText};
use crate::source::Source;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    pack: Option<Spanned<Manifest>>,
    #[serde(default)]
    urgent_help: Vec<HelpText>,
    #[serde(default)]
    source: Vec<Spanned<Source>>,
    #[serde(default)]
    rule: Vec<RuleText>,
    #[serde(default)]
    law: Vec<LawText>,
    #[serde(default)]
    letter: Vec<LetterText>,
}

/// Reads files into packs. What could not be read is left out and said.
pub(crate) fn gather(files: Vec<PackFile>) -> (Packs, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut folders: BTreeMap<String, Vec<PackFile>> = BTreeMap::new();
    for file in files {
        folders
            .entry(file.folder().to_owned())
            .or_default()
            .push(file);
    }
    let mut read: BTreeMap<String, Half> = BTreeMap::new();
    for (folder, files) in folders {
        if let Some(half) = Half::read(&folder, files, &mut problems) {
            read.insert(half.manifest.name.clone(), half);
        }
    }
    let mut packs = Vec::new();
    for half in read.values() {
        packs.push(half.whole(&read, &mut problems));
    }
    cited::lend(&mut packs, &mut problems);
    (Packs::of(packs), problems)
}

/// A pack's own files, before what it builds on is added.
#[derive(Clone)]
struct Half {
    manifest: Manifest,
    help: Vec<HelpText>,
    sources: BTreeMap<String, Source>,
    rules: Vec<(usize, RuleText)>,
    law: Vec<(usize, LawText)>,
    letters: Vec<(usize, LetterText)>,
    files: Vec<PackFile>,
}

impl Half {
    fn read(folder: &str, files: Vec<PackFile>, problems: &mut Vec<Problem>) -> Option<Half> {
        let mut manifest = None;
        let (mut help, mut sources) = (Vec::new(), BTreeMap::new());
        let (mut rules, mut law, mut letters) = (Vec::new(), Vec::new(), Vec::new());
        for (index, file) in files.iter().enumerate() {
            let text: FileText = match toml::from_str(&file.text) {
                Ok(text) => text,
                Err(error) => {
                    let at = error.span().map_or(0, |s| s.start);
                    problems.push(Problem::fault(folder, file, at, error.message().to_owned()));
                    continue;
                }
            };
            help.extend(text.urgent_help);
            for source in text.source {
                let at = source.span().start;
                let source = source.into_inner();
                if cited::is_elsewhere(&source.id) {
                    let what = format!("\"{}\" names a source of another pack", source.id);
                    problems.push(Problem::fault(folder, file, at, what));
                }
                if let Some(earlier) = sources.insert(source.id.clone(), source) {
                    let what = format!("the source \"{}\" is here twice", earlier.id);
                    problems.push(Problem::fault(folder, file, at, what));
                }
            }
            rules.extend(text.rule.into_iter().map(|r| (index, r)));
            law.extend(text.law.into_iter().map(|l| (index, l)));
            letters.extend(text.letter.into_iter().map(|l| (index, l)));
            if let Some(found) = text.pack {
                if found.as_ref().name != folder {
                    let what = format!("a pack is called like its folder, \"{folder}\"");
                    problems.push(Problem::fault(folder, file, found.span().start, what));
                }
                manifest = Some(found.into_inner());
            }
        }
        let Some(manifest) = manifest else {
            if let Some(file) = files.first() {
                let what = "no file of the pack says [pack]".to_owned();
                problems.push(Problem::fault(folder, file, 0, what));
            }
            return None;
        };
        Some(Half {
            manifest,
            help,
            sources,
            rules,
            law,
            letters,
            files,
        })
    }

    fn whole(&self, all: &BTreeMap<String, Half>, problems: &mut Vec<Problem>) -> Pack {
        let mut pack = Pack {
            manifest: self.manifest.clone(),
            help: self.help.clone(),
            sources: BTreeMap::new(),
            rules: Vec::new(),
            law: Vec::new(),
            letters: Vec::new(),
            files: Vec::new(),
        };
        if let Some(name) = &self.manifest.builds_on {
            match all.get(name) {
                Some(base) if base.manifest.builds_on.is_none() => self.take_over(base, &mut pack),
                Some(_) => problems.push(self.fault("a pack builds on one that builds on another")),
                None => {
                    problems.push(self.fault(&format!("there is no pack \"{name}\" to build on")))
                }
            }
        }
        pack.sources.extend(self.sources.clone());
        let first = pack.files.len();
        pack.files.extend(self.files.iter().cloned());
        for (index, text) in &self.rules {
            let mut faults: Vec<Fault> = Vec::new();
            let text = match self.taken_over(text, all) {
                Some(base) => text.clone().over(base),
                None => text.clone(),
            };
            if text.takes_over {
                faults.push(Fault {
                    at: text.id.span().start,
                    what: "there is no rule of this name to take over".to_owned(),
                });
            }
            pack.rules.push(text.rule(first + index, &mut faults));
            self.say(*index, faults, problems);
        }
        for (index, text) in &self.law {
            let mut faults: Vec<Fault> = Vec::new();
            pack.law.push(text.clone().law(first + index, &mut faults));
            self.say(*index, faults, problems);
        }
        for (index, text) in &self.letters {
            let mut faults: Vec<Fault> = Vec::new();
            let letter = text.clone().rule(first + index, &mut faults);
            pack.letters.extend(letter);
            self.say(*index, faults, problems);
        }
        for says in pack.rules.iter_mut().flat_map(|r| &mut r.says) {
            if let Some(called) = self.manifest.called.get(&says.who) {
                says.who.clone_from(called);
            }
        }
        pack
    }

    /// Rules, sources and urgent help of the pack that this one builds on. Their own faults are
    /// said once, by that pack.
    fn take_over(&self, base: &Half, pack: &mut Pack) {
        pack.help.extend(base.help.clone());
        pack.sources.extend(base.sources.clone());
        if pack.manifest.order.is_empty() {
            pack.manifest.order.clone_from(&base.manifest.order);
        }
        pack.files.extend(base.files.iter().cloned());
        for (file, text) in &base.rules {
            let id = text.id.as_ref();
            let replaced = self.rules.iter().any(|(_, own)| own.id.as_ref() == id);
            if !replaced && !self.manifest.without.contains(id) {
                pack.rules.push(text.clone().rule(*file, &mut Vec::new()));
            }
        }
        for (file, text) in &base.letters {
            let id = text.id.as_ref();
            let replaced = self.letters.iter().any(|(_, own)| own.id.as_ref() == id);
            if !replaced {
                let letter = text.clone().rule(*file, &mut Vec::new());
                pack.letters.extend(letter);
            }
        }
    }

    /// The rule of the pack it builds on that one of its own takes over.
    fn taken_over<'h>(
        &self,
        text: &RuleText,
        all: &'h BTreeMap<String, Half>,
    ) -> Option<&'h RuleText> {
        let base = all.get(self.manifest.builds_on.as_ref()?)?;
        let mut rules = base.rules.iter().map(|(_, rule)| rule);
        rules.find(|rule| text.takes_over && rule.id.as_ref() == text.id.as_ref())
    }

    /// Faults of one of its files.
    fn say(&self, file: usize, faults: Vec<Fault>, problems: &mut Vec<Problem>) {
        if let Some(file) = self.files.get(file) {
            let name = &self.manifest.name;
            problems.extend(
                faults
                    .into_iter()
                    .map(|f| Problem::fault(name, file, f.at, f.what)),
            );
        }
    }

    fn fault(&self, what: &str) -> Problem {
        let file = self
            .files
            .iter()
            .find(|f| f.path.ends_with("pack.toml"))
            .or(self.files.first());
        match file {
            Some(file) => Problem::fault(&self.manifest.name, file, 0, what.to_owned()),
            None => Problem {
                pack: self.manifest.name.clone(),
                file: String::new(),
                line: 1,
                within: None,
                what: what.to_owned(),
                weight: Weight::Fault,
            },
        }
    }
}
