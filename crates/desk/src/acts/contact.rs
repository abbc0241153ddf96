//! Log a contact, and add what was left out.

use standfast_model::lists::{Channel, Party, Sign};
use standfast_model::{Body, Log, Occurred, Said, kinds, when};

use super::attach::{Attached, OfferedDate, Produced, produce_one, seal_with};
use super::{given, listed};
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Log a contact.
pub struct ContactAdd;
impl Act for ContactAdd {
    const NAME: &'static str = "contact add";
}

/// Add to a contact what was left out.
pub struct ContactDetail;
impl Act for ContactDetail {
    const NAME: &'static str = "contact detail";
}

/// A contact as typed. Any one of words, a file or a channel will do.
#[derive(Default)]
pub struct SaidContact {
    /// How it came.
    pub channel: Option<String>,
    /// WHEN, in words; left out means not sure.
    pub when: Option<String>,
    /// A date that a file offers and a person took, where they did not say when themselves.
    pub when_from: Option<OfferedDate>,
    /// IANA name; left out means the case's.
    pub zone: Option<String>,
    /// `subject`, `clinician`, `other`; left out means the subject.
    pub from: Option<String>,
    /// What was said or done.
    pub words: Option<String>,
    /// Ticked signs.
    pub signs: Vec<String>,
    /// `whatsapp`, `facebook`, …
    pub platform: Option<String>,
    /// Towards whom, where not the clinician.
    pub towards: Option<String>,
    /// What it did to the clinician.
    pub effect: Option<String>,
    /// What was said or done back.
    pub reply: Option<String>,
    /// What only health care would know.
    pub clinical: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Who else saw it.
    pub witnesses: Vec<String>,
    /// Files that belong to it.
    pub attach: Vec<Attached>,
}

/// When one of many files' contacts happened.
pub enum EachWhen {
    /// In a person's words.
    Words(String),
    /// The date that its file offers, which a person took.
    Offered(OfferedDate),
    /// Not sure.
    NotSure,
}

impl Desk {
    /// Logs a contact with its files: sealed together, in one act.
    ///
    /// # Errors
    /// Nothing said at all, words of no list, a time that is none, a file that cannot be read.
    pub fn contact_add(&mut self, case: &str, said: SaidContact) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<ContactAdd>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, said.zone.as_deref())?;
        if given(said.words.clone()).is_none() && said.attach.is_empty() && said.channel.is_none() {
            return Err(DeskError::words(
                "nothing says what happened; nothing was saved",
                "Give --words, --attach or --channel; any one will do.",
            ));
        }
        let contact = understand(&said, &around, &settings.zone_name)?;
        let files = (line.record, said.attach);
        seal_with(self, &permit, &line, &settings, vec![contact.into()], files)
    }

    /// Logs one contact for each file, all of them or none: a pile of letters that were scanned
    /// or photographed. What `said` says holds for each; of its own files and time nothing is used.
    ///
    /// # Errors
    /// As of [`Desk::contact_add`]; no file.
    pub fn contact_add_each(
        &mut self,
        case: &str,
        mut said: SaidContact,
        files: Vec<(Attached, EachWhen)>,
    ) -> Result<Vec<Saved>, DeskError> {
        let (permit, line) = self.permit::<ContactAdd>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, said.zone.as_deref())?;
        if files.is_empty() {
            return Err(DeskError::words(
                "no file was named; nothing was saved",
                "Name one or more: --attach FILE",
            ));
        }
        let mut contacts = Vec::with_capacity(files.len());
        for (_, when) in &files {
            (said.when, said.when_from) = match when {
                EachWhen::Words(words) => (Some(words.clone()), None),
                EachWhen::Offered(date) => (None, Some(date.clone())),
                EachWhen::NotSure => (None, None),
            };
            contacts.push(understand(&said, &around, &settings.zone_name)?);
        }
        let mut number = self.vault(&permit).exhibits(line.number)?;
        let (mut record, mut originals, mut each) = (Vec::new(), Vec::new(), Vec::new());
        for (contact, (file, _)) in contacts.into_iter().zip(files) {
            number += 1;
            let n = line.record + record.len() as u64;
            let Produced {
                exhibit,
                staged,
                offered,
            } = produce_one(self, &permit, &settings, number, file, Some(n))?;
            each.push((n, exhibit.reference.clone(), offered));
            record.extend([Body::from(contact), exhibit.into()]);
            originals.push(staged);
        }
        let (placed, mut warnings) = self.seal(&permit, Some(&line), record, vec![], originals)?;
        Ok(each
            .into_iter()
            .map(|(n, reference, offered)| Saved {
                case: line.name.clone(),
                log: Log::Record,
                n,
                until: n + 2,
                recorded: placed.recorded,
                exhibits: vec![reference],
                offered: vec![offered],
                // Of the act as a whole: said once.
                warnings: std::mem::take(&mut warnings),
            })
            .collect())
    }

    /// Adds to a contact what was left out: each is an entry that points at it.
    ///
    /// # Errors
    /// No such contact, nothing added, a field that stands already (that is a correction).
    pub fn contact_detail(
        &mut self,
        case: &str,
        n: u64,
        said: SaidContact,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<ContactDetail>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, said.zone.as_deref())?;
        let current = super::correct::stands(self, &permit, &line, n)?;
        let Body::Contact(before) = &current.body else {
            return Err(DeskError::OtherKind {
                entry: current.name(),
                is: format!("of the kind \"{}\"", current.body.kind().as_str()),
                wanted: "a contact",
            });
        };
        let mut after = before.clone();
        let mut taken = Vec::new();
        merge(&mut after.words, said.words, "words", &mut taken);
        merge(&mut after.effect, said.effect, "effect", &mut taken);
        merge(&mut after.reply, said.reply, "reply", &mut taken);
        merge(&mut after.clinical, said.clinical, "clinical", &mut taken);
        merge(&mut after.place, said.place, "place", &mut taken);
        merge(&mut after.platform, said.platform, "platform", &mut taken);
        merge(&mut after.towards, said.towards, "towards", &mut taken);
        if let Some(word) = given(said.channel) {
            if before.channel.is_some() {
                taken.push("channel");
            }
            after.channel = Some(listed("--channel", &word, &around, Channel::WORDS)?);
        }
        if let Some(words) = given(said.when) {
            if before.occurred.from.is_some() {
                taken.push("when");
            }
            after.occurred =
                when::parse(&words, &around).map_err(standfast_model::SaidError::from)?;
        }
        for sign in &said.signs {
            let sign = listed("--sign", sign, &around, Sign::WORDS)?;
            if !after.signs.contains(&sign) {
                after.signs.push(sign);
            }
        }
        after
            .witnesses
            .extend(said.witnesses.into_iter().filter(|w| !w.trim().is_empty()));
        if let Some(field) = taken.first() {
            return Err(DeskError::words(
                format!(
                    "{} says something of \"{field}\" already; nothing was saved",
                    current.name()
                ),
                format!(
                    "To say that it was wrong: standfast correct {} {n} --field {field} --value … --because …",
                    line.name
                ),
            ));
        }
        let record = super::correct::differences(n, before, &after, "added later");
        if record.is_empty() && said.attach.is_empty() {
            return Err(DeskError::words(
                "nothing to add was said; nothing was saved",
                "Add an option, such as --effect TEXT or --witness NAME",
            ));
        }
        seal_with(self, &permit, &line, &settings, record, (n, said.attach))
    }
}

