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

fn told(desk: &mut standfast_desk::Desk) {
    super::browser::logged(
        desk,
        "message",
        "3 Feb 2026 10:30",
        "Why have you not rung",
        &["declaration"],
        &[],
    );
    let reply = standfast_desk::acts::measure::SaidMeasure {
        when: Some("10 Feb 2026".to_owned()),
        ..Default::default()
    };
    desk.measure_add("knee", "reply", reply).unwrap();
    super::browser::logged(desk, "call", "yesterday", "He rang.", &["fear"], &[]);
    for (kind, value) in [("facebook", "Wren Q"), ("email", "wren@surgery.example")] {
        desk.account_add("knee", kind, value, "clinician", None)
            .unwrap();
    }
}

#[tokio::test]
async fn advice_stands_above_the_steps_and_what_was_shown_is_kept_once() {
    let served = Served::open(told).await;
    let steps = served.get("/cases/knee/steps").await;
    assert!(
        steps.holds("is kept in your private log, P0."),
        "{}",
        steps.text()
    );
    // The same again, and pages that are no list of steps, keep nothing.
    for path in ["/steps", "", "/dates", "/figures", "/saved/1"] {
        served.get(&format!("/cases/knee{path}")).await;
    }
    let notes = served.get("/cases/knee/notes").await;
    let once = notes.hidden("once");
    let note = [
        ("once", once.as_str()),
        ("kind", "advice"),
        ("words", "Write once.\r\n\r\nThen nothing more."),
        ("by", "M. Sedge"),
        ("when", "today"),
    ];
    let saved = served.post("/cases/knee/notes", &note).await;
    let notes = served.follow(&saved).await;
    assert!(notes.holds("Advice from M. Sedge") && notes.holds("Given 12 March 2026"));
    served.post("/cases/knee/notes", &note).await;
    let steps = served.get("/cases/knee/steps").await;
    assert!(
        steps.holds("is kept in your private log, P2."),
        "{}",
        steps.text()
    );
    let text = steps.text();
    let (advice, open) = (
        text.find("Then nothing more.").unwrap(),
        text.find(">Open<").unwrap(),
    );
    assert!(advice < open);
    let shown = served.get("/cases/knee/shown").await;
    let text = shown.text();
    assert!(text.find("P2").unwrap() < text.find("P0").unwrap());
    assert!(text.contains("Advice you were given, P1"));
    assert!(text.contains("Say that it must stop: done. uk-"), "{text}");
}

#[tokio::test]
async fn a_screening_has_no_place_for_a_total() {
    let served = Served::open(|_| {}).await;
    let once = served.get("/cases/knee/notes").await.hidden("once");
    let with_total = [
        ("once", once.as_str()),
        ("kind", "screening"),
        ("words", "total 7"),
        ("instrument", "A tool"),
        ("when", "31 Feb"),
    ];
    let back = served.post("/cases/knee/notes", &with_total).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "A screening is kept without words.",
        "Say who did the screening.",
        "total 7",
        "value=\"A tool\"",
        "value=\"screening\" checked",
    ] {
        assert!(back.holds(words), "{words} is missing: {}", back.text());
    }
    let right = [
        ("once", once.as_str()),
        ("kind", "screening"),
        ("instrument", "A tool"),
        ("version", "2"),
        ("by", "P.C. Alder"),
        ("when", "yesterday"),
    ];
    let saved = served.post("/cases/knee/notes", &right).await;
    let notes = served.follow(&saved).await;
    assert!(notes.holds("Screening, by P.C. Alder") && notes.holds("A tool 2"));
    assert!(notes.holds("Done 11 March 2026."));
}

#[tokio::test]
async fn a_review_is_saved_with_the_accounts_that_were_looked_at() {
    let served = Served::open(told).await;
    let form = served.get("/cases/knee/review").await;
    for words in [
        "2 contacts from the patient (phone call 1, message 1)",
        "I was afraid 1",
        "facebook Wren Q</bdi>, never looked at",
        "There was no review yet",
    ] {
        assert!(form.holds(words), "{words} is missing: {}", form.text());
    }
    let once = form.hidden("once");
    let past = [
        ("once", once.as_str()),
        ("looked-at", "facebook Wren Q"),
        ("next", "1 March 2026"),
    ];
    let back = served.post("/cases/knee/review", &past).await;
    assert!(back.holds("Say a day that is still to come."));
    assert!(back.holds("value=\"facebook Wren Q\" checked"));
    let right = [
        ("once", once.as_str()),
        ("looked-at", "facebook Wren Q"),
        ("next", "1 June 2026"),
    ];
    let entries = served.entries().await;
    let saved = served.post("/cases/knee/review", &right).await;
    assert_eq!(
        saved.header("location"),
        format!("/cases/knee/saved/{}", entries + 1)
    );
    served.post("/cases/knee/review", &right).await;
    assert_eq!(
        served.entries().await,
        entries + 2,
        "a privacy review and the review"
    );
    let form = served.get("/cases/knee/review").await;
    assert!(
        form.holds("Since the last review, 12 March 2026"),
        "{}",
        form.text()
    );
    assert!(form.holds("No contact from the patient"));
    assert!(form.holds("facebook Wren Q</bdi>, looked at on 12 March 2026"));
    assert!(form.holds("email wren@surgery.example</bdi>, never looked at"));
    let timeline = served.get("/cases/knee/timeline").await;
    assert!(
        !timeline.holds("facebook Wren Q"),
        "which accounts is private"
    );
}

