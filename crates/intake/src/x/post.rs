//! What the account posted: public words, and towards whom they went.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value};
use standfast_model::draft::Person;
use standfast_model::lists::Channel;

use super::about::About;
use super::media::Media;
use super::said::{Said, handle, id, instant, is_handle, text, unknown};

/// The thread of all posts: no post of anybody else is in an archive.
pub(super) const POSTS: &str = "posts";

/// Keys that are read here, or say nothing about what was said.
const KNOWN: &[&str] = &[
    "id",
    "id_str",
    "full_text",
    "text",
    "created_at",
    "deleted_at",
    "entities",
    "extended_entities",
    "in_reply_to_status_id",
    "in_reply_to_status_id_str",
    "in_reply_to_user_id",
    "in_reply_to_user_id_str",
    "in_reply_to_screen_name",
    "display_text_range",
    "favorite_count",
    "retweet_count",
    "favorited",
    "retweeted",
    "truncated",
    "lang",
    "source",
    "possibly_sensitive",
    "edit_info",
    "coordinates",
    "geo",
    "place",
    "contributors",
    "scopes",
    "withheld_in_countries",
    "withheld_copyright",
    "community_id",
    "community_id_str",
];

/// Reads one record; `None` is no post. Early archives have it without a wrapping.
pub(super) fn read(
    record: &Map<String, Value>,
    deleted: bool,
    about: &About,
    media: &Media<'_>,
) -> Option<Said> {
    let post = match record.get("tweet") {
        Some(Value::Object(post)) => post,
        _ => record,
    };
    let number = id(post.get("id_str")).or_else(|| id(post.get("id")));
    let words = post.get("full_text").or_else(|| post.get("text"));
    if number.is_none() && words.is_none() {
        return None;
    }
    let mut said = Said::new("post", Channel::Post);
    said.thread = POSTS.to_owned();
    said.id = number;
    said.from = Some(about.owner());
    said.at = created(post.get("created_at"));
    said.unknown = unknown(post, KNOWN, "a post");
    said.written(words);
    said.towards(post, about);
    let urls = files(post);
    let found = media.belonging(true, said.id.as_deref(), &urls);
    said.attachments = found.attachments;
    said.doubts.extend(found.doubts);
    said.links(post.pointer("entities", "urls"), "expanded_url");
    if deleted {
        said.marks.push("deleted");
        match instant(post.get("deleted_at")) {
            Some(at) => said.titled(&format!("Deleted by the account at {at}")),
            None => said.titled("Deleted by the account"),
        }
    }
    if post.get("truncated") == Some(&Value::Bool(true)) {
        said.doubts
            .push("the archive has only its beginning in its list of posts");
    }
    if said.at.is_none() {
        said.doubts
            .push("the archive gives no time for it that can be read");
    }
    if said.id.is_none() {
        said.doubts.push("the archive gives it no number");
    }
    Some(said.finish())
}

