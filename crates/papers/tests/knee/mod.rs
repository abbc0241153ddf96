//! Case C1, `knee`, as plain input: all people, places, words and numbers are invented.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::io::Cursor;

use standfast_papers::{
    Chronology, Correction, CountRow, Counts, Date, ExampleCheck, Exhibit, ExhibitLine,
    ExhibitList, Front, Late, Letter, Line, Moved, Occasion, Occasions, Picture, Place, Registered,
    Row, State, Statement, View, WithheldRow, WithheldSums,
};

pub const FINGERPRINT: &str = "7c41d09be2a65f1883b00e9d4fa27715c6de93125b8f40a1e77d2c6698b3f05a";
pub const HASH: &str = "b5e0a9c2418d7f36907e1ac4d25f8b6330c9e7ad14f25b88c6017e93ad42f51c";
pub const MADE: Date = Date::constant(2026, 3, 12);

fn s(text: &str) -> String {
    text.to_owned()
}

pub fn front() -> Front {
    Front {
        case: s("knee"),
        recipient: s("Quernshire Police"),
        reference: Some(s("DEMO-0417")),
        given_by: s("Dr Wren A. Quillmarsh, Thistlequern Surgery"),
        profile: s("police"),
        made: s("12 March 2026, 09:00 GMT"),
        date: MADE,
        occurred: Some(s("2 February to 11 March 2026")),
        recorded: Some(s("9 February to 11 March 2026")),
        entries: s("0 to 34 (35 entries)"),
        since: Some(s("6 March 2026 (entries 0 to 32). New here: 33 and 34")),
        fingerprint: s(FINGERPRINT),
        demonstration: true,
        volume: None,
    }
}

/// A row: number, occurred, recorded, lag, channel, parties, what, effect, told, exhibit, source.
#[allow(clippy::too_many_arguments)]
fn row(
    n: u64,
    occurred: &str,
    recorded: &str,
    lag: &str,
    channel: &str,
    parties: &str,
    what: &str,
    effect: &str,
    told: &str,
    exhibit: &str,
    source: &str,
) -> Row {
    Row {
        n,
        occurred: s(occurred),
        recorded: s(recorded),
        lag: s(lag),
        late: lag.contains("days"),
        channel: s(channel),
        parties: s(parties),
        what: s(what),
        effect: s(effect),
        told: s(told),
        exhibits: if exhibit.is_empty() {
            Vec::new()
        } else {
            vec![s(exhibit)]
        },
        source: s(source),
        ..Row::default()
    }
}

