//! WHEN, as people say it: what each way of saying it means, and that no words break the reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use standfast_model::when::{WhenError, parse};
use standfast_model::{Occurred, Precision, Said, instant};

/// Thursday 12 Mar 2026, 09:00:30 GMT.
const NOW: &str = "2026-03-12T09:00:30Z";

fn said(now: &str, zone: &str) -> Said {
    Said {
        now: now.parse().unwrap(),
        zone: TimeZone::get(zone).unwrap(),
    }
}

fn london() -> Said {
    said(NOW, "Europe/London")
}

fn read(words: &str) -> Occurred {
    parse(words, &london()).unwrap_or_else(|e| panic!("{words}: {e}"))
}

/// "text | from | until | precision | doubt"
fn shown(o: &Occurred) -> String {
    format!(
        "{} | {} | {} | {} | {}",
        o.text,
        o.from.map_or_else(|| "-".to_owned(), instant),
        o.until.map_or_else(|| "-".to_owned(), instant),
        o.precision.as_str(),
        o.doubt.as_deref().unwrap_or("-"),
    )
}

#[track_caller]
fn means(words: &str, expected: &str) {
    assert_eq!(shown(&read(words)), expected, "{words}");
}

#[test]
fn dates_and_times_in_full() {
    let morning = "14 Feb 2014, 10:30 | 2014-02-14T10:30:00Z | 2014-02-14T10:31:00Z | minute | -";
    for words in [
        "2014-02-14 10:30",
        "2014-02-14T10:30",
        "2014-02-14T10:30Z",
        "14 February 2014, 10:30am",
        "14 Feb 2014 half past ten",
        "14 Feb 2014 half-past ten in the morning",
        "Feb 14th, 2014 at 10.30 a.m.",
        "the 14th of February 2014 at 10:30",
        "14/02/2014 10:30",
        "14.02.2014 10:30",
        "14-Feb-2014 1030",
        "14/2/14 1030hrs",
        "10:30 on Friday 14 Feb 2014",
        "ten thirty 14 feb 2014",
        "14 FEB 2014, 10:30 GMT",
        "2014-02-14 11:30+01:00",
        "2014-02-14T05:30-05:00",
        "Valentine's Day 2014 at half ten",
    ] {
        means(words, morning);
    }
    let second = "14 Feb 2014, 10:30:00 | 2014-02-14T10:30:00Z | 2014-02-14T10:30:01Z | second | -";
    for words in [
        "2014-02-14T10:30:00Z",
        "2014-02-14T11:30:00+01:00",
        "2014-02-14T05:30:00-05:00",
        "2014-02-14T10:30:00.000Z",
    ] {
        means(words, second);
    }
    // In the zone of the case, whatever offset it was said in.
    means(
        "2014-07-14T10:30:15.250Z",
        "14 Jul 2014, 11:30:15 | 2014-07-14T10:30:15Z | 2014-07-14T10:30:16Z | second | -",
    );
}

#[test]
fn hours_without_am_or_pm_say_their_doubt() {
    means(
        "14 Feb 2014 half past four",
        "14 Feb 2014, 16:30 | 2014-02-14T16:30:00Z | 2014-02-14T16:31:00Z | minute | am or pm was not said",
    );
    means(
        "14 Feb 2014 at 8",
        "14 Feb 2014, 08:00 | 2014-02-14T08:00:00Z | 2014-02-14T08:01:00Z | minute | am or pm was not said",
    );
    for (words, text) in [
        ("14 Feb 2014 04:30", "14 Feb 2014, 04:30"),
        (
            "14 Feb 2014 quarter to five in the afternoon",
            "14 Feb 2014, 16:45",
        ),
        ("14 Feb 2014 twenty-five past six pm", "14 Feb 2014, 18:25"),
        ("14 Feb 2014 at 8 in the evening", "14 Feb 2014, 20:00"),
        ("14 Feb 2014 at noon", "14 Feb 2014, 12:00"),
        ("14 Feb 2014 12am", "14 Feb 2014, 00:00"),
        ("14 Feb 2014 12pm", "14 Feb 2014, 12:00"),
        ("14 Feb 2014 24:00", "15 Feb 2014, 00:00"),
        ("last night at 11", "11 Mar 2026, 23:00"),
        ("last night at 2", "12 Mar 2026, 02:00"),
        ("last night at midnight", "12 Mar 2026, 00:00"),
        ("this morning at quarter past eight", "12 Mar 2026, 08:15"),
        ("yesterday evening 8pm", "11 Mar 2026, 20:00"),
    ] {
        let o = read(words);
        assert_eq!(
            (o.text.as_str(), o.doubt.as_deref()),
            (text, None),
            "{words}"
        );
    }
}

