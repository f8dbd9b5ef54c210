//! Reading every entry, on all cores: each reads some of the journal over a connection of its own.

use super::entry::RowRef;
use super::error::JournalError;
use super::event_table::read_in_place;
use super::tally::Tally;
use crate::workers::{all_threads, in_order};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// With fewer entries than this, opening more connections costs more than it saves.
const FEW: u64 = if cfg!(test) { 3 } else { 10_000 };
/// Into how many ranges of names the entries are parted: enough that no core is left without work
/// for long, however they lie in time.
const RANGES: usize = 64;
/// How many entries are handed from core to core at a time.
const BATCH: usize = 256;

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
    if let Some(looks) = Looks::open(connection, path) {
        return looks.read(take);
    }
    let mut gathered = T::default();
    read_here(connection, path, |read| take(&mut gathered, read))?;
    Ok(vec![gathered])
}

/// Gives every entry that this connection sees to `take`, in order of their names.
pub fn read_here<E: From<JournalError>>(
    connection: &Connection,
    path: &Path,
    take: impl FnMut(&Read<'_>) -> Result<(), E>,
) -> Result<(), E> {
    read_where(connection, path, "TRUE", &[], take)
}

/// Gives what `map` makes of every entry of a journal that is only read to `take`, in order of the
/// names of the entries. What `map` does is shared out to all cores.
pub fn read_in_order<R: Send, E: From<JournalError>>(
    connection: &Connection,
    path: &Path,
    map: impl Fn(&Read<'_>) -> Result<R, JournalError> + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    match Looks::open(connection, path) {
        Some(looks) => looks.read_in_order(map, take),
        None => read_here(connection, path, |read| take(map(read)?)),
    }
}

/// Connections, one for each core, that all see the same entries: those that are committed.
pub struct Looks<'p> {
    path: &'p Path,
    ranges: Ranges,
    connections: Vec<Connection>,
}

impl<'p> Looks<'p> {
    /// Opens them; none where there are few entries, or where not each surely sees the same ones.
    ///
    /// Within a transaction that writes, they see what was there before it.
    pub fn open(connection: &Connection, path: &'p Path) -> Option<Self> {
        let tally = Tally::read(connection).ok()?.filter(|tally| tally.entries >= FEW)?;
        let ranges = Ranges::of(connection).ok()??;
        let connections = (0..all_threads().get()).map(|_| look(path, &tally));
        Some(Self { path, ranges, connections: connections.collect::<Option<_>>()? })
    }

    /// Gives every entry to `take`, as [`read_all`] does.
    pub fn read<T: Default + Send>(
        self,
        take: impl Fn(&mut T, &Read<'_>) -> Result<(), JournalError> + Sync,
    ) -> Result<Vec<T>, JournalError> {
        let Self { path, ranges, connections } = self;
        let next = AtomicUsize::new(0);
        let read = |connection: Connection| {
            let mut gathered = T::default();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= RANGES {
                    return Ok(gathered);
                }
                ranges.read(&connection, path, n, |read| take(&mut gathered, read))?;
            }
        };
        std::thread::scope(|scope| {
            let read = &read;
            let cores: Vec<_> =
                connections.into_iter().map(|own| scope.spawn(move || read(own))).collect();
            let results = cores.into_iter().map(|core| match core.join() {
                Ok(gathered) => gathered,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            results.collect()
        })
    }

    fn read_in_order<R: Send, E: From<JournalError>>(
        self,
        map: impl Fn(&Read<'_>) -> Result<R, JournalError> + Sync,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { path, ranges, connections } = self;
        let read = |own: &mut Connection, n: usize, to: &mut dyn FnMut(_) -> ControlFlow<()>| {
            let mut batch = Vec::with_capacity(BATCH);
            let read = ranges.read(own, path, n, |read| {
                batch.push(map(read)?);
                if batch.len() < BATCH {
                    return Ok(());
                }
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                if to(Ok(full)).is_break() { Err(Stop::Asked) } else { Ok(()) }
            });
            let _ = match read {
                Ok(()) => to(Ok(batch)),
                Err(Stop::Fault(error)) => to(Err(error)),
                Err(Stop::Asked) => ControlFlow::Break(()),
            };
        };
        in_order(RANGES, connections, read, |batch: Result<Vec<R>, JournalError>| {
            batch?.into_iter().try_for_each(&mut take)
        })
    }
}

/// Why a range was not read to its end.
enum Stop {
    Fault(JournalError),
    Asked,
}

impl From<JournalError> for Stop {
    fn from(error: JournalError) -> Self {
        Self::Fault(error)
    }
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
    step: u128,
}

impl Ranges {
    /// Returns them; none where there is no name, or where the first lies behind the last, as only
    /// in a damaged table.
    fn of(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let end = |sql: &str| {
            let name: Option<[u8; 16]> = connection.query_row(sql, [], |row| row.get(0))?;
            Ok::<_, rusqlite::Error>(name.map(u128::from_be_bytes))
        };
        let (first, last) = (end("SELECT min(id) FROM event")?, end("SELECT max(id) FROM event")?);
        let span =
            first.zip(last).and_then(|(first, last)| Some((first, last.checked_sub(first)?)));
        Ok(span.map(|(first, span)| Self { first, step: span / (RANGES as u128) + 1 }))
    }

    /// Returns the first and the last name of a range. The first begins with the lowest name that
    /// can be, and the last ends with the highest.
    fn ends(&self, n: usize) -> [[u8; 16]; 2] {
        let begin = |n: usize| self.first.saturating_add(self.step.saturating_mul(n as u128));
        let first = if n == 0 { 0 } else { begin(n) };
        let last = if n + 1 == RANGES { u128::MAX } else { begin(n + 1) - 1 };
        [first.to_be_bytes(), last.to_be_bytes()]
    }

    /// Gives every entry of a range that this connection sees to `take`.
    fn read<E: From<JournalError>>(
        &self,
        connection: &Connection,
        path: &Path,
        n: usize,
        take: impl FnMut(&Read<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let [first, last] = self.ends(n);
        read_where(connection, path, "id BETWEEN ?1 AND ?2", &[&first, &last], take)
    }
}

fn read_where<E: From<JournalError>>(
    connection: &Connection,
    path: &Path,
    condition: &str,
    values: &[&dyn ToSql],
    mut take: impl FnMut(&Read<'_>) -> Result<(), E>,
) -> Result<(), E> {
    // Entries of one name lie side by side, and the first of them counts.
    let mut last = None;
    let condition = format!("{condition} ORDER BY id, checksum");
    read_in_place(connection, &condition, values, path, |row, checksum| {
        let counts = last.replace(row.id) != Some(row.id);
        take(&Read { row, checksum, counts })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_leave_no_name_out_and_none_twice() {
        let ends = [(0, 0), (0, u128::MAX), (5, 7), (1 << 100, 1 << 101), (u128::MAX, u128::MAX)];
        for (first, last) in ends {
            let ranges = Ranges { first, step: (last - first) / (RANGES as u128) + 1 };
            let ends: Vec<_> =
                (0..RANGES).map(|n| ranges.ends(n).map(u128::from_be_bytes)).collect();
            let near = |name: u128| [name.saturating_sub(1), name, name.saturating_add(1)];
            for name in ends.as_flattened().iter().copied().chain([0, u128::MAX]).flat_map(near) {
                let within = ends.iter().filter(|[begin, end]| (begin..=end).contains(&&name));
                assert_eq!(within.count(), 1, "{name} between {first} and {last}");
            }
        }
    }
}