#[tokio::test]
async fn days_stand_in_order_and_the_calendar_says_nothing_of_the_case() {
    let served = Served::open(|desk| {
        told(desk);
        let order = standfast_desk::acts::measure::SaidMeasure {
            when: Some("yesterday".to_owned()),
            until: Some("1 Sep 2026".to_owned()),
            ..Default::default()
        };
        desk.measure_add("knee", "other: <b>curfew</b>", order)
            .unwrap();
    })
    .await;
    let dates = served.get("/cases/knee/dates").await;
    assert!(dates.holds("Tuesday 1 September 2026"), "{}", dates.text());
    assert!(dates.holds("Last day of the &#60;b&#62;curfew&#60;/b&#62;, as logged"));
    let calendar = served.get("/cases/knee/dates/reminders").await;
    assert_eq!(
        calendar.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(
        calendar.header("content-disposition"),
        "attachment; filename=\"reminders.ics\""
    );
    let text = calendar.text();
    assert!(text.contains("DTSTART;VALUE=DATE:20260901\r\n"), "{text}");
    for secret in ["curfew", "knee", "Tallowmere", "standfast", "order"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn figures_add_up_and_say_what_the_patient_had_been_told() {
    let served = Served::open(|desk| {
        told(desk);
        for day in 0..120 {
            let said = standfast_desk::acts::contact::SaidContact {
                channel: Some("text".to_owned()),
                when: Some(format!("{} days ago", 200 + day)),
                towards: Some("<i>R. Desk</i>".to_owned()),
                ..Default::default()
            };
            if desk.contact_add("knee", said).is_err() {
                panic!("day {day}");
            }
        }
    })
    .await;
    let figures = served.get("/cases/knee/figures").await;
    for words in [
        "122 contacts on 122 occasions. 1 came after the patient had been told to stop. The last came yesterday.",
        "<svg width=\"100%\"",
        "aria-labelledby=\"chart-title chart-words\"",
        "The same in numbers",
        "1 to 100 of 122, newest first.",
        "Reply, 10 February 2026 (#2)",
        "&#60;i&#62;R. Desk&#60;/i&#62;",
    ] {
        assert!(
            figures.holds(words),
            "{words} is missing: {}",
            figures.text()
        );
    }
    let lower = figures.text().to_lowercase();
    for word in [
        "risk",
        "score",
        "escalat",
        "stalk",
        "harass",
        "danger level",
        "style=",
    ] {
        assert!(!lower.contains(word), "{word}");
    }
    let text = figures.text();
    let earlier = text
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("before="))
        .unwrap()
        .to_owned();
    let before = served.get(earlier.split('#').next().unwrap()).await;
    assert!(
        before.holds("101 to 122 of 122, newest first."),
        "{}",
        before.text()
    );
    assert!(!before.holds("before="), "nothing is earlier");
}

#[tokio::test]
async fn a_step_is_given_to_somebody_and_another_is_opened() {
    let served = Served::open(told).await;
    let page = "/cases/knee/steps";
    let nobody = [
        ("step", "tell-manager"),
        ("act", "delegated"),
        ("because", "Busy"),
    ];
    let back = served.post(page, &nobody).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.holds("Say who does it.") && back.holds("Busy</textarea>"));
    let given = [
        ("step", "tell-manager"),
        ("act", "delegated"),
        ("to", "R. Desk"),
    ];
    let steps = served.follow(&served.post(page, &given).await).await;
    assert!(steps.holds("R. Desk"), "{}", steps.text());

    let text = steps.text();
    let select = text.split("id=\"open-step\"").nth(1).unwrap();
    let other = select.split("<option value=\"").nth(1).unwrap();
    let other = other.split('"').next().unwrap();
    let without = [("step", other), ("act", "open"), ("because", " ")];
    let back = served.post(page, &without).await;
    assert!(back.holds("Say why you open it."));
    assert!(back.holds(&format!("<option value=\"{other}\" selected>")));
    let open = [
        ("step", other),
        ("act", "open"),
        ("because", "It is asked for."),
    ];
    let steps = served.follow(&served.post(page, &open).await).await;
    assert!(steps.holds(&format!("id=\"{other}\"")), "{}", steps.text());
    assert!(!steps.holds(&format!("<option value=\"{other}\"")));
}

#[tokio::test]
async fn what_was_done_is_logged_on_a_page_and_ends_its_step() {
    let served = Served::open(told).await;
    let once = served.get("/cases/knee/measure").await.hidden("once");
    let slips = [
        ("once", once.as_str()),
        ("kind", "other"),
        ("when", "31 Feb"),
        ("names-removal", "yes"),
        ("until", "not sure"),
    ];
    let back = served.post("/cases/knee/measure", &slips).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Say it in a word or two.",
        "id=\"when-mend\"",
        "value=\"other\" selected",
        "value=\"yes\" checked",
    ] {
        assert!(back.holds(words), "{words} is missing: {}", back.text());
    }
    let no_day = [
        ("once", once.as_str()),
        ("kind", "bail"),
        ("until", "not sure"),
    ];
    assert!(
        served
            .post("/cases/knee/measure", &no_day)
            .await
            .holds("id=\"until-mend\"")
    );
    let entries = served.entries().await;
    let right = [
        ("once", once.as_str()),
        ("kind", "told-manager"),
        ("when", "today"),
        ("by", "Dr Quillmarsh"),
        ("words", "Told her in private."),
    ];
    let saved = served.post("/cases/knee/measure", &right).await;
    assert_eq!(
        saved.header("location"),
        format!("/cases/knee/saved/{entries}")
    );
    served.post("/cases/knee/measure", &right).await;
    assert_eq!(served.entries().await, entries + 1);
    let timeline = served.get("/cases/knee/timeline").await;
    assert!(timeline.holds("Measure: told manager") && timeline.holds("Told her in private."));
    let steps = served.get("/cases/knee/steps").await;
    assert!(!steps.holds("id=\"tell-manager\""), "{}", steps.text());
}
