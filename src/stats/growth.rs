//! How what is known grew.

use super::period::Period;
use crate::memory::{Model, StudyDay};
use crate::study::{Answer, DeckLog, Past, Reset};

/// The most points of a growth: a week each over a year.
const MOST_POINTS: u32 = 53;

/// What was known at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Growth {
    /// The study day.
    pub day: StudyDay,
    /// How many items the learner would have recalled, as the model expects: the sum of their
    /// chances of recall.
    pub known: f64,
    /// How many items were in the state `review`.
    pub learnt: u32,
}

/// Returns the days of a period that have a point, the last first: from its first answer to its end,
/// evenly spaced; none without an answer.
#[must_use]
pub fn points(logs: &[DeckLog], period: Period, today: StudyDay) -> Vec<StudyDay> {
    let firsts = logs.iter().filter_map(|log| log.answers.first());
    let Some(first) = firsts.map(|answer| answer.day).min() else { return Vec::new() };
    let first = period.since.map_or(first, |since| since.max(first));
    let end = period.end(today);
    if end < first {
        return Vec::new();
    }
    let days = end.days_since(first);
    let step = (days + 1).div_ceil(MOST_POINTS).max(1);
    (0..=days / step).map(|back| end.minus(back * step)).collect()
}

/// Returns what was known at the end of each of these days, the last of which comes first.
///
/// Chances are those of the model in use now, for whole study days since the last answer. Items
/// count whose card is still in its deck, suspended ones too; one that was reset counts until then.
#[must_use]
pub fn growth(logs: &[DeckLog], model: &Model, days: &[StudyDay]) -> Vec<Growth> {
    let nothing = |day: &StudyDay| Growth { day: *day, known: 0.0, learnt: 0 };
    let mut points: Vec<Growth> = days.iter().map(nothing).collect();
    for log in logs {
        let mut states: Vec<Option<Past>> =
            log.items_here().map(|(item, _)| Past::of(&item.standing.state)).collect();
        let mut later = Backwards { answers: &log.answers, resets: &log.resets };
        for Growth { day, known, learnt } in &mut points {
            while let Some((item, before)) = later.change_after(*day) {
                // Items whose card is gone are behind the others.
                if let Some(state) = states.get_mut(item) {
                    *state = before;
                }
            }
            for past in states.iter().flatten() {
                #[expect(clippy::cast_precision_loss, reason = "days fit an f32")]
                let elapsed = day.days_since(past.last) as f32;
                *known += f64::from(model.retrievability(past.memory, elapsed));
                *learnt += u32::from(past.interval.is_some());
            }
        }
    }
    points
}

/// The answers and resets from the last one back: what each found is what stood before it.
struct Backwards<'l> {
    answers: &'l [Answer],
    resets: &'l [Reset],
}

impl Backwards<'_> {
    /// Takes the last change when it was after a day; returns the item and what stood before.
    fn change_after(&mut self, day: StudyDay) -> Option<(usize, Option<Past>)> {
        let answer = self.answers.last().filter(|answer| answer.day > day);
        let reset = self.resets.last().filter(|reset| reset.day > day);
        match (answer, reset) {
            (answer, Some(reset)) if answer.is_none_or(|answer| answer.at <= reset.at) => {
                self.resets = &self.resets[..self.resets.len() - 1];
                Some((reset.item, reset.before))
            }
            (Some(answer), _) => {
                self.answers = &self.answers[..self.answers.len() - 1];
                Some((answer.item, answer.before))
            }
            (None, _) => None,
        }
    }
}
