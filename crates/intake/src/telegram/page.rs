//! One message of a page, as Telegram Desktop writes it.
//!
//! A message is a `div` of the class `message` with its number in its `id`. Of several by one
//! person within a quarter of an hour only the first says whose they are: the rest are `joined` to
//! it. Lines for a new day bear numbers below nought and are no messages.

use standfast_model::draft::{Basis, DraftKind, DraftTime, Person};

use super::record::{Around, left_out};
use super::said::Said;
use crate::limits;
use crate::meta::dates::{self, Date, Languages};
pub(super) use crate::page::outline;
use crate::page::{Attributes, Node, has_class};

/// What stands on a page.
pub(super) enum On {
    /// Its head, with the name of the chat.
    Chat(String),
    /// A new day begins.
    Day,
    Record(Box<Said>),
    /// No message can be made of it, and why.
    Unknown(&'static str),
}

/// What a message that is joined to the one before takes from it.
#[derive(Default)]
pub(super) struct Joined {
    thread: String,
    sender: Option<Person>,
    forwarded: Option<String>,
}

impl Joined {
    /// A page of this chat begins: what stood on its last page goes on.
    pub(super) fn begin(&mut self, thread: &str) {
        if self.thread != thread {
            *self = Joined {
                thread: thread.to_owned(),
                ..Joined::default()
            };
        }
    }

    /// The message could not be read: nobody knows whose the next ones are.
    pub(super) fn lose(&mut self) {
        self.sender = None;
        self.forwarded = None;
    }
}

/// Whether a tag begins a message, or the head of the page.
pub(super) fn begins(name: &str, attributes: &Attributes, _depth: usize) -> bool {
    name == "div" && (has_class(attributes, "message") || has_class(attributes, "page_header"))
}

/// Reads what [`begins`] found.
pub(super) fn read(node: &Node, thread: &str, joined: &mut Joined, around: Around<'_>) -> On {
    if node.is("page_header") {
        return On::Chat(node.text().trim().to_owned());
    }
    let id = node.attribute("id").unwrap_or_default();
    let number = id.strip_prefix("message").unwrap_or_default();
    if node.is("service") {
        joined.lose();
        let text = inner(node.text().as_str()).trim().to_owned();
        if number.starts_with('-') || number.is_empty() {
            return On::Day;
        }
        return On::Record(Box::new(service(number, text)));
    }
    let all_digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let Some(body) = part(node, "body").filter(|_| all_digits) else {
        joined.lose();
        return On::Unknown("it has no number, or nothing stands in it");
    };
    let mut said = Said {
        number: Some(number.to_owned()),
        ..Said::default()
    };
    said.date(body);
    said.name(node, body, thread, joined);
    // A forwarded message is a body of its own inside the one of who forwarded it.
    let forwarded = body.elements().find(|n| n.is("forwarded") && n.is("body"));
    if let Some(inside) = forwarded {
        if let Some(name) = part(inside, "from_name") {
            let name = name.text_without(&|n| n.is("date"));
            joined.forwarded = Some(name.trim().to_owned()).filter(|n| !n.is_empty());
        }
        said.forwarded(joined.forwarded.as_deref());
    } else {
        joined.forwarded = None;
    }
    let content = forwarded.unwrap_or(body);
    said.content(content, around);
    said.say_if_empty();
    On::Record(Box::new(said))
}

/// The element of this class that stands in another, not in a body inside that.
fn part<'a>(node: &'a Node, class: &str) -> Option<&'a Node> {
    node.find(&|n| n.is(class) && !n.is("forwarded"), &|n| {
        n.is("userpic_wrap") || n.is("forwarded") || n.is("media_wrap")
    })
}

/// Text without the line ends and blanks that the program puts round it.
fn inner(text: &str) -> &str {
    let text = text.strip_prefix('\n').unwrap_or(text);
    match text.rsplit_once('\n') {
        Some((text, blanks)) if blanks.chars().all(|c| c == ' ') => text,
        _ => text,
    }
}

