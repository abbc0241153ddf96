//! Messages that a mail server keeps packed (gzip, RFC 1952), each in a file of its own. What is packed
//! is the message; the packing is the server's, as that of an archive is.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::limits;

const GZIP: &[u8] = b"\x1F\x8B";

/// Whether a file is packed.
pub(crate) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(GZIP)
}

/// The message in a packed file.
///
/// # Errors
/// Why there is none.
pub(crate) fn unpacked(packed: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut bytes = Vec::new();
    MultiGzDecoder::new(packed)
        .take(limits::MESSAGE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| "it is compressed (gz), and broken: it cannot be unpacked to its end")?;
    if bytes.len() > limits::MESSAGE {
        return Err("it is over the limit of 64 MB for one message");
    }
    if is_packed(&bytes) {
        return Err("it is compressed (gz) more than once");
    }
    Ok(bytes)
}
