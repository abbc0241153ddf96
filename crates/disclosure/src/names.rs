//! Names inside a bundle: what a file may be called so that every computer can unpack it, and so
//! that no two readers see two files.
//!
//! Implements "Names" of `docs/bundle-format.md`. Pure.

/// The longest name of an original, in characters: contract, "under 100".
const LONGEST: usize = 99;
/// A longer ending is no ending but a part of the name.
const LONGEST_ENDING: usize = 12;
/// The longest path inside the bag.
const LONGEST_PATH: usize = 240;

/// Names that Windows keeps for devices, whatever follows the first dot.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Endings that a double click would run, install, or open where scripts and macros run: programs,
/// scripts, shortcuts, disk images, pages, documents with macros.
const RUNS: &[&str] = &[
    "accde",
    "accdr",
    "ade",
    "adp",
    "action",
    "apk",
    "app",
    "appinstaller",
    "application",
    "appref-ms",
    "appx",
    "appxbundle",
    "applescript",
    "bat",
    "chm",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "deb",
    "desktop",
    "diagcab",
    "dll",
    "dmg",
    "docm",
    "dotm",
    "drv",
    "exe",
    "fileloc",
    "gadget",
    "hlp",
    "hta",
    "htm",
    "html",
    "img",
    "inetloc",
    "inf",
    "ins",
    "iso",
    "isp",
    "jar",
    "jnlp",
    "job",
    "js",
    "jse",
    "ksh",
    "library-ms",
    "lnk",
    "mda",
    "mdb",
    "mde",
    "mht",
    "mhtml",
    "mjs",
    "msc",
    "msh",
    "msi",
    "msix",
    "msixbundle",
    "msp",
    "mst",
    "ocx",
    "one",
    "pcd",
    "php",
    "pif",
    "pkg",
    "pl",
    "potm",
    "ppam",
    "ppsm",
    "pptm",
    "ps1",
    "ps1xml",
    "ps2",
    "ps2xml",
    "psc1",
    "psc2",
    "psd1",
    "psm1",
    "py",
    "pyc",
    "pyo",
    "pyw",
    "pyz",
    "rb",
    "rdp",
    "reg",
    "rpm",
    "run",
    "scf",
    "scpt",
    "scr",
    "sct",
    "search-ms",
    "searchconnector-ms",
    "settingcontent-ms",
    "sh",
    "shb",
    "shs",
    "shtm",
    "shtml",
    "slk",
    "svg",
    "svgz",
    "swf",
    "sys",
    "terminal",
    "theme",
    "themepack",
    "url",
    "vb",
    "vbe",
    "vbp",
    "vbs",
    "vhd",
    "vhdx",
    "webloc",
    "website",
    "workflow",
    "ws",
    "wsc",
    "wsf",
    "wsh",
    "xbap",
    "xht",
    "xhtml",
    "xla",
    "xlam",
    "xll",
    "xlsm",
    "xltm",
    "xsl",
    "xslt",
];

/// The file name of an exhibit's original: `ABC-3 card.jpg`. ASCII, at most 99 characters, never a
/// device's name; what a double click would run ends in `.original`. A reader finds the file by
/// what stands before the first space, [`stem`], so nothing hangs on how the rest is written.
#[must_use]
pub fn original_name(reference: &str, name: &str) -> String {
    let stem = stem(reference);
    let mut rest = String::new();
    for c in name.chars() {
        let plain =
            matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '-' | '_' | '.' | '(' | ')');
        let c = if plain { c } else { '_' };
        // What cannot be written becomes one line, however long it was; so do spaces.
        if !(matches!(c, '_' | ' ') && rest.ends_with(c)) {
            rest.push(c);
        }
    }
    // Windows drops spaces and dots at an end, so that `card.exe.` would be a program again.
    let rest = rest.trim_start_matches(' ').trim_end_matches([' ', '.']);
    let (base, ending) = match rest.rsplit_once('.') {
        Some((base, ending))
            if !base.is_empty()
                && ending.len() <= LONGEST_ENDING
                && ending.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            (base, Some(ending))
        }
        _ => (rest, None),
    };
    let mut after = ending.map(|e| format!(".{e}")).unwrap_or_default();
    let last = rest.rsplit_once('.').map_or("", |(_, e)| e);
    if RUNS.contains(&last.to_ascii_lowercase().as_str()) {
        after.push_str(".original");
    }
    let mut full: String = if base.is_empty() {
        stem
    } else {
        format!("{stem} {base}")
    };
    full.truncate(LONGEST.saturating_sub(after.len()));
    full.truncate(full.trim_end_matches([' ', '.']).len());
    full.push_str(&after);
    full
}

