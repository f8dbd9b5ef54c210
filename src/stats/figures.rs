//! Everything that `docent stats` shows, put together.

mod part;

use super::confusion::{Confusion, confusions};
use super::counts::Counts;
use super::daily::DayTally;
use super::forecast::ForecastDay;
use super::growth::{Growth, points};
use super::hardest::{Hardest, Leech, sort_leeches};
use super::period::Period;
use super::retention::{GroupRetention, Retentions, together};
use super::streak::Streaks;
use crate::memory::{Calibration, Model, Moment, StudyDay};
use crate::study::DeckLog;
use crate::workers::{all_threads, share_out};
use part::Part;
use std::collections::BTreeMap;

/// One deck's counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckFigures<'d> {
    /// The deck's id.
    pub id: &'d str,
    /// The deck's title.
    pub title: &'d str,
    /// How many items are in each state.
    pub counts: Counts,
}

/// Everything that `docent stats` shows. What stands now and today is of now; what comes from
/// reviews is of those of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures<'d> {
    /// The moment the figures are of.
    pub as_of: Moment,
    /// The days whose reviews count.
    pub period: Period,
    /// All decks together, now.
    pub counts: Counts,
    /// Deck by deck, now.
    pub decks: Vec<DeckFigures<'d>>,
    /// How many items the learner would recall now, as the model expects, those in the decks alone.
    pub known: f64,
    /// Today and the fourteen days after it.
    pub forecast: Vec<ForecastDay>,
    /// What was done today.
    pub today: DayTally,
    /// How many study days in a row have an answer.
    pub streak: Streaks,
    /// What was done each day of all time that has an answer.
    pub daily: BTreeMap<StudyDay, DayTally>,
    /// What was done in the period.
    pub total: DayTally,
    /// True retention in the period.
    pub retention: Retentions,
    /// True retention deck by deck.
    pub by_deck: Vec<GroupRetention<'d>>,
    /// True retention tag by tag.
    pub by_tag: Vec<GroupRetention<'d>>,
    /// What the model predicts for the reviews of the period beside what came of them.
    pub calibration: Calibration,
    /// How what is known grew over the period.
    pub growth: Vec<Growth>,
    /// The items forgotten most often in the period.
    pub hardest: Vec<Hardest>,
    /// What was taken for what in the period.
    pub confusions: Vec<Confusion>,
    /// The leeches, now.
    pub leeches: Vec<Leech>,
}

/// How many decks are counted as one piece of work.
const BATCH: usize = 16;

/// Returns the figures of these decks in a period, counted on all cores.
#[must_use]
pub fn figures<'d>(logs: &'d [DeckLog], model: &Model, period: Period, now: Moment) -> Figures<'d> {
    let today = now.study_day();
    let points = points(logs, period, today);
    let batches: Vec<&[DeckLog]> = logs.chunks(BATCH).collect();
    let parts = share_out(&batches, all_threads(), |logs| {
        vec![Part::of(logs, model, period, now, &points)]
    });
    let nothing = || Part::of(&[], model, period, now, &points);
    let mut whole = parts.into_iter().reduce(Part::and).unwrap_or_else(nothing);
    sort_leeches(&mut whole.leeches);
    whole.growth.reverse();
    let by_tag = whole.by_tag.into_iter();
    Figures {
        as_of: now,
        period,
        counts: whole.decks.iter().fold(Counts::default(), |all, deck| all.plus(deck.counts)),
        decks: whole.decks,
        known: whole.known,
        forecast: whole.forecast,
        today: whole.daily.get(&today).copied().unwrap_or_default(),
        streak: Streaks::of(&whole.daily, &whole.waiting, today),
        total: total(&whole.daily, period),
        daily: whole.daily,
        retention: together(whole.by_deck.iter().map(|deck| &deck.retention)),
        by_deck: whole.by_deck,
        by_tag: by_tag.map(|(name, retention)| GroupRetention { name, retention }).collect(),
        calibration: whole.predictions.into(),
        growth: whole.growth,
        hardest: whole.hardest,
        confusions: confusions(logs, period),
        leeches: whole.leeches,
    }
}

impl Figures<'_> {
    /// Returns the days of the period that have an answer.
    pub fn days(&self) -> impl Iterator<Item = (StudyDay, DayTally)> {
        let within = self.daily.iter().filter(|(day, _)| self.period.contains(**day));
        within.map(|(day, tally)| (*day, *tally))
    }
}

fn total(daily: &BTreeMap<StudyDay, DayTally>, period: Period) -> DayTally {
    let mut total = DayTally::default();
    for (day, tally) in daily {
        if period.contains(*day) {
            total += *tally;
        }
    }
    total
}

#[cfg(test)]
mod tests;
