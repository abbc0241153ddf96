use super::own;
use crate::Occurred;
use crate::lists::LetterAct;

kind! {
    /// The life of a letter until it is sent; sending writes a measure and an exhibit to the record.
    Private "letter" Letter {
        /// The letter's number in the case, from 1.
        letter: u64 = "letter", own;
        /// Which template.
        template: String = "template", own;
        /// What happened to it.
        act: LetterAct = "act", own;
        /// Who drafted, approved or sent it.
        by: Option<String> = "by", own;
        /// When.
        occurred: Option<Occurred> = "occurred", own;
        /// Gaps that stood open.
        gaps: Vec<String> = "gaps", own;
        /// SHA-256 of the PDF, lower-case hex.
        pdf_sha256: Option<String> = "pdf_sha256", own;
        /// Why, how, what came back.
        because: Option<String> = "because", own;
    }
}
