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
    assert!(!preview.holds("Ann"), "nobody else is named");
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
