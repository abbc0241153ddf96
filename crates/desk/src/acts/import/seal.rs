//! The second pass: what was chosen is sealed, batch by batch.

use std::io::{self, Cursor, Read};

use standfast_intake::parties::From;
use standfast_intake::{Flow, Source};
use standfast_model::{Body, Class, Kind, Log, kinds};
use standfast_vault::{CaseLine, Staged, Staging, VaultError};

use super::ahead::{Ahead, Reading};
use super::choose::Chosen;
use super::contact::{AtHand, Came, Item, party};
use super::{ImportAct, Imported, Plan, Progress};
use crate::access::Permit;
use crate::acts::attach::{Attached, LIMIT, exhibit};
use crate::custody::Parts;
use crate::{Desk, DeskError};

/// Contacts, and bytes of their originals, that are sealed in one act at most: it is durable as a whole.
/// Larger ones touch each page of an index less often.
const ACT: (u64, u64) = (8_000, 48 << 20);
/// Contacts of the first act. Each act is as large as all before it together: whoever is cut off has to do
/// half of it again at most.
const FIRST_ACT: u64 = 1_500;
/// Those of one part of an act, of which two are in memory.
const PART: (u64, u64) = (800, 6 << 20);

#[allow(clippy::too_many_arguments, reason = "one call, from the act itself")]
pub(super) fn seal(
    desk: &mut Desk,
    permit: &Permit<ImportAct>,
    line: CaseLine,
    source: &Source,
    plan: &Plan,
    chosen: Chosen,
    keep_source: bool,
    imported: &mut Imported,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<(), DeskError> {
    let cut_off = cut_off(desk, permit, &line, plan, imported)?;
    let exhibits = desk.vault(permit).exhibits(line.number)?;
    let identities = desk.vault(permit).identities(&line.id);
    let import = cut_off.unwrap_or(line.record);
    let Chosen {
        reader,
        survey,
        fresh,
        extract,
        counts,
        ends_with,
        by_hand,
        ..
    } = chosen;
    let mut taking = Taking {
        plan,
        import,
        exhibits,
        next: line.record,
        record: Vec::new(),
        staged: Vec::new(),
        waiting: 0,
        contacts: 0,
    };
    let mut act = Sealing {
        desk,
        permit,
        line,
        warnings: Vec::new(),
    };
    if cut_off.is_none() {
        let entry = super::entry::entry(imported, plan, counts, ends_with);
        taking.record.push(entry);
        act.open(&mut taking, source, extract, keep_source, imported)?;
        imported.kept_source = keep_source;
    }
    imported.entry = Some(import);

    let all = fresh.len();
    let reading = Reading {
        source,
        plan,
        reader,
        survey: &survey,
        fresh: &fresh,
        identities: &identities,
        by_hand: &by_hand,
        import,
    };
    let sealed = std::thread::scope(|scope| {
        let ahead = Ahead::begin(scope, reading);
        let mut done = 0;
        let sealed = act.take_all(&mut taking, source, &ahead, &mut |contacts| {
            done += contacts;
            progress(Progress::Sealed { done, all })
        });
        let ended = ahead.end();
        // A disk that is full says more than the reading that it stopped.
        let sealed = sealed?;
        ended?;
        Ok::<_, DeskError>(sealed)
    })?;
    imported.warnings = act.warnings;
    if sealed < all {
        return Err(DeskError::Stopped { sealed, all });
    }
    Ok(())
}

/// The import entry of the same file that did not come to its end, and that this run would end.
fn cut_off(
    desk: &Desk,
    permit: &Permit<ImportAct>,
    line: &CaseLine,
    plan: &Plan,
    imported: &Imported,
) -> Result<Option<u64>, DeskError> {
    let vault = desk.vault(permit);
    let mut same = None;
    vault.entries(
        line.number,
        Log::Record,
        0..line.record,
        Some(&[Kind::Import]),
        &mut |e| {
            if let Ok(entry) = e.read()
                && let Body::Import(import) = entry.body
                && import.source_sha256 == imported.sha256
                && import.reader == imported.reader
                && import.mapping == super::entry::mapped(imported)
                // Read in another zone or by other names it would say of these what is not so.
                && import.zone == imported.zone
                && import.accounts == plan.accounts()
                && import.mine == plan.mine()
            {
                same = Some((e.n, import.taken));
            }
            Ok(true)
        },
    )?;
    let Some((n, taken)) = same else {
        return Ok(None);
    };
    let mut stored = 0;
    vault.entries(
        line.number,
        Log::Record,
        n..line.record,
        Some(&[Kind::Contact]),
        &mut |e| {
            if let Ok(entry) = e.read()
                && let Body::Contact(contact) = entry.body
                && contact.source.is_some_and(|s| s.import == n)
            {
                stored += 1;
            }
            Ok(true)
        },
    )?;
    Ok((stored + imported.taken == taken && imported.taken > 0).then_some(n))
}

/// What the import seals with.
struct Sealing<'a> {
    desk: &'a mut Desk,
    permit: &'a Permit<ImportAct>,
    line: CaseLine,
    warnings: Vec<String>,
}

