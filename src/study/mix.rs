//! The order of a session beyond need: new items among the others, and what is taken for what, so that
//! it can be kept apart.

use super::queue::Due;
use crate::deck::{Body, Card};
use std::collections::VecDeque;

/// Spreads new items evenly among the others, the first of them after a first review.
pub fn mixed<'d>(review: Vec<Due<'d>>, new: Vec<Due<'d>>) -> VecDeque<Due<'d>> {
    let (reviews, news) = (review.len(), new.len());
    let mut review = review.into_iter();
    let mut new = new.into_iter();
    let mut queue = VecDeque::with_capacity(reviews + news);
    let mut placed = 0;
    for place in 0..reviews + news {
        // A new item is due here when its even share of the places so far is not yet reached.
        let share = (place + 1) * news / (reviews + news).max(1);
        let next = if share > placed { new.next() } else { None };
        placed += usize::from(next.is_some());
        queue.extend(next.or_else(|| review.next()));
    }
    queue.extend(review);
    queue.extend(new);
    queue
}

/// How many items ahead are looked at for one that is not confusable with the last.
pub const WINDOW: usize = 6;

/// Returns whether the answer of one item is the answer or an option of the other.
#[must_use]
pub fn confusable(a: &Card, b: &Card) -> bool {
    let (Some(first), Some(second)) = (key(a), key(b)) else { return false };
    first == second || (is_option(first, b) && is_option(second, a))
}

fn key(card: &Card) -> Option<&str> {
    match &card.body {
        Body::Text { answers, .. } => answers.first().map(String::as_str),
        Body::Choice { answer, .. } => Some(answer),
        _ => None,
    }
}

fn is_option(text: &str, card: &Card) -> bool {
    match &card.body {
        Body::Text { distractors, .. } | Body::Choice { distractors, .. } => {
            distractors.iter().any(|wrong| wrong == text)
        }
        _ => false,
    }
}
