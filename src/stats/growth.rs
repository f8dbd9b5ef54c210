//! How what is known grew.

use super::log::{Answer, Log, Reset};
use super::period::Period;
use crate::memory::{ItemState, Model, Phase, StudyDay};
use crate::study::Standing;

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

/// Returns what was known from the first answer of a period to its end, at evenly spaced days, the
/// last day being one of them; nothing without an answer.
///
/// Chances are those of the model in use now, for whole study days since the last answer. Items
/// count whose card is still in its deck, suspended ones too; one that was reset counts until then.
#[must_use]
pub fn growth(
    log: &Log<'_, '_>,
    standings: &[Standing],
    model: &Model,
    period: Period,
    today: StudyDay,
) -> Vec<Growth> {
    let Some(first) = log.answers().first().map(|answer| answer.day) else { return Vec::new() };
    let first = period.since.map_or(first, |since| since.max(first));
    let end = period.end(today);
    if end < first {
        return Vec::new();
    }
    let mut states: Vec<ItemState> = log
        .items()
        .iter()
        .map(|logged| logged.number.map_or(ItemState::New, |number| standings[number].state))
        .collect();
    let mut later = Backwards::over(log);
    let days = end.days_since(first);
    let step = (days + 1).div_ceil(MOST_POINTS).max(1);
    let mut points: Vec<Growth> = (0..=days / step)
        .map(|back| {
            let day = end.minus(back * step);
            while let Some((item, before)) = later.change_after(day) {
                if log.items()[item].item.is_some() {
                    states[item] = before;
                }
            }
            point(&states, model, day)
        })
        .collect();
    points.reverse();
    points
}

/// The answers and resets from the last one back: what each found is what stood before it.
struct Backwards<'l> {
    answers: &'l [Answer<'l>],
    resets: &'l [Reset],
}

impl<'l> Backwards<'l> {
    fn over(log: &'l Log<'l, '_>) -> Self {
        Self { answers: log.answers(), resets: log.resets() }
    }

    /// Takes the last change when it was after a day; returns the item and what stood before.
    fn change_after(&mut self, day: StudyDay) -> Option<(usize, ItemState)> {
        let answer = self.answers.last().filter(|answer| answer.day > day);
        let reset = self.resets.last().filter(|reset| reset.at.study_day() > day);
        match (answer, reset) {
            (answer, Some(reset)) if answer.is_none_or(|a| a.review.event.at <= reset.at) => {
                self.resets = &self.resets[..self.resets.len() - 1];
                Some((reset.item, reset.before))
            }
            (Some(answer), _) => {
                self.answers = &self.answers[..self.answers.len() - 1];
                Some((answer.item, answer.review.before))
            }
            (None, _) => None,
        }
    }
}

fn point(states: &[ItemState], model: &Model, day: StudyDay) -> Growth {
    let (mut known, mut learnt) = (0.0, 0);
    for seen in states.iter().filter_map(ItemState::seen) {
        #[expect(clippy::cast_precision_loss, reason = "days fit an f32")]
        let days = day.days_since(seen.last.study_day()) as f32;
        known += f64::from(model.retrievability(seen.memory, days));
        learnt += u32::from(matches!(seen.phase, Phase::Review { .. }));
    }
    Growth { day, known, learnt }
}
