//! Conditions: CEL over the vocabulary of facts.

use std::sync::OnceLock;

use cel::{Context, Program, Value};
use standfast_model::lists::{
    AgeBand, Channel, Jurisdiction, MeasureKind, OutcomeKind, Relation, Setting, Sign,
};

use crate::facts::{Fact, FactValue, Facts};
use crate::ground::PLACES;
use crate::types;
use crate::vocabulary::FactKind;

/// Longer conditions are refused: deep nesting costs stack.
const LIMIT: usize = 2048;

/// A condition, compiled when it is first asked. `at` is where it stands in its file.
#[derive(Debug)]
pub(crate) struct Condition {
    pub text: String,
    /// Byte in its file.
    pub at: usize,
    program: OnceLock<Option<Program>>,
}

impl Condition {
    pub fn new(text: String, at: usize) -> Self {
        Condition {
            text,
            at,
            program: OnceLock::new(),
        }
    }

    /// What is wrong with it; `None`: it can be asked.
    pub fn fault(&self) -> Option<String> {
        if self.text.len() > LIMIT {
            return Some(format!(
                "the condition is longer than {LIMIT} bytes; split the rule"
            ));
        }
        let program = match Program::compile(&self.text) {
            Ok(program) => program,
            Err(error) => {
                let first = error
                    .to_string()
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                return Some(format!("the condition is no CEL: {first}"));
            }
        };
        match types::of(&program.expression().expr) {
            Ok(FactKind::Bool) => {}
            Ok(other) => {
                return Some(format!(
                    "the condition gives {}, not yes or no",
                    types::in_words(other)
                ));
            }
            Err(what) => return Some(what),
        }
        quoted(&self.text)
            .find(|word| !word.is_empty() && !words().any(|w| w == *word))
            .map(|word| unknown("word of the closed lists", word, words()))
    }

    /// Whether it holds. One that fails (a count beyond all numbers) does not.
    pub fn holds(&self, context: &Context<'_, '_>) -> bool {
        let program = self
            .program
            .get_or_init(|| Program::compile(&self.text).ok());
        program
            .as_ref()
            .is_some_and(|p| matches!(p.execute(context), Ok(Value::Bool(true))))
    }
}

/// Facts as CEL sees them.
pub(crate) fn context(facts: &Facts) -> Context<'static, 'static> {
    let mut context = Context::default();
    for (name, fact) in facts.iter() {
        put(&mut context, name, fact);
    }
    context
}

pub(crate) fn put(context: &mut Context<'_, '_>, name: &str, fact: &Fact) {
    context.add_variable_from_value(name, value(&fact.value));
}

pub(crate) fn value(value: &FactValue) -> Value {
    match value {
        FactValue::Bool(yes) => Value::Bool(*yes),
        FactValue::Int(n) => Value::Int(*n),
        FactValue::Text(text) => Value::from(text.as_str()),
        FactValue::List(words) => Value::List(std::sync::Arc::new(
            words.iter().map(|w| Value::from(w.as_str())).collect(),
        )),
    }
}

fn words() -> impl Iterator<Item = &'static str> {
    [
        Sign::WORDS,
        Channel::WORDS,
        MeasureKind::WORDS,
        OutcomeKind::WORDS,
        PLACES,
        Setting::WORDS,
        Jurisdiction::WORDS,
        Relation::WORDS,
        AgeBand::WORDS,
        &["other"],
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// What stands in double or single quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let open = rest.find(['"', '\''])?;
        let mark = rest.get(open..=open)?;
        let inside = rest.get(open + 1..)?;
        let close = inside.find(mark)?;
        let word = inside.get(..close)?;
        rest = inside.get(close + 1..)?;
        Some(word)
    })
}

/// "no fact "tol"", with the nearest that there is.
pub(crate) fn unknown<'w>(what: &str, word: &str, known: impl Iterator<Item = &'w str>) -> String {
    let near = known.map(|k| (distance(word, k), k)).min();
    match near {
        Some((far, near)) if far <= word.len() / 3 + 1 => {
            format!("no {what} \"{word}\"; did you mean \"{near}\"?")
        }
        _ => format!("no {what} \"{word}\""),
    }
}

/// How many letters to change, add or drop.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, cb) in row.iter_mut().skip(1).zip(&b) {
            let above = *cell;
            *cell = (diagonal + usize::from(ca != *cb))
                .min(above + 1)
                .min(left + 1);
            diagonal = above;
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
