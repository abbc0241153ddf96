//! The fonts: part of the program, so that a paper looks alike on every machine and nothing is read from the system.
//!
//! Libertinus Serif (OFL, from `typst-kit`) for text, Noto Sans in four cuts and Noto Emoji (OFL, `fonts/`) for
//! tables, labels and what Libertinus lacks. Also knows which character which family can print.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

static NOTO: [&[u8]; 5] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Italic.ttf"),
    include_bytes!("../fonts/NotoSans-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoEmoji-Regular.ttf"),
];

/// The families, in the order in which a form may name them.
const FAMILIES: [&str; 3] = ["Libertinus Serif", "Noto Sans", "Noto Emoji"];

/// Which families can print a character, a bit each, in the order of [`FAMILIES`].
pub(crate) type Covered = u8;

/// The bit of the emoji font.
pub(crate) const EMOJI: Covered = 1 << 2;

/// The highest code point of which coverage is kept; above it there are only tags, selectors and private use.
const TOP: usize = 0x2_0000;

/// All fonts, loaded once for the life of the process.
pub(crate) struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    covered: Vec<Covered>,
}

impl Fonts {
    /// The one set of fonts.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: LazyLock<Fonts> = LazyLock::new(Fonts::load);
        &SHARED
    }

    fn load() -> Self {
        let noto = NOTO.iter().flat_map(|data| Font::iter(Bytes::new(*data)));
        // Mathematics and code have no place in these papers; fewer fonts also mean fewer ways to fall back.
        let fonts: Vec<Font> = typst_kit::fonts::embedded()
            .map(|(font, _)| font)
            .filter(|font| FAMILIES.first() == Some(&font.info().family.as_str()))
            .chain(noto)
            .collect();
        let covered = coverage(fonts.iter().map(Font::info));
        Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            covered,
        }
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// The families all of whose cuts print this character; 0 if none does.
    pub(crate) fn covered(&self, c: char) -> Covered {
        usize::try_from(u32::from(c))
            .ok()
            .and_then(|code| self.covered.get(code))
            .copied()
            .unwrap_or(0)
    }
}

/// A family counts for a character only if every cut of it has the glyph: bold must not lose what regular prints.
fn coverage<'a>(infos: impl Iterator<Item = &'a FontInfo>) -> Vec<Covered> {
    let mut cuts = [0u8; FAMILIES.len()];
    let mut having = vec![[0u8; FAMILIES.len()]; TOP];
    for info in infos {
        let Some(family) = FAMILIES.iter().position(|name| *name == info.family) else {
            continue;
        };
        if let Some(count) = cuts.get_mut(family) {
            *count += 1;
        }
        for code in info.coverage.iter() {
            let slot = usize::try_from(code)
                .ok()
                .and_then(|code| having.get_mut(code))
                .and_then(|families| families.get_mut(family));
            if let Some(slot) = slot {
                *slot += 1;
            }
        }
    }
    having
        .iter()
        .map(|families| {
            families
                .iter()
                .zip(cuts)
                .enumerate()
                .filter(|(_, (have, cuts))| *cuts > 0 && **have == *cuts)
                .fold(0, |bits, (family, _)| bits | (1 << family))
        })
        .collect()
}
