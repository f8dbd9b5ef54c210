//! Replaying every entry of a journal: they are read on all cores and told on one, in the order of
//! their names; items that are told apart are read once more, by name.

use super::all_entries::{Looks, Read, read_here};
use super::error::JournalError;
use super::event_table::{damaged, prove, read_events};
use super::journal::Journal;
use super::row::BadEntry;
use crate::memory::{Model, Moment};
use crate::study::{
    Account, CountedReview, Event, EventId, History, ItemId, ItemIdError, Outcome, Replay, Reviews,
    Standing, Told, effective,
};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What entries say, as far as a replay needs it, in little room.
#[derive(Default)]
pub struct Steps {
    steps: Vec<Step>,
    /// The names of their items, one behind the other.
    names: String,
}

struct Step {
    id: EventId,
    at: Moment,
    /// Where the name of its item ends.
    end: usize,
    told: Told,
}

/// An entry as it is told.
struct Telling<'s> {
    id: EventId,
    at: Moment,
    item: &'s str,
    told: &'s Told,
}

impl Steps {
    /// Adds what an entry says.
    pub fn add(&mut self, id: EventId, at: Moment, item: &str, told: Told) {
        self.names.push_str(item);
        self.steps.push(Step { id, at, end: self.names.len(), told });
    }

    /// Adds an entry that was read, if it counts, with its checksum proven.
    fn gather(&mut self, read: &Read<'_>, path: &Path) -> Result<(), JournalError> {
        prove(read, path)?;
        if read.counts {
            let (id, at, told) =
                read.row.told().map_err(|why: BadEntry| damaged(path, why.to_string()))?;
            self.add(id, at, read.row.item, told);
        }
        Ok(())
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Takes them all out.
    pub fn clear(&mut self) {
        self.steps.clear();
        self.names.clear();
    }

    fn get(&self, n: usize) -> Telling<'_> {
        let start = n.checked_sub(1).map_or(0, |before| self.steps[before].end);
        let Step { id, at, end, told } = &self.steps[n];
        Telling { id: *id, at: *at, item: &self.names[start..*end], told }
    }

    fn iter(&self) -> impl Iterator<Item = Telling<'_>> {
        (0..self.steps.len()).map(|n| self.get(n))
    }

    fn in_order_of_names(&self) -> impl Iterator<Item = Telling<'_>> {
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        // Not `sort_unstable`: they are a few runs in order, one behind the other.
        order.sort_by_key(|n| self.steps[*n].id.0.as_u128());
        order.into_iter().map(|n| self.get(n))
    }
}

/// A replay that is being told the entries of a journal.
pub struct Teller<'p, A> {
    replay: Replay<A>,
    last: Option<EventId>,
    path: &'p Path,
}

impl<'p, A: Account> Teller<'p, A> {
    /// Begins to tell, with the memory model that holds at the end.
    pub fn new(model: Model, path: &'p Path) -> Self {
        Self { replay: Replay::new(model), last: None, path }
    }

    /// Tells entries that come in the order of their names.
    pub fn tell_all(&mut self, steps: &Steps) -> Result<(), JournalError> {
        steps.iter().try_for_each(|step| self.tell(&step))
    }

    fn tell(&mut self, step: &Telling<'_>) -> Result<(), JournalError> {
        if self.last.replace(step.id) == Some(step.id) {
            // Of two entries of one name the checksum decides, which is looked up.
            self.replay.speak_of(step.id);
        }
        let bad = |fault: ItemIdError| BadEntry { id: step.id.0, why: fault.to_string() };
        self.replay
            .take(step.at, step.item, step.told)
            .map_err(|fault| damaged(self.path, bad(fault).to_string()))
    }

    /// Returns what was told, with what is told apart read from this journal.
    pub fn finish(self, journal: &Connection) -> Result<Replay<A>, JournalError>
    where
        A: FromHistory,
    {
        let Self { mut replay, path, .. } = self;
        let bad = |fault: ItemIdError| damaged(path, fault.to_string());
        let of = |error| JournalError::of(path, error);
        let mut named = journal
            .prepare_cached("SELECT DISTINCT item FROM event WHERE id = ?1 AND item <> ''")
            .map_err(of)?;
        for event in replay.spoken_of() {
            let mut items = named.query([event.0.as_bytes()]).map_err(of)?;
            while let Some(row) = items.next().map_err(of)? {
                let item: String = row.get(0).map_err(of)?;
                replay.tell_apart(&item).map_err(bad)?;
            }
        }
        let apart = replay.apart();
        if !apart.is_empty() {
            let events = events_about(journal, &apart, path)?;
            let mut accounts = A::of_all(&effective(&events, replay.model()));
            for item in apart {
                replay.put(&item, accounts.remove(&item).unwrap_or_default());
            }
        }
        Ok(replay)
    }
}

