//! Sources that one pack cites of another: `uk-gp/list-regulations` in a pack that adds to it. The text stands once, in
//! the pack that owns it; a pack that adds is only ever used beside one that does not.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Problem;
use crate::condition::unknown;
use crate::pack::{Manifest, Pack};
use crate::source::Source;

/// Whether a source is cited by its pack and name.
pub(crate) fn is_elsewhere(id: &str) -> bool {
    id.contains('/')
}

/// The name of a source in the pack that owns it.
pub(crate) fn own_name(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, name)| name)
}

/// Every citation of a pack: file, place in it, and source.
pub(crate) fn all_of(pack: &Pack) -> impl Iterator<Item = (usize, usize, &str)> {
    let rules = pack.rules.iter().flat_map(|r| {
        let cites = r.sources.iter().chain(&r.only_with);
        cites.map(|(id, at)| (r.file, *at, id.as_str()))
    });
    let law = pack
        .law
        .iter()
        .flat_map(|l| l.sources.iter().map(|(id, at)| (l.file, *at, id.as_str())));
    let letters = pack
        .letters
        .iter()
        .flat_map(|l| l.sources.iter().map(|(id, at)| (l.file, *at, id.as_str())));
    rules.chain(law).chain(letters)
}

/// Gives each pack the sources that it cites of others; what cannot be cited is said.
pub(crate) fn lend(packs: &mut [Pack], problems: &mut Vec<Problem>) {
    let owners: BTreeMap<String, (Manifest, BTreeMap<String, Source>)> = packs
        .iter()
        .map(|p| {
            (
                p.manifest.name.clone(),
                (p.manifest.clone(), p.sources.clone()),
            )
        })
        .collect();
    for pack in packs {
        let mut lent: BTreeMap<String, Source> = BTreeMap::new();
        let mut said: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (file, at, id) in all_of(pack).filter(|(_, _, id)| is_elsewhere(id)) {
            match find(pack, id, &owners) {
                Ok(source) => {
                    lent.insert(id.to_owned(), source.clone());
                }
                Err(what) => {
                    if let Some(text) = pack.files.get(file)
                        && said.insert((file, at))
                    {
                        problems.push(Problem::fault(&pack.manifest.name, text, at, what));
                    }
                }
            }
        }
        pack.sources.extend(lent);
    }
}

fn find<'o>(
    pack: &Pack,
    id: &str,
    owners: &'o BTreeMap<String, (Manifest, BTreeMap<String, Source>)>,
) -> Result<&'o Source, String> {
    let (owner, name) = id.split_once('/').unwrap_or(("", id));
    if !pack.manifest.adds {
        return Err(format!(
            "only a pack that adds cites another's sources; this one would build on \"{owner}\""
        ));
    }
    let Some((manifest, sources)) = owners.get(owner) else {
        return Err(unknown("pack", owner, owners.keys().map(String::as_str)));
    };
    if manifest.adds || !manifest.stands_beside(&pack.manifest) {
        return Err(format!("the pack \"{owner}\" is never used with this one"));
    }
    if pack.sources.contains_key(name) {
        return Err(format!("the pack has a source \"{name}\" of its own"));
    }
    let Some(source) = sources.get(name) else {
        let known = sources.keys().map(String::as_str);
        return Err(unknown("source", name, known));
    };
    let places = &pack.manifest.jurisdictions;
    if !places.is_empty() && !places.iter().any(|place| source.holds_in(place)) {
        return Err(format!(
            "the source \"{name}\" does not hold where this pack stands"
        ));
    }
    Ok(source)
}
