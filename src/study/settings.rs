//! How a deck is studied: docent's defaults, the deck's wishes, the learner's word.

use crate::deck::StudyWishes;
use crate::memory::{DesiredRetention, Model, Scheduler, Steps};

/// How many items a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// New items a study day.
    pub new: u32,
    /// Items in review a study day.
    pub reviews: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { new: 10, reviews: 200 }
    }
}

/// How one deck is studied.
#[derive(Debug, Clone)]
pub struct StudySettings {
    /// How many items a day.
    pub limits: Limits,
    /// When to ask again.
    pub scheduler: Scheduler,
}

impl StudySettings {
    /// Returns docent's defaults with a deck's wishes over them.
    #[must_use]
    pub fn of(wishes: &StudyWishes) -> Self {
        let limits = Limits::default();
        let desired = wishes.desired_retention.and_then(DesiredRetention::new);
        let steps = Steps::default();
        Self {
            limits: Limits {
                new: wishes.new_per_day.unwrap_or(limits.new),
                reviews: wishes.reviews_per_day.unwrap_or(limits.reviews),
            },
            scheduler: Scheduler {
                model: Model::default(),
                desired: desired.unwrap_or(DesiredRetention::DEFAULT),
                steps: Steps {
                    learning: wishes.learning_steps.clone().unwrap_or(steps.learning),
                    ..steps
                },
            },
        }
    }
}
