//! Take back an entry: it stays, marked.

use standfast_model::{Body, Log, kinds};

use super::saved;
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Retract a contact.
pub struct ContactRetract;
impl Act for ContactRetract {
    const NAME: &'static str = "contact retract";
}

impl Desk {
    /// Retracts entry `n`: its writer no longer stands by it. It stays in the log, marked.
    ///
    /// # Errors
    /// No such entry, one that carries the case itself, one that is retracted already, no reason.
    pub fn contact_retract(
        &mut self,
        case: &str,
        n: u64,
        because: &str,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<ContactRetract>(case)?;
        if because.trim().is_empty() {
            return Err(DeskError::words(
                "a retraction needs its reason; nothing was saved",
                "Add: --because TEXT",
            ));
        }
        let entry = super::correct::stands(self, &permit, &line, n)?;
        if !matches!(
            entry.body.kind().as_str(),
            "contact" | "measure" | "outcome" | "account" | "attribution"
        ) {
            return Err(DeskError::OtherKind {
                entry: entry.name(),
                is: format!("of the kind \"{}\"", entry.body.kind().as_str()),
                wanted: "a contact, a measure, an outcome, an account or a decision about one, which can be retracted",
            });
        }
        for pointing in self.vault(&permit).pointing_at(line.number, n)? {
            if matches!(pointing.read()?.body, Body::Retraction(_)) {
                return Err(DeskError::words(
                    format!(
                        "{} was retracted already, by {}; nothing was saved",
                        entry.name(),
                        Log::Record.name(pointing.n)
                    ),
                    "It stays in the log, marked. Nothing more is needed.",
                ));
            }
        }
        let retraction = kinds::Retraction {
            retracts: n,
            because: because.trim().to_owned(),
        };
        let (placed, warnings) = self.seal(
            &permit,
            Some(&line),
            vec![retraction.into()],
            vec![],
            vec![],
        )?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }
}
