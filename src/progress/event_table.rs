//! The table of events: rows in and out.

use super::entry::Row;
use super::error::JournalError;
use crate::study::Event;
use rusqlite::{Connection, Transaction, params};
use std::path::Path;

/// Appends a row.
pub fn insert(transaction: &Transaction<'_>, row: &Row) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO event (id, device, learner, at, zone, item, kind, payload, checksum) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            row.id,
            row.device,
            row.learner,
            row.at,
            row.zone,
            row.item,
            row.kind,
            row.payload,
            row.checksum(),
        ])?;
    Ok(())
}

/// Returns the events that a condition on the value holds for, in order of time, each with its
/// checksum proven.
pub fn read_events(
    connection: &Connection,
    condition: &str,
    value: &dyn rusqlite::ToSql,
    path: &Path,
) -> Result<Vec<Event>, JournalError> {
    let of = |error| JournalError::of(path, error);
    let sql = format!(
        "SELECT id, device, learner, at, zone, item, kind, payload, checksum FROM event \
         WHERE {condition} ORDER BY at, id"
    );
    let mut statement = connection.prepare_cached(&sql).map_err(of)?;
    let mut rows = statement.query([value]).map_err(of)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next().map_err(of)? {
        let (row, checksum) = read_row(row).map_err(of)?;
        let damaged = |why| JournalError::Damaged { path: path.to_owned(), why };
        if checksum != row.checksum() {
            return Err(damaged(format!(
                "the checksum of an entry of `{}` does not fit",
                row.item
            )));
        }
        events.push(row.event().map_err(|bad| damaged(bad.to_string()))?);
    }
    Ok(events)
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Row, [u8; 16])> {
    let read = Row {
        id: row.get(0)?,
        device: row.get(1)?,
        learner: row.get(2)?,
        at: row.get(3)?,
        zone: row.get(4)?,
        item: row.get(5)?,
        kind: row.get(6)?,
        payload: row.get(7)?,
    };
    Ok((read, row.get(8)?))
}
