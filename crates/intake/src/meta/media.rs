//! The files that a record names: found in the archive, never anywhere else.

use standfast_model::draft::{Attachment, AttachmentContent};

use crate::archive::Archive;

/// What became of a name.
pub(crate) struct Named {
    pub(crate) attachment: Attachment,
    pub(crate) doubt: Option<&'static str>,
    /// It must not be followed: said as a problem of the download.
    pub(crate) problem: Option<&'static str>,
}

const OUTSIDE: &str = "the name of a file that belongs to it points outside the download";
const ON_THE_WEB: &str =
    "a file that belongs to it is named by a web address; nothing was fetched from there";
const FAILED: &str = "the download says that it could not get a file that belongs to it";
const REFUSED: &str = "its file is in the download and cannot be read";

/// Finds the member that a `uri` means. Folders of media move between downloads, so it is looked
/// for where the download says, then beside the conversation; never by its bare name alone, which
/// another conversation may have, too.
pub(super) fn find(uri: &str, kind: &str, folder: &str, archive: Option<&Archive>) -> Named {
    find_among(uri, kind, archive, |path, base| {
        candidates(path, base, folder)
    })
}

/// Finds a member by the names that it may have, the likeliest first; `names` makes them of its
/// path and of the last part of that.
pub(crate) fn find_among(
    uri: &str,
    kind: &str,
    archive: Option<&Archive>,
    names: impl Fn(&str, &str) -> Vec<String>,
) -> Named {
    let path = uri.trim().replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let base = path.rsplit('/').next().unwrap_or(path);
    let mut named = Named {
        attachment: Attachment {
            name: base.to_owned(),
            declared: Some(kind.to_owned()),
            content: AttachmentContent::Missing,
        },
        doubt: None,
        problem: None,
    };
    if path.is_empty() || path.to_ascii_lowercase().starts_with("failed to download") {
        named.attachment.name = String::new();
        named.doubt = Some(FAILED);
        return named;
    }
    if path.contains("://") || path.starts_with("data:") {
        named.attachment.name = String::new();
        named.doubt = Some(ON_THE_WEB);
        return named;
    }
    let climbs = path.starts_with('/')
        || path.as_bytes().get(1) == Some(&b':')
        || path.contains('\0')
        || path.split('/').any(|part| part == "..");
    if climbs {
        named.doubt = Some(OUTSIDE);
        named.problem = Some(OUTSIDE);
        return named;
    }
    let member = archive.and_then(|archive| {
        names(path, base)
            .into_iter()
            .find_map(|name| archive.find(&name).filter(|m| same(&m.name, &name)))
    });
    match member {
        Some(member) if member.refused.is_none() => {
            named.attachment.content = AttachmentContent::Member(member.name.clone());
        }
        Some(_) => named.doubt = Some(REFUSED),
        None => {}
    }
    named
}

/// `find` of the archive also goes by the bare name; here the whole name counts.
fn same(member: &str, wanted: &str) -> bool {
    member == wanted || member.replace('\\', "/") == wanted
}

fn candidates(path: &str, base: &str, folder: &str) -> Vec<String> {
    let kind = path.rsplit('/').nth(1);
    let mut names = vec![path.to_owned(), format!("{folder}{path}")];
    if let Some(kind) = kind {
        names.push(format!("{folder}{kind}/{base}"));
        // Stickers stand once for all conversations, beside the folder of the inbox.
        let above = folder.trim_end_matches('/').rsplitn(3, '/').nth(2);
        if let Some(above) = above {
            names.push(format!("{above}/{kind}/{base}"));
        }
    }
    names
}
