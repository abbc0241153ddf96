//! Writing: stored members one after the other, then the central directory. The SHA-256 of the whole
//! is taken as it passes, which is why CRC and size of a member must be known before its bytes.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use super::{Entry, central_record, ending, local_header};

/// A zip under way.
pub(crate) struct Zip<W> {
    out: W,
    whole: Sha256,
    at: u64,
    members: Vec<Entry>,
}

impl<W: Write> Zip<W> {
    pub(crate) fn new(out: W) -> Self {
        Zip {
            out,
            whole: Sha256::new(),
            at: 0,
            members: Vec::new(),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.whole.update(bytes);
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// Begins a member: exactly `size` bytes with this CRC must follow.
    pub(crate) fn begin(&mut self, name: String, crc: u32, size: u64) -> io::Result<()> {
        let entry = Entry {
            name: name.into_bytes(),
            crc,
            size,
            offset: self.at,
        };
        let header = local_header(&entry);
        self.members.push(entry);
        self.put(&header)
    }

    /// Some of its bytes.
    pub(crate) fn bytes(&mut self, piece: &[u8]) -> io::Result<()> {
        self.put(piece)
    }

    /// Ends the zip: its SHA-256 and its size.
    pub(crate) fn finish(mut self) -> io::Result<([u8; 32], u64)> {
        let offset = self.at;
        let members = std::mem::take(&mut self.members);
        for entry in &members {
            self.put(&central_record(entry))?;
        }
        let end = ending(members.len() as u64, self.at - offset, offset);
        self.put(&end)?;
        self.out.flush()?;
        Ok((self.whole.finalize().into(), self.at))
    }
}
