//! Words of evidence, ready to be looked at.
//!
//! A page never prints what somebody else wrote as it came: what [`visible`] finds is shown by its
//! number. Escaping for HTML is the template's part and comes after.
//!
//! Never here: what a person is typing at this moment. Fields of a form give back exactly what
//! was typed, so they hold plain `String`s.

use std::fmt;

use standfast_desk::model::visible;

/// Text for the screen. Its `Display` is safe to read; the bytes beneath are untouched.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// No words at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.0))
    }
}

/// Personal data does not belong in logs, so a debug print says only how much there is.
impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({} bytes)", self.0.len())
    }
}
