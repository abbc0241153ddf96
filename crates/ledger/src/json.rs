//! The strict reader of field values: I-JSON (RFC 7493) without its loose ends.
//!
//! In: UTF-8 text. Out: a [`Value`] with its keys in the order written, or the fault and the byte at
//! which it stands. Two readers that both follow these rules cannot see two different values: a key
//! twice, `-0`, a number with a fraction or exponent, a lone surrogate are faults, not choices.
//!
//! One departure from RFC 7493: noncharacters such as U+FFFF are taken. The words of a person are
//! kept as they were written, also when a phone wrote nonsense.
//!
//! Never here: what a value means. Faults name places, never content.

use serde_json::{Map, Number, Value};

/// Arrays and objects stand at most so many deep in a value: `[[[[[[[[]]]]]]]]` is the deepest.
/// The array of the disclosure itself does not count.
pub const MAX_DEPTH: usize = 8;

/// The largest magnitude of an integer, 2^53 - 1 (RFC 7493, section 2.2), so that a reader with
/// nothing but IEEE doubles sees the same number. The bound itself is allowed.
pub const MAX_INTEGER: i64 = 9_007_199_254_740_991;

/// What is wrong with a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The text stops in the middle of a value.
    #[error("it ends too early")]
    Ended,
    /// A byte that no JSON has there.
    #[error("a character that cannot stand there")]
    Unexpected,
    /// Something follows the value.
    #[error("something follows the value")]
    Trailing,
    /// A key stands twice in one object (compared after unescaping).
    #[error("a key stands twice in one object")]
    DuplicateKey,
    /// A key that SD-JWT libraries would act on: `_sd`, `_sd_alg` or `...`.
    #[error("a key that is reserved for the log itself")]
    ReservedKey,
    /// A number with a fraction or an exponent.
    #[error("a number that is not a whole number")]
    Float,
    /// An integer beyond 2^53 - 1 either way.
    #[error("a whole number beyond 2^53 - 1")]
    Range,
    /// `-0`, which some readers take for a float and others for 0.
    #[error("minus nought")]
    MinusZero,
    /// Half of a surrogate pair, which is no character.
    #[error("half of a surrogate pair")]
    LoneSurrogate,
    /// A control character that is not escaped.
    #[error("a control character that is not escaped")]
    Control,
    /// A backslash followed by what is no escape.
    #[error("a broken escape")]
    Escape,
    /// More than [`MAX_DEPTH`] arrays and objects inside each other.
    #[error("it is nested more than 8 deep")]
    TooDeep,
}

/// A fault and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{fault} (byte {at})")]
pub struct JsonError {
    /// What is wrong.
    pub fault: Fault,
    /// Offset in bytes from the start of the text.
    pub at: usize,
}

/// Keys that libraries for SD-JWT act on, at whatever depth they meet them.
pub(crate) fn is_reserved_key(key: &str) -> bool {
    matches!(key, "_sd" | "_sd_alg" | "...")
}

/// Checks a value that is about to be written by the same rules as one that is read.
pub(crate) fn check_value(value: &Value) -> Result<(), Fault> {
    check_at(value, 0)
}

fn check_at(value: &Value, depth: usize) -> Result<(), Fault> {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
        Value::Number(number) => {
            if number.is_f64() {
                return Err(Fault::Float);
            }
            match number.as_i64() {
                Some(n) if n.unsigned_abs() <= MAX_INTEGER.unsigned_abs() => Ok(()),
                _ => Err(Fault::Range),
            }
        }
        Value::Array(items) => {
            if depth >= MAX_DEPTH {
                return Err(Fault::TooDeep);
            }
            items.iter().try_for_each(|item| check_at(item, depth + 1))
        }
        Value::Object(map) => {
            if depth >= MAX_DEPTH {
                return Err(Fault::TooDeep);
            }
            map.iter().try_for_each(|(key, item)| {
                if is_reserved_key(key) {
                    return Err(Fault::ReservedKey);
                }
                check_at(item, depth + 1)
            })
        }
    }
}

