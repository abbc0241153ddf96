//! The chronology and the exhibit list, as an officer reads them.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod checked;
mod knee;

use checked::Checked;
use standfast_papers::{
    Chronology, Front, Line, PaperError, Row, View, WithheldSums, chronology, exhibits,
};

#[test]
fn it_says_what_happened_and_what_is_withheld_and_corrected() {
    let pdf = chronology(&knee::chronology()).unwrap();
    let flat = Checked::new(&pdf).flat();
    for said in [
        "“Why have you not rung me?",
        "Entries 24 and 25 are withheld: not even their kind or time is shown.",
        "corrected by #32; it said: about 16:30",
        "1 clinical field withheld.",
        "9 Feb 20:52 7 days",
        "Warning letter of 20 Feb (#26)",
        "Key not confirmed",
        knee::FINGERPRINT,
        "certutil -hashfile \"data\\originals\\WAQ-3 letter.pdf\" SHA256",
        knee::HASH,
    ] {
        assert!(flat.contains(said), "without \"{said}\": {flat}");
    }
    assert!(
        !flat.contains("data/index.html"),
        "it names a page that is not in the bundle"
    );
    for never in ["stalker", "escalat", "harassed", "victim", "offender"] {
        assert!(
            !flat.to_lowercase().contains(never),
            "it concludes: {never}"
        );
    }
}

#[test]
fn every_page_has_its_number_and_says_that_it_is_a_demonstration() {
    let pdf = chronology(&knee::chronology()).unwrap();
    let pages = Checked::new(&pdf).pages();
    assert_eq!(pages.len(), pdf.pages());
    for (n, page) in pages.iter().enumerate() {
        assert!(
            page.contains(&format!("Page {} of {}", n + 1, pages.len())),
            "page {}: {page}",
            n + 1
        );
        assert!(
            page.contains("Demonstration: every person and event is invented"),
            "page {}",
            n + 1
        );
        assert!(
            page.contains("for Quernshire Police, DEMO-0417"),
            "page {}",
            n + 1
        );
    }
}

#[test]
fn bookmarks_name_the_page_where_the_part_is() {
    let pdf = chronology(&knee::chronology()).unwrap();
    let file = Checked::new(&pdf);
    let open = String::from_utf8_lossy(&file.laid_open()).into_owned();
    let pages = file.pages();
    for (number, part) in [
        (1, "Summary"),
        (4, "What is withheld"),
        (6, "All entries by number"),
    ] {
        let heads = |page: &String| {
            page.lines().any(|line| {
                line.split_whitespace()
                    .eq(format!("{number} {part}").split(' '))
            })
        };
        // Page 2 has the contents besides the summary.
        let page = 1 + pages
            .iter()
            .enumerate()
            .position(|(n, page)| heads(page) && (n != 1 || number == 1))
            .unwrap();
        assert!(
            open.contains(&format!("({part} \\(page {page}\\))")),
            "no bookmark \"{part} (page {page})\""
        );
        assert!(
            !file.flat().contains(&format!("{part} (page")),
            "the bookmark's page is printed"
        );
    }
}

fn many(n: usize) -> Chronology {
    let mut input = knee::chronology();
    let rows = knee::rows();
    input.lines = (0..n)
        .map(|i| {
            Line::Shown(Row {
                n: i as u64,
                ..rows[i % rows.len()].clone()
            })
        })
        .collect();
    input.occasions = None;
    input
}

#[test]
fn the_head_of_the_table_stands_on_each_of_its_pages() {
    let pdf = chronology(&many(40)).unwrap();
    let pages = Checked::new(&pdf).pages();
    let with_rows: Vec<&String> = pages
        .iter()
        .filter(|page| page.contains("C. T. to") && page.contains("WAQ/"))
        .collect();
    assert!(with_rows.len() >= 3, "{} pages", with_rows.len());
    for page in with_rows {
        assert!(
            page.contains("What was said or done") && page.contains("Told by then"),
            "{page}"
        );
    }
}

