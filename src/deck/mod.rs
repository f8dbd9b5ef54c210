//! The deck and its TOML file: reading it with every fault in one pass, and writing it.
//!
//! File structs are not domain structs: [`Deck`] is what the rest of the house knows, and renaming
//! a field of it cannot break a teacher's file. Knows nothing of learners, memory or documents.

mod model;
mod write;

pub use model::{
    Body, Card, CardId, Citation, Deck, Form, Gap, Kind, Segment, Source, Status, StudyWishes,
};
pub use write::to_toml;
