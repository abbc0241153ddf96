//! The small picture of itself that a camera puts into a picture (CIPA DC-008 4.5.5).
//!
//! A program that changes the picture may leave the small one as it was: then it shows what was cut
//! off or painted over. Here it is only found; what it shows, and whether that is the same, is for
//! whoever can look at pictures.

use std::io::Cursor;

use exif::{In, Tag};

use crate::limits;

/// The bytes of the small picture, a JPEG; `None` where there is none, or none that can be one.
#[must_use]
pub fn picture_inside(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let exif = match reader.read_from_container(&mut Cursor::new(bytes)) {
        Ok(exif) => exif,
        Err(error) => error.distill_partial_result(|_| {}).ok()?,
    };
    let number = |tag| {
        let field = exif.get_field(tag, In::THUMBNAIL)?;
        usize::try_from(field.value.get_uint(0)?).ok()
    };
    let begins = number(Tag::JPEGInterchangeFormat)?;
    let length = number(Tag::JPEGInterchangeFormatLength)?;
    if length > limits::PICTURE_INSIDE {
        return None;
    }
    let inside = exif.buf().get(begins..begins.checked_add(length)?)?;
    inside.starts_with(b"\xff\xd8\xff").then(|| inside.to_vec())
}
