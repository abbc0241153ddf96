//! Which files of a download are conversations, and what their places say.
//!
//! Facebook, Messenger and Instagram put a conversation into a folder of its own, in files
//! `message_1.json` (the newest), `message_2.json` and so on; encrypted chats come in a download
//! of their own with one file a conversation. Names decide where a file belongs, never what is
//! opened.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::lists::{self, List};
use crate::archive::Member;
use crate::error::IntakeError;
use crate::limits;
use crate::source::Source;

/// The conversations of a source and what else its names say.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) conversations: Vec<Conversation>,
    /// Lists of requests and followers.
    pub(super) requests: Vec<List>,
    pub(super) platform: Option<&'static str>,
    /// Pages of HTML of conversations that stand here as JSON, too: not read.
    pub(super) html: u64,
    /// The one file of all messages that Instagram made before 2021.
    pub(super) old_instagram: bool,
    /// `no-data.txt`, or a page of that name, where messages would be.
    pub(super) no_data: bool,
    /// Files in folders of messages that are no conversation.
    pub(super) beside: Vec<String>,
    /// Lists that have a meaning here and no reader yet, with how many files each has.
    pub(super) lists: BTreeMap<&'static str, u64>,
}

/// One conversation.
pub(super) struct Conversation {
    /// What [`standfast_model::draft::Draft::thread`] says.
    pub(super) thread: String,
    /// Its folder in the archive, with `/` at the end; empty at the top.
    pub(super) folder: String,
    /// A mark for what its folder says: sent by somebody whom the owner had not accepted.
    pub(super) mark: Option<&'static str>,
    /// Its files, the newest first; `None` is the source itself.
    pub(super) files: Vec<Option<String>>,
    /// They are pages of HTML.
    pub(super) pages: bool,
}

/// The folders in which conversations stand, and what each says of them.
const SECTIONS: &[(&str, Option<&str>)] = &[
    ("inbox", None),
    ("archived_threads", None),
    ("filtered_threads", Some("filtered")),
    ("message_requests", Some("message-request")),
    ("e2ee_cutover", None),
];

/// Parts of names of other lists, and what they are.
const LISTS: &[(&str, &str)] = &[
    ("friend_requests", "friend requests"),
    ("follow_requests", "follow requests"),
    ("followers_and_following", "other lists of connections"),
    ("your_friends", "friends"),
    ("pokes", "pokes"),
    ("comments", "comments"),
    ("blocked", "blocked people"),
];

/// Files whose beginning is looked at to find encrypted conversations.
const LOOKED_AT: usize = 20_000;

impl Layout {
    /// Looks at the names, and at the beginning of files whose name says nothing.
    pub(super) fn of(source: &Source) -> Self {
        let Some(archive) = source.archive() else {
            return Layout::of_one(source);
        };
        let mut layout = Layout::default();
        let mut folders: BTreeMap<String, Vec<(u64, &Member)>> = BTreeMap::new();
        let mut pages: BTreeMap<String, Vec<(u64, &Member)>> = BTreeMap::new();
        let mut others = Vec::new();
        let mut listed = Vec::new();
        for member in archive.members() {
            let path = member.name.replace('\\', "/");
            let (folder, base) = path.rsplit_once('/').unwrap_or(("", &path));
            if let Some(number) = numbered(base, ".json") {
                let files = folders.entry(folder.to_owned()).or_default();
                files.push((number, member));
            } else if let Some(number) = page_number(base) {
                let files = pages.entry(folder.to_owned()).or_default();
                files.push((number, member));
            } else if let Some(list) = lists::named(folder, base) {
                listed.push((list, folder.to_owned(), member));
            } else {
                layout.other(&path, folder, base);
                let json = std::path::Path::new(base)
                    .extension()
                    .is_some_and(|e| e.eq_ignore_ascii_case("json"));
                if json && folder.split('/').count() <= 2 && member.refused.is_none() {
                    others.push(member);
                }
            }
        }
        layout.platform = platform(folders.keys().chain(pages.keys()), source);
        let mut used = BTreeSet::new();
        for (folder, files) in &mut folders {
            layout
                .conversations
                .push(Conversation::of(folder, in_order(files), &mut used));
        }
        if layout.conversations.is_empty() {
            layout.encrypted(source, &others, &mut used);
        }
        layout.pages(&mut pages, used);
        layout.listed(source, listed);
        layout
    }