#[test]
fn days_as_people_say_them() {
    for (words, expected) in [
        (
            "yesterday evening",
            "11 Mar 2026, evening | 2026-03-11T17:00:00Z | 2026-03-12T00:00:00Z | part-of-day | -",
        ),
        (
            "this morning",
            "12 Mar 2026, morning | 2026-03-12T05:00:00Z | 2026-03-12T12:00:00Z | part-of-day | -",
        ),
        (
            "last night",
            "11 Mar 2026, night | 2026-03-11T18:00:00Z | 2026-03-12T06:00:00Z | part-of-day | -",
        ),
        (
            "16 Feb 2026, morning",
            "16 Feb 2026, morning | 2026-02-16T05:00:00Z | 2026-02-16T12:00:00Z | part-of-day | -",
        ),
        (
            "in the evening",
            "11 Mar 2026, evening | 2026-03-11T17:00:00Z | 2026-03-12T00:00:00Z | part-of-day | -",
        ),
        (
            "yesterday",
            "11 Mar 2026 | 2026-03-11T00:00:00Z | 2026-03-12T00:00:00Z | day | -",
        ),
        (
            "two days ago",
            "10 Mar 2026 | 2026-03-10T00:00:00Z | 2026-03-11T00:00:00Z | day | -",
        ),
        (
            "the day before yesterday",
            "10 Mar 2026 | 2026-03-10T00:00:00Z | 2026-03-11T00:00:00Z | day | -",
        ),
        (
            "on Tuesday",
            "10 Mar 2026 | 2026-03-10T00:00:00Z | 2026-03-11T00:00:00Z | day | -",
        ),
        (
            "Tuesday 3pm",
            "10 Mar 2026, 15:00 | 2026-03-10T15:00:00Z | 2026-03-10T15:01:00Z | minute | -",
        ),
        (
            "last Tuesday",
            "10 Mar 2026 | 2026-03-10T00:00:00Z | 2026-03-11T00:00:00Z | day | \"last Tuesday\" may mean the week before",
        ),
        (
            "last Friday",
            "6 Mar 2026 | 2026-03-06T00:00:00Z | 2026-03-07T00:00:00Z | day | -",
        ),
        (
            "last Thursday",
            "5 Mar 2026 | 2026-03-05T00:00:00Z | 2026-03-06T00:00:00Z | day | -",
        ),
        (
            "Tuesday last week",
            "3 Mar 2026 | 2026-03-03T00:00:00Z | 2026-03-04T00:00:00Z | day | -",
        ),
        (
            "Thursday at 15:00",
            "5 Mar 2026, 15:00 | 2026-03-05T15:00:00Z | 2026-03-05T15:01:00Z | minute | -",
        ),
        (
            "14 Feb",
            "14 Feb 2026 | 2026-02-14T00:00:00Z | 2026-02-15T00:00:00Z | day | -",
        ),
        (
            "1 April",
            "1 Apr 2025 | 2025-03-31T23:00:00Z | 2025-04-01T23:00:00Z | day | the year was not said",
        ),
        (
            "the 31st",
            "31 Jan 2026 | 2026-01-31T00:00:00Z | 2026-02-01T00:00:00Z | day | -",
        ),
        (
            "29 Feb",
            "29 Feb 2024 | 2024-02-29T00:00:00Z | 2024-03-01T00:00:00Z | day | the year was not said",
        ),
        (
            "Monday 14 Feb 2014",
            "14 Feb 2014 | 2014-02-14T00:00:00Z | 2014-02-15T00:00:00Z | day | that day is a Friday, not a Monday",
        ),
        (
            "Feb 2014",
            "Feb 2014 | 2014-02-01T00:00:00Z | 2014-03-01T00:00:00Z | month | -",
        ),
        (
            "2014-02",
            "Feb 2014 | 2014-02-01T00:00:00Z | 2014-03-01T00:00:00Z | month | -",
        ),
        (
            "in June",
            "Jun 2025 | 2025-05-31T23:00:00Z | 2025-06-30T23:00:00Z | month | -",
        ),
        (
            "2014",
            "2014 | 2014-01-01T00:00:00Z | 2015-01-01T00:00:00Z | year | -",
        ),
        (
            "last month",
            "Feb 2026 | 2026-02-01T00:00:00Z | 2026-03-01T00:00:00Z | month | -",
        ),
        (
            "last week",
            "2 Mar 2026 to 8 Mar 2026 | 2026-03-02T00:00:00Z | 2026-03-09T00:00:00Z | range | -",
        ),
        (
            "at the weekend",
            "7 Mar 2026 to 8 Mar 2026 | 2026-03-07T00:00:00Z | 2026-03-09T00:00:00Z | range | -",
        ),
        (
            "early Feb 2014",
            "1 Feb 2014 to 10 Feb 2014 | 2014-02-01T00:00:00Z | 2014-02-11T00:00:00Z | range | -",
        ),
        (
            "end of February 2014",
            "21 Feb 2014 to 28 Feb 2014 | 2014-02-21T00:00:00Z | 2014-03-01T00:00:00Z | range | -",
        ),
        (
            "3/3/2014",
            "3 Mar 2014 | 2014-03-03T00:00:00Z | 2014-03-04T00:00:00Z | day | -",
        ),
        (
            "02/14/2014",
            "14 Feb 2014 | 2014-02-14T00:00:00Z | 2014-02-15T00:00:00Z | day | -",
        ),
        (
            "maybe yesterday",
            "11 Mar 2026 | 2026-03-11T00:00:00Z | 2026-03-12T00:00:00Z | day | whoever said it was not certain of the time",
        ),
    ] {
        means(words, expected);
    }
}

