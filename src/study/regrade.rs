//! Old answers judged again, after a key was mended or a spelling accepted.

use super::event::{Event, EventId, EventKind};
use super::history::{CountedReview, History};
use super::item::{Item, ItemId, items_of};
use super::judge::Verdict;
use super::question::Question;
use super::session::fuzz_seed;
use super::settings::StudySettings;
use crate::deck::Deck;
use crate::memory::{Chance, ItemState, Rating, Schedule};
use std::collections::{BTreeMap, HashSet};

/// What an old review comes to when it is judged again.
#[derive(Debug, Clone, PartialEq)]
pub struct Regrade {
    /// The review.
    pub of: EventId,
    /// What is judged now.
    pub verdict: Verdict,
    /// How much of the answer is right, 0 to 1.
    pub score: f64,
    /// The rating that follows.
    pub rating: Rating,
    /// What is scheduled by it.
    pub next: Schedule,
}

/// Returns what the reviews of a deck come to that would be judged otherwise now, in the order of
/// the deck and then of time, each beside the review as it stands.
///
/// What the learner rated or overruled stays: that was the learner's own word. So does what lies
/// before a reset. Intervals that have passed stay as they were; only the last review of an item is
/// scheduled anew.
#[must_use]
pub fn regrades<'h, 'e>(
    deck: &Deck,
    history: &'h History<'e>,
    events: &[Event],
    settings: &StudySettings,
) -> Vec<(Regrade, &'h CountedReview<'e>)> {
    let of_learner = |event: &Event| match event.kind {
        EventKind::Overruled { of, .. } => Some(of),
        _ => None,
    };
    let overruled: HashSet<EventId> = events.iter().filter_map(of_learner).collect();
    let mut by_item: BTreeMap<&ItemId, Vec<&CountedReview<'_>>> = BTreeMap::new();
    for (at, review) in history.reviews.iter().enumerate() {
        if history.fresh_from.get(review.item).is_none_or(|fresh| at >= *fresh) {
            by_item.entry(review.item).or_default().push(review);
        }
    }
    let of_item = |item: Item<'_>| {
        let reviews = by_item.get(&item.id()).cloned().unwrap_or_default();
        regrades_of(&item, &reviews, &overruled, settings)
    };
    items_of(deck).into_iter().flat_map(of_item).collect()
}

fn regrades_of<'h, 'e>(
    item: &Item<'_>,
    reviews: &[&'h CountedReview<'e>],
    overruled: &HashSet<EventId>,
    settings: &StudySettings,
) -> Vec<(Regrade, &'h CountedReview<'e>)> {
    let scheduler = &settings.scheduler;
    let mut state = ItemState::New;
    let mut found = Vec::new();
    for (at, review) in reviews.iter().enumerate() {
        let judged = Question::new(item, review.review.form, 0)
            .judge_again(&review.review.answer)
            .filter(|judged| judged.verdict != review.verdict)
            .filter(|_| !overruled.contains(&review.event.id));
        let (verdict, score, rating) = match &judged {
            Some(judged) => (judged.verdict, judged.score, judged.verdict.rating()),
            None => (review.verdict, review.score, review.rating),
        };
        let last = at + 1 == reviews.len();
        let next = if last && (judged.is_some() || !found.is_empty()) {
            let chance = Chance::even(fuzz_seed(&item.id(), &state));
            scheduler.schedule(&state, review.event.at, rating, &chance)
        } else {
            review.next
        };
        if judged.is_some() || next != review.next {
            let of = review.event.id;
            found.push((Regrade { of, verdict, score, rating, next }, *review));
        }
        state = state.after(&scheduler.model, review.event.at, rating, next);
    }
    found
}
