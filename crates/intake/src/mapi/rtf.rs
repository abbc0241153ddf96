//! RTF as text, and the HTML or plain text that Outlook keeps inside RTF (MS-OXRTFEX).
//!
//! One pass without recursion. Pictures, objects, fonts, styles and fields' instructions are left
//! out; nothing is fetched and nothing runs.

use std::collections::HashMap;

use super::code_page::{self, of_charset};

/// What RTF says.
#[derive(Debug, Default)]
pub(super) struct Rtf {
    pub(super) text: String,
    pub(super) inside: Inside,
    /// It has text that is not displayed, which is left out.
    pub(super) hidden: bool,
    pub(super) problem: Option<&'static str>,
}

/// Groups inside groups. Outlook writes four.
const DEPTH: usize = 1_000;
/// Fonts that a table may name.
const FONTS: usize = 10_000;

/// Reads RTF; `page` is the code page of the message, for documents that name none.
pub(super) fn read(bytes: &[u8], page: Option<u32>) -> Rtf {
    if !bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Rtf {
            problem: Some("its formatted text (RTF) cannot be read"),
            ..Rtf::default()
        };
    }
    let mut reading = Reading {
        page,
        ..Reading::default()
    };
    for token in (Tokens { bytes, at: 0 }) {
        if !reading.token(token) {
            reading.rtf.problem = Some(
                "its formatted text (RTF) has too many brackets in brackets: only the beginning was read",
            );
            break;
        }
    }
    reading.flush();
    reading.rtf
}

enum Token<'a> {
    Open,
    Close,
    /// A control word and its number.
    Word(&'a [u8], Option<i32>),
    /// `\*`, `\~`, `\{`, …
    Symbol(u8),
    /// A letter, as it stands or as `\'e9`.
    Byte(u8),
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn word(&mut self) -> Token<'a> {
        let from = self.at;
        while self.peek(0).is_some_and(|b| b.is_ascii_alphabetic()) {
            self.at += 1;
        }
        let word = self.bytes.get(from..self.at).unwrap_or_default();
        let digits = self.at;
        if self.peek(0) == Some(b'-') {
            self.at += 1;
        }
        while self.peek(0).is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        let number = self.bytes.get(digits..self.at).unwrap_or_default();
        let number = std::str::from_utf8(number)
            .ok()
            .and_then(|n| n.parse().ok());
        if number.is_none() {
            self.at = digits;
        }
        // One space ends a word and is no text.
        if self.peek(0) == Some(b' ') {
            self.at += 1;
        }
        if let (b"bin", Some(count)) = (word, number) {
            let count = usize::try_from(count).unwrap_or(0);
            self.at = self.at.saturating_add(count).min(self.bytes.len());
        }
        Token::Word(word, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek(0)?;
            self.at += 1;
            return Some(match byte {
                b'\r' | b'\n' | 0 => continue,
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => match self.peek(0)? {
                    b if b.is_ascii_alphabetic() => self.word(),
                    b'\'' => {
                        let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
                        let pair = digit(self.peek(1)).zip(digit(self.peek(2)));
                        match pair.map(|(high, low)| u8::try_from(high * 16 + low)) {
                            Some(Ok(byte)) => {
                                self.at += 3;
                                Token::Byte(byte)
                            }
                            _ => {
                                self.at += 1;
                                continue;
                            }
                        }
                    }
                    symbol => {
                        self.at += 1;
                        Token::Symbol(symbol)
                    }
                },
                letter => Token::Byte(letter),
            });
        }
    }
}

/// What a group is for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Text,
    /// HTML as it was written.
    Tag,
    Fonts,
    Nothing,
}

#[derive(Clone, Default)]
struct Group {
    into: Into,
    /// What stands here is for readers of RTF only.
    only_rtf: bool,
    /// Not displayed.
    hidden: bool,
    page: Option<u32>,
    /// Letters that stand for one of `\u`, less one: none said means one.
    beside: Option<usize>,
}

/// What was kept inside RTF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing: the RTF itself is the text.
    #[default]
    Rtf,
    Html,
    Text,
}

