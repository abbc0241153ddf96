//! An import that takes long: how far it is, and its stop; and several files at once.

use std::fmt::Write as _;
use std::time::Duration;

use axum::http::StatusCode;

use super::browser::{Answer, Part, Served};

/// A chat of so many messages of the subject's.
fn chat(messages: usize) -> Vec<u8> {
    let mut chat = String::new();
    for n in 0..messages {
        let (day, hour, minute) = (n / 1_440 + 13, n / 60 % 24, n % 60);
        writeln!(
            chat,
            "{day}/01/2026, {hour:02}:{minute:02} - Corvin T: message {n}"
        )
        .unwrap();
    }
    chat.into_bytes()
}

fn parts<'p>(files: &'p [(&'p str, Vec<u8>)]) -> Vec<Part<'p>> {
    let mut parts = vec![
        Part::Text("account", "Corvin T"),
        Part::Text("mine", "Wren"),
        Part::Text("zone", "Europe/London"),
    ];
    parts.extend(
        files
            .iter()
            .map(|(name, bytes)| Part::File("file", name, bytes)),
    );
    parts
}

/// Follows to the page of long work.
async fn page_of_run(served: &Served, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let address = answer.header("location").to_owned();
    assert!(address.starts_with("/cases/knee/import/run/"), "{address}");
    let page = served.get(&address).await;
    if page.status == StatusCode::OK && !page.holds("Seal ") {
        assert_eq!(page.header("refresh"), "3", "{}", page.text());
    }
    address
}

/// Asks until the page says this.
async fn until(served: &Served, address: &str, said: impl Fn(&Answer) -> bool) -> Answer {
    for _ in 0..6_000 {
        let page = served.get(address).await;
        if said(&page) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it never came to that");
}

async fn seal(served: &Served, token: &str) -> Answer {
    let fields = [("token", token), ("act", "seal")];
    served.post("/cases/knee/import/seal", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_import_shows_how_far_it_is_stops_where_nothing_is_lost_and_goes_on() {
    const ALL: usize = 12_000;
    let served = Served::impatient().await;
    let files = [("WhatsApp Chat with C.txt", chat(ALL))];
    let looked = served
        .post_files("/cases/knee/import", &parts(&files))
        .await;
    let address = page_of_run(&served, &looked).await;
    let preview = until(&served, &address, |page| page.holds("Look before you seal")).await;
    assert!(preview.holds("Seal 12,000 messages"), "{}", preview.text());
    assert!(preview.header("refresh").is_empty());
    let again = served.get(&address).await;
    assert!(again.holds("Seal 12,000 messages"), "it can be loaded anew");
    assert_eq!(served.entries().await, 1, "nothing was stored");

    let sealing = seal(&served, &preview.hidden("token")).await;
    let address = page_of_run(&served, &sealing).await;
    let seen = until(&served, &address, |page| page.holds("sealed and safe")).await;
    for shown in ["<dd>12,000</dd>", "max=\"12000\"", ">Stop</button>"] {
        assert!(seen.holds(shown), "{shown}: {}", seen.text());
    }
    let stop = served.post(&address, &[("act", "stop")]).await;
    assert_eq!(stop.header("location"), address);
    let stopped = until(&served, &address, |page| page.holds("Stopped")).await;
    assert!(
        stopped.holds("of 12,000 are sealed, and stay."),
        "{}",
        stopped.text()
    );
    let kept = served.entries().await;
    assert!((1_500..12_000).contains(&kept), "{kept}");

    let sealing = seal(&served, &stopped.hidden("token")).await;
    let address = page_of_run(&served, &sealing).await;
    let ended = until(&served, &address, |page| {
        page.status == StatusCode::SEE_OTHER
    })
    .await;
    let saved = served.follow(&ended).await;
    assert!(
        saved.holds("12,000 messages were taken in."),
        "{}",
        saved.text()
    );
    // The case, the import and its extract, and each message once.
    assert_eq!(served.entries().await, 3 + ALL as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_that_is_stopped_stores_nothing_and_keeps_the_file() {
    let served = Served::impatient().await;
    let files = [("WhatsApp Chat with C.txt", chat(30_000))];
    let looked = served
        .post_files("/cases/knee/import", &parts(&files))
        .await;
    let address = looked.header("location").to_owned();
    served.post(&address, &[]).await;
    let form = until(&served, &address, |page| page.header("refresh").is_empty()).await;
    assert!(
        form.holds("The file you chose is still here."),
        "{}",
        form.text()
    );
    assert_eq!(served.entries().await, 1);
}

#[tokio::test]
async fn a_page_of_work_that_nobody_knows_leads_to_the_import() {
    let served = Served::open(|_| {}).await;
    for answer in [
        served.get("/cases/knee/import/run/00").await,
        served.post("/cases/knee/import/run/00", &[]).await,
    ] {
        assert_eq!(answer.header("location"), "/cases/knee/import");
    }
}

fn part(number: u8) -> (&'static str, Vec<u8>) {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/set/facebook");
    let name = match number {
        1 => "facebook-ada-2026-03-01-abc-part-1.zip",
        _ => "facebook-ada-2026-03-01-abc-part-2.zip",
    };
    (name, std::fs::read(folder.join(name)).unwrap())
}

#[tokio::test]
async fn the_parts_of_one_download_are_chosen_together_and_are_one_import() {
    let served = Served::open(|_| {}).await;
    let files = [part(2), part(1)];
    let mut sent = parts(&files);
    sent.push(Part::Text("account", "Ned Harrow"));
    let preview = served.post_files("/cases/knee/import", &sent).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    for shown in ["part-1.zip and 1 more", "Seal 1 message"] {
        assert!(preview.holds(shown), "{shown}: {}", preview.text());
    }
    let sealed = seal(&served, &preview.hidden("token")).await;
    let saved = served.follow(&sealed).await;
    assert!(saved.holds("1 message was taken in."), "{}", saved.text());

    // One of them alone says what is missing.
    let files = [part(2)];
    let alone = served
        .post_files("/cases/knee/import", &parts(&files))
        .await;
    assert!(alone.holds("number 1"), "{}", alone.text());
}

#[tokio::test]
async fn exports_that_do_not_belong_together_are_not_taken_together() {
    let served = Served::open(|_| {}).await;
    let files = [("one.txt", chat(3)), ("other.txt", chat(4))];
    let answer = served
        .post_files("/cases/knee/import", &parts(&files))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.holds("These are 2 exports that are not parts of one download."),
        "{}",
        answer.text()
    );
    assert!(answer.holds("Corvin T"), "what was typed is kept");
    assert_eq!(served.entries().await, 1);
}
