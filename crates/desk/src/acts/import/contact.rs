//! From a draft to the contact that is sealed.

use standfast_intake::parties::From;
use standfast_model::draft::{Attachment, AttachmentContent, Draft, Person};
use standfast_model::lists::Party;
use standfast_model::{Occurred, kinds};

use super::Plan;

/// When, in the zone of the import, with every doubt.
pub(super) fn when(draft: &Draft, plan: &Plan) -> Occurred {
    standfast_intake::resolve_time(&draft.time, &plan.zone, &plan.zone_name)
}

/// Who of the two.
pub(super) fn party(from: From) -> Party {
    match from {
        From::Subject => Party::Subject,
        From::Clinician => Party::Clinician,
    }
}

/// The contact of a draft, as entry of import number `import`.
pub(super) fn contact(
    draft: &Draft,
    from: From,
    towards: Option<String>,
    plan: &Plan,
    import: u64,
) -> kinds::Contact {
    let missing = |a: &&Attachment| matches!(a.content, AttachmentContent::Missing);
    let mut doubts = draft.doubts.clone();
    for attachment in draft.attachments.iter().filter(missing) {
        doubts.push(match attachment.name.as_str() {
            "" => "a file that belongs to it is not in the export".to_owned(),
            name => format!("its file {name} is not in the export"),
        });
    }
    kinds::Contact {
        channel: draft.channel_said().cloned(),
        platform: draft.platform.clone(),
        from: party(from),
        from_account: draft.from.as_ref().map(Person::shown),
        towards,
        occurred: when(draft, plan),
        title: draft.title.clone(),
        words: draft.words.clone(),
        signs: vec![],
        effect: None,
        reply: None,
        clinical: None,
        place: None,
        witnesses: vec![],
        marks: draft.marks.clone(),
        doubts,
        source: Some(kinds::Source {
            import,
            // Without the file's name: a folder of an export may be called after anybody.
            position: draft.place.at.clone(),
            identity: Some(draft.identity.clone()),
        }),
    }
}

/// What stands for a draft in a list: its words, its subject line, or what came with it.
pub(super) fn said(draft: &Draft) -> String {
    draft
        .words
        .clone()
        .or_else(|| draft.title.clone())
        .or_else(|| draft.attachments.first().map(|a| a.name.clone()))
        .unwrap_or_default()
}
