//! The pass over lists of requests and followers: each entry is something that one person did to
//! another, with the second in which the site counted it.
//!
//! The lists do not name the account that they belong to: that somebody asked it is told without
//! saying whom, that it asked somebody only where the download's profile says whose it is.

use std::collections::HashMap;

use serde_json::{Map, Value};
use standfast_model::draft::{Basis, Draft, DraftKind, DraftTime, Person, Place};
use standfast_model::lists::Channel;
use standfast_model::{normalise, visible};

use super::letters::Letters;
use super::lists::{self, Holds, List};
use super::people::shown;
use super::reading::Reading;
use super::{app, block, dates, owner, pages, record};
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::identity::{Equals, Identity, day_in};
use crate::json::{End, Part, Scan, outline, parse};
use crate::page::{self, Attributes, Node};
use crate::reader::{Flow, Sink};

/// What an entry says.
struct Entry {
    who: Person,
    time: DraftTime,
    unknown: Vec<String>,
    repaired: bool,
    doubts: Vec<&'static str>,
}

/// Who of the two an entry names beside the other, and which of its equals it is.
struct Around {
    owner: Option<Person>,
    /// Equal entries are counted within lists of one kind: a request that waits and one that was
    /// refused may be the same.
    equals: HashMap<Holds, Equals>,
}

