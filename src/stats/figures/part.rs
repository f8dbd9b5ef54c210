//! Figures of some of the decks, that are put together with those of others.

use super::DeckFigures;
use crate::memory::{Model, Moment, Prediction, Predictions, StudyDay};
use crate::stats::counts::count;
use crate::stats::daily::{DayTally, daily};
use crate::stats::forecast::{ForecastDay, forecast};
use crate::stats::growth::{Growth, growth};
use crate::stats::hardest::{Hardest, Leech, hardest, hardest_of, leeches};
use crate::stats::period::Period;
use crate::stats::retention::{ByTag, GroupRetention, Retentions, by_deck, by_tag, retentions};
use crate::stats::streak::Waiting;
use crate::study::DeckLog;
use std::collections::BTreeMap;

/// What is counted deck by deck. What each figure is, [`Figures`](super::Figures) says.
pub struct Part<'d> {
    pub decks: Vec<DeckFigures<'d>>,
    pub known: f64,
    pub forecast: Vec<ForecastDay>,
    pub daily: BTreeMap<StudyDay, DayTally>,
    pub waiting: Waiting,
    pub by_deck: Vec<GroupRetention<'d>>,
    pub by_tag: ByTag<'d>,
    pub predictions: Predictions,
    /// The last day comes first.
    pub growth: Vec<Growth>,
    pub hardest: Vec<Hardest>,
    /// In no order.
    pub leeches: Vec<Leech>,
}

impl<'d> Part<'d> {
    /// Counts these decks; their growth at the end of these days, the last of which comes first.
    pub fn of(
        logs: &'d [DeckLog],
        model: &Model,
        period: Period,
        now: Moment,
        points: &[StudyDay],
    ) -> Self {
        let of_items: Vec<Vec<Retentions>> =
            logs.iter().map(|log| retentions(log, period)).collect();
        Self {
            decks: deck_figures(logs, model, now),
            known: known(logs, model, now),
            forecast: forecast(logs, model, now),
            daily: daily(logs),
            waiting: Waiting::of(logs, now.study_day()),
            by_deck: by_deck(logs, &of_items),
            by_tag: by_tag(logs, &of_items),
            predictions: predictions(logs, model, period),
            growth: growth(logs, model, points),
            hardest: hardest(logs, period, &of_items),
            leeches: leeches(logs),
        }
    }

    /// Puts together with the decks that come behind these.
    pub fn and(mut self, other: Self) -> Self {
        self.decks.extend(other.decks);
        self.known += other.known;
        for (day, more) in self.forecast.iter_mut().zip(other.forecast) {
            day.due += more.due;
        }
        for (day, more) in other.daily {
            *self.daily.entry(day).or_default() += more;
        }
        self.waiting.and(other.waiting);
        self.by_deck.extend(other.by_deck);
        for (tag, more) in other.by_tag {
            *self.by_tag.entry(tag).or_default() += more;
        }
        self.predictions += other.predictions;
        for (point, more) in self.growth.iter_mut().zip(other.growth) {
            point.known += more.known;
            point.learnt += more.learnt;
        }
        self.hardest = hardest_of(self.hardest.into_iter().chain(other.hardest));
        self.leeches.extend(other.leeches);
        self
    }
}

fn deck_figures<'l>(logs: &'l [DeckLog], model: &Model, now: Moment) -> Vec<DeckFigures<'l>> {
    let of_deck = |log: &'l DeckLog| {
        let DeckLog { deck: id, title, .. } = log;
        DeckFigures { id, title, counts: count(log, model, now) }
    };
    logs.iter().map(of_deck).collect()
}

/// Returns how many items the learner would recall at a moment, as the model expects.
fn known(logs: &[DeckLog], model: &Model, now: Moment) -> f64 {
    let items = logs.iter().flat_map(DeckLog::items_here);
    let chances = items.filter_map(|(item, _)| item.standing.state.retrievability(model, now));
    // A sum of nothing is minus nought in floating point.
    0.0 + chances.map(f64::from).sum::<f64>()
}

/// Returns how the predictions of the model in use now compare with the answers of a period.
///
/// An answer counts when its item was seen on an earlier study day, as in fitting the model: within
/// a day FSRS predicts nothing. Each is predicted from the answers before it alone.
fn predictions(logs: &[DeckLog], model: &Model, period: Period) -> Predictions {
    let answers = logs.iter().flat_map(|log| &log.answers);
    let answers = answers.filter(|answer| period.contains(answer.day)).filter_map(|answer| {
        let before = answer.before?;
        let elapsed = answer.day.days_since(before.last);
        let later = elapsed > 0;
        later.then(|| Prediction::new(model, before.memory, elapsed, answer.rating))
    });
    let mut predictions = Predictions::default();
    answers.for_each(|prediction| predictions.add(prediction));
    predictions
}
