//! What stands around opening a journal: its version, its device, who may read its file.

use super::error::JournalError;
use super::tally::Tally;
use rusqlite::{Connection, OpenFlags, Transaction};
use rusqlite_migration::{M, Migrations};
use std::path::Path;

/// The version that this program writes: how many steps there are.
const VERSION: usize = 3;
/// The first version whose journals keep a tally of their entries.
const FIRST_WITH_TALLY: usize = 3;

/// Returns the steps that bring a journal from each version to the next; they are only ever added.
fn steps() -> Migrations<'static> {
    let set_of_entries = concat!(include_str!("variants.sql"), include_str!("guards.sql"));
    Migrations::new(vec![
        M::up(include_str!("schema.sql")),
        M::up(include_str!("by_kind.sql")),
        // The tally is kept from the instant on at which the journal is of the version that has it.
        M::up_with_hook(set_of_entries, |writing: &Transaction<'_>| {
            Tally::count(writing)?.write(writing)?;
            Ok(())
        }),
    ])
}

/// Refuses a journal with more migrations than this program knows, before anything is written.
pub fn refuse_newer(connection: &Connection, path: &Path) -> Result<(), JournalError> {
    if version(connection, path)? > VERSION {
        return Err(JournalError::Newer { path: path.to_owned() });
    }
    Ok(())
}

/// Returns how many migrations a journal has had.
fn version(connection: &Connection, path: &Path) -> Result<usize, JournalError> {
    let version: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|error| JournalError::of(path, error))?;
    usize::try_from(version).map_err(|_| JournalError::Damaged {
        path: path.to_owned(),
        why: format!("its version is {version}"),
    })
}

/// Returns whether a database can be read and has no table of events: it is no journal at all.
pub fn is_foreign(path: &Path) -> bool {
    open_unchanging(path).and_then(|connection| has_no_events(&connection)).unwrap_or(false)
}

/// Returns whether a database has no table of events. A view of that name is none: reading it could
/// run anything, and without an end.
pub fn has_no_events(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT count(*) = 0 FROM sqlite_schema \
               WHERE type = 'table' AND name = 'event' AND sql NOT LIKE 'CREATE VIRTUAL%'";
    connection.query_row(sql, [], |row| row.get(0))
}

/// Returns whether a journal is of a version that kept no tally yet.
pub fn keeps_no_tally(connection: &Connection, path: &Path) -> Result<bool, JournalError> {
    Ok(version(connection, path)? < FIRST_WITH_TALLY)
}

/// Brings a journal to the newest version. Of several programs that find an empty journal at once
/// one makes the tables; the others find them made.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<(), JournalError> {
    let Err(error) = steps().to_latest(connection) else { return Ok(()) };
    if version(connection, path)? == VERSION {
        return Ok(());
    }
    Err(migration_error(path, error))
}

/// Returns what of a journal's tables, indexes and guards is not as its version makes them.
pub fn schema_differs(
    connection: &Connection,
    path: &Path,
) -> Result<Option<String>, JournalError> {
    let of = |error| JournalError::of(path, error);
    let parts = |connection: &Connection| -> rusqlite::Result<Vec<(String, Option<String>)>> {
        let mut statement =
            connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name, sql")?;
        let parts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        parts.collect()
    };
    let mut fresh = Connection::open_in_memory().map_err(of)?;
    let version = version(connection, path)?;
    steps().to_version(&mut fresh, version).map_err(|error| migration_error(path, error))?;
    let (there, wanted) = (parts(connection).map_err(of)?, parts(&fresh).map_err(of)?);
    let lacking = wanted.iter().find(|part| !there.contains(part));
    let odd = there.iter().find(|part| !wanted.contains(part));
    let say = |what: &str, part: &(String, _)| format!("{what} `{}`", part.0);
    Ok(lacking
        .map(|part| say("it lacks, or has otherwise, its", part))
        .or_else(|| odd.map(|part| say("it has more than its version makes:", part))))
}

fn migration_error(path: &Path, error: rusqlite_migration::Error) -> JournalError {
    use rusqlite_migration::Error;
    match error {
        Error::RusqliteError { err, .. } => JournalError::of(path, err),
        Error::MigrationDefinition(_) => JournalError::Newer { path: path.to_owned() },
        other => JournalError::Other { path: path.to_owned(), source: Box::new(other) },
    }
}

/// Returns the name of this device, given once.
pub fn device_name(connection: &Connection) -> rusqlite::Result<String> {
    if let Some(device) = known_device(connection) {
        return Ok(device);
    }
    let fresh = uuid::Uuid::now_v7().to_string();
    connection
        .execute("INSERT OR IGNORE INTO about (name, value) VALUES ('device', ?1)", [&fresh])?;
    Ok(known_device(connection).unwrap_or(fresh))
}

/// Returns the name that this device was given, where it can be read.
pub fn known_device(connection: &Connection) -> Option<String> {
    let sql = "SELECT value FROM about WHERE name = 'device'";
    connection.query_row(sql, [], |row| row.get(0)).ok()
}

/// Opens a journal that nobody writes for reading, without locks and without files beside it.
pub fn open_unchanging(path: &Path) -> rusqlite::Result<Connection> {
    let in_address =
        path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{in_address}?immutable=1"), flags)
}

/// Opens one more look at a database that this program has open, which sees all along what is committed
/// now, and what is read first.
pub fn look(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let look = Connection::open_with_flags(path, flags)?;
    look.execute_batch("PRAGMA trusted_schema = OFF; BEGIN")?;
    Ok(look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_last_step() {
        let mut connection = Connection::open_in_memory().expect("memory");
        steps().validate().expect("steps that fit each other");
        migrate(&mut connection, Path::new("memory")).expect("the newest version");
        assert_eq!(version(&connection, Path::new("memory")).expect("a version"), VERSION);
    }
}