impl Sealing<'_> {
    /// The import's own entry, a chat's extract, and the whole file where it is kept.
    fn open(
        &mut self,
        taking: &mut Taking<'_>,
        source: &Source,
        mut extract: Option<Staged>,
        keep_source: bool,
        imported: &Imported,
    ) -> Result<(), DeskError> {
        self.act(&mut |staging| {
            if taking.record.is_empty() {
                return Ok(None);
            }
            let import = taking.import;
            let found = || Some(format!("taken in as import #{import}"));
            if let Some(extract) = extract.take() {
                let mut file = Attached::new("extract.txt", Box::new(io::empty()));
                file.what = Some(format!(
                    "extract: the {} records taken, as the export has them",
                    imported.taken
                ));
                file.found = found();
                let kept = taking.keep(&file, extract, import, None);
                taking.record.push(kept);
            }
            if keep_source {
                let files = source.files();
                let all = files.len();
                for (number, (name, bytes)) in files.into_iter().enumerate() {
                    // Of an archive inside another, its own name.
                    let name = name.rsplit('/').next().unwrap_or(name);
                    let mut file = Attached::new(name, Box::new(bytes));
                    file.what = Some(match all {
                        1 => "the whole export".to_owned(),
                        _ => format!("the whole export, part {} of {all}", number + 1),
                    });
                    file.found = found();
                    file.class = Class::ThirdParty;
                    let staged = staging.stage(&mut file.bytes, LIMIT)?;
                    let kept = taking.keep(&file, staged, import, None);
                    taking.record.push(kept);
                }
            }
            Ok(Some(taking.part()))
        })
    }

    /// Seals all that is read, act by act, until the person says stop. Gives how many contacts.
    fn take_all(
        &mut self,
        taking: &mut Taking<'_>,
        source: &Source,
        ahead: &Ahead<'_>,
        sealed: &mut dyn FnMut(u64) -> Flow,
    ) -> Result<u64, DeskError> {
        let mut all = 0;
        let mut lot = ahead.next();
        while lot.is_some() {
            let (most, bytes) = ACT;
            let mut act = Room::of((all.clamp(FIRST_ACT, most), bytes));
            let (mut contacts, mut stopped) = (0, false);
            self.act(&mut |staging| {
                if stopped {
                    return Ok(None);
                }
                let mut part = Room::of(PART);
                while act.is_left() && part.is_left() {
                    let Some(items) = lot.take() else { break };
                    for item in items {
                        taking.take(source, item, staging)?;
                    }
                    lot = ahead.next();
                    act.fill(taking);
                    part.fill(taking);
                    contacts += std::mem::take(&mut taking.contacts);
                    taking.waiting = 0;
                }
                // Asked here too: what was taken so far is sealed, and no more. Nothing is told of the first
                // act before it is safe.
                stopped = all > 0 && sealed(0) == Flow::Stop;
                Ok((!taking.record.is_empty()).then(|| taking.part()))
            })?;
            all += contacts;
            if sealed(contacts) == Flow::Stop || stopped {
                break;
            }
        }
        Ok(all)
    }

    fn act(&mut self, parts: &mut Parts<'_>) -> Result<(), DeskError> {
        let (placed, warnings) = self.desk.seal_parts(self.permit, &self.line, parts)?;
        self.line.record = placed.record.end;
        for warning in warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
        Ok(())
    }
}

/// How much still goes into a part, or into an act.
struct Room {
    contacts: u64,
    bytes: u64,
}

impl Room {
    fn of((contacts, bytes): (u64, u64)) -> Self {
        Room { contacts, bytes }
    }

