//! Sample data of the pages about outcomes, reviews, days, notes and figures: case knee, as elsewhere here.

use standfast_web::pages::dates::{Dates, Day};
use standfast_web::pages::figures::{
    Around, Chart, ChartRow, Figures, First, List, Occasion, Resumed, TableRow,
};
use standfast_web::pages::frame::{Frame, Mend, Mends, Section};
use standfast_web::pages::measure::{Measure, MeasureForm};
use standfast_web::pages::notes::{Note, NoteForm, Notes};
use standfast_web::pages::outcome::{Outcome, OutcomeForm};
use standfast_web::pages::review::{Change, Own, Review, ReviewForm};
use standfast_web::pages::shown::{Shown, Time};
use standfast_web::pages::step::EntryLink;

use super::knee::{BASE, frame, s, w};

fn framed(title: &'static str, section: Section) -> Frame {
    frame(title, Some(section))
}

fn entry(n: u64) -> EntryLink {
    EntryLink {
        words: format!("#{n}"),
        href: format!("{BASE}/entries/{n}"),
    }
}

pub fn outcome() -> Outcome {
    Outcome {
        frame: framed("Outcome", Section::Steps),
        caption: w("Case knee"),
        base: s(BASE),
        once: s("0f1e"),
        proposed: s("12 March 2033"),
        why: s("A claim in court can come for up to six years (not checked against the text)."),
        form: OutcomeForm::default(),
        mends: Mends::none(),
    }
}

pub fn outcome_to_mend() -> Outcome {
    let mends = Mends(vec![
        Mend {
            field: "kind",
            words: s("Choose what came of it, or say it in a word or two."),
        },
        Mend {
            field: "keep-day",
            words: s("Say until which day."),
        },
    ]);
    let page = outcome();
    Outcome {
        frame: page.frame.to_mend(&mends),
        form: OutcomeForm {
            kind: s("other"),
            words: s("<b>He</b> moved away."),
            keep: s("day"),
            ..OutcomeForm::default()
        },
        mends,
        ..page
    }
}

pub fn measure() -> Measure {
    Measure {
        frame: framed("Measure", Section::Steps),
        caption: w("Case knee"),
        base: s(BASE),
        once: s("0f1e"),
        form: MeasureForm::default(),
        mends: Mends::none(),
    }
}

pub fn measure_to_mend() -> Measure {
    let mends = Mends(vec![
        Mend {
            field: "own",
            words: s("Say it in a word or two."),
        },
        Mend {
            field: "until",
            words: s("\"31 Feb\" is not a time."),
        },
    ]);
    let page = measure();
    Measure {
        frame: page.frame.to_mend(&mends),
        form: MeasureForm {
            kind: s("other"),
            words: s("<b>"),
            names_removal: true,
            until: s("31 Feb"),
            ..MeasureForm::default()
        },
        mends,
        ..page
    }
}

pub fn review() -> Review {
    Review {
        frame: framed("Review", Section::Steps),
        caption: w("Case knee"),
        base: s(BASE),
        once: s("0f1e"),
        since: w("Since the last review, 3 March 2026"),
        changes: vec![
            Change {
                words: w("2 contacts from the patient (came to my work 2)"),
                entries: vec![],
            },
            Change {
                words: w("Measures"),
                entries: vec![entry(102), entry(103)],
            },
        ],
        open: vec![(s("Tell the police now"), format!("{BASE}/steps#police-now"))],
        accounts: vec![
            Own {
                value: s("facebook Wren <Q>"),
                shown: w("facebook Wren <Q>"),
                when: s("looked at on 3 March 2026"),
                ticked: false,
            },
            Own {
                value: s("phone 07700 900456"),
                shown: w("phone 07700 900456"),
                when: s("never looked at"),
                ticked: true,
            },
        ],
        suggested: 2,
        form: ReviewForm::default(),
        mends: Mends::none(),
    }
}

pub fn review_to_mend() -> Review {
    let mends = Mends::one("next", "Say a day that is still to come.");
    let page = review();
    Review {
        frame: page.frame.to_mend(&mends),
        form: ReviewForm {
            next: s("1 March 2026"),
            ..ReviewForm::default()
        },
        mends,
        ..page
    }
}

pub fn notes() -> Notes {
    Notes {
        frame: framed("Notes", Section::Steps),
        caption: w("Case knee"),
        base: s(BASE),
        once: s("0f1e"),
        form: NoteForm::default(),
        notes: vec![
            Note {
                entry: s("P3"),
                heading: w("Advice from M. Sedge"),
                line: w("Given 17 February 2026. Noted 17 February 2026, 2:10pm."),
                words: vec![
                    w("Write once, through the practice."),
                    w("Then nothing more."),
                ],
            },
            Note {
                entry: s("P1"),
                heading: w("Screening, by P.C. Alder"),
                line: w("Done 16 February 2026. Noted 17 February 2026, 9am."),
                words: vec![w("A screening tool 2")],
            },
        ],
        mends: Mends::none(),
    }
}

pub fn notes_to_mend() -> Notes {
    let mends = Mends(vec![
        Mend {
            field: "words",
            words: s(
                "A screening is kept without words. Leave them out, or keep them as a note of your own.",
            ),
        },
        Mend {
            field: "instrument",
            words: s("Say with which instrument."),
        },
    ]);
    let page = notes();
    Notes {
        frame: page.frame.to_mend(&mends),
        form: NoteForm {
            kind: s("screening"),
            words: s("total 7"),
            by: s("P.C. Alder"),
            ..NoteForm::default()
        },
        mends,
        ..page
    }
}

