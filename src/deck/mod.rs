//! The deck and its TOML file: reading it with every fault in one pass, and writing it.
//!
//! File structs are not domain structs: [`Deck`] is what the rest of the house knows, and renaming
//! a field of it cannot break a teacher's file. Knows nothing of learners, memory or documents.

mod cloze;
mod diagnostic;
mod fields;
mod file;
mod format;
mod merge;
mod model;
mod read;
mod read_card;
mod schema;
mod write;

pub use cloze::{ClozeError, read_cloze};
pub use diagnostic::{Diagnostic, LineColumn, LineIndex, Severity, nearest};
pub use fields::{is_name, pause_seconds};
pub use file::{DeckFile, DeckFileError, find_decks, write_deck_file};
pub use format::{CARD, FILE, FORMAT, Key, Shape, kind_keys};
pub use merge::{MergeError, Merged, merge};
pub use model::{
    Body, Card, CardId, Citation, Deck, Form, Gap, Kind, Segment, Source, Status, StudyWishes,
};
pub use read::{Reading, read_deck};
pub use schema::json_schema;
pub use write::to_toml;
