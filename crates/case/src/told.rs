//! What the subject had been told.

use standfast_model::lists::MeasureKind;

/// Whether a measure of this kind tells the subject that the conduct is unwanted and must stop.
///
/// A reply, a warning letter, a police warning, an order of a court. A declined friend request or a
/// refused gift does not say so by itself; a transfer or removal neither.
#[must_use]
pub fn is_telling(kind: &MeasureKind) -> bool {
    matches!(
        kind,
        MeasureKind::Reply
            | MeasureKind::WarningLetter
            | MeasureKind::PoliceWarning
            | MeasureKind::Order
            | MeasureKind::Injunction
            | MeasureKind::Undertaking
    )
}