/// What an exhibit's file name has before its first space: the reference with a dash for every
/// character that is no ASCII letter or digit, at most 40 of them; one dash more where that would be
/// a device's name.
#[must_use]
pub(crate) fn stem(reference: &str) -> String {
    let mut stem: String = reference
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    stem.truncate(40);
    if RESERVED.contains(&stem.to_ascii_lowercase().as_str()) {
        stem.push('-');
    }
    stem
}

/// Whether a file of a bag may be called so: printable ASCII with slashes between parts, none of
/// them empty or climbing, nothing that a system reads as something else.
#[must_use]
pub(crate) fn is_bag_path(path: &str) -> bool {
    path.len() <= LONGEST_PATH
        && path
            .bytes()
            .all(|b| matches!(b, 0x20..=0x7e) && !b"\\:*?\"<>|%".contains(&b))
        && path
            .split('/')
            .all(|part| !part.is_empty() && !part.ends_with([' ', '.']))
}

/// A name as it came, for a verdict: what is not printable ASCII stands as `%XX`.
#[must_use]
pub(crate) fn shown(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    for byte in name {
        match byte {
            0x20..=0x7e => text.push(char::from(*byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_and_a_name_make_a_file_name() {
        for (reference, name, expected) in [
            ("ABC/3", "card.jpg", "ABC-3 card.jpg"),
            ("ABC/3", "", "ABC-3"),
            ("ABC/3", "Brief für Dr Ø.pdf", "ABC-3 Brief f_r Dr _.pdf"),
            ("ABC/3", "../../etc/passwd", "ABC-3 .._.._etc_passwd"),
            ("ABC/3", "invoice.pdf.exe", "ABC-3 invoice.pdf.exe.original"),
            ("ABC/3", "card.EXE. .", "ABC-3 card.EXE.original"),
            (
                "ABC/3",
                "card\u{202e}gpj.scr",
                "ABC-3 card_gpj.scr.original",
            ),
            ("ABC/3", "page.html", "ABC-3 page.html.original"),
            ("ABC/3", ".bat", "ABC-3 .bat.original"),
            ("CON", ".txt", "CON- .txt"),
            ("nul", "", "nul-"),
        ] {
            let found = original_name(reference, name);
            assert_eq!(found, expected, "{reference} {name:?}");
        }
        let long = original_name("ABC/3", &format!("{}.jpeg", "x".repeat(300)));
        assert_eq!(long.len(), LONGEST);
        assert!(long.ends_with("x.jpeg"));
        let long = original_name("ABC/3", &format!("{}.exe", "x".repeat(300)));
        assert!(long.len() <= LONGEST && long.ends_with(".exe.original"));
    }

    proptest! {
        #[test]
        fn every_name_is_one_that_a_bag_may_have(reference in ".{0,60}", name in ".{0,200}") {
            let found = original_name(&reference, &name);
            prop_assert!(found.len() <= LONGEST);
            prop_assume!(!reference.is_empty());
            prop_assert!(is_bag_path(&found), "{found:?}");
            prop_assert!(!found.contains('/'));
            let stem = stem(&reference);
            prop_assert_eq!(found.split(' ').next(), Some(stem.as_str()));
            let ending = found.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
            prop_assert!(!RUNS.contains(&ending.as_str()), "{found:?}");
        }
    }
}
