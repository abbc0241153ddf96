//! Case C1 as the desk would hand it to the pages, 12 March 2026, 6pm. Everybody is invented.

use standfast_desk::looks::preview;
use standfast_web::pages::accounts::{Accounts, Suggested};
use standfast_web::pages::cases::{CaseRow, Cases};
use standfast_web::pages::disclosures::Disclosures;
use standfast_web::pages::entry::EntryPage;
use standfast_web::pages::error::ErrorPage;
use standfast_web::pages::exhibit::{Exhibit, View};
use standfast_web::pages::frame::{CaseFrame, Frame, HelpLine, Mend, Mends, Section, UrgentHelp};
use standfast_web::pages::icon::Icon;
use standfast_web::pages::import::{
    Choose, ColumnChoice, Columns, PersonRow, Preview, Running, Sample, Stopped, Sums, TableColumn,
};
use standfast_web::pages::leave::Leaving;
use standfast_web::pages::letters::{Change, Draft, Gap, Letter, Letters};
use standfast_web::pages::log::{FileDate, Log, LogForm, When};
use standfast_web::pages::overview::{ContactRow, Overview};
use standfast_web::pages::saved::Saved;
use standfast_web::pages::search::{Found, Hit, Part, Search};
use standfast_web::pages::sign_in::SignIn;
use standfast_web::pages::step::{Call, EntryLink, Step, Urgency, WhyPart};
use standfast_web::pages::steps::{Advised, CameBack, Ended, Steps};
use standfast_web::pages::timeline::{
    Day, Entry, Filter, Folded, Note, Said, Shot, Side, Timeline,
};
use standfast_web::pages::verdict::{Line, Lines, Mark, Problem, Verdict};
use standfast_web::running::Phase;
use standfast_web::words::Words;

pub const BASE: &str = "/cases/knee";

pub fn s(text: &str) -> String {
    text.to_owned()
}

pub fn w(text: &str) -> Words {
    Words::from(text)
}

fn england() -> UrgentHelp {
    let mut help = UrgentHelp::united_kingdom();
    help.place = s("England");
    help.lines.push(HelpLine {
        when: s("Your defence organisation, advice line"),
        words: s("020 7946 0123"),
        number: s("+442079460123"),
    });
    help
}

pub fn frame(title: &'static str, section: Option<Section>) -> Frame {
    Frame {
        title,
        mend: false,
        demonstration: true,
        help: england(),
        holder: Some(w("Dr W. A. Quillmarsh")),
        case: section.map(|section| CaseFrame {
            name: w("knee"),
            base: s(BASE),
            section,
            printed: s("12 March 2026, 6:02pm"),
        }),
    }
}

fn entry_link(n: u32) -> EntryLink {
    EntryLink {
        words: format!("Entry {n}"),
        href: format!("{BASE}/entries/{n}"),
    }
}

fn why(parts: &[&str]) -> Vec<WhyPart> {
    let part = |words: &&str| WhyPart {
        words: w(words),
        href: words
            .strip_prefix('#')
            .map(|n| format!("{BASE}/entries/{n}")),
    };
    parts.iter().map(part).collect()
}

fn police_now() -> Step {
    Step {
        id: s("police-now"),
        urgency: Urgency::Now,
        title: s("Call the police"),
        order: s("Call 999 now if you are in danger."),
        text: s("If the patient has gone, call 101 today. You need not have the papers ready."),
        why: why(&["#28", " (aggression), ", "#29", " (fear)."]),
        because: vec![entry_link(28), entry_link(29)],
        who: s("You, or anybody at the practice"),
        by: String::new(),
        source: s("Medical Defence Union, advice of 18 November 2016"),
        later: false,
        calls: vec![
            Call {
                number: s("999"),
                urgent: true,
            },
            Call {
                number: s("101"),
                urgent: false,
            },
        ],
    }
}

fn quiet(
    id: &str,
    urgency: Urgency,
    title: &str,
    text: &str,
    who: &str,
    by: &str,
    because: &[u32],
) -> Step {
    Step {
        id: s(id),
        urgency,
        title: s(title),
        order: String::new(),
        text: s(text),
        why: why(&["It stands in the log."]),
        because: because.iter().copied().map(entry_link).collect(),
        who: s(who),
        by: s(by),
        source: s("Medical Defence Union, 18 November 2016"),
        later: id == "list-removal",
        calls: vec![],
    }
}

