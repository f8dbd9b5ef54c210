//! Days in a row: study days with an answer, between which nothing waited that was learnt.

use super::daily::DayTally;
use crate::memory::StudyDay;
use crate::study::{Availability, DeckLog, Past};
use std::collections::BTreeMap;

/// On which days something that was learnt waited for an answer: by how much more than on the day
/// before. A day on which something is due and answered is no such day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting(BTreeMap<StudyDay, i64>);

impl Waiting {
    /// Returns when items of these decks waited. What was due when follows from the answers before; of
    /// what is no longer in a deck, or suspended, the last wait is none.
    #[must_use]
    pub fn of(logs: &[DeckLog], today: StudyDay) -> Self {
        let mut waiting = Self::default();
        for log in logs {
            let answers =
                log.answers.iter().filter_map(|answer| Some((answer.before?, answer.day)));
            let resets = log.resets.iter().filter_map(|reset| Some((reset.before?, reset.day)));
            for (past, day) in answers.chain(resets) {
                waiting.add(due(past), day);
            }
            for (item, card) in log.items_here() {
                let active = item.standing.availability(card.status, today) == Availability::Active;
                if let Some(due) = item.standing.state.due_day().filter(|_| active) {
                    waiting.add(due, today);
                }
            }
        }
        waiting
    }

    /// Puts together with what waited in other decks.
    pub fn and(&mut self, other: Self) {
        for (day, more) in other.0 {
            *self.0.entry(day).or_default() += more;
        }
    }

    fn add(&mut self, due: StudyDay, answered: StudyDay) {
        if due < answered {
            *self.0.entry(due).or_default() += 1;
            *self.0.entry(answered).or_default() -= 1;
        }
    }

    /// Returns the stretches of days on which something waited, each with the day behind it.
    fn stretches(&self) -> Vec<(StudyDay, StudyDay)> {
        let (mut stretches, mut waiting, mut begun) = (Vec::new(), 0, None);
        for (day, more) in &self.0 {
            waiting += more;
            match begun {
                None if waiting > 0 => begun = Some(*day),
                Some(first) if waiting == 0 => {
                    stretches.push((first, *day));
                    begun = None;
                }
                _ => {}
            }
        }
        stretches
    }
}

/// Returns the day on which an item was due that stood like this; one in steps is to be answered by
/// the next day.
fn due(past: Past) -> StudyDay {
    past.last.plus(past.interval.unwrap_or(1).max(1))
}

/// Days in a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streaks {
    /// Up to today, or yesterday while today has no answer yet.
    pub now: u32,
    /// The most that there ever were.
    pub longest: u32,
}

impl Streaks {
    /// Returns how many study days in a row have an answer. A day without one ends a row when
    /// something waited on it.
    #[must_use]
    pub fn of(days: &BTreeMap<StudyDay, DayTally>, waiting: &Waiting, today: StudyDay) -> Self {
        let waits = waiting.stretches();
        let waited_between = |after: StudyDay, until: StudyDay| {
            let later = waits.partition_point(|(_, end)| *end <= after.plus(1));
            waits.get(later).is_some_and(|(start, _)| *start < until)
        };
        let (mut streaks, mut before) = (Self::default(), None);
        for day in days.keys().copied().filter(|day| *day <= today) {
            let goes_on = before.is_some_and(|before| !waited_between(before, day));
            streaks.now = if goes_on { streaks.now + 1 } else { 1 };
            streaks.longest = streaks.longest.max(streaks.now);
            before = Some(day);
        }
        if before.is_some_and(|last| waited_between(last, today)) {
            streaks.now = 0;
        }
        streaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn day(number: u32) -> StudyDay {
        StudyDay::new(NaiveDate::from_ymd_opt(2026, 11, number).expect("a day"))
    }

    #[test]
    fn a_day_without_an_answer_ends_a_row_when_something_waited() {
        for (answered, waits, today, now, longest) in [
            (&[][..], &[][..], 9, 0, 0),
            (&[7, 8, 9], &[], 9, 3, 3),
            (&[7, 8], &[], 9, 2, 2),
            (&[7, 8], &[(9, 20)], 9, 2, 2),
            (&[5, 8], &[], 9, 2, 2),
            (&[5, 8], &[(5, 8)], 9, 1, 1),
            (&[5, 8], &[(6, 8)], 9, 1, 1),
            (&[5, 8], &[(7, 8)], 9, 1, 1),
            (&[5, 8], &[(3, 6)], 9, 2, 2),
            (&[5, 8], &[(8, 9)], 9, 2, 2),
            (&[3, 4, 5, 8], &[(6, 7), (7, 8)], 12, 1, 3),
            (&[3, 4, 5], &[(7, 9)], 9, 0, 3),
            (&[9, 12], &[], 9, 1, 1),
        ] {
            let days = answered.iter().map(|at| (day(*at), DayTally::default())).collect();
            let mut waiting = Waiting::default();
            for (due, answer) in waits {
                waiting.add(day(*due), day(*answer));
            }
            let streaks = Streaks::of(&days, &waiting, day(today));
            assert_eq!((streaks.now, streaks.longest), (now, longest), "{answered:?} {waits:?}");
        }
    }
}
