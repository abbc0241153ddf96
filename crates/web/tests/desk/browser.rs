//! A vault with one case in a temporary folder, its pages, and a browser without script.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::Timestamp;
use standfast_desk::acts::attach::Attached;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::vault::{Create, Mode, OsEntropy, Place, SecretString, Unlock};
use standfast_desk::{Clock, Desk};
use standfast_web::routes;
use standfast_web::server::Site;
use standfast_web::vault::{Daybook, VaultDoors};
use tempfile::TempDir;
use tower::ServiceExt;

pub const WORDS: &str = "oak tin rope";
/// 12 March 2026, 5:52pm in London.
pub const NOW: i64 = 1_773_337_920;

/// One vault, served.
pub struct Served {
    pub folder: TempDir,
    router: Router,
    pub clock: Arc<AtomicI64>,
    pub cookie: String,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

struct Shown(Arc<AtomicI64>);

impl Clock for Shown {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

fn vault_folder(folder: &TempDir) -> PathBuf {
    folder.path().join("vault")
}

/// A part of a form with files.
pub enum Part<'p> {
    Text(&'p str, &'p str),
    File(&'p str, &'p str, &'p [u8]),
}

impl Served {
    /// A vault with the case `knee`, served and not yet signed in.
    pub fn locked(prepare: impl FnOnce(&mut Desk)) -> Self {
        Self::locked_with(prepare, |site| site)
    }

    fn locked_with(prepare: impl FnOnce(&mut Desk), set: impl FnOnce(Daybook) -> Daybook) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(NOW));
        let (vault, state) = (vault_folder(&folder), folder.path().join("state"));
        std::fs::create_dir(&state).unwrap();
        let place = Place {
            folder: &vault,
            state: Some(&state),
        };
        let how = Create {
            passphrase: SecretString::from(WORDS.to_owned()),
            demonstration: true,
            created: Timestamp::from_second(NOW - 90_000).unwrap(),
        };
        let mut desk = Desk::create(
            &place,
            how,
            Box::new(Shown(Arc::clone(&clock))),
            Box::new(OsEntropy),
        )
        .unwrap()
        .desk;
        let said = |word: &str| Some(word.to_owned());
        let case = SaidCase {
            clinician: said("Dr W. A. Quillmarsh"),
            initials: said("WAQ"),
            setting: said("gp"),
            jurisdiction: said("england"),
            subject: said("Corvin Tallowmere"),
            ..SaidCase::default()
        };
        desk.case_new("knee", case).unwrap();
        prepare(&mut desk);
        desk.close().unwrap();
        let shown = Arc::clone(&clock);
        let clocks = Box::new(move || -> Box<dyn Clock> { Box::new(Shown(Arc::clone(&shown))) });
        let doors = VaultDoors::new(vault, Some(state), clocks, true);
        let seen = Arc::clone(&clock);
        let now = move || Timestamp::from_second(seen.load(Ordering::Relaxed)).unwrap();
        let router = set(Site::new(doors, 8420, now)).router(routes::pages());
        Self {
            folder,
            router,
            clock,
            cookie: String::new(),
        }
    }

    /// The same, signed in.
    pub async fn open(prepare: impl FnOnce(&mut Desk)) -> Self {
        let mut served = Self::locked(prepare);
        served.sign_in().await;
        served
    }

    /// One that leads to the page of long work at once.
    pub async fn impatient() -> Self {
        let mut served = Self::locked_with(|_| {}, |site| site.patient(Duration::ZERO));
        served.sign_in().await;
        served
    }

    pub async fn sign_in(&mut self) {
        let answer = self.post("/sign-in", &[("passphrase", WORDS)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let set = answer.header("set-cookie");
        self.cookie = set.split(';').next().unwrap().to_owned();
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.unwrap_or_default().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost:8420")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &self.cookie)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        let request = self
            .request("POST", path)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.join("&"))).unwrap())
            .await
    }

    pub async fn post_files(&self, path: &str, parts: &[Part<'_>]) -> Answer {
        let mut body = Vec::new();
        for part in parts {
            match part {
                Part::Text(name, value) => body.extend(
                    format!("--mark\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
                ),
                Part::File(name, file, bytes) => {
                    let head = format!(
                        "--mark\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                         content-type: application/octet-stream\r\n\r\n"
                    );
                    body.extend(head.bytes());
                    body.extend_from_slice(bytes);
                    body.extend(b"\r\n");
                }
            }
        }
        body.extend(b"--mark--\r\n");
        let request = self
            .request("POST", path)
            .header("content-type", "multipart/form-data; boundary=mark");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Follows where an answer leads.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        self.get(answer.header("location")).await
    }

    /// How many entries the record log of the case has, by the page of cases.
    pub async fn entries(&self) -> u64 {
        let text = self.get("/").await.text();
        let at = text.split(" entr").next().unwrap();
        at.rsplit(|c: char| !c.is_ascii_digit() && c != ',')
            .next()
            .unwrap()
            .replace(',', "")
            .parse()
            .unwrap()
    }

    /// Locks, and opens the vault as somebody else would.
    pub async fn leave_and_open(self) -> (Desk, TempDir) {
        self.get("/leave").await;
        let Self {
            folder,
            router,
            clock,
            ..
        } = self;
        drop(router);
        let place = Place {
            folder: &vault_folder(&folder),
            state: None,
        };
        let key = Unlock::Passphrase(SecretString::from(WORDS.to_owned()));
        let desk = Desk::open(
            &place,
            &key,
            Mode::Read,
            Box::new(Shown(clock)),
            Box::new(OsEntropy),
        )
        .unwrap();
        (desk, folder)
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn holds(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let start = format!("name=\"{name}\" value=\"");
        text.split(&start)
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned()
    }
}

fn escaped(value: &str) -> String {
    value
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

/// The card of the examples, a JPEG.
pub fn card() -> &'static [u8] {
    include_bytes!("../../../../examples/knee/card.jpg")
}

/// Logs a contact by the desk.
pub fn logged(
    desk: &mut Desk,
    channel: &str,
    when: &str,
    words: &str,
    signs: &[&str],
    files: &[(&str, &[u8])],
) -> u64 {
    let attach = files
        .iter()
        .map(|(name, bytes)| Attached::new(*name, Box::new(std::io::Cursor::new(bytes.to_vec()))))
        .collect();
    let said = SaidContact {
        channel: Some(channel.to_owned()),
        when: Some(when.to_owned()),
        words: Some(words.to_owned()),
        signs: signs.iter().map(|sign| (*sign).to_owned()).collect(),
        attach,
        ..SaidContact::default()
    };
    desk.contact_add("knee", said).unwrap().n
}
