//! Contact cards (vCard, RFC 6350 and older): the accounts that one names.
//!
//! Only numbers, addresses and profiles are looked at; whose card it is, it cannot prove.

use standfast_model::named;

use crate::limits;

/// The accounts that a contact card names, as kind and value, each as it is written; none where
/// the bytes are no card. A card longer than [`limits::CARD`] is read so far.
#[must_use]
pub fn card_accounts(bytes: &[u8]) -> Vec<(&'static str, String)> {
    let bytes = bytes
        .get(..bytes.len().min(limits::CARD))
        .unwrap_or_default();
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut found = Vec::new();
    if !text
        .trim_start()
        .to_ascii_uppercase()
        .starts_with("BEGIN:VCARD")
    {
        return found;
    }
    // A line that begins with a space goes on from the one before (RFC 6350 3.2).
    let unfolded = text
        .replace("\r\n", "\n")
        .replace("\n ", "")
        .replace("\n\t", "");
    for line in unfolded.lines() {
        let Some((head, value)) = line.split_once(':') else {
            continue;
        };
        let name = head.split(';').next().unwrap_or(head);
        let name = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
        let value = value.trim();
        let value = match name.as_str() {
            "TEL" => value.strip_prefix("tel:").unwrap_or(value),
            "EMAIL" => value.strip_prefix("mailto:").unwrap_or(value),
            "URL" | "IMPP" | "X-SOCIALPROFILE" => value,
            _ => continue,
        };
        for one in named(value) {
            let kind = one.kind.unwrap_or("handle");
            if found.len() < limits::CARD_ACCOUNTS && !found.iter().any(|(_, v)| *v == one.value) {
                found.push((kind, one.value));
            }
        }
    }
    found
}
