//! Accounts that somebody names in words: "this is my new number 07700 900456".
//!
//! What is found is a candidate and no more. Whose it is, a person says.

use crate::normalise;

/// Words beyond this many bytes are not looked at: a message that long is a document.
const LOOKED_AT: usize = 64 << 10;
/// Characters of the longest telephone number, with all that stands between its digits.
const LONGEST: usize = 40;
/// More accounts than these of one message are a list, not somebody's accounts.
const MOST: usize = 20;

/// An account that stands in somebody's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// `phone`, `email`, `instagram`, …; `None`: a handle of a platform that is not said.
    pub kind: Option<&'static str>,
    /// As it is written.
    pub value: String,
    /// Whether its line speaks of the writer: "my", "me", "mine". English only.
    pub own: bool,
}

/// The accounts that the words of a message name, each once: telephone numbers (United Kingdom
/// numbers in any spelling, others written internationally), e-mail addresses, profile links, and
/// handles where the line speaks of its writer (else `@name` mentions anybody).
#[must_use]
pub fn named(words: &str) -> Vec<Named> {
    let mut found = Found(Vec::new());
    for line in looked_at(words).lines() {
        found.line(line);
    }
    found.0
}

/// The same of an e-mail's text: what it quotes of others is passed over.
#[must_use]
pub fn named_in_mail(words: &str) -> Vec<Named> {
    let mut found = Found(Vec::new());
    let mut lines = looked_at(words).lines().peekable();
    let mut on = false;
    while let Some(line) = lines.next() {
        let text = line.trim();
        let quotes_begin = (text.starts_with("On ") || on) && text.ends_with("wrote:")
            || text.starts_with("-----Original Message")
            || text.starts_with("__________")
            || text.starts_with("From: ")
                && lines.peek().is_some_and(|next| {
                    ["Sent:", "Date:", "To:"]
                        .iter()
                        .any(|f| next.trim().starts_with(f))
                });
        if quotes_begin {
            break;
        }
        on = text.starts_with("On ");
        if !text.starts_with('>') {
            found.line(line);
        }
    }
    found.0
}

fn looked_at(words: &str) -> &str {
    let mut end = words.len().min(LOOKED_AT);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.get(..end).unwrap_or_default()
}

struct Found(Vec<Named>);

impl Found {
    fn line(&mut self, line: &str) {
        // Most lines hold nothing of the kind: they cost one look at their bytes.
        if !line
            .bytes()
            .any(|b| b == b'@' || b == b'/' || b.is_ascii_digit())
        {
            return;
        }
        let own = speaks_of_its_writer(line);
        for value in addresses(line) {
            self.put(Some("email"), value, own);
        }
        for (kind, value) in profiles(line) {
            self.put(Some(kind), value, own);
        }
        for value in numbers(line) {
            self.put(Some("phone"), value, own);
        }
        if own {
            for value in handles(line) {
                self.put(platform_named(line), value, own);
            }
        }
    }

    fn put(&mut self, kind: Option<&'static str>, value: String, own: bool) {
        if self.0.len() >= MOST {
            return;
        }
        let normal = normalise(&value);
        match self.0.iter_mut().find(|n| normalise(&n.value) == normal) {
            Some(there) => there.own |= own,
            None => self.0.push(Named { kind, value, own }),
        }
    }
}

/// The words of a line; an address or link is one word.
fn words_of(line: &str) -> impl Iterator<Item = String> + '_ {
    line.split_whitespace().map(|word| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_ascii_lowercase()
            .replace('\u{2019}', "'")
    })
}

fn speaks_of_its_writer(line: &str) -> bool {
    words_of(line).any(|w| matches!(w.as_str(), "my" | "mine" | "me" | "i'm" | "im"))
}

/// The platform that a line names in a word.
fn platform_named(line: &str) -> Option<&'static str> {
    words_of(line).find_map(|word| {
        Some(match word.as_str() {
            "insta" | "instagram" | "ig" => "instagram",
            "facebook" | "fb" | "messenger" => "facebook",
            "twitter" => "x",
            "snap" | "snapchat" => "snapchat",
            "tiktok" => "tiktok",
            "telegram" => "telegram",
            "whatsapp" => "whatsapp",
            _ => return None,
        })
    })
}

/// What stands before and behind each `@`.
fn around_at(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.match_indices('@')
        .filter_map(|(at, _)| Some((line.get(..at)?, line.get(at + 1..)?)))
}

fn addresses(line: &str) -> impl Iterator<Item = String> + '_ {
    around_at(line).filter_map(|(before, behind)| {
        let local = tail(before, |c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
        let local = local.trim_start_matches(['.', '-']);
        let domain = head(behind, |c| c.is_ascii_alphanumeric() || ".-".contains(c));
        let domain = domain.trim_end_matches(['.', '-']);
        let (name, top) = domain.rsplit_once('.')?;
        let is_one = !local.is_empty()
            && !local.ends_with('.')
            && !name.is_empty()
            && !name.starts_with(['.', '-'])
            && !domain.contains("..")
            && top.len() >= 2
            && top.chars().all(|c| c.is_ascii_alphabetic());
        is_one.then(|| format!("{local}@{domain}"))
    })
}

fn handles(line: &str) -> impl Iterator<Item = String> + '_ {
    around_at(line).filter_map(|(before, behind)| {
        let joined = before
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || "._%+-/".contains(c));
        let name = head(behind, |c| c.is_ascii_alphanumeric() || "._".contains(c));
        let goes_on = behind
            .get(name.len()..)
            .is_some_and(|rest| rest.starts_with('@'));
        let name = name.trim_end_matches('.');
        let is_one = !joined
            && !goes_on
            && (3..=30).contains(&name.len())
            && name.bytes().any(|b| b.is_ascii_alphabetic());
        is_one.then(|| format!("@{name}"))
    })
}

