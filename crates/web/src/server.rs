//! The server: who is let in, and its addresses before anything of a case.
//!
//! Here are signing in and locking, leaving, assets and health. The pages of cases are added by
//! [`Site::router`]'s caller, behind [`SignedIn`].
//!
//! The opened vault lives in the session and nowhere else:
//! once it locks, keys are gone from this process.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, FromRequestParts, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::assets;
use crate::guard::{self, FORM_BYTES, Guard};
use crate::pages::error::ErrorPage;
use crate::pages::frame::{Frame, Mends};
use crate::pages::leave::{Leaving, Left};
use crate::pages::sign_in::SignIn;
use crate::session::{self, Found, IDLE, Sessions, Throttle, Token};
use crate::shelf::Shelf;

/// Where leaving leads: a page that anybody might have open.
const AWAY: &str = "https://www.bbc.co.uk/weather";
const AWAY_WORDS: &str = "the weather on bbc.co.uk";
/// How long work that may take long is waited for, before its browser is led to a page of its own.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What stands behind the door: one vault.
pub trait Doors: Send + Sync + 'static {
    /// What the passphrase opens. Dropping it forgets the keys.
    type Opened: Send + Sync + 'static;

    /// Whether it is a demonstration vault; every page says so.
    fn demonstration(&self) -> bool;

    /// Opens the vault. Slow by design (scrypt), so it is called off the server's own threads.
    ///
    /// # Errors
    /// [`CannotOpen`].
    fn open(&self, passphrase: &str) -> Result<Arc<Self::Opened>, CannotOpen>;
}

/// Why a vault stayed shut.
#[derive(Debug, thiserror::Error)]
pub enum CannotOpen {
    /// No key of the vault opens with these words; counts as a guess.
    #[error("This passphrase opens no key. Nothing was changed.")]
    WrongPassphrase,
    /// Something else: another writer, a damaged file. The sentence holds no personal data.
    #[error("{0}")]
    Other(String),
}

/// One server for one vault. Cloned for every request; all clones share the sessions.
pub struct Site<D: Doors> {
    inner: Arc<Inner<D>>,
}

impl<D: Doors> Clone for Site<D> {
    fn clone(&self) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
        }
    }
}

struct Inner<D: Doors> {
    doors: Arc<D>,
    guard: Guard,
    cookie: String,
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    sessions: Mutex<Sessions<D::Opened, Shelf>>,
    throttle: Mutex<Throttle>,
    /// One passphrase at a time: each costs 128 MiB.
    unlocking: tokio::sync::Mutex<()>,
    patience: Duration,
}

