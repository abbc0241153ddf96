//! Which files of a download list friend requests, follow requests and followers.
//!
//! Facebook has `connections/friends/received_friend_requests.json` (in older downloads
//! `friends_and_followers/friend_requests_received.json`), Instagram
//! `connections/followers_and_following/followers_1.json` and what stands beside it. The name says what
//! a page of HTML lists; of a file of JSON its own first field does, `received_requests_v2`. Lists of
//! friends that one has say nothing of who asked, and are not among these.

use crate::json::{INNERMOST, Level, Shape};

/// What a list holds, and so who did what to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Holds {
    /// Others asked to be a friend of the account.
    Received,
    /// They asked, and the account refused.
    Refused,
    /// The account asked others.
    Sent,
    /// Others asked to follow the account.
    AskedToFollow,
    /// The account asked to follow others.
    SentToFollow,
    /// Others follow the account.
    Followers,
    /// The account follows others.
    Following,
}

impl Holds {
    /// Whether each entry is the act of the account itself, not of the other.
    pub(super) fn by_owner(self) -> bool {
        matches!(self, Holds::Sent | Holds::SentToFollow | Holds::Following)
    }

    /// What was asked or done: the same request may stand among those that wait and, in a later
    /// download, among those refused.
    pub(super) fn sort(self) -> &'static str {
        match self {
            Holds::Received | Holds::Refused | Holds::Sent => "friend",
            Holds::AskedToFollow | Holds::SentToFollow => "to-follow",
            Holds::Followers | Holds::Following => "follows",
        }
    }

    /// What one entry of it is, for its place.
    pub(super) fn one(self) -> &'static str {
        match self {
            Holds::Followers => "follower",
            Holds::Following => "followed account",
            _ => "request",
        }
    }

    /// What an entry says.
    pub(super) fn title(self) -> &'static str {
        match self {
            Holds::Received => "Asked to be a friend",
            Holds::Refused => "Asked to be a friend, and was refused",
            Holds::Sent => "Asked them to be a friend",
            Holds::AskedToFollow => "Asked to follow this account",
            Holds::SentToFollow => "Asked to follow their account",
            Holds::Followers => "Follows this account",
            Holds::Following => "Follows their account",
        }
    }
}

/// One file with such a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List {
    pub(super) holds: Holds,
    pub(super) platform: &'static str,
    /// Its member in the archive; `None` is the source itself.
    pub(super) member: Option<String>,
    /// It is a page of HTML.
    pub(super) pages: bool,
    /// Its JSON begins with the list itself, not with an object around it.
    pub(super) bare: bool,
    /// Its name without number and ending: the thread of its drafts.
    pub(super) stem: String,
}

const FACEBOOK: &str = "facebook";
const INSTAGRAM: &str = "instagram";

/// What lists are called, without number and apostrophe, and on which site; `None`: on both.
const NAMES: &[(&str, Holds, Option<&str>)] = &[
    ("received_friend_requests", Holds::Received, Some(FACEBOOK)),
    ("friend_requests_received", Holds::Received, Some(FACEBOOK)),
    ("rejected_friend_requests", Holds::Refused, Some(FACEBOOK)),
    ("sent_friend_requests", Holds::Sent, Some(FACEBOOK)),
    ("friend_requests_sent", Holds::Sent, Some(FACEBOOK)),
    ("people_who_followed_you", Holds::Followers, Some(FACEBOOK)),
    ("who_youve_followed", Holds::Following, Some(FACEBOOK)),
    ("who_you_follow", Holds::Following, Some(FACEBOOK)),
    (
        "follow_requests_youve_received",
        Holds::AskedToFollow,
        Some(INSTAGRAM),
    ),
    (
        "pending_follow_requests",
        Holds::SentToFollow,
        Some(INSTAGRAM),
    ),
    (
        "recent_follow_requests",
        Holds::SentToFollow,
        Some(INSTAGRAM),
    ),
    ("followers", Holds::Followers, None),
    ("following", Holds::Following, None),
];

/// The folders in which files of the last two names are what they say.
const FOLDERS: &[(&str, &str)] = &[
    ("followers_and_following", INSTAGRAM),
    ("friends_and_followers", FACEBOOK),
    ("following_and_followers", FACEBOOK),
    ("friends", FACEBOOK),
    ("followers", FACEBOOK),
];

/// What a field says that has a list in it.
fn holds(field: &str) -> Option<(Holds, &'static str)> {
    Some(match field {
        "received_requests" | "received_requests_v2" => (Holds::Received, FACEBOOK),
        "rejected_requests" | "rejected_requests_v2" => (Holds::Refused, FACEBOOK),
        "sent_requests" | "sent_requests_v2" => (Holds::Sent, FACEBOOK),
        "followers" | "followers_v2" | "followers_v3" => (Holds::Followers, FACEBOOK),
        "following" | "following_v2" | "following_v3" => (Holds::Following, FACEBOOK),
        "relationships_follow_requests_received" => (Holds::AskedToFollow, INSTAGRAM),
        "relationships_follow_requests_sent" | "relationships_permanent_follow_requests" => {
            (Holds::SentToFollow, INSTAGRAM)
        }
        "relationships_followers" => (Holds::Followers, INSTAGRAM),
        "relationships_following" => (Holds::Following, INSTAGRAM),
        _ => return None,
    })
}

const ENTRIES: &[Level] = &[Level::List];
const BEGINS: &[(&[u8], usize)] = &[
    (b"\"name\"", INNERMOST),
    (b"\"title\"", INNERMOST),
    (b"\"media_list_data\"", INNERMOST),
    (b"\"string_list_data\"", INNERMOST),
];

