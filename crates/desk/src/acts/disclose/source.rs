//! What a bundle streams, from the vault: leaves by the plan, originals, the signature.

use std::io::Read;

use standfast_disclosure::DisclosureError;
use standfast_disclosure::bundle::{LeafLine, Source};
use standfast_disclosure::plan::{Leaf, Plan};
use standfast_model::Log;
use standfast_vault::{CaseLine, Vault, VaultError};

/// A case of a vault as the source of a bundle.
pub(super) struct FromVault<'a> {
    vault: &'a Vault,
    line: &'a CaseLine,
    plan: &'a Plan,
    progress: &'a mut dyn FnMut(u64, u64),
    done: u64,
    all: u64,
}

impl<'a> FromVault<'a> {
    pub(super) fn new(
        vault: &'a Vault,
        line: &'a CaseLine,
        plan: &'a Plan,
        progress: &'a mut dyn FnMut(u64, u64),
    ) -> Self {
        let all = line.record + plan.originals.len() as u64;
        FromVault {
            vault,
            line,
            plan,
            progress,
            done: 0,
            all,
        }
    }
}

fn failed(error: VaultError) -> DisclosureError {
    DisclosureError::Source(error.to_string())
}

impl Source for FromVault<'_> {
    fn leaves(
        &mut self,
        each: &mut dyn FnMut(LeafLine<'_>) -> Result<(), DisclosureError>,
    ) -> Result<(), DisclosureError> {
        let mut stopped = None;
        let (plan, progress, all) = (self.plan, &mut self.progress, self.all);
        let mut done = self.done;
        self.vault
            .entries(
                self.line.number,
                Log::Record,
                0..self.line.record,
                None,
                &mut |stored| {
                    let line = match plan.leaf(stored.n) {
                        Some(Leaf::Shown { fields, .. }) => LeafLine::Shown {
                            n: stored.n,
                            leaf: &stored.leaf,
                            fields: stored
                                .disclosures
                                .iter()
                                .zip(stored.field_names())
                                .filter(|(_, name)| fields.contains(name.as_str()))
                                .map(|(disclosure, _)| disclosure.as_str())
                                .collect(),
                        },
                        _ => LeafLine::Withheld {
                            n: stored.n,
                            hash: stored.hash(),
                        },
                    };
                    stopped = each(line).err();
                    done += 1;
                    progress(done, all);
                    Ok(stopped.is_none())
                },
            )
            .map_err(failed)?;
        self.done = done;
        stopped.map_or(Ok(()), Err)
    }

    fn original(&mut self, sha256: &str) -> Result<Box<dyn Read + '_>, DisclosureError> {
        self.done += 1;
        (self.progress)(self.done, self.all);
        self.vault
            .original(self.line.number, sha256)
            .map_err(failed)
    }

    fn sign_manifest(&mut self, tagmanifest_sha256: &[u8; 32]) -> Result<String, DisclosureError> {
        self.vault
            .sign_manifest(self.line.number, tagmanifest_sha256)
            .map_err(failed)
    }
}
