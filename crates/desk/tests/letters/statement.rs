//! A statement stands on entries.

use crate::here::by;
use crate::leaks::with_canaries;

#[test]
fn a_statement_stands_on_entries_and_says_what_others_told() {
    let mut here = with_canaries();
    let made = here
        .desk
        .letter_draft(
            "knee",
            "statement",
            [("occupation".to_owned(), "Doctor".to_owned())].into(),
            None,
        )
        .unwrap()
        .made;
    let flat = made
        .drafted
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for part in [
        "Criminal Justice Act 1967, section 9",
        "1. On 9 February 2026 at 7:48pm I received a message. On 20 February 2026 at 4pm I wrote of it: “I have strong feelings for you.” (entry 1)",
        "I wrote, of 16 February 2026 at 10am: “At the desk.” Exhibit WAQ/1 belongs to this. [told to me by others] (entry 2)",
        "In your own words:",
    ] {
        assert!(flat.contains(part), "without \"{part}\": {flat}");
    }
    // The copy that is signed shows neither entries nor questions, and stays a draft without a date or signature.
    let letter = 1;
    let approved = here
        .desk
        .letter_approve("knee", letter, by("Wren Quillmarsh"))
        .unwrap();
    let text = approved.made.drafted.text;
    assert!(
        text.contains("DRAFT") && !text.contains("In your own words") && !text.contains("(entry")
    );
    assert!(!text.contains("For the witness only"));
    assert!(
        !text.contains("20 February 2026\n"),
        "it bears a date: {text}"
    );
}
