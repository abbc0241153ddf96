//! The small picture of itself that a picture may have in it, beside the picture.
//!
//! A program that cuts a picture, or paints something over, may leave the small one as it was. So it is
//! compared, and what does not look the same is said and can be seen. Looking the same is a matter of
//! degree: what is said is "it does not look like the picture", never that somebody forged it.

use image::DynamicImage;
use image::imageops::FilterType;
use standfast_intake::picture_inside;

use super::{NotShown, Picture, decoded, picture, smaller};

/// Dots along a side of what is compared: enough for what a picture shows, too few for grain.
const GRID: u32 = 24;
/// Dots along a side to which the picture is brought first, so that turning it costs nothing.
const COMPARED: u32 = 256;
/// How much two pictures must have in common, from -1 to 1. The same picture saved again has 0.99;
/// one that was cut to half has less than a half.
const ALIKE: f64 = 0.8;
/// Shades from black to white below which a picture is one plain surface.
const PLAIN: f64 = 4.0;
/// Shades that two plain surfaces may be apart.
const APART: f64 = 32.0;

/// Whether a picture holds a small one that does not look like it.
///
/// `None`: it holds none, or one of the two cannot be decoded within the limits.
#[must_use]
pub fn differs_inside(bytes: &[u8]) -> Option<bool> {
    let small = picture_inside(bytes)?;
    let (inside, _) = decoded(&small).ok()?;
    let (mut whole, _) = decoded(bytes).ok()?;
    if whole.width().max(whole.height()) > COMPARED {
        whole = smaller(&whole, COMPARED).ok()?;
    }
    Some(!are_alike(&whole, &inside))
}

/// The small picture, decoded with limits and written anew.
///
/// # Errors
/// [`NotShown::Kind`] where there is none; else as of any picture.
pub fn inside(bytes: &[u8], side: u32) -> Result<Picture, NotShown> {
    let small = picture_inside(bytes).ok_or(NotShown::Kind)?;
    picture(&small, side)
}

/// Whether both show the same. Cameras put black bars beside a small picture whose sides are in
/// another proportion, and programs turn the one and not the other.
fn are_alike(whole: &DynamicImage, inside: &DynamicImage) -> bool {
    let turned = [
        whole.clone(),
        whole.rotate90(),
        whole.rotate180(),
        whole.rotate270(),
    ];
    turned.iter().any(|whole| {
        let shades = shades(whole);
        [inside.clone(), without_bars(inside, whole)]
            .iter()
            .any(|inside| have_in_common(&shades, &self::shades(inside)))
    })
}

/// The middle of the small picture, in the proportion of the whole one.
fn without_bars(inside: &DynamicImage, whole: &DynamicImage) -> DynamicImage {
    let (width, height) = (u64::from(inside.width()), u64::from(inside.height()));
    let (across, down) = (u64::from(whole.width()), u64::from(whole.height()));
    let wide = (height * across / down.max(1)).clamp(1, width);
    let high = (width * down / across.max(1)).clamp(1, height);
    let dots = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    inside.crop_imm(
        dots((width - wide) / 2),
        dots((height - high) / 2),
        dots(wide),
        dots(high),
    )
}

fn shades(seen: &DynamicImage) -> Vec<f64> {
    let small = seen.resize_exact(GRID, GRID, FilterType::Triangle);
    small
        .into_luma8()
        .pixels()
        .map(|p| f64::from(p.0[0]))
        .collect()
}

/// How two lists of shades go up and down together (Pearson's correlation), whatever their light.
fn have_in_common(one: &[f64], other: &[f64]) -> bool {
    let count = f64::from(GRID * GRID);
    let mean = |shades: &[f64]| shades.iter().sum::<f64>() / count;
    let (of_one, of_other) = (mean(one), mean(other));
    let spread = |shades: &[f64], mean: f64| {
        let squares = shades.iter().map(|s| (s - mean).powi(2)).sum::<f64>();
        (squares / count).sqrt()
    };
    let (wide_one, wide_other) = (spread(one, of_one), spread(other, of_other));
    if wide_one < PLAIN || wide_other < PLAIN {
        return wide_one.max(wide_other) < PLAIN * 2.0 && (of_one - of_other).abs() < APART;
    }
    let together = one
        .iter()
        .zip(other)
        .map(|(a, b)| (a - of_one) * (b - of_other))
        .sum::<f64>();
    together / count / (wide_one * wide_other) >= ALIKE
}
