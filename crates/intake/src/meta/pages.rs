//! The pass over conversations that are pages of HTML.

use jiff::civil;
use jiff::tz::Offset;
use standfast_model::draft::{Basis, DraftTime, Place};
use standfast_model::{normalise, visible};

use super::block::{self, Block};
use super::dates::Date;
use super::layout::{Conversation, Layout};
use super::learn::Learned;
use super::reading::Reading;
use super::record::{Around, Said};
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::identity::{Equals, Identity, day_in};
use crate::page::{self, Attributes, Cut, Cutter, Node};
use crate::reader::{DateOrder, DatesRead, DecidedBy, Flow, Sink};
use crate::source::Source;

/// What was learned of one page, and the page from its beginning.
pub(super) fn opened<'s>(
    source: &'s Source,
    file: Option<&str>,
) -> Result<Option<(Learned, Cutter<Bytes<'s>>)>, IntakeError> {
    let broken = |e| match file {
        None => source.unreadable(e),
        Some(member) => IntakeError::Member {
            name: source.name().to_owned(),
            member: member.to_owned(),
            why: e.to_string(),
        },
    };
    let learned = Learned::of(Bytes::open(source, file)?).map_err(broken)?;
    Ok(match learned {
        Some(learned) => Some((learned, Cutter::new(Bytes::open(source, file)?))),
        None => None,
    })
}

impl Reading<'_> {
    /// Reads the pages of one conversation.
    pub(super) fn pages(
        &mut self,
        conversation: &Conversation,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        let mut equals = Equals::default();
        for file in &conversation.files {
            let file = file.as_deref();
            let flow = match opened(self.source, file) {
                Ok(Some((learned, page))) => {
                    self.page(conversation, file, &learned, page, &mut equals, sink)?
                }
                Ok(None) => {
                    let at = visible(file.unwrap_or(self.source.name())).into_owned();
                    let why = "no message was found in this page: it is built in a way that is not known, or it is empty";
                    self.report.problem(at, why);
                    Flow::Go
                }
                Err(IntakeError::Member { member, why, .. }) => {
                    self.report.problem(visible(&member), why);
                    Flow::Go
                }
                Err(e) => return Err(e),
            };
            if flow == Flow::Stop {
                return Ok(flow);
            }
        }
        Ok(Flow::Go)
    }

    /// Decides how dates in numbers are read, once for all pages.
    pub(super) fn dates_of_pages(&mut self) -> Result<(), IntakeError> {
        if self.report.dates.is_none() {
            let order = order(self.source, self.layout, self.settings.date_order)?;
            self.report.dates = Some(order);
        }
        Ok(())
    }

    fn page(
        &mut self,
        conversation: &Conversation,
        file: Option<&str>,
        learned: &Learned,
        mut page: Cutter<Bytes<'_>>,
        equals: &mut Equals,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        if learned.asks {
            self.dates_of_pages()?;
        }
        let name = file.unwrap_or_default();
        let mut number = 0_u64;
        let begins = |n: &str, attributes: &Attributes, depth| learned.begins(n, attributes, depth);
        loop {
            let cut = match page.next(&begins) {
                Ok(Some(cut)) => cut,
                Ok(None) => break,
                Err(e) if file.is_none() => return Err(self.source.unreadable(e)),
                Err(e) => {
                    let why = format!("{e}; {number} records before that are kept");
                    self.report.problem(visible(name), why);
                    return Ok(Flow::Go);
                }
            };
            number += 1;
            let place = Place {
                file: name.to_owned(),
                at: format!("message {number} (byte {})", cut.place.0),
                bytes: cut.place,
            };
            let around = Around {
                folder: &conversation.folder,
                archive: self.source.archive(),
            };
            let read = if cut.too_large {
                Err("it is over the limit of 1 MB for one record")
            } else {
                block::read(&Node::of(&cut.bytes), learned, &around)
            };
            match read {
                Ok(block) => {
                    let flow = self.block(conversation, place, block, cut, equals, sink);
                    if flow == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                }
                Err(why) => {
                    let at = visible(&place.shown()).into_owned();
                    if self.first.is_none() {
                        self.first = Some((at.clone(), page::outline(&cut.bytes)));
                    }
                    let why = if cut.whole {
                        why
                    } else {
                        "the page breaks off in it"
                    };
                    self.report.not_understood(at, why);
                }
            }
        }
        let at = visible(file.unwrap_or(self.source.name())).into_owned();
        if page.tokens.too_long > 0 {
            let why = format!(
                "{} tags or comments in it are longer than any page needs",
                page.tokens.too_long
            );
            self.report.problem(at.clone(), why);
        }
        if page.depth() > 0 {
            self.report.problem(
                at.clone(),
                format!("it is cut off: {number} records were found in it"),
            );
        }
        match page.tokens.rest() {
            Ok(bytes) => bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))?,
            Err(e) if file.is_none() => return Err(self.source.unreadable(e)),
            Err(e) => self.report.problem(at, e.to_string()),
        }
        Ok(Flow::Go)
    }

    #[allow(clippy::too_many_arguments, reason = "one record with where it stands")]
    fn block(
        &mut self,
        conversation: &Conversation,
        place: Place,
        block: Block,
        cut: Cut,
        equals: &mut Equals,
        sink: &mut Sink<'_>,
    ) -> Flow {
        let order = self.report.dates.as_ref().map(|d| d.order);
        let read = block.date.and_then(|date| date.read_as(order));
        let time = time(read);
        let identity = identity(
            &block.said,
            read.map(|(wall, ..)| wall),
            &block.dated,
            &time,
            equals,
        );
        let undecided = time == DraftTime::Unknown;
        let local = matches!(time, DraftTime::Local { .. });
        self.undecided += u64::from(undecided);
        self.of_pages += u64::from(local);
        let mut draft = self.drafted(conversation, place, block.said, time, identity);
        if cut.is_broken() {
            draft.mark("letters-repaired");
            draft.doubt("some of its letters are broken in the download");
        }
        draft.own_bytes = cut.bytes;
        if undecided {
            draft.doubt(undated(block.date));
        }
        if !cut.whole {
            draft.doubt("the page breaks off in it");
        }
        self.report.hand_over(draft, sink)
    }
}

