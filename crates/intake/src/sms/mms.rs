//! One picture or group message: its parts and its people.

use standfast_model::draft::{Attachment, AttachmentContent, Basis, DraftKind, Person};
use standfast_model::lists::Channel;
use standfast_model::normalise;

use super::record::{Refused, Said, Way, owner, person, thread, when};
use super::value::{Faults, Fields, file};
use crate::identity::{Identity, day_of};
use crate::limits;
use crate::reader::Settings;

/// A message whose parts and people are still to come.
pub(super) struct Mms {
    said: Said,
    way: Way,
    ms: i64,
    address: Option<String>,
    label: Option<String>,
    not_fetched: bool,
    parts: Vec<Part>,
    people: Vec<(Role, String)>,
    /// Only who writes is wanted.
    light: bool,
}

struct Part {
    order: i64,
    text: Option<String>,
    file: Option<Attachment>,
    digest: [u8; 32],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    From,
    To,
}

/// What stands in place of the owner's own number.
const OWNER_TOKEN: &str = "insert-address-token";

impl Mms {
    pub(super) fn read(
        fields: &Fields<'_>,
        settings: &Settings,
        light: bool,
    ) -> Result<Self, Refused> {
        let way = Way::read(fields, "msg_box")?;
        let mut said = Said::new(DraftKind::Message, Channel::Text);
        let ms = when(&mut said, fields, way, Basis::SenderClaimed, settings);
        said.title = fields.said("sub", &mut said.faults);
        let address = fields
            .said("address", &mut said.faults)
            .filter(|a| a != OWNER_TOKEN);
        let label = fields.said("contact_name", &mut said.faults);
        Ok(Mms {
            way,
            ms,
            address,
            label,
            // A notice of a message that waits at the network.
            not_fetched: fields.number("m_type") == Some(130),
            parts: Vec::new(),
            people: Vec::new(),
            light,
            said,
        })
    }

    pub(super) fn faults(&mut self) -> &mut Faults {
        &mut self.said.faults
    }

    pub(super) fn problem(&mut self, why: &str) {
        self.said.problem(why);
    }

    pub(super) fn person(&mut self, fields: &Fields<'_>) {
        let role = match fields.number("type") {
            Some(137) => Role::From,
            Some(129 | 130 | 151) => Role::To,
            _ => return self.problem("it names a person in a role that is not known"),
        };
        if self.people.len() >= limits::RECIPIENTS {
            if self.people.len() == limits::RECIPIENTS {
                self.problem("it has more people than the limit; the others are left out");
                self.people.push((Role::To, String::new()));
            }
            return;
        }
        if let Some(address) = fields.said("address", &mut self.said.faults) {
            self.people.push((role, address));
        }
    }

    /// A part; `left_out` says that a value of it was over the limit.
    pub(super) fn part(&mut self, fields: &Fields<'_>, left_out: bool) {
        if self.light {
            return;
        }
        if self.parts.len() >= limits::PARTS {
            if self.parts.len() == limits::PARTS {
                self.problem("it has more parts than the limit; the others are left out");
                self.parts.push(Part::nothing());
            }
            return;
        }
        let faults = &mut self.said.faults;
        let kind = fields.said("ct", faults);
        let order = fields.number("seq").unwrap_or_default();
        let words = kind
            .as_deref()
            .is_none_or(|k| k.to_ascii_lowercase().starts_with("text/plain"));
        // How the message was laid out on the screen of the phone.
        if kind.as_deref() == Some("application/smil") && !left_out {
            return;
        }
        let name = ["name", "fn", "cl"]
            .into_iter()
            .find_map(|n| fields.said(n, faults))
            .unwrap_or_default();
        let data = fields.raw("data").filter(|d| !matches!(*d, "" | "null"));
        let text = fields.said("text", faults);
        let mut part = Part {
            order,
            ..Part::nothing()
        };
        let content = match (data, text) {
            _ if left_out => {
                let most = limits::MMS >> 20;
                self.problem(&format!(
                    "with a file of it the message is over the limit of {most} MB: this file is kept out"
                ));
                AttachmentContent::Omitted
            }
            (Some(data), _) => {
                let (bytes, whole) = file(data);
                if !whole {
                    self.problem("a file of it is not written as the format wants it; it is kept as it stands");
                }
                AttachmentContent::Bytes(bytes)
            }
            (None, Some(text)) if words => {
                part.digest = Identity::of("text").with(text.as_bytes()).finish();
                part.text = Some(text);
                self.parts.push(part);
                return;
            }
            (None, Some(text)) => AttachmentContent::Bytes(text.into_bytes()),
            (None, None) if words => return,
            (None, None) => {
                self.said.marks.push("media-missing");
                AttachmentContent::Missing
            }
        };
        if let AttachmentContent::Bytes(bytes) = &content {
            part.digest = Identity::of("file").with(bytes).finish();
        }
        part.file = Some(Attachment {
            name,
            declared: kind,
            content,
        });
        self.parts.push(part);
    }

