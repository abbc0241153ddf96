//! What can go wrong while a paper is made. No content of a case stands in a message.

/// A paper could not be made. Nothing was written anywhere: this crate only returns bytes.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// Typesetting or the check against PDF/A-2a and PDF/UA-1 failed.
    #[error("{document} could not be made: {cause}")]
    Made {
        /// Which paper, as a person calls it.
        document: String,
        /// The first cause, in plain words.
        cause: String,
    },
    /// No template has this name.
    #[error("there is no letter template \"{0}\"; there are: {1}")]
    NoTemplate(String, String),
    /// The wording of a template cannot be used.
    #[error("the wording of the letter \"{template}\" cannot be used: {cause}")]
    Wording {
        /// Name of the template.
        template: String,
        /// What is wrong and what would be right.
        cause: String,
    },
    /// An override that names something that may not be replaced.
    #[error("\"{0}\" cannot be replaced; a practice can replace NAME/wording.toml of: {1}")]
    NotReplaceable(String, String),
    /// More than one document can hold.
    #[error("{document} has {count} {what}, more than {limit}; split it into volumes")]
    TooLong {
        /// Which paper.
        document: String,
        /// What there is too much of.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// The most that one volume takes.
        limit: usize,
    },
}
