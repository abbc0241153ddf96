//! An entry: one sealed record of either log, with what it says.

use jiff::Timestamp;
use serde_json::Value;

use crate::kinds::{
    Account, Attribution, Case, Contact, Continuity, Correction, Decision, Disclosure, Exhibit,
    Import, Key, Letter, Measure, Note, Outcome, Retraction, Review, Screening, Step,
};
use crate::value::{Said, SaidError};
use crate::{FieldError, Fields};

/// The two logs of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Log {
    /// What happened and what was done: what a bundle proves. Shown as `#12`.
    Record,
    /// The clinician's own: notes, advice, steps, letters, decisions. Shown as `P3`.
    Private,
}

impl Log {
    /// How an entry of this log is named.
    #[must_use]
    pub fn name(self, n: u64) -> String {
        match self {
            Log::Record => format!("#{n}"),
            Log::Private => format!("P{n}"),
        }
    }
}

macro_rules! bodies {
    ($($kind:ident),+ $(,)?) => {
        /// The kind of an entry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // documented at each kind
        pub enum Kind { $($kind,)+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// The word in leaves.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Kind::$kind => $kind::KIND,)+ }
            }

            /// Reads the word; `None` for a kind that no version up to this one wrote.
            #[must_use]
            pub fn parse(word: &str) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|k| k.as_str() == word)
            }

            /// The log that entries of this kind are written to.
            #[must_use]
            pub const fn log(self) -> Log {
                match self { $(Kind::$kind => $kind::LOG,)+ }
            }

            /// The names of its fields, in the order in which they are written.
            #[must_use]
            pub const fn fields(self) -> &'static [&'static str] {
                match self { $(Kind::$kind => $kind::NAMES,)+ }
            }

            /// Reads the value of one field as a person types it; `None`: no such field.
            ///
            /// # Errors
            /// Words that are no value of that field.
            pub fn said(self, field: &str, words: &str, around: &Said)
                -> Option<Result<Value, SaidError>>
            {
                match self { $(Kind::$kind => $kind::said(field, words, around),)+ }
            }
        }

        /// What an entry says.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, clippy::large_enum_variant)]
        pub enum Body { $($kind($kind),)+ }

        impl Body {
            /// Its kind.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Body::$kind(_) => Kind::$kind,)+ }
            }

            /// What is sealed.
            #[must_use]
            pub fn to_fields(&self) -> Fields {
                match self { $(Body::$kind(body) => body.to_fields(),)+ }
            }

            /// Reads fields as an entry of `kind`.
            ///
            /// # Errors
            /// A field that is missing, of another type, or of a newer version.
            pub fn from_fields(kind: Kind, fields: &Fields) -> Result<Self, FieldError> {
                match kind { $(Kind::$kind => $kind::from_fields(fields).map(Body::$kind),)+ }
            }
        }

        $(impl From<$kind> for Body {
            fn from(body: $kind) -> Body { Body::$kind(body) }
        })+
    };
}

bodies! {
    Case, Account, Contact, Exhibit, Continuity, Measure, Correction, Retraction, Import, Key,
    Note, Step, Letter, Decision, Disclosure, Attribution, Outcome,
    Review, Screening,
}

/// One sealed record of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number in its log, from 0.
    pub n: u64,
    /// When our clock sealed it.
    pub recorded: Timestamp,
    /// What it says. An erased field reads as absent.
    pub body: Body,
}

impl Entry {
    /// The log it belongs to.
    #[must_use]
    pub const fn log(&self) -> Log {
        self.body.kind().log()
    }

    /// How it is named: `#12`, `P3`.
    #[must_use]
    pub fn name(&self) -> String {
        self.log().name(self.n)
    }
}

/// An entry that cannot be read. Names it, never its content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A kind that a newer version wrote.
    #[error("{entry} is of the kind \"{kind}\", which this version does not know")]
    Kind {
        /// `#12`.
        entry: String,
        /// The unknown word.
        kind: String,
    },
    /// A field is not what its kind lists.
    #[error("{entry}: {source}")]
    Field {
        /// `#12`.
        entry: String,
        /// Which field, and what is wrong.
        #[source]
        source: FieldError,
    },
}
