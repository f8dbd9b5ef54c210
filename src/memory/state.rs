//! Where an item stands: new, or seen with a memory and a next time.

use super::day::{Moment, StudyDay};
use super::model::{Memory, Model};
use super::rating::Rating;
use super::schedule::Schedule;

/// How many lapses make a leech, and how many more make it one again; Anki's numbers.
const LEECH: u32 = 8;
const LEECH_AGAIN: u32 = 4;

/// Where an item stands. A new one has no stability to misread.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum ItemState {
    /// Never answered, or reset since.
    #[default]
    New,
    /// Answered at least once.
    Seen(Seen),
}

/// An item that was answered at least once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// How strong the memory was right after the last review.
    pub memory: Memory,
    /// What comes next.
    pub phase: Phase,
    /// When it was last answered.
    pub last: Moment,
    /// How often it was answered.
    pub reps: u32,
    /// How often it was forgotten after it was learnt.
    pub lapses: u32,
}

/// What comes next for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// In its first steps: asked again at a moment.
    Learning {
        /// How many steps are behind it.
        step: u8,
        /// When it is due.
        due: Moment,
    },
    /// Learnt: asked again on a study day.
    Review {
        /// The day it is due.
        due: StudyDay,
        /// The days from the last review to that day.
        interval: u32,
    },
    /// Forgotten: back in steps.
    Relearning {
        /// How many steps are behind it.
        step: u8,
        /// When it is due.
        due: Moment,
    },
}

impl ItemState {
    /// Returns what is known of a seen item; none for a new one.
    #[must_use]
    pub fn seen(&self) -> Option<&Seen> {
        match self {
            Self::New => None,
            Self::Seen(seen) => Some(seen),
        }
    }

    /// Returns the state as the journal, the statistics and the JSON dialogue spell it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.seen().map(|seen| seen.phase) {
            None => "new",
            Some(Phase::Learning { .. }) => "learning",
            Some(Phase::Review { .. }) => "review",
            Some(Phase::Relearning { .. }) => "relearning",
        }
    }

    /// Returns whether the item is a leech: forgotten eight times, and again every four.
    #[must_use]
    pub fn is_leech(&self) -> bool {
        self.seen().is_some_and(|seen| seen.lapses >= LEECH)
    }

    /// Returns whether the last review made the item a leech, or one again.
    #[must_use]
    pub fn became_leech(&self) -> bool {
        self.seen().is_some_and(|seen| {
            let just_lapsed = matches!(seen.phase, Phase::Relearning { step: 0, .. });
            let at = seen.lapses >= LEECH && (seen.lapses - LEECH).is_multiple_of(LEECH_AGAIN);
            just_lapsed && at
        })
    }

    /// Returns when the item is due, a day as its start in a zone of this offset; none for a new
    /// item.
    #[must_use]
    pub fn due(&self, offset: i32) -> Option<Moment> {
        match self.seen()?.phase {
            Phase::Learning { due, .. } | Phase::Relearning { due, .. } => Some(due),
            Phase::Review { due, .. } => due.start(offset),
        }
    }

    /// Returns the study day on which the item is due; none for a new one.
    #[must_use]
    pub fn due_day(&self) -> Option<StudyDay> {
        Some(match self.seen()?.phase {
            Phase::Learning { due, .. } | Phase::Relearning { due, .. } => due.study_day(),
            Phase::Review { due, .. } => due,
        })
    }

    /// Returns whether the item was last answered on this study day.
    #[must_use]
    pub fn answered_on(&self, day: StudyDay) -> bool {
        self.seen().is_some_and(|seen| seen.last.study_day() == day)
    }

    /// Returns how many study days lie between the last review and this moment.
    #[must_use]
    pub fn elapsed(&self, now: Moment) -> u32 {
        self.seen().map_or(0, |seen| now.study_day().days_since(seen.last.study_day()))
    }

    /// Returns the chance that the item is recalled at this moment; none for a new item.
    ///
    /// Within a day memory is taken to fade with the hours, so that an item answered this morning
    /// ranks behind one answered last night.
    #[must_use]
    pub fn retrievability(&self, model: &Model, now: Moment) -> Option<f32> {
        let seen = self.seen()?;
        #[expect(clippy::cast_precision_loss, reason = "days as f32 are exact enough for a chance")]
        let days = now.seconds_since(seen.last) as f32 / 86_400.0;
        Some(model.retrievability(seen.memory, days))
    }

    /// Returns the state after a review with this rating at this moment, scheduled like this.
    #[must_use]
    pub fn after(&self, model: &Model, now: Moment, rating: Rating, next: Schedule) -> Self {
        let before = self.seen();
        let memory = model.review(before.map(|seen| seen.memory), self.elapsed(now), rating);
        let learnt = matches!(before, Some(Seen { phase: Phase::Review { .. }, .. }));
        let lapsed = learnt && rating == Rating::Again;
        Self::Seen(Seen {
            memory,
            phase: next.phase(now),
            last: now,
            reps: before.map_or(0, |seen| seen.reps) + 1,
            lapses: before.map_or(0, |seen| seen.lapses) + u32::from(lapsed),
        })
    }
}

/// One review of an item's history, as the journal holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Replayed {
    /// When it was.
    pub at: Moment,
    /// How well it was remembered, after any overruling.
    pub rating: Rating,
    /// What was scheduled then.
    pub next: Schedule,
}

/// Returns the state that a history of reviews, in order of time, leads to.
#[must_use]
pub fn replay(model: &Model, history: impl IntoIterator<Item = Replayed>) -> ItemState {
    history.into_iter().fold(ItemState::New, |state, review| {
        state.after(model, review.at, review.rating, review.next)
    })
}
