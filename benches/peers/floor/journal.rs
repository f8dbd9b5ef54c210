//! What a journal costs that is read and proven with `SQLite` and SHA-256 alone.

use crate::collection::Collection;
use crate::program::{Result, median};
use crate::table::{Figure, Table, Who, Work};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use std::hint::black_box;
use std::time::Instant;

/// Reads every entry in the order of their names, and hashes what is in it, on one core.
pub fn rebuild(collection: &Collection, table: &mut Table) -> Result<()> {
    let database = Connection::open(collection.journal())?;
    let time = median(|| {
        let start = Instant::now();
        let mut query = database.prepare(
            "SELECT id, device, learner, item, kind, payload, at, zone, checksum FROM event \
             ORDER BY id",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let mut hash = Sha256::new();
            hash.update(row.get_ref(0)?.as_blob()?);
            for column in 1..6 {
                hash.update(row.get_ref(column)?.as_bytes()?);
            }
            for column in 6..8 {
                hash.update(row.get::<_, i64>(column)?.to_le_bytes());
            }
            black_box((hash.finalize(), row.get_ref(8)?.as_blob()?.len()));
        }
        Ok(start.elapsed())
    })?;
    table.put(Work::Rebuild, Who::Floor, Figure::Time(time));
    Ok(())
}
