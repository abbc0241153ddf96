//! Plays a story of `tests/stories` into a case, without a vault: what the acts of the command line
//! would have sealed, entry by entry.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use standfast_case::Case;
use standfast_intake::parties::From;
use standfast_intake::{Flow, IntakeError, Parties, Seen, Settings, Source, Tally};
use standfast_model::lists::{Channel, LetterAct, NoteKind, Party, Sign, StepAct};
use standfast_model::{Body, Class, Entry, FieldValue, Kind, Log, Occurred, Said, kinds, when};
use standfast_testkit::Story;
use standfast_testkit::story::{Detail, EntryRef, Event, Letter, Scene};

/// Where the repository begins.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The story of a file, `knee.story`.
pub fn story(name: &str) -> Story {
    let path = root().join("tests/stories").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    Story::parse(&text).unwrap_or_else(|e| panic!("{name}, {e}"))
}

/// A case in the making.
pub struct Play {
    pub case: Case,
    zone: TimeZone,
    zone_name: String,
    initials: String,
    labels: BTreeMap<String, Vec<u64>>,
    /// The contacts that an import took.
    taken: BTreeMap<String, Vec<u64>>,
    signs: BTreeMap<u64, Vec<Sign>>,
    kinds: BTreeMap<u64, Kind>,
    accounts: Vec<(Party, String)>,
    known: HashSet<String>,
    exhibits: u64,
}

impl Play {
    /// The case as its first entry opens it.
    pub fn open(story: &Story) -> Play {
        let head = &story.header;
        let mut play = Play {
            case: Case::new(),
            zone: TimeZone::get(&head.zone).unwrap(),
            zone_name: head.zone.clone(),
            initials: head.initials.clone(),
            labels: BTreeMap::new(),
            taken: BTreeMap::new(),
            signs: BTreeMap::new(),
            kinds: BTreeMap::new(),
            accounts: Vec::new(),
            known: HashSet::new(),
            exhibits: 0,
        };
        let at = play.instant(head.opened);
        let said = |v: &str| Some(v.to_owned());
        let body = case_body(&[
            ("name", said(&head.case)),
            ("clinician", said(&head.clinician)),
            ("initials", said(&head.initials)),
            ("setting", said(&head.setting)),
            ("jurisdiction", said(&head.jurisdiction)),
            ("zone", said(&head.zone)),
            ("subject", head.subject.clone()),
            ("relation", said(&head.relation)),
            ("age_band", head.age_band.clone()),
            ("vulnerable", head.vulnerable.clone()),
        ]);
        play.seal(body, at);
        play
    }

    /// Everything that one dated line does.
    pub fn scene(&mut self, scene: &Scene) {
        for at in &scene.at {
            let at = self.instant(*at);
            let n = self.event(scene, at);
            if let (Some(label), Some(n)) = (&scene.label, n) {
                self.labels.entry(label.clone()).or_default().push(n);
            }
        }
    }

    /// Wall time of the story as an instant.
    pub fn instant(&self, at: DateTime) -> Timestamp {
        self.zone.to_ambiguous_timestamp(at).compatible().unwrap()
    }

    /// The end of a day, as `--at` means it.
    pub fn end_of(&self, day: jiff::civil::Date) -> Timestamp {
        let next = self.instant(day.tomorrow().unwrap().to_datetime(jiff::civil::Time::midnight()));
        next.checked_sub(jiff::SignedDuration::from_millis(1)).unwrap()
    }

    /// The entry that a story means.
    pub fn entry(&self, entry: &EntryRef) -> u64 {
        match entry {
            EntryRef::Number(n) => *n,
            EntryRef::Label(label) => self.labels[label][0],
            EntryRef::Nth(label, nth) => {
                let all = self.taken.get(label).unwrap_or_else(|| &self.labels[label]);
                all[usize::try_from(*nth).unwrap() - 1]
            }
        }
    }

    fn seal(&mut self, body: impl Into<Body>, recorded: Timestamp) -> u64 {
        let body = body.into();
        let log = body.kind().log();
        let n = self.case.size(log);
        if log == Log::Record {
            self.kinds.insert(n, body.kind());
        }
        self.case.add(&Entry { n, recorded, body });
        n
    }