impl<D: Doors> Site<D> {
    /// A site at a port. `now` is the clock of sessions.
    pub fn new(doors: D, port: u16, now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            inner: Arc::new(Inner {
                doors: Arc::new(doors),
                guard: Guard::new(port),
                cookie: session::cookie_name(port),
                now: Box::new(now),
                sessions: Mutex::new(Sessions::new(IDLE)),
                throttle: Mutex::new(Throttle::default()),
                unlocking: tokio::sync::Mutex::new(()),
                patience: PATIENCE,
            }),
        }
    }

    /// The same with another patience for work that may take long. Only before it is shared.
    #[must_use]
    pub fn patient(mut self, patience: Duration) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.inner) {
            inner.patience = patience;
        }
        self
    }

    /// How long work that may take long is waited for.
    pub(crate) fn patience(&self) -> Duration {
        self.inner.patience
    }

    /// The address to open in a browser.
    #[must_use]
    pub fn address(&self) -> String {
        self.inner.guard.origin()
    }

    /// All addresses: those of this module and the pages handed in, behind the guard.
    pub fn router(&self, pages: Router<Site<D>>) -> Router {
        let guard = self.inner.guard.clone();
        pages
            .route("/health", get(health))
            .route("/assets/{name}", get(assets::asset))
            .route("/sign-in", get(ask::<D>).post(sign_in::<D>))
            .route("/lock", post(lock::<D>))
            .route("/leave", get(leave::<D>))
            .route("/leaving", get(leaving::<D>))
            .fallback(not_found::<D>)
            .method_not_allowed_fallback(not_found::<D>)
            .layer(DefaultBodyLimit::max(FORM_BYTES))
            .layer(middleware::from_fn_with_state(guard, guard::guard))
            .with_state(self.clone())
    }

    /// Locks everything; the server stops, or the vault is wanted by somebody else.
    pub fn lock_all(&self) {
        self.sessions().lock_all();
    }

    /// Asks work that goes on by itself to stop where nothing is lost.
    pub(crate) fn stop_runs(&self) {
        let shelves = self.sessions().shelves();
        shelves.iter().for_each(|shelf| shelf.stop());
    }

    /// Locks what was idle too long, without waiting for a request.
    pub(crate) fn lock_idle(&self) {
        let now = self.now();
        self.sessions().lock_idle(now);
    }

    // A panic while the table was held leaves it whole: every change to it is one step.
    fn sessions(&self) -> MutexGuard<'_, Sessions<D::Opened, Shelf>> {
        self.inner
            .sessions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn throttle(&self) -> MutexGuard<'_, Throttle> {
        self.inner
            .throttle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        (self.inner.now)()
    }

    fn token(&self, headers: &HeaderMap) -> Option<Token> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .find_map(|cookies| Token::from_cookie(cookies.to_str().ok()?, &self.inner.cookie))
    }

    /// Whose request this is.
    pub(crate) fn find(&self, headers: &HeaderMap) -> Found<D::Opened, Shelf> {
        match self.token(headers) {
            Some(token) => self.sessions().find(&token, self.now()),
            None => Found::None,
        }
    }

    pub(crate) fn frame(&self, title: &'static str) -> Frame {
        Frame::locked(title, self.inner.doors.demonstration())
    }

    /// The cover: asks for the passphrase in the place of the page that was wanted.
    pub(crate) fn cover(
        &self,
        status: StatusCode,
        seen: &Found<D::Opened, Shelf>,
        to: &str,
        mends: Mends,
    ) -> Response {
        let (was_open, kept) = match seen {
            Found::Locked(shelf) => (true, shelf.holds_draft()),
            _ => (false, false),
        };
        let title = if was_open { "Locked" } else { "Unlock" };
        let frame = self.frame(title).to_mend(&mends);
        page(
            status,
            &SignIn {
                frame,
                was_open,
                kept,
                to: own_path(to).to_owned(),
                mends,
            },
        )
    }
}

/// A request of somebody who is signed in, with what their passphrase opened. Anybody else gets
/// the cover instead of the page, with status 401.
pub struct SignedIn<V> {
    /// What the passphrase opened.
    pub opened: Arc<V>,
    /// What waits between this browser's requests.
    pub shelf: Arc<Shelf>,
}

impl<D: Doors> FromRequestParts<Site<D>> for SignedIn<D::Opened> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site<D>) -> Result<Self, Response> {
        match site.find(&parts.headers) {
            Found::Open(opened, shelf) => Ok(Self { opened, shelf }),
            seen => Err(site.cover(
                StatusCode::UNAUTHORIZED,
                &seen,
                parts.uri.path(),
                Mends::none(),
            )),
        }
    }
}

/// The same of a page that asks again by itself: that it is asked for does not put off the lock.
pub struct Watching {
    /// What waits between this browser's requests.
    pub shelf: Arc<Shelf>,
}

impl<D: Doors> FromRequestParts<Site<D>> for Watching {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site<D>) -> Result<Self, Response> {
        let found = match site.token(&parts.headers) {
            Some(token) => site.sessions().glance(&token, site.now()),
            None => Found::None,
        };
        match found {
            Found::Open(_, shelf) => Ok(Self { shelf }),
            seen => Err(site.cover(
                StatusCode::UNAUTHORIZED,
                &seen,
                parts.uri.path(),
                Mends::none(),
            )),
        }
    }
}

/// A page as an answer. A template that fails says so plainly; its cause holds no content.
pub fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "There is a problem: this page could not be made. Nothing was changed.",
            )
                .into_response()
        }
    }
}

/// Goes on to one of our own pages, by GET.
#[must_use]
pub fn go(to: &str) -> Response {
    let to = HeaderValue::from_str(own_path(to)).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// An address of ours, or the first page: never another site's, however it is written.
fn own_path(to: &str) -> &str {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    if to.starts_with('/') && !to.starts_with("//") && to.bytes().all(plain) {
        to
    } else {
        "/"
    }
}

async fn health() -> &'static str {
    "ok"
}