pub fn rows() -> Vec<Row> {
    let him = "C. T. to Dr Quillmarsh";
    let warned = "Warning letter of 20 Feb (#26)";
    let mut rows = vec![
        row(
            1,
            "2 Feb 2026, about 11:00 GMT",
            "9 Feb 20:52",
            "7 days",
            "gift",
            him,
            "Chocolates and a card for me, left at reception. I did not see who left them. Card: “Thank you for your kindness. If you ever need anything: 14 Quern Row, 07700 900142.”",
            "None at the time",
            "Nothing",
            "WAQ/1",
            "Clinician, from memory; card kept",
        ),
        row(
            5,
            "2 Feb 2026, afternoon",
            "9 Feb 20:58",
            "7 days",
            "measure",
            "Dr Quillmarsh",
            "Gift accepted for the practice; shared among the staff.",
            "—",
            "—",
            "",
            "Clinician, from memory",
        ),
        row(
            6,
            "9 Feb 2026 19:48 GMT",
            "9 Feb 21:03",
            "1 h 15 min",
            "message\n(Facebook)",
            him,
            "“Why have you not rung me? I have strong feelings for you. Come for a drink with me on Friday.”",
            "Uneasy",
            "Nothing",
            "WAQ/2",
            "Clinician; her screenshot",
        ),
        row(
            11,
            "16 Feb 2026, morning post",
            "16 Feb 12:20",
            "same day",
            "letter",
            him,
            "Two sides, postmark 14 Feb 2026: “I love you. Meet me outside the practice, where we can talk.”",
            "Could not concentrate in the afternoon",
            "Nothing",
            "WAQ/3",
            "Clinician; letter kept",
        ),
        row(
            15,
            "17 Feb 2026 18:02 GMT",
            "17 Feb 21:40",
            "3 h 38 min",
            "message\n(Facebook)",
            him,
            "“Did my letter come?”",
            "—",
            "Nothing",
            "WAQ/4",
            "Export of her account (#13), record 1",
        ),
        row(
            23,
            "17 Feb 2026 20:47 GMT",
            "17 Feb 21:40",
            "53 min",
            "message\n(Facebook)",
            him,
            "“You cannot act as if I were nobody. You will answer me.”",
            "Frightened; stayed with a friend that night",
            "Nothing",
            "WAQ/4",
            "Export of her account (#13), record 9",
        ),
        row(
            26,
            "20 Feb 2026",
            "20 Feb 16:10",
            "same day",
            "measure",
            "Practice manager to C. T.",
            "Warning letter: inappropriate, causes distress, must stop; if not, removal from the list and police.",
            "—",
            "—",
            "WAQ/5",
            "Practice manager; copy kept",
        ),
        row(
            28,
            "5 Mar 2026 17:35 GMT",
            "5 Mar 18:02",
            "27 min",
            "attendance\nat work",
            him,
            "He came to the desk and shouted “I am not leaving until she comes out”. I was in my room. Reception told me the words.",
            "Hid in my room. Shaking.",
            warned,
            "",
            "Clinician, in part as told by reception",
        ),
    ];
    rows[0].notes = vec![s("1 clinical field withheld.")];
    rows[7].notes = vec![s("1 third-party field withheld.")];
    rows[7].status = vec![s("corrected by #32; it said: about 16:30")];
    rows
}