    pub(super) fn finish(mut self) -> Said {
        self.who();
        self.parts.sort_by_key(|p| p.order);
        let thread = self.thread();
        let said = &mut self.said;
        let mut identity = Identity::of("mms")
            .with(thread.as_bytes())
            .with(&self.ms.to_be_bytes())
            .with(self.way.as_bytes());
        let mut words: Vec<String> = Vec::new();
        for part in self.parts {
            identity = identity.with(&part.digest);
            words.extend(part.text);
            said.attachments.extend(part.file);
        }
        said.day = day_of(self.ms);
        said.digest = identity.finish();
        said.thread = thread;
        said.words = (!words.is_empty()).then(|| words.join("\n"));
        if self.not_fetched {
            said.marks.push("no-content");
            said.doubts.push(
                "the phone was told of it and did not fetch it: its content is not in the export"
                    .to_owned(),
            );
        } else if said.words.is_none() && said.attachments.is_empty() && said.title.is_none() {
            said.without_words(None);
        }
        if self.way == Way::NotDelivered {
            said.not_delivered();
        }
        self.said
    }

    /// The numbers that the message itself lists, without the owner's.
    fn numbers(&self) -> Vec<&str> {
        let address = self.address.as_deref().unwrap_or_default();
        address
            .split('~')
            .map(str::trim)
            .filter(|a| !a.is_empty() && *a != OWNER_TOKEN)
            .collect()
    }

    fn thread(&self) -> String {
        if self.address.is_some() {
            return thread(self.address.as_deref());
        }
        let people: Vec<&str> = self
            .people
            .iter()
            .filter(|(_, a)| a != OWNER_TOKEN)
            .map(|(_, a)| a.as_str())
            .collect();
        thread(Some(&people.join("~")))
    }

    /// Sender and receivers. A group's list of numbers is never a sender.
    fn who(&mut self) {
        let numbers = self.numbers();
        let group = numbers.len() > 1;
        let same = |a: &str, b: &str| normalise(a) == normalise(b);
        let label = |address: &str| match numbers.as_slice() {
            [only] if same(only, address) => self.label.clone(),
            _ => None,
        };
        let known = |address: &str| Person {
            label: label(address),
            address: Some(address.to_owned()),
        };
        let stands_as = |role| self.people.iter().filter(move |(r, _)| *r == role);
        let sender = stands_as(Role::From)
            .map(|(_, a)| a.as_str())
            .find(|a| *a != OWNER_TOKEN);
        let receivers: Vec<&str> = stands_as(Role::To).map(|(_, a)| a.as_str()).collect();
        let others: Vec<Person> = if receivers.is_empty() {
            numbers.iter().map(|n| known(n)).collect()
        } else {
            receivers
                .iter()
                .filter(|a| **a != OWNER_TOKEN && !a.is_empty())
                .map(|a| known(a))
                .collect()
        };
        let (from, to) = match self.way {
            Way::Sent | Way::NotDelivered => {
                let own = sender.filter(|s| !numbers.iter().any(|n| same(n, s)));
                (Some(owner(own.map(str::to_owned))), others)
            }
            Way::Received => {
                let from = match (sender, numbers.as_slice()) {
                    (Some(sender), _) => Some(known(sender)),
                    (None, [only]) => Some(known(only)),
                    (None, []) => person(None, self.label.clone()),
                    (None, _) => None,
                };
                (
                    from.clone(),
                    if group {
                        members(from.as_ref(), others, &numbers)
                    } else {
                        Vec::new()
                    },
                )
            }
        };
        let other = match numbers.as_slice() {
            [only] => Some(known(only)),
            _ => None,
        };
        let doubt = match (&from, self.way) {
            (None, _) => Some("the export does not say who of the group sent it"),
            (Some(_), Way::Sent) if to.is_empty() => {
                Some("the export does not say to whom it went")
            }
            _ => None,
        };
        self.said.group = group;
        self.said.from = from;
        self.said.to = to;
        self.said.other = other;
        self.said.doubts.extend(doubt.map(str::to_owned));
    }
}

/// Whom a message to a group reached beside its sender: the owner is who is not in its list.
fn members(from: Option<&Person>, others: Vec<Person>, numbers: &[&str]) -> Vec<Person> {
    let is = |person: &Person, number: &str| {
        person.address.as_deref().map(normalise) == Some(normalise(number))
    };
    let mut to = vec![];
    let mut own = None;
    for other in others {
        let sent_it = from.is_some_and(|f| f.identity() == other.identity());
        if sent_it {
            continue;
        }
        if numbers.iter().any(|n| is(&other, n)) {
            to.push(other);
        } else if own.is_none() {
            own = other.address;
        } else {
            to.push(other);
        }
    }
    to.insert(0, owner(own));
    to
}

impl Part {
    fn nothing() -> Self {
        Part {
            order: 0,
            text: None,
            file: None,
            digest: [0; 32],
        }
    }
}