#[test]
fn about_and_ago() {
    for (words, expected) in [
        (
            "about 8am",
            "12 Mar 2026, about 08:00 | 2026-03-12T07:45:00Z | 2026-03-12T08:15:00Z | about | -",
        ),
        // Not come yet today: yesterday's, and the text says so.
        (
            "about 3pm",
            "11 Mar 2026, about 15:00 | 2026-03-11T14:45:00Z | 2026-03-11T15:15:00Z | about | -",
        ),
        (
            "around noon",
            "11 Mar 2026, about 12:00 | 2026-03-11T11:45:00Z | 2026-03-11T12:15:00Z | about | -",
        ),
        (
            "midnight",
            "12 Mar 2026, 00:00 | 2026-03-12T00:00:00Z | 2026-03-12T00:01:00Z | minute | -",
        ),
        (
            "3pm or so, yesterday",
            "11 Mar 2026, about 15:00 | 2026-03-11T14:45:00Z | 2026-03-11T15:15:00Z | about | -",
        ),
        (
            "now",
            "12 Mar 2026, 09:00 | 2026-03-12T09:00:00Z | 2026-03-12T09:01:00Z | minute | -",
        ),
        (
            "just now",
            "12 Mar 2026, about 09:00 | 2026-03-12T08:45:00Z | 2026-03-12T09:15:00Z | about | -",
        ),
        (
            "earlier today",
            "12 Mar 2026, before 09:01 | 2026-03-12T00:00:00Z | 2026-03-12T09:01:00Z | range | -",
        ),
        (
            "an hour ago",
            "12 Mar 2026, about 08:00 | 2026-03-12T07:45:00Z | 2026-03-12T08:15:00Z | about | -",
        ),
        (
            "20 minutes ago",
            "12 Mar 2026, about 08:40 | 2026-03-12T08:25:00Z | 2026-03-12T08:55:00Z | about | -",
        ),
        (
            "half an hour ago",
            "12 Mar 2026, about 08:30 | 2026-03-12T08:15:00Z | 2026-03-12T08:45:00Z | about | -",
        ),
        (
            "two weeks ago",
            "about 26 Feb 2026 | 2026-02-23T00:00:00Z | 2026-03-02T00:00:00Z | about | -",
        ),
        (
            "two days ago at 3pm",
            "10 Mar 2026, 15:00 | 2026-03-10T15:00:00Z | 2026-03-10T15:01:00Z | minute | -",
        ),
        (
            "three months ago",
            "about Dec 2025 | 2025-11-01T00:00:00Z | 2026-02-01T00:00:00Z | about | -",
        ),
        (
            "about 2014",
            "about 2014 | 2013-01-01T00:00:00Z | 2016-01-01T00:00:00Z | about | -",
        ),
        (
            "10 Mar 2026 after 3pm",
            "10 Mar 2026, after 15:00 | 2026-03-10T15:00:00Z | 2026-03-11T00:00:00Z | range | -",
        ),
    ] {
        means(words, expected);
    }
    let evening = said("2026-03-05T18:02:00Z", "Europe/London");
    assert_eq!(
        parse("about half past four", &evening).unwrap().text,
        "5 Mar 2026, about 16:30"
    );
}

