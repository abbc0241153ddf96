//! How far an import is, on a page that asks again by itself, and its stop.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use crate::pages::import::Running;
use crate::running::{Phase, Run};
use crate::server::{SignedIn, Watching, go, page};
use crate::vault::{Daybook, OpenDesk};

/// Seconds after which the page asks again, without script.
const AGAIN: &str = "3";
/// Below this a rate says nothing.
const TELLING: Duration = Duration::from_secs(2);

pub(in crate::routes) async fn show(
    Path((named, token)): Path<(String, String)>,
    watching: Watching,
) -> Response {
    let Some(run) = watching.shelf.run(&token) else {
        return go(&format!("/cases/{named}/import"));
    };
    match run.answer() {
        Some(answer) => answer.response(),
        None => running(&run, &format!("/cases/{named}/import/run/{token}")),
    }
}

pub(in crate::routes) async fn stop(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, token)): Path<(String, String)>,
) -> Response {
    let Some(run) = signed.shelf.run(&token) else {
        return go(&format!("/cases/{named}/import"));
    };
    run.stop();
    run.wait(site.patience()).await;
    go(&format!("/cases/{named}/import/run/{token}"))
}

fn running(run: &Run, address: &str) -> Response {
    let (phase, since, frame) = run.seen();
    let pace = Pace::of(phase, since);
    let mut answer = page(
        StatusCode::OK,
        &Running {
            frame,
            address: address.to_owned(),
            phase,
            rate: pace.rate,
            left: pace.left.map(left_words),
            stopping: run.is_to_stop(),
        },
    );
    let headers = answer.headers_mut();
    headers.insert(
        HeaderName::from_static("refresh"),
        HeaderValue::from_static(AGAIN),
    );
    answer
}

/// How fast it goes, once that can be said.
#[derive(Debug, PartialEq, Eq)]
struct Pace {
    /// Records a second.
    rate: Option<u64>,
    /// Seconds.
    left: Option<u64>,
}

impl Pace {
    fn of(phase: Phase, since: Duration) -> Self {
        let (done, more) = match phase {
            Phase::Waiting => (0, None),
            Phase::Reading(read) => (read, None),
            Phase::Sealing { done, all } => (done, Some(all.saturating_sub(done))),
        };
        if since < TELLING || done == 0 {
            return Pace {
                rate: None,
                left: None,
            };
        }
        let millis = u64::try_from(since.as_millis()).unwrap_or(u64::MAX).max(1);
        let rate = done.saturating_mul(1000) / millis;
        let left = more.map(|more| more.saturating_mul(millis).div_ceil(done) / 1000);
        Pace {
            rate: Some(rate),
            left,
        }
    }
}

/// "About 40 seconds", "about 3 minutes".
fn left_words(seconds: u64) -> String {
    match seconds {
        0..5 => "A few seconds".to_owned(),
        5..90 => format!("About {} seconds", seconds.div_ceil(10) * 10),
        90..5_400 => format!("About {} minutes", seconds.div_ceil(60)),
        _ => format!("About {} hours", seconds.div_ceil(3600)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_is_told_once_it_can_be() {
        let told = |phase, seconds| Pace::of(phase, Duration::from_secs(seconds));
        let untold = Pace {
            rate: None,
            left: None,
        };
        assert_eq!(told(Phase::Waiting, 90), untold);
        assert_eq!(told(Phase::Reading(5_000), 1), untold);
        assert_eq!(told(Phase::Sealing { done: 0, all: 9 }, 60), untold);
        let reading = told(Phase::Reading(5_000), 2);
        assert_eq!((reading.rate, reading.left), (Some(2_500), None));
        let sealing = told(
            Phase::Sealing {
                done: 3_000,
                all: 12_000,
            },
            2,
        );
        assert_eq!((sealing.rate, sealing.left), (Some(1_500), Some(6)));
        let over = told(Phase::Sealing { done: 12, all: 9 }, 2);
        assert_eq!(over.left, Some(0));
    }

    #[test]
    fn what_is_left_is_said_as_people_say_it() {
        for (seconds, words) in [
            (0, "A few seconds"),
            (6, "About 10 seconds"),
            (89, "About 90 seconds"),
            (91, "About 2 minutes"),
            (5_399, "About 90 minutes"),
            (9_000, "About 3 hours"),
        ] {
            assert_eq!(left_words(seconds), words);
        }
    }
}
