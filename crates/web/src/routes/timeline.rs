//! `/cases/NAME/timeline`: what happened, newest first, fifty lines a page.
//!
//! A part of it (days, a channel) is asked for by POST, so that no address says what was looked for.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::looks::line::LineExhibit;
use standfast_desk::looks::preview::PICTURE_BYTES;
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::looks::Line;
use standfast_desk::model::lists::{Channel, Party};
use standfast_desk::model::{Body, Occurred, kinds};
use standfast_desk::vault::RowKey;
use standfast_desk::{Desk, DeskError};

use super::log::EXACTLY;
use super::trouble::Trouble;
use super::Around;
use crate::labels::{self, counted};
use crate::pages::frame::{Mends, Section};
use crate::pages::icon::Icon;
use crate::pages::timeline::{Day, Entry, Filter, Folded, Note, Said, Shot, Side, Timeline};
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Lines a page.
const PAGE: u32 = 50;

#[derive(Deserialize)]
pub(super) struct From {
    before: Option<i64>,
}

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Query(from): Query<From>,
) -> Response {
    site.at_desk(signed, move |desk, _| part(desk, &named, Filter::default(), from.before)).await
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default, rename = "from-day")]
    from: String,
    #[serde(default, rename = "to-day")]
    to: String,
    #[serde(default)]
    channel: String,
    before: Option<i64>,
}

pub(super) async fn filter(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    let filter = Filter { from: asked.from, to: asked.to, channel: asked.channel };
    site.at_desk(signed, move |desk, _| part(desk, &named, filter, asked.before)).await
}

fn part(desk: &mut Desk, named: &str, filter: Filter, before: Option<i64>) -> Result<Response, Trouble> {
    let around = Around::of(desk, named, "Timeline", Section::Timeline)?;
    let given = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let said = SaidPart { from: given(&filter.from), to: given(&filter.to), channel: given(&filter.channel) };
    let mut found = desk.timeline(&around.shown.name, &said, before.map(RowKey), PAGE);
    let mut mends = Mends::none();
    if let Err(DeskError::Said(error)) = &found {
        // Which of the two days it was: the one that cannot be understood by itself.
        let first = SaidPart { from: said.from.clone(), ..SaidPart::default() };
        let field = if desk.timeline(&around.shown.name, &first, None, 1).is_err() { "from-day" } else { "to-day" };
        mends = Mends::one(field, labels::capital(&error.to_string()) + ".");
        found = desk.timeline(&around.shown.name, &SaidPart::default(), None, PAGE);
    }
    let found = found?;
    let lines: Vec<Line> = found.lines.into_iter().map(|(_, line)| line).collect();
    let status = if mends.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let timeline = Timeline {
        frame: around.frame.clone().to_mend(&mends),
        caption: around.caption(),
        base: around.base.clone(),
        extent: match lines.len() {
            0 => String::new(),
            n => format!("{}, newest first.", counted(n as u64, "line", "lines")),
        },
        channels: Channel::WORDS.iter().map(|word| (*word, labels::channel(Some(word)))).collect(),
        filter,
        days: days(&lines, &around),
        earlier: found.more.map(|key| key.0),
        first_page: before.is_none(),
        mends,
    };
    Ok(page(status, &timeline))
}

/// Lines by day, in the order they came.
fn days(lines: &[Line], around: &Around) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for run in runs(lines, around) {
        let heading = run.first().and_then(|line| line.occurred()).map(|o| day_heading(o, around)).unwrap_or_default();
        let entry = entry(&run, around);
        match days.last_mut().filter(|day| day.heading == heading) {
            Some(day) => day.entries.push(entry),
            None => days.push(Day { id: format!("day-{}", days.len() + 1), heading, entries: vec![entry] }),
        }
    }
    days
}

fn day_heading(occurred: &Occurred, around: &Around) -> String {
    match around.times.day_of(occurred) {
        Some(date) => times::weekday(date),
        None if occurred.from.is_none() => "Day not known".to_owned(),
        None => labels::capital(&times::said(&occurred.text)),
    }
}

/// Lines of one import, channel, side and day that follow each other, together; else one by one.
pub(super) fn runs<'l>(lines: &'l [Line], around: &Around) -> Vec<Vec<&'l Line>> {
    let mut runs: Vec<Vec<&Line>> = Vec::new();
    for line in lines {
        match runs.last_mut().filter(|run| run.first().is_some_and(|first| alike(first, line, around))) {
            Some(run) => run.push(line),
            None => runs.push(vec![line]),
        }
    }
    runs
}

