//! The journal file: opening it, appending to it, reading it.

use super::backup::is_gone;
use super::error::JournalError;
use super::event_table::read_events;
use super::line::Entry;
use super::log;
use super::open_file::OpenFile;
use super::opening::{
    device_name, has_no_events, known_device, migrate, open_unchanging, refuse_newer,
};
use super::replaying::events_about;
use super::seal::{SealOnClose, has_log, unseal};
use super::writing::Writing;
use crate::memory::Model;
use crate::study::{Event, EventId, ItemId, Standing, all_names, effective, fitted_weights};
use crate::system::{make_private, make_private_folder};
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How much of the file is kept in memory, in KiB: a session reads here and there, and little twice.
const CACHE: i32 = 256;

/// How long to wait for another session that is just storing an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The name of the learner until journals are shared.
pub(super) const LEARNER: &str = "me";

/// The journal of everything a learner did.
#[derive(Debug)]
pub struct Journal {
    connection: Connection,
    path: PathBuf,
    device: String,
    model: Model,
    /// The file that was opened to be written.
    file: Option<OpenFile>,
    /// Dropped after the connection.
    _seal: Option<SealOnClose>,
}

/// Makes the database write ahead, each transaction synced to the disk.
///
/// Two programs that make a new journal at once stand in each other's way here, and the database
/// tells them so at once instead of waiting as it does elsewhere.
fn write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    const PAUSE: Duration = Duration::from_millis(10);
    let mut left = PATIENCE.as_millis() / PAUSE.as_millis();
    let busy = |error: &rusqlite::Error| {
        error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
    };
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if busy(&error) && left > 0 => {
                left -= 1;
                std::thread::sleep(PAUSE);
            }
            other => break other?,
        }
    }
    connection.pragma_update(None, "synchronous", "FULL")
}

