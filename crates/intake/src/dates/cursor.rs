//! Walks over a text, one piece at a time; nothing is taken that was not asked for.

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Cursor { text, at: 0 }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The same text from another place.
    pub(super) fn from(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character behind the next one.
    pub(super) fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        self.eat_one(|c| c == wanted).is_some()
    }

    pub(super) fn eat_one(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|c| wanted(*c))?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Spaces of every width, and marks without one.
    pub(super) fn spaces(&mut self) -> bool {
        let mut any = false;
        while self
            .eat_one(|c| c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{FEFF}'))
            .is_some()
        {
            any = true;
        }
        any
    }

    /// A number of at most `most` figures that no further figure follows; and how many it has.
    pub(super) fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > most {
            return None;
        }
        let number = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some((number, digits))
    }

    /// The letters that stand here, in lower case; they stay.
    pub(super) fn word(&self) -> String {
        self.rest()
            .chars()
            .take_while(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
            .collect()
    }

    /// Takes one of these words, whole, in lower case.
    pub(super) fn eat_word(&mut self, words: &[&str]) -> bool {
        let word = self.word();
        let found = words.contains(&word.as_str());
        if found {
            self.skip_word();
        }
        found
    }

    pub(super) fn skip_word(&mut self) {
        while self.eat_one(char::is_alphabetic).is_some() {}
    }

    /// What stands before the lines of a list.
    pub(super) fn bullet(&mut self) {
        if self
            .eat_one(|c| matches!(c, '-' | '*' | '\u{2022}' | '\u{2013}' | '\u{2014}'))
            .is_some()
        {
            self.spaces();
        }
    }

    /// Whether a stop, or nothing, stands here.
    pub(super) fn stops(&self) -> bool {
        let mut ahead = *self;
        ahead.spaces();
        ahead.peek().is_none_or(is_stop)
    }

    /// Takes what parts a date from the words behind it.
    pub(super) fn stop(&mut self) {
        self.spaces();
        while self.eat_one(is_stop).is_some() {
            self.spaces();
        }
    }
}

/// What people put behind a date.
pub(super) fn is_stop(c: char) -> bool {
    matches!(
        c,
        ':' | '-' | '\u{2010}'..='\u{2015}' | ',' | '.' | ';' | ')' | ']' | '|' | '\t'
    )
}
