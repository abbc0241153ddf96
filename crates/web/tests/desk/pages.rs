//! Every page over a real vault: who may see it, what it says, and what it never says.

use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::http::{Request, StatusCode};

use super::browser::{NOW, Part, Served, logged};

/// Every address that is asked for by GET, below a case with one contact and one exhibit.
const PAGES: [(&str, &str); 25] = [
    ("/", "Case knee"),
    ("/cases/knee", "What to do next"),
    ("/cases/knee/accounts", "No account waits for a decision."),
    ("/cases/knee/timeline", "newest first"),
    ("/cases/knee/entries/0", "Entry 0: Case"),
    ("/cases/knee/entries/1", "Entry 1"),
    ("/cases/knee/entries/2", "Entry 2: Exhibit"),
    ("/cases/knee/log", "What happened?"),
    ("/cases/knee/saved/1", "Saved."),
    ("/cases/knee/import", "Choose a file"),
    ("/cases/knee/search", "Find words"),
    ("/cases/knee/steps", "Done, not done"),
    ("/cases/knee/outcome", "How did it end?"),
    ("/cases/knee/measure", "What was done?"),
    ("/cases/knee/review", "since the case began"),
    ("/cases/knee/notes", "Nothing yet."),
    ("/cases/knee/shown", "What was shown, and when"),
    ("/cases/knee/dates", "Days to know"),
    ("/cases/knee/figures", "1 contact on 1 occasion."),
    ("/cases/knee/letters", "Drafted from the log."),
    ("/cases/knee/exhibits/WAQ-1", "Exhibit WAQ/1"),
    ("/cases/knee/disclosures", "What the police would get"),
    ("/cases/knee/verdict", "Check now"),
    ("/cases/1", "What to do next"),
    ("/leaving", "What leaving does"),
];

async fn served() -> Served {
    Served::open(|desk| {
        let card = super::browser::card();
        logged(
            desk,
            "message",
            "yesterday 10:30",
            "Why have you not rung",
            &["declaration", "fear"],
            &[("card.jpg", card)],
        );
    })
    .await
}

