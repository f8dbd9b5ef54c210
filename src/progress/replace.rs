//! Putting other entries in the place of a journal's own: going back to a backup, and repairing a
//! damaged file. What was there is kept first.

use super::archive::first_free;
use super::backup::{backup_now, backups};
use super::bring::{BringError, bring, inspect};
use super::error::JournalError;
use super::journal::Journal;
use super::line::Entry;
use super::salvage::{beside, salvage};
use super::seal::{seal, sealed_entries, unseal};
use super::verify::verify;
use crate::memory::Moment;
use crate::system::{make_private_folder, sync_folder};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where the parts of a learner's progress are.
#[derive(Debug, Clone)]
pub struct Places {
    /// The journal.
    pub journal: PathBuf,
    /// The folder of its backups.
    pub backups: PathBuf,
}

/// What was put in a journal's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Where what was there is kept: a backup, or a folder with the damaged files; none where there
    /// was nothing.
    pub kept: Option<PathBuf>,
    /// How many entries the journal has now.
    pub entries: u64,
}

/// Why a journal was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// The file to go back to is damaged.
    #[error("`{path}` is damaged, so it does not take the place of a journal")]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A hand-in holds only some decks, perhaps of somebody else.
    #[error("`{path}` is a hand-in, which holds only some decks")]
    HandIn {
        /// The file.
        path: PathBuf,
    },
    /// Nothing can be had of a file.
    #[error(transparent)]
    Bring(#[from] BringError),
    /// The journal cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// What was there could not be kept, so it is still there.
    #[error("what is there could not be kept in `{path}`, so it was not touched")]
    Keep {
        /// Where it was to be kept.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl ReplaceError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Damaged { .. } => {
                Some("`docent progress merge` brings in every entry of it that is whole")
            }
            Self::HandIn { .. } => Some("`docent class` reads hand-ins"),
            Self::Bring(error) => error.hint(),
            Self::Journal(error) => error.hint(),
            Self::Keep { .. } => Some("make room, or allow writing there, then try again"),
        }
    }
}

/// Puts the entries of a sound file in the place of the journal's own, having kept those.
///
/// # Errors
/// When the file is not sound, what was there cannot be kept, or it cannot be written; the journal
/// is as it was then.
pub fn restore(places: &Places, from: &Path, now: Moment) -> Result<Replaced, ReplaceError> {
    let found = inspect(from)?;
    if !found.is_sound() {
        return Err(ReplaceError::Damaged { path: from.to_owned() });
    }
    if found.is_hand_in() {
        return Err(ReplaceError::HandIn { path: from.to_owned() });
    }
    match verify(&places.journal) {
        Ok(None) | Err(JournalError::Gone { .. }) => {
            let entries = begin(&places.journal, |take| bring(from, take))?;
            Ok(Replaced { kept: None, entries })
        }
        Ok(Some(now_there)) if now_there.is_sound() => replace_sound(places, from, now),
        Err(error @ JournalError::Newer { .. }) => Err(error.into()),
        Err(error) if error.is_of_its_place() => Err(error.into()),
        _ => replace_damaged(places, now, |take| Ok(bring(from, take)?.entries())),
    }
}

/// Other sessions may have a sound journal open, so it is emptied and filled in one transaction.
fn replace_sound(places: &Places, from: &Path, now: Moment) -> Result<Replaced, ReplaceError> {
    let mut journal = Journal::open(&places.journal)?;
    let (kept, _) = backup_now(&journal, &places.backups, now)
        .map_err(|source| ReplaceError::Keep { path: places.backups.clone(), source })?;
    let entries = journal.write(|writing| {
        writing.clear()?;
        let found = bring(from, |entry| writing.add(entry).map(|_| ()))?;
        Ok::<_, ReplaceError>((writing.restate_all()?, found.entries()))
    })?;
    Ok(Replaced { kept: Some(kept), entries })
}

/// What a repair came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// Where the damaged files are kept; none where there were none.
    pub kept: Option<PathBuf>,
    /// Entries that were whole in the damaged file.
    pub saved: u64,
    /// Entries that the newest sound backup had beside those.
    pub from_backup: u64,
    /// That backup.
    pub backup: Option<PathBuf>,
    /// How many the damaged journal said it had, where that could still be read.
    pub had: Option<u64>,
}

