//! Accounts that stand in words.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use standfast_model::{Shared, named, named_in_mail, shares};

fn all(words: &str) -> Vec<(String, String, bool)> {
    named(words)
        .into_iter()
        .map(|n| (n.kind.unwrap_or("?").to_owned(), n.value, n.own))
        .collect()
}

fn one(words: &str) -> (String, String, bool) {
    let found = all(words);
    assert_eq!(found.len(), 1, "{words}: {found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn numbers_addresses_handles_and_profiles_are_found() {
    for (words, kind, value, own) in [
        (
            "this is my new number 07700 900456",
            "phone",
            "07700 900456",
            true,
        ),
        ("Ring 07700 900456.", "phone", "07700 900456", false),
        ("call 07700 900456 12 times", "phone", "07700 900456", false),
        ("07700900456", "phone", "07700900456", false),
        (
            "on +44 (0)7700\u{2011}900456, please",
            "phone",
            "+44 (0)7700\u{2011}900456",
            false,
        ),
        ("+33 6 12 34 56 78", "phone", "+33 6 12 34 56 78", false),
        ("mum's is (020 7946 0123)", "phone", "020 7946 0123", false),
        (
            "write to me: c.doe.99@quern.example!",
            "email",
            "c.doe.99@quern.example",
            true,
        ),
        (
            "<C.Doe+x@Mail.Example>",
            "email",
            "C.Doe+x@Mail.Example",
            false,
        ),
        (
            "add me, I'm @c.doe.99 on insta",
            "instagram",
            "@c.doe.99",
            true,
        ),
        ("find me @corvin_t.", "?", "@corvin_t", true),
        (
            "https://www.instagram.com/c.doe.99/",
            "instagram",
            "c.doe.99",
            false,
        ),
        (
            "facebook.com/profile.php?id=100012345678",
            "facebook",
            "100012345678",
            false,
        ),
        ("see wa.me/447700900456", "whatsapp", "+447700900456", false),
        (
            "My TikTok https://tiktok.com/@corvin66?lang=en",
            "tiktok",
            "corvin66",
            true,
        ),
    ] {
        assert_eq!(
            one(words),
            (kind.to_owned(), value.to_owned(), own),
            "{words}"
        );
    }
}

#[test]
fn what_is_no_account_is_not_found() {
    for words in [
        "",
        "see you at 10:30 on 01-02-2024 12:00",
        "01.02.2024 10:30:00 and 2014-02-14",
        "order 0123456789012345",
        "0300",
        "NHS number 943 476 5919",
        "£0.99, 00:15:00, 10/10",
        "hello @drquillmarsh how are you",
        "a@b, @, @@, x@y.1",
        "look https://www.facebook.com/groups/knees and x.com/bbc/status/1234567890",
        "netflix.com/title",
        "id=07700900456abc",
    ] {
        assert_eq!(all(words), vec![], "{words}");
    }
}

#[test]
fn what_a_mail_quotes_is_not_its_writers() {
    let mail = "My number is 07700 900456\n> call 020 7946 0123\n\nOn Tue, 4 Mar 2025 at 10:00\nWren <wren@quillmarsh.example> wrote:\nmine is 07700 900789\n";
    let found: Vec<_> = named_in_mail(mail).into_iter().map(|n| n.value).collect();
    assert_eq!(found, ["07700 900456"]);
    let outlook = "Hello\n\nFrom: Wren <wren@quillmarsh.example>\nSent: Tuesday\nme@there.example";
    assert_eq!(named_in_mail(outlook), vec![]);
}

#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "the test measures, the crate does not"
)]
fn a_page_that_is_all_beginnings_is_read_at_once() {
    let began = std::time::Instant::now();
    for piece in ["0 ", "+", "@", "a@", "0(", "x.com/", "@a.", "07700 9"] {
        assert!(named(&piece.repeat(40_000)).len() <= 20);
    }
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

#[test]
fn one_account_in_two_spellings_is_one() {
    let found = named("07700 900456\nmy number +44 7700 900456");
    assert_eq!(found.len(), 1);
    assert!(found[0].own);
}

#[test]
fn accounts_share_a_number_a_mailbox_or_a_handle() {
    for (a, b, shared) in [
        (
            "447700900142@s.whatsapp.net",
            "07700 900142",
            Some(Shared::Number),
        ),
        ("7700 900142", "+44 7700 900142", Some(Shared::Number)),
        (
            "c.doe.99+a@quern.example",
            "c.doe.99@quern.example",
            Some(Shared::Mailbox),
        ),
        (
            "c.doe.99@googlemail.com",
            "cdoe99@gmail.com",
            Some(Shared::Mailbox),
        ),
        ("c.doe.99", "C.Doe.99@quern.example", Some(Shared::Handle)),
        (
            "c.doe.99@fast.example",
            "c.doe.99@quern.example",
            Some(Shared::Handle),
        ),
        ("info@a.example", "info@b.example", None),
        ("reception.desk", "reception@b.example", None),
        ("Corvin", "Corvin", None),
        ("07700 900143", "07700 900142", None),
        ("C Tallowmere", "c.tallowmere@quern.example", None),
    ] {
        assert_eq!(shares(a, b), shared, "{a} and {b}");
        assert_eq!(shares(b, a), shared, "{b} and {a}");
    }
}

proptest! {
    #[test]
    fn any_words_are_read(words in "(\\PC|[0-9@+./() -]){0,200}") {
        let found = named(&words);
        prop_assert!(found.len() <= 20);
        for one in found {
            prop_assert!(words.contains(one.value.trim_start_matches('+')), "{:?}", one);
        }
    }

    #[test]
    fn a_number_is_found_in_any_surroundings(
        before in "[a-z ,!?]{0,20} ", behind in " [a-z ,!?]{0,20}", last in 100..999_u32,
    ) {
        let value = format!("07700 900{last}");
        let found = named(&format!("{before}{value}{behind}"));
        prop_assert!(found.iter().any(|n| n.value == value), "{found:?}");
    }
}
