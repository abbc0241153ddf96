//! Accounts in an export that may be the subject's, for the screen of this import alone.
//!
//! Of people who are left out nothing is kept, so what is found of them is shown and forgotten.
//! What stands in the contacts themselves is found again in the case at any time: see
//! [`crate::looks::accounts`].

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use jiff::Timestamp;
use serde::Serialize;
use standfast_case::{Decided, named_in, sender, shared_words};
use standfast_intake::parties::From;
use standfast_intake::{Left, Parties, Seen, Source, answers_go_to, card_accounts, limits};
use standfast_model::draft::{Attachment, AttachmentContent, Draft, Person};
use standfast_model::lists::Channel;
use standfast_model::{Log, Normalised, named, normalise, shares};
use standfast_vault::{CaseLine, Vault};

use super::held::{stands_in, taken_as_theirs};
use crate::DeskError;

/// Senders left out that are remembered while an export is read.
const SENDERS: usize = 20_000;
/// Of each, records that are looked for in the case under another sender.
const LOOKED_FOR: u64 = 20;
/// Records so looked for, of all senders.
const LOOKED_FOR_ALL: u64 = 2_000;
/// Letters that make equal words at one minute telling.
const TELLING: usize = 12;
/// Senders left out whose account is looked for in what the case has.
const SEARCHED: usize = 200;
/// Accounts that are shown.
const SHOWN: usize = 50;

/// An account that may be the subject's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MayBeTheirs {
    /// `phone`, `email`, `whatsapp`, …
    pub kind: String,
    /// As the export has it.
    pub value: String,
    /// Why, in words.
    pub because: String,
    /// Records of it that are left out.
    pub records: u64,
}

/// Gathers while the first pass reads.
pub(super) struct Theirs<'a> {
    vault: &'a Vault,
    line: &'a CaseLine,
    decided: &'a Decided,
    parties: &'a Parties,
    named: BTreeMap<Normalised, NamedHere>,
    /// Names that the export gives to senders of the subject's beside a number or id.
    names: BTreeSet<Normalised>,
    others: BTreeMap<Normalised, Other>,
    looked_for: u64,
}

struct NamedHere {
    kind: String,
    value: String,
    how: How,
    at: String,
}

/// How an account was named, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    NumberChanged,
    Own,
    AnswersGo,
    Card,
    Words,
}

impl How {
    fn words(self, at: &str) -> String {
        match self {
            How::NumberChanged => {
                format!("the program says that their number changed to it, {at}")
            }
            How::Own => format!("they write of it as their own, {at}"),
            How::AnswersGo => format!("an e-mail of theirs wants its answers there, {at}"),
            How::Card => format!("a contact card that they sent names it, {at}"),
            How::Words => format!("it stands in what they sent, {at}"),
        }
    }
}

struct Other {
    kind: String,
    value: String,
    label: Option<Normalised>,
    mail: bool,
    records: u64,
    looked_for: u64,
    same: Vec<u64>,
}

impl<'a> Theirs<'a> {
    pub(super) fn new(
        vault: &'a Vault,
        line: &'a CaseLine,
        decided: &'a Decided,
        parties: &'a Parties,
    ) -> Self {
        Theirs {
            vault,
            line,
            decided,
            parties,
            named: BTreeMap::new(),
            names: BTreeSet::new(),
            others: BTreeMap::new(),
            looked_for: 0,
        }
    }

    /// Looks at one draft, after it was decided.
    pub(super) fn see(
        &mut self,
        draft: &Draft,
        seen: &Seen,
        at: Option<Timestamp>,
        source: &Source,
    ) -> Result<(), DeskError> {
        match seen {
            Seen::Take {
                from: From::Subject,
                ..
            } => self.of_theirs(draft, source),
            Seen::LeftOut(Left::System) => self.of_the_program(draft),
            Seen::LeftOut(Left::ThirdParty) => return self.of_another(draft, at),
            _ => {}
        }
        Ok(())
    }

    fn of_theirs(&mut self, draft: &Draft, source: &Source) {
        let at = || draft.place.shown();
        if let Some(words) = &draft.words {
            for one in named_in(words, Some(&draft.channel)) {
                let how = if one.own { How::Own } else { How::Words };
                let kind = one.kind.or(draft.platform.as_deref()).unwrap_or("handle");
                self.note(kind, &one.value, how, at);
            }
        }
        if draft.channel == Channel::Email {
            for address in answers_go_to(&draft.own_bytes) {
                self.note("email", &address, How::AnswersGo, at);
            }
        } else if let Some(Person {
            label: Some(label),
            address: Some(_),
        }) = &draft.from
        {
            self.names.insert(normalise(label));
        }
        for attachment in draft.attachments.iter().filter(|a| is_card(a)) {
            for (kind, value) in card_accounts(&bytes_of(attachment, source)) {
                self.note(kind, &value, How::Card, at);
            }
        }
    }

    /// "+44 7700 900142 changed to +44 7700 900456".
    fn of_the_program(&mut self, draft: &Draft) {
        let Some(words) = draft.words.as_deref().filter(|w| w.contains("changed")) else {
            return;
        };
        let words: String = words.chars().filter(|c| !is_mark(*c)).collect();
        let numbers = named(&words);
        if let [old, new] = numbers.as_slice()
            && self.parties.subject.contains(&normalise(&old.value))
        {
            self.note("phone", &new.value, How::NumberChanged, || {
                draft.place.shown()
            });
        }
    }

