//! The five stories of the mission, played from their first day to their end.
//!
//! What a story expects beyond what is built stands in `tests/stories/not-yet.txt`, line by line:
//! nothing is passed over in silence, and what is reached must be taken off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use standfast_testkit::play::{Played, play};

#[test]
fn c1_the_knee() {
    holds("knee");
}

#[test]
fn c2_the_regulator() {
    holds("regulator");
}

#[test]
fn c3_the_lilies() {
    holds("lilies");
}

#[test]
fn c4_the_catalogues() {
    holds("catalogues");
}

#[test]
fn c5_seven_years() {
    holds("seven-years");
}

/// A story that nobody plays would hold for ever.
#[test]
fn every_story_is_played() {
    let this = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/play.rs"))
        .unwrap();
    for file in std::fs::read_dir(root().join("tests/stories")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "story") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(
                this.contains(&format!("holds(\"{name}\")")),
                "{name} is not played; add it here"
            );
        }
    }
}

const HEAD: &str = "\
story: C9
case: pin
clinician: Dr Wren A. Quillmarsh
initials: WAQ
setting: gp
jurisdiction: england
zone: Europe/London
relation: patient
opened: 14 Feb 2014 10:00
exercises: R1
";

/// The numbers of the lines that are off, counted from the first below the head.
fn off(body: &str) -> (Vec<usize>, Played) {
    let played = play(&format!("{HEAD}{body}"), &root().join("examples")).unwrap();
    let head = HEAD.lines().count();
    (
        played.off.iter().map(|off| off.line - head).collect(),
        played,
    )
}