fn alike(one: &Line, other: &Line, around: &Around) -> bool {
    let plain = |line: &Line| line.exhibits.is_empty() && line.corrected_by.is_empty() && line.retracted.is_none();
    match (&one.entry.body, &other.entry.body) {
        (Body::Contact(a), Body::Contact(b)) => {
            let import = |contact: &kinds::Contact| contact.source.as_ref().map(|source| source.import);
            import(a).is_some()
                && import(a) == import(b)
                && a.channel == b.channel
                && a.from == b.from
                && a.channel != Some(Channel::Email)
                && plain(one)
                && plain(other)
                && around.times.day_of(&a.occurred).is_some()
                && around.times.day_of(&a.occurred) == around.times.day_of(&b.occurred)
        }
        _ => false,
    }
}

/// One entry for the screen, or several that belong together (newest first).
pub(super) fn entry(run: &[&Line], around: &Around) -> Entry {
    let (Some(newest), Some(oldest)) = (run.first(), run.last()) else { return Entry::default() };
    let (first, last) = (oldest.entry.n, newest.entry.n);
    let (number, number_words) = if run.len() == 1 {
        (format!("#{last}"), format!("Entry {last}"))
    } else {
        (format!("#{first} to #{last}"), format!("Entries {first} to {last}"))
    };
    let mut entry = Entry {
        id: format!("e{last}"),
        href: around.entry(first),
        number,
        number_words,
        exhibits: newest.exhibits.iter().map(|exhibit| shot(exhibit, around)).collect(),
        ..Entry::default()
    };
    match &newest.entry.body {
        Body::Contact(contact) if run.len() == 1 => fill_contact(&mut entry, contact, around),
        Body::Contact(contact) => fill_run(&mut entry, contact, run, around),
        Body::Measure(measure) => fill_measure(&mut entry, measure),
        other => entry.heading = Words::from(labels::capital(other.kind().as_str())),
    }
    entry.notes.extend(notes(newest, around));
    entry
}

fn side(contact: &kinds::Contact) -> Side {
    match contact.from {
        Party::Subject => Side::In,
        Party::Clinician => Side::Out,
        Party::Other(_) => Side::Other,
    }
}

fn how(contact: &kinds::Contact) -> String {
    let channel = labels::channel(contact.channel.as_ref().map(Channel::as_str));
    match &contact.platform {
        Some(platform) => format!("{channel}, {}", labels::platform(platform)),
        None => channel,
    }
}

/// "4:25pm. C. Tallowmere to Dr W. A. Quillmarsh".
fn who(contact: &kinds::Contact, time: &str, around: &Around) -> Words {
    let (subject, clinician) = (around.subject(), around.clinician());
    let from = labels::party(&contact.from, subject, clinician);
    let other = if contact.from == Party::Clinician { subject } else { clinician };
    let to = contact.towards.as_deref().unwrap_or(other);
    let time = if time.is_empty() { String::new() } else { format!("{}. ", labels::capital(time)) };
    Words::from(format!("{time}{from} to {to}"))
}

fn fill_contact(entry: &mut Entry, contact: &kinds::Contact, around: &Around) {
    let time = times::part_of_day(&contact.occurred.text);
    entry.side = side(contact);
    entry.icon = Icon::of_channel(contact.channel.as_ref().map_or("", Channel::as_str));
    entry.heading = Words::from(how(contact));
    entry.who = who(contact, &time, around);
    let words = contact.words.as_deref().unwrap_or_default();
    let theirs = contact.source.is_some() && contact.from != Party::Clinician;
    let (mine, quoted) = match words.split_once(EXACTLY) {
        Some((mine, quoted)) => (mine.trim_end(), quoted),
        None if theirs => ("", words),
        None => (words, ""),
    };
    let mut say = |label, words: &str| {
        if !words.is_empty() {
            entry.said.push(Said { label, words: Words::from(words) });
        }
    };
    say("", mine);
    let signs: Vec<String> = contact.signs.iter().map(|sign| labels::sign(sign.as_str())).collect();
    say("Ticked:", &signs.join(", "));
    say("Where:", contact.place.as_deref().unwrap_or_default());
    say("Also there:", &contact.witnesses.join(", "));
    say("How it left me:", contact.effect.as_deref().unwrap_or_default());
    say("Said or done back:", contact.reply.as_deref().unwrap_or_default());
    let mut folded: Vec<Words> = Vec::new();
    if let Some(title) = &contact.title {
        folded.push(Words::from(format!("Subject: {title}")));
    }
    if !quoted.trim().is_empty() {
        folded.push(Words::from(quoted.trim()));
    }
    if !folded.is_empty() {
        let label = if theirs || contact.from == Party::Clinician { "Show the message" } else { "Show the patient’s words" };
        entry.folded = Some(Folded { label, words: folded });
    }
    for mark in contact.marks.iter().chain(&contact.doubts).chain(&contact.occurred.doubt) {
        entry.notes.push(Note { words: Words::from(labels::capital(&mark.replace('-', " ")) + "."), entry: None });
    }
    if let Some(source) = &contact.source {
        let import = (format!("#{}", source.import), around.entry(source.import));
        entry.notes.push(Note { words: Words::from(format!("Taken from an export, {}.", source.position)), entry: Some(import) });
    }
}

