use super::own;
use crate::lists::StepAct;

kind! {
    /// What a person did with a step, or which steps were shown.
    Private "step" Step {
        /// The step's name; for `shown`, absent.
        step: Option<String> = "step", own;
        /// What was done with it.
        act: StepAct = "act", own;
        /// Why.
        because: Option<String> = "because", own;
        /// To whom it was given; for `shown`, who looked.
        to: Option<String> = "to", own;
        /// The pack that advised it, `uk-gp@1.0.0`.
        pack: Option<String> = "pack", own;
        /// For `shown`: each step shown, `name state urgency pack`, in the order in which it stood;
        /// an adviser's own advice, which stood above, as `advice P3`.
        shown: Vec<String> = "shown", own;
    }
}