fn after_that() -> Vec<Step> {
    vec![
        quiet(
            "preserve-evidence",
            Urgency::Today,
            "Keep the car park recording",
            "It may be overwritten soon. Ask for 4pm to 6:30pm, at the desk and at the gate.",
            "P. Manager",
            "5 March 2026",
            &[29],
        ),
        quiet(
            "police-report",
            Urgency::Today,
            "Report it to the police",
            "Online or by 101, also if nothing is urgent now. It does not wait for papers.",
            "You",
            "5 March 2026",
            &[26, 28, 29],
        ),
        quiet(
            "list-removal",
            Urgency::Days,
            "Decide about removal from the list",
            "The letter of 20 February named it. It is a decision to weigh, with a senior colleague.",
            "Partners",
            "16 March 2026",
            &[26, 28, 29],
        ),
    ]
}

pub fn sign_in() -> SignIn {
    SignIn {
        frame: Frame::locked("Unlock", true),
        was_open: false,
        kept: false,
        to: s("/"),
        mends: Mends::none(),
    }
}

pub fn sign_in_wrong() -> SignIn {
    let mends = Mends::one(
        "passphrase",
        "This passphrase opens no key. Nothing was changed.",
    );
    SignIn {
        frame: Frame::locked("Locked", true).to_mend(&mends),
        was_open: true,
        kept: true,
        to: s("/cases/knee/log"),
        mends,
    }
}

pub fn leaving() -> Leaving {
    Leaving {
        frame: Frame::locked("Leaving", true),
        away: s("the weather on bbc.co.uk"),
    }
}

pub fn not_found() -> ErrorPage {
    ErrorPage::not_found(frame("Problem", None))
}

pub fn disk_full() -> ErrorPage {
    ErrorPage {
        frame: frame("Problem", Some(Section::Log)),
        happened: s("The disk is full"),
        to_what: s("Entry 28 was not saved."),
        safe: s("Entries 0 to 27 are safe."),
        next: s("Free 40 MB, then press Save again."),
        back: s("/cases/knee/log"),
        back_words: s("Back to what you typed"),
    }
}

pub fn cases() -> Cases {
    Cases {
        frame: frame("Cases", None),
        warnings: vec![s(
            "No head is kept outside: an older copy put back would not be noticed.",
        )],
        cases: vec![
            CaseRow {
                name: w("knee"),
                href: s(BASE),
                urgency: Some(Urgency::Now),
                next: s("Call the police"),
                line: s("14 contacts, the last on 5 March 2026"),
            },
            CaseRow {
                name: w("lilies"),
                href: s("/cases/lilies"),
                urgency: None,
                next: s("No step is open"),
                line: s("3 contacts, the last on 12 June 2025"),
            },
        ],
    }
}

pub fn no_cases() -> Cases {
    Cases {
        frame: frame("Cases", None),
        warnings: vec![],
        cases: vec![],
    }
}

pub fn overview() -> Overview {
    let row = |icon, words: &str, n: u32, line: &str| ContactRow {
        icon,
        words: w(words),
        href: format!("{BASE}/entries/{n}"),
        line: w(line),
    };
    Overview {
        frame: frame("Overview", Some(Section::Overview)),
        caption: w("Case knee, Thursday 12 March 2026, 6pm"),
        base: s(BASE),
        notices: vec![s(
            "The rules of this place are not in yet; these hold everywhere.",
        )],
        first: Some(police_now()),
        then: after_that(),
        open: 6,
        latest: vec![
            row(
                Icon::Eye,
                "Stood at the entrance of the car park",
                29,
                "Today, 5:50pm. Came to work. Entry 29",
            ),
            row(
                Icon::Work,
                "Came to the desk and asked to see you",
                28,
                "Today, 4:40pm. Came to work. Entry 28",
            ),
            row(
                Icon::Message,
                "9 messages in one day",
                15,
                "17 February 2026. Message. Entries 15 to 23",
            ),
        ],
        stays: vec![quiet(
            "emergency-exception",
            Urgency::Weeks,
            "In an emergency",
            "The patient is still treated: by a colleague where there is one, with a chaperone.",
            "Everybody",
            "",
            &[25],
        )],
    }
}

