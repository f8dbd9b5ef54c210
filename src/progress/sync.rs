//! Several machines and a shared folder: a synced drive, a git work tree, a stick.
//!
//! Each device appends to a file of its own and reads those of all others, so that no two ever
//! write to one file and nothing has to be locked. Files may come late, twice, half written or as
//! a copy with another name: every whole line counts once, and the rest comes with a later sync.

use super::ahead::Ahead;
use super::archive::{remove_unfinished, replace_file};
use super::bring::{BringError, Brought, bring};
use super::entry_file::{Heading, Purpose};
use super::error::JournalError;
use super::journal::Journal;
use super::line::{Entry, LineError};
use crate::memory::Moment;
use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

const BEGINNING: &str = "docent-";
const ENDING: &str = ".jsonl";

/// What tells an entry from all others.
type EntryKey = ([u8; 16], [u8; 16]);

/// What a sync came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// Entries that this device had not.
    pub received: u64,
    /// Entries that the folder had not.
    pub sent: u64,
    /// The files of other devices that were read.
    pub read: usize,
    /// Files that are not whole, or that a newer docent wrote.
    pub partly: Vec<Partly>,
    /// The file of this device.
    pub own: PathBuf,
    /// Whether no device had written anything into the folder before.
    pub first: bool,
    /// The devices whose entries are dated ahead of this clock.
    pub ahead: Ahead,
}

/// A file of which not everything came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partly {
    /// The file.
    pub file: PathBuf,
    /// Why.
    pub why: String,
    /// How many whole entries there are.
    pub entries: u64,
}

/// Why a folder could not be synced with.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// It is no folder that can be read.
    #[error("cannot read the folder `{path}`")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file of this device cannot be written.
    #[error("cannot write `{path}`; what others wrote was taken in")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The journal cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl SyncError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Folder { .. } => Some("make the folder first; it is shared by all your devices"),
            Self::Write { .. } => Some("make room, or allow writing there, then sync again"),
            Self::Journal(error) => error.hint(),
        }
    }
}

/// Takes in what other devices wrote into a folder, and adds what the folder lacks.
///
/// # Errors
/// When the folder or the journal cannot be used. What is taken in is stored before anything is
/// written to the folder.
pub fn sync(journal: &mut Journal, folder: &Path, now: Moment) -> Result<Synced, SyncError> {
    let files = device_files(folder)
        .map_err(|source| SyncError::Folder { path: folder.to_owned(), source })?;
    let own = folder.join(format!("{BEGINNING}{}{ENDING}", journal.device()));
    remove_unfinished(&own);
    let mut there = HashSet::new();
    let mut partly = Vec::new();
    let mut own_entries = None;
    let mut ahead = Ahead::default();
    let (merged, ()) = journal.merge(|merging| {
        for file in &files {
            let (mut entries, mut whole) = (Vec::new(), 0);
            let read = bring(file, |entry| {
                whole += 1;
                there.insert(entry.key());
                if *file == own {
                    entries.push(entry.clone());
                }
                merging.add_noting(entry, &mut ahead, now)
            });
            let fault = match read {
                Err(BringError::Journal(error)) => return Err(SyncError::Journal(error)),
                Err(error) => Some(with_cause(&error)),
                Ok(found) => partly_read(&found),
            };
            if *file == own {
                own_entries = Some((entries, fault.is_some()));
            } else if let Some(why) = fault {
                partly.push(Partly { file: file.clone(), why, entries: whole });
            }
        }
        Ok(())
    })?;
    let lacking = lacking(journal, &there)?;
    let write = |source| SyncError::Write { path: own.clone(), source };
    let sent = u64::try_from(lacking.len()).unwrap_or(u64::MAX);
    match own_entries {
        Some((_, false)) if lacking.is_empty() => {}
        Some((_, false)) => append(&own, &lacking).map_err(write)?,
        // A file that was torn is written anew, with all that is whole of it.
        torn => {
            let whole = torn.map(|(entries, _)| entries).unwrap_or_default();
            let heading = Heading::new(Purpose::Device, journal.device(), now.millis());
            begin(&own, &heading, whole.iter().chain(&lacking)).map_err(write)?;
        }
    }
    let read = files.iter().filter(|file| **file != own).count() - partly.len();
    Ok(Synced { received: merged.added, sent, read, partly, own, first: files.is_empty(), ahead })
}

