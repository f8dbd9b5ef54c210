//! What was done each day: answers and time.

use crate::memory::StudyDay;
use crate::study::{Answer, DeckLog};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// The longest that an answer counts for, in milliseconds: a minute, as in Anki, so that a session
/// left open over lunch is no hour of study.
pub const LONGEST_ANSWER: u32 = 60_000;

/// What was done on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayTally {
    /// Answers, those in learning steps included.
    pub reviews: u32,
    /// Answers to items that were new before: first meetings.
    pub new: u32,
    /// Answers that count as remembered: all but those rated Again.
    pub right: u32,
    /// Answers whose time is known; that of imported ones is not.
    pub timed: u32,
    /// The time that these took, an answer counting for a minute at most.
    pub millis: u64,
}

impl DayTally {
    fn of(answer: &Answer) -> Self {
        let millis = answer.millis.min(LONGEST_ANSWER);
        Self {
            reviews: 1,
            new: u32::from(answer.before.is_none()),
            right: u32::from(answer.remembered()),
            timed: u32::from(millis > 0),
            millis: millis.into(),
        }
    }

    /// Returns the seconds spent, to the nearest.
    #[must_use]
    pub fn seconds(self) -> u64 {
        (self.millis + 500) / 1000
    }
}

impl AddAssign for DayTally {
    fn add_assign(&mut self, other: Self) {
        self.reviews += other.reviews;
        self.new += other.new;
        self.right += other.right;
        self.timed += other.timed;
        self.millis += other.millis;
    }
}

/// Returns what was done on each study day that has an answer.
#[must_use]
pub fn daily(logs: &[DeckLog]) -> BTreeMap<StudyDay, DayTally> {
    let mut days: BTreeMap<StudyDay, DayTally> = BTreeMap::new();
    let runs = logs.iter().flat_map(|log| log.answers.chunk_by(|one, next| one.day == next.day));
    for run in runs {
        let tally = days.entry(run[0].day).or_default();
        for answer in run {
            *tally += DayTally::of(answer);
        }
    }
    days
}
