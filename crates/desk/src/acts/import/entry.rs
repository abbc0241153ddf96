//! The entry of an import, which is sealed before its contacts.

use standfast_intake::Counts;
use standfast_model::{Body, kinds};

use super::{Imported, Plan};

/// Gaps that an entry names; more are counted.
const GAPS: usize = 1000;

/// The entry that is sealed first.
pub(super) fn entry(
    imported: &Imported,
    plan: &Plan,
    counts: Counts,
    ends_with: Option<String>,
) -> Body {
    let more_gaps = counts.gaps.len().saturating_sub(GAPS) as u64 + counts.more_gaps;
    kinds::Import {
        accounts: plan.accounts(),
        mine: plan.mine(),
        gaps: counts
            .gaps
            .into_iter()
            .take(GAPS)
            .map(|gap| kinds::ImportGap {
                after: gap.after,
                before: gap.before,
                records: gap.records,
            })
            .collect(),
        more_gaps: (more_gaps > 0).then_some(more_gaps),
        ends_with,
        source_name: imported.source.clone(),
        source_sha256: imported.sha256.clone(),
        reader: imported.reader.clone(),
        reader_version: standfast_intake::VERSION.to_owned(),
        read: imported.read,
        taken: imported.taken,
        left_out: imported.left_out,
        already: imported.already,
        not_understood: imported.not_understood,
        from_subject: imported.from_subject,
        from_clinician: imported.from_clinician,
        attachments: imported.attachments,
        first: imported.first,
        last: imported.last,
        zone: imported.zone.clone(),
        zone_from: imported.zone_from.to_owned(),
        date_order: imported.date_order.clone(),
        problems: imported
            .problems
            .iter()
            .map(|p| kinds::ImportProblem {
                at: p.at.clone(),
                why: p.why.clone(),
            })
            .collect(),
        more_problems: (imported.more_problems > 0).then_some(imported.more_problems),
        mapping: mapped(imported),
    }
    .into()
}

/// The confirmed columns, as they are sealed.
pub(super) fn mapped(imported: &Imported) -> Vec<kinds::ImportColumn> {
    imported
        .columns
        .iter()
        .map(|c| kinds::ImportColumn {
            field: c.field.to_owned(),
            column: c.column.clone(),
            number: c.number,
        })
        .collect()
}
