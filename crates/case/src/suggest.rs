//! Accounts that may be the subject's: found in what was taken in, with the reason. Nothing here
//! decides: a person confirms (an account) or rejects (an attribution), and what is decided is
//! suggested no more.

use std::collections::{BTreeMap, BTreeSet};

use standfast_model::kinds;
use standfast_model::lists::{AttributionKind, Channel, Party};
use standfast_model::{Named, Normalised, Shared, named, named_in_mail, normalise, shares};

use crate::View;

/// Entries that are named one by one; the rest is counted.
const NAMED_ONE_BY_ONE: usize = 5;

/// An account that may be the subject's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// `phone`, `email`, `whatsapp`, `facebook`, …; `handle` where the platform is not known.
    pub kind: String,
    /// The number, address or handle as it was found.
    pub value: String,
    /// Why, the strongest reason first; never empty.
    pub reasons: Vec<Reason>,
}

/// Why an account may be the subject's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Contacts were taken from it as the subject's, in imports that were told so; it is no
    /// account of the case yet.
    TakenAsTheirs(Entries),
    /// They named it as their own: its line says "my" or "me".
    CalledTheirOwn(Entries),
    /// It stands in what they sent.
    Named(Entries),
    /// It has something in common with an account of theirs.
    Shares {
        /// What.
        what: Shared,
        /// The account of theirs, as given.
        with: String,
    },
}

/// Entries that show something: the first few, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entries {
    /// Numbers in the record log, in order of time.
    pub first: Vec<u64>,
    /// All of them.
    pub all: u64,
}

impl Entries {
    fn add(&mut self, n: u64) {
        if self.first.len() < NAMED_ONE_BY_ONE {
            self.first.push(n);
        }
        self.all += 1;
    }

    fn merge(&mut self, other: Entries) {
        self.first.extend(other.first);
        self.first.sort_unstable();
        self.first.truncate(NAMED_ONE_BY_ONE);
        self.all += other.all;
    }

    /// "#12, #14 and 3 more".
    #[must_use]
    pub fn words(&self) -> String {
        let first: Vec<String> = self.first.iter().map(|n| format!("#{n}")).collect();
        let more = self.all.saturating_sub(self.first.len() as u64);
        match more {
            0 => first.join(", "),
            more => format!("{} and {more} more", first.join(", ")),
        }
    }
}

impl Reason {
    /// For people, as half a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Reason::TakenAsTheirs(entries) => format!(
                "{} taken from it as theirs: {}",
                if entries.all == 1 {
                    "1 contact was".to_owned()
                } else {
                    format!("{} contacts were", entries.all)
                },
                entries.words()
            ),
            Reason::CalledTheirOwn(entries) => {
                format!("they wrote of it as their own: {}", entries.words())
            }
            Reason::Named(entries) => format!("it stands in what they sent: {}", entries.words()),
            Reason::Shares { what, with } => format!("{} {with}", shared_words(*what)),
        }
    }
}

/// "it is the same number, in another spelling, as".
#[must_use]
pub const fn shared_words(what: Shared) -> &'static str {
    match what {
        Shared::Number => "its last nine digits are those of",
        Shared::Mailbox => "mail to it goes to the same mailbox as to",
        Shared::Handle => "it has the same handle as",
    }
}

impl Suggestion {
    /// All reasons, for people.
    #[must_use]
    pub fn because(&self) -> String {
        let words: Vec<String> = self.reasons.iter().map(Reason::words).collect();
        words.join("; ")
    }

    /// Numbers of the entries that show it, as far as they are named one by one.
    #[must_use]
    pub fn shown_by(&self) -> Vec<u64> {
        let mut numbers = BTreeSet::new();
        for reason in &self.reasons {
            if let Reason::TakenAsTheirs(e) | Reason::CalledTheirOwn(e) | Reason::Named(e) = reason
            {
                numbers.extend(e.first.iter().copied());
            }
        }
        numbers.into_iter().collect()
    }
}

/// What a person has decided already, and what is the clinician's: never suggested.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// The subject's accounts, as given.
    pub theirs: Vec<String>,
    settled: BTreeSet<Normalised>,
}

impl Decided {
    /// Takes in an account of the case.
    pub fn account(&mut self, account: &kinds::Account) {
        if account.of == Party::Subject {
            self.theirs.push(account.value.clone());
        }
        self.settle(&account.value);
    }

    /// Takes in a decision about one that was suggested.
    pub fn attribution(&mut self, attribution: &kinds::Attribution) {
        if attribution.decided == AttributionKind::NotTheirs {
            self.settle(&attribution.value);
        }
    }

    /// Settles an account: it is somebody's, or was decided about.
    pub fn settle(&mut self, value: &str) {
        self.settled.insert(normalise(value));
    }

    /// Settles a sender as `from_account` has it, by name and by address: an export may have
    /// either.
    pub fn settle_sender(&mut self, from_account: &str) {
        self.settle(from_account);
        if let Some((label, address)) = from_account.rsplit_once('<') {
            self.settle(label);
            self.settle(address.trim_end_matches('>'));
        }
    }

    /// Whether there is nothing more to ask about it.
    #[must_use]
    pub fn is_settled(&self, value: &str) -> bool {
        self.settled.contains(&normalise(value))
    }

    /// The first account of theirs with which `value` has something in common.
    #[must_use]
    pub fn shared(&self, value: &str) -> Option<Reason> {
        self.theirs.iter().find_map(|theirs| {
            shares(value, theirs).map(|what| Reason::Shares {
                what,
                with: theirs.clone(),
            })
        })
    }
}

