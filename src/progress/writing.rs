//! One transaction on the journal: entries in, the tally and the cache of standings with them.

use super::all_entries::Looks;
use super::error::JournalError;
use super::event_table::{damaged, insert, knows, last_name};
use super::indexes::LiftedIndexes;
use super::journal::{LEARNER, model_of, standings_of};
use super::line::Entry;
use super::replaying::{Steps, tell_committed_and, tell_here};
use super::row::BadEntry;
use super::standing;
use super::tally::Tally;
use crate::memory::{Model, Moment};
use crate::study::{Event, EventId, ItemId, ItemIdError, Replay, Standing, Told};
use crate::workers::{all_threads, both, in_order};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
use std::path::Path;
use uuid::Uuid;

/// From how many new entries on indexes are made anew rather than kept row by row.
const MANY: u64 = if cfg!(test) { 4 } else { 10_000 };
/// How many items are brought up to date one by one, rather than all of them.
const FEW_ITEMS: usize = if cfg!(test) { 1 } else { 200 };
/// How many entries are made of events at a time.
const BATCH: usize = 256;
/// How many entries that were added are kept in memory to be replayed, at some hundred bytes each;
/// where there are more, they are read again.
const MOST_IN_MEMORY: usize = if cfg!(test) { 12 } else { 2_000_000 };

/// A transaction that is being written. Dropped without [`commit`](Self::commit), nothing of it
/// stays.
pub struct Writing<'j> {
    transaction: Transaction<'j>,
    path: &'j Path,
    /// What was there before.
    before: Tally,
    tally: Tally,
    /// What was added since, to be replayed; none when that is not all that changed.
    added: Option<Steps>,
    /// Whether something was added that is about no one item, as a fit of the memory model is.
    about_all: bool,
    /// The items that what was added is about; none when it is about many, or about all.
    touched: Option<BTreeSet<ItemId>>,
    lifted: Option<LiftedIndexes>,
}