#[test]
fn ranges() {
    for (words, expected) in [
        (
            "yesterday between 2pm and 4pm",
            "11 Mar 2026, 14:00 to 16:00 | 2026-03-11T14:00:00Z | 2026-03-11T16:00:00Z | range | -",
        ),
        (
            "between 2pm and 4pm",
            "11 Mar 2026, 14:00 to 16:00 | 2026-03-11T14:00:00Z | 2026-03-11T16:00:00Z | range | -",
        ),
        (
            "between 2 and 4pm on 14 Feb 2014",
            "14 Feb 2014, 14:00 to 16:00 | 2014-02-14T14:00:00Z | 2014-02-14T16:00:00Z | range | -",
        ),
        (
            "14 Feb 2014 10:30-11:00",
            "14 Feb 2014, 10:30 to 11:00 | 2014-02-14T10:30:00Z | 2014-02-14T11:00:00Z | range | -",
        ),
        (
            "14 Feb 2014 11pm to 1am",
            "14 Feb 2014, 23:00 to 15 Feb 2014, 01:00 | 2014-02-14T23:00:00Z | 2014-02-15T01:00:00Z | range | -",
        ),
        (
            "from 3 to 5 March 2014",
            "3 Mar 2014 to 5 Mar 2014 | 2014-03-03T00:00:00Z | 2014-03-06T00:00:00Z | range | -",
        ),
        (
            "3-5 March 2014",
            "3 Mar 2014 to 5 Mar 2014 | 2014-03-03T00:00:00Z | 2014-03-06T00:00:00Z | range | -",
        ),
        (
            "from 5 to 10 March 2014",
            "5 Mar 2014 to 10 Mar 2014 | 2014-03-05T00:00:00Z | 2014-03-11T00:00:00Z | range | -",
        ),
        (
            "30 Dec to 2 Jan 2014",
            "30 Dec 2013 to 2 Jan 2014 | 2013-12-30T00:00:00Z | 2014-01-03T00:00:00Z | range | -",
        ),
        (
            "Feb to April 2014",
            "Feb 2014 to Apr 2014 | 2014-02-01T00:00:00Z | 2014-04-30T23:00:00Z | range | -",
        ),
        (
            "2012 to 2014",
            "2012 to 2014 | 2012-01-01T00:00:00Z | 2015-01-01T00:00:00Z | range | -",
        ),
        (
            "Monday to Wednesday",
            "9 Mar 2026 to 11 Mar 2026 | 2026-03-09T00:00:00Z | 2026-03-12T00:00:00Z | range | -",
        ),
        (
            "between 14 Feb 2014 10:30 and 15 Feb 2014",
            "14 Feb 2014, 10:30 to 15 Feb 2014 | 2014-02-14T10:30:00Z | 2014-02-16T00:00:00Z | range | -",
        ),
    ] {
        means(words, expected);
    }
}

#[test]
fn not_sure_is_a_complete_answer() {
    for words in [
        "not sure",
        "Not sure.",
        "don't know",
        "I don\u{2019}t know",
        "unknown",
        "?",
        "can't remember",
        "no idea",
    ] {
        let words = words.trim_end_matches('.');
        means(words, "not sure | - | - | not-sure | -");
    }
}