impl Reading<'_> {
    /// Reads every list.
    pub(super) fn requests(&mut self, sink: &mut Sink<'_>) -> Result<Flow, IntakeError> {
        let mut around = Around {
            owner: owner::of(self.source),
            equals: HashMap::new(),
        };
        for list in &self.layout.requests {
            if list.holds.by_owner() && around.owner.is_none() {
                self.not_said += 1;
                self.skip(list)?;
                continue;
            }
            let read = if list.pages {
                self.request_page(list, &mut around, sink)
            } else {
                self.request_list(list, &mut around, sink)
            };
            match read {
                Ok(Flow::Go) => {}
                Ok(Flow::Stop) => return Ok(Flow::Stop),
                Err(IntakeError::Member { member, why, .. }) => {
                    self.report.problem(visible(&member), why);
                }
                Err(e) => return Err(e),
            }
        }
        Ok(Flow::Go)
    }

    /// A source that is read to the end is hashed on the way, also where nothing of it is used.
    fn skip(&mut self, list: &List) -> Result<(), IntakeError> {
        if list.member.is_some() {
            return Ok(());
        }
        let mut bytes = Bytes::open(self.source, None)?;
        std::io::copy(&mut bytes, &mut std::io::sink()).map_err(|e| self.source.unreadable(e))?;
        bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))
    }

    fn request_list(
        &mut self,
        list: &List,
        around: &mut Around,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        let file = list.member.as_deref();
        let shape = if list.bare {
            &lists::BARE
        } else {
            &lists::NAMED
        };
        let mut scan = Scan::new(Bytes::open(self.source, file)?, shape);
        let mut entries = 0_u64;
        loop {
            let mut raw = match scan.part() {
                Ok(Some(Part::Record(raw))) => raw,
                Ok(Some(Part::Field { .. })) => continue,
                Ok(None) => break,
                Err(e) => return self.broken(file, e, entries),
            };
            entries += 1;
            let place = Place {
                file: file.unwrap_or_default().to_owned(),
                at: format!("{} {} (byte {})", list.holds.one(), raw.number, raw.place.0),
                bytes: raw.place,
            };
            let parsed = parse::<Map<String, Value>, _>(&mut scan, &mut raw);
            let read = parsed.and_then(|(said, mended)| Ok((entry(&said)?, mended)));
            match read {
                Ok((entry, mended)) => {
                    let mut draft = self.request(list, place, entry, around);
                    draft.own_bytes = raw.bytes;
                    if mended {
                        broken_letters(&mut draft);
                    }
                    if self.report.hand_over(draft, sink) == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                }
                Err(why) => self.no_request(&place, outline(&raw.bytes), why),
            }
        }
        let at = visible(file.unwrap_or(self.source.name())).into_owned();
        match scan.end() {
            End::Cut => {
                let why = format!("it is cut off: {entries} entries were found in it");
                self.report.problem(at.clone(), why);
            }
            End::Whole if !scan.has_list => {
                self.report
                    .problem(at.clone(), "its list is missing: it may be damaged");
            }
            _ => {}
        }
        if scan.stray > 0 {
            let why = format!("{} signs in it belong to no entry", scan.stray);
            self.report.problem(at.clone(), why);
        }
        match scan.rest() {
            Ok((bytes, _)) => bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))?,
            Err(e) => return self.broken(file, e, entries),
        }
        Ok(Flow::Go)
    }

    fn request_page(
        &mut self,
        list: &List,
        around: &mut Around,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        let file = list.member.as_deref();
        let at = visible(file.unwrap_or(self.source.name())).into_owned();
        let Some((learned, mut page)) = pages::opened(self.source, file)? else {
            self.report.problem(
                at,
                "no entry was found in this page: it is built in a way that is not known, or it is empty",
            );
            self.skip(list)?;
            return Ok(Flow::Go);
        };
        if learned.asks {
            self.dates_of_pages()?;
        }
        let begins = |n: &str, attributes: &Attributes, depth| learned.begins(n, attributes, depth);
        let mut entries = 0_u64;
        loop {
            let cut = match page.next(&begins) {
                Ok(Some(cut)) => cut,
                Ok(None) => break,
                Err(e) => return self.broken(file, e, entries),
            };
            entries += 1;
            let place = Place {
                file: file.unwrap_or_default().to_owned(),
                at: format!("{} {entries} (byte {})", list.holds.one(), cut.place.0),
                bytes: cut.place,
            };
            let node = Node::of(&cut.bytes);
            let (Some(name), Some(dated)) = (block::sender(&node, &learned), block::dated(&node))
            else {
                let why = "it has neither a name nor a date";
                self.no_request(&place, page::outline(&cut.bytes), why);
                continue;
            };
            let date = dates::read(&dated, learned.languages);
            let order = self.report.dates.as_ref().map(|d| d.order);
            let time = pages::time(date.and_then(|date| date.read_as(order)));
            let mut entry = Entry {
                who: person(&name, list.platform),
                repaired: false,
                unknown: Vec::new(),
                doubts: Vec::new(),
                time,
            };
            if entry.time == DraftTime::Unknown {
                self.undecided += 1;
                entry.doubts.push(pages::undated(date));
            } else {
                self.requests_of_pages += 1;
            }
            let mut draft = self.request(list, place, entry, around);
            if cut.is_broken() {
                broken_letters(&mut draft);
            }
            if !cut.whole {
                draft.doubt("the page breaks off in it");
            }
            draft.own_bytes = cut.bytes;
            if self.report.hand_over(draft, sink) == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        match page.tokens.rest() {
            Ok(bytes) => bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))?,
            Err(e) => return self.broken(file, e, entries),
        }
        Ok(Flow::Go)
    }

    /// What cannot be read on; of a member that is a problem, of the source itself the end.
    fn broken(
        &mut self,
        file: Option<&str>,
        why: std::io::Error,
        entries: u64,
    ) -> Result<Flow, IntakeError> {
        let Some(name) = file else {
            return Err(self.source.unreadable(why));
        };
        let why = format!("{why}; {entries} entries before that are kept");
        self.report.problem(visible(name), why);
        Ok(Flow::Go)
    }

    fn no_request(&mut self, place: &Place, begins: String, why: &'static str) {
        let at = visible(&place.shown()).into_owned();
        if self.first.is_none() {
            self.first = Some((at.clone(), begins));
        }
        self.report.not_understood(at, why);
    }

    /// The draft of an entry; its bytes are still to be put in.
    fn request(&mut self, list: &List, place: Place, entry: Entry, around: &mut Around) -> Draft {
        for what in &entry.unknown {
            self.report.count_unknown(what);
        }
        self.repaired += u64::from(entry.repaired);
        let identity = identity(list, &entry, around);
        let gone = entry.who.label.as_deref().is_some_and(app::is_gone);
        let other = Person {
            label: entry.who.label.map(|name| shown(&name, &list.stem)),
            address: entry.who.address,
        };
        let owner = around.owner.clone();
        let (from, to) = if list.holds.by_owner() {
            (owner, vec![other])
        } else {
            (Some(other), owner.into_iter().collect())
        };
        let wrong =
            matches!(&entry.time, DraftTime::Instant { at, .. } if !self.settings.plausible(*at));
        let undated = entry.time == DraftTime::Unknown && !list.pages;
        let mut draft = Draft {
            place,
            kind: DraftKind::Request,
            channel: Channel::FriendRequest,
            platform: Some(list.platform.to_owned()),
            thread: list.stem.clone(),
            id: None,
            identity,
            from,
            to,
            time: entry.time,
            title: Some(list.holds.title().to_owned()),
            words: None,
            marks: Vec::new(),
            attachments: Vec::new(),
            doubts: Vec::new(),
            own_bytes: Vec::new(),
            line_end: b"\n",
        };
        if entry.repaired {
            draft.mark("letters-repaired");
        }
        for doubt in entry.doubts {
            draft.doubt(doubt);
        }
        if undated {
            draft.doubt("the download does not say when");
        }
        if list.holds == Holds::Refused {
            draft.doubt(
                "whether its time is that of the asking or of the refusal, the download does not say",
            );
        }
        if gone {
            draft.doubt("its account is no more: the site has taken the name away");
        }
        if wrong {
            draft.doubt("its date cannot be right: it is before 1990 or after the import");
        }
        draft
    }
}

