//! Every letter in every place: what each must be, whichever it is, as independent readers see it.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod checked;
mod knee;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use checked::Checked;
use standfast_papers::{Drafted, Letter, Place, Reader, State, TemplateSet, Told, letter};

const JURISDICTIONS: [&str; 5] = ["england", "wales", "scotland", "northern-ireland", "jersey"];
const SETTINGS: [&str; 3] = ["gp", "hospital", "allotment"];

fn templates() -> TemplateSet {
    TemplateSet::built_in().unwrap()
}

/// Filled with something for every gap that is no choice.
fn filled(template: &str, place: &Place) -> Letter {
    let mut fields = knee::fields();
    for spec in templates().gaps(template).unwrap() {
        if !spec.choice && spec.known(place).is_none() {
            fields
                .entry(spec.name.clone())
                .or_insert_with(|| "some words".to_owned());
        }
    }
    Letter {
        template: template.to_owned(),
        date: knee::MADE,
        place: place.clone(),
        fields,
        account: account(),
        state: State::Approved,
        demonstration: false,
    }
}

fn account() -> Vec<Told> {
    let told = |entries: &str, kind: &str, count, values: &[(&str, &str)]| Told {
        entries: entries.to_owned(),
        kind: kind.to_owned(),
        from: "subject".to_owned(),
        count,
        values: values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        hearsay: kind == "third-party",
    };
    vec![
        told(
            "6",
            "message",
            1,
            &[
                ("when", "On 9 February 2026 at 7:48pm"),
                ("then", "9 February 2026 at 7:48pm"),
                ("written", "On 9 February 2026 at 9:03pm"),
                ("platform", "facebook"),
                ("words", "Why have you not rung me?"),
                ("effect", "Uneasy"),
                ("exhibits", "WAQ/2"),
            ],
        ),
        told(
            "13 to 21",
            "message",
            9,
            &[
                ("when", "On 17 February 2026, between 6:02pm and 8:47pm,"),
                ("platform", "whatsapp"),
                ("exhibits", "WAQ/4"),
            ],
        ),
        told(
            "28, 32",
            "third-party",
            1,
            &[
                ("then", "5 March 2026 at 5:35pm"),
                ("written", "On 5 March 2026 at 6:02pm"),
                ("words", "He shouted at the desk."),
            ],
        ),
    ]
}

fn place(jurisdiction: &str, setting: &str) -> Place {
    Place {
        jurisdiction: jurisdiction.to_owned(),
        setting: setting.to_owned(),
    }
}

fn draft(input: &Letter) -> Drafted {
    letter(input, &templates()).unwrap_or_else(|e| panic!("{}: {e}", input.template))
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_closed_list_is_whole() {
    let set = templates();
    let names: Vec<&str> = set.names().collect();
    assert_eq!(
        names,
        [
            "boundary-letter",
            "boundary-reply",
            "briefing",
            "chaperone-notice",
            "commissioner-notice",
            "defence-organisation-request",
            "manager-note",
            "paper-log",
            "personal-statement",
            "police-cover",
            "reception-plan",
            "removal",
            "removal-with-reasons",
            "safety-checklist",
            "statement",
            "transfer",
            "warning"
        ]
    );
}

/// The tag tree as pikepdf walks it: language, title, whether marked, and the types of the structure.
const STRUCTURE: &str = r#"
import sys, pikepdf
for path in sys.argv[1:]:
    pdf = pikepdf.open(path)
    root = pdf.Root
    kinds = []
    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node: walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if '/S' in node: kinds.append(str(node['/S']))
            if '/K' in node: walk(node['/K'])
    walk(root.StructTreeRoot.K)
    with pdf.open_metadata() as meta:
        title = meta.get('dc:title')
        author = meta.get('dc:creator')
        tool = meta.get('xmp:CreatorTool')
    print('|'.join([str(root.Lang), str(bool(root.MarkInfo.Marked)), str(bool(root.ViewerPreferences.DisplayDocTitle)),
        str(title), str(author), str(tool), str(len(pdf.attachments)), ' '.join(kinds)]))
"#;

/// Headings and text of a text document as python-docx reads them, and its core properties.
const DOCUMENT: &str = r#"
import sys, zipfile, docx
for path in sys.argv[1:]:
    d = docx.Document(path)
    p = d.core_properties
    print('PROPERTIES', repr(p.title), repr(p.author), repr(p.last_modified_by), p.created, p.modified, repr(p.comments), p.language)
    for i in zipfile.ZipFile(path).infolist(): assert i.date_time == (1980, 1, 1, 0, 0, 0) and not i.extra and not i.comment, i
    for q in d.paragraphs: print(q.style.name + '|' + q.text.replace('\n', ' / '))
    print('FOOT', d.sections[0].footer.paragraphs[0].text)
"#;

fn python(script: &str, files: &[PathBuf]) -> String {
    let here = std::env::current_exe().unwrap();
    let target = here.ancestors().nth(3).unwrap();
    let python = target.join("pytools/bin/python");
    assert!(
        python.is_file(),
        "to install the readers: cargo xtask setup"
    );
    let output = Command::new(python)
        .args(["-c", script])
        .args(files)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn each_has_tags_a_language_and_a_title_for_a_second_reader() {
    let folder = tempfile::tempdir().unwrap();
    let set = templates();
    let mut files = Vec::new();
    for name in set.names() {
        let made = draft(&filled(name, &place("england", "gp")));
        Checked::new(&made.pdf);
        let path = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&path, made.pdf.bytes()).unwrap();
        files.push(path);
    }
    let said = python(STRUCTURE, &files);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), files.len());
    for (line, name) in lines.iter().zip(set.names()) {
        let parts: Vec<&str> = line.split('|').collect();
        assert_eq!(parts[0], "en-GB", "{name}");
        assert_eq!((parts[1], parts[2]), ("True", "True"), "{name}");
        assert!(
            parts[3].len() > 4 && parts[3] != "None",
            "{name}: {}",
            parts[3]
        );
        assert_eq!((parts[5], parts[6]), ("None", "0"), "{name}");
        assert!(
            parts[7].contains("/H1") && parts[7].contains("/P"),
            "{name}: {}",
            parts[7]
        );
        // A heading never skips a level.
        let levels = parts[7]
            .split(' ')
            .filter_map(|kind| kind.strip_prefix("/H")?.parse::<u8>().ok());
        let mut last = 0;
        for level in levels {
            assert!(level <= last + 1, "{name}: {}", parts[7]);
            last = level;
        }
    }
}

