//! Folding the journal in beside the commits of an import: on a thread and a connection of its own.
//!
//! It moves pages that were committed, byte for byte, and holds nobody up. Whatever becomes of it,
//! what was committed is in the journal until it is in the file.

use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;

/// What folds in. Dropped, it ends what it is at, and lets its connection go.
pub(super) struct Folding {
    asks: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Folding {
    pub(super) fn begin(db: Connection) -> io::Result<Self> {
        // One that waits will do: it folds in all that is there when its turn comes.
        let (asks, asked) = sync_channel(1);
        let thread = Builder::new().name("folding".to_owned()).spawn(move || {
            while asked.recv().is_ok() {
                // Failing, the next commit or the closing does it, and says why it cannot.
                let _ = db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            }
        })?;
        Ok(Folding {
            asks: Some(asks),
            thread: Some(thread),
        })
    }

    /// Asks for all that is committed now.
    pub(super) fn fold(&self) {
        if let Some(asks) = &self.asks {
            let _ = asks.try_send(());
        }
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        self.asks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
