//! When to ask again: learning steps, intervals, rounding, and their order.

use super::day::{Moment, StudyDay};
use super::exam::towards_exam;
use super::fuzz::fuzzed;
use super::model::{DesiredRetention, Model};
use super::rating::Rating;
use super::state::{ItemState, Phase};

/// What was decided after a review, relative to its moment: what the journal stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    /// Ask again after a pause, with this many steps behind it.
    Learning {
        /// How many steps are behind the item.
        step: u8,
        /// The pause in seconds.
        pause: u32,
    },
    /// Ask again after this many study days, at least one.
    Review {
        /// The days.
        days: u32,
    },
    /// Ask a forgotten item again after a pause.
    Relearning {
        /// How many steps are behind the item.
        step: u8,
        /// The pause in seconds.
        pause: u32,
    },
}

impl Schedule {
    /// Returns the phase that follows a review at this moment.
    #[must_use]
    pub fn phase(self, now: Moment) -> Phase {
        match self {
            Self::Learning { step, pause } => {
                Phase::Learning { step, due: now.after_seconds(pause) }
            }
            Self::Relearning { step, pause } => {
                Phase::Relearning { step, due: now.after_seconds(pause) }
            }
            Self::Review { days } => {
                Phase::Review { due: now.study_day().plus(days), interval: days }
            }
        }
    }
}

/// Pauses between the answers of a young or a forgotten item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// Pauses of a new item, in seconds.
    pub learning: Vec<u32>,
    /// Pauses of a forgotten item, in seconds.
    pub relearning: Vec<u32>,
}

impl Default for Steps {
    /// Returns a minute and ten minutes; ten minutes for what was forgotten.
    fn default() -> Self {
        Self { learning: vec![60, 600], relearning: vec![600] }
    }
}

/// What may move a due day within the days that fuzz allows.
#[derive(Clone, Copy)]
pub struct Chance<'c> {
    /// Names the item and its repetition.
    pub seed: u64,
    /// How busy the day is that lies this many days ahead.
    pub load: &'c dyn Fn(u32) -> f64,
}

impl Chance<'_> {
    /// Returns the chance of a calendar with nothing due.
    #[must_use]
    pub fn even(seed: u64) -> Self {
        Self { seed, load: &|_| 0.0 }
    }
}

/// Everything that decides when an item is asked again.
#[derive(Debug, Clone)]
pub struct Scheduler {
    /// The memory model.
    pub model: Model,
    /// The chance of recall that is wanted when an item is due.
    pub desired: DesiredRetention,
    /// The pauses of young and forgotten items.
    pub steps: Steps,
    /// The longest interval in days.
    pub longest: u32,
    /// The day on which the wanted recall must be reached.
    pub exam: Option<StudyDay>,
}

/// Which steps an item is in.
#[derive(Clone, Copy)]
enum Walk {
    Learning,
    Relearning,
}

impl Scheduler {
    /// The longest interval unless a learner says otherwise, in days: a hundred years.
    pub const LONGEST: u32 = 36_500;

    /// Returns what follows each rating of an item at this moment, from Again to Easy.
    ///
    /// `chance.seed` names the item and its repetition, so that fuzz never changes its mind.
    #[must_use]
    pub fn preview(
        &self,
        state: &ItemState,
        now: Moment,
        chance: &Chance<'_>,
    ) -> [(Rating, Schedule); 4] {
        let mut floor = 0;
        Rating::ALL.map(|rating| (rating, self.next_above(&mut floor, state, now, rating, chance)))
    }

    /// Returns what follows a rating, and raises the floor for better ones.
    fn next_above(
        &self,
        floor: &mut u32,
        state: &ItemState,
        now: Moment,
        rating: Rating,
        chance: &Chance<'_>,
    ) -> Schedule {
        let next = self.next(state, now, rating, chance, *floor);
        if let Schedule::Review { days } = next {
            *floor = days;
        }
        next
    }

    /// Returns what follows this rating of an item at this moment.
    #[must_use]
    pub fn schedule(
        &self,
        state: &ItemState,
        now: Moment,
        rating: Rating,
        chance: &Chance<'_>,
    ) -> Schedule {
        let mut floor = 0;
        for worse in Rating::ALL.into_iter().take_while(|worse| *worse < rating) {
            self.next_above(&mut floor, state, now, worse, chance);
        }
        self.next_above(&mut floor, state, now, rating, chance)
    }

