//! Which files of a source are chats. Names say where to look, the beginning of a file decides.

use std::collections::BTreeMap;
use std::io::Read;

use memchr::memmem::find;

use crate::archive::Member;
use crate::limits;
use crate::source::Source;

/// The files of an export.
#[derive(Default)]
pub(super) struct Layout {
    pub(super) files: Vec<ChatFile>,
    /// Chats that stand as pages beside their JSON: not read.
    pub(super) pages_beside: u64,
}

/// One file with one or many chats.
pub(super) struct ChatFile {
    /// The member; `None` is the source itself.
    pub(super) member: Option<String>,
    /// Its folder in the archive, with `/` at the end; empty at the top.
    pub(super) folder: String,
    /// It is a page of the chat of this name, which the export does not number.
    pub(super) page_of: Option<String>,
}

/// What a chat's `type` may be.
const TYPES: &[&[u8]] = &[
    b"\"personal_chat\"",
    b"\"bot_chat\"",
    b"\"saved_messages\"",
    b"\"replies\"",
    b"\"verification_codes\"",
    b"\"private_group\"",
    b"\"private_supergroup\"",
    b"\"public_supergroup\"",
    b"\"private_channel\"",
    b"\"public_channel\"",
];

/// Keys of an export of everything: it begins with `about`, and the first of these follow.
const LISTS: &[&[u8]] = &[
    b"\"personal_information\"",
    b"\"profile_pictures\"",
    b"\"frequent_contacts\"",
    b"\"web_sessions\"",
    b"\"left_chats\"",
    b"\"chats\"",
    b"\"contacts\"",
];

/// Whether JSON that begins so is an export of Telegram Desktop.
fn is_json(head: &[u8]) -> bool {
    let bare = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let says = |word: &&[u8]| find(head, word).is_some();
    let Some(inner) = bare.strip_prefix(b"{") else {
        return false;
    };
    let all = inner.trim_ascii_start().starts_with(b"\"about\"") && LISTS.iter().any(says);
    let one = says(&&b"\"messages\""[..]) && says(&&b"\"type\""[..]) && TYPES.iter().any(says);
    all || one
}

/// Whether a page that begins so is one of Telegram Desktop.
fn is_page(head: &[u8]) -> bool {
    find(head, b"page_wrap").is_some()
        && find(head, b"page_header").is_some()
        && find(head, b"history").is_some()
}

impl Layout {
    pub(super) fn of(source: &Source) -> Self {
        let mut layout = Layout::default();
        let Some(archive) = source.archive() else {
            let page = is_page(source.head());
            if page || is_json(source.head()) {
                layout.files.push(ChatFile {
                    member: None,
                    folder: String::new(),
                    page_of: page.then(|| source.name().to_owned()),
                });
            }
            return layout;
        };
        let mut pages: BTreeMap<String, Vec<(u64, String)>> = BTreeMap::new();
        for member in archive.members() {
            let path = member.name.replace('\\', "/");
            let (folder, base) = path.rsplit_once('/').unwrap_or(("", &path));
            let folder = if folder.is_empty() {
                String::new()
            } else {
                format!("{folder}/")
            };
            let (stem, ending) = base.rsplit_once('.').unwrap_or((base, ""));
            if stem.starts_with("result") && ending.eq_ignore_ascii_case("json") {
                if is_json(&head(source, member)) {
                    layout.files.push(ChatFile {
                        member: Some(member.name.clone()),
                        folder,
                        page_of: None,
                    });
                }
            } else if let Some(number) = page_number(stem)
                && ending.eq_ignore_ascii_case("html")
                && is_page(&head(source, member))
            {
                let files = pages.entry(folder).or_default();
                files.push((number, member.name.clone()));
            }
        }
        layout.files.sort_by(|a, b| a.member.cmp(&b.member));
        layout.pages(pages);
        layout
    }

    /// Pages, but those that stand in or below a folder with JSON.
    fn pages(&mut self, pages: BTreeMap<String, Vec<(u64, String)>>) {
        let with_json: Vec<String> = self.files.iter().map(|f| f.folder.clone()).collect();
        for (folder, mut files) in pages {
            if with_json.iter().any(|json| folder.starts_with(json)) {
                self.pages_beside += 1;
                continue;
            }
            files.sort();
            let name = folder.trim_end_matches('/');
            let name = if name.is_empty() { "chat" } else { name };
            self.files
                .extend(files.into_iter().map(|(_, member)| ChatFile {
                    member: Some(member),
                    folder: folder.clone(),
                    page_of: Some(name.to_owned()),
                }));
        }
    }
}

/// The number in `messages12`; the first bears none. A browser's copy may bear `(1)`.
fn page_number(stem: &str) -> Option<u64> {
    let stem = stem.split(" (").next().unwrap_or(stem);
    match stem.strip_prefix("messages")? {
        "" => Some(1),
        digits => digits.parse().ok(),
    }
}

/// The beginning of a member; a damaged one may still begin as what it was.
fn head(source: &Source, member: &Member) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(member) = source.open_member(&member.name) {
        let _ = member.take(limits::HEAD_OF_MEMBER).read_to_end(&mut head);
    }
    head
}
