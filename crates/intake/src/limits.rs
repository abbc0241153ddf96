//! Every limit of the readers, in one place, with its reason.
//!
//! Reaching one is an error or a named problem, never a quiet cut. They are sizes that no honest
//! export has been seen to need, and together keep a reader under 200 MB whatever it is fed.

/// One line of a chat, in bytes. WhatsApp itself stops a message at 65,536 characters.
pub const LINE: usize = 4 << 20;

/// One record of a chat with all its lines, in bytes.
pub const RECORD: usize = 8 << 20;

/// One record of a conversation in JSON, in bytes. Messenger stops a message at 20,000 characters,
/// and each may be written as 24 bytes.
pub const JSON_RECORD: usize = 2 << 20;

/// One tag or one comment of a page, in bytes. No page has been seen with a tag of a thousandth.
pub const PAGE_TAG: usize = 1 << 20;

/// One record of a page of HTML, in bytes; its tree beside it is some times that.
pub const PAGE_RECORD: usize = 1 << 20;

/// Brackets inside brackets of one such record.
pub const JSON_DEPTH: usize = 64;

/// Reactions to one message that are named; more are counted.
pub const REACTIONS: usize = 50;

/// Kinds of unknown things that a report names.
pub const UNKNOWN: usize = 200;

/// Bytes from the start of a member that tell whether it is a conversation.
pub const HEAD_OF_MEMBER: u64 = 16 << 10;

/// One picture message with its files as written, in bytes. Networks stop at 1 to 5 MB; a file of
/// RCS may have 100. Its files are decoded beside it, so memory is not quite twice this.
pub const MMS: usize = 64 << 20;

/// One e-mail with its attachments as sent, in bytes. Providers stop at 25 to 50 MB; its
/// attachments are decoded beside it, so memory is twice this.
pub const MESSAGE: usize = 64 << 20;

/// Lines of an e-mail's head, and fields that are read of them.
pub const HEADER_FIELDS: usize = 10_000;

/// Bytes of an e-mail's head; what stands beyond is body.
pub const HEAD: usize = 4 << 20;

/// People that one message is sent to.
pub const RECIPIENTS: usize = 10_000;

/// Parts inside parts of an e-mail; what lies deeper is one attachment as it stands.
pub const PART_DEPTH: usize = 30;

/// Parts of one e-mail.
pub const PARTS: usize = 5_000;

/// Bytes of HTML that are turned into text.
pub const HTML: usize = 16 << 20;

/// People in one chat whose names are learned.
pub const SENDERS: usize = 20_000;

/// Problems that a report names; more are counted.
pub const PROBLEMS: usize = 1_000;

/// Gaps that a count names; more are counted.
pub const GAPS: usize = 10_000;

/// Taken records whose words a dry run shows.
pub const SAMPLES: usize = 12;

/// Letters of one shown.
pub const SAMPLE_LETTERS: usize = 200;

/// Members of one archive.
pub const MEMBERS: usize = 200_000;

/// Bytes that one member unpacks to.
pub const MEMBER: u64 = 4 << 30;

/// Bytes that all members of an archive unpack to.
pub const UNPACKED: u64 = 64 << 30;

/// How many times its packed size a member may have, once it is over [`RATIO_FROM`].
pub const RATIO: u64 = 200;

/// Below this a high ratio is harmless (a chat of one word a thousand times packs well).
pub const RATIO_FROM: u64 = 128 << 20;

/// Bytes from the start of a source that decide which reader reads it.
pub const HEAD_OF_SOURCE: usize = 64 << 10;

/// Files and folders in a folder that is read as a source. A mailbox of thirty years has a third.
pub const FOLDER_ENTRIES: usize = 1_000_000;

/// Bytes of their paths together, which are kept in memory.
pub const FOLDER_NAMES: usize = 96 << 20;

/// Folders inside folders.
pub const FOLDER_DEPTH: usize = 30;

/// Names that a report lists of files that no reader reads; more are counted.
pub const OTHER_FILES: usize = 100;

/// RTF of one e-mail, unpacked, in bytes.
pub const RTF: usize = 16 << 20;

/// Pieces of one `winmail.dat`, and properties of each.
pub const TNEF_PIECES: usize = 50_000;

/// Attachments of one message of Outlook.
pub const OUTLOOK_FILES: usize = 5_000;

/// Streams and storages of messages and objects inside one message of Outlook. An e-mail to a
/// thousand people has eight thousand.
pub const OUTLOOK_ENTRIES: usize = 50_000;