    fn note(&mut self, kind: &str, value: &str, how: How, at: impl Fn() -> String) {
        let normal = normalise(value);
        if self.is_known(&normal) || self.named.len() >= SENDERS {
            return;
        }
        match self.named.get_mut(&normal) {
            Some(there) if there.how <= how => {}
            Some(there) => (there.how, there.at) = (how, at()),
            None => {
                let here = NamedHere {
                    kind: kind.to_owned(),
                    value: value.to_owned(),
                    how,
                    at: at(),
                };
                self.named.insert(normal, here);
            }
        }
    }

    /// Known for this import, or settled in the case.
    fn is_known(&self, normal: &Normalised) -> bool {
        self.parties.subject.contains(normal)
            || self.parties.clinician.contains(normal)
            || self.decided.is_settled(normal.as_str())
    }

    fn of_another(&mut self, draft: &Draft, at: Option<Timestamp>) -> Result<(), DeskError> {
        let Some(person) = &draft.from else {
            return Ok(());
        };
        let platform = draft.platform.as_deref();
        let Some((kind, value)) = sender(&person.shown(), Some(&draft.channel), platform) else {
            return Ok(());
        };
        let normal = normalise(&value);
        if !self.others.contains_key(&normal) {
            if self.is_known(&normal) || self.others.len() >= SENDERS {
                return Ok(());
            }
            let other = Other {
                kind,
                value,
                label: person
                    .label
                    .as_deref()
                    .filter(|_| person.address.is_some())
                    .map(normalise),
                mail: draft.channel == Channel::Email,
                records: 0,
                looked_for: 0,
                same: Vec::new(),
            };
            self.others.insert(normal.clone(), other);
        }
        let Some(other) = self.others.get_mut(&normal) else {
            return Ok(());
        };
        other.records += 1;
        // The same words at the same time under another name: a person who was renamed.
        let telling = draft
            .words
            .as_deref()
            .filter(|w| w.chars().count() >= TELLING);
        if let (Some(words), Some(at)) = (telling, at)
            && !other.mail
            && other.looked_for < LOOKED_FOR
            && self.looked_for < LOOKED_FOR_ALL
        {
            other.looked_for += 1;
            self.looked_for += 1;
            if let Some(n) = taken_as_theirs(self.vault, self.line, words, at)? {
                other.same.push(n);
            }
        }
        Ok(())
    }

    /// What was found, the strongest first.
    pub(super) fn found(mut self) -> Result<Vec<MayBeTheirs>, DeskError> {
        let mut found: Vec<(usize, MayBeTheirs)> = Vec::new();
        let mut others: Vec<(Normalised, Other)> =
            std::mem::take(&mut self.others).into_iter().collect();
        others.sort_by_key(|(_, o)| std::cmp::Reverse(o.records));
        for (i, (normal, other)) in others.into_iter().enumerate() {
            let mut because = Vec::new();
            if let [_, _, ..] = other.same.as_slice() {
                let numbers: Vec<String> = other
                    .same
                    .iter()
                    .take(5)
                    .map(|n| Log::Record.name(*n))
                    .collect();
                because.push(format!(
                    "the same words at the same time are in the case as theirs: {}",
                    numbers.join(", ")
                ));
            }
            if let Some(here) = self.named.remove(&normal) {
                because.push(here.how.words(&here.at));
            }
            if i < SEARCHED
                && let Some(n) = stands_in(self.vault, self.line, &normal, &other.value)?
            {
                because.push(format!(
                    "it stands in what they sent, {}",
                    Log::Record.name(n)
                ));
            }
            if let Some(theirs) = self.shared(&other.value) {
                because.push(theirs);
            }
            // In e-mail anybody types any name.
            if other.label.as_ref().is_some_and(|l| self.names.contains(l)) && !other.mail {
                because.push("the export gives it the same name as an account of theirs; a name alone proves nothing".to_owned());
            }
            if !because.is_empty() {
                found.push((
                    because.len(),
                    MayBeTheirs {
                        kind: other.kind,
                        value: other.value,
                        because: because.join("; "),
                        records: other.records,
                    },
                ));
            }
        }
        found.sort_by_key(|(reasons, _)| std::cmp::Reverse(*reasons));
        let mut named: Vec<NamedHere> = std::mem::take(&mut self.named).into_values().collect();
        named.sort_by_key(|n| n.how);
        let shown = found
            .into_iter()
            .map(|(_, one)| one)
            .chain(named.into_iter().map(|one| MayBeTheirs {
                because: one.how.words(&one.at),
                kind: one.kind,
                value: one.value,
                records: 0,
            }));
        Ok(shown.take(SHOWN).collect())
    }

    fn shared(&self, value: &str) -> Option<String> {
        let accounts = self.decided.theirs.iter().map(String::as_str);
        let said = self.parties.subject.iter().map(Normalised::as_str);
        accounts.chain(said).find_map(|theirs| {
            shares(value, theirs).map(|what| format!("{} {theirs}", shared_words(what)))
        })
    }
}

fn is_card(attachment: &Attachment) -> bool {
    let declared = attachment.declared.as_deref().unwrap_or_default();
    attachment.name.to_ascii_lowercase().ends_with(".vcf") || declared.contains("vcard")
}

/// The beginning of a file; what cannot be read is named elsewhere.
fn bytes_of(attachment: &Attachment, source: &Source) -> Vec<u8> {
    match &attachment.content {
        AttachmentContent::Bytes(bytes) => bytes.clone(),
        AttachmentContent::Member(member) => {
            let mut bytes = Vec::new();
            if let Ok(file) = source.open_member(member) {
                let _ = file.take(limits::CARD as u64).read_to_end(&mut bytes);
            }
            bytes
        }
        AttachmentContent::Missing | AttachmentContent::Omitted => Vec::new(),
    }
}

/// What WhatsApp puts round a number so that it stays together.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
