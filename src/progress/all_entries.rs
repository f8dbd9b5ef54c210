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
/// Into how many ranges of names the entries are parted at most. Names are times, and most answers may
/// be of the last weeks of ten years: only many ranges leave no core without work.
const MOST_RANGES: u64 = 4096;
/// How many entries a range holds where there are fewer ranges than that, if they lie evenly.
const A_RANGE: u64 = if cfg!(test) { 2 } else { 128 };
/// How many entries are handed from core to core at a time.
const PORTION: usize = if cfg!(test) { 2 } else { 512 };

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

/// Gives what `gather` has gathered of each portion of the entries of a journal that is only read to
/// `take`, in order of the names of the entries. What `gather` does is shared out to all cores.
pub fn read_in_order<P: Default + Send, E: From<JournalError>>(
    connection: &Connection,
    path: &Path,
    gather: impl Fn(&mut P, &Read<'_>) -> Result<(), JournalError> + Sync,
    mut take: impl FnMut(P) -> Result<(), E>,
) -> Result<(), E> {
    if let Some(looks) = Looks::open(connection, path) {
        return looks.read_in_order(gather, take);
    }
    let mut portion = Portion::default();
    read_here(connection, path, |read| {
        gather(&mut portion.gathered, read)?;
        portion.counted().map_or(Ok(()), &mut take)
    })?;
    take(portion.gathered)
}

/// What is gathered of entries until there are enough of them to be handed on.
#[derive(Default)]
struct Portion<P> {
    gathered: P,
    entries: usize,
}

impl<P: Default> Portion<P> {
    /// Counts an entry; returns what was gathered where there are enough of them.
    fn counted(&mut self) -> Option<P> {
        self.entries += 1;
        (self.entries == PORTION).then(|| std::mem::take(self).gathered)
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
        let ranges = Ranges::of(connection, tally.entries).ok()??;
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
                if n >= ranges.count {
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

    fn read_in_order<P: Default + Send, E: From<JournalError>>(
        self,
        gather: impl Fn(&mut P, &Read<'_>) -> Result<(), JournalError> + Sync,
        mut take: impl FnMut(P) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { path, ranges, connections } = self;
        let read = |own: &mut Connection, n: usize, to: &mut dyn FnMut(_) -> ControlFlow<()>| {
            let mut portion = Portion::default();
            let read = ranges.read(own, path, n, |read| {
                gather(&mut portion.gathered, read)?;
                match portion.counted().map(|full| to(Ok(full))) {
                    Some(ControlFlow::Break(())) => Err(Stop::Asked),
                    _ => Ok(()),
                }
            });
            let _ = match read {
                Ok(()) => to(Ok(portion.gathered)),
                Err(Stop::Fault(error)) => to(Err(error)),
                Err(Stop::Asked) => ControlFlow::Break(()),
            };
        };
        in_order(ranges.count, connections, read, |portion: Result<P, JournalError>| take(portion?))
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
    count: usize,
}

impl Ranges {
    /// Returns those of so many entries; none where there is no name, or where the first lies behind
    /// the last, as only in a damaged table.
    fn of(connection: &Connection, entries: u64) -> rusqlite::Result<Option<Self>> {
        let end = |sql: &str| {
            let name: Option<[u8; 16]> = connection.query_row(sql, [], |row| row.get(0))?;
            Ok::<_, rusqlite::Error>(name.map(u128::from_be_bytes))
        };
        let (first, last) = (end("SELECT min(id) FROM event")?, end("SELECT max(id) FROM event")?);
        let span =
            first.zip(last).and_then(|(first, last)| Some((first, last.checked_sub(first)?)));
        let count = usize::try_from((entries / A_RANGE).clamp(1, MOST_RANGES)).unwrap_or(1);
        Ok(span.map(|(first, span)| Self::new(first, span, count)))
    }

    fn new(first: u128, span: u128, count: usize) -> Self {
        Self { first, step: span / (count as u128) + 1, count }
    }

    /// Returns the first and the last name of a range. The first begins with the lowest name that
    /// can be, and the last ends with the highest.
    fn ends(&self, n: usize) -> [[u8; 16]; 2] {
        let begin = |n: usize| self.first.saturating_add(self.step.saturating_mul(n as u128));
        let first = if n == 0 { 0 } else { begin(n) };
        let last = if n + 1 == self.count { u128::MAX } else { begin(n + 1) - 1 };
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
            let ranges = Ranges::new(first, last - first, 64);
            let ends: Vec<_> =
                (0..ranges.count).map(|n| ranges.ends(n).map(u128::from_be_bytes)).collect();
            let near = |name: u128| [name.saturating_sub(1), name, name.saturating_add(1)];
            for name in ends.as_flattened().iter().copied().chain([0, u128::MAX]).flat_map(near) {
                let within = ends.iter().filter(|[begin, end]| (begin..=end).contains(&&name));
                assert_eq!(within.count(), 1, "{name} between {first} and {last}");
            }
        }
    }
}
