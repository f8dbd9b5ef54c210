//! FSRS-6, the one place where the `fsrs` crate is called.
//!
//! The crate trusts its caller: a rating out of range counts as Easy, a retention outside 0.70 to
//! 0.99 gives zero or infinity, weights out of range are clipped in silence. So everything is
//! checked here, at the door. Formulas: Ye, Su and Cao, KDD 2022, and the FSRS-6 revision of 2025.

use super::rating::Rating;
use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState, current_retrievability};

/// The default weights of FSRS-6, fitted by its authors to the reviews of ten thousand learners.
pub const WEIGHTS: [f32; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// What an item's memory is like after its last review.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until the chance of recall has fallen to 90 %.
    pub stability: f32,
    /// How hard the item is to hold, 1 to 10.
    pub difficulty: f32,
}

/// The chance of recall that is wanted when an item is due, 0.70 to 0.99.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct DesiredRetention(f32);

impl DesiredRetention {
    /// What docent wants unless a deck or learner says otherwise.
    pub const DEFAULT: Self = Self(0.9);

    /// Returns the retention, or none outside 0.70 to 0.99, where the model gives no intervals.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "two decimals fit an f32")]
        (0.70..=0.99).contains(&value).then_some(Self(value as f32))
    }

    /// Returns the retention as a share of one.
    #[must_use]
    pub fn value(self) -> f32 {
        self.0
    }
}

/// Why a set of weights cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// A weight is not a finite number.
    #[error("weight {index} of the memory model is not a number")]
    NotFinite {
        /// Which of the 21, from 0.
        index: usize,
    },
    /// The model refuses the weights.
    #[error("the memory model refuses these weights")]
    Refused,
}

/// The memory model with its 21 weights.
#[derive(Debug, Clone)]
pub struct Model {
    fsrs: FSRS,
    weights: [f32; 21],
}

impl Default for Model {
    fn default() -> Self {
        Self::new(&WEIGHTS).expect("the default weights are the model's own")
    }
}

impl Model {
    /// Returns the model with these weights.
    ///
    /// # Errors
    /// When a weight is not finite or the model refuses them.
    pub fn new(weights: &[f32; 21]) -> Result<Self, ModelError> {
        if let Some(index) = weights.iter().position(|weight| !weight.is_finite()) {
            return Err(ModelError::NotFinite { index });
        }
        let fsrs = FSRS::new(weights).map_err(|_| ModelError::Refused)?;
        Ok(Self { fsrs, weights: *weights })
    }

    /// Returns the weights.
    #[must_use]
    pub fn weights(&self) -> &[f32; 21] {
        &self.weights
    }

    /// Returns the memory after a review `elapsed` study days after the last one; zero for a
    /// review on the same day.
    ///
    /// # Panics
    /// Never: the weights were checked to be finite, and finite states lead to finite ones.
    #[must_use]
    pub fn review(&self, before: Option<Memory>, elapsed: u32, rating: Rating) -> Memory {
        let before = before.map(|memory| MemoryState {
            stability: memory.stability,
            difficulty: memory.difficulty,
        });
        // The one rating that was given; `next_states` would work out all four.
        let review = FSRSReview { rating: rating.number(), delta_t: elapsed };
        let after = self
            .fsrs
            .memory_state(FSRSItem { reviews: vec![review] }, before)
            .expect("finite weights and states give finite states");
        Memory { stability: after.stability, difficulty: after.difficulty }
    }

    /// Returns the days after which the chance of recall has fallen to `desired`, unrounded.
    #[must_use]
    pub fn interval(&self, memory: Memory, desired: DesiredRetention) -> f32 {
        self.fsrs.next_interval(Some(memory.stability), desired.0, Rating::Good.number())
    }

    /// Returns the chance of recall this many days after the last review, 0 to 1.
    #[must_use]
    pub fn retrievability(&self, memory: Memory, days: f32) -> f32 {
        let state = MemoryState { stability: memory.stability, difficulty: memory.difficulty };
        current_retrievability(state, days.max(0.0), self.weights[20]).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "the same numbers must be written in both places")]
    fn the_default_weights_are_those_of_the_crate() {
        assert_eq!(WEIGHTS, fsrs::DEFAULT_PARAMETERS);
    }

    #[test]
    fn recall_falls_to_ninety_percent_after_as_many_days_as_the_stability() {
        let model = Model::default();
        let memory = model.review(None, 0, Rating::Good);
        let recall = model.retrievability(memory, memory.stability);
        assert!((recall - 0.9).abs() < 1e-5, "{recall}");
        assert!((model.retrievability(memory, 0.0) - 1.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn a_review_is_to_the_bit_what_the_crate_foretells_of_its_rating(
            before in prop::option::of((0.001f32..36_500.0, 1.0f32..=10.0)),
            elapsed in prop_oneof![Just(0u32), 1..2000u32],
        ) {
            let model = Model::default();
            let before = before.map(|(stability, difficulty)| Memory { stability, difficulty });
            let state = before.map(|Memory { stability, difficulty }| MemoryState {
                stability,
                difficulty,
            });
            let next = model.fsrs.next_states(state, 0.9, elapsed).expect("states");
            let foretold = [next.again, next.hard, next.good, next.easy];
            for (rating, foretold) in Rating::ALL.into_iter().zip(foretold) {
                let MemoryState { stability, difficulty } = foretold.memory;
                let memory = model.review(before, elapsed, rating);
                prop_assert_eq!(memory, Memory { stability, difficulty }, "{:?}", rating);
            }
        }
    }

    #[test]
    fn better_ratings_make_stabler_memories() {
        let model = Model::default();
        let young = model.review(None, 0, Rating::Good);
        let after = Rating::ALL.map(|rating| model.review(Some(young), 3, rating).stability);
        assert!(after.is_sorted(), "{after:?}");
    }

    #[test]
    fn retention_outside_its_range_and_weights_that_are_no_numbers_are_refused() {
        assert!(DesiredRetention::new(0.69).is_none());
        assert!(DesiredRetention::new(1.0).is_none());
        assert!(DesiredRetention::new(f64::NAN).is_none());
        let mut weights = WEIGHTS;
        weights[3] = f32::NAN;
        assert_eq!(Model::new(&weights).err(), Some(ModelError::NotFinite { index: 3 }));
    }
}