/// A list inside an object.
pub(super) static NAMED: Shape = Shape {
    levels: &[Level::Fields(&[
        ("received_requests", ENTRIES),
        ("received_requests_v2", ENTRIES),
        ("rejected_requests", ENTRIES),
        ("rejected_requests_v2", ENTRIES),
        ("sent_requests", ENTRIES),
        ("sent_requests_v2", ENTRIES),
        ("followers", ENTRIES),
        ("followers_v2", ENTRIES),
        ("followers_v3", ENTRIES),
        ("following", ENTRIES),
        ("following_v2", ENTRIES),
        ("following_v3", ENTRIES),
        ("relationships_follow_requests_received", ENTRIES),
        ("relationships_follow_requests_sent", ENTRIES),
        ("relationships_permanent_follow_requests", ENTRIES),
        ("relationships_followers", ENTRIES),
        ("relationships_following", ENTRIES),
    ])],
    begins: BEGINS,
    assigned: false,
};

/// A list that stands by itself.
pub(super) static BARE: Shape = Shape {
    levels: ENTRIES,
    begins: BEGINS,
    assigned: false,
};

/// The list that a file of this name and folder is, as far as those tell.
pub(super) fn named(folder: &str, base: &str) -> Option<List> {
    let lower = base.to_ascii_lowercase();
    let (stem, pages) = match (lower.strip_suffix(".json"), lower.strip_suffix(".html")) {
        (Some(stem), _) => (stem, false),
        (_, Some(stem)) => (stem, true),
        _ => return None,
    };
    // "follow_requests_you've_received", "followers_2 (1)".
    let stem: String = stem.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    let stem = stem.split(" (").next().unwrap_or_default();
    let stem = match stem.rsplit_once('_') {
        Some((before, n)) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => stem,
    };
    let (_, holds, site) = NAMES.iter().find(|(name, ..)| *name == stem)?;
    let around = folder.rsplit('/').next().unwrap_or_default();
    let by_folder = FOLDERS.iter().find(|(name, _)| *name == around);
    let platform = site.or(by_folder.map(|(_, site)| *site))?;
    Some(List {
        holds: *holds,
        platform,
        member: None,
        pages,
        bare: false,
        stem: stem.to_owned(),
    })
}

/// The list that begins in a file of JSON. What begins with the bare list is Instagram's, and its
/// name has to tell which.
pub(super) fn begun(head: &[u8], by_name: Option<List>) -> Option<List> {
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let bare = bare.trim_ascii_start();
    if bare.starts_with(b"[") {
        let begins = memchr::memmem::find(bare, b"\"string_list_data\"").is_some()
            || bare
                .get(1..)
                .is_some_and(|b| b.trim_ascii_start().starts_with(b"]"));
        return by_name
            .filter(|list| begins && list.platform == INSTAGRAM)
            .map(|list| List { bare: true, ..list });
    }
    let rest = bare
        .strip_prefix(b"{")?
        .trim_ascii_start()
        .strip_prefix(b"\"")?;
    let field = rest.get(..memchr::memchr(b'"', rest)?)?;
    let (holds, platform) = holds(std::str::from_utf8(field).ok()?)?;
    let stem = by_name.map(|list| list.stem);
    Some(List {
        holds,
        platform,
        member: None,
        pages: false,
        bare: false,
        stem: stem.unwrap_or_else(|| holds.sort().to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::{Holds, Level, NAMED, begun, holds, named};

    #[test]
    fn each_field_that_is_gone_into_says_what_it_holds() {
        let [Level::Fields(fields)] = NAMED.levels else {
            panic!("a list stands in a field");
        };
        for (field, _) in *fields {
            assert!(holds(field).is_some(), "{field}");
        }
    }

    #[test]
    fn names_tell_which_list_a_file_is() {
        for (folder, base, is) in [
            (
                "connections/friends",
                "received_friend_requests.json",
                Some(Holds::Received),
            ),
            (
                "friends_and_followers",
                "friend_requests_received.json",
                Some(Holds::Received),
            ),
            ("x", "rejected_friend_requests.html", Some(Holds::Refused)),
            (
                "x",
                "follow_requests_you've_received.json",
                Some(Holds::AskedToFollow),
            ),
            (
                "x",
                "follow_requests_you’ve_received.html",
                Some(Holds::AskedToFollow),
            ),
            (
                "a/followers_and_following",
                "followers_12.json",
                Some(Holds::Followers),
            ),
            (
                "a/followers_and_following",
                "followers_1 (2).html",
                Some(Holds::Followers),
            ),
            (
                "a/followers",
                "who_you've_followed.json",
                Some(Holds::Following),
            ),
            // Anybody has files of these names.
            ("a", "followers_1.json", None),
            ("", "following.html", None),
            ("connections/friends", "your_friends.json", None),
            ("connections/friends", "received_friend_requests.txt", None),
        ] {
            let found = named(folder, base).map(|list| list.holds);
            assert_eq!(found, is, "{folder}/{base}");
        }
    }

    #[test]
    fn the_first_field_decides_over_the_name() {
        let by_name = || named("friends", "sent_friend_requests.json");
        let found = begun(b"\xEF\xBB\xBF { \"received_requests_v2\": [", by_name());
        assert_eq!(found.map(|list| list.holds), Some(Holds::Received));
        assert_eq!(begun(b"{}", by_name()), None);
        assert_eq!(begun(b"[]", by_name()), None);
        assert_eq!(begun(b"[]", None), None);
        let followers = named("followers_and_following", "followers_1.json");
        assert!(begun(b" []", followers).is_some_and(|list| list.bare));
    }
}
