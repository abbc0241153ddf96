//! The evidence under `examples/`, imported as a person would: the counts that its README states.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::HashSet;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use standfast_intake::{
    Counts, Flow, IntakeError, Parties, Report, Seen, Settings, Source, Tally, resolve_time,
};
use standfast_model::draft::{AttachmentContent, Draft};

/// One import into a case that knows the identities in `known`, and learns those taken.
struct Import {
    report: Report,
    counts: Counts,
    taken: Vec<Draft>,
}

fn import(file: &str, account: &[&str], mine: &[&str], known: &mut HashSet<String>) -> Import {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(file);
    let source = Source::open(&path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let settings = Settings::at("2026-11-24T09:00:00Z".parse().unwrap());
    let survey = standfast_intake::survey(&source, reader, &settings).unwrap();
    let parties = Parties::new(account.iter().copied(), mine.iter().copied());
    let mut tally = Tally::new(parties, &survey);
    let zone = TimeZone::get("Europe/London").unwrap();
    let mut taken = Vec::new();
    let report = standfast_intake::read::<IntakeError>(&source, reader, &settings, &mut |draft| {
        let when = resolve_time(&draft.time, &zone, "Europe/London");
        if let Seen::Take { .. } = tally.see(&draft, when.from, |identity| known.contains(identity))
        {
            for attachment in &draft.attachments {
                if let AttachmentContent::Member(name) = &attachment.content {
                    std::io::copy(&mut source.open_member(name)?, &mut std::io::sink()).unwrap();
                }
            }
            taken.push(draft);
        }
        Ok(Flow::Go)
    })
    .unwrap();
    known.extend(taken.iter().map(|d| d.identity.clone()));
    Import {
        report,
        counts: tally.finish(),
        taken,
    }
}

impl Import {
    /// Read, taken, left out, already, not understood; from subject, from clinician; attachments.
    fn figures(&self) -> [u64; 8] {
        let c = &self.counts;
        let figures = [
            self.report.read,
            c.taken,
            c.left_out(),
            c.already,
            self.report.not_understood,
            c.from_subject,
            c.from_clinician,
            c.attachments,
        ];
        assert_eq!(
            figures[0],
            figures[1..5].iter().sum::<u64>(),
            "the counts add up"
        );
        figures
    }
}

const CORVIN: [&str; 2] = [
    "c.tallowmere@quernmail.example",
    "corvin66@fastpost.example",
];
const WREN: [&str; 2] = [
    "w.quillmarsh@thistlequern.example",
    "wren@quillmarsh.example",
];

#[test]
fn the_mailbox_of_the_knee() {
    let mut known = HashSet::new();
    let mailbox = import("knee/mailbox.mbox", &CORVIN, &WREN, &mut known);
    assert_eq!(
        mailbox.figures(),
        [16, 9, 6, 0, 1, 8, 1, 1],
        "{:?}",
        mailbox.report
    );
    let address = import(
        "knee/2026-02-18 0802 new address.eml",
        &CORVIN,
        &WREN,
        &mut known,
    );
    assert_eq!(address.figures(), [1, 1, 0, 0, 0, 1, 0, 1]);
    let again = "knee/2026-02-12 2331 saved again.eml";
    assert_eq!(
        import(again, &CORVIN, &WREN, &mut known).figures(),
        [1, 0, 0, 1, 0, 0, 0, 0]
    );
    assert_eq!(
        import(again, &CORVIN, &WREN, &mut HashSet::new()).figures(),
        [1, 1, 0, 0, 0, 1, 0, 0]
    );

    let title = |n: usize| mailbox.taken[n].title.as_deref();
    let words = |n: usize| mailbox.taken[n].words.as_deref().unwrap_or_default();
    assert_eq!(title(2), Some("Is it 5 € you think I am worth?"));
    assert!(words(2).starts_with(
        "You have not written since the third. I bought the café table by the window for"
    ));
    assert!(mailbox.taken[2].marks.contains(&"hidden-text".to_owned()));
    assert_eq!(
        mailbox.taken[3].attachments[0].name,
        "the bench – for two.jpg"
    );
    assert!(
        words(4).contains("\nFrom the first day you looked") && words(4).ends_with("From Corvin")
    );
    assert!(words(5).starts_with("You said ‘ring reception’. I did… they said no. Why – is it"));
    assert_eq!(
        (title(6), words(6)),
        (
            None,
            "Nine messages.\nNot one word.\nYou think you can just stop?"
        )
    );
    assert!(words(7).starts_with("I have slept two hours."));
    assert_eq!(
        address.taken[0].title.as_deref(),
        Some("Ich weiß, du liest das ✉")
    );
}

#[test]
fn the_chat_of_the_knee_from_two_phones() {
    let mut known = HashSet::new();
    let (him, her) = (["C Tallowmere"], ["Wren Quillmarsh"]);
    let android = import(
        "knee/WhatsApp Chat with C Tallowmere.zip",
        &him,
        &her,
        &mut known,
    );
    assert_eq!(
        android.figures(),
        [24, 21, 3, 0, 0, 19, 2, 3],
        "{:?}",
        android.report
    );
    let ios = "knee/WhatsApp Chat - C Tallowmere.zip";
    let after = import(ios, &him, &her, &mut known);
    assert_eq!(
        after.figures(),
        [11, 6, 1, 4, 0, 6, 0, 1],
        "{:?}",
        after.report
    );
    assert_eq!(
        import(ios, &him, &her, &mut HashSet::new()).figures(),
        [11, 10, 1, 0, 0, 10, 0, 1]
    );
    assert_eq!(
        import(ios, &him, &her, &mut known).figures(),
        [11, 0, 1, 10, 0, 0, 0, 0]
    );

    let words = |n: usize| android.taken[n].words.as_deref();
    assert_eq!(
        words(4),
        Some(
            "I have thought it all out:\n2026-02-14 19:00 the Quern Arms, the table by the window\n\n- you in the blue coat\n- me early  "
        )
    );
    assert_eq!(words(5), Some("Our bench. I slept there"));
    assert_eq!(
        words(9),
        Some("Missed voice call. That was me: I added you on everything and you removed me")
    );
    assert_eq!(
        (words(10), words(14)),
        (None, Some("I know you have read this."))
    );
    assert_eq!(
        android.report.dates.unwrap().to_string(),
        "dmy, decided by line 1"
    );
}

#[test]
fn the_other_cases() {
    let mut none = HashSet::new();
    let lilies = import(
        "lilies/WhatsApp Chat - G Pennyfarrow.zip",
        &["G Pennyfarrow"],
        &["Isolde Marrowbeck"],
        &mut none,
    );
    assert_eq!(
        lilies.figures(),
        [10, 9, 1, 0, 0, 8, 1, 0],
        "{:?}",
        lilies.report
    );
    assert_eq!(
        lilies
            .taken
            .iter()
            .filter(|d| d.kind == standfast_model::draft::DraftKind::Call)
            .count(),
        1
    );

    let regulator = import(
        "regulator/hollowvane.mbox",
        &[
            "marigold.hollowvane@dovecotemail.example",
            "m.h.writes@dovecotemail.example",
        ],
        &["t.fennelquay@osierlathe.example"],
        &mut none,
    );
    assert_eq!(regulator.figures(), [5, 4, 1, 0, 0, 4, 0, 0]);
    let words = regulator.taken[1].words.as_deref().unwrap();
    assert!(
        words.ends_with(
            "\nFrom the window I could see your light.\n>From there to here is not far."
        ),
        "{words}"
    );

    for file in ["did-they-fit.eml", "they-took-my-telephone.eml"] {
        let one = import(
            &format!("catalogues/{file}"),
            &["dh.forwarding@parcelpost.example"],
            &["c.wetherfold@gorsebank.example"],
            &mut none,
        );
        assert_eq!(one.figures(), [1, 1, 0, 0, 0, 1, 0, 0], "{file}");
    }

    let threats = import(
        "seven-years/threats.mbox",
        &[
            "blackmarl.n@hedgemail.example",
            "nobody4417@hedgemail.example",
            "nblackmarl@tinpost.example",
        ],
        &["h.wintlebury@peatmoor.example"],
        &mut none,
    );
    assert_eq!(threats.figures(), [6, 4, 2, 0, 0, 4, 0, 0]);
}