pub fn accounts() -> Accounts {
    Accounts {
        frame: frame("Accounts", Some(Section::Overview)),
        caption: w("Case knee"),
        base: s(BASE),
        suggested: vec![
            Suggested {
                kind: s("phone"),
                value: s("07700 900456"),
                shown: w("07700 900456"),
                because: w("They wrote of it as their own: #14"),
                shown_by: vec![entry_link(14)],
                to_mend: false,
            },
            Suggested {
                kind: s("instagram"),
                value: s("@c\u{202e}again"),
                shown: w("@c\u{202e}again"),
                because: w("They wrote of it as their own: #15"),
                shown_by: vec![entry_link(15)],
                to_mend: false,
            },
        ],
        subject: vec![
            (w("phone"), w("07700 900142")),
            (w("address"), w("14 Quern Row, Thistlequern")),
        ],
        clinician: vec![],
        mends: Mends::none(),
    }
}

pub fn accounts_to_mend() -> Accounts {
    let mut page = accounts();
    page.mends = Mends::one("because", "Say why it is not theirs.");
    page.frame = page.frame.to_mend(&page.mends);
    page.suggested[0].to_mend = true;
    page
}

pub fn steps() -> Steps {
    let mut open = vec![police_now()];
    open.extend(after_that());
    Steps {
        frame: frame("Steps", Some(Section::Steps)),
        caption: w("Case knee, 12 March 2026"),
        base: s(BASE),
        notices: vec![],
        advised: vec![Advised {
            words: vec![
                w("Write once, through the practice. Then nothing more."),
                w("Ring us again if he comes to the gate."),
            ],
            line: w("M. Sedge, 17 February 2026. P3"),
        }],
        kept: w("That these steps were shown is kept in your private log, P12."),
        open,
        ended: vec![
            Ended {
                id: s("boundary-reply"),
                title: s("Say that it must stop"),
                how: "Done",
                because: why(&["#8", " reply, 10 February 2026"]),
                can_reopen: false,
            },
            Ended {
                id: s("chaperone"),
                title: s("Have a chaperone"),
                how: "Not doing this",
                because: why(&["The patient is not seen by me any more."]),
                can_reopen: true,
            },
        ],
        packs: vec![
            s("uk-gp 1.0.0, correct on 1 November 2026"),
            s("uk-law 1.0.0"),
        ],
        others: vec![(s("home-visit"), s("Plan any home visit"))],
        came_back: None,
        mends: Mends::none(),
    }
}

pub fn steps_to_mend() -> Steps {
    let mends = Mends::one("because", "Say why it is not done.");
    let page = steps();
    Steps {
        frame: page.frame.to_mend(&mends),
        came_back: Some(CameBack {
            step: s("police-report"),
            because: s("  "),
            to: s("R. Desk"),
        }),
        mends,
        ..page
    }
}

pub fn steps_to_open() -> Steps {
    let mends = Mends::one("open-because", "Say why you open it.");
    let page = steps();
    Steps {
        frame: page.frame.to_mend(&mends),
        came_back: Some(CameBack {
            step: s("home-visit"),
            ..CameBack::default()
        }),
        mends,
        ..page
    }
}

fn plain(side: Side, icon: Icon, n: u32, heading: &str, who: &str, said: &str) -> Entry {
    Entry {
        side,
        icon,
        id: format!("e{n}"),
        href: format!("{BASE}/entries/{n}"),
        heading: w(heading),
        number: format!("#{n}"),
        number_words: format!("Entry {n}"),
        who: w(who),
        said: if said.is_empty() {
            vec![]
        } else {
            vec![Said {
                label: "",
                words: w(said),
            }]
        },
        folded: None,
        exhibits: vec![],
        notes: vec![],
    }
}

fn shot(reference: &str, caption: &str) -> Shot {
    Shot {
        href: format!("{BASE}/exhibits/{reference}"),
        picture: Some(format!("{BASE}/exhibits/{reference}/small")),
        caption: w(caption),
    }
}

