//! The files that belong to messages and posts: in the archive under the number of what they
//! belong to, `direct_messages_media/123-x.jpg`. The addresses in the records are never followed.

use standfast_model::draft::{Attachment, AttachmentContent};

use crate::archive::Member;
use crate::source::Source;

const ON_THE_WEB: &str =
    "a file that belongs to it is named by a web address; nothing was fetched from there";
const REFUSED: &str = "its file is in the archive and cannot be read";

/// Folders of files, and whether they belong to posts. Those without an s are of older archives.
const FOLDERS: &[(&str, bool)] = &[
    ("direct_messages_media", false),
    ("direct_message_media", false),
    ("direct_messages_group_media", false),
    ("direct_message_group_media", false),
    ("tweets_media", true),
    ("tweet_media", true),
    ("community_tweet_media", true),
    ("deleted_tweets_media", true),
];

/// The files of an archive, by what they belong to.
pub(super) struct Media<'s> {
    /// Of posts or not, number, member; sorted.
    files: Vec<(bool, &'s str, &'s Member)>,
}

/// What belongs to one record.
pub(super) struct Found {
    pub(super) attachments: Vec<Attachment>,
    pub(super) doubts: Vec<&'static str>,
}

impl<'s> Media<'s> {
    pub(super) fn of(source: &'s Source) -> Self {
        let members = source.archive().map_or(&[][..], |a| a.members());
        let mut files: Vec<_> = members
            .iter()
            .filter_map(|member| {
                let (folder, base) = member.name.rsplit_once('/')?;
                let folder = folder.rsplit('/').next()?;
                let (_, posts) = FOLDERS.iter().find(|(name, _)| *name == folder)?;
                let (number, _) = base.split_once('-').unwrap_or((base, ""));
                Some((*posts, number, member))
            })
            .collect();
        files.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
        Media { files }
    }

    /// The files of the message or post of this number, and those that it names and that are not
    /// there.
    pub(super) fn belonging(&self, posts: bool, id: Option<&str>, named: &[&str]) -> Found {
        let mut found = Found {
            attachments: Vec::new(),
            doubts: Vec::new(),
        };
        let mine = id.map_or(&[][..], |id| {
            let from = self.files.partition_point(|f| (f.0, f.1) < (posts, id));
            let rest = self.files.get(from..).unwrap_or_default();
            let until = rest.partition_point(|f| (f.0, f.1) == (posts, id));
            rest.get(..until).unwrap_or_default()
        });
        for (_, _, member) in mine {
            let base = member.base_name();
            found.attachments.push(Attachment {
                name: base.to_owned(),
                declared: declared(base),
                content: match member.refused {
                    None => AttachmentContent::Member(member.name.clone()),
                    Some(_) => {
                        found.doubts.push(REFUSED);
                        AttachmentContent::Missing
                    }
                },
            });
        }
        // A film has many addresses and one file; what is there is not missing under another name.
        let mut spare = mine.len();
        let there = |url: &str| {
            let name = base_of(url);
            let number = id.unwrap_or_default();
            mine.iter()
                .any(|(_, _, m)| m.base_name().strip_prefix(number) == Some(&format!("-{name}")))
        };
        let (at_hand, elsewhere): (Vec<&str>, Vec<&str>) = named.iter().partition(|url| there(url));
        spare = spare.saturating_sub(at_hand.len());
        for url in elsewhere.into_iter().skip(spare) {
            found.doubts.push(ON_THE_WEB);
            found.attachments.push(Attachment {
                name: String::new(),
                declared: declared(base_of(url)),
                content: AttachmentContent::Missing,
            });
        }
        found
    }

    /// All files.
    pub(super) fn names(&self) -> impl Iterator<Item = &'s str> + '_ {
        self.files.iter().map(|(_, _, member)| member.name.as_str())
    }
}

fn base_of(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

fn declared(name: &str) -> Option<String> {
    let (_, ending) = name.rsplit_once('.')?;
    let kind = match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "png" | "webp" => "image",
        "mp4" | "mov" => "video",
        "gif" => "gif",
        _ => return None,
    };
    Some(kind.to_owned())
}