#[test]
fn those_that_a_practice_sends_are_text_documents_too() {
    let folder = tempfile::tempdir().unwrap();
    let set = templates();
    let mut files = Vec::new();
    for name in set.names() {
        let mut input = filled(name, &place("england", "gp"));
        input.fields.insert(
            "subject".to_owned(),
            "<b>&\u{5E9}\u{202E}\u{1F600}".to_owned(),
        );
        let made = draft(&input);
        let sent = [
            "warning",
            "transfer",
            "removal",
            "removal-with-reasons",
            "commissioner-notice",
        ];
        assert_eq!(made.docx.is_some(), sent.contains(&name), "{name}");
        let Some(docx) = made.docx else { continue };
        assert!(
            docx == draft(&input).docx.unwrap(),
            "{name} differs from itself"
        );
        let path = folder.path().join(format!("{name}.docx"));
        std::fs::write(&path, docx).unwrap();
        files.push(path);
    }
    let said = python(DOCUMENT, &files);
    let properties: Vec<&str> = said
        .lines()
        .filter(|l| l.starts_with("PROPERTIES"))
        .collect();
    assert_eq!(properties.len(), 5);
    for line in properties {
        assert!(
            line.ends_with("from Thistlequern Surgery' '' '' None None '' en-GB"),
            "{line}"
        );
    }
    for line in [
        "Title|Thistlequern Surgery",
        "Address|<b>&\u{5E9}[U+202E]\u{1F600} / 14 Quern Row / Thistlequern / ZZ9 9ZA",
        "Heading 1|Your contact with Dr Quillmarsh",
        "Heading 2|What will happen if it does not stop",
        "List Bullet|at any time, we may tell the police.",
        "Signed|Oriel Stavebrook / Practice Manager",
        "FOOT Thistlequern Surgery · 1 Quern Square, Thistlequern ZZ9 9ZZ",
    ] {
        assert!(
            said.lines().any(|l| l == line),
            "without \"{line}\": {said}"
        );
    }
}

/// The folder `word` of each is XML that a second reader parses; here, that nothing of the program is in it.
#[test]
fn a_text_document_tells_nothing_of_program_or_time() {
    let made = draft(&filled("warning", &place("england", "gp")));
    let mut file = tempfile::NamedTempFile::with_suffix(".docx").unwrap();
    file.write_all(&made.docx.unwrap()).unwrap();
    let all = python(
        "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nprint(''.join(z.read(n).decode() for n in z.namelist()))",
        &[file.path().to_owned()],
    )
    .to_lowercase();
    for canary in [
        "standfast",
        "creator>",
        "created",
        "modified",
        "revision",
        "template>",
        "rsid",
        " log ",
        "evidence",
    ] {
        assert!(!all.contains(canary), "{canary}");
    }
}