pub fn timeline() -> Timeline {
    let mut waited = plain(
        Side::In,
        Icon::Eye,
        29,
        "Stood at the entrance of the car park",
        "5:50pm. C. Tallowmere, towards Dr W. A. Quillmarsh",
        "R. Desk saw him at the gate and walked me to my car. He watched us and said nothing.",
    );
    waited.said.push(Said {
        label: "How it left me:",
        words: w("I was afraid to drive home."),
    });
    waited
        .exhibits
        .push(shot("WAQ-6", "WAQ/6, still from the practice camera"));
    let mut desk = plain(
        Side::In,
        Icon::Work,
        28,
        "Came to the desk and asked to see me",
        "5:35pm. C. Tallowmere, towards R. Desk",
        "No appointment. When R. Desk said no, he shouted and struck the counter.\nHe was asked to leave and left.",
    );
    desk.folded = Some(Folded {
        label: "Show the patient’s words",
        words: vec![w("“I am not leaving until she comes out.”")],
    });
    desk.notes.push(Note { words: w("Corrected on 6 March 2026 by Dr W. A. Quillmarsh. It said: about 4:30pm. Reason: the camera’s clock."), entry: Some((s("#32"), format!("{BASE}/entries/32"))) });
    let mut letter = plain(
        Side::Measure,
        Icon::Flag,
        26,
        "Measure: warning letter",
        "2pm. P. Manager to C. Tallowmere, by post, signed for",
        "The conduct is inappropriate, causes distress and must stop. If it goes on: removal from the list, and the police.",
    );
    letter.exhibits.push(Shot {
        href: format!("{BASE}/exhibits/WAQ-5"),
        picture: None,
        caption: w("WAQ/5, copy of the letter"),
    });
    let mut messages = plain(
        Side::In,
        Icon::Message,
        15,
        "9 messages",
        "6:02pm to 8:47pm. C. Tallowmere to Dr W. A. Quillmarsh",
        "",
    );
    messages.number = s("#15 to #23");
    messages.number_words = s("Entries 15 to 23");
    messages.folded = Some(Folded {
        label: "Show the messages",
        words: vec![
            w("6:02pm “Did my letter come?”"),
            w("6:04pm “Answer me.”"),
            w("8:47pm “You will answer me\u{202E}. <script>alert(1)</script>”"),
        ],
    });
    messages.notes.push(Note {
        words: w(
            "Taken from an export file, sealed on 18 February 2026. 2 system lines were left out.",
        ),
        entry: Some((s("#13"), format!("{BASE}/entries/13"))),
    });
    let call = plain(
        Side::Out,
        Icon::Call,
        9,
        "Phone call",
        "3:05pm. R. Desk to C. Tallowmere",
        "The appointment of 16 February is now with a colleague. No reason given. He said “Fine”.",
    );
    let mut gift = plain(
        Side::In,
        Icon::Gift,
        1,
        "Gift: chocolates and a card",
        "About 11am. C. Tallowmere to Dr W. A. Quillmarsh, left at the desk",
        "After the visit about a knee. The card gave an address and a telephone number.",
    );
    gift.exhibits.push(shot("WAQ-1", "WAQ/1, card, inside"));
    gift.notes.push(Note {
        words: w("Late entry: recorded on 9 February 2026, 7 days after it happened."),
        entry: None,
    });
    let day = |id: &str, heading: &str, entries| Day {
        heading: s(heading),
        id: s(id),
        entries,
    };
    Timeline {
        frame: frame("Timeline", Some(Section::Timeline)),
        caption: w("Case knee"),
        base: s(BASE),
        extent: s("Entries 1 to 29, 2 February to 5 March 2026, newest first."),
        channels: vec![("message", s("Message")), ("gift", s("Gift"))],
        filter: Filter::default(),
        days: vec![
            day("d2026-03-05", "Thursday 5 March 2026", vec![waited, desk]),
            day("d2026-02-20", "Friday 20 February 2026", vec![letter]),
            day("d2026-02-17", "Tuesday 17 February 2026", vec![messages]),
            day("d2026-02-10", "Tuesday 10 February 2026", vec![call]),
            day("d2026-02-02", "Monday 2 February 2026", vec![gift]),
        ],
        earlier: None,
        first_page: true,
        mends: Mends::none(),
    }
}

pub fn timeline_part() -> Timeline {
    let filter = Filter {
        from: s("1 Feb 2026"),
        to: s("3 Mar 2026"),
        channel: s("gift"),
    };
    Timeline {
        filter,
        earlier: Some(1_769_900_000),
        ..timeline()
    }
}

pub fn timeline_to_mend() -> Timeline {
    let mends = Mends::one("from-day", "“31 Feb” is not a day.");
    let page = timeline();
    Timeline {
        frame: page.frame.to_mend(&mends),
        earlier: Some(7),
        first_page: false,
        mends,
        ..page
    }
}