/// Makes a sound journal of every whole entry of a damaged one, and of its newest sound backup;
/// none when the journal is sound, or when there is neither. The damaged files are kept.
///
/// # Errors
/// When they cannot be kept, or the new journal not be written; they are as they were then.
pub fn repair(places: &Places, now: Moment) -> Result<Option<Repaired>, ReplaceError> {
    let backup = newest_sound(&places.backups);
    let had = match verify(&places.journal) {
        Ok(None) => return Ok(None),
        Err(error @ JournalError::Gone { .. }) => {
            let Some(backup) = backup else { return Err(error.into()) };
            let had = sealed_entries(&places.journal);
            let from_backup = begin(&places.journal, |take| bring(&backup, take))?;
            let backup = Some(backup);
            return Ok(Some(Repaired { kept: None, saved: 0, from_backup, backup, had }));
        }
        Ok(Some(found)) if found.is_sound() => return Ok(None),
        Err(error @ JournalError::Newer { .. }) => return Err(error.into()),
        Err(error) if error.is_of_its_place() => return Err(error.into()),
        Ok(Some(found)) => found.stored().max(sealed_entries(&places.journal)),
        Err(_) => sealed_entries(&places.journal),
    };
    let io = |source| BringError::Io { path: places.journal.clone(), source };
    let saved = salvage(&places.journal).map_err(io)?;
    let replaced = replace_damaged(places, now, |take| {
        saved.iter().try_for_each(&mut *take)?;
        if let Some(backup) = &backup {
            bring(backup, take)?;
        }
        Ok(0)
    })?;
    let count = u64::try_from(saved.len()).unwrap_or(u64::MAX);
    Ok(Some(Repaired {
        kept: replaced.kept,
        saved: count,
        from_backup: replaced.entries.saturating_sub(count),
        backup,
        had,
    }))
}

fn newest_sound(folder: &Path) -> Option<PathBuf> {
    let mut backups = backups(folder).unwrap_or_default();
    backups.reverse();
    let sound = |path: &Path| inspect(path).is_ok_and(|found| found.is_sound());
    backups.into_iter().map(|backup| backup.path).find(|path| sound(path))
}

type Take<'t> = &'t mut dyn FnMut(&Entry) -> Result<(), JournalError>;

