//! The deck and its TOML file: reading it with every fault in one pass, and writing it.
//!
//! File structs are not domain structs: [`Deck`] is what the rest of the house knows, and renaming
//! a field of it cannot break a teacher's file. Knows nothing of learners, memory or documents.

mod built;
mod cloze;
mod diagnostic;
mod edit;
mod fields;
mod file;
mod format;
mod mark;
mod merge;
mod model;
mod read;
mod read_card;
mod review;
mod schema;
mod source;
mod write;

pub use built::fingerprint;
pub use cloze::{ClozeError, read_cloze};
pub use diagnostic::{Diagnostic, LineColumn, LineIndex, Severity, nearest};
pub use fields::{is_name, pause_seconds};
pub use file::{DeckFile, DeckFileError, find_decks, write_deck_file};
pub use format::{CARD, FILE, FORMAT, Key, Shape, kind_keys};
pub use merge::{MergeError, Merged, Rebuilt, merge};
pub use model::{
    Body, Card, CardId, Citation, Deck, Form, Gap, Kind, Segment, Source, Status, StudyWishes,
};
pub use read::{Reading, read_deck};
pub use review::{Decision, Matter, ReviewError, Waiting, decide, waiting};
pub use schema::json_schema;
pub use write::to_toml;
