//! Sentences become typed facts with evidence; facts of several documents meet.
//!
//! A fact is a clause with one part left open and the value that fills it, found by the patterns
//! in `patterns/`, one a file. Knows nothing of cards or decks: how a fact is asked is for
//! `authoring` to say.

mod clause;
mod complement;
mod context;
mod fact;
mod history;
mod merge;
mod moment;
mod names;
mod patterns;
mod referent;
mod report;
mod subject;
mod undertaking;
mod verb;
mod verb_group;
mod word;

pub use fact::{
    Agreement, Evidence, Fact, FactStatus, NameKind, Open, Polarity, Statement, Value, Verb, join,
};
pub use report::{FactView, listing, view};

use crate::document::Document;
use context::Corpus;

/// Returns the facts that the documents state, in the order in which they state them first.
#[must_use]
pub fn find(documents: &[Document]) -> Vec<Fact> {
    find_with(documents, &|_, _| {})
}

/// Returns the facts as [`find`] does, and tells after each sentence how many of how many are read.
#[must_use]
pub fn find_with(documents: &[Document], progress: &dyn Fn(usize, usize)) -> Vec<Fact> {
    let corpus = Corpus::new(documents);
    let sentences = corpus.seen().count();
    let found = corpus.seen().enumerate().flat_map(|(read, sentence)| {
        progress(read, sentences);
        patterns::all(sentence)
    });
    merge::merge(found.collect())
}
