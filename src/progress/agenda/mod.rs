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
mod keep;
mod left_behind;
mod log_record;
mod logs;
mod next;
mod plan;
mod planned;
mod recent;
mod record;
mod since;
mod store;
mod told;

pub use card_list::{CardEntry, CardList};
pub use deck_agenda::{DeckAgenda, NewCard, NewCards, Wish};
pub use left_behind::LeftBehind;
pub use next::Next;
pub use planned::{NoPlan, PlannedDeck};

use super::error::JournalError;
use super::journal::Journal;
use crate::deck::{Deck, DeckFile, Stamp, read_card_alone};
use crate::memory::StudyDay;
use crate::study::{ItemId, Listed, Standing, Today, may_be_backlog, usual_reviews};
use keep::Keeping;
use recent::{HABIT_DAYS, Recent};
use since::{Since, first_day, mark, since};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
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
    before: Cell<Option<Mark>>,
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
    decks: Arc<[PlannedDeck]>,
    /// What was learnt under names that cards lost, of decks that were read anew.
    left_behind: Vec<LeftBehind>,
    /// Whether nobody is told of that now.
    unheard: bool,
    /// What is being written.
    keeping: RefCell<Option<Keeping>>,
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
            before: Cell::default(),
            after,
            anew: true,
            touched: BTreeSet::new(),
            counted_until: None,
            recent: Recent::default(),
            instant,
            decks: Arc::default(),
            left_behind: Vec::new(),
            unheard: false,
            keeping: RefCell::default(),
        };
        if let (Some((before, known)), Some(journal), Some(after)) = (read, journal, after) {
            agenda.before.set(Some(before));
            if let Since::Came(events) = since(journal, &before, &after)? {
                agenda.known = known;
                agenda.anew = false;
                agenda.counted_until = first_day(&events);
                agenda.follow(&events, journal)?;
            }
        }
        Ok(agenda)
    }

    /// Has what was left behind found again the next time: nobody is told of it now.
    pub fn nobody_hears(&mut self) {
        self.unheard = true;
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

    /// Returns the decks that are planned.
    #[must_use]
    pub fn decks(&self) -> &[PlannedDeck] {
        &self.decks
    }

    /// Returns what of the decks that were read anew was learnt under names that no card has any
    /// longer; nothing where all of them were.
    #[must_use]
    pub fn left_behind(&self) -> &[LeftBehind] {
        &self.left_behind
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

    /// Returns how many learnt items of a deck a learner usually answers in a day; none until there is
    /// a habit, and where too few are due for it to matter.
    #[must_use]
    pub fn usual(&self, deck: &PlannedDeck, today: StudyDay) -> Option<f64> {
        let habit = deck.agenda.habit.as_ref().filter(|_| self.habit_matters(deck, today))?;
        let since = today.minus(HABIT_DAYS);
        let lately = habit.iter().filter(|(day, _)| (since..today).contains(day));
        usual_reviews(&lately.map(|(_, reviews)| *reviews).collect::<Vec<_>>())
    }

    /// Returns whether what is due of a deck may be a backlog, by what is usual.
    fn habit_matters(&self, deck: &PlannedDeck, today: StudyDay) -> bool {
        let reviewed = self.recent.today.get(&deck.agenda.id).map_or(0, |today| today.reviewed);
        let due = u32::try_from(deck.agenda.due(today)).unwrap_or(u32::MAX);
        may_be_backlog(due.saturating_add(reviewed))
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
}

/// How far ahead a due day counts as load, in days: a hundred years.
const FARTHEST: usize = 36_525;

/// Returns the path by which the agenda knows a file; none when it is no text.
fn absolute(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok().filter(|path| path.to_str().is_some())
}

#[cfg(test)]
mod tests;
