//! The file of the agenda. Whatever is wrong with it, it is as if there were none: it is made anew
//! from decks and journal.

use super::card_list::CardList;
use super::deck_agenda::DeckAgenda;
use super::record::read_deck;
use crate::progress::opening::look;
use crate::progress::tally::Tally;
use crate::system::make_private;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the file holds and how; another version makes it anew.
const FORMAT: &str = concat!("5 of docent ", env!("CARGO_PKG_VERSION"));

const SCHEMA: &str = "
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS about (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS deck (path TEXT NOT NULL PRIMARY KEY, record BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS card (path TEXT NOT NULL PRIMARY KEY, record BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS log (path TEXT NOT NULL PRIMARY KEY, record BLOB NOT NULL) STRICT;
    COMMIT;
";

/// The cards of a hundred-card deck fill a page, in bytes.
const PAGE: u32 = 8192;
/// How much of the file is kept in memory, in KiB: it is read once, from its beginning to its end.
const CACHE: i32 = 64;

/// A log of so many bytes takes a millisecond to read through.
const LARGE_LOG: u64 = 1024 * 1024;

/// How long to wait for another program that is just writing the agenda.
const PATIENCE: Duration = Duration::from_millis(200);

/// The state of the journal that an agenda was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark {
    /// The entries.
    pub tally: Tally,
    /// The name of the last of them.
    pub last: [u8; 16],
}

/// The decks that an agenda holds, by their absolute paths.
pub type Decks = HashMap<PathBuf, Box<DeckAgenda>>;

/// Why an agenda cannot be used.
enum Unsound {
    /// Another program is at it, or the folder cannot be written.
    Busy,
    /// It is no agenda, or one of another version.
    Damaged,
}

impl From<rusqlite::Error> for Unsound {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly};
        match error.sqlite_error_code() {
            Some(CannotOpen | DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly) => Self::Busy,
            _ => Self::Damaged,
        }
    }
}

/// The file of the agenda.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

impl Store {
    /// Opens the agenda beside a journal and reads what it holds, making it anew when it is not
    /// there or not sound; none where there is no journal, or nothing can be kept.
    pub fn open(journal: &Path) -> Option<(Self, Option<(Mark, Decks)>)> {
        if !journal.exists() {
            return None;
        }
        let path = journal.with_file_name("agenda.db");
        match Self::open_at(&path) {
            Ok(opened) => Some(opened),
            Err(Unsound::Busy) => None,
            Err(Unsound::Damaged) => {
                remove(&path);
                Self::open_at(&path).ok()
            }
        }
    }

    /// Opens the same file once more, to be written on another thread.
    pub fn another(&self) -> Option<Self> {
        let connection = connect(Path::new(self.connection.path()?)).ok()?;
        Some(Self { connection })
    }

    /// Empties the log of what was written where it has grown large: a session that is cut off would
    /// leave it to be read through at every start until one ends well.
    pub fn shrink_log(&self) {
        let log = self.connection.path().map(|path| format!("{path}-wal"));
        let large = |about: fs::Metadata| about.len() > LARGE_LOG;
        if log.and_then(|log| fs::metadata(log).ok()).is_some_and(large) {
            // Where somebody is just reading, it waits for the end of the last session.
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            let _: rusqlite::Result<i64> = self.connection.query_row(sql, [], |row| row.get(0));
        }
    }

    fn open_at(path: &Path) -> Result<(Self, Option<(Mark, Decks)>), Unsound> {
        let connection = connect(path)?;
        let tables =
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('about', 'deck', 'card', 'log')";
        let made: u32 = connection.query_row(tables, [], |row| row.get(0))?;
        if made < 4 {
            connection.pragma_update(None, "page_size", PAGE)?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.execute_batch(SCHEMA)?;
            let format = "INSERT OR IGNORE INTO about (name, value) VALUES ('format', ?1)";
            connection.execute(format, [FORMAT.as_bytes()])?;
            // The folder that it lies in is its owner's alone already.
            let _ = make_private(path);
        }
        let store = Self { connection };
        if about(&store.connection, "format")?.as_deref() != Some(FORMAT.as_bytes()) {
            return Err(Unsound::Damaged);
        }
        let read = store.read()?;
        Ok((store, read))
    }

    /// Reads the mark and all decks; none when nothing was written yet.
    fn read(&self) -> Result<Option<(Mark, Decks)>, Unsound> {
        let Some(mark) = about(&self.connection, "mark")? else { return Ok(None) };
        let mark = read_mark(&mark).ok_or(Unsound::Damaged)?;
        let mut statement = self.connection.prepare("SELECT path, record FROM deck")?;
        let mut rows = statement.query([])?;
        let mut decks = Decks::new();
        while let Some(row) = rows.next()? {
            let path: String = row.get(0)?;
            let record = row.get_ref(1)?.as_blob().map_err(|_| Unsound::Damaged)?;
            decks.insert(path.into(), Box::new(read_deck(record).ok_or(Unsound::Damaged)?));
        }
        Ok(Some((mark, decks)))
    }

    /// Does what reads a lot, within one look at the file.
    pub fn reading<T>(&self, work: impl FnOnce() -> T) -> T {
        // Without it every card list is its own look, which costs more and is as true.
        let within = self.connection.unchecked_transaction();
        let done = work();
        drop(within);
        done
    }

