//! Siblings, the items of one card: one of them is asked a day, and which.

use super::item::{Availability, Standing};
use crate::deck::Status;
use crate::memory::{ItemState, Model, Moment, Phase, StudyDay};
use std::cmp::Ordering;

/// What decides whose turn it is among the items of a card that are due.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    due: StudyDay,
    is_in_steps: bool,
    recall: f32,
    part: u32,
    answers: u32,
}

/// How often an item is answered for each part before a new one until that takes its turn: once more
/// than it takes to learn it and see it again.
const ANSWERS: u32 = 3;

/// How many parts are counted before a new one: a number may be written at a gap, however high.
const PARTS: u32 = 8;

impl Turn {
    /// Returns the turn of an item; none of a new one.
    #[must_use]
    pub fn of(part: u32, state: &ItemState, model: &Model, now: Moment) -> Option<Self> {
        let (due, seen) = (state.due_day()?, state.seen()?);
        let is_in_steps = !matches!(seen.phase, Phase::Review { .. });
        let recall = state.retrievability(model, now).unwrap_or(0.0);
        Some(Self { due, is_in_steps, recall, part, answers: seen.reps })
    }

    /// Returns whether it gives way to a new item of its card: what is due comes before what is new,
    /// but one that is forgotten every day has no right to hold back the others for ever.
    #[must_use]
    pub fn gives_way_to(&self, new: u32) -> bool {
        self.answers > ANSWERS * new.saturating_sub(1).clamp(1, PARTS)
    }

    /// Returns whether it comes before another: what has been due for the longest, so that none
    /// waits for ever behind one that is forgotten again and again; of one day what is in steps,
    /// then what is most likely forgotten.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        let steps = other.is_in_steps.cmp(&self.is_in_steps);
        let order = self.due.cmp(&other.due).then(steps);
        let need = || self.recall.total_cmp(&other.recall).then(self.part.cmp(&other.part));
        order.then_with(need) == Ordering::Less
    }
}

/// Why an item that is due is not asked today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetAside {
    /// Another item of its card was asked today.
    OtherAsked,
    /// Another item of its card comes first today.
    OtherFirst,
}

/// Returns why an item of a card, which has these parts, is not asked today though it is due; none of
/// one that is not due or may be asked.
#[must_use]
pub fn set_aside(
    part: u32,
    card: &[(u32, Standing)],
    status: Status,
    model: &Model,
    now: Moment,
) -> Option<SetAside> {
    let today = now.study_day();
    let turn = |(part, standing): &(u32, Standing)| {
        let active = standing.availability(status, today) == Availability::Active;
        let turn = Turn::of(*part, &standing.state, model, now).filter(|_| active);
        turn.filter(|turn| turn.due <= today)
    };
    let own = card.iter().find(|(own, _)| *own == part)?;
    let own_turn = turn(own)?;
    if own.1.state.answered_on(today) {
        return None;
    }
    if card.iter().any(|(_, standing)| standing.state.answered_on(today)) {
        return Some(SetAside::OtherAsked);
    }
    let first = card.iter().filter_map(turn).any(|other| other.is_before(&own_turn));
    first.then_some(SetAside::OtherFirst)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Rating, Schedule};

    fn noon(day: i64) -> Moment {
        Moment::from_millis(1_767_268_800_000 + day * 86_400_000, 0).expect("in range")
    }

    fn answered(day: i64, next: Schedule) -> Standing {
        let state = ItemState::New.after(&Model::default(), noon(day), Rating::Good, next);
        Standing { state, ..Standing::default() }
    }

    fn learnt(day: i64, days: u32) -> Standing {
        answered(day, Schedule::Review { days })
    }

    const STEP: Schedule = Schedule::Learning { step: 0, pause: 600 };

    /// Returns why each of these parts is not asked on a day.
    fn aside(card: &[Standing], day: i64) -> Vec<Option<SetAside>> {
        let card: Vec<(u32, Standing)> = (1..).zip(card.iter().copied()).collect();
        let of = |(part, _): &(u32, Standing)| {
            set_aside(*part, &card, Status::Active, &Model::default(), noon(day))
        };
        card.iter().map(of).collect()
    }

    #[test]
    fn what_has_been_due_for_the_longest_comes_first() {
        use SetAside::{OtherAsked, OtherFirst};
        let new = Standing::default();
        for (card, day, told) in [
            ([learnt(0, 5), learnt(3, 1), new], 4, [None, None, None]),
            ([learnt(0, 5), learnt(3, 1), new], 5, [Some(OtherFirst), None, None]),
            ([learnt(0, 5), learnt(5, 1), new], 6, [None, Some(OtherFirst), None]),
            ([learnt(0, 5), answered(6, STEP), new], 6, [Some(OtherAsked), None, None]),
            ([learnt(0, 5), answered(5, STEP), new], 6, [Some(OtherFirst), None, None]),
            ([learnt(0, 5), answered(6, STEP), new], 7, [None, Some(OtherFirst), None]),
            ([learnt(6, 5), answered(5, STEP), new], 6, [None, Some(OtherAsked), None]),
        ] {
            assert_eq!(aside(&card, day), told, "day {day} of {card:?}");
        }
    }

    #[test]
    fn what_is_suspended_takes_nobodys_turn_but_was_asked() {
        let suspended = |standing| Standing { suspended: true, ..standing };
        assert_eq!(aside(&[suspended(learnt(0, 1)), learnt(0, 5)], 6), [None, None]);
        let asked = [suspended(learnt(6, 9)), learnt(0, 5)];
        assert_eq!(aside(&asked, 6), [None, Some(SetAside::OtherAsked)]);
    }
}
