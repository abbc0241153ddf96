//! How an original leaves for a file dialogue: as bytes that no browser opens by itself.

use axum::http::{HeaderName, HeaderValue, header};

/// The headers under which an original leaves: no browser opens it, whatever it is.
///
/// `name` is the file's name as it came; what could mislead a file dialogue is replaced, and a
/// file that a double click would run gets `.original` behind its name.
#[must_use]
pub fn headers(name: &str) -> [(HeaderName, HeaderValue); 3] {
    let plain = file_name(name);
    let disposition = format!("attachment; filename=\"{plain}\"");
    [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/octet-stream"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
        ),
    ]
}

/// A name for a file dialogue: ASCII, under 100 characters, no path, nothing that runs.
pub(crate) fn file_name(name: &str) -> String {
    const RUNS: [&str; 33] = [
        "exe", "com", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh",
        "msi", "msp", "scr", "pif", "cpl", "hta", "jar", "lnk", "url", "reg", "sh", "command",
        "app", "desktop", "html", "htm", "xhtml", "svg", "chm", "scf",
    ];
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut plain: String = last
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '(' | ')') {
                c
            } else {
                '_'
            }
        })
        .take(90)
        .collect();
    plain = plain.trim_matches(['.', ' ']).to_owned();
    if plain.is_empty() {
        plain.push_str("original");
    }
    let runs = plain
        .rsplit_once('.')
        .is_some_and(|(_, end)| RUNS.iter().any(|run| end.eq_ignore_ascii_case(run)));
    if runs { plain + ".original" } else { plain }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_download_never_runs_and_never_climbs() {
        let named = |name: &str| headers(name)[1].1.to_str().unwrap().to_owned();
        assert_eq!(named("card.jpg"), "attachment; filename=\"card.jpg\"");
        assert_eq!(named("../../etc/passwd"), "attachment; filename=\"passwd\"");
        assert_eq!(
            named("C:\\x\\photo\u{202E}gpj.exe"),
            "attachment; filename=\"photo_gpj.exe.original\""
        );
        assert_eq!(
            named("a\"; filename=evil.html\r\nX: y"),
            "attachment; filename=\"a__ filename_evil.html__X_ y\""
        );
        assert_eq!(
            named("page.HTML"),
            "attachment; filename=\"page.HTML.original\""
        );
        assert_eq!(named("…"), "attachment; filename=\"_\"");
        assert_eq!(named(""), "attachment; filename=\"original\"");
        assert_eq!(headers("a.html")[0].1, "application/octet-stream");
        assert!(headers("a.html")[2].1.to_str().unwrap().contains("sandbox"));
    }
}
