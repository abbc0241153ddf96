//! Which members of an archive are e-mail: by their names and folders, and where a name says
//! nothing (Thunderbird's `Inbox`), by how they begin.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use crate::archive::{Archive, Member, base};
use crate::folder::is_named_as_message;
use crate::limits;
use crate::mail::begins_message;
use crate::mbox;
use crate::source::Source;

/// The members of an archive, told apart.
#[derive(Default)]
pub(super) struct Files<'a> {
    /// In the order of the archive.
    pub(super) mail: Vec<(&'a Member, Kind)>,
    /// What is no e-mail, by its name.
    pub(super) others: Vec<&'a Member>,
    /// Messages that never fully arrived.
    pub(super) unfinished: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One message.
    Message,
    /// Many in one file.
    Mailbox,
}

/// Members without an ending whose beginning is looked at.
const LOOKED_AT: usize = 2_000;
/// Members whose beginning tells whether it is e-mail at all.
const TRIED: usize = 20;

impl<'a> Files<'a> {
    pub(super) fn of(source: &Source, archive: &'a Archive) -> Self {
        let maildirs = maildirs(archive);
        let mut files = Files::default();
        let mut looked_at = 0;
        for member in archive.members().iter().filter(|m| m.refused.is_none()) {
            let (folder, name) = parts(member.said());
            let (parent, own) = parts(folder);
            let in_maildir = maildirs.contains(parent);
            let lower = name.to_ascii_lowercase();
            let kind = match own {
                "cur" | "new" if in_maildir && !name.starts_with('.') => Some(Kind::Message),
                "tmp" if in_maildir => {
                    files.unfinished += 1;
                    continue;
                }
                _ if name.starts_with('.') => None,
                _ if is_named_as_message(name.as_bytes()) => Some(Kind::Message),
                _ if lower == "mbox" || ends_with(&lower, &["mbox", "mbx"]) => Some(Kind::Mailbox),
                _ if !lower.contains('.') && looked_at < LOOKED_AT => {
                    looked_at += 1;
                    mbox::begins(&head(source, member)).then_some(Kind::Mailbox)
                }
                _ => None,
            };
            match kind {
                Some(kind) => files.mail.push((member, kind)),
                None => files.others.push(member),
            }
        }
        files
    }

    /// Whether what is named as e-mail begins as such.
    pub(super) fn are_mail(&self, source: &Source) -> bool {
        self.mail.iter().take(TRIED).any(|(member, kind)| {
            let head = head(source, member);
            match kind {
                Kind::Mailbox => mbox::begins(&head),
                Kind::Message => {
                    // An `.emlx` has a line with a number before the message.
                    let behind = head.iter().position(|b| *b == b'\n').map_or(0, |at| at + 1);
                    begins_message(&head) || begins_message(head.get(behind..).unwrap_or_default())
                }
            }
        })
    }

    /// How many are mailboxes.
    pub(super) fn mailboxes(&self) -> usize {
        let mailboxes = self.mail.iter().filter(|(_, kind)| *kind == Kind::Mailbox);
        mailboxes.count()
    }
}

/// The first bytes of a member; as far as they can be read.
pub(super) fn head(source: &Source, member: &Member) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(open) = source.open_member(&member.name) {
        // A member that breaks off may still begin well.
        let _ = open.take(limits::HEAD_OF_MEMBER).read_to_end(&mut head);
    }
    head
}

/// What a mailbox is called: `Inbox` of `Mail/Inbox.mbox` and of `Mail/Inbox.mbox/mbox`.
pub(super) fn title(name: &str) -> &str {
    let (folder, own) = parts(name);
    let named = if own == "mbox" { base(folder) } else { own };
    match named.rsplit_once('.') {
        Some((stem, ending)) if ends_with(&ending.to_ascii_lowercase(), &["mbox", "mbx"]) => stem,
        _ => named,
    }
}

/// Whether the last of its parts at dots is one of these.
fn ends_with(name: &str, endings: &[&str]) -> bool {
    endings.contains(&name.rsplit('.').next().unwrap_or(name))
}

/// The folders that are maildirs: with `cur` in them, or with `new` and `tmp`.
fn maildirs(archive: &Archive) -> HashSet<&str> {
    let mut inner: HashMap<&str, u8> = HashMap::new();
    for member in archive.members() {
        let (parent, own) = parts(parts(member.said()).0);
        let bit = match own {
            "cur" => 1,
            "new" => 2,
            "tmp" => 4,
            _ => continue,
        };
        *inner.entry(parent).or_default() |= bit;
    }
    inner
        .into_iter()
        .filter(|(_, bits)| bits & 1 != 0 || *bits == 6)
        .map(|(folder, _)| folder)
        .collect()
}

/// The folder of a name, and its last part.
fn parts(name: &str) -> (&str, &str) {
    let own = base(name);
    let folder = name.strip_suffix(own).unwrap_or_default();
    (folder.trim_end_matches(['/', '\\']), own)
}
