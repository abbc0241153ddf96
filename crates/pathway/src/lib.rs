//! From the case as it stands to what should be done next, by whom, by when, why, and who says so.
//!
//! In a verb: this crate **advises**. It owns the vocabulary of facts ([`VOCABULARY`], published as
//! `docs/facts.md`), how facts come from a case ([`Facts::of`]) and follow its log ([`Facts::with_entry`]),
//! the guidance packs ([`Packs`]: data under `guidance/`), and their evaluation ([`evaluate`]), which is
//! pure: the same case, days and packs give the same steps.
//!
//! It never holds law or advice in code (that is data, with its source and date), never reads a
//! contact's words, never predicts, never scores danger, never finds an offence.

mod advice;
mod answer;
mod bits;
mod cause;
mod check;
mod cited;
mod condition;
mod days;
mod derive;
mod diff;
mod evaluate;
mod facts;
mod follow;
mod ground;
mod groups;
mod law;
mod letter;
mod marks;
mod outcome;
mod pack;
mod progress;
mod read;
mod row;
mod rule;
mod rule_text;
mod select;
mod shipped;
mod shown;
mod source;
mod standing;
mod types;
mod values;
mod vocabulary;
mod wording;

pub use advice::{Advice, SourceShown, State, StepAdvice, Urgency, UrgentHelp};
pub use check::{Problem, Weight};
pub use diff::{Difference, difference};
pub use evaluate::{evaluate, next};
pub use facts::{Fact, FactValue, Facts};
pub use law::{ConductMet, LawShown};
pub use letter::{LETTERS, LetterAsk, LetterNeed, Way};
pub use pack::{PackFile, Packs, PathwayError};
pub use shown::{PackLine, PackShown, RuleShown};
pub use source::Source;
pub use vocabulary::{FactKind, Known, VOCABULARY, facts_page};