#[test]
fn a_row_taller_than_a_page_loses_nothing_and_long_words_stay_in_their_column() {
    let mut input = many(3);
    let long: String = (0..900).map(|n| format!("word{n} ")).collect();
    let address = format!("https://a.example/{}", "q".repeat(300));
    if let Line::Shown(row) = &mut input.lines[1] {
        row.what = format!("{long}\n{address}");
        row.effect = "W".repeat(54);
    }
    let pdf = chronology(&input).unwrap();
    let file = Checked::new(&pdf);
    let flat = file.flat();
    for n in 0..900 {
        assert!(flat.contains(&format!("word{n} ")), "word{n} is lost");
    }
    let of = |letter: &str| {
        flat.split_whitespace()
            .filter(|w| w.contains(letter))
            .map(|w| w.matches(&letter[..1]).count())
            .sum::<usize>()
    };
    assert_eq!(of("qqq"), 300, "letters of the address are lost");
    assert_eq!(of("WWW"), 54);
    // Broken where the column ends, in pieces that fill its lines: so a broken word is not copied with spaces in it.
    let widest = |letter: &str| {
        flat.split_whitespace()
            .filter(|word| word.contains(letter))
            .map(str::len)
            .max()
    };
    assert!(
        widest("WWW").is_some_and(|n| (6..14).contains(&n)),
        "{:?} letters on a line of the column",
        widest("WWW")
    );
    assert!(
        widest("qqq").is_some_and(|n| (24..50).contains(&n)),
        "{:?} letters on a line of the column",
        widest("qqq")
    );
}

#[test]
fn hostile_strings_are_printed_and_shown() {
    let hostile = [
        (
            "emoji \u{1F600}\u{1F44D}\u{1F3FD} \u{2764}\u{FE0F} 1\u{FE0F}\u{20E3} \u{1F469}\u{200D}\u{1F4BB}",
            "emoji",
        ),
        ("Chinese \u{4F60}\u{597D}", "[U+4F60][U+597D]"),
        ("Arabic \u{645}\u{631}", "[U+0645][U+0631]"),
        ("Hebrew \u{5E9}\u{5DC}", "Hebrew"),
        ("turned \u{202E}drow\u{202C}", "[U+202E]drow[U+202C]"),
        (
            "nothing \u{0} bell \u{7} escape \u{1B}[31m",
            "[U+0000] bell [U+0007] escape [U+001B][31m",
        ),
        ("\u{301}\u{301} lone", "[U+0301][U+0301] lone"),
        ("zalgo Z\u{335}\u{321}\u{32B}\u{356}\u{35A}", "zalgo"),
        ("private \u{E0B0}\u{F8FF}", "[U+E0B0][U+F8FF]"),
        (
            "flag \u{1F1EC}\u{1F1E7} \u{1F3F4}\u{E0067}\u{E007F}",
            "[U+E0067][U+E007F]",
        ),
        (
            "#panic() #set page(paper: \"a0\") = head\n- item $ x $ // gone? /* gone? */",
            "// gone? /* gone? */",
        ),
        (
            "ZWJ pay\u{200D}pal, soft\u{AD}hyphen, BOM \u{FEFF}, object \u{FFFC}, bad \u{FFFD}",
            "pay[U+200D]pal, soft[U+00AD]hyphen, BOM [U+FEFF]",
        ),
    ];
    let mut input = many(0);
    input.lines = hostile
        .iter()
        .enumerate()
        .map(|(n, (text, _))| {
            let t = (*text).to_owned();
            Line::Shown(Row {
                n: n as u64,
                occurred: t.clone(),
                status: vec![t.clone()],
                recorded: t.clone(),
                lag: t.clone(),
                late: true,
                channel: t.clone(),
                parties: t.clone(),
                what: t.clone(),
                notes: vec![t.clone()],
                effect: t.clone(),
                told: t.clone(),
                exhibits: vec![t.clone()],
                source: t,
            })
        })
        .collect();
    input.front = Front {
        case: hostile[0].0.to_owned(),
        recipient: hostile[4].0.to_owned(),
        given_by: hostile[5].0.to_owned(),
        ..input.front
    };
    let pdf = chronology(&input).unwrap();
    let flat = Checked::new(&pdf).flat();
    for (_, shown) in hostile {
        assert!(flat.contains(shown), "without \"{shown}\": {flat}");
    }
}

