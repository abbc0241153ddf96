//! Lists of MAPI properties inside a `winmail.dat` (MS-OXTNEF 2.1.3.4).

use crate::limits;
use crate::mapi::{Properties, kind};

const BROKEN: &str = "a list in its winmail.dat is broken: what can be read of it stands";

/// Adds the properties of a list.
///
/// # Errors
/// The list is broken; what stood before that was added.
pub(super) fn read(data: &[u8], into: &mut Properties) -> Result<(), &'static str> {
    let mut list = Bytes(data);
    let count = list.number().ok_or(BROKEN)?;
    if count > limits::TNEF_PIECES {
        return Err(BROKEN);
    }
    for _ in 0..count {
        one(&mut list, into).ok_or(BROKEN)?;
    }
    Ok(())
}

fn one(list: &mut Bytes<'_>, into: &mut Properties) -> Option<()> {
    let tag = list.take(4)?;
    let (kind, id) = match tag {
        &[a, b, c, d] => (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d])),
        _ => return None,
    };
    if id >= 0x8000 {
        // Its name: whose it is, then a number or a text.
        list.take(16)?;
        match list.number()? {
            0 => drop(list.take(4)?),
            1 => drop(list.sized()?),
            _ => return None,
        }
    }
    let bare = kind & !kind::MANY;
    let sized = matches!(
        bare,
        kind::STRING_8 | kind::STRING | kind::BINARY | kind::OBJECT
    );
    let count = if sized || bare != kind {
        list.number()?
    } else {
        1
    };
    for nth in 0..count {
        let value = if sized {
            list.sized()?
        } else {
            list.take(width(bare)?)?
        };
        if nth == 0 && bare == kind && id < 0x8000 {
            into.keep(id, kind, value.to_vec());
        }
    }
    Some(())
}

/// Bytes of one value of a fixed size, filled up to four.
fn width(kind: u16) -> Option<usize> {
    const UNSPECIFIED: u16 = 0;
    const NULL: u16 = 1;
    const FLOATING_64: u16 = 0x0005;
    const CURRENCY: u16 = 0x0006;
    const FLOATING_TIME: u16 = 0x0007;
    const INTEGER_64: u16 = 0x0014;
    const GUID: u16 = 0x0048;
    Some(match kind {
        UNSPECIFIED
        | NULL
        | kind::INTEGER_16
        | kind::INTEGER_32
        | kind::FLOATING_32
        | kind::ERROR
        | kind::BOOLEAN => 4,
        FLOATING_64 | CURRENCY | FLOATING_TIME | INTEGER_64 | kind::TIME => 8,
        GUID => 16,
        _ => return None,
    })
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let four = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(four)).ok()
    }

    /// Bytes behind their number, filled up to four; the last may lack the filling.
    fn sized(&mut self) -> Option<&'a [u8]> {
        let count = self.number()?;
        let value = self.take(count)?;
        let filling = count.wrapping_neg() % 4;
        self.take(filling.min(self.0.len()))?;
        Some(value)
    }
}