pub fn shown() -> Shown {
    Shown {
        frame: framed("Shown", Section::Steps),
        caption: w("Case knee"),
        base: s(BASE),
        times: vec![
            Time {
                when: s("12 March 2026, 5:52pm"),
                entry: s("P12"),
                advised: vec![w("Advice you were given, P3")],
                steps: vec![
                    w("Tell the police now: open, now. uk-gp 1.0.0"),
                    w("Say that it must stop: done. uk-gp 1.0.0"),
                ],
            },
            Time {
                when: s("9 February 2026, 9pm"),
                entry: s("P0"),
                advised: vec![],
                steps: vec![w("Say that it must stop: open, today. uk-gp 1.0.0")],
            },
        ],
        earlier: Some(format!("{BASE}/shown?before=0")),
    }
}

pub fn dates() -> Dates {
    Dates {
        frame: framed("Dates", Section::Steps),
        caption: w("Case knee, 12 March 2026"),
        base: s(BASE),
        dates: vec![
            Day {
                day: s("Tuesday 17 February 2026"),
                far: s("23 days ago"),
                passed: true,
                title: w("Keep the evidence"),
                href: format!("{BASE}/steps#preserve-evidence"),
                who: s("You"),
                because: vec![entry(51)],
                source: w("Advice on advances by patients, Medical Defence Union"),
            },
            Day {
                day: s("Tuesday 1 September 2026"),
                far: s("in 173 days"),
                passed: false,
                title: w("Last day of the restriction, as logged"),
                href: String::new(),
                who: String::new(),
                because: vec![entry(9)],
                source: w(""),
            },
        ],
    }
}

pub fn no_dates() -> Dates {
    Dates {
        dates: vec![],
        ..dates()
    }
}

pub fn figures() -> Figures {
    Figures {
        frame: framed("Figures", Section::Overview),
        caption: w("Case knee, as it stood on 20 March 2026"),
        base: s(BASE),
        sentence: s(
            "28 contacts on 6 occasions. 2 came after the patient had been told to stop. The last came 8 days ago.",
        ),
        chart: Some(Chart {
            heading: "Contacts by week",
            column: "Week from",
            title: s("Contacts by week, 2 February 2026 to 20 March 2026"),
            description: s(
                "3 bars. The longest is 24 contacts: 16 February 2026. Lines mark the measures. The table below has the same numbers.",
            ),
            height: 142,
            rows: vec![
                ChartRow::Bar {
                    label: s("2 Feb"),
                    n: 1,
                    width: s("2.91"),
                    behind: s("22.91"),
                    top: 0,
                },
                ChartRow::Bar {
                    label: s("9 Feb"),
                    n: 0,
                    width: s("0.00"),
                    behind: s("20.00"),
                    top: 32,
                },
                ChartRow::Mark {
                    label: w("10 February: <b>restriction</b>"),
                    top: 64,
                },
                ChartRow::Bar {
                    label: s("16 Feb"),
                    n: 24,
                    width: s("70.00"),
                    behind: s("90.00"),
                    top: 110,
                },
            ],
            table: vec![
                TableRow {
                    from: s("2 February 2026"),
                    contacts: 1,
                    occasions: 1,
                    measures: w(""),
                },
                TableRow {
                    from: s("9 February 2026"),
                    contacts: 0,
                    occasions: 0,
                    measures: w("Restriction"),
                },
                TableRow {
                    from: s("16 February 2026"),
                    contacts: 24,
                    occasions: 2,
                    measures: w(""),
                },
            ],
        }),
        lists: vec![List {
            title: "How they came",
            column: "Way",
            rows: vec![(w("Message"), 24, 2), (w("a drone"), 1, 1)],
            more: Some((2, 3)),
        }],
        firsts: vec![First {
            sign: w("I was afraid"),
            day: s("17 February 2026"),
            entry: entry(51),
            contacts: 3,
        }],
        around: vec![Around {
            measure: w("Warning letter, 20 February 2026"),
            entry: entry(97),
            before: s("51 in 21 days"),
            after: s("2 in 28 days"),
        }],
        resumed: vec![Resumed {
            again: s("5 March 2026"),
            entry: entry(99),
            quiet: s("after 40 days, since 24 January 2026"),
            between: vec![entry(97), entry(98)],
        }],
        quiet: 28,
        since: w(
            "There was no review yet. Since the case began: 28 contacts from the patient, 3 measures, 0 outcomes.",
        ),
        occasions: vec![Occasion {
            day: s("5 March 2026"),
            entries: EntryLink {
                words: s("#99 to #100"),
                href: format!("{BASE}/entries/99"),
            },
            how: w("Came to my work. 2 contacts, towards <R. Desk>"),
            signs: w("Aggressive, Waited for me"),
            told: vec![w("Warning letter, 20 February 2026 (#97)")],
            facts: vec![w("Waiting at a place")],
        }],
        extent: s("Newest first."),
        earlier: Some(format!("{BASE}/figures?before=99#occasions")),
        has_facts: true,
        counted: s("Counted from entries 0 to 104."),
    }
}

pub fn figures_of_nothing() -> Figures {
    Figures {
        sentence: s("0 contacts on 0 occasions."),
        chart: None,
        lists: vec![],
        firsts: vec![],
        around: vec![],
        resumed: vec![],
        occasions: vec![],
        earlier: None,
        has_facts: false,
        ..figures()
    }
}