/// Returns the entries of a journal that a folder lacks, where these are `there`.
fn lacking(journal: &Journal, there: &HashSet<EntryKey>) -> Result<Vec<Entry>, JournalError> {
    let mut lacking = Vec::new();
    journal.entries(|entry| {
        if !there.contains(&entry.key()) {
            lacking.push(entry);
        }
        Ok::<(), JournalError>(())
    })?;
    Ok(lacking)
}

/// Returns the files of devices in a folder, with the copies that programs which sync make of them.
fn device_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let named =
            name.to_str().is_some_and(|name| name.starts_with(BEGINNING) && name.contains(ENDING));
        if named && entry.file_type()?.is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

/// Returns why not all of a file counts, if so.
fn partly_read(found: &Brought) -> Option<String> {
    let Brought::Entries(file, _) = found else {
        return (!found.is_sound()).then(|| "it is a damaged journal".to_owned());
    };
    let lines = |n: u64, what: &str| match n {
        0 => None,
        1 => Some(format!("1 line {what}")),
        n => Some(format!("{n} lines {what}")),
    };
    lines(file.faulty, "torn, damaged or still on the way")
        .or_else(|| lines(file.unknown, "that only a newer docent knows"))
}

fn with_cause(error: &BringError) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

/// Begins the file of this device, or writes it anew.
fn begin<'e>(
    own: &Path,
    heading: &Heading,
    entries: impl Iterator<Item = &'e Entry>,
) -> io::Result<()> {
    replace_file(own, |file| {
        let heading = heading.line().map_err(io::Error::other)?;
        write_lines(file, std::iter::once(Ok(heading)).chain(entries.map(Entry::line)))
    })
}

fn append(own: &Path, entries: &[Entry]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().append(true).open(own)?;
    write_lines(&mut file, entries.iter().map(Entry::line))?;
    file.sync_all()
}

