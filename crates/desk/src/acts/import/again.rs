//! The same export a second time: known by its hash, and answered without reading it anew.

use standfast_intake::{ReaderId, Source};
use standfast_model::{Body, Kind, Log, kinds};
use standfast_vault::CaseLine;

use super::{ImportAct, Imported, Plan, Trouble, reader_words};
use crate::access::Permit;
use crate::{Desk, DeskError};

/// The answer for a source of which the case has all already: the same bytes, read by the same reader by
/// the same names and the same zone, by an import that came to its end. `None`: it must be read.
pub(super) fn known(
    desk: &Desk,
    permit: &Permit<ImportAct>,
    line: &CaseLine,
    source: &Source,
    reader: ReaderId,
    plan: &Plan,
) -> Result<Option<Imported>, DeskError> {
    let vault = desk.vault(permit);
    let mut alike = Vec::new();
    vault.entries(
        line.number,
        Log::Record,
        0..line.record,
        Some(&[Kind::Import]),
        &mut |e| {
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
        if vault.knows_identity(line.number, last)? && source.sha256()? == import.source_sha256 {
            return Ok(Some(answer(n, import, plan)));
        }
    }
    Ok(None)
}

fn is_alike(import: &kinds::Import, source: &Source, reader: ReaderId, plan: &Plan) -> bool {
    let order = plan.reading.date_order.map(|order| order.as_str());
    import.source_name == source.name()
        && import.reader == reader.as_str()
        && import.reader_version == standfast_intake::VERSION
        && import.zone == plan.zone_name
        && import.accounts == plan.accounts()
        && import.mine == plan.mine()
        && order.is_none_or(|order| {
            let read = import.date_order.as_deref().unwrap_or_default();
            read.starts_with(order)
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