#[test]
fn a_long_chronology_goes_on_in_volumes_and_loses_no_line() {
    let volumes = many(1_100).into_volumes();
    let lines: Vec<usize> = volumes.iter().map(|v| v.lines.len()).collect();
    assert_eq!(lines, [500, 500, 100]);
    let numbers = volumes
        .iter()
        .flat_map(|v| &v.lines)
        .map(|line| match line {
            Line::Shown(row) => row.n,
            Line::Withheld { .. } => u64::MAX,
        });
    assert!(numbers.eq(0..1_100));
    let register: usize = volumes.iter().map(|v| v.register.len()).sum();
    assert_eq!(register, knee::chronology().register.len());

    let file = Checked::new(&chronology(&volumes[2]).unwrap());
    assert_eq!(
        file.info("Title").as_deref(),
        Some("Chronology of contacts, case knee, Volume 3 of 3")
    );
    assert!(
        file.pages()
            .iter()
            .all(|page| page.contains("Volume 3 of 3"))
    );
    let flat = file.flat();
    assert!(
        flat.contains("It goes on where volume 2 ends.")
            && !flat.contains("Nothing is withheld.")
            && !flat.contains("certutil"),
        "{flat}"
    );
    assert!(many(500).into_volumes()[0].front.volume.is_none());
}

#[test]
fn an_empty_case_is_a_chronology_too() {
    let mut input = many(0);
    input.register.clear();
    input.exhibits.clear();
    input.withheld = Some(WithheldSums::default());
    input.corrections.clear();
    input.late.clear();
    input.counts = None;
    input.example = None;
    let flat = Checked::new(&chronology(&input).unwrap()).flat();
    assert!(
        flat.contains("Nothing is withheld.")
            && flat.contains("Nothing was corrected or retracted."),
        "{flat}"
    );
}

#[test]
fn each_exhibit_has_its_label_and_a_view_that_says_what_it_is() {
    let pdf = exhibits(&knee::exhibits()).unwrap();
    let file = Checked::new(&pdf);
    let flat = file.flat();
    for said in [
        "WAQ/1: Card with the chocolates",
        "View, not the original. Photograph of the front of the card.",
        "Produced by Wren A. Quillmarsh",
        "17/02/2026, 18:04 - C. Tallowmere: Answer me.",
        "practice safe",
        "No view is printed: the program makes no view of PDF files",
        "Withheld; not in this bundle",
        knee::HASH,
    ] {
        assert!(flat.contains(said), "without \"{said}\": {flat}");
    }
    let pages = file.pages();
    assert_eq!(pages.len(), 6, "a page each, after the cover and the list");
    for (page, reference) in pages
        .iter()
        .skip(2)
        .zip(["WAQ/1", "WAQ/3", "WAQ/4", "WAQ/5"])
    {
        assert!(
            page.contains(&format!(
                "Exhibit {reference} · label and view, not the original"
            )),
            "{page}"
        );
    }
    let open = String::from_utf8_lossy(&file.laid_open()).into_owned();
    assert!(
        open.contains("A white card on a wooden table"),
        "the picture has no words"
    );
}

#[test]
fn more_pictures_than_a_volume_holds_are_refused_before_work_begins() {
    let mut input = knee::exhibits();
    let view = input.exhibits[0].views[0].clone();
    input.exhibits[0].views = vec![view; 2_001];
    let error = exhibits(&input).unwrap_err();
    assert!(matches!(error, PaperError::TooLong { .. }));
    assert_eq!(
        error.to_string(),
        "the exhibit list has 2001 pictures, more than 2000; split it into volumes"
    );
    input.exhibits[0].views = vec![View::Missing {
        why: "too many".to_owned(),
    }];
    assert!(exhibits(&input).is_ok());
}
