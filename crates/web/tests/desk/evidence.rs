//! Hostile originals behind the pages: nothing of them acts.

use axum::http::StatusCode;

use super::browser::{Served, logged};

const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(2)</script></svg>";
const MAIL: &[u8] = b"From: C <c@quernmail.example>\r\nTo: W <w@quillmarsh.example>\r\nSubject: =?utf-8?Q?a=E2=80=AEb?=\r\n\
    Date: Wed, 18 Feb 2026 23:59:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
    <html><body onload=alert(1)><p>You <b>will</b> answer.</p><img src=http://a.example/pixel.gif>\
    <script>alert(3)</script><form action=http://a.example><input name=x></form></body></html>\r\n";

async fn served() -> Served {
    Served::open(|desk| {
        let files: [(&str, &[u8]); 5] = [
            ("picture.jpg", b"<script>alert(1)</script>"),
            ("drawing.svg", SVG),
            ("page.html", b"<!doctype html><script>alert(1)</script>"),
            ("letter.eml", MAIL),
            ("broken.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and no more"),
        ];
        logged(
            desk,
            "email",
            "yesterday",
            "<script>alert(0)</script> photo\u{202e}gpj.exe",
            &["threat"],
            &files,
        );
    })
    .await
}

#[tokio::test]
async fn nothing_of_an_original_acts_on_any_page() {
    let served = served().await;
    let mut pages = vec![
        served.get("/cases/knee/timeline").await,
        served.get("/cases/knee/entries/1").await,
    ];
    for n in 1..=5 {
        pages.push(served.get(&format!("/cases/knee/exhibits/WAQ-{n}")).await);
    }
    for page in pages {
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        let html = page.text().to_lowercase();
        assert_eq!(html.matches("<script").count(), 1, "ours alone");
        for acting in [
            "onload=\"",
            "onload=a",
            "<svg xmlns",
            "<form action=http",
            "<img src=http",
            "a.example\"",
            "\u{202e}",
        ] {
            assert!(!html.contains(acting), "{acting} in {html}");
        }
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    }
    let mail = served.get("/cases/knee/exhibits/WAQ-4").await;
    assert!(
        mail.holds("<p>You <b>will</b> answer.</p>") && mail.holds("a[U+202E]b"),
        "{}",
        mail.text()
    );
    assert!(mail.holds("nothing was fetched"));
    let svg = served.get("/cases/knee/exhibits/WAQ-2").await;
    assert!(
        svg.holds("&#60;script&#62;alert(2)") || svg.holds("This kind of file is not shown here.")
    );
}

