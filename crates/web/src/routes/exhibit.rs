//! `/cases/NAME/exhibits/REF`: an original, as far as it can safely be seen, and its download.
//!
//! What is shown was written anew by the desk's preview; the original leaves as bytes only. Pictures
//! are decoded after the desk was let go, so that a heavy one keeps nobody waiting.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use standfast_desk::acts::attach::is_message;
use standfast_desk::acts::exhibit::ListedExhibit;
use standfast_desk::looks::preview::{self, NotShown, PICTURE_BYTES, Picture};
use standfast_desk::{Desk, DeskError};
use tokio::sync::mpsc;

use super::line::is_picture;
use super::{Around, steps};
use crate::download;
use crate::labels::capital;
use crate::mail;
use crate::pages::exhibit::{Exhibit, View};
use crate::pages::frame::Section;
use crate::pages::grouped;
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Dots along the longer side of a picture on its page, and beside its entry.
const LARGE: u32 = 1600;
const SMALL: u32 = 192;
/// A browser that takes no more bytes for so long has given up.
const STALLED: Duration = Duration::from_secs(30);
/// Parts of a download that wait to be taken.
const AHEAD: usize = 8;

/// `WAQ-3` in an address is `WAQ/3`.
fn reference(named: &str) -> String {
    named.rsplit_once('-').map_or_else(
        || named.to_owned(),
        |(initials, number)| format!("{initials}/{number}"),
    )
}

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, at)): Path<(String, String)>,
) -> Response {
    let found = Arc::new(Mutex::new(None));
    let held = Arc::clone(&found);
    let answer = site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Exhibit", Section::Timeline)?;
        let listed = listed(desk, &around.shown.name, &reference(&at))?;
        let exhibit = &listed.exhibit;
        let address = format!("{}/exhibits/{at}", around.base);
        let media_type = exhibit.media_type.clone().unwrap_or_default();
        let view = view(
            desk,
            &around.shown.name,
            exhibit.bytes,
            &exhibit.reference,
            &media_type,
            &address,
        )?;
        let mut facts = vec![("Kind of file", Words::from(media_type))];
        for (label, value) in [
            ("Produced by", &exhibit.produced_by),
            ("Found", &exhibit.found),
        ] {
            if let Some(value) = value {
                facts.push((label, Words::from(value.as_str())));
            }
        }
        if let Some(claimed) = &exhibit.claimed {
            let doubt = claimed.doubt.as_deref().unwrap_or_default();
            facts.push((
                "Date that the file claims",
                Words::from(format!(
                    "{} ({doubt})",
                    capital(&times::said(&claimed.text))
                )),
            ));
        }
        let recorded = desk
            .contact_show(&around.shown.name, listed.n)?
            .entry
            .recorded;
        facts.push((
            "Recorded",
            Words::from(format!(
                "{}, entry {}",
                around.times.moment(recorded),
                listed.n
            )),
        ));
        let shown = Exhibit {
            inside: None,
            caption: around.caption(),
            reference: exhibit.reference.clone(),
            what: Words::from(exhibit.what.clone().unwrap_or_else(|| exhibit.name.clone())),
            view,
            download: format!("{address}/original"),
            name: Words::from(exhibit.name.as_str()),
            size: format!(
                "{} {}",
                grouped(exhibit.bytes),
                if exhibit.bytes == 1 { "byte" } else { "bytes" }
            ),
            sha256: exhibit.sha256.clone(),
            facts,
            continuity: listed
                .continuity
                .iter()
                .map(|moved| {
                    Words::from(format!(
                        "{}: {}",
                        times::said(&moved.occurred.text),
                        moved.to
                    ))
                })
                .collect(),
            belongs: exhibit
                .of
                .map(|n| steps::causes(&[n], &around))
                .and_then(|mut links| links.pop()),
            frame: around.frame,
        };
        let answer = page(StatusCode::OK, &shown);
        // One that cannot be read is said to be so where it is asked for.
        if let View::Picture { .. } = shown.view
            && let Ok(original) = whole(desk, &around.shown.name, &exhibit.reference, PICTURE_BYTES)
        {
            *held.lock().unwrap_or_else(PoisonError::into_inner) = Some((shown, original, address));
        }
        Ok(answer)
    });
    let answer = answer.await;
    let found = found.lock().unwrap_or_else(PoisonError::into_inner).take();
    match found {
        Some((shown, original, address)) => with_what_is_inside(shown, original, &address)
            .await
            .unwrap_or(answer),
        None => answer,
    }
}

/// The page of a picture that holds a small one which does not look like it. `None`: it holds none.
async fn with_what_is_inside(
    mut shown: Exhibit,
    original: Vec<u8>,
    address: &str,
) -> Option<Response> {
    let differs = tokio::task::spawn_blocking(move || preview::differs_inside(&original));
    // A decoder that failed says nothing of what is inside.
    if differs.await.ok()?? {
        shown.inside = Some(format!("{address}/inside"));
        return Some(page(StatusCode::OK, &shown));
    }
    None
}

fn listed(desk: &Desk, case: &str, reference: &str) -> Result<ListedExhibit, DeskError> {
    desk.exhibit_list(case)?
        .into_iter()
        .find(|listed| listed.exhibit.reference == reference)
        .ok_or_else(|| DeskError::NoExhibit {
            reference: reference.to_owned(),
            case: case.to_owned(),
        })
}

