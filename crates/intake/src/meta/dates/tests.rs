#![allow(clippy::unwrap_used)]
use super::languages::month;
use super::months::MONTHS;
use super::{Date, Languages, decides, read};
use crate::reader::DateOrder;

fn at(text: &str) -> String {
    match read(text, Languages::ALL) {
        Some(Date::At { wall, offset, .. }) => {
            format!(
                "{wall}{}",
                offset.map_or(String::new(), |o| format!(" {o}"))
            )
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn dates_of_many_languages() {
    for (text, time) in [
        ("Sep 13, 2020, 12:26 PM", "2020-09-13T12:26:00"),
        ("Sep 13, 2020, 12:26\u{202F}AM", "2020-09-13T00:26:00"),
        ("Oct 19, 2019 at 2:37 PM", "2019-10-19T14:37:00"),
        ("Jul 12, 2024 4:55:32pm", "2024-07-12T16:55:32"),
        ("Jun 01, 2025 3:31:29 pm", "2025-06-01T15:31:29"),
        ("19 Oct 2019, 14:37", "2019-10-19T14:37:00"),
        ("19 Oct 2019, 14:37:05", "2019-10-19T14:37:05"),
        ("2013. július 16., 21:18", "2013-07-16T21:18:00"),
        ("2020. szept. 13. du. 2:37", "2020-09-13T14:37:00"),
        ("13. Sept. 2020, 14:37", "2020-09-13T14:37:00"),
        ("13. September 2020 um 14:37 Uhr", "2020-09-13T14:37:00"),
        ("13 sept. 2020, 14:37", "2020-09-13T14:37:00"),
        ("13 sept. 2020 à 14h37", "2020-09-13T14:37:00"),
        (
            "13 de sept. de 2020 a las 2:37 p. m.",
            "2020-09-13T14:37:00",
        ),
        ("13 de set. de 2020 14:37", "2020-09-13T14:37:00"),
        ("13 set 2020, 14:37", "2020-09-13T14:37:00"),
        ("13 wrz 2020, 14:37", "2020-09-13T14:37:00"),
        ("13 сент. 2020 г., 14:37", "2020-09-13T14:37:00"),
        ("13 вер. 2020 р., 14:37", "2020-09-13T14:37:00"),
        ("13 Eyl 2020 14:37", "2020-09-13T14:37:00"),
        ("13. syyskuuta 2020 klo 14.37", "2020-09-13T14:37:00"),
        ("13.9.2020 klo 14.37.05", "2020-09-13T14:37:05"),
        ("13.09.2020, 14:37", "2020-09-13T14:37:00"),
        ("03.04.2020, 14:37", "2020-04-03T14:37:00"),
        ("13. sep. 2020 14.37", "2020-09-13T14:37:00"),
        ("13. 9. 2020 14:37", "2020-09-13T14:37:00"),
        ("2020-09-13 14:37", "2020-09-13T14:37:00"),
        ("2020/04/03 14:37", "2020-04-03T14:37:00"),
        ("2020年9月13日 12:26", "2020-09-13T12:26:00"),
        ("2020年9月13日 下午2:37", "2020-09-13T14:37:00"),
        ("2020년 9월 13일 오후 2:37", "2020-09-13T14:37:00"),
        ("13 سبتمبر 2020، 2:37 م", "2020-09-13T14:37:00"),
        ("١٣ سبتمبر ٢٠٢٠، ٢:٣٧ م", "2020-09-13T14:37:00"),
        ("13 सित॰ 2020, 2:37 pm", "2020-09-13T14:37:00"),
        ("13 ก.ย. 2563 14:37", "2020-09-13T14:37:00"),
        ("13 בספט׳ 2020, 14:37", "2020-09-13T14:37:00"),
        ("14:37:05 13 thg 9, 2020", "2020-09-13T14:37:05"),
        (
            "Sunday, 18 December 2016 at 10:25 UTC+01",
            "2016-12-18T10:25:00 +01",
        ),
        (
            "Sunday, 18 December 2016 at 10:25 UTC-03:30",
            "2016-12-18T10:25:00 -03:30",
        ),
        ("mar. 13 oct. 2020, 14:37", "2020-10-13T14:37:00"),
        ("13/09/20, 14:37", "2020-09-13T14:37:00"),
        ("9/13/20, 2:37 PM", "2020-09-13T14:37:00"),
        ("4/4/20, 2:37 PM", "2020-04-04T14:37:00"),
        ("13 studenoga 2020. 14:37", "2020-11-13T14:37:00"),
    ] {
        assert_eq!(at(text), time, "{text}");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "one",
        "Ned Harrow",
        "12:26",
        "Sep 13, 2020",
        "be there Sep 13, 2020, 12:26 PM please",
        "I come on 13 Sep 2020 at 12:26",
        "Sep 13, 2020, 25:26",
        "Sep 13, 2020, 13:26 PM",
        "Sep 31, 2020, 12:26",
        "Sep 13, 2020, 12:26 PM!",
        "1 2 3 4 5:06",
        "2020 2021 Sep 10:00",
    ] {
        assert_eq!(read(text, Languages::ALL), None, "{text}");
    }
}

#[test]
fn what_is_not_decided_is_not_guessed() {
    let date = read("03/04/2020, 14:37", Languages::ALL).unwrap();
    assert!(matches!(date, Date::Numbers { .. }));
    assert_eq!(date.read_as(None), None);
    let told = |order| date.read_as(Some(order)).unwrap().0.to_string();
    assert_eq!(told(DateOrder::Dmy), "2020-04-03T14:37:00");
    assert_eq!(told(DateOrder::Mdy), "2020-03-04T14:37:00");
    assert_eq!(decides("13/04/2020, 14:37"), Some(DateOrder::Dmy));
    assert_eq!(decides("4/13/2020, 2:37 PM"), Some(DateOrder::Mdy));
    assert_eq!(decides("03/04/2020, 14:37"), None);
    assert_eq!(decides("13.04.2020, 14:37"), None);
    // October in Croatian, November in Polish and Czech.
    let text = "3. listopada 2020. 14:37";
    assert_eq!(read(text, Languages::ALL), Some(Date::Unclear));
    let mut languages = Languages::ALL;
    languages.narrow("3 studenoga 2020. 14:37");
    let Some(Date::At { wall, .. }) = read(text, languages) else {
        panic!("Croatian")
    };
    assert_eq!(wall.month(), 10);
}

#[test]
fn the_months_are_twelve_in_each_language() {
    for (language, months) in MONTHS {
        assert_eq!(months.split('|').count(), 12, "{language}");
    }
    assert!(MONTHS.len() <= 64);
    assert!(month("july").iter().all(|(_, m)| *m == 7));
}