/// The accounts that a contact's words name, where they are the sender's own: what a person typed
/// about a contact is not.
#[must_use]
pub fn named_by(contact: &kinds::Contact) -> Vec<Named> {
    match (&contact.words, &contact.source) {
        (Some(words), Some(_)) => named_in(words, contact.channel.as_ref()),
        _ => Vec::new(),
    }
}

/// The accounts that words of this channel name.
#[must_use]
pub fn named_in(words: &str, channel: Option<&Channel>) -> Vec<Named> {
    if channel == Some(&Channel::Email) {
        named_in_mail(words)
    } else {
        named(words)
    }
}

/// The account that a contact came from, as `from_account` has it: its kind and value. `None` for
/// a name alone in e-mail, which anybody can type.
#[must_use]
pub fn sender(
    from_account: &str,
    channel: Option<&Channel>,
    platform: Option<&str>,
) -> Option<(String, String)> {
    let value = match from_account.rsplit_once('<') {
        Some((_, address)) if address.ends_with('>') => address.trim_end_matches('>'),
        _ => from_account,
    }
    .trim();
    let mail = value.contains('@')
        && value.contains('.')
        && !value.contains(' ')
        && !value.starts_with('@');
    if value.is_empty() || channel == Some(&Channel::Email) && !mail {
        return None;
    }
    let phone = normalise(value).as_str().starts_with('+');
    let kind = match platform {
        // Texts and calls are a telephone's, whatever program kept them.
        _ if phone && matches!(channel, Some(Channel::Text | Channel::Call)) => "phone",
        Some(platform) => platform,
        None if mail => "email",
        None if phone => "phone",
        None => "other",
    };
    Some((kind.to_owned(), value.to_owned()))
}

impl View<'_> {
    /// Accounts that may be the subject's, the strongest reason first: what was taken as theirs,
    /// and what they named in imported words. Never the clinician's, never what is an account of
    /// the case, never what a person rejected.
    #[must_use]
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let mut decided = Decided::default();
        for account in self.accounts() {
            decided.account(&account.body);
        }
        for attribution in self.attributions() {
            decided.attribution(&attribution.body);
        }
        if let Some(clinician) = &self.settings().clinician {
            decided.settle(clinician);
        }
        let mut gathered = Gathered::default();
        // One look at each account, however many contacts came from it.
        let mut senders: BTreeMap<_, Entries> = BTreeMap::new();
        let mut clinicians = BTreeSet::new();
        for contact in self.contacts().iter().filter(|c| c.import.is_some()) {
            let (channel, platform) = (contact.channel.as_ref(), contact.platform.as_deref());
            let account = contact.from_account.as_deref();
            if contact.from == Party::Clinician {
                clinicians.extend(account);
            }
            if !contact.is_from_subject() {
                continue;
            }
            if let Some(account) = account {
                let from = (account, channel, platform);
                senders.entry(from).or_default().add(contact.n);
            }
            for one in self.named_in(contact.n) {
                let kind = one.kind.or(platform).unwrap_or("handle");
                gathered.named(kind, &one.value, one.own, contact.n);
            }
        }
        for account in clinicians {
            decided.settle_sender(account);
        }
        for ((account, channel, platform), entries) in senders {
            if let Some((kind, value)) = sender(account, channel, platform) {
                gathered.taken(&kind, &value, entries);
            }
        }
        gathered.suggestions(&decided)
    }
}

/// Gathers what was found of each account.
#[derive(Debug, Default)]
struct Gathered(BTreeMap<Normalised, Of>);

#[derive(Debug)]
struct Of {
    kind: String,
    value: String,
    taken: Entries,
    own: Entries,
    named: Entries,
}

impl Gathered {
    fn of(&mut self, kind: &str, value: &str) -> &mut Of {
        self.0.entry(normalise(value)).or_insert_with(|| Of {
            kind: kind.to_owned(),
            value: value.to_owned(),
            taken: Entries::default(),
            own: Entries::default(),
            named: Entries::default(),
        })
    }

    fn taken(&mut self, kind: &str, value: &str, entries: Entries) {
        self.of(kind, value).taken.merge(entries);
    }

    fn named(&mut self, kind: &str, value: &str, own: bool, n: u64) {
        let of = self.of(kind, value);
        if own { &mut of.own } else { &mut of.named }.add(n);
    }

    /// What is not settled, the strongest reason first.
    fn suggestions(self, decided: &Decided) -> Vec<Suggestion> {
        let mut found: Vec<(u8, u64, Suggestion)> = self
            .0
            .into_values()
            .filter(|of| !decided.is_settled(&of.value))
            .map(|of| {
                let strength = match (of.taken.all, of.own.all) {
                    (0, 0) => 2,
                    (0, _) => 1,
                    _ => 0,
                };
                let all = of.taken.all + of.own.all + of.named.all;
                let reasons = [
                    (of.taken.all > 0).then_some(Reason::TakenAsTheirs(of.taken)),
                    (of.own.all > 0).then_some(Reason::CalledTheirOwn(of.own)),
                    (of.named.all > 0).then_some(Reason::Named(of.named)),
                    decided.shared(&of.value),
                ];
                let suggestion = Suggestion {
                    kind: of.kind,
                    value: of.value,
                    reasons: reasons.into_iter().flatten().collect(),
                };
                (strength, all, suggestion)
            })
            .collect();
        found.sort_by(|a, b| (a.0, b.1, &a.2.value).cmp(&(b.0, a.1, &b.2.value)));
        found.into_iter().map(|(_, _, s)| s).collect()
    }
}
