//! How easily our wording can be read, by a standard measure.
#![allow(missing_docs, clippy::unwrap_used)]

use standfast_papers::TemplateSet;

/// Years of school by Flesch and Kincaid (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. A reader is five
/// years older.
fn grade(texts: &[String]) -> f64 {
    let (mut sentences, mut words, mut syllables) = (0u32, 0u32, 0u32);
    for text in texts {
        for sentence in text.split(['.', '!', '?', ':', ';']) {
            let said: Vec<&str> = sentence
                .split(|c: char| !(c.is_alphabetic() || c == '\'' || c == '’'))
                .filter(|word| word.chars().any(char::is_alphabetic))
                .collect();
            if !said.is_empty() {
                sentences += 1;
                words += u32::try_from(said.len()).unwrap();
                syllables += said.iter().map(|word| syllables_of(word)).sum::<u32>();
            }
        }
    }
    0.39 * f64::from(words) / f64::from(sentences) + 11.8 * f64::from(syllables) / f64::from(words)
        - 15.59
}

/// Groups of vowels, a silent e at the end apart; one at least.
fn syllables_of(word: &str) -> u32 {
    let word = word.to_lowercase();
    let vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut inside = false;
    for c in word.chars() {
        if vowel(c) && !inside {
            groups += 1;
        }
        inside = vowel(c);
    }
    let silent = (word.ends_with('e') && !word.ends_with("le"))
        || (word.ends_with("es")
            && !word.ends_with("ses")
            && !word.ends_with("ces")
            && !word.ends_with("ges"))
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    // Two groups that are written as one: appropriate, associate.
    let apart = u32::from(word.contains("iat"));
    apart
        + if silent && groups > 1 {
            groups - 1
        } else {
            groups.max(1)
        }
}

#[test]
fn the_measure_measures() {
    for (word, count) in [
        ("care", 1),
        ("patient", 2),
        ("appropriate", 4),
        ("removed", 2),
        ("appointment", 3),
        ("people", 2),
        ("waited", 2),
    ] {
        assert_eq!(syllables_of(word), count, "{word}");
    }
    let easy = grade(&["The cat sat on the mat.".to_owned()]);
    let hard = grade(&["Notwithstanding the aforementioned contractual considerations, the practitioner respectfully declines continued participation.".to_owned()]);
    assert!(easy < 1.0 && hard > 20.0, "{easy} {hard}");
}

#[test]
fn our_wording_can_be_read_at_eleven() {
    let set = TemplateSet::built_in().unwrap();
    let mut all = Vec::new();
    let mut hard = Vec::new();
    for name in set.names() {
        let mut texts: Vec<String> = set
            .texts(name)
            // The declarations of a statement are the law's words, not ours.
            .filter(|text| !text.contains("wilfully"))
            .filter(|text| text.split_whitespace().count() > 3)
            .map(|text| text.replace(['{', '}'], "").replace('-', " "))
            .collect();
        let years = grade(&texts) + 5.0;
        println!("{name}: {years:.1}");
        if years > 11.9 {
            hard.push(format!("{name} {years:.1}"));
        }
        all.append(&mut texts);
    }
    let years = grade(&all) + 5.0;
    assert!(
        hard.is_empty(),
        "hard to read at eleven: {hard:?}; all together {years:.1}"
    );
    assert!(years < 11.0, "{years:.1}");
}