fn write_lines(
    file: &mut fs::File,
    lines: impl Iterator<Item = Result<String, LineError>>,
) -> io::Result<()> {
    let mut to = BufWriter::new(file);
    for line in lines {
        writeln!(to, "{}", line.map_err(io::Error::other)?)?;
    }
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::journal::tests::{events, in_memory};
    use proptest::prelude::*;

    fn moment() -> Moment {
        Moment::from_millis(1_767_268_800_000, 0).expect("in range")
    }

    fn device(n: u8, days: u8) -> Journal {
        let mut journal = in_memory(&format!("device-{n}"));
        act(&mut journal, n, days);
        journal
    }

    fn act(journal: &mut Journal, seed: u8, days: u8) {
        let drawn: Vec<_> = (0..days).map(|day| (day % 3, 8, day % 4, day)).collect();
        journal.append_missing(&events(&drawn, seed)).expect("stored");
    }

    fn synced(journal: &mut Journal, folder: &Path) -> Synced {
        sync(journal, folder, moment()).expect("synced")
    }

    #[test]
    fn three_devices_that_sync_in_turn_know_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut devices = [device(1, 3), device(2, 4), device(3, 5)];
        for _ in 0..2 {
            for device in &mut devices {
                synced(device, folder.path());
            }
        }
        for device in &devices {
            assert_eq!(device.events().expect("events").len(), 12);
            assert_eq!(
                device.standings().expect("states"),
                devices[0].standings().expect("states")
            );
        }
        let again = synced(&mut devices[0], folder.path());
        assert_eq!((again.received, again.sent, again.read), (0, 0, 2));
    }

    #[test]
    fn a_device_that_is_ahead_is_named_when_its_entries_come_in() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, mut two) = (device(1, 3), device(2, 4));
        let first = one.events().expect("events").remove(0).at;
        let early = |days: i64| Moment::from_millis(first.millis() - days * 86_400_000, 0);
        assert!(synced(&mut one, folder.path()).ahead.0.is_empty(), "its own are not");
        let early = early(30).expect("in range");
        let came = sync(&mut two, folder.path(), early).expect("synced");
        let latest = one.events().expect("events").iter().map(|event| event.at).max();
        assert_eq!(
            came.ahead.0.into_iter().collect::<Vec<_>>(),
            [(one.device().to_owned(), latest.expect("events"))]
        );
        let again = sync(&mut two, folder.path(), early).expect("synced");
        assert!(again.ahead.0.is_empty(), "said when they come in");
    }

    #[test]
    fn a_copy_with_another_name_and_a_file_of_something_else_do_no_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, mut two) = (device(1, 3), device(2, 4));
        let own = synced(&mut one, folder.path()).own;
        fs::copy(&own, folder.path().join("docent-device-1 (conflict).jsonl")).expect("a copy");
        fs::write(folder.path().join("docent-notes.jsonl"), "my notes\n").expect("notes");
        fs::write(folder.path().join("notes.txt"), "my notes").expect("notes");
        let first = synced(&mut two, folder.path());
        assert_eq!((first.received, first.sent, first.read), (3, 4, 2));
        assert_eq!((first.partly.len(), first.partly[0].entries), (1, 0), "{first:?}");
    }

    #[test]
    fn what_only_a_merge_brought_reaches_the_others_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, mut two, third) = (device(1, 3), device(2, 4), device(3, 5));
        let fed = one.merge(|merging| third.entries(|entry| merging.add(&entry)));
        fed.expect("merged");
        synced(&mut one, folder.path());
        assert_eq!(synced(&mut two, folder.path()).received, 8);
    }

    #[test]
    fn a_file_of_this_device_that_was_torn_is_mended() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut one = device(1, 3);
        let own = synced(&mut one, folder.path()).own;
        let bytes = fs::read(&own).expect("bytes");
        fs::write(&own, &bytes[..bytes.len() - 20]).expect("torn");
        act(&mut one, 9, 2);
        assert_eq!(synced(&mut one, folder.path()).sent, 3);
        let mut two = device(2, 0);
        let all = synced(&mut two, folder.path());
        assert_eq!((all.received, all.partly), (5, Vec::new()));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_sync_left_is_removed_by_the_device_that_left_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ended = std::process::Command::new("true").spawn().expect("a program");
        ended.wait().expect("ended");
        let (gone, running) = (ended.id(), std::os::unix::process::parent_id());
        let left = format!(".docent-device-1.jsonl.{gone}.new");
        let stay = [
            format!(".docent-device-1.jsonl.{running}.new"),
            format!(".docent-device-2.jsonl.{gone}.new"),
            format!(".docent-device-1.jsonl.{gone}.old"),
            ".docent-device-1.jsonl.notes.new".to_owned(),
        ];
        let place = |name: &String| folder.path().join(name);
        for name in stay.iter().chain([&left]) {
            fs::write(place(name), "half").expect("written");
        }
        synced(&mut device(1, 3), folder.path());
        assert!(!place(&left).exists());
        for name in &stay {
            assert!(place(name).exists(), "{name}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// Each step a device acts, syncs, or sees a folder whose files are torn at some place, as
        /// while they are still being copied.
        #[test]
        fn late_and_half_written_files_cost_nothing_once_they_are_whole(
            steps in prop::collection::vec((0usize..3, 0u8..3, any::<prop::sample::Index>()), 1..14),
        ) {
            let folder = tempfile::tempdir().expect("a folder");
            let mut devices = [device(1, 1), device(2, 2), device(3, 3)];
            let mut seed = 10;
            for (who, what, place) in steps {
                match what {
                    0 => {
                        seed += 1;
                        act(&mut devices[who], seed, 2);
                    }
                    1 => { synced(&mut devices[who], folder.path()); }
                    _ => {
                        let files = device_files(folder.path()).expect("files");
                        let Some(file) = files.get(who) else { continue };
                        let whole = fs::read(file).expect("bytes");
                        fs::write(file, &whole[..place.index(whole.len())]).expect("torn");
                        // Another than the one that writes it sees it so.
                        let other = (0..3).find(|n| !file.ends_with(
                            format!("docent-{}.jsonl", devices[*n].device())
                        )).expect("another");
                        synced(&mut devices[other], folder.path());
                        fs::write(file, &whole).expect("whole again");
                    }
                }
            }
            for _ in 0..2 {
                for device in &mut devices {
                    synced(device, folder.path());
                }
            }
            for device in &devices {
                prop_assert_eq!(device.events().expect("events"), devices[0].events().expect("events"));
                prop_assert_eq!(device.standings().expect("states"), devices[0].standings().expect("states"));
            }
        }
    }
}
