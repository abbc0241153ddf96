//! Time comes through a door.

use jiff::Timestamp;

/// What our clock shows. The binary passes the system's, tests and demonstrations a set one.
pub trait Clock: Send {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// A clock that stands, as `--now` sets it in a demonstration vault.
impl Clock for Timestamp {
    fn now(&self) -> Timestamp {
        *self
    }
}
