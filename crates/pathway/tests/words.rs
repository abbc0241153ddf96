//! The words that a shaken person reads: short, plain, and promising nothing.
//!
//! The grade is Flesch and Kincaid's (1975): 0.39 words a sentence + 11.8 syllables a word − 15.59.
//! Syllables are counted by a rule of thumb, here and nowhere else.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    missing_docs
)]

use standfast_pathway::Packs;

/// Where the words stand, and the words.
fn texts() -> Vec<(String, String)> {
    let packs = Packs::shipped().unwrap();
    let mut found = Vec::new();
    for line in packs.list() {
        for rule in packs.show(&line.name).unwrap().rules {
            for (_, _, text) in rule.says {
                let filled = text.replace("{entries:signs.fear}", "#3");
                assert!(
                    !filled.contains('{'),
                    "{}: say here what stands for it: {text}",
                    rule.id
                );
                found.push((format!("{} {}", line.name, rule.id), filled));
            }
        }
    }
    found
}

fn sentences(text: &str) -> Vec<&str> {
    text.split(['.', '?', '!'])
        .map(str::trim)
        .filter(|s| !s.is_empty())
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| w.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect()
}

/// Groups of vowels, less a silent e or ed at the end; at least one.
fn syllables(word: &str) -> usize {
    let vowel = |c: char| "aeiouy".contains(c);
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let mut groups = 0;
    let mut before = false;
    for c in &letters {
        if vowel(*c) && !before {
            groups += 1;
        }
        before = vowel(*c);
    }
    let ends = |end: &str| word.len() > end.len() && word.ends_with(end);
    let silent = (ends("e") && !ends("le") && !ends("ee"))
        || (ends("es")
            && !ends("ees")
            && !ends("ses")
            && !ends("ces")
            && !ends("les")
            && !ends("ges"))
        || (ends("ed") && !ends("ted") && !ends("ded"));
    groups.max(1) - usize::from(silent && groups > 1)
}

fn grade(text: &str) -> f64 {
    let words = words(text);
    let syllables: usize = words.iter().map(|w| syllables(w)).sum();
    let (words, sentences) = (words.len() as f64, sentences(text).len() as f64);
    0.39 * words / sentences + 11.8 * syllables as f64 / words - 15.59
}

#[test]
fn the_rule_of_thumb_counts_as_people_do() {
    for (word, count) in [
        ("police", 2),
        ("today", 2),
        ("organisation", 5),
        ("defence", 2),
        ("chaperone", 3),
        ("colleague", 2),
        ("people", 2),
        ("stopped", 1),
        ("wanted", 2),
        ("the", 1),
        ("notes", 1),
        ("agrees", 2),
        ("account", 2),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
    assert!(grade("Call the police. Do not wait.") < 2.0);
    assert!(grade("Organisational considerations necessitate comprehensive documentation.") > 20.0);
}

/// About the age of eleven, where each is read by itself.
#[test]
fn each_text_can_be_read_at_eleven() {
    let mut sum = 0.0;
    let texts = texts();
    for (at, text) in &texts {
        let grade = grade(text);
        assert!(grade <= 7.0, "{at}: grade {grade:.1}: {text}");
        sum += grade;
    }
    let mean = sum / texts.len() as f64;
    assert!(mean <= 5.0, "the mean is {mean:.1}");
}

#[test]
fn no_sentence_has_more_than_twenty_words() {
    for (at, text) in texts() {
        for sentence in sentences(&text) {
            let count = words(sentence).len();
            assert!(count <= 20, "{at}: {count} words: {sentence}");
        }
    }
}

#[test]
fn nothing_is_promised_diagnosed_or_scored() {
    let never = [
        "you are safe",
        "be safe",
        "keep you safe",
        "keeps you safe",
        "make sure that you",
        "guarantee",
        "nothing will",
        "will stop",
        "protects you",
        "no danger",
        "harmless",
        "illness caused",
        "disorder",
        "delusion",
        "erotomani",
        "psycho",
        "obsess",
        "fixat",
        "mentally ill",
        "stalker",
        "stalking",
        "shall",
        "hereby",
        "pursuant",
        "aforementioned",
        "utilise",
        "harasser",
        "criminal",
        "score",
        "points",
        "risk level",
        "high risk",
        "low risk",
        "likely to",
    ];
    for (at, text) in texts() {
        // What a court's order is called is its name, not what anybody did.
        let text = text
            .to_lowercase()
            .replace("stalking protection order", "order");
        for phrase in never {
            assert!(!text.contains(phrase), "{at}: \"{phrase}\" in: {text}");
        }
    }
}
