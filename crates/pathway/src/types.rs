//! What a condition gives: its parts are looked at one by one, so that a rule that could fail in some
//! case is refused before there is one.
//!
//! The part of CEL that packs may use is small: the facts, words and numbers; `&& || !`, comparisons,
//! `in`, `+ -`, `a ? b : c`, `size(list)`. There are no loops, so that every condition ends at once.

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

use crate::condition::unknown;
use crate::vocabulary::{FactKind, VOCABULARY};

/// Functions that a condition may call.
const FUNCTIONS: &[&str] = &["size"];

/// What `expr` gives.
///
/// # Errors
/// In words: what does not fit, and what would.
pub(crate) fn of(expr: &Expr) -> Result<FactKind, String> {
    match expr {
        Expr::Ident(name) => match VOCABULARY.iter().find(|k| k.name == name) {
            Some(known) => Ok(known.kind),
            None => Err(unknown("fact", name, VOCABULARY.iter().map(|k| k.name))),
        },
        Expr::Literal(LiteralValue::Boolean(_)) => Ok(FactKind::Bool),
        Expr::Literal(LiteralValue::Int(_)) => Ok(FactKind::Int),
        Expr::Literal(LiteralValue::String(_)) => Ok(FactKind::Text),
        Expr::List(list) => {
            for element in &list.elements {
                wanted(&element.expr, FactKind::Text, "a list")?;
            }
            Ok(FactKind::List)
        }
        Expr::Call(call) => called(call),
        Expr::Comprehension(_) => Err("a condition has no loops; ask with \"in\"".to_owned()),
        _ => {
            Err("a condition is made of facts, words, whole numbers and lists of words".to_owned())
        }
    }
}

fn called(call: &CallExpr) -> Result<FactKind, String> {
    let arguments: Vec<&Expr> = call
        .target
        .iter()
        .map(|t| &t.expr)
        .chain(call.args.iter().map(|a| &a.expr))
        .collect();
    let name = call.func_name.as_str();
    match (name, arguments.as_slice()) {
        (operators::LOGICAL_AND | operators::LOGICAL_OR, all) => {
            for one in all {
                wanted(one, FactKind::Bool, shown(name))?;
            }
            Ok(FactKind::Bool)
        }
        (operators::LOGICAL_NOT, [one]) => wanted(one, FactKind::Bool, shown(name)),
        (operators::ADD | operators::SUBSTRACT, [a, b]) => {
            wanted(a, FactKind::Int, shown(name))?;
            wanted(b, FactKind::Int, shown(name))
        }
        (operators::NEGATE, [one]) => wanted(one, FactKind::Int, shown(name)),
        (
            operators::GREATER
            | operators::GREATER_EQUALS
            | operators::LESS
            | operators::LESS_EQUALS,
            [a, b],
        ) => {
            wanted(a, FactKind::Int, shown(name))?;
            wanted(b, FactKind::Int, shown(name))?;
            Ok(FactKind::Bool)
        }
        (operators::EQUALS | operators::NOT_EQUALS, [a, b]) => {
            wanted(b, of(a)?, shown(name))?;
            Ok(FactKind::Bool)
        }
        (operators::IN, [a, b]) => {
            wanted(a, FactKind::Text, shown(name))?;
            wanted(b, FactKind::List, shown(name))?;
            Ok(FactKind::Bool)
        }
        (operators::CONDITIONAL, [when, then, otherwise]) => {
            wanted(when, FactKind::Bool, shown(name))?;
            wanted(otherwise, of(then)?, shown(name))
        }
        ("size", [one]) => {
            wanted(one, FactKind::List, "size")?;
            Ok(FactKind::Int)
        }
        _ if name.chars().all(|c| c.is_ascii_alphanumeric()) => {
            Err(unknown("function", name, FUNCTIONS.iter().copied()))
        }
        _ => Err(format!("a condition cannot use \"{}\"", shown(name))),
    }
}

fn wanted(expr: &Expr, kind: FactKind, by: &str) -> Result<FactKind, String> {
    let given = of(expr)?;
    if given == kind {
        return Ok(kind);
    }
    let named = match expr {
        Expr::Ident(name) => format!("\"{name}\" is"),
        _ => "this is".to_owned(),
    };
    Err(format!(
        "{named} {}, and \"{by}\" wants {}",
        in_words(given),
        in_words(kind)
    ))
}

/// What a kind is called in a message.
pub(crate) const fn in_words(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Bool => "yes or no",
        FactKind::Int => "a number",
        FactKind::Text => "a word",
        FactKind::List => "a list of words",
    }
}

/// `_&&_` as people write it.
fn shown(operator: &str) -> &str {
    operator.trim_matches(['_', '@'])
}
