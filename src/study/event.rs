//! What a learner did: the entries of the journal.

use super::identity::Wording;
use super::item::ItemId;
use super::judge::Verdict;
use super::regrade::Regrade;
use crate::deck::Form;
use crate::memory::{Moment, Rating, Schedule, StudyDay};
use rand::rngs::ChaCha8Rng;
use rand::{Rng as _, SeedableRng as _};
use uuid::Uuid;

/// The name of an event: a UUID of version 7, unique over all devices and sorted by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub Uuid);

/// Where the names of events come from: a generator seeded by the caller, with entropy in the
/// program and a constant in tests.
///
/// Names grow, also within a millisecond, because events are replayed in the order of their names.
#[derive(Debug)]
pub struct IdSource {
    random: ChaCha8Rng,
    last: Option<EventId>,
}

impl IdSource {
    /// Returns a source of names that follow `last`; two with one seed give the same names.
    #[must_use]
    pub fn new(seed: [u8; 32], last: Option<EventId>) -> Self {
        Self { random: ChaCha8Rng::from_seed(seed), last }
    }

    /// Goes on behind this name too: another session may have written it since.
    pub fn follow(&mut self, last: Option<EventId>) {
        self.last = self.last.max(last);
    }

    /// Returns a new name for an event at this moment.
    pub fn next(&mut self, at: Moment) -> EventId {
        let mut random = [0; 10];
        self.random.fill_bytes(&mut random);
        let millis = u64::try_from(at.millis()).unwrap_or_default();
        let fresh = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
        let same_moment = |last: &EventId| last.0.as_u128() >> 80 == fresh.as_u128() >> 80;
        let next = match self.last.filter(same_moment) {
            // A step that is drawn too: two sessions may follow the same last name at once.
            Some(last) if last.0 >= fresh => {
                let step = u128::from(self.random.next_u32()) + 1;
                Uuid::from_u128(last.0.as_u128().wrapping_add(step))
            }
            _ => fresh,
        };
        self.last = Some(EventId(next));
        EventId(next)
    }
}

/// One entry of the journal; never changed, only followed by others.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its name.
    pub id: EventId,
    /// When it happened, in the learner's zone.
    pub at: Moment,
    /// The item it is about; none for what is about all of them.
    pub item: Option<ItemId>,
    /// What happened.
    pub kind: EventKind,
}

/// What happened to an item.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// It was answered.
    Reviewed(Review),
    /// The learner overruled the rating of a review.
    Overruled {
        /// The review.
        of: EventId,
        /// The learner's rating.
        rating: Rating,
        /// What follows from it.
        next: Schedule,
    },
    /// An earlier event was taken back.
    Undone {
        /// The event.
        of: EventId,
    },
    /// It was set aside until it is taken up again.
    Suspended,
    /// It was taken up again.
    Unsuspended,
    /// It was set aside until a study day.
    Buried {
        /// The day on which it comes back.
        until: StudyDay,
    },
    /// Its memory was forgotten; it is new.
    Reset,
    /// The learner met it in these words; kept so that a later edit can be told.
    Met(Wording),
    /// It went by another name, that of a card without an id whose words have changed since.
    Renamed {
        /// The name it went by.
        from: ItemId,
    },
    /// Old answers were judged again.
    Regraded {
        /// What they come to.
        changes: Vec<Regrade>,
    },
    /// The memory model was fitted to the learner's own reviews.
    Fitted {
        /// The 21 weights that hold from here on.
        weights: Box<[f32; 21]>,
    },
}

/// One answering of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// How it was asked.
    pub form: Form,
    /// The options shown, by name.
    pub options: Vec<String>,
    /// What the learner gave.
    pub answer: Given,
    /// What docent judged.
    pub verdict: Verdict,
    /// How much of it was right, 0 to 1.
    pub score: f64,
    /// The rating that follows from the verdict.
    pub rating: Rating,
    /// How long the learner took.
    pub millis: u32,
    /// What was scheduled.
    pub next: Schedule,
    /// The state before, for readers of the journal; replay does not need it.
    pub before: &'static str,
}

/// What a learner gave for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A typed text, or the name of an option.
    Text(String),
    /// Several names, in order for an order.
    Many(Vec<String>),
    /// True or false.
    Truth(bool),
    /// The learner's own rating.
    Rating(Rating),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn names_grow_also_within_a_millisecond_and_after_a_restart(
            seeds in prop::collection::vec(any::<[u8; 32]>(), 1..6),
            millis in 0i64..4_000_000_000_000,
        ) {
            let at = Moment::from_millis(millis, 0).expect("in range");
            let mut last = None;
            for seed in seeds {
                let mut ids = IdSource::new(seed, last);
                for _ in 0..5 {
                    let next = ids.next(at);
                    prop_assert!(last < Some(next));
                    prop_assert_eq!(next.0.get_version_num(), 7);
                    last = Some(next);
                }
            }
        }
    }
}
