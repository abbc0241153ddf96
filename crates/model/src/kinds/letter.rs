use std::collections::BTreeMap;

use jiff::civil::Date;

use super::own;
use crate::Occurred;
use crate::lists::LetterAct;

kind! {
    /// A moment in the life of a letter; sending writes a measure and an exhibit to the record, where its template
    /// says so.
    Private "letter" Letter {
        /// The letter's number in the case, from 1.
        letter: u64 = "letter", own;
        /// Which template.
        template: String = "template", own;
        /// What happened to it.
        act: LetterAct = "act", own;
        /// Who approved it, sent it, or had it back.
        by: Option<String> = "by", own;
        /// When.
        occurred: Option<Occurred> = "occurred", own;
        /// Gaps that stood open.
        gaps: Vec<String> = "gaps", own;
        /// SHA-256 of the PDF, lower-case hex.
        pdf_sha256: Option<String> = "pdf_sha256", own;
        /// Why, what came back.
        because: Option<String> = "because", own;
        /// Which wording: `warning@1.0.0`, with `own words` behind it where a practice reworded it.
        wording: Option<String> = "wording", own;
        /// What its gaps were filled with, by name of the gap.
        values: BTreeMap<String, String> = "values", own;
        /// The letter as text.
        text: Option<String> = "text", own;
        /// The date that it bears.
        dated: Option<Date> = "dated", own;
        /// Whether it names the risk of removal from the list.
        names_removal: bool = "names_removal", own;
        /// SHA-256 of each file that is kept with this act, lower-case hex: originals of the vault.
        kept: Vec<String> = "kept", own;
        /// What the checks doubted and the person who approved it stood by, with their reason in `because`.
        doubts: Vec<String> = "doubts", own;
        /// How it went: `first-class post`.
        how: Option<String> = "how", own;
        /// The measure of the record log that sending it wrote.
        measure: Option<u64> = "measure", own;
        /// The entry of the record log that answers it.
        answer: Option<u64> = "answer", own;
    }
}
