//! Dates that files say of themselves, offered on the form of a contact and never assumed.

use axum::http::StatusCode;

use super::browser::{Answer, Part, Served};

/// Taken on 14 February 2014 at 10:30, says its camera, and not in which zone.
fn taken() -> Vec<u8> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/dated");
    std::fs::read(corpus.join("f97-local.jpg")).unwrap()
}

/// A picture that says nothing of itself.
const PLAIN: &[u8] = b"\x89PNG\r\n\x1a\n and no more";
const SCREEN: &str = "Screenshot_20260209-210105.png";
const TAKEN: &str = "14 Feb 2014, 10:30";

async fn save(served: &Served, parts: &[Part<'_>]) -> Answer {
    served.post_files("/cases/knee/log", parts).await
}

fn typed<'p>() -> Vec<Part<'p>> {
    vec![
        Part::Text("words", "A card with her number"),
        Part::Text("how", "card"),
    ]
}

/// The dates that came back, as they are sent with the form.
fn offered(form: &Answer) -> Vec<String> {
    let text = form.text();
    let start = "name=\"when-offered\" value=\"";
    let all = text.split(start).skip(1);
    all.map(|rest| rest.split('"').next().unwrap().replace("&#39;", "'"))
        .collect()
}

#[tokio::test]
async fn a_date_is_offered_once_and_counts_only_if_it_is_chosen() {
    let served = Served::open(|_| {}).await;
    let picture = taken();
    let mut first = typed();
    first.push(Part::Text("when", "now"));
    first.push(Part::File("files", "letter.jpg", &picture));
    first.push(Part::File("files", SCREEN, PLAIN));
    let form = save(&served, &first).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert_eq!(served.entries().await, 1, "nothing was saved");
    for shown in [
        "Not saved yet.",
        "letter.jpg",
        SCREEN,
        "A card with her number",
    ] {
        assert!(form.holds(shown), "{shown}: {}", form.text());
    }
    let dates = offered(&form);
    assert!(dates[0].contains(TAKEN) && dates.len() == 2, "{dates:?}");
    assert!(
        form.holds("id=\"w-now\" value=\"now\" checked"),
        "none is chosen yet"
    );

    // Another file comes first now: the date is that of the file that said it all the same.
    let kept = form.hidden("kept");
    let mut second = typed();
    second.extend([
        Part::Text("when", "file-0"),
        Part::Text("when-offered", &dates[0]),
        Part::Text("when-offered", &dates[1]),
        Part::File("files", "IMG-20240105-WA0001.jpg", PLAIN),
        Part::Text("kept", &kept),
    ]);
    let saved = save(&served, &second).await;
    assert_eq!(
        saved.header("location"),
        "/cases/knee/saved/1",
        "{}",
        saved.text()
    );
    let entry = served.get("/cases/knee/entries/1").await;
    assert!(entry.holds("14 February 2014"), "{}", entry.text());
    assert!(
        entry.holds("The date is what the file says of itself (EXIF DateTimeOriginal)"),
        "{}",
        entry.text()
    );
    // The case, the contact, three files.
    assert_eq!(served.entries().await, 5);
}

#[tokio::test]
async fn just_now_stands_where_the_person_leaves_it() {
    let served = Served::open(|_| {}).await;
    let picture = taken();
    let mut first = typed();
    first.push(Part::Text("when", "now"));
    first.push(Part::File("photo", "letter.jpg", &picture));
    let form = save(&served, &first).await;
    let (kept, dates) = (form.hidden("kept"), offered(&form));
    let mut second = typed();
    second.push(Part::Text("when", "now"));
    second.push(Part::Text("when-offered", &dates[0]));
    second.push(Part::Text("kept", &kept));
    let saved = save(&served, &second).await;
    assert_eq!(
        saved.header("location"),
        "/cases/knee/saved/1",
        "{}",
        saved.text()
    );
    let entry = served.get("/cases/knee/entries/1").await;
    assert!(
        entry.holds("12 March 2026") && !entry.holds("says of itself"),
        "{}",
        entry.text()
    );
}

#[tokio::test]
async fn nothing_is_offered_where_somebody_said_when_or_the_file_says_now() {
    let picture = taken();
    for (when, name, bytes) in [
        ("unsure", "letter.jpg", picture.as_slice()),
        ("today", "letter.jpg", picture.as_slice()),
        ("now", "letter.jpg", PLAIN),
        // 5:41pm, eleven minutes ago; and a day that is today.
        ("now", "Screenshot_20260312-174100.png", PLAIN),
        ("now", "IMG-20260312-WA0001.jpg", PLAIN),
    ] {
        let served = Served::open(|_| {}).await;
        let mut parts = typed();
        parts.push(Part::Text("when", when));
        parts.push(Part::File("files", name, bytes));
        let saved = save(&served, &parts).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "{when} {name}: {}",
            saved.text()
        );
    }
}

#[tokio::test]
async fn a_date_whose_file_was_left_out_is_asked_about() {
    let served = Served::open(|_| {}).await;
    let mut parts = typed();
    parts.push(Part::Text("when", "file-0"));
    parts.push(Part::Text(
        "when-offered",
        "taken 14 Feb 2014, 10:30:00 (made up)",
    ));
    let form = save(&served, &parts).await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(form.holds("Say which day it was."), "{}", form.text());
    assert_eq!(served.entries().await, 1);
}
