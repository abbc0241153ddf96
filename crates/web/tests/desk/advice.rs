//! Outcomes, reviews, clocks and figures, as pages.

use axum::http::StatusCode;

use super::browser::Served;

#[tokio::test]
async fn an_outcome_is_saved_once_and_a_slip_keeps_what_was_typed() {
    let served = Served::open(|_| {}).await;
    let form = served.get("/cases/knee/outcome").await;
    assert!(form.holds("12 March 2033, as proposed"), "{}", form.text());
    assert!(
        form.holds("value=\"later\" checked"),
        "nothing is decided for anybody"
    );
    let once = form.hidden("once");

    let slips = [
        ("once", once.as_str()),
        ("kind", ""),
        ("when", "31 Feb 2026"),
        ("words", "Dr Sedge took over."),
        ("keep", "day"),
        ("keep-day", ""),
    ];
    let back = served.post("/cases/knee/outcome", &slips).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Choose what came of it",
        "Say until which day.",
        "31 Feb 2026",
        "Dr Sedge took over.",
    ] {
        assert!(back.holds(words), "{words} is missing: {}", back.text());
    }
    let over = [
        ("once", once.as_str()),
        ("kind", "transferred"),
        ("keep", "day"),
        ("keep-day", "1 March 2026"),
    ];
    let back = served.post("/cases/knee/outcome", &over).await;
    assert!(back.holds("Say a day that is still to come."));
    assert_eq!(served.entries().await, 1);

    let right = [
        ("once", once.as_str()),
        ("kind", "transferred"),
        ("when", "yesterday"),
        ("words", "Dr Sedge took over."),
        ("keep", "proposed"),
    ];
    let saved = served.post("/cases/knee/outcome", &right).await;
    assert_eq!(saved.header("location"), "/cases/knee/saved/1");
    let again = served.post("/cases/knee/outcome", &right).await;
    assert_eq!(again.header("location"), "/cases/knee/saved/1");
    assert_eq!(served.entries().await, 2);

    let timeline = served.get("/cases/knee/timeline").await;
    for shown in [
        "Outcome: transferred",
        "Dr Sedge took over.",
        "Keep until:",
        "12 March 2033",
    ] {
        assert!(
            timeline.holds(shown),
            "{shown} is missing: {}",
            timeline.text()
        );
    }
    assert!(
        served
            .get("/cases/knee/entries/1")
            .await
            .holds("Outcome: transferred")
    );
}