impl Journal {
    /// Opens the journal at this path for study, making it and its folder when they are not there.
    ///
    /// # Errors
    /// When it cannot be read and written, or is gone while something beside it says that there was
    /// one; nothing is changed then.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        if is_gone(path) {
            return Err(JournalError::Gone { path: path.to_owned() });
        }
        // Opened, the log would lose for good what stands behind its damage.
        refuse_damaged_log(path)?;
        Self::open_or_begin(path)
    }

    /// Opens the journal as [`open`](Self::open) does, or begins one, whatever is beside it.
    pub(super) fn open_or_begin(path: &Path) -> Result<Self, JournalError> {
        if let Some(folder) = path.parent() {
            make_private_folder(folder)
                .map_err(|source| JournalError::Folder { path: folder.to_owned(), source })?;
        }
        let of = |error| JournalError::of(path, error);
        let mut connection = Connection::open(path).map_err(of)?;
        connection.busy_timeout(PATIENCE).map_err(of)?;
        connection.pragma_update(None, "cache_size", -CACHE).map_err(of)?;
        refuse_newer(&connection, path)?;
        unseal(path).map_err(|_| JournalError::ReadOnly { path: path.to_owned() })?;
        write_ahead(&connection).map_err(of)?;
        migrate(&mut connection, path)?;
        make_private(path)
            .map_err(|source| JournalError::File { path: path.to_owned(), source })?;
        let device = device_name(&connection).map_err(of)?;
        let model = model_of(&connection, path)?;
        let (path, seal) = (path.to_owned(), Some(SealOnClose(path.to_owned())));
        let file = OpenFile::at(&path);
        Ok(Self { connection, path, device, model, file, _seal: seal })
    }

    /// Returns whether there is a journal at this path.
    ///
    /// # Errors
    /// When its folder does not let it be known.
    pub fn is_there(path: &Path) -> Result<bool, JournalError> {
        let folder = || path.parent().unwrap_or(path).to_owned();
        path.try_exists().map_err(|source| JournalError::Folder { path: folder(), source })
    }

    /// Returns the memory model that the learner's last fit gave, or the default one.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Opens the journal at this path for reading, or none when there is none yet. Works in a
    /// folder that cannot be written.
    ///
    /// # Errors
    /// When there is a file that cannot be read as a journal.
    pub fn open_to_read(path: &Path) -> Result<Option<Self>, JournalError> {
        let Some(mut journal) = Self::open_unproven(path)? else { return Ok(None) };
        journal.model = journal.model_now()?;
        Ok(Some(journal))
    }

    /// Opens the journal as [`open_to_read`](Self::open_to_read) does, without reading anything of
    /// it: the memory model is the default one.
    pub(super) fn open_unproven(path: &Path) -> Result<Option<Self>, JournalError> {
        if is_gone(path) {
            return Err(JournalError::Gone { path: path.to_owned() });
        }
        if !Self::is_there(path)? {
            return Ok(None);
        }
        let of = |error| JournalError::of(path, error);
        let connection = connect_to_read(path)?;
        connection.pragma_update(None, "trusted_schema", false).map_err(of)?;
        let empty: bool = connection
            .query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
            .map_err(of)?;
        if empty {
            return Ok(None);
        }
        if has_no_events(&connection).map_err(of)? {
            let why = "it has no table of events".to_owned();
            return Err(JournalError::Damaged { path: path.to_owned(), why });
        }
        let device = known_device(&connection).unwrap_or_default();
        let (path, model) = (path.to_owned(), Model::default());
        Ok(Some(Self { connection, path, device, model, file: None, _seal: None }))
    }

    /// Returns the model of a journal, or the default one where there is no journal yet.
    #[must_use]
    pub fn model_of(journal: Option<&Self>) -> Model {
        journal.map_or_else(Model::default, |journal| journal.model.clone())
    }

    /// Appends an event and brings the standing of its item up to date, in one transaction that is
    /// on the disk when this returns.
    ///
    /// # Errors
    /// When it could not be stored; then nothing of it is.
    pub fn append(&mut self, event: &Event) -> Result<(), JournalError> {
        self.append_all(std::slice::from_ref(event))
    }

    /// Appends events that belong together, as [`append`](Self::append) does one.
    ///
    /// # Errors
    /// When they could not be stored; then none of them is.
    pub fn append_all(&mut self, events: &[Event]) -> Result<(), JournalError> {
        let entries: Vec<Entry> =
            events.iter().map(|event| Entry::of(event, &self.device, LEARNER)).collect();
        let model = self.model.clone();
        self.write(|writing| {
            let behind = writing.are_behind(events)?;
            for entry in &entries {
                writing.add(entry)?;
            }
            // What is about no one item is a fit, or an undo of one.
            if events.iter().any(|event| event.item.is_none()) {
                return Ok((writing.restate_all()?, ()));
            }
            writing.settle()?;
            if !behind || !writing.restate_behind(events, &model)? {
                let items: BTreeSet<&ItemId> =
                    events.iter().filter_map(|event| event.item.as_ref()).collect();
                writing.restate_items(items.into_iter(), &model)?;
            }
            Ok((model, ()))
        })
    }

    /// Appends events that may be there already, as when a file is imported twice, in one
    /// transaction; returns how many were new.
    ///
    /// # Errors
    /// When they could not be stored; then none of them is.
    pub fn append_missing(&mut self, events: &[Event]) -> Result<usize, JournalError> {
        self.append_missing_of(events, |event| event.id, Event::clone)
    }

    /// Appends the events of what is given, as [`append_missing`](Self::append_missing) does. Each is
    /// made when its turn has come, on any core, so that many are never in memory at once; none that
    /// has the name of another is made.
    ///
    /// # Errors
    /// When they could not be stored; then none of them is.
    pub fn append_missing_of<T: Sync>(
        &mut self,
        given: &[T],
        name: impl Fn(&T) -> EventId,
        event: impl Fn(&T) -> Event + Sync,
    ) -> Result<usize, JournalError> {
        let mut ordered: Vec<&T> = given.iter().collect();
        ordered.sort_by_key(|given| name(given));
        ordered.dedup_by_key(|given| name(given));
        let device = self.device.clone();
        self.write(|writing| {
            let added = writing.add_missing(&ordered, event, &device)?;
            Ok((writing.restate_added()?, added))
        })
    }

    /// Writes in one transaction that is on the disk when this returns, or not at all, in the file
    /// that is at the journal's path. `work` says which memory model holds afterwards.
    pub(super) fn write<T, E: From<JournalError>>(
        &mut self,
        work: impl FnOnce(&mut Writing<'_>) -> Result<(Model, T), E>,
    ) -> Result<T, E> {
        let mut writing = Writing::begin(&mut self.connection, &self.path)?;
        let (model, done) = work(&mut writing)?;
        writing.commit()?;
        self.still_there()?;
        self.model = model;
        Ok(done)
    }

    /// Refuses to go on when the file that was opened is no longer at its path. What is written then
    /// goes into a file without a name, and is lost with it.
    ///
    /// # Errors
    /// When the path leads nowhere, or to another file.
    pub fn still_there(&self) -> Result<(), JournalError> {
        if self.file.as_ref().is_none_or(OpenFile::is_still_there) {
            return Ok(());
        }
        Err(JournalError::Away { path: self.path.clone() })
    }

    /// Makes the cache of standings anew from the events.
    ///
    /// # Errors
    /// When an entry cannot be read or the cache not be written; it is then as it was.
    pub fn rebuild(&mut self) -> Result<(), JournalError> {
        self.write(|writing| Ok((writing.restate_all()?, ())))
    }

    /// Returns the name of the device that writes this journal; empty where it has none yet.
    #[must_use]
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Returns the file that was opened to be written.
    #[must_use]
    pub fn file(&self) -> Option<&OpenFile> {
        self.file.as_ref()
    }

    /// Returns where the journal is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the memory model that the entries give now.
    pub(super) fn model_now(&self) -> Result<Model, JournalError> {
        model_of(&self.connection, &self.path)
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Opens the database of a journal for reading, also where nothing can be written beside it.
fn connect_to_read(path: &Path) -> Result<Connection, JournalError> {
    let of = |error| JournalError::of(path, error);
    let read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, read).map_err(of)?;
    connection.busy_timeout(PATIENCE).map_err(of)?;
    match refuse_newer(&connection, path) {
        // A journal in a folder without write permission, or on a disk without room, has no place for
        // its shared memory. Nobody can be writing it either, so it is read as a file that does not
        // change.
        Err(JournalError::ReadOnly { .. }) => connection = open_unchanging(path).map_err(of)?,
        Err(JournalError::Full { .. }) if !has_log(path) => {
            connection = open_unchanging(path).map_err(of)?;
        }
        _ => {}
    }
    refuse_newer(&connection, path)?;
    Ok(connection)
}

/// Refuses a journal whose log holds transactions behind a damaged page.
pub(super) fn refuse_damaged_log(path: &Path) -> Result<(), JournalError> {
    if log::is_damaged(path).unwrap_or(false) {
        let why = "its log has a damaged page, with answers behind it".to_owned();
        return Err(JournalError::Damaged { path: path.to_owned(), why });
    }
    Ok(())
}

/// Returns the model of the last fit that stands. Weights that are no model are damage.
pub(super) fn model_of(connection: &Connection, path: &Path) -> Result<Model, JournalError> {
    let fits = read_events(connection, "item = ?1", &"", path)?;
    match fitted_weights(&fits) {
        None => Ok(Model::default()),
        Some(weights) => Model::new(&weights).map_err(|fault| JournalError::Damaged {
            path: path.to_owned(),
            why: fault.to_string(),
        }),
    }
}

/// Returns where an item stands, and the items that it went by the name of or became.
pub(super) fn standings_of(
    connection: &Connection,
    item: &ItemId,
    model: &Model,
    path: &Path,
) -> Result<Vec<(String, Standing)>, JournalError> {
    let names = names_of(connection, item, path)?;
    let events = events_about(connection, &names, path)?;
    let mut standings = effective(&events, model).standings;
    let standing = |name: ItemId| {
        let standing = standings.remove(&name).unwrap_or_default();
        (name.to_string(), standing)
    };
    Ok(names.into_iter().map(standing).collect())
}

/// Returns the item and every name that it ever went by.
pub(super) fn names_of(
    connection: &Connection,
    item: &ItemId,
    path: &Path,
) -> Result<BTreeSet<ItemId>, JournalError> {
    let renames = read_events(connection, "kind = 'renamed' AND at >= ?1", &i64::MIN, path)?;
    Ok(all_names(&renames, item))
}

#[cfg(test)]
pub(super) mod tests;
