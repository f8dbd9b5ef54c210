//! What was answered instead of what is right.

use crate::deck::{Body, right_answers};
use crate::memory::Rating;
use crate::study::{CountedReview, Given, Item, Part, Verdict};
use crate::value::{Edtf, spell_date};

/// A wrong answer beside the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What was typed or picked.
    pub given: String,
    /// What is right, as the card says it now.
    pub right: String,
}

/// Returns what was given for what, when an answer names something and is wrong.
///
/// Typed texts, picked options, numbers and dates count; of a set, the false member when there is
/// just one, for the one it lacks. An empty answer, an own rating, an order, and true for false name
/// nothing. What the learner overruled, or what is right since it was judged again, is no mistake.
#[must_use]
pub fn mistake(review: &CountedReview<'_>, item: &Item<'_>) -> Option<Mistake> {
    if review.verdict != Verdict::Wrong || review.rating != Rating::Again {
        return None;
    }
    match &review.review.answer {
        Given::Text(given) if !given.trim().is_empty() => {
            let right = right_of(item)?;
            let given = given.trim().to_owned();
            Some(match &item.card.body {
                Body::Date { .. } => Mistake { given: spelled(given), right: spelled(right) },
                _ => Mistake { given, right },
            })
        }
        Given::Many(given) => swapped(given, &item.card.body),
        Given::Text(_) | Given::Truth(_) | Given::Rating(_) => None,
    }
}

fn right_of(item: &Item<'_>) -> Option<String> {
    let body = &item.card.body;
    match (item.part, body) {
        (_, Body::Basic { .. } | Body::Truth { .. } | Body::Order { .. } | Body::Set { .. }) => {
            None
        }
        (Part::Reverse, _) => Some(body.prompt()),
        (Part::Gaps(group), _) => right_answers(body, group).into_iter().next(),
        (Part::Whole, _) => right_answers(body, 1).into_iter().next(),
    }
}

/// Returns a date as people read it, however it was written.
fn spelled(text: String) -> String {
    text.parse::<Edtf>().map_or(text, spell_date)
}

/// Returns the false member of a set and the one it stands for, when there is one of each.
fn swapped(given: &[String], body: &Body) -> Option<Mistake> {
    let Body::Set { answers, .. } = body else { return None };
    let only = |one: &[String], other: &[String]| {
        let mut apart = one.iter().filter(|member| !other.contains(member));
        let first = apart.next().cloned();
        first.filter(|_| apart.next().is_none())
    };
    Some(Mistake { given: only(given, answers)?, right: only(answers, given)? })
}
