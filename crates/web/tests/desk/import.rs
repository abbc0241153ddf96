//! Import: looked at first, sealed after, never doubled.

use axum::http::StatusCode;

use super::browser::{Part, Served};

const CHAT: &[u8] = "17/02/2026, 18:02 - Corvin T: Did my letter come?\n\
    17/02/2026, 18:04 - Corvin T: Answer me.\n\
    17/02/2026, 18:10 - Wren: The practice has written to you.\n\
    17/02/2026, 18:11 - Messages to this group are now secured.\n"
    .as_bytes();

async fn look(served: &Served, parts: &[Part<'_>]) -> super::browser::Answer {
    served.post_files("/cases/knee/import", parts).await
}

fn people<'p>() -> [Part<'p>; 3] {
    [
        Part::Text("account", "Corvin T"),
        Part::Text("mine", "Wren\r\n"),
        Part::Text("zone", "Europe/London"),
    ]
}

#[tokio::test]
async fn a_dry_run_stores_nothing_and_the_seal_stores_it_once() {
    let served = Served::open(|_| {}).await;
    assert!(
        served
            .get("/cases/knee/import")
            .await
            .holds("value=\"Europe/London\"")
    );
    let [account, mine, zone] = people();
    let file = Part::File("file", "WhatsApp Chat with C.txt", CHAT);
    let preview = look(&served, &[account, mine, zone, file]).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    for shown in [
        "Nothing is stored yet.",
        "Seal 3 messages",
        "Corvin T: 2 messages",
        "Wren: 1 message",
        "17 February 2026, 6:02pm to 17 February 2026, 6:10pm",
        "Europe/London, from the case",
        "Did my letter come?",
    ] {
        assert!(
            preview.holds(shown),
            "{shown} is missing: {}",
            preview.text()
        );
    }
    assert_eq!(served.entries().await, 1, "nothing was stored");
    let token = preview.hidden("token");
    let sealed = served
        .post(
            "/cases/knee/import/seal",
            &[("token", &token), ("act", "seal")],
        )
        .await;
    let saved = served.follow(&sealed).await;
    assert!(saved.holds("3 messages were taken in."), "{}", saved.text());
    let after = served.entries().await;
    assert!(after > 4);
    let again = served
        .post(
            "/cases/knee/import/seal",
            &[("token", &token), ("act", "seal")],
        )
        .await;
    assert_eq!(
        again.header("location"),
        sealed.header("location"),
        "pressed twice"
    );
    assert_eq!(served.entries().await, after);
    let timeline = served.get("/cases/knee/timeline").await;
    assert!(
        timeline.holds("2 times: Message, WhatsApp"),
        "{}",
        timeline.text()
    );
    assert!(timeline.holds("Show the messages"));

    let [account, mine, zone] = people();
    let file = Part::File("file", "WhatsApp Chat with C.txt", CHAT);
    let same = look(&served, &[account, mine, zone, file]).await;
    assert!(same.holds("There is nothing to seal."));
}

#[tokio::test]
async fn a_cancel_keeps_nothing_and_a_stranger_s_token_seals_nothing() {
    let served = Served::open(|_| {}).await;
    let [account, mine, zone] = people();
    let preview = look(
        &served,
        &[account, mine, zone, Part::File("file", "c.txt", CHAT)],
    )
    .await;
    let token = preview.hidden("token");
    let gone = served
        .post(
            "/cases/knee/import/seal",
            &[("token", &token), ("act", "cancel")],
        )
        .await;
    assert_eq!(gone.header("location"), "/cases/knee");
    for token in [token.as_str(), "", "00"] {
        let answer = served
            .post(
                "/cases/knee/import/seal",
                &[("token", token), ("act", "seal")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.holds("Nothing was sealed."));
    }
    assert_eq!(served.entries().await, 1);
}

#[tokio::test]
async fn dates_that_can_be_read_two_ways_are_asked_about_and_the_file_is_kept() {
    let served = Served::open(|_| {}).await;
    let chat = b"03/04/2025, 18:02 - Corvin T: Hello\n03/04/2025, 18:03 - Wren: No\n";
    let [account, mine, zone] = people();
    let asked = look(
        &served,
        &[account, mine, zone, Part::File("file", "chat.txt", chat)],
    )
    .await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.holds("href=\"#order\"") && asked.holds("The file you chose is still here."),
        "{}",
        asked.text()
    );
    assert!(asked.holds("Corvin T\n</textarea>") || asked.holds("Corvin T</textarea>"));
    let kept = asked.hidden("kept");
    let [account, mine, zone] = people();
    let told = [
        account,
        mine,
        zone,
        Part::Text("order", "dmy"),
        Part::Text("kept", &kept),
        Part::File("file", "", b""),
    ];
    let preview = look(&served, &told).await;
    assert!(preview.holds("3 April 2025, 6:02pm"), "{}", preview.text());
}

