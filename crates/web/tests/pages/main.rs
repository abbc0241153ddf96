//! Every page as it is sent, and what must hold of each of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod advice;
mod knee;

use askama::Template;

/// All pages with sample data: each is compared with its snapshot and looked at by every rule below.
fn pages() -> Vec<(&'static str, String)> {
    macro_rules! rendered {
        ($of:ident: $($page:ident),+ $(,)?) => { vec![$((stringify!($page), $of::$page().render().unwrap())),+] };
    }
    let mut pages = rendered![
        advice: outcome,
        outcome_to_mend,
        measure,
        measure_to_mend,
        review,
        review_to_mend,
        notes,
        notes_to_mend,
        shown,
        dates,
        no_dates,
        figures,
        figures_of_nothing,
    ];
    pages.extend(rendered![
        knee:
        sign_in,
        sign_in_wrong,
        leaving,
        not_found,
        disk_full,
        cases,
        no_cases,
        overview,
        accounts,
        accounts_to_mend,
        steps,
        steps_to_mend,
        steps_to_open,
        timeline,
        timeline_part,
        timeline_to_mend,
        entry,
        entry_of_an_import,
        log,
        log_to_mend,
        log_with_dates,
        log_come_back,
        saved,
        saved_with_warning,
        import_choose,
        import_to_mend,
        import_columns,
        import_preview,
        import_waiting,
        import_reading,
        import_sealing,
        import_stopped,
        search,
        search_nothing,
        exhibit,
        exhibit_with_another_inside,
        exhibit_mail,
        exhibit_text,
        exhibit_other,
        disclosures,
        letters,
        letter_draft,
        letter_to_approve,
        verdict,
        verdict_changed,
        verdict_none,
    ]);
    pages
}

#[test]
fn every_page_is_what_it_was() {
    for (name, html) in pages() {
        insta::assert_snapshot!(name, html);
    }
}

/// The values of an attribute, wherever it stands.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let start = format!(" {attribute}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn the_way_off_urgent_help_and_the_demonstration_are_on_every_page() {
    for (name, html) in pages() {
        assert!(
            html.contains("<a class=\"sf-leave\" href=\"/leave\""),
            "{name}"
        );
        assert!(
            html.contains("<a class=\"sf-help__call\" href=\"tel:999\">Call 999 now</a>"),
            "{name}"
        );
        assert!(html.contains("call 101"), "{name}");
        assert!(
            html.contains("Demonstration. All people, places and events are invented."),
            "{name}"
        );
        assert!(
            html.contains("<strong class=\"sf-tag sf-tag--soon\">Demonstration</strong>"),
            "{name}"
        );
        assert!(
            html.contains("<a class=\"nhsuk-skip-link\" href=\"#main\">"),
            "{name}"
        );
    }
}

#[test]
fn a_real_vault_never_says_demonstration() {
    let mut page = knee::overview();
    page.frame.demonstration = false;
    assert!(!page.render().unwrap().contains("Demonstration"));
}

#[test]
fn titles_name_neither_the_product_nor_the_case() {
    for (name, html) in pages() {
        let title = html
            .split("<title>")
            .nth(1)
            .unwrap()
            .split("</title>")
            .next()
            .unwrap();
        assert!(title.ends_with(" – Daybook"), "{name}: {title}");
        for word in ["knee", "Tallowmere", "Quillmarsh", "Police", "police"] {
            assert!(!title.contains(word), "{name}: {title}");
        }
        assert!(!html.to_lowercase().contains("standfast"), "{name}");
    }
}

#[test]
fn nothing_is_inline_and_nothing_is_asked_of_another_machine() {
    for (name, html) in pages() {
        assert!(
            !html.contains("<style") && values(&html, "style").is_empty(),
            "{name}"
        );
        let script = html.matches("<script").count();
        assert_eq!(script, 1, "{name}");
        assert!(
            html.contains("<script src=\"/assets/leave.js\" defer></script>"),
            "{name}"
        );
        for attribute in ["onclick", "onload", "onerror", "srcset", "ping"] {
            assert!(values(&html, attribute).is_empty(), "{name}: {attribute}");
        }
        for attribute in ["src", "href", "action"] {
            for address in values(&html, attribute) {
                let ours = address.starts_with('/') && !address.starts_with("//");
                assert!(
                    ours || address.starts_with('#') || address.starts_with("tel:"),
                    "{name}: {address}"
                );
            }
        }
    }
}

#[test]
fn ids_are_used_once_and_every_label_and_description_leads_somewhere() {
    for (name, html) in pages() {
        let ids = values(&html, "id");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), ids.len(), "{name} uses an id twice");
        for attribute in ["for", "aria-describedby", "aria-labelledby"] {
            for id in values(&html, attribute)
                .iter()
                .flat_map(|all| all.split(' '))
            {
                assert!(ids.contains(&id), "{name}: {attribute} names {id}");
            }
        }
        for address in values(&html, "href")
            .iter()
            .filter_map(|address| address.strip_prefix('#'))
        {
            assert!(ids.contains(&address), "{name}: a link leads to #{address}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
    }
}

