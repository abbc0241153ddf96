//! Check a bundle, or the vault itself: three lines, always all three.

use std::path::Path;

use standfast_disclosure::verify::{self, Check};
use standfast_disclosure::{Anchor, Code, Completeness, Fixed, Integrity, Problem, Verdict};
use standfast_vault::{HeadState, VaultVerdict};

use crate::access::Act;
use crate::{Desk, DeskError};

/// Check the vault.
pub struct Verify;
impl Act for Verify {
    const NAME: &'static str = "verify";
}

/// Checks a bundle. No vault is opened.
///
/// # Errors
/// What cannot be read as a bundle.
pub fn bundle(
    path: &Path,
    key: Option<&str>,
    against: Option<&Path>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Verdict, DeskError> {
    Ok(verify::verify(path, &Check { key, against }, progress)?)
}

impl Desk {
    /// Checks every log, original and derived table of the vault.
    ///
    /// # Errors
    /// The vault cannot be read at all; a fingerprint that is none.
    pub fn verify_vault(
        &self,
        key: Option<&str>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Verdict, DeskError> {
        let permit = self.permit_vault::<Verify>()?;
        let key = key
            .map(verify::fingerprint)
            .transpose()?
            .map(|key| key.to_string());
        let found = self.vault(&permit).verify(progress)?;
        Ok(verdict(found, key.as_deref(), self.demonstration()))
    }
}

/// The verdict of a vault in the form of the contract, which is that of a bundle.
///
/// With one case its numbers are that case's; with several the counts are sums, and each problem
/// says in which case it is.
fn verdict(found: VaultVerdict, key: Option<&str>, demonstration: bool) -> Verdict {
    let several = found.cases.len() > 1;
    let (mut integrity, mut completeness) = (Integrity::default(), Completeness::default());
    for problem in found.problems {
        // A code that this table does not know would be a change all the same.
        let code = Code::parse(problem.code.as_str()).unwrap_or(Code::ContainerBad);
        let message = match problem.case.filter(|_| several) {
            Some(case) => format!("{} (case {})", problem.message, case.0),
            None => problem.message,
        };
        let problem = Problem::new(code, problem.item, message);
        match code {
            Code::LeafMissing | Code::LeafOrder => completeness.problems.push(problem),
            _ => integrity.problems.push(problem),
        }
    }
    for case in &found.cases {
        completeness.shown += case.shown;
        completeness.in_part += case.in_part;
        for (class, count) in &case.classes {
            *completeness.classes.entry(class.clone()).or_default() += count;
        }
    }
    let mut anchor = Anchor {
        key: Some(found.fingerprint.clone()),
        confirmed: false,
        demonstration,
        fixed: Vec::<Fixed>::new(),
        problems: Vec::new(),
    };
    if let Some(key) = key {
        if key == found.fingerprint {
            anchor.confirmed = true;
        } else {
            anchor.problems.push(Problem::new(
                Code::KeyDiffers,
                "key",
                "the vault signs with another key than the one given",
            ));
        }
    }
    match found.head {
        HeadState::OlderCopy { known, here } => anchor.problems.push(Problem::new(
            Code::OlderCopy,
            "head",
            format!("this copy ends at save {here}; save {known} was made on this computer"),
        )),
        HeadState::SecondCopy => anchor.problems.push(Problem::new(
            Code::SecondCopy,
            "head",
            "this copy and the one last used on this computer went different ways",
        )),
        HeadState::Agrees | HeadState::Absent | HeadState::NotWritable => {}
    }
    Verdict {
        integrity,
        completeness,
        anchor,
        repacked: false,
        entries: found.entries,
        originals: found.originals,
        original_bytes: found.original_bytes,
    }
}
