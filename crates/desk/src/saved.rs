//! The answer to every act that stores an entry.

use jiff::Timestamp;
use serde::Serialize;
use standfast_model::Log;

use crate::acts::attach::{Offered, OfferedDate};

/// Durable and sealed: this is what "saved" means.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The case's short name.
    pub case: String,
    /// In which log.
    pub log: Log,
    /// The number of the entry that was asked for.
    pub n: u64,
    /// The numbers of all entries of this act, last one excluded.
    pub until: u64,
    /// When our clock sealed it.
    pub recorded: Timestamp,
    /// References of the exhibits that came with it.
    pub exhibits: Vec<String>,
    /// What the files that came with it say of themselves: offered, nothing goes by it.
    pub offered: Vec<Offered>,
    /// What could not be done beside the saving (the outside head, a clock set back).
    pub warnings: Vec<String>,
}

impl Saved {
    /// `#12` or `P3`.
    #[must_use]
    pub fn name(&self) -> String {
        self.log.name(self.n)
    }
}

#[derive(Serialize)]
struct DateOfFile<'s> {
    file: &'s str,
    #[serde(flatten)]
    date: &'s OfferedDate,
}

impl Serialize for Saved {
    /// The shape of the contract: `{"n":12,"case":"knee","recorded":"…Z"}`, with `"p"` for the
    /// private log, `"ref"` where exhibits came with it, and `"dates"` where their files claim any:
    /// `[{"file","text","basis","from","zone_known"}]`.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = to.serialize_map(None)?;
        let number = match self.log {
            Log::Record => "n",
            Log::Private => "p",
        };
        map.serialize_entry(number, &self.n)?;
        map.serialize_entry("case", &self.case)?;
        map.serialize_entry("recorded", &standfast_model::instant(self.recorded))?;
        match self.exhibits.as_slice() {
            [] => {}
            [one] => map.serialize_entry("ref", one)?,
            many => map.serialize_entry("ref", many)?,
        }
        let dates: Vec<DateOfFile<'_>> = self
            .offered
            .iter()
            .flat_map(|offered| {
                let file = offered.file.as_str();
                offered
                    .dates
                    .iter()
                    .map(move |date| DateOfFile { file, date })
            })
            .collect();
        if !dates.is_empty() {
            map.serialize_entry("dates", &dates)?;
        }
        map.end()
    }
}
