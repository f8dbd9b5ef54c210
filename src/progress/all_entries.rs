//! Reading every entry, on all cores: each reads some of the journal over a connection of its own.

use super::entry::RowRef;
use super::error::JournalError;
use super::event_table::read_in_place;
use super::tally::Tally;
use crate::workers::all_threads;
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// With fewer entries than this, opening more connections costs more than it saves.
const FEW: u64 = if cfg!(test) { 3 } else { 10_000 };
/// Into how many ranges of names the entries are parted: enough that no core is left without work
/// for long, however they lie in time.
const RANGES: u64 = 64;

/// An entry as it is read, with what stands beside it.
pub struct Read<'r> {
    /// The entry.
    pub row: RowRef<'r>,
    /// The checksum that stands beside it, whether it fits or not.
    pub checksum: [u8; 16],
    /// Whether it counts among those of its name.
    pub counts: bool,
}

/// Gives every entry of a journal that is only read to `take`, with what the core that reads it has
/// gathered so far; returns what each has gathered. Each core meets its entries in order of their
/// names.
pub fn read_all<T: Default + Send>(
    connection: &Connection,
    path: &Path,
    take: impl Fn(&mut T, &Read<'_>) -> Result<(), JournalError> + Sync,
) -> Result<Vec<T>, JournalError> {
    let of = |error| JournalError::of(path, error);
    let tally = Tally::read(connection).map_err(of)?;
    if let Some(tally) = tally.filter(|tally| tally.entries > FEW)
        && let Some(gathered) = read_committed(connection, path, &tally, &take)?
    {
        return Ok(gathered);
    }
    let mut gathered = T::default();
    read_here(connection, path, |read| take(&mut gathered, read))?;
    Ok(vec![gathered])
}

/// Gives every entry that this connection sees to `take`, in order of their names.
pub fn read_here(
    connection: &Connection,
    path: &Path,
    take: impl FnMut(&Read<'_>) -> Result<(), JournalError>,
) -> Result<(), JournalError> {
    read_where(connection, path, "TRUE", &[], take)
}

/// Reads the entries that are committed, which this tally counts, as [`read_all`] does; none where
/// not every core sees just those.
pub fn read_committed<T: Default + Send>(
    connection: &Connection,
    path: &Path,
    tally: &Tally,
    take: &(impl Fn(&mut T, &Read<'_>) -> Result<(), JournalError> + Sync),
) -> Result<Option<Vec<T>>, JournalError> {
    let Some(ranges) = ranges(connection).map_err(|error| JournalError::of(path, error))? else {
        return Ok(None);
    };
    let looks: Option<Vec<Connection>> =
        (0..all_threads().get()).map(|_| look(path, tally)).collect();
    let Some(looks) = looks else { return Ok(None) };
    let next = AtomicU64::new(0);
    let read = |look: Connection| {
        let mut gathered = T::default();
        while let Some([first, end]) = ranges.of(next.fetch_add(1, Ordering::Relaxed)) {
            let (within, values): (_, [&dyn ToSql; 2]) = ("id BETWEEN ?1 AND ?2", [&first, &end]);
            read_where(&look, path, within, &values, |read| take(&mut gathered, read))?;
        }
        Ok(gathered)
    };
    std::thread::scope(|scope| {
        let read = &read;
        let cores: Vec<_> = looks.into_iter().map(|look| scope.spawn(move || read(look))).collect();
        let results = cores.into_iter().map(|core| match core.join() {
            Ok(gathered) => gathered,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.collect::<Result<Vec<T>, _>>().map(Some)
    })
}

/// Opens another look at the journal, which sees what this tally counts and nothing else.
fn look(path: &Path, tally: &Tally) -> Option<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let look = Connection::open_with_flags(path, flags).ok()?;
    look.execute_batch("PRAGMA trusted_schema = OFF; BEGIN").ok()?;
    let seen = Tally::read(&look).ok()?;
    (seen.as_ref() == Some(tally)).then_some(look)
}

/// The names of all entries, parted.
struct Ranges {
    first: u128,
    last: u128,
}

fn ranges(connection: &Connection) -> rusqlite::Result<Option<Ranges>> {
    let end = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, Option<[u8; 16]>>(0));
    let (first, last) = (end("SELECT min(id) FROM event")?, end("SELECT max(id) FROM event")?);
    Ok(first.zip(last).map(|(first, last)| Ranges {
        first: u128::from_be_bytes(first),
        last: u128::from_be_bytes(last),
    }))
}

impl Ranges {
    /// Returns the first and last name that belong to a range.
    fn of(&self, n: u64) -> Option<[[u8; 16]; 2]> {
        let step = (self.last - self.first) / u128::from(RANGES) + 1;
        let begin = |n: u64| self.first.saturating_add(step.saturating_mul(n.into()));
        let end = if n + 1 == RANGES { u128::MAX } else { begin(n + 1) - 1 };
        (n < RANGES).then(|| [begin(n).to_be_bytes(), end.to_be_bytes()])
    }
}

fn read_where(
    connection: &Connection,
    path: &Path,
    condition: &str,
    values: &[&dyn ToSql],
    mut take: impl FnMut(&Read<'_>) -> Result<(), JournalError>,
) -> Result<(), JournalError> {
    // Entries of one name lie side by side, and the first of them counts.
    let mut last = None;
    let condition = format!("{condition} ORDER BY id, checksum");
    read_in_place(connection, &condition, values, path, |row, checksum| {
        let counts = last.replace(row.id) != Some(row.id);
        take(&Read { row, checksum, counts })
    })
}