#[tokio::test]
async fn an_original_is_never_opened_by_the_browser() {
    let served = served().await;
    for (n, name) in [
        (1, "picture.jpg"),
        (2, "drawing.svg.original"),
        (3, "page.html.original"),
        (4, "letter.eml"),
    ] {
        let original = served
            .get(&format!("/cases/knee/exhibits/WAQ-{n}/original"))
            .await;
        assert_eq!(original.header("content-type"), "application/octet-stream");
        assert_eq!(
            original.header("content-disposition"),
            format!("attachment; filename=\"{name}\"")
        );
        assert!(
            original
                .header("content-security-policy")
                .ends_with("sandbox")
        );
        assert_eq!(original.header("x-content-type-options"), "nosniff");
        assert_eq!(original.header("cache-control"), "no-store");
        assert_eq!(
            original.header("content-length"),
            original.bytes.len().to_string()
        );
    }
    assert_eq!(
        served
            .get("/cases/knee/exhibits/WAQ-2/original")
            .await
            .bytes,
        SVG
    );
    for n in [1, 2, 3, 5] {
        for size in ["picture", "small"] {
            let answer = served
                .get(&format!("/cases/knee/exhibits/WAQ-{n}/{size}"))
                .await;
            assert_eq!(
                (answer.status, answer.bytes.len()),
                (StatusCode::NOT_FOUND, 0),
                "WAQ-{n}"
            );
        }
    }
    assert_eq!(
        served.get("/cases/knee/exhibits/WAQ-9").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        served
            .get("/cases/knee/exhibits/..%2f..%2fvault.toml/original")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_changed_original_is_named_by_the_check_and_not_handed_out_as_whole() {
    let large: Vec<u8> = (0..400_000u32).map(|n| (n * 7 % 251) as u8).collect();
    let served = Served::open(|desk| {
        logged(
            desk,
            "letter",
            "yesterday",
            "w",
            &[],
            &[("large.bin", &large)],
        );
    })
    .await;
    let intact = served.post("/cases/knee/verdict", &[]).await;
    assert!(
        intact.holds("nothing was changed") && intact.holds("nothing is missing"),
        "{}",
        intact.text()
    );
    assert!(intact.holds("key not confirmed") && intact.holds("sf-verdict__open"));
    let originals = served.folder.path().join("vault/originals");
    let mut changed = 0;
    for folder in std::fs::read_dir(originals).unwrap().flatten() {
        for file in std::fs::read_dir(folder.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            let mut bytes = std::fs::read(file.path()).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(file.path(), bytes).unwrap();
            changed += 1;
        }
    }
    assert_eq!(changed, 1);
    let found = served.post("/cases/knee/verdict", &[]).await;
    assert!(
        found.holds("CHANGED. 1 problem") && found.holds("original-changed"),
        "{}",
        found.text()
    );
    let original = served.get("/cases/knee/exhibits/WAQ-1/original").await;
    assert!(
        original.bytes.len() < large.len(),
        "cut off, so that the browser says so"
    );
}

/// A JPEG that holds another as the small picture of itself.
fn with_inside(whole: &[u8], small: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\x0e\0\x02".to_vec();
    for (tag, value) in [
        (0x0201_u16, 44),
        (0x0202, u32::try_from(small.len()).unwrap()),
    ] {
        exif.extend(tag.to_be_bytes());
        exif.extend([0, 4, 0, 0, 0, 1]);
        exif.extend(u32::to_be_bytes(value));
    }
    exif.extend([0; 4]);
    exif.extend(small);
    let length = u16::try_from(exif.len() + 2).unwrap();
    let mut file = whole[..2].to_vec();
    file.extend([0xff, 0xe1]);
    file.extend(length.to_be_bytes());
    file.extend(exif);
    file.extend(&whole[2..]);
    file
}

#[tokio::test]
async fn another_picture_inside_a_picture_is_said_and_can_be_seen() {
    let tyre = include_bytes!("../../../../examples/seven-years/tyre.jpg");
    let gate = include_bytes!("../../../../examples/knee/car park 2026-03-05 1750.jpg");
    let files = [
        with_inside(tyre, gate),
        with_inside(tyre, tyre),
        tyre.to_vec(),
    ];
    let served = Served::open(|desk| {
        let files: Vec<(&str, &[u8])> = ["other.jpg", "same.jpg", "none.jpg"]
            .into_iter()
            .zip(files.iter().map(Vec::as_slice))
            .collect();
        logged(desk, "damage", "yesterday", "The tyre", &[], &files);
    })
    .await;
    let said = "There is another picture inside this file.";
    let other = served.get("/cases/knee/exhibits/WAQ-1").await;
    assert!(other.holds(said), "{}", other.text());
    assert!(other.holds("src=\"/cases/knee/exhibits/WAQ-1/inside\""));
    let inside = served.get("/cases/knee/exhibits/WAQ-1/inside").await;
    assert_eq!(inside.header("content-type"), "image/jpeg");
    let whole = served.get("/cases/knee/exhibits/WAQ-1/picture").await;
    assert_ne!(inside.bytes, whole.bytes);
    for plain in ["WAQ-2", "WAQ-3"] {
        let page = served.get(&format!("/cases/knee/exhibits/{plain}")).await;
        assert!(page.holds("The picture") && !page.holds(said), "{plain}");
    }
    let none = served.get("/cases/knee/exhibits/WAQ-3/inside").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