/// Puts a new journal in the place of one that cannot be written to any more.
///
/// The damaged files are copied before anything is changed, and the new journal is whole before it
/// takes the place, so that at any instant one of both is there.
fn replace_damaged(
    places: &Places,
    now: Moment,
    feed: impl FnOnce(Take<'_>) -> Result<u64, BringError>,
) -> Result<Replaced, ReplaceError> {
    let journal = &places.journal;
    let kept = keep_aside(journal, now)?;
    let fresh = journal.with_file_name("journal.new.db");
    let io = |source| BringError::Io { path: journal.clone(), source };
    remove_with_company(&fresh).map_err(io)?;
    let entries = begin(&fresh, feed)?;
    unseal(journal).map_err(io)?;
    // A log of the old journal must not be taken for one of the new.
    for ending in ["-wal", "-shm"] {
        remove(&beside(journal, ending)).map_err(io)?;
    }
    fs::rename(&fresh, journal).and_then(|()| sync_folder(journal)).map_err(io)?;
    remove_with_company(&fresh).map_err(io)?;
    // Without a seal it is as good; a check then covers less.
    let _ = seal(journal);
    Ok(Replaced { kept: Some(kept), entries })
}

/// Makes a new journal of the entries that `feed` gives; returns how many it has.
fn begin<T>(
    path: &Path,
    feed: impl FnOnce(Take<'_>) -> Result<T, BringError>,
) -> Result<u64, ReplaceError> {
    let mut journal = Journal::open_or_begin(path)?;
    let (merged, _) =
        journal.merge(|merging| Ok::<_, ReplaceError>(feed(&mut |entry| merging.add(entry))?))?;
    Ok(merged.added)
}

/// Copies the files of a damaged journal into a folder beside it, which is whole or not there.
fn keep_aside(journal: &Path, now: Moment) -> Result<PathBuf, ReplaceError> {
    let time = now.time().format("damaged-%Y-%m-%d-%H%M%S").to_string();
    let folder = first_free(&time, |name| journal.with_file_name(name));
    let folder = folder.map_err(|source| {
        let path = journal.with_file_name(&time);
        ReplaceError::Keep { path, source }
    })?;
    let copied = make_private_folder(&folder).and_then(|()| copy_into(&folder, journal));
    if let Err(source) = copied {
        // Half a copy would look like one; that none could be made is said.
        let _ = fs::remove_dir_all(&folder);
        return Err(ReplaceError::Keep { path: folder, source });
    }
    Ok(folder)
}

fn copy_into(folder: &Path, journal: &Path) -> io::Result<()> {
    for file in [journal.to_owned(), beside(journal, "-wal")] {
        if let Some(name) = file.file_name().filter(|_| file.exists()) {
            let copy = folder.join(name);
            fs::copy(&file, &copy)?;
            fs::File::open(&copy)?.sync_all()?;
        }
    }
    sync_folder(&folder.join("x"))
}

fn remove_with_company(journal: &Path) -> io::Result<()> {
    unseal(journal)?;
    ["", "-wal", "-shm"].iter().try_for_each(|ending| remove(&beside(journal, ending)))
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::journal::tests::events;

    fn moment(hour: i64) -> Moment {
        Moment::from_millis(1_767_268_800_000 + hour * 3_600_000, 0).expect("in range")
    }

    fn places(home: &Path) -> Places {
        Places { journal: home.join("journal.db"), backups: home.join("backups") }
    }

    fn fill(path: &Path, days: u8, seed: u8) {
        let drawn: Vec<_> = (0..days).map(|n| (n % 3, 8, n % 4, n)).collect();
        let mut journal = Journal::open(path).expect("a journal");
        journal.append_all(&events(&drawn, seed)).expect("stored");
    }

    fn entries(path: &Path) -> u64 {
        let found = verify(path).expect("readable").expect("there");
        assert!(found.is_sound(), "{found:?}");
        found.entries
    }

    #[test]
    fn a_restored_journal_holds_what_the_backup_held_and_what_it_replaced_is_kept() {
        let home = tempfile::tempdir().expect("a folder");
        let places = places(home.path());
        fill(&places.journal, 5, 1);
        let journal = Journal::open(&places.journal).expect("a journal");
        let (backup, _) = backup_now(&journal, &places.backups, moment(0)).expect("a backup");
        fill(&places.journal, 4, 2);
        assert_eq!(entries(&places.journal), 9);
        let replaced = restore(&places, &backup, moment(1)).expect("restored");
        drop(journal);
        assert_eq!((replaced.entries, entries(&places.journal)), (5, 5));
        let kept = replaced.kept.expect("what was there");
        assert_eq!(inspect(&kept).expect("a backup").entries(), 9);
        restore(&places, &kept, moment(2)).expect("restored");
        assert_eq!(entries(&places.journal), 9);
    }

    #[test]
    fn a_damaged_backup_restores_nothing() {
        let home = tempfile::tempdir().expect("a folder");
        let places = places(home.path());
        fill(&places.journal, 5, 1);
        let journal = Journal::open(&places.journal).expect("a journal");
        let (backup, _) = backup_now(&journal, &places.backups, moment(0)).expect("a backup");
        drop(journal);
        let mut bytes = fs::read(&backup).expect("bytes");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&backup, bytes).expect("written");
        restore(&places, &backup, moment(1)).expect_err("it is damaged");
        assert_eq!(entries(&places.journal), 5);
    }

    #[test]
    fn a_journal_that_cannot_be_used_where_it_is_is_not_taken_for_a_damaged_one() {
        let path = PathBuf::from("journal.db");
        let failed = |code| {
            let error = rusqlite::ffi::Error::new(code);
            JournalError::of(&path, rusqlite::Error::SqliteFailure(error, None))
        };
        let no_room = [rusqlite::ffi::SQLITE_FULL, rusqlite::ffi::SQLITE_IOERR_SHMSIZE];
        for code in no_room {
            let error = failed(code);
            assert!(matches!(error, JournalError::Full { .. }), "{code}: {error}");
            assert!(error.is_of_its_place(), "{code}: {error}");
        }
        let torn = failed(rusqlite::ffi::SQLITE_IOERR_READ);
        assert!(matches!(torn, JournalError::Disk { .. }) && !torn.is_of_its_place(), "{torn}");
        assert!(!failed(rusqlite::ffi::SQLITE_CORRUPT).is_of_its_place());
    }

    #[test]
    fn what_could_not_be_kept_leaves_no_folder() {
        let home = tempfile::tempdir().expect("a folder");
        let places = places(home.path());
        fs::create_dir(&places.journal).expect("a folder that cannot be copied as a file");
        let kept = keep_aside(&places.journal, moment(0));
        assert!(matches!(kept, Err(ReplaceError::Keep { .. })), "{kept:?}");
        assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_damaged_journal_is_repaired_with_what_is_whole_and_what_the_backup_has() {
        let home = tempfile::tempdir().expect("a folder");
        let places = places(home.path());
        fill(&places.journal, 40, 1);
        let journal = Journal::open(&places.journal).expect("a journal");
        backup_now(&journal, &places.backups, moment(0)).expect("a backup");
        drop(journal);
        fill(&places.journal, 10, 2);
        let mut bytes = fs::read(&places.journal).expect("bytes");
        bytes[..100].fill(0);
        let verdict = b"\"verdict\"";
        let hit = bytes.windows(verdict.len()).position(|seen| seen == verdict).expect("an entry");
        bytes[hit] ^= 1;
        fs::write(&places.journal, &bytes).expect("written");
        let repaired = repair(&places, moment(1)).expect("repaired").expect("it was damaged");
        assert!(repaired.saved == 49 && repaired.from_backup <= 1, "{repaired:?}");
        assert_eq!(entries(&places.journal), repaired.saved + repaired.from_backup);
        let kept =
            fs::read(repaired.kept.expect("kept").join("journal.db")).expect("the damaged file");
        assert_eq!(kept, bytes);
        assert_eq!(repair(&places, moment(2)).expect("sound"), None);
    }
}
