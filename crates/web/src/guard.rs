//! What every request must be before anybody looks at it, and what every answer carries.
//!
//! The server is one person's, on one machine. The danger is not the network but the other pages
//! in the same browser and the other programs that serve `localhost`:
//! - `Host` must be `localhost:PORT`, or a page elsewhere whose name was pointed at this machine
//!   (DNS rebinding) could read everything;
//! - a request that changes something must come from our own pages. Browsers say so in
//!   `Sec-Fetch-Site`; our `no-referrer` makes them say `Origin: null` even for our own forms
//!   (Fetch standard, "append a request Origin header"), so that alone proves nothing. A browser
//!   without `Sec-Fetch-Site` must name our origin;
//! - what is not a page by itself (pictures, sheets, scripts) is not handed to other sites.
//!
//! The listener itself is bound to the loopback addresses in `server`.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The most a form without files may weigh, in bytes.
pub const FORM_BYTES: usize = 256 * 1024;
/// The most a form with files may weigh, in bytes: a long video from a phone.
pub const UPLOAD_BYTES: usize = 2 * 1024 * 1024 * 1024;
/// Where assets live: the only answers that a browser may keep.
pub const ASSETS: &str = "/assets/";

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";
const NO_POWERS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
    hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

/// Knows by which name this server may be called.
#[derive(Clone)]
pub struct Guard {
    host: String,
    by_number: [String; 2],
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It may go on.
    Pass,
    /// The right machine by another name: go to this address.
    Elsewhere(String),
    /// It may not; the sentence names no content.
    Refused(StatusCode, &'static str),
}

impl Guard {
    /// For a server at this port.
    #[must_use]
    pub fn new(port: u16) -> Self {
        // Browsers leave port 80 out.
        let with_port = |name: &str| {
            if port == 80 {
                name.to_owned()
            } else {
                format!("{name}:{port}")
            }
        };
        Self {
            host: with_port("localhost"),
            by_number: [with_port("127.0.0.1"), with_port("[::1]")],
        }
    }

    /// The address that people open.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    /// Judges a request by its head alone.
    #[must_use]
    pub fn judge(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Judgement {
        let reads = matches!(*method, Method::GET | Method::HEAD);
        if !reads && *method != Method::POST {
            return Judgement::Refused(
                StatusCode::METHOD_NOT_ALLOWED,
                "This is not something that can be asked here.",
            );
        }
        match one(headers, &header::HOST) {
            Some(host) if host.eq_ignore_ascii_case(&self.host) => {}
            Some(host) if reads && self.by_number.iter().any(|own| own == host) => {
                let path = uri.path_and_query().map_or("/", |path| path.as_str());
                return Judgement::Elsewhere(format!("{}{path}", self.origin()));
            }
            _ => {
                return Judgement::Refused(
                    StatusCode::MISDIRECTED_REQUEST,
                    "Nothing is served under this name.",
                );
            }
        }
        // A request line may name a host of its own, which then counts instead of the header.
        if uri
            .authority()
            .is_some_and(|named| !named.as_str().eq_ignore_ascii_case(&self.host))
        {
            return Judgement::Refused(
                StatusCode::MISDIRECTED_REQUEST,
                "Nothing is served under this name.",
            );
        }
        let from = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        let page = headers
            .get("sec-fetch-mode")
            .is_none_or(|mode| mode == "navigate");
        let allowed = match (reads, from) {
            // A page may be opened from anywhere; what it shows depends on the session's cookie,
            // which other sites cannot send. Anything less than a page is for our own pages.
            (true, Some(from)) => page || matches!(from, b"same-origin" | b"none"),
            (true, None) => true,
            (false, Some(from)) => from == b"same-origin" && self.is_ours_or_hidden(headers),
            (false, None) => self.is_ours(headers),
        };
        if allowed {
            Judgement::Pass
        } else {
            Judgement::Refused(
                StatusCode::FORBIDDEN,
                "This came from another page. Nothing was changed.",
            )
        }
    }

    fn is_ours(&self, headers: &HeaderMap) -> bool {
        one(headers, &header::ORIGIN)
            .is_some_and(|origin| origin.eq_ignore_ascii_case(&self.origin()))
    }

    fn is_ours_or_hidden(&self, headers: &HeaderMap) -> bool {
        !headers.contains_key(header::ORIGIN)
            || one(headers, &header::ORIGIN) == Some("null")
            || self.is_ours(headers)
    }
}

/// A header that must stand there exactly once.
fn one<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?;
    if all.next().is_some() {
        None
    } else {
        first.to_str().ok()
    }
}

/// The middleware: judges, lets pass or refuses, and dresses the answer, whatever it is.
pub async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let asset = request.uri().path().starts_with(ASSETS);
    let mut answer = match guard.judge(request.method(), request.uri(), request.headers()) {
        Judgement::Pass => next.run(request).await,
        Judgement::Elsewhere(address) => match HeaderValue::from_str(&address) {
            Ok(address) => (
                StatusCode::PERMANENT_REDIRECT,
                [(header::LOCATION, address)],
            )
                .into_response(),
            Err(_) => StatusCode::BAD_REQUEST.into_response(),
        },
        Judgement::Refused(status, why) => (status, why).into_response(),
    };
    dress(answer.headers_mut(), asset);
    answer
}