#[tokio::test]
async fn what_is_no_export_is_said_to_be_none() {
    let served = Served::open(|_| {}).await;
    for (file, words) in [
        (Part::File("file", "", &b""[..]), "Choose a file."),
        (
            Part::File("file", "x.bin", &b"\0\x01\x02\xff"[..]),
            "x.bin is not an export that can be read",
        ),
        (
            Part::File("file", "x.zip", &b"PK\x03\x04 and no more"[..]),
            "x.zip",
        ),
    ] {
        let answer = look(&served, &[Part::Text("account", "kept as typed"), file]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.holds(words) && answer.holds("kept as typed"),
            "{}",
            answer.text()
        );
        assert!(
            !answer.holds(" --"),
            "no page speaks of the command line's options"
        );
    }
    assert_eq!(served.entries().await, 1);
}

const TABLE: &[u8] = b"Date,Sender,Body\n14/02/2014 10:30,Corvin T,Did my letter come?\n\
    14/02/2014 10:31,Corvin T,\"<b>Answer</b> me.\"\n14/02/2014 10:40,Wren,No.\n";

#[tokio::test]
async fn a_table_s_columns_are_confirmed_on_a_page_and_sealed() {
    let served = Served::open(|_| {}).await;
    let [account, mine, zone] = people();
    let file = Part::File("file", "list.csv", TABLE);
    let asked = look(&served, &[account, mine, zone, file]).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    for shown in [
        "Which column is what?",
        "Did my letter come?",
        "<option value=\"time=Date\" selected>Date</option>",
        "<option value=\"from=Sender\" selected>Sender</option>",
        "<option value=\"words=Body\" selected>Body</option>",
        "<option value=\"title=Body\">Body</option>",
    ] {
        assert!(asked.holds(shown), "{shown} is missing: {}", asked.text());
    }
    assert!(!asked.holds("<b>Answer</b>"));
    assert_eq!(served.entries().await, 1, "nothing was stored");

    // No column for the time: asked again, with what was chosen.
    let kept = asked.hidden("kept");
    let [account, mine, zone] = people();
    let unsaid = [
        account,
        mine,
        zone,
        Part::Text("kept", &kept),
        Part::Text("column", "words=Body"),
    ];
    let again = look(&served, &unsaid).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.holds("href=\"#column-time\""), "{}", again.text());
    assert!(again.holds("<option value=\"words=Body\" selected>"));

    let kept = again.hidden("kept");
    let [account, mine, zone] = people();
    let said = [
        account,
        mine,
        zone,
        Part::Text("kept", &kept),
        Part::Text("column", ""),
        Part::Text("column", "time=Date"),
        Part::Text("column", "from=Sender"),
        Part::Text("column", "words=Body"),
    ];
    let preview = look(&served, &said).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.text());
    assert!(preview.holds("Seal 3 messages"), "{}", preview.text());
    assert!(
        preview.holds("from is \u{201c}Sender\u{201d}"),
        "{}",
        preview.text()
    );
    let token = preview.hidden("token");
    let sealed = served
        .post(
            "/cases/knee/import/seal",
            &[("token", &token), ("act", "seal")],
        )
        .await;
    assert!(
        served
            .follow(&sealed)
            .await
            .holds("3 messages were taken in.")
    );
    let entry = served.get("/cases/knee/entries/1").await;
    assert!(
        entry.holds("Mapping") && entry.holds("Sender"),
        "{}",
        entry.text()
    );
}