    fn event(&mut self, scene: &Scene, at: Timestamp) -> Option<u64> {
        Some(match &scene.event {
            Event::Contact(said) => {
                let body = kinds::Contact {
                    channel: Some(Channel::sealed(&said.channel)),
                    platform: said.platform.clone(),
                    from: said.from.as_deref().map_or(Party::Subject, Party::sealed),
                    towards: said.towards.clone(),
                    place: said.place.clone(),
                    signs: said.more.signs.iter().map(|s| Sign::sealed(s)).collect(),
                    ..bare_contact(self.when(said.occurred.as_deref(), at))
                };
                let signs = body.signs.clone();
                let n = self.seal(body, at);
                self.signs.insert(n, signs);
                self.attach(n, &said.more.files, at);
                n
            }
            Event::Detail { entry, more } => {
                let n = self.entry(entry);
                self.detail(n, more, at);
                n
            }
            Event::Measure(said) => {
                let body = kinds::Measure {
                    measure: FieldValue::from_value(&said.kind.clone().into()).unwrap(),
                    occurred: self.when(said.occurred.as_deref(), at),
                    by: said.by.clone(),
                    words: said.words.clone(),
                    names_removal: said.names_removal,
                    reference: said.reference.clone(),
                    until: said.until,
                };
                let n = self.seal(body, at);
                self.attach(n, &said.files, at);
                n
            }
            Event::Account(said) => {
                let of = said.of.as_deref().map_or(Party::Subject, Party::sealed);
                self.accounts.push((of.clone(), said.value.clone()));
                let body = kinds::Account {
                    account: said.kind.clone(),
                    of,
                    value: said.value.clone(),
                    because: said.because.clone(),
                };
                self.seal(body, at)
            }
            Event::Attach { entry, files } => {
                let n = self.entry(entry);
                self.attach(n, files, at);
                n
            }
            Event::Import(said) => {
                for source in &said.sources {
                    let label = scene.label.clone().unwrap_or_default();
                    self.import(&root().join("examples").join(source), said, label, at);
                }
                self.case.size(Log::Record) - 1
            }
            Event::Step(said) => {
                let word = if said.act == "decline" { "declined" } else { said.act.as_str() };
                let word = match word {
                    "delegate" => "delegated",
                    "reopen" => "reopened",
                    other => other,
                };
                let body = kinds::Step {
                    step: Some(said.step.clone()),
                    act: StepAct::parse(word).unwrap(),
                    because: said.because.clone(),
                    to: said.to.clone(),
                    pack: None,
                    shown: Vec::new(),
                };
                self.seal(body, at);
                return None;
            }
            Event::Correct { entry, field, value, because } => {
                let n = self.entry(entry);
                let said = Said { now: at, zone: self.zone.clone() };
                let value = self.kinds[&n].said(field, value, &said).unwrap().unwrap();
                self.correct(n, field, value, because, at)
            }
            Event::Retract { entry, because } => {
                let body =
                    kinds::Retraction { retracts: self.entry(entry), because: because.clone() };
                self.seal(body, at)
            }
            Event::Note { kind, words, by } => {
                let note = kind.as_deref().and_then(NoteKind::parse).unwrap_or(NoteKind::Note);
                let body =
                    kinds::Note { note, by: by.clone(), words: words.clone(), occurred: None };
                self.seal(body, at);
                return None;
            }
            Event::Letter(Letter::Draft(template)) => {
                let body = kinds::Letter {
                    letter: 1,
                    act: LetterAct::Drafted,
                    template: template.clone(),
                    ..bare_letter()
                };
                self.seal(body, at);
                return None;
            }
            Event::Set(changes) => {
                let fields: Vec<(&str, Option<String>)> =
                    changes.iter().map(|(k, v)| (k.as_str(), Some(v.clone()))).collect();
                self.seal(case_body(&fields), at)
            }
            // What these do, no step of the articles asks about.
            Event::Letter(Letter::Moved(..))
            | Event::Outcome(_)
            | Event::Disclose(_)
            | Event::Alter { .. }
            | Event::Verify { .. }
            | Event::Look { .. } => return None,
        })
    }

    fn when(&self, words: Option<&str>, at: Timestamp) -> Occurred {
        let said = Said { now: at, zone: self.zone.clone() };
        when::parse(words.unwrap_or("now"), &said).unwrap()
    }

    fn detail(&mut self, n: u64, more: &Detail, at: Timestamp) {
        if !more.signs.is_empty() {
            let mut signs = self.signs.get(&n).cloned().unwrap_or_default();
            signs.extend(more.signs.iter().map(|s| Sign::sealed(s)));
            self.signs.insert(n, signs.clone());
            let value = signs.to_value().unwrap();
            self.correct(n, "signs", value, "detail", at);
        }
        self.attach(n, &more.files, at);
    }

