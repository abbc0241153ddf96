//! Which file is the chat, and whom its name names.

use std::io::{BufReader, Read};

use super::stamp::{Stamp, Tail};
use crate::error::IntakeError;
use crate::limits;
use crate::lines::{Lines, Writing};
use crate::source::Source;
use crate::store::Hashing;

/// The chat inside a source.
pub(super) struct Chat<'s> {
    source: &'s Source,
    /// Its member, where the source is an archive.
    pub(super) member: Option<String>,
    /// Whom the file is named after.
    pub(super) named: Option<String>,
    /// What [`standfast_model::draft::Draft::thread`] says.
    pub(super) thread: String,
}

/// How files of chats are named in many languages, `*` for whom.
const NAMES: &[&str] = &[
    "WhatsApp Chat with *",
    "WhatsApp Chat - *",
    "WhatsApp Chat mit *",
    "WhatsApp-Chat mit *",
    "Chat de WhatsApp con *",
    "Discussion WhatsApp avec *",
    "Conversa do WhatsApp com *",
    "Chat WhatsApp con *",
    "WhatsApp-chat met *",
    "WhatsApp Chat met *",
    "Czat WhatsApp z *",
    "WhatsApp-chatt med *",
    "WhatsApp-chat med *",
    "WhatsApp-keskustelu, *",
    "Чат WhatsApp с контактом *",
    "* ile WhatsApp Sohbeti",
    "与*的 WhatsApp 聊天",
    "與*的 WhatsApp 對話",
    "*과의 WhatsApp 대화",
    "WhatsApp chat with *",
];

/// Whom the name of a file names; spaces may have become underscores, and a copy bears `(1)`.
fn named(file: &str) -> Option<String> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let spaced = stem.replace('_', " ");
    let copy = spaced
        .strip_suffix(')')
        .and_then(|s| s.rsplit_once(" ("))
        .filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()));
    let stem = copy.map_or(spaced.as_str(), |(stem, _)| stem);
    NAMES.iter().find_map(|name| {
        let (before, after) = name.split_once('*')?;
        let who = stem.strip_prefix(before)?.strip_suffix(after)?.trim();
        (!who.is_empty()).then(|| who.to_owned())
    })
}

/// Whether text begins as a chat does: stamps in its first lines, and senders behind them. A diary
/// and a table have dates, too.
fn looks_like_chat(head: &[u8]) -> bool {
    const LINES: usize = 30;
    let (writing, _) = Writing::of(head);
    let mut lines = Lines::new(head, writing, limits::LINE);
    let (mut stamps, mut senders, mut only_space) = (0, 0, false);
    for _ in 0..LINES {
        let Ok(Some(line)) = lines.next() else {
            break;
        };
        let (bare, _) = writing.split_end(line.bytes);
        let text = writing.text(bare).0;
        if let Some(stamp) = Stamp::read(&text) {
            let said = text.get(stamp.rest..).unwrap_or_default();
            let colon = match stamp.shape.tail {
                Tail::Bracket => true,
                Tail::Dash | Tail::Colon | Tail::Space => said.contains(": "),
            };
            // Nothing but a space behind the stamp, as in any list: most lines must name a sender.
            only_space |= stamp.shape.tail == Tail::Space;
            stamps += 1;
            senders += u32::from(colon);
        }
    }
    let (least, of) = if only_space { (2, 3) } else { (1, 4) };
    senders > 0 && senders * of >= stamps * least
}

