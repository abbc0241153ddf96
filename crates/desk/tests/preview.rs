//! Hostile files against what a preview shows of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::io::Cursor;

use image::{DynamicImage, ImageEncoder, ImageFormat, RgbImage};
use standfast_desk::looks::preview::{Kind, NotShown, TEXT_BYTES, mail_html, picture, text};

fn jpeg_with(metadata: &[u8]) -> Vec<u8> {
    let dots = RgbImage::from_fn(40, 20, |x, _| {
        image::Rgb([u8::try_from(x * 6).unwrap(), 0, 90])
    });
    let mut out = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut out);
    encoder.set_exif_metadata(metadata.to_vec()).unwrap();
    encoder
        .write_image(&dots, 40, 20, image::ExtendedColorType::Rgb8)
        .unwrap();
    out
}

/// An EXIF block of one entry: orientation.
fn turned(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|part| part == what)
}

#[test]
fn a_picture_is_written_anew_without_anything_that_rode_on_it() {
    let mut file = jpeg_with(&turned(1));
    file.extend_from_slice(b"<script>alert(1)</script>PK\x03\x04");
    let shown = picture(&file, 1600).unwrap();
    assert_eq!((shown.width, shown.height), (40, 20));
    assert_eq!(shown.media_type, "image/jpeg");
    assert!(shown.bytes.starts_with(b"\xff\xd8\xff"));
    for rider in [&b"<script"[..], b"PK\x03\x04", b"Exif", b"eXIf"] {
        assert!(!holds(&shown.bytes, rider));
    }
}

#[test]
fn a_picture_taken_sideways_stands_upright() {
    let shown = picture(&jpeg_with(&turned(6)), 1600).unwrap();
    assert_eq!((shown.width, shown.height), (20, 40));
}

#[test]
fn a_large_picture_is_made_to_fit() {
    let shown = picture(&jpeg_with(&turned(1)), 10).unwrap();
    assert_eq!((shown.width, shown.height), (10, 5));
}

/// A PNG of a few bytes that says it is 60,000 dots wide: 10 GB once unpacked.
#[test]
fn a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded() {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = b"IHDR".to_vec();
    head.extend(60_000u32.to_be_bytes());
    head.extend(60_000u32.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    png.extend(13u32.to_be_bytes());
    png.extend(&head);
    png.extend(crc(&head).to_be_bytes());
    png.extend([0, 0, 0, 0]);
    png.extend(b"IDAT");
    png.extend(crc(b"IDAT").to_be_bytes());
    assert_eq!(picture(&png, 1600), Err(NotShown::TooLarge));
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (0u32.wrapping_sub(crc & 1)))
        })
    })
}

#[test]
fn a_picture_cut_at_any_place_or_with_any_byte_changed_never_panics() {
    let mut formats: Vec<Vec<u8>> = vec![jpeg_with(&turned(1))];
    let dots = DynamicImage::ImageRgb8(RgbImage::from_pixel(9, 7, image::Rgb([1, 2, 3])));
    for format in [
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::Bmp,
        ImageFormat::WebP,
        ImageFormat::Tiff,
    ] {
        let mut out = Cursor::new(Vec::new());
        dots.write_to(&mut out, format).unwrap();
        formats.push(out.into_inner());
    }
    for file in formats {
        assert!(picture(&file, 100).is_ok());
        for at in (0..file.len()).step_by(3) {
            let _ = picture(&file[..at], 100);
            let mut changed = file.clone();
            changed[at] ^= 0xff;
            let _ = picture(&changed, 100);
        }
    }
}

#[test]
fn what_a_file_is_comes_from_its_bytes_never_from_its_name() {
    assert_eq!(Kind::of(&jpeg_with(&turned(1))), Kind::Picture);
    assert_eq!(Kind::of("Answer me. É".as_bytes()), Kind::Text);
    assert_eq!(
        Kind::of(&"aé".as_bytes()[..2]),
        Kind::Text,
        "cut in the middle of a letter"
    );
    assert_eq!(Kind::of(b"%PDF-1.7\n\x00\x01"), Kind::Download);
    assert_eq!(Kind::of(b"MZ\x90\x00"), Kind::Download);
    assert_eq!(Kind::of(b"\xff\xfeh\x00i\x00"), Kind::Download);
    assert_eq!(Kind::of(b""), Kind::Download);
    assert_eq!(
        picture(
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            9
        ),
        Err(NotShown::Kind)
    );
}

#[test]
fn a_long_text_says_how_much_of_it_is_left_out() {
    let long = "é".repeat(TEXT_BYTES);
    let shown = text(long.as_bytes()).unwrap();
    assert_eq!(shown.left_out, TEXT_BYTES);
    assert_eq!(shown.words.len() + shown.left_out, long.len());
    assert_eq!(text(b"GIF89a\0\0"), Err(NotShown::Kind));
}

#[test]
fn an_html_mail_keeps_its_words_and_loses_everything_that_acts() {
    let mail = "<html><head><title>t</title><style>p{background:url(http://a.example/1)}</style></head>\
        <body onload=alert(1)><p style='color:red' onclick='x()'>You <b>will</b> answer me.</p>\
        <a href='http://a.example/track?you'>Open</a><img src='http://a.example/pixel.gif' alt='pixel'>\
        <link rel=stylesheet href='//a.example/x.css'><form action='http://a.example'><input name=a><button>Go</button></form>\
        <iframe src='http://a.example'></iframe><svg><script>alert(2)</script></svg><script>alert(3)</script>\
        <meta http-equiv=refresh content='0;url=http://a.example'><base href='http://a.example/'><!-- hidden --></body></html>";
    let shown = mail_html(mail).unwrap();
    assert_eq!(shown.as_str(), "<p>You <b>will</b> answer me.</p>OpenGo");
}

#[test]
fn html_that_breaks_out_of_its_place_does_not() {
    for hostile in [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "</div></main><script>alert(1)</script><div class='sf-top'>",
        "<p>a<<script>script>alert(1)<</script>/script>",
        "<textarea><img src=x onerror=alert(1)></textarea>",
    ] {
        let shown = mail_html(hostile).unwrap();
        let words = shown.as_str().to_lowercase();
        for bad in [
            "<img", "<script", "<style", "<svg", "</main", "class=", "title=", "id=",
        ] {
            assert!(!words.contains(bad), "{hostile} left {words}");
        }
    }
}

#[test]
fn marks_hidden_in_html_as_entities_are_shown_too() {
    let shown = mail_html("<p>a&#x202e;b&#8203;c&lt;script&gt;</p>").unwrap();
    assert_eq!(shown.as_str(), "<p>a[U+202E]b[U+200B]c&lt;script&gt;</p>");
}

#[test]
fn html_nested_beyond_reason_is_refused() {
    assert_eq!(mail_html(&"<div>".repeat(100_000)), Err(NotShown::TooLarge));
    assert!(mail_html(&"<div>x</div><br>".repeat(10_000)).is_ok());
}