pub fn entry() -> EntryPage {
    EntryPage {
        frame: frame("Entry", Some(Section::Timeline)),
        caption: w("Case knee"),
        base: s(BASE),
        n: 28,
        entry: timeline().days.remove(0).entries.pop(),
        kind: w("Contact"),
        facts: vec![
            (w("Happened"), w("5 March 2026, 5:35pm")),
            (w("Recorded"), w("5 March 2026, 6:02pm")),
        ],
        exhibits: vec![],
        takes_files: true,
        mends: Mends::none(),
    }
}

pub fn entry_of_an_import() -> EntryPage {
    EntryPage {
        entry: None,
        kind: w("Import"),
        facts: vec![
            (w("Source name"), w("chat\u{202E}.zip")),
            (w("Read"), w("12")),
        ],
        exhibits: vec![shot("WAQ-4", "WAQ/4, extract.txt")],
        takes_files: false,
        ..entry()
    }
}

pub fn log() -> Log {
    Log {
        frame: frame("Log", None),
        caption: w("New entry in case knee"),
        base: s(BASE),
        now: s("5:52pm"),
        opened: 1_773_337_920,
        once: s("0f1e"),
        form: LogForm::default(),
        kept: String::new(),
        kept_files: vec![],
        offered: vec![],
        came_back: false,
        mends: Mends::none(),
    }
}

pub fn log_with_dates() -> Log {
    let date = |file: &str, said: &str| FileDate {
        file: w(file),
        said: s(said),
    };
    Log {
        form: LogForm {
            words: s("A card, with her number."),
            ..LogForm::default()
        },
        kept: s("9a"),
        kept_files: vec![w("card.jpg"), w("Screenshot_20260209-210105.png")],
        offered: vec![
            date(
                "card.jpg",
                "taken 9 Feb 2026, 18:02:11 (says the camera; zone unknown)",
            ),
            date(
                "Screenshot_20260209-210105.png",
                "named 9 Feb 2026, 21:01:05 (says the file's name; zone unknown)",
            ),
        ],
        ..log()
    }
}

pub fn log_to_mend() -> Log {
    let mends = Mends(vec![
        Mend {
            field: "when-other",
            words: s("Say the day another way: 31 February is not a day."),
        },
        Mend {
            field: "files",
            words: s("The chosen file is empty. Choose another."),
        },
    ]);
    let page = log();
    Log {
        frame: page.frame.to_mend(&mends),
        form: LogForm {
            words: s("\nHe said <b>\"I know\"</b> & left \u{202E}.\r\nThen he came back."),
            when: When::Other,
            when_other: s("31 February"),
            how: s("other"),
            how_else: s("post"),
            platform: s("facebook"),
            from: s("other"),
            signs: vec![s("fear"), s("sexual")],
            exact: s("“Answer me.”"),
            towards: s("R. Desk"),
            place: s("the car park"),
            witnesses: s("P. Manager\nR. Desk"),
            effect: s("Shaking"),
            reply: s("Nothing"),
            clinical: s("Knee"),
            note: s("Ask about the gate"),
            ..LogForm::default()
        },
        kept: s("a1b2"),
        kept_files: vec![w("card.jpg"), w("gate\u{202E}gpj.exe")],
        mends,
        ..page
    }
}

pub fn log_come_back() -> Log {
    Log {
        form: LogForm {
            words: s("He waited at the gate."),
            ..LogForm::default()
        },
        came_back: true,
        ..log()
    }
}

pub fn saved() -> Saved {
    Saved {
        frame: frame("Saved", None),
        what: s("Entry 29, 5:58pm"),
        line: w("Thursday 5 March 2026. Sealed in case knee."),
        base: s(BASE),
        entry: format!("{BASE}/entries/29"),
        next: Some(police_now()),
        later: vec!["where exactly", "who else saw it", "a photo or file"],
        warnings: vec![],
    }
}

pub fn saved_with_warning() -> Saved {
    Saved {
        next: None,
        later: vec![],
        warnings: vec![s(
            "It is saved. The note of the last entry outside the vault could not be written: an older copy put back would not be noticed.",
        )],
        ..saved()
    }
}

pub fn import_choose() -> Choose {
    Choose {
        frame: frame("Import", Some(Section::Import)),
        caption: w("Case knee, import"),
        base: s(BASE),
        kept: None,
        account: s("C. Tallowmere"),
        mine: s("W. Quillmarsh"),
        zone: s("Europe/London"),
        order: String::new(),
        pasted: String::new(),
        channel: String::new(),
        columns: vec![],
        mends: Mends::none(),
    }
}

