//! The agenda: when each item of the decks can be asked next, and what was answered of each deck,
//! kept in a file beside the journal, so that a session starts without reading all decks and all
//! standings, and figures are made without reading all events.
//!
//! It is derived and never believed over what it comes from. A deck is taken from it only while its
//! file is the one that was read: the same file, length and times, or else the same hash. The
//! journal's tally says whether it has other entries than those the agenda was made from; those
//! that came since are followed, and where that cannot be told everything is made anew. Deleting
//! `agenda.db` loses nothing.

mod card_list;
mod deck_agenda;
mod derive;
mod follow;
mod log_record;
mod logs;
mod next;
mod recent;
mod record;
mod since;
mod store;

pub use card_list::{CardEntry, CardList};
pub use deck_agenda::{DeckAgenda, NewCard, NewCards, Wish};
pub use next::Next;

use super::error::JournalError;
use super::journal::Journal;
use crate::deck::{Deck, DeckFile, DeckFileError, Stamp, read_card_alone};
use crate::memory::{Moment, StudyDay};
use crate::study::{ItemId, Listed, Standing, Today, usual_reviews};
use crate::workers::drop_aside;
use derive::{Source, Told};
use recent::{HABIT_DAYS, Recent};
use since::{Since, first_day, mark, since};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use store::{Decks, Mark, Store};

/// What is asked when, of decks that were read now or before.
#[derive(Debug)]
pub struct Agenda {
    store: Option<Store>,
    /// The decks that the file knows and that are not planned, by absolute path, true to the
    /// journal.
    known: Decks,
    /// Those of them that were looked at already, and whose file is as it was.
    unchanged: HashSet<PathBuf>,
    /// The state of the journal as the file has it, and as it is.
    before: Option<Mark>,
    after: Option<Mark>,
    /// Nothing that the file says holds any longer.
    anew: bool,
    /// The known decks that are otherwise now than in the file.
    touched: BTreeSet<PathBuf>,
    /// From which day on reviews are to be counted again; all that matter when none.
    counted_until: Option<StudyDay>,
    recent: Recent,
    /// When the decks' files are looked at.
    instant: SystemTime,
    decks: Vec<PlannedDeck>,
}

/// A deck of an agenda.
#[derive(Debug)]
pub struct PlannedDeck {
    /// Its file, as it was named.
    pub path: PathBuf,
    /// When its items are asked.
    pub agenda: Box<DeckAgenda>,
    cards: OnceCell<CardList>,
    /// Where its items stand, under the names they go by now, when the deck has changes that the
    /// learner was not told yet.
    standings: Option<BTreeMap<ItemId, Standing>>,
    /// Whether it is known how much was answered lately.
    counted: bool,
    /// What of it is otherwise than in the agenda's file.
    changed: Changed,
}

/// What of a deck is otherwise than in the agenda's file, from little to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Changed {
    Nothing,
    /// The times of its file, or how much is usually answered.
    Aside,
    /// When its items are asked, and so what was answered of them.
    Items,
    /// Its cards.
    Cards,
}

impl PlannedDeck {
    /// Returns whether the deck has changes that the learner was not told yet.
    #[must_use]
    pub fn has_news(&self) -> bool {
        self.standings.is_some()
    }
}

/// A deck file of which nothing can be planned.
#[derive(Debug)]
pub enum NoPlan {
    /// It cannot be read.
    Unreadable(DeckFileError),
    /// It holds no deck that can be used, for so many errors.
    Faulty(usize),
}

impl Agenda {
    /// Opens the agenda beside a journal; `journal` is none where there is none yet. `instant` is
    /// the moment by the clock that stamps files.
    ///
    /// # Errors
    /// When the journal cannot be read. Whatever is wrong with the agenda's own file, it is made
    /// anew.
    pub fn open(
        path: &Path,
        journal: Option<&Journal>,
        instant: SystemTime,
    ) -> Result<Self, JournalError> {
        let after = journal.map(mark).transpose()?.flatten();
        let (store, read) = match Store::open(path).filter(|_| after.is_some()) {
            Some((store, read)) => (Some(store), read),
            None => (None, None),
        };
        let mut agenda = Self {
            store,
            known: Decks::new(),
            unchanged: HashSet::new(),
            before: None,
            after,
            anew: true,
            touched: BTreeSet::new(),
            counted_until: None,
            recent: Recent::default(),
            instant,
            decks: Vec::new(),
        };
        if let (Some((before, known)), Some(journal), Some(after)) = (read, journal, after) {
            agenda.before = Some(before);
            if let Since::Came(events) = since(journal, &before, &after)? {
                agenda.known = known;
                agenda.anew = false;
                agenda.counted_until = first_day(&events);
                agenda.follow(&events, journal)?;
            }
        }
        Ok(agenda)
    }

