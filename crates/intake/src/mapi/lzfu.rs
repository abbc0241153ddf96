//! Compressed RTF (MS-OXRTFCP), unpacked with a limit.

use crate::limits;

/// What every dictionary begins with (MS-OXRTFCP 2.1.2.1).
const BEGINNING: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// RTF that was unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) problem: Option<&'static str>,
}

const HEADER: usize = 16;
const CUT: &str = "its formatted text (RTF) is over the limit: only the beginning was read";
const DAMAGED: &str = "its formatted text (RTF) is damaged: what can be read of it stands";

/// Unpacks; `None` where it is no compressed RTF.
pub(super) fn unpacked(packed: &[u8]) -> Option<Unpacked> {
    let word = |at: usize| {
        let four = packed.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(four))
    };
    let (size, raw, how, sum) = (word(0)?, word(4)?, packed.get(8..12)?, word(12)?);
    let raw = usize::try_from(raw).unwrap_or(usize::MAX);
    // The size counts from behind itself.
    let end = usize::try_from(size)
        .unwrap_or(usize::MAX)
        .saturating_add(4);
    let content = packed
        .get(HEADER..end)
        .or(packed.get(HEADER..))
        .unwrap_or_default();
    let whole = end <= packed.len();
    match how {
        b"MELA" => {
            let most = raw.min(limits::RTF);
            let bytes = content.get(..most).unwrap_or(content).to_vec();
            let problem = if raw > limits::RTF {
                Some(CUT)
            } else {
                (!whole || bytes.len() < raw).then_some(DAMAGED)
            };
            Some(Unpacked { bytes, problem })
        }
        b"LZFu" => {
            let mut out = Window::new(raw.min(limits::RTF));
            let ended = out.fill(content);
            let problem = if raw > limits::RTF {
                Some(CUT)
            } else {
                let right = whole && ended && out.bytes.len() >= raw && crc(content) == sum;
                (!right).then_some(DAMAGED)
            };
            Some(Unpacked {
                bytes: out.bytes,
                problem,
            })
        }
        _ => None,
    }
}

const WINDOW: usize = 4096;

struct Window {
    ring: [u8; WINDOW],
    at: usize,
    bytes: Vec<u8>,
    most: usize,
}

impl Window {
    fn new(most: usize) -> Self {
        let mut ring = [b' '; WINDOW];
        for (to, from) in ring.iter_mut().zip(BEGINNING) {
            *to = *from;
        }
        Window {
            ring,
            at: BEGINNING.len(),
            bytes: Vec::new(),
            most,
        }
    }

    fn put(&mut self, byte: u8) {
        if let Some(place) = self.ring.get_mut(self.at) {
            *place = byte;
        }
        self.at = (self.at + 1) % WINDOW;
        if self.bytes.len() < self.most {
            self.bytes.push(byte);
        }
    }

    /// Whether the mark of the end was met, or all that was promised came.
    fn fill(&mut self, content: &[u8]) -> bool {
        let mut from = content.iter().copied();
        while let Some(control) = from.next() {
            for bit in 0..8 {
                if control >> bit & 1 == 0 {
                    let Some(byte) = from.next() else {
                        return self.is_full();
                    };
                    self.put(byte);
                    continue;
                }
                let (Some(high), Some(low)) = (from.next(), from.next()) else {
                    return self.is_full();
                };
                let offset = usize::from(high) << 4 | usize::from(low >> 4);
                if offset == self.at {
                    return true;
                }
                for i in 0..usize::from(low & 0xF) + 2 {
                    let byte = self.ring.get((offset + i) % WINDOW);
                    self.put(byte.copied().unwrap_or_default());
                }
            }
            if self.is_full() {
                return true;
            }
        }
        self.is_full()
    }

    fn is_full(&self) -> bool {
        self.bytes.len() >= self.most
    }
}

/// The sum of MS-OXRTFCP 2.1.3.2: that of zip, begun with zero and not turned over.
fn crc(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| {
        let start = (sum ^ u32::from(*byte)) & 0xFF;
        let folded = (0..8).fold(start, |c, _| {
            if c & 1 == 1 {
                0xEDB8_8320 ^ (c >> 1)
            } else {
                c >> 1
            }
        });
        folded ^ (sum >> 8)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{DAMAGED, unpacked};

    /// The examples of MS-OXRTFCP 3.1 and 3.2.
    const SIMPLE: &str = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0";
    const CROSSING: &str = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0";

    #[test]
    fn the_examples_of_the_specification() {
        for (packed, text) in [
            (SIMPLE, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
            (CROSSING, "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
        ] {
            let told = unpacked(&hex::decode(packed).unwrap()).unwrap();
            assert_eq!(
                (
                    String::from_utf8(told.bytes).unwrap().as_str(),
                    told.problem
                ),
                (text, None)
            );
        }
    }

    #[test]
    fn what_is_cut_off_or_changed_is_said() {
        let whole = hex::decode(SIMPLE).unwrap();
        for length in 16..whole.len() {
            let cut = unpacked(whole.get(..length).unwrap()).unwrap();
            assert_eq!(cut.problem, Some(DAMAGED), "{length}");
        }
        let mut changed = whole.clone();
        *changed.get_mut(30).unwrap() ^= 1;
        assert_eq!(unpacked(&changed).unwrap().problem, Some(DAMAGED));
        assert_eq!(unpacked(b"short"), None);
        assert_eq!(unpacked(&[b'x'; 40]), None);
    }
}
