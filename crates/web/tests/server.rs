//! The door, knocked at as browsers and others knock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use jiff::Timestamp;
use standfast_web::download;
use standfast_web::listening::{Listening, ServeError};
use standfast_web::server::{CannotOpen, Doors, SignedIn, Site};
use tower::ServiceExt;

const RIGHT: &str = "oak tin rope";

struct Demo;

impl Doors for Demo {
    type Opened = &'static str;

    fn demonstration(&self) -> bool {
        true
    }

    fn open(&self, passphrase: &str) -> Result<Arc<Self::Opened>, CannotOpen> {
        match passphrase {
            RIGHT => Ok(Arc::new("the words of the case")),
            "busy" => Err(CannotOpen::Other(
                "Another program is writing. Nothing was changed.".to_owned(),
            )),
            "panic" => panic!("a fault inside"),
            _ => Err(CannotOpen::WrongPassphrase),
        }
    }
}

/// A site at port 8420 with one page of a case, an original, and a clock that the test sets.
struct Knock {
    router: Router,
    clock: Arc<AtomicI64>,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Knock {
    fn new() -> Self {
        let clock = Arc::new(AtomicI64::new(1_773_306_000));
        let seen = Arc::clone(&clock);
        let now = move || Timestamp::from_second(seen.load(Ordering::Relaxed)).unwrap();
        let site = Site::new(Demo, 8420, now);
        async fn timeline(signed: SignedIn<&'static str>) -> Html<&'static str> {
            Html(*signed.opened)
        }
        async fn original(_: SignedIn<&'static str>) -> impl IntoResponse {
            (download::headers("page.html"), "<script>alert(1)</script>")
        }
        let pages = Router::new()
            .route("/cases/knee/timeline", get(timeline).post(timeline))
            .route("/cases/knee/exhibits/WAQ-1/original", get(original));
        Self {
            router: site.router(pages),
            clock,
        }
    }

    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self
            .router
            .clone()
            .oneshot(request.body(Body::from(body.to_owned())).unwrap())
            .await
            .unwrap();
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, 1 << 20).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send(
            "GET",
            path,
            &[("host", "localhost:8420"), ("cookie", cookie)],
            "",
        )
        .await
    }

    /// A form of our own page, as Chromium sends it.
    async fn post(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let headers = [
            ("host", "localhost:8420"),
            ("origin", "null"),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("cookie", cookie),
        ];
        self.send("POST", path, &headers, body).await
    }

    async fn sign_in(&self) -> String {
        self.post("/sign-in", "", "passphrase=oak+tin+rope")
            .await
            .cookie()
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The cookie as the browser sends it back.
    fn cookie(&self) -> String {
        self.header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }
}

#[tokio::test]
async fn every_answer_wears_the_same_armour() {
    let knock = Knock::new();
    let cookie = knock.sign_in().await;
    let refused = [("host", "evil.example")];
    for answer in [
        knock.get("/sign-in", "").await,
        knock.get("/health", "").await,
        knock.get("/nowhere", "").await,
        knock.get("/cases/knee/timeline", "").await,
        knock.get("/cases/knee/timeline", &cookie).await,
        knock.get("/leave", &cookie).await,
        knock.get("/leaving", "").await,
        knock.get("/assets/nothing.css", "").await,
        knock.post("/sign-in", "", "passphrase=wrong").await,
        knock.post("/sign-in", "", "nothing").await,
        knock.send("GET", "/", &refused, "").await,
        knock
            .send("PUT", "/", &[("host", "localhost:8420")], "")
            .await,
        knock
            .send("GET", "/", &[("host", "127.0.0.1:8420")], "")
            .await,
        knock.get("/assets/style.css", "").await,
    ] {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"));
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
        let asset = answer.header("content-type").starts_with("text/css");
        assert_eq!(
            answer.header("cache-control"),
            if asset { "no-cache" } else { "no-store" }
        );
        assert!(answer.header("server").is_empty());
    }
}

#[tokio::test]
async fn health_says_ok_and_nothing_else() {
    let answer = Knock::new().get("/health", "").await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (StatusCode::OK, "ok")
    );
}

#[tokio::test]
async fn another_name_gets_nothing_and_the_number_is_led_to_the_name() {
    let knock = Knock::new();
    let cookie = knock.sign_in().await;
    for host in [
        "evil.example",
        "evil.example:8420",
        "localhost:9999",
        "192.168.1.2:8420",
    ] {
        let answer = knock
            .send(
                "GET",
                "/cases/knee/timeline",
                &[("host", host), ("cookie", &cookie)],
                "",
            )
            .await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(answer.body, "Nothing is served under this name.");
    }
    let answer = knock
        .send(
            "GET",
            "/cases/knee/timeline?before=9",
            &[("host", "127.0.0.1:8420")],
            "",
        )
        .await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(
        answer.header("location"),
        "http://localhost:8420/cases/knee/timeline?before=9"
    );
}

