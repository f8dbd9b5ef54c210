//! One learner of a class.

use crate::deck::Status;
use crate::memory::{Model, Moment, StudyDay};
use crate::stats::period::Period;
use crate::stats::retention::{Retention, retentions, together};
use crate::study::{DeckLog, Mistake};

/// A learner, as a hand-in tells of one.
#[derive(Debug)]
pub struct Learner {
    /// What they call themselves.
    pub name: String,
    /// What they did with the items of each deck of the class, in the order of the decks.
    pub logs: Vec<DeckLog>,
}

/// What a learner comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnerFigures {
    /// What they call themselves.
    pub name: String,
    /// How many of the items they would recall now, as the model expects.
    pub known: f64,
    /// How many of the items they have met.
    pub met: u32,
    /// How many answers they gave.
    pub answers: u32,
    /// True retention.
    pub retention: Retention,
    /// The study day of the last answer.
    pub last: Option<StudyDay>,
}

/// What a learner did with each item of the decks.
pub(super) struct Record {
    pub(super) figures: LearnerFigures,
    pub(super) items: Vec<ItemRecord>,
}

/// What a learner did with an item.
#[derive(Default, Clone)]
pub(super) struct ItemRecord {
    /// The chance that they recall it now; none when they have never met it.
    pub(super) known: Option<f64>,
    /// The study day on which they first answered it.
    met: Option<StudyDay>,
    /// Whether they remembered it at the first answer on a later day.
    pub(super) recalled: Option<bool>,
    /// What they answered wrongly.
    pub(super) mistakes: Vec<Mistake>,
}

impl Record {
    pub(super) fn of(learner: &Learner, model: &Model, now: Moment) -> Self {
        let logs = &learner.logs;
        let items: Vec<ItemRecord> =
            logs.iter().flat_map(|log| of_items(log, model, now)).collect();
        let statuses = logs.iter().flat_map(DeckLog::items_here).map(|(_, card)| card.status);
        let active = statuses.zip(&items).filter(|(status, _)| *status == Status::Active);
        // A sum of nothing is minus nought in floating point.
        let known = 0.0 + active.filter_map(|(_, record)| record.known).sum::<f64>();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let answers = || logs.iter().flat_map(|log| &log.answers);
        let retention = logs.iter().map(|log| together(&retentions(log, Period::default())).all());
        let figures = LearnerFigures {
            name: learner.name.clone(),
            known,
            met: count(items.iter().filter(|record| record.met.is_some()).count()),
            answers: count(answers().count()),
            retention: retention.fold(Retention::default(), |mut all, one| {
                all += one;
                all
            }),
            last: answers().map(|answer| answer.day).max(),
        };
        Self { figures, items }
    }
}

/// Returns what was done with each item whose card is in the deck.
fn of_items(log: &DeckLog, model: &Model, now: Moment) -> Vec<ItemRecord> {
    let mut items: Vec<ItemRecord> = log
        .items_here()
        .map(|(item, _)| ItemRecord {
            known: item.standing.state.retrievability(model, now).map(f64::from),
            ..ItemRecord::default()
        })
        .collect();
    for answer in &log.answers {
        // Items whose card is gone are behind the others.
        let Some(record) = items.get_mut(answer.item) else { continue };
        let met = *record.met.get_or_insert(answer.day);
        if answer.day > met && record.recalled.is_none() {
            record.recalled = Some(answer.remembered());
        }
    }
    for (answer, mistake) in &log.mistakes {
        if let Some(record) = items.get_mut(log.answers[*answer].item) {
            record.mistakes.push(mistake.clone());
        }
    }
    items
}