pub fn import_columns() -> Columns {
    let column = |name: &str| TableColumn {
        said: s(name),
        name: w(name),
    };
    let choice = |field: &'static str, label, chosen: Option<&str>| ColumnChoice {
        id: format!("column-{field}"),
        field,
        label,
        chosen: chosen.map(s),
    };
    Columns {
        frame: frame("Import", Some(Section::Import)),
        caption: w("Case knee, import"),
        base: s(BASE),
        file: w("what happened.csv"),
        known: None,
        columns: vec![column("Date"), column("What happened"), column("3")],
        left_out: 0,
        rows: vec![
            vec![w("14/02/2026"), w("A card with a red heart"), w("")],
            vec![w("15/02/2026 19:30"), w("<b>=cmd|' /C calc'!A0</b>"), w("")],
        ],
        choices: vec![
            choice("time", "When it was", Some("Date")),
            choice("words", "What was said or done", Some("What happened")),
            choice("channel", "How it came: text, call, letter", None),
        ],
        kept: s("3f9c"),
        typed: vec![("account", s("C. Tallowmere")), ("channel", s(""))],
        mends: Mends::none(),
    }
}

pub fn import_to_mend() -> Choose {
    let mends = Mends::one(
        "order",
        "Choose how dates like 03/04 are read: this file does not say, and it matters.",
    );
    let page = import_choose();
    Choose {
        frame: page.frame.to_mend(&mends),
        kept: Some(s("3f9c")),
        mends,
        ..page
    }
}

pub fn import_reading() -> Running {
    Running {
        frame: frame("Import", None),
        address: format!("{BASE}/import/run/3f9c"),
        phase: Phase::Reading(412_000),
        rate: Some(96_500),
        left: None,
        stopping: true,
    }
}

pub fn import_sealing() -> Running {
    Running {
        phase: Phase::Sealing {
            done: 21_000,
            all: 100_000,
        },
        rate: Some(2_450),
        left: Some(s("About 40 seconds")),
        stopping: false,
        ..import_reading()
    }
}

pub fn import_waiting() -> Running {
    Running {
        phase: Phase::Waiting,
        rate: None,
        stopping: false,
        ..import_reading()
    }
}

pub fn import_stopped() -> Stopped {
    Stopped {
        frame: frame("Import", Some(Section::Import)),
        caption: w("Case knee, import"),
        base: s(BASE),
        token: s("3f9c"),
        keep: true,
        sealed: 21_000,
        all: 100_000,
    }
}

pub fn import_preview() -> Preview {
    let sample = |when: &str, words: &str| Sample {
        when: s(when),
        from: "The patient",
        words: w(words),
    };
    Preview {
        frame: frame("Import", Some(Section::Import)),
        caption: w("Case knee, import"),
        base: s(BASE),
        token: s("3f9c"),
        sums: Sums {
            read: 1012,
            taken: 1009,
            left_out: 2,
            already: 0,
            not_understood: 1,
        },
        facts: vec![
            ("File", w("messages.zip, 4 kB, a WhatsApp export")),
            ("The patient", w("“C. Tallowmere”, 1,009 messages")),
            ("You", w("“W. Quillmarsh”, no messages")),
            ("First and last", w("17 February 2026, 6:02pm to 8:47pm")),
            (
                "Time zone",
                w("Europe/London. The file names none, so the case’s is used"),
            ),
        ],
        samples: vec![
            sample("17 February 2026, 6:02pm", "Did my letter come?"),
            sample("17 February 2026, 6:04pm", "Answer me."),
            sample(
                "17 February 2026, 7:15pm",
                "A picture is named, but not in the file",
            ),
        ],
        people: vec![
            PersonRow {
                name: w("C. Tallowmere"),
                taken: 1009,
                already: 0,
                left_out: 0,
            },
            PersonRow {
                name: w("Somebody else"),
                taken: 0,
                already: 0,
                left_out: 2,
            },
        ],
        more_people: 0,
        spans: vec![(s("January 2026"), 9), (s("February 2026"), 1000)],
        problems: vec![w("Line 14: the date is cut off")],
        more_problems: 0,
        theirs: vec![w(
            "07700 900456 (phone, 12 messages left out): they write of it as their own, line 77",
        )],
        notes: vec![s("1 picture is named in the file and is not in it.")],
        keep_offered: true,
    }
}