    fn next(
        &self,
        state: &ItemState,
        now: Moment,
        rating: Rating,
        chance: &Chance<'_>,
        floor: u32,
    ) -> Schedule {
        let stepped = match state.seen().map(|seen| seen.phase) {
            None => self.walk(Walk::Learning, 0, rating),
            Some(Phase::Learning { step, .. }) => self.walk(Walk::Learning, step, rating),
            Some(Phase::Relearning { step, .. }) => self.walk(Walk::Relearning, step, rating),
            Some(Phase::Review { .. }) if rating == Rating::Again => {
                self.walk(Walk::Relearning, 0, rating)
            }
            Some(Phase::Review { .. }) => None,
        };
        stepped.unwrap_or_else(|| Schedule::Review {
            days: self.days(state, now, rating, chance, floor),
        })
    }

    /// Returns the next step, or none when the item leaves its steps.
    ///
    /// Again goes back to the first; Hard repeats the step, the very first with the mean of the
    /// first two pauses so that it waits longer than Again; Good goes on; Easy leaves.
    fn walk(&self, walk: Walk, step: u8, rating: Rating) -> Option<Schedule> {
        let pauses = match walk {
            Walk::Learning => &self.steps.learning,
            Walk::Relearning => &self.steps.relearning,
        };
        let at = |step: u8, pause: u32| match walk {
            Walk::Learning => Schedule::Learning { step, pause },
            Walk::Relearning => Schedule::Relearning { step, pause },
        };
        let pause = |step: u8| pauses.get(usize::from(step)).copied();
        match rating {
            Rating::Again => pause(0).map(|first| at(0, first)),
            Rating::Hard if step == 0 => {
                let first = pause(0)?;
                let mean =
                    pause(1).map_or(first + first / 2, |second| u32::midpoint(first, second));
                Some(at(0, mean))
            }
            Rating::Hard => pause(step).or(pauses.last().copied()).map(|same| at(step, same)),
            Rating::Good => pause(step + 1).map(|next| at(step + 1, next)),
            Rating::Easy => None,
        }
    }