#[test]
fn each_is_set_in_every_place_and_names_the_bodies_of_that_place() {
    let set = templates();
    for name in set.names() {
        // The press is slow where it is not optimised: each place once for what differs by law, each other setting once.
        let by_law = name.starts_with("removal") || name.contains("statement");
        let places = JURISDICTIONS
            .iter()
            .map(|j| place(j, "gp"))
            .filter(|_| by_law);
        let elsewhere = set.settings(name).unwrap() != ["gp"];
        let settings = SETTINGS
            .iter()
            .map(|s| place("england", s))
            .filter(|p| elsewhere && (p.setting == "hospital" || p.setting == "allotment"));
        for here in places.chain(settings) {
            let made = draft(&filled(name, &here));
            let text = made.text.to_lowercase();
            assert!(!text.contains("hscb"), "P23: {name}");
            if here.setting != "gp" {
                for never in ["list of patients", "eighth day", "special allocation"] {
                    assert!(
                        !text.contains(never),
                        "P28: {name} in {}: {never}",
                        here.setting
                    );
                }
                assert!(!made.names_removal, "P28: {name} in {}", here.setting);
            }
        }
    }
    let notice = |jurisdiction| {
        flat(&draft(&filled("commissioner-notice", &place(jurisdiction, "gp"))).text)
    };
    assert!(notice("england").contains("NHS integrated care board"));
    assert!(notice("wales").contains("Local Health Board"));
    assert!(notice("scotland").contains("Health Board"));
    assert!(notice("northern-ireland").contains("Department of Health (SPPG)"));
}

#[test]
fn t23_a_statement_stands_under_the_law_of_its_place() {
    // The clean copy, and the witness's own, which says more.
    let said = |jurisdiction| {
        let mut input = filled("statement", &place(jurisdiction, "gp"));
        let clean = draft(&input).text;
        input.state = State::Draft;
        flat(&format!("{clean} {}", draft(&input).text))
    };
    for (jurisdiction, has, never) in [
        (
            "england",
            vec![
                "Criminal Justice Act 1967, section 9",
                "I may be prosecuted",
                "It is an offence to state wilfully",
            ],
            vec!["MG11", "1968"],
        ),
        (
            "wales",
            vec!["Criminal Justice Act 1967, section 9"],
            vec!["MG11", "1968"],
        ),
        (
            "northern-ireland",
            vec![
                "(Northern Ireland) 1968, section 1",
                "at a court in Northern Ireland",
            ],
            vec!["1967", "MG11"],
        ),
        (
            "scotland",
            vec![
                "Notes for a statement",
                "production WAQ/2",
                "The police take the statement",
            ],
            vec![
                "1967",
                "1968",
                "section 9",
                "MG11",
                "prosecuted",
                "exhibit",
                "wilfully",
            ],
        ),
        (
            "jersey",
            vec!["Witness statement"],
            vec!["1967", "1968", "prosecuted", "wilfully"],
        ),
    ] {
        let text = said(jurisdiction);
        for part in has {
            assert!(
                text.contains(part),
                "{jurisdiction} without \"{part}\": {text}"
            );
        }
        for part in never {
            assert!(
                !text.contains(part),
                "{jurisdiction} says \"{part}\": {text}"
            );
        }
    }
}

#[test]
fn t24_t25_a_statement_is_never_signed_dated_or_finished_and_bears_no_birth_date_or_home() {
    for name in ["statement", "personal-statement"] {
        for state in [State::Draft, State::Approved] {
            let mut input = filled(name, &place("england", "gp"));
            input.state = state;
            let made = draft(&input);
            let page = Checked::new(&made.pdf).flat();
            assert!(
                made.text.contains("DRAFT") && page.contains("DRAFT"),
                "{name}"
            );
            assert!(!page.contains("12 March 2026"), "{name} is dated");
            assert!(page.contains("over 18"), "{name}");
            for never in ["birth", "Quern Row", "14 Quern"] {
                assert!(!page.contains(never), "{name} says {never}");
            }
        }
    }
}

#[test]
fn a_statement_s_sentences_stand_on_entries_and_hearsay_is_marked() {
    let mut input = filled("statement", &place("england", "gp"));
    input.state = State::Draft;
    let text = flat(&draft(&input).text);
    for part in [
        "1. On 9 February 2026 at 7:48pm I received a message by Facebook. I produce it as exhibit WAQ/2. On 9 February 2026 at 9:03pm I wrote of it: “Why have you not rung me?” Of what it did to me I wrote: “Uneasy”. (entry 6)",
        "2. On 17 February 2026, between 6:02pm and 8:47pm, I received 9 messages by WhatsApp. I produce them as exhibit WAQ/4. (entries 13 to 21)",
        "3. On 5 March 2026 at 6:02pm I wrote, of 5 March 2026 at 5:35pm: “He shouted at the desk.” [told to me by others] (entries 28, 32)",
    ] {
        assert!(text.contains(part), "without \"{part}\": {text}");
    }
    input.state = State::Approved;
    let clean = draft(&input);
    let page = Checked::new(&clean.pdf).flat();
    assert!(page.contains("told to me by others"));
    for never in [
        "entry 6",
        "entries 13",
        "In your own words",
        "For the witness only",
    ] {
        assert!(
            !page.contains(never),
            "the copy that is signed says {never}"
        );
    }
    // The effect stands apart, in a statement of its own, and nothing else does.
    let mut apart = filled("personal-statement", &place("england", "gp"));
    apart.state = State::Draft;
    let text = draft(&apart).text;
    assert!(text.contains("Uneasy") && !text.contains("rung me") && !text.contains("shouted"));
}

