//! The addresses of the pages: each reads its words, calls the desk, and fills a page.
//!
//! One file a subject. No rule stands here: what may be done and what words mean the desk decides,
//! a page only says it. To add one: a handler in its file, a line in [`pages`], and the test that
//! walks over every address knows it.

mod accounts;
mod cases;
mod dates;
mod disclosures;
mod entry;
mod exhibit;
mod figures;
mod import;
mod letters;
mod line;
mod log;
mod measure;
mod notes;
mod outcome;
mod overview;
mod review;
mod saved;
mod search;
mod shown;
mod steps;
mod timeline;
mod trouble;
mod verdict;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use standfast_desk::looks::case::ShownCase;
use standfast_desk::{Desk, DeskError};

use crate::labels;
use crate::pages::error::ErrorPage;
use crate::pages::frame::{CaseFrame, Frame, Section, UrgentHelp};
use crate::running::{Answer, Run};
use crate::server::{SignedIn, go, page};
use crate::shelf::Shelf;
use crate::times::Times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

use trouble::Trouble;

/// All pages behind the sign-in.
pub fn pages() -> Router<Daybook> {
    // Files are counted one by one while they arrive, so that a form is never cut off.
    let files = Router::new()
        .route("/cases/{case}/log", post(log::save))
        .route("/cases/{case}/entries/{n}/files", post(entry::attach))
        .route("/cases/{case}/import", post(import::look))
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/", get(cases::list))
        .route("/cases/{case}", get(overview::show))
        .route(
            "/cases/{case}/accounts",
            get(accounts::show).post(accounts::decide),
        )
        .route(
            "/cases/{case}/timeline",
            get(timeline::show).post(timeline::filter),
        )
        .route("/cases/{case}/entries/{n}", get(entry::show))
        .route("/cases/{case}/log", get(log::fresh))
        .route("/cases/{case}/saved/{n}", get(saved::show))
        .route("/cases/{case}/import", get(import::choose))
        .route("/cases/{case}/import/seal", post(import::seal))
        .route(
            "/cases/{case}/import/run/{token}",
            get(import::show).post(import::stop),
        )
        .route("/cases/{case}/search", get(search::ask).post(search::find))
        .route("/cases/{case}/steps", get(steps::show).post(steps::act))
        .route(
            "/cases/{case}/measure",
            get(measure::ask).post(measure::save),
        )
        .route("/cases/{case}/figures", get(figures::show))
        .route("/cases/{case}/dates", get(dates::show))
        .route("/cases/{case}/dates/reminders", get(dates::reminders))
        .route("/cases/{case}/shown", get(shown::show))
        .route("/cases/{case}/notes", get(notes::show).post(notes::add))
        .route("/cases/{case}/review", get(review::ask).post(review::save))
        .route(
            "/cases/{case}/outcome",
            get(outcome::ask).post(outcome::save),
        )
        .route(
            "/cases/{case}/letters",
            get(letters::list).post(letters::draft),
        )
        .route(
            "/cases/{case}/letters/drafts/{token}",
            get(letters::download),
        )
        .route("/cases/{case}/letters/{letter}", post(letters::act))
        .route("/cases/{case}/letters/{letter}/{form}", get(letters::copy))
        .route("/cases/{case}/exhibits/{reference}", get(exhibit::show))
        .route(
            "/cases/{case}/exhibits/{reference}/picture",
            get(exhibit::picture),
        )
        .route(
            "/cases/{case}/exhibits/{reference}/inside",
            get(exhibit::inside),
        )
        .route(
            "/cases/{case}/exhibits/{reference}/small",
            get(exhibit::small),
        )
        .route(
            "/cases/{case}/exhibits/{reference}/original",
            get(exhibit::original),
        )
        .route("/cases/{case}/disclosures", get(disclosures::show))
        .route(
            "/cases/{case}/verdict",
            get(verdict::ask).post(verdict::check),
        )
        .merge(files)
}

