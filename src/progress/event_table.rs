//! The table of events: rows in and out.

use super::entry::{Row, RowRef};
use super::error::JournalError;
use crate::study::Event;
use crate::workers::{all_threads, share_out};
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

/// How many rows are proven and read as one piece of work.
const BATCH: usize = 1024;
/// How many batches are shared out at a time; what bounds the memory that rows take.
const BATCHES: usize = 32;

/// Rows with their checksums, copied out of the table into one text.
#[derive(Default)]
struct Batch {
    text: String,
    rows: Vec<BatchRow>,
}

struct BatchRow {
    id: [u8; 16],
    checksum: [u8; 16],
    at: i64,
    zone: i32,
    /// Where device, learner, item, kind and payload end in the text.
    ends: [usize; 5],
}

impl Batch {
    fn push(&mut self, row: &rusqlite::Row<'_>, id: [u8; 16]) -> rusqlite::Result<()> {
        let mut ends = [0; 5];
        for (end, column) in ends.iter_mut().zip([1, 2, 5, 6, 7]) {
            self.text.push_str(row.get_ref(column)?.as_str()?);
            *end = self.text.len();
        }
        let (checksum, at, zone) = (row.get(8)?, row.get(3)?, row.get(4)?);
        self.rows.push(BatchRow { id, checksum, at, zone, ends });
        Ok(())
    }

    /// Returns the events, or why the first row that is damaged cannot be believed.
    fn events(&self) -> Vec<Result<Event, String>> {
        let mut start = 0;
        let event = |row: &BatchRow| {
            let mut part = |end: usize| {
                let part = &self.text[start..end];
                start = end;
                part
            };
            let [device, learner, item, kind, payload] = row.ends.map(&mut part);
            let BatchRow { id, at, zone, .. } = *row;
            let read = RowRef { id, device, learner, at, zone, item, kind, payload };
            if read.checksum() != row.checksum {
                return Err(misfit(item));
            }
            read.event().map_err(|why| why.to_string())
        };
        self.rows.iter().map(event).collect()
    }
}

/// Returns all events that count, in order of time, each with its checksum proven, on all cores.
pub fn read_all_events(connection: &Connection, path: &Path) -> Result<Vec<Event>, JournalError> {
    let of = |error| JournalError::of(path, error);
    // In the order of the table, in which entries of one name lie side by side, the first counts.
    let sql = format!("SELECT {COLUMNS} FROM event ORDER BY id, checksum");
    let mut statement = connection.prepare_cached(&sql).map_err(of)?;
    let mut rows = statement.query([]).map_err(of)?;
    let (mut events, mut last, mut more): (Vec<Event>, _, _) = (Vec::new(), None, true);
    while more {
        let mut batches: Vec<Batch> = Vec::new();
        while more && batches.len() < BATCHES {
            let mut batch = Batch::default();
            while batch.rows.len() < BATCH {
                let Some(row) = rows.next().map_err(of)? else {
                    more = false;
                    break;
                };
                let id: [u8; 16] = row.get(0).map_err(of)?;
                if last.replace(id) != Some(id) {
                    batch.push(row, id).map_err(of)?;
                }
            }
            batches.push(batch);
        }
        for event in share_out(&batches, all_threads(), Batch::events) {
            events.push(event.map_err(|why| damaged(path, why))?);
        }
    }
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
            return Err(damaged(path, misfit(&row.item)).into());
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

/// Gives each row that counts and is named from one name on until another to `take`, as it lies in
/// the table. No checksum is proven.
pub fn read_in_place(
    connection: &Connection,
    [first, last]: [&[u8; 16]; 2],
    path: &Path,
    mut take: impl FnMut(RowRef<'_>),
) -> Result<(), JournalError> {
    let of = |error| JournalError::of(path, error);
    let sql =
        format!("SELECT {COLUMNS} FROM event WHERE id >= ?1 AND id < ?2 ORDER BY id, checksum");
    let mut statement = connection.prepare_cached(&sql).map_err(of)?;
    let mut rows = statement.query([first, last]).map_err(of)?;
    let mut before = None;
    while let Some(row) = rows.next().map_err(of)? {
        let row = row_in_place(row).map_err(of)?;
        // Of entries of one name the first counts.
        if before.replace(row.id) != Some(row.id) {
            take(row);
        }
    }
    Ok(())
}

fn row_in_place<'r>(row: &'r rusqlite::Row<'_>) -> rusqlite::Result<RowRef<'r>> {
    let text = |column: usize| -> rusqlite::Result<&'r str> { Ok(row.get_ref(column)?.as_str()?) };
    Ok(RowRef {
        id: row.get(0)?,
        device: text(1)?,
        learner: text(2)?,
        at: row.get(3)?,
        zone: row.get(4)?,
        item: text(5)?,
        kind: text(6)?,
        payload: text(7)?,
    })
}

fn misfit(item: &str) -> String {
    format!("the checksum of an entry of `{item}` does not fit")
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
