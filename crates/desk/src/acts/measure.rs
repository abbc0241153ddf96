//! Log what was done about it.

use standfast_model::lists::MeasureKind;
use standfast_model::{FieldValue, Occurred, kinds, when};

use super::attach::{Attached, seal_with};
use super::{given, listed};
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Log a measure.
pub struct MeasureAdd;
impl Act for MeasureAdd {
    const NAME: &'static str = "measure add";
}

/// A measure as typed.
#[derive(Default)]
pub struct SaidMeasure {
    /// WHEN, in words; left out means not sure.
    pub when: Option<String>,
    /// IANA name; left out means the case's.
    pub zone: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// In words.
    pub words: Option<String>,
    /// A warning that named the risk of removal from the list.
    pub names_removal: bool,
    /// A crime reference, a letter's number.
    pub reference: Option<String>,
    /// Until when it stands.
    pub until: Option<String>,
    /// Files that belong to it.
    pub attach: Vec<Attached>,
}

impl Desk {
    /// Logs a measure with its files.
    ///
    /// # Errors
    /// A measure of no list, a time that is none, a file that cannot be read.
    pub fn measure_add(
        &mut self,
        case: &str,
        measure: &str,
        said: SaidMeasure,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<MeasureAdd>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, said.zone.as_deref())?;
        let measure = kinds::Measure {
            measure: listed::<MeasureKind>("measure", measure, &around, MeasureKind::WORDS)?,
            occurred: match given(said.when) {
                Some(words) => {
                    when::parse(&words, &around).map_err(standfast_model::SaidError::from)?
                }
                None => Occurred::not_sure(&settings.zone_name),
            },
            by: given(said.by),
            words: given(said.words),
            names_removal: said.names_removal,
            reference: given(said.reference),
            until: match given(said.until) {
                Some(words) => Some(jiff::civil::Date::from_words(&words, &around)?),
                None => None,
            },
        };
        let files = (line.record, said.attach);
        seal_with(self, &permit, &line, &settings, vec![measure.into()], files)
    }
}