#[tokio::test]
async fn dated_lines_are_pasted_and_go_the_same_way() {
    let served = Served::open(|_| {}).await;
    assert!(
        served
            .get("/cases/knee/import")
            .await
            .holds("Or paste dated lines")
    );
    let lines =
        "3 March 2014 - card through the door\r\n14/02/14 10.30 rang twice\r\nand again\r\n";
    let preview = look(
        &served,
        &[
            Part::File("file", "", b""),
            Part::Text("pasted", lines),
            Part::Text("channel", "letterbox"),
            Part::Text("zone", "Europe/London"),
        ],
    )
    .await;
    assert!(preview.holds("Seal 2 messages"), "{}", preview.text());
    assert!(preview.holds("card through the door") && preview.holds("3 March 2014"));
    let token = preview.hidden("token");
    let sealed = served
        .post(
            "/cases/knee/import/seal",
            &[("token", &token), ("act", "seal")],
        )
        .await;
    assert!(
        served
            .follow(&sealed)
            .await
            .holds("2 messages were taken in.")
    );
    let timeline = served.get("/cases/knee/timeline").await;
    assert!(
        timeline.holds("Through the letterbox") || timeline.holds("etterbox"),
        "{}",
        timeline.text()
    );

    // Which number is the day is asked, and what was pasted is still there.
    let unclear = "02/03/2014 rang\n03/04/2014 rang again\n";
    let asked = look(&served, &[Part::Text("pasted", unclear)]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.holds("href=\"#order\"") && asked.holds("03/04/2014 rang again"));
    let told = look(
        &served,
        &[Part::Text("pasted", unclear), Part::Text("order", "dmy")],
    )
    .await;
    assert!(told.holds("2 March 2014"), "{}", told.text());

    for (parts, words) in [
        (
            vec![Part::Text("pasted", "no dates\nat all")],
            "No line begins with a date.",
        ),
        (
            vec![
                Part::Text("pasted", lines),
                Part::File("file", "c.txt", CHAT),
            ],
            "not both at once",
        ),
    ] {
        let answer = look(&served, &parts).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.holds(words) && answer.holds("href=\"#pasted\""),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn accounts_that_may_be_theirs_are_shown_and_decided_once() {
    let served = Served::open(|_| {}).await;
    let chat = "17/02/2026, 18:02 - Corvin T: my new number is 07700 900456\n\
        17/02/2026, 18:04 - Corvin T: my mother has 07700 900789\n\
        17/02/2026, 18:05 - +44 7700 900456: it is me\n\
        17/02/2026, 18:06 - Ann: not about this\n";
    let [account, mine, zone] = people();
    let file = Part::File("file", "WhatsApp Chat with C.txt", chat.as_bytes());
    let preview = look(&served, &[account, mine, zone, file]).await;
    assert!(
        preview
            .holds("+44 7700 900456 (whatsapp, 1 message left out): they write of it as their own"),
        "{}",
        preview.text()
    );
    assert_eq!(
        preview.text().matches("Ann").count(),
        1,
        "once, among the senders, before anything is sealed"
    );
    let token = preview.hidden("token");
    served
        .post(
            "/cases/knee/import/seal",
            &[("token", &token), ("act", "seal")],
        )
        .await;
    let page = served.get("/cases/knee/accounts").await;
    for shown in [
        "07700 900456",
        "07700 900789",
        "They wrote of it as their own",
    ] {
        assert!(page.holds(shown), "{shown}: {}", page.text());
    }
    let before = served.entries().await;
    let decide = async |value: &str, act: &str, because: &str| {
        let fields = [
            ("kind", "phone"),
            ("value", value),
            ("act", act),
            ("because", because),
        ];
        served.post("/cases/knee/accounts", &fields).await
    };
    let reason = decide("07700 900789", "not-theirs", " ").await;
    assert_eq!(reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reason.holds("Say why it is not theirs."),
        "{}",
        reason.text()
    );
    assert_eq!(served.entries().await, before);
    let rejected = decide("07700 900789", "not-theirs", "it is hers").await;
    assert_eq!(
        rejected.status,
        StatusCode::SEE_OTHER,
        "{}",
        rejected.text()
    );
    decide("07700 900456", "theirs", "").await;
    let kept = served.entries().await;
    assert_eq!(kept, before + 3);
    let twice = decide("07700 900456", "theirs", "").await;
    assert_eq!(twice.status, StatusCode::OK);
    assert_eq!(served.entries().await, kept);
    let after = served.get("/cases/knee/accounts").await;
    assert!(!after.holds("07700 900789"), "{}", after.text());
    assert!(
        after.holds("07700 900456") && after.holds("Corvin T"),
        "{}",
        after.text()
    );
}
