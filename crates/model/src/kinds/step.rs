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
        /// To whom it was given.
        to: Option<String> = "to", own;
        /// The pack that advised it, `uk-gp@1.0.0`.
        pack: Option<String> = "pack", own;
        /// For `shown`: each step shown, `name state urgency`.
        shown: Vec<String> = "shown", own;
    }
}
