//! One transaction on the journal: entries in, the tally and the cache of standings with them.

use super::entry::Row;
use super::error::JournalError;
use super::event_table::{insert, knows, read_all_events};
use super::journal::model_of;
use super::standing;
use super::tally::Tally;
use crate::memory::Model;
use crate::study::{Standing, effective};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// A transaction that is being written. Dropped without [`commit`](Self::commit), nothing of it
/// stays.
pub struct Writing<'j> {
    transaction: Transaction<'j>,
    path: &'j Path,
    tally: Tally,
}

impl<'j> Writing<'j> {
    /// Begins to write, waiting for another session that is just writing.
    pub fn begin(connection: &'j mut Connection, path: &'j Path) -> Result<Self, JournalError> {
        let of = |error| JournalError::of(path, error);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of)?;
        let tally = match Tally::read(&transaction).map_err(of)? {
            Some(tally) => tally,
            None => Tally::count(&transaction).map_err(of)?,
        };
        Ok(Self { transaction, path, tally })
    }

    /// Appends an entry, unless the journal has just that one; returns whether it was new.
    pub fn add(&mut self, row: &Row) -> Result<bool, JournalError> {
        let checksum = row.checksum();
        let new = insert(&self.transaction, row, &checksum).map_err(|error| self.error(error))?;
        if new {
            self.tally.add(&checksum);
        }
        Ok(new)
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
        let model = model_of(&self.transaction, self.path)?;
        let events = read_all_events(&self.transaction, self.path)?;
        self.transaction.execute("DELETE FROM standing", []).map_err(|error| self.error(error))?;
        for (item, standing) in &effective(&events, &model).standings {
            self.restate(&item.to_string(), standing)?;
        }
        Ok(model)
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
        self.tally.writes += 1;
        self.tally.write(&self.transaction).map_err(|error| self.error(error))?;
        let path = self.path;
        self.transaction.commit().map_err(|error| JournalError::of(path, error))
    }

    fn error(&self, error: rusqlite::Error) -> JournalError {
        JournalError::of(self.path, error)
    }
}