pub fn chronology() -> Chronology {
    let mut lines: Vec<Line> = rows().into_iter().map(Line::Shown).collect();
    lines.insert(6, Line::Withheld { from: 24, to: 25 });
    Chronology {
        front: front(),
        verdict: [
            ("Integrity", "Nothing shown here was changed after it was sealed: 33 entries and 6 originals."),
            ("Completeness", "Entries 0 to 34: 28 shown, 5 in part (2 clinical and 4 third-party fields withheld), 2 withheld. None is missing."),
            ("Anchor", "Key not confirmed: compare the fingerprint below with one that you were given in another way. Whoever holds the key could have written all of this as late as 12 March 2026; entries up to 32 are fixed since 6 March 2026 for a reader who holds the earlier bundle."),
        ]
        .into_iter()
        .map(|(name, text)| Statement { name: s(name), text: s(text) })
        .collect(),
        browser_page: false,
        summary: vec![s("From 2 February to 5 March 2026 the log has 14 contacts from C. T. (Corvin Tallowmere, a patient of the practice) to Dr Quillmarsh, and none from her to him. No reply by her is recorded. One letter by the practice told him to stop, on 20 February; two contacts came after it, both on 5 March.")],
        counts: Some(Counts {
            first: s("Channel"),
            columns: vec![s("Before the letter\nof 20 Feb"), s("After the letter,\nto 9 Mar")],
            rows: vec![
                CountRow { name: s("gift"), counts: vec![1, 0] },
                CountRow { name: s("message (Facebook)"), counts: vec![10, 0] },
                CountRow { name: s("letter"), counts: vec![1, 0] },
                CountRow { name: s("attendance at work"), counts: vec![0, 2] },
            ],
            total: Some(CountRow { name: s("All contacts"), counts: vec![12, 2] }),
        }),
        reading: vec![s("All times are Europe/London, which from 2 February to 11 March 2026 was GMT.")],
        lines,
        lines_notes: vec![s("Entries that are not contacts or measures are listed in “All entries by number”.")],
        occasions: Some(Occasions {
            intro: vec![s("An occasion is what happened towards one person at one stretch. “Ticked” is what the writer chose from a list. Which facts count, and whether any of this is an offence, is for the prosecutor and the court.")],
            facts_title: s("Fact in the list of section 2A(3)"),
            rows: vec![Occasion {
                n: 1,
                when_where: s("Mon 9 Feb 2026, 19:48 GMT\nonline"),
                recorded: s("1 message. Ticked: declaration, request to meet"),
                entries: s("6"),
                told: s("Nothing"),
                facts: s("Contact by any means (b)"),
                effect: s("Uneasy"),
            }],
            notes: vec![s("Towards: Dr Quillmarsh. Section 2A(3) of the Protection from Harassment Act 1997 (England and Wales) gives examples of acts associated with stalking; the letters are its own.")],
        }),
        withheld: Some(WithheldSums {
            rows: vec![
                WithheldRow { what: s("Clinical fields, in entries 0 and 1"), entries: Some(2), fields: Some(2), reason: s("No decision to give them") },
                WithheldRow { what: s("Whole entries 24 and 25"), entries: Some(2), fields: None, reason: s("Do not concern C. T.’s conduct") },
            ],
            sums: vec![s("35 entries = 28 shown + 5 in part + 2 withheld. Nothing was erased. No original is withheld.")],
        }),
        corrections: vec![Correction {
            entry: 32,
            corrects: 28,
            said: s("Occurred 5 Mar 2026, about 16:30 GMT"),
            says: s("Occurred 5 Mar 2026, 17:35 GMT"),
            because: s("W. A. Quillmarsh, 6 Mar 2026 08:15 GMT: “I was shaken. The door camera has the time.”"),
        }],
        late: vec![Late { entry: 1, occurred: s("2 Feb 2026, about 11:00 GMT"), recorded: s("9 Feb 2026 20:52 GMT"), lag: s("7 days 10 hours") }],
        late_notes: vec![],
        questions: Some(s("Questions that the form asked when an entry was made: What happened? When? How? Was there any of this (the list of signs)? A file to attach? How did it leave you? What was said or done back?")),
        register: (0..35)
            .filter(|n| *n != 25)
            .map(|n| match n {
                24 => Registered { numbers: s("24 to 25"), kind: s("—"), given: s("withheld") },
                0 | 1 | 28 => Registered { numbers: n.to_string(), kind: s("contact"), given: s("in part") },
                _ => Registered { numbers: n.to_string(), kind: s("contact"), given: s("shown") },
            })
            .collect(),
        exhibits: vec![
            ExhibitLine { reference: s("WAQ/3"), what: s("Letter of 16 February, with envelope"), entry: 12, kept_as: s("scan and letter") },
            ExhibitLine { reference: s("WAQ/4"), what: s("Nine messages of 17 February"), entry: 14, kept_as: s("extract of an account export") },
        ],
        example: Some(ExampleCheck { file: s("data\\originals\\WAQ-3 letter.pdf"), sha256: s(HASH) }),
    }
}