pub fn search() -> Search {
    let part = |found, words: &str| Part {
        found,
        words: w(words),
    };
    Search {
        frame: frame("Search", Some(Section::Search)),
        caption: w("Case knee"),
        base: s(BASE),
        words: s("answer \"me\""),
        found: Some(Found {
            count: s("the newest 2 entries"),
            hits: vec![
                Hit {
                    icon: Icon::Message,
                    href: format!("{BASE}/entries/23"),
                    number: s("Entry 23"),
                    line: w("17 February 2026, 8:47pm. Message"),
                    parts: vec![
                        part(false, "…nobody. You will "),
                        part(true, "answer"),
                        part(false, " me."),
                    ],
                },
                Hit {
                    icon: Icon::Message,
                    href: format!("{BASE}/entries/16"),
                    number: s("Entry 16"),
                    line: w("17 February 2026, 6:04pm. Message"),
                    parts: vec![part(true, "Answer"), part(false, " me.")],
                },
            ],
            before: Some(s("16")),
        }),
        mends: Mends::none(),
    }
}

pub fn search_nothing() -> Search {
    Search {
        found: Some(Found {
            count: s("no entry"),
            hits: vec![],
            before: None,
        }),
        ..search()
    }
}

pub fn exhibit() -> Exhibit {
    Exhibit {
        frame: frame("Exhibit", Some(Section::Timeline)),
        caption: w("Case knee, entry 2"),
        reference: s("WAQ/1"),
        what: w("Card, inside"),
        view: View::Picture {
            src: format!("{BASE}/exhibits/WAQ-1/picture"),
        },
        inside: None,
        download: format!("{BASE}/exhibits/WAQ-1/original"),
        name: w("card.jpg"),
        size: s("48,211 bytes"),
        sha256: s("7c41d09be2a65f1883b00e9d4fa27715c6de93125b8f40a1e77d2c6698b3f05a"),
        facts: vec![
            ("Produced by", w("Dr W. A. Quillmarsh")),
            ("Found", w("2 February 2026, at the desk")),
            ("Recorded", w("9 February 2026, 8:12am")),
        ],
        continuity: vec![w(
            "9 February 2026: in an envelope, in the manager’s drawer",
        )],
        belongs: Some(entry_link(1)),
    }
}

pub fn exhibit_with_another_inside() -> Exhibit {
    Exhibit {
        inside: Some(format!("{BASE}/exhibits/WAQ-1/inside")),
        ..exhibit()
    }
}

pub fn exhibit_mail() -> Exhibit {
    Exhibit {
        reference: s("WAQ/2"),
        what: w("E-mail"),
        view: View::Mail {
            heads: vec![
                ("From", w("C. Tallowmere <c@tallowmere.example>")),
                ("Date", w("Mon, 9 Feb 2026 19:48:00 +0000")),
                ("Subject", w("a\u{202E}b")),
            ],
            plain: None,
            html: preview::mail_html(
                "<p onclick=x()>Why have you <b>not</b> rung?<img src=http://a.example/p.gif></p>",
            )
            .ok(),
        },
        name: w("photo\u{202E}gpj.eml"),
        ..exhibit()
    }
}

pub fn exhibit_text() -> Exhibit {
    Exhibit {
        view: View::Text(preview::text(b"Answer me.\n</pre><script>alert(1)</script>").unwrap()),
        ..exhibit()
    }
}

pub fn exhibit_other() -> Exhibit {
    Exhibit {
        view: View::Nothing(preview::NotShown::Kind),
        ..exhibit()
    }
}

pub fn disclosures() -> Disclosures {
    Disclosures {
        frame: frame("Disclosures", Some(Section::Disclosures)),
        caption: w("Case knee"),
        extent: s("Entries 0 to 34, profile police."),
        sums: vec![
            ("entries shown whole", 28),
            ("shown in part", 5),
            ("withheld", 2),
        ],
        goes: w("6 originals (3.4 MB), chronology.pdf, exhibits.pdf, contacts.csv"),
        fields: s("6 fields are withheld"),
        withheld: w("clinical 2 (#0, #1), third-party 4 (#9, #28, #29)"),
        waiting: vec![
            (entry_link(0), w("subject")),
            (entry_link(1), w("clinical")),
        ],
    }
}