#[derive(Default)]
struct Reading {
    rtf: Rtf,
    groups: Vec<Group>,
    now: Group,
    page: Option<u32>,
    fonts: HashMap<i32, u32>,
    font: i32,
    /// The group began with `\*`: what is not known is left out.
    starred: bool,
    /// Letters to pass over: they stand for the one before.
    pass: usize,
    letters: Vec<u8>,
    wide: Vec<u16>,
}

impl Reading {
    /// Takes one token; `false` where groups stand too deep.
    fn token(&mut self, token: Token<'_>) -> bool {
        match token {
            Token::Open => {
                if self.groups.len() >= DEPTH {
                    return false;
                }
                self.flush();
                self.pass = 0;
                self.groups.push(self.now.clone());
            }
            Token::Close => {
                self.flush();
                self.pass = 0;
                self.now = self.groups.pop().unwrap_or_default();
            }
            Token::Byte(byte) => self.byte(byte),
            Token::Symbol(b'*') => {
                self.starred = true;
                return true;
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => self.word(word, number),
        }
        self.starred = false;
        true
    }

    fn shows(&self) -> bool {
        match self.now.into {
            Into::Text => !(self.now.only_rtf && self.rtf.inside != Inside::Rtf),
            Into::Tag => self.rtf.inside == Inside::Html && !self.now.only_rtf,
            Into::Fonts | Into::Nothing => false,
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.pass > 0 {
            self.pass -= 1;
        } else if self.shows() {
            if self.now.hidden {
                self.rtf.hidden = true;
                return;
            }
            if !self.wide.is_empty() {
                self.flush();
            }
            self.letters.push(byte);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        let html = self.rtf.inside == Inside::Html;
        match symbol {
            b'{' | b'}' | b'\\' => self.byte(symbol),
            b'~' => self.say(if html { "&nbsp;" } else { "\u{A0}" }),
            b'_' => self.say(if html { "&shy;" } else { "\u{2011}" }),
            b'\r' | b'\n' => self.say("\n"),
            b'\t' => self.say("\t"),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        self.flush();
        if self.shows() && !self.now.hidden {
            self.rtf.text.push_str(text);
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let html = self.rtf.inside == Inside::Html;
        let on = number != Some(0);
        let by = |for_html: &'static str, plain: &'static str| if html { for_html } else { plain };
        match word {
            b"u" => return self.unicode(number),
            b"par" | b"line" | b"sect" | b"page" | b"row" => self.say("\n"),
            b"tab" | b"cell" => self.say("\t"),
            b"lquote" => self.say(by("&lsquo;", "‘")),
            b"rquote" => self.say(by("&rsquo;", "’")),
            b"ldblquote" => self.say(by("&ldquo;", "“")),
            b"rdblquote" => self.say(by("&rdquo;", "”")),
            b"bullet" => self.say(by("&bull;", "•")),
            b"endash" => self.say(by("&ndash;", "–")),
            b"emdash" => self.say(by("&mdash;", "—")),
            _ => {}
        }
        self.flush();
        match word {
            b"fromhtml" => self.rtf.inside = Inside::Html,
            b"fromtext" => self.rtf.inside = Inside::Text,
            b"htmlrtf" => self.now.only_rtf = on,
            b"htmltag" if self.starred => self.now.into = Into::Tag,
            b"fonttbl" => self.now.into = Into::Fonts,
            b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"header" | b"headerl"
            | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr" | b"footerf" => {
                self.now.into = Into::Nothing;
            }
            b"pntext" if html => self.now.into = Into::Nothing,
            _ if self.starred => self.now.into = Into::Nothing,
            b"ansicpg" => self.page = number.and_then(|n| u32::try_from(n).ok()),
            b"uc" => self.now.beside = number.and_then(|n| usize::try_from(n).ok()),
            b"v" => self.now.hidden = on && !html,
            b"plain" => self.now.hidden = false,
            b"f" => {
                self.font = number.unwrap_or(0);
                if self.now.into != Into::Fonts {
                    self.now.page = self.fonts.get(&self.font).copied();
                }
            }
            b"fcharset" if self.fonts.len() < FONTS => {
                if let Some(page) = number.and_then(of_charset) {
                    self.fonts.insert(self.font, page);
                }
            }
            _ => {}
        }
    }

    fn unicode(&mut self, number: Option<i32>) {
        // The number is one of 16 bits, and written with its sign.
        let Some(unit) = number.and_then(|n| u16::try_from(n & 0xFFFF).ok()) else {
            return;
        };
        if !self.letters.is_empty() {
            self.flush();
        }
        if self.shows() {
            if self.now.hidden {
                self.rtf.hidden = true;
            } else {
                self.wide.push(unit);
            }
        }
        self.pass = self.now.beside.unwrap_or(1);
    }

    /// Writes the letters that wait: only together are they characters.
    fn flush(&mut self) {
        if !self.letters.is_empty() {
            let page = self.now.page.or(self.page);
            let text = code_page::decode(page, &self.letters).0;
            self.rtf.text.push_str(&text);
            self.letters.clear();
        }
        if !self.wide.is_empty() {
            let text = String::from_utf16_lossy(&self.wide);
            self.rtf.text.push_str(&text);
            self.wide.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Inside, read};
    use proptest::prelude::*;

    #[test]
    fn html_that_was_kept_inside() {
        let rtf = br"{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset0 Times;}}
{\*\generator Riched20;}{\*\htmltag19 <html>}{\*\htmltag64}\htmlrtf {\htmlrtf0
{\*\htmltag64 <p>}\htmlrtf {\b\htmlrtf0 Dear Ada\u8217\'92s\htmlrtf\par}\htmlrtf0 {\*\htmltag84 &nbsp;}\htmlrtf\'a0\htmlrtf0 \'cd\'e5\'f2 {\f1 caf\'e9}
{\*\mhtmltag84 <a>}{\*\htmltag84 </p>\par}\htmlrtf}\htmlrtf0 {\*\htmltag27 </html>}}";
        let read = read(rtf, None);
        assert!(read.inside == Inside::Html && !read.hidden && read.problem.is_none());
        assert_eq!(read.text, "<html><p>Dear Ada’s&nbsp;Нет café</p>\n</html>");
    }

    #[test]
    fn text_that_was_kept_inside_and_plain_rtf() {
        for (rtf, text, hidden) in [
            (
                r"{\rtf1\ansi\fromtext \fbidi{\fonttbl{\f0 x;}}\f0 One\par two \{three\}\par}",
                "One\ntwo {three}\n",
                false,
            ),
            (
                r"{\rtf1{\info{\title no}}{\pict 89504e}\pard a{\v not seen}b\line \emdash{\*\what no}{\field{\*\fldinst HYPERLINK}{\fldrslt link}}}",
                "ab\n—link",
                true,
            ),
            (
                r"{\rtf1\uc2 \u55357??\u56832??x\uc0\u8364y}",
                "😀x€y",
                false,
            ),
            (
                r"{\rtf1{\fonttbl{\f2\fcharset128 M;}}\f2 \'82\'b1\'83\\{}}",
                "こソ",
                false,
            ),
            (r"{\rtf1 a\bin4 {}}}b}", "ab", false),
            (r"{\rtf1 \'zz\u\- a\'4", "zz a4", false),
        ] {
            let read = read(rtf.as_bytes(), Some(1252));
            assert_eq!((read.text.as_str(), read.hidden), (text, hidden), "{rtf}");
        }
        assert!(read(b"plain", None).problem.is_some());
        let deep = format!("{{\\rtf1 a{}", "{".repeat(5_000));
        assert!(read(deep.as_bytes(), None).problem.is_some());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_rtf_is_answered(rest in r"([{}\\]|\\(u|bin|f|uc|htmlrtf|fromhtml1|\*)-?[0-9]{0,3} ?|[a-z' ]){0,200}") {
            let _ = read(format!("{{\\rtf1{rest}").as_bytes(), Some(932));
        }

        #[test]
        fn words_come_back(words in "[a-z {}\\\\é€😀]{0,60}") {
            let mut rtf = String::from("{\\rtf1\\ansi\\ansicpg1252\\uc1 ");
            for unit in words.encode_utf16() {
                match u8::try_from(unit) {
                    Ok(b @ (b'{' | b'}' | b'\\')) => rtf.extend(['\\', char::from(b)]),
                    Ok(b) if b.is_ascii() => rtf.push(char::from(b)),
                    _ => rtf.push_str(&format!("\\u{}?", unit.cast_signed())),
                }
            }
            rtf.push('}');
            prop_assert_eq!(read(rtf.as_bytes(), None).text, words);
        }
    }
}
