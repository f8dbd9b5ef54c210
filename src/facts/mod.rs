//! Sentences become typed facts with evidence; facts of several documents meet.
//!
//! A fact is a clause with one part left open and the value that fills it, found by the patterns
//! in `patterns/`, one a file. Knows nothing of cards or decks: how a fact is asked is for
//! `authoring` to say.

mod clause;
mod complement;
mod context;
mod fact;
mod merge;
mod moment;
mod names;
mod patterns;
mod people;
mod protagonist;
mod referent;
mod report;
mod spelled_people;
mod subject;
mod syntax;
mod undertaking;
mod verb;
mod verb_group;
mod word;

pub use fact::{
    Agreement, Evidence, Fact, FactStatus, NameKind, Open, Polarity, Statement, Value, Verb, join,
};
pub use patterns::gap::GAP;
pub use report::{FactView, listing, view};
pub use syntax::discourse::pronoun_by_first_name;
pub use syntax::kinds::noun_in_name;

use crate::document::Document;
use crate::workers::{all_threads, share_out};
use context::{Corpus, Seen};

/// Sentences that a thread takes at once.
const BATCH: usize = 64;

/// Returns the facts that the documents state, in the order in which they state them first.
#[must_use]
pub fn find(documents: &[Document]) -> Vec<Fact> {
    find_with(documents, &|_, _| {})
}

/// Returns the facts as [`find`] does, and tells now and then how many sentences of how many are
/// read.
#[must_use]
pub fn find_with(documents: &[Document], progress: &dyn Fn(usize, usize)) -> Vec<Fact> {
    let corpus = Corpus::new(documents, progress);
    let found = found(&corpus);
    std::thread::scope(|scope| {
        // To let go of all words of all sentences takes its time too.
        scope.spawn(|| drop(corpus));
        merge::merge(found)
    })
}

/// Returns what the patterns find in each sentence.
fn found(corpus: &Corpus<'_>) -> Vec<Fact> {
    let seen: Vec<Seen<'_>> = corpus.seen().collect();
    let batches: Vec<&[Seen<'_>]> = seen.chunks(BATCH).collect();
    share_out(&batches, all_threads(), |batch| {
        batch.iter().flat_map(|seen| patterns::all(*seen)).collect()
    })
}
