//! Which column of a table is what, asked on the terminal: the header, the first rows and what
//! they suggest are shown, and a person takes it or changes it.

use standfast_desk::acts::import::{Field, Mapping, TableSeen};

use crate::ask::{self, Answer};
use crate::failure::Failure;
use crate::say::visible;

/// Shows the table and asks until the columns are confirmed; the answer is `--column` values.
pub fn ask(seen: &TableSeen) -> Result<Vec<String>, Failure> {
    let mut mapping = seen.suggested.clone();
    let known = seen
        .known
        .map(|k| format!(" It looks like {k}."))
        .unwrap_or_default();
    ask::tell(&format!(
        "{} is a table.{known} Which column is what?",
        visible(&seen.name)
    ));
    for (at, column) in seen.columns.iter().enumerate() {
        let cells: Vec<&str> = seen
            .rows
            .iter()
            .filter_map(|row| row.get(at))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        ask::tell(&format!(
            "{:>4}  {}: {}",
            at + 1,
            visible(column),
            visible(&cells.join(" | "))
        ));
    }
    loop {
        ask::tell("Read as:");
        for (field, column) in mapping.iter() {
            ask::tell(&format!("      {field}={}", visible(column)));
        }
        ask::tell(
            "Enter takes it. To change: FIELD=COLUMN, like words=3; FIELD= leaves one out; ? lists the fields.",
        );
        match ask::line()? {
            Answer::Enough => {
                return Err(Failure::words(
                    "the columns were not confirmed",
                    "Nothing was stored.",
                ));
            }
            Answer::Left => {
                let said: Vec<String> = mapping.iter().map(|(f, c)| format!("{f}={c}")).collect();
                match Mapping::parse(said.iter().map(String::as_str)) {
                    Ok(_) => return Ok(said),
                    Err(error) => ask::tell(&format!("Not yet: {error}.")),
                }
            }
            Answer::Said(words) => change(&mut mapping, &words),
        }
    }
}

/// One change, as a person types it.
fn change(mapping: &mut Mapping, words: &str) {
    let said = words
        .split_once('=')
        .and_then(|(field, column)| Some((Field::parse(field.trim())?, column)));
    match said {
        Some((field, column)) => mapping.set(field, column),
        None => {
            for field in Field::ALL {
                ask::tell(&format!("      {:<14}{}", field.as_str(), field.meaning()));
            }
        }
    }
}
