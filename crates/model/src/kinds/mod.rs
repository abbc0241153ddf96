//! The entry kinds: one file each, with its fields, their class and the log it belongs to.
//!
//! A kind is a struct made by the `kind!` macro. The list below each struct is what is sealed: the
//! order of the fields, their names and how each gets its class. A new field is `Option`, `Vec` or
//! `bool`, so that entries written before it still read; a field is never renamed or removed.

use crate::Class;

macro_rules! kind {
    (
        $(#[$doc:meta])*
        $log:ident $word:literal $name:ident {
            $($(#[$fdoc:meta])* $field:ident : $ty:ty = $fname:literal, $class:expr;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $ty,)+
        }

        impl $name {
            /// The word in leaves.
            pub const KIND: &'static str = $word;
            /// The log that entries of this kind are written to.
            pub const LOG: $crate::Log = $crate::Log::$log;
            /// The names of all fields, in the order in which they are written.
            pub const NAMES: &'static [&'static str] = &[$($fname),+];

            /// What is sealed; absent values leave no field.
            #[must_use]
            pub fn to_fields(&self) -> $crate::Fields {
                let mut fields = Vec::new();
                $(
                    if let Some(value) = $crate::FieldValue::to_value(&self.$field) {
                        let class: fn(&$name) -> $crate::Class = $class;
                        fields.push($crate::Field {
                            name: $fname.to_owned(),
                            class: class(self),
                            value,
                        });
                    }
                )+
                $crate::Fields::new(fields)
            }

            /// Reads an entry's fields.
            ///
            /// # Errors
            /// A field that is missing, of another type, or of a newer version.
            pub fn from_fields(fields: &$crate::Fields) -> Result<Self, $crate::FieldError> {
                for field in fields.iter() {
                    if !Self::NAMES.contains(&field.name.as_str()) {
                        return Err($crate::FieldError::Unknown(field.name.clone()));
                    }
                }
                Ok($name {
                    $($field: match fields.get($fname) {
                        Some(value) => <$ty as $crate::FieldValue>::read($fname, value)?,
                        None => <$ty as $crate::FieldValue>::absent()
                            .ok_or($crate::FieldError::Missing($fname))?,
                    },)+
                })
            }

            /// Reads the value of one field as a person types it; `None`: no such field.
            ///
            /// # Errors
            /// Words that are no value of that field.
            pub fn said(
                field: &str,
                words: &str,
                around: &$crate::Said,
            ) -> Option<Result<serde_json::Value, $crate::kinds::SaidError>> {
                match field {
                    $($fname => Some(<$ty as $crate::FieldValue>::from_words(words, around).map(
                        |v| $crate::FieldValue::to_value(&v).unwrap_or(serde_json::Value::Null),
                    )),)+
                    _ => None,
                }
            }
        }
    };
}

mod account;
mod attribution;
mod case;
mod contact;
mod continuity;
mod correction;
mod decision;
mod disclosure;
mod exhibit;
mod import;
mod key;
mod letter;
mod measure;
mod note;
mod outcome;
mod retraction;
mod review;
mod screening;
mod step;

pub use crate::value::SaidError;
pub use account::Account;
pub use attribution::Attribution;
pub use case::Case;
pub use contact::{Contact, Source};
pub use continuity::Continuity;
pub use correction::Correction;
pub use decision::{Decision, Item};
pub use disclosure::{Disclosure, WithheldEntry};
pub use exhibit::Exhibit;
pub use import::{Import, ImportColumn, ImportGap, ImportProblem};
pub use key::Key;
pub use letter::Letter;
pub use measure::Measure;
pub use note::Note;
pub use outcome::Outcome;
pub use retraction::Retraction;
pub use review::Review;
pub use screening::Screening;
pub use step::Step;

const fn open<T>(_: &T) -> Class {
    Class::Open
}
const fn personal<T>(_: &T) -> Class {
    Class::Personal
}
const fn own<T>(_: &T) -> Class {
    Class::Own
}
const fn clinical<T>(_: &T) -> Class {
    Class::Clinical
}
const fn third_party<T>(_: &T) -> Class {
    Class::ThirdParty
}