async fn ask<D: Doors>(State(site): State<Site<D>>, headers: HeaderMap) -> Response {
    match site.find(&headers) {
        Found::Open(..) => go("/"),
        seen => site.cover(StatusCode::OK, &seen, "/", Mends::none()),
    }
}

#[derive(Deserialize)]
struct SignInForm {
    #[serde(deserialize_with = "wiped")]
    passphrase: Zeroizing<String>,
    #[serde(default)]
    to: String,
}

/// The passphrase leaves the memory with the request.
fn wiped<'de, F: Deserializer<'de>>(field: F) -> Result<Zeroizing<String>, F::Error> {
    String::deserialize(field).map(Zeroizing::new)
}

async fn sign_in<D: Doors>(
    State(site): State<Site<D>>,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Response {
    let _one_at_a_time = site.inner.unlocking.lock().await;
    let brought = site.token(&headers);
    let seen = site.find(&headers);
    let back = |status, words: String| {
        site.cover(status, &seen, &form.to, Mends::one("passphrase", words))
    };
    if let Some(seconds) = site.throttle().wait(site.now()) {
        let mut answer = back(
            StatusCode::TOO_MANY_REQUESTS,
            format!(
                "Wait {seconds} second{}, then enter the passphrase again.",
                if seconds == 1 { "" } else { "s" }
            ),
        );
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return answer;
    }
    if form.passphrase.is_empty() {
        return back(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Enter your passphrase.".to_owned(),
        );
    }
    let doors = Arc::clone(&site.inner.doors);
    let passphrase = form.passphrase.clone();
    let opened = tokio::task::spawn_blocking(move || doors.open(&passphrase)).await;
    match opened {
        Ok(Ok(opened)) => {
            let mut random = [0; 32];
            if getrandom::fill(&mut random).is_err() {
                return back(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "This machine gave no random numbers. Nothing was changed. Try again."
                        .to_owned(),
                );
            }
            let token = Token::new(random);
            site.throttle().right();
            site.sessions()
                .open(&token, brought.as_ref(), opened, site.now());
            let mut answer = go(&form.to);
            set_cookie(&mut answer, &token.to_cookie(&site.inner.cookie));
            answer
        }
        Ok(Err(wrong @ CannotOpen::WrongPassphrase)) => {
            site.throttle().wrong(site.now());
            back(StatusCode::FORBIDDEN, wrong.to_string())
        }
        Ok(Err(other)) => back(StatusCode::SERVICE_UNAVAILABLE, other.to_string()),
        Err(_panicked) => back(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Opening failed inside the program. Nothing was changed. Try again.".to_owned(),
        ),
    }
}

fn set_cookie(answer: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Locks, and stays on the cover.
async fn lock<D: Doors>(State(site): State<Site<D>>, headers: HeaderMap) -> Response {
    if let Some(token) = site.token(&headers) {
        site.sessions().lock(&token);
    }
    go("/sign-in")
}

/// Locks, clears, and leads away. A plain link, so that it works without script and in a hurry;
/// other sites cannot use it to lock, because the cookie does not come with their requests.
async fn leave<D: Doors>(State(site): State<Site<D>>, headers: HeaderMap) -> Response {
    if let Some(token) = site.token(&headers) {
        site.sessions().end(&token);
    }
    let mut answer = page(
        StatusCode::SEE_OTHER,
        &Left {
            away: AWAY.to_owned(),
        },
    );
    answer
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static(AWAY));
    // A changed cookie also makes browsers drop pages that they kept in memory for Back.
    set_cookie(&mut answer, &session::no_cookie(&site.inner.cookie));
    answer
}

async fn leaving<D: Doors>(State(site): State<Site<D>>) -> Response {
    page(
        StatusCode::OK,
        &Leaving {
            frame: site.frame("Leaving"),
            away: AWAY_WORDS.to_owned(),
        },
    )
}

async fn not_found<D: Doors>(State(site): State<Site<D>>) -> Response {
    page(
        StatusCode::NOT_FOUND,
        &ErrorPage::not_found(site.frame("Not found")),
    )
}
