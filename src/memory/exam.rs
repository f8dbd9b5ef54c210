//! Planning towards an exam: the wanted recall is reached on that day rather than at each due
//! moment before it.

use super::model::{DesiredRetention, Memory, Model};
use super::rating::Rating;

/// The chance of recall below which an item is not left to fade before an exam: what is forgotten
/// by then must be learnt anew. It is the least that a learner may want of any review.
pub const LEAST_RECALL: f32 = 0.7;

/// Returns the days after which to ask an item when an exam is `left` days ahead; `usual` without
/// one.
///
/// What holds until the exam anyway waits as usual. Anything else is asked once more before it, as
/// early as one right answer carries it over the exam, and never earlier than usual: earlier
/// reviews would each have to be followed by another. Where one is not enough the usual day stays.
pub fn towards_exam(
    model: &Model,
    memory: Memory,
    desired: DesiredRetention,
    usual: u32,
    left: u32,
) -> u32 {
    if usual >= left {
        return usual;
    }
    #[expect(clippy::cast_precision_loss, reason = "days fit an f32")]
    let carries = |day: u32| {
        let after = model.review(Some(memory), day, Rating::Good);
        model.interval(after, desired) >= (left - day) as f32
    };
    #[expect(clippy::cast_precision_loss, reason = "days fit an f32")]
    let still_known = |day: u32| model.retrievability(memory, day as f32) >= LEAST_RECALL;
    // A later review makes a memory more stable and has fewer days to bridge, so from some day on
    // each carries the item over.
    let (mut first, mut end) = (usual, left);
    while first < end {
        let middle = first.midpoint(end);
        if carries(middle) {
            end = middle;
        } else {
            first = middle + 1;
        }
    }
    if first < left && still_known(first) { first } else { usual }
}
