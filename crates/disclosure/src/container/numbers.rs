//! Little-endian numbers out of the records of a zip, and those that stand in a ZIP64 extra.

use super::BIG;

/// Little-endian numbers out of a record; past its end all is 0, and [`Numbers::over`] says so.
pub(super) struct Numbers<'a> {
    pub(super) rest: &'a [u8],
    pub(super) over: bool,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Numbers { rest, over: false }
    }

    pub(super) fn take(&mut self, count: usize) -> &'a [u8] {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                taken
            }
            None => {
                self.over = true;
                &[]
            }
        }
    }

    pub(super) fn u16(&mut self) -> u16 {
        self.take(2).try_into().map_or(0, u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> u32 {
        self.take(4).try_into().map_or(0, u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> u64 {
        self.take(8).try_into().map_or(0, u64::from_le_bytes)
    }
}

/// The values, each that is all ones replaced by its place in the ZIP64 extra. `None` if the extras
/// do not divide into fields, or a value that is due is not there.
pub(super) fn with_zip64<const N: usize>(extra: &[u8], mut values: [u64; N]) -> Option<[u64; N]> {
    let mut fields = Numbers::new(extra);
    let mut big = None;
    while !fields.rest.is_empty() {
        let (id, length) = (fields.u16(), fields.u16());
        let data = fields.take(usize::from(length));
        if fields.over {
            return None;
        }
        if id == 1 && big.is_none() {
            big = Some(data);
        }
    }
    let mut big = Numbers::new(big.unwrap_or_default());
    for value in values.iter_mut().filter(|value| **value == BIG) {
        *value = big.u64();
    }
    (!big.over).then_some(values)
}
