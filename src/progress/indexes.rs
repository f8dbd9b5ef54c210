//! The indexes of the event table, lifted while many entries come in and then made anew, which costs
//! far less than keeping them row by row.

use rusqlite::{Connection, OptionalExtension as _};

/// Those that every entry is in. The others hold few entries, and cost little to keep.
const OF_ALL: [&str; 2] = ["event_by_item", "event_by_time"];

/// Indexes that were taken away within a transaction, each as the statement that makes it.
pub struct LiftedIndexes(Vec<String>);

impl LiftedIndexes {
    /// Takes the indexes away.
    pub fn lift(connection: &Connection) -> rusqlite::Result<Self> {
        let mut lifted = Vec::new();
        for name in OF_ALL {
            let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
            let made = connection.query_row(sql, [name], |row| row.get(0)).optional()?;
            if let Some(made) = made {
                connection.execute_batch(&format!("DROP INDEX {name}"))?;
                lifted.push(made);
            }
        }
        Ok(Self(lifted))
    }

    /// Makes them anew, to the letter as they were.
    pub fn put_back(self, connection: &Connection) -> rusqlite::Result<()> {
        self.0.iter().try_for_each(|made| connection.execute_batch(made))
    }
}