/// A made-up photograph: a card on a table, in pixels only.
pub fn photograph() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(320, 240, |x, y| {
        if (40..280).contains(&x) && (30..210).contains(&y) {
            image::Rgb([250, 248, 240])
        } else {
            image::Rgb([120, 100, 80])
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(picture)
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

pub fn exhibits() -> ExhibitList {
    let exhibit = |reference: &str, what: &str, file: &str, views: Vec<View>| Exhibit {
        reference: s(reference),
        what: s(what),
        produced_by: s("Wren A. Quillmarsh"),
        found: s("In the practice’s post, Thistlequern Surgery, 16 February 2026, morning"),
        seen_in: Some(s(
            "Contact 11; sealed as entry 12 on 16 February 2026, 12:24 GMT",
        )),
        file: Some(s(file)),
        sha256: Some(s(HASH)),
        kept: None,
        continuity: Vec::new(),
        views,
    };
    let card = Picture::check(
        photograph(),
        "A white card on a wooden table. It reads: Thank you for your kindness.",
    )
    .unwrap();
    let mut letter = exhibit(
        "WAQ/3",
        "Letter of 16 February, with envelope",
        "WAQ-3 letter.pdf, scan of 2 sides and envelope, 1,204,118 bytes",
        vec![View::Missing {
            why: s("the program makes no view of PDF files; open the original."),
        }],
    );
    letter.kept = Some(s("Kept in a sealed envelope in the practice safe"));
    letter.continuity = [
        ("16 Feb 2026, morning", "post", "reception"),
        ("16 Feb 2026 11:50 GMT", "reception", "W. A. Quillmarsh"),
        ("16 Feb 2026 12:22 GMT", "W. A. Quillmarsh", "practice safe"),
    ]
    .into_iter()
    .map(|(when, from, to)| Moved {
        when: s(when),
        from: s(from),
        to: s(to),
    })
    .collect();
    let mut withheld = exhibit("WAQ/5", "Warning letter of 20 February", "", Vec::new());
    withheld.file = None;
    withheld.sha256 = None;
    ExhibitList {
        front: front(),
        exhibits: vec![
            exhibit(
                "WAQ/1",
                "Card with the chocolates",
                "WAQ-1 card.jpg, photograph, 48,211 bytes",
                vec![View::Picture {
                    caption: s("Photograph of the front of the card."),
                    picture: card,
                }],
            ),
            letter,
            exhibit(
                "WAQ/4",
                "Messages of 17 February",
                "WAQ-4 extract.txt, extract of an account export, 1,902 bytes",
                vec![View::Text {
                    caption: s("The text of the first two messages."),
                    text: s(
                        "17/02/2026, 18:02 - C. Tallowmere: Did my letter come?\n17/02/2026, 18:04 - C. Tallowmere: Answer me.",
                    ),
                }],
            ),
            withheld,
        ],
        notes: vec![s("WAQ/5 is withheld: its label is given, its file is not.")],
    }
}

pub fn fields() -> BTreeMap<String, String> {
    [
        ("practice", "Thistlequern Surgery"),
        ("practice-address", "1 Quern Square, Thistlequern ZZ9 9ZZ"),
        ("practice-phone", "01632 960110"),
        ("subject", "Mr Corvin Tallowmere"),
        ("subject-address", "14 Quern Row\nThistlequern\nZZ9 9ZA"),
        ("greeting-name", "Mr Tallowmere"),
        ("clinician", "Dr Quillmarsh"),
        (
            "conduct",
            "the letter and the messages that you have sent to Dr Quillmarsh this month",
        ),
        ("signed-by", "Oriel Stavebrook"),
        ("role", "Practice Manager"),
        ("warning-months", "12"),
        ("signer-phone", "01632 960111"),
    ]
    .into_iter()
    .map(|(name, value)| (s(name), s(value)))
    .collect()
}

pub fn place() -> Place {
    Place {
        jurisdiction: s("england"),
        setting: s("gp"),
    }
}

pub fn warning() -> Letter {
    Letter {
        template: s("warning"),
        date: Date::constant(2026, 2, 20),
        place: place(),
        fields: fields(),
        account: Vec::new(),
        state: State::Approved,
        demonstration: true,
    }
}

pub fn boundary_reply() -> Letter {
    let mut fields = fields();
    fields.insert(s("conduct"), s("your message of 9 February"));
    fields.insert(s("clinician-role"), s("GP"));
    Letter {
        template: s("boundary-reply"),
        date: Date::constant(2026, 2, 10),
        place: place(),
        fields,
        account: Vec::new(),
        state: State::Draft,
        demonstration: false,
    }
}
