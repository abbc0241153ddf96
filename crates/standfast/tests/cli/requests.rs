//! Friend requests that come out of a download, beside those that were logged by hand.

use crate::program::{Program, example};

const ZIP: &str = "regulator/facebook-tobinfennelquay-2025-02-13.zip";

fn import<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let who = [
        "--account",
        "Marigold Hollowvane",
        "--mine",
        "Tobin Fennelquay",
    ];
    [&["import", "knee", file][..], &who, more].concat()
}

#[test]
fn a_request_logged_by_hand_is_never_doubled_in_silence() {
    let p = Program::with_case();
    let log = |when: &str, more: &[&str]| {
        let said = [
            "contact",
            "add",
            "knee",
            "--channel",
            "friend-request",
            "--when",
            when,
            "--json",
        ];
        p.run(&[&said[..], more].concat()).exits(0).json()["n"].as_u64()
    };
    // A minute of the download's own; one on another platform; one of the clinician's; one days before.
    let same = log("10 Feb 2025 20:59", &["--platform", "facebook"]).unwrap();
    log("12 Feb 2025 21:33", &["--platform", "instagram"]).unwrap();
    log("12 Feb 2025 21:33", &["--from", "clinician"]).unwrap();
    log("2 Feb 2025 21:33", &[]).unwrap();

    let file = example(ZIP);
    let note = format!("logged by hand: 1 (#{same})");
    let dry = p.run(&import(&file, &["--dry-run"])).exits(0);
    assert!(dry.out.contains(&note), "{}", dry.out);
    let done = p.run(&import(&file, &[])).exits(0);
    assert!(done.out.contains(&note), "{}", done.out);

    let lines = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    let requests: Vec<_> = lines
        .iter()
        .filter(|l| l["channel"] == "friend-request" && !l["source"].is_null())
        .collect();
    assert_eq!(requests.len(), 2, "both are kept");
    let doubt = format!("it may be the same as #{same}, which was logged by hand");
    let mut said = 0;
    for request in requests {
        let n = request["n"].to_string();
        let shown = p.run(&["contact", "show", "knee", &n]).exits(0).out;
        let doubted = shown.contains("which was logged by hand");
        assert_eq!(doubted, shown.contains(&doubt), "{shown}");
        said += u64::from(doubted);
    }
    assert_eq!(said, 1, "only the one near it says so");
}

#[test]
fn an_import_names_the_clinician_by_what_was_said_and_nothing_of_the_program_s() {
    let p = Program::with_case();
    let done = p.run(&import(&example(ZIP), &["--json"])).exits(0).json();
    let n = done["entry"].to_string();
    let entry = p.run(&["contact", "show", "knee", &n]).exits(0).out;
    assert!(entry.contains("tobin fennelquay"), "{entry}");
    assert!(!entry.contains("whoever kept this record"), "{entry}");
}

#[test]
fn an_order_of_dates_that_was_not_needed_stands_in_nobodys_way_the_second_time() {
    let p = Program::with_case();
    let file = example(ZIP);
    let order = ["--date-order", "dmy"];
    p.run(&import(&file, &order)).exits(0);
    let again = p.run(&import(&file, &order)).exits(0);
    assert!(
        again.out.contains("this is the same export"),
        "{}",
        again.out
    );
}