impl Daybook {
    /// Works at the desk, off the server's own threads. A fault inside locks everybody out: the
    /// vault is closed and opened anew, so that nobody goes on with half of something.
    async fn at_desk<F>(&self, signed: SignedIn<OpenDesk>, work: F) -> Response
    where
        F: FnOnce(&mut Desk, &Shelf) -> Result<Response, Trouble> + Send + 'static,
    {
        let worked = tokio::task::spawn_blocking(move || {
            let mut desk = signed.opened.desk().ok()?;
            let answer = work(&mut desk, &signed.shelf);
            let demonstration = desk.demonstration();
            Some(answer.unwrap_or_else(|trouble| trouble.page(demonstration)))
        });
        if let Ok(Some(answer)) = worked.await {
            return answer;
        }
        self.lock_all();
        let problem = ErrorPage {
            frame: self.frame("Problem"),
            happened: "Something failed inside the program".to_owned(),
            to_what: "What was just asked was not finished.".to_owned(),
            safe: "Everything that was saved is safe. The pages were locked.".to_owned(),
            next: "Unlock, then look whether it is there before doing it again.".to_owned(),
            back: "/sign-in".to_owned(),
            back_words: "Unlock".to_owned(),
        };
        page(StatusCode::INTERNAL_SERVER_ERROR, &problem)
    }

    /// Begins work that may take long, and waits for it a moment. What is done by then is the answer;
    /// else it goes on by itself, and the answer leads to its page below `address`.
    async fn run_at_desk<F>(&self, signed: SignedIn<OpenDesk>, address: String, work: F) -> Response
    where
        F: FnOnce(&mut Desk, &Shelf, &Arc<Run>) -> Result<Response, Trouble> + Send + 'static,
    {
        let frame = Frame {
            holder: Some(Words::from("You")),
            ..self.frame("Import")
        };
        let run = Arc::new(Run::new(frame));
        let shelf = Arc::clone(&signed.shelf);
        let token = shelf.begin(Arc::clone(&run));
        let (site, held) = (self.clone(), Arc::clone(&run));
        tokio::spawn(async move {
            let own = Arc::clone(&held);
            let answer = site.at_desk(signed, move |desk, shelf| work(desk, shelf, &own));
            held.end(answer.await).await;
        });
        let Some(token) = token else {
            // Without a name for its page it is waited for.
            let answer = run.wait(Duration::MAX).await;
            return answer.map_or_else(|| go("/"), Answer::response);
        };
        match run.wait(self.patience()).await {
            Some(answer) => {
                shelf.ended(&token);
                answer.response()
            }
            None => go(&format!("{address}/{token}")),
        }
    }
}

/// What surrounds every page of a case.
struct Around {
    shown: ShownCase,
    /// `/cases/knee`.
    base: String,
    times: Times,
    now: Timestamp,
    frame: Frame,
}

impl Around {
    fn of(
        desk: &mut Desk,
        named: &str,
        title: &'static str,
        section: Section,
    ) -> Result<Self, DeskError> {
        let shown = desk.case_show(named)?;
        let times = Times::of(shown.zone.as_deref());
        let now = desk.now();
        let base = format!("/cases/{}", shown.name);
        let place = shown
            .jurisdiction
            .as_deref()
            .map(labels::place)
            .unwrap_or_default();
        let frame = Frame {
            title,
            mend: false,
            demonstration: desk.demonstration(),
            help: UrgentHelp {
                place,
                ..UrgentHelp::united_kingdom()
            },
            holder: Some(Words::from(shown.clinician.clone().unwrap_or_default())),
            case: Some(CaseFrame {
                name: Words::from(shown.name.as_str()),
                base: base.clone(),
                section,
                printed: times.moment(now),
            }),
        };
        Ok(Self {
            shown,
            base,
            times,
            now,
            frame,
        })
    }

    /// One thing to do, and nothing else to go to.
    fn without_menu(&mut self) {
        self.frame.case = None;
    }

    fn caption(&self) -> Words {
        Words::from(format!("Case {}", self.shown.name))
    }

    fn entry(&self, n: u64) -> String {
        format!("{}/entries/{n}", self.base)
    }

    /// The subject's name, or what stands for it.
    fn subject(&self) -> &str {
        self.shown.subject.as_deref().unwrap_or("The patient")
    }

    fn clinician(&self) -> &str {
        self.shown.clinician.as_deref().unwrap_or("You")
    }
}
