//! Pictures: views of originals, already made safe by whoever hands them in, and checked once more here.
//!
//! A JPEG goes into the PDF byte for byte, with all that hides in it. So one that carries more than the picture is
//! refused; a place, a camera's number or a thumbnail of what was cut off must not leave with a view.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};

/// The longest side: 300 dots an inch on the width of a page is 1,850; more only makes files heavy.
const LONGEST_SIDE: u32 = 4_096;
/// Memory for decoding one picture.
const MOST_MEMORY: u64 = 128 * 1024 * 1024;
/// The largest file.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A picture that decodes, is of modest size, and has words for those who cannot see it. Only [`Picture::check`]
/// makes one.
#[derive(Clone)]
pub struct Picture {
    bytes: Vec<u8>,
    alt: String,
    /// Width and height in pixels.
    size: (u32, u32),
}

/// Why a picture is not taken. The caller can print the reason in place of the view.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Neither PNG nor JPEG.
    #[error("the view is neither PNG nor JPEG")]
    Format,
    /// It does not decode to its end.
    #[error("the view does not decode")]
    Broken,
    /// Too many pixels or bytes.
    #[error("the view is larger than {LONGEST_SIDE} pixels a side, or 16 MB")]
    TooLarge,
    /// It has more in it than the picture.
    #[error("the view carries hidden data (Exif or a comment); make it anew from the pixels")]
    Hidden,
    /// No words for those who cannot see it.
    #[error("the view has no description in words")]
    NoWords,
}

impl Picture {
    /// Checks a picture: PNG or JPEG, decoding to its end within limits, nothing hidden in it, described in words.
    ///
    /// # Errors
    /// See [`PictureError`]; the picture is not kept.
    pub fn check(bytes: Vec<u8>, alt: impl Into<String>) -> Result<Self, PictureError> {
        let alt = alt.into();
        if alt.trim().is_empty() {
            return Err(PictureError::NoWords);
        }
        if bytes.len() > MOST_BYTES {
            return Err(PictureError::TooLarge);
        }
        let format = image::guess_format(&bytes).map_err(|_| PictureError::Format)?;
        match format {
            ImageFormat::Png => {}
            ImageFormat::Jpeg if jpeg_hides(&bytes) => return Err(PictureError::Hidden),
            ImageFormat::Jpeg => {}
            _ => return Err(PictureError::Format),
        }
        let mut limits = Limits::default();
        limits.max_image_width = Some(LONGEST_SIDE);
        limits.max_image_height = Some(LONGEST_SIDE);
        limits.max_alloc = Some(MOST_MEMORY);
        let mut reader = ImageReader::with_format(Cursor::new(&bytes), format);
        reader.limits(limits);
        match reader.decode() {
            Ok(decoded) if decoded.width() > 0 && decoded.height() > 0 => Ok(Self {
                bytes,
                alt,
                size: (decoded.width(), decoded.height()),
            }),
            Ok(_) => Err(PictureError::Broken),
            Err(image::ImageError::Limits(_)) => Err(PictureError::TooLarge),
            Err(_) => Err(PictureError::Broken),
        }
    }

    /// Width and height on paper in millimetres: 96 pixels to the inch, made smaller where it would not fit the
    /// page of a label. Never larger: blown up pixels show nothing more.
    pub(crate) fn on_paper(&self) -> (f64, f64) {
        const WIDEST: f64 = 156.0;
        const TALLEST: f64 = 180.0;
        let natural = |pixels: u32| f64::from(pixels) * 25.4 / 96.0;
        let (width, height) = (natural(self.size.0), natural(self.size.1));
        let scale = (WIDEST / width).min(TALLEST / height).min(1.0);
        (width * scale, height * scale)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it shows, in words.
    #[must_use]
    pub fn alt(&self) -> &str {
        &self.alt
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} bytes)", self.bytes.len())
    }
}

/// Whether a JPEG has segments besides those that a decoder needs: Exif, XMP, Photoshop, a comment.
/// JFIF (APP0), a colour profile (APP2) and Adobe's colour mark (APP14) may stay. Layout: ITU-T T.81, annex B.
fn jpeg_hides(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xFF, kind, high, low]) = bytes.get(at..at + 4) {
        match kind {
            // Start of scan: the picture itself follows, up to the end.
            0xDA => return trailing_data(bytes),
            0xE0 | 0xE2 | 0xEE => {}
            0xE1..=0xEF | 0xFE => return true,
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    // No scan was found: the decoder will say that it is broken.
    false
}

/// Whether anything stands behind the end of the picture.
fn trailing_data(bytes: &[u8]) -> bool {
    !bytes.ends_with(&[0xFF, 0xD9])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use image::{DynamicImage, RgbImage};

    fn encoded(format: ImageFormat, side: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(RgbImage::new(side, side))
            .write_to(&mut bytes, format)
            .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_plain_picture_is_taken() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            assert!(Picture::check(encoded(format, 8), "a black square").is_ok());
        }
    }

    #[test]
    fn a_picture_is_as_large_as_the_page_allows_and_never_blown_up() {
        let tall = Picture::check(encoded(ImageFormat::Png, 960), "x").unwrap();
        let (width, height) = tall.on_paper();
        assert!(
            (width - 156.0).abs() < 0.01 && (height - 156.0).abs() < 0.01,
            "{width} {height}"
        );
        let small = Picture::check(encoded(ImageFormat::Png, 96), "x").unwrap();
        assert!((small.on_paper().0 - 25.4).abs() < 0.01);
    }

    #[test]
    fn what_is_not_a_plain_picture_is_refused() {
        let jpeg = encoded(ImageFormat::Jpeg, 8);
        let png = encoded(ImageFormat::Png, 64);
        let mut exif = jpeg.clone();
        exif.splice(2..2, *b"\xFF\xE1\x00\x0AExif\0\0ZZ");
        let mut tail = jpeg.clone();
        tail.extend_from_slice(b"PK\x03\x04");
        let cases = [
            (exif, PictureError::Hidden),
            (tail, PictureError::Hidden),
            (
                png.iter().copied().take(png.len() / 2).collect(),
                PictureError::Broken,
            ),
            (encoded(ImageFormat::Gif, 8), PictureError::Format),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
                PictureError::Format,
            ),
            (Vec::new(), PictureError::Format),
            (
                encoded(ImageFormat::Png, LONGEST_SIDE + 1),
                PictureError::TooLarge,
            ),
        ];
        for (bytes, expected) in cases {
            assert_eq!(Picture::check(bytes, "x").unwrap_err(), expected);
        }
        assert_eq!(
            Picture::check(png, "  ").unwrap_err(),
            PictureError::NoWords
        );
    }
}