    /// Returns the whole days after which to ask, more than `floor`, so that a better rating waits
    /// longer.
    fn days(
        &self,
        state: &ItemState,
        now: Moment,
        rating: Rating,
        chance: &Chance<'_>,
        floor: u32,
    ) -> u32 {
        let before = state.seen().map(|seen| seen.memory);
        let memory = self.model.review(before, state.elapsed(now), rating);
        let exact = f64::from(self.model.interval(memory, self.desired));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to 1 to the longest interval first"
        )]
        let whole = exact.round().clamp(1.0, f64::from(self.longest.max(1))) as u32;
        let days = match self.days_to_exam(now.study_day()) {
            Some(left) => {
                let planned = towards_exam(&self.model, memory, self.desired, whole, left);
                let day = fuzzed(planned, chance.seed, chance.load);
                // Fuzz moves no review from before the exam to its day or behind it.
                if planned < left { day.min(left - 1) } else { day.max(left) }
            }
            None => fuzzed(whole, chance.seed, chance.load),
        };
        days.max(floor + 1).min(self.longest.max(1))
    }

    /// Returns the days until the exam; none when there is none or it has passed.
    #[must_use]
    pub fn days_to_exam(&self, today: StudyDay) -> Option<u32> {
        let exam = self.exam.filter(|exam| today <= *exam)?;
        Some(exam.days_since(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn scheduler() -> Scheduler {
        Scheduler {
            model: Model::default(),
            desired: DesiredRetention::DEFAULT,
            steps: Steps::default(),
            longest: Scheduler::LONGEST,
            exam: None,
        }
    }

    fn noon(day: u32) -> Moment {
        Moment::from_millis(1_767_268_800_000 + i64::from(day) * 86_400_000, 0).expect("in range")
    }

    /// Returns the state after these ratings, one a day.
    fn after(ratings: &[Rating]) -> ItemState {
        let scheduler = scheduler();
        (0..).zip(ratings).fold(ItemState::New, |state, (day, rating)| {
            let next = scheduler.schedule(&state, noon(day), *rating, &Chance::even(7));
            state.after(&scheduler.model, noon(day), *rating, next)
        })
    }

    #[test]
    fn a_new_item_walks_its_steps_and_graduates() {
        let next = |state: &ItemState, rating| {
            scheduler().schedule(state, noon(9), rating, &Chance::even(1))
        };
        let new = ItemState::New;
        assert_eq!(next(&new, Rating::Again), Schedule::Learning { step: 0, pause: 60 });
        assert_eq!(next(&new, Rating::Hard), Schedule::Learning { step: 0, pause: 330 });
        assert_eq!(next(&new, Rating::Good), Schedule::Learning { step: 1, pause: 600 });
        assert!(matches!(next(&new, Rating::Easy), Schedule::Review { days: 7.. }));
        let young = after(&[Rating::Good]);
        assert!(matches!(next(&young, Rating::Good), Schedule::Review { .. }));
        assert_eq!(next(&young, Rating::Hard), Schedule::Learning { step: 1, pause: 600 });
    }

    #[test]
    fn a_lapse_sends_an_item_to_relearning_and_is_counted() {
        let learnt = after(&[Rating::Easy]);
        assert_eq!(learnt.name(), "review");
        let lapsed = after(&[Rating::Easy, Rating::Again]);
        assert_eq!(lapsed.name(), "relearning");
        assert_eq!(lapsed.seen().map(|seen| (seen.reps, seen.lapses)), Some((2, 1)));
        let again = after(&[Rating::Easy, Rating::Again, Rating::Again]);
        assert_eq!(again.seen().map(|seen| seen.lapses), Some(1), "one lapse until learnt again");
    }

    #[test]
    fn without_steps_every_item_is_in_review_at_once() {
        let steps = Steps { learning: vec![], relearning: vec![] };
        let scheduler = Scheduler { steps, ..scheduler() };
        for rating in Rating::ALL {
            let next = scheduler.schedule(&ItemState::New, noon(0), rating, &Chance::even(1));
            assert!(matches!(next, Schedule::Review { .. }), "{rating}");
        }
    }

    #[test]
    fn an_exam_is_served_by_the_last_review_before_it() {
        let today = noon(0).study_day();
        let to_exam = |days: u32| Scheduler { exam: Some(today.plus(days)), ..scheduler() };
        let easy = |scheduler: &Scheduler| {
            let next = scheduler.schedule(&ItemState::New, noon(0), Rating::Easy, &Chance::even(1));
            let Schedule::Review { days } = next else { panic!("{next:?}") };
            days
        };
        let usual = easy(&scheduler());
        assert!((7..=10).contains(&usual), "{usual}");
        assert!(easy(&to_exam(5)) >= 5, "it holds until the exam anyway");
        let (near, far) = (easy(&to_exam(20)), easy(&to_exam(80)));
        assert!(near < 20 && far < 80, "asked before the exam: {near}, {far}");
        assert!(far > usual + 2, "later than usual, so that one review is enough: {far}");
        assert_eq!(easy(&Scheduler { exam: Some(today.minus(1)), ..scheduler() }), usual);
    }

    proptest! {
        #[test]
        fn whoever_answers_all_due_reviews_right_knows_them_on_the_day_of_the_exam(
            first in prop::sample::select(vec![Rating::Hard, Rating::Good, Rating::Easy]),
            to_exam in 3u32..200,
            seed in any::<u64>(),
        ) {
            let exam = noon(to_exam).study_day();
            let scheduler = Scheduler {
                exam: Some(exam),
                steps: Steps { learning: vec![], relearning: vec![] },
                ..scheduler()
            };
            let (mut state, mut day, mut rating) = (ItemState::New, 0, first);
            while day < to_exam {
                let next = scheduler.schedule(&state, noon(day), rating, &Chance::even(seed));
                state = state.after(&scheduler.model, noon(day), rating, next);
                let Schedule::Review { days } = next else { panic!("{next:?}") };
                (day, rating) = (day + days, Rating::Good);
            }
            let recall = state.retrievability(&scheduler.model, noon(to_exam)).expect("seen");
            // The days are whole, and fuzz may bring the last review a little forward.
            prop_assert!(recall > 0.87, "{}", recall);
        }
    }

    #[test]
    fn a_due_day_is_a_study_day() {
        let night = Moment::new(
            chrono::DateTime::parse_from_rfc3339("2026-11-23T01:00:00+05:00").expect("a time"),
        );
        let phase = Schedule::Review { days: 3 }.phase(night);
        let Phase::Review { due, .. } = phase else { panic!("{phase:?}") };
        assert_eq!(due.to_string(), "2026-11-25");
    }

    proptest! {
        #[test]
        fn better_ratings_wait_longer(
            history in prop::collection::vec(prop::sample::select(Rating::ALL.to_vec()), 1..12),
            wait in 1u32..400,
            seed in any::<u64>(),
        ) {
            let state = after(&history);
            let day = u32::try_from(history.len()).expect("short") + wait;
            let wait = |next: Schedule| match next {
                Schedule::Learning { pause, .. } | Schedule::Relearning { pause, .. } => u64::from(pause),
                Schedule::Review { days } => u64::from(days) * 86_400,
            };
            let waits: Vec<u64> =
                scheduler().preview(&state, noon(day), &Chance::even(seed)).iter().map(|(_, next)| wait(*next)).collect();
            prop_assert!(waits.is_sorted(), "{:?}", waits);
        }
    }
}
