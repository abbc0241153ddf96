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
    "uk-gp/pack.toml",
    "uk-gp/sources.toml",
    "uk-gp/steps/list.toml",
    "uk-gp/steps/practice.toml",
    "uk-neutral/pack.toml",
    "uk-neutral/sources.toml",
    "uk-neutral/steps/care.toml",
    "uk-neutral/steps/evidence.toml",
    "uk-neutral/steps/first.toml",
    "uk-neutral/steps/online.toml",
    "uk-neutral/steps/people.toml",
    "uk-neutral/steps/police.toml",
    "uk-neutral/steps/warning.toml",
);

pub(crate) fn files() -> Vec<PackFile> {
    FILES
        .iter()
        .map(|(path, text)| PackFile::new(*path, *text))
        .collect()
}
