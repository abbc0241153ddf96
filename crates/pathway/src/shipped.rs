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
    "law-england-wales/law.toml",
    "law-england-wales/letters.toml",
    "law-england-wales/pack.toml",
    "law-england-wales/sources.toml",
    "law-england-wales/steps/conduct.toml",
    "law-england-wales/steps/orders.toml",
    "law-northern-ireland/law.toml",
    "law-northern-ireland/pack.toml",
    "law-northern-ireland/sources.toml",
    "law-northern-ireland/steps/conduct.toml",
    "law-scotland/law.toml",
    "law-scotland/pack.toml",
    "law-scotland/sources.toml",
    "law-scotland/steps/conduct.toml",
    "list-england/letters.toml",
    "list-england/pack.toml",
    "list-england/sources.toml",
    "list-england/steps/removal.toml",
    "list-northern-ireland/letters.toml",
    "list-northern-ireland/pack.toml",
    "list-northern-ireland/sources.toml",
    "list-northern-ireland/steps/removal.toml",
    "list-scotland/letters.toml",
    "list-scotland/pack.toml",
    "list-scotland/steps/removal.toml",
    "list-wales/letters.toml",
    "list-wales/pack.toml",
    "list-wales/steps/removal.toml",
    "uk-gp/pack.toml",
    "uk-gp/sources.toml",
    "uk-gp/steps/list.toml",
    "uk-gp/steps/practice.toml",
    "uk-hospital/pack.toml",
    "uk-hospital/sources.toml",
    "uk-hospital/steps/trust.toml",
    "uk-neutral/pack.toml",
    "uk-neutral/sources.toml",
    "uk-neutral/steps/after.toml",
    "uk-neutral/steps/allegation.toml",
    "uk-neutral/steps/care.toml",
    "uk-neutral/steps/evidence.toml",
    "uk-neutral/steps/first.toml",
    "uk-neutral/steps/needs.toml",
    "uk-neutral/steps/online.toml",
    "uk-neutral/steps/people.toml",
    "uk-neutral/steps/police.toml",
    "uk-neutral/steps/safety.toml",
    "uk-neutral/steps/sharing.toml",
    "uk-neutral/steps/warning.toml",
);

/// The signed note over all files of `guidance/`; empty until a release is signed.
pub(crate) const NOTE: &[u8] = include_bytes!("../../../guidance/SHA256SUMS.note");

pub(crate) fn files() -> Vec<PackFile> {
    FILES
        .iter()
        .map(|(path, text)| PackFile::new(*path, *text))
        .collect()
}