/// Puts a new detail where there was none; notes the field where there was one.
fn merge(
    field: &mut Option<String>,
    said: Option<String>,
    name: &'static str,
    taken: &mut Vec<&'static str>,
) {
    if let Some(words) = given(said) {
        if field.is_some() {
            taken.push(name);
        }
        *field = Some(words);
    }
}

fn understand(said: &SaidContact, around: &Said, zone: &str) -> Result<kinds::Contact, DeskError> {
    let channel = match given(said.channel.clone()) {
        Some(word) => Some(listed::<Channel>(
            "--channel",
            &word,
            around,
            Channel::WORDS,
        )?),
        None => None,
    };
    let from = match given(said.from.clone()).as_deref() {
        None | Some("subject") => Party::Subject,
        Some("clinician") => Party::Clinician,
        Some("other") => Party::Other("other".to_owned()),
        Some(word) => {
            return Err(DeskError::words(
                format!("\"{word}\" is nobody that a contact can be from; nothing was saved"),
                "Say --from subject, --from clinician or --from other",
            ));
        }
    };
    let mut doubts = Vec::new();
    let occurred = match (given(said.when.clone()), &said.when_from) {
        (Some(words), _) => {
            when::parse(&words, around).map_err(standfast_model::SaidError::from)?
        }
        (None, Some(offered)) => {
            doubts.push(offered.doubt());
            let named = said.zone.as_deref().unwrap_or(zone);
            offered.read_in(&around.zone, named)
        }
        (None, None) => Occurred::not_sure(zone),
    };
    let mut signs = Vec::new();
    for word in &said.signs {
        let sign = listed::<Sign>("--sign", word, around, Sign::WORDS)?;
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    Ok(kinds::Contact {
        channel,
        platform: given(said.platform.clone()),
        from,
        from_account: None,
        towards: given(said.towards.clone()),
        occurred,
        title: None,
        words: given(said.words.clone()),
        signs,
        effect: given(said.effect.clone()),
        reply: given(said.reply.clone()),
        clinical: given(said.clinical.clone()),
        place: given(said.place.clone()),
        witnesses: said
            .witnesses
            .iter()
            .filter(|w| !w.trim().is_empty())
            .cloned()
            .collect(),
        marks: vec![],
        doubts,
        source: None,
    })
}
