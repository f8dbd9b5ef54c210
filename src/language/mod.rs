//! What an English text says on its surface: states it names, times it states.
//!
//! Everything here takes text and returns values with the bytes they stand at. It knows nothing of
//! files, facts or cards, has no clock (a document's date is an argument), and never panics,
//! whatever the text.

pub mod gazetteer;
pub mod sentence;
pub mod time;