fn fill_run(entry: &mut Entry, contact: &kinds::Contact, run: &[&Line], around: &Around) {
    let mut words = Vec::new();
    let mut clocks = Vec::new();
    for line in run.iter().rev() {
        let Body::Contact(one) = &line.entry.body else { continue };
        let clock = times::part_of_day(&one.occurred.text);
        let text = one.words.as_deref().or(one.title.as_deref()).unwrap_or("(no words)");
        words.push(Words::from(format!("{clock} “{text}”")));
        clocks.push(clock);
    }
    let span = match (clocks.first(), clocks.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(first), _) => first.clone(),
        _ => String::new(),
    };
    entry.side = side(contact);
    entry.icon = Icon::of_channel(contact.channel.as_ref().map_or("", Channel::as_str));
    entry.heading = Words::from(format!("{} times: {}", run.len(), how(contact)));
    entry.who = who(contact, &span, around);
    entry.folded = Some(Folded { label: "Show the messages", words });
    if let Some(source) = &contact.source {
        let import = (format!("#{}", source.import), around.entry(source.import));
        entry.notes.push(Note { words: Words::from("Taken from an export."), entry: Some(import) });
    }
}

fn fill_measure(entry: &mut Entry, measure: &kinds::Measure) {
    entry.side = Side::Measure;
    entry.icon = Icon::Flag;
    entry.heading = Words::from(format!("Measure: {}", measure.measure.as_str().replace('-', " ")));
    let time = labels::capital(&times::part_of_day(&measure.occurred.text));
    let by = measure.by.as_ref().map(|by| format!("By {by}"));
    let who: Vec<String> = [Some(time).filter(|time| !time.is_empty()), by].into_iter().flatten().collect();
    entry.who = Words::from(who.join(". "));
    let mut say = |label, words: String| entry.said.push(Said { label, words: Words::from(words) });
    if let Some(words) = &measure.words {
        say("", words.clone());
    }
    if measure.names_removal {
        say("", "It named removal from the list.".to_owned());
    }
    if let Some(reference) = &measure.reference {
        say("Reference:", reference.clone());
    }
    if let Some(until) = measure.until {
        say("Until:", times::day(until));
    }
}

/// Late, corrected, retracted: in the line itself.
fn notes(line: &Line, around: &Around) -> Vec<Note> {
    let mut notes = Vec::new();
    let days = u64::try_from(line.lag_seconds() / 86_400).unwrap_or_default();
    let imported = matches!(&line.entry.body, Body::Contact(contact) if contact.source.is_some());
    if days > 0 && !imported {
        let words = format!(
            "Late entry: recorded on {}, {} after it happened.",
            times::day(around.times.date(line.entry.recorded)),
            counted(days, "day", "days"),
        );
        notes.push(Note { words: Words::from(words), entry: None });
    }
    for n in &line.corrected_by {
        let before = line.first.as_ref().map(|first| it_said(line, first)).unwrap_or_default();
        notes.push(Note {
            words: Words::from(format!("Corrected.{before} See")),
            entry: Some((format!("#{n}"), around.entry(*n))),
        });
    }
    if let Some(because) = &line.retracted {
        notes.push(Note { words: Words::from(format!("Retracted: {because}")), entry: None });
    }
    notes
}

/// " It said: …" for each field that reads otherwise now.
fn it_said(line: &Line, first: &standfast_desk::model::Entry) -> String {
    let now = line.entry.body.to_fields();
    let mut said = String::new();
    for field in first.body.to_fields().iter().filter(|field| now.get(&field.name) != Some(&field.value)) {
        let words = super::entry::shown(&field.value);
        said.push_str(&format!(" It said: {} {words}.", field.name.replace('_', " ")));
    }
    said
}

/// An original beside its entry.
pub(super) fn shot(exhibit: &LineExhibit, around: &Around) -> Shot {
    let href = format!("{}/exhibits/{}", around.base, exhibit.reference.replace('/', "-"));
    let small = exhibit.bytes <= PICTURE_BYTES as u64 && exhibit.media_type.as_deref().is_some_and(is_picture);
    Shot {
        picture: small.then(|| format!("{href}/small")),
        caption: Words::from(format!("{}, {}", exhibit.reference, exhibit.name)),
        href,
    }
}

/// Kinds that can be written anew as a picture.
pub(super) fn is_picture(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "image/bmp" | "image/tiff")
}
