//! Work that goes on while its browser looks at something else: how far it is, the wish to stop it,
//! and what came of it.
//!
//! A run is held by the thread that works and by the shelf of the session that began it, whichever
//! lives longer. Leaving or locking does not end it: what is under way is sealed to where it may stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use standfast_desk::acts::import::{Flow, Progress};
use tokio::sync::Notify;

use crate::pages::frame::Frame;

/// The most that an answer of ours weighs.
const ANSWER: usize = 16 << 20;

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Something else is worked on at the desk.
    Waiting,
    /// It reads: so many records. Nothing is sealed.
    Reading(u64),
    /// It seals.
    Sealing {
        /// So many contacts are durable.
        done: u64,
        /// Of so many.
        all: u64,
    },
}

/// One piece of work.
pub struct Run {
    state: Mutex<State>,
    stop: AtomicBool,
    ended: Notify,
}

struct State {
    phase: Phase,
    /// When this phase began.
    since: Instant,
    frame: Frame,
    answer: Option<Answer>,
}

/// What came of it, as often as it is asked for.
#[derive(Clone)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Run {
    /// One that has not begun; `frame` stands round its page until the case is known.
    #[must_use]
    pub fn new(frame: Frame) -> Self {
        Self {
            state: Mutex::new(State {
                phase: Phase::Waiting,
                since: Instant::now(),
                frame,
                answer: None,
            }),
            stop: AtomicBool::new(false),
            ended: Notify::new(),
        }
    }

    // Every change is one step, so a panic elsewhere leaves it whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It has the desk: this is its page from now on.
    pub fn begun(&self, frame: Frame) {
        let mut state = self.state();
        state.frame = frame;
        state.enter(Phase::Reading(0));
    }

    /// How far it is; the answer says whether to go on.
    #[must_use]
    pub fn tell(&self, progress: Progress) -> Flow {
        self.state().enter(match progress {
            Progress::Counted(read) => Phase::Reading(read),
            Progress::Sealed { done, all } => Phase::Sealing { done, all },
        });
        if self.is_to_stop() {
            Flow::Stop
        } else {
            Flow::Go
        }
    }

    /// Asks it to stop where nothing is lost.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether that was asked.
    #[must_use]
    pub fn is_to_stop(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// How far it is, for how long it has been at that, and what stands round its page.
    #[must_use]
    pub fn seen(&self) -> (Phase, Duration, Frame) {
        let state = self.state();
        (state.phase, state.since.elapsed(), state.frame.clone())
    }

    /// It has come to its end, with this answer.
    pub async fn end(&self, answer: Response) {
        let answer = Answer::of(answer).await;
        self.state().answer = Some(answer);
        self.ended.notify_waiters();
    }

    /// What came of it; none while it goes on.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        self.state().answer.clone()
    }

    /// Waits for what comes of it, but no longer than this.
    pub async fn wait(&self, patience: Duration) -> Option<Answer> {
        let ended = self.ended.notified();
        tokio::pin!(ended);
        // From here on the end is heard, also one that comes before the waiting.
        ended.as_mut().enable();
        if let Some(answer) = self.answer() {
            return Some(answer);
        }
        let _ = tokio::time::timeout(patience, ended).await;
        self.answer()
    }
}

impl State {
    fn enter(&mut self, phase: Phase) {
        if std::mem::discriminant(&self.phase) != std::mem::discriminant(&phase) {
            self.since = Instant::now();
        }
        self.phase = phase;
    }
}

impl Answer {
    async fn of(answer: Response) -> Self {
        let (parts, body) = answer.into_parts();
        Self {
            status: parts.status,
            headers: parts.headers,
            // Our own pages are in memory already.
            body: to_bytes(body, ANSWER).await.unwrap_or_default(),
        }
    }

    /// As it is sent.
    #[must_use]
    pub fn response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::response::IntoResponse;

    use super::*;

    #[tokio::test]
    async fn an_answer_is_there_as_often_as_it_is_asked_for() {
        let run = Run::new(Frame::locked("Import", true));
        assert!(run.wait(Duration::ZERO).await.is_none());
        run.end((StatusCode::SEE_OTHER, [("location", "/x")], "words").into_response())
            .await;
        for _ in 0..2 {
            let answer = run.wait(Duration::from_secs(60)).await.unwrap().response();
            assert_eq!(answer.status(), StatusCode::SEE_OTHER);
            assert_eq!(answer.headers()["location"], "/x");
        }
    }

    #[test]
    fn a_wish_to_stop_is_heard_with_the_next_word() {
        let run = Run::new(Frame::locked("Import", true));
        assert_eq!(run.seen().0, Phase::Waiting);
        assert_eq!(run.tell(Progress::Counted(1_000)), Flow::Go);
        run.stop();
        assert_eq!(run.tell(Progress::Sealed { done: 5, all: 9 }), Flow::Stop);
        assert_eq!(run.seen().0, Phase::Sealing { done: 5, all: 9 });
    }
}
