//! Dates that files claim: offered, never assumed.

use std::path::Path;

use crate::program::{Program, example};

fn picture(name: &str) -> String {
    example(&format!("../tests/corpus/dated/{name}"))
}

#[test]
fn files_are_kept_and_their_dates_offered() {
    let p = Program::with_case();
    p.run(&["contact", "add", "knee", "--words", "Two letters."])
        .exits(0);
    let (local, place) = (picture("f97-local.jpg"), picture("f98-place.jpg"));
    let told = p.run(&["attach", "knee", "1", &local, &place]).exits(0).out;
    assert!(
        told.contains("f97-local.jpg: taken 14 Feb 2014, 10:30:00 (says the camera; zone unknown)"),
        "{told}"
    );
    assert!(
        told.contains("f98-place.jpg: it holds a place, which was not read out"),
        "{told}"
    );
    let film = picture("f103-apple.mov");
    let json = p
        .run(&["attach", "knee", "1", &film, "--json"])
        .exits(0)
        .json();
    assert_eq!(
        json["dates"][0],
        serde_json::json!({"file": "f103-apple.mov", "text": "5 Jan 2024, 23:15:02", "basis": "device", "from": "QuickTime creationdate", "zone_known": true})
    );
    // The contact's own time is as it was said.
    let line = &p.run(&["timeline", "knee", "--json"]).exits(0).lines()[0];
    assert_eq!(line["occurred"]["precision"], "not-sure");
    let show = p
        .run(&["exhibit", "show", "knee", "WAQ/2", "--json"])
        .exits(0)
        .json();
    assert_eq!(show["claimed"], "14 Feb 2014, 10:30:00");
    assert_eq!(
        (&show["holds_place"], &show["dates"][0]["zone_known"]),
        (&true.into(), &false.into())
    );
    let show = p.run(&["exhibit", "show", "knee", "WAQ/3"]).exits(0).out;
    for line in [
        "Claims   recorded 5 Jan 2024, 23:15:02 (says the camera), QuickTime creationdate",
        "Claims   recorded 5 Jan 2024, 23:15:02 (says the file), mvhd creation_time",
        "Place    it holds one, which was not read out",
    ] {
        assert!(show.contains(line), "{line} in {show}");
    }
    p.run(&["verify"]).exits(0);
}

#[test]
fn a_pile_of_letters_is_one_contact_each_with_dates_that_a_person_took() {
    let p = Program::with_case();
    let files = [
        picture("f97-local.jpg"),
        picture("f104.pdf"),
        picture("f105.amr"),
    ];
    let [a, b, c] = files.each_ref().map(String::as_str);
    let asked = [
        "contact",
        "add",
        "knee",
        "--channel",
        "letter",
        "--each",
        a,
        b,
        c,
    ];
    p.run(&asked).exits(2).says("--when-from-files");
    assert!(p.contacts().is_empty());
    let saved = p
        .run(&[&asked[..], &["--when-from-files", "--json"]].concat())
        .exits(0)
        .lines();
    let refs: Vec<_> = saved
        .iter()
        .map(|s| (s["n"].as_u64(), s["ref"].as_str()))
        .collect();
    assert_eq!(
        refs,
        [
            (Some(1), Some("WAQ/1")),
            (Some(3), Some("WAQ/2")),
            (Some(5), Some("WAQ/3"))
        ]
    );
    let mut lines = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    lines.sort_by_key(|l| l["n"].as_u64());
    let times: Vec<_> = lines
        .iter()
        .map(|l| l["occurred"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(
        times,
        ["14 Feb 2014, 10:30:00", "5 Mar 2025, 04:30:00", "not sure"]
    );
    let doubt = lines[0]["occurred"]["doubt"].as_str().unwrap();
    assert!(
        doubt.contains("names no time zone; read in Europe/London"),
        "{doubt}"
    );
    for (line, reference) in lines.iter().zip(["WAQ/1", "WAQ/2", "WAQ/3"]) {
        assert_eq!(line["channel"], "letter");
        assert_eq!(line["exhibits"][0]["ref"], reference);
    }
    let shown = p.run(&["contact", "show", "knee", "1"]).exits(0).out;
    assert!(
        shown.contains("what the file says of itself (EXIF DateTimeOriginal)"),
        "{shown}"
    );
    p.run(&["verify"]).exits(0);
}

#[test]
fn nothing_of_a_pile_is_kept_where_one_file_cannot_be() {
    let p = Program::with_case();
    p.write("empty.jpg", "");
    let good = picture("f97-local.jpg");
    p.run(&[
        "contact",
        "add",
        "knee",
        "--each",
        &good,
        "empty.jpg",
        "--when-from-files",
    ])
    .exits(3)
    .says("empty.jpg");
    p.run(&[
        "contact",
        "add",
        "knee",
        "--each",
        &good,
        "nowhere.jpg",
        "--when-from-files",
    ])
    .exits(3);
    p.run(&["contact", "add", "knee", "--each", "--when-from-files"])
        .exits(2);
    assert!(p.contacts().is_empty());
    assert!(Path::new(&good).exists());
}

#[test]
fn a_date_is_taken_only_when_it_is_asked_for() {
    let p = Program::with_case();
    let file = picture("f97-offset.jpg");
    p.run(&["contact", "add", "knee", "--attach", &file])
        .exits(0);
    p.run(&[
        "contact",
        "add",
        "knee",
        "--attach",
        &file,
        "--when-from-files",
    ])
    .exits(0);
    p.run(&[
        "contact",
        "add",
        "knee",
        "--attach",
        &file,
        "--when",
        "yesterday",
        "--when-from-files",
    ])
    .exits(2);
    let mut lines = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    lines.sort_by_key(|l| l["n"].as_u64());
    assert_eq!(lines[0]["occurred"]["text"], "not sure");
    assert_eq!(lines[1]["occurred"]["utc"], "2014-02-14T09:30:00Z");
}
