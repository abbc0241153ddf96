//! Accounts: the numbers, addresses and handles by which an export names a person.

/// What kind of account a value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// A telephone number (texts, calls, WhatsApp).
    Phone,
    /// An e-mail address.
    Email,
    /// A name or handle on a platform, or a label in an export.
    Label,
}

/// A value in the one form in which two spellings of the same account are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Normalised(String);

impl Normalised {
    /// The normal form, for comparing only: never sealed, never shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Brings a number, address or display name to its comparable form.
///
/// Numbers: national (0…) and international (+44…, 0044…) spellings of a United Kingdom number
/// are one; other countries' only when written internationally. Addresses: lower case.
/// Labels: case, spacing, invisible marks and the `~` that WhatsApp puts before unsaved names
/// do not count. A bare handle and `@handle` are one.
#[must_use]
pub fn normalise(value: &str) -> Normalised {
    let visible: String = value.chars().filter(|c| !is_mark(*c)).collect();
    let trimmed = visible.trim();
    if let Some(number) = phone(trimmed) {
        return Normalised(number);
    }
    let address = match (trimmed.rfind('<'), trimmed.ends_with('>')) {
        (Some(open), true) => trimmed.get(open + 1..trimmed.len() - 1).unwrap_or(trimmed),
        _ => trimmed,
    };
    let folded = address.trim_start_matches(['~', '@']).to_lowercase();
    Normalised(folded.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Left-to-right and right-to-left marks, embeddings, isolates, byte-order mark, joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn phone(value: &str) -> Option<String> {
    let mut digits = String::new();
    for c in value.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => digits.push(c),
            ' ' | '-' | '(' | ')' | '.' | '\u{2010}'..='\u{2015}' | '\u{a0}' | '\u{202f}' => {}
            _ => return None,
        }
    }
    let national = if let Some(rest) = digits.strip_prefix("+44").or(digits.strip_prefix("0044")) {
        format!("+44{}", rest.trim_start_matches('0'))
    } else if let Some(rest) = digits.strip_prefix("00") {
        format!("+{rest}")
    } else if digits.starts_with('+') {
        digits
    } else if let Some(rest) = digits.strip_prefix('0') {
        format!("+44{rest}")
    } else {
        return None;
    };
    // Shorter strings of digits are short codes, dates or house numbers, not telephone numbers.
    (national.len() >= 9).then_some(national)
}

/// What two different accounts have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shared {
    /// The same telephone number, written in another way.
    Number,
    /// The same mailbox, written in another way.
    Mailbox,
    /// The same handle on another platform, or before the @ of an address.
    Handle,
}

/// What two accounts share that are not equal. A reason to ask a person, never to decide: a handle
/// is free to anybody on each platform.
#[must_use]
pub fn shares(a: &str, b: &str) -> Option<Shared> {
    let (a, b) = (normalise(a), normalise(b));
    let (a, b) = (a.as_str(), b.as_str());
    if a == b {
        return None;
    }
    if let (Some(a), Some(b)) = (last_digits(a), last_digits(b)) {
        return (a == b).then_some(Shared::Number);
    }
    if let (Some(a), Some(b)) = (mailbox(a), mailbox(b))
        && a == b
    {
        return Some(Shared::Mailbox);
    }
    (handle(a)? == handle(b)?).then_some(Shared::Handle)
}

/// The last nine digits of a number: what stays whether a country is written before it or not.
fn last_digits(value: &str) -> Option<String> {
    // WhatsApp writes a number as an address.
    let value = ["@s.whatsapp.net", "@c.us"]
        .iter()
        .find_map(|end| value.strip_suffix(end))
        .unwrap_or(value);
    let number = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-');
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let tail = digits.len().checked_sub(9)?;
    value
        .chars()
        .all(number)
        .then(|| digits.get(tail..).unwrap_or_default().to_owned())
}

/// The mailbox that an address leads to, as the large providers read it.
fn mailbox(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let local = local.split('+').next().unwrap_or(local);
    Some(match domain {
        "gmail.com" | "googlemail.com" => format!("{}@gmail.com", local.replace('.', "")),
        _ => format!("{local}@{domain}"),
    })
}

/// Names that many have.
const COMMON: [&str; 14] = [
    "accounts",
    "appointments",
    "contact",
    "customerservice",
    "enquiries",
    "no-reply",
    "noreply",
    "notification",
    "notifications",
    "postmaster",
    "reception",
    "secretary",
    "support",
    "webmaster",
];

/// A handle, or what stands before the @ of an address; `None` where it is too plain to tell
/// anybody by.
fn handle(value: &str) -> Option<&str> {
    let name = value.rsplit_once('@').map_or(value, |(local, _)| local);
    let name = name.split('+').next().unwrap_or(name);
    let telling =
        name.len() >= 9 || name.len() >= 5 && !name.bytes().all(|b| b.is_ascii_alphabetic());
    let shape = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        && name.bytes().any(|b| b.is_ascii_alphabetic());
    (telling && shape && !COMMON.contains(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn spellings_of_one_account_are_equal() {
        for (a, b) in [
            ("07700 900142", "+44 7700 900142"),
            ("+44 (0)7700\u{2011}900142", "07700900142"),
            (
                "C Tallowmere <C.Tallowmere@Example.TEST>",
                "c.tallowmere@example.test",
            ),
            ("~\u{202f}C. Tallowmere", "c. tallowmere"),
            ("@ctallow", "ctallow"),
        ] {
            assert_eq!(normalise(a), normalise(b), "{a} and {b}");
        }
    }

    #[test]
    fn other_accounts_stay_apart() {
        for (a, b) in [
            ("07700 900142", "07700 900143"),
            ("12345", "012345"),
            ("C. T.", "C. Tallowmere"),
        ] {
            assert_ne!(normalise(a), normalise(b), "{a} and {b}");
        }
    }
}