    fn correct(
        &mut self,
        n: u64,
        field: &str,
        value: serde_json::Value,
        because: &str,
        at: Timestamp,
    ) -> u64 {
        let body = kinds::Correction {
            corrects: n,
            field: field.to_owned(),
            value,
            because: because.to_owned(),
            class: Class::Open,
        };
        self.seal(body, at)
    }

    fn attach(&mut self, n: u64, files: &[String], at: Timestamp) {
        for file in files {
            self.exhibit(n, file, at);
        }
    }

    fn exhibit(&mut self, n: u64, name: &str, at: Timestamp) {
        self.exhibits += 1;
        let body = kinds::Exhibit {
            reference: format!("{}/{}", self.initials, self.exhibits),
            of: Some(n),
            what: None,
            media_type: None,
            found: None,
            produced_by: None,
            claimed: None,
            from: None,
            name: name.to_owned(),
            bytes: 1,
            sha256: "0".repeat(64),
            class: Class::Open,
        };
        self.seal(body, at);
    }

    fn import(
        &mut self,
        path: &Path,
        said: &standfast_testkit::story::Import,
        label: String,
        at: Timestamp,
    ) {
        let source = Source::open(path).unwrap();
        let reader = standfast_intake::detect(&source).unwrap();
        let settings = Settings::at(at);
        let of = |party: Party| {
            let known = self.accounts.iter().filter(move |(of, _)| *of == party);
            known.map(|(_, value)| value.as_str())
        };
        let parties = Parties::new(
            of(Party::Subject).chain(said.account.iter().map(String::as_str)),
            of(Party::Clinician).chain(said.mine.iter().map(String::as_str)),
        );
        let survey = standfast_intake::survey(&source, reader, &settings).unwrap();
        let mut tally = Tally::new(parties, &survey);
        let mut drafts = Vec::new();
        standfast_intake::read(&source, reader, &settings, &mut |draft| {
            let when = standfast_intake::resolve_time(&draft.time, &self.zone, &self.zone_name);
            let seen = tally.see(&draft, when.from, |identity| self.known.contains(identity));
            if let Seen::Take { from, .. } = seen {
                drafts.push((draft, from, when));
            }
            Ok::<_, IntakeError>(Flow::Go)
        })
        .unwrap();
        let mut contacts = Vec::new();
        let import = self.seal(bare_import(&self.zone_name), at);
        for (draft, from, occurred) in drafts {
            self.known.insert(draft.identity.clone());
            let body = kinds::Contact {
                channel: Some(draft.channel.clone()),
                platform: draft.platform.clone(),
                from: match from {
                    From::Subject => Party::Subject,
                    From::Clinician => Party::Clinician,
                },
                source: Some(kinds::Source { import, position: String::new(), identity: None }),
                ..bare_contact(occurred)
            };
            contacts.push(self.seal(body, at));
        }
        self.exhibit(import, "extract", at);
        if !label.is_empty() {
            self.labels.entry(label.clone()).or_default().push(import);
            self.taken.insert(label, contacts);
        }
    }
}

fn case_body(fields: &[(&str, Option<String>)]) -> kinds::Case {
    let fields = fields.iter().filter_map(|(name, value)| {
        Some(standfast_model::Field {
            name: name.replace('-', "_"),
            class: Class::Open,
            value: value.clone()?.into(),
        })
    });
    kinds::Case::from_fields(&standfast_model::Fields::new(fields.collect())).unwrap()
}

/// A contact of which only the time is known.
pub fn bare_contact(occurred: Occurred) -> kinds::Contact {
    kinds::Contact {
        channel: None,
        platform: None,
        from: Party::Subject,
        from_account: None,
        towards: None,
        occurred,
        title: None,
        words: None,
        signs: Vec::new(),
        effect: None,
        reply: None,
        clinical: None,
        place: None,
        witnesses: Vec::new(),
        marks: Vec::new(),
        doubts: Vec::new(),
        source: None,
    }
}

fn bare_import(zone: &str) -> kinds::Import {
    kinds::Import {
        source_name: "export".to_owned(),
        source_sha256: "0".repeat(64),
        reader: "any".to_owned(),
        reader_version: "0".to_owned(),
        read: 0,
        taken: 0,
        left_out: 0,
        already: 0,
        not_understood: 0,
        from_subject: 0,
        from_clinician: 0,
        attachments: 0,
        first: None,
        last: None,
        zone: zone.to_owned(),
        zone_from: "case".to_owned(),
        date_order: None,
        problems: Vec::new(),
        more_problems: None,
    }
}