impl<'s> Chat<'s> {
    /// Finds the chat; the flag says whether its content is one, too, or only its name.
    pub(super) fn find(source: &'s Source) -> Option<(Self, bool)> {
        let Some(archive) = source.archive() else {
            let chat = looks_like_chat(source.head());
            let name = named(source.name());
            let known = name.is_some() || source.name() == "_chat.txt";
            return (chat || known).then(|| (Chat::of(source, None, name), chat));
        };
        let stem = |name: &str| name.rsplit_once('.').map_or(name, |(s, _)| s).to_owned();
        let rank = |name: &str| {
            let same = u8::from(stem(name) == stem(source.name()));
            match (name, named(name)) {
                ("_chat.txt", _) => 3,
                (_, Some(_)) => 2 + same * 2,
                _ => same,
            }
        };
        // The chat names its attachments, never the other way round: an attached export has
        // another name than the archive.
        let mut texts: Vec<_> = archive
            .members()
            .iter()
            .filter(|m| m.refused.is_none() && m.base_name().to_ascii_lowercase().ends_with(".txt"))
            .collect();
        texts.sort_by_key(|m| std::cmp::Reverse(rank(m.base_name())));
        for member in texts {
            let mut head = Vec::new();
            let most = limits::HEAD_OF_SOURCE as u64;
            let read = source
                .open_member(&member.name)
                .map(|r| r.take(most).read_to_end(&mut head));
            let chat = matches!(read, Ok(Ok(_))) && looks_like_chat(&head);
            let known = rank(member.base_name()) >= 2;
            if chat || known {
                let name = named(member.base_name()).or_else(|| named(source.name()));
                return Some((Chat::of(source, Some(member.name.clone()), name), chat));
            }
        }
        None
    }

    fn of(source: &'s Source, member: Option<String>, named: Option<String>) -> Self {
        let thread = named.clone().unwrap_or_else(|| source.name().to_owned());
        Chat {
            source,
            member,
            named,
            thread,
        }
    }

    /// Its lines from the beginning, and how its characters are written. The source hands out
    /// the bytes of a plain file through a digest.
    pub(super) fn lines(
        &self,
    ) -> Result<(Lines<BufReader<Text<'s>>>, Writing, usize), IntakeError> {
        const PIECE: usize = 128 << 10;
        let mut start = Vec::new();
        let text = match &self.member {
            None => {
                start.extend_from_slice(self.source.head());
                Text::Plain(Hashing::new(self.source.reader()))
            }
            Some(member) => {
                let read = self
                    .source
                    .open_member(member)?
                    .take(4)
                    .read_to_end(&mut start);
                read.map_err(|e| self.failed(e))?;
                Text::Member(self.source.open_member(member)?)
            }
        };
        let (writing, mark) = Writing::of(&start);
        let lines = Lines::new(BufReader::with_capacity(PIECE, text), writing, limits::LINE);
        Ok((lines, writing, mark))
    }

    /// Of an error while reading: which file.
    pub(super) fn failed(&self, error: std::io::Error) -> IntakeError {
        match &self.member {
            None => self.source.unreadable(error),
            Some(member) => IntakeError::Member {
                name: self.source.name().to_owned(),
                member: member.clone(),
                why: error.to_string(),
            },
        }
    }
}

/// The bytes of a chat.
pub(super) enum Text<'s> {
    Plain(Hashing<crate::store::SourceReader>),
    Member(Box<dyn Read + 's>),
}

impl Read for Text<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Text::Plain(reader) => reader.read(buf),
            Text::Member(reader) => reader.read(buf),
        }
    }
}

impl Text<'_> {
    /// The digest of a plain file that was read to its end.
    pub(super) fn hex(self) -> Option<String> {
        match self {
            Text::Plain(reader) => Some(reader.hex()),
            Text::Member(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn whom_a_file_names() {
        for (file, who) in [
            ("WhatsApp Chat with C Tallowmere.txt", Some("C Tallowmere")),
            ("WhatsApp_Chat_-_C_Tallowmere.zip", Some("C Tallowmere")),
            (
                "Chat de WhatsApp con C. Tallowmere (2).txt",
                Some("C. Tallowmere"),
            ),
            ("与小明的 WhatsApp 聊天.txt", Some("小明")),
            ("_chat.txt", None),
            ("notes.txt", None),
        ] {
            assert_eq!(named(file).as_deref(), who, "{file}");
        }
    }
}
