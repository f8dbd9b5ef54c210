//! What is already due on each day, so that a new due day can be chosen where there is room.

use super::item::{ItemId, Standing};
use crate::memory::{ItemState, Phase, StudyDay};
use std::collections::BTreeMap;

/// How much busier a day with a sibling counts: as good as closed, unless all days are.
const SIBLING: f64 = 1000.0;

/// How many items are due on each day, and which cards.
#[derive(Debug, Clone, Default)]
pub struct Load {
    days: BTreeMap<StudyDay, u32>,
    items: BTreeMap<ItemId, StudyDay>,
}

impl Load {
    /// Returns the load of these standings.
    #[must_use]
    pub fn of(standings: &BTreeMap<ItemId, Standing>) -> Self {
        let mut load = Self::default();
        for (item, standing) in standings {
            load.put(item, &standing.state);
        }
        load
    }

    /// Returns the load of so many items due on each day, whose names are told when they matter.
    #[must_use]
    pub fn of_days(days: BTreeMap<StudyDay, u32>) -> Self {
        Self { days, items: BTreeMap::new() }
    }

    /// Takes in where an item stands that is among those counted.
    pub fn know(&mut self, item: &ItemId, state: &ItemState) {
        if self.items.contains_key(item) {
            self.put(item, state);
        } else if let Some(Phase::Review { due, .. }) = state.seen().map(|seen| seen.phase) {
            self.items.insert(item.clone(), due);
        }
    }

    /// Notes where an item stands now.
    pub fn put(&mut self, item: &ItemId, state: &ItemState) {
        if let Some(day) = self.items.remove(item)
            && let Some(count) = self.days.get_mut(&day)
        {
            *count = count.saturating_sub(1);
        }
        if let Some(Phase::Review { due, .. }) = state.seen().map(|seen| seen.phase) {
            *self.days.entry(due).or_default() += 1;
            self.items.insert(item.clone(), due);
        }
    }

    /// Returns how busy a day is for this item: the items due then, and much more when a sibling
    /// is among them.
    #[must_use]
    pub fn on(&self, day: StudyDay, item: &ItemId) -> f64 {
        let others = self.days.get(&day).copied().unwrap_or(0);
        let mine = u32::from(self.items.get(item) == Some(&day));
        let sibling = self.siblings(item).any(|due| due == day);
        f64::from(others - mine.min(others)) + if sibling { SIBLING } else { 0.0 }
    }

    /// Returns the due days of the other items of an item's card.
    fn siblings(&self, item: &ItemId) -> impl Iterator<Item = StudyDay> {
        let first = ItemId { part: 0, ..item.clone() };
        let last = ItemId { part: u32::MAX, ..item.clone() };
        let own = item.part;
        self.items.range(first..=last).filter(move |(id, _)| id.part != own).map(|(_, day)| *day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Model, Moment, Rating, Schedule};

    #[test]
    fn a_day_is_as_busy_as_the_items_due_and_closed_to_siblings() {
        let noon = Moment::from_millis(1_767_268_800_000, 0).expect("in range");
        let due_in = |days| {
            ItemState::New.after(&Model::default(), noon, Rating::Good, Schedule::Review { days })
        };
        let item = |card: &str, part| ItemId { deck: "d".into(), card: card.into(), part };
        let mut load = Load::default();
        load.put(&item("a", 1), &due_in(3));
        load.put(&item("b", 1), &due_in(3));
        let day = |days| noon.study_day().plus(days);
        assert!((load.on(day(3), &item("c", 1)) - 2.0).abs() < f64::EPSILON);
        assert!((load.on(day(3), &item("a", 1)) - 1.0).abs() < f64::EPSILON, "not its own");
        assert!(load.on(day(3), &item("a", 2)) > 999.0, "a sibling is due");
        load.put(&item("b", 1), &due_in(4));
        assert!((load.on(day(3), &item("c", 1)) - 1.0).abs() < f64::EPSILON);
        load.put(&item("b", 1), &ItemState::New);
        assert!(load.on(day(4), &item("c", 1)).abs() < f64::EPSILON);
    }

    #[test]
    fn items_that_were_counted_without_their_names_are_told_when_they_matter() {
        let noon = Moment::from_millis(1_767_268_800_000, 0).expect("in range");
        let due_in = |days| {
            ItemState::New.after(&Model::default(), noon, Rating::Good, Schedule::Review { days })
        };
        let item = |part| ItemId { deck: "d".into(), card: "a".into(), part };
        let day = |days| noon.study_day().plus(days);
        let mut load = Load::of_days([(day(3), 2)].into());
        load.know(&item(1), &due_in(3));
        assert!((load.on(day(3), &item(1)) - 1.0).abs() < f64::EPSILON, "not its own");
        assert!(load.on(day(3), &item(2)) > 999.0, "a sibling is due");
        load.put(&item(1), &due_in(5));
        load.know(&item(1), &due_in(5));
        assert!((load.on(day(3), &item(2)) - 1.0).abs() < f64::EPSILON, "it was moved");
        assert!(load.on(day(5), &item(2)) > 999.0, "to here");
    }
}
