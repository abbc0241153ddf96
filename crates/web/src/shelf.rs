//! What waits between two requests of one browser: files that came with a form that must be
//! mended, an export that was looked at and not yet sealed, work that goes on by itself, a letter to
//! download, words that were typed and met the lock.
//!
//! In memory (long files in a file without a name), for one session, and few; what is oldest goes.
//! What an entry says is sealed by the desk, never here.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use standfast_desk::acts::import::{SaidImport, Source};

use crate::pages::log::LogForm;
use crate::running::Run;
use crate::upload::Upload;

/// More than this never wait at a time.
const MOST: usize = 16;

/// What waits, under a random name that only the page which asked knows.
pub enum Waiting {
    /// Files of a form that came back.
    Files(Vec<Upload>),
    /// An export, with what was said about it.
    Export {
        /// The case's short name.
        case: String,
        /// The file, opened.
        source: Box<Source>,
        /// How it names the two people, and its dates.
        said: SaidImport,
    },
    /// A letter that was drafted.
    Letter {
        /// "warning-1.pdf".
        name: String,
        /// The PDF.
        pdf: Vec<u8>,
    },
}

/// A contact that was typed and not saved.
pub struct Draft {
    /// The case's short name.
    pub case: String,
    /// What was typed.
    pub form: LogForm,
    /// What was chosen.
    pub files: Vec<Upload>,
}

/// An act that was saved: pressing Save twice leads to the same entry.
#[derive(Clone)]
pub struct Done {
    /// The random name of the form.
    pub once: String,
    /// Where it led.
    pub to: String,
    /// What went beside, to be said there.
    pub warnings: Vec<String>,
}

/// The shelf of one session.
#[derive(Default)]
pub struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    waiting: VecDeque<(String, Waiting)>,
    draft: Option<Draft>,
    done: VecDeque<Done>,
    runs: VecDeque<(String, Arc<Run>)>,
}

impl Shelf {
    // Every change is one step, so a panic elsewhere leaves it whole.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts something by; the answer is its name. `None` when this machine gives no random numbers.
    #[must_use]
    pub fn put(&self, waiting: Waiting) -> Option<String> {
        let token = random()?;
        let mut kept = self.kept();
        if kept.waiting.len() >= MOST {
            kept.waiting.pop_front();
        }
        kept.waiting.push_back((token.clone(), waiting));
        Some(token)
    }

    /// Takes it away.
    #[must_use]
    pub fn take(&self, token: &str) -> Option<Waiting> {
        let mut kept = self.kept();
        let at = kept.waiting.iter().position(|(name, _)| name == token)?;
        kept.waiting.remove(at).map(|(_, waiting)| waiting)
    }

    /// A letter's name and bytes; it stays.
    #[must_use]
    pub fn letter(&self, token: &str) -> Option<(String, Vec<u8>)> {
        self.kept()
            .waiting
            .iter()
            .find_map(|(name, waiting)| match waiting {
                Waiting::Letter { name: file, pdf } if name == token => {
                    Some((file.clone(), pdf.clone()))
                }
                _ => None,
            })
    }

    /// Keeps a contact that could not be saved now.
    pub fn keep_draft(&self, draft: Draft) {
        self.kept().draft = Some(draft);
    }

    /// Whether one waits.
    #[must_use]
    pub fn holds_draft(&self) -> bool {
        self.kept().draft.is_some()
    }

    /// Gives it back to the form of its case.
    #[must_use]
    pub fn take_draft(&self, case: &str) -> Option<Draft> {
        let mut kept = self.kept();
        if kept.draft.as_ref().is_some_and(|draft| draft.case == case) {
            kept.draft.take()
        } else {
            None
        }
    }

    /// Keeps hold of work that goes on by itself; the answer is its name. `None` when this machine
    /// gives no random numbers.
    #[must_use]
    pub fn begin(&self, run: Arc<Run>) -> Option<String> {
        let token = random()?;
        let mut kept = self.kept();
        if kept.runs.len() >= MOST {
            kept.runs.pop_front();
        }
        kept.runs.push_back((token.clone(), run));
        Some(token)
    }

    /// Work that was begun here.
    #[must_use]
    pub fn run(&self, token: &str) -> Option<Arc<Run>> {
        let kept = self.kept();
        let (_, run) = kept.runs.iter().find(|(name, _)| name == token)?;
        Some(Arc::clone(run))
    }

    /// Forgets work whose answer was given.
    pub fn ended(&self, token: &str) {
        self.kept().runs.retain(|(name, _)| name != token);
    }

    /// Asks all work to stop where nothing is lost: the server stops.
    pub fn stop(&self) {
        self.kept().runs.iter().for_each(|(_, run)| run.stop());
    }

    /// Remembers what became of a form.
    pub fn done(&self, done: Done) {
        let mut kept = self.kept();
        if kept.done.len() >= MOST {
            kept.done.pop_front();
        }
        kept.done.push_back(done);
    }

    /// What became of a form that was sent before.
    #[must_use]
    pub fn was_done(&self, once: &str) -> Option<Done> {
        self.kept()
            .done
            .iter()
            .find(|done| !once.is_empty() && done.once == once)
            .cloned()
    }

    /// What was to be said at an address, said once.
    #[must_use]
    pub fn warnings_at(&self, to: &str) -> Vec<String> {
        let mut kept = self.kept();
        let found = kept.done.iter_mut().rev().find(|done| done.to == to);
        found
            .map(|done| std::mem::take(&mut done.warnings))
            .unwrap_or_default()
    }
}

/// A name that nobody guesses.
#[must_use]
pub fn random() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex::encode(bytes))
}
