//! When the first item comes back.

use super::error::JournalError;
use super::journal::Journal;
use super::queries::names_within;
use super::standing;
use crate::deck::Status;
use crate::memory::{Moment, StudyDay};
use crate::study::{Standing, set_aside};
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// The items of a card that were answered today or are due, each with its part.
type Parts = Vec<(u32, Standing)>;

impl Journal {
    /// Returns when the first item of these decks is due that is not suspended. What is set aside
    /// until another day is due on that day, as is what waits for another item of its card.
    ///
    /// # Errors
    /// When the cache cannot be read.
    pub fn next_due(
        &self,
        decks: &BTreeSet<String>,
        now: Moment,
    ) -> Result<Option<Moment>, JournalError> {
        self.reading(|| {
            // Whether something is due is seen at once, and mostly nothing is.
            let first = self.first_due(decks, None, now)?;
            if first.is_none_or(|first| first > now) {
                return Ok(first);
            }
            let tomorrow = now.study_day().plus(1);
            let later = self.first_due(decks, Some(tomorrow), now)?;
            let mut today = Vec::new();
            for deck in decks {
                let cards = self.today_of(deck, now)?;
                today.extend(cards.values().flat_map(|parts| moments(parts, self, now)));
            }
            Ok(today.into_iter().chain(later).min())
        })
    }

    /// Returns when the first item of these decks is due, of those due on this day or later.
    fn first_due(
        &self,
        decks: &BTreeSet<String>,
        since: Option<StudyDay>,
        now: Moment,
    ) -> Result<Option<Moment>, JournalError> {
        let first = || -> rusqlite::Result<Option<Moment>> {
            let within = "item >= ?1 AND item < ?2 AND NOT suspended";
            let mut days = self.connection().prepare_cached(&format!(
                "SELECT min(due_day) FROM standing WHERE {within} AND due_day >= ?3"
            ))?;
            let mut moments = self.connection().prepare_cached(&format!(
                "SELECT due_at, due_zone FROM standing WHERE {within} AND due_at >= ?3 \
                 ORDER BY due_at LIMIT 1"
            ))?;
            let day = since.map_or_else(String::new, |day| day.date().to_string());
            let begin = since.and_then(|day| day.start(now.offset()));
            let begin = begin.map_or(i64::MIN, Moment::millis);
            let mut next: Option<Moment> = None;
            for [first, last] in decks.iter().map(|deck| names_within(deck)) {
                let due = days.query_row([&first, &last, &day], |row| standing::day(row, 0))?;
                let mut rows = moments.query(params![first, last, begin])?;
                let at = match rows.next()? {
                    Some(row) => Moment::from_millis(row.get(0)?, row.get(1)?),
                    None => None,
                };
                let due = due.and_then(|day| day.start(now.offset()));
                next = [next, due, at].into_iter().flatten().min();
            }
            Ok(next)
        };
        first().map_err(|error| JournalError::of(self.path(), error))
    }

    /// Returns the cards of a deck of which something was answered today or is due.
    fn today_of(&self, deck: &str, now: Moment) -> Result<BTreeMap<String, Parts>, JournalError> {
        let [first, last] = names_within(deck);
        let (day, tomorrow) = (now.study_day(), now.study_day().plus(1));
        let millis = |day: StudyDay| day.start(now.offset()).unwrap_or(now).millis();
        // Where the learner was in another zone, today began earlier.
        let (since, until) = (millis(day.minus(1)), millis(tomorrow));
        let condition = "item >= ?1 AND item < ?2 AND \
                         (due_day <= ?3 OR due_at < ?4 OR last_at >= ?5)";
        let today = day.date().to_string();
        let mut cards: BTreeMap<String, Parts> = BTreeMap::new();
        let values: [&dyn rusqlite::ToSql; 5] = [&first, &last, &today, &until, &since];
        self.standings_where(condition, &values, |_, card, part, standing| {
            cards.entry(card.to_owned()).or_default().push((part, standing));
        })?;
        Ok(cards)
    }
}

/// Returns when each item of a card is due that is due today, not suspended.
fn moments(parts: &Parts, journal: &Journal, now: Moment) -> Vec<Moment> {
    let today = now.study_day();
    let moment = |(part, standing): &(u32, Standing)| {
        let due = standing.state.due_day().filter(|day| *day <= today && !standing.suspended)?;
        let waits = set_aside(*part, parts, Status::Active, journal.model(), now).is_some();
        let back = waits.then(|| today.plus(1)).max(standing.buried_until);
        match back.filter(|back| *back > today.max(due)) {
            Some(back) => back.start(now.offset()),
            None => standing.state.due(now.offset()),
        }
    };
    parts.iter().filter_map(moment).collect()
}