#[tokio::test]
async fn every_page_is_there_and_says_what_it_is() {
    let served = served().await;
    for (path, words) in PAGES {
        let page = served.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        assert!(page.holds(words), "{path} lacks {words}: {}", page.text());
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn a_stranger_tries_every_address() {
    let served = Served::locked(|desk| {
        logged(
            desk,
            "message",
            "yesterday",
            "Why have you not rung",
            &[],
            &[("card.jpg", super::browser::card())],
        );
    });
    let more = [
        "/cases/knee/exhibits/WAQ-1/picture",
        "/cases/knee/exhibits/WAQ-1/small",
        "/cases/knee/exhibits/WAQ-1/inside",
        "/cases/knee/exhibits/WAQ-1/original",
        "/cases/knee/letters/drafts/00",
        "/cases/knee/dates/reminders",
        "/cases/knee/import/run/00",
    ];
    for path in PAGES
        .map(|(path, _)| path)
        .into_iter()
        .chain(more)
        .filter(|path| *path != "/leaving")
    {
        let page = served.get(path).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(
            page.holds("Your passphrase") && !page.holds("Tallowmere") && !page.holds("Quillmarsh"),
            "{path}"
        );
    }
    for path in [
        "accounts",
        "timeline",
        "log",
        "import",
        "import/seal",
        "import/run/00",
        "search",
        "steps",
        "outcome",
        "measure",
        "review",
        "notes",
        "letters",
        "verdict",
        "entries/1/files",
    ] {
        let path = format!("/cases/knee/{path}");
        assert_eq!(
            served
                .post_files(&path, &[Part::Text("words", "x")])
                .await
                .status,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
}

#[tokio::test]
async fn another_site_changes_nothing() {
    let served = served().await;
    for path in [
        "accounts",
        "log",
        "import",
        "import/seal",
        "import/run/00",
        "steps",
        "outcome",
        "measure",
        "review",
        "notes",
        "letters",
        "verdict",
        "entries/1/files",
    ] {
        for (site, origin) in [
            ("cross-site", "https://evil.example"),
            ("same-site", "http://localhost:3000"),
        ] {
            let request = Request::builder()
                .method("POST")
                .uri(format!("/cases/knee/{path}"))
                .header("host", "localhost:8420")
                .header("cookie", &served.cookie)
                .header("sec-fetch-site", site)
                .header("origin", origin)
                .body(Body::empty())
                .unwrap();
            assert_eq!(
                served.send(request).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
    }
    let request = Request::builder()
        .uri("/cases/knee")
        .header("host", "evil.example:8420")
        .header("cookie", &served.cookie);
    assert_eq!(
        served
            .send(request.body(Body::empty()).unwrap())
            .await
            .status,
        StatusCode::MISDIRECTED_REQUEST
    );
    assert_eq!(served.entries().await, 3);
}

#[tokio::test]
async fn a_second_browser_is_let_in_and_the_last_to_lock_closes_the_vault() {
    let mut served = served().await;
    let first = served.cookie.clone();
    served.cookie = String::new();
    let wrong = served
        .post("/sign-in", &[("passphrase", "elm tin rope")])
        .await;
    assert_eq!(
        wrong.status,
        StatusCode::FORBIDDEN,
        "an open vault is no way in"
    );
    served.sign_in().await;
    assert_ne!(served.cookie, first);
    assert_eq!(served.get("/cases/knee").await.status, StatusCode::OK);
    served.get("/leave").await;
    served.cookie = first;
    assert_eq!(
        served.get("/cases/knee").await.status,
        StatusCode::OK,
        "the other one is still in"
    );
    let lock = served.folder.path().join("vault");
    let journal = |name: &str| lock.join(name).exists();
    assert!(journal("standfast.db-wal"));
    served.clock.store(NOW + 3_600, Ordering::Relaxed);
    assert_eq!(
        served.get("/cases/knee").await.status,
        StatusCode::UNAUTHORIZED,
        "ten idle minutes lock"
    );
    assert!(
        !journal("standfast.db-wal"),
        "closed: the journal is folded in"
    );
}

#[tokio::test]
async fn titles_addresses_and_pages_give_nothing_away() {
    let served = served().await;
    for (path, _) in PAGES {
        let html = served.get(path).await.text();
        let title = html
            .split("<title>")
            .nth(1)
            .unwrap()
            .split("</title>")
            .next()
            .unwrap();
        assert!(
            title.ends_with(" – Daybook")
                && !title.contains("knee")
                && !title.contains("Tallowmere"),
            "{title}"
        );
        assert!(!html.to_lowercase().contains("standfast"), "{path}");
        assert_eq!(html.matches("<script").count(), 1);
        assert!(
            !html.contains("<style") && !html.contains(" style=") && !html.contains(" onclick="),
            "{path}"
        );
        for attribute in ["href", "src", "action"] {
            for address in html
                .split(&format!(" {attribute}=\""))
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
            {
                let ours = address.starts_with('/') && !address.starts_with("//");
                assert!(
                    ours || address.starts_with('#') || address.starts_with("tel:"),
                    "{path}: {address}"
                );
                for personal in [
                    "Tallowmere",
                    "Quillmarsh",
                    "Corvin",
                    "rung",
                    "card",
                    "declaration",
                ] {
                    assert!(!address.contains(personal), "{path}: {address}");
                }
            }
        }
        for link in [
            "<a class=\"sf-leave\" href=\"/leave\"",
            "Call 999 now",
            "Demonstration",
        ] {
            assert!(html.contains(link), "{path} lacks {link}");
        }
    }
}

#[tokio::test]
async fn every_link_of_every_page_leads_to_a_page() {
    let served = served().await;
    let mut seen: Vec<String> = Vec::new();
    let mut next: Vec<String> = vec!["/".to_owned()];
    while let Some(path) = next.pop() {
        let page = served.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let html = page.text();
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        for address in html
            .split(" href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            let address = address.split('#').next().unwrap();
            if address.starts_with('/')
                && address != "/leave"
                && !seen.iter().any(|known| known == address)
            {
                seen.push(address.to_owned());
                next.push(address.to_owned());
            }
        }
    }
    assert!(seen.len() > 15, "{seen:?}");
}

#[tokio::test]
async fn a_step_is_done_declined_with_a_reason_and_opened_again() {
    let served = served().await;
    let steps = served.get("/cases/knee/steps").await;
    assert!(
        steps.holds("id=\"tell-manager\"") && steps.holds("Tell your manager"),
        "{}",
        steps.text()
    );
    assert!(
        steps.holds("<a href=\"/cases/knee/entries/1\">#1</a>"),
        "why leads to its entry"
    );
    let decline = |because: &'static str| {
        [
            ("step", "tell-manager"),
            ("act", "declined"),
            ("because", because),
        ]
    };
    let back = served.post("/cases/knee/steps", &decline(" ")).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.holds("Say why it is not done."));
    let declined = served
        .post("/cases/knee/steps", &decline("I work alone"))
        .await;
    let steps = served.follow(&declined).await.text();
    let ended = steps.split("id=\"ended\"").nth(1).unwrap();
    assert!(
        ended.contains("Tell your manager")
            && ended.contains("Not doing this")
            && ended.contains("I work alone"),
        "{ended}"
    );
    let again = served
        .post(
            "/cases/knee/steps",
            &[("step", "tell-manager"), ("act", "reopened")],
        )
        .await;
    assert!(
        served
            .follow(&again)
            .await
            .holds("id=\"tell-manager-title\"")
    );
    let done = served
        .post(
            "/cases/knee/steps",
            &[("step", "tell-manager"), ("act", "done")],
        )
        .await;
    assert!(
        !served
            .follow(&done)
            .await
            .holds("id=\"tell-manager-title\"")
    );
    let none = served
        .post(
            "/cases/knee/steps",
            &[("step", "no-such-step"), ("act", "done")],
        )
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!none.holds("standfast "));
}

#[tokio::test]
async fn search_finds_words_and_keeps_them_out_of_addresses() {
    let served = served().await;
    let found = served
        .post("/cases/knee/search", &[("words", "RUNG \"not")])
        .await;
    assert!(found.holds("Found: 1 entry"), "{}", found.text());
    assert!(found.holds("<mark class=\"sf-hit\">rung</mark>"));
    assert!(found.holds("value=\"RUNG &#34;not\""), "as typed");
    assert!(
        served
            .post("/cases/knee/search", &[("words", "nowhere")])
            .await
            .holds("Found: no entry")
    );
    assert!(
        served
            .post("/cases/knee/search", &[("words", " ")])
            .await
            .holds("Enter a word to look for.")
    );
}

#[tokio::test]
async fn the_timeline_goes_on_page_by_page_and_part_by_part() {
    let served = Served::open(|desk| {
        for n in 0..60 {
            let channel = if n % 2 == 0 { "call" } else { "text" };
            logged(
                desk,
                channel,
                &format!("{} Feb 2026", n % 28 + 1),
                &format!("word{n:02}"),
                &[],
                &[],
            );
        }
    })
    .await;
    let first = served.get("/cases/knee/timeline").await;
    assert!(first.holds("50 lines"));
    let text = first.text();
    let earlier = text
        .split("href=\"")
        .find(|rest| rest.starts_with("/cases/knee/timeline?before="))
        .unwrap();
    let second = served.get(earlier.split('"').next().unwrap()).await;
    assert!(
        second.holds("10 lines")
            && second.holds("Back to the newest")
            && second.holds("Nothing is earlier.")
    );
    let both = text + &second.text();
    for n in 0..60 {
        assert_eq!(
            both.matches(&format!("word{n:02}")).count(),
            1,
            "word{n:02} once"
        );
    }
    let calls = served
        .post(
            "/cases/knee/timeline",
            &[("channel", "call"), ("from-day", "20 Feb 2026")],
        )
        .await;
    assert!(
        calls.holds("Phone call") && !calls.holds(">Text</h3>"),
        "{}",
        calls.text()
    );
    assert!(!calls.holds("Thursday 19 February 2026") && calls.holds("value=\"20 Feb 2026\""));
    let wrong = served
        .post("/cases/knee/timeline", &[("to-day", "31 Feb")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.holds("href=\"#to-day\"") && wrong.holds("value=\"31 Feb\""),
        "{}",
        wrong.text()
    );
}

#[tokio::test]
async fn a_letter_is_drafted_its_gaps_are_asked_and_it_is_taken_away() {
    let served = served().await;
    let draft = served
        .post("/cases/knee/letters", &[("template", "warning")])
        .await;
    assert_eq!(draft.status, StatusCode::OK);
    assert!(
        draft.holds("Nothing was sent.") && draft.holds("Dear Corvin Tallowmere"),
        "{}",
        draft.text()
    );
    let again = served
        .post(
            "/cases/knee/letters",
            &[
                ("template", "warning"),
                ("gap-practice", "Thistlequern Surgery"),
            ],
        )
        .await;
    assert!(again.holds("Thistlequern Surgery</textarea>"));
    let text = again.text();
    let pdf = text
        .split("href=\"")
        .find(|rest| rest.contains("letters/drafts/"))
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let pdf = served.get(pdf).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    assert_eq!(
        pdf.header("content-disposition"),
        "attachment; filename=\"warning-2.pdf\""
    );
    assert_eq!(
        served.get("/cases/knee/letters/drafts/00").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(served.entries().await, 3, "drafts stand in the private log");
}

#[tokio::test]
async fn what_is_not_there_is_a_page_that_says_so() {
    let served = served().await;
    for path in [
        "/cases/nobody",
        "/cases/knee/entries/99",
        "/cases/knee/exhibits/WAQ-9",
        "/cases/knee/saved/99",
    ] {
        let page = served.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            page.holds("There is no page here") && page.holds("Call 999 now"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_the_pages_saved_is_in_the_vault_for_everybody_else() {
    let served = served().await;
    served
        .post_files(
            "/cases/knee/log",
            &[
                Part::Text("words", "By the pages"),
                Part::Text("how", "call"),
            ],
        )
        .await;
    let (desk, _folder) = served.leave_and_open().await;
    let verdict = desk.verify_vault(None, &mut |_, _| {}).unwrap();
    assert_eq!(verdict.exit(), 0);
    assert_eq!(
        desk.search(Some("knee"), "pages", None, 10)
            .unwrap()
            .lines
            .len(),
        1
    );
}

#[tokio::test]
async fn an_older_copy_can_be_read_and_says_why_it_cannot_be_added_to() {
    let mut served = Served::locked(|_| {});
    let vault = served.folder.path().join("vault/standfast.db");
    let older = std::fs::read(&vault).unwrap();
    served.sign_in().await;
    served
        .post_files("/cases/knee/log", &[Part::Text("words", "newer")])
        .await;
    served.get("/leave").await;
    std::fs::write(&vault, older).unwrap();
    served.sign_in().await;
    assert_eq!(
        served.get("/cases/knee/timeline").await.status,
        StatusCode::OK
    );
    let refused = served
        .post_files(
            "/cases/knee/log",
            &[
                Part::Text("words", "He came back"),
                Part::Text("when", "now"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.holds("This is an older copy of the vault")
            && refused.holds("Back to what you typed"),
        "{}",
        refused.text()
    );
    assert!(
        served.get("/cases/knee/log").await.holds("He came back"),
        "the words are not lost"
    );
}
