//! From the agenda's file, the decks' files and the journal to the agenda of wished decks, and back
//! into the file.

use super::derive::{self, ReadAt, Source};
use super::left_behind::left_behind;
use super::planned::{Changed, NoPlan, PlannedDeck};
use super::recent::{HABIT_DAYS, Recent};
use super::told::Told;
use super::{Agenda, absolute};
use crate::memory::Moment;
use crate::progress::error::JournalError;
use crate::progress::journal::Journal;
use crate::workers::both;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

impl Agenda {
    /// Plans these decks; returns those that cannot be, with why.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn plan(
        &mut self,
        paths: Vec<PathBuf>,
        journal: Option<&Journal>,
        now: Moment,
    ) -> Result<Vec<(PathBuf, NoPlan)>, JournalError> {
        let mut none = Vec::new();
        let (sources, ahead) = self.read(&paths, journal, now)?;
        let mut changed = Vec::new();
        let mut planned: Vec<Option<PlannedDeck>> = Vec::new();
        let mut ids: HashMap<String, PathBuf> = HashMap::new();
        for (path, source) in paths.into_iter().zip(sources) {
            match one_of_an_id(&path, source, &mut ids) {
                Source::Known(agenda, changed) => {
                    let followed = absolute(&path).is_some_and(|path| self.touched.remove(&path));
                    let changed = if followed { changed.max(Changed::Items) } else { changed };
                    planned.push(Some(PlannedDeck::known(path, agenda, changed)));
                }
                Source::Read(read) => {
                    changed.push((planned.len(), path, read));
                    planned.push(None);
                }
                Source::None(why) => {
                    self.touched.extend(absolute(&path));
                    none.push((path, why));
                }
            }
        }
        let (told, lately) = match ahead {
            Some((told, lately)) => (told, Some(lately)),
            None => (told_of(&changed, journal)?, None),
        };
        for (at, deck) in derive::all(&changed, &told) {
            absolute(&deck.path).map(|path| self.touched.remove(&path));
            planned[at] = Some(deck);
        }
        let mut decks: Vec<PlannedDeck> = planned.into_iter().flatten().collect();
        self.count(&mut decks, journal, lately, now)?;
        self.decks = decks.into();
        self.look_behind(&changed, &told, journal)?;
        self.keep((changed, told));
        Ok(none)
    }

    /// Looks for what was learnt under names that cards lost. Where everything is made anew that is
    /// not done: it would be looked for in all decks.
    fn look_behind(
        &mut self,
        read: &[ReadAt],
        told: &Told,
        journal: Option<&Journal>,
    ) -> Result<(), JournalError> {
        let Some(journal) = journal.filter(|_| !self.anew && !read.is_empty()) else {
            return Ok(());
        };
        let planned = self.decks.iter().map(|deck| deck.agenda.id.as_str());
        let others = self.known.iter().filter(|(path, _)| path.is_file());
        let here: HashSet<&str> = planned.chain(others.map(|(_, deck)| deck.id.as_str())).collect();
        self.left_behind = left_behind(read, told, |deck| here.contains(deck), journal)?;
        Ok(())
    }

    /// Takes or reads the decks; where everything is made anew, what the journal tells is read
    /// meanwhile.
    #[expect(clippy::type_complexity, reason = "what is read at once comes at once")]
    fn read(
        &mut self,
        paths: &[PathBuf],
        journal: Option<&Journal>,
        now: Moment,
    ) -> Result<(Vec<Source>, Option<(Told, Recent)>), JournalError> {
        let (known, instant) = (&mut self.known, self.instant);
        let unchanged = std::mem::take(&mut self.unchanged);
        let Some(journal) = journal.filter(|_| self.anew) else {
            return Ok((derive::read(paths, known, &unchanged, instant), None));
        };
        let today = now.study_day();
        let sources = || derive::read(paths, known, &unchanged, instant);
        let ahead = || Ok((Told::of_all(journal)?, Recent::of(journal, today, now)?));
        let (sources, ahead): (_, Result<_, JournalError>) = both(sources, ahead);
        Ok((sources, Some(ahead?)))
    }

    /// Counts what was done lately, from the first day that something came for; today may have been
    /// looked at already. The days of a habit are counted once a deck has so much due that it
    /// matters: to most sessions it does not, and they are many answers.
    fn count(
        &mut self,
        decks: &mut [PlannedDeck],
        journal: Option<&Journal>,
        lately: Option<Recent>,
        now: Moment,
    ) -> Result<(), JournalError> {
        let today = now.study_day();
        let Some(journal) = journal else { return Ok(()) };
        let mut first =
            self.counted_until.filter(|_| !self.anew).map_or(today, |day| day.min(today));
        self.recent = match lately {
            Some(lately) => lately,
            None => Recent::of(journal, first, now)?,
        };
        let unknown = |deck: &PlannedDeck| deck.agenda.habit.is_none();
        let whole = decks.iter().any(|deck| unknown(deck) && self.habit_matters(deck, today));
        if whole {
            first = today.minus(HABIT_DAYS);
            self.recent = Recent::of(journal, first, now)?;
        }
        for deck in decks {
            if self.recent.count(&mut deck.agenda, first, whole) {
                deck.changed = deck.changed.max(Changed::Aside);
            }
        }
        for (path, deck) in &mut self.known {
            if self.recent.count(deck, first, whole) {
                self.touched.insert(path.clone());
            }
        }
        Ok(())
    }
}

/// Returns where a deck's agenda comes from, unless an earlier one has its id: progress hangs on that.
fn one_of_an_id(path: &Path, source: Source, ids: &mut HashMap<String, PathBuf>) -> Source {
    let Some(id) = source.id() else { return source };
    if let Some(first) = ids.get(id) {
        return Source::None(NoPlan::SameId(id.to_owned(), first.clone()));
    }
    ids.insert(id.to_owned(), path.to_owned());
    source
}

/// Returns what the journal tells of decks that were read.
fn told_of(read: &[ReadAt], journal: Option<&Journal>) -> Result<Told, JournalError> {
    match journal {
        Some(journal) if !read.is_empty() => {
            let decks: Vec<&str> = read.iter().map(|(_, _, read)| read.id()).collect();
            Told::of(journal, &decks)
        }
        _ => Ok(Told::default()),
    }
}