    /// Lists of requests: those of JSON that begin as one, and pages that do not stand here as JSON, too.
    fn listed(&mut self, source: &Source, listed: Vec<(List, String, &Member)>) {
        let mut as_json = BTreeSet::new();
        let (pages, json): (Vec<_>, Vec<_>) = listed.into_iter().partition(|(l, ..)| l.pages);
        for (list, folder, member) in json {
            let stem = list.stem.clone();
            match lists::begun(&head_of(source, member), Some(list)) {
                Some(list) => {
                    as_json.insert((folder, stem));
                    self.request(list, member);
                }
                None => {
                    let path = member.name.replace('\\', "/");
                    let base = path.rsplit('/').next().unwrap_or_default();
                    self.other(&path, &folder, base);
                }
            }
        }
        for (list, folder, member) in pages {
            if as_json.contains(&(folder, list.stem.clone())) {
                self.html += 1;
            } else {
                self.request(list, member);
            }
        }
    }

    fn request(&mut self, list: List, member: &Member) {
        self.platform = self.platform.or(Some(list.platform));
        let member = Some(member.name.clone());
        self.requests.push(List { member, ..list });
    }

    /// Conversations as pages, but those that stand here as JSON, too: the JSON decides.
    fn pages(
        &mut self,
        pages: &mut BTreeMap<String, Vec<(u64, &Member)>>,
        mut used: BTreeSet<String>,
    ) {
        let as_json = used.clone();
        for (folder, files) in pages {
            if as_json.contains(&short(folder).0) {
                self.html += files.len() as u64;
                continue;
            }
            let mut one = Conversation::of(folder, in_order(files), &mut used);
            one.pages = true;
            self.conversations.push(one);
        }
    }

    /// A single file, not an archive.
    fn of_one(source: &Source) -> Self {
        let mut layout = Layout::default();
        let head = source.head();
        let says = |word: &str| memchr::memmem::find(head, word.as_bytes()).is_some();
        let bare = head
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(head)
            .trim_ascii_start();
        let both = says("\"participants\"") && says("\"messages\"");
        if bare.starts_with(b"{") && (both || numbered(source.name(), ".json").is_some()) {
            layout.platform = if says("your_instagram_activity") {
                Some("instagram")
            } else if says("your_activity_across_facebook")
                || says("your_facebook_activity")
                || says("\"threadName\"")
            {
                Some("facebook")
            } else {
                None
            };
            layout.conversations.push(Conversation {
                thread: source.name().to_owned(),
                folder: String::new(),
                mark: None,
                files: vec![None],
                pages: false,
            });
        } else if bare.starts_with(b"[") && says("\"participants\"") && says("\"conversation\"") {
            layout.old_instagram = true;
        } else if bare.starts_with(b"<") && page_number(source.name()).is_some() {
            layout.conversations.push(Conversation {
                thread: source.name().to_owned(),
                folder: String::new(),
                mark: None,
                files: vec![None],
                pages: true,
            });
        } else {
            // Of JSON the content tells, too, so that a name which anybody may give is enough.
            let by_name = lists::named("followers_and_following", source.name());
            let list = match lists::named("", source.name()) {
                Some(list) if list.pages => bare.starts_with(b"<").then_some(list),
                _ => lists::begun(head, by_name.filter(|list| !list.pages)),
            };
            layout.platform = list.as_ref().map(|list| list.platform);
            layout.requests.extend(list);
        }
        layout
    }

    fn other(&mut self, path: &str, folder: &str, base: &str) {
        let in_messages = SECTIONS
            .iter()
            .any(|(section, _)| folder.split('/').any(|part| part == *section))
            || folder.split('/').next_back() == Some("messages");
        if matches!(
            base,
            "no-data.txt" | "no-data.html" | "no_data.txt" | "no_data.html"
        ) {
            self.no_data |= in_messages || path.contains("messages");
        } else if base == "messages.json" && !folder.contains('/') && folder != "messages" {
            self.old_instagram = true;
        } else if base.ends_with(".json") {
            if in_messages {
                self.beside.push(path.to_owned());
            } else if let Some((_, what)) = LISTS.iter().find(|(part, _)| path.contains(part)) {
                *self.lists.entry(what).or_default() += 1;
            }
        }
    }

