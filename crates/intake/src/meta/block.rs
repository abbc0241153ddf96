//! One message of a page: who, what, when, by the order in which they stand.

use standfast_model::draft::DraftKind;

use super::dates::{self, Date};
use super::learn::Learned;
use super::media;
use super::record::{Around, Said};
use crate::limits;
use crate::page::Node;

/// What a message of a page says.
pub(super) struct Block {
    pub(super) said: Said,
    /// `None` where its date cannot be read.
    pub(super) date: Option<Date>,
    /// The date as it stands.
    pub(super) dated: String,
}

/// Only who wrote it, for counting.
pub(super) fn sender(block: &Node, learned: &Learned) -> Option<String> {
    let name = block.elements().find(|e| says(e))?.text();
    Some(learned.right(name.trim().to_owned()).0)
}

/// What its last element says, which is its date.
pub(super) fn dated(block: &Node) -> Option<String> {
    let last = block.elements().filter(|e| says(e)).last()?;
    Some(last.text().trim().to_owned())
}

/// Reads one message; `Err` says why it is none.
pub(super) fn read(
    block: &Node,
    learned: &Learned,
    around: &Around<'_>,
) -> Result<Block, &'static str> {
    let parts: Vec<&Node> = block
        .elements()
        .filter(|e| says(e) || has_file(e))
        .collect();
    let [first, body @ .., last] = parts.as_slice() else {
        return Err("it has neither a sender nor a date");
    };
    let dated = last.text().trim().to_owned();
    let date = dates::read(&dated, learned.languages);
    if date.is_none() && !dated.chars().any(char::is_numeric) {
        return Err("no date stands at its end");
    }
    let (sender, mut repaired) = learned.right(first.text().trim().to_owned());
    let mut content = Content::default();
    for slot in slots(body) {
        content.slot(slot, learned, &mut repaired);
    }
    let mut said = Said::new(Some(sender), content.words.clone().unwrap_or_default());
    said.repaired = repaired;
    for (path, kind) in &content.files {
        said.file(media::find(path, kind, around.folder, around.archive));
    }
    if let Some(words) = content.words {
        said.message(None, Some(words), !content.shared.is_empty());
    }
    for link in content.shared {
        said.token.push_str(&link);
        said.titled(&format!("Shared: {link}"));
        said.marks.push("shared");
    }
    for more in content.more {
        said.token.push_str(&more);
        said.titled(&more);
    }
    if !content.reactions.is_empty() && said.kind != DraftKind::System {
        said.titled(&format!("Reactions: {}", content.reactions.join(", ")));
        said.marks.push("reactions");
    }
    if date.is_none() {
        said.titled(&learned.right(dated.clone()).0);
    }
    said.say_if_empty();
    Ok(Block { said, date, dated })
}

fn says(node: &Node) -> bool {
    !node.text().trim().is_empty()
}

fn has_file(node: &Node) -> bool {
    node.find(&|n| file(n).is_some(), &|_| false).is_some() || file(node).is_some()
}

/// The elements among which what was said is spread: words, links, files, reactions, each in one
/// of its own. Elements around all of them are gone through.
fn slots<'a>(body: &[&'a Node]) -> Vec<&'a Node> {
    let mut body = body.to_vec();
    loop {
        let [one] = body.as_slice() else {
            return body;
        };
        let inner: Vec<&Node> = one.elements().collect();
        let inline = |n: &&Node| {
            matches!(
                n.name.as_str(),
                "a" | "b"
                    | "i"
                    | "br"
                    | "span"
                    | "img"
                    | "video"
                    | "audio"
                    | "ul"
                    | "strong"
                    | "em"
            )
        };
        if inner.is_empty() || one.has_own_text() || inner.iter().any(inline) {
            return body;
        }
        body = inner;
    }
}

/// What stands between sender and date.
#[derive(Default)]
struct Content {
    words: Option<String>,
    shared: Vec<String>,
    more: Vec<String>,
    reactions: Vec<String>,
    /// Each with what it is.
    files: Vec<(String, &'static str)>,
}

impl Content {
    fn slot(&mut self, slot: &Node, learned: &Learned, repaired: &mut bool) {
        let mut right = |text: &str| {
            let (text, was) = learned.right(text.trim().to_owned());
            *repaired |= was;
            text
        };
        let (mut files, mut links) = (Vec::new(), Vec::new());
        let mut each = |node: &Node| {
            if let Some((path, kind)) = file(node) {
                if !files.iter().any(|(known, _)| *known == path) {
                    files.push((path, kind));
                }
            } else if let Some(link) = web(node) {
                links.push(link.to_owned());
            }
            if node.name == "li" && self.reactions.len() < limits::REACTIONS {
                let told = right(&node.text().replace('\n', " "));
                if !told.is_empty() {
                    self.reactions.push(told);
                }
            }
        };
        each(slot);
        slot.walk(&mut each);
        let text = right(&slot.text_without(&|n| matches!(n.name.as_str(), "ul" | "li")));
        let with_file = !files.is_empty();
        for (path, kind) in files {
            if !self.files.iter().any(|(known, _)| *known == path) {
                self.files.push((path, kind));
            }
        }
        // A link that is all that the slot says was shared; with words beside it, too.
        if let [link, ..] = links.as_slice()
            && !with_file
        {
            let words = text.replace(link.as_str(), "");
            let words = words.trim();
            if words.is_empty() {
                self.shared.push(link.clone());
                return;
            }
            if slot.name != "a" && !text.contains(link.as_str()) {
                self.shared.push(format!("{link} ({words})"));
                return;
            }
        }
        if text.is_empty() {
            return;
        }
        if self.words.is_none() && !with_file && self.shared.is_empty() {
            self.words = Some(text);
        } else if self.words.as_deref() != Some(text.as_str()) {
            self.more.push(text);
        }
    }
}

/// The file of the download that an element shows or leads to.
fn file(node: &Node) -> Option<(String, &'static str)> {
    let (name, kind) = match node.name.as_str() {
        "a" => ("href", "file"),
        "img" => ("src", "image"),
        "video" => ("src", "video"),
        "audio" => ("src", "audio"),
        "source" => ("src", "file"),
        _ => return None,
    };
    let path = node.attribute(name)?.trim();
    let elsewhere = path.is_empty()
        || path.starts_with('#')
        || path.contains("://")
        || ["mailto:", "tel:", "data:", "javascript:"]
            .iter()
            .any(|scheme| path.to_ascii_lowercase().starts_with(scheme));
    if elsewhere {
        return None;
    }
    let folder = path.rsplit('/').nth(1).unwrap_or_default();
    let by_folder = match folder {
        "photos" => "image",
        "videos" => "video",
        "audio" => "audio",
        "gifs" => "gif",
        "stickers_used" => "sticker",
        _ => kind,
    };
    Some((path.to_owned(), by_folder))
}

/// The address on the web that an element leads to.
fn web(node: &Node) -> Option<&str> {
    let link = node.attribute("href").filter(|_| node.name == "a")?;
    link.contains("://").then_some(link)
}
