//! Logging a contact: saved once, whole, and never lost.

use axum::http::StatusCode;
use std::sync::atomic::Ordering;

use super::browser::{NOW, Part, Served, card};

const WORDS: &str = "He waited at the gate & said \u{201c}soon\u{201d} <b>.";

#[tokio::test]
async fn a_contact_with_a_photo_is_saved_and_shown() {
    let served = Served::open(|_| {}).await;
    let form = served.get("/cases/knee/log").await;
    assert!(form.holds("Just now, 5:52pm"));
    let (once, opened) = (form.hidden("once"), form.hidden("opened"));
    // The form stood open for four minutes: "just now" is when it was opened.
    served.clock.fetch_add(240, Ordering::Relaxed);
    let parts = [
        Part::Text("once", &once),
        Part::Text("opened", &opened),
        Part::Text("words", WORDS),
        Part::Text("when", "now"),
        // What the picture says of itself was shown, and not chosen.
        Part::Text("when-offered", "taken 9 Feb 2026, 18:02"),
        Part::Text("how", "attendance-work"),
        Part::Text("sign", "fear"),
        Part::Text("sign", "waiting-for"),
        Part::File("photo", "card.jpg", card()),
        Part::File("files", "", b""),
        Part::Text("exact", "You will answer me."),
        Part::Text("from", "subject"),
        Part::Text("witness", "R. Desk\r\n\r\nP. Manager"),
        Part::Text("effect", "Shaking"),
        Part::Text("note", "Ask about the camera"),
    ];
    let answer = served.post_files("/cases/knee/log", &parts).await;
    assert_eq!(answer.header("location"), "/cases/knee/saved/1");
    let saved = served.follow(&answer).await;
    assert!(
        saved.holds("Saved. <span class=\"sf-nowrap\">Entry 1, 5:56pm</span>"),
        "{}",
        saved.text()
    );
    assert!(saved.holds("Exhibit WAQ/1."));
    assert!(
        saved.holds("Call 999 now if you are in danger."),
        "fear was ticked"
    );
    let timeline = served.get("/cases/knee/timeline").await;
    for shown in [
        "Thursday 12 March 2026",
        "Came to my work",
        "5:52pm. Corvin Tallowmere to Dr W. A. Quillmarsh",
        "He waited at the gate &#38; said \u{201c}soon\u{201d} &#60;b&#62;.",
        "Waited for me",
        "R. Desk, P. Manager",
        "Shaking",
        "Show the patient\u{2019}s words",
        "You will answer me.",
        "<img src=\"/cases/knee/exhibits/WAQ-1/small\"",
    ] {
        assert!(timeline.holds(shown), "{shown} is missing");
    }
    assert!(
        !timeline.holds("Ask about the camera"),
        "the note is in the private log"
    );
    let small = served.get("/cases/knee/exhibits/WAQ-1/small").await;
    assert_eq!(
        (small.status, small.header("content-type")),
        (StatusCode::OK, "image/jpeg")
    );
    let original = served.get("/cases/knee/exhibits/WAQ-1/original").await;
    assert_eq!(original.bytes, card(), "byte for byte");

    // Save pressed twice is one entry.
    let again = served.post_files("/cases/knee/log", &parts).await;
    assert_eq!(again.header("location"), "/cases/knee/saved/1");
    assert_eq!(served.entries().await, 3);
}

#[tokio::test]
async fn a_form_to_mend_keeps_every_word_and_every_file() {
    let served = Served::open(|_| {}).await;
    let parts = [
        Part::Text("words", WORDS),
        Part::Text("when", "other"),
        Part::Text("when-other", "31 February"),
        Part::Text("how", "gift"),
        Part::Text("sign", "fear"),
        Part::File("photo", "card.jpg", card()),
        Part::Text("effect", "Shaking"),
        Part::Text("note", "Mine"),
    ];
    let back = served.post_files("/cases/knee/log", &parts).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "<title>Error: Log",
        "href=\"#when-other\"",
        "He waited at the gate &#38; said \u{201c}soon\u{201d} &#60;b&#62;.</textarea>",
        "value=\"31 February\"",
        "id=\"how-gift\" value=\"gift\" checked",
        "id=\"s-fear\" value=\"fear\" checked",
        "Shaking</textarea>",
        "Mine</textarea>",
        "<bdi>card.jpg</bdi>",
    ] {
        assert!(back.holds(kept), "lost: {kept}");
    }
    assert_eq!(served.entries().await, 1, "nothing was stored");
    let kept = back.hidden("kept");
    let mended = [
        Part::Text("words", WORDS),
        Part::Text("when", "other"),
        Part::Text("when-other", "28 Feb 2026"),
        Part::Text("how", "gift"),
        Part::Text("kept", &kept),
    ];
    let saved = served.post_files("/cases/knee/log", &mended).await;
    let saved = served.follow(&saved).await;
    assert!(
        saved.holds("Exhibit WAQ/1."),
        "the photo was not chosen again"
    );
    assert_eq!(
        served
            .get("/cases/knee/exhibits/WAQ-1/original")
            .await
            .bytes,
        card()
    );
}

