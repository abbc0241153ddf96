//! What is done to the bytes of a file.

/// Marsaglia's xorshift over a seed that was stirred: no randomness of the machine.
pub struct Dice(u64);

impl Dice {
    /// The dice of one case.
    pub fn new(seed: u64, number: u64) -> Self {
        // SplitMix64, so that the dice of neighbours have nothing in common.
        let mut z = seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Dice((z ^ (z >> 31)) | 1)
    }

    /// A number below another; 0 where there is none.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % below.max(1) as u64) as usize
    }
}

/// Over this nothing is repeated any more, so that a run gets through many cases.
const LARGEST: usize = 1 << 20;

/// What formats are made of, put where it does not belong.
const BITS: &[&[u8]] = &[
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\xFF",
    b"\x1B[2J",
    b"\nFrom ",
    b"\nFrom - Tue Mar 04 10:00:00 2025\n",
    b"--b\n",
    b"=?utf-8?q?",
    b"=?utf-8?b?",
    b"?=",
    b": ",
    b"\n\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: multipart/mixed; boundary=b\n\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Length: 99999999\n",
    b"[25/02/2026, 10:00:00] ",
    b"25/02/2026, 10:00 - ",
    b"\xE2\x80\x8E",
    b"\xE2\x80\xAE",
    b"\xED\xA0\x80",
    b"\xF0\x9F",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"<attached: ",
    b"\"",
    b"\"\"",
    b"\\",
    b"\\\"",
    b";",
    b",",
    b"\t",
    b"=",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"\x1F\x8B\x08\0\0\0\0\0\0\xFF",
    b"ustar\x0000",
    b"<style>",
    b"<script>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<div>",
    b"</div>",
    b"<table><tr><td>",
    b"&#x110000;",
    b"&#55357;",
    b"&lol9;",
    b"begin 644 x\n",
    b"{\"sender_name\": ",
    b"\"messages\": [",
    b"\"type\": \"message\", ",
    b"\\ud83d",
    b"\\u0000",
    b"null",
    b"}]",
    b"[[{",
    b"1e999",
    b"-0",
    b"window.YTD.tweets.part0 = [",
    b"{ \"dmConversation\" : {",
    b"<sms ",
    b"<mms date=\"1\" msg_box=\"1\">",
    b"</mms>",
    b"<part data=\"",
    b"<!DOCTYPE x [",
    b"<!DOCTYPE x SYSTEM \"file:///etc/hostname\" [",
    b"<!ENTITY lol9 \"&lol8;&lol8;\">",
    b" />",
    b"29/02/2023",
    b"31.12.9999 23:59:60",
    b"../../",
    b"\x78\x9F\x3E\x22",
    b"{\\rtf1\\fromhtml1 ",
    b"\\bin99999999 ",
    b"Exif\0\0II*\0",
    b"\xFF\xD8\xFF\xE1",
    b"%PDF-1.7\n",
    b"ftypmp42",
];

/// Numbers that are larger, smaller or odder than what a reader counts with.
const NUMBERS: &[&[u8]] = &[
    b"0",
    b"-1",
    b"2147483648",
    b"4294967295",
    b"4294967296",
    b"9223372036854775807",
    b"9223372036854775808",
    b"18446744073709551615",
    b"18446744073709551616",
    b"99999999999999999999999999999999999999999",
    b"-9223372036854775808",
    b"253402300800000",
    b"1e308",
    b"0.00000000000000000001",
    b"00000000000000000000000000000007",
];

const BRACKETS: &[u8] = b"{}[]()<>\"'&;:,=";

/// Changes bytes a few times over.
pub fn mutate(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.roll(6) {
        once(bytes, other, dice);
    }
}

