//! Reading the entries of any file that holds some: a journal, an export, a backup, the file of a
//! device, a hand-in; sound or damaged.

use super::archive::{FileKind, kind_of, open_archive, sum_fits};
use super::entry_file::{EntryFile, EntryFileError, Purpose, read_entries};
use super::error::JournalError;
use super::journal::Journal;
use super::line::Entry;
use super::opening::is_foreign;
use super::salvage::salvage;
use super::verify::{Verification, verify_entries};
use std::io;
use std::path::{Path, PathBuf};

/// What a file was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brought {
    /// A journal.
    Journal(Verification),
    /// A journal that cannot be read as one; its whole entries were found in its bytes.
    Salvaged {
        /// Why it cannot be read.
        why: String,
        /// How many entries were found.
        entries: u64,
    },
    /// A file of entries, and whether the sum behind it fits where it has one.
    Entries(EntryFile, Option<bool>),
}

impl Brought {
    /// Returns whether every byte is as it was written, as far as the file tells.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Journal(found) => found.is_sound(),
            Self::Salvaged { .. } => false,
            Self::Entries(file, sum) => file.is_sound() && *sum != Some(false),
        }
    }

    /// Returns whether it is what a learner hands to a teacher.
    #[must_use]
    pub fn is_hand_in(&self) -> bool {
        matches!(self, Self::Entries(file, _) if file.heading.docent == Purpose::HandIn)
    }

    /// Returns how many whole entries there are.
    #[must_use]
    pub fn entries(&self) -> u64 {
        match self {
            Self::Journal(found) => found.entries,
            Self::Salvaged { entries, .. } => *entries,
            Self::Entries(file, _) => file.entries,
        }
    }
}

/// Why nothing can be had of a file.
#[derive(Debug, thiserror::Error)]
pub enum BringError {
    /// It cannot be read.
    #[error("cannot read `{path}`")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is compressed, and damaged so that nothing can be unpacked.
    #[error("`{path}` is damaged, and nothing of it can be read")]
    Torn {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is no file of entries.
    #[error("`{path}` is no journal, export, backup or hand-in of docent")]
    NoEntries {
        /// The file.
        path: PathBuf,
        /// Why.
        source: EntryFileError,
    },
    /// It is a database of something else.
    #[error("`{path}` is a database, and no journal of docent")]
    OtherDatabase {
        /// The file.
        path: PathBuf,
    },
    /// A journal cannot be used: the file, or the one that entries are brought into.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl BringError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Io { .. } => Some("check the path"),
            Self::Torn { .. } => Some("take another backup; `docent progress restore` lists them"),
            Self::NoEntries { source: EntryFileError::Newer(_), .. } => Some("update docent"),
            Self::NoEntries { .. } => {
                Some("name a journal.db, or a file of `docent progress export`, `backup` or `sync`")
            }
            Self::OtherDatabase { .. } => Some("a journal is called journal.db"),
            Self::Journal(error) => error.hint(),
        }
    }
}

/// Gives every whole entry of a file to `take`.
///
/// # Errors
/// When nothing can be had of it, or `take` fails.
pub fn bring(
    path: &Path,
    mut take: impl FnMut(&Entry) -> Result<(), JournalError>,
) -> Result<Brought, BringError> {
    let io = |source| BringError::Io { path: path.to_owned(), source };
    let kind = kind_of(path).map_err(io)?;
    if kind == FileKind::Database {
        return bring_journal(path, take);
    }
    let lines = open_archive(path, kind).map_err(io)?;
    let file =
        read_entries(lines, |entry| Ok::<(), Stop>(take(&entry)?)).map_err(|stop| match stop {
            Stop::Take(error) => BringError::Journal(error),
            Stop::File(EntryFileError::Io(source)) if kind == FileKind::Compressed => {
                BringError::Torn { path: path.to_owned(), source }
            }
            Stop::File(EntryFileError::Io(error)) => io(error),
            Stop::File(source) => BringError::NoEntries { path: path.to_owned(), source },
        })?;
    Ok(Brought::Entries(file, sum_fits(path).map_err(io)?))
}

/// Says what a file is and whether it is sound, without taking anything.
///
/// # Errors
/// When nothing can be had of it.
pub fn inspect(path: &Path) -> Result<Brought, BringError> {
    bring(path, |_| Ok(()))
}

enum Stop {
    Take(JournalError),
    File(EntryFileError),
}

impl From<JournalError> for Stop {
    fn from(error: JournalError) -> Self {
        Self::Take(error)
    }
}

impl From<EntryFileError> for Stop {
    fn from(error: EntryFileError) -> Self {
        Self::File(error)
    }
}

fn bring_journal(
    path: &Path,
    mut take: impl FnMut(&Entry) -> Result<(), JournalError>,
) -> Result<Brought, BringError> {
    let why = match verify_entries(path) {
        Ok(None) => return Err(BringError::OtherDatabase { path: path.to_owned() }),
        Ok(Some(found)) if found.is_sound() => {
            let journal = Journal::open_unproven(path)?;
            if let Some(journal) = &journal {
                journal.entries(|entry| take(&entry))?;
            }
            return Ok(Brought::Journal(found));
        }
        Ok(Some(found)) => found.file.into_iter().chain(found.broken).next().unwrap_or_default(),
        Err(
            error @ (JournalError::Newer { .. }
            | JournalError::Busy { .. }
            | JournalError::Full { .. }),
        ) => {
            return Err(error.into());
        }
        Err(_) if is_foreign(path) => {
            return Err(BringError::OtherDatabase { path: path.to_owned() });
        }
        Err(error) => error.to_string(),
    };
    let saved = salvage(path).map_err(|source| BringError::Io { path: path.to_owned(), source })?;
    saved.iter().try_for_each(take)?;
    Ok(Brought::Salvaged { why, entries: u64::try_from(saved.len()).unwrap_or(u64::MAX) })
}
