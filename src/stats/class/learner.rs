//! One learner of a class.

use crate::deck::Status;
use crate::memory::{ItemState, Model, Moment, StudyDay};
use crate::stats::log::Log;
use crate::stats::mistake::{Mistake, mistake};
use crate::stats::period::Period;
use crate::stats::retention::{Retention, Retentions, retentions};
use crate::stats::scope::Scope;
use crate::study::{Edit, History, ItemId, Standing};
use std::collections::BTreeMap;

/// A learner, as a hand-in tells of one.
#[derive(Debug)]
pub struct Learner<'l> {
    /// What they call themselves.
    pub name: &'l str,
    /// What they did.
    pub history: &'l History<'l>,
    /// Where their items stand, under the names that the decks have for them.
    pub standings: &'l BTreeMap<ItemId, Standing>,
    /// What changed in the decks since the learner met their items.
    pub edits: &'l [Edit<'l>],
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

/// What a learner did with each of the scope's items.
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
    pub(super) fn of(learner: &Learner<'_>, scope: &Scope<'_>, model: &Model, now: Moment) -> Self {
        let log = Log::new(learner.history, scope);
        let mut items = answered(&log, scope);
        for (item, record) in scope.items().iter().zip(&mut items) {
            let standing = learner.standings.get(&item.id());
            let state = standing.map_or(ItemState::New, |standing| standing.state);
            record.known = state.retrievability(model, now).map(f64::from);
        }
        let active = scope.items().iter().zip(&items);
        let active = active.filter(|(item, _)| item.card.status == Status::Active);
        let known = active.filter_map(|(_, record)| record.known).sum();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let figures = LearnerFigures {
            name: learner.name.to_owned(),
            known,
            met: count(items.iter().filter(|record| record.met.is_some()).count()),
            answers: count(log.answers().len()),
            retention: retention(&log),
            last: log.answers().iter().map(|answer| answer.day).max(),
        };
        Self { figures, items }
    }
}

/// Returns what was answered of each of the scope's items.
fn answered(log: &Log<'_, '_>, scope: &Scope<'_>) -> Vec<ItemRecord> {
    let mut items = vec![ItemRecord::default(); scope.items().len()];
    for answer in log.answers() {
        let logged = log.items()[answer.item];
        let (Some(number), Some(item)) = (logged.number, logged.item) else { continue };
        let record = &mut items[number];
        let met = *record.met.get_or_insert(answer.day);
        if answer.day > met && record.recalled.is_none() {
            record.recalled = Some(answer.remembered());
        }
        record.mistakes.extend(mistake(answer.review, &item));
    }
    items
}

fn retention(log: &Log<'_, '_>) -> Retention {
    let mut all = Retentions::default();
    for of_item in retentions(log, Period::default()) {
        all += of_item;
    }
    all.all()
}
