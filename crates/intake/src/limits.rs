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

/// One row of a table, in bytes. A cell of a spreadsheet holds 32,767 characters.
pub const TABLE_ROW: usize = 2 << 20;

/// Columns of a table: as many as a spreadsheet has.
pub const COLUMNS: usize = 16_384;

/// Rows before the header of a table, and those that show what its columns hold.
pub const HEADER_WITHIN: usize = 200;

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

/// Senders that a count names; what others sent is counted as one. A mailbox of years has thousands.
pub const PEOPLE: usize = 20_000;

/// Taken records whose words a dry run shows.
pub const SAMPLES: usize = 12;

/// Letters of one shown.
pub const SAMPLE_LETTERS: usize = 200;

/// Bytes of a contact card that are looked at: a picture in it makes it longer, and stands last.
pub const CARD: usize = 256 << 10;

/// Accounts of one contact card.
pub const CARD_ACCOUNTS: usize = 20;

/// First bytes of a file that tell what it is, when its dates are looked for.
pub const FIRST_OF_FILE: u64 = 4 << 10;

/// Bytes of one file that are read to find its dates. A scanned page without any packing is less;
/// a film's dates stand in its first or last few.
pub const DATED: u64 = 128 << 20;

/// Bytes of one PDF that are looked over for dates, half of them from its start and half from its
/// end: that is where its makers write them.
pub const PDF_DATED: u64 = 32 << 20;

/// Boxes of a film that are walked over. A film in ten thousand pieces is a broadcast.
pub const BOXES: usize = 10_000;

/// Bytes of one box of a film that are read.
pub const BOX: u64 = 256 << 10;

/// Dates that one PDF may claim.
pub const CLAIMS: usize = 10;

/// Bytes before a JPEG's picture that are looked over for a second block of EXIF.
pub const JPEG_HEAD: u64 = 1 << 20;

/// Last bytes of a JPEG that say whether the picture ends the file.
pub const JPEG_END: u64 = 64 << 10;

/// Bytes of the small picture inside a picture. The block that it stands in has 64 KB in a JPEG.
pub const PICTURE_INSIDE: usize = 1 << 20;

/// Members of one archive.
pub const MEMBERS: usize = 200_000;

/// Bytes that one member unpacks to. A mailbox of twenty years has 10 GB and more.
pub const MEMBER: u64 = 32 << 30;

/// Bytes that all members of an archive unpack to.
pub const UNPACKED: u64 = 64 << 30;

/// Archives inside each other.
pub const NESTING: usize = 3;

/// Archives that stand in one which is no export itself.
pub const INNER: usize = 50;

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
