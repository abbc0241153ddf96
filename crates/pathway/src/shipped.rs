//! The packs that come with the program: every file of `guidance/`, by name.

use crate::pack::PackFile;

macro_rules! shipped {
    ($($path:literal),+ $(,)?) => {
        /// Path in `guidance/`, and text.
        const FILES: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("../../../guidance/", $path)))),+];
    };
}

shipped!(
    "uk-neutral/pack.toml",
);

pub(crate) fn files() -> Vec<PackFile> {
    FILES.iter().map(|(path, text)| PackFile::new(*path, *text)).collect()
}
