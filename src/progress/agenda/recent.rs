//! What a learner did lately: today, and how much on the days before it.

use super::deck_agenda::DeckAgenda;
use crate::memory::{Model, StudyDay};
use crate::study::{Event, Today, effective};
use std::collections::{BTreeMap, HashMap};

/// How far back a learner's habit is looked for, in days.
pub const HABIT_DAYS: u32 = 60;

/// What was done lately, by deck.
#[derive(Debug, Default)]
pub struct Recent {
    /// Today.
    pub today: HashMap<String, Today>,
    /// How many learnt items were answered on each day.
    pub days: HashMap<String, BTreeMap<StudyDay, u32>>,
}

impl Recent {
    /// Returns what events come to; undone ones count for nothing.
    pub fn of(events: &[Event], model: &Model, today: StudyDay) -> Self {
        let mut recent = Self::default();
        for review in effective(events, model).reviews {
            let (item, before) = (review.item, review.review.before);
            let day = review.event.at.study_day();
            if before == "review" {
                let days = recent.days.entry(item.deck.clone()).or_default();
                *days.entry(day).or_default() += 1;
            }
            if day == today {
                let deck = recent.today.entry(item.deck.clone()).or_default();
                deck.introduced += u32::from(before == "new");
                deck.reviewed += u32::from(before == "review");
                deck.cards.insert(item.card.clone());
            }
        }
        recent
    }

    /// Counts the days from `first` on into the habit of a deck; returns whether that changed it.
    pub fn count(&self, deck: &mut DeckAgenda, first: StudyDay) -> bool {
        let none = BTreeMap::new();
        let counted = self.days.get(&deck.id).unwrap_or(&none).range(first..);
        if deck.habit.range(first..).eq(counted.clone()) {
            return false;
        }
        let last = first.minus(HABIT_DAYS);
        deck.habit.retain(|day, _| *day < first && *day >= last);
        deck.habit.extend(counted.map(|(day, reviews)| (*day, *reviews)));
        true
    }
}
