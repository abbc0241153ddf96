//! What one record is: words, a file, a call, a deleted message, a line of the app itself.

use standfast_model::draft::{Attachment, AttachmentContent, DraftKind};

use super::phrases;
use super::stamp::{Tail, is_mark};
use crate::archive::Archive;

/// What the text behind a sender says.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) kind: Option<DraftKind>,
    pub(super) words: Option<String>,
    pub(super) title: Option<String>,
    pub(super) marks: Vec<&'static str>,
    pub(super) doubts: Vec<&'static str>,
    pub(super) attachments: Vec<Attachment>,
    /// What makes this record itself beside sender and minute.
    pub(super) token: String,
    /// It begins as the app's own lines do, and the tables do not know it.
    pub(super) unknown: bool,
}

/// Reads the text of a record that has a sender.
pub(super) fn read(text: &str, tail: Tail, archive: Option<&Archive>) -> Said {
    let marked = text.starts_with('\u{200E}');
    let (first, rest) = text
        .split_once('\n')
        .map_or((text, None), |(f, r)| (f, Some(r)));
    let mut said = Said {
        token: bare(text),
        ..Said::default()
    };
    if rest.is_none() && phrases::deleted(first) {
        said.marks.push("deleted");
        "deleted".clone_into(&mut said.token);
        return said;
    }
    if let Some(kind) = phrases::omitted(first) {
        return omitted(said, first, rest, kind);
    }
    let is_there = |name: &str| archive.is_some_and(|a| a.find(name).is_some());
    if let Some(name) = phrases::attached(first, &is_there) {
        return attached(said, name, rest, archive);
    }
    if rest.is_none() && tail == Tail::Bracket && marked && phrases::call(first) {
        said.kind = Some(DraftKind::Call);
        said.marks.push(if phrases::missed(first) {
            "missed-call"
        } else {
            "call"
        });
        said.title = Some(text.chars().filter(|c| !is_mark(*c)).collect());
        return said;
    }
    if marked && rest.is_none() && phrases::system(first) {
        said.kind = Some(DraftKind::System);
        return said;
    }
    words(said, text, marked)
}

fn omitted(mut said: Said, first: &str, caption: Option<&str>, kind: &str) -> Said {
    said.marks.push(if kind == "view-once" {
        "view-once"
    } else {
        "media-omitted"
    });
    let name = first
        .split(" • ")
        .next()
        .filter(|n| n.len() < first.len())
        .unwrap_or_default();
    said.attachments.push(Attachment {
        name: name.trim_matches(is_mark).to_owned(),
        declared: (!kind.is_empty()).then(|| kind.to_owned()),
        content: AttachmentContent::Omitted,
    });
    captioned(&mut said, caption);
    said
}

fn attached(mut said: Said, name: &str, caption: Option<&str>, archive: Option<&Archive>) -> Said {
    let member = archive.and_then(|a| a.find(name));
    let content = match member {
        Some(member) if member.refused.is_none() => AttachmentContent::Member(member.name.clone()),
        Some(_) => {
            said.doubts
                .push("its file is in the export and cannot be read");
            AttachmentContent::Missing
        }
        None => {
            said.marks.push("media-missing");
            AttachmentContent::Missing
        }
    };
    if name.to_ascii_lowercase().ends_with(".vcf") {
        said.marks.push("contact-card");
    }
    said.attachments.push(Attachment {
        name: name.to_owned(),
        declared: None,
        content,
    });
    captioned(&mut said, caption);
    said
}

/// Lines below a file are its caption. The same record bears the file's name in one export and
/// only says that there was one in another: it is known by its caption.
fn captioned(said: &mut Said, caption: Option<&str>) {
    let caption = caption.map(|c| edited(&mut said.marks, &mut said.doubts, c));
    said.token = format!("media\n{}", bare(caption.unwrap_or_default()));
    said.words = caption
        .filter(|c| !bare(c).trim().is_empty())
        .map(str::to_owned);
}

fn edited<'a>(
    marks: &mut Vec<&'static str>,
    doubts: &mut Vec<&'static str>,
    text: &'a str,
) -> &'a str {
    match phrases::without_edited(text) {
        Some(words) => {
            marks.push("edited");
            doubts.push("it was edited; what it said before is not in the export");
            words
        }
        None => text,
    }
}

fn words(mut said: Said, text: &str, marked: bool) -> Said {
    let text = edited(&mut said.marks, &mut said.doubts, text);
    said.token = bare(text);
    let plain = said.token.trim().to_owned();
    if plain.is_empty() || plain == "null" {
        said.marks.push("no-content");
        said.doubts.push(if plain.is_empty() {
            "the export has no content for it"
        } else {
            "the export says null, as for content that it leaves out; somebody may have typed it"
        });
        return said;
    }
    let lower = plain.to_lowercase();
    if lower.starts_with("location: https://") || lower.starts_with("https://maps.google.com/?q=") {
        said.marks.push("location");
    } else if lower.starts_with("live location shared") {
        said.marks.push("live-location");
    } else if plain.starts_with("POLL:\n") {
        said.marks.push("poll");
    } else if marked {
        said.unknown = true;
        said.doubts.push(
            "it begins with the mark of lines that the app writes: the words may be the app's",
        );
    }
    said.words = Some(text.to_owned());
    said
}

/// Without direction marks: two phones put them differently.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}