    fn is_left(&self) -> bool {
        self.contacts > 0 && self.bytes > 0
    }

    fn fill(&mut self, taking: &Taking<'_>) {
        self.contacts = self.contacts.saturating_sub(taking.contacts);
        self.bytes = self.bytes.saturating_sub(taking.waiting);
    }
}

/// Entries and originals on their way into one part.
struct Taking<'a> {
    plan: &'a Plan,
    import: u64,
    exhibits: u64,
    /// The number of the next part's first entry.
    next: u64,
    record: Vec<Body>,
    staged: Vec<Staged>,
    /// Bytes of the originals taken since it was asked.
    waiting: u64,
    /// Contacts likewise.
    contacts: u64,
}

impl Taking<'_> {
    fn take(
        &mut self,
        source: &Source,
        item: Item,
        staging: &mut Staging<'_>,
    ) -> Result<(), VaultError> {
        let n = self.next + self.record.len() as u64;
        let found = format!("taken in by import #{}, {}", self.import, item.at);
        let Item {
            original,
            title,
            attachments,
            from,
            mut contact,
            ..
        } = item;
        let mut exhibits = Vec::new();
        if let Some((name, mail)) = original {
            let staged = match mail {
                AtHand::TakenIn(staged) => staged,
                AtHand::Large(bytes) => staging.stage(&mut Cursor::new(bytes), LIMIT)?,
            };
            let mut file = Attached::new(name, Box::new(io::empty()));
            file.what = Some(title.map_or_else(|| "e-mail".to_owned(), |t| format!("e-mail: {t}")));
            file.found = Some(found.clone());
            if contact.towards.is_some() {
                file.class = Class::ThirdParty;
            }
            exhibits.push(self.keep(&file, staged, n, Some(from)));
        }
        for (name, came) in attachments {
            let staged = match came {
                Came::Empty => Err("it is empty".to_owned()),
                Came::AtHand(AtHand::TakenIn(staged)) => Ok(staged),
                Came::AtHand(AtHand::Large(bytes)) => {
                    Ok(staging.stage(&mut Cursor::new(bytes), LIMIT)?)
                }
                Came::Member(member) => match source.open_member(&member) {
                    Ok(bytes) => whole(staging, bytes)?,
                    Err(e) => Err(e.to_string()),
                },
            };
            match staged {
                Ok(staged) => {
                    let mut file = Attached::new(name, Box::new(io::empty()));
                    file.found = Some(found.clone());
                    exhibits.push(self.keep(&file, staged, n, Some(from)));
                }
                Err(why) => contact
                    .doubts
                    .push(format!("its file {name} could not be read: {why}")),
            }
        }
        self.record.push(contact.into());
        self.record.append(&mut exhibits);
        self.contacts += 1;
        Ok(())
    }

    fn keep(&mut self, file: &Attached, staged: Staged, of: u64, from: Option<From>) -> Body {
        self.exhibits += 1;
        let mut body: kinds::Exhibit =
            exhibit(&self.plan.settings, self.exhibits, file, &staged, Some(of));
        body.from = from.map(party);
        self.waiting += staged.bytes;
        self.staged.push(staged);
        body.into()
    }

    /// All that was taken since the last part.
    fn part(&mut self) -> (Vec<Body>, Vec<Staged>) {
        self.next += self.record.len() as u64;
        (
            std::mem::take(&mut self.record),
            std::mem::take(&mut self.staged),
        )
    }
}

/// Takes in a member of an archive. One that breaks off is the answer's reason; a disk is an error.
fn whole(
    staging: &mut Staging<'_>,
    bytes: Box<dyn Read + '_>,
) -> Result<Result<Staged, String>, VaultError> {
    let mut watched = Watched {
        inner: bytes,
        failed: None,
    };
    match staging.stage(&mut watched, LIMIT) {
        Ok(staged) if staged.bytes == 0 => Ok(Err("it is empty".to_owned())),
        Ok(staged) => Ok(Ok(staged)),
        Err(error) => watched.failed.map(Err).ok_or(error),
    }
}

/// Tells a source that broke off from a disk that is full.
struct Watched<R> {
    inner: R,
    failed: Option<String>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.inner
            .read(buf)
            .inspect_err(|e| self.failed = Some(e.to_string()))
    }
}
