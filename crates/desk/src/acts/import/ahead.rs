//! Reading ahead: the second pass over the source runs beside the sealing, a little before it.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

use standfast_intake::parties::{Selected, Threads, select, towards};
use standfast_intake::{Flow, IntakeError, ReaderId, Sealing, Source, Survey};
use standfast_model::draft::{Draft, Person};
use standfast_vault::Identities;

use super::Plan;
use super::choose::Fresh;
use super::contact::Item;

/// Items that are handed over together.
const TOGETHER: usize = 128;
/// Bytes after which fewer are.
const TOGETHER_BYTES: usize = 1 << 20;

/// What the second pass goes by.
pub(super) struct Reading<'a> {
    pub source: &'a Source,
    pub plan: &'a Plan,
    pub reader: ReaderId,
    pub survey: &'a Survey,
    pub fresh: &'a Fresh,
    pub identities: &'a Identities,
    /// The number of the import's entry.
    pub import: u64,
}

/// A second pass that is under way.
pub(super) struct Ahead<'scope> {
    from: Receiver<Vec<Item>>,
    reading: ScopedJoinHandle<'scope, Result<(), IntakeError>>,
}

impl<'scope> Ahead<'scope> {
    pub(super) fn begin<'a: 'scope>(
        scope: &'scope Scope<'scope, '_>,
        reading: Reading<'a>,
    ) -> Self {
        // One lot waits while one is read and one is sealed: memory stays flat.
        let (to, from) = sync_channel(1);
        Ahead {
            from,
            reading: scope.spawn(move || reading.run(&to)),
        }
    }

    /// The next items, in the order of the source; `None` after the last.
    pub(super) fn next(&self) -> Option<Vec<Item>> {
        self.from.recv().ok()
    }

    /// Why the reading ended.
    pub(super) fn end(self) -> Result<(), IntakeError> {
        drop(self.from);
        match self.reading.join() {
            Ok(ended) => ended,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl Reading<'_> {
    fn run(&self, to: &SyncSender<Vec<Item>>) -> Result<(), IntakeError> {
        let threads = Threads::of(self.survey, &self.plan.parties);
        let (mut at, mut taken, mut weight) = (0, 0, 0);
        let mut lot = Vec::with_capacity(TOGETHER);
        standfast_intake::read(self.source, self.reader, &self.plan.reading, &mut |draft| {
            let sealed = self.fresh.holds(at, &draft.identity);
            at += 1;
            if sealed.ok_or_else(|| self.changed())? {
                let item = self.item(draft, &threads)?;
                weight += item.weight();
                lot.push(item);
                taken += 1;
                if lot.len() >= TOGETHER || weight >= TOGETHER_BYTES {
                    weight = 0;
                    if to.send(std::mem::take(&mut lot)).is_err() {
                        return Ok(Flow::Stop);
                    }
                }
            }
            let all = taken == self.fresh.len();
            Ok::<_, IntakeError>(if all { Flow::Stop } else { Flow::Go })
        })?;
        if !lot.is_empty() {
            // Nobody takes it any more only where the sealing has failed, which says why.
            let _ = to.send(lot);
        }
        Ok(())
    }

    fn item(&self, draft: Draft, threads: &Threads) -> Result<Item, IntakeError> {
        let parties = &self.plan.parties;
        let Selected::Taken { from } = select(&draft, parties, threads) else {
            return Err(self.changed());
        };
        let others = towards(&draft, parties, from);
        let towards = (!others.is_empty()).then(|| {
            let names: Vec<String> = others.iter().map(Person::shown).collect();
            names.join(", ")
        });
        let each_record = standfast_intake::reader(self.reader).sealing() == Sealing::EachRecord;
        let source = (self.source.name(), each_record);
        let identity = self.identities.sealed(&draft.identity);
        Ok(Item::new(
            draft,
            from,
            towards,
            source,
            self.plan,
            self.import,
            identity,
        ))
    }

    fn changed(&self) -> IntakeError {
        IntakeError::Changed {
            name: self.source.name().to_owned(),
        }
    }
}
