//! Originals in memory, for tests: nothing outlives the process.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{OriginalId, Originals};
use crate::VaultError;

/// Originals in memory. Clones share what is kept.
#[derive(Clone, Default)]
pub struct MemoryOriginals {
    kept: Arc<Mutex<BTreeMap<OriginalId, Arc<[u8]>>>>,
}

impl MemoryOriginals {
    fn kept(&self) -> MutexGuard<'_, BTreeMap<OriginalId, Arc<[u8]>>> {
        // A map is whole at every instant, whoever panicked.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Originals for MemoryOriginals {
    fn put(&self, id: &OriginalId, bytes: &mut dyn Read) -> Result<(), VaultError> {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all).map_err(VaultError::Input)?;
        self.kept().insert(id.clone(), all.into());
        Ok(())
    }

    fn open(&self, id: &OriginalId) -> Result<Box<dyn Read + Send>, VaultError> {
        match self.kept().get(id) {
            Some(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
            None => Err(VaultError::OriginalMissing {
                item: id.as_str().to_owned(),
            }),
        }
    }

    fn open_within(
        &self,
        id: &OriginalId,
        start: u64,
        bytes: u64,
    ) -> Result<Box<dyn Read + Send>, VaultError> {
        let kept = self.kept().get(id).cloned();
        let Some(kept) = kept else {
            return self.open(id);
        };
        let within = usize::try_from(start)
            .ok()
            .zip(usize::try_from(bytes).ok())
            .and_then(|(start, bytes)| kept.get(start..start.checked_add(bytes)?))
            .ok_or_else(|| VaultError::OriginalChanged {
                item: id.as_str().to_owned(),
            })?;
        Ok(Box::new(Cursor::new(within.to_vec())))
    }

    fn destroy(&self, id: &OriginalId) -> Result<(), VaultError> {
        self.kept().remove(id);
        Ok(())
    }

    fn each(
        &self,
        each: &mut dyn FnMut(OriginalId) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let ids: Vec<_> = self.kept().keys().cloned().collect();
        ids.into_iter().try_for_each(each)
    }

    fn set_aside(&self, id: &OriginalId) -> Result<(), VaultError> {
        self.destroy(id)
    }

    fn set_aside_remains(&self) -> Result<u64, VaultError> {
        Ok(0)
    }
}