fn view(
    desk: &Desk,
    case: &str,
    bytes: u64,
    reference: &str,
    media_type: &str,
    address: &str,
) -> Result<View, DeskError> {
    if is_picture(media_type) {
        let small = bytes <= PICTURE_BYTES as u64;
        let src = format!("{address}/picture");
        return Ok(if small {
            View::Picture { src }
        } else {
            View::Nothing(NotShown::TooLarge)
        });
    }
    let text = media_type.starts_with("text/");
    let limit = if text {
        preview::TEXT_BYTES * 16
    } else {
        mail::MAIL_BYTES
    };
    if !text && !is_message(media_type) {
        return Ok(View::Nothing(NotShown::Kind));
    }
    if bytes > limit as u64 {
        return Ok(View::Nothing(NotShown::TooLarge));
    }
    let original = whole(desk, case, reference, limit)?;
    Ok(if text {
        preview::text(&original).map_or_else(View::Nothing, View::Text)
    } else {
        mail::view(&original)
    })
}

/// An original of at most `limit` bytes, checked against what was sealed.
fn whole(desk: &Desk, case: &str, reference: &str, limit: usize) -> Result<Vec<u8>, DeskError> {
    let mut bounded = Bounded {
        bytes: Vec::new(),
        limit,
    };
    desk.exhibit_export(case, reference, &mut bounded)?;
    Ok(bounded.bytes)
}

/// Memory with an end.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl Write for Bounded {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + part.len() > self.limit {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) async fn picture(
    signed: SignedIn<OpenDesk>,
    Path((named, at)): Path<(String, String)>,
) -> Response {
    drawn(signed, named, &at, |original| {
        preview::picture(original, LARGE)
    })
    .await
}

pub(super) async fn inside(
    signed: SignedIn<OpenDesk>,
    Path((named, at)): Path<(String, String)>,
) -> Response {
    drawn(signed, named, &at, |original| {
        preview::inside(original, LARGE)
    })
    .await
}

pub(super) async fn small(
    signed: SignedIn<OpenDesk>,
    Path((named, at)): Path<(String, String)>,
) -> Response {
    drawn(signed, named, &at, |original| {
        preview::picture(original, SMALL)
    })
    .await
}

async fn drawn(
    signed: SignedIn<OpenDesk>,
    case: String,
    at: &str,
    draw: impl FnOnce(&[u8]) -> Result<Picture, NotShown> + Send + 'static,
) -> Response {
    let reference = reference(at);
    let worked = tokio::task::spawn_blocking(move || -> Option<Picture> {
        let original = {
            let desk = signed.opened.desk().ok()?;
            whole(&desk, &case, &reference, PICTURE_BYTES).ok()?
        };
        draw(&original).ok()
    });
    match worked.await {
        Ok(Some(drawn)) => (
            [(
                header::CONTENT_TYPE,
                HeaderValue::from_static(drawn.media_type),
            )],
            drawn.bytes,
        )
            .into_response(),
        // A broken picture, or one that made its decoder fail: the page beside says what it is.
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(super) async fn original(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, at)): Path<(String, String)>,
) -> Response {
    let (parts, taken) = mpsc::channel(AHEAD);
    let runtime = tokio::runtime::Handle::current();
    let opened = Arc::clone(&signed.opened);
    let case = named.clone();
    site.at_desk(signed, move |desk, _| {
        let listed = listed(desk, &case, &reference(&at))?;
        let exhibit = listed.exhibit;
        let length = HeaderValue::from(exhibit.bytes);
        let headers = download::headers(&exhibit.name);
        // Works on after this answer began: the desk is taken again, part by part of the file.
        tokio::task::spawn_blocking(move || {
            let mut leaving = Leaving { runtime, parts };
            let sent = match opened.desk() {
                Ok(desk) => desk
                    .exhibit_export(&case, &exhibit.reference, &mut leaving)
                    .is_ok(),
                Err(_) => false,
            };
            if !sent {
                // An end that is missing, or bytes that are not those sealed: the browser must not
                // call the file whole.
                leaving.fail();
            }
        });
        let mut answer = (headers, Body::from_stream(Parts(taken))).into_response();
        answer.headers_mut().insert(header::CONTENT_LENGTH, length);
        Ok(answer)
    })
    .await
}

/// The end of a file on its way to a browser, seen from the vault.
struct Leaving {
    runtime: tokio::runtime::Handle,
    parts: mpsc::Sender<io::Result<Bytes>>,
}

impl Leaving {
    fn send(&self, part: io::Result<Bytes>) -> io::Result<()> {
        let sent = self
            .runtime
            .block_on(tokio::time::timeout(STALLED, self.parts.send(part)));
        match sent {
            Ok(Ok(())) => Ok(()),
            _ => Err(io::Error::from(io::ErrorKind::BrokenPipe)),
        }
    }

    fn fail(&self) {
        // Nobody may be there any more to be told.
        let _ = self.send(Err(io::Error::from(io::ErrorKind::InvalidData)));
    }
}

impl Write for Leaving {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        self.send(Ok(Bytes::copy_from_slice(part)))?;
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The same, seen from the browser.
struct Parts(mpsc::Receiver<io::Result<Bytes>>);

impl Stream for Parts {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
