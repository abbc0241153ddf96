//! Make again what is derived: search, timeline, references. The logs and originals stay.

use standfast_vault::Rebuilt;

use crate::access::Act;
use crate::{Desk, DeskError};

/// Make the derived tables again.
pub struct Rebuild;
impl Act for Rebuild {
    const NAME: &'static str = "rebuild";
}

impl Desk {
    /// Makes every derived table again from the logs.
    ///
    /// # Errors
    /// The vault.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<Rebuilt, DeskError> {
        let permit = self.permit_vault::<Rebuild>()?;
        Ok(self.vault_mut(&permit).rebuild(progress)?)
    }
}