#[tokio::test]
async fn any_one_answer_is_enough_and_none_is_asked_for_kindly() {
    let served = Served::open(|_| {}).await;
    for part in [
        Part::Text("words", "A silent call"),
        Part::Text("how", "call"),
        Part::File("files", "a.txt", b"x"),
    ] {
        let answer = served
            .post_files("/cases/knee/log", &[part, Part::Text("when", "unsure")])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let empty = served
        .post_files(
            "/cases/knee/log",
            &[Part::Text("words", "  "), Part::Text("when", "now")],
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.holds("Say in a few words what happened, choose how it came, or add a file."));
    let nothing = served
        .post_files("/cases/knee/log", &[Part::File("files", "empty.jpg", b"")])
        .await;
    assert!(
        nothing.holds("\u{201c}empty.jpg\u{201d} was left out: the file is empty."),
        "{}",
        nothing.text()
    );
}

#[tokio::test]
async fn times_are_taken_as_people_say_them() {
    let served = Served::open(|_| {}).await;
    for (when, field, words, shown) in [
        (
            "today",
            "when-today",
            "about half past four",
            "About 4:30pm. ",
        ),
        ("today", "when-today", "", "Thursday 12 March 2026"),
        (
            "other",
            "when-other",
            "yesterday evening",
            "Wednesday 11 March 2026",
        ),
        ("about", "when-about", "some time in January", "January"),
        (
            "unsure",
            "when-unsure",
            "before Christmas",
            "When: not sure; before Christmas",
        ),
    ] {
        let parts = [
            Part::Text("words", "w"),
            Part::Text("when", when),
            Part::Text(field, words),
        ];
        let answer = served.post_files("/cases/knee/log", &parts).await;
        let n = answer
            .header("location")
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        let timeline = served.get("/cases/knee/timeline").await.text();
        let entry = served.get(&format!("/cases/knee/entries/{n}")).await.text();
        assert!(
            timeline.contains(shown) || entry.contains(shown),
            "{when} {words}: {}",
            answer.text()
        );
    }
    let left = [
        Part::Text("words", "w"),
        Part::Text("when", "about"),
        Part::Text("when-about", " "),
    ];
    assert!(
        served
            .post_files("/cases/knee/log", &left)
            .await
            .holds("or choose \u{201c}Not sure\u{201d}.")
    );
}

#[tokio::test]
async fn what_meets_the_lock_waits_behind_it() {
    let mut served = Served::open(|_| {}).await;
    served.clock.store(NOW + 3_600, Ordering::Relaxed);
    let parts = [
        Part::Text("words", WORDS),
        Part::Text("when", "unsure"),
        Part::File("photo", "card.jpg", card()),
    ];
    let cover = served.post_files("/cases/knee/log", &parts).await;
    assert_eq!(cover.status, StatusCode::UNAUTHORIZED);
    assert!(
        cover.holds("What you had typed is kept.") && !cover.holds("gate"),
        "the cover shows none of it"
    );
    served.sign_in().await;
    let form = served.get("/cases/knee/log").await;
    assert!(
        form.holds("It is not saved yet.")
            && form.holds("He waited at the gate")
            && form.holds("card.jpg")
    );
    assert!(
        !served.get("/cases/knee/log").await.holds("He waited"),
        "given back once"
    );

    let stranger = Served::locked(|_| {});
    let cover = stranger.post_files("/cases/knee/log", &parts).await;
    assert_eq!(cover.status, StatusCode::UNAUTHORIZED);
    assert!(!cover.holds("kept"));
}

#[tokio::test]
async fn a_file_that_comes_later_is_added_to_its_entry() {
    let served = Served::open(|desk| {
        super::browser::logged(desk, "letter", "yesterday", "A letter", &[], &[]);
    })
    .await;
    let none = served
        .post_files(
            "/cases/knee/entries/1/files",
            &[Part::File("files", "", b"")],
        )
        .await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.holds("Choose a file."));
    let added = served
        .post_files(
            "/cases/knee/entries/1/files",
            &[Part::File("files", "card.jpg", card())],
        )
        .await;
    let entry = served.follow(&added).await;
    assert!(entry.holds("WAQ/1, card.jpg"), "{}", entry.text());
}
