//! How a deck is studied: docent's defaults, the deck's wishes over them, the learner's word over
//! both.

use crate::deck::StudyWishes;
use crate::memory::{DesiredRetention, Model, Scheduler, Steps, StudyDay};
use chrono::NaiveDate;

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

/// What a learner wishes for all decks; each may be absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OwnWishes {
    /// The chance of recall wanted when an item is due, 0.70 to 0.99.
    pub desired_retention: Option<f64>,
    /// New items a day and deck.
    pub new_per_day: Option<u32>,
    /// Reviews a day and deck.
    pub reviews_per_day: Option<u32>,
    /// Pauses between the answers of a young item, in seconds.
    pub learning_steps: Option<Vec<u32>>,
    /// Pauses between the answers of a forgotten item, in seconds.
    pub relearning_steps: Option<Vec<u32>>,
    /// The longest interval in days.
    pub longest_interval: Option<u32>,
}

/// Where the value of a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said; it is docent's.
    Default,
    /// The deck.
    Deck,
    /// The learner's settings.
    Learner,
}

/// A value and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

/// Returns the learner's value, or else the deck's, or else the default.
fn layered<T>(own: Option<T>, deck: Option<T>, default: T) -> Setting<T> {
    match (own, deck) {
        (Some(value), _) => Setting { value, origin: Origin::Learner },
        (None, Some(value)) => Setting { value, origin: Origin::Deck },
        (None, None) => Setting { value: default, origin: Origin::Default },
    }
}

/// Every setting of one deck, each with its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct LayeredSettings {
    /// The chance of recall wanted when an item is due.
    pub desired_retention: Setting<DesiredRetention>,
    /// New items a day.
    pub new_per_day: Setting<u32>,
    /// Reviews a day.
    pub reviews_per_day: Setting<u32>,
    /// Pauses between the answers of a young item, in seconds.
    pub learning_steps: Setting<Vec<u32>>,
    /// Pauses between the answers of a forgotten item, in seconds.
    pub relearning_steps: Setting<Vec<u32>>,
    /// The longest interval in days.
    pub longest_interval: Setting<u32>,
    /// The day to be ready for.
    pub exam: Option<NaiveDate>,
}

impl LayeredSettings {
    /// Returns the settings of a deck with these wishes for a learner with those.
    #[must_use]
    pub fn of(deck: &StudyWishes, own: &OwnWishes) -> Self {
        let (limits, steps) = (Limits::default(), Steps::default());
        let retention = |wish: Option<f64>| wish.and_then(DesiredRetention::new);
        Self {
            desired_retention: layered(
                retention(own.desired_retention),
                retention(deck.desired_retention),
                DesiredRetention::DEFAULT,
            ),
            new_per_day: layered(own.new_per_day, deck.new_per_day, limits.new),
            reviews_per_day: layered(own.reviews_per_day, deck.reviews_per_day, limits.reviews),
            learning_steps: layered(
                own.learning_steps.clone(),
                deck.learning_steps.clone(),
                steps.learning,
            ),
            relearning_steps: layered(own.relearning_steps.clone(), None, steps.relearning),
            longest_interval: layered(own.longest_interval, None, Scheduler::LONGEST),
            exam: deck.exam,
        }
    }
}

/// How one deck is studied.
#[derive(Debug, Clone)]
pub struct StudySettings {
    /// How many items a day.
    pub limits: Limits,
    /// When to ask again, and the day to be ready for.
    pub scheduler: Scheduler,
}

impl StudySettings {
    /// Returns how a deck is studied with these settings and this memory model.
    #[must_use]
    pub fn new(settings: LayeredSettings, model: Model) -> Self {
        Self {
            limits: Limits {
                new: settings.new_per_day.value,
                reviews: settings.reviews_per_day.value,
            },
            scheduler: Scheduler {
                model,
                desired: settings.desired_retention.value,
                steps: Steps {
                    learning: settings.learning_steps.value,
                    relearning: settings.relearning_steps.value,
                },
                longest: settings.longest_interval.value,
                exam: settings.exam.map(StudyDay::new),
            },
        }
    }

    /// Returns settings under which every item is asked once: a quiz's.
    #[must_use]
    pub fn without_steps() -> Self {
        let none = Some(Vec::new());
        let own = OwnWishes {
            learning_steps: none.clone(),
            relearning_steps: none,
            ..OwnWishes::default()
        };
        Self::new(LayeredSettings::of(&StudyWishes::default(), &own), Model::default())
    }

    /// Returns how a deck with these wishes is studied by a learner who has none, with the default
    /// model.
    #[must_use]
    pub fn of(wishes: &StudyWishes) -> Self {
        Self::new(LayeredSettings::of(wishes, &OwnWishes::default()), Model::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learner_wins_over_the_deck_and_the_deck_over_the_default() {
        let deck = StudyWishes {
            new_per_day: Some(5),
            reviews_per_day: Some(50),
            ..StudyWishes::default()
        };
        let own = OwnWishes { new_per_day: Some(3), ..OwnWishes::default() };
        let settings = LayeredSettings::of(&deck, &own);
        assert_eq!(settings.new_per_day, Setting { value: 3, origin: Origin::Learner });
        assert_eq!(settings.reviews_per_day, Setting { value: 50, origin: Origin::Deck });
        assert_eq!(settings.longest_interval.origin, Origin::Default);
    }
}