/// An expectation that is off must be told with its line, what was expected, and what was found.
#[test]
fn steps_searches_and_sums_that_are_off_are_told() {
    let (lines, played) = off("\
14 Feb 2014 10:30  contact letter \"Ring me.\"  signs: request-to-meet  as: letter
    next: boundary-reply done
    next: boundary-reply today by 15 Feb 2014 because letter
    next: boundary-reply weeks
    next: boundary-reply by 16 Feb 2014
    next: boundary-reply because #0
    not: boundary-reply
    never: boundary-reply
    never: no-such-step
    first: no-such-step
    not (R22): no-such-step
    logged: 2 letter
    logged: 1 letter; 1 from subject
    finds: 1 dahlia
    finds: 1 ring; 0 dahlia
    counts: read 0
14 Feb 2014 10:40 (R24) step done no-such-step
    logged: 1 letter
14 Feb 2014 10:45  step done no-such-step
    logged: 1 letter
14 Feb 2014 10:50  import \"knee/mailbox.mbox\"  account: c.tallowmere@quernmail.example  mine: w.quillmarsh@thistlequern.example
    counts: read 17
    counts: read 16
14 Feb 2014 10:55  contact letter \"Before.\"  attach: \"knee/nothing.jpg\"
");
    assert_eq!(
        lines,
        [2, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 19, 20, 22, 24],
        "{:#?}",
        played.off
    );
    assert_eq!(
        played.not_yet,
        [
            "14 Feb 2014 10:30  not (R22): no-such-step",
            "14 Feb 2014 10:40 (R24) step done no-such-step",
            "14 Feb 2014 10:40  logged: 1 letter",
        ]
    );
    assert_eq!(played.held, 6);
    let first = &played.off[0];
    assert_eq!(first.expected, "next: boundary-reply done");
    assert!(
        first
            .found
            .starts_with("boundary-reply is open, today, by 15 Feb 2014"),
        "{}",
        first.found
    );
    assert!(first.found.contains("#1 (letter)"), "{}", first.found);
}

/// A word of others would show wherever it got to: an entry, an original, a search.
#[test]
fn lines_that_stand_otherwise_and_words_that_stand_somewhere_are_told() {
    let (lines, played) = off("\
14 Feb 2014 10:30  contact letter \"Ring me, my dahlia.\"  clinical: \"A cough.\"  attach: \"regulator/hollowvane.mbox\"  as: letter
    stands: letter 14 Feb 2014 10:30 letter Ring me
    stands: letter 14 Feb 2014 10:31 letter Ring me
    stands: letter 14 Feb 2014 10:30 card Ring me
    stands: letter 14 Feb 2014 10:30 letter Dahlia
    stands: letter 14 Feb 2014 10:30 letter
    stands: #0 14 Feb 2014 10:30 letter Ring me
    nowhere: tulip; daffodil
    nowhere: tulip; my Dahlia
    nowhere: quillmarsh
    nowhere: FIRE DRILL
14 Feb 2014 10:40  import \"seven-years/notebook by the telephone.txt\"  reader: diary  channel: call  as: notes
    counts: read 14; taken 13; gaps 0
    counts: gaps 1
    stands: notes/1 14 Nov 2016 19:10 call rang, breathed
    stands: notes/1 14 Nov 2016 19:10 message rang, breathed
");
    assert_eq!(
        lines,
        [3, 4, 5, 6, 7, 9, 10, 11, 14, 16],
        "{:#?}",
        played.off
    );
    assert_eq!(played.held, 6);
    let found: Vec<&str> = played.off.iter().map(|off| off.found.as_str()).collect();
    assert!(found[5].contains("#1 (letter)"), "{}", found[5]);
    assert!(found[6].contains("#0, clinician"), "{}", found[6]);
    assert!(found[7].contains("WAQ/1"), "{}", found[7]);
}

#[test]
fn bundles_and_verdicts_that_are_off_are_told() {
    let (lines, played) = off("\
14 Feb 2014 10:30  contact letter \"Ring me.\"  clinical: \"A cough.\"  attach: \"knee/letter.jpg\"  as: letter
14 Feb 2014 10:50  disclose police  to: \"Quernshire Police\"  as: given
    goes: letter.words WAQ/1 #0
    goes: #0.subject
    goes: letter.clinical
    goes: WAQ/2
    stays: WAQ/1
    stays: #0.subject; letter.clinical; WAQ/2
14 Feb 2014 10:55  alter given  item: WAQ/1  as: changed
14 Feb 2014 10:56  verify changed
    says: intact
    says: changed original-changed WAQ/1; exit 5
    says: changed original-changed WAQ/2
14 Feb 2014 10:57  verify given
    says: exit 5
    says: key confirmed
    says: problem leaf-missing
    says: all shown
    says: entries 0 to 3
    says: intact; none missing; key not confirmed; demonstration; entries 0 to 2; exit 0
14 Feb 2014 10:58  disclose no-such-profile  to: \"Quernshire Police\"
14 Feb 2014 10:59  disclose no-such-profile  to: \"Quernshire Police\"
    says: exit 2
");
    assert_eq!(
        lines,
        [4, 5, 6, 7, 11, 13, 15, 16, 17, 18, 19, 21],
        "{:#?}",
        played.off
    );
    assert_eq!(played.not_yet, Vec::<String>::new());
    assert_eq!(played.held, 11);
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Plays one story and compares what it does not reach yet with the list.
fn holds(name: &str) {
    let folder = root().join("tests/stories");
    let text = std::fs::read_to_string(folder.join(format!("{name}.story"))).unwrap();
    let listed = listed(
        &std::fs::read_to_string(folder.join("not-yet.txt")).unwrap(),
        name,
    );
    let played =
        play(&text, &root().join("examples")).unwrap_or_else(|e| panic!("{name}.story, {e}"));

    println!(
        "{name}.story: {} lines hold, {} not yet reached",
        played.held,
        played.not_yet.len()
    );
    played
        .not_yet
        .iter()
        .for_each(|line| println!("    not yet  {line}"));

    let mut report = String::new();
    for off in &played.off {
        writeln!(report, "{name}.story:{}", off.line).unwrap();
        writeln!(report, "    expected  {}", off.expected).unwrap();
        writeln!(report, "    found     {}", off.found).unwrap();
    }
    let missing = without(&played.not_yet, &listed);
    if !missing.is_empty() {
        writeln!(
            report,
            "not reached, and not in not-yet.txt under [{name}]:"
        )
        .unwrap();
        missing
            .iter()
            .for_each(|line| writeln!(report, "{line}").unwrap());
    }
    let reached = without(&listed, &played.not_yet);
    if !reached.is_empty() {
        writeln!(report, "reached; take off not-yet.txt under [{name}]:").unwrap();
        reached
            .iter()
            .for_each(|line| writeln!(report, "{line}").unwrap());
    }
    assert!(
        report.is_empty(),
        "{} lines of {name}.story are off\n{report}",
        played.off.len()
    );
}

/// The lines of a story's part of the list.
fn listed(list: &str, name: &str) -> Vec<String> {
    list.lines()
        .skip_while(|line| *line != format!("[{name}]"))
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// What of `all` is not in `some`; a line that stands twice must stand there twice.
fn without(all: &[String], some: &[String]) -> Vec<String> {
    let mut left = some.to_vec();
    let mut new = Vec::new();
    for line in all {
        match left.iter().position(|other| other == line) {
            Some(at) => drop(left.swap_remove(at)),
            None => new.push(line.clone()),
        }
    }
    new
}

/// A corrected name is a name: what holds for a field holds for every later reading of it, and a
/// decision that names nothing is never passed over.
#[test]
fn corrections_and_decisions_leak_nothing() {
    let (lines, played) = off("\
14 Feb 2014 10:30  contact letter \"Ring me.\"  signs: request-to-meet  clinical: \"A cough.\"  witness: \"Reception\"  as: letter
14 Feb 2014 10:40  correct #0  field: subject  value: \"Corvin Tallowmere\"  because: \"Misspelt.\"
14 Feb 2014 10:41  correct letter  field: words  value: \"Ring me, my love.\"  because: \"I read it again.\"
14 Feb 2014 10:42  correct #0  field: relation  value: former-patient  because: \"Left.\"
14 Feb 2014 10:50  disclose police  to: \"Quernshire Police\"  as: given
    stays: #0.relation letter.clinical letter.witnesses
    stays: #2.value
    stays: #4.value
    goes: #3.value
14 Feb 2014 10:51  disclose police  to: \"Quernshire Police\"  as: given2
    decision: stays letter.words  by: \"W\"  because: \"Too private.\"
    stays: letter.words
    stays: #3.value
14 Feb 2014 10:52  disclose police  to: \"Quernshire Police\"  as: given3
    decision: goes letter  basis: consent  by: \"W\"  because: \"All of it.\"
    goes: letter.clinical letter.witnesses
14 Feb 2014 10:53  disclose police  to: \"Quernshire Police\"  as: given4
    decision: stays letter.wrods #77  by: \"W\"  because: \"Too private.\"
    says: exit 2
14 Feb 2014 10:54  disclose police  to: \"Quernshire Police\"  as: given5
    decision: goes #0.subject  basis: consent  by: \"W\"  because: \"They need it.\"
    goes: #2.value
");
    assert!(lines.is_empty(), "{:#?}", played.off);
}
