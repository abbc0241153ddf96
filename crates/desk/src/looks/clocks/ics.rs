//! Clocks as a calendar file (RFC 5545) that says nothing of the case: a day, "Reminder 3", no more.
//!
//! Written here and not by a library: those at hand read a clock of their own, and what is written
//! is one page that a second reader checks in a test.

use jiff::Timestamp;

use super::Clock;

/// Octets of a line before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// The name of an event: in the form of a UUID (RFC 7986, 5.3), from 64 hex digits that betray nothing.
pub(super) fn uid(sealed: &str) -> String {
    let part = |from: usize, to: usize| sealed.get(from..to).unwrap_or_default();
    // Version 8, "as its maker likes"; the variant of RFC 9562.
    format!(
        "{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// The calendar of these clocks, in their order: the third is "Reminder 3" in the list and here.
#[must_use]
pub fn calendar(clocks: &[Clock], stamp: Timestamp) -> String {
    let mut out = String::new();
    let stamp = stamp.strftime("%Y%m%dT%H%M%SZ").to_string();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Reminders//Reminders 1//EN",
        "CALSCALE:GREGORIAN",
    ] {
        push(&mut out, line);
    }
    for (i, clock) in clocks.iter().enumerate() {
        for line in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", clock.uid),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;VALUE=DATE:{}", clock.day.strftime("%Y%m%d")),
            format!("SUMMARY:Reminder {}", i + 1),
            "CLASS:PRIVATE".to_owned(),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ] {
            push(&mut out, &line);
        }
    }
    push(&mut out, "END:VCALENDAR");
    out
}

/// A content line: folded, ended by CRLF.
fn push(out: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_letters() {
        let mut out = String::new();
        push(&mut out, &"é".repeat(100));
        for line in out.split_terminator("\r\n") {
            assert!(line.len() <= LINE, "{} octets", line.len());
        }
        assert_eq!(out.replace("\r\n ", "").trim_end(), "é".repeat(100));
    }

    #[test]
    fn a_uid_has_the_form_of_a_uuid() {
        assert_eq!(
            uid(&"0123456789abcdef".repeat(4)),
            "01234567-89ab-8def-8123-456789abcdef"
        );
    }
}