fn once(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.roll(bytes.len() + 1);
    let end = (at + dice.roll(200)).min(bytes.len());
    match dice.roll(16) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
        1 => drop(bytes.drain(at..end)),
        2 | 3 => drop(bytes.splice(at..at, BITS[dice.roll(BITS.len())].iter().copied())),
        4 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
        5 if dice.roll(2) == 0 => bytes.truncate(at),
        6 if at < bytes.len() => bytes[at] = dice.roll(256) as u8,
        7 => repeat(bytes, at, end, dice),
        8 => number(bytes, at, dice),
        9 => bracket(bytes, at, dice),
        10 => binary_number(bytes, at, dice),
        11 => move_away(bytes, at, end, dice),
        12 if dice.roll(3) == 0 => whole(bytes, dice),
        _ => {
            let from = dice.roll(other.len() + 1);
            let until = (from + dice.roll(4_000)).min(other.len());
            drop(bytes.splice(at..end, other[from..until].iter().copied()));
        }
    }
}

/// A block, a piece of format or zero bytes, many times over.
fn repeat(bytes: &mut Vec<u8>, at: usize, end: usize, dice: &mut Dice) {
    let block = match dice.roll(4) {
        0 => BITS[dice.roll(BITS.len())].to_vec(),
        1 => vec![0],
        _ => bytes[at..end].to_vec(),
    };
    let most = (64 << 10) << dice.roll(4);
    let times = (1 << dice.roll(17)).min(most / block.len().max(1));
    if bytes.len() + block.len() * times <= LARGEST {
        drop(bytes.splice(at..at, block.repeat(times)));
    }
}

/// The next number in letters becomes another.
fn number(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let begins = bytes[at..].iter().position(u8::is_ascii_digit);
    let Some(begins) = begins.map(|n| at + n) else {
        return;
    };
    let digits = bytes[begins..].iter().position(|b| !b.is_ascii_digit());
    let ends = digits.map_or(bytes.len(), |n| begins + n);
    let new = NUMBERS[dice.roll(NUMBERS.len())].iter().copied();
    drop(bytes.splice(begins..ends, new));
}

/// The next bracket, quote or comma is dropped, doubled or becomes another.
fn bracket(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let next = bytes[at..].iter().position(|b| BRACKETS.contains(b));
    let Some(next) = next.map(|n| at + n) else {
        return;
    };
    match dice.roll(3) {
        0 => drop(bytes.remove(next)),
        1 => bytes.insert(next, bytes[next]),
        _ => bytes[next] = BRACKETS[dice.roll(BRACKETS.len())],
    }
}

/// Two, four or eight bytes as a binary format counts with them.
fn binary_number(bytes: &mut [u8], at: usize, dice: &mut Dice) {
    let width = [2, 4, 4, 8][dice.roll(4)];
    let Some(field) = bytes.get_mut(at..at + width) else {
        return;
    };
    match dice.roll(5) {
        0 => field.fill(0xFF),
        1 => field.fill(0),
        2 => {
            field.fill(0xFF);
            field[width - 1] = 0x7F;
        }
        3 => field.reverse(),
        _ => field[0] = field[0].wrapping_add(1),
    }
}

/// A block stands somewhere else.
fn move_away(bytes: &mut Vec<u8>, at: usize, end: usize, dice: &mut Dice) {
    let block: Vec<u8> = bytes.drain(at..end).collect();
    let to = dice.roll(bytes.len() + 1);
    drop(bytes.splice(to..to, block));
}

/// The whole file is written in another way.
fn whole(bytes: &mut Vec<u8>, dice: &mut Dice) {
    match dice.roll(5) {
        0 => bytes.retain(|b| *b != b'\n' && *b != b'\r'),
        1 => *bytes = bytes.iter().flat_map(|b| [*b, 0]).collect(),
        2 => {
            *bytes = [0xFF, 0xFE]
                .into_iter()
                .chain(bytes.iter().flat_map(|b| [*b, 0]))
                .collect()
        }
        3 => {
            *bytes = String::from_utf8_lossy(bytes)
                .replace('\n', "\r\n")
                .into_bytes()
        }
        _ => bytes.reverse(),
    }
}