#[test]
fn two_readings_are_named() {
    let two = |words: &str, around: &Said| match parse(words, around) {
        Err(WhenError::Ambiguous { first, second, .. }) => {
            for reading in [&first, &second] {
                parse(reading, around).unwrap_or_else(|e| panic!("{reading}: {e}"));
            }
            (first, second)
        }
        other => panic!("{words}: {other:?}"),
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(two("3/2/2014", &london()), pair("3 Feb 2014", "2 Mar 2014"));
    assert_eq!(
        two("3/2/2014 10:30", &london()),
        pair("3 Feb 2014, 10:30", "2 Mar 2014, 10:30")
    );
    assert_eq!(
        two("Thursday", &london()),
        pair("12 Mar 2026", "5 Mar 2026")
    );
    assert_eq!(
        two("14 Feb 2014 midnight", &london()),
        pair("14 Feb 2014, 00:00", "15 Feb 2014, 00:00")
    );
    // The clocks went back.
    assert_eq!(
        two("26 Oct 2014 01:30", &london()),
        pair("26 Oct 2014, 01:30 BST", "26 Oct 2014, 01:30 GMT")
    );
    // One date of the words shows the order for all of them.
    assert_eq!(
        read("13/2/2014 to 3/4/2014").text,
        "13 Feb 2014 to 3 Apr 2014"
    );
}

#[test]
fn a_suffix_tells_two_equal_hours_apart() {
    for (words, from, text) in [
        (
            "26 Oct 2014 01:30 BST",
            "2014-10-26T00:30:00Z",
            "26 Oct 2014, 01:30 BST",
        ),
        (
            "26 Oct 2014 1.30am GMT",
            "2014-10-26T01:30:00Z",
            "26 Oct 2014, 01:30 GMT",
        ),
        (
            "2014-10-26T01:30+01:00",
            "2014-10-26T00:30:00Z",
            "26 Oct 2014, 01:30 BST",
        ),
        (
            "2014-10-26 00:30 UTC",
            "2014-10-26T00:30:00Z",
            "26 Oct 2014, 01:30 BST",
        ),
    ] {
        let o = read(words);
        assert_eq!(
            (o.from, o.text.as_str()),
            (Some(from.parse().unwrap()), text),
            "{words}"
        );
    }
    // A day that nobody said the clocks of: both hours are meant.
    means(
        "26 Oct 2014 about 01:30",
        "26 Oct 2014, about 01:30 | 2014-10-26T00:15:00Z | 2014-10-26T01:45:00Z | about | -",
    );
    let loosely = read("14 Jul 2014 10:30 GMT");
    assert_eq!(loosely.text, "14 Jul 2014, 11:30");
    assert!(loosely.doubt.unwrap().contains("BST"));
}

#[test]
fn a_time_that_the_clocks_skipped_is_asked_about() {
    let WhenError::Skipped {
        zone,
        first,
        second,
        ..
    } = parse("30 Mar 2014 01:30", &london()).unwrap_err()
    else {
        panic!("not skipped")
    };
    assert_eq!(zone, "Europe/London");
    assert_eq!(
        (first.as_str(), second.as_str()),
        ("30 Mar 2014, 00:59", "30 Mar 2014, 02:00")
    );
    for words in [first, second] {
        read(&words);
    }
}

#[test]
fn what_is_no_time_is_refused() {
    for words in [
        "",
        " ",
        "31 Feb",
        "31 Feb 2014",
        "2014-02-31",
        "29 Feb 2015",
        "25:00",
        "14 Feb 2014 10:75",
        "13pm",
        "0am",
        "14/14/2014",
        "spring 2014",
        "soon",
        "3",
        "14 Feb 15 Feb",
        "yesterday today",
        "10:30 11:30",
        "14 Feb 0014",
        "9999999999 days ago",
        "half past",
        "between 2pm",
        "to",
        "from to",
        "Feb 3000",
        "99999999999999999999",
        "3pm in the morning",
        "14 Feb 2014 10:30 XYZ",
        "\u{0}",
        "5 Mar 2014 to 3 Mar 2014",
        "10:30 in February",
    ] {
        assert!(
            matches!(parse(words, &london()), Err(WhenError::NotATime { .. })),
            "{words}: {:?}",
            parse(words, &london())
        );
    }
    assert!(parse(&"1 ".repeat(50_000), &london()).is_err());
}

#[test]
fn later_than_the_clock_is_taken_with_a_doubt() {
    for words in ["12 Mar 2026 09:05", "13 Mar 2026", "2 Mar 2030", "tomorrow"] {
        assert_eq!(
            read(words).doubt.as_deref(),
            Some("later than this computer's clock"),
            "{words}"
        );
    }
    assert_eq!(read("today").doubt, None);
}

fn zones() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Europe/London",
        "UTC",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Tehran",
        "America/St_Johns",
    ])
}

fn clocks() -> impl Strategy<Value = Timestamp> {
    // 1971 to 2090: in every zone the clocks show whole minutes.
    (31_536_000_i64..3_786_912_000).prop_map(|s| Timestamp::from_second(s).unwrap())
}

