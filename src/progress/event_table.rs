//! The table of events: rows in and out.

use super::entry::Row;
use super::error::JournalError;
use crate::study::Event;
use rusqlite::{Connection, ToSql, Transaction, params};
use std::path::Path;

const COLUMNS: &str = "id, device, learner, at, zone, item, kind, payload, checksum";

/// Holds for the entry that counts among those of one name.
const COUNTS: &str = "NOT EXISTS (SELECT 1 FROM event AS other \
                      WHERE other.id = event.id AND other.checksum < event.checksum)";

/// Appends a row, unless it is there already; returns whether it was new.
pub fn insert(
    transaction: &Transaction<'_>,
    row: &Row,
    checksum: &[u8; 16],
) -> rusqlite::Result<bool> {
    let added = transaction
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO event ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
        ))?
        .execute(params![
            row.id,
            row.device,
            row.learner,
            row.at,
            row.zone,
            row.item,
            row.kind,
            row.payload,
            checksum,
        ])?;
    Ok(added > 0)
}

/// Returns whether an entry of this name is there.
pub fn knows(transaction: &Transaction<'_>, id: &[u8; 16]) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1)")?
        .query_row([id], |row| row.get(0))
}

/// Returns the events that a condition on the value holds for, in order of time, each with its
/// checksum proven.
pub fn read_events(
    connection: &Connection,
    condition: &str,
    value: &dyn ToSql,
    path: &Path,
) -> Result<Vec<Event>, JournalError> {
    read_events_where(connection, condition, &[value], path)
}

/// Returns the events that a condition on several values holds for, as [`read_events`] does.
pub fn read_events_where(
    connection: &Connection,
    condition: &str,
    values: &[&dyn ToSql],
    path: &Path,
) -> Result<Vec<Event>, JournalError> {
    let condition = format!("{condition} AND {COUNTS} ORDER BY at, id");
    let mut events = Vec::new();
    read_rows(connection, &condition, values, path, |row| -> Result<(), JournalError> {
        let bad = |why: super::entry::BadEntry| damaged(path, why.to_string());
        events.push(row.event().map_err(bad)?);
        Ok(())
    })?;
    Ok(events)
}

/// Returns all events that count, in order of time, each with its checksum proven.
pub fn read_all_events(connection: &Connection, path: &Path) -> Result<Vec<Event>, JournalError> {
    // In the order of the table, in which entries of one name lie side by side, the first counts.
    let mut events: Vec<Event> = Vec::new();
    let mut last = None;
    let all = "TRUE ORDER BY id, checksum";
    read_rows(connection, all, &[], path, |row| -> Result<(), JournalError> {
        if last.replace(row.id) != Some(row.id) {
            let bad = |why: super::entry::BadEntry| damaged(path, why.to_string());
            events.push(row.event().map_err(bad)?);
        }
        Ok(())
    })?;
    events.sort_by_key(|event| (event.at.millis(), event.id));
    Ok(events)
}

/// Gives each row that a condition holds for to `take`, with its checksum proven.
pub fn read_rows<E: From<JournalError>>(
    connection: &Connection,
    condition: &str,
    values: &[&dyn ToSql],
    path: &Path,
    mut take: impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    read_marked_rows(connection, condition, values, path, |row, checksum| {
        if checksum != row.checksum() {
            let why = format!("the checksum of an entry of `{}` does not fit", row.item);
            return Err(damaged(path, why).into());
        }
        take(row)
    })
}

/// Gives each row that a condition holds for to `take`, with the checksum that stands beside it,
/// whether it fits or not.
pub fn read_marked_rows<E: From<JournalError>>(
    connection: &Connection,
    condition: &str,
    values: &[&dyn ToSql],
    path: &Path,
    mut take: impl FnMut(Row, [u8; 16]) -> Result<(), E>,
) -> Result<(), E> {
    let of = |error| JournalError::of(path, error);
    let sql = format!("SELECT {COLUMNS} FROM event WHERE {condition}");
    let mut statement = connection.prepare_cached(&sql).map_err(of)?;
    let mut rows = statement.query(values).map_err(of)?;
    while let Some(row) = rows.next().map_err(of)? {
        let (row, checksum) = read_row(row).map_err(of)?;
        take(row, checksum)?;
    }
    Ok(())
}

fn damaged(path: &Path, why: String) -> JournalError {
    JournalError::Damaged { path: path.to_owned(), why }
}

/// Reads a row whose columns are [`COLUMNS`], with the checksum that stands beside it.
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
