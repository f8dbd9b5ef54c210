//! Sentences as trees: who does what, to whom, when and where, whatever the words.
//!
//! | module | gives |
//! |---|---|
//! | [`tree`] | words under words, and any part of a sentence as text |
//! | [`scene`] | a sentence with its names, times and numbers at their words |
//! | [`discourse`] | whom "she", "its" and "the treaty" mean |
//! | [`kinds`] | what the documents say that a name is: "the physicist", "a port" |
//! | [`predicate`] | verbs with subject, complements, tense and voice |
//!
//! The patterns in `patterns/` draw facts from these. Nothing here knows what a question is.

pub(super) mod discourse;
pub(super) mod kinds;
pub(super) mod predicate;
pub(super) mod scene;
pub(super) mod tree;
