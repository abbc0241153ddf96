//! The second pass: what was chosen is sealed, batch by batch.

use std::io::{self, Cursor, Read};

use standfast_intake::parties::From;
use standfast_intake::{Flow, Source};
use standfast_model::draft::{Attachment, AttachmentContent};
use standfast_model::{Body, Class, Kind, Log, kinds};
use standfast_vault::{CaseLine, Staged, VaultError};

use super::ahead::{Ahead, Reading};
use super::choose::Chosen;
use super::contact::{Item, party};
use super::{ImportAct, Imported, Plan, Progress};
use crate::access::Permit;
use crate::acts::attach::{Attached, LIMIT, exhibit};
use crate::{Desk, DeskError};

/// Contacts sealed in one act: a batch is durable as a whole. Larger ones touch each page of an index
/// less often.
const BATCH: usize = 1500;
/// Bytes of originals that wait for one act.
const BATCH_BYTES: u64 = 12 << 20;

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
    let mut batch = Batch {
        desk,
        permit,
        plan,
        line,
        import,
        exhibits,
        record: Vec::new(),
        staged: Vec::new(),
        waiting: 0,
        contacts: 0,
        warnings: Vec::new(),
    };
    if cut_off.is_none() {
        let entry = super::entry::entry(imported, plan, counts, ends_with);
        batch.open(entry, source, extract, keep_source, imported)?;
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
        let sealed = batch.take_all(source, &ahead, &mut |contacts| {
            done += contacts;
            progress(Progress::Sealed { done, all })
        });
        let ended = ahead.end();
        // A disk that is full says more than the reading that it stopped.
        let sealed = sealed?;
        ended?;
        Ok::<_, DeskError>(sealed)
    })?;
    imported.warnings = batch.warnings;
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

/// Entries and originals on their way into one act.
struct Batch<'a> {
    desk: &'a mut Desk,
    permit: &'a Permit<ImportAct>,
    plan: &'a Plan,
    line: CaseLine,
    import: u64,
    exhibits: u64,
    record: Vec<Body>,
    staged: Vec<Staged>,
    waiting: u64,
    contacts: usize,
    warnings: Vec<String>,
}