    fn encrypted(&mut self, source: &Source, others: &[&Member], used: &mut BTreeSet<String>) {
        for member in others.iter().take(LOOKED_AT) {
            let head = head_of(source, member);
            let says = |word: &[u8]| memchr::memmem::find(&head, word).is_some();
            let known = says(b"\"participants\"") && says(b"\"threadName\"");
            if known {
                let path = member.name.replace('\\', "/");
                let (folder, base) = path.rsplit_once('/').unwrap_or(("", &path));
                let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
                let mut one = Conversation::of(folder, [member.name.clone()], &mut BTreeSet::new());
                one.thread = unused(stem, &path, used);
                one.mark = None;
                self.beside.retain(|name| name != &path);
                self.conversations.push(one);
                self.platform = Some("facebook");
            }
        }
    }

    /// Whether this is such a download at all, read or not.
    pub(super) fn is_known(&self) -> bool {
        !self.conversations.is_empty()
            || !self.requests.is_empty()
            || self.old_instagram
            || self.no_data
    }

    /// The error for a download of which nothing can be read.
    pub(super) fn unread(&self, source: &Source) -> Option<IntakeError> {
        let name = source.name().to_owned();
        if !self.conversations.is_empty() || !self.requests.is_empty() {
            None
        } else if self.old_instagram {
            Some(IntakeError::NotYetRead {
                name,
                what: "an Instagram download from before 2021",
            })
        } else if self.no_data {
            None
        } else {
            Some(IntakeError::NotRecognised { name })
        }
    }
}

impl Conversation {
    fn of(
        folder: &str,
        files: impl IntoIterator<Item = String>,
        used: &mut BTreeSet<String>,
    ) -> Self {
        let (short, mark) = short(folder);
        let folder = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        Conversation {
            thread: unused(&short, &folder, used),
            folder,
            mark,
            files: files.into_iter().map(Some).collect(),
            pages: false,
        }
    }
}

/// What a folder calls its conversation, and the mark of its section.
fn short(folder: &str) -> (String, Option<&'static str>) {
    let mut parts = folder.rsplit('/');
    let own = parts.next().unwrap_or_default();
    let parent = parts.next().unwrap_or_default();
    match SECTIONS.iter().find(|(name, _)| *name == parent) {
        Some((section, mark)) => (format!("{section}/{own}"), *mark),
        None => (folder.to_owned(), None),
    }
}

/// Names of files by their numbers: `message_10` behind `message_9`.
fn in_order(files: &mut [(u64, &Member)]) -> Vec<String> {
    files.sort_by_key(|(number, member)| (*number, &member.name));
    files
        .iter()
        .map(|(_, member)| member.name.clone())
        .collect()
}

/// The number of a page; those of 2018 bear none.
fn page_number(base: &str) -> Option<u64> {
    match base {
        "message.html" => Some(1),
        _ => numbered(base, ".html"),
    }
}

/// The beginning of a file. A damaged one may still begin as something that is known.
fn head_of(source: &Source, member: &Member) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = source.open_member(&member.name) {
        // What could be read until it broke is what there is.
        let _ = file.take(limits::HEAD_OF_MEMBER).read_to_end(&mut head);
    }
    head
}

fn unused(short: &str, long: &str, used: &mut BTreeSet<String>) -> String {
    let name = if short.is_empty() || used.contains(short) {
        long
    } else {
        short
    };
    used.insert(name.to_owned());
    name.to_owned()
}

/// The number in `message_12.json`; a browser's copy may bear `(1)`.
fn numbered(base: &str, ending: &str) -> Option<u64> {
    let stem = base.strip_suffix(ending)?;
    let stem = stem.split(" (").next().unwrap_or(stem);
    let digits = stem.strip_prefix("message_")?;
    let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

/// Facebook or Instagram, by the folders: the records are alike.
fn platform<'a>(
    folders: impl Iterator<Item = &'a String>,
    source: &Source,
) -> Option<&'static str> {
    let of = |name: &str| {
        let name = name.to_ascii_lowercase();
        if name.contains("instagram") {
            Some("instagram")
        } else if name.contains("facebook") || name.contains("messenger") {
            Some("facebook")
        } else {
            None
        }
    };
    let outer = |folder: &String| {
        let end = folder.find("messages/").unwrap_or(0);
        folder.get(..end).map(str::to_owned)
    };
    let said = folders
        .filter_map(outer)
        .find_map(|outer| of(&outer))
        .or_else(|| of(source.name()));
    said.or_else(|| {
        let tops: BTreeSet<&str> = source
            .archive()?
            .members()
            .iter()
            .filter_map(|m| m.name.split('/').next())
            .collect();
        if tops.contains("friends") || tops.contains("about_you") {
            Some("facebook")
        } else if tops.contains("followers_and_following") {
            Some("instagram")
        } else {
            None
        }
    })
}
