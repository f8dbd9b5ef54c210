//! Why the journal cannot be used.

use rusqlite::ErrorCode;
use std::io;
use std::path::PathBuf;

/// Why the journal cannot be used. Nothing that was stored is touched by any of these.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A newer docent wrote the journal.
    #[error("the journal `{path}` was written by a newer docent")]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// The file is no journal, or its bytes are broken.
    #[error("the journal `{path}` is damaged: {why}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What `SQLite` or docent found.
        why: String,
    },
    /// The journal is missing or without a byte, and something beside it says that there was one.
    #[error("the journal `{path}` is gone, and there was one")]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// The file that was opened is no longer where it was: it is gone, moved, or another is there.
    #[error(
        "the journal is no longer at `{path}`: its file was moved, removed or replaced meanwhile, and \
         the answers of this session went with it"
    )]
    Away {
        /// Where it was.
        path: PathBuf,
    },
    /// The journal, or the folder it is in, cannot be written.
    #[error("the journal `{path}` cannot be written")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another program keeps the journal locked.
    #[error("the journal `{path}` is in use by another program")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// No room is left.
    #[error("no room is left on the disk for the journal `{path}`")]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The disk fails.
    #[error("the disk could not be read or written for the journal `{path}`")]
    Disk {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The folder of the journal cannot be made or reached.
    #[error("cannot use the folder `{path}`")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be kept to its owner.
    #[error("cannot take the file `{path}` away from everybody but you")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Anything else that `SQLite` says.
    #[error("the journal `{path}` cannot be used")]
    Other {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl JournalError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Newer { .. } => {
                "update docent, or set DOCENT_HOME to another folder; `docent progress verify` tells \
                 whether the file is only damaged"
            }
            Self::Damaged { .. } => {
                "nothing was changed; `docent progress repair` saves every whole entry and keeps the \
                 damaged file"
            }
            Self::Gone { .. } => {
                "`docent progress repair` takes the newest backup; to begin anew, move `backups` and \
                 `journal.seal` beside it away"
            }
            Self::Away { .. } => {
                "if the file was moved, move it back with those that lie beside it; otherwise \
                 `docent progress repair` takes the newest backup"
            }
            Self::ReadOnly { .. } => "allow writing there, or set DOCENT_HOME to another folder",
            Self::Busy { .. } => "close the other program, then try again",
            Self::Full { .. } => "make room, then try again; all earlier answers are stored",
            Self::Disk { .. } => {
                "all earlier answers are stored; check the disk and how much it may hold, then try \
                 again"
            }
            Self::Folder { .. } | Self::File { .. } => {
                "set DOCENT_HOME to a folder that you may read and write"
            }
            Self::Other { .. } => return None,
        })
    }

    /// Returns whether nothing is said of the journal itself: where it is, it cannot be used now.
    pub(super) fn is_of_its_place(&self) -> bool {
        use JournalError::{Busy, File, Folder, Full, ReadOnly};
        matches!(self, Busy { .. } | File { .. } | Folder { .. } | Full { .. } | ReadOnly { .. })
    }

    /// Returns the error that an error of `SQLite` on this file means.
    pub(super) fn of(path: &std::path::Path, error: rusqlite::Error) -> Self {
        use rusqlite::Error::{
            FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error,
        };
        let path = path.to_owned();
        if let FromSqlConversionFailure(..)
        | IntegralValueOutOfRange(..)
        | InvalidColumnType(..)
        | Utf8Error(..) = error
        {
            // It holds what docent writes into no journal.
            return Self::Damaged { path, why: misread(&error) };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { path, why: error.to_string() }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly { path }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::SystemIoFailure) if lacks_room(&error) => Self::Full { path },
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, source: Box::new(error) },
            _ => Self::Other { path, source: Box::new(error) },
        }
    }
}

/// Returns whether a failure of the disk is that no room is left for the memory which programs share
/// beside a journal: `SQLite` has no other reason not to make that file larger.
fn lacks_room(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    code == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

/// Returns what is wrong with a value that could not be read, without the words of `SQLite`.
fn misread(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::FromSqlConversionFailure(_, _, why) => why.to_string(),
        rusqlite::Error::Utf8Error(_, _) => "a text in it is no UTF-8".to_owned(),
        _ => "a value in it is not of its kind".to_owned(),
    }
}
