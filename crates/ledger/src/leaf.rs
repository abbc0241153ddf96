//! Leaves: the bytes that a tree commits to.
//!
//! In: the bytes of one line, as stored or handed over. Out: its parts, borrowed from those bytes.
//! The form has no freedom: every leaf that parses is exactly what [`crate::seal()`] would write, so
//! two readers cannot see two things.
//!
//! Never here: what a field means, who may see it, where it is kept. A leaf is hashed as it arrived;
//! nothing in this module writes one out again.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::disclosure::DIGEST_LENGTH;
use crate::json::MAX_INTEGER;
use crate::origin::LogId;
use crate::recorded::Recorded;

/// The parts of a leaf. Field number i has the digest `digests[i]` and the class `classes[i]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// The log it belongs to.
    pub log: LogId,
    /// Its number in the log, from 0, at most 2^53 - 1.
    pub n: u64,
    /// Its kind: lower-case words joined by hyphens.
    pub kind: &'a str,
    /// The writer's clock, UTC.
    pub recorded: Recorded,
    /// The digests of its fields: 43 characters each, ascending as ASCII, none twice, at least one.
    pub digests: Vec<&'a str>,
    /// The class of each field, in the order of the digests: lower-case words joined by hyphens.
    pub classes: Vec<&'a str>,
}

/// Which rule of `docs/log-format.md`, "Leaf", is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    /// Not ASCII, or the keys, their order or the characters between differ from the one form.
    #[error("it is not written in the one form that a leaf has")]
    Form,
    /// Of a version that this reader does not know.
    #[error("it is of a version that this reader does not know; a newer one may")]
    Version,
    /// `log` is not 32 lower-case hex digits.
    #[error("its log is not 32 lower-case hex digits")]
    Log,
    /// `n` is not a whole number from 0 to 2^53 - 1 without leading noughts.
    #[error("its number is not a whole number")]
    Number,
    /// `kind` is not lower-case words joined by hyphens.
    #[error("its kind is not written in lower-case words joined by hyphens")]
    Kind,
    /// `recorded` is no instant in its one form.
    #[error("its time of recording is not an instant written as 2026-02-14T12:01:09.000Z")]
    Recorded,
    /// A digest is not 43 characters of exact base64url.
    #[error("one of its digests is not 43 characters of exact base64url")]
    Digest,
    /// The digests are not in ascending order, or one stands twice.
    #[error("its digests are not in ascending order, each once")]
    Order,
    /// A class is not lower-case words joined by hyphens.
    #[error("one of its classes is not written in lower-case words joined by hyphens")]
    Class,
    /// Not as many classes as digests.
    #[error("it has not as many classes as digests")]
    Count,
}

impl<'a> Leaf<'a> {
    /// Reads a leaf. Hash the same bytes with [`crate::Hash::of_leaf`].
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, LeafError> {
        // ASCII throughout, so that every cut below lies between characters.
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => text,
            _ => return Err(LeafError::Form),
        };
        let mut rest = Rest(text);
        rest.literal("{\"v\":")?;
        if rest.until(",")? != "1" {
            return Err(LeafError::Version);
        }
        rest.literal("\"log\":\"")?;
        let log = LogId::parse(rest.until("\"")?).ok_or(LeafError::Log)?;
        rest.literal(",\"n\":")?;
        let n = whole_number(rest.until(",")?).ok_or(LeafError::Number)?;
        rest.literal("\"kind\":\"")?;
        let kind = rest.until("\"")?;
        if !is_words(kind) {
            return Err(LeafError::Kind);
        }
        rest.literal(",\"recorded\":\"")?;
        let recorded = Recorded::parse(rest.until("\"")?).map_err(|_| LeafError::Recorded)?;
        rest.literal(",\"_sd_alg\":\"sha-256\",\"_sd\":[\"")?;
        let digests = digests(rest.until("\"]")?)?;
        rest.literal(",\"class\":[\"")?;
        let mut classes = Vec::with_capacity(digests.len());
        for class in rest.until("\"]")?.split("\",\"") {
            if !is_words(class) {
                return Err(LeafError::Class);
            }
            classes.push(class);
        }
        rest.literal("}")?;
        if !rest.0.is_empty() {
            return Err(LeafError::Form);
        }
        if classes.len() != digests.len() {
            return Err(LeafError::Count);
        }
        Ok(Self {
            log,
            n,
            kind,
            recorded,
            digests,
            classes,
        })
    }
}

fn digests(list: &str) -> Result<Vec<&str>, LeafError> {
    let mut digests: Vec<&str> = Vec::with_capacity(list.len() / (DIGEST_LENGTH + 3) + 1);
    for digest in list.split("\",\"") {
        let mut bytes = [0; 32];
        if digest.len() != DIGEST_LENGTH
            || URL_SAFE_NO_PAD.decode_slice(digest, &mut bytes).is_err()
        {
            return Err(LeafError::Digest);
        }
        if digests.last().is_some_and(|before| *before >= digest) {
            return Err(LeafError::Order);
        }
        digests.push(digest);
    }
    Ok(digests)
}

/// What is left to read of a leaf.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn literal(&mut self, expected: &str) -> Result<(), LeafError> {
        self.0 = self.0.strip_prefix(expected).ok_or(LeafError::Form)?;
        Ok(())
    }

    /// What stands before the mark; goes on behind it.
    fn until(&mut self, mark: &str) -> Result<&'a str, LeafError> {
        let (before, after) = self.0.split_once(mark).ok_or(LeafError::Form)?;
        self.0 = after;
        Ok(before)
    }
}

/// Lower-case words of a to z, joined by single hyphens: the form of kinds and classes.
pub(crate) fn is_words(text: &str) -> bool {
    text.split('-')
        .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
}

/// A whole number as JSON writes it, from 0 to 2^53 - 1.
pub(crate) fn whole_number(digits: &str) -> Option<u64> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    let leading = digits.len() > 1 && digits.starts_with('0');
    if !plain || leading {
        return None;
    }
    digits
        .parse()
        .ok()
        .filter(|n| *n <= MAX_INTEGER.unsigned_abs())
}