impl Said {
    /// Whom it answers, names or repeats: the site tells each of them.
    fn towards(&mut self, post: &Map<String, Value>, about: &About) {
        let mentions = post
            .pointer("entities", "user_mentions")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let mentioned = mentions.iter().map(|one| {
            let number = id(one.get("id_str")).or_else(|| id(one.get("id")));
            (number, handle(one.get("screen_name")))
        });
        if let Some(whose) = self.words.as_deref().and_then(repeated).map(str::to_owned) {
            // Whoever else is named in it was named by its writer.
            let writer = mentioned
                .filter(|(_, handle)| {
                    handle
                        .as_ref()
                        .is_some_and(|h| h.eq_ignore_ascii_case(&whose))
                })
                .find_map(|(number, _)| number);
            self.marks.push("shared");
            self.titled(&format!("Repeats a post of @{whose}: the words are theirs"));
            self.add(writer, Some(whose), about);
            return;
        }
        let number =
            id(post.get("in_reply_to_user_id_str")).or_else(|| id(post.get("in_reply_to_user_id")));
        let name = handle(post.get("in_reply_to_screen_name"));
        if number.is_some() || name.is_some() {
            self.add(number, name, about);
        }
        for (number, name) in mentioned {
            self.add(number, name, about);
        }
        let quoted: BTreeSet<String> = post
            .pointer("entities", "urls")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|one| text(one.get("expanded_url")).and_then(writer_of))
            .collect();
        for writer in quoted {
            self.marks.push("shared");
            self.add(None, Some(writer), about);
        }
    }

    fn add(&mut self, number: Option<String>, name: Option<String>, about: &About) {
        let own = |mine: &Option<String>, said: &Option<String>| match (mine, said) {
            (Some(mine), Some(said)) => mine.eq_ignore_ascii_case(said),
            _ => false,
        };
        if own(&about.owner, &number) || number.is_none() && own(&about.handle, &name) {
            return;
        }
        let label = name.map(|name| format!("@{name}"));
        let known = self.to.iter_mut().find(|p| {
            number.is_some() && p.address == number
                || label.is_some() && p.label == label && (number.is_none() || p.address.is_none())
        });
        match known {
            Some(person) => {
                person.address = person.address.take().or(number);
                person.label = person.label.take().or(label);
            }
            None if number.is_some() || label.is_some() => self.to.push(Person {
                label,
                address: number,
            }),
            None => {}
        }
    }
}

/// A map whose field is looked for in another.
trait Inner {
    fn pointer(&self, outer: &str, inner: &str) -> Option<&Value>;
}

impl Inner for Map<String, Value> {
    fn pointer(&self, outer: &str, inner: &str) -> Option<&Value> {
        self.get(outer)?.get(inner)
    }
}

/// Whose post this repeats: `RT @ned: …`.
fn repeated(words: &str) -> Option<&str> {
    let (whose, _) = words.strip_prefix("RT @")?.split_once(':')?;
    is_handle(whose).then_some(whose)
}

/// Whose post a link leads to: `https://twitter.com/ned/status/1`.
fn writer_of(url: &str) -> Option<String> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let mut parts = rest.split('/');
    let host = parts.next()?;
    let host = host
        .strip_prefix("www.")
        .or_else(|| host.strip_prefix("mobile."))
        .unwrap_or(host);
    let (whose, what) = (parts.next()?, parts.next()?);
    let post = matches!(host, "twitter.com" | "x.com") && what == "status";
    (post && is_handle(whose) && whose != "i").then(|| whose.to_owned())
}

/// Addresses of the files of a post; a film has several and is one.
fn files(post: &Map<String, Value>) -> Vec<&str> {
    let list = post
        .pointer("extended_entities", "media")
        .or_else(|| post.pointer("entities", "media"))
        .and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|one| text(one.get("media_url_https").or_else(|| one.get("media_url"))))
        .collect()
}

/// `Wed Nov 16 20:10:12 +0000 2022`, as in posts; or as in messages.
fn created(value: Option<&Value>) -> Option<Timestamp> {
    let said = text(value)?;
    Timestamp::strptime("%a %b %d %H:%M:%S %z %Y", said)
        .ok()
        .or_else(|| instant(value))
}

#[cfg(test)]
mod tests {
    use super::{repeated, writer_of};

    #[test]
    fn whose_post_is_repeated_or_quoted() {
        assert_eq!(repeated("RT @ned_h: hello"), Some("ned_h"));
        assert_eq!(repeated("RT @ned h: hello"), None);
        assert_eq!(repeated("so RT @ned_h: hello"), None);
        for (url, whose) in [
            ("https://twitter.com/ned_h/status/17", Some("ned_h")),
            ("https://x.com/ned_h/status/17?s=20", Some("ned_h")),
            ("https://mobile.twitter.com/ned_h/status/17", Some("ned_h")),
            ("https://twitter.com/i/status/17", None),
            ("https://twitter.com/ned_h", None),
            ("https://harrow.example/ned_h/status/17", None),
        ] {
            assert_eq!(writer_of(url).as_deref(), whose, "{url}");
        }
    }
}