fn broken_letters(draft: &mut Draft) {
    draft.mark("letters-repaired");
    draft.doubt("some of its letters are broken in the download");
}

/// One entry of JSON: Facebook's name and time, or what Instagram puts around a handle.
fn entry(said: &Map<String, Value>) -> Result<Entry, &'static str> {
    const NOBODY: &str = "it names nobody";
    let mut letters = Letters::default();
    let filled = |text: Option<String>| text.filter(|t| !t.trim().is_empty());
    let title = filled(letters.text(said.get("title")));
    let list = said.get("string_list_data").and_then(Value::as_array);
    let (who, at, known) = if let Some(name) = letters.text(said.get("name")) {
        let who = Person {
            label: Some(name),
            address: None,
        };
        (who, said.get("timestamp"), FACEBOOK_KEYS)
    } else if let Some(list) = list {
        let first = list.first();
        let of = |key: &str| first.and_then(|one| one.get(key));
        let handle = filled(letters.text(of("value")))
            .or(title)
            .or_else(|| handle_of(of("href")?.as_str()?))
            .ok_or(NOBODY)?;
        let who = Person {
            label: None,
            address: Some(handle),
        };
        (who, of("timestamp"), INSTAGRAM_KEYS)
    } else {
        return Err(NOBODY);
    };
    let mut unknown = record::unknown_fields(said, known, "a request");
    if list.is_some_and(|list| list.len() > 1) {
        unknown.push("more than one account in one request".to_owned());
    }
    let at = at.and_then(record::instant);
    Ok(Entry {
        who,
        time: at.map_or(DraftTime::Unknown, |at| DraftTime::Instant {
            at,
            seconds: true,
            offset: None,
            basis: Basis::Server,
        }),
        unknown,
        repaired: letters.repaired,
        doubts: Vec::new(),
    })
}

const FACEBOOK_KEYS: &[&str] = &["name", "timestamp", "contact_info", "uri"];
const INSTAGRAM_KEYS: &[&str] = &["title", "media_list_data", "string_list_data"];

/// As a page names somebody: Facebook by name, Instagram by handle or by the address of the profile.
fn person(name: &str, platform: &str) -> Person {
    if platform != "instagram" {
        return Person {
            label: Some(name.to_owned()),
            address: None,
        };
    }
    Person {
        label: None,
        address: Some(handle_of(name).unwrap_or_else(|| name.to_owned())),
    }
}

/// The handle in the address of a profile: `https://www.instagram.com/_u/ned.harrow`.
fn handle_of(link: &str) -> Option<String> {
    let (_, path) = link.split_once("instagram.com/")?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let handle = path
        .split('/')
        .find(|part| !part.is_empty() && *part != "_u")?;
    Some(handle.to_owned())
}

/// Who, what and when, and which of its equals. Of a page never equal to that of JSON, whose second
/// is the site's own.
fn identity(list: &List, entry: &Entry, around: &mut Around) -> String {
    let form = if list.pages {
        "meta-request-page"
    } else {
        "meta-request"
    };
    let who = entry.who.identity();
    let when = match &entry.time {
        DraftTime::Instant { at, .. } => at.as_second().to_string(),
        DraftTime::Local { wall, .. } => wall.to_string(),
        _ => String::new(),
    };
    let by: &[u8] = if list.holds.by_owner() {
        b"owner"
    } else {
        b"other"
    };
    let who = who.unwrap_or_else(|| normalise(""));
    let digest = Identity::of(form)
        .with(list.platform.as_bytes())
        .with(list.holds.sort().as_bytes())
        .with(by)
        .with(who.as_str().as_bytes())
        .with(when.as_bytes())
        .finish();
    let nth = around.equals.entry(list.holds).or_default().nth(&digest);
    Identity::of("meta-request-nth")
        .with(&digest)
        .with(&nth.to_be_bytes())
        .hex_on(day_in(&entry.time))
}
