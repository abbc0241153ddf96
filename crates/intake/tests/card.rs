//! Contact cards: the accounts that one names.

#![allow(clippy::unwrap_used, missing_docs)]

use proptest::prelude::*;
use standfast_intake::card_accounts;

#[test]
fn numbers_addresses_and_profiles_are_found_whatever_wrote_the_card() {
    let card = "\u{feff}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Corvin\r\n\
        item1.TEL;waid=447700900142:+44 7700\r\n  900142\r\n\
        TEL;VALUE=uri:tel:+44-7700-900456\r\nEMAIL;type=INTERNET:c.doe.99@quern.example\r\n\
        X-SOCIALPROFILE;type=instagram:https://www.instagram.com/c.doe.99\r\n\
        NOTE:ring 07700 900789\r\nTEL:0300\r\nEND:VCARD\r\n";
    let found = card_accounts(card.as_bytes());
    let found: Vec<_> = found.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(
        found,
        [
            ("phone", "+44 7700 900142"),
            ("phone", "+44-7700-900456"),
            ("email", "c.doe.99@quern.example"),
            ("instagram", "c.doe.99"),
        ]
    );
}

#[test]
fn what_is_no_card_names_nobody() {
    for bytes in [
        &b""[..],
        b"TEL:07700 900142",
        b"BEGIN:VCALENDAR\nTEL:07700 900142",
    ] {
        assert!(card_accounts(bytes).is_empty());
    }
}

proptest! {
    #[test]
    fn any_card_is_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let found = card_accounts(&[&b"BEGIN:VCARD\n"[..], &bytes].concat());
        prop_assert!(found.len() <= 20);
    }
}
