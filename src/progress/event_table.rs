//! The table of events: rows in and out.

use super::all_entries::{Read, read_all};
use super::error::JournalError;
use super::row::{BadEntry, Row, RowRef};
use crate::study::Event;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ToSql, Transaction, params};
use std::cell::Cell;
use std::path::Path;

const COLUMNS: &str = "id, device, learner, at, zone, item, kind, payload, checksum";

/// Holds for the entry that counts among those of one name.
const COUNTS: &str = "NOT EXISTS (SELECT 1 FROM event AS other \
                      WHERE other.id = event.id AND other.checksum < event.checksum)";

/// Appends a row, unless it is there already; returns whether it was new.
pub fn insert(
    transaction: &Transaction<'_>,
    row: &RowRef<'_>,
    checksum: &[u8; 16],
) -> rusqlite::Result<bool> {
    let added = transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO event \
             (id, device, learner, at, zone, item, kind, payload, checksum) \
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

/// Returns the last of the names of all entries.
pub fn last_name(connection: &Connection) -> rusqlite::Result<Option<[u8; 16]>> {
    connection.prepare_cached("SELECT max(id) FROM event")?.query_row([], |row| row.get(0))
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
        let bad = |why: BadEntry| damaged(path, why.to_string());
        events.push(row.event().map_err(bad)?);
        Ok(())
    })?;
    Ok(events)
}

/// Returns all events that count, in order of time, each with its checksum proven, on all cores.
pub fn read_all_events(connection: &Connection, path: &Path) -> Result<Vec<Event>, JournalError> {
    let parts = read_all(connection, path, |events: &mut Vec<Event>, read| {
        prove(read, path)?;
        if read.counts {
            events.push(read.row.event().map_err(|why| damaged(path, why.to_string()))?);
        }
        Ok(())
    })?;
    let appended = |mut all: Vec<Event>, part| {
        all.extend(part);
        all
    };
    let mut events = parts.into_iter().reduce(appended).unwrap_or_default();
    events.sort_by_key(|event| (event.at.millis(), event.id));
    Ok(events)
}

/// Refuses an entry whose checksum does not fit.
pub fn prove(read: &Read<'_>, path: &Path) -> Result<(), JournalError> {
    if read.checksum == read.row.checksum() {
        return Ok(());
    }
    Err(damaged(path, misfit(read.row.item)))
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
            return Err(damaged(path, misfit(row.in_place().item)).into());
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
    read_in_place(connection, condition, values, path, |row, checksum| take(row.owned(), checksum))
}

/// Gives each row that a condition holds for to `take` where it lies, as [`read_marked_rows`] does.
pub fn read_in_place<E: From<JournalError>>(
    connection: &Connection,
    condition: &str,
    values: &[&dyn ToSql],
    path: &Path,
    mut take: impl FnMut(RowRef<'_>, [u8; 16]) -> Result<(), E>,
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

fn misfit(item: &str) -> String {
    format!("the checksum of an entry of `{item}` does not fit")
}

/// Returns that the journal is damaged, and why.
pub fn damaged(path: &Path, why: String) -> JournalError {
    JournalError::Damaged { path: path.to_owned(), why }
}

/// Reads a row whose columns are [`COLUMNS`], with the checksum that stands beside it.
///
/// A column that holds what docent writes into none, as a text with a byte that is no UTF-8, is read
/// as far as it can be, with a checksum that does not fit: the entry is damaged like any other, and
/// those behind it are read.
fn read_row<'r>(row: &'r rusqlite::Row<'_>) -> rusqlite::Result<(RowRef<'r>, [u8; 16])> {
    let misread = Cell::new(false);
    let text = |column: usize| -> rusqlite::Result<&'r str> {
        let text = text_of(row.get_ref(column)?);
        text.or_else(|before| {
            misread.set(true);
            Ok(before)
        })
    };
    let read = RowRef {
        id: or_misread(row.get(0), &misread),
        device: text(1)?,
        learner: text(2)?,
        at: or_misread(row.get(3), &misread),
        zone: or_misread(row.get(4), &misread),
        item: text(5)?,
        kind: text(6)?,
        payload: text(7)?,
    };
    let beside = or_misread(row.get(8), &misread);
    let checksum = if misread.get() { read.checksum().map(|byte| !byte) } else { beside };
    Ok((read, checksum))
}

/// Returns what a column holds; nothing, and that it was misread, where that is of another type.
fn or_misread<T: Default>(column: rusqlite::Result<T>, misread: &Cell<bool>) -> T {
    column.unwrap_or_else(|_| {
        misread.set(true);
        T::default()
    })
}

/// Returns the text in a column, or else what of it stands before the first byte that is no UTF-8.
fn text_of(column: ValueRef<'_>) -> Result<&str, &str> {
    let ValueRef::Text(bytes) = column else { return Err("") };
    std::str::from_utf8(bytes)
        .map_err(|fault| std::str::from_utf8(&bytes[..fault.valid_up_to()]).unwrap_or_default())
}
