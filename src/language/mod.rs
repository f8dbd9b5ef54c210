//! What an English text says on its surface.
//!
//! | module | gives |
//! |---|---|
//! | [`sentence`] | where sentences end |
//! | [`tokeniser`] | words and marks, with their place |
//! | [`model`] | tags, trees and names, from a small trained model inside the program |
//! | [`annotation`] | all of that for a text, with parts of speech and lemmas |
//! | [`inflection`] | verbs from one form to another |
//! | [`gazetteer`] | states and what they are called |
//! | [`names`] | who and what a document names, decided by the whole document |
//! | [`time`] | dates, spans and relative times, as values |
//! | [`numbers`] | how many, with unit and exactness |
//! | [`quotations`] | who said what |
//! | [`reading`] | a whole text with all of it |
//! | [`analysis`] | the same for people to look at |
//!
//! Everything here takes text and returns values with the bytes they stand at. It knows nothing of
//! files, facts or cards, has no clock (a document's date is an argument), and never panics,
//! whatever the text.

pub mod analysis;
pub mod annotation;
pub mod gazetteer;
pub mod inflection;
mod lemma;
pub mod model;
pub mod names;
pub mod numbers;
mod part_of_speech;
pub mod quotations;
pub mod reading;
mod scan;
pub mod sentence;
pub mod time;
pub mod tokeniser;

pub use part_of_speech::PartOfSpeech;
