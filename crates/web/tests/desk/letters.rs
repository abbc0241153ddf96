//! A letter on the pages: drafted, filled, stood by with a name, said to be sent; and what holds it back.

use axum::http::StatusCode;

use super::browser::{Served, logged};

const GAPS: [(&str, &str); 10] = [
    ("gap-practice", "Thistlequern Surgery"),
    ("gap-practice-address", "1 Quern Square, Thistlequern"),
    ("gap-practice-phone", "020 7946 0417"),
    ("gap-subject", "Mr Corvin Tallowmere"),
    ("gap-greeting-name", "Mr Tallowmere"),
    ("gap-subject-address", "14 Quern Row\r\nThistlequern"),
    ("gap-conduct", "your message of 11 March"),
    ("gap-signed-by", "Oriel Stavebrook"),
    ("gap-role", "Practice manager"),
    ("gap-signer-phone", "020 7946 0418"),
];

async fn served() -> Served {
    Served::open(|desk| {
        logged(
            desk,
            "message",
            "11 Mar 2026 10:30",
            "Why have you not rung",
            &["declaration"],
            &[],
        );
    })
    .await
}

#[tokio::test]
async fn a_letter_goes_its_way_on_the_pages() {
    let served = served().await;
    let drafted = served
        .post("/cases/knee/letters", &[("template", "warning")])
        .await;
    assert!(drafted.holds("a draft") && drafted.holds("Gaps are open; see above."));
    assert!(
        !drafted.holds("Approve it"),
        "nobody approves what is not whole"
    );
    let mut form = vec![("template", "warning"), ("again", "1")];
    form.extend(GAPS);
    let filled = served.post("/cases/knee/letters", &form).await;
    assert!(filled.holds("Approve it"), "{}", filled.text());
    assert!(filled.holds("What differs from the last draft"));
    assert!(filled.holds("14 Quern Row"));

    let nobody = served
        .post("/cases/knee/letters/1", &[("act", "approved"), ("by", "")])
        .await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.holds("href=\"#by\"") && nobody.holds("14 Quern Row"));
    let approved = served
        .post(
            "/cases/knee/letters/1",
            &[("act", "approved"), ("by", "Oriel Stavebrook")],
        )
        .await;
    let page = served.follow(&approved).await;
    assert!(
        page.holds("Approved by Oriel Stavebrook"),
        "{}",
        page.text()
    );
    let pdf = served.get("/cases/knee/letters/1/pdf").await;
    assert_eq!(
        pdf.header("content-disposition"),
        "attachment; filename=\"warning-1.pdf\""
    );
    assert!(pdf.bytes.starts_with(b"%PDF"));
    assert!(
        served
            .get("/cases/knee/letters/1/docx")
            .await
            .bytes
            .starts_with(b"PK")
    );

    let before = served.entries().await;
    served
        .post(
            "/cases/knee/letters/1",
            &[
                ("act", "sent"),
                ("because", "first-class post"),
                ("when", ""),
            ],
        )
        .await;
    assert_eq!(served.entries().await, before + 2, "a measure and its copy");
    let copy = served.get("/cases/knee/exhibits/WAQ-1/original").await;
    assert_eq!(copy.bytes, pdf.bytes);
    let page = served.get("/cases/knee/letters").await;
    assert!(page.holds("first-class post (#2)"), "{}", page.text());
    assert!(page.holds("They answered") && !page.holds("It was sent<"));
    served
        .post(
            "/cases/knee/letters/1",
            &[("act", "returned"), ("because", "Moved away")],
        )
        .await;
    assert!(served.get("/cases/knee/letters").await.holds("Came back"));
}

#[tokio::test]
async fn what_is_doubted_is_asked_about_and_what_is_out_of_turn_is_refused() {
    let served = served().await;
    let mut form = vec![("template", "warning")];
    form.extend(GAPS);
    form.push(("gap-conduct", "your message of 11 March, which we regret"));
    let drafted = served.post("/cases/knee/letters", &form).await;
    assert!(drafted.holds("To be looked at twice"), "{}", drafted.text());
    let held = served
        .post(
            "/cases/knee/letters/1",
            &[("act", "approved"), ("by", "Oriel Stavebrook")],
        )
        .await;
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(held.holds("href=\"#although\"") && held.holds("value=\"Oriel Stavebrook\""));
    let early = served
        .post(
            "/cases/knee/letters/1",
            &[("act", "sent"), ("because", "post")],
        )
        .await;
    assert!(early.holds("nobody has approved it"), "{}", early.text());
    let none = served.get("/cases/knee/letters/1/pdf").await;
    assert_ne!(none.status, StatusCode::OK);
    served
        .post(
            "/cases/knee/letters/1",
            &[("act", "not-sent"), ("because", "The adviser writes first")],
        )
        .await;
    assert!(
        served
            .get("/cases/knee/letters")
            .await
            .holds("The adviser writes first")
    );
}
