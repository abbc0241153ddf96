//! Dates that stand in what a person filled in: "your letters of 9, 16 and 17 February".

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Every date in a text, in order: `9 February 2026`, `9 Feb`, `the 9th of February`, `February 9`, `2026-02-09`. Without a
/// year it is the last such day that is not after `by`. What is no day of the calendar is none.
pub(super) fn dates_in(text: &str, by: Date) -> Vec<Date> {
    let tokens: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|token| !token.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Ok(date) = token.parse::<Date>()
            && token.len() == 10
        {
            found.push(date);
        }
        let Some(month) = month(token) else { continue };
        let (before, behind) = (tokens.get(..at), tokens.get(at + 1..));
        let mut days: Vec<i8> = before
            .unwrap_or_default()
            .iter()
            .rev()
            .map_while(|word| match (day(word), word.as_str()) {
                (Some(day), _) => Some(Some(day)),
                (None, "and" | "to" | "of" | "the") => Some(None),
                _ => None,
            })
            .flatten()
            .collect();
        days.reverse();
        let mut behind = behind.unwrap_or_default().iter();
        let mut next = behind.next();
        if days.is_empty() {
            // "February 9, 2026"; "may" alone is no month.
            match next.and_then(|word| day(word)) {
                Some(day) => days.push(day),
                None => continue,
            }
            next = behind.next();
        }
        let year = next
            .filter(|word| word.len() == 4)
            .and_then(|word| word.parse::<i16>().ok());
        for day in days {
            let date = match year {
                Some(year) => Date::new(year, month, day).ok(),
                None => (0..2)
                    .filter_map(|back| Date::new(by.year().saturating_sub(back), month, day).ok())
                    .find(|date| *date <= by),
            };
            found.extend(date);
        }
    }
    found
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS
        .iter()
        .position(|name| *name == word || (word.len() == 3 && name.starts_with(word)))?;
    i8::try_from(at + 1).ok()
}

/// `9`, `9th`.
fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.strip_prefix(digits)?;
    (matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2)
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BY: Date = Date::constant(2026, 2, 20);

    #[test]
    fn dates_are_found_however_they_are_said() {
        for (text, days) in [
            ("your message of 9 February 2026", vec![date(2026, 2, 9)]),
            ("your message of 9 Feb", vec![date(2026, 2, 9)]),
            (
                "letters of 9, 16 and 17 February",
                vec![date(2026, 2, 9), date(2026, 2, 16), date(2026, 2, 17)],
            ),
            ("on the 9th of February, twice", vec![date(2026, 2, 9)]),
            ("on February 9, 2026", vec![date(2026, 2, 9)]),
            ("2026-02-09", vec![date(2026, 2, 9)]),
            ("on 14 December you came", vec![date(2025, 12, 14)]),
            (
                "9 and 10 March 2025",
                vec![date(2025, 3, 9), date(2025, 3, 10)],
            ),
        ] {
            assert_eq!(dates_in(text, BY), days, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "the letter and messages that you have sent this month",
            "you may ring 07700 900142",
            "31 February",
            "at 14 Quern Row",
            "2026-13-45",
        ] {
            assert_eq!(dates_in(text, BY), Vec::<Date>::new(), "{text}");
        }
    }
}
