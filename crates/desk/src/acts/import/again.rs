//! The same export a second time: known by its hash, and answered without reading it anew.

use standfast_intake::{ReaderId, Source};
use standfast_model::{Body, Kind, Log, kinds};
use standfast_vault::{CaseLine, Vault, VaultError};

use super::told::reader_words;
use super::{ImportAct, Imported, Plan, Trouble};
use crate::access::Permit;
use crate::{Desk, DeskError};

/// Entries before another import among which the last contact of an import is looked for: it and its
/// attachments, and what was logged by hand before the next import.
const NEAR: u64 = 500;

/// The answer for a source of which the case has all already: the same bytes, read by the same reader by
/// the same names and the same zone, by an import that came to its end. `None`: it must be read.
pub(super) fn known(
    desk: &Desk,
    permit: &Permit<ImportAct>,
    line: &CaseLine,
    (source, stamp): (&Source, Option<&[u8; 32]>),
    reader: ReaderId,
    plan: &Plan,
) -> Result<Option<Imported>, DeskError> {
    let vault = desk.vault(permit);
    let (mut alike, mut imports) = (Vec::new(), Vec::new());
    vault.entries(
        line.number,
        Log::Record,
        0..line.record,
        Some(&[Kind::Import]),
        &mut |e| {
            imports.push(e.n);
            if let Ok(entry) = e.read()
                && let Body::Import(import) = entry.body
                && is_alike(&import, source, reader, plan)
            {
                alike.push((e.n, import));
            }
            Ok(true)
        },
    )?;
    for (n, import) in alike {
        let Some(last) = &import.ends_with else {
            continue;
        };
        // The hash last: of a large export it is all the work that there is.
        if vault.knows_identity(line.number, last)?
            && ended(vault, line, &imports, n, last)?
            && is(vault, source, stamp, &import.source_sha256)?
        {
            return Ok(Some(answer(n, import, plan)));
        }
    }
    Ok(None)
}

/// Whether the source has this SHA-256: by its stamp, where nothing was changed since it was read.
fn is(
    vault: &Vault,
    source: &Source,
    stamp: Option<&[u8; 32]>,
    sha256: &str,
) -> Result<bool, DeskError> {
    if let Some(stamp) = stamp
        && vault.source(stamp)?.as_deref() == Some(sha256)
    {
        return Ok(true);
    }
    Ok(source.sha256()? == sha256)
}

/// Remembers a source that was taken in whole by its stamp, for the next time. That this fails loses
/// nothing but time.
pub(super) fn remember(
    desk: &mut Desk,
    permit: &Permit<ImportAct>,
    stamp: Option<&[u8; 32]>,
    sha256: &str,
) {
    let vault = desk.vault_mut(permit);
    if let Some(stamp) = stamp
        && !vault
            .source(stamp)
            .is_ok_and(|known| known.as_deref() == Some(sha256))
    {
        let _ = vault.remember_source(stamp, sha256);
    }
}

/// Whether import `n` itself brought its last contact. Another export that came between may hold the
/// same message, while all before it is still missing.
///
/// With no import after it nobody else can have brought it. Else it is looked for shortly before each
/// of those that came after; where it is not seen the answer is no, and the export is read anew.
fn ended(
    vault: &Vault,
    line: &CaseLine,
    imports: &[u64],
    n: u64,
    last: &str,
) -> Result<bool, VaultError> {
    let mut later = imports.iter().copied().filter(|i| *i > n).peekable();
    if later.peek().is_none() {
        return Ok(true);
    }
    for before in later.chain([line.record]) {
        let mut found = false;
        vault.entries(
            line.number,
            Log::Record,
            before.saturating_sub(NEAR).max(n)..before,
            Some(&[Kind::Contact]),
            &mut |e| {
                if let Ok(entry) = e.read()
                    && let Body::Contact(contact) = entry.body
                    && let Some(source) = contact.source
                {
                    found |= source.import == n && source.identity.as_deref() == Some(last);
                }
                Ok(!found)
            },
        )?;
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_alike(import: &kinds::Import, source: &Source, reader: ReaderId, plan: &Plan) -> bool {
    let order = plan.reading.date_order.map(|order| order.as_str());
    import.source_name == source.name()
        && import.reader == reader.as_str()
        && import.reader_version == standfast_intake::VERSION
        && import.zone == plan.zone_name
        // Of a table it also matters which column is what: that is read anew.
        && import.mapping.is_empty()
        && plan.reading.mapping.is_none()
        && plan.reading.channel.is_none()
        && import.accounts == plan.accounts()
        && import.mine == plan.mine()
        // Where the export leaves no doubt about its dates, no order was gone by.
        && import.date_order.as_deref().is_none_or(|read| {
            order.is_none_or(|order| read.starts_with(order))
        })
}

fn answer(n: u64, import: kinds::Import, plan: &Plan) -> Imported {
    Imported {
        source: import.source_name,
        sha256: import.source_sha256,
        reader_words: reader_words(&import.reader),
        reader: import.reader,
        read: import.read,
        taken: 0,
        left_out: import.left_out,
        already: import.already + import.taken,
        not_understood: import.not_understood,
        problems: import
            .problems
            .into_iter()
            .map(|p| Trouble {
                at: p.at,
                why: p.why,
            })
            .collect(),
        more_problems: import.more_problems.unwrap_or(0),
        zone: plan.zone_name.clone(),
        zone_from: plan.zone_from,
        date_order: import.date_order,
        notes: vec![format!(
            "this is the same export as import #{n}, which took all of it: nothing is new"
        )],
        ..Imported::default()
    }
}
