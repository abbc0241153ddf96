//! The pages: for each a struct of plain view data and its template in `templates/`.
//!
//! In: sentences that are ready to be read (dates as people say them, names, addresses of our own
//! pages). Out: HTML. A page decides nothing: which step comes first, who may see what, how a time
//! is worded is said by whoever fills the struct.
//!
//! What somebody else wrote, or a person sealed, is [`Words`](crate::words::Words); what a person
//! is typing is a plain `String` and comes back as typed; everything else is our own sentence.
//!
//! To add one: a file here, a template beside the others, a sample in `tests/pages/`.

pub mod accounts;
pub mod cases;
pub mod dates;
pub mod disclosures;
pub mod entry;
pub mod error;
pub mod exhibit;
pub mod figures;
pub mod frame;
pub mod icon;
pub mod import;
pub mod leave;
pub mod letters;
pub mod log;
pub mod measure;
pub mod notes;
pub mod outcome;
pub mod overview;
pub mod review;
pub mod saved;
pub mod search;
pub mod shown;
pub mod sign_in;
pub mod step;
pub mod steps;
pub mod timeline;
pub mod verdict;

/// 12400 as "12,400".
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        for (n, words) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (98_000, "98,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(n), words);
        }
    }
}
