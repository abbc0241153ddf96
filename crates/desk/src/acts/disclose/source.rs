//! What a bundle streams: leaves by the plan, originals and the signature from the vault, and the documents, each
//! made when its turn comes.

use std::io::Read;

use standfast_disclosure::DisclosureError;
use standfast_disclosure::bundle::{LeafLine, Source};
use standfast_disclosure::plan::{Leaf, Plan};
use standfast_model::Log;
use standfast_vault::{CaseLine, Vault, VaultError};

use super::documents::Documents;
use crate::DeskError;

/// A case of a vault as the source of a bundle.
pub(super) struct FromVault<'a> {
    vault: &'a Vault,
    line: &'a CaseLine,
    plan: &'a Plan,
    documents: Documents<'a>,
    progress: &'a mut dyn FnMut(u64, u64),
    done: u64,
    all: u64,
    /// Why a document could not be made, in the desk's own words.
    failed: Option<DeskError>,
}

impl<'a> FromVault<'a> {
    pub(super) fn new(
        vault: &'a Vault,
        line: &'a CaseLine,
        plan: &'a Plan,
        documents: Documents<'a>,
        progress: &'a mut dyn FnMut(u64, u64),
    ) -> Self {
        // A line of a document takes about as long as ten leaves.
        let all = line.record + plan.originals.len() as u64 + documents.weight();
        FromVault {
            vault,
            line,
            plan,
            documents,
            progress,
            done: 0,
            all,
            failed: None,
        }
    }

    /// What went wrong, said by whom it went wrong for.
    pub(super) fn why(&mut self, error: DisclosureError) -> DeskError {
        self.failed.take().unwrap_or(DeskError::Disclosure(error))
    }

    /// What is asked for twice is done once.
    fn advance(&mut self, by: u64) {
        self.done = self.all.min(self.done + by);
        (self.progress)(self.done, self.all);
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
        let (vault, case, plan) = (self.vault, self.line, self.plan);
        vault
            .entries(
                case.number,
                Log::Record,
                0..case.record,
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
                    self.advance(1);
                    Ok(stopped.is_none())
                },
            )
            .map_err(failed)?;
        stopped.map_or(Ok(()), Err)
    }

    fn original(&mut self, sha256: &str) -> Result<Box<dyn Read + '_>, DisclosureError> {
        self.advance(1);
        self.vault
            .original(self.line.number, sha256)
            .map_err(failed)
    }

    fn document(&mut self, name: &str) -> Result<Vec<u8>, DisclosureError> {
        let (bytes, weight) = self.documents.make(name).map_err(|error| {
            let said = DisclosureError::Source(error.to_string());
            self.failed = Some(error);
            said
        })?;
        self.advance(weight);
        Ok(bytes)
    }

    fn sign_manifest(&mut self, tagmanifest_sha256: &[u8; 32]) -> Result<String, DisclosureError> {
        self.vault
            .sign_manifest(self.line.number, tagmanifest_sha256)
            .map_err(failed)
    }
}
