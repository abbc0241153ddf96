//! Work on all cores where there is enough of it: an import seals thousands of entries in one act.

use rayon::prelude::*;

/// So many items are worth a second core; fewer are done before it has woken up.
const MANY: usize = 64;

/// What `work` makes of each, in their order.
pub(crate) fn each<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    let items: Vec<T> = items.into_iter().collect();
    if items.len() < MANY {
        items.into_iter().map(work).collect()
    } else {
        items.into_par_iter().map(work).collect()
    }
}