/// Puts on what every answer wears. A stricter content policy of the page's own (downloads) stays.
fn dress(headers: &mut HeaderMap, asset: bool) {
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("cross-origin-resource-policy", "same-origin"),
        ("origin-agent-cluster", "?1"),
        ("permissions-policy", NO_POWERS),
        ("x-dns-prefetch-control", "off"),
        ("x-robots-tag", "noindex, nofollow"),
    ] {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if !asset || !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn judged(method: &str, uri: &str, headers: &[(&str, &str)]) -> Judgement {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                value.parse().unwrap(),
            );
        }
        Guard::new(8420).judge(&method.parse().unwrap(), &uri.parse().unwrap(), &map)
    }

    fn status(judgement: &Judgement) -> u16 {
        match judgement {
            Judgement::Pass => 200,
            Judgement::Elsewhere(_) => 308,
            Judgement::Refused(status, _) => status.as_u16(),
        }
    }

    #[test]
    fn only_our_own_name_is_answered() {
        for (host, expected) in [
            ("localhost:8420", 200),
            ("LOCALHOST:8420", 200),
            ("localhost", 421),
            ("localhost:8421", 421),
            ("localhost.:8420", 421),
            ("evil.example:8420", 421),
            ("localhost:8420.evil.example", 421),
            ("192.168.0.7:8420", 421),
            ("0.0.0.0:8420", 421),
            ("127.0.0.1", 421),
            ("127.0.0.1:8420", 308),
            ("[::1]:8420", 308),
        ] {
            assert_eq!(
                status(&judged("GET", "/", &[("host", host)])),
                expected,
                "{host}"
            );
        }
        assert_eq!(status(&judged("GET", "/", &[])), 421);
        assert_eq!(
            status(&judged(
                "GET",
                "/",
                &[("host", "localhost:8420"), ("host", "evil.example")]
            )),
            421
        );
        assert_eq!(
            status(&judged(
                "GET",
                "http://evil.example/",
                &[("host", "localhost:8420")]
            )),
            421
        );
    }

    #[test]
    fn the_number_leads_to_the_name_and_keeps_the_path() {
        assert_eq!(
            judged(
                "GET",
                "/cases/knee/timeline?before=12",
                &[("host", "127.0.0.1:8420")]
            ),
            Judgement::Elsewhere("http://localhost:8420/cases/knee/timeline?before=12".to_owned())
        );
        assert_eq!(
            status(&judged("POST", "/sign-in", &[("host", "127.0.0.1:8420")])),
            421
        );
    }

    #[test]
    fn only_our_own_pages_change_anything() {
        let ours = "http://localhost:8420";
        for (headers, expected) in [
            // What Chromium sends for our own form, because of `no-referrer`.
            (
                &[("origin", "null"), ("sec-fetch-site", "same-origin")][..],
                200,
            ),
            (&[("origin", ours), ("sec-fetch-site", "same-origin")], 200),
            (&[("sec-fetch-site", "same-origin")], 200),
            (&[("origin", ours)], 200),
            (&[("origin", "null")], 403),
            (&[], 403),
            (&[("origin", ours), ("sec-fetch-site", "same-site")], 403),
            (
                &[
                    ("origin", "http://localhost:3000"),
                    ("sec-fetch-site", "same-site"),
                ],
                403,
            ),
            (&[("origin", "http://localhost:3000")], 403),
            (
                &[
                    ("origin", "http://evil.example"),
                    ("sec-fetch-site", "same-origin"),
                ],
                403,
            ),
            (&[("origin", "null"), ("sec-fetch-site", "cross-site")], 403),
            (&[("origin", ours), ("sec-fetch-site", "none")], 403),
            (&[("origin", ours), ("origin", "http://evil.example")], 403),
        ] {
            let headers = [&[("host", "localhost:8420")], headers].concat();
            assert_eq!(
                status(&judged("POST", "/lock", &headers)),
                expected,
                "{headers:?}"
            );
        }
    }

    #[test]
    fn pictures_and_scripts_are_not_handed_to_other_sites() {
        for (site, mode, expected) in [
            ("same-origin", "no-cors", 200),
            ("none", "navigate", 200),
            ("cross-site", "navigate", 200),
            ("same-site", "no-cors", 403),
            ("cross-site", "no-cors", 403),
            ("cross-site", "cors", 403),
        ] {
            let headers = [
                ("host", "localhost:8420"),
                ("sec-fetch-site", site),
                ("sec-fetch-mode", mode),
            ];
            assert_eq!(
                status(&judged(
                    "GET",
                    "/cases/knee/exhibits/WAQ-1/picture",
                    &headers
                )),
                expected,
                "{site} {mode}"
            );
        }
    }

    #[test]
    fn other_methods_are_refused() {
        for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"] {
            assert_eq!(
                status(&judged(method, "/", &[("host", "localhost:8420")])),
                405
            );
        }
    }

    #[test]
    fn a_server_at_port_80_is_called_without_it() {
        assert_eq!(Guard::new(80).origin(), "http://localhost");
    }
}