#[test]
fn every_field_that_can_be_filled_has_a_label() {
    for (name, html) in pages() {
        let labelled = values(&html, "for");
        for tag in html.split('<').filter(|tag| {
            ["input", "textarea", "select"]
                .iter()
                .any(|field| tag.starts_with(field))
        }) {
            if !tag.contains("type=\"hidden\"") {
                let id = values(tag, "id");
                assert!(
                    id.first().is_some_and(|id| labelled.contains(id)),
                    "{name}: {tag}"
                );
            }
        }
    }
}

#[test]
fn a_form_that_came_back_says_error_first_and_keeps_every_value() {
    let html = knee::log_to_mend().render().unwrap();
    assert!(html.contains("<title>Error: Log – Daybook</title>"));
    assert!(html.find("There is a problem").unwrap() < html.find("<h1").unwrap());
    for kept in [
        // The first line end belongs to the tag, the second to the words.
        "words-who\">\n\nHe said &#60;b&#62;&#34;I know&#34;&#60;/b&#62; &#38; left \u{202E}.\r\nThen he came back.</textarea>",
        "id=\"w-other\" value=\"other\" checked",
        "value=\"31 February\"",
        "id=\"how-other\" value=\"other\" checked",
        "<option value=\"post\" selected>",
        "<option value=\"facebook\" selected>",
        "<option value=\"other\" selected>Somebody else",
        "id=\"s-fear\" value=\"fear\" checked",
        "id=\"s-sexual\" value=\"sexual\" checked",
        "“Answer me.”</textarea>",
        "value=\"R. Desk\"",
        "value=\"the car park\"",
        "P. Manager\nR. Desk</textarea>",
        "Shaking</textarea>",
        "Nothing</textarea>",
        "Knee</textarea>",
        "Ask about the gate</textarea>",
        "Here already, and saved with it: <bdi>card.jpg</bdi>, <bdi>gate[U+202E]gpj.exe</bdi>. No need to choose again.",
        "name=\"kept\" value=\"a1b2\"",
    ] {
        assert!(html.contains(kept), "lost: {kept}");
    }
    assert_eq!(
        html.matches(" checked").count(),
        4,
        "nothing else is ticked"
    );
}

#[test]
fn a_fresh_form_asks_words_first_and_ticks_only_just_now() {
    let html = knee::log().render().unwrap();
    let place = |what: &str| {
        html.find(what)
            .unwrap_or_else(|| panic!("{what} is missing"))
    };
    assert!(
        place("id=\"words\"") < place("Just now, 5:52pm")
            && place("Just now, 5:52pm") < place("How it came")
    );
    assert!(place("How it came") < place("How did it leave you?"));
    assert_eq!(html.matches(" checked").count(), 1);
    assert!(html.contains("id=\"w-now\" value=\"now\" checked"));
    assert_eq!(
        html.matches("May be read by the police and the other side.")
            .count(),
        4
    );
    assert_eq!(html.matches("Private log.").count(), 1);
    assert!(html.contains("enctype=\"multipart/form-data\""));
}

#[test]
fn hostile_words_are_escaped_and_their_invisible_marks_are_shown() {
    let html = knee::timeline().render().unwrap();
    assert!(
        html.contains("You will answer me[U+202E]. &#60;script&#62;alert(1)&#60;/script&#62;”")
    );
    let html = knee::exhibit_mail().render().unwrap();
    assert!(html.contains("photo[U+202E]gpj.eml") && html.contains("a[U+202E]b"));
    assert!(html.contains("<p>Why have you <b>not</b> rung?</p>"));
    let html = knee::exhibit_text().render().unwrap();
    assert!(html.contains("&#60;/pre&#62;&#60;script&#62;alert(1)&#60;/script&#62;</pre>"));
}

#[test]
fn hostile_words_are_folded_until_somebody_asks() {
    for (name, html) in [
        ("timeline", knee::timeline().render().unwrap()),
        ("mail", knee::exhibit_mail().render().unwrap()),
    ] {
        for details in html.split("<details").skip(1) {
            assert!(
                !details.split('>').next().unwrap().contains(" open"),
                "{name}"
            );
        }
    }
}

#[test]
fn a_key_that_nobody_confirmed_never_has_a_tick() {
    let html = knee::verdict().render().unwrap();
    let anchor = html
        .split("<li class=\"sf-verdict__open\">")
        .nth(1)
        .unwrap();
    assert!(anchor.contains("Anchor:</span> key not confirmed"));
    let places: Vec<_> = ["Integrity:", "Completeness:", "Anchor:"]
        .iter()
        .map(|line| html.find(line).unwrap())
        .collect();
    assert!(places.is_sorted());
}

#[test]
fn search_words_are_in_no_address() {
    let html = knee::search().render().unwrap();
    for address in values(&html, "href")
        .into_iter()
        .chain(values(&html, "action"))
    {
        assert!(
            !address.contains("answer") && !address.contains('?'),
            "{address}"
        );
    }
    for form in html
        .split("<form")
        .skip(1)
        .map(|form| form.split('>').next().unwrap())
    {
        assert!(form.contains("method=\"post\""), "{form}");
    }
}