#[tokio::test]
async fn a_form_of_another_page_changes_nothing() {
    let knock = Knock::new();
    let cookie = knock.sign_in().await;
    for (site, origin) in [
        ("cross-site", "https://evil.example"),
        ("same-site", "http://localhost:3000"),
        ("cross-site", "null"),
    ] {
        let headers = [
            ("host", "localhost:8420"),
            ("sec-fetch-site", site),
            ("origin", origin),
            ("cookie", &cookie),
        ];
        let answer = knock.send("POST", "/lock", &headers, "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{site}");
    }
    let bare = knock
        .send(
            "POST",
            "/lock",
            &[("host", "localhost:8420"), ("cookie", &cookie)],
            "",
        )
        .await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
    assert_eq!(
        knock.get("/cases/knee/timeline", &cookie).await.status,
        StatusCode::OK,
        "still open"
    );
}

#[tokio::test]
async fn a_stranger_sees_the_cover_and_the_right_words_open_the_page() {
    let knock = Knock::new();
    for path in [
        "/cases/knee/timeline",
        "/cases/knee/exhibits/WAQ-1/original",
    ] {
        for cookie in [
            "",
            "daybook-8420=00",
            &format!("daybook-8420={}", "0".repeat(64)),
        ] {
            let answer = knock.get(path, cookie).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            assert!(
                answer.body.contains("Your passphrase")
                    && !answer.body.contains("the words of the case")
            );
            assert!(
                answer
                    .body
                    .contains(&format!("name=\"to\" value=\"{path}\""))
            );
        }
    }
    let answer = knock
        .post(
            "/sign-in",
            "",
            "passphrase=oak+tin+rope&to=%2Fcases%2Fknee%2Ftimeline",
        )
        .await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/cases/knee/timeline")
    );
    let set = answer.header("set-cookie");
    assert!(
        set.starts_with("daybook-8420=") && set.ends_with("; Path=/; HttpOnly; SameSite=Strict"),
        "{set}"
    );
    assert_eq!(answer.cookie().len(), "daybook-8420=".len() + 64);
    let page = knock.get("/cases/knee/timeline", &answer.cookie()).await;
    assert_eq!(
        (page.status, page.body.as_str()),
        (StatusCode::OK, "the words of the case")
    );
    assert_ne!(
        answer.cookie(),
        knock.sign_in().await,
        "every session has its own token"
    );
}

#[tokio::test]
async fn signing_in_never_leads_to_another_site() {
    let knock = Knock::new();
    for to in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a%0d%0aX:+y",
        "",
    ] {
        let answer = knock
            .post("/sign-in", "", &format!("passphrase=oak+tin+rope&to={to}"))
            .await;
        assert_eq!(answer.header("location"), "/", "{to}");
        assert!(answer.headers.get("x").is_none());
    }
}

