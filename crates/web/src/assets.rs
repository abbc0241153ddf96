//! The three files beside the pages. They hold nothing of any vault, so a browser may keep them.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// `no-cache`: kept, but asked about each time, so that a new version is never mixed with the
/// sheet of an old one.
const KEPT: HeaderValue = HeaderValue::from_static("no-cache");

fn named(name: &str) -> Option<(&'static [u8], &'static str)> {
    match name {
        "style.css" => Some((
            include_bytes!("../assets/style.css"),
            "text/css; charset=utf-8",
        )),
        "leave.js" => Some((
            include_bytes!("../assets/leave.js"),
            "text/javascript; charset=utf-8",
        )),
        "icon.svg" => Some((include_bytes!("../assets/icon.svg"), "image/svg+xml")),
        _ => None,
    }
}

/// `GET /assets/NAME`.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some((bytes, kind)) = named(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", hex::encode(Sha256::digest(bytes)));
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""));
    let common: [(HeaderName, HeaderValue); 3] = [
        (header::CACHE_CONTROL, KEPT),
        (header::ETAG, tag),
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
    ];
    if known {
        (StatusCode::NOT_MODIFIED, common).into_response()
    } else {
        (common, bytes).into_response()
    }
}