impl Batch<'_> {
    /// The import's own entry, a chat's extract, and the whole file where it is kept.
    fn open(
        &mut self,
        entry: Body,
        source: &Source,
        extract: Option<Staged>,
        keep_source: bool,
        imported: &Imported,
    ) -> Result<(), DeskError> {
        self.record.push(entry);
        let import = self.import;
        let found = || Some(format!("taken in as import #{import}"));
        if let Some(extract) = extract {
            let mut file = Attached::new("extract.txt", Box::new(io::empty()));
            file.what = Some(format!(
                "extract: the {} records taken, as the export has them",
                imported.taken
            ));
            file.found = found();
            self.keep(&file, extract, import, None);
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
                self.produce(file, import, None)?;
            }
        }
        self.commit()
    }

    /// Seals all that is read, lot by lot, until the person says stop. Gives how many contacts.
    fn take_all(
        &mut self,
        source: &Source,
        ahead: &Ahead<'_>,
        sealed: &mut dyn FnMut(u64) -> Flow,
    ) -> Result<u64, DeskError> {
        let mut all = 0;
        loop {
            let lot = ahead.next();
            let last = lot.is_none();
            for item in lot.unwrap_or_default() {
                self.take(source, item)?;
            }
            if last || self.is_full() {
                let contacts = self.contacts as u64;
                self.commit()?;
                all += contacts;
                if sealed(contacts) == Flow::Stop || last {
                    return Ok(all);
                }
            }
        }
    }

    fn take(&mut self, source: &Source, item: Item) -> Result<(), DeskError> {
        let n = self.next();
        let at = self.record.len();
        let found = format!("taken in by import #{}, {}", self.import, item.at);
        let Item {
            original,
            title,
            attachments,
            from,
            mut contact,
            ..
        } = item;
        let others = contact.towards.is_some();
        self.record.push(contact.clone().into());
        if let Some((name, bytes)) = original {
            let mut file = Attached::new(name, Box::new(Cursor::new(bytes)));
            file.what = Some(title.map_or_else(|| "e-mail".to_owned(), |t| format!("e-mail: {t}")));
            file.found = Some(found.clone());
            if others {
                file.class = Class::ThirdParty;
            }
            self.produce(file, n, Some(from))?;
        }
        let doubts = contact.doubts.len();
        for Attachment { name, content, .. } in attachments {
            let name = if name.is_empty() {
                "without a name".to_owned()
            } else {
                name
            };
            let bytes: Result<Box<dyn Read + '_>, String> = match content {
                AttachmentContent::Bytes(bytes) if bytes.is_empty() => {
                    Err("it is empty".to_owned())
                }
                AttachmentContent::Bytes(bytes) => Ok(Box::new(Cursor::new(bytes))),
                AttachmentContent::Member(member) => {
                    source.open_member(&member).map_err(|e| e.to_string())
                }
                AttachmentContent::Missing | AttachmentContent::Omitted => continue,
            };
            let kept = match bytes {
                Ok(bytes) => self.attachment(&name, bytes, n, from, &found)?,
                Err(why) => Some(why),
            };
            if let Some(why) = kept {
                contact
                    .doubts
                    .push(format!("its file {name} could not be read: {why}"));
            }
        }
        if contact.doubts.len() > doubts
            && let Some(body) = self.record.get_mut(at)
        {
            *body = contact.into();
        }
        self.contacts += 1;
        Ok(())
    }

    /// Keeps an attachment. A file that breaks off is the answer's reason; a disk is an error.
    fn attachment(
        &mut self,
        name: &str,
        bytes: Box<dyn Read + '_>,
        of: u64,
        from: From,
        found: &str,
    ) -> Result<Option<String>, DeskError> {
        let mut watched = Watched {
            inner: bytes,
            failed: None,
        };
        let staged = match self.desk.vault_mut(self.permit).stage(&mut watched, LIMIT) {
            Ok(staged) if staged.bytes == 0 => return Ok(Some("it is empty".to_owned())),
            Ok(staged) => staged,
            Err(error) => return watched.failed.map(Some).ok_or_else(|| error.into()),
        };
        let mut file = Attached::new(name, Box::new(io::empty()));
        file.found = Some(found.to_owned());
        self.keep(&file, staged, of, Some(from));
        Ok(None)
    }

    fn produce(
        &mut self,
        mut file: Attached,
        of: u64,
        from: Option<From>,
    ) -> Result<(), VaultError> {
        let staged = self
            .desk
            .vault_mut(self.permit)
            .stage(&mut file.bytes, LIMIT)?;
        self.keep(&file, staged, of, from);
        Ok(())
    }

    fn keep(&mut self, file: &Attached, staged: Staged, of: u64, from: Option<From>) {
        self.exhibits += 1;
        let mut body: kinds::Exhibit =
            exhibit(&self.plan.settings, self.exhibits, file, &staged, Some(of));
        body.from = from.map(party);
        self.waiting += staged.bytes;
        self.record.push(body.into());
        self.staged.push(staged);
    }

    fn next(&self) -> u64 {
        self.line.record + self.record.len() as u64
    }

    fn is_full(&self) -> bool {
        self.contacts >= BATCH || self.waiting >= BATCH_BYTES
    }

    fn commit(&mut self) -> Result<(), DeskError> {
        if self.record.is_empty() {
            return Ok(());
        }
        let (record, staged) = (
            std::mem::take(&mut self.record),
            std::mem::take(&mut self.staged),
        );
        let (placed, warnings) =
            self.desk
                .seal(self.permit, Some(&self.line), record, vec![], staged)?;
        self.line.record = placed.record.end;
        (self.waiting, self.contacts) = (0, 0);
        for warning in warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
        Ok(())
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
