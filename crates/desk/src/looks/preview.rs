//! Hostile files, made safe to look at. Pure: bytes in, something harmless out.
//!
//! A file that somebody sent is never handed to the browser as what it says it is. It becomes
//! - a picture: decoded with limits and written anew, so that nothing but dots is left
//!   (no metadata, no appended archive, no second format hidden in the first);
//! - text: with characters that steer a screen shown by number ([`visible`]);
//! - the text of an HTML e-mail: reduced to paragraphs, lists and tables, without pictures,
//!   styles, links or any attribute, so that nothing is fetched and nothing can be clicked;
//! - or else nothing: it can only be taken out as it is.
//!
//! What is shown is derived and says so; the original stays byte for byte what it was. Decoding can
//! be slow: a server runs it off its own threads, where a panic of a decoder fails one picture only.

use std::collections::HashSet;
use std::io::Cursor;

use fast_image_resize::Resizer;
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use standfast_model::visible;

mod inside;

pub use inside::{differs_inside, inside};
pub use standfast_intake::{MailSeen, mail_seen};

/// Files above this are offered as downloads only; a picture of that size is no picture.
pub const PICTURE_BYTES: usize = 64 * 1024 * 1024;
/// At most this many dots along one side of a picture that is decoded.
const PICTURE_SIDE: u32 = 16_384;
/// At most this much memory for one decoded picture.
const PICTURE_MEMORY: u64 = 256 * 1024 * 1024;
/// JPEG quality of a view: letters on a photographed page stay sharp.
const QUALITY: u8 = 85;
/// At most this much text of one file on one page; the rest is said to be left out.
pub const TEXT_BYTES: usize = 256 * 1024;
/// HTML above this is not parsed.
const HTML_BYTES: usize = 1024 * 1024;
/// Elements inside elements beyond this are an attack on the reader, not a letter.
const HTML_DEPTH: usize = 256;

/// Why a file is not shown. The original is safe in every case and can be downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotShown {
    /// No format that is shown here.
    #[error("This kind of file is not shown here. Download it to open it.")]
    Kind,
    /// Over a limit of bytes, dots, memory or depth.
    #[error("This file is too large to show here. Download it to open it.")]
    TooLarge,
    /// It says that it is something it is not, or it ends early.
    #[error("This file is broken and cannot be shown. The original is kept as it came.")]
    Broken,
}

/// What can be shown of a file, decided by its bytes and never by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JPEG, PNG, GIF, WebP, BMP or TIFF.
    Picture,
    /// UTF-8 without control characters other than line ends and tabs.
    Text,
    /// Anything else.
    Download,
}

impl Kind {
    /// Looks at the first bytes; 8 KiB are plenty.
    #[must_use]
    pub fn of(first: &[u8]) -> Self {
        if picture_format(first).is_some() {
            return Self::Picture;
        }
        let text = match std::str::from_utf8(first) {
            Ok(text) => text,
            // A sample may end in the middle of a letter.
            Err(error) if error.error_len().is_none() => {
                let (good, _) = first.split_at(error.valid_up_to());
                std::str::from_utf8(good).unwrap_or_default()
            }
            Err(_) => return Self::Download,
        };
        let binary = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
        if text.is_empty() || text.contains(binary) {
            Self::Download
        } else {
            Self::Text
        }
    }
}

fn picture_format(first: &[u8]) -> Option<ImageFormat> {
    match infer::get(first)?.mime_type() {
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/png" => Some(ImageFormat::Png),
        "image/gif" => Some(ImageFormat::Gif),
        "image/webp" => Some(ImageFormat::WebP),
        "image/bmp" => Some(ImageFormat::Bmp),
        "image/tiff" => Some(ImageFormat::Tiff),
        _ => None,
    }
}

/// A picture that this program wrote itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A PNG file where the original had anything to see through, else a JPEG; no metadata.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
    /// Dots across.
    pub width: u32,
    /// Dots down.
    pub height: u32,
}

/// Decodes a picture with limits, turns it upright, makes it fit into `side` by `side` dots and
/// writes it anew. Of a moving picture the first frame is shown.
///
/// # Errors
/// [`NotShown`]; never a panic of its own.
pub fn picture(bytes: &[u8], side: u32) -> Result<Picture, NotShown> {
    let (mut seen, upright) = decoded(bytes)?;
    let see_through = seen.color().has_alpha();
    if seen.width() > side || seen.height() > side {
        seen = smaller(&seen, side)?;
    }
    if let Some(upright) = upright {
        seen.apply_orientation(upright);
    }
    let mut bytes = Cursor::new(Vec::new());
    let (written, media_type) = if see_through {
        (seen.write_to(&mut bytes, ImageFormat::Png), "image/png")
    } else {
        let jpeg = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        (seen.write_with_encoder(jpeg), "image/jpeg")
    };
    written.map_err(|_| NotShown::Broken)?;
    Ok(Picture {
        bytes: bytes.into_inner(),
        media_type,
        width: seen.width(),
        height: seen.height(),
    })
}