/// Where profiles are, and the platform.
const PROFILES: [(&str, &str); 9] = [
    ("facebook.com/", "facebook"),
    ("fb.com/", "facebook"),
    ("instagram.com/", "instagram"),
    ("twitter.com/", "x"),
    ("x.com/", "x"),
    ("tiktok.com/@", "tiktok"),
    ("snapchat.com/add/", "snapchat"),
    ("t.me/", "telegram"),
    ("wa.me/", "whatsapp"),
];
/// First parts of addresses there that are no person.
const NOT_A_PERSON: [&str; 20] = [
    "events",
    "explore",
    "groups",
    "hashtag",
    "help",
    "home",
    "intent",
    "login",
    "marketplace",
    "pages",
    "permalink.php",
    "photo",
    "photo.php",
    "reel",
    "search",
    "share",
    "sharer",
    "stories",
    "video",
    "watch",
];

fn profiles(line: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if !line.contains('/') {
        return found;
    }
    let lower = line.to_ascii_lowercase();
    for (host, kind) in PROFILES {
        for (at, _) in lower.match_indices(host) {
            let (Some(before), Some(behind)) = (lower.get(..at), line.get(at + host.len()..))
            else {
                continue;
            };
            let starts = ["//", "www.", "//m.", "//mobile."]
                .iter()
                .any(|s| before.ends_with(s))
                || !before.ends_with(|c: char| c.is_alphanumeric() || "./-_@".contains(c));
            let name = head(behind, |c| c.is_ascii_alphanumeric() || "._-".contains(c));
            let rest = behind.get(name.len()..).unwrap_or_default();
            let name = name.trim_end_matches(['.', '-']);
            // Further down in the address stands something of theirs, a post, not they themselves.
            let deeper = rest
                .strip_prefix('/')
                .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric()));
            let value = if kind == "whatsapp" {
                (name.len() >= 8 && name.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| format!("+{name}"))
            } else if let Some(id) = rest.strip_prefix("?id=").filter(|_| name == "profile.php") {
                let id = head(id, |c| c.is_ascii_digit());
                (id.len() >= 5).then(|| id.to_owned())
            } else {
                let person = (3..=50).contains(&name.len())
                    && name != "profile.php"
                    && !NOT_A_PERSON.contains(&name.to_ascii_lowercase().as_str());
                person.then(|| name.to_owned())
            };
            if let Some(value) = value.filter(|_| starts && !deeper) {
                found.push((kind, value));
            }
        }
    }
    found
}

fn numbers(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let begins = (first == '+' || first == '0')
            && !before.is_some_and(|c: char| c.is_alphanumeric() || "+./:-@_=".contains(c));
        let taken = begins.then(|| number(rest)).flatten();
        let step = taken.map_or(first.len_utf8(), |number| {
            found.push(number.to_owned());
            number.len()
        });
        before = rest.get(..step).and_then(|s| s.chars().next_back());
        rest = rest.get(step..).unwrap_or_default();
    }
    found
}

/// The longest telephone number at the start of `text`, by whole groups of digits.
fn number(text: &str) -> Option<&str> {
    // No number is longer, and a page of zeros is not gone through from each of them.
    let near = text
        .char_indices()
        .nth(LONGEST)
        .map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let run = head(near, |c| {
        c.is_ascii_digit()
            || matches!(
                c,
                '+' | ' ' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}' | '\u{2010}'..='\u{2015}'
            )
    });
    // Ends of groups, the last first.
    let mut ends: Vec<usize> = run
        .char_indices()
        .zip(run.chars().skip(1).map(Some).chain([None]))
        .filter(|((_, c), next)| c.is_ascii_digit() && !next.is_some_and(|n| n.is_ascii_digit()))
        .map(|((at, c), _)| at + c.len_utf8())
        .take(12)
        .collect();
    ends.reverse();
    ends.into_iter().find_map(|end| {
        let candidate = run.get(..end)?;
        let behind = text.get(end..)?;
        let mut next = behind.chars();
        let glued = match (next.next(), next.next()) {
            (Some(c), _) if c.is_alphanumeric() || "@_+".contains(c) => true,
            (Some(':' | '/' | '.' | ',' | '-'), Some(c)) => c.is_ascii_digit(),
            _ => false,
        };
        (!glued && is_number(candidate)).then_some(candidate)
    })
}

fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let at_home = text.starts_with('0') && !text.starts_with("00");
    // 01-02-2024 is a date: numbers at home are grouped by three at least.
    let grouped = || {
        text.split(|c: char| !c.is_ascii_digit())
            .all(|group| group.is_empty() || group.len() >= 3)
    };
    if !(8..=17).contains(&digits)
        || text.matches('+').count() > usize::from(text.starts_with('+'))
        || at_home && !grouped()
    {
        return false;
    }
    let normal = normalise(text);
    let Some(digits) = normal.as_str().strip_prefix('+') else {
        return false;
    };
    if let Some(national) = digits.strip_prefix("44") {
        return (9..=10).contains(&national.len())
            && national.starts_with(['1', '2', '3', '7', '8']);
    }
    (8..=15).contains(&digits.len()) && !digits.starts_with('0')
}

fn head(text: &str, is: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !is(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn tail(text: &str, is: impl Fn(char) -> bool) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is(*c))
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}