pub fn letters() -> Letters {
    let letter = |number, title: &str, state, may: &[&'static str], history: &[&str]| Letter {
        number,
        title: s(title),
        state,
        kept: number == 1,
        docx: number == 1,
        may: may.to_vec(),
        history: history.iter().map(|line| w(line)).collect(),
    };
    Letters {
        frame: frame("Letters", Some(Section::Letters)),
        caption: w("Case knee"),
        base: s(BASE),
        letters: vec![
            letter(
                2,
                "A note to your manager",
                "Draft",
                &["drafted", "approved", "not-sent"],
                &["Draft, 21 February 2026, 9:02am"],
            ),
            letter(
                1,
                "The practice’s warning letter",
                "Sent",
                &["returned", "acknowledged", "answered"],
                &[
                    "Draft, 19 February 2026, 10am",
                    "Approved by Oriel Stavebrook, 20 Feb 2026, 15:30",
                    "Sent by Oriel Stavebrook, 20 Feb 2026, 16:10: first-class post, signed for (#26)",
                ],
            ),
        ],
        templates: vec![(s("The practice’s warning letter"), s("warning"))],
        draft: None,
        mends: Mends::none(),
    }
}

pub fn letter_draft() -> Letters {
    let gap = |name: &str, asks: &str, value: &str| Gap {
        id: format!("gap-{name}"),
        asks: s(asks),
        value: s(value),
        open: value.is_empty(),
    };
    let draft = Draft {
        letter: 3,
        template: s("warning"),
        title: s("The practice’s warning letter"),
        number: s("P3"),
        text: w("Dear C. Tallowmere\n\n[practice phone]"),
        gaps: vec![
            gap("practice", "Practice", "Thistlequern Surgery"),
            gap(
                "signer-phone",
                "Telephone number of the person who signs",
                "",
            ),
        ],
        must: vec![w("Gaps are open; see above.")],
        doubts: vec![],
        since: vec![],
        own: vec![],
        name: s("warning-3.pdf"),
        token: s("c3d4"),
        by: s(""),
        although: s(""),
    };
    Letters {
        draft: Some(draft),
        ..letters()
    }
}

pub fn letter_to_approve() -> Letters {
    let mut page = letter_draft();
    page.mends = Mends::one("although", "Say why it is right all the same.");
    if let Some(draft) = &mut page.draft {
        for gap in &mut draft.gaps {
            gap.open = false;
        }
        draft.must = vec![];
        draft.doubts = vec![w("\"I am sorry\" reads as if a fault were admitted")];
        draft.since = vec![
            Change {
                came: false,
                text: w("Ring [practice phone]."),
            },
            Change {
                came: true,
                text: w("Ring 020 7946 0417."),
            },
        ];
        draft.by = s("Oriel Stavebrook");
    }
    page
}

pub fn verdict() -> Verdict {
    Verdict {
        frame: frame("Check", Some(Section::Verdict)),
        caption: w("Case knee, checked 20 April 2026, 9:20am"),
        base: s(BASE),
        lines: Some(Lines {
            integrity: Line {
                mark: Mark::Holds,
                says: s("nothing shown here was changed"),
                more: s("All 35 entries and 6 originals are byte for byte what was sealed."),
                problems: vec![],
                print: None,
            },
            completeness: Line {
                mark: Mark::Holds,
                says: s("entries 0 to 34, none missing"),
                more: s("35 shown."),
                problems: vec![],
                print: None,
            },
            anchor: Line {
                mark: Mark::Open,
                says: s("key not confirmed"),
                more: s(
                    "Whoever holds the key could have written all of this as late as 20 April 2026. Nothing fixes an earlier date. “Recorded” is the writer’s clock. Demonstration vault.",
                ),
                problems: vec![],
                print: Some(s(
                    "7c41d09b e2a65f18 83b00e9d 4fa27715 c6de9312 5b8f40a1 e77d2c66 98b3f05a",
                )),
            },
        }),
    }
}

pub fn verdict_changed() -> Verdict {
    let mut page = verdict();
    if let Some(lines) = &mut page.lines {
        lines.integrity = Line {
            mark: Mark::Fails,
            says: s("CHANGED. 1 problem"),
            more: s("What is not named here is as it was sealed."),
            problems: vec![Problem {
                code: s("original-changed"),
                item: w("WAQ/3"),
                message: w("The file is not the one that was sealed."),
            }],
            print: None,
        };
    }
    page
}

pub fn verdict_none() -> Verdict {
    Verdict {
        lines: None,
        ..verdict()
    }
}