impl<'j> Writing<'j> {
    /// Begins to write, waiting for another session that is just writing.
    pub fn begin(connection: &'j mut Connection, path: &'j Path) -> Result<Self, JournalError> {
        let of = |error| JournalError::of(path, error);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of)?;
        let before = match Tally::read(&transaction).map_err(of)? {
            Some(tally) => tally,
            None => Tally::count(&transaction).map_err(of)?,
        };
        Ok(Self {
            transaction,
            path,
            before,
            tally: before,
            added: Some(Steps::default()),
            about_all: false,
            touched: Some(BTreeSet::new()),
            lifted: None,
        })
    }

    /// Appends an entry, unless the journal has just that one; returns whether it was new.
    pub fn add(&mut self, entry: &Entry) -> Result<bool, JournalError> {
        self.add_told(entry, || entry.row().told())
    }

    fn add_told(
        &mut self,
        entry: &Entry,
        told: impl FnOnce() -> Result<(EventId, Moment, Told), BadEntry>,
    ) -> Result<bool, JournalError> {
        let (row, checksum) = (entry.row(), entry.checksum());
        let new = insert(&self.transaction, &row, checksum).map_err(|error| self.error(error))?;
        if new {
            self.tally.add(checksum);
            if let Some(added) = &mut self.added {
                let bad = |why: BadEntry| damaged(self.path, why.to_string());
                let (id, at, told) = told().map_err(bad)?;
                added.add(id, at, row.item, told);
            }
            self.about_all |= row.item.is_empty();
            self.touch(row.item);
            self.make_room()?;
        }
        Ok(new)
    }

    fn touch(&mut self, item: &str) {
        let Some(touched) = &mut self.touched else { return };
        match item.parse() {
            Ok(item) if touched.len() < FEW_ITEMS => _ = touched.insert(item),
            _ => self.touched = None,
        }
    }

    /// Appends the entries of the events of what is given, in order of their names, that the journal
    /// has none of the name of, in one go; returns how many that were.
    pub fn add_missing<T: Sync>(
        &mut self,
        ordered: &[&T],
        event: impl Fn(&T) -> Event + Sync,
        device: &str,
    ) -> Result<usize, JournalError> {
        let last = last_name(&self.transaction).map_err(|error| self.error(error))?;
        let batches: Vec<&[&T]> = ordered.chunks(BATCH).collect();
        let entries = |(): &mut (), batch: usize, to: &mut dyn FnMut(Vec<_>) -> _| {
            let entry = |given: &&T| {
                let event = event(given);
                (Entry::of(&event, device, LEARNER), event.at, Told::from(&event.kind))
            };
            let _ = to(batches[batch].iter().map(entry).collect());
        };
        let mut added = 0;
        in_order(batches.len(), vec![(); all_threads().get()], entries, |batch| {
            for (entry, at, told) in batch {
                let id = entry.row().id;
                if last.is_none_or(|last| last < id) || !self.knows(&id)? {
                    let told = || Ok((EventId(Uuid::from_bytes(id)), at, told));
                    added += usize::from(self.add_told(&entry, told)?);
                }
            }
            Ok::<_, JournalError>(())
        })?;
        Ok(added)
    }

    /// Lifts what is kept up to date row by row, once so much has come that it is quicker made anew.
    fn make_room(&mut self) -> Result<(), JournalError> {
        let new = self.tally.entries - self.before.entries;
        if self.lifted.is_none() && new == MANY.max(self.before.entries / 8) {
            let lifted = LiftedIndexes::lift(&self.transaction);
            self.lifted = Some(lifted.map_err(|error| self.error(error))?);
        }
        if self.added.as_ref().is_some_and(|added| added.len() > MOST_IN_MEMORY) {
            self.added = None;
        }
        Ok(())
    }

    /// Takes every entry out. The guards against that are lifted within this transaction only.
    pub fn clear(&mut self) -> Result<(), JournalError> {
        let sql = concat!(
            "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;",
            "DELETE FROM event;",
            include_str!("guards.sql"),
        );
        self.transaction.execute_batch(sql).map_err(|error| self.error(error))?;
        self.tally = Tally { writes: self.tally.writes, ..Tally::default() };
        self.before = self.tally;
        self.added = Some(Steps::default());
        self.about_all = true;
        Ok(())
    }

    /// Returns whether the journal has an entry of this name.
    fn knows(&self, id: &[u8; 16]) -> Result<bool, JournalError> {
        knows(&self.transaction, id).map_err(|error| self.error(error))
    }

    /// Brings the cache up to date with what was added: of the items that it is about where those are
    /// few, else of all. Returns the memory model that holds.
    pub fn restate_added(&mut self) -> Result<Model, JournalError> {
        let Some(touched) = self.touched.take() else { return self.restate_all() };
        self.settle()?;
        // Another session may have fitted one since this one read it.
        let model = model_of(&self.transaction, self.path)?;
        self.restate_items(touched.iter(), &model)?;
        Ok(model)
    }

    /// Returns whether events are in the order of their names, which is that of time, and behind all
    /// that are there.
    pub fn are_behind(&self, events: &[Event]) -> Result<bool, JournalError> {
        let last = last_name(&self.transaction).map_err(|error| self.error(error))?;
        let in_order = events.is_sorted_by(|one, next| one.id < next.id);
        let first = events.first().map(|event| *event.id.0.as_bytes());
        Ok(in_order && first.is_none_or(|first| last.is_none_or(|last| last < first)))
    }

    /// Brings the cache up to date for the items of events that were added behind all others, by
    /// where each stood before them. Returns whether it did: what takes something back or judges
    /// otherwise does not follow from that.
    pub fn restate_behind(&self, events: &[Event], model: &Model) -> Result<bool, JournalError> {
        let mut replay = Replay::new(model.clone());
        let mut before = Vec::new();
        for event in events {
            let Some(item) = &event.item else { continue };
            let name = item.to_string();
            if replay.get(&name).is_none() {
                let stood = standing::of(&self.transaction, &name);
                let stood = stood.map_err(|error| self.error(error))?.unwrap_or_default();
                replay.put(item, stood);
                before.push((name.clone(), stood));
            }
            let bad = |fault: ItemIdError| damaged(self.path, fault.to_string());
            replay.take(event.at, &name, &Told::from(&event.kind)).map_err(bad)?;
        }
        if !replay.spoken_of().is_empty() || !replay.apart().is_empty() {
            return Ok(false);
        }
        for (name, stood) in before {
            if let Some(stands) = replay.remove(&name).filter(|stands| *stands != stood) {
                standing::write(&self.transaction, &name, &stands)
                    .map_err(|error| self.error(error))?;
            }
        }
        Ok(true)
    }

    /// Brings the cache up to date for these items, and those that they went by the name of.
    pub fn restate_items<'i>(
        &self,
        items: impl Iterator<Item = &'i ItemId>,
        model: &Model,
    ) -> Result<(), JournalError> {
        for item in items {
            for (name, standing) in standings_of(&self.transaction, item, model, self.path)? {
                standing::write(&self.transaction, &name, &standing)
                    .map_err(|error| self.error(error))?;
            }
        }
        Ok(())
    }

    /// Makes the whole cache anew from the entries; returns the memory model that holds. What is
    /// replayed is read and told while indexes that were lifted are made anew.
    pub fn restate_all(&mut self) -> Result<Model, JournalError> {
        let path = self.path;
        let looks =
            if self.before.entries > 0 { Looks::open(&self.transaction, path) } else { None };
        let model = match looks.as_ref().and_then(Looks::one) {
            Some(committed) if !self.about_all => model_of(committed, path)?,
            _ => {
                self.put_back_index()?;
                model_of(&self.transaction, path)?
            }
        };
        let teller = match self.added.take() {
            Some(added) if looks.is_some() || self.before.entries == 0 => {
                let holds = model.clone();
                let tell = move || tell_committed_and(looks, &added, holds, path);
                let (told, settled) = both(tell, || self.settle());
                settled?;
                told?
            }
            _ => {
                self.settle()?;
                tell_here(&self.transaction, model.clone(), path)?
            }
        };
        let replay = teller.finish(&self.transaction)?;
        self.store(replay, &model)?;
        Ok(model)
    }

    /// Makes the cache say what a replay says.
    fn store(&self, replay: Replay<Standing>, model: &Model) -> Result<(), JournalError> {
        let compared = standing::compare(&self.transaction, replay).or_else(|_| {
            // What cannot be read is no state to keep.
            standing::clear(&self.transaction).map_err(|error| self.error(error))?;
            let again = tell_here(&self.transaction, model.clone(), self.path)?;
            let again = again.finish(&self.transaction)?;
            standing::compare(&self.transaction, again).map_err(|error| self.error(error))
        })?;
        standing::correct(&self.transaction, &compared).map_err(|error| self.error(error))
    }

    /// Puts back what was lifted while many entries came.
    pub fn settle(&mut self) -> Result<(), JournalError> {
        while self.put_back_index()? {}
        self.lifted = None;
        Ok(())
    }

    /// Puts back the next index that was lifted; returns whether there was one.
    fn put_back_index(&mut self) -> Result<bool, JournalError> {
        let Some(lifted) = &mut self.lifted else { return Ok(false) };
        lifted.put_back(&self.transaction).map_err(|error| JournalError::of(self.path, error))
    }

    /// Brings everything to the disk.
    pub fn commit(mut self) -> Result<(), JournalError> {
        self.settle()?;
        self.tally.writes += 1;
        self.tally.write(&self.transaction).map_err(|error| self.error(error))?;
        let path = self.path;
        self.transaction.commit().map_err(|error| JournalError::of(path, error))
    }

    fn error(&self, error: rusqlite::Error) -> JournalError {
        JournalError::of(self.path, error)
    }
}