    /// Returns whether a file is a deck that the agenda knows as it is; what is said of it holds until
    /// it is planned.
    #[must_use]
    pub fn knows(&mut self, path: &Path, about: &Metadata) -> bool {
        let Some(path) = absolute(path) else { return false };
        let stamp = Stamp::of(about, self.instant);
        let same = self.known.get(&path).is_some_and(|deck| stamp.still(&deck.stamp));
        if same {
            self.unchanged.insert(path);
        }
        same
    }

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
        for (path, source) in paths.into_iter().zip(sources) {
            match source {
                Source::Known(agenda, changed) => {
                    let followed = absolute(&path).is_some_and(|path| self.touched.remove(&path));
                    planned.push(Some(PlannedDeck {
                        path,
                        agenda,
                        cards: OnceCell::new(),
                        standings: None,
                        counted: true,
                        changed: if followed { changed.max(Changed::Items) } else { changed },
                    }));
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
        let (told, lately) = match (ahead, journal) {
            (Some((told, lately)), _) => (told, Some(lately)),
            (None, Some(journal)) if !changed.is_empty() => {
                let decks: Vec<&str> = changed.iter().map(|(_, _, read)| read.id()).collect();
                (Told::of(journal, &decks)?, None)
            }
            (None, _) => (Told::default(), None),
        };
        for (at, deck) in derive::all(&changed, &told) {
            absolute(&deck.path).map(|path| self.touched.remove(&path));
            planned[at] = Some(deck);
        }
        drop_aside((changed, told));
        self.decks = planned.into_iter().flatten().collect();
        self.count(journal, lately, now)?;
        self.keep();
        Ok(none)
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
        std::thread::scope(|scope| {
            let sources = scope.spawn(|| derive::read(paths, known, &unchanged, instant));
            let first = now.study_day().minus(HABIT_DAYS);
            let ahead =
                Told::of_all(journal).and_then(|told| Ok((told, Recent::of(journal, first, now)?)));
            match sources.join() {
                Ok(sources) => Ok((sources, Some(ahead?))),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    /// Returns the decks that are planned.
    #[must_use]
    pub fn decks(&self) -> &[PlannedDeck] {
        &self.decks
    }

    /// Returns the cards of a planned deck.
    pub fn cards<'a>(&self, deck: &'a PlannedDeck) -> &'a CardList {
        deck.cards.get_or_init(|| {
            let path = absolute(&deck.path);
            let kept = path.and_then(|path| self.store.as_ref()?.cards(&path));
            // The file has them too, should the agenda be gone meanwhile.
            let read = || DeckFile::read(&deck.path).ok()?.reading.deck;
            kept.or_else(|| Some(CardList::of(&read()?, None))).unwrap_or_default()
        })
    }

    /// Returns a planned deck with only one of its cards, where a large deck need not be read for it.
    #[must_use]
    pub fn card_alone(&self, deck: &PlannedDeck, card: &str) -> Option<Deck> {
        let mut cards = self.cards(deck).cards().peekable();
        let head = cards.peek()?.place?.start;
        let place = cards.find(|entry| entry.id == card)?.place?;
        let end = cards.next().and_then(|next| next.place).map(|next| next.start);
        read_card_alone(&deck.path, &deck.agenda.stamp, self.instant, head, place, end)
    }

    /// Does what reads a lot of the agenda, within one look at its file.
    pub fn reading<T>(&self, work: impl FnOnce() -> T) -> T {
        match &self.store {
            Some(store) => store.reading(work),
            None => work(),
        }
    }

    /// Returns where each item of a planned deck that is wished for stands, under the name it goes
    /// by now. New ones have no standing.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn standings(
        &self,
        deck: &PlannedDeck,
        wished: &[(Listed<'_>, Next)],
        journal: Option<&Journal>,
    ) -> Result<BTreeMap<ItemId, Standing>, JournalError> {
        let seen = wished.iter().filter(|(_, next)| *next != Next::NEW);
        let standing = |item: ItemId| {
            let standing = match (&deck.standings, journal) {
                (Some(standings), _) => standings.get(&item).copied().unwrap_or_default(),
                (None, Some(journal)) => journal.standing(&item)?,
                (None, None) => Standing::default(),
            };
            Ok((item, standing))
        };
        seen.map(|(item, _)| standing(item.id())).collect()
    }

    /// Returns what was done today of a deck.
    #[must_use]
    pub fn today(&self, deck: &PlannedDeck) -> Today {
        self.recent.today.get(&deck.agenda.id).cloned().unwrap_or_default()
    }

    /// Returns how many learnt items of a deck a learner usually answers in a day.
    #[must_use]
    pub fn usual(&self, deck: &PlannedDeck, today: StudyDay) -> Option<f64> {
        let since = today.minus(HABIT_DAYS);
        let lately = deck.agenda.habit.iter().filter(|(day, _)| (since..today).contains(day));
        usual_reviews(&lately.map(|(_, reviews)| *reviews).collect::<Vec<_>>())
    }

    /// Returns how many items are due on each day from this one on, of all decks that are known.
    #[must_use]
    pub fn load(&self, from: StudyDay) -> BTreeMap<StudyDay, u32> {
        let planned = self.decks.iter().map(|deck| &deck.agenda);
        let here: BTreeSet<&str> = planned.clone().map(|deck| deck.id.as_str()).collect();
        let others = self.known.values().filter(|deck| !here.contains(deck.id.as_str()));
        let (first, mut days) = (Next::on(from), Vec::new());
        for next in planned.chain(others).flat_map(|deck| &deck.next) {
            let Some(at) = next.days_behind(first).filter(|at| *at < FARTHEST) else { continue };
            if at >= days.len() {
                days.resize(at + 1, 0_u32);
            }
            days[at] += 1;
        }
        let counted = (0..).zip(days).filter(|(_, count)| *count > 0);
        counted.map(|(ahead, count)| (from.plus(ahead), count)).collect()
    }

    /// Counts what was done lately: all of it where nothing is known, or else from the first day
    /// that something came for. It may have been looked for already.
    fn count(
        &mut self,
        journal: Option<&Journal>,
        lately: Option<Recent>,
        now: Moment,
    ) -> Result<(), JournalError> {
        let today = now.study_day();
        let Some(journal) = journal else { return Ok(()) };
        let all = self.anew || self.decks.iter().any(|deck| !deck.counted);
        let first = if all {
            today.minus(HABIT_DAYS)
        } else {
            self.counted_until.map_or(today, |day| day.min(today))
        };
        self.recent = match lately {
            Some(lately) => lately,
            None => Recent::of(journal, first, now)?,
        };
        for deck in &mut self.decks {
            if self.recent.count(&mut deck.agenda, first) {
                deck.changed = deck.changed.max(Changed::Aside);
            }
        }
        for (path, deck) in &mut self.known {
            if self.recent.count(deck, first) {
                self.touched.insert(path.clone());
            }
        }
        Ok(())
    }

    /// Writes what is otherwise than in the file. What cannot be kept is made anew next time.
    fn keep(&mut self) {
        let changed = self.decks.iter().any(|deck| deck.changed > Changed::Nothing);
        if (changed || !self.touched.is_empty() || self.before != self.after)
            && self.write().is_some()
        {
            self.before = self.after;
        }
    }

    /// Writes all that is otherwise, or nothing.
    fn write(&mut self) -> Option<()> {
        let writing = self.store.as_mut()?.write(self.before, self.after?, self.anew)?;
        for deck in self.decks.iter().filter(|deck| deck.changed > Changed::Nothing) {
            let Some(path) = absolute(&deck.path) else { continue };
            let cards = deck.cards.get().filter(|_| deck.changed == Changed::Cards);
            // What the learner was not told yet is looked at again.
            if deck.has_news() {
                writing.remove(&path)?;
            } else {
                writing.deck(&path, &deck.agenda, cards)?;
            }
            if deck.changed > Changed::Aside {
                writing.forget_log(&path)?;
            }
        }
        for path in &self.touched {
            match self.known.get(path) {
                Some(deck) => writing.deck(path, deck, None)?,
                None => writing.remove(path)?,
            }
            writing.forget_log(path)?;
        }
        writing.finish()
    }
}

/// How far ahead a due day counts as load, in days: a hundred years.
const FARTHEST: usize = 36_525;

/// Returns the path by which the agenda knows a file; none when it is no text.
fn absolute(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok().filter(|path| path.to_str().is_some())
}

#[cfg(test)]
mod tests;
