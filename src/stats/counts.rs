//! How many items are in each state.

use crate::deck::Status;
use crate::memory::{ItemState, Phase, StudyDay};
use crate::study::{Availability, DeckLog};

/// How many items are in each state. New, learning, review and suspended add up to the items;
/// drafts are apart, because nobody studies them yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cards that are not drafts.
    pub cards: u32,
    /// Items of those cards.
    pub items: u32,
    /// Never answered.
    pub new: u32,
    /// In their first steps, or forgotten and back in steps.
    pub learning: u32,
    /// Learnt.
    pub review: u32,
    /// Set aside by the learner or the teacher, whatever their state.
    pub suspended: u32,
    /// Cards that wait for the teacher.
    pub drafts: u32,
    /// Seen items due today or earlier.
    pub due_today: u32,
}

/// Returns how many items of a deck are in each state on a day.
#[must_use]
pub fn count(log: &DeckLog, today: StudyDay) -> Counts {
    let mut counts = Counts::default();
    for card in &log.cards {
        if card.status == Status::Draft {
            counts.drafts += 1;
        } else {
            counts.cards += 1;
        }
    }
    for (item, card) in log.items_here() {
        let standing = &item.standing;
        let availability = standing.availability(card.status, today);
        if availability == Availability::Draft {
            continue;
        }
        counts.items += 1;
        if availability == Availability::Suspended {
            counts.suspended += 1;
            continue;
        }
        match standing.state.seen().map(|seen| seen.phase) {
            None => counts.new += 1,
            Some(Phase::Review { .. }) => counts.review += 1,
            Some(Phase::Learning { .. } | Phase::Relearning { .. }) => counts.learning += 1,
        }
        let due = due_day(&standing.state).is_some_and(|day| day <= today);
        counts.due_today += u32::from(due && availability == Availability::Active);
    }
    counts
}

/// Returns the study day on which an item is due; none for a new one.
pub(super) fn due_day(state: &ItemState) -> Option<StudyDay> {
    Some(match state.seen()?.phase {
        Phase::Learning { due, .. } | Phase::Relearning { due, .. } => due.study_day(),
        Phase::Review { due, .. } => due,
    })
}

impl Counts {
    /// Returns the counts of two decks together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            cards: self.cards + other.cards,
            items: self.items + other.items,
            new: self.new + other.new,
            learning: self.learning + other.learning,
            review: self.review + other.review,
            suspended: self.suspended + other.suspended,
            drafts: self.drafts + other.drafts,
            due_today: self.due_today + other.due_today,
        }
    }
}
