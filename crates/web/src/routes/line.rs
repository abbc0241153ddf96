//! An entry as the screen shows it: on the timeline, on its own page, among the latest, as a hit.

use standfast_desk::looks::line::LineExhibit;
use standfast_desk::looks::preview::PICTURE_BYTES;
use standfast_desk::looks::{Line, mark_words};
use standfast_desk::model::lists::{Channel, Party};
use standfast_desk::model::{Body, kinds};

use super::Around;
use super::log::EXACTLY;
use crate::labels::{self, counted};
use crate::pages::icon::Icon;
use crate::pages::timeline::{Entry, Folded, Note, Said, Shot, Side};
use crate::times;
use crate::words::Words;

/// Lines of one import, channel, side and day that follow each other, together; else one by one.
pub(super) fn runs<'l>(lines: &'l [Line], around: &Around) -> Vec<Vec<&'l Line>> {
    let mut runs: Vec<Vec<&Line>> = Vec::new();
    for line in lines {
        match runs
            .last_mut()
            .filter(|run| run.first().is_some_and(|first| alike(first, line, around)))
        {
            Some(run) => run.push(line),
            None => runs.push(vec![line]),
        }
    }
    runs
}

fn alike(one: &Line, other: &Line, around: &Around) -> bool {
    let plain = |line: &Line| {
        line.exhibits.is_empty() && line.corrected_by.is_empty() && line.retracted.is_none()
    };
    match (&one.entry.body, &other.entry.body) {
        (Body::Contact(a), Body::Contact(b)) => {
            let import =
                |contact: &kinds::Contact| contact.source.as_ref().map(|source| source.import);
            // Of requests each may say which entry it is the same as.
            import(a).is_some()
                && import(a) == import(b)
                && a.channel != Some(Channel::FriendRequest)
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
    let (Some(newest), Some(oldest)) = (run.first(), run.last()) else {
        return Entry::default();
    };
    let (first, last) = (oldest.entry.n, newest.entry.n);
    let (number, number_words) = if run.len() == 1 {
        (format!("#{last}"), format!("Entry {last}"))
    } else {
        (
            format!("#{first} to #{last}"),
            format!("Entries {first} to {last}"),
        )
    };
    let mut entry = Entry {
        id: format!("e{last}"),
        href: around.entry(first),
        number,
        number_words,
        exhibits: newest
            .exhibits
            .iter()
            .map(|exhibit| shot(exhibit, around))
            .collect(),
        ..Entry::default()
    };
    match &newest.entry.body {
        Body::Contact(contact) if run.len() == 1 => fill_contact(&mut entry, contact, around),
        Body::Contact(contact) => fill_run(&mut entry, contact, run, around),
        Body::Measure(measure) => fill_measure(&mut entry, measure),
        Body::Outcome(outcome) => fill_outcome(&mut entry, outcome),
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
    let other = if contact.from == Party::Clinician {
        subject
    } else {
        clinician
    };
    let to = contact.towards.as_deref().unwrap_or(other);
    let time = if time.is_empty() {
        String::new()
    } else {
        format!("{}. ", labels::capital(time))
    };
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
            entry.said.push(Said {
                label,
                words: Words::from(words),
            });
        }
    };
    say("", mine);
    let signs: Vec<String> = contact
        .signs
        .iter()
        .map(|sign| labels::sign(sign.as_str()))
        .collect();
    say("Ticked:", &signs.join(", "));
    say("Where:", contact.place.as_deref().unwrap_or_default());
    say("Also there:", &contact.witnesses.join(", "));
    say(
        "How it left me:",
        contact.effect.as_deref().unwrap_or_default(),
    );
    say(
        "Said or done back:",
        contact.reply.as_deref().unwrap_or_default(),
    );
    let mut folded: Vec<Words> = Vec::new();
    if let Some(title) = &contact.title {
        folded.push(Words::from(format!("Subject: {title}")));
    }
    if !quoted.trim().is_empty() {
        folded.push(Words::from(quoted.trim()));
    }
    if !folded.is_empty() {
        let label = if theirs || contact.from == Party::Clinician {
            "Show the message"
        } else {
            "Show the patient’s words"
        };
        entry.folded = Some(Folded {
            label,
            words: folded,
        });
    }
    let marks = contact.marks.iter().map(|mark| mark_words(mark));
    let doubts = contact.doubts.iter().chain(&contact.occurred.doubt);
    for note in marks.chain(doubts.cloned()) {
        entry.notes.push(Note {
            words: Words::from(labels::capital(&note) + "."),
            entry: None,
        });
    }
    if let Some(source) = &contact.source {
        let import = (format!("#{}", source.import), around.entry(source.import));
        entry.notes.push(Note {
            words: Words::from(format!("Taken from an export, {}.", source.position)),
            entry: Some(import),
        });
    }
}

fn fill_run(entry: &mut Entry, contact: &kinds::Contact, run: &[&Line], around: &Around) {
    let mut words = Vec::new();
    let mut clocks = Vec::new();
    for line in run.iter().rev() {
        let Body::Contact(one) = &line.entry.body else {
            continue;
        };
        let clock = times::part_of_day(&one.occurred.text);
        let text = one
            .words
            .as_deref()
            .or(one.title.as_deref())
            .unwrap_or("(no words)");
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
    entry.folded = Some(Folded {
        label: "Show the messages",
        words,
    });
    if let Some(source) = &contact.source {
        let import = (format!("#{}", source.import), around.entry(source.import));
        entry.notes.push(Note {
            words: Words::from("Taken from an export."),
            entry: Some(import),
        });
    }
}

fn fill_measure(entry: &mut Entry, measure: &kinds::Measure) {
    entry.side = Side::Measure;
    entry.icon = Icon::Flag;
    entry.heading = Words::from(format!(
        "Measure: {}",
        measure.measure.as_str().replace('-', " ")
    ));
    let time = labels::capital(&times::part_of_day(&measure.occurred.text));
    let by = measure.by.as_ref().map(|by| format!("By {by}"));
    let who: Vec<String> = [Some(time).filter(|time| !time.is_empty()), by]
        .into_iter()
        .flatten()
        .collect();
    entry.who = Words::from(who.join(". "));
    let mut say = |label, words: String| {
        entry.said.push(Said {
            label,
            words: Words::from(words),
        })
    };
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

fn fill_outcome(entry: &mut Entry, outcome: &kinds::Outcome) {
    entry.side = Side::Measure;
    entry.icon = Icon::Flag;
    entry.heading = Words::from(format!(
        "Outcome: {}",
        outcome.outcome.as_str().replace('-', " ")
    ));
    entry.who = Words::from(labels::capital(&times::part_of_day(&outcome.occurred.text)));
    let mut say = |label, words: String| {
        entry.said.push(Said {
            label,
            words: Words::from(words),
        })
    };
    if let Some(words) = &outcome.words {
        say("", words.clone());
    }
    if let Some(until) = outcome.keep_until {
        say("Keep until:", times::day(until));
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
        notes.push(Note {
            words: Words::from(words),
            entry: None,
        });
    }
    for n in &line.corrected_by {
        let before = line
            .first
            .as_ref()
            .map(|first| it_said(line, first, around))
            .unwrap_or_default();
        notes.push(Note {
            words: Words::from(format!("Corrected.{before} See")),
            entry: Some((format!("#{n}"), around.entry(*n))),
        });
    }
    if let Some(because) = &line.retracted {
        notes.push(Note {
            words: Words::from(format!("Retracted: {because}")),
            entry: None,
        });
    }
    notes
}

/// " It said: …" for each field that reads otherwise now.
fn it_said(line: &Line, first: &standfast_desk::model::Entry, around: &Around) -> String {
    let now = line.entry.body.to_fields();
    let mut said = String::new();
    for field in first
        .body
        .to_fields()
        .iter()
        .filter(|field| now.get(&field.name) != Some(&field.value))
    {
        let words = super::entry::shown(&field.value, &around.times);
        said.push_str(&format!(
            " It said: {} {words}.",
            field.name.replace('_', " ")
        ));
    }
    said
}

/// An original beside its entry.
pub(super) fn shot(exhibit: &LineExhibit, around: &Around) -> Shot {
    let href = format!(
        "{}/exhibits/{}",
        around.base,
        exhibit.reference.replace('/', "-")
    );
    let small = exhibit.bytes <= PICTURE_BYTES as u64
        && exhibit.media_type.as_deref().is_some_and(is_picture);
    Shot {
        picture: small.then(|| format!("{href}/small")),
        caption: Words::from(format!("{}, {}", exhibit.reference, exhibit.name)),
        href,
    }
}

/// Kinds that can be written anew as a picture.
pub(super) fn is_picture(media_type: &str) -> bool {
    matches!(
        media_type,
        "image/jpeg" | "image/png" | "image/gif" | "image/webp" | "image/bmp" | "image/tiff"
    )
}
