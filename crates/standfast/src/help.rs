//! Help that starts with examples, and what is said about words that are no command.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The first screen: what it is for, urgent help, examples, the commands by what a person wants.
pub const OVERVIEW: &str = "\
Keep a sealed log of a patient's unwanted contacts, and see what to do next.
In danger now: call 999.

  standfast demo                     look round, with invented cases
  standfast contact add knee         log what happened; it asks you
  standfast next knee                what to do now, and why
  standfast verify bundle.zip        check a bundle; no vault is opened

Log       contact  correct  attach  exhibit  measure  note  import
Look      timeline  search  insight  clocks
Act       next  step  letter  review  outcome
Give      disclose  verify
Keep      init  case  account  head  rebuild
Learn     demo  guidance  serve  completions  man

Options   --vault DIR  --json  --quiet  --no-input  --passphrase-file FILE
More      standfast COMMAND -h
";

/// Tells what was off in the words, in our form. Help and version are answers, not errors.
pub fn explain(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            return ExitCode::from(2);
        }
        _ => {}
    }
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(many)) => many.first().cloned(),
        _ => None,
    };
    let suggested = text(ContextKind::SuggestedSubcommand)
        .or_else(|| text(ContextKind::SuggestedArg))
        .or_else(|| text(ContextKind::SuggestedValue));
    let hint = suggested
        .map(|s| format!(" Did you mean \"{s}\"?"))
        .unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let said = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("there is no command \"{said}\".{hint} Nothing was run.")
        }
        ErrorKind::UnknownArgument => {
            let said = text(ContextKind::InvalidArg).unwrap_or_default();
            format!("there is no option \"{said}\" here.{hint} Nothing was run.")
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = match error.get(ContextKind::InvalidArg) {
                Some(ContextValue::Strings(many)) => many.join(" "),
                Some(ContextValue::String(one)) => one.clone(),
                _ => String::new(),
            };
            format!("{missing} is missing. Nothing was run.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let option = text(ContextKind::InvalidArg).unwrap_or_default();
            let said = text(ContextKind::InvalidValue).unwrap_or_default();
            format!("\"{said}\" is not a value of {option}.{hint} Nothing was run.")
        }
        _ => {
            let all = error.to_string();
            let first = all.lines().next().unwrap_or_default();
            format!("{}. Nothing was run.", first.trim_start_matches("error: "))
        }
    };
    eprintln!("Error: {what}");
    eprintln!("  See: standfast COMMAND -h");
    ExitCode::from(2)
}
