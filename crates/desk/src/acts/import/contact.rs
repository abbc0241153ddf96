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

/// A draft that is sealed, made ready: what needs no number of its entry.
pub(super) struct Item {
    /// Of an e-mail: the message as it came, and its name.
    pub original: Option<(String, Vec<u8>)>,
    /// Its subject line.
    pub title: Option<String>,
    /// What came with it.
    pub attachments: Vec<Attachment>,
    /// Where it stood, without the name of a file.
    pub at: String,
    /// Who it came from.
    pub from: From,
    /// The entry.
    pub contact: kinds::Contact,
}

impl Item {
    /// The item of a draft, which import number `import` brings.
    pub(super) fn new(
        draft: Draft,
        from: From,
        towards: Option<String>,
        (source, each_record): (&str, bool),
        plan: &Plan,
        import: u64,
        identity: String,
    ) -> Self {
        let occurred = when(&draft, plan);
        let missing = |a: &&Attachment| matches!(a.content, AttachmentContent::Missing);
        let mut doubts = draft.doubts;
        for attachment in draft.attachments.iter().filter(missing) {
            doubts.push(match attachment.name.as_str() {
                "" => "a file that belongs to it is not in the export".to_owned(),
                name => format!("its file {name} is not in the export"),
            });
        }
        let original = each_record.then(|| {
            let ending = standfast_intake::record_ending(&draft.own_bytes);
            let name = if draft.place.file.is_empty() && source.ends_with(ending) {
                source.to_owned()
            } else {
                format!("{}{ending}", draft.place.at)
            };
            (name, draft.own_bytes)
        });
        Item {
            original,
            title: draft.title.clone(),
            attachments: draft.attachments,
            at: draft.place.at.clone(),
            from,
            contact: kinds::Contact {
                channel: Some(draft.channel),
                platform: draft.platform,
                from: party(from),
                from_account: draft.from.as_ref().map(Person::shown),
                towards,
                occurred,
                title: draft.title,
                words: draft.words,
                signs: vec![],
                effect: None,
                reply: None,
                clinical: None,
                place: None,
                witnesses: vec![],
                marks: draft.marks,
                doubts,
                source: Some(kinds::Source {
                    import,
                    // Without the file's name: a folder of an export may be called after anybody.
                    position: draft.place.at,
                    identity: Some(identity),
                }),
            },
        }
    }

    /// About how many bytes it holds in memory.
    pub(super) fn weight(&self) -> usize {
        let files: usize = self
            .attachments
            .iter()
            .map(|a| match &a.content {
                AttachmentContent::Bytes(bytes) => bytes.len(),
                _ => 0,
            })
            .sum();
        let original = self.original.as_ref().map_or(0, |(_, bytes)| bytes.len());
        let words = self.contact.words.as_ref().map_or(0, String::len);
        files + original + words
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
