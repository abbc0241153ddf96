//! `data/contacts.csv`: the chronology for a spreadsheet.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::Csv;

/// The UTF-8 mark by which a spreadsheet knows the letters.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The file: RFC 4180 with CRLF; a cell that a spreadsheet would run begins with an apostrophe.
pub(super) fn bytes(table: &Csv) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .flexible(true)
        .from_writer(MARK.to_vec());
    for row in std::iter::once(&table.head).chain(&table.rows) {
        // Writing into memory cannot fail, and rows may have any length.
        let written = writer.write_record(row.iter().map(|cell| defused(cell)));
        debug_assert!(written.is_ok());
    }
    writer.into_inner().unwrap_or_default()
}

/// Formulas begin with one of these, behind any blanks; tab and carriage return are taken as blanks
/// or as beginnings, by program.
fn defused(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let runs = cell.starts_with(['\t', '\r', '\n'])
        || matches!(
            first,
            Some(
                '=' | '+'
                    | '-'
                    | '@'
                    | '|'
                    | '%'
                    | '\u{ff1d}'
                    | '\u{ff0b}'
                    | '\u{ff0d}'
                    | '\u{ff20}'
            )
        );
    if runs {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_defused_and_the_rest_stays() {
        let table = Csv {
            head: vec!["entry".into(), "words".into()],
            rows: vec![
                vec!["1".into(), "=HYPERLINK(\"http://x.invalid\")".into()],
                vec!["2".into(), " @sum, \"so\"\nand so".into()],
                vec!["3".into(), "He said: 1+1=2, Zoë".into()],
                vec!["4".into(), "+44 7700 900123".into()],
            ],
        };
        let expected = "\u{feff}entry,words\r\n\
            1,\"'=HYPERLINK(\"\"http://x.invalid\"\")\"\r\n\
            2,\"' @sum, \"\"so\"\"\nand so\"\r\n\
            3,\"He said: 1+1=2, Zoë\"\r\n\
            4,'+44 7700 900123\r\n";
        assert_eq!(String::from_utf8(bytes(&table)).unwrap(), expected);
    }
}
