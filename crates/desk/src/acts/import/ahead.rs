//! Reading ahead: the second pass over the source runs beside the sealing, a little before it.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Scope, ScopedJoinHandle};

use standfast_intake::parties::{Selected, Threads, select, towards};
use standfast_intake::{Flow, IntakeError, ReaderId, Sealing, Source, Survey};
use standfast_model::draft::{Draft, Person};
use standfast_vault::Identities;

use super::Plan;
use super::by_hand::ByHand;
use super::choose::Fresh;
use super::contact::Item;

/// Items that are handed over together.
const TOGETHER: usize = 128;
/// Bytes after which fewer are.
const TOGETHER_BYTES: usize = 1 << 20;

/// Lots that may wait while a batch is sealed, so that both go on at once.
const WAITING: usize = 16;
/// Bytes after which fewer may.
const WAITING_BYTES: usize = 8 << 20;

/// What the second pass goes by.
pub(super) struct Reading<'a> {
    pub source: &'a Source,
    pub plan: &'a Plan,
    pub reader: ReaderId,
    pub survey: &'a Survey,
    pub fresh: &'a Fresh,
    pub identities: &'a Identities,
    pub by_hand: &'a ByHand,
    /// The number of the import's entry.
    pub import: u64,
}

/// Items that are handed over together.
struct Lot {
    items: Vec<Item>,
    weight: usize,
}

/// Room for what waits, in bytes: memory stays flat, whatever the size of a message.
#[derive(Default)]
struct Room {
    taken: Mutex<usize>,
    freed: Condvar,
}

impl Room {
    /// Waits until there is some. A lot that is larger than all of it waits until it is empty.
    fn take(&self, weight: usize) {
        let full = |taken: &mut usize| *taken > 0 && *taken + weight > WAITING_BYTES;
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self
            .freed
            .wait_while(taken, full)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += weight;
    }

    fn free(&self, weight: usize) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(weight);
        self.freed.notify_one();
    }

    /// Nobody waits any more.
    fn open(&self) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        self.freed.notify_one();
    }
}

/// A second pass that is under way.
pub(super) struct Ahead<'scope> {
    from: Receiver<Lot>,
    room: Arc<Room>,
    reading: ScopedJoinHandle<'scope, Result<(), IntakeError>>,
}

impl<'scope> Ahead<'scope> {
    pub(super) fn begin<'a: 'scope>(
        scope: &'scope Scope<'scope, '_>,
        reading: Reading<'a>,
    ) -> Self {
        let (to, from) = sync_channel(WAITING);
        let room = Arc::new(Room::default());
        let rooms = Arc::clone(&room);
        Ahead {
            from,
            room,
            reading: scope.spawn(move || reading.run(&to, &rooms)),
        }
    }

    /// The next items, in the order of the source; `None` after the last.
    pub(super) fn next(&self) -> Option<Vec<Item>> {
        let lot = self.from.recv().ok()?;
        self.room.free(lot.weight);
        Some(lot.items)
    }

    /// Why the reading ended.
    pub(super) fn end(self) -> Result<(), IntakeError> {
        drop(self.from);
        self.room.open();
        match self.reading.join() {
            Ok(ended) => ended,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl Reading<'_> {
    fn run(&self, to: &SyncSender<Lot>, room: &Room) -> Result<(), IntakeError> {
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
                    let items = std::mem::take(&mut lot);
                    let weight = std::mem::take(&mut weight);
                    room.take(weight);
                    if to.send(Lot { items, weight }).is_err() {
                        return Ok(Flow::Stop);
                    }
                }
            }
            let all = taken == self.fresh.len();
            Ok::<_, IntakeError>(if all { Flow::Stop } else { Flow::Go })
        })?;
        if !lot.is_empty() {
            // Nobody takes it any more only where the sealing has failed, which says why.
            let _ = to.send(Lot {
                items: lot,
                weight: 0,
            });
        }
        Ok(())
    }

    fn item(&self, mut draft: Draft, threads: &Threads) -> Result<Item, IntakeError> {
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
        if let Some(doubt) = self.by_hand.doubt(&draft.identity) {
            draft.doubt(doubt);
        }
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