    /// Reads the cards of a deck.
    pub fn cards(&self, path: &Path) -> Option<CardList> {
        let sql = "SELECT record FROM card WHERE path = ?1";
        let mut statement = self.connection.prepare_cached(sql).ok()?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(row.get_ref(0)?.as_blob().ok().and_then(CardList::from_bytes))
        };
        statement.query_row([path.to_str()?], read).ok()?
    }

    /// Opens so many looks at what was answered of each deck, if that was kept since the journal was in
    /// this state.
    pub fn logs(&self, mark: &Mark, looks: usize) -> Option<Vec<Logs>> {
        let path = Path::new(self.connection.path()?);
        (0..looks).map(|_| Logs::open(path, mark)).collect()
    }

    /// Begins to write what follows from the journal as of a mark, without anything that was there
    /// when it is made `anew`; none when another program has written since the agenda was read as
    /// of `before`.
    pub fn write(&mut self, before: Option<Mark>, after: Mark, anew: bool) -> Option<Writing<'_>> {
        use rusqlite::TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(Immediate).ok()?;
        let now = about(&transaction, "mark").ok()?;
        if now.and_then(|bytes| read_mark(&bytes)) != before {
            return None;
        }
        let mark = write_mark(&after);
        let sql = "INSERT OR REPLACE INTO about (name, value) VALUES ('mark', ?1)";
        transaction.execute(sql, [mark]).ok()?;
        if anew {
            transaction
                .execute_batch("DELETE FROM deck; DELETE FROM card; DELETE FROM log;")
                .ok()?;
        }
        Some(Writing { transaction })
    }
}

/// A look at what was answered of each deck.
pub struct Logs {
    connection: Connection,
}

impl Logs {
    fn open(path: &Path, mark: &Mark) -> Option<Self> {
        let connection = look(path).ok()?;
        // Records and state are seen as of one moment.
        let seen = read_mark(&about(&connection, "mark").ok()??)?;
        (seen == *mark).then_some(Self { connection })
    }

    /// Gives the record of a deck to `read`; none when it has none.
    pub fn log<T>(&self, path: &Path, read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let sql = "SELECT record FROM log WHERE path = ?1";
        let mut statement = self.connection.prepare_cached(sql).ok()?;
        let read = |row: &rusqlite::Row<'_>| Ok(row.get_ref(0)?.as_blob().ok().and_then(read));
        statement.query_row([path.to_str()?], read).ok()?
    }
}

/// The agenda being written; nothing of it stays unless it is finished.
pub struct Writing<'s> {
    transaction: rusqlite::Transaction<'s>,
}

impl Writing<'_> {
    /// Writes the record of a deck, and its cards where they are new.
    pub fn deck(&self, path: &Path, record: &[u8], cards: Option<&CardList>) -> Option<()> {
        self.put("deck", path, record)?;
        if let Some(cards) = cards {
            self.put("card", path, &cards.to_bytes())?;
        }
        Some(())
    }

    /// Takes out what was answered of a deck: it may be otherwise now.
    pub fn forget_log(&self, path: &Path) -> Option<()> {
        self.take_out("log", path)
    }

    /// Writes what was answered of a deck.
    pub fn log(&self, path: &Path, record: &[u8]) -> Option<()> {
        self.put("log", path, record)
    }

    /// Takes a deck out.
    pub fn remove(&self, path: &Path) -> Option<()> {
        ["deck", "card", "log"].into_iter().try_for_each(|table| self.take_out(table, path))
    }

    fn put(&self, table: &str, path: &Path, record: &[u8]) -> Option<()> {
        let sql = format!("INSERT OR REPLACE INTO {table} (path, record) VALUES (?1, ?2)");
        let mut statement = self.transaction.prepare_cached(&sql).ok()?;
        statement.execute(params![path.to_str()?, record]).ok()?;
        Some(())
    }

    fn take_out(&self, table: &str, path: &Path) -> Option<()> {
        let sql = format!("DELETE FROM {table} WHERE path = ?1");
        self.transaction.prepare_cached(&sql).ok()?.execute([path.to_str()?]).ok()?;
        Some(())
    }

    /// Keeps what was written.
    pub fn finish(self) -> Option<()> {
        self.transaction.commit().ok()
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    // What can be made anew need not outlive a failing machine to the last transaction.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(connection)
}

fn about(connection: &Connection, name: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let sql = "SELECT value FROM about WHERE name = ?1";
    connection.query_row(sql, [name], |row| row.get(0)).optional()
}

fn write_mark(mark: &Mark) -> Vec<u8> {
    [mark.tally.to_string().as_bytes(), b" ", &mark.last].concat()
}

fn read_mark(bytes: &[u8]) -> Option<Mark> {
    let (tally, last) = bytes.split_at_checked(bytes.len().checked_sub(16)?)?;
    let tally = std::str::from_utf8(tally).ok()?.trim_end().parse().ok()?;
    Some(Mark { tally, last: last.try_into().ok()? })
}

/// Removes an agenda that is not sound, with its log.
fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // What cannot be removed is seen when it is opened again.
        let _ = fs::remove_file(name);
    }
}
