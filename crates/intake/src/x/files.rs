//! Which files of an archive are read. Each begins with its own name, `window.YTD.tweets.part0`;
//! that decides, since the names of the files have changed over the years and parts bear numbers.

use std::collections::BTreeMap;
use std::io::Read;

use crate::error::IntakeError;
use crate::json::{Level, Shape};
use crate::source::Source;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// Direct messages, by conversation.
    Messages,
    /// What the account posted.
    Posts,
    /// What it posted and took back.
    DeletedPosts,
    /// Who follows the account.
    Followers,
    /// Whom it follows.
    Following,
}

impl Holds {
    pub(super) fn shape(self) -> &'static Shape {
        match self {
            Holds::Messages => &MESSAGES,
            _ => &LIST,
        }
    }

    /// What one record of it is, for its place.
    pub(super) fn one(self) -> &'static str {
        match self {
            Holds::Messages => "message",
            Holds::Posts | Holds::DeletedPosts => "post",
            Holds::Followers => "follower",
            Holds::Following => "followed account",
        }
    }
}

static MESSAGES: Shape = Shape {
    levels: &[
        Level::List,
        Level::Object("dmConversation"),
        Level::Object("messages"),
        Level::List,
    ],
    begins: &[
        (b"\"dmConversation\"", 1),
        (b"\"messageCreate\"", 4),
        (b"\"joinConversation\"", 4),
        (b"\"participantsJoin\"", 4),
        (b"\"participantsLeave\"", 4),
        (b"\"conversationNameUpdate\"", 4),
    ],
    assigned: true,
};

static LIST: Shape = Shape {
    levels: &[Level::List],
    begins: &[
        (b"\"tweet\"", 1),
        (b"\"follower\"", 1),
        (b"\"following\"", 1),
    ],
    assigned: true,
};

/// Names of lists that are read. Those without an s are of archives from before 2022.
const READ: &[(&str, Holds)] = &[
    ("direct_messages", Holds::Messages),
    ("direct_message", Holds::Messages),
    ("direct_messages_group", Holds::Messages),
    ("direct_message_group", Holds::Messages),
    ("tweets", Holds::Posts),
    ("tweet", Holds::Posts),
    ("community_tweet", Holds::Posts),
    ("deleted_tweets", Holds::DeletedPosts),
    ("deleted_tweet", Holds::DeletedPosts),
    ("follower", Holds::Followers),
    ("following", Holds::Following),
];

/// Names of lists that have a meaning here and are not read, and what they are.
const SEEN: &[(&str, &str)] = &[
    (
        "direct_message_headers",
        "lists of messages without their words",
    ),
    (
        "direct_message_group_headers",
        "lists of messages without their words",
    ),
    ("note_tweet", "long posts"),
    ("twitter_circle_tweet", "posts to a circle"),
    ("like", "likes"),
    ("block", "blocked accounts"),
    ("mute", "muted accounts"),
];

/// Members whose beginning is looked at.
const LOOKED_AT: usize = 20_000;
/// Bytes in which the name of a list stands.
const BEGINNING: u64 = 200;

/// The files of an archive.
#[derive(Default)]
pub(super) struct Files {
    /// In the order in which they are read.
    pub(super) read: Vec<File>,
    /// What else was seen, with how many files each has.
    pub(super) seen: BTreeMap<&'static str, u64>,
    /// Where it is said whose archive this is.
    pub(super) account: Option<String>,
    /// Where it is said what the archive holds.
    pub(super) manifest: Option<String>,
}

/// One file that is read.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct File {
    pub(super) holds: Holds,
    /// The name of its list: one conversation stands in one list.
    list: String,
    part: u64,
    /// Its member in the archive; `None` is the source itself.
    pub(super) member: Option<String>,
}

/// What a file is, by its beginning.
enum Beginning {
    List(String, u64),
    Manifest,
}

impl Files {
    pub(super) fn of(source: &Source) -> Self {
        let mut files = Files::default();
        match source.archive() {
            None => files.add(beginning(source.head()), None),
            Some(_) => each(source, |name, begins| {
                files.add(Some(begins), Some(name.to_owned()));
                true
            }),
        }
        files.read.sort();
        files
    }

    fn add(&mut self, begins: Option<Beginning>, member: Option<String>) {
        match begins {
            Some(Beginning::Manifest) => self.manifest = self.manifest.take().or(member),
            Some(Beginning::List(list, _)) if list == "account" => {
                self.account = self.account.take().or(member);
            }
            Some(Beginning::List(list, part)) => {
                if let Some(holds) = holds(&list) {
                    self.read.push(File {
                        holds,
                        list,
                        part,
                        member,
                    });
                } else if let Some((_, what)) = SEEN.iter().find(|(name, _)| *name == list) {
                    *self.seen.entry(what).or_default() += 1;
                }
            }
            None => {}
        }
    }

    /// The error for a source of which nothing can be read.
    pub(super) fn unread(&self, source: &Source) -> Option<IntakeError> {
        let alone = source.archive().is_none();
        let lists = |file: &File| matches!(file.holds, Holds::Followers | Holds::Following);
        let what = if self.read.is_empty() {
            "a part of an X archive without messages, posts and followers"
        } else if alone && self.read.iter().all(lists) {
            "a list of followers without the archive that says whose it is"
        } else {
            return None;
        };
        Some(IntakeError::NotYetRead {
            name: source.name().to_owned(),
            what,
        })
    }
}

/// Whether a list of this name is read.
pub(super) fn holds(list: &str) -> Option<Holds> {
    let found = READ.iter().find(|(name, _)| *name == list);
    found.map(|(_, holds)| *holds)
}

/// Whether a source is such an archive, or a part of one.
pub(super) fn is_one(source: &Source) -> bool {
    if source.archive().is_none() {
        return matches!(beginning(source.head()), Some(Beginning::List(..)));
    }
    let mut found = false;
    each(source, |_, begins| {
        found |= matches!(begins, Beginning::List(..));
        !found
    });
    found
}

/// Looks at the beginning of each member that can be a list, until `see` says no.
fn each(source: &Source, mut see: impl FnMut(&str, Beginning) -> bool) {
    let members = source.archive().map_or(&[][..], |a| a.members());
    let scripts = members
        .iter()
        .filter(|m| m.refused.is_none() && m.name.to_ascii_lowercase().ends_with(".js"));
    for member in scripts.take(LOOKED_AT) {
        let mut head = Vec::new();
        let read = source
            .open_member(&member.name)
            .map(|m| m.take(BEGINNING).read_to_end(&mut head));
        // A damaged member may still begin as a list; reading it says what is wrong.
        if read.is_ok()
            && let Some(begins) = beginning(&head)
            && !see(&member.name, begins)
        {
            return;
        }
    }
}

/// The name and number of a list: `window.YTD.direct_messages.part0 =`.
fn beginning(head: &[u8]) -> Option<Beginning> {
    let head = head.get(..head.len().min(BEGINNING as usize))?;
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = String::from_utf8_lossy(head.trim_ascii_start());
    if head.starts_with("window.__THAR_CONFIG") {
        return Some(Beginning::Manifest);
    }
    let (name, _) = head.strip_prefix("window.YTD.")?.split_once('=')?;
    let (list, part) = list(name)?;
    Some(Beginning::List(list, part))
}

/// `direct_messages.part0` as name and number.
pub(super) fn list(name: &str) -> Option<(String, u64)> {
    let (list, part) = name.trim().split_once(".part")?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let named = !list.is_empty() && list.bytes().all(plain);
    named.then_some((list.to_owned(), part.parse().ok()?))
}
