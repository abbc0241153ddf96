//! Tags and text of a page, each with its bytes.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, RawKind::ScriptData};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Raw, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::limits;

/// One tag, or a run of text.
pub(crate) struct Token {
    pub(crate) what: What,
    /// Its bytes as they stand; all tokens of a page together are the page.
    pub(crate) bytes: Vec<u8>,
    /// Where they begin.
    pub(crate) from: u64,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A tag that opens an element; `void` if nothing can stand in it.
    Open {
        /// In lower case.
        name: String,
        /// Names in lower case.
        attributes: Vec<(String, String)>,
        void: bool,
    },
    /// A tag that closes one.
    Close(String),
    /// Text, its entities resolved. What a script or a style sheet says comes as text, too.
    Text(String),
    /// A comment, a declaration, or what is too long to be a tag.
    Other,
}

/// Elements without content, which never close.
const VOID: &[&str] = &[
    "br", "img", "hr", "meta", "link", "input", "area", "base", "col", "wbr", "source", "embed",
    "track", "param",
];

/// Takes what the tokenizer tells.
#[derive(Default)]
struct Sink(RefCell<Vec<What>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Raw, _line: u64) -> TokenSinkResult<()> {
        let mut told = self.0.borrow_mut();
        match token {
            Raw::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    told.push(What::Close(name));
                    return TokenSinkResult::Continue;
                }
                let raw = match name.as_str() {
                    "script" => Some(ScriptData),
                    "style" | "noscript" | "iframe" | "xmp" => Some(RawKind::Rawtext),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                let attributes = tag
                    .attrs
                    .iter()
                    .map(|a| (a.name.local.to_string(), a.value.to_string()))
                    .collect();
                told.push(What::Open {
                    void: VOID.contains(&name.as_str()),
                    name,
                    attributes,
                });
                raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
            }
            Raw::CharacterTokens(text) => {
                match told.last_mut() {
                    Some(What::Text(before)) => before.push_str(&text),
                    _ => told.push(What::Text(text.to_string())),
                }
                TokenSinkResult::Continue
            }
            Raw::CommentToken(_) | Raw::DoctypeToken(_) => {
                told.push(What::Other);
                TokenSinkResult::Continue
            }
            // No zero byte is fed.
            Raw::NullCharacterToken | Raw::ParseError(_) | Raw::EOFToken => {
                TokenSinkResult::Continue
            }
        }
    }
}

/// Reads a page piece by piece.
pub(crate) struct Tokens<R> {
    inner: R,
    tokenizer: Tokenizer<Sink>,
    queue: BufferQueue,
    /// Read, and not yet fed.
    ahead: Vec<u8>,
    next: usize,
    ended: bool,
    /// Fed, and not yet told.
    pending: Vec<u8>,
    at: u64,
    ready: VecDeque<Token>,
    /// Tags and comments over the limit: their bytes are there, what they say is not.
    pub(crate) too_long: u64,
}

/// Bytes read at once, and the longest piece that is fed.
const PIECE: usize = 64 << 10;

impl<R: Read> Tokens<R> {
    pub(crate) fn new(inner: R) -> Self {
        Tokens {
            inner,
            tokenizer: fresh(),
            queue: BufferQueue::default(),
            ahead: Vec::new(),
            next: 0,
            ended: false,
            pending: Vec::new(),
            at: 0,
            ready: VecDeque::new(),
            too_long: 0,
        }
    }

    /// The next token.
    pub(crate) fn next(&mut self) -> io::Result<Option<Token>> {
        loop {
            if let Some(token) = self.ready.pop_front() {
                return Ok(Some(token));
            }
            let piece = self.piece()?;
            if piece.is_empty() {
                if !std::mem::replace(&mut self.ended, true) {
                    self.tokenizer.end();
                    self.told(Vec::new());
                    // A tag that the end of the file cuts off.
                    if !self.pending.is_empty() {
                        let bytes = std::mem::take(&mut self.pending);
                        self.ready(What::Other, bytes);
                    }
                    continue;
                }
                return Ok(None);
            }
            self.feed(piece);
        }
    }

