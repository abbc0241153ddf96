//! The small picture inside a picture: when it is said to be another one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};
use standfast_desk::looks::preview::{NotShown, differs_inside, inside};

/// A table with a cup, as far as a test goes.
fn scene(width: u32, height: u32) -> DynamicImage {
    let dots = RgbImage::from_fn(width, height, |x, y| {
        let (across, down) = (
            f64::from(x) / f64::from(width),
            f64::from(y) / f64::from(height),
        );
        if down > 0.6 {
            Rgb([120, 80, 40])
        } else if (across - 0.3).powi(2) + (down - 0.4).powi(2) < 0.03 {
            Rgb([240, 240, 250])
        } else {
            Rgb([60, 90, 30])
        }
    });
    DynamicImage::ImageRgb8(dots)
}

fn jpeg(seen: &DynamicImage, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 80);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    let seen = seen.to_rgb8();
    encoder
        .write_image(
            &seen,
            seen.width(),
            seen.height(),
            image::ExtendedColorType::Rgb8,
        )
        .unwrap();
    out
}

/// A block of EXIF with an empty first directory, and a second that holds a small picture.
fn exif(small: &[u8], length: u32) -> Vec<u8> {
    let mut block = b"MM\0\x2a\0\0\0\x08".to_vec();
    // No field; the next directory stands at 14.
    block.extend([0, 0, 0, 0, 0, 14]);
    // Two fields of one long number: where the picture begins, and its length.
    block.extend([0, 2]);
    let begins = 14 + 2 + 24 + 4_u32;
    for (tag, value) in [(0x0201_u16, begins), (0x0202, length)] {
        block.extend(tag.to_be_bytes());
        block.extend([0, 4, 0, 0, 0, 1]);
        block.extend(value.to_be_bytes());
    }
    block.extend([0; 4]);
    block.extend(small);
    block
}

fn with_inside(whole: &DynamicImage, small: &DynamicImage) -> Vec<u8> {
    let small = jpeg(small, None);
    let length = u32::try_from(small.len()).unwrap();
    jpeg(whole, Some(exif(&small, length)))
}

fn small(seen: &DynamicImage) -> DynamicImage {
    seen.thumbnail_exact(160, 120)
}

/// As cameras do: the picture in its own proportion, black above and below.
fn with_bars(seen: &DynamicImage) -> DynamicImage {
    let fitted = seen.thumbnail(160, 120);
    let mut bars = DynamicImage::new_rgb8(160, 120);
    let (x, y) = ((160 - fitted.width()) / 2, (120 - fitted.height()) / 2);
    image::imageops::overlay(&mut bars, &fitted, i64::from(x), i64::from(y));
    bars
}

#[test]
fn the_same_picture_is_the_same_however_it_was_made_small() {
    for (width, height) in [(640, 480), (900, 600), (1280, 720), (600, 900)] {
        let whole = scene(width, height);
        for (what, inside) in [
            ("in its proportion", whole.thumbnail(160, 160)),
            ("with bars", with_bars(&whole)),
            ("stretched", small(&whole)),
            ("not turned", whole.rotate270().thumbnail(160, 160)),
            ("turned over", whole.rotate180().thumbnail(160, 160)),
            ("lighter", whole.thumbnail(160, 160).brighten(25)),
        ] {
            let file = with_inside(&whole, &inside);
            assert_eq!(
                differs_inside(&file),
                Some(false),
                "{width}x{height}, {what}"
            );
        }
    }
}

#[test]
fn a_picture_that_was_cut_or_painted_over_is_said_to_differ() {
    let whole = scene(900, 600);
    let before = whole.thumbnail(160, 120);
    let cut = whole.crop_imm(500, 0, 400, 300);
    let mut painted = whole.to_rgb8();
    for (x, y, dot) in painted.enumerate_pixels_mut() {
        if x < 500 && y < 360 {
            *dot = Rgb([0, 0, 0]);
        }
    }
    let painted = DynamicImage::ImageRgb8(painted);
    let plain = DynamicImage::ImageRgb8(RgbImage::from_pixel(300, 200, Rgb([9, 9, 9])));
    for (what, seen) in [("cut", cut), ("painted over", painted), ("another", plain)] {
        let file = with_inside(&seen, &before);
        assert_eq!(differs_inside(&file), Some(true), "{what}");
        let shown = inside(&file, 1600).unwrap();
        assert_eq!(
            (shown.width, shown.height),
            (before.width(), before.height())
        );
    }
}

#[test]
fn where_there_is_none_or_a_broken_one_nothing_is_said() {
    let whole = scene(300, 200);
    let none = jpeg(&whole, None);
    assert_eq!(differs_inside(&none), None);
    assert_eq!(inside(&none, 1600), Err(NotShown::Kind));
    let inner = jpeg(&small(&whole), None);
    for (what, file) in [
        ("cut off", jpeg(&whole, Some(exif(&inner[..40], 40)))),
        (
            "longer than the file",
            jpeg(&whole, Some(exif(&inner, u32::MAX))),
        ),
        (
            "no picture",
            jpeg(&whole, Some(exif(b"GIF89a and more", 15))),
        ),
    ] {
        assert_eq!(differs_inside(&file), None, "{what}");
    }
    // At no byte does a file that breaks off do harm.
    let file = with_inside(&whole, &small(&whole));
    for end in (0..file.len()).step_by(7) {
        let _ = differs_inside(&file[..end]);
    }
}

/// F102, as the corpus has it.
#[test]
fn the_file_of_the_corpus_holds_another_picture() {
    let file = include_bytes!("../../../tests/corpus/dated/f102-another-inside.jpg");
    assert_eq!(differs_inside(file), Some(true));
}
