//! Files of JSON whose records are read one after the other, whatever their number.
//!
//! Shared by the readers of such formats; nothing here knows what a record says.

mod mend;
mod pieces;
mod scan;
mod shape;
mod value;

use std::io::Read;

use serde::de::DeserializeOwned;

use mend::mend;
pub(crate) use mend::outline;
pub(crate) use scan::Scan;
pub(crate) use shape::{End, INNERMOST, Level, Part, Raw, Shape};

/// What a record says as `T`, mended where no parser takes it; the flag says that it was. A record
/// that swallowed the next one gives it back.
pub(crate) fn parse<T: DeserializeOwned, R: Read>(
    scan: &mut Scan<R>,
    raw: &mut Raw,
) -> Result<(T, bool), &'static str> {
    if raw.fault.is_none()
        && let Ok(said) = serde_json::from_slice(&raw.bytes)
    {
        return Ok((said, false));
    }
    if scan.give_back(raw) {
        return Err("it is broken: the next one begins before it ends");
    }
    match raw.fault {
        Some(fault) => Err(fault),
        None => serde_json::from_slice(&mend(&raw.bytes))
            .map(|said| (said, true))
            .map_err(|_| "it is no message in JSON"),
    }
}
