//! What a person does with a step: open it, done, declined, given to somebody, open again.

use standfast_model::lists::StepAct;
use standfast_model::{Log, kinds};

use super::{given, saved};
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Act on a step.
pub struct Step;
impl Act for Step {
    const NAME: &'static str = "step";
}

impl Desk {
    /// The names of all steps that a person can open.
    ///
    /// # Errors
    /// Packs that do not hold together.
    pub fn step_names(&self) -> Result<Vec<String>, DeskError> {
        Ok(self.packs()?.steps())
    }

    /// Records what was done with a step, in the private log.
    ///
    /// # Errors
    /// A step that no pack knows; one opened or declined without a reason; nobody named.
    pub fn step(
        &mut self,
        case: &str,
        act: StepAct,
        step: &str,
        to: Option<String>,
        because: Option<String>,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<Step>(case)?;
        let (to, because) = (given(to), given(because));
        if !self.packs()?.steps().iter().any(|known| known == step) {
            return Err(DeskError::words(
                format!("there is no step \"{step}\"; nothing was saved"),
                format!("See: standfast next {}", line.name),
            ));
        }
        if matches!(act, StepAct::Open | StepAct::Declined) && because.is_none() {
            return Err(DeskError::words(
                "the reason is missing; nothing was saved",
                "Add: --because TEXT",
            ));
        }
        if act == StepAct::Delegated && to.is_none() {
            return Err(DeskError::words(
                "nobody was named; nothing was saved",
                "Add: --to NAME",
            ));
        }
        let entry = kinds::Step {
            step: Some(step.to_owned()),
            act,
            because,
            to,
            pack: None,
            shown: vec![],
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![], vec![entry.into()], vec![])?;
        Ok(saved(&line.name, Log::Private, &placed, vec![], warnings))
    }
}
