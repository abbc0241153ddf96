//! What a person can do with every step of every pack, whether a fact makes it due or not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use made::act;
use standfast_model::Body;
use standfast_model::lists::StepAct;
use standfast_pathway::Packs;

/// A step that no fact makes due can still be opened by a person, and shows as done when it is.
#[test]
fn every_step_can_be_opened_done_declined_and_opened_again_by_a_person() {
    for step in Packs::shipped().unwrap().steps() {
        let seen = |acts: &[StepAct]| {
            let bodies: Vec<Body> = acts.iter().map(|a| act(&step, *a)).collect();
            let advice = made::advice(&bodies, 1);
            let found =
                made::step(&advice, &step).unwrap_or_else(|| panic!("{step} does not show"));
            (
                found.state.as_str(),
                found.why.clone(),
                found.because.clone(),
            )
        };
        let (state, why, because) = seen(&[StepAct::Open]);
        // One that has to be done on the day itself is late on the next.
        assert!(["open", "overdue"].contains(&state), "{step}: {state}");
        assert_eq!(
            (why.as_str(), because),
            ("P0: so I decided", vec![0]),
            "{step}"
        );
        let (state, why, _) = seen(&[StepAct::Open, StepAct::Done]);
        assert_eq!(
            (state, why.as_str()),
            ("done", "P1: so I decided"),
            "{step}"
        );
        assert_eq!(seen(&[StepAct::Declined]).0, "declined", "{step}");
        let again = seen(&[StepAct::Done, StepAct::Reopened]).0;
        assert!(["open", "overdue"].contains(&again), "{step}: {again}");
    }
}
