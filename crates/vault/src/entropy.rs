//! Randomness: salts, ids and seeds come through this door, so that tests repeat byte for byte.

/// Fills bytes at random. A source that fails must end the process rather than repeat itself.
pub trait Entropy: Send {
    /// Fills every byte.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        // A machine without randomness can seal nothing; a predictable salt would betray what is
        // withheld years later. There is nothing better to do than to stop at once.
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}
