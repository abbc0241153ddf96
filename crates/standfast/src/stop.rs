//! Ctrl-C while something long runs: asked to stop, it stops where nothing is lost.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::SIGINT;

/// Whether a person has asked to stop. A second Ctrl-C ends the program at once.
pub struct Stop {
    asked: Arc<AtomicBool>,
    heard: [SigId; 2],
}

impl Stop {
    /// Listens from now on, until it is dropped.
    pub fn listen() -> io::Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        // In this order: the first Ctrl-C finds the flag down and only raises it.
        let twice =
            signal_hook::flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&asked))?;
        let once = signal_hook::flag::register(SIGINT, Arc::clone(&asked))?;
        Ok(Stop {
            asked,
            heard: [twice, once],
        })
    }

    /// Whether it was asked for.
    pub fn asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        for id in self.heard {
            signal_hook::low_level::unregister(id);
        }
    }
}
