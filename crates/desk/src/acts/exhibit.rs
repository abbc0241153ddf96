//! Exhibits: list, export, note that one changed hands.

use std::io::{Read, Write};

use sha2::{Digest, Sha256};
use standfast_model::{Body, Kind, Log, Occurred, kinds, when};

use super::{given, saved};
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// List the exhibits.
pub struct ExhibitList;
impl Act for ExhibitList {
    const NAME: &'static str = "exhibit list";
}

/// Bring an original out, byte for byte.
pub struct ExhibitExport;
impl Act for ExhibitExport {
    const NAME: &'static str = "exhibit export";
}

/// Note that an exhibit changed hands or place.
pub struct ExhibitMoved;
impl Act for ExhibitMoved {
    const NAME: &'static str = "exhibit moved";
}

/// An exhibit with the number of its entry.
pub struct ListedExhibit {
    /// The entry.
    pub n: u64,
    /// What it says.
    pub exhibit: kinds::Exhibit,
    /// Where it has been, oldest first.
    pub continuity: Vec<kinds::Continuity>,
}

impl Desk {
    /// The exhibits of a case, by number, each with its continuity.
    ///
    /// # Errors
    /// The vault.
    pub fn exhibit_list(&self, case: &str) -> Result<Vec<ListedExhibit>, DeskError> {
        let (permit, line) = self.permit::<ExhibitList>(case)?;
        let mut listed: Vec<ListedExhibit> = Vec::new();
        let mut moved: Vec<kinds::Continuity> = Vec::new();
        let mut unreadable = None;
        self.vault(&permit).entries(
            line.number,
            Log::Record,
            0..line.record,
            Some(&[Kind::Exhibit, Kind::Continuity]),
            &mut |stored| {
                match stored.read().map(|e| e.body) {
                    Ok(Body::Exhibit(exhibit)) => {
                        listed.push(ListedExhibit {
                            n: stored.n,
                            exhibit,
                            continuity: vec![],
                        });
                    }
                    Ok(Body::Continuity(continuity)) => moved.push(continuity),
                    Ok(_) => {}
                    Err(error) => unreadable = Some(error),
                }
                Ok(unreadable.is_none())
            },
        )?;
        if let Some(error) = unreadable {
            return Err(error.into());
        }
        for continuity in moved {
            if let Some(exhibit) = listed
                .iter_mut()
                .find(|e| e.exhibit.reference == continuity.exhibit)
            {
                exhibit.continuity.push(continuity);
            }
        }
        Ok(listed)
    }

    /// Writes an original out byte for byte, and checks it against what was sealed.
    ///
    /// # Errors
    /// No such exhibit; an original that is missing or was changed; the folder.
    pub fn exhibit_export(
        &self,
        case: &str,
        reference: &str,
        out: &mut dyn Write,
    ) -> Result<kinds::Exhibit, DeskError> {
        let (permit, line) = self.permit::<ExhibitExport>(case)?;
        let missing = || DeskError::NoExhibit {
            reference: reference.to_owned(),
            case: line.name.clone(),
        };
        let vault = self.vault(&permit);
        let n = vault.exhibit(line.number, reference)?.ok_or_else(missing)?;
        let stored = vault
            .entry(line.number, Log::Record, n)?
            .ok_or_else(missing)?;
        let Body::Exhibit(exhibit) = stored.read()?.body else {
            return Err(missing());
        };
        let mut original = vault.original(line.number, &exhibit.sha256)?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        let failed = |why: std::io::Error| DeskError::File {
            file: exhibit.reference.clone(),
            why: why.to_string(),
        };
        loop {
            let read = original.read(&mut buffer).map_err(failed)?;
            let Some(part) = buffer.get(..read).filter(|p| !p.is_empty()) else {
                break;
            };
            hash.update(part);
            out.write_all(part).map_err(failed)?;
        }
        out.flush().map_err(failed)?;
        if hex::encode(hash.finalize()) != exhibit.sha256 {
            return Err(standfast_vault::VaultError::original_changed(&exhibit.reference).into());
        }
        Ok(exhibit)
    }

    /// Notes that an exhibit changed hands or place.
    ///
    /// # Errors
    /// No such exhibit, nothing said, a time that is none.
    pub fn exhibit_moved(
        &mut self,
        case: &str,
        reference: &str,
        to: &str,
        when_words: Option<String>,
        because: Option<String>,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<ExhibitMoved>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        if self
            .vault(&permit)
            .exhibit(line.number, reference)?
            .is_none()
        {
            return Err(DeskError::NoExhibit {
                reference: reference.to_owned(),
                case: line.name.clone(),
            });
        }
        if to.trim().is_empty() {
            return Err(DeskError::words(
                "nobody and no place was named; nothing was saved",
                "Add: --to TEXT",
            ));
        }
        let moved = kinds::Continuity {
            exhibit: reference.to_owned(),
            to: to.trim().to_owned(),
            occurred: match given(when_words) {
                Some(words) => {
                    when::parse(&words, &around).map_err(standfast_model::SaidError::from)?
                }
                None => Occurred::not_sure(&settings.zone_name),
            },
            because: given(because),
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![moved.into()], vec![], vec![])?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }
}