/// A cursor over JSON text.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fail<T>(&self, fault: Fault) -> Result<T, JsonError> {
        Err(JsonError { fault, at: self.at })
    }

    /// The byte at hand is missing or wrong: says which.
    fn wrong<T>(&self) -> Result<T, JsonError> {
        match self.peek() {
            None => self.fail(Fault::Ended),
            Some(_) => self.fail(Fault::Unexpected),
        }
    }

    /// Passes over the four kinds of white space that JSON has.
    pub(crate) fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Takes exactly this byte.
    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        self.wrong()
    }

    /// Nothing may follow, white space included.
    pub(crate) fn end(&self) -> Result<(), JsonError> {
        if self.at == self.text.len() {
            Ok(())
        } else {
            self.fail(Fault::Trailing)
        }
    }

    /// A string, unescaped.
    pub(crate) fn string(&mut self) -> Result<String, JsonError> {
        self.expect(b'"')?;
        let mut out = String::new();
        loop {
            let start = self.at;
            loop {
                match self.peek() {
                    None => return self.fail(Fault::Ended),
                    Some(b'"' | b'\\') => break,
                    Some(byte) if byte < 0x20 => return self.fail(Fault::Control),
                    Some(_) => self.at += 1,
                }
            }
            // Both ends stand at ASCII bytes of valid UTF-8, so the cut is between characters.
            out.push_str(self.text.get(start..self.at).unwrap_or_default());
            if self.peek() == Some(b'"') {
                self.at += 1;
                return Ok(out);
            }
            self.at += 1;
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let Some(byte) = self.peek() else {
            return self.fail(Fault::Ended);
        };
        let plain = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode_escape();
            }
            _ => return self.fail(Fault::Escape),
        };
        self.at += 1;
        Ok(plain)
    }

    fn unicode_escape(&mut self) -> Result<char, JsonError> {
        let first = self.four_hex()?;
        let code = match first {
            0xD800..=0xDBFF => {
                if self.text.get(self.at..self.at + 2) != Some("\\u") {
                    return self.fail(Fault::LoneSurrogate);
                }
                self.at += 2;
                let second = self.four_hex()?;
                if !(0xDC00..=0xDFFF).contains(&second) {
                    return self.fail(Fault::LoneSurrogate);
                }
                0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            other => other,
        };
        match char::from_u32(code) {
            Some(character) => Ok(character),
            None => self.fail(Fault::LoneSurrogate),
        }
    }

    fn four_hex(&mut self) -> Result<u32, JsonError> {
        let mut code = 0;
        for _ in 0..4 {
            let Some(byte) = self.peek() else {
                return self.fail(Fault::Ended);
            };
            let Some(digit) = char::from(byte).to_digit(16) else {
                return self.fail(Fault::Escape);
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }

    /// A value, at the top of a field.
    pub(crate) fn value(&mut self) -> Result<Value, JsonError> {
        self.value_at(0)
    }

    fn value_at(&mut self, depth: usize) -> Result<Value, JsonError> {
        match self.peek() {
            Some(b'"') => Ok(Value::String(self.string()?)),
            Some(b'{' | b'[') if depth >= MAX_DEPTH => self.fail(Fault::TooDeep),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true", Value::Bool(true)),
            Some(b'f') => self.literal("false", Value::Bool(false)),
            Some(b'n') => self.literal("null", Value::Null),
            _ => self.wrong(),
        }
    }

    fn literal(&mut self, word: &str, value: Value) -> Result<Value, JsonError> {
        for byte in word.bytes() {
            self.expect(byte)?;
        }
        Ok(value)
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            // A nought stands alone: after 01 the caller meets the 1 and refuses it.
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => {
                while let Some(b'0'..=b'9') = self.peek() {
                    self.at += 1;
                }
            }
            _ => return self.wrong(),
        }
        let digits = self.text.get(start..self.at).unwrap_or_default();
        if let Some(b'.' | b'e' | b'E') = self.peek() {
            return self.fail(Fault::Float);
        }
        if digits == "-0" {
            return Err(JsonError {
                fault: Fault::MinusZero,
                at: start,
            });
        }
        match digits.parse::<i64>() {
            Ok(n) if n.unsigned_abs() <= MAX_INTEGER.unsigned_abs() => {
                Ok(Value::Number(Number::from(n)))
            }
            _ => Err(JsonError {
                fault: Fault::Range,
                at: start,
            }),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(items));
        }
        loop {
            self.space();
            items.push(self.value_at(depth + 1)?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::Array(items));
                }
                _ => return self.wrong(),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonError> {
        self.expect(b'{')?;
        let mut map = Map::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(map));
        }
        loop {
            self.space();
            let start = self.at;
            let key = self.string()?;
            if is_reserved_key(&key) {
                return Err(JsonError {
                    fault: Fault::ReservedKey,
                    at: start,
                });
            }
            self.space();
            self.expect(b':')?;
            self.space();
            let value = self.value_at(depth + 1)?;
            if map.insert(key, value).is_some() {
                return Err(JsonError {
                    fault: Fault::DuplicateKey,
                    at: start,
                });
            }
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Value::Object(map));
                }
                _ => return self.wrong(),
            }
        }
    }
}
