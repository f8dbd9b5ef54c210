//! The journal file: opening it, appending to it, reading it.

use super::backup::is_gone;
use super::error::JournalError;
use super::event_table::read_events;
use super::line::Entry;
use super::log;
use super::opening::{
    device_name, has_no_events, known_device, migrate, open_unchanging, refuse_newer,
};
use super::replaying::events_about;
use super::seal::{SealOnClose, unseal};
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
            .map_err(|source| JournalError::Folder { path: path.to_owned(), source })?;
        let device = device_name(&connection).map_err(of)?;
        let model = model_of(&connection, path)?;
        let (path, seal) = (path.to_owned(), Some(SealOnClose(path.to_owned())));
        Ok(Self { connection, path, device, model, _seal: seal })
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
        if !path.exists() {
            return Ok(None);
        }
        let of = |error| JournalError::of(path, error);
        let read = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, read).map_err(of)?;
        connection.busy_timeout(PATIENCE).map_err(of)?;
        if refuse_newer(&connection, path)
            .is_err_and(|e| matches!(e, JournalError::ReadOnly { .. }))
        {
            // A journal in a folder without write permission has no place for its shared memory;
            // nobody can be writing it either, so it is read as a file that does not change.
            connection = open_unchanging(path).map_err(of)?;
        }
        refuse_newer(&connection, path)?;
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
        Ok(Some(Self { connection, path, device, model, _seal: None }))
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
            for entry in &entries {
                writing.add(entry)?;
            }
            // What is about no one item is a fit, or an undo of one.
            if events.iter().any(|event| event.item.is_none()) {
                return Ok((writing.restate_all()?, ()));
            }
            writing.settle()?;
            let items: BTreeSet<&ItemId> =
                events.iter().filter_map(|event| event.item.as_ref()).collect();
            writing.restate_items(items.into_iter(), &model)?;
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

    /// Writes in one transaction that is on the disk when this returns, or not at all. `work` says
    /// which memory model holds afterwards.
    pub(super) fn write<T, E: From<JournalError>>(
        &mut self,
        work: impl FnOnce(&mut Writing<'_>) -> Result<(Model, T), E>,
    ) -> Result<T, E> {
        let mut writing = Writing::begin(&mut self.connection, &self.path)?;
        let (model, done) = work(&mut writing)?;
        writing.commit()?;
        self.model = model;
        Ok(done)
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
pub(super) mod tests {
    use super::*;
    use crate::deck::Form;
    use crate::memory::{Moment, Rating, Schedule};
    use crate::study::{EventId, EventKind, Given, IdSource, Review, Verdict};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn noon(day: i64) -> Moment {
        Moment::from_millis(1_767_268_800_000 + day * 86_400_000, 5 * 3600).expect("in range")
    }

    fn item(n: u8) -> ItemId {
        ItemId { deck: "d".into(), card: format!("c{n}"), part: 1 }
    }

    fn review(rating: Rating, days: u32) -> EventKind {
        EventKind::Reviewed(Review {
            form: Form::Typed,
            options: vec!["a".into()],
            answer: Given::Text("ä \"quoted\"".into()),
            verdict: Verdict::of(rating),
            score: 0.75,
            rating,
            millis: 1234,
            next: Schedule::Review { days },
            before: "new",
        })
    }

    /// Turns drawn numbers into events that refer to earlier ones, with names of this seed.
    pub fn events(drawn: &[(u8, u8, u8, u8)], seed: u8) -> Vec<Event> {
        let mut ids = IdSource::new([seed; 32], None);
        let mut past: Vec<EventId> = Vec::new();
        let mut events = Vec::new();
        for (day, (on, what, rating, of)) in (0..).zip(drawn) {
            let rating = Rating::ALL[usize::from(rating % 4)];
            let earlier = past.get(usize::from(*of) % past.len().max(1)).copied();
            let kind = match (what % 9, earlier) {
                (0, Some(of)) => EventKind::Undone { of },
                (1, Some(of)) => {
                    EventKind::Overruled { of, rating, next: Schedule::Review { days: 4 } }
                }
                (2, _) => EventKind::Suspended,
                (3, _) => EventKind::Unsuspended,
                (4, _) => EventKind::Buried { until: noon(day).study_day().plus(1) },
                (5, _) => EventKind::Reset,
                _ => review(rating, u32::from(*of % 30) + 1),
            };
            let at = noon(day);
            let earlier_item = |of: EventId| {
                events.iter().find(|e: &&Event| e.id == of).and_then(|e| e.item.clone())
            };
            let item = match kind {
                EventKind::Undone { of } | EventKind::Overruled { of, .. } => earlier_item(of),
                _ => None,
            }
            .or_else(|| Some(item(on % 3)));
            let event = Event { id: ids.next(at), at, item, kind };
            past.push(event.id);
            events.push(event);
        }
        events
    }

    #[test]
    fn what_is_stored_is_there_after_reopening() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("new/folder/journal.db");
        let written = events(&[(0, 8, 2, 5), (0, 8, 0, 3), (1, 4, 0, 0), (0, 0, 0, 0)], 7);
        let mut journal = Journal::open(&path).expect("a journal");
        for event in &written {
            journal.append(event).expect("stored");
        }
        drop(journal);
        let journal = Journal::open(&path).expect("the journal again");
        assert_eq!(journal.events().expect("events"), written);
    }

    #[test]
    fn events_are_never_changed_or_removed() {
        let home = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::open(&home.path().join("journal.db")).expect("a journal");
        journal.append(&events(&[(0, 8, 2, 5)], 7)[0]).expect("stored");
        journal.connection.execute("UPDATE event SET at = 0", []).expect_err("a trigger");
        journal.connection.execute("DELETE FROM event", []).expect_err("a trigger");
    }

    #[test]
    fn a_journal_that_was_tampered_with_is_noticed() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("journal.db");
        let mut journal = Journal::open(&path).expect("a journal");
        journal.append(&events(&[(0, 8, 2, 5)], 7)[0]).expect("stored");
        journal
            .connection
            .execute_batch("DROP TRIGGER event_is_never_changed; UPDATE event SET at = at + 1")
            .expect("tampering");
        assert!(matches!(journal.events(), Err(JournalError::Damaged { .. })));
    }

    #[test]
    fn a_journal_from_the_future_is_refused_and_untouched() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("journal.db");
        let journal = Journal::open(&path).expect("a journal");
        journal.connection.pragma_update(None, "user_version", 99).expect("a newer version");
        drop(journal);
        assert!(matches!(Journal::open(&path), Err(JournalError::Newer { .. })));
        assert!(matches!(Journal::open_to_read(&path), Err(JournalError::Newer { .. })));
        let bytes = Connection::open(&path).expect("a database");
        let version: i64 =
            bytes.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
        assert_eq!(version, 99);
    }

    #[test]
    fn a_file_that_is_no_journal_is_refused_and_untouched() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("journal.db");
        let text = "these are my notes and not a database at all ".repeat(50);
        std::fs::write(&path, &text).expect("written");
        assert!(matches!(Journal::open(&path), Err(JournalError::Damaged { .. })));
        assert_eq!(std::fs::read_to_string(&path).expect("text"), text);
    }

    #[test]
    fn reading_makes_no_journal() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("journal.db");
        assert!(Journal::open_to_read(&path).expect("no fault").is_none());
        assert!(!path.exists());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn state_rebuilt_from_events_equals_the_stored_state(
            drawn in prop::collection::vec((0u8..3, any::<u8>(), any::<u8>(), any::<u8>()), 1..30)
        ) {
            let mut journal = in_memory("test");
            for event in events(&drawn, 7) {
                journal.append(&event).expect("stored");
            }
            let stored = journal.standings().expect("standings");
            journal.rebuild().expect("rebuilt");
            let rebuilt = journal.standings().expect("standings");
            let touched = |mut all: BTreeMap<ItemId, Standing>| {
                all.retain(|_, standing| *standing != Standing::default());
                all
            };
            prop_assert_eq!(touched(stored), touched(rebuilt));
        }
    }

    /// Returns a journal that no file holds.
    pub fn in_memory(device: &str) -> Journal {
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection, Path::new("memory")).expect("a schema");
        let (path, device, model) = ("memory".into(), device.to_owned(), Model::default());
        Journal { connection, path, device, model, _seal: None }
    }
}