#[test]
fn the_briefing_and_the_plan_name_no_reason_and_no_illness() {
    for name in ["briefing", "reception-plan"] {
        let text = flat(&draft(&filled(name, &place("england", "gp"))).text).to_lowercase();
        for never in [
            "love",
            "advance",
            "stalk",
            "harass",
            "letter of warning",
            " ill ",
            "illness",
            "inappropriate",
            "distress",
            "threat",
        ] {
            assert!(!text.contains(never), "{name}: {never}");
        }
        assert_eq!(
            draft(&filled(name, &place("england", "gp"))).pdf.pages(),
            1,
            "{name}"
        );
    }
}

#[test]
fn nothing_to_whom_it_is_about_tells_that_notes_are_kept() {
    let set = templates();
    let about: Vec<&str> = set
        .names()
        .filter(|n| set.reader(n) == Some(Reader::Subject))
        .collect();
    assert_eq!(about.len(), 7);
    for name in about {
        let made = draft(&filled(name, &place("england", "gp")));
        let open = String::from_utf8_lossy(&Checked::new(&made.pdf).laid_open()).to_lowercase();
        let read =
            format!("{} {} {name}", made.text, made.message.unwrap_or_default()).to_lowercase();
        for word in [
            " log ",
            "logged",
            "evidence",
            "exhibit",
            "chronology",
            "dossier",
            "diary",
            "standfast",
        ] {
            assert!(
                !read.contains(word) && !open.contains(word),
                "{name}: {word}"
            );
        }
    }
}

#[test]
fn names_in_other_scripts_stand_or_are_shown_by_number() {
    for name in ["warning", "briefing", "statement"] {
        let mut input = filled(name, &place("england", "gp"));
        for gap in ["subject", "clinician", "practice"] {
            input.fields.insert(
                gap.to_owned(),
                "Ελένη Ñuñez \u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{645}\u{62D} \u{4F60} \u{1F600} \u{202E}a\u{0}".to_owned(),
            );
        }
        let made = draft(&input);
        let page = Checked::new(&made.pdf).flat();
        // Poppler gives right-to-left letters in their own order.
        for shown in [
            "Ελένη",
            "Ñuñez",
            "[U+0645]",
            "[U+4F60]",
            "[U+202E]",
            "[U+0000]",
        ] {
            assert!(page.contains(shown), "{name}: {shown}: {page}");
        }
        assert!(
            page.contains('\u{5E9}') && page.contains('\u{1F600}'),
            "{name}: {page}"
        );
        for kept in ["\u{645}\u{62D}", "\u{4F60}", "\u{1F600}", "[U+202E]"] {
            assert!(made.text.contains(kept), "{name}: {kept}");
        }
    }
}

#[test]
fn no_words_in_a_gap_break_a_letter() {
    let long = "word ".repeat(300);
    let unbroken = "x".repeat(500);
    let nasty = [
        "a\nb\n\nc\r\nd",
        "\u{0}\u{7}\u{1B}[31m",
        "e\u{301}\u{301}\u{301}\u{301}\u{301} \u{200D}\u{FE0F} \u{1F469}\u{200D}\u{1F52C}",
        "] #panic() <w:p/> &amp; {practice} ___ [] - : //",
        long.as_str(),
        unbroken.as_str(),
    ];
    for name in ["warning", "briefing", "statement"] {
        for words in nasty {
            let mut input = filled(name, &place("england", "gp"));
            for value in input.fields.values_mut() {
                words.clone_into(value);
            }
            for told in &mut input.account {
                for value in told.values.values_mut() {
                    words.clone_into(value);
                }
            }
            input.state = State::Draft;
            Checked::new(&draft(&input).pdf);
        }
    }
}

#[test]
fn the_texts_of_all_read_as_they_should() {
    for name in templates().names() {
        let mut input = filled(name, &place("england", "gp"));
        input.state = State::Draft;
        insta::assert_snapshot!(format!("text-{name}"), draft(&input).text);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_was_made_before() {
    let input = filled("transfer", &place("wales", "gp"));
    let once = draft(&input);
    let mut other = filled("removal", &place("scotland", "gp"));
    other.fields = BTreeMap::new();
    draft(&other);
    let again = draft(&input);
    assert!(
        once.pdf.bytes() == again.pdf.bytes() && once.docx == again.docx && once.text == again.text
    );
}