/// What somebody did, as the program says it behind their name.
const DID: &[&str] = &[
    " took a screenshot",
    " requested your phone number",
    " suggests to use this photo",
    " set a new background for this chat",
    " sent you a gift",
];

fn service(number: &str, text: String) -> Said {
    let mut said = Said {
        number: Some(number.to_owned()),
        ..Said::default()
    };
    let who = DID
        .iter()
        .find_map(|did| Some(text.split_once(did)?.0))
        .filter(|who| !who.is_empty());
    match who {
        Some(who) => {
            said.sender = Some(Person {
                label: Some(who.to_owned()),
                address: None,
            });
            said.marks.push("app-words");
            said.titled(&text);
        }
        None => {
            said.kind = DraftKind::System;
            said.words = Some(text);
        }
    }
    said
}

impl Said {
    /// `15.01.2024 10:00:00 UTC+02:00`; older exports have no offset.
    fn date(&mut self, body: &Node) {
        let title = part(body, "date").and_then(|date| date.attribute("title"));
        let date = title.and_then(|title| dates::read(title, Languages::ALL));
        self.time = match date.and_then(|date| match date {
            Date::At { .. } => date.read_as(None),
            Date::Numbers { .. } | Date::Unclear => None,
        }) {
            Some((wall, seconds, Some(offset))) => match offset.to_timestamp(wall) {
                Ok(at) => DraftTime::Instant {
                    at,
                    seconds,
                    offset: Some(offset),
                    basis: Basis::Server,
                },
                Err(_) => DraftTime::Unknown,
            },
            Some((wall, seconds, None)) => DraftTime::Local {
                wall,
                seconds,
                basis: Basis::ExportLocal,
            },
            None => DraftTime::Unknown,
        };
    }

    fn name(&mut self, node: &Node, body: &Node, thread: &str, joined: &mut Joined) {
        const GONE: &str = "Deleted Account";
        if let Some(name) = part(body, "from_name") {
            let name = name.text();
            let name = name.trim();
            let (name, robot) = match name.rsplit_once(" via @") {
                Some((name, robot)) if !robot.contains(' ') => (name, Some(robot)),
                _ => (name, None),
            };
            if let Some(robot) = robot {
                self.titled(&format!("Sent through @{robot}"));
            }
            let label = match name {
                GONE | "" => format!("{GONE} (in {thread})"),
                name => name.to_owned(),
            };
            joined.sender = Some(Person {
                label: Some(label),
                address: None,
            });
        } else if !node.is("joined") {
            joined.sender = None;
        }
        self.sender.clone_from(&joined.sender);
        match &self.sender {
            None => self.doubts.push(
                "the page does not say who sent it, and what stands before it does not tell, either",
            ),
            Some(who) if who.label.as_ref().is_some_and(|l| l.starts_with(GONE)) => self
                .doubts
                .push("its account is no more: the export has no name for it"),
            Some(_) => {}
        }
    }

    fn content(&mut self, content: &Node, around: Around<'_>) {
        for element in content.elements() {
            if element.is("reply_to") {
                self.reply(element);
            } else if element.is("media_wrap") {
                self.media(element, around);
            } else if element.is("text") {
                let text = element.text();
                self.words = Some(inner(&text).to_owned()).filter(|w| !w.is_empty());
                self.links(element);
            } else if element.is("signature") {
                self.titled(&format!("Signed {}", element.text().trim()));
            } else if element.is("reactions") {
                self.reactions_on_page(element);
            }
        }
    }

    fn reply(&mut self, element: &Node) {
        let mut number = None;
        element.walk(&mut |node| {
            let target = node
                .attribute("href")
                .and_then(|h| h.rsplit_once("message"));
            if let Some((_, digits)) = target
                && !digits.is_empty()
                && digits.bytes().all(|b| b.is_ascii_digit())
            {
                number = Some(digits.to_owned());
            }
        });
        self.marks.push("reply");
        self.titled(&match number {
            Some(number) => format!("In reply to message {number}"),
            None => "In reply to a message that is not on these pages".to_owned(),
        });
    }