#[tokio::test]
async fn wrong_words_say_so_and_guessing_is_slowed() {
    let knock = Knock::new();
    for _ in 0..5 {
        let answer = knock
            .post("/sign-in", "", "passphrase=%3Cscript%3Eguess")
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(
            answer
                .body
                .contains("<title>Error: Unlock – Daybook</title>")
        );
        assert!(answer.body.contains("This passphrase opens no key."));
        assert!(
            !answer.body.contains("guess"),
            "what was typed is not shown"
        );
        assert!(answer.headers.get("set-cookie").is_none());
    }
    let answer = knock.post("/sign-in", "", "passphrase=oak+tin+rope").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "2");
    assert!(answer.body.contains("Wait 2 seconds"));
    knock.clock.fetch_add(2, Ordering::Relaxed);
    assert_eq!(
        knock
            .post("/sign-in", "", "passphrase=oak+tin+rope")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn other_reasons_are_said_and_are_no_guesses() {
    let knock = Knock::new();
    for _ in 0..9 {
        let busy = knock.post("/sign-in", "", "passphrase=busy").await;
        assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(busy.body.contains("Another program is writing."));
        assert_eq!(
            knock.post("/sign-in", "", "passphrase=").await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    let fault = knock.post("/sign-in", "", "passphrase=panic").await;
    assert_eq!(fault.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!fault.body.contains("a fault inside"));
    assert_eq!(
        knock
            .post("/sign-in", "", "passphrase=oak+tin+rope")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn ten_idle_minutes_lock() {
    let knock = Knock::new();
    let cookie = knock.sign_in().await;
    knock.clock.fetch_add(599, Ordering::Relaxed);
    assert_eq!(
        knock.get("/cases/knee/timeline", &cookie).await.status,
        StatusCode::OK
    );
    knock.clock.fetch_add(600, Ordering::Relaxed);
    let answer = knock.get("/cases/knee/timeline", &cookie).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(
        answer
            .body
            .contains("<h1 class=\"nhsuk-heading-l\">Locked</h1>")
    );
}

#[tokio::test]
async fn leaving_locks_clears_and_leads_away_and_back_shows_the_lock() {
    let knock = Knock::new();
    let cookie = knock.sign_in().await;
    let answer = knock.get("/leave", &cookie).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(
        answer
            .header("location")
            .starts_with("https://www.bbc.co.uk/")
    );
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert!(!answer.body.contains("Daybook"));
    assert_eq!(
        knock.get("/cases/knee/timeline", &cookie).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn lock_stays_on_the_cover() {
    let knock = Knock::new();
    let cookie = knock.sign_in().await;
    assert_eq!(knock.get("/sign-in", &cookie).await.header("location"), "/");
    let answer = knock.post("/lock", &cookie, "").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/sign-in")
    );
    assert!(
        knock
            .get("/sign-in", &cookie)
            .await
            .body
            .contains(">Locked</h1>")
    );
}

#[tokio::test]
async fn an_original_leaves_as_a_download_in_a_sandbox() {
    let knock = Knock::new();
    let cookie = knock.sign_in().await;
    let answer = knock
        .get("/cases/knee/exhibits/WAQ-1/original", &cookie)
        .await;
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"page.html.original\""
    );
    assert!(
        answer
            .header("content-security-policy")
            .ends_with("sandbox")
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_form_that_is_too_long_is_refused() {
    let knock = Knock::new();
    let answer = knock
        .post(
            "/sign-in",
            "",
            &format!("passphrase={}", "a".repeat(300 * 1024)),
        )
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn assets_are_asked_about_and_not_sent_twice() {
    let knock = Knock::new();
    for (name, kind) in [
        ("style.css", "text/css"),
        ("leave.js", "text/javascript"),
        ("icon.svg", "image/svg+xml"),
    ] {
        let path = format!("/assets/{name}");
        let first = knock.get(&path, "").await;
        assert!(
            first.status == StatusCode::OK && first.header("content-type").starts_with(kind),
            "{name}"
        );
        let headers = [
            ("host", "localhost:8420"),
            ("if-none-match", first.header("etag")),
        ];
        let again = knock.send("GET", &path, &headers, "").await;
        assert_eq!(
            (again.status, again.body.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{name}"
        );
    }
    assert_eq!(
        knock.get("/assets/..%2fCargo.toml", "").await.status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn the_sheet_fetches_nothing_and_keeps_its_licence() {
    let sheet = include_str!("../assets/style.css");
    assert!(
        sheet
            .trim_start_matches('\u{feff}')
            .starts_with("/*! Contains nhsuk-frontend 10.6.1.")
    );
    assert!(sheet.contains("MIT License"));
    for address in sheet.split("url(").skip(1) {
        assert!(
            address
                .trim_start_matches(['"', '\''])
                .starts_with("data:,"),
            "{}",
            &address[..40]
        );
    }
    assert!(!sheet.contains("@import") && !sheet.contains("@font-face"));
    assert!(include_str!("../assets/leave.js").len() < 10 * 1024);
}

#[tokio::test]
async fn it_listens_on_this_machine_only_and_says_when_a_port_is_busy() {
    let first = Listening::at(0).await.unwrap();
    let port = first.port();
    assert!(matches!(Listening::at(port).await, Err(ServeError::Busy(busy)) if busy == port));
    let next = Listening::near(port).await.unwrap();
    assert!(next.port() > port);

    let site = Site::new(Demo, port, Timestamp::now);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(first.serve(site, Router::new(), async move {
        let _ = stopped.await;
    }));
    let answer = ask(port, "/health").await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok"),
        "{answer}"
    );
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

async fn ask(port: u16, path: &'static str) -> String {
    use std::io::{Read, Write};
    let asked = tokio::task::spawn_blocking(move || {
        let mut line = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(
            line,
            "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        answer
    });
    asked.await.unwrap()
}
