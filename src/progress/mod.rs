//! The journal: everything a learner did, in `SQLite`, so that it is never lost.
//!
//! Events are appended in transactions and never changed. Where each item stands is a cache beside
//! them that [`Journal::rebuild`] makes anew. Knows nothing of decks' words or of the terminal.

mod agenda;
mod ahead;
mod all_entries;
mod archive;
mod backup;
mod bring;
mod entry_file;
mod error;
mod event_table;
mod indexes;
mod journal;
mod line;
mod log;
mod merge;
mod next_due;
mod open_file;
mod opening;
mod outcome;
mod payload;
mod queries;
mod replace;
mod replaying;
mod row;
mod salvage;
mod seal;
mod standing;
mod summed;
mod sync;
mod tally;
mod verify;
mod writing;

pub use agenda::{
    Agenda, CardEntry, CardList, DeckAgenda, LeftBehind, NewCard, NewCards, Next, NoPlan,
    PlannedDeck, Wish,
};
pub use ahead::Ahead;
pub use archive::{write_archive, write_lines};
pub use backup::{Backup, backup_now, backups, daily_backup};
pub use bring::{BringError, Brought, bring, inspect};
pub use entry_file::{
    EntryFile, EntryFileError, EntryWriter, Heading, LineFault, Purpose, read_entries, read_heading,
};
pub use error::JournalError;
pub use journal::Journal;
pub use line::{Entry, LineError};
pub use merge::{Merged, Merging};
pub use open_file::OpenFile;
pub use replace::{Places, Repaired, ReplaceError, Replaced, repair, restore};
pub use replaying::FromHistory;
pub use row::BadEntry;
pub use seal::Seal;
pub use summed::{proven, summed};
pub use sync::{Partly, SyncError, Synced, sync};
pub use verify::{Verification, verify};