    /// Addresses behind words that do not say them.
    fn links(&mut self, text: &Node) {
        let said = self.words.clone().unwrap_or_default();
        let mut links: Vec<String> = Vec::new();
        text.walk(&mut |node| {
            let link = node.attribute("href").filter(|_| node.name == "a");
            if let Some(link) = link.filter(|l| l.contains("://") && !said.contains(*l))
                && links.len() < limits::REACTIONS
            {
                links.push(link.to_owned());
            }
        });
        if !links.is_empty() {
            self.titled(&format!("Links: {}", links.join(", ")));
        }
    }

    fn media(&mut self, wrap: &Node, around: Around<'_>) {
        let Some(media) = wrap.elements().next() else {
            return;
        };
        let words = |class: &str| {
            let found = part(media, class).map(|n| n.text().trim().to_owned());
            found.filter(|text| !text.is_empty())
        };
        let (title, description, status) = (words("title"), words("description"), words("status"));
        if media.is("media_call") {
            self.call_on_page(status.as_deref().unwrap_or_default());
            return;
        }
        if media.is("media_poll") {
            let mut answers: Vec<String> = Vec::new();
            media.walk(&mut |n| {
                if n.is("answer") && answers.len() < limits::REACTIONS {
                    let text = n.text_without(&|n| n.is("details"));
                    answers.push(text.trim().trim_start_matches("- ").to_owned());
                }
            });
            let question = words("question").unwrap_or_default();
            self.titled(&format!("Poll: {question} ({})", answers.join(" / ")));
            self.marks.push("poll");
            return;
        }
        let kinds = [
            ("photo_wrap", "image"),
            ("media_photo", "image"),
            ("sticker_wrap", "sticker"),
            ("animated_wrap", "animation"),
            ("video_file_wrap", "video_file"),
            ("media_video", "video_file"),
            ("media_voice_message", "voice_message"),
            ("media_audio_file", "audio_file"),
            ("media_contact", "text/vcard"),
            ("media_file", "file"),
        ];
        let kind = kinds.iter().find(|(class, _)| media.is(class));
        let link = media.attribute("href").filter(|link| !link.is_empty());
        for told in [&title, &description, &status].into_iter().flatten() {
            self.titled(told);
        }
        let Some((class, kind)) = kind else {
            self.marks.push(
                if ["media_location", "media_live_location", "media_venue"]
                    .iter()
                    .any(|class| media.is(class))
                {
                    "location"
                } else {
                    "app-words"
                },
            );
            return;
        };
        let self_destructing = title
            .as_deref()
            .is_some_and(|t| t.starts_with("Self-destructing"));
        if self_destructing {
            self.marks.push("self-destructing");
        }
        let thumb = media
            .elements()
            .find(|n| n.name == "img")
            .and_then(|n| n.attribute("src"))
            .filter(|src| !src.contains("://"));
        match link.filter(|link| !link.contains("://")) {
            Some(path) => {
                let there = self.file(path, kind, None, around);
                if let Some(thumb) = thumb.filter(|_| !there) {
                    self.file(thumb, "preview", None, around);
                }
            }
            None if *class == "media_contact" => self.marks.push("contact-card"),
            None => {
                self.doubts
                    .extend(description.as_deref().and_then(left_out));
                let name = title.filter(|_| *class == "media_file").unwrap_or_default();
                self.missing(&name, kind);
                if let Some(thumb) = thumb {
                    self.file(thumb, "preview", None, around);
                }
            }
        }
    }

    /// "Missed", "Outgoing (42 seconds)".
    fn call_on_page(&mut self, status: &str) {
        let took = status
            .split_once('(')
            .and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        let reason = match status.split(' ').next() {
            Some("Missed" | "Cancelled") => Some("missed"),
            Some("Declined") => Some("busy"),
            _ => None,
        };
        self.call(reason, took);
    }

    fn reactions_on_page(&mut self, element: &Node) {
        let told: Vec<String> = element
            .elements()
            .take(limits::REACTIONS)
            .map(|one| one.text().split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|told| !told.is_empty())
            .collect();
        if !told.is_empty() {
            self.titled(&format!("Reactions: {}", told.join(", ")));
            self.marks.push("reactions");
        }
    }
}