    fn feed(&mut self, piece: Vec<u8>) {
        let mut text = String::from_utf8_lossy(&piece);
        // As HTML says it, at once: the tokenizer tells each zero byte by itself, and of gigabytes
        // of them that takes hours.
        if text.contains('\0') {
            text = Cow::Owned(text.replace('\0', "\u{FFFD}"));
        }
        // Feeding stops at each script, whose text is asked for like any other.
        self.queue.push_back(StrTendril::from_slice(&text));
        while !self.queue.is_empty() {
            let _ = self.tokenizer.feed(&self.queue);
        }
        self.told(piece);
        if self.pending.len() > limits::PAGE_TAG {
            self.too_long += 1;
            self.tokenizer = fresh();
            let bytes = std::mem::take(&mut self.pending);
            self.ready(What::Other, bytes);
        }
    }

    /// Gives what was told its bytes. Of two, the first is text that was held back until it was
    /// certain that no entity goes on in it; the piece itself is the last one's.
    fn told(&mut self, piece: Vec<u8>) {
        let told = std::mem::take(&mut *self.tokenizer.sink.0.borrow_mut());
        let last = told.len().saturating_sub(1);
        let mut piece = Some(piece);
        for (i, what) in told.into_iter().enumerate() {
            let mut bytes = std::mem::take(&mut self.pending);
            if i == last {
                bytes.extend(piece.take().unwrap_or_default());
            }
            self.ready(what, bytes);
        }
        self.pending.extend(piece.unwrap_or_default());
    }

    fn ready(&mut self, what: What, bytes: Vec<u8>) {
        let from = self.at;
        self.at += bytes.len() as u64;
        self.ready.push_back(Token { what, bytes, from });
    }

    /// Up to before a `<`, or up to behind a `>`; never in the middle of a letter.
    fn piece(&mut self) -> io::Result<Vec<u8>> {
        let left = self.ahead.get(self.next..).unwrap_or_default();
        if left.is_empty() || left.len() < 4 && whole_letters(left) == 0 {
            self.fill()?;
        }
        let rest = self.ahead.get(self.next..).unwrap_or_default();
        let sign = match rest.first() {
            None => return Ok(Vec::new()),
            // Its own sign does not end a piece that it begins.
            Some(b'<') => {
                memchr::memchr2(b'<', b'>', rest.get(1..).unwrap_or_default()).map(|at| at + 1)
            }
            Some(_) => memchr::memchr2(b'<', b'>', rest),
        };
        let mut end = match sign {
            Some(at) if rest.get(at) == Some(&b'>') => at + 1,
            Some(at) => at,
            None => rest.len(),
        };
        // What was read ends in the middle: of a letter, or of a tag's first sign.
        if sign.is_none() && !self.ended {
            let whole = whole_letters(rest);
            if whole > 0 {
                end = whole;
            }
        }
        let piece = rest.get(..end).unwrap_or_default().to_vec();
        self.next += piece.len();
        Ok(piece)
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ahead.drain(..self.next);
        self.next = 0;
        // A record of a few letters is a page of its own here: it does not fill a whole piece.
        let mut piece = (&mut self.inner).take(PIECE as u64);
        piece.read_to_end(&mut self.ahead).map(|_| ())
    }

    /// Reads what is left, and gives back what it was read from.
    pub(crate) fn rest(mut self) -> io::Result<R> {
        io::copy(&mut self.inner, &mut io::sink())?;
        Ok(self.inner)
    }
}

fn fresh() -> Tokenizer<Sink> {
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    Tokenizer::new(Sink::default(), options)
}

/// How many bytes stand before a letter whose end is not there yet; all, where none is cut.
fn whole_letters(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    let start = bytes
        .iter()
        .skip(tail)
        .rposition(|b| *b >= 0xC0)
        .map(|at| at + tail);
    let Some(start) = start else {
        return bytes.len();
    };
    let needs = match bytes.get(start) {
        Some(0xC0..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        _ => 4,
    };
    if start + needs > bytes.len() {
        start
    } else {
        bytes.len()
    }
}