/// Words such as people string together, sensible or not.
fn phrases() -> impl Strategy<Value = String> {
    let pieces = vec![
        "14",
        "Feb",
        "2014",
        "3/2/2014",
        "2014-10-26",
        "26 Oct 2014",
        "30 Mar 2014",
        "01:30",
        "1:30",
        "10:30",
        "half past ten",
        "quarter to four",
        "ten",
        "five",
        "pm",
        "am",
        "morning",
        "evening",
        "night",
        "last night",
        "tonight",
        "yesterday",
        "today",
        "tomorrow",
        "Tuesday",
        "last Tuesday",
        "next Friday",
        "about",
        "around",
        "noon",
        "midnight",
        "now",
        "just now",
        "earlier today",
        "ago",
        "an hour ago",
        "20 minutes ago",
        "two days ago",
        "3 weeks ago",
        "a year ago",
        "between",
        "and",
        "from",
        "to",
        "-",
        "before",
        "after",
        "GMT",
        "BST",
        "Z",
        "+01:00",
        "UTC-03:00",
        "the 31st",
        "early",
        "late",
        "last week",
        "weekend",
        "last month",
        "not sure",
        "at",
        "on",
        "in the",
        ",",
        "T",
        "24:00",
        "1900",
        "2100",
        "maybe",
        "Christmas Day",
        "early hours",
        "1130hrs",
        "29 Feb",
    ];
    prop::collection::vec(prop::sample::select(pieces), 1..6).prop_map(|p| p.join(" "))
}

/// What holds for anything that was understood, and for both readings of what was not.
fn holds(words: &str, around: &Said) -> Result<(), TestCaseError> {
    match parse(words, around) {
        Ok(o) => {
            prop_assert_eq!(o.from.is_some(), o.precision != Precision::NotSure);
            prop_assert!(o.from <= o.until, "{:?}", o);
            let again = parse(&o.text, around);
            prop_assert!(again.is_ok(), "{} -> {}: {:?}", words, o.text, again);
            let again = again.unwrap();
            prop_assert_eq!(
                (again.from, again.until, again.precision, &again.text),
                (o.from, o.until, o.precision, &o.text)
            );
            // Nothing that is sealed leans on the day it was typed.
            let later = Said {
                now: around.now + jiff::SignedDuration::from_hours(24 * 400),
                ..around.clone()
            };
            let later = parse(&o.text, &later).unwrap();
            prop_assert_eq!((later.from, later.until), (o.from, o.until));
            prop_assert_eq!(Occurred::from_json(&o.to_json()), Some(o));
        }
        Err(
            WhenError::Ambiguous { first, second, .. } | WhenError::Skipped { first, second, .. },
        ) => {
            let (first, second) = (parse(&first, around), parse(&second, around));
            prop_assert!(
                first.is_ok() && second.is_ok(),
                "{}: {:?} {:?}",
                words,
                first,
                second
            );
            let (first, second) = (first.unwrap(), second.unwrap());
            prop_assert_ne!((first.from, first.until), (second.from, second.until));
        }
        Err(WhenError::NotATime { .. }) => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn phrases_mean_one_stretch_that_their_text_says_again(
        words in phrases(), now in clocks(), zone in zones(),
    ) {
        let around = Said { now, zone: TimeZone::get(zone).unwrap() };
        holds(&words, &around)?;
    }

    #[test]
    fn any_minute_is_said_and_read_again(now in clocks(), zone in zones(), words in "(now|just now|earlier today|last night|an hour ago|a week ago|last year)") {
        let around = Said { now, zone: TimeZone::get(zone).unwrap() };
        prop_assert!(parse(&words, &around).is_ok());
        holds(&words, &around)?;
    }

    #[test]
    fn no_words_break_it(words in ".{0,60}", now in i64::MIN..i64::MAX) {
        let now = Timestamp::from_second(now % 253_402_207_200).unwrap();
        let around = Said { now, zone: TimeZone::get("Europe/London").unwrap() };
        let _ = parse(&words, &around);
    }

    #[test]
    fn no_clock_breaks_it(words in phrases(), early in any::<bool>()) {
        let now = if early { Timestamp::MIN } else { Timestamp::MAX };
        let _ = parse(&words, &Said { now, zone: TimeZone::get("Asia/Kolkata").unwrap() });
    }
}
