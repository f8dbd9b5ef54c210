//! The deck and its TOML file: reading it with every fault in one pass, and writing it.
//!
//! File structs are not domain structs: [`Deck`] is what the rest of the house knows, and renaming
//! a field of it cannot break a teacher's file. Knows nothing of learners, memory or documents.

mod built;
mod card_place;
mod cloze;
mod compare;
mod diagnostic;
mod edit;
mod fields;
mod file;
mod format;
mod mark;
mod meaning;
mod merge;
mod model;
mod one_bracket;
mod read;
mod read_card;
mod read_parts;
mod refresh;
mod review;
mod rules;
mod schema;
mod slips;
mod source;
mod stamp;
mod syntax;
mod tidy;
mod values;
mod write;

pub use built::fingerprint;
pub use card_place::{CardPlace, card_places, read_card_alone};
pub use cloze::{ClozeError, ClozeFault, read_cloze};
pub use compare::{CardChange, Difference, compare};
pub use diagnostic::{Diagnostic, LineColumn, LineIndex, Severity, nearest};
pub use file::{
    DeckFile, DeckFileError, Known, bring_back, deck_text, find_decks, replace_file,
    write_deck_file,
};
pub use format::{CARD, FILE, FORMAT, Key, Shape, kind_keys};
pub use meaning::{right_answers, same_meaning};
pub use merge::{MergeError, Merged, Rebuilt, Stated, merge};
pub use model::{
    Body, Card, CardId, Citation, Deck, Form, Gap, Kind, Segment, Source, Status, StudyWishes,
};
pub use read::{Reading, read_deck};
pub use review::{Decision, Matter, ReviewError, Waiting, decide, waiting};
pub use rules::{
    FAULTS, FaultRule, RULES, Rule, SourceFile, SourceText, rule_names, weaknesses,
    without_silenced,
};
pub use schema::json_schema;
pub use stamp::Stamp;
pub use tidy::{Tidied, errors_that_tidy_mends, tidy};
pub use values::{is_name, pause_seconds};
pub use write::to_toml;
