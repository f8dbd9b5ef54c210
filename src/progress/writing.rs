//! One transaction on the journal: entries in, the tally and the cache of standings with them.

use super::all_entries::{Read, read_committed, read_here};
use super::entry::Row;
use super::error::JournalError;
use super::event_table::{insert, knows, prove_and_tell, tell};
use super::indexes::LiftedIndexes;
use super::journal::model_of;
use super::standing;
use super::tally::Tally;
use crate::memory::Model;
use crate::study::{Replay, Standing};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// From how many new entries on indexes are made anew rather than kept row by row.
const MANY: u64 = if cfg!(test) { 4 } else { 10_000 };
/// How many new entries are kept in memory to be replayed, at some fifty bytes each.
const MOST_IN_MEMORY: u64 = 4_000_000;

/// A transaction that is being written. Dropped without [`commit`](Self::commit), nothing of it
/// stays.
pub struct Writing<'j> {
    transaction: Transaction<'j>,
    path: &'j Path,
    /// What was there before.
    before: Tally,
    tally: Tally,
    /// What was added since, to be replayed; none when that is not all that changed.
    added: Option<Replay>,
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
        let added = Some(Replay::default());
        Ok(Self { transaction, path, before, tally: before, added, lifted: None })
    }

    /// Appends an entry, unless the journal has just that one; returns whether it was new.
    pub fn add(&mut self, row: &Row) -> Result<bool, JournalError> {
        let checksum = row.checksum();
        let new = insert(&self.transaction, row, &checksum).map_err(|error| self.error(error))?;
        if new {
            self.tally.add(&checksum);
            if let Some(added) = &mut self.added {
                tell(added, &row.in_place(), self.path)?;
            }
            self.make_room()?;
        }
        Ok(new)
    }

    /// Lifts what is kept up to date row by row, once so much has come that it is quicker made anew.
    fn make_room(&mut self) -> Result<(), JournalError> {
        let new = self.tally.entries - self.before.entries;
        if self.lifted.is_none() && new == MANY.max(self.before.entries / 4) {
            let lifted = LiftedIndexes::lift(&self.transaction);
            self.lifted = Some(lifted.map_err(|error| self.error(error))?);
        }
        if new == MOST_IN_MEMORY {
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
        self.added = Some(Replay::default());
        Ok(())
    }

    /// Returns whether the journal has an entry of this name.
    pub fn knows(&self, id: &[u8; 16]) -> Result<bool, JournalError> {
        knows(&self.transaction, id).map_err(|error| self.error(error))
    }

    /// Writes where an item stands.
    pub fn restate(&self, item: &str, standing: &Standing) -> Result<(), JournalError> {
        standing::write(&self.transaction, item, standing).map_err(|error| self.error(error))
    }

    /// Makes the whole cache anew from the entries; returns the memory model that holds.
    pub fn restate_all(&mut self) -> Result<Model, JournalError> {
        self.settle()?;
        let model = model_of(&self.transaction, self.path)?;
        let standings = self.replay()?.standings(&model);
        standing::write_all(&self.transaction, &standings).map_err(|error| self.error(error))?;
        Ok(model)
    }

    /// Puts back what was lifted while many entries came.
    pub fn settle(&mut self) -> Result<(), JournalError> {
        let Some(lifted) = self.lifted.take() else { return Ok(()) };
        lifted.put_back(&self.transaction).map_err(|error| self.error(error))
    }

    /// Returns all that counts, to be replayed. What was there before is read on all cores beside
    /// what was added, where that is known; else everything within this transaction.
    fn replay(&mut self) -> Result<Replay, JournalError> {
        let path = self.path;
        if let Some(added) = self.added.take() {
            let tell = |replay: &mut Replay, read: &Read<'_>| prove_and_tell(replay, read, path);
            let before = match self.before.entries {
                0 => Some(Vec::new()),
                _ => read_committed(&self.transaction, path, &self.before, &tell)?,
            };
            let replay = before.map(|parts| parts.into_iter().fold(added, Replay::joined));
            if let Some(replay) = replay.filter(|replay| !replay.has_doubles()) {
                return Ok(replay);
            }
        }
        let mut replay = Replay::default();
        read_here(&self.transaction, path, |read| prove_and_tell(&mut replay, read, path))?;
        Ok(replay)
    }

    /// Returns the transaction, for reading what it has written.
    pub fn transaction(&self) -> &Transaction<'j> {
        &self.transaction
    }

    /// Returns where the journal is.
    pub fn path(&self) -> &'j Path {
        self.path
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
