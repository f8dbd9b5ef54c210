//! The journal: everything a learner did, in `SQLite`, so that it is never lost.
//!
//! Events are appended in transactions and never changed. Where each item stands is a cache beside
//! them that [`Journal::rebuild`] makes anew. Knows nothing of decks' words or of the terminal.

mod entry;
mod entry_file;
mod error;
mod event_table;
mod journal;
mod line;
mod merge;
mod opening;
mod seal;
mod standing;
mod tally;
mod verify;
mod writing;

pub use entry::BadEntry;
pub use entry_file::{
    EntryFile, EntryFileError, EntryWriter, Heading, LineFault, Purpose, read_entries,
};
pub use error::JournalError;
pub use journal::Journal;
pub use line::{Entry, LineError};
pub use merge::{Merged, Merging};
pub use seal::Seal;
pub use verify::{Verification, verify};
