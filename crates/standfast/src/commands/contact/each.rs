//! Dates that files offer: shown, and taken only by a person's own act.

use standfast_desk::Desk;
use standfast_desk::acts::attach::Offered;
use standfast_desk::acts::contact::{EachWhen, SaidContact};

use crate::ask::{self, Answer};
use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::say::{Say, visible};

/// One contact: offers the first date of its files as the answer to "When?".
pub fn date_of_one(
    desk: &Desk,
    case: &str,
    said: &mut SaidContact,
    take: bool,
    asks: bool,
) -> Result<(), Failure> {
    if !take && !asks {
        return Ok(());
    }
    let offered = desk.dates_offered(case, &mut said.attach)?;
    let Some((file, date)) = offered
        .iter()
        .find_map(|o| Some((o.file.as_str(), o.first()?)))
    else {
        return Ok(());
    };
    if take {
        said.when_from = Some(date.clone());
        return Ok(());
    }
    ask::tell(&format!("When?  {}: {}.", visible(file), date.words));
    ask::tell("Enter takes that date. Or say it in words; \"not sure\" is an answer too.");
    loop {
        match ask::line()? {
            // A reading that was shown stands when Enter is pressed.
            Answer::Left if said.when.is_some() => return Ok(()),
            Answer::Left => {
                said.when_from = Some(date.clone());
                return Ok(());
            }
            Answer::Enough => return Ok(()),
            Answer::Said(words) => match desk.understand_when(case, &words) {
                Ok(understood) => {
                    said.when = Some(words);
                    ask::tell(&format!("  {understood}. Enter if right, or say it again."));
                }
                Err(error) => ask::tell(&format!("  {error}")),
            },
        }
    }
}

/// One contact for each file.
pub fn log(
    desk: &mut Desk,
    say: &Say,
    on: &Everywhere,
    case: &str,
    mut said: SaidContact,
    take: bool,
) -> Result<(), Failure> {
    let mut files = std::mem::take(&mut said.attach);
    let offered = desk.dates_offered(case, &mut files)?;
    let mut list: Vec<Choice> = offered.iter().map(Choice::of).collect();
    if !take {
        if !ask::possible(on.no_input) {
            return Err(Failure::words(
                "each file's date needs a person's yes; nothing was saved",
                "To take the dates that the files themselves claim: --when-from-files",
            ));
        }
        confirm(desk, case, &offered, &mut list)?;
    }
    let chosen = files
        .into_iter()
        .zip(list)
        .zip(offered)
        .filter_map(|((file, choice), offered)| {
            let when = match choice {
                Choice::Skip => return None,
                Choice::Said(words, _) => EachWhen::Words(words),
                Choice::NotSure => EachWhen::NotSure,
                Choice::Offered => offered
                    .first()
                    .map_or(EachWhen::NotSure, |date| EachWhen::Offered(date.clone())),
            };
            Some((file, when))
        })
        .collect();
    for saved in desk.contact_add_each(case, said, chosen)? {
        say.saved(&saved)?;
    }
    Ok(())
}

/// What becomes of one file of the list.
#[derive(Debug, PartialEq)]
enum Choice {
    Offered,
    /// A person's words, and how they are understood.
    Said(String, String),
    NotSure,
    Skip,
}

impl Choice {
    fn of(offered: &Offered) -> Self {
        if offered.first().is_some() {
            Choice::Offered
        } else {
            Choice::NotSure
        }
    }

    fn words(&self, offered: &Offered) -> String {
        match (self, offered.first()) {
            (Choice::Offered, Some(date)) => date.words.clone(),
            (Choice::Said(_, understood), _) => format!("{understood} (you say)"),
            (Choice::Skip, _) => "left out".to_owned(),
            (Choice::NotSure | Choice::Offered, _) => "not sure".to_owned(),
        }
    }
}

fn confirm(
    desk: &Desk,
    case: &str,
    offered: &[Offered],
    list: &mut [Choice],
) -> Result<(), Failure> {
    ask::tell("One contact for each file. These are the dates that the files claim.");
    ask::tell("A picture says when it was taken, not when the letter came.\n");
    let show = |list: &[Choice]| {
        for (n, (file, choice)) in offered.iter().zip(list).enumerate() {
            let name = visible(&file.file);
            ask::tell(&format!("{:>4}  {name}: {}", n + 1, choice.words(file)));
        }
    };
    show(list);
    ask::tell("\nEnter logs them so. To change one: its number and when (\"2 last Tuesday\",");
    ask::tell(
        "\"2 not sure\"). To leave one out: - and its number (\"-2\"). Ctrl-C saves nothing.",
    );
    loop {
        let words = match ask::line()? {
            Answer::Left => return Ok(()),
            Answer::Enough => {
                return Err(Failure::words(
                    "the list was not confirmed; nothing was saved",
                    "Run it again, and press Enter when the dates are right.",
                ));
            }
            Answer::Said(words) => words,
        };
        let Some((n, change)) = change(&words) else {
            ask::tell("  Say a number and when, or - and a number, or Enter.");
            continue;
        };
        let Some((choice, file)) = n
            .checked_sub(1)
            .and_then(|at| Some((list.get_mut(at)?, offered.get(at)?)))
        else {
            ask::tell("  No file has that number.");
            continue;
        };
        match change {
            Change::Skip => *choice = Choice::Skip,
            Change::When("not sure") => *choice = Choice::NotSure,
            Change::When(when) => match desk.understand_when(case, when) {
                Ok(understood) => *choice = Choice::Said(when.to_owned(), understood),
                Err(error) => {
                    ask::tell(&format!("  {error}"));
                    continue;
                }
            },
        }
        let name = visible(&file.file);
        ask::tell(&format!("{n:>4}  {name}: {}", choice.words(file)));
    }
}

#[derive(Debug, PartialEq)]
enum Change<'w> {
    Skip,
    When(&'w str),
}

/// "2 last Tuesday", "-2".
fn change(words: &str) -> Option<(usize, Change<'_>)> {
    let words = words.trim();
    if let Some(number) = words.strip_prefix('-') {
        return Some((number.trim().parse().ok()?, Change::Skip));
    }
    let (number, when) = words.split_once(char::is_whitespace)?;
    let when = when.trim();
    Some((
        number.parse().ok().filter(|_| !when.is_empty())?,
        Change::When(when),
    ))
}

#[cfg(test)]
mod tests {
    use super::{Change, change};

    #[test]
    fn a_line_of_the_list_is_changed_by_its_number() {
        assert_eq!(
            change("2 last Tuesday"),
            Some((2, Change::When("last Tuesday")))
        );
        assert_eq!(
            change(" 12  not sure "),
            Some((12, Change::When("not sure")))
        );
        assert_eq!(change("-2"), Some((2, Change::Skip)));
        assert_eq!(change("- 2"), Some((2, Change::Skip)));
        for none in ["", "2", "last Tuesday", "-", "-x"] {
            assert_eq!(change(none), None, "{none}");
        }
    }
}
