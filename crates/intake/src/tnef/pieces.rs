//! The pieces of a `winmail.dat`, one after the other (MS-OXTNEF 2.1.3).

use crate::limits;

/// One piece ("attribute").
pub(super) struct Piece<'a> {
    pub(super) level: Level,
    pub(super) name: u32,
    pub(super) data: &'a [u8],
}

/// What a piece belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Message,
    File,
}

pub(super) struct Pieces<'a> {
    rest: &'a [u8],
    count: usize,
    pub(super) problems: Vec<&'static str>,
}

const CUT: &str = "its winmail.dat is cut off: what can be read of it stands";
const RUBBISH: &str = "its winmail.dat has something else behind its end, which was not read";
const SUM: &str = "a check number in its winmail.dat is wrong: it may be damaged";
const MANY: &str = "its winmail.dat has too many pieces: the rest was not read";

impl<'a> Pieces<'a> {
    /// Of what stands behind the signature: a key of two bytes, then pieces.
    pub(super) fn of(behind: &'a [u8]) -> Self {
        let mut pieces = Pieces {
            rest: behind.get(2..).unwrap_or_default(),
            count: 0,
            problems: Vec::new(),
        };
        if pieces.rest.is_empty() {
            pieces.problem(CUT);
        }
        pieces
    }

    fn problem(&mut self, what: &'static str) {
        if !self.problems.contains(&what) {
            self.problems.push(what);
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = std::mem::take(&mut self.rest);
        // What transfer leaves behind: line ends and zeros.
        if rest.iter().all(|b| matches!(b, b'\r' | b'\n' | b' ' | 0)) {
            return None;
        }
        let level = match rest.first() {
            Some(1) => Level::Message,
            Some(2) => Level::File,
            _ => {
                self.problem(RUBBISH);
                return None;
            }
        };
        if self.count >= limits::TNEF_PIECES {
            self.problem(MANY);
            return None;
        }
        self.count += 1;
        let word = |at: usize| {
            let four = rest.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_le_bytes(four))
        };
        let (Some(name), Some(length)) = (word(1), word(5)) else {
            self.problem(CUT);
            return None;
        };
        let end = usize::try_from(length)
            .unwrap_or(usize::MAX)
            .saturating_add(9);
        let Some(data) = rest.get(9..end) else {
            self.problem(CUT);
            let data = rest.get(9..).unwrap_or_default();
            return Some(Piece { level, name, data });
        };
        match rest.get(end..end.saturating_add(2)) {
            Some(&[low, high]) => {
                let sum = data
                    .iter()
                    .fold(0_u16, |sum, b| sum.wrapping_add(u16::from(*b)));
                if sum != u16::from_le_bytes([low, high]) {
                    self.problem(SUM);
                }
                self.rest = rest.get(end + 2..).unwrap_or_default();
            }
            _ => self.problem(CUT),
        }
        Some(Piece { level, name, data })
    }
}
