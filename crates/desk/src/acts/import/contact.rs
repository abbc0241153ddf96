//! From a draft to the contact that is sealed.

use standfast_intake::parties::From;
use standfast_model::draft::{Attachment, AttachmentContent, Draft, Person};
use standfast_model::lists::Party;
use standfast_model::{Occurred, kinds};
use standfast_vault::Staged;

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

/// An original whose bytes are in memory.
pub(super) enum AtHand {
    /// It was taken in.
    TakenIn(Staged),
    /// It is for a file of its own.
    Large(Vec<u8>),
}

impl AtHand {
    fn of(bytes: Vec<u8>) -> Self {
        Staged::small(bytes).map_or_else(AtHand::Large, AtHand::TakenIn)
    }

    fn weight(&self) -> usize {
        match self {
            AtHand::TakenIn(staged) => usize::try_from(staged.bytes).unwrap_or(usize::MAX),
            AtHand::Large(bytes) => bytes.len(),
        }
    }
}

/// What came with a draft.
pub(super) enum Came {
    AtHand(AtHand),
    /// A member of the archive.
    Member(String),
    /// A file without bytes.
    Empty,
}

impl Came {
    /// `None`: the export does not have it.
    fn of(content: AttachmentContent) -> Option<Self> {
        match content {
            AttachmentContent::Bytes(bytes) if bytes.is_empty() => Some(Came::Empty),
            AttachmentContent::Bytes(bytes) => Some(Came::AtHand(AtHand::of(bytes))),
            AttachmentContent::Member(member) => Some(Came::Member(member)),
            AttachmentContent::Missing | AttachmentContent::Omitted => None,
        }
    }
}

/// A draft that is sealed, made ready: what needs no number of its entry. Its small originals are
/// hashed already, beside the sealing of others.
pub(super) struct Item {
    /// Of an e-mail: the message as it came, and its name.
    pub original: Option<(String, AtHand)>,
    /// Its subject line.
    pub title: Option<String>,
    /// What came with it, by name.
    pub attachments: Vec<(String, Came)>,
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
        let channel = draft.channel_said().cloned();
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
            (name, AtHand::of(draft.own_bytes))
        });
        let attachments = draft.attachments.into_iter();
        let attachments = attachments
            .filter_map(|Attachment { name, content, .. }| {
                let name = match name.as_str() {
                    "" => "without a name".to_owned(),
                    _ => name,
                };
                Some((name, Came::of(content)?))
            })
            .collect();
        Item {
            original,
            title: draft.title.clone(),
            attachments,
            at: draft.place.at.clone(),
            from,
            contact: kinds::Contact {
                channel,
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
            .map(|(_, came)| match came {
                Came::AtHand(file) => file.weight(),
                Came::Member(_) | Came::Empty => 0,
            })
            .sum();
        let original = self.original.as_ref().map_or(0, |(_, mail)| mail.weight());
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