/// A time as a page says it: the wall time of its clock, sometimes with the offset.
pub(super) fn time(read: Option<(civil::DateTime, bool, Option<Offset>)>) -> DraftTime {
    match read {
        Some((wall, seconds, Some(offset))) => match offset.to_timestamp(wall) {
            Ok(at) => DraftTime::Instant {
                at,
                seconds,
                offset: Some(offset),
                basis: Basis::ExportLocal,
            },
            Err(_) => DraftTime::Unknown,
        },
        Some((wall, seconds, None)) => DraftTime::Local {
            wall,
            seconds,
            basis: Basis::ExportLocal,
        },
        None => DraftTime::Unknown,
    }
}

/// Why a date gives no time.
pub(super) fn undated(date: Option<Date>) -> &'static str {
    match date {
        Some(Date::Unclear) => {
            "its month has a word that means two months, in two languages: which it is, nothing tells"
        }
        Some(Date::Numbers { .. }) => {
            "nothing tells which number of its date is the day and which the month"
        }
        _ => "its date could not be read",
    }
}

/// What decides dates in numbers: the person, or the first date of any page in which one number is
/// over twelve; else the question.
fn order(
    source: &Source,
    layout: &Layout,
    said: Option<DateOrder>,
) -> Result<DatesRead, IntakeError> {
    if let Some(order) = said {
        let by = DecidedBy::Person;
        return Ok(DatesRead { order, by });
    }
    let mut example = None;
    let of_conversations = layout.conversations.iter().filter(|c| c.pages);
    let of_lists = layout.requests.iter().filter(|list| list.pages);
    let files = of_conversations
        .map(|c| c.files.as_slice())
        .chain(of_lists.map(|list| std::slice::from_ref(&list.member)));
    for files in files {
        for file in files {
            let Ok(Some((learned, mut page))) = opened(source, file.as_deref()) else {
                continue;
            };
            let begins =
                |n: &str, attributes: &Attributes, depth| learned.begins(n, attributes, depth);
            while let Ok(Some(cut)) = page.next(&begins) {
                let Some(dated) = block::dated(&Node::of(&cut.bytes)) else {
                    continue;
                };
                let at = match file {
                    None => format!("byte {}", cut.place.0),
                    Some(file) => format!("{}, byte {}", visible(file), cut.place.0),
                };
                if let Some(order) = super::dates::decides(&dated) {
                    let by = DecidedBy::Number { at };
                    return Ok(DatesRead { order, by });
                }
                let date = super::dates::read(&dated, learned.languages);
                if example.is_none() && matches!(date, Some(Date::Numbers { .. })) {
                    example = Some((at, dated, date));
                }
            }
        }
    }
    let (at, written, date) = example.unwrap_or_default();
    let told = |order| {
        let read = date.and_then(|date| date.read_as(Some(order)));
        read.map_or_else(String::new, |(wall, ..)| {
            wall.date().strftime("%-d %B %Y").to_string()
        })
    };
    Err(IntakeError::AskDateOrder {
        name: source.name().to_owned(),
        at,
        written: visible(&written).into_owned(),
        first: told(DateOrder::Dmy),
        second: told(DateOrder::Mdy),
    })
}

/// Sender, wall time and words, and which of its equals in its conversation it is. Never equal to
/// that of a record of JSON: a page says a minute of a clock without zone, and that two records
/// agree in it, in sender and in words proves nothing.
fn identity(
    said: &Said,
    wall: Option<civil::DateTime>,
    dated: &str,
    time: &DraftTime,
    equals: &mut Equals,
) -> String {
    let who = said.sender.as_deref().map(normalise);
    let when = wall.map_or_else(|| dated.to_owned(), |wall| wall.to_string());
    let digest = Identity::of("meta-page")
        .with(who.as_ref().map_or("", |w| w.as_str()).as_bytes())
        .with(when.as_bytes())
        .with(said.token.as_bytes())
        .finish();
    let nth = equals.nth(&digest);
    Identity::of("meta-page-nth")
        .with(&digest)
        .with(&nth.to_be_bytes())
        .hex_on(day_in(time))
}
