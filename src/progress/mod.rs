//! The journal: everything a learner did, in `SQLite`, so that it is never lost.
//!
//! Events are appended in transactions and never changed. Where each item stands is a cache beside
//! them that [`Journal::rebuild`] makes anew. Knows nothing of decks' words or of the terminal.

mod entry;
mod error;
mod event_table;
mod journal;
mod opening;
mod standing;

pub use error::JournalError;
pub use journal::Journal;
