//! The indexes of the event table, lifted while many entries come in and then made anew, which costs
//! far less than keeping them row by row.

use rusqlite::{Connection, OptionalExtension as _};
use std::collections::VecDeque;

/// Those that every entry is in, in the order in which they are put back: by item the memory model is
/// found. The others hold few entries, and cost little to keep.
const OF_ALL: [&str; 2] = ["event_by_item", "event_by_time"];

/// Indexes that were taken away within a transaction, each as the statement that makes it.
pub struct LiftedIndexes(VecDeque<String>);

impl LiftedIndexes {
    /// Takes the indexes away.
    pub fn lift(connection: &Connection) -> rusqlite::Result<Self> {
        let mut lifted = VecDeque::new();
        for name in OF_ALL {
            let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
            let made = connection.query_row(sql, [name], |row| row.get(0)).optional()?;
            if let Some(made) = made {
                connection.execute_batch(&format!("DROP INDEX {name}"))?;
                lifted.push_back(made);
            }
        }
        Ok(Self(lifted))
    }

    /// Makes the next of them anew, to the letter as it was; returns whether there was one.
    pub fn put_back(&mut self, connection: &Connection) -> rusqlite::Result<bool> {
        let Some(made) = self.0.pop_front() else { return Ok(false) };
        connection.execute_batch(&made)?;
        Ok(true)
    }
}
