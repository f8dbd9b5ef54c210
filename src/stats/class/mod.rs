//! A class: what each learner knows, and what each card shows when many have answered it.
//!
//! Item analysis as teachers know it from tests, made of what learners did on their own: each card is
//! a question of a test that a learner takes at the first answer on a later day than the one on which
//! they met it, when it is no longer fresh. Answers of that first day and later ones do not count for
//! it, so that nobody counts twice and practice does not hide what was hard.

mod card;
mod discrimination;
mod learner;
mod reteach;

pub use card::{CardFigures, WrongAnswer};
pub use discrimination::FEWEST_LEARNERS;
pub use learner::{Learner, LearnerFigures};
pub use reteach::Reason;

use crate::deck::{Deck, Status};
use crate::memory::{Model, Moment};
use crate::study::{Item, items_of};
use learner::Record;

/// Everything that `docent class` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassFigures {
    /// The moment the figures are of.
    pub as_of: Moment,
    /// How many items can be learnt: those of active cards.
    pub items: u32,
    /// Learner by learner, in the order they were given.
    pub learners: Vec<LearnerFigures>,
    /// Item by item that anybody answered, in the order of the decks.
    pub cards: Vec<CardFigures>,
    /// Which of the cards to teach again, the most urgent first, and why.
    pub reteach: Vec<(usize, Vec<Reason>)>,
    /// Which of the cards to look at, because who knows the rest misses them.
    pub doubtful: Vec<usize>,
}

impl ClassFigures {
    /// Returns the share of the items that a learner would recall now; none where there is no item.
    #[must_use]
    pub fn known_share(&self, learner: &LearnerFigures) -> Option<f64> {
        (self.items > 0).then(|| learner.known / f64::from(self.items))
    }
}

/// Returns the figures of a class over the items of these decks. What learners know is told by the
/// model given: that of one learner's own fit stays with the learner.
#[must_use]
pub fn class(decks: &[&Deck], learners: &[Learner], model: &Model, now: Moment) -> ClassFigures {
    let items: Vec<Item<'_>> = decks.iter().flat_map(|deck| items_of(deck)).collect();
    let active = |item: &&Item<'_>| item.card.status == Status::Active;
    let records: Vec<Record> =
        learners.iter().map(|learner| Record::of(learner, model, now)).collect();
    let cards = card::cards(&items, &records);
    let reteach = reteach::reteach(&cards);
    let doubtful = reteach::doubtful(&cards);
    ClassFigures {
        as_of: now,
        items: u32::try_from(items.iter().filter(active).count()).unwrap_or(u32::MAX),
        learners: records.into_iter().map(|record| record.figures).collect(),
        cards,
        reteach,
        doubtful,
    }
}
