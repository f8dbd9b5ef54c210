//! Reading every entry, on all cores: each reads some of the journal over a connection of its own.

use super::error::JournalError;
use super::event_table::read_in_place;
use super::opening::look;
use super::row::RowRef;
use super::tally::Tally;
use crate::workers::{all_threads, in_order};
use rusqlite::{Connection, OptionalExtension as _, ToSql, params};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// With fewer entries than this, opening more connections costs more than it saves.
const FEW: u64 = if cfg!(test) { 3 } else { 10_000 };
/// How many entries lie in a range of names, which one core reads: enough that taking it up costs
/// little, and so few that they can wait to be taken while those before them are.
const A_RANGE: i64 = if cfg!(test) { 2 } else { 1024 };
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
        let connections = (0..all_threads().get()).map(|_| look_at(path, &tally));
        let connections = connections.collect::<Option<Vec<_>>>()?;
        let ranges = Ranges::of(connections.first()?).ok()?;
        Some(Self { path, ranges, connections })
    }

    /// Returns one of them.
    pub fn one(&self) -> Option<&Connection> {
        self.connections.first()
    }

    /// Gives every entry to `take`, as [`read_all`] does.
    fn read<T: Default + Send>(
        self,
        take: impl Fn(&mut T, &Read<'_>) -> Result<(), JournalError> + Sync,
    ) -> Result<Vec<T>, JournalError> {
        let Self { path, ranges, connections } = self;
        let next = AtomicUsize::new(0);
        let read = |connection: Connection| {
            let mut gathered = T::default();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let Some(range) = ranges.0.get(n) else { return Ok(gathered) };
                range.read(&connection, path, |read| take(&mut gathered, read))?;
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

    /// Gives what `gather` has gathered of each portion to `take`, as [`read_in_order`] does.
    pub fn read_in_order<P: Default + Send, E: From<JournalError>>(
        self,
        gather: impl Fn(&mut P, &Read<'_>) -> Result<(), JournalError> + Sync,
        mut take: impl FnMut(P) -> Result<(), E>,
    ) -> Result<(), E> {
        let Self { path, ranges, connections } = self;
        let read = |own: &mut Connection, n: usize, to: &mut dyn FnMut(_) -> ControlFlow<()>| {
            let mut portion = Portion::default();
            let read = ranges.0[n].read(own, path, |read| {
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
        in_order(ranges.0.len(), connections, read, |portion: Result<P, JournalError>| {
            take(portion?)
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
fn look_at(path: &Path, tally: &Tally) -> Option<Connection> {
    let look = look(path).ok()?;
    let seen = Tally::read(&look).ok()?;
    (seen.as_ref() == Some(tally)).then_some(look)
}

/// The names of all entries, parted, in their order.
struct Ranges(Vec<Range>);

/// All names from the first to the last.
struct Range {
    first: u128,
    last: u128,
}

impl Ranges {
    /// Parts them so that each range holds about as many entries. Names begin with the moments of
    /// their events, and these have an index, which is read far sooner than the entries.
    fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT at FROM event WHERE at > ?1 ORDER BY at LIMIT 1 OFFSET ?2";
        let mut behind = connection.prepare(sql)?;
        let (mut last, mut moments) = (i64::MIN, Vec::new());
        loop {
            let at = behind.query_row(params![last, A_RANGE], |row| row.get(0)).optional()?;
            // In a damaged index there may be no end.
            let Some(at) = at.filter(|at| *at > last) else { break };
            moments.push(at);
            last = at;
        }
        let name = |at| u128::from(u64::try_from(at).unwrap_or_default()) << 80;
        Ok(Self::beginning_with(moments.into_iter().map(name)))
    }

    /// Returns ranges of which each but the first begins with one of these names, those left out
    /// that do not lie behind the one before.
    fn beginning_with(names: impl Iterator<Item = u128>) -> Self {
        let (mut ranges, mut first) = (Vec::new(), 0);
        for name in names {
            if name > first {
                ranges.push(Range { first, last: name - 1 });
                first = name;
            }
        }
        ranges.push(Range { first, last: u128::MAX });
        Self(ranges)
    }
}

impl Range {
    /// Gives every entry of the range that this connection sees to `take`.
    fn read<E: From<JournalError>>(
        &self,
        connection: &Connection,
        path: &Path,
        take: impl FnMut(&Read<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let [first, last] = [self.first, self.last].map(u128::to_be_bytes);
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
        let begins: [&[u128]; 6] =
            [&[], &[0], &[u128::MAX], &[5, 7, 7, 3, 9], &[0, 1, 2], &[1 << 100, 0, u128::MAX]];
        for begins in begins {
            let ranges = Ranges::beginning_with(begins.iter().copied()).0;
            let near = |name: u128| [name.saturating_sub(1), name, name.saturating_add(1)];
            for name in begins.iter().copied().chain([0, u128::MAX]).flat_map(near) {
                let within =
                    ranges.iter().filter(|range| (range.first..=range.last).contains(&name));
                assert_eq!(within.count(), 1, "{name} among {begins:?}");
            }
            assert!(ranges.is_sorted_by(|one, other| one.last < other.first));
        }
    }
}
