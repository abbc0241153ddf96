//! The decisions of a story, in the form of the file that `disclose --decide` reads.

use jiff::civil::DateTime;

use crate::{Decision, EntryRef, shown_time};

/// The text of the file. `at` is when they were taken; `number` gives the number of an entry of the record log.
///
/// # Errors
/// What `number` says of an entry that it does not know.
pub fn decisions_file(
    decisions: &[Decision],
    at: DateTime,
    number: impl Fn(&EntryRef) -> Result<u64, String>,
) -> Result<String, String> {
    let mut tables = toml::Table::new();
    for (index, decision) in decisions.iter().enumerate() {
        let items = decision
            .items
            .iter()
            .map(|item| {
                let n = number(&item.entry)?;
                Ok(match &item.field {
                    Some(field) => format!("#{n} {field}"),
                    None => format!("#{n}"),
                })
            })
            .collect::<Result<Vec<String>, String>>()?;
        let mut table = toml::Table::new();
        table.insert("items".to_owned(), items.into());
        table.insert("goes".to_owned(), decision.goes.into());
        if let Some(basis) = &decision.basis {
            table.insert("basis".to_owned(), basis.clone().into());
        }
        table.insert("by".to_owned(), decision.by.clone().into());
        table.insert("when".to_owned(), shown_time(at).into());
        table.insert("why".to_owned(), decision.because.clone().into());
        tables.insert(format!("decision-{:02}", index + 1), table.into());
    }
    Ok(tables.to_string())
}