/// Returns the events of these items, and those that are about no one item.
pub fn events_about(
    journal: &Connection,
    items: &BTreeSet<ItemId>,
    path: &Path,
) -> Result<Vec<Event>, JournalError> {
    // What is about all items may have judged some of these again.
    let mut events = read_events(journal, "item = ?1", &"", path)?;
    for item in items {
        events.extend(read_events(journal, "item = ?1", &item.to_string(), path)?);
    }
    Ok(events)
}

/// What can be had of a history of events too.
pub trait FromHistory: Account {
    /// Returns what each item comes to.
    fn of_all(history: &History<'_>) -> BTreeMap<ItemId, Self>;
}

impl FromHistory for Standing {
    fn of_all(history: &History<'_>) -> BTreeMap<ItemId, Self> {
        history.standings.clone()
    }
}

impl FromHistory for Reviews {
    fn of_all(history: &History<'_>) -> BTreeMap<ItemId, Self> {
        let mut all: BTreeMap<ItemId, Self> = BTreeMap::new();
        for CountedReview { event, item, review, rating, next, .. } in &history.reviews {
            let outcome = Outcome { rating: *rating, next: *next, millis: review.millis };
            all.entry((*item).clone()).or_default().0.push((event.at, outcome));
        }
        all
    }
}

impl<A: FromHistory, B: FromHistory> FromHistory for (A, B) {
    fn of_all(history: &History<'_>) -> BTreeMap<ItemId, Self> {
        let (ones, mut others) = (A::of_all(history), B::of_all(history));
        let mut all: BTreeMap<ItemId, Self> = BTreeMap::new();
        for (item, one) in ones {
            let other = others.remove(&item).unwrap_or_default();
            all.insert(item, (one, other));
        }
        all.extend(others.into_iter().map(|(item, other)| (item, (A::default(), other))));
        all
    }
}

/// Tells what was added, and what is committed as all cores read it.
pub fn tell_committed_and<'p, A: Account + Send>(
    looks: Option<Looks<'_>>,
    added: &Steps,
    model: Model,
    path: &'p Path,
) -> Result<Teller<'p, A>, JournalError> {
    let mut teller = Teller::new(model, path);
    let mut added = added.in_order_of_names().peekable();
    if let Some(looks) = looks {
        let gather = |steps: &mut Steps, read: &Read<'_>| steps.gather(read, path);
        looks.read_in_order(gather, |steps| {
            steps.iter().try_for_each(|step| {
                while let Some(earlier) = added.next_if(|added| added.id <= step.id) {
                    teller.tell(&earlier)?;
                }
                teller.tell(&step)
            })
        })?;
    }
    added.try_for_each(|step| teller.tell(&step))?;
    Ok(teller)
}

/// Tells every entry that this connection sees.
pub fn tell_here<'p, A: Account>(
    connection: &Connection,
    model: Model,
    path: &'p Path,
) -> Result<Teller<'p, A>, JournalError> {
    let (mut teller, mut step) = (Teller::new(model, path), Steps::default());
    read_here(connection, path, |read| {
        step.clear();
        step.gather(read, path)?;
        teller.tell_all(&step)
    })?;
    Ok(teller)
}

impl Journal {
    /// Returns what everything that the learner did comes to.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn replayed<A: FromHistory + Send>(&self) -> Result<Replay<A>, JournalError> {
        let (connection, path, model) = (self.connection(), self.path(), self.model());
        self.reading(|| {
            let teller = match Looks::open(connection, path) {
                Some(looks) => {
                    tell_committed_and(Some(looks), &Steps::default(), model.clone(), path)?
                }
                None => tell_here(connection, model.clone(), path)?,
            };
            teller.finish(connection)
        })
    }

    /// Returns the reviews of each item that stand, in the order of their first ones.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn reviews(&self) -> Result<Vec<Reviews>, JournalError> {
        let all = self.replayed()?.rest();
        let mut reviews: Vec<(Box<str>, Reviews)> =
            all.filter(|(_, reviews): &(_, Reviews)| !reviews.0.is_empty()).collect();
        reviews.sort_by(|(name, one), (other_name, other)| {
            let first = |reviews: &Reviews| reviews.0.first().map(|(at, _)| at.millis());
            first(one).cmp(&first(other)).then_with(|| name.cmp(other_name))
        });
        Ok(reviews.into_iter().map(|(_, reviews)| reviews).collect())
    }
}