/// The dots of a picture, within the limits, and how it is turned upright.
fn decoded(bytes: &[u8]) -> Result<(DynamicImage, Option<Orientation>), NotShown> {
    if bytes.len() > PICTURE_BYTES {
        return Err(NotShown::TooLarge);
    }
    let format = picture_format(bytes).ok_or(NotShown::Kind)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE);
    limits.max_image_height = Some(PICTURE_SIDE);
    limits.max_alloc = Some(PICTURE_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    if decoder.total_bytes() > PICTURE_MEMORY {
        return Err(NotShown::TooLarge);
    }
    let upright = decoder.orientation().ok();
    let seen = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    // Sixteen bits and floats say nothing more to an eye; eight keep the file small.
    let seen = if seen.color().has_alpha() {
        DynamicImage::ImageRgba8(seen.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(seen.into_rgb8())
    };
    Ok((seen, upright))
}

/// The same picture within `side` by `side` dots.
fn smaller(seen: &DynamicImage, side: u32) -> Result<DynamicImage, NotShown> {
    let longest = u64::from(seen.width().max(seen.height()));
    let scaled = |dots: u32| -> u32 {
        let dots = (u64::from(dots) * u64::from(side)).div_ceil(longest);
        u32::try_from(dots).unwrap_or(side).clamp(1, side)
    };
    let (width, height) = (scaled(seen.width()), scaled(seen.height()));
    let mut small = DynamicImage::new(width, height, seen.color());
    Resizer::new()
        .resize(seen, &mut small, None)
        .map_err(|_| NotShown::Broken)?;
    Ok(small)
}

fn refusal(error: &image::ImageError) -> NotShown {
    match error {
        image::ImageError::Limits(_) => NotShown::TooLarge,
        image::ImageError::Unsupported(_) => NotShown::Kind,
        _ => NotShown::Broken,
    }
}

/// The text of a file, as much of it as one page takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What is shown.
    pub words: String,
    /// How many bytes at the end are not shown.
    pub left_out: usize,
}

/// Reads a text file for the screen; the whole file is `bytes`.
///
/// # Errors
/// [`NotShown::Kind`] when it is not text.
pub fn text(bytes: &[u8]) -> Result<Text, NotShown> {
    let (sample, _) = bytes.split_at(bytes.len().min(8 * 1024));
    if Kind::of(sample) != Kind::Text {
        return Err(NotShown::Kind);
    }
    let (mut shown, _) = bytes.split_at(bytes.len().min(TEXT_BYTES));
    if let Err(error) = std::str::from_utf8(shown) {
        if error.error_len().is_some() {
            return Err(NotShown::Kind);
        }
        (shown, _) = shown.split_at(error.valid_up_to());
    }
    let words = std::str::from_utf8(shown).map_err(|_| NotShown::Kind)?;
    Ok(Text {
        words: visible(words).into_owned(),
        left_out: bytes.len() - shown.len(),
    })
}

/// HTML that this module made harmless; nothing else can make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Goes into a page as it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The words of an HTML e-mail with their paragraphs, lists and tables, and nothing else of it.
///
/// # Errors
/// [`NotShown::TooLarge`] when it is too long or nested beyond reason.
pub fn mail_html(html: &str) -> Result<SafeHtml, NotShown> {
    if html.len() > HTML_BYTES || depth(html) > HTML_DEPTH {
        return Err(NotShown::TooLarge);
    }
    let tags: HashSet<&str> = [
        "p",
        "br",
        "div",
        "span",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "hr",
        "sub",
        "sup",
    ]
    .into();
    // The words of these are not words that the sender wrote to be read.
    let content: HashSet<&str> = [
        "script", "style", "title", "head", "svg", "math", "template", "noscript", "iframe",
        "object",
    ]
    .into();
    let clean = ammonia::Builder::empty()
        .tags(tags)
        .clean_content_tags(content)
        .strip_comments(true)
        .clean(html)
        .to_string();
    // No attribute is left, so what is not a tag is text: marks can be made visible in place.
    Ok(SafeHtml(visible(&clean).into_owned()))
}

/// How deep a document opens elements, counted without a parser: an upper bound that costs one
/// pass. Elements that are never closed by their nature do not count.
fn depth(html: &str) -> usize {
    const VOID: [&str; 8] = ["br", "img", "hr", "meta", "link", "input", "col", "wbr"];
    let (mut now, mut deepest) = (0usize, 0usize);
    for part in html.split('<').skip(1) {
        if part.starts_with('/') {
            now = now.saturating_sub(1);
        } else if part.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name: String = part
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            if !VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) {
                now += 1;
                deepest = deepest.max(now);
            }
        }
    }
    deepest
}
