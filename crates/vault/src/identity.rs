//! Under which identity a record of an export is sealed, so that it is known when it comes again.
//!
//! A reader of exports says what makes a record itself: a digest of sender, time and words. Sealed as it
//! is, it would betray them: whoever holds an entry whose words were withheld or erased could try words
//! until the digest fits. So it is sealed under a key that never leaves the vault.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// What an identity is sealed under in one case.
#[derive(Clone)]
pub struct Identities {
    key: Zeroizing<[u8; 32]>,
}

/// Digits at the beginning of an identity that are its day, and stay: entries of one day stand side by
/// side in the index, of which an import of a million then touches a few pages at a time.
const DAY: usize = 4;

impl Identities {
    pub(crate) fn new(vault_key: &[u8; 32], case: &str) -> Self {
        let key = keyed(
            vault_key,
            &[b"standfast.invalid/identity\n", case.as_bytes()],
        );
        Identities {
            key: Zeroizing::new(key),
        }
    }

    /// The identity to seal for what a reader calls the record: 64 lower-case hex digits.
    #[must_use]
    pub fn sealed(&self, record: &str) -> String {
        let mut sealed = hex::encode(keyed(&self.key, &[record.as_bytes()]));
        if let (true, Some(day)) = (digest(record).is_some(), record.get(..DAY)) {
            sealed.replace_range(..DAY, day);
        }
        sealed
    }
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        // HMAC takes keys of any length (RFC 2104).
        return [0; 32];
    };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// By what a sealed identity is found again: its first 16 bytes, or those of its digest where it is none
/// of ours.
pub(crate) fn found_by(identity: &str) -> [u8; 16] {
    let whole = digest(identity).unwrap_or_else(|| Sha256::digest(identity).into());
    let [
        found_by @ ..,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
    ] = whole;
    found_by
}

fn digest(identity: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    hex::decode_to_slice(identity, &mut digest).ok()?;
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::{Identities, found_by};

    #[test]
    fn a_sealed_identity_is_bound_to_vault_and_case_and_keeps_its_day() {
        let record = format!("4e20{}", "ab".repeat(30));
        let knee = Identities::new(&[1; 32], "knee");
        assert_eq!(knee.sealed(&record), knee.sealed(&record));
        assert_eq!(knee.sealed(&record).get(..4), Some("4e20"));
        assert_eq!(knee.sealed(&record).len(), 64);
        let others = [
            Identities::new(&[1; 32], "ankle"),
            Identities::new(&[2; 32], "knee"),
        ];
        for other in others {
            assert_ne!(knee.sealed(&record), other.sealed(&record));
        }
        assert_ne!(found_by("word"), found_by("words"));
    }
}
